//! What a drawing costs: every price and weight of the engine, once, each with its unit.
//!
//! There are three currencies, for they are spent at different times. A **cost** is what placements and routes are compared
//! by: bends, crossings, steps and lanes on the grid. A **score**, in px of sheet, is what finished drawings are compared
//! by. **Weights** pull on coordinates in one compaction. A seat of a label, a strip between bands and a cell of a large
//! chart have lists of their own, of which only the order of the sums counts.

use super::regime::Traffic;

/// Costs nearer to each other than this are the same: what is less is rounding.
pub(crate) const SAME_COST: f64 = 1e-6;
/// Costs of a placement beyond the best that still count as near it: it may be finished, for its drawing can be the better
/// one.
pub(crate) const NEAR_COST: f64 = 0.6;

/// Costs of a placement, in whole units of 1 / [`UNIT`](placement::UNIT).
///
/// Bends and crossings as in layout studies (Purchase 1997: crossings hurt most, then bends); a column across is
/// longer than a row down, and a row of its own costs height, which a landscape sheet lacks first.
pub(crate) mod placement {
    /// Units in a cost of 1.
    pub(crate) const UNIT: f64 = 20.0;
    /// A bend: 3.
    pub(crate) const BEND: i32 = 60;
    /// A crossing: 8.
    pub(crate) const CROSSING: i32 = 160;
    /// The same in another search for a chart in which many crossings remain: 12. What it finds is compared at the usual price.
    pub(crate) const TANGLED_CROSSING: i32 = 240;
    /// A crossing above 60 arrows: 3. The search counts crossings of straight lines there, and of those routes avoid most;
    /// so it is less than the router's price, which is for crossings that remain.
    pub(crate) const CROWDED_CROSSING: i32 = 60;
    /// A step across the sheet from lane to lane: 0.45.
    pub(crate) const ACROSS: i32 = 9;
    /// A step down the sheet: 0.3.
    pub(crate) const DOWN: i32 = 6;
    /// A column of the sheet: 0.5.
    pub(crate) const COLUMN: f64 = 10.0;
    /// A row of the sheet: 2.
    pub(crate) const ROW: f64 = 40.0;
    /// In costs: a pair of boxes of a band that stand against the model's order. Enough to decide near ties, so that a small
    /// edit of the page changes little.
    pub(crate) const AGAINST_ORDER: f64 = 0.05;
    /// In costs: how hot annealing starts, and what is left of that at its end.
    pub(crate) const HEAT: f64 = 6.0;
    pub(crate) const LAST_HEAT: f64 = 0.02;
    /// How hot it starts for charts of more boxes than are proved, which have fewer starts and moves that reach less and less far.
    pub(crate) const HEAT_OF_LARGER: f64 = 9.0;
}

/// Prices of routes, in whole units of 1 / [`UNIT`](router::UNIT) of the same cost: finer, for a crowd costs less than a step.
pub(crate) mod router {
    use super::placement;

    /// Units in a cost of 1.
    pub(crate) const UNIT: i32 = 200;
    const PER_PLACEMENT_UNIT: i32 = UNIT / placement::UNIT as i32;
    /// A bend, as in a placement's cost.
    pub(crate) const BEND: i32 = placement::BEND * PER_PLACEMENT_UNIT;
    /// A step across from line to line of the grid, of which there are two a lane.
    pub(crate) const STEP_X: i32 = placement::ACROSS * PER_PLACEMENT_UNIT / 2;
    /// A step down.
    pub(crate) const STEP_Y: i32 = placement::DOWN * PER_PLACEMENT_UNIT / 2;
    /// Each arrow that is on a piece already.
    pub(crate) const COMPANY: i32 = 4;
    /// A route may cost more than its least by this and this share of it before it is ripped up.
    pub(crate) const CONTENT: i32 = 20;
    pub(crate) const CONTENT_SHARE: i32 = 50;
    /// An arrow of more bends than this is routed again, with bends dearer by a factor and crossings cheaper by another (or
    /// where crossings are estimated, by a third one).
    pub(crate) const MANY_BENDS: u32 = 3;
    pub(crate) const JOG_BENDS: i32 = 4;
    pub(crate) const JOG_CROSSINGS: i32 = 3;
    pub(crate) const JOG_CROSSINGS_ESTIMATED: i32 = 10;

