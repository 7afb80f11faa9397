//! Directed graphs in flat arrays: what belongs to each node, and an order in which no arrow points back.

/// Lists of what belongs to each node, one behind the other in one array.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists<T> {
    /// Where the list of each node starts, and behind the last where that ends.
    start: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// The lists of `n` nodes: each has the items of its pairs, in the pairs' order.
    pub(crate) fn new(n: usize, pairs: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut start = vec![0_u32; n + 1];
        for (node, _) in pairs.clone() {
            start[node as usize + 1] += 1;
        }
        for i in 0..n {
            start[i + 1] += start[i];
        }
        let mut fill = start.clone();
        let mut items = vec![T::default(); start[n] as usize];
        for (node, item) in pairs {
            let slot = &mut fill[node as usize];
            items[*slot as usize] = item;
            *slot += 1;
        }
        Self { start, items }
    }

    /// The list of a node.
    #[inline]
    pub(crate) fn of(&self, node: usize) -> &[T] {
        &self.items[self.start[node] as usize..self.start[node + 1] as usize]
    }
}

/// The nodes below `n`, each after all that lead to it, where `next` tells those to which one leads (Kahn 1962). Nodes on a
/// cycle, and those behind one, are missing.
pub(crate) fn topological_order<I: Iterator<Item = u32>>(n: usize, next: impl Fn(u32) -> I) -> Vec<u32> {
    let mut waiting = vec![0_u32; n];
    for node in 0..n as u32 {
        for to in next(node) {
            waiting[to as usize] += 1;
        }
    }
    let mut order: Vec<u32> = (0..n as u32).filter(|&node| waiting[node as usize] == 0).collect();
    let mut done = 0;
    while done < order.len() {
        for to in next(order[done]) {
            let left = &mut waiting[to as usize];
            *left -= 1;
            if *left == 0 {
                order.push(to);
            }
        }
        done += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Lists, topological_order};

    #[test]
    fn lists_keep_the_order_of_their_pairs() {
        let pairs = [(2, 'a'), (0, 'b'), (2, 'c'), (0, 'd')];
        let lists = Lists::new(3, pairs.into_iter());
        assert_eq!([0, 1, 2].map(|node| lists.of(node).to_vec()), [vec!['b', 'd'], vec![], vec!['a', 'c']]);
    }

    #[test]
    fn what_leads_to_a_node_comes_before_it() {
        let arrows = [(3, 1), (1, 0), (3, 2), (2, 0)];
        let next = |node| arrows.iter().filter(move |arrow| arrow.0 == node).map(|arrow| arrow.1);
        assert_eq!(topological_order(4, next), [3, 1, 2, 0]);
    }

    #[test]
    fn a_cycle_and_what_is_behind_it_are_missing() {
        let arrows = [(0, 1), (1, 2), (2, 1), (2, 3)];
        let next = |node| arrows.iter().filter(move |arrow| arrow.0 == node).map(|arrow| arrow.1);
        assert_eq!(topological_order(4, next), [0]);
    }
}
