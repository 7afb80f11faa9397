//! Drawings of flow charts that were searched for already: pictures of one page in several colours, or for several widths, have
//! much in common, and so have a page before and after an edit of its words.
use crate::engine::{Chart, Drawing, Effort, Pools, lay_out};
use std::sync::Mutex;

/// Drawings that are kept, at most.
const MOST: usize = 16;

/// What was searched for so far, to be offered to the pictures that follow ([`Look::searches`](crate::layout::Look)). A picture that
/// is drawn with it is the same as without, sooner: where the same chart was drawn, at once, and where a chart of the same boxes and
/// arrows was, without a new search for their places. What is oldest goes first.
#[derive(Debug, Default)]
pub struct Searches {
    drawings: Mutex<Vec<KeptSearch>>,
    pools: Pools,
}

#[derive(Debug)]
struct KeptSearch {
    chart: Chart,
    effort: Effort,
    drawing: Drawing,
}

impl Searches {
    /// A chart's drawing.
    pub(super) fn lay_out(&self, chart: &Chart, effort: Effort) -> Drawing {
        // one that a panic left behind would only be searched for again
        let known = self.drawings.lock().ok().and_then(|drawings| {
            let same = |search: &&KeptSearch| search.effort == effort && search.chart == *chart;
            drawings.iter().find(same).map(|search| search.drawing.clone())
        });
        known.unwrap_or_else(|| {
            let drawing = lay_out(chart, effort, &self.pools);
            if let Ok(mut drawings) = self.drawings.lock() {
                if drawings.len() >= MOST {
                    drawings.remove(0);
                }
                drawings.push(KeptSearch { chart: chart.clone(), effort, drawing: drawing.clone() });
            }
            drawing
        })
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
        let held = || searches.drawings.lock().expect("no panic").len();
        let first = searches.lay_out(&chart, Effort::Default);
        assert_eq!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
        assert_eq!(held(), 1);
        chart.boxes[0].width = 200;
        assert_ne!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
        assert_eq!(held(), 2);
    }
}
