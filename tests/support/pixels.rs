//! Pictures as pixels.
#![allow(dead_code, reason = "each binary of tests uses a part of it")]

/// An RGB picture.
#[derive(Debug, PartialEq)]
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

impl Pixels {
    pub(crate) fn of_png(bytes: &[u8]) -> Self {
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut samples = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut samples).expect("pixels");
        let deep = frame.bit_depth == ::png::BitDepth::Sixteen;
        let samples: Vec<u8> = samples.into_iter().step_by(if deep { 2 } else { 1 }).collect();
        let rgb = match frame.color_type {
            ::png::ColorType::Rgb | ::png::ColorType::Indexed => samples,
            ::png::ColorType::Rgba => samples
                .as_chunks::<4>()
                .0
                .iter()
                .flat_map(|[r, g, b, a]| on_white([*r, *g, *b], *a))
                .collect(),
            ::png::ColorType::Grayscale => samples.iter().flat_map(|level| [*level; 3]).collect(),
            ::png::ColorType::GrayscaleAlpha => {
                samples.as_chunks::<2>().0.iter().flat_map(|[level, a]| on_white([*level; 3], *a)).collect()
            }
        };
        Self { width: frame.width as usize, height: frame.height as usize, rgb }
    }

    pub(crate) fn to_png(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut out, self.width as u32, self.height as u32);
        encoder.set_color(::png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&self.rgb).expect("pixels");
        writer.finish().expect("an end");
        out
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8; 3]> {
        self.rgb.as_chunks().0.iter()
    }
}

/// A colour that something white is seen through.
fn on_white(color: [u8; 3], opacity: u8) -> [u8; 3] {
    let (opacity, white) = (u32::from(opacity), 255 * (255 - u32::from(opacity)));
    color.map(|level| ((u32::from(level) * opacity + white) / 255) as u8)
}
