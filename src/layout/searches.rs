//! Drawings of flow charts that were searched for already: pictures of one page in several colours, or for several widths, have
//! much in common, and so have a page before and after an edit of its words.
use crate::answers::Answers;
use crate::engine::{Chart, Drawing, Effort, Pools, lay_out};

/// Drawings that are kept, at most.
const MOST: usize = 16;

/// What was searched for so far, to be offered to the pictures that follow ([`Look::searches`](crate::layout::Look)). A picture that
/// is drawn with it is the same as without, sooner: where the same chart was drawn, at once, and where a chart of the same boxes and
/// arrows was, without a new search for their places. What is oldest goes first.
#[derive(Debug)]
pub struct Searches {
    drawings: Answers<(Chart, Effort), Drawing>,
    pools: Pools,
}

impl Default for Searches {
    fn default() -> Self {
        Self { drawings: Answers::at_most(MOST), pools: Pools::default() }
    }
}

impl Searches {
    /// A chart's drawing.
    pub(super) fn lay_out(&self, chart: &Chart, effort: Effort) -> Drawing {
        let search = |(chart, effort): &(Chart, Effort)| Some(lay_out(chart, *effort, &self.pools));
        self.drawings.to((chart.clone(), effort), search).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Searches;
    use crate::engine::{Chart, ChartArrow, ChartBox, Effort};

    #[test]
    fn a_chart_is_searched_once_and_another_anew() {
        let of = |band| ChartBox { band, width: 100, height: 40, ..ChartBox::default() };
        let arrow = ChartArrow { from: 0, to: 1, ..ChartArrow::default() };
        let mut chart = Chart {
            bands: 2,
            boxes: vec![of(0), of(1)],
            arrows: vec![arrow],
            aspect: 1.4,
            ..Chart::default()
        };
        let searches = Searches::default();
        let first = searches.lay_out(&chart, Effort::Default);
        assert_eq!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
        chart.boxes[0].width = 200;
        assert_ne!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
    }
}
