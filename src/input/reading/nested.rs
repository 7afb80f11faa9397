//! Bodies within a body that a list names: in its own section, or nested in its item.
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, meaning};
use super::items::{NamedItem, item_name, without_article};
use super::names::bare;
use super::weights::SURE;
use crate::input::page::{Block, ListItem};
use crate::input::text::PlainText;
use crate::words::{Kinds, Language};
use std::borrow::Cow;

/// Whether all items of a list in a body's own section are bodies that it says something of, with no words before them that
/// they would be members or anything else by.
pub(super) fn are_bodies(items: &[ListItem], before: Option<&Block>, language: &'static Language) -> bool {
    let is_led = matches!(before, Some(Block::Paragraph(text)) if text.flat().ends_with([':', '：']));
    let top = items.first().map_or(1, |item| item.depth);
    let mut own = items.iter().enumerate().filter(|(_, item)| item.depth == top);
    let is_told = |at: usize, item: &ListItem| {
        let has_nested = items.get(at + 1).is_some_and(|next| next.depth > top);
        body_name(&item.text, language).is_some_and(|named| named.is_defined || has_nested)
    };
    !is_led && !items.is_empty() && own.all(|(at, item)| is_told(at, item))
}

/// The name of an item that is a body's, and nothing that is said of another.
fn body_name(text: &PlainText, language: &'static Language) -> Option<NamedItem> {
    let named = item_name(text, language)?;
    let name = bare(&named.name).flat();
    let words = NameWords::of(&name, language);
    let is_name = super::functions::is_body_alone(&words)
        && words.is_sure
        && !words.is_facet()
        && !words.is_members()
        && !words.is_grouping()
        && !words.is_sentence
        && !meaning(&name, language).has(Kinds::MARKED);
    is_name.then_some(named)
}

/// The bodies among the items of a list, which stand within the body that `holder` is the name of.
pub(super) fn nested_bodies<'a>(
    items: &[ListItem],
    holder: Option<&PlainText>,
    language: &'static Language,
) -> Vec<Candidate<'a>> {
    let top = items.iter().map(|item| item.depth).min().unwrap_or(1);
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.depth == top) {
        let Some(named) = body_name(&item.text, language) else { continue };
        let nested: Vec<ListItem> =
            items.iter().skip(at + 1).take_while(|next| next.depth > top).cloned().collect();
        let mut candidate = Candidate::new(without_article(bare(&named.name)), NameForm::Item);
        candidate.link = named.link;
        candidate.holder = holder.cloned();
        candidate.sum = SURE;
        candidate.why = "a body in a list below a body".to_owned();
        if !named.rest.is_blank() {
            candidate.blocks.push(Cow::Owned(Block::Paragraph(named.rest)));
        }
        if !nested.is_empty() {
            candidate.blocks.push(Cow::Owned(Block::List(nested)));
        }
        found.push(candidate);
    }
    found
}
