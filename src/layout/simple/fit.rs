//! Fits a loop's stack into it: which shape of name and points, how many rows of chips, how high.
//!
//! The inside of a loop is convex, so the heights at which one line fits are an interval, and those at which all the lines
//! of a stack fit are another. Only the chips, whose rows depend on the height, are tried height by height.
use super::content::{CHIP_HEIGHT, LoopContent, POINT_GAP, Points};
use super::rosette::{Inside, Loop};
use crate::geom::{Point, ROUNDING, Rect};
use crate::layout::paint::{Bullet, RING, Setting};

/// Clear space between text and ribbon, in em.
const CLEAR_TEXT: f64 = 1.1;
/// Clear space between chips and ribbon, in em.
const CLEAR_CHIP: f64 = 0.9;
/// Clear space between anything and a badge's ring, in em.
const CLEAR_BADGE: f64 = 1.2;
/// Radius of a badge with its ring, in em.
pub(super) const BADGE_RING: f64 = RING * 1.75;
/// Least space between the ribbon and the top of a stack below a badge, in em.
const BELOW_BADGE: f64 = 2.9;
/// Space above over space below in a loop above the knot.
const TOP_SHARE: f64 = 0.55;
/// Size of the icon, in em, and how much of it is clear on every side, as a share.
pub(super) const ICON: f64 = 3.0;
const ICON_CLEAR: f64 = 0.08;
/// Below the icon, the name and the points, in em.
const BELOW_ICON: f64 = 0.7;
const BELOW_NAME: f64 = 0.75;
const BELOW_POINTS: f64 = 1.1;
/// Between chips of a row, and from row to row beyond their height, in em.
const CHIP_GAP: f64 = 0.5;
const CHIP_ROW_GAP: f64 = 0.5;
/// What another line of name and a shape of points with more lines cost in merit, in em.
const MORE_NAME: f64 = 1.0;
const MORE_LINES: f64 = 0.4;
/// Most heights that are tried, and most chips whose rows are tried in every way.
const STEPS_MAX: f64 = 60.0;
const CHIPS_TRIED: usize = 60;
/// Step in which heights are tried, in em.
const STEP: f64 = 0.1;

/// Where a loop's things stand.
#[derive(Debug, Clone)]
pub(super) struct LoopFit {
    /// Index of the name's shape.
    pub(super) name: usize,
    /// Index of the points' shape.
    pub(super) points: usize,
    /// Middle of the icon, top of the name, top of the points.
    pub(super) icon_y: f64,
    pub(super) name_y: f64,
    pub(super) points_y: f64,
    /// Each chip's box, in order.
    pub(super) chips: Vec<Rect>,
    /// Clear space beyond what is asked for, less what is not liked, in px.
    pub(super) merit: f64,
}

/// A box of a stack: from the loop's vertical axis and from the stack's top, in px.
#[derive(Debug, Clone, Copy)]
struct Stacked {
    rect: Rect,
}

/// A loop with what is needed to measure in it.
#[derive(Debug, Clone, Copy)]
struct LoopRoom<'a> {
    within: &'a Loop,
    em: f64,
    /// Radius of the ribbon's inner edge.
    inner: f64,
    /// Where text may stand, and the middles of the round ends of chips.
    for_text: Inside,
    for_chips: Inside,
}

/// Which fits of a loop are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// How many shapes of its name, those of fewest lines first.
    pub(super) names: usize,
    /// The top of its name in px, where that is known.
    pub(super) name_y: Option<f64>,
}

impl Wanted {
    /// Any.
    pub(super) const ANY: Self = Self { names: usize::MAX, name_y: None };
}

/// A loop's content with all its stacks, which are the same in whatever loop it is fitted.
pub(super) struct Filling<'a> {
    content: &'a LoopContent,
    /// For each shape of the name those of each shape of the points.
    stacks: Vec<Vec<Stack>>,
}

impl<'a> Filling<'a> {
    /// Of a content at a body size in px.
    pub(super) fn new(content: &'a LoopContent, em: f64) -> Self {
        let of = |name| content.points.iter().map(|points| Stack::new(content, name, points, em)).collect();
        Self { content, stacks: content.names.iter().map(of).collect() }
    }
}

