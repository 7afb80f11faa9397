//! How large a chart is and what its layout may take: every size class and every budget of the engine, once.
//!
//! Boxes, arrows, moves and nodes are counted, and no clock is looked at, so the same chart gets the same drawing
//! everywhere. What things cost the drawing itself stands in `prices`.
use crate::named::named;

/// How hard the flow chart's layout is searched: a larger effort is never worse, and none looks at a clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// The first good drawing.
    Fast,
    /// What suits most charts.
    #[default]
    Default,
    /// Proves the placement of charts of up to 25 boxes.
    Best,
}

named!(Effort, Fast = "fast", Default = "default", Best = "best");

/// What a search stops at though a better drawing might be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Budget {
    /// So many boxes that they are placed once, and no placements are compared.
    Boxes,
    /// So many arrows that the chart is drawn once, and no drawings are compared.
    Arrows,
    /// So many arrows that seats of labels are not tried one by one.
    Labels,
    /// So many placements one move away from a good one, as in a wide level of few arrows, that not all were looked at.
    Neighbours,
    /// So many placements that not all were looked at for a proof.
    Proof,
    /// So long a text, of letters that join over breaks, that the widths of some of its rows were estimated: no budget of the engine's,
    /// but told with them.
    Rows,
}

named!(
    Budget,
    Boxes = "boxes",
    Arrows = "arrows",
    Labels = "labels",
    Neighbours = "neighbours",
    Proof = "proof",
    Rows = "rows"
);

/// A chart by the number of its boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Size {
    /// Up to 25 boxes: a placement can be proved best.
    Provable,
    /// Up to 80: placements are annealed, routed and compared, and rows look even.
    Ordinary,
    /// Up to 2,000: placed and routed once. It is seen from further off, so lines may stand closer; and only boxes of one
    /// class are in line, so that one busy box does not push all others of its row apart.
    Large,
    /// Above: coordinates need only be near the best, and the boxes of a row grow together, which takes far fewer
    /// variables.
    Huge,
}

impl Size {
    /// Of a chart of so many boxes.
    pub(crate) fn of(boxes: usize) -> Self {
        match boxes {
            0..=25 => Self::Provable,
            26..=80 => Self::Ordinary,
            81..=2_000 => Self::Large,
            _ => Self::Huge,
        }
    }
}

/// A chart by the number of its arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Traffic {
    /// Up to 40 arrows: whatever is looked at is routed well.
    Light,
    /// Up to 60: boxes of one row grow together.
    Usual,
    /// Up to 150: straight lines cross far more often than routes do, and a dear crossing buys zigzags.
    Crowded,
    /// Up to 300: too many labels to try their seats one by one.
    Dense,
    /// Up to 2,000: labels prefer horizontal segments, where they cost height but never block a column.
    Packed,
    /// Above: crossings are estimated from straight passages.
    Countless,
}

impl Traffic {
    /// Of a chart of so many arrows.
    pub(crate) fn of(arrows: usize) -> Self {
        match arrows {
            0..=40 => Self::Light,
            41..=60 => Self::Usual,
            61..=150 => Self::Crowded,
            151..=300 => Self::Dense,
            301..=2_000 => Self::Packed,
            _ => Self::Countless,
        }
    }
}

/// Which moves of annealing are how frequent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mix {
    /// Mostly boxes that change rows and classes that go where their arrows do: in a small chart nearly all that is found is found by
    /// those, at a third of the work of a column's move.
    Boxes,
    /// The same, hotter at first and less and less far: in a larger chart most that goes far is refused once it is cooler.
    Nearer,
}

/// How long to anneal cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule {
    /// Independent starts.
    pub(crate) starts: usize,
    /// Moves a start.
    pub(crate) moves: usize,
    /// Columns of the grid.
    pub(crate) columns: usize,
    /// Rows that a move may give a box.
    pub(crate) rows: usize,
    /// Which moves are how frequent.
    pub(crate) mix: Mix,
    /// Placements to keep.
    pub(crate) keep: usize,
    /// Seed of the moves.
    pub(crate) seed: u64,
}

/// How hard to refine routed placements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RefineEffort {
    /// Placements to route at most.
    pub(crate) routed: u32,
    /// The share of all effort that the starts have, one in so many.
    pub(crate) starts: u32,
    /// States of the router to expand at most.
    pub(crate) expanded: u64,
    /// Rows that a move may give a box.
    pub(crate) rows: usize,
    /// Placements to have looked at, routed or not, at which no further ones are gone to: in a wide band there are thousands beside
    /// each, and where few arrows tell them apart most are worth nothing.
    pub(crate) looked: usize,
    /// Placements routed one after the other without a better one at which no more are routed: of the starts, and of the neighbours
    /// of one placement.
    pub(crate) in_vain: [u32; 2],
}

