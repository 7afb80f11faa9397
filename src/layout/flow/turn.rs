//! Which way a chart runs where nobody says: down, unless it is plainly easier to read to the right.
//!
//! Down, the boxes of a level stand beside each other; a few levels of many boxes each make a sheet too wide for its type to be
//! read. To the right the same boxes stand below each other, and the sheet is as wide as its levels are many. A chart that is read
//! with ease as it is stays as it is, and no second drawing of it is searched for.
use super::DrawnChart;
use super::measures::{EM, readable};
use crate::layout::{Direction, LayoutInput};
use crate::model::Model;

/// The sheet of a chart that is turned is so many times narrower at least, and so its type larger: near ties stay down, whatever
/// small thing is changed on the page.
const NARROWER: f64 = 1.15;
/// It may have this share of its bends more, and one: larger type is worth that.
const BENDS_SHARE: u32 = 8;
/// Width of a level beside others, with its arrows and their labels, where little is written in it.
const LEVEL: f64 = 26.0 * EM;

/// Whether a chart that is drawn down may be plainly easier to read to the right: by what was asked for, by its type, and by the
/// number of its levels.
pub(super) fn may_turn(page: &LayoutInput<'_>, down: &DrawnChart) -> bool {
    let (model, sheet) = (page.model, page.sheet);
    let is_free = sheet.orientation.is_none() && sheet.width.is_none();
    let Some(readable) = readable(sheet).filter(|_| is_free && sheet.direction == Direction::Auto) else {
        return false;
    };
    let width = down.size().width;
    let least = model.levels.len() as f64 * LEVEL;
    let is_ranked = !model.is_unranked() && !model.flows.is_empty();
    is_ranked && !is_pinned(model) && width > readable && width >= NARROWER * least
}

/// Whether the page's author gave a box its row or column: they mean something in one direction.
fn is_pinned(model: &Model) -> bool {
    let mut functions = model.levels.iter().flat_map(|level| &level.functions);
    functions.any(|function| function.row.is_some() || function.column.is_some())
}

/// Whether a chart to the right may be so once it is as narrow as it can be: that takes no crossing away.
pub(super) fn may_be_easier(right: &DrawnChart, down: &DrawnChart) -> bool {
    right.crossings <= down.crossings && right.bends <= most_bends(down)
}

/// Whether the chart to the right is plainly easier to read: larger type, no more crossings, and hardly more bends.
pub(super) fn is_easier(right: &DrawnChart, down: &DrawnChart) -> bool {
    right.size().width * NARROWER <= down.size().width && may_be_easier(right, down)
}

/// As many bends as larger type is worth.
fn most_bends(down: &DrawnChart) -> u32 {
    down.bends + down.bends / BENDS_SHARE + 1
}
