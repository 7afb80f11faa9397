//! Pixels: an image in its own colours, or a form cut out of one colour.
use super::body::Body;
use super::markup::{place, words};
use super::uris::Kind;
use crate::scene::{Image, Pixels};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

impl Body<'_> {
    /// Writes an image. One that takes an ink is a rectangle of it behind a mask, so that its colour is the style
    /// sheet's to change as that of a shape is.
    pub(super) fn image(&mut self, image: &Image, dark: Option<&Image>) {
        let Image { place, pixels, ink } = image;
        let Some(ink) = ink else {
            self.out.push_str("<image");
            self::place(&mut self.out, *place);
            words(&mut self.out, "preserveAspectRatio", "none");
            words(&mut self.out, "href", &self.uris.of(pixels, Kind::Colors));
            self.out.push_str("/>");
            return;
        };
        let mask = self.mask(pixels);
        self.out.push_str("<rect");
        self::place(&mut self.out, *place);
        let mut classes: Vec<Cow<'static, str>> = self.drawing.map(Cow::Borrowed).into_iter().collect();
        self.color("fill", *ink, dark.and_then(|dark| dark.ink), &mut classes);
        let _ = write!(self.out, " mask=\"url(#{mask})\"");
        self.classes(&classes);
        self.out.push_str("/>");
    }

    /// The id of the mask that is of an image's form, which is written before its first use.
    fn mask(&mut self, pixels: &Arc<Pixels>) -> String {
        let known = self.masks.iter().position(|mask| Arc::ptr_eq(mask, pixels));
        let id = format!("{}-m{}", self.prefix, known.unwrap_or(self.masks.len()));
        if known.is_none() {
            self.masks.push(Arc::clone(pixels));
            self.out.push_str("<mask");
            words(&mut self.out, "id", &id);
            self.out.push_str(" maskContentUnits=\"objectBoundingBox\"><image width=\"1\" height=\"1\"");
            words(&mut self.out, "preserveAspectRatio", "none");
            words(&mut self.out, "href", &self.uris.of(pixels, Kind::Form));
            self.out.push_str("/></mask>");
        }
        id
    }
}