/// How hard to route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RouteEffort {
    /// Rounds of rip-up and re-route at most.
    pub(crate) rounds: usize,
    /// Whether each exit of each box is searched by itself.
    pub(crate) split: bool,
    /// Nodes around the two boxes that a search may use at first.
    pub(crate) margin: usize,
    /// Cost of routes at which a placement is given up when its arrows are routed for the first time.
    pub(crate) limit: f64,
    /// States of the router to expand at most in order to route arrows that cross anew together.
    pub(crate) untangled: u64,
}

/// How hard to search seats of labels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LabelEffort {
    /// Times that every label is looked at.
    pub(crate) sweeps: usize,
    /// Seats of one label that are compacted at most.
    pub(crate) tries: usize,
    /// By how much the bound of a seat may be worse, in px, when the label is one that the sheet's size depends on.
    pub(crate) margin: f64,
}

impl LabelEffort {
    /// What tells which of several placements is worth more.
    pub(crate) const COMPARED: Self = Self { sweeps: 1, tries: 1, margin: 40.0 };
}

/// How hard to finish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FinishEffort {
    /// The last routing.
    pub(crate) route: RouteEffort,
    /// Whether the sheet is brought to its aspect by air between the rows.
    pub(crate) airy: bool,
    /// Compactions of x and y that end the work.
    pub(crate) rounds: usize,
    /// Times that labels of a large chart move to where there is room; 0 for others.
    pub(crate) relocations: usize,
    /// The search for seats of labels; none in charts of very many arrows.
    pub(crate) labels: Option<LabelEffort>,
}

/// How many searches a chart that is placed at once gets, and on how many columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SweepEffort {
    /// Columns wished for.
    pub(crate) columns: usize,
    /// Independent starts.
    pub(crate) starts: usize,
}

