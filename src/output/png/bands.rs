//! Bands of rows, drawn ahead on two threads while the caller compresses those that are done.
//!
//! Where the bands lie follows from the picture's size alone, so the bytes are the same on any number of cores. A band
//! is small enough to be drawn while it is in the cache, and its memory is used again: fresh pages for a whole picture
//! take longer than drawing on them.
use super::PngError;
use super::raster::{Canvas, Drawing};
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// Most pixels in a band, its margins aside.
const BAND_PIXELS: u32 = 2_000_000;
/// Least rows in a band, so that its margins stay a small part of it.
const LEAST_ROWS: u32 = 64;
/// Threads that draw; they take the bands in turn.
const ARTISTS: usize = 2;
/// Buffers that each has: one to draw in, one that waits to be taken.
const BUFFERS: usize = 2;

/// The bands from top to bottom.
pub(super) struct Bands {
    left: usize,
    turn: usize,
    artists: Vec<Artist>,
}

/// A thread's two ends.
struct Artist {
    drawn: Receiver<Result<Vec<u8>, PngError>>,
    used: Sender<Vec<u8>>,
}

impl Bands {
    /// The next band's pixels, row by row; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, PngError> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        let stopped = || PngError::Failed("the drawing stopped".to_owned());
        let artist = self.artists.get(self.turn).ok_or_else(stopped)?;
        self.left = left;
        artist.drawn.recv().map_err(|_| stopped())?.map(Some)
    }

    /// Gives back the band that was taken last, which goes on to the next.
    pub(super) fn give_back(&mut self, band: Vec<u8>) {
        if let Some(artist) = self.artists.get(self.turn) {
            // an artist that has no band left to draw is gone, and needs no buffer
            let _ = artist.used.send(band);
        }
        self.turn = (self.turn + 1) % self.artists.len().max(1);
    }
}

/// Draws a picture band by band for a function that takes them.
///
/// # Errors
/// Those of drawing and of the function; a thread that cannot be started.
pub(super) fn draw<T>(
    drawing: &Drawing<'_>,
    take: impl FnOnce(&mut Bands) -> Result<T, PngError>,
) -> Result<T, PngError> {
    let bands = split(drawing.extent.width, drawing.extent.height);
    thread::scope(|scope| {
        let mut artists = Vec::new();
        for number in 0..ARTISTS.min(bands.len()) {
            let (show, drawn) = sync_channel(BUFFERS);
            let (used, free) = channel();
            for _ in 0..BUFFERS {
                // the other end is here: it cannot fail
                let _ = used.send(Vec::new());
            }
            let mine: Vec<_> = bands.iter().skip(number).step_by(ARTISTS).cloned().collect();
            thread::Builder::new()
                .spawn_scoped(scope, move || paint(drawing, mine, &show, &free))
                .map_err(|e| PngError::Failed(e.to_string()))?;
            artists.push(Artist { drawn, used });
        }
        take(&mut Bands { left: bands.len(), turn: 0, artists })
    })
}

/// Draws bands until none is left or nobody takes them.
fn paint(
    drawing: &Drawing<'_>,
    bands: Vec<Range<u32>>,
    show: &SyncSender<Result<Vec<u8>, PngError>>,
    free: &Receiver<Vec<u8>>,
) {
    let mut canvas = Canvas::default();
    for rows in bands {
        let Ok(mut buffer) = free.recv() else { return };
        let drawn = drawing.draw(rows, &mut canvas, &mut buffer).map(|()| buffer);
        if show.send(drawn).is_err() {
            return;
        }
    }
}

/// The rows of each band.
fn split(width: u32, height: u32) -> Vec<Range<u32>> {
    let rows = (BAND_PIXELS / width.max(1)).max(LEAST_ROWS);
    (0..height).step_by(rows as usize).map(|top| top..top.saturating_add(rows).min(height)).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn bands_cover_every_row_once() {
        for (width, height) in [(1, 1), (4400, 8822), (32_767, 15_000), (10, 32_767), (2_000_000, 65)] {
            let bands = split(width, height);
            let mut next = 0;
            for band in &bands {
                assert!(band.start == next && band.end > next);
                next = band.end;
            }
            assert_eq!(next, height);
        }
    }
}