    /// How many arrows a piece of a line has room for, and what each further one costs.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Room {
        pub(crate) arrows: i32,
        pub(crate) further: i32,
    }

    /// Between the boxes of a row, where arrows make the boxes grow.
    pub(crate) const IN_ROW: Room = Room { arrows: 4, further: 120 };
    /// Between the boxes of a column.
    pub(crate) const IN_COLUMN: Room = Room { arrows: 6, further: 120 };
    /// In a channel between lanes.
    pub(crate) const IN_CHANNEL: Room = Room { arrows: 16, further: 10 };

    /// A step along the rim of the grid, which is longer than it looks.
    pub(crate) fn at_rim(step: i32) -> i32 {
        step * 5 / 4
    }
}

/// What a broad box is worth: see `routing::broad`.
pub(crate) mod broad {
    /// A bend that it saves.
    pub(crate) const BEND: f64 = 1.0;
    /// Each further lane that it takes.
    pub(crate) const LANE: f64 = 0.25;
}

/// Price of a crossing of two routes, in the router's units, where many remain.
pub(crate) fn tangled_crossing() -> i32 {
    placement::TANGLED_CROSSING * router::UNIT / placement::UNIT as i32
}

/// Price of a crossing of two routes, in the router's units: up to 60 arrows that of a placement's cost, above it less, for in
/// a crowded chart a high one buys zigzags.
pub(crate) fn routed_crossing(traffic: Traffic) -> i32 {
    let costs = match traffic {
        Traffic::Light | Traffic::Usual => {
            return placement::CROSSING * router::UNIT / placement::UNIT as i32;
        }
        Traffic::Crowded => 5,
        Traffic::Dense | Traffic::Packed => 4,
        Traffic::Countless => 1,
    };
    costs * router::UNIT
}

/// The score of a finished drawing, in px of sheet.
pub(crate) mod score {
    /// A bend.
    pub(crate) const BEND: f64 = 25.0;
    /// A crossing: some three times a bend as in a cost, though here bends and crossings stand against px.
    pub(crate) const CROSSING: f64 = 80.0;
    /// A px of the side of the page of the wanted aspect that holds the drawing.
    pub(crate) const PAGE: f64 = 1.6;
    /// A px of the drawing's own width or height.
    pub(crate) const SIDE: f64 = 0.3;
    /// A px by which the sheet is too wide for its type to be read with ease: some 30 px are worth a label of five lines.
    pub(crate) const UNREADABLE: f64 = 16.0;
    /// A px of arrow.
    pub(crate) const LENGTH: f64 = 0.05;
    /// A px by which a label is off the middle of its piece of arrow.
    pub(crate) const OFF_MIDDLE: f64 = 0.03;
    /// A px by which a box is larger than asked.
    pub(crate) const GROWTH: f64 = 0.7;
    /// A px by which an arrow is off its even place on the side of its box.
    pub(crate) const PORT: f64 = 0.12;
    /// The same for a straight arrow that is alone there on both sides.
    pub(crate) const LONE_PORT: f64 = 0.5;
    /// A pair of boxes of a band that stand against the model's order, where leaves of one box may stand in it.
    pub(crate) const AGAINST_ORDER: f64 = 12.0;
    /// What a drawing must be better by to count as better.
    pub(crate) const BETTER: f64 = 0.5;