/// Partial placements that a proof looks at, at most.
pub(crate) const PROOF_NODES: u64 = 4_000_000;
/// Leaves of a proof that are kept: more cannot be routed anyway.
pub(crate) const PROOF_LEAVES: usize = 100_000;
/// Leaves of a proof that are routed, at most.
pub(crate) const PROOF_ROUTED: u32 = 20_000;
/// Branches that a proof shares out, if there are so many.
pub(crate) const PROOF_BRANCHES: usize = 64;
/// Least rows a band that a proof allows.
pub(crate) const PROOF_ROWS: usize = 2;
/// Lanes that a row or column of bit masks has room for.
pub(crate) const MASK_LANES: usize = 64;
/// Columns at most in the search for charts of ordinary size: some fewer than a mask has, for classes that open one.
const MOST_COLUMNS: usize = 60;
/// Rows that a move may give a box.
const ROWS: usize = 3;
/// Independent starts of a search again, and the part of all that a fast one has: one in so many.
const AGAIN_STARTS: usize = 2;
const FAST_STARTS: usize = 3;
/// Moves of each start of a small chart that is searched again.
const PART_MOVES: usize = 4_400;
/// Part of a refinement's effort that a search again has: one in so many.
const AGAIN_SHARE: u64 = 4;
/// Placements that each of the two searches of a refinement looks at before it goes no further, at most; and for each arrow, for where
/// few arrows tell placements apart most of them are worth the same; at least.
const LOOKED: usize = 60_000;
const LOOKED_AN_ARROW: usize = 2_000;
const LOOKED_AT_LEAST: usize = 10_000;
/// Searches for placements whose answers are kept: as many as a page of some pictures asks for.
pub(crate) const KEPT_POOLS: usize = 64;
/// Rounds of the barycentre order, after which it hardly changes.
pub(crate) const BARYCENTRE_ROUNDS: usize = 24;
/// Sweeps at most by which the cells of a large chart settle.
pub(crate) const SETTLE_SWEEPS: usize = 30;
/// Placements of a larger chart that are routed again, with more effort, before one is chosen.
pub(crate) const ROUTED_AGAIN: usize = 4;
/// States of the router to expand at most in the search for a chart of more boxes than are proved.
const STATES_OF_LARGER: u64 = 250_000;
/// A search routes its starts with this share of its effort, and spends the rest on their neighbours: in a small chart the best is often
/// near another start than the first routes say.
const STARTS_SHARE_OF_FEW: u32 = 4;
const STARTS_SHARE: u32 = 16;
/// Starts of a small chart, and neighbours of one placement, that are routed one after the other without a better one: more of them
/// find hardly anything (benches/README.md). The same where two searches are made, and of the lesser one of those.
const IN_VAIN: [u32; 2] = [10, 50];
const IN_VAIN_OF_TWO: [u32; 2] = [6, 30];
const IN_VAIN_OF_PART: [u32; 2] = [5, 20];
/// The same of a larger chart, whose starts have a share of the effort.
const IN_VAIN_OF_LARGER: [u32; 2] = [u32::MAX, 80];
/// Neighbours routed in vain after one that was better at which those of the new best are listed.
pub(crate) const LISTED_ANEW: u32 = 8;
/// Better placements of a larger chart of which one has all its arrows routed again: the others keep most routes of the one before.
pub(crate) const ROUTED_WHOLE: u32 = 4;
/// How far beyond the best cost a placement may come whose routes are told from those of the best.
pub(crate) const CARRIED_ROUTING: f64 = 1.005;
/// Placements that are routed for a sketch, by each of the two searches.
const SKETCHED: u32 = 5;
/// How far beyond the best cost a first routing may come and still be ripped up and routed again: it can be much dearer
/// than the last one.
pub(crate) const FIRST_ROUTING: f64 = 1.2;
/// The same where placements are routed once.
pub(crate) const ONLY_ROUTING: f64 = 1.03;
/// A margin of the router beyond every sheet of ordinary size, in nodes.
const EVERYWHERE: usize = 1_000;
/// A margin of the router in a large chart, in nodes.
const NEARBY: usize = 2;
/// A chart of more boxes has its labels moved less often.
const MANY_BOXES: usize = 1_200;
/// Exchanges of network simplex at most.
pub(crate) const PIVOTS: usize = 2_000_000;
/// Compactions at most that bring boxes back to their middles.
pub(crate) const BALANCES: usize = 4;
/// Times at most that rows are given more air.
pub(crate) const AIRINGS: usize = 12;
/// Wishes of one line at most, each of which is looked at for a cycle.
pub(crate) const WISHES: usize = 20_000;
/// Powers of the sheet's narrowness by which columns are made dearer, where the sheet is narrower than usual, and where it is flatter.
pub(crate) const NARROW_POWERS: [u32; 2] = [4, 6];
pub(crate) const FLAT_POWERS: [u32; 2] = [0, 6];

/// A sheet that is so many times as wide as is read with ease is searched again for narrower drawings, which takes three times as
/// long.
pub(crate) const WIDER: f64 = 1.05;
/// Columns are made dearer by so much more than the sheet is too wide, for a step narrower takes more than that.
pub(crate) const SPARE: f64 = 1.2;
/// A narrower drawing may have this share of its bends more.
pub(crate) const BENDS_SHARE: u32 = 8;

/// States of the router to expand at most in order to route arrows that cross anew together.
const UNTANGLED: u64 = 100_000;
/// A small chart of so many crossings is searched again with crossings dearer in the search.
const TANGLED: u32 = 4;

/// Rows at most in which leaves of one box are tried.
pub(crate) const LEAF_ROWS: usize = 4;

/// What a chart's size and the effort asked for settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Regime {
    boxes: usize,
    arrows: usize,
    /// By boxes.
    pub(crate) size: Size,
    /// By arrows.
    pub(crate) traffic: Traffic,
    /// What was asked for.
    pub(crate) effort: Effort,
    depth: Depth,
}

/// How much of a search is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// All of it.
    Whole,
    /// All of it beside part of another, so that less is looked at in vain.
    OfTwo,
    /// Part of one, with other prices: a good placement by them, and not the best, tells whether they suit the sheet.
    Part,
    /// As much as tells how wide a chart will be, and about how many bends and crossings it will have.
    Sketch,
}

impl Regime {
    /// Of a chart of so many boxes and arrows.
    pub(crate) fn of(boxes: usize, arrows: usize, effort: Effort) -> Self {
        Self {
            boxes,
            arrows,
            size: Size::of(boxes),
            traffic: Traffic::of(arrows),
            effort,
            depth: Depth::Whole,
        }
    }

    /// The same chart with another effort.
    pub(crate) fn with(self, effort: Effort) -> Self {
        Self { effort, ..self }
    }

    /// The same chart searched whole by one of two weights.
    pub(crate) fn of_two(self) -> Self {
        Self { depth: Depth::OfTwo, ..self }
    }

