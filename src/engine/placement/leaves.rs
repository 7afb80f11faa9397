//! Step 2d, leaves: boxes that hang on one other alone stand beside each other in its lanes, in the model's order and in full rows.
//!
//! The search weighs lanes and bends, for which all places of a leaf are much alike: it scatters them. Drawn out over its leaves
//! (see `routing::broad`) their hub meets those of the first row straight.

use super::cells::Cells;
use crate::engine::problem::Problem;
use crate::engine::regime::MASK_LANES;
use std::collections::{BTreeMap, BTreeSet};

/// So many leaves of one box in one band make a block.
const LEAST: usize = 4;

/// The leaves of each hub, in the model's order, band by band.
pub(crate) type Blocks = BTreeMap<usize, BTreeMap<usize, Vec<usize>>>;

/// The blocks of a chart.
pub(crate) fn blocks(problem: &Problem<'_>) -> Blocks {
    let mut neighbours = vec![BTreeSet::new(); problem.boxes()];
    for arrow in 0..problem.arrows() {
        let (from, to) = problem.ends(arrow);
        neighbours[from].insert(to);
        neighbours[to].insert(from);
    }
    let mut all = Blocks::new();
    for (leaf, near) in neighbours.iter().enumerate() {
        let alone = problem.members[problem.class[leaf]].len() == 1 && !problem.is_edge(leaf);
        let Some(&hub) = near.first().filter(|_| alone && near.len() == 1) else { continue };
        // where the hub or its like are in the band, leaves stand beside them, and their arrows are straight as they are
        let mut likes = problem.members[problem.class[hub]].iter();
        let is_apart = likes.all(|&like| problem.band(like) != problem.band(leaf));
        if neighbours[hub].len() > 1 && is_apart && !problem.is_edge(hub) {
            all.entry(hub).or_default().entry(problem.band(leaf)).or_default().push(leaf);
        }
    }
    for bands in all.values_mut() {
        bands.retain(|_, leaves| leaves.len() >= LEAST);
    }
    all.retain(|_, bands| !bands.is_empty());
    all
}

/// The placement `from` with each block in so many rows; none where its author pinned boxes, or it is too wide for the search.
pub(crate) fn in_rows(problem: &Problem<'_>, blocks: &Blocks, from: &Cells, rows: usize) -> Option<Cells> {
    if problem.is_pinned() || problem.row_pin.iter().any(Option::is_some) {
        return None;
    }
    let leaves: BTreeSet<usize> =
        blocks.values().flat_map(BTreeMap::values).flatten().map(|&leaf| problem.class[leaf]).collect();
    let mut by_column: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for class in (0..problem.classes()).filter(|class| !leaves.contains(class)) {
        by_column.entry(from.column[class]).or_default().push(class);
    }
    let mut cells = from.clone();
    let mut next = 0_usize;
    for classes in by_column.values() {
        let start = next;
        // bands in which leaves stand in the column of their hub
        let mut taken = BTreeSet::new();
        for &class in classes {
            let hubs = problem.members[class].iter().filter_map(|hub| blocks.get(hub));
            for bands in hubs {
                let most = bands.values().map(Vec::len).max().unwrap_or(1);
                let width = most.div_ceil(rows);
                for (&band, leaves) in bands {
                    // a shorter block stands over the middle of a longer one
                    let own = leaves.len().div_ceil(leaves.len().div_ceil(width));
                    for (k, &leaf) in leaves.iter().enumerate() {
                        cells.column[problem.class[leaf]] = (next + (width - own) / 2 + k % own) as u16;
                        cells.row[leaf] = (k / own) as u16;
                    }
                    taken.insert(band);
                }
                cells.column[class] = (next + (width - 1) / 2) as u16;
                next += width;
            }
        }
        let is_hub = |class: usize| problem.members[class].iter().any(|of| blocks.contains_key(of));
        let hub = classes.iter().find(|&&class| is_hub(class)).map(|&class| cells.column[class]);
        let stands =
            |class: usize| problem.members[class].iter().any(|&of| taken.contains(&problem.band(of)));
        let (beside, others): (Vec<usize>, Vec<usize>) =
            classes.iter().filter(|&&class| !is_hub(class)).partition(|&&class| stands(class));
        next = next.max(start + 1);
        for class in others {
            cells.column[class] = hub.unwrap_or(start as u16);
        }
        for &class in &beside {
            cells.column[class] = next as u16;
        }
        next += usize::from(!beside.is_empty());
    }
    (next < MASK_LANES).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::{blocks, in_rows};
    use crate::engine::placement::cells::{Cells, Placement};
    use crate::engine::problem::Problem;
    use crate::engine::tests::charts;
    use crate::engine::tests::charts::lay_out;
    use crate::engine::{Chart, Effort};

    /// A hub with so many leaves, and a box beside it that leads to it.
    fn chart(leaves: usize) -> Chart {
        let mut boxes = vec![(0, 0), (0, 1)];
        boxes.extend((0..leaves).map(|leaf| (1, 2 + leaf)));
        let mut arrows: Vec<_> = (0..leaves).map(|leaf| (0, 2 + leaf, "")).collect();
        arrows.push((1, 0, ""));
        charts::chart(2, &boxes, &arrows)
    }

    #[test]
    fn leaves_are_the_boxes_that_hang_on_one_other() {
        let chart = chart(5);
        let found = blocks(&Problem::new(&chart));
        assert_eq!(found.len(), 1);
        assert_eq!(found[&0][&1], [2, 3, 4, 5, 6]);
        assert!(blocks(&Problem::new(&self::chart(3))).is_empty(), "three make no block");
    }

    #[test]
    fn a_block_has_full_rows_in_page_order_with_its_hub_over_its_middle() {
        let chart = chart(6);
        let problem = Problem::new(&chart);
        let from = Cells { column: vec![1, 0, 2, 3, 9, 5, 6, 7], row: vec![0; 8] };
        let cells = in_rows(&problem, &blocks(&problem), &from, 2).unwrap();
        let placement = Placement::new(&problem, &cells);
        let places: Vec<_> = (0..8).map(|of| placement.at(of)).collect();
        assert_eq!(places[..2], [(2, 0), (0, 0)]);
        assert_eq!(places[2..], [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 2)]);
    }

    #[test]
    fn a_row_that_would_be_too_wide_to_read_is_folded_evenly() {
        let chart = Chart { readable: Some(2_133.0), ..chart(12) };
        let drawing = lay_out(&chart, Effort::Default);
        assert!(f64::from(drawing.width + chart.margins.0) <= 2_133.0, "{}", drawing.width);
        let rows: Vec<i32> = drawing.boxes[2..].iter().map(|r| r.y).collect();
        assert!(rows.is_sorted(), "page order, row by row: {rows:?}");
        let counts: Vec<usize> = rows.chunk_by(|a, b| a == b).map(<[i32]>::len).collect();
        assert!(counts.len() > 1 && counts.windows(2).all(|w| w[0] - w[1] <= 1), "{counts:?}");
        assert_eq!(drawing.report.crossings, 0);
    }
}
