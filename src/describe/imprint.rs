//! What is said of a page as a document: its version, date, owner, licence and source, each after its word.
use super::Phrase;
use crate::model::{Imprint, Model};
use crate::words::texts;

/// What stands between two parts.
const BETWEEN: &str = " · ";

/// The version, the date, the owner and the licence of a model's page, each with its word but the date; those that it gives.
#[must_use]
pub fn imprint(model: &Model) -> Vec<String> {
    let words = texts(&model.lang);
    let Imprint { version, date, owner, licence, source: _ } = &model.imprint;
    let labelled = |label: &str, value: &String| [label, words.colon, value].concat();
    [
        version.as_ref().map(|value| labelled(words.version, value)),
        date.clone(),
        owner.as_ref().map(|value| labelled(words.owner, value)),
        licence.as_ref().map(|value| labelled(words.licence, value)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Which sheet of a series it is, counted from 1.
#[must_use]
pub fn sheet_of(lang: &str, number: usize, all: usize) -> String {
    texts(lang).sheet.replace("{number}", &number.to_string()).replace("{all}", &all.to_string())
}

/// All of it in one paragraph of a text version, the source as a link.
pub(super) fn paragraph(model: &Model) -> Option<Phrase> {
    let mut text = imprint(model).join(BETWEEN);
    let mut links = Vec::new();
    if let Some(source) = &model.imprint.source {
        let words = texts(&model.lang);
        let between = if text.is_empty() { "" } else { BETWEEN };
        text.extend([between, words.source, words.colon]);
        links.push((text.len()..text.len() + source.len(), source.clone()));
        text.push_str(source);
    }
    (!text.is_empty()).then_some(Phrase { text, links })
}
