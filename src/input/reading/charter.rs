//! A page that is one body's charter: its title names the body, its sections say things of it.
use super::bodies::{HeadingFacts, announces_members, lists_people, reports};
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, found, meaning, words_of};
use super::functions::FunctionSearch;
use super::names::{Register, bare, key};
use super::tables;
use super::weights::SURE;
use crate::input::page::Block;
use crate::input::text::PlainText;
use crate::words::{Hit, Kinds, Language, fold, hits};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The body that a title names, without what the page is called beside it: "Charter of the audit board" is of the audit
/// board.
pub(super) fn body_of(title: &PlainText, language: &'static Language) -> Option<PlainText> {
    let title = bare(title);
    let plain = title.as_str();
    let mut start = 0;
    let mut end = plain.len();
    // what stands behind a colon or a dash may be the body, or a second title
    // `Working group charter: Accessible transport`
    let middle = hits(plain)
        .into_iter()
        .filter(|hit| hit.kinds.has(Kinds::DOCUMENT))
        .find(|hit| plain.get(hit.end..).is_some_and(|rest| rest.trim_start().starts_with([':', '–', '—'])));
    if let Some(hit) = middle {
        let kind = plain.get(..hit.start).unwrap_or_default().trim();
        let rest =
            plain.get(hit.end..).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
        let words = NameWords::of(kind, language);
        if words.is_body()
            && words.is_sure
            && !rest.trim().is_empty()
            && !NameWords::of(rest, language).is_body()
        {
            let mut name = title.slice(plain.len() - rest.len()..plain.len());
            name.push(" ", name.span(0..0));
            name.append(&title.slice(0..kind.len()));
            return Some(capital(&name));
        }
    }
    let documents: Vec<Hit> = hits(plain).into_iter().filter(|hit| hit.kinds.has(Kinds::DOCUMENT)).collect();
    for (at, hit) in documents.iter().enumerate() {
        if is_of_name(plain, hit, documents.get(at + 1), language) {
            break;
        }
        let before = plain.get(start..hit.start).unwrap_or_default();
        let behind = plain.get(hit.end..end).unwrap_or_default();
        if is_joining(before, language) && !is_joining(behind, language) {
            start = hit.end + (behind.len() - after_joining(behind, language).len());
        } else if is_joining(behind, language) {
            end = hit.start;
            break;
        }
    }
    let kept = plain.get(start..end)?;
    let lead = kept.len() - kept.trim_start().len();
    let kept = kept.trim().trim_end_matches([':', '-', '–', '—', ',', '/']).trim_end();
    // the part behind or before a colon or a dash whose noun is a body's
    let part = [" - ", " – ", " — ", ": "]
        .iter()
        .find_map(|mark| kept.split_once(mark).map(|(a, b)| (a, b, mark.len())));
    let name = title.slice(start + lead..start + lead + kept.len());
    let is_body = |text: &str| {
        let words = NameWords::of(text, language);
        // a plural gathers bodies and is none
        let is_plural = words.gathers || words.is_bodies();
        words.is_body() && !words.is_sentence && !is_plural && words.count <= 8
    };
    if let Some((left, right, length)) = part {
        if is_body(left) {
            return Some(capital(&name.slice(0..left.trim_end().len())));
        }
        let at = left.len() + length;
        return is_body(right).then(|| capital(&name.slice(at..kept.len())));
    }
    is_body(kept).then(|| capital(&name))
}

/// The body behind the word for its document that a heading starts with.
pub(super) fn body_behind(name: &PlainText, language: &'static Language) -> Option<PlainText> {
    let first = hits(name.as_str()).into_iter().find(|hit| hit.start == 0)?;
    let behind = name.as_str().get(first.end..)?;
    // "of the", not a sign
    let joining = behind.get(..behind.len() - after_joining(behind, language).len())?;
    let is_led = first.kinds.has(Kinds::DOCUMENT)
        && !first.kinds.has(Kinds::BODY)
        && joining.contains(char::is_alphabetic)
        && !starts_with_and(behind, language);
    if is_led { body_of(name, language) } else { None }
}

/// Whether a word for a document is part of a body's name: another noun is joined to it, "Policy and Resources Committee",
/// or nothing but the body's noun follows, "Governance Committee".
fn is_of_name(plain: &str, hit: &Hit, next: Option<&Hit>, language: &'static Language) -> bool {
    let behind = plain.get(hit.end..).unwrap_or_default();
    if starts_with_and(behind, language) {
        let rest = plain.len() - after_joining(behind, language).len();
        // "Terms of reference and membership of the board"
        return next.is_none_or(|next| next.start != rest);
    }
    let is_noun = |words: NameWords| words.count == 1 && words.is_body() && words.is_sure;
    behind.starts_with(' ') && !behind.trim().contains(' ') && is_noun(NameWords::of(behind, language))
}

fn starts_with_and(text: &str, language: &Language) -> bool {
    let first = words_of(text).into_iter().next().and_then(|word| text.get(word));
    first.is_some_and(|word| meaning(word, language).has(Kinds::AND))
}

/// A name in the middle of a title starts small; on its own it starts with a capital.
fn capital(name: &PlainText) -> PlainText {
    let plain = name.as_str();
    let Some(first) = plain.chars().next().filter(|c| c.is_lowercase()) else { return name.clone() };
    let mut out = PlainText::default();
    let upper: String = first.to_uppercase().collect();
    out.push(&upper, name.span(0..first.len_utf8()));
    out.append(&name.slice(first.len_utf8()..plain.len()));
    out
}

