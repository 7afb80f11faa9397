//! Text of ours in the flow chart.
use super::arrows::Arrow;
use crate::model::FlowKind;

/// What the legend calls a kind of arrow.
pub(super) fn kind(_lang: &str, kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Directs => "Directs or provides",
        FlowKind::Feedback => "Feeds back",
        FlowKind::Mutual => "Works both ways",
    }
}

/// An arrow as a sentence, for those who cannot see it.
pub(super) fn sentence(_lang: &str, arrow: &Arrow<'_>, from: &str, to: &str) -> String {
    let verb = match arrow.kind {
        FlowKind::Directs => "to",
        FlowKind::Feedback => "feeds back to",
        FlowKind::Mutual => "and",
    };
    match arrow.label {
        "" => format!("{from} {verb} {to}"),
        label => format!("{from} {verb} {to}: {label}"),
    }
}
