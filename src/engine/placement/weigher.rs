//! Step 2, the weigher: what a placement costs in annealing, from what the one that is kept costs where there is a board for it.

use super::board::Board;
use super::cells::Cells;
use super::surrogate::{Scratch, Surrogate};
use super::tangle::Tangle;
use crate::engine::problem::Problem;

/// Weighs placements by [`Surrogate::cost`].
pub(crate) enum Weigher<'a> {
    /// From nothing each time, where a chart is too large for a board.
    Whole { surrogate: &'a Surrogate, scratch: Box<Scratch> },
    /// By what a move changes.
    Moves(Box<Moves<'a>>),
}

/// A board with the lines that cross on it.
pub(crate) struct Moves<'a> {
    board: Board<'a>,
    tangle: Tangle,
    /// Row and column of each box on the sheet.
    at: Vec<(u8, u8)>,
    /// Which of them are those of the placement that was taken up last.
    written: Written,
    crossing: i32,
}

/// Whose numbers of rows and columns are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Kept,
    Moved,
    All,
}

impl<'a> Weigher<'a> {
    /// A weigher of placements a move away from `cells`, in whose bands a move may use so many columns and rows; and what these cost, if
    /// they are valid.
    pub(crate) fn new(
        problem: &Problem<'_>,
        surrogate: &'a Surrogate,
        cells: &Cells,
        lanes: (usize, usize),
    ) -> (Self, Option<i32>) {
        let Some(board) = Board::new(problem, surrogate, cells, lanes, false) else {
            let mut whole = Self::Whole { surrogate, scratch: Box::new(surrogate.scratch()) };
            let cost = whole.cost(cells, i32::MAX);
            if cost.is_some() {
                whole.keep(cells);
            }
            return (whole, cost);
        };
        let mut tangle = Tangle::new(&surrogate.arrows, surrogate.class.len());
        let mut at = vec![(0, 0); surrogate.class.len()];
        board.number(&mut at);
        let crossing = surrogate.weights.crossing;
        tangle.take_up(&at);
        let cost = tangle.of_moved(&at, i32::MAX).map(|crossings| board.kept() + crossing * crossings);
        tangle.keep(&at);
        (Self::Moves(Box::new(Moves { board, tangle, at, written: Written::Kept, crossing })), cost)
    }

    /// What `next` costs; none when it is not valid, or not below `limit`.
    pub(crate) fn cost(&mut self, next: &Cells, limit: i32) -> Option<i32> {
        match self {
            Self::Whole { surrogate, scratch } => surrogate.cost(next, scratch, limit),
            Self::Moves(moves) => moves.cost(next, limit),
        }
    }

    /// Keeps the placement that was weighed last, `next`, which was below its limit.
    pub(crate) fn keep(&mut self, next: &Cells) {
        match self {
            Self::Whole { scratch, .. } => scratch.keep(),
            Self::Moves(moves) => {
                moves.tangle.keep(&moves.at);
                moves.board.keep(next);
                moves.written = Written::Kept;
            }
        }
    }
}

impl Moves<'_> {
    fn cost(&mut self, next: &Cells, limit: i32) -> Option<i32> {
        match std::mem::replace(&mut self.written, Written::Kept) {
            Written::Kept => {}
            Written::Moved => self.board.number_back(&mut self.at),
            Written::All => self.at.copy_from_slice(self.tangle.kept()),
        }
        let lengths = self.board.take_up(next, limit)?;
        let lanes_differ = self.board.lanes_differ();
        // lines that stay where they are go on to cross
        let least = if lanes_differ { 0 } else { self.tangle.pick(self.board.moved()) };
        let total = self.board.with_bends(lengths, limit.saturating_sub(self.crossing * least))?;
        self.board.number(&mut self.at);
        let stay = if lanes_differ {
            self.written = Written::All;
            self.tangle.take_up(&self.at)
        } else {
            self.written = Written::Moved;
            self.tangle.count_stay()
        };
        let total = total + self.crossing * stay;
        if total >= limit {
            return None;
        }
        let crossings = self.tangle.of_moved(&self.at, (limit - total - 1) / self.crossing)?;
        Some(total + self.crossing * crossings)
    }
}

#[cfg(test)]
mod tests {
    use super::super::start::start;
    use super::{Surrogate, Weigher};
    use crate::engine::problem::Problem;
    use crate::engine::tests::charts::generated;
    use crate::engine::tools::rng::Rng;

    #[test]
    fn a_placement_costs_the_same_from_nothing_and_from_a_move() {
        let (mut accepted, mut refused) = (0, 0);
        for seed in 0..4 {
            let chart = generated(3, 5, 25 + 20 * seed as usize, seed, 0.5);
            let problem = Problem::new(&chart);
            let columns = 8;
            let surrogate = Surrogate::new(&problem, columns).unwrap();
            let mut here = start(&problem, columns);
            let mut scratch = surrogate.scratch();
            let (mut weigher, first) = Weigher::new(&problem, &surrogate, &here, (columns, 3));
            assert!(matches!(weigher, Weigher::Moves(_)));
            assert_eq!(first, surrogate.cost(&here, &mut scratch, i32::MAX));
            scratch.keep();
            let mut rng = Rng::new(seed);
            for _ in 0..3_000 {
                let mut next = here.clone();
                let class = rng.below(problem.classes());
                next.column[class] = rng.below(columns) as u16;
                next.row[rng.below(problem.boxes())] = rng.below(3) as u16;
                let limit = first.unwrap() + rng.below(900) as i32 - 300;
                let whole = surrogate.cost(&next, &mut scratch, limit);
                assert_eq!(weigher.cost(&next, limit), whole);
                if whole.is_some() && rng.below(3) > 0 {
                    scratch.keep();
                    weigher.keep(&next);
                    here = next;
                    accepted += 1;
                } else {
                    refused += 1;
                }
            }
        }
        assert!(accepted > 300 && refused > 300, "{accepted} {refused}");
    }
}
