//! From pixels to a file: a palette where that loses nothing, else RGB.
use super::{Extent, PngError, PngOptions};
use crate::output::provenance::keywords;
use crate::scene::Scene;
use std::collections::HashMap;

/// Encodes opaque RGBA, which it uses up: the rows are packed in place.
pub(super) fn encode(
    mut pixels: Vec<u8>,
    extent: Extent,
    scene: &Scene,
    options: &PngOptions,
) -> Result<Vec<u8>, PngError> {
    let failed = |e: png::EncodingError| PngError::Failed(e.to_string());
    let palette = Palette::of(&pixels);
    let mut out = Vec::new();
    let mut info = png::Info::with_size(extent.width, extent.height);
    info.bit_depth = png::BitDepth::Eight;
    info.color_type = if palette.is_some() { png::ColorType::Indexed } else { png::ColorType::Rgb };
    info.palette = palette.as_ref().map(|palette| palette.colors.concat().into());
    let each_metre = (extent.dpi / 0.0254).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    info.pixel_dims =
        Some(png::PixelDimensions { xppu: each_metre, yppu: each_metre, unit: png::Unit::Meter });
    let mut encoder = png::Encoder::with_info(&mut out, info).map_err(failed)?;
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.add_itxt_chunk("Title".to_owned(), scene.title.clone()).map_err(failed)?;
    if !scene.description.is_empty() {
        encoder.add_itxt_chunk("Description".to_owned(), scene.description.clone()).map_err(failed)?;
    }
    if let Some(provenance) = &options.provenance {
        let texts = [
            (keywords::GENERATOR, provenance.generator()),
            (keywords::DIGEST, provenance.tagged_digest()),
            (keywords::MODEL, provenance.model.clone()),
        ];
        for (keyword, text) in texts {
            encoder.add_itxt_chunk(keyword.to_owned(), text).map_err(failed)?;
        }
    }
    let length = match &palette {
        Some(palette) => {
            encoder.set_deflate_compression(png::DeflateCompression::Level(6));
            encoder.set_filter(png::Filter::NoFilter);
            pack(&mut pixels, |pixel| [palette.index(pixel)])
        }
        None => {
            encoder.set_compression(png::Compression::Fast);
            pack(&mut pixels, |[r, g, b, _]| [r, g, b])
        }
    };
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(pixels.get(..length).unwrap_or_default()).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Packs RGBA into fewer bytes a pixel, in place; how many bytes there are now.
fn pack<const N: usize>(pixels: &mut [u8], bytes: impl Fn([u8; 4]) -> [u8; N]) -> usize {
    let count = pixels.len() / 4;
    for i in 0..count {
        let mut pixel = [0; 4];
        pixel.copy_from_slice(&pixels[4 * i..4 * i + 4]);
        pixels[N * i..N * i + N].copy_from_slice(&bytes(pixel));
    }
    N * count
}

/// At most 256 colours, in the order in which they first appear.
struct Palette {
    colors: Vec<[u8; 3]>,
    known: HashMap<[u8; 3], u8>,
}

impl Palette {
    /// The picture's colours, if so few.
    fn of(pixels: &[u8]) -> Option<Self> {
        let mut palette = Self { colors: Vec::new(), known: HashMap::new() };
        let mut last = None;
        for pixel in pixels.chunks_exact(4) {
            let color = [pixel[0], pixel[1], pixel[2]];
            if last == Some(color) {
                continue;
            }
            last = Some(color);
            if !palette.known.contains_key(&color) {
                let index = u8::try_from(palette.colors.len()).ok()?;
                palette.known.insert(color, index);
                palette.colors.push(color);
            }
        }
        Some(palette)
    }

    fn index(&self, [r, g, b, _]: [u8; 4]) -> u8 {
        self.known.get(&[r, g, b]).copied().unwrap_or(0)
    }
}
