//! A PNG's pixels, whatever of the format's kinds they are of, as eight bits each of red, green, blue and opacity.
//!
//! Nothing else of the file is kept: no words, no profile, no further frames. Its header is checked before memory is taken.
use super::{Result, refuse};
use crate::limits::EMBLEM_PIXELS;
use crate::scene::{Color, Pixels};
use std::io::Cursor;

/// Least opacity of a pixel that is seen.
const SEEN: u8 = 128;
/// Share of the pixels seen that a colour has at least, of those that have a say in whether a drawing stands out.
const SAY: f64 = 0.01;

pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Reads a PNG's picture, the first of several.
///
/// # Errors
/// Faults in the data, more pixels than the limit, none to be seen.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels> {
    read_within(bytes, EMBLEM_PIXELS)
}

/// What a PNG says of its size, before a decoder sees it; `None` where its header is not where it belongs.
fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(8..)?.strip_prefix(b"\0\0\0\x0dIHDR")?;
    let (width, rest) = header.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk()?)))
}

fn read_within(bytes: &[u8], pixels_max: u64) -> Result<Pixels> {
    let again = "save it again in the program that made it";
    let Some((width, height)) = size_of(bytes) else { return refuse("is no whole PNG", again) };
    if u64::from(width) * u64::from(height) > pixels_max {
        let message = format!("is {width} x {height} pixels; at most {pixels_max} are drawn");
        return refuse(message, "save it smaller: 600 pixels of width are enough for most logos");
    }
    let broken = |error: png::DecodingError| {
        let message = format!("is no whole PNG: {error}");
        refuse(message, again)
    };
    let mut decoder = png::Decoder::new_with_limits(
        Cursor::new(bytes),
        // beside the pixels: the format's own chunks, of which none that is kept can unfold
        png::Limits { bytes: 8 * EMBLEM_PIXELS as usize },
    );
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = match decoder.read_info() {
        Ok(reader) => reader,
        Err(error) => return broken(error),
    };
    let Some(length) = reader.output_buffer_size() else {
        return refuse("is too large", "save it smaller");
    };
    let mut data = vec![0; length];
    let frame = match reader.next_frame(&mut data) {
        Ok(frame) => frame,
        Err(error) => return broken(error),
    };
    data.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        png::ColorType::Rgba => data,
        png::ColorType::GrayscaleAlpha => data
            .as_chunks::<2>()
            .0
            .iter()
            .flat_map(|[gray, opacity]| [*gray, *gray, *gray, *opacity])
            .collect(),
        other => {
            return refuse(format!("has pixels of the kind {other:?}"), "save it as RGB with transparency");
        }
    };
    let Some(pixels) = Pixels::new(width, height, rgba) else {
        return refuse("is no whole PNG", again);
    };
    if !pixels.iter().any(|[.., opacity]| *opacity >= SEEN) {
        return refuse("shows nothing: every pixel is transparent", "give one with something to be seen");
    }
    Ok(pixels)
}

/// The colours that more than a few of the pixels have that are seen, each with its like: of a photograph or a soft edge
/// no colour is had by many pixels exactly.
pub(super) fn colors(pixels: &Pixels) -> impl Iterator<Item = Color> {
    // four bits of each of red, green and blue
    let mut counts = vec![(0_u32, Color::WHITE); 1 << 12];
    let mut seen = 0_u32;
    for [r, g, b, _] in pixels.iter().filter(|[.., opacity]| *opacity >= SEEN) {
        let like = [r, g, b].into_iter().fold(0, |like, level| (like << 4) | usize::from(level >> 4));
        if let Some((count, first)) = counts.get_mut(like) {
            if *count == 0 {
                *first = Color::rgb(*r, *g, *b);
            }
            *count += 1;
        }
        seen += 1;
    }
    let least = SAY * f64::from(seen);
    let has_say = move |count: u32| count > 0 && f64::from(count) >= least;
    counts.into_iter().filter(move |(count, _)| has_say(*count)).map(|(_, color)| color)
}

#[cfg(test)]
mod tests {
    use super::super::Emblem;
    use super::{EMBLEM_PIXELS, read_within};
    use crate::geom::Rect;
    use crate::scene::{Color, Node};

