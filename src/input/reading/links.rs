//! Which links of a page are of which function or level: those that stand in what it is read from, on words that it keeps.
use super::assemble::FunctionBody;
use super::candidate::{Candidate, NameForm};
use super::tiers::Level;
use crate::diagnostic::Span;
use crate::input::links::PageLink;
use crate::model::{DraftLevel, DraftLink, Place};
use std::collections::BTreeSet;

/// Gives each function its links: that of its name, where the name is a link, and those in what is said of it. `bodies` are those
/// of `functions`, in their order.
pub(super) fn of_functions(links: &[PageLink], functions: &[Candidate<'_>], bodies: &mut [FunctionBody]) {
    if links.is_empty() {
        return;
    }
    for (at, (function, body)) in functions.iter().zip(bodies).enumerate() {
        let draft = &mut body.draft;
        let name = function.span();
        let mut spans: Vec<Span> = function.blocks.iter().map(|block| block.span()).collect();
        spans.extend(function.roles.iter().map(|member| member.text.whole_span()));
        spans.extend(function.decides.iter().map(crate::input::text::PlainText::whole_span));
        let texts: Vec<&str> = draft
            .meets
            .iter()
            .chain(&draft.points)
            .chain(&draft.decides)
            .chain(draft.roles.iter().map(|role| &role.name))
            .chain(&draft.description)
            .map(String::as_str)
            .collect();
        let mut found = kept(links, &spans, &texts);
        // a column says how often it meets: of its cell nothing but the words is known
        if let Some(meets) = &function.meets {
            let next = functions.get(at + 1).map(|next| next.span().start).filter(|next| *next > name.end);
            let row = Span { start: name.start, end: next.unwrap_or(usize::MAX) };
            let cells = inside(links, row).filter_map(|at| links.get(at));
            let cells = cells.filter(|link| link.leaf == *meets);
            found.extend(cells.filter_map(|link| draft_of(link, &texts)));
        }
        draft.links = found;
        if function.form != NameForm::Heading && draft.link.is_none() {
            let mut own = inside(links, name).filter_map(|at| links.get(at));
            draft.link = own.find(|link| link.words == draft.name).map(|link| link.href.flat());
        }
    }
}

/// Gives each level the links in what is said of it.
pub(super) fn of_levels(links: &[PageLink], levels: &[Level<'_>], drafts: &mut [DraftLevel]) {
    if links.is_empty() {
        return;
    }
    for (level, draft) in levels.iter().zip(drafts) {
        let spans: Vec<Span> = level.blocks.iter().map(|block| block.span()).collect();
        let texts: Vec<&str> = draft.points.iter().chain(&draft.summary).map(String::as_str).collect();
        draft.links = kept(links, &spans, &texts);
    }
}

/// The links within some places whose words stand in some texts, in page order.
fn kept(links: &[PageLink], spans: &[Span], texts: &[&str]) -> Vec<DraftLink> {
    let found: BTreeSet<usize> = spans.iter().flat_map(|span| inside(links, *span)).collect();
    found.into_iter().filter_map(|at| draft_of(links.get(at)?, texts)).collect()
}

/// The links, which are in order, within a place.
fn inside(links: &[PageLink], place: Span) -> impl Iterator<Item = usize> {
    let first = links.partition_point(|link| link.span.start < place.start);
    let rest = links.get(first..).unwrap_or_default().iter().enumerate();
    let rest = rest.take_while(move |(_, link)| link.span.start < place.end);
    rest.filter(move |(_, link)| link.span.end <= place.end).map(move |(at, _)| first + at)
}

/// A link of a part that has some texts; none where none of them has its words. Where several do, it says in which it stands.
fn draft_of(link: &PageLink, texts: &[&str]) -> Option<DraftLink> {
    let having =
        |words: &str| -> Vec<&str> { texts.iter().copied().filter(|text| text.contains(words)).collect() };
    let (mut words, mut found) = (link.words.clone(), having(&link.words));
    if found.is_empty() {
        // what starts a text there may have stood within a sentence
        words = capital(&link.words);
        found = having(&words);
    }
    let own = found.iter().find(|text| link.leaf.contains(**text) || text.contains(&link.leaf));
    let within = match (found.as_slice(), own) {
        ([], _) => return None,
        ([_], _) | (_, None) => None,
        (_, Some(own)) => Some((*own).to_owned()),
    };
    Some(DraftLink {
        text: words,
        href: link.href.flat(),
        within,
        place: Place(Some(link.href.whole_span())),
    })
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest.clone()).collect()
}
