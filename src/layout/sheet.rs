//! The sheet to lay out for.

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
    /// How hard the flow chart is searched.
    pub effort: Effort,
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

/// How hard the flow chart's layout is searched; a larger effort is never worse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// The first good drawing.
    Fast,
    /// What suits most charts.
    #[default]
    Default,
    /// Proves the placement of charts of up to 25 boxes.
    Best,
}
