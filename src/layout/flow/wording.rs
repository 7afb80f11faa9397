//! Text of ours in the flow chart, in the page's language.
use super::arrows::Arrow;
use crate::model::{FlowKind, Level, Model, NodeRef};
use crate::words::{Texts, arrow_sentences};

/// What the legend calls a kind of arrow.
pub(super) fn kind(texts: &Texts, kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Directs => texts.directs,
        FlowKind::Feedback => texts.feedback,
        FlowKind::Mutual => texts.mutual,
        FlowKind::Advises => texts.advises,
    }
}

/// For each node and its name what it is called where its band is not seen: with its level if the name alone would not do.
pub(super) fn spoken_names(model: &Model, boxes: &[(NodeRef, &str)]) -> Vec<String> {
    let mut names: Vec<&str> = boxes.iter().map(|(_, name)| *name).collect();
    names.sort_unstable();
    let often = |name: &str| names.partition_point(|n| *n <= name) - names.partition_point(|n| *n < name) > 1;
    boxes
        .iter()
        .map(|&(node, name)| match node {
            NodeRef::Function { level, .. } if often(name) => {
                match model.levels.get(level).and_then(Level::shown_name) {
                    Some(level) => format!("{name} ({level})"),
                    None => name.to_owned(),
                }
            }
            _ => name.to_owned(),
        })
        .collect()
}

/// An arrow as a row of the box that it leaves: where it leads, and what flows.
pub(super) fn row(lang: &str, to: &str, label: &str) -> String {
    if label.is_empty() {
        return to.to_owned();
    }
    [to, arrow_sentences(lang).colon, label].concat()
}

/// An arrow as a sentence, for those who cannot see it.
pub(super) fn sentence(lang: &str, arrow: &Arrow<'_>, from: &str, to: &str) -> String {
    let sentences = arrow_sentences(lang);
    let pattern = match arrow.kind {
        FlowKind::Directs => sentences.directs,
        FlowKind::Feedback => sentences.feedback,
        FlowKind::Mutual => sentences.mutual,
        FlowKind::Advises => sentences.advises,
    };
    // the names may hold braces of their own, so the pattern is cut before they go in
    let mut sentence = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        sentence.push_str(if slot == "from" { from } else { to });
        rest = after;
    }
    sentence.push_str(rest);
    if !arrow.label.is_empty() {
        sentence.push_str(sentences.colon);
        sentence.push_str(arrow.label);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::layout::flow::arrows::Arrow;
    use crate::model::{FlowKind, NodeRef};

    #[test]
    fn an_arrow_reads_as_a_sentence_in_the_pages_language() {
        let node = NodeRef::Level { level: 0 };
        let mut arrow = Arrow {
            from: node,
            to: node,
            label: "Set aims",
            kind: FlowKind::Directs,
            main: false,
            is_tie: false,
        };
        assert_eq!(sentence("en", &arrow, "Board", "Team"), "Board to Team: Set aims");
        arrow.kind = FlowKind::Feedback;
        assert_eq!(sentence("de-AT", &arrow, "A", "B"), "A gibt Rückmeldung an B: Set aims");
        arrow.label = "";
        assert_eq!(
            sentence("en", &arrow, "{to}", "{from}"),
            "{to} feeds back to {from}",
            "braces are the author's"
        );
    }
}
