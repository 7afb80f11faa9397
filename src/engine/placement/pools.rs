//! Placements that were searched for already. What a search for them finds depends on which boxes there are and which of them
//! arrows join, and not on how large anything is: a chart of other words has the same, and so has one for another width.

use super::refine::Pool;
use crate::answers::Answers;
use crate::engine::chart::Direction;
use crate::engine::problem::{Problem, Weights};
use crate::engine::regime::{KEPT_POOLS, Regime};

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

/// What some searches for placements found: a chart that asks what another has asked gets the same answer, sooner.
#[derive(Debug)]
pub(crate) struct Pools(Answers<Question, Pool>);

impl Default for Pools {
    fn default() -> Self {
        Self(Answers::at_most(KEPT_POOLS))
    }
}

impl Pools {
    /// What was found for a problem from a seed, or what `search` finds now.
    pub(crate) fn of(
        &self,
        problem: &Problem<'_>,
        regime: Regime,
        seed: u64,
        search: impl FnOnce() -> Option<Pool>,
    ) -> Option<Pool> {
        self.0.to(Question::of(problem, regime, seed), |_| search())
    }
}

#[cfg(test)]
mod tests {
    use super::{Pool, Pools};
    use crate::engine::chart::Chart;
    use crate::engine::problem::Problem;
    use crate::engine::regime::{Effort, Regime};
    use crate::engine::tests::charts::generated;

    #[test]
    fn a_chart_of_other_sizes_asks_the_same_and_one_of_other_arrows_does_not() {
        let pools = Pools::default();
        let ask = |chart: &Chart, answer: u64| {
            let problem = Problem::new(chart);
            let regime = Regime::of(problem.boxes(), problem.arrows(), Effort::Default);
            let found = pools.of(&problem, regime, 0, || Some(Pool { looked_at: answer, ..Pool::default() }));
            found.expect("an answer").looked_at
        };
        let mut chart = generated(2, 3, 4, 1, 0.8);
        assert_eq!(ask(&chart, 1), 1);
        chart.boxes[0].width += 100;
        assert_eq!(ask(&chart, 2), 1);
        let arrow = &mut chart.arrows[0];
        (arrow.from, arrow.to) = (arrow.to, arrow.from);
        assert_eq!(ask(&chart, 3), 3);
    }
}
