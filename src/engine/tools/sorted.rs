//! Sorting what is nearly in order already.

/// Moves for each item, above which a list is not nearly in order.
const MOVES: usize = 8;

/// Sorts a list, fast if few of its items are out of order, as where it was sorted by values that have changed a little since.
pub(crate) fn sort_nearly<T: Copy + Ord>(list: &mut [T]) {
    let mut moves = MOVES * list.len();
    for i in 1..list.len() {
        let item = list[i];
        let mut at = i;
        while at > 0 && item < list[at - 1] {
            list[at] = list[at - 1];
            at -= 1;
        }
        list[at] = item;
        match moves.checked_sub(i - at) {
            Some(left) => moves = left,
            None => return list.sort_unstable(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::Rng;
    use super::sort_nearly;

    #[test]
    fn a_list_is_sorted_whether_it_nearly_was_or_not() {
        let mut rng = Rng::new(2);
        for n in [0, 1, 2, 50, 300] {
            let mut list: Vec<(usize, usize)> = (0..n).map(|i| (rng.below(n), i)).collect();
            for _ in 0..20 {
                let mut sorted = list.clone();
                sorted.sort_unstable();
                sort_nearly(&mut list);
                assert_eq!(list, sorted);
                for _ in 0..n / 10 {
                    list[rng.below(n)].0 = rng.below(n);
                }
            }
        }
    }
}
