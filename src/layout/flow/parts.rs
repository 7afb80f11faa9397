//! What measuring finds and painting looks at: boxes, panels, bars and legend with their texts set, and where each lies.
use super::notes::Notes;
use super::spans::Span;
use crate::engine::{ChartBox, Direction, WrapSize};
use crate::geom::{Size, Vec2};
use crate::layout::badges::Badges;
use crate::layout::fitted::Fitted;
use crate::layout::paint::Setting;
use crate::model::{FlowKind, NodeRef};
use crate::scene::Color;
use crate::text::{Outline, Paragraph, TextStyle};

/// A box with its texts.
#[derive(Debug)]
pub(super) struct BoxText<'a> {
    pub(super) node: NodeRef,
    pub(super) id: &'a str,
    /// What it is called.
    pub(super) name: &'a str,
    pub(super) link: Option<&'a str>,
    pub(super) title: Paragraph,
    pub(super) caption: Option<Paragraph>,
    /// Who is in the chair, and how often it meets.
    pub(super) notes: Notes,
    /// What is marked on it as changed.
    pub(super) badges: Badges,
    /// What it says instead, if it is a panel.
    pub(super) points: &'a [String],
    pub(super) place: ChartBox,
}

/// A label in one of the ways in which it can be wrapped.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LabelWrap {
    /// Its lines.
    Whole(Paragraph),
    /// What they will be, if it is the one that is drawn.
    Outlined(Outline),
}

impl LabelWrap {
    /// As the engine sees it.
    pub(super) fn size(&self) -> WrapSize {
        let (width, height, lines) = match self {
            Self::Whole(block) => (block.width, block.height, block.lines.len()),
            Self::Outlined(outline) => (outline.width, outline.height, outline.lines()),
        };
        WrapSize { width: width.ceil() as i32, height: height.ceil() as i32, lines }
    }
}

/// The words of all panels, each in its width.
#[derive(Debug)]
pub(super) struct Panels {
    /// By box; none where it is no panel.
    pub(super) words: Vec<Vec<Setting>>,
    /// Width of the widest point in a list.
    pub(super) widest: f64,
}

/// The names in the start bars: for each level the wraps that they can take, fewest lines first.
#[derive(Debug)]
pub(super) struct Bars {
    pub(super) names: Vec<Vec<Paragraph>>,
    /// What is marked on each level as changed: what was before as well, or where that has no room what happened alone.
    pub(super) badges: Vec<[Badges; 2]>,
    pub(super) style: TextStyle,
    /// Whether there are bars at all.
    pub(super) shown: bool,
    /// Whether the icons stand above the names, beside them, or nowhere.
    pub(super) icons: Icons,
}

/// Where the icons of levels stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Icons {
    Above,
    Beside,
    Nowhere,
}

/// The legend's entries, measured.
#[derive(Debug)]
pub(super) struct Legend {
    pub(super) entries: Vec<(Sample, Paragraph)>,
}

/// Which arrows are drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ArrowKind {
    pub(super) kind: FlowKind,
    /// Those on the main line.
    pub(super) main: bool,
}

/// What an entry of the legend stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sample {
    /// Arrows of a kind.
    Arrow(ArrowKind),
    /// Arrows within a level, which are thinner.
    Within,
    /// The line from a body to one within it.
    Tie,
    /// That arrows have the colours of the levels that send them.
    Senders(Vec<Color>),
}

/// Where everything is on the sheet.
#[derive(Debug)]
pub(super) struct ChartFrame {
    pub(super) size: Size,
    /// Height of the paper that the chart has no use for.
    pub(super) spare: f64,
    /// From the engine's coordinates to the sheet's.
    pub(super) offset: Vec2,
    pub(super) direction: Direction,
    /// Across the direction of the levels: where the start bars begin and end, and where the bands do.
    pub(super) across: [f64; 3],
    /// Each level's band in the direction of the levels.
    pub(super) bands: Vec<Span>,
    pub(super) title: Fitted,
    pub(super) title_top: f64,
    /// How many boxes have the role that stands out, below the title.
    pub(super) count: Option<Setting>,
    /// Width between the margins.
    pub(super) inner: f64,
    /// How much of it the bars and the chart leave.
    pub(super) beside: f64,
    /// Left end of the legend, and the middle of its first line.
    pub(super) legend: (f64, f64),
}