    /// Widest label, in px, that needs no second line.
    pub(crate) const SHORT_LABEL: i32 = 160;
    /// Such a label on one line.
    pub(crate) const SHORT: f64 = -6.0;
    /// A label of no, one, two … lines: two or three read best, a column of single words worst.
    pub(crate) const LINES: [f64; 7] = [0.0, 8.0, 0.0, 2.0, 30.0, 800.0, 1_200.0];
    /// Each line of a label of more.
    pub(crate) const FURTHER_LINES: f64 = 210.0;
    /// A label of more than two lines that is higher than wide, whatever it saves.
    pub(crate) const COLUMN: f64 = 800.0;
    /// Width of a label, in px, that is not too wide, and the price of each px beyond it.
    pub(crate) const WIDE_LABEL: i32 = 250;
    pub(crate) const WIDE: f64 = 0.3;
    /// Each px by which a label of more than two lines is higher than it should be: see `wrap_price`.
    pub(crate) const TALL: f64 = 4.0;
}

/// Weights of the wishes in a compaction, of each px.
pub(crate) mod compaction {
    /// Distance of the edges of bands from the sheet's: more than all that pulls on them.
    pub(crate) const EDGE: i64 = 20_000;
    /// Growth of a box.
    pub(crate) const GROWTH: i64 = 200;
    /// The sheet's width or height.
    pub(crate) const SHEET: i64 = 25;
    /// The same in a large chart, which is full of wishes.
    pub(crate) const LARGE_SHEET: i64 = 2_000;
    /// A gap between lanes.
    pub(crate) const LANES: i64 = 2;
    /// Length of a segment.
    pub(crate) const SEGMENT: i64 = 2;
    /// Distance of a label from its segment.
    pub(crate) const LABEL: i64 = 3;
    /// Distance of an arrow's end from its even place on the side of its box.
    pub(crate) const PORT: i64 = 5;
    /// The same where it is alone on that side.
    pub(crate) const ONLY_PORT: i64 = 8;
    /// At each end of a straight arrow whose ends have the same place among the arrows of their sides. One that is alone
    /// there outweighs [`SHEET`], so that its label widens the sheet rather than push it aside.
    pub(crate) const PAIR: i64 = 10;
    pub(crate) const LONE: i64 = 28;
    /// Between lines above and below a box that are nearly in line: less than the sheet.
    pub(crate) const THROUGH: i64 = 24;
}

/// Prices of a label's first seat, before anything has a coordinate: roughly in px.
pub(crate) mod seat {
    /// A px of the likely length of its segment, up to [`LONG`]: a longer one has room for it.
    pub(crate) const LENGTH: f64 = -0.5;
    pub(crate) const LONG: f64 = 500.0;
    /// A line of the grid away from the segment's middle.
    pub(crate) const OFF_MIDDLE: f64 = 20.0;
    /// A label that is near the same line already, and one that is also on the same side of it.
    pub(crate) const NEAR_LABEL: f64 = 25.0;
    pub(crate) const BESIDE_LABEL: f64 = 15.0;
    /// Behind the line rather than before it: decides ties.
    pub(crate) const LATE: f64 = 1.0;
    /// Each segment of the bundle between the label's own and the side where it is.
    pub(crate) const INNER: f64 = 60.0;
    /// Inside a bundle of a row of boxes, which would push the row apart.
    pub(crate) const INNER_IN_ROW: f64 = 200.0;
    /// Below a horizontal segment, or left of a vertical one.
    pub(crate) const UNUSUAL_SIDE: f64 = 4.0;
    /// What a horizontal segment is better by, and in a chart of very many arrows.
    pub(crate) const HORIZONTAL: f64 = 20.0;
    pub(crate) const HORIZONTAL_IN_PACKED: f64 = 800.0;

