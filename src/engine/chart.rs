//! What the engine is given and what it hands back: plain integer geometry in CSS px, y down.
//!
//! The engine knows neither model nor text: a box is a size in a band, a label a choice of sizes.

use super::regime::Size;

/// A chart to lay out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chart {
    /// Number of bands, the outcomes' among them; bands may be empty.
    pub(crate) bands: usize,
    /// The boxes, in the model's order.
    pub(crate) boxes: Vec<ChartBox>,
    /// The arrows, in the model's order.
    pub(crate) arrows: Vec<ChartArrow>,
    /// Whether the bands follow each other downwards or to the right.
    pub(crate) direction: Direction,
    /// Distances that the drawing keeps.
    pub(crate) spacing: Spacing,
    /// Width ÷ height that the whole sheet should have; the margins count.
    pub(crate) aspect: f64,
    /// What is drawn around the content (bars, margins, title): width and height in px, for the aspect only.
    pub(crate) margins: (i32, i32),
    /// Width of the whole sheet in px up to which its type is read with ease where it will stand; none: any.
    pub(crate) readable: Option<f64>,
    /// How many times as wide as is read with ease a drawing may be for narrower ones to be searched for; none: any.
    pub(crate) narrowed_up_to: Option<f64>,
    /// Whether a sketch will do, which tells how wide a chart will be and how many bends and crossings it will have.
    pub(crate) is_sketch: bool,
}

/// A box of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChartBox {
    /// Its band.
    pub(crate) band: usize,
    /// Its alignment class: boxes of one class share a column (in different bands).
    pub(crate) class: usize,
    /// Least width in px.
    pub(crate) width: i32,
    /// Least height in px.
    pub(crate) height: i32,
    /// Row of its band that the author pinned it to, from 0; only the order of pinned rows matters.
    pub(crate) row: Option<usize>,
    /// Column that the author pinned it to, from 0; only the order of pinned columns matters.
    pub(crate) column: Option<usize>,
    /// Whether it is the edge of its band: nothing stands or runs before it, and arrows meet it from behind alone. At most one
    /// in a band, and no arrow from it to itself; any other is a box as others are.
    pub(crate) edge: bool,
}

/// An arrow of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ChartArrow {
    /// Index of the box it leaves.
    pub(crate) from: usize,
    /// Index of the box it enters; may be the same.
    pub(crate) to: usize,
    /// Sizes that its label can take, none dominated by another; empty: no label.
    pub(crate) wraps: Vec<WrapSize>,
}

/// A size that a label can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WrapSize {
    /// Width in px.
    pub(crate) width: i32,
    /// Height in px.
    pub(crate) height: i32,
    /// Number of lines, for the preference for two to four.
    pub(crate) lines: usize,
}

/// Distances in px. Two things keep the sum of their clearances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spacing {
    /// Clearance around a box.
    pub(crate) box_clear: i32,
    /// Clearance around a line: two parallel lines keep twice this.
    pub(crate) line_clear: i32,
    /// Clearance around a label.
    pub(crate) label_clear: i32,
    /// Between a label and its own line.
    pub(crate) label_own: i32,
    /// Between the end of a side of a box and the first arrow on it.
    pub(crate) port_inset: i32,
    /// Least length of a piece of an arrow: room for a head or for two rounded bends.
    pub(crate) piece: i32,
    /// Between a label beside an arrow and the ends of that piece of arrow.
    pub(crate) label_inset: i32,
    /// Least distance of two boxes beside each other.
    pub(crate) column_gap: i32,
    /// Least distance of two boxes above each other in one band.
    pub(crate) row_gap: i32,
    /// Least distance of the boxes of two bands, of which `band_gutter` is left between the bands.
    pub(crate) band_gap: i32,
    /// Width of the strip between two bands.
    pub(crate) band_gutter: i32,
    /// Least distance from a box to the edge of its band.
    pub(crate) band_inset: i32,
    /// Least distance from a label to the edge of its band.
    pub(crate) band_label: i32,
    /// Between two labels above each other, beyond their clearances: they must not read as one paragraph.
    pub(crate) paragraph_gap: i32,
}

impl Chart {
    /// How many px wider than is read with ease the whole sheet is with content of a width; 0 where it is not.
    pub(crate) fn too_wide(&self, content: f64) -> f64 {
        self.readable.map_or(0.0, |readable| (content + f64::from(self.margins.0) - readable).max(0.0))
    }
}

impl Drawing {
    /// Points where two arrows cross as they are drawn: routes that share a line can have to cross more often than they would on
    /// lines of their own.
    pub(crate) fn crossings(&self) -> u32 {
        let pieces = |route: &Vec<(i32, i32)>| route.windows(2).map(|w| [w[0], w[1]]).collect::<Vec<_>>();
        let routes: Vec<_> = self.routes.iter().map(pieces).collect();
        let mut count = 0;
        for (i, one) in routes.iter().enumerate() {
            for other in &routes[..i] {
                count += one.iter().flat_map(|p| other.iter().map(move |q| (p, q))).filter(crosses).count();
            }
        }
        count as u32
    }
}

/// The ends of a straight piece of an arrow.
type Piece = [(i32, i32); 2];

