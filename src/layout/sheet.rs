//! The sheet to lay out for.
use super::Style;
use crate::engine::{self, Effort};
use crate::geom::{PX_PER_MM, Size};
use crate::named::named;

/// What a picture is drawn on. The default: the poster 2,200 px wide and as high as it needs, the others as large
/// as their content at 20 px type.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sheet {
    /// Printed paper: the picture takes its proportions.
    pub paper: Option<Paper>,
    /// Which way the paper lies; `None`: portrait for the poster, landscape for the others.
    pub orientation: Option<Orientation>,
    /// Width over height to come near to, where no paper is given.
    pub aspect: Option<f64>,
    /// Lay out for a column this many px wide.
    pub width: Option<f64>,
    /// Where the flow chart's next level lies.
    pub direction: Direction,
    /// How hard the flow chart is searched.
    pub effort: Effort,
    /// How far the grounds of a poster's levels reach over the sheet's edges, in px; `None`: they keep a margin.
    pub bleed: Option<f64>,
}

/// Where the next level of a flow chart is asked to lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Below, or to the right where that is plainly easier to read.
    #[default]
    Auto,
    /// Below: levels are bands across the sheet.
    Down,
    /// To the right (to the left where the script runs so): levels are bands down the sheet.
    Right,
}

named!(Direction, Auto = "auto", Down = "down", Right = "right");

impl Direction {
    /// The direction of a drawing that is asked for so: down where nothing else is said.
    pub(in crate::layout) fn drawn(self) -> engine::Direction {
        match self {
            Self::Auto | Self::Down => engine::Direction::Down,
            Self::Right => engine::Direction::Right,
        }
    }
}

impl From<engine::Direction> for Direction {
    fn from(drawn: engine::Direction) -> Self {
        match drawn {
            engine::Direction::Down => Self::Down,
            engine::Direction::Right => Self::Right,
        }
    }
}

/// A sheet of paper, in mm, portrait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// The shorter side.
    pub width: f64,
    /// The longer side.
    pub height: f64,
}

/// Which way a sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Higher than wide.
    Portrait,
    /// Wider than high.
    Landscape,
}

named!(Orientation, Portrait = "portrait", Landscape = "landscape");

/// Width of a poster of a given aspect, in px.
const POSTER_WIDTH: f64 = 2_200.0;

/// The room that a picture has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout) enum Area {
    /// As much as it wants.
    Free,
    /// A column, as high as it wants.
    Column {
        /// In px.
        width: f64,
    },
    /// All of a sheet.
    Whole {
        /// In px.
        width: f64,
        /// In px.
        height: f64,
        /// Whether it is paper.
        printed: bool,
    },
}

impl Sheet {
    /// The paper as it lies under a picture of a style, in px; `None` where none is asked for. The flow chart is laid
    /// out in its proportions alone.
    #[must_use]
    pub fn paper_size(&self, style: Style) -> Option<Size> {
        let usual = match style {
            Style::Poster => Orientation::Portrait,
            Style::Simple | Style::Flow => Orientation::Landscape,
        };
        match self.area(usual) {
            Area::Whole { width, height, printed: true } => Some(Size::new(width, height)),
            Area::Whole { .. } | Area::Column { .. } | Area::Free => None,
        }
    }

    /// The room that a picture has, on paper that lies as usual if nothing else is asked for; lengths that are no positive number are as if they were not given.
    pub(in crate::layout) fn area(&self, usual: Orientation) -> Area {
        let is_length = |length: &f64| length.is_finite() && *length > 0.0;
        if let Some(Paper { width, height }) = self.paper
            && is_length(&width)
            && is_length(&height)
        {
            let (short, long) = (width.min(height) * PX_PER_MM, width.max(height) * PX_PER_MM);
            let (width, height) = match self.orientation.unwrap_or(usual) {
                Orientation::Portrait => (short, long),
                Orientation::Landscape => (long, short),
            };
            return Area::Whole { width, height, printed: true };
        }
        if let Some(width) = self.width.filter(is_length) {
            return Area::Column { width };
        }
        if let Some(aspect) = self.aspect.filter(is_length) {
            let aspect = aspect.clamp(0.05, 20.0);
            return Area::Whole { width: POSTER_WIDTH, height: POSTER_WIDTH / aspect, printed: false };
        }
        Area::Free
    }
}

/// What of a picture stands on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Split {
    /// All of it.
    Whole,
    /// One level.
    Levels,
}