    /// How long a segment is likely to be, in px: for each lane that it passes, less for each box at its ends.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Likely {
        pub(crate) lane: f64,
        pub(crate) end: f64,
    }

    pub(crate) const ACROSS: Likely = Likely { lane: 400.0, end: 110.0 };
    pub(crate) const DOWN: Likely = Likely { lane: 260.0, end: 45.0 };

    /// Widths in px that suit a label at a horizontal and at a vertical segment.
    pub(crate) const SUITS_HORIZONTAL: i32 = 215;
    pub(crate) const SUITS_VERTICAL: i32 = 150;
    /// A px that a label is wider than that, narrower than that, and high.
    pub(crate) const TOO_WIDE: i64 = 30;
    pub(crate) const TOO_NARROW: i64 = 3;
    pub(crate) const HIGH: i64 = 10;
}

/// Prices of a label's place in a large chart, where 100 is that of leaving the sheet no slack.
pub(crate) mod relocation {
    /// No slack at all.
    pub(crate) const NO_SLACK: f64 = 100.0;
    /// A label looks for another place where the sheet has less slack than this share of its size.
    pub(crate) const TIGHT: f64 = 0.007;
    /// A slack of so many px is enough on any sheet.
    pub(crate) const MOST_TIGHT: f64 = 150.0;
    /// Lying across a strip between two bands.
    pub(crate) const ACROSS: f64 = 20.0;
    /// A px of the score of the label's size.
    pub(crate) const SIZE: f64 = 0.02;
    /// A place of a lower price is good enough to stay.
    pub(crate) const WELL: f64 = 1.0;
    /// What another place must be better by.
    pub(crate) const BETTER: f64 = 0.5;
}

/// Prices of a place for the strip between two bands, where 1 is that of a px off the middle of the room for it.
pub(crate) mod strip {
    /// A px of a label that is cut.
    pub(crate) const CUT: i64 = 1_000;
    /// A px of a label that is nearer than it should be.
    pub(crate) const NEAR: i64 = 50;
    /// A line along the strip that is hidden by its edge.
    pub(crate) const HIDDEN: i64 = 300;
}

/// Lengths in a large chart, whose cells are settled and annealed by the length of arrows alone.
pub(crate) mod cells {
    /// Weights of an arrow's length.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Lengths {
        /// A column across.
        pub(crate) across: i32,
        /// A row down.
        pub(crate) down: i32,
        /// Not being straight.
        pub(crate) bent: i32,
    }

    /// The first swaps go by length alone.
    pub(crate) const SETTLE: Lengths = Lengths { across: 10, down: 7, bent: 0 };
    /// Then straight arrows count.
    pub(crate) const ANNEAL: Lengths = Lengths { across: 4, down: 1, bent: 2 };
    /// How hot annealing starts where a class has [`USUAL_ARROWS`] arrows, and what is left of that at its end.
    pub(crate) const HEAT: f64 = 50.0;
    pub(crate) const USUAL_ARROWS: f64 = 23.0;
    pub(crate) const LAST_HEAT: f64 = 0.05;
}

#[cfg(test)]
mod tests {
    use super::{Traffic, placement, routed_crossing, router};

    #[test]
    fn the_router_and_the_placement_charge_the_same_up_to_60_arrows() {
        let costs = |price: i32| f64::from(price) / f64::from(router::UNIT) * placement::UNIT;
        assert!((costs(router::BEND) - f64::from(placement::BEND)).abs() < 1e-9);
        assert!((costs(2 * router::STEP_X) - f64::from(placement::ACROSS)).abs() < 1e-9);
        assert!((costs(2 * router::STEP_Y) - f64::from(placement::DOWN)).abs() < 1e-9);
        assert!((costs(routed_crossing(Traffic::Usual)) - f64::from(placement::CROSSING)).abs() < 1e-9);
    }

    #[test]
    fn a_crossing_of_routes_never_costs_more_where_there_are_more_arrows() {
        let prices = [40, 60, 150, 300, 2_000, 9_000].map(|arrows| routed_crossing(Traffic::of(arrows)));
        assert!(prices.is_sorted_by(|a, b| a >= b), "{prices:?}");
    }
}
