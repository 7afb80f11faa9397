//! What a move costs on the board, against what the whole placement costs, computed from nothing.

use crate::engine::placement::anneal::swap_columns;
use crate::engine::placement::board::Board;
use crate::engine::placement::cells::Cells;
use crate::engine::placement::moves::{Move, each_move};
use crate::engine::placement::start::start;
use crate::engine::placement::surrogate::Surrogate;
use crate::engine::problem::Problem;
use crate::engine::tests::charts::{delivery_group, generated};
use crate::engine::tools::rng::Rng;

/// Cells with some of them drawn anew, or two columns exchanged.
fn changed(cells: &Cells, columns: usize, rng: &mut Rng) -> Cells {
    let mut next = cells.clone();
    if rng.below(4) == 0 {
        let (a, b) = (rng.below(columns) as u16, rng.below(columns) as u16);
        swap_columns(&mut next, a, b);
        return next;
    }
    for _ in 0..1 + rng.below(2) {
        let class = rng.below(next.column.len());
        next.column[class] = rng.below(columns) as u16;
        let of = rng.below(next.row.len());
        next.row[of] = rng.below(3) as u16;
    }
    next
}

#[test]
fn what_a_move_costs_is_what_the_whole_placement_costs() {
    for (chart, columns) in
        [(delivery_group(), 6), (generated(3, 5, 30, 2, 0.5), 9), (generated(2, 3, 80, 4, 0.8), 4)]
    {
        let problem = Problem::new(&chart);
        let surrogate = Surrogate::new(&problem, columns).unwrap();
        let (mut here, mut scratch) = (start(&problem, columns), surrogate.scratch());
        let mut board = Board::new(&problem, &surrogate, &here, (columns, 3), false).unwrap();
        let mut rng = Rng::new(9);
        let (mut kept, mut refused) = (0, 0);
        for _ in 0..6_000 {
            let next = changed(&here, columns, &mut rng);
            let whole = surrogate
                .lengths(&next, &mut scratch)
                .and_then(|lengths| surrogate.base(lengths, &mut scratch, i32::MAX));
            let limit = whole.map_or(i32::MAX, |whole| whole + rng.below(3) as i32 - 1);
            let found = board.take_up(&next, limit).and_then(|lengths| board.with_bends(lengths, limit));
            assert_eq!(found, whole.filter(|whole| *whole < limit));
            if found.is_some() {
                board.keep(&next);
                here = next;
                assert_eq!(Some(board.kept()), whole);
                kept += 1;
            } else {
                refused += 1;
            }
        }
        assert!(kept > 300 && refused > 300, "{kept} {refused}");
    }
}

#[test]
fn columns_open_in_gaps_as_in_the_cells() {
    let chart = generated(3, 4, 16, 5, 0.8);
    let problem = Problem::new(&chart);
    let surrogate = Surrogate::new(&problem, 8).unwrap();
    let (mut of, mut scratch) = (start(&problem, 8), surrogate.scratch());
    of.normalize(&problem);
    let mut board = Board::new(&problem, &surrogate, &of, (0, 3), true).unwrap();
    let mut opened = 0;
    each_move(&problem, &of, 8, 3, |one| {
        let mut next = of.clone();
        one.apply(&problem, &mut next);
        let lengths = surrogate.lengths(&next, &mut scratch);
        let found = match one {
            Move::Open(class, gap) => board.open(usize::from(class), gap, None, i32::MAX),
            Move::RowOpen(of, row, gap) => {
                let of = usize::from(of);
                board.open(problem.class[of], gap, Some((of, row)), i32::MAX)
            }
            _ => board.take_up(&next, i32::MAX),
        };
        assert_eq!(found, lengths, "{one:?}");
        let whole = lengths.and_then(|lengths| surrogate.base(lengths, &mut scratch, i32::MAX));
        assert_eq!(found.and_then(|lengths| board.with_bends(lengths, i32::MAX)), whole, "{one:?}");
        opened += u32::from(whole.is_some() && matches!(one, Move::Open(..) | Move::RowOpen(..)));
    });
    assert!(opened > 50);
}

#[test]
fn what_does_not_fit_in_the_masks_has_no_board() {
    let chart = generated(3, 4, 16, 5, 0.8);
    let problem = Problem::new(&chart);
    let surrogate = Surrogate::new(&problem, 40).unwrap();
    let cells = start(&problem, 40);
    let board = |lanes, has_gaps| Board::new(&problem, &surrogate, &cells, lanes, has_gaps).is_some();
    assert!(board((40, 3), false) && !board((40, 3), true) && !board((40, 22), false));
}
