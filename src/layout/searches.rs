//! Drawings of flow charts that were searched for already: the pictures of a page in several colours have one.
use crate::engine::{Chart, Drawing, Effort, lay_out};
use std::sync::Mutex;

/// The charts that were laid out for some pictures, each with its drawing. Pictures that share it look the same as those that
/// do not, sooner.
#[derive(Debug, Default)]
pub(super) struct Searches(Mutex<Vec<KeptSearch>>);

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
        let known = self.0.lock().ok().and_then(|searches| {
            let same = |search: &&KeptSearch| search.effort == effort && search.chart == *chart;
            searches.iter().find(same).map(|search| search.drawing.clone())
        });
        known.unwrap_or_else(|| {
            let drawing = lay_out(chart, effort);
            if let Ok(mut searches) = self.0.lock() {
                searches.push(KeptSearch { chart: chart.clone(), effort, drawing: drawing.clone() });
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
        let held = || searches.0.lock().expect("no panic").len();
        let first = searches.lay_out(&chart, Effort::Default);
        assert_eq!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
        assert_eq!(held(), 1);
        chart.boxes[0].width = 200;
        assert_ne!(searches.lay_out(&chart, Effort::Default).boxes, first.boxes);
        assert_eq!(held(), 2);
    }
}