/// The best fit of a loop's content, of those that are wanted, if there is any.
pub(super) fn fit(
    within: &Loop,
    ribbon: f64,
    Filling { content, stacks }: &Filling<'_>,
    em: f64,
    wanted: Wanted,
) -> Option<LoopFit> {
    let inner = within.radius - ribbon / 2.0;
    let for_text = within.inside(inner - CLEAR_TEXT * em);
    let for_chips = within.inside(inner - CLEAR_CHIP * em - CHIP_HEIGHT / 2.0 * em);
    let room = LoopRoom { within, em, inner, for_text, for_chips };
    let mut best: Option<LoopFit> = None;
    for (n, stacks) in stacks.iter().take(wanted.names).enumerate() {
        for (p, stack) in stacks.iter().enumerate() {
            let top = wanted.name_y.map(|name_y| name_y - stack.name_y);
            if let Some((top, chips, merit)) = room.place(stack, content, top) {
                let merit = merit - (n as f64 * MORE_NAME + p as f64 * MORE_LINES) * em;
                if best.as_ref().is_none_or(|best| merit > best.merit) {
                    best = Some(LoopFit {
                        name: n,
                        points: p,
                        icon_y: top + ICON * em / 2.0,
                        name_y: top + stack.name_y,
                        points_y: top + stack.points_y,
                        chips,
                        merit,
                    });
                }
            }
        }
    }
    best
}

/// One combination of shapes, its chips apart.
struct Stack {
    items: Vec<Stacked>,
    /// How much at its top is clear, in em: an icon leaves some of its square free.
    light: f64,
    name_y: f64,
    points_y: f64,
    /// Where the chips start; the height without them.
    chips_y: f64,
}

impl Stack {
    fn new(content: &LoopContent, name: &Setting, points: &Points, em: f64) -> Self {
        let mut items = Vec::new();
        let mut y = 0.0;
        let mut light = 0.0;
        if content.icon.is_some() {
            light = ICON_CLEAR * ICON;
            let half = (0.5 - ICON_CLEAR) * ICON * em;
            items.push(Stacked { rect: Rect::new(-half, 0.0, half, ICON * em) });
            y += (ICON + BELOW_ICON) * em;
        }
        let name_y = y;
        lines(&mut items, name, y, |width| (-width / 2.0, width / 2.0));
        y += name.height();
        if content.badges.height() > 0.0 {
            let half = content.badges.width() / 2.0;
            items.push(Stacked { rect: Rect::new(-half, y, half, y + content.badges.height()) });
            y += content.badges.height();
        }
        let mut points_y = y;
        if !points.points.is_empty() {
            y += if content.shown { BELOW_NAME * em } else { 0.0 };
            points_y = y;
            let start = points_start(points, em);
            for point in &points.points {
                lines(&mut items, point, y, |width| {
                    if points.bulleted() {
                        (start - Bullet::USUAL.width() * em, start + width)
                    } else {
                        (-width / 2.0, width / 2.0)
                    }
                });
                y += point.height() + POINT_GAP * em;
            }
            y -= POINT_GAP * em;
        }
        let chips_y = if content.chips.is_empty() || y == 0.0 { y } else { y + BELOW_POINTS * em };
        Self { items, light, name_y, points_y, chips_y }
    }
}

/// From the loop's axis to the start of the points' text: the block from its bullets to the end of its longest line is
/// centred, as names and chips are.
pub(super) fn points_start(points: &Points, em: f64) -> f64 {
    (Bullet::USUAL.width() * em - points.width) / 2.0
}

fn lines(items: &mut Vec<Stacked>, setting: &Setting, top: f64, extent: impl Fn(f64) -> (f64, f64)) {
    let style = &setting.style;
    for (i, line) in setting.lines.iter().enumerate() {
        let baseline = top + i as f64 * style.line_height + style.baseline();
        let (x0, x1) = extent(line.width);
        let rect = Rect::new(x0, baseline - 0.75 * style.size, x1, baseline + 0.25 * style.size);
        items.push(Stacked { rect });
    }
}

