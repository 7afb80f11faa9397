//! How far a run is, for people at a terminal.
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// A run shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A progress bar that appears on a terminal once a run takes long.
pub(crate) struct Bar {
    bar: ProgressBar,
    start: Instant,
    wanted: bool,
}

impl Bar {
    /// A bar over a number of jobs; one that is not wanted never shows.
    pub(crate) fn new(jobs: usize, wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(jobs as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("drawing {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        Self { bar, start: Instant::now(), wanted }
    }

    /// One more job is done.
    pub(crate) fn advance(&self) {
        self.bar.inc(1);
        // indicatif itself draws on a terminal only
        if self.wanted && self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