    /// A PNG of one kind, its rows as they stand in it.
    fn png(width: u32, color: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let row = (color.samples() * width as usize * depth as usize).div_ceil(8);
        let mut encoder = png::Encoder::new(&mut bytes, width, (data.len() / row) as u32);
        encoder.set_color(color);
        encoder.set_depth(depth);
        if color == png::ColorType::Indexed {
            encoder.set_palette([200, 0, 0, 0, 0, 90].as_slice());
            encoder.set_trns([255, 0].as_slice());
        }
        encoder.add_itxt_chunk("Comment".to_owned(), "a secret".repeat(100)).expect("valid");
        let mut writer = encoder.write_header().expect("valid");
        writer.write_image_data(data).expect("valid");
        writer.finish().expect("valid");
        bytes
    }

    #[test]
    fn every_kind_of_pixel_is_read() {
        use png::{BitDepth, ColorType};
        let red = [200, 0, 0, 255];
        for (bytes, first) in [
            (png(2, ColorType::Rgba, BitDepth::Eight, &[200, 0, 0, 255, 0, 0, 90, 0]), red),
            (png(2, ColorType::Rgb, BitDepth::Eight, &[200, 0, 0, 0, 0, 90]), red),
            (png(2, ColorType::Rgb, BitDepth::Sixteen, &[200, 9, 0, 9, 0, 9, 0, 0, 0, 0, 90, 9]), red),
            (png(2, ColorType::Indexed, BitDepth::One, &[0b0100_0000]), red),
            (png(2, ColorType::Grayscale, BitDepth::Four, &[0x80]), [136, 136, 136, 255]),
            (png(2, ColorType::GrayscaleAlpha, BitDepth::Eight, &[7, 255, 9, 0]), [7, 7, 7, 255]),
        ] {
            let emblem = Emblem::read(&bytes).expect("plain");
            assert!((emblem.aspect() - 2.0).abs() < 1e-9);
            let Node::Group(group) = emblem.draw(Rect::new(0.0, 0.0, 80.0, 80.0), None, Some("A dot")) else {
                panic!("no group");
            };
            let [Node::Image(image)] = group.children.as_slice() else { panic!("{:?}", group.children) };
            assert_eq!(image.place, Rect::new(0.0, 20.0, 80.0, 60.0));
            assert_eq!(image.pixels.iter().next(), Some(&first));
        }
    }

    #[test]
    fn what_is_seen_decides_whether_it_stands_out() {
        let dot = |pixels: &[[u8; 4]]| {
            Emblem::read(&png(1, png::ColorType::Rgba, png::BitDepth::Eight, pixels.as_flattened()))
                .expect("plain")
        };
        let (white, dark) = ([255, 255, 255, 255], [0, 0, 90, 255]);
        assert!(dot(&[white, dark]).stands_out_from(Color::WHITE));
        assert!(!dot(&[white, [0, 0, 90, 60]]).stands_out_from(Color::WHITE));
        assert!(
            !dot([[white; 300].as_flattened(), &dark].concat().as_chunks().0).stands_out_from(Color::WHITE)
        );
        assert!(dot(&[dark, [0; 4]]).has_form() && !dot(&[dark, white]).has_form());
    }

    #[test]
    fn hostile_files_are_refused() {
        let whole = png(40, png::ColorType::Rgba, png::BitDepth::Eight, &[9; 40 * 40 * 4]);
        let wide = (EMBLEM_PIXELS / 2) as u32 + 1;
        let bomb =
            png(wide, png::ColorType::Grayscale, png::BitDepth::One, &vec![0; 2 * wide.div_ceil(8) as usize]);
        let claim = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0\x22\xcb\x15\xc2";
        let empty = png(3, png::ColorType::Rgba, png::BitDepth::Eight, &[0; 24]);
        for (bytes, says) in [
            (whole.get(..whole.len() / 2).unwrap_or_default(), "no whole PNG"),
            (b"\x89PNG\r\n\x1a\n", "no whole PNG"),
            (bomb.as_slice(), "at most 4000000 are drawn"),
            (claim.as_slice(), "60000 x 60000"),
            (empty.as_slice(), "transparent"),
        ] {
            let error = Emblem::read(bytes).expect_err(says);
            assert!(error.message.contains(says), "{}", error.message);
            assert!(!error.hint.is_empty());
        }
        let seen = png(40, png::ColorType::Rgba, png::BitDepth::Eight, &[255; 40 * 40 * 4]);
        assert!(read_within(&seen, 1_600).is_ok());
        let refused = read_within(&seen, 1_599).expect_err("too large");
        assert!(refused.message.contains("at most 1599"), "{}", refused.message);
        // no byte that is wrong makes it fail otherwise than with words
        for at in 8..whole.len() {
            let mut bytes = whole.clone();
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 0x55;
            }
            let _ = Emblem::read(&bytes);
        }
    }
}