impl LoopRoom<'_> {
    /// Where the stack fits best, from its top on if that is known: its top, its chips, and how much room is left.
    fn place(
        &self,
        stack: &Stack,
        content: &LoopContent,
        known: Option<f64>,
    ) -> Option<(f64, Vec<Rect>, f64)> {
        let (low, high) = self.heights(&stack.items)?;
        let (low, high) = match known {
            Some(top) if low <= top && top <= high => (top, top),
            Some(_) => return None,
            None => (low, high),
        };
        let (air_top, bottom) = self.within.inside(self.inner).vertical(self.within.center.x)?;
        let steps = ((high - low) / (STEP * self.em)).floor().clamp(0.0, STEPS_MAX);
        let tops: Vec<f64> =
            (0..=steps as usize).map(|step| low + (high - low) * (step as f64 / steps.max(1.0))).collect();
        // whether the badge is clear of the items from each of them on, where that was asked
        let mut clear: Vec<Option<bool>> = vec![None; tops.len()];
        // how wide its first rows of chips can be
        let mut widths: Vec<Vec<f64>> = vec![Vec::new(); tops.len()];
        let mut tables = Tables::default();
        let mut rows = self.least_rows(content);
        loop {
            let height = stack.chips_y + chips_height(content, rows, self.em);
            let target = self.target((air_top, bottom), height, stack.light * self.em)?;
            // the nearest first: those behind one that suits need not be tried
            let found = nearest(&tops, target).find_map(|(at, off)| {
                let top = *tops.get(at)?;
                if top + height > bottom {
                    return None;
                }
                let clear = clear.get_mut(at)?;
                if !*clear.get_or_insert_with(|| self.clear_of_badge(&stack.items, top)) {
                    return None;
                }
                let tables = (widths.get_mut(at)?, &mut tables);
                let chips = self.chips(content, top + stack.chips_y, rows, tables)?;
                let merit = self.slack(&stack.items, top, &chips) - 0.5 * off;
                Some((top, chips, merit))
            });
            if found.is_some() || rows >= content.chips.len() {
                return found;
            }
            // where there are many, a row more or less does not tell
            rows = (rows + 1 + rows / 16).min(content.chips.len());
        }
    }

    /// The lowest and the highest top at which every item is clear of the ribbon.
    fn heights(&self, items: &[Stacked]) -> Option<(f64, f64)> {
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        if items.is_empty() {
            // nothing but chips, which are tried height by height
            (low, high) = self.within.inside(self.inner).vertical(self.within.center.x)?;
        }
        for Stacked { rect } in items {
            for x in [rect.x0, rect.x1] {
                let (top, bottom) = self.for_text.vertical(self.within.center.x + x)?;
                low = low.max(top - rect.y0);
                high = high.min(bottom - rect.y1);
            }
            // no other item gives back what one takes
            if low > high {
                return None;
            }
        }
        if self.within.badge.is_some_and(|badge| badge.y < -0.9) {
            let ribbon = self.within.center.y - self.inner;
            low = low.max(ribbon + BELOW_BADGE * self.em);
        }
        (low <= high && low.is_finite()).then_some((low, high))
    }

    /// The top that leaves as much air above as below between two heights, or less where the loop narrows below; `light` px at the
    /// top of the stack look like air.
    fn target(&self, (top, bottom): (f64, f64), height: f64, light: f64) -> Option<f64> {
        let share = TOP_SHARE + (1.0 - TOP_SHARE) * (1.0 - self.within.upward().abs());
        let share = if self.within.upward() < 0.0 { 1.0 / share } else { share };
        let air = bottom - top - height;
        let above = (air + light) * share / (1.0 + share) - light;
        (air >= 0.0).then_some(top + above.max(0.0))
    }

    fn clear_of_badge(&self, items: &[Stacked], top: f64) -> bool {
        let by = crate::geom::Vec2::new(self.within.center.x, top);
        items.iter().all(|item| self.off_badge(item.rect + by) >= 0.0)
    }

    /// How far a box is from where a badge wants to be alone.
    fn off_badge(&self, rect: Rect) -> f64 {
        let Some(badge) = self.within.badge_center() else { return f64::INFINITY };
        let near = Point::new(badge.x.clamp(rect.x0, rect.x1), badge.y.clamp(rect.y0, rect.y1));
        (near - badge).hypot2().sqrt() - (BADGE_RING + CLEAR_BADGE) * self.em
    }

    fn least_rows(&self, content: &LoopContent) -> usize {
        let widest = (2.0 * self.inner).min(content.measure);
        let mut rows = 0;
        let mut used = f64::INFINITY;
        for chip in &content.chips {
            if used + CHIP_GAP * self.em + chip.size.width > widest || chip.stands_alone() {
                rows += 1;
                used = 0.0;
            } else {
                used += CHIP_GAP * self.em;
            }
            used += chip.size.width;
            if chip.stands_alone() {
                used = f64::INFINITY;
            }
        }
        rows
    }

    /// The chips in so many rows from a height on, each row as full as the loop allows; `None` if they do not fit.
    fn chips(
        &self,
        content: &LoopContent,
        top: f64,
        rows: usize,
        tables: (&mut Vec<f64>, &mut Tables),
    ) -> Option<Vec<Rect>> {
        let chips = &content.chips;
        if chips.is_empty() {
            return Some(Vec::new());
        }
        let cuts = self.cuts(content, top, rows, tables)?;
        let mut placed = Vec::with_capacity(chips.len());
        let mut y = top;
        for pair in cuts.windows(2) {
            let row = chips.get(*pair.first()?..*pair.last()?)?;
            let gap = CHIP_GAP * self.em;
            let width = row.iter().map(|chip| chip.size.width).sum::<f64>() + gap * (row.len() - 1) as f64;
            let height = row.iter().map(|chip| chip.size.height).fold(0.0, f64::max);
            let mut x = self.within.center.x - width / 2.0;
            for chip in row {
                placed.push(Rect::new(x, y, x + chip.size.width, y + chip.size.height));
                x += chip.size.width + gap;
            }
            y += height + CHIP_ROW_GAP * self.em;
        }
        placed.iter().all(|chip| self.off_badge(*chip) >= 0.0).then_some(placed)
    }

    /// Where the rows of chips start and end: of all ways to fill them in order, the one of least slack.
    fn cuts(
        &self,
        content: &LoopContent,
        top: f64,
        rows: usize,
        (widths, tables): (&mut Vec<f64>, &mut Tables),
    ) -> Option<Vec<usize>> {
        let chips = &content.chips;
        let gap = CHIP_GAP * self.em;
        let n = chips.len();
        if n > CHIPS_TRIED {
            return self.filled(content, top, rows);
        }
        let is_flat = chips.iter().all(|chip| chip.size.height <= CHIP_HEIGHT * self.em);
        if is_flat && !self.have_room(content, top, rows, widths) {
            return None;
        }
        let best = tables.cleared(rows + 1, n + 1);
        *best.first_mut()? = (0.0, 0, 0.0);
        // most rows that are tried one after the other are at one height
        let mut known = (f64::NAN, f64::NAN, 0.0);
        for r in 1..=rows {
            for j in r..=n {
                let mut least = Tables::NONE;
                let mut width = -gap;
                for i in (r - 1..j).rev() {
                    let chip = chips.get(i)?;
                    width += chip.size.width + gap;
                    // no row is wider, nor are those with more chips narrower
                    if width > content.measure {
                        break;
                    }
                    let tall = chip.size.height - CHIP_HEIGHT * self.em;
                    if tall > 0.0 && j - i > 1 {
                        break;
                    }
                    let (cost, _, more) = *best.get((r - 1) * (n + 1) + i)?;
                    if cost < least.0 {
                        let y = top + (r - 1) as f64 * (CHIP_HEIGHT + CHIP_ROW_GAP) * self.em + more;
                        if known.0 != y || known.1 != chip.size.height {
                            known =
                                (y, chip.size.height, self.row_width(y, chip.size.height, content.measure));
                        }
                        let slack = known.2 - width;
                        if slack >= 0.0 && cost + slack * slack < least.0 {
                            least = (cost + slack * slack, i, more + tall);
                        }
                    }
                    if tall > 0.0 {
                        break;
                    }
                }
                *best.get_mut(r * (n + 1) + j)? = least;
            }
        }
        let mut cuts = vec![n];
        let mut end = n;
        for r in (1..=rows).rev() {
            let (cost, start, _) = *best.get(r * (n + 1) + end)?;
            if !cost.is_finite() {
                return None;
            }
            end = start;
            cuts.push(end);
        }
        cuts.reverse();
        (end == 0).then_some(cuts)
    }

    /// Whether so many rows of chips of one line hold all chips, were each as full as it can be; `widths` are those of the first rows,
    /// as far as they are known.
    fn have_room(&self, content: &LoopContent, top: f64, rows: usize, widths: &mut Vec<f64>) -> bool {
        let gap = CHIP_GAP * self.em;
        // more rows are tried after fewer
        for row in widths.len()..rows {
            let y = top + row as f64 * (CHIP_HEIGHT + CHIP_ROW_GAP) * self.em;
            widths.push(self.row_width(y, CHIP_HEIGHT * self.em, content.measure));
        }
        let mut rooms = widths.iter().take(rows);
        let (mut room, mut used) = (f64::NEG_INFINITY, -gap);
        content.chips.iter().all(|chip| {
            while used + gap + chip.size.width > room + ROUNDING {
                let Some(next) = rooms.next() else { return false };
                (room, used) = (*next, -gap);
            }
            used += gap + chip.size.width;
            true
        })
    }

    /// Where the rows of many chips start and end: each row as full as it can be.
    fn filled(&self, content: &LoopContent, top: f64, rows: usize) -> Option<Vec<usize>> {
        let mut cuts = vec![0];
        let mut y = top;
        let mut start = 0;
        while start < content.chips.len() {
            let first = content.chips.get(start)?;
            let height = first.size.height;
            let room = self.row_width(y, height, content.measure);
            let mut width = first.size.width;
            if width > room || cuts.len() > rows {
                return None;
            }
            let mut end = start + 1;
            while let Some(next) = content.chips.get(end) {
                width += CHIP_GAP * self.em + next.size.width;
                if width > room || first.stands_alone() || next.stands_alone() {
                    break;
                }
                end += 1;
            }
            cuts.push(end);
            start = end;
            y += height + CHIP_ROW_GAP * self.em;
        }
        Some(cuts)
    }

    /// The widest row of chips, centred, at a height.
    fn row_width(&self, y: f64, height: f64, measure: f64) -> f64 {
        let round = CHIP_HEIGHT / 2.0 * self.em;
        let x = self.within.center.x;
        let half = [y + round, y + height - round]
            .into_iter()
            .map(|y| self.for_chips.horizontal(y).map_or(-1.0, |(a, b)| (x - a).min(b - x)))
            .fold(f64::INFINITY, f64::min);
        if half < 0.0 { -1.0 } else { (2.0 * (half + round)).min(measure) }
    }

    /// The least space beyond what is asked for between anything and the ribbon, to 3 em.
    fn slack(&self, items: &[Stacked], top: f64, chips: &[Rect]) -> f64 {
        let by = crate::geom::Vec2::new(self.within.center.x, top);
        let corners = |rect: Rect| {
            [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)]
                .into_iter()
                .map(|corner| self.within.reach(Point::from(corner)))
                .fold(0.0, f64::max)
        };
        let text = items
            .iter()
            .map(|item| self.inner - CLEAR_TEXT * self.em - corners(item.rect + by))
            .fold(f64::INFINITY, f64::min);
        let round = CHIP_HEIGHT / 2.0 * self.em;
        let chips = chips
            .iter()
            .map(|chip| self.inner - (CLEAR_CHIP * self.em + round) - corners(chip.inset(-round)))
            .fold(f64::INFINITY, f64::min);
        text.min(chips).min(3.0 * self.em)
    }
}

