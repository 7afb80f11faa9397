//! Bands of rows, drawn ahead on other threads while the caller compresses those that are done; by the caller where no
//! thread can be started, or a caller asks for one.
//!
//! Where the bands lie follows from the picture's size alone, so the bytes are the same on any number of cores. A band
//! is small enough to be drawn while it is in the cache, and its memory is used again: fresh pages for a whole picture
//! take longer than drawing on them.
use super::PngError;
use super::raster::{Band, Raster};
use crate::threads;
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// Most pixels in a band, its margins aside.
const BAND_PIXELS: u32 = 500_000;
/// Least rows in a band, so that what is drawn through an SVG, with margins, stays a small part of it.
const LEAST_ROWS: u32 = 64;
/// Buffers that each thread has: one to draw in, one that waits to be taken.
const BUFFERS: usize = 2;

/// The bands from top to bottom.
pub(super) struct Bands<'a> {
    drawing: &'a Raster<'a>,
    left: std::vec::IntoIter<Range<u32>>,
    turn: usize,
    artists: Vec<Artist>,
    /// For what the caller draws, where no thread does.
    own: Band,
}

/// Who draws every nth band.
enum Artist {
    /// A thread, by its two ends.
    Thread { drawn: Receiver<Result<Band, PngError>>, used: Sender<Band> },
    /// The caller.
    Caller,
}

impl Bands<'_> {
    /// The next band; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Band>, PngError> {
        let Some(rows) = self.left.next() else { return Ok(None) };
        let stopped = |_| PngError::Failed("the drawing stopped".to_owned());
        match self.artists.get(self.turn) {
            Some(Artist::Thread { drawn, .. }) => drawn.recv().map_err(stopped)?.map(Some),
            Some(Artist::Caller) | None => {
                let mut band = std::mem::take(&mut self.own);
                self.drawing.draw(rows, &mut band)?;
                Ok(Some(band))
            }
        }
    }

    /// Gives back the band that was taken last, whose memory is used again.
    pub(super) fn give_back(&mut self, band: Band) {
        match self.artists.get(self.turn) {
            // an artist that has no band left to draw is gone, and needs no buffer
            Some(Artist::Thread { used, .. }) => drop(used.send(band)),
            Some(Artist::Caller) | None => self.own = band,
        }
        self.turn = (self.turn + 1) % self.artists.len().max(1);
    }
}

/// Draws a picture band by band for a function that takes them.
///
/// # Errors
/// Those of drawing and of the function.
pub(super) fn draw<T>(
    drawing: &Raster<'_>,
    take: impl FnOnce(&mut Bands<'_>) -> Result<T, PngError>,
) -> Result<T, PngError> {
    let bands = split(drawing.extent.width, drawing.extent.height);
    let most = threads::most();
    let count = if most > 1 { most.min(bands.len()) } else { 0 };
    thread::scope(|scope| {
        let mut artists = Vec::new();
        for number in 0..count {
            let (show, drawn) = sync_channel(BUFFERS);
            let (used, free) = channel();
            for _ in 0..BUFFERS {
                // the other end is here: it cannot fail
                let _ = used.send(Band::default());
            }
            let mine: Vec<_> = bands.iter().skip(number).step_by(count).cloned().collect();
            let started =
                thread::Builder::new().spawn_scoped(scope, move || paint(drawing, mine, &show, &free));
            artists.push(if started.is_ok() { Artist::Thread { drawn, used } } else { Artist::Caller });
        }
        let left = bands.into_iter();
        take(&mut Bands { drawing, left, turn: 0, artists, own: Band::default() })
    })
}

/// Draws bands until none is left or nobody takes them.
fn paint(
    drawing: &Raster<'_>,
    bands: Vec<Range<u32>>,
    show: &SyncSender<Result<Band, PngError>>,
    free: &Receiver<Band>,
) {
    for rows in bands {
        let Ok(mut band) = free.recv() else { return };
        let drawn = drawing.draw(rows, &mut band).map(|()| band);
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
