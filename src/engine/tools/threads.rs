//! Independent searches, and other jobs of a layout, on two threads.

/// What `search` finds from each of `count` starts, in their order: nothing depends on which thread is the quicker.
pub(crate) fn from_starts<T: Send>(count: u64, search: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let every_other = |first: u64| (first..count).step_by(2).map(&search).collect::<Vec<T>>();
    if count < 2 {
        return every_other(0);
    }
    let (even, odd) = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, || every_other(1));
        let even = every_other(0);
        // where there is no second thread to be had, this one does its work too
        (even, other.ok().and_then(|t| t.join().ok()).unwrap_or_else(|| every_other(1)))
    });
    let (mut even, mut odd) = (even.into_iter(), odd.into_iter());
    std::iter::from_fn(|| {
        let next = even.next();
        std::mem::swap(&mut even, &mut odd);
        next
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::from_starts;

    #[test]
    fn results_are_in_the_order_of_the_starts() {
        for count in 0..6 {
            assert_eq!(from_starts(count, |start| start * 7), (0..count).map(|s| s * 7).collect::<Vec<_>>());
        }
    }
}
