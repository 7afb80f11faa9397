//! Work shared among the machine's cores, its results in the order of the work.
use crate::threads;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// More threads than there are cores, so that some draw while another waits for the disk.
const WAITING: usize = 1;

/// Does a job for each item, on as many threads as keep every core busy.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], bar: &Bar, job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let of = |index: usize| {
        let result = job(items.get(index)?);
        bar.advance();
        Some(result)
    };
    let threads = threads::cores() + WAITING;
    // where there are many jobs, none has a core to spare to share its own work with
    let within = if items.len() > threads { 1 } else { threads::USUAL };
    let results = threads::at_most(threads, || {
        threads::each(items.len(), |index| threads::at_most(within, || of(index)))
    });
    results.into_iter().flatten().collect()
}

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

    fn advance(&self) {
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

#[cfg(test)]
mod tests {
    use super::{Bar, Duration, each};
    use std::thread;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let items: Vec<u64> = (0..200).collect();
        let doubled = each(&items, &Bar::new(200, false), |item| {
            thread::sleep(Duration::from_micros(200 - item));
            item * 2
        });
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }
}
