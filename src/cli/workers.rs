//! Work shared among the machine's cores, its results in the order of the work.
pub(crate) use super::bar::Bar;
use crate::threads;

/// More threads than there are cores, so that some draw while another waits for the disk.
const WAITING: usize = 1;

/// Does a job for each item, on as many threads as keep every core busy.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], bar: &Bar, job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let of = |index: usize| {
        let result = job(items.get(index)?);
        bar.advance();
        Some(result)
    };
    // a core and one that waits take these however many cores there are, and the question is not free
    let threads = if items.len() <= 1 + WAITING { items.len() } else { threads::cores() + WAITING };
    // where there are many jobs, none has a core to spare to share its own work with
    let within = if items.len() > threads { 1 } else { threads::USUAL };
    let results = threads::at_most(threads, || {
        threads::each(items.len(), |index| threads::at_most(within, || of(index)))
    });
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Bar, each};
    use std::thread;
    use std::time::Duration;

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
