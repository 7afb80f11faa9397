//! From pixels to a file: a palette where that loses nothing, else RGB.
use super::bands::Bands;
use super::{Extent, PngError, PngOptions};
use crate::output::provenance::keywords;
use crate::scene::Scene;
use std::collections::HashMap;
use std::io::Write;

/// Bytes in a chunk of the picture's data.
const CHUNK: usize = 1 << 18;

/// Encodes the bands as they come. Until there are more colours than a palette holds, pixels are kept as indices; from
/// there on, everything goes straight to the compressor.
pub(super) fn encode(
    bands: &mut Bands,
    extent: Extent,
    scene: &Scene,
    options: &PngOptions,
) -> Result<Vec<u8>, PngError> {
    let mut out = Vec::new();
    let failed = |e: png::EncodingError| PngError::Failed(e.to_string());
    let mut indexed = Indexed::new(extent)?;
    while let Some(band) = bands.next()? {
        if !indexed.take(&band) {
            let mut encoder = header(&mut out, None, extent, scene, options).map_err(failed)?;
            encoder.set_compression(png::Compression::Fast);
            let mut writer = encoder.write_header().map_err(failed)?;
            let mut stream = writer.stream_writer_with_size(CHUNK).map_err(failed)?;
            let written = |e: std::io::Error| PngError::Failed(e.to_string());
            indexed.write(extent, &mut stream).map_err(written)?;
            drop(indexed);
            stream.write_all(&band).map_err(written)?;
            bands.give_back(band);
            while let Some(band) = bands.next()? {
                stream.write_all(&band).map_err(written)?;
                bands.give_back(band);
            }
            stream.finish().map_err(failed)?;
            writer.finish().map_err(failed)?;
            return Ok(out);
        }
        bands.give_back(band);
    }
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
    info.color_type = if palette.is_some() { png::ColorType::Indexed } else { png::ColorType::Rgb };
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
            (keywords::GENERATOR, provenance.generator()),
            (keywords::DIGEST, provenance.tagged_digest()),
            (keywords::MODEL, provenance.model.clone()),
        ];
        for (keyword, text) in texts {
            encoder.add_itxt_chunk(keyword.to_owned(), text)?;
        }
    }
    Ok(encoder)
}

/// A picture of at most 256 colours, numbered in the order in which they first appear.
struct Indexed {
    colors: Vec<[u8; 3]>,
    known: HashMap<[u8; 3], u8>,
    indices: Vec<u8>,
}

impl Indexed {
    fn new(extent: Extent) -> Result<Self, PngError> {
        let mut indices = Vec::new();
        let pixels = extent.width as usize * extent.height as usize;
        indices.try_reserve_exact(pixels).map_err(|_| PngError::Memory)?;
        Ok(Self { colors: Vec::new(), known: HashMap::new(), indices })
    }

    /// Takes RGB pixels, all of them; none and `false` where that makes too many colours.
    fn take(&mut self, band: &[u8]) -> bool {
        let before = self.indices.len();
        let mut last = None;
        let mut index = 0;
        for pixel in band.chunks_exact(3) {
            let color = [pixel[0], pixel[1], pixel[2]];
            if last != Some(color) {
                let Some(found) = self.index(color) else {
                    self.indices.truncate(before);
                    return false;
                };
                (last, index) = (Some(color), found);
            }
            self.indices.push(index);
        }
        true
    }

    /// A colour's number, a new one if need be and there is room.
    fn index(&mut self, color: [u8; 3]) -> Option<u8> {
        if let Some(index) = self.known.get(&color) {
            return Some(*index);
        }
        let index = u8::try_from(self.colors.len()).ok()?;
        self.known.insert(color, index);
        self.colors.push(color);
        Some(index)
    }

    /// Writes the pixels taken as RGB, row by row.
    fn write(&self, extent: Extent, to: &mut impl Write) -> std::io::Result<()> {
        let mut row = Vec::new();
        for indices in self.indices.chunks(extent.width.max(1) as usize) {
            row.clear();
            for index in indices {
                row.extend_from_slice(&self.colors.get(usize::from(*index)).copied().unwrap_or_default());
            }
            to.write_all(&row)?;
        }
        Ok(())
    }
}
