//! The elements' writer: what is written, and what all elements share.
use super::font::Embedded;
use super::uris::Uris;
use super::{Exposure, Inline, LinkTarget, TextMode};
use crate::scene::{Color, Pixels};
use crate::text::{FaceId, Fonts};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Class of the nth pair of colours.
pub(super) fn class_of_pair(number: usize) -> String {
    format!("c{number}")
}

/// The name of a face's family in a file.
pub(in crate::output) fn family(prefix: &str, fonts: &Fonts, face: FaceId) -> String {
    format!("{prefix}-{}", fonts.face(face).slug())
}

/// The embedded family, then the reader's own of that name.
pub(super) fn stack(fonts: &Fonts, face: FaceId, prefix: &str) -> String {
    let name: String =
        fonts.face(face).family.chars().filter(|c| c.is_ascii_alphabetic() || *c == ' ').collect();
    let own = family(prefix, fonts, face);
    if name.trim().is_empty() { own } else { format!("{own},{}", name.trim()) }
}

/// A property's colour for light and for dark pages, and its class.
pub(super) type Pairs = BTreeMap<(&'static str, Color, Color), usize>;

/// What is written of a picture, and how.
pub(super) struct Body<'a> {
    pub(super) out: String,
    pub(super) fonts: &'a Fonts,
    pub(super) faces: &'a [Embedded],
    pub(super) prefix: &'a str,
    pub(super) mode: TextMode,
    pub(super) exposure: Exposure,
    pub(super) inline: Inline,
    pub(super) link_target: Option<LinkTarget>,
    pub(super) main: FaceId,
    pub(super) pairs: Pairs,
    /// Class of the shapes of the drawing that is being written: of one that keeps its colours whatever the reader's
    /// are, or of one that takes the reader's.
    pub(super) drawing: Option<&'static str>,
    /// Images whose form is a mask, in the order of the masks' numbers.
    pub(super) masks: Vec<Arc<Pixels>>,
    pub(super) uris: &'a Uris,
}

impl Body<'_> {
    /// The class of runs in a face's family; `None` where it is the root's.
    pub(super) fn face_class(&self, face: FaceId) -> Option<String> {
        let is_main = self.fonts.face(face).family == self.fonts.face(self.main).family;
        (!is_main).then(|| self.fonts.face(face).slug())
    }

    /// Writes a colour, and enters its class where it is another one on dark pages.
    pub(super) fn color(
        &mut self,
        property: &'static str,
        light: Color,
        dark: Option<Color>,
        classes: &mut Vec<Cow<'static, str>>,
    ) {
        self.out.push(' ');
        self.out.push_str(property);
        self.out.push_str("=\"");
        light.write(&mut self.out);
        self.out.push('"');
        if let Some(dark) = dark.filter(|dark| *dark != light) {
            let next = self.pairs.len();
            let class = *self.pairs.entry((property, light, dark)).or_insert(next);
            classes.push(Cow::Owned(class_of_pair(class)));
        }
    }

    /// Writes the classes.
    pub(super) fn classes(&mut self, classes: &[Cow<'static, str>]) {
        for (i, class) in classes.iter().enumerate() {
            self.out.push_str(if i == 0 { " class=\"" } else { " " });
            self.out.push_str(self.prefix);
            self.out.push('-');
            self.out.push_str(class);
        }
        if !classes.is_empty() {
            self.out.push('"');
        }
    }
}
