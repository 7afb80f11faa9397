//! Pixels: an image in its own colours, or a form cut out of one colour.
use super::document::Body;
use super::markup::{place, words};
use crate::scene::{Image, Pixels};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::cell::RefCell;
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
        let mut classes: Vec<String> = self.drawing.map(str::to_owned).into_iter().collect();
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

/// What of the pixels is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Colors,
    /// White, as opaque as they are.
    Form,
}

/// Images as URIs, each encoded once though a picture is written twice.
#[derive(Debug, Default)]
pub(super) struct Uris(RefCell<Vec<Encoded>>);

type Encoded = (Arc<Pixels>, Kind, Arc<str>);

impl Uris {
    fn of(&self, pixels: &Arc<Pixels>, kind: Kind) -> Arc<str> {
        let is = |(known, of, _): &&Encoded| Arc::ptr_eq(known, pixels) && *of == kind;
        let known = self.0.borrow().iter().find(is).map(|(.., uri)| Arc::clone(uri));
        known.unwrap_or_else(|| {
            let uri: Arc<str> = uri(pixels, kind).into();
            self.0.borrow_mut().push((Arc::clone(pixels), kind, Arc::clone(&uri)));
            uri
        })
    }
}

/// Pixels as a `data:` URI of a PNG that holds nothing else.
fn uri(pixels: &Pixels, kind: Kind) -> String {
    let mut out = Vec::new();
    let (color, data): (_, Vec<u8>) = match kind {
        Kind::Form => {
            let form = pixels.iter().flat_map(|[.., opacity]| [u8::MAX, *opacity]);
            (png::ColorType::GrayscaleAlpha, form.collect())
        }
        Kind::Colors if pixels.is_opaque() => {
            (png::ColorType::Rgb, pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect())
        }
        Kind::Colors => (png::ColorType::Rgba, pixels.iter().flatten().copied().collect()),
    };
    let mut encoder = png::Encoder::new(&mut out, pixels.width, pixels.height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // into memory, and of as many bytes as it asks for: it cannot fail
    let _ = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    format!("data:image/png;base64,{}", BASE64_STANDARD.encode(&out))
}
