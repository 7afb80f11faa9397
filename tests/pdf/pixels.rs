//! Pictures as pixels.

/// An RGB picture.
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

    pub(crate) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let at = 3 * (y * self.width + x);
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// Each pixel the mean of so many by so many; what is left at the right and below is left out.
    pub(crate) fn down(&self, times: usize) -> Self {
        let (width, height) = (self.width / times, self.height / times);
        let mut rgb = Vec::with_capacity(3 * width * height);
        for at in 0..3 * width * height {
            let (x, y, channel) = (at / 3 % width, at / 3 / width, at % 3);
            let pixel = |i: usize| {
                let (x, y) = (times * x + i % times, times * y + i / times);
                usize::from(self.rgb[3 * (y * self.width + x) + channel])
            };
            let sum: usize = (0..times * times).map(pixel).sum();
            rgb.push(u8::try_from(sum / (times * times)).expect("a mean"));
        }
        Self { width, height, rgb }
    }
}
