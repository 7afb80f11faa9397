//! Step 3, the grid: the lines on which arrows run. Odd lines run through rows and columns of boxes, even ones between them.

use crate::engine::placement::cells::Placement;

/// No box.
pub(crate) const NONE: u32 = u32::MAX;

/// The coarse grid of a placement: `2 C + 1` by `2 R + 1` nodes, numbered row by row.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Nodes a row.
    pub(crate) nx: usize,
    /// Nodes a column.
    pub(crate) ny: usize,
    /// Box at each node, or [`NONE`].
    pub(crate) box_at: Vec<u32>,
    /// Column of each node.
    pub(crate) x: Vec<u16>,
    /// Row of each node.
    pub(crate) y: Vec<u16>,
    /// Node of each box.
    pub(crate) node_of: Vec<u32>,
    /// For each node whether the pieces east and south of it are closed; empty where none is.
    closed: Vec<[bool; 2]>,
}

impl Grid {
    /// The grid of `placement`.
    pub(crate) fn new(placement: &Placement) -> Self {
        let (nx, ny) = (2 * placement.lanes[0] + 1, 2 * placement.lanes[1] + 1);
        let n = nx * ny;
        let mut box_at = vec![NONE; n];
        let mut node_of = Vec::with_capacity(placement.lane[0].len());
        for i in 0..placement.lane[0].len() {
            let (x, y) = placement.at(i);
            let node = (2 * y + 1) * nx + 2 * x + 1;
            box_at[node] = i as u32;
            node_of.push(node as u32);
        }
        let x = (0..n).map(|i| (i % nx) as u16).collect();
        let y = (0..n).map(|i| (i / nx) as u16).collect();
        let mut grid = Self { nx, ny, box_at, x, y, node_of, closed: Vec::new() };
        grid.close(placement);
        grid
    }

    /// Closes what leads to the edges of bands other than from behind, and the line before them.
    fn close(&mut self, placement: &Placement) {
        if placement.edges.is_empty() {
            return;
        }
        self.closed = vec![[false; 2]; self.nodes()];
        // along the bands' edges
        let along = placement.band_axis;
        let back = [1, self.nx];
        for node in 0..self.nodes() {
            let at = self.at(node as u32);
            self.closed[node][along] |= at[1 - along] == 0;
        }
        for &of in &placement.edges {
            let node = self.node_of[of] as usize;
            self.closed[node][along] = true;
            self.closed[node - back[along]][along] = true;
            self.closed[node - back[1 - along]][1 - along] = true;
        }
    }

    /// Whether no arrow may run on the piece east or south of a node.
    pub(crate) fn is_closed(&self, node: usize, d: usize) -> bool {
        self.closed.get(node).is_some_and(|closed| closed[d])
    }

    /// Number of nodes.
    pub(crate) fn nodes(&self) -> usize {
        self.box_at.len()
    }

    /// Column and row of a node.
    pub(crate) fn at(&self, node: u32) -> [usize; 2] {
        [usize::from(self.x[node as usize]), usize::from(self.y[node as usize])]
    }

    /// The neighbour of `node` in direction `d`, which the caller knows to exist.
    #[inline]
    pub(crate) fn next(&self, node: usize, d: usize) -> usize {
        match d {
            EAST => node + 1,
            SOUTH => node + self.nx,
            WEST => node - 1,
            _ => node - self.nx,
        }
    }
}

/// Direction of growing x.
pub(crate) const EAST: usize = 0;
/// Direction of growing y.
pub(crate) const SOUTH: usize = 1;
/// Direction of falling x.
pub(crate) const WEST: usize = 2;
/// Direction of falling y.
pub(crate) const NORTH: usize = 3;

/// The direction from a node to a neighbour of it: the difference of their numbers tells it.
#[inline]
pub(crate) fn direction(from: u32, to: u32) -> usize {
    if to > from {
        if to - from == 1 { EAST } else { SOUTH }
    } else if from - to == 1 {
        WEST
    } else {
        NORTH
    }
}

/// The opposite direction.
#[inline]
pub(crate) fn opposite(d: usize) -> usize {
    (d + 2) % 4
}

/// Number of bends of a path of neighbouring nodes.
pub(crate) fn bends(path: &[u32]) -> u32 {
    path.windows(3).map(|w| u32::from(direction(w[0], w[1]) != direction(w[1], w[2]))).sum()
}