    /// The same chart searched again with other prices, with part of a search.
    pub(crate) fn again(self) -> Self {
        Self { depth: Depth::Part, ..self }
    }

    /// The same chart, sketched.
    pub(crate) fn sketch(self) -> Self {
        Self { depth: Depth::Sketch, ..self }
    }

    /// Whether several drawings of a chart are made and the best is taken: one of very many arrows takes as long as many of others.
    pub(crate) fn is_compared(self) -> bool {
        self.size <= Size::Ordinary && self.traffic < Traffic::Countless
    }

    /// Whether a drawing that is too wide is searched again for narrower ones.
    pub(crate) fn is_narrowed(self) -> bool {
        self.effort > Effort::Fast
    }

    /// Whether it takes so long to search a chart that sketches tell first which search is worth it.
    pub(crate) fn is_sketched(self) -> bool {
        self.size == Size::Ordinary && self.is_compared() && self.effort > Effort::Fast
    }

    /// Whether labels are searched, and a finished drawing is gone over.
    pub(crate) fn is_gone_over(self) -> bool {
        self.size <= Size::Ordinary && self.traffic <= Traffic::Crowded
    }

    /// What ends its search, whatever the effort.
    pub(crate) fn budgets(self) -> impl Iterator<Item = Budget> {
        let is_large = self.size > Size::Ordinary;
        let ends = [
            (Budget::Boxes, is_large),
            (Budget::Arrows, !is_large && !self.is_compared()),
            (Budget::Labels, self.traffic > Traffic::Crowded),
        ];
        ends.into_iter().filter(|(_, ends)| *ends).map(|(budget, _)| budget)
    }

    /// Further seeds from which the best effort searches: for small charts the proof is that search.
    pub(crate) fn further_seeds(self) -> u64 {
        if self.size == Size::Provable || !self.is_compared() { 0 } else { 3 }
    }

    /// Whether a chart of so many crossings is searched again for fewer.
    pub(crate) fn is_untangled(self, crossings: u32) -> bool {
        let is_small = self.size == Size::Provable && self.traffic == Traffic::Light;
        is_small && self.effort > Effort::Fast && crossings >= TANGLED
    }

    /// Columns that suit the search for a chart of ordinary size, whose widest band and whose classes are so many: about
    /// twice as many as rows, for boxes are wider than high.
    pub(crate) fn columns(self, widest: usize, classes: usize) -> usize {
        let wished = ((2 * self.boxes) as f64).sqrt() as usize;
        widest.max(wished.min(classes)).min(MOST_COLUMNS)
    }

    /// The annealing of one seed.
    pub(crate) fn annealing(self, columns: usize, seed: u64) -> Schedule {
        // a move takes as long as there are arrows, and some more
        let moves = (2_400_000 / (self.arrows + 20)).clamp(4_000, 60_000);
        let (starts, moves, seed, mix): (usize, _, _, _) = match self.size {
            Size::Provable if self.depth == Depth::Part => (2, PART_MOVES, seed, Mix::Boxes),
            Size::Provable => (2, 6_400, seed, Mix::Boxes),
            _ => (3, moves, seed + 1, Mix::Nearer),
        };
        let starts = match self.depth {
            _ if self.effort == Effort::Fast => starts.div_ceil(FAST_STARTS),
            Depth::Whole | Depth::OfTwo => starts,
            Depth::Part => starts.min(AGAIN_STARTS),
            Depth::Sketch => 1,
        };
        Schedule { starts, moves, columns, rows: ROWS.min(self.boxes), mix, keep: 400, seed }
    }

    /// The local search on routed placements.
    pub(crate) fn refining(self) -> RefineEffort {
        let in_vain = match self.depth {
            Depth::Whole => IN_VAIN,
            Depth::OfTwo => IN_VAIN_OF_TWO,
            Depth::Part | Depth::Sketch => IN_VAIN_OF_PART,
        };
        let (routed, expanded, starts, in_vain) = match self.size {
            Size::Provable => (1_500, 400_000, STARTS_SHARE_OF_FEW, in_vain),
            _ => (1_000, STATES_OF_LARGER, STARTS_SHARE, IN_VAIN_OF_LARGER),
        };
        let (share, few) = match self.depth {
            Depth::Whole | Depth::OfTwo => (1, 1),
            Depth::Part | Depth::Sketch => (AGAIN_SHARE, AGAIN_SHARE as u32),
        };
        let looked = (LOOKED_AN_ARROW * self.arrows).clamp(LOOKED_AT_LEAST, LOOKED) / share as usize;
        if self.depth == Depth::Sketch {
            return RefineEffort { routed: SKETCHED, expanded, starts: 1, rows: ROWS, looked, in_vain };
        }
        RefineEffort { routed: routed / few, expanded: expanded / share, starts, rows: ROWS, looked, in_vain }
    }

