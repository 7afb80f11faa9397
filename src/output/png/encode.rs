//! From pixels to a file: a palette where it has room for the picture's colours, else RGB, or RGBA without a ground.
use super::bands::Bands;
use super::palette::{Palette, REACH};
use super::raster::resize;
use super::{Colors, Extent, PngError, PngOptions};
use crate::output::Ground;
use crate::output::provenance::keywords;
use crate::scene::Scene;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use png::text_metadata::ITXtChunk;
use std::io::{Read, Write};

/// Bytes in a chunk of the picture's data.
const CHUNK: usize = 1 << 18;
/// How hard numbers of a palette are compressed, 0 to 9: what is beyond takes much longer for little.
const NUMBERS_LEVEL: u32 = 3;
/// How hard colours are compressed, each less the one above it.
const COLORS_LEVEL: u8 = 2;

/// Encodes the bands as they come.
pub(super) fn encode(
    bands: &mut Bands,
    extent: Extent,
    scene: &Scene,
    options: &PngOptions,
) -> Result<Vec<u8>, PngError> {
    let sheet = Sheet { extent, scene, options };
    if options.ground == Ground::Transparent {
        return sheet.colors(png::ColorType::Rgba, |out| {
            while let Some(band) = bands.next()? {
                out.write_all(band.rgba()).map_err(failed)?;
                bands.give_back(band);
            }
            Ok(())
        });
    }
    let reach = match options.colors {
        Colors::Close => REACH,
        Colors::Exact => 0,
    };
    let mut palette = Palette::new(scene, reach);
    let mut numbers = ZlibEncoder::new(Vec::new(), Compression::new(NUMBERS_LEVEL));
    let row = 4 * extent.width as usize;
    let (mut line, mut as_above) = (Vec::new(), vec![0; 1 + extent.width as usize]);
    if let Some(filter) = as_above.first_mut() {
        *filter = UP;
    }
    let mut last = Vec::new();
    while let Some(band) = bands.next()? {
        let mut above: &[u8] = &last;
        for (at, pixels) in band.rgba().chunks_exact(row).enumerate() {
            // two rows of five are as the one above
            if pixels == above {
                numbers.write_all(&as_above).map_err(failed)?;
                continue;
            }
            line.clear();
            line.push(UNFILTERED);
            if palette.number(pixels, &mut line).is_some() {
                numbers.write_all(&line).map_err(failed)?;
                above = pixels;
                continue;
            }
            // too many colours: what is numbered goes back to its own, and the rest stays as it is
            let numbered = numbers.finish().map_err(failed)?;
            return sheet.colors(png::ColorType::Rgb, |out| {
                restore(&numbered, &palette, extent, out)?;
                let mut rgb = Vec::new();
                pack(band.rgba().get(at * row..).unwrap_or_default(), &mut rgb)?;
                out.write_all(&rgb).map_err(failed)?;
                bands.give_back(band);
                while let Some(band) = bands.next()? {
                    pack(band.rgba(), &mut rgb)?;
                    out.write_all(&rgb).map_err(failed)?;
                    bands.give_back(band);
                }
                Ok(())
            });
        }
        last = above.to_vec();
        bands.give_back(band);
    }
    sheet.numbers(&palette, &numbers.finish().map_err(failed)?)
}

/// Stands before each row of a PNG: its bytes are as they are, which suits numbers best.
const UNFILTERED: u8 = 0;
/// Stands before a row whose bytes are what is to be added to those of the row above.
const UP: u8 = 2;

fn failed(error: impl std::fmt::Display) -> PngError {
    PngError::Failed(error.to_string())
}

/// Writes numbered rows as colours.
fn restore(numbered: &[u8], palette: &Palette, extent: Extent, out: &mut impl Write) -> Result<(), PngError> {
    let mut rows = ZlibDecoder::new(numbered);
    let mut line = vec![0; 1 + extent.width as usize];
    let mut rgb = Vec::with_capacity(3 * extent.width as usize);
    loop {
        match rows.read_exact(&mut line) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(failed(error)),
        }
        // a row as the one above stands in the buffer
        if line.first() != Some(&UP) {
            rgb.clear();
            let color = |number: &u8| palette.colors().get(usize::from(*number)).copied().unwrap_or_default();
            rgb.extend(line.iter().skip(1).flat_map(color));
        }
        out.write_all(&rgb).map_err(failed)?;
    }
}

/// What a file is of.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    extent: Extent,
    scene: &'a Scene,
    options: &'a PngOptions,
}

