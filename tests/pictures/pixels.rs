//! Pictures as pixels.

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
        let mut rgb = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut rgb).expect("pixels");
        let info = reader.info();
        Self { width: info.width as usize, height: info.height as usize, rgb }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8; 3]> {
        self.rgb.as_chunks().0.iter()
    }
}
