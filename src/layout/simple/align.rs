//! Names at one height in loops that stand side by side.
use super::fit::{Filling, LoopFit, Wanted, fit};
use super::rosette::Loop;
use crate::geom::ROUNDING;

/// How many heights are tried between the highest name and the lowest.
const STEPS: u32 = 40;

/// In em: a stack that would have to move further for its neighbour's sake is better off in the middle of its loop.
const MOVE_MAX: f64 = 4.0;

/// Brings the names in loops that stand side by side to one height: that at which the stacks are best off on the whole.
/// Where there is none at which all fit, they stay as they are. Of each name so many shapes are looked at.
pub(super) fn align(
    loops: &[Loop],
    ribbon: f64,
    (contents, names): (&[Filling<'_>], usize),
    em: f64,
    fits: &mut [LoopFit],
) {
    let mut heights: Vec<f64> = loops.iter().map(|l| l.center.y).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < ROUNDING);
    for height in heights {
        let mut row: Vec<(&mut LoopFit, &Loop, &Filling<'_>)> = fits
            .iter_mut()
            .zip(loops)
            .zip(contents)
            .map(|((fit, l), content)| (fit, l, content))
            .filter(|(_, l, _)| (l.center.y - height).abs() < ROUNDING)
            .collect();
        let tops = || row.iter().map(|(fit, ..)| fit.name_y);
        let (high, low) = (tops().fold(f64::INFINITY, f64::min), tops().fold(f64::NEG_INFINITY, f64::max));
        if low - high < ROUNDING {
            continue;
        }
        let at = |y: f64| -> Option<Vec<LoopFit>> {
            let wanted = Wanted { names, name_y: Some(y) };
            row.iter().map(|(_, l, content)| fit(l, ribbon, content, em, wanted)).collect()
        };
        let merit = |fits: &[LoopFit]| fits.iter().map(|fit| fit.merit).sum::<f64>();
        let tried = (0..=STEPS).map(|step| high + (low - high) * f64::from(step) / f64::from(STEPS));
        let near = |y: &f64| row.iter().all(|(fit, ..)| (fit.name_y - y).abs() <= MOVE_MAX * em);
        let best = tried.filter(near).filter_map(at).max_by(|a, b| merit(a).total_cmp(&merit(b)));
        for ((old, ..), new) in row.iter_mut().zip(best.into_iter().flatten()) {
            **old = new;
        }
    }
}
