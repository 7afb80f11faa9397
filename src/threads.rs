//! Work shared among threads, its results in the order of the work. No result depends on how many threads there are, and
//! where none can be started, as in WebAssembly, the caller's own does it all.
use std::cell::Cell;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

/// What the library takes where nothing else is asked for: more would mostly wait for each other.
pub const USUAL: usize = 2;

thread_local! {
    /// Threads that work may be shared among.
    static MOST: Cell<usize> = const { Cell::new(USUAL) };
    /// Whether what is done is tried only.
    static TRYING: Cell<bool> = const { Cell::new(false) };
}

/// Does some work with at most so many threads, the caller's own among them; 0 counts as 1.
///
/// ```
/// let squares = govdraw::threads::at_most(1, || govdraw::threads::each(4, |i| i * i));
/// assert_eq!(squares, [0, 1, 4, 9]);
/// ```
pub fn at_most<T>(threads: usize, work: impl FnOnce() -> T) -> T {
    /// Puts the number back, also where the work panics.
    struct Restore(usize);
    impl Drop for Restore {
        fn drop(&mut self) {
            MOST.set(self.0);
        }
    }
    let _restore = Restore(MOST.replace(threads.max(1)));
    work()
}

/// The most threads that work may be shared among here, the caller's own among them.
#[must_use]
pub fn most() -> usize {
    MOST.get()
}

/// As many threads as the machine has cores.
#[must_use]
pub fn cores() -> usize {
    available_parallelism().map_or(1, NonZero::get)
}

/// What `job` makes of each number below `count`, in their order.
///
/// # Panics
/// Where a job does.
pub fn each<T: Send>(count: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let most = MOST.get();
    let threads = most.min(count);
    if threads < 2 {
        return (0..count).map(job).collect();
    }
    // each thread takes the next that nobody has: which thread does what changes nothing
    let next = AtomicUsize::new(0);
    let own = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return done;
            }
            done.push((index, job(index)));
        }
    };
    let mut results: Vec<Option<T>> = (0..count).map(|_| None).collect();
    let parts: Vec<Vec<(usize, T)>> = scope(|scope| {
        // where none can be started, the others do its share
        let others: Vec<_> = (1..threads)
            .map_while(|_| Builder::new().spawn_scoped(scope, || at_most(most, own)).ok())
            .collect();
        let mut parts = vec![own()];
        for other in others {
            parts.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        parts
    });
    for (index, result) in parts.into_iter().flatten() {
        if let Some(slot) = results.get_mut(index) {
            *slot = Some(result);
        }
    }
    results.into_iter().flatten().collect()
}

/// What a job makes that may panic on a broken input; `None` where it does. See [`is_trying`] for what is printed then.
pub fn attempt<T>(job: impl FnOnce() -> T) -> Option<T> {
    let outer = TRYING.replace(true);
    // what the job was changing is dropped with it
    let made = catch_unwind(AssertUnwindSafe(job)).ok();
    TRYING.set(outer);
    made
}

/// Whether a panic of this thread would be caught by an [`attempt`]: a program that sets a hook for panics should be quiet
/// then, as the command line is.
#[must_use]
pub fn is_trying() -> bool {
    TRYING.get()
}

#[cfg(test)]
mod tests {
    use super::{at_most, attempt, each, is_trying};

    #[test]
    fn results_are_in_the_order_of_the_work_whatever_the_threads() {
        for threads in 0..5 {
            for count in 0..9 {
                let found = at_most(threads, || each(count, |i| i * 7));
                assert_eq!(found, (0..count).map(|i| i * 7).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn work_within_work_has_the_same_number_of_threads() {
        let inner = |_| std::thread::current().id();
        let own = at_most(1, || each(3, |_| each(3, inner)));
        assert!(own.iter().flatten().all(|id| *id == std::thread::current().id()));
        let seen = at_most(3, || each(3, |_| super::MOST.get()));
        assert_eq!(seen, [3, 3, 3]);
        assert_eq!(super::MOST.get(), super::USUAL);
    }

    #[test]
    fn a_job_that_panics_makes_nothing() {
        assert_eq!(attempt(|| 3), Some(3));
        assert_eq!(attempt(|| attempt(is_trying).zip(Some(is_trying()))), Some(Some((true, true))));
        assert!(!is_trying());
        assert_eq!(attempt(|| -> i32 { std::panic::resume_unwind(Box::new("broken")) }), None);
    }
}