fn is_joining(text: &str, language: &Language) -> bool {
    after_joining(text, language).is_empty()
}

/// A text without the small words and signs that it starts with.
fn after_joining<'a>(text: &'a str, language: &Language) -> &'a str {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    while let Some(first) = words_of(rest).first().cloned() {
        let word = rest.get(first.clone()).unwrap_or_default();
        let is_small = language.is_stop(&fold(word)) && first.start == 0;
        if !is_small {
            break;
        }
        rest = rest
            .get(first.end..)
            .unwrap_or_default()
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    }
    rest
}

/// A heading that names the body of the title by its last word alone, "The committee", is given its full name.
pub(super) fn name_in_full(found: &mut [Candidate<'_>], name: &PlainText) {
    let full = key(&super::evidence::without_brackets(&name.flat()));
    for candidate in found {
        let short = key(&candidate.name.flat());
        if !short.contains(' ') && full.ends_with(&format!(" {short}")) {
            candidate.name = name.clone();
        }
    }
}

/// Whether sections of the page say things of the body that the title names: as many of them as functions or more.
pub(super) fn is_charter(search: &FunctionSearch<'_>, name: &PlainText, functions: &[Candidate<'_>]) -> bool {
    let own = own_sections(search, functions);
    let facets = own.iter().filter(|at| is_of_body(search.headings, **at)).count();
    // the bodies that it gathers itself do not speak against it
    let are_its_own = functions.iter().all(|function| {
        function.form == NameForm::Item
            && function
                .section
                .is_some_and(|at| search.headings.of(at).is_bodies() || is_of_body(search.headings, at))
    });
    if are_its_own { is_named_again(search, name) || has_evidence(search, &own) } else { facets >= 2 }
}

/// Whether the words before the first section name the body of the title as their subject.
fn is_named_again(search: &FunctionSearch<'_>, name: &PlainText) -> bool {
    const ARTICLE_CHARS: usize = 8;
    let name = fold(&super::evidence::without_brackets(&name.flat()));
    search.tree.lead.iter().any(|block| match block {
        Block::Paragraph(text) => fold(&text.flat()).find(name.trim()).is_some_and(|at| at <= ARTICLE_CHARS),
        _ => false,
    })
}

/// Whether anything beside the title speaks for a body: members, what it reports to, or a section that is a facet as a
/// whole.
fn has_evidence(search: &FunctionSearch<'_>, own: &[usize]) -> bool {
    let facets = Kinds::OF_A_BODY.union(Kinds::CHAIR).union(Kinds::ESCALATES_TO);
    let is_said = own.iter().any(|at| {
        let words = search.headings.of(*at);
        words.whole.has(facets) || words.is_members()
    });
    let sections = own.iter().filter_map(|at| search.tree.sections.get(*at));
    let mut blocks = search.tree.lead.iter().chain(sections.flat_map(|section| &section.own));
    is_said
        || blocks.any(|block| {
            let one = std::slice::from_ref(block);
            announces(block, search.language)
                || announces_members(one, search.own_label, search.language)
                || lists_people(one, search.language)
                || reports(one, search.language)
                || matches!(block, Block::Table(table) if tables::aspects(table).is_some() || tables::has_names(table, search.language))
        })
}

fn own_sections(search: &FunctionSearch<'_>, functions: &[Candidate<'_>]) -> Vec<usize> {
    let taken: BTreeSet<usize> = functions.iter().filter_map(|f| f.section).collect();
    (0..search.tree.sections.len())
        .filter(|at| !taken.contains(at) && !search.tree.above(*at).any(|above| taken.contains(&above)))
        .collect()
}

fn is_of_body(headings: &HeadingFacts, at: usize) -> bool {
    let words = headings.of(at);
    words.is_facet() && !words.is_body()
}

/// The body of a charter, with the sections that say things of it.
pub(super) fn candidate<'a>(
    name: PlainText,
    search: &FunctionSearch<'a>,
    functions: &[Candidate<'_>],
    register: &Register,
) -> Candidate<'a> {
    let mut candidate = Candidate::new(name, NameForm::Title);
    candidate.sum = SURE;
    candidate.why = "the title names it, and the sections say things of it".to_owned();
    candidate.blocks.extend(search.tree.lead.iter().map(Cow::Borrowed));
    let _ = register;
    for at in own_sections(search, functions) {
        let Some(section) = search.tree.sections.get(at) else { continue };
        let says_members = section.own.iter().any(|block| announces(block, search.language));
        let is_own = says_members
            || std::iter::once(at).chain(search.tree.above(at)).any(|at| is_of_body(search.headings, at));
        if is_own {
            if !says_members {
                candidate.blocks.push(Cow::Owned(Block::Heading(section.heading.clone())));
            }
            candidate.blocks.extend(section.own.iter().map(Cow::Borrowed));
        }
    }
    candidate
}

/// Whether a paragraph says that members follow.
fn announces(block: &Block, language: &Language) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let words = text.flat();
    words.ends_with([':', '：']) && found(&words, language).iter().any(|hit| hit.kinds.has(Kinds::ANNOUNCES))
}