/// Whether a piece of one arrow and one of another at right angles to it cross within both.
fn crosses((p, q): &(&Piece, &Piece)) -> bool {
    let is_down = |piece: &Piece| piece[0].0 == piece[1].0;
    let (across, down) = if is_down(p) { (q, p) } else { (p, q) };
    let between = |at: i32, a: i32, b: i32| a.min(b) < at && at < a.max(b);
    !is_down(across)
        && is_down(down)
        && between(down[0].0, across[0].0, across[1].0)
        && between(across[0].1, down[0].1, down[1].1)
}

impl Spacing {
    /// The distances in a chart of so many boxes; lines of a large one stand a little closer.
    pub(crate) fn of(boxes: usize) -> Self {
        let usual = Self::default();
        if Size::of(boxes) > Size::Ordinary { Self { line_clear: 11, ..usual } } else { usual }
    }
}

impl Default for Spacing {
    /// The distances at 20 px type.
    fn default() -> Self {
        Self {
            box_clear: 10,
            line_clear: 12,
            label_clear: 12,
            label_own: 10,
            port_inset: 14,
            piece: 30,
            label_inset: 14,
            column_gap: 56,
            row_gap: 72,
            band_gap: 100,
            band_gutter: 16,
            band_inset: 36,
            band_label: 12,
            paragraph_gap: 14,
        }
    }
}

/// Where the next level of a flow chart lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Below: levels are bands across the sheet.
    #[default]
    Down,
    /// To the right (to the left where the script runs so): levels are bands down the sheet.
    Right,
}

/// A rectangle in px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct IRect {
    /// Left edge.
    pub(crate) x: i32,
    /// Top edge.
    pub(crate) y: i32,
    /// Width.
    pub(crate) width: i32,
    /// Height.
    pub(crate) height: i32,
}

/// How a piece of arrow runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Along {
    /// Across the sheet: the label is above or below it, its lines centred.
    Horizontal,
    /// Down the sheet: the label is left or right of it, its lines flush on that side.
    Vertical,
}

/// On which side of its piece of arrow a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Above or left.
    Before,
    /// Below or right.
    After,
}

/// A label with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlacedLabel {
    /// Index of the size taken, in the arrow's `wraps`.
    pub(crate) wrap: usize,
    /// Where it is.
    pub(crate) rect: IRect,
    /// How the piece of arrow beside it runs.
    pub(crate) along: Along,
    /// Its side of that piece.
    pub(crate) side: Side,
}

/// A row of boxes, or with bands to the right a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// Its band.
    pub(crate) band: usize,
    /// Start of its boxes, in px across the bands.
    pub(crate) start: i32,
    /// End of its boxes.
    pub(crate) end: i32,
}

/// A chart laid out. The content starts at (0, 0).
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    /// Width of the content: boxes, arrows and labels.
    pub(crate) width: i32,
    /// Height of the content.
    pub(crate) height: i32,
    /// The boxes in the chart's order, at least as large as asked.
    pub(crate) boxes: Vec<IRect>,
    /// The arrows in the chart's order: corners from the edge of the first box to the edge of the other, at right angles.
    pub(crate) routes: Vec<Vec<(i32, i32)>>,
    /// The labels in the arrows' order.
    pub(crate) labels: Vec<Option<PlacedLabel>>,
    /// The rows of boxes, in order.
    pub(crate) lanes: Vec<Lane>,
    /// For each band that has boxes and the next such band: the middle of the strip between them, `band_gutter` wide, in
    /// px across the bands.
    pub(crate) cuts: Vec<i32>,
    /// What was found and what it took.
    pub(crate) report: Report,
}

/// What a layout found and what it took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Report {
    /// Bends of all arrows.
    pub(crate) bends: u32,
    /// Crossings of two arrows.
    pub(crate) crossings: u32,
    /// Cost of the placement with its routes: see `Placement::cost`.
    pub(crate) cost: f64,
    /// Score of the finished drawing: see `score`.
    pub(crate) score: f64,
    /// Placements whose cost was computed.
    pub(crate) placements: u64,
    /// Placements that were routed.
    pub(crate) routed: u32,
    /// Whether placements near to good ones were left unseen, for there were too many.
    pub(crate) ended: bool,
    /// Compactions.
    pub(crate) compactions: u32,
    /// The proof, where one was asked for and the chart is small enough.
    pub(crate) proof: Option<Proof>,
}

/// What branch and bound showed about a flow chart's placement: the columns and rows of its boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Proof {
    /// Partial placements looked at.
    pub nodes: u64,
    /// No placement of at most `rows` rows a level costs less than this, in the layout's own units: a bend is 3; a crossing 8, in
    /// charts of more than 60 arrows 3; a step of an arrow from column to column of the sheet 0.45, from row to row 0.3; a column
    /// of the sheet 0.5 and a row 2, both otherwise where the sheet asked for is much narrower or wider than usual.
    pub bound: f64,
    /// Rows a level that were allowed.
    pub rows: usize,
    /// Whether all were looked at, so that the drawing's cost is that bound or so little more that its looks decided; false
    /// when the search ran out of budget.
    pub proved: bool,
}

#[cfg(test)]
mod tests {
    use super::Drawing;

    #[test]
    fn crossings_are_counted_inside_both_pieces() {
        let routes = vec![
            vec![(0, 10), (40, 10), (40, 60)],
            vec![(20, 0), (20, 30), (60, 30)],
            // from the end of a piece, and beside one
            vec![(20, 30), (20, 80)],
            vec![(0, 12), (10, 12)],
        ];
        let drawing = Drawing { routes, ..Drawing::default() };
        assert_eq!(drawing.crossings(), 2);
    }
}
