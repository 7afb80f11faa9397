//! What the painting steps look at, and how a block of lines is set.
use super::arrows::Arrow;
use super::parts::{Bars, BoxText, ChartFrame, LabelWrap, Legend, Panels};
use crate::engine::Drawing;
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::paint::{self, Align};
use crate::model::Model;
use crate::scene::{Color, Text};
use crate::text::{Paragraph, TextStyle};
use crate::theme::Theme;

/// Everything that the painting steps look at.
pub(super) struct Painter<'a> {
    pub(super) page: &'a LayoutInput<'a>,
    pub(super) model: &'a Model,
    pub(super) theme: &'a Theme,
    pub(super) arrows: &'a [Arrow<'a>],
    pub(super) boxes: &'a [BoxText<'a>],
    pub(super) panels: &'a Panels,
    pub(super) labels: &'a [Vec<LabelWrap>],
    /// What each box is called where it is not seen.
    pub(super) spoken: &'a [String],
    pub(super) bars: &'a Bars,
    pub(super) legend: &'a Legend,
    pub(super) drawing: &'a Drawing,
    pub(super) place: &'a ChartFrame,
}

/// A block's lines in a rectangle, from its top down.
pub(super) fn set(
    block: &Paragraph,
    style: &TextStyle,
    within: Rect,
    align: Align,
    fill: Color,
) -> Vec<Text> {
    let x = match align {
        Align::Start => within.x0,
        Align::Center => within.center().x,
        Align::End => within.x1,
    };
    paint::set(block.lines.clone(), style, Point::new(x, within.y0), align, fill)
}
