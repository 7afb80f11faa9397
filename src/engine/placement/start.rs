//! Step 1, start: classes in barycentre order dealt to the columns, folded into rows where they do not fit.

use super::cells::Cells;
use crate::engine::problem::Problem;
use crate::engine::regime::BARYCENTRE_ROUNDS;
use std::collections::BTreeSet;

/// Classes in an order that keeps neighbours close (barycentre rounds, after Sugiyama et al. 1981); ties keep the model's order.
pub(crate) fn barycentre_order(problem: &Problem<'_>, rounds: usize) -> Vec<usize> {
    let k = problem.classes();
    let neighbours = problem.class_neighbours();
    let mut at: Vec<f64> = (0..k).map(|c| c as f64).collect();
    let mut order: Vec<usize> = (0..k).collect();
    for _ in 0..rounds {
        let mut next: Vec<(f64, usize)> = (0..k)
            .map(|c| {
                let mean =
                    neighbours[c].iter().map(|&d| at[d]).sum::<f64>() / neighbours[c].len().max(1) as f64;
                // half the way only: two neighbours would change places for ever
                (if neighbours[c].is_empty() { at[c] } else { 0.5 * at[c] + 0.5 * mean }, c)
            })
            .collect();
        next.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (i, &(_, c)) in next.iter().enumerate() {
            at[c] = i as f64;
            order[i] = c;
        }
    }
    order
}

/// A valid start on `columns` columns that keeps every pin. More columns are used only where pins leave no other way.
pub(crate) fn start(problem: &Problem<'_>, columns: usize) -> Cells {
    let (n, k) = (problem.boxes(), problem.classes());
    let order = barycentre_order(problem, BARYCENTRE_ROUNDS);
    let mut cells = Cells { column: vec![0; k], row: vec![0; n] };
    let mut taken: BTreeSet<(usize, u16, u16)> = BTreeSet::new();
    // boxes pinned both ways keep their cells free of all others
    for i in 0..n {
        if let (Some(row), Some(column)) = (problem.row_pin[i], problem.column_pin[problem.class[i]]) {
            taken.insert((problem.band(i), row, column));
            cells.row[i] = row;
        }
    }
    let mut place = |taken: &mut BTreeSet<(usize, u16, u16)>, c: usize, column: u16| {
        cells.column[c] = column;
        for &i in &problem.members[c] {
            if problem.row_pin[i].is_some() && problem.column_pin[c].is_some() {
                continue;
            }
            let mut row = problem.row_pin[i].unwrap_or(0);
            while !taken.insert((problem.band(i), row, column)) {
                row += 1;
            }
            cells.row[i] = row;
        }
    };
    // pinned columns first, then classes with pinned rows wherever those are free, then the others in their order
    for c in 0..k {
        if let Some(column) = problem.column_pin[c] {
            place(&mut taken, c, column);
        }
    }
    // behind the edges of bands
    let first = u16::from(problem.edge.is_some());
    let rows_pinned = |c: usize| problem.members[c].iter().any(|&i| problem.row_pin[i].is_some());
    let mut rank = vec![0; k];
    for (i, &c) in order.iter().enumerate() {
        rank[c] = i;
    }
    for c in (0..k).filter(|&c| problem.column_pin[c].is_none() && rows_pinned(c)) {
        let free = |column: &u16| {
            problem.members[c]
                .iter()
                .all(|&i| !taken.contains(&(problem.band(i), problem.row_pin[i].unwrap_or(0), *column)))
        };
        let column = (first..=u16::MAX).find(free).unwrap_or(first);
        place(&mut taken, c, column);
    }
    for &c in order.iter().filter(|&&c| problem.column_pin[c].is_none() && !rows_pinned(c)) {
        let column = (rank[c] * columns / k).min(columns.saturating_sub(1));
        place(&mut taken, c, first + column as u16);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{barycentre_order, start};
    use crate::engine::chart::{Chart, ChartArrow, ChartBox};
    use crate::engine::problem::Problem;

    fn chart(boxes: &[(usize, usize)], arrows: &[(usize, usize)]) -> Chart {
        Chart {
            boxes: boxes
                .iter()
                .map(|&(band, class)| ChartBox { band, class, ..ChartBox::default() })
                .collect(),
            arrows: arrows.iter().map(|&(from, to)| ChartArrow { from, to, wraps: Vec::new() }).collect(),
            ..Chart::default()
        }
    }

    #[test]
    fn without_arrows_the_order_is_the_models() {
        let c = chart(&[(0, 0), (0, 1), (0, 2)], &[]);
        assert_eq!(barycentre_order(&Problem::new(&c), 8), [0, 1, 2]);
    }

    #[test]
    fn any_pins_leave_a_valid_start() {
        let mut c = chart(&[(0, 0), (0, 1), (0, 2), (0, 0), (1, 2)], &[(0, 4), (4, 1)]);
        for pins in 0..243 {
            let mut z = pins;
            for b in &mut c.boxes {
                (b.row, b.column) = ([None, Some(0), Some(1)][z % 3], [None, Some(2), Some(0)][(z / 2) % 3]);
                z /= 3;
            }
            let p = Problem::new(&c);
            let s = start(&p, 2);
            assert!(s.valid(&p, &mut Vec::new()), "{pins}");
            assert!(s.keeps_pins(&p), "{pins}: {s:?} {:?} {:?}", p.row_pin, p.column_pin);
        }
    }
}
