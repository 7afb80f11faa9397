//! Placements that were searched for already. What a search for them finds depends on which boxes there are and which of them
//! arrows join, and not on how large anything is: a chart of other words has the same, and so has one for another width.

use super::refine::Pool;
use crate::engine::chart::Direction;
use crate::engine::problem::{Problem, Weights};
use crate::engine::regime::{KEPT_POOLS, Regime};
use std::sync::Mutex;

/// All that a search for placements depends on.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    bands: usize,
    direction: Direction,
    /// Band and class of each box.
    boxes: Vec<(usize, usize)>,
    row_pin: Vec<Option<u16>>,
    column_pin: Vec<Option<u16>>,
    edge: Option<usize>,
    arrows: Vec<(usize, usize)>,
    weights: Weights,
    routed_crossing: i32,
    regime: Regime,
    seed: u64,
}

impl Question {
    fn of(problem: &Problem<'_>, regime: Regime, seed: u64) -> Self {
        Self {
            bands: problem.bands,
            direction: problem.chart.direction,
            boxes: (0..problem.boxes()).map(|of| (problem.band(of), problem.class[of])).collect(),
            row_pin: problem.row_pin.clone(),
            column_pin: problem.column_pin.clone(),
            edge: problem.edge,
            arrows: (0..problem.arrows()).map(|arrow| problem.ends(arrow)).collect(),
            weights: problem.weights,
            routed_crossing: problem.routed_crossing,
            regime,
            seed,
        }
    }
}

/// What some searches for placements found, the oldest first: a chart that asks what another has asked gets the same answer,
/// sooner.
#[derive(Debug, Default)]
pub(crate) struct Pools(Mutex<Vec<(Question, Pool)>>);

impl Pools {
    /// What was found for a problem from a seed, or what `search` finds now.
    pub(crate) fn of(
        &self,
        problem: &Problem<'_>,
        regime: Regime,
        seed: u64,
        search: impl FnOnce() -> Option<Pool>,
    ) -> Option<Pool> {
        let question = Question::of(problem, regime, seed);
        // one that a panic left behind would only be searched for again
        let known = self.0.lock().ok().and_then(|pools| {
            let asked = pools.iter().find(|(asked, _)| *asked == question);
            asked.map(|(_, pool)| pool.clone())
        });
        if known.is_some() {
            return known;
        }
        let found = search()?;
        if let Ok(mut pools) = self.0.lock() {
            if pools.len() >= KEPT_POOLS {
                pools.remove(0);
            }
            pools.push((question, found.clone()));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pool, Pools};
    use crate::engine::problem::Problem;
    use crate::engine::regime::{Effort, KEPT_POOLS, Regime};
    use crate::engine::tests::charts::generated;

    #[test]
    fn what_was_asked_is_not_searched_again_and_the_oldest_answer_goes_first() {
        let pools = Pools::default();
        let ask = |seed: u64, answer: u64| {
            let chart = generated(2, 3, 4, 1, 0.8);
            let problem = Problem::new(&chart);
            let regime = Regime::of(problem.boxes(), problem.arrows(), Effort::Default);
            let found =
                pools.of(&problem, regime, seed, || Some(Pool { looked_at: answer, ..Pool::default() }));
            found.expect("an answer").looked_at
        };
        assert_eq!([ask(0, 1), ask(0, 2), ask(1, 3)], [1, 1, 3]);
        for seed in 2..=KEPT_POOLS as u64 {
            ask(seed, 4);
        }
        assert_eq!([ask(1, 5), ask(0, 6)], [3, 6]);
    }
}
