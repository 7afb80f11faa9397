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
        // in the hub's own band they stand beside it, where they are straight as they are
        if neighbours[hub].len() > 1 && problem.band(hub) != problem.band(leaf) && !problem.is_edge(hub) {
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
        let mut first = None;
        for &class in classes {
            let hubs = problem.members[class].iter().filter_map(|hub| Some((hub, blocks.get(hub)?)));
            for (_, bands) in hubs {
                let most = bands.values().map(Vec::len).max().unwrap_or(1);
                let width = most.div_ceil(rows);
                for leaves in bands.values() {
                    // a shorter block stands over the middle of a longer one
                    let own = leaves.len().div_ceil(leaves.len().div_ceil(width));
                    for (k, &leaf) in leaves.iter().enumerate() {
                        cells.column[problem.class[leaf]] = (next + (width - own) / 2 + k % own) as u16;
                        cells.row[leaf] = (k / own) as u16;
                    }
                }
                cells.column[class] = (next + (width - 1) / 2) as u16;
                first = first.or(Some(cells.column[class]));
                next += width;
            }
        }
        let shared = first.unwrap_or(start as u16);
        next = next.max(start + 1);
        for &class in classes {
            if problem.members[class].iter().all(|of| !blocks.contains_key(of)) {
                cells.column[class] = shared;
            }
        }
    }
    (next < MASK_LANES).then_some(cells)
}
