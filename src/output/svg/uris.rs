//! Images as `data:` URIs of PNGs.
use crate::scene::Pixels;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::cell::RefCell;
use std::sync::Arc;

/// What of the pixels is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Their own colours.
    Colors,
    /// White, as opaque as they are.
    Form,
}

/// Images as URIs, each encoded once though a picture is written twice.
#[derive(Debug, Default)]
pub(super) struct Uris(RefCell<Vec<Encoded>>);

type Encoded = (Arc<Pixels>, Kind, Arc<str>);

impl Uris {
    /// The URI of an image, made where it is new.
    pub(super) fn of(&self, pixels: &Arc<Pixels>, kind: Kind) -> Arc<str> {
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