    /// The placement of a chart that is not annealed and routed: on fewer columns where rows are long anyway, from fewer
    /// starts where one takes long.
    pub(crate) fn sweeping(self, widest: usize) -> SweepEffort {
        const LEAST_COLUMNS: usize = 4;
        let (share, starts) =
            if self.size == Size::Huge { (0.42, 1) } else { (0.7, large_starts(self.boxes)) };
        let columns = ((self.boxes as f64 * share).sqrt().round() as usize)
            .clamp(LEAST_COLUMNS, widest.max(LEAST_COLUMNS));
        SweepEffort { columns, starts }
    }

    /// What finishing may take, by each effort that is tried: the fast drawing too, so that a larger effort is never worse.
    pub(crate) fn finishings(self) -> Vec<FinishEffort> {
        let is_searched = self.effort > Effort::Fast && self.is_compared();
        let fast = is_searched.then(|| self.with(Effort::Fast).finishing());
        fast.into_iter().chain([self.finishing()]).collect()
    }

    /// What finishing may take.
    pub(crate) fn finishing(self) -> FinishEffort {
        let split = self.traffic == Traffic::Light;
        let labels = match (split, self.size) {
            // where two searches are made, a second sweep betters scores by 0.4 % for an eighth of the work (benches/README.md)
            (true, Size::Provable) => {
                let sweeps = if self.depth == Depth::Part { 1 } else { 2 };
                LabelEffort { sweeps, tries: 5, margin: 80.0 }
            }
            (true, _) => LabelEffort { sweeps: 3, tries: 10, margin: 100.0 },
            (false, _) => LabelEffort { sweeps: 2, tries: 2, margin: 40.0 },
        };
        let searched = self.effort > Effort::Fast && self.traffic <= Traffic::Crowded;
        // arrows of a larger chart cross too often for it
        let untangled = if split { UNTANGLED } else { 0 };
        let (route_rounds, margin, rounds, relocations) = match self.size {
            // a solution of the coordinates of so many arrows takes as long as those of a large chart
            Size::Provable | Size::Ordinary if !self.is_compared() => (1, EVERYWHERE, 1, 2),
            Size::Provable | Size::Ordinary => (4, EVERYWHERE, 3, 0),
            Size::Large => (1, NEARBY, 1, if self.boxes > MANY_BOXES { 3 } else { 4 }),
            Size::Huge => (0, NEARBY, 1, 2),
        };
        FinishEffort {
            route: RouteEffort { rounds: route_rounds, split, margin, limit: f64::INFINITY, untangled },
            airy: self.is_compared(),
            rounds,
            relocations,
            labels: searched.then_some(labels),
        }
    }
}

impl RouteEffort {
    /// The routing by which a search compares placements, given up at a cost. In a larger chart many placements routed once
    /// are worth more than a few routed well.
    pub(crate) fn compared(traffic: Traffic, limit: f64) -> Self {
        let split = traffic == Traffic::Light;
        // what further rounds better hardly ever tells two placements apart
        Self { rounds: usize::from(split), split, margin: EVERYWHERE, limit, untangled: 0 }
    }

    /// The routing of a finished drawing of ordinary size.
    pub(crate) fn finished(traffic: Traffic) -> Self {
        Self {
            rounds: 4,
            split: traffic == Traffic::Light,
            margin: EVERYWHERE,
            limit: f64::INFINITY,
            untangled: 0,
        }
    }
}

/// Starts of the placement of a large chart: four up to 750 boxes, and fewer the larger it is, down to the one of charts above.
fn large_starts(boxes: usize) -> usize {
    (1_500_usize.saturating_sub(boxes).div_ceil(250) + 1).min(4)
}

/// Moves by which the cells of a large chart of so many arrows and classes are annealed: as many as take about as long in
/// each, for one takes longer where a class has more arrows.
pub(crate) fn cell_swaps(arrows: usize, classes: usize) -> usize {
    let degree = 2.0 * arrows as f64 / classes as f64;
    (6e6 / (degree + 4.0) * 4.0).min(250e3) as usize
}

#[cfg(test)]
mod tests;
