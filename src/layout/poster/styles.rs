//! The poster's type, all of it from the size of body text.
use crate::text::{TextStyle, Weight};

/// How each kind of text is set, at one body size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    /// Body size in px: the unit of every length.
    pub(super) em: f64,
    /// The poster's title.
    pub(super) title: TextStyle,
    /// A level's name.
    pub(super) banner: TextStyle,
    /// A function's name.
    pub(super) heading: TextStyle,
    /// The aside's heading.
    pub(super) aside_heading: TextStyle,
    /// The aside's points.
    pub(super) aside: TextStyle,
    /// Points and roles.
    pub(super) body: TextStyle,
    /// What stands before roles.
    pub(super) label: TextStyle,
}

impl Styles {
    /// At a body size in px; `headings` multiplies the sizes of title and names.
    pub(super) fn new(em: f64, headings: f64) -> Self {
        let style = |weight, size, leading| TextStyle::new(weight, size * em, leading);
        let name = |size| style(Weight::Bold, headings * size, 1.2);
        Self {
            em,
            title: name(2.9),
            banner: name(2.3),
            heading: name(1.3),
            aside_heading: style(Weight::Bold, 1.2, 1.35),
            aside: style(Weight::Regular, 1.2, 1.35),
            body: style(Weight::Regular, 1.0, 1.35),
            label: style(Weight::Bold, 1.0, 1.35),
        }
    }
}