impl Sheet<'_> {
    /// A file of colours, which a function writes row by row.
    fn colors(
        self,
        kind: png::ColorType,
        fill: impl FnOnce(&mut png::StreamWriter<'_, &mut Vec<u8>>) -> Result<(), PngError>,
    ) -> Result<Vec<u8>, PngError> {
        let mut out = Vec::new();
        let mut encoder = self.header(&mut out, kind, None).map_err(failed)?;
        encoder.set_deflate_compression(png::DeflateCompression::Level(COLORS_LEVEL));
        encoder.set_filter(png::Filter::Up);
        let mut writer = encoder.write_header().map_err(failed)?;
        let mut stream = writer.stream_writer_with_size(CHUNK).map_err(failed)?;
        fill(&mut stream)?;
        stream.finish().map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(out)
    }

    /// A file of numbers that are compressed already.
    fn numbers(self, palette: &Palette, compressed: &[u8]) -> Result<Vec<u8>, PngError> {
        let mut out = Vec::new();
        let encoder = self
            .header(&mut out, png::ColorType::Indexed, Some(palette.colors().concat()))
            .map_err(failed)?;
        let mut writer = encoder.write_header().map_err(failed)?;
        for chunk in compressed.chunks(CHUNK) {
            writer.write_chunk(png::chunk::IDAT, chunk).map_err(failed)?;
        }
        writer.finish().map_err(failed)?;
        Ok(out)
    }

    /// An encoder that knows all but how to compress.
    fn header(
        self,
        out: &mut Vec<u8>,
        kind: png::ColorType,
        palette: Option<Vec<u8>>,
    ) -> Result<png::Encoder<'static, &mut Vec<u8>>, png::EncodingError> {
        let Self { extent, scene, options } = self;
        let mut info = png::Info::with_size(extent.width, extent.height);
        info.bit_depth = png::BitDepth::Eight;
        info.color_type = kind;
        info.palette = palette.map(Into::into);
        let each_metre = (extent.dpi / 0.0254).round().clamp(1.0, f64::from(u32::MAX)) as u32;
        info.pixel_dims =
            Some(png::PixelDimensions { xppu: each_metre, yppu: each_metre, unit: png::Unit::Meter });
        let words = |keyword: &str, words: &str| ITXtChunk::new(keyword, words);
        info.utf8_text.push(words("Title", &scene.title));
        if !scene.description.is_empty() {
            info.utf8_text.push(words("Description", &scene.description));
        }
        if let Some(provenance) = &options.provenance {
            info.utf8_text.push(words(keywords::GENERATOR, &provenance.generator()));
            info.utf8_text.push(words(keywords::DIGEST, &provenance.tagged_digest()));
            if let Some(model) = &provenance.model {
                // a tenth of a small picture's file if it is not compressed
                let mut model = words(keywords::MODEL, model);
                model.compressed = true;
                info.utf8_text.push(model);
            }
        }
        let mut encoder = png::Encoder::with_info(out, info)?;
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        Ok(encoder)
    }
}

/// The RGB of RGBA pixels, in a buffer whatever is in it.
fn pack(rgba: &[u8], rgb: &mut Vec<u8>) -> Result<(), PngError> {
    let length = rgba.len() / 4 * 3;
    resize(rgb, length)?;
    let (fours, rest) = rgb.as_chunks_mut::<12>();
    let done = 4 * fours.len();
    // four pixels at a time in two words: several times as fast as byte by byte
    for (to, from) in fours.iter_mut().zip(rgba.as_chunks::<16>().0) {
        let both = u128::from_le_bytes(*from);
        let two = |word: u64| (word & 0x00ff_ffff) | ((word & 0x00ff_ffff_0000_0000) >> 8);
        let (low, high) = (two(both as u64), two((both >> 64) as u64));
        let packed = u128::from(low | high << 48) | u128::from(high >> 16) << 64;
        to.copy_from_slice(&packed.to_le_bytes()[..12]);
    }
    let left = rgba.as_chunks::<4>().0.iter().skip(done);
    for (to, [r, g, b, _]) in rest.as_chunks_mut::<3>().0.iter_mut().zip(left) {
        *to = [*r, *g, *b];
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::pack;

    #[test]
    fn pixels_lose_their_alpha_only() {
        for count in 0..30u8 {
            let rgba: Vec<u8> = (0..count).flat_map(|i| [3 * i, 3 * i + 1, 3 * i + 2, 255]).collect();
            let mut rgb = vec![77; 99];
            pack(&rgba, &mut rgb).expect("memory");
            assert!(rgb.iter().copied().eq(0..3 * count), "{rgb:?}");
        }
    }
}
