//! From pixels to a file: a palette where that loses nothing, else RGB, or RGBA without a ground.
use super::bands::Bands;
use super::{Extent, PngError, PngOptions};
use crate::output::Ground;
use crate::output::provenance::keywords;
use crate::scene::Scene;
use std::io::Write;

/// Bytes in a chunk of the picture's data.
const CHUNK: usize = 1 << 18;

/// Encodes the bands as they come, as RGB; and once more, from indices kept beside, where a palette held every colour. A
/// picture of so few is small, and most have more: so no band waits until that is known.
pub(super) fn encode(
    bands: &mut Bands,
    extent: Extent,
    scene: &Scene,
    options: &PngOptions,
) -> Result<Vec<u8>, PngError> {
    let failed = |e: png::EncodingError| PngError::Failed(e.to_string());
    let mut out = Vec::new();
    let mut indexed = match options.ground {
        Ground::Opaque => Some(Indexed::new(extent)?),
        Ground::Transparent => None,
    };
    let mut encoder = header(&mut out, None, extent, scene, options).map_err(failed)?;
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut stream = writer.stream_writer_with_size(CHUNK).map_err(failed)?;
    while let Some(band) = bands.next()? {
        stream.write_all(&band).map_err(|e| PngError::Failed(e.to_string()))?;
        indexed = indexed.and_then(|indexed| indexed.take(&band));
        bands.give_back(band);
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    let Some(indexed) = indexed else { return Ok(out) };

    let mut out = Vec::new();
    let mut encoder = header(&mut out, Some(&indexed), extent, scene, options).map_err(failed)?;
    encoder.set_deflate_compression(png::DeflateCompression::Level(6));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&indexed.indices).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// An encoder that knows all but how to compress.
fn header<'a>(
    out: &'a mut Vec<u8>,
    palette: Option<&Indexed>,
    extent: Extent,
    scene: &Scene,
    options: &PngOptions,
) -> Result<png::Encoder<'static, &'a mut Vec<u8>>, png::EncodingError> {
    let mut info = png::Info::with_size(extent.width, extent.height);
    info.bit_depth = png::BitDepth::Eight;
    info.color_type = match (palette, options.ground) {
        (Some(_), _) => png::ColorType::Indexed,
        (None, Ground::Opaque) => png::ColorType::Rgb,
        (None, Ground::Transparent) => png::ColorType::Rgba,
    };
    info.palette = palette.map(|palette| palette.colors.concat().into());
    let each_metre = (extent.dpi / 0.0254).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    info.pixel_dims =
        Some(png::PixelDimensions { xppu: each_metre, yppu: each_metre, unit: png::Unit::Meter });
    let mut encoder = png::Encoder::with_info(out, info)?;
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.add_itxt_chunk("Title".to_owned(), scene.title.clone())?;
    if !scene.description.is_empty() {
        encoder.add_itxt_chunk("Description".to_owned(), scene.description.clone())?;
    }
    if let Some(provenance) = &options.provenance {
        let texts = [
            (keywords::GENERATOR, Some(provenance.generator())),
            (keywords::DIGEST, Some(provenance.tagged_digest())),
            (keywords::MODEL, provenance.model.clone()),
        ];
        for (keyword, text) in texts.into_iter().filter_map(|(keyword, text)| Some((keyword, text?))) {
            encoder.add_itxt_chunk(keyword.to_owned(), text)?;
        }
    }
    Ok(encoder)
}

/// A picture of at most 256 colours, numbered in the order in which they first appear.
struct Indexed {
    colors: Vec<[u8; 3]>,
    /// Each colour's number, at the slot of its hash or, where that is taken, at the next free one.
    slots: [Option<u8>; SLOTS],
    indices: Vec<u8>,
}

/// Many more than colours: few share one, and some are always free.
const SLOTS: usize = 4096;
/// Pixels that are looked at together: most of a picture is of one colour for a while.
const RUN: usize = 8;

impl Indexed {
    fn new(extent: Extent) -> Result<Self, PngError> {
        let mut indices = Vec::new();
        let pixels = extent.width as usize * extent.height as usize;
        indices.try_reserve_exact(pixels).map_err(|_| PngError::Memory)?;
        Ok(Self { colors: Vec::new(), slots: [None; SLOTS], indices })
    }

    /// Takes RGB pixels; `None` where that makes too many colours.
    fn take(mut self, band: &[u8]) -> Option<Self> {
        let (runs, rest) = band.as_chunks::<{ 3 * RUN }>();
        let mut last = None;
        for run in runs {
            match last {
                Some((same, index)) if same == *run => self.indices.extend([index; RUN]),
                _ => last = self.pixels(run)?.map(|index| (*run, index)),
            }
        }
        self.pixels(rest)?;
        Some(self)
    }

    /// Takes RGB pixels one by one; `None` where that makes too many colours. Gives the index of a run of one colour.
    fn pixels(&mut self, pixels: &[u8]) -> Option<Option<u8>> {
        let (pixels, _) = pixels.as_chunks::<3>();
        let mut one = true;
        let mut last: Option<([u8; 3], u8)> = None;
        for color in pixels {
            let index = match last {
                Some((same, index)) if same == *color => index,
                _ => {
                    one = last.is_none();
                    self.index(*color)?
                }
            };
            last = Some((*color, index));
            self.indices.push(index);
        }
        Some(last.map(|(_, index)| index).filter(|_| one))
    }

    /// A colour's number, a new one if need be and there is room.
    fn index(&mut self, color: [u8; 3]) -> Option<u8> {
        let [r, g, b] = color;
        let hash = u32::from_le_bytes([r, g, b, 0]).wrapping_mul(0x9e37_79b1) >> 20;
        let mut slot = hash as usize;
        loop {
            let here = self.slots.get_mut(slot % SLOTS)?;
            match *here {
                Some(index) if self.colors.get(usize::from(index)) == Some(&color) => return Some(index),
                Some(_) => slot += 1,
                None => {
                    let index = u8::try_from(self.colors.len()).ok()?;
                    *here = Some(index);
                    self.colors.push(color);
                    return Some(index);
                }
            }
        }
    }
}