/// The rows of chips of one height after the other, in memory that is used again.
#[derive(Default)]
struct Tables {
    /// For so many rows, and for the first chips of all: the least sum of squared slack, where the last row starts, and how much
    /// higher than rows of one line they are.
    best: Vec<(f64, usize, f64)>,
}

impl Tables {
    /// No way to fill the rows.
    const NONE: (f64, usize, f64) = (f64::INFINITY, 0, 0.0);

    /// A table without anything in it.
    fn cleared(&mut self, rows: usize, columns: usize) -> &mut [(f64, usize, f64)] {
        self.best.clear();
        self.best.resize(rows * columns, Self::NONE);
        &mut self.best
    }
}

/// The places of numbers in rising order, each with how far it is from a target: the nearest first, the lower of two.
fn nearest(numbers: &[f64], target: f64) -> impl Iterator<Item = (usize, f64)> {
    let mut above = numbers.partition_point(|number| *number < target);
    let mut below = above;
    std::iter::from_fn(move || {
        let off = |at: usize| numbers.get(at).map(|number| (at, (number - target).abs()));
        let (low, high) = (below.checked_sub(1).and_then(off), off(above));
        let is_low = match (low, high) {
            (Some(low), Some(high)) => low.1 <= high.1,
            _ => low.is_some(),
        };
        if is_low {
            below -= 1;
            return low;
        }
        above += 1;
        high
    })
}

/// The height of so many rows of chips, in px.
fn chips_height(content: &LoopContent, rows: usize, em: f64) -> f64 {
    let more: f64 = content.chips.iter().map(|chip| chip.size.height - CHIP_HEIGHT * em).sum();
    if rows == 0 { 0.0 } else { (rows as f64 * (CHIP_HEIGHT + CHIP_ROW_GAP) - CHIP_ROW_GAP) * em + more }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_comes_first_and_the_lower_of_two() {
        let of = |target: f64| -> Vec<usize> {
            nearest(&[1.0, 2.0, 3.0, 4.0], target).map(|(at, _)| at).collect()
        };
        assert_eq!(of(2.5), [1, 2, 0, 3]);
        assert_eq!(of(2.9), [2, 1, 3, 0]);
        assert_eq!((of(0.0), of(9.0)), (vec![0, 1, 2, 3], vec![3, 2, 1, 0]));
        assert_eq!(nearest(&[1.0, 3.5], 3.0).map(|(_, off)| off).collect::<Vec<_>>(), [0.5, 2.0]);
    }
}
