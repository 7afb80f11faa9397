//! Bodies outside that a page names where a heading, a bold line or the line before a list plainly says that they are: "External
//! partners". What stands there is taken out of the page, so that nobody there is taken for a body of its own.
use super::evidence::meaning;
use super::items;
use super::labels;
use super::names;
use super::trace::{ReadAs, Trace};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::input::page::{Block, Heading, ListItem};
use crate::input::text::PlainText;
use crate::model::{DraftOutside, Place, slug, without_full_stop};
use crate::words::{Kinds, Language};
use std::collections::BTreeSet;

/// A body outside, and what the page says of it.
#[derive(Debug)]
pub(super) struct OutsideNamed {
    pub(super) draft: DraftOutside,
    pub(super) blocks: Vec<Block>,
}

/// More words than this are no second line of a box.
const CAPTION_WORDS: usize = 9;
/// More words than this are no name.
const NAME_WORDS: usize = 9;

/// Takes the bodies outside out of a page's blocks; those that the front matter names already are `known`.
pub(super) fn taken(
    blocks: Vec<Block>,
    language: &'static Language,
    known: &[DraftOutside],
    trace: &mut Trace,
    findings: &mut Findings,
) -> (Vec<Block>, Vec<OutsideNamed>) {
    let mut seen: BTreeSet<String> = known.iter().map(|outside| slug(&outside.name)).collect();
    let (mut left, mut found) = (Vec::with_capacity(blocks.len()), Vec::new());
    let mut rest = blocks.into_iter().peekable();
    let mut has_heading = false;
    while let Some(block) = rest.next() {
        let heading = announced(&block, language, has_heading);
        has_heading |= matches!(block, Block::Heading(_));
        let Some((words, depth)) = heading else {
            left.push(block);
            continue;
        };
        // below a heading all down to the next of its depth, below a line the list behind it
        let mut below = Vec::new();
        while let Some(next) = rest.peek() {
            let is_over = match (next, depth) {
                (Block::Heading(next), Some(depth)) => next.depth <= depth,
                (Block::List(_) | Block::Table(_), None) => !below.is_empty(),
                (_, None) => true,
                (_, Some(_)) => false,
            };
            if is_over {
                break;
            }
            below.extend(rest.next());
        }
        let named = named(&below, language);
        if named.is_empty() {
            left.push(block);
            left.append(&mut below);
            continue;
        }
        trace.add(
            words.whole_span(),
            &words,
            ReadAs::Outside,
            "its words say that what stands below is outside",
        );
        let mut names = Vec::new();
        for one in named {
            if seen.insert(slug(&one.draft.name)) {
                names.push(format!("\"{}\"", one.draft.name));
                found.push(one);
            }
        }
        if !names.is_empty() {
            let message = format!("drawn as bodies outside, by the words above them: {}", names.join(", "));
            findings.push(
                Diagnostic::new(Severity::Note, Code::OutsideInferred, message)
                    .at(words.whole_span())
                    .hint("where they are bodies of the page, give the heading other words; to settle them, list them under `govdraw: {outside: …}` in the front matter"),
            );
        }
    }
    (left, found)
}

/// The words of a block that announces bodies outside, and its depth where it is a heading.
fn announced(
    block: &Block,
    language: &'static Language,
    has_heading: bool,
) -> Option<(PlainText, Option<u8>)> {
    let says_so = |text: &PlainText| {
        let words = names::bare(text).flat();
        meaning(words.trim_end_matches([':', '：', ' ']), language).has(Kinds::OUTSIDE)
    };
    match block {
        // the first heading is of the whole page
        Block::Heading(Heading { text, depth, steer: None, .. }) if has_heading && says_so(text) => {
            Some((text.clone(), Some(*depth)))
        }
        Block::Paragraph(text) => {
            let plain = text.flat();
            let is_lead = labels::is_all_bold(text) || plain.ends_with([':', '：']);
            (is_lead && says_so(text)).then(|| (text.clone(), None))
        }
        _ => None,
    }
}

/// Who is named below such words: in lists, in the first column of tables, in headings.
fn named(blocks: &[Block], language: &'static Language) -> Vec<OutsideNamed> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::List(items) => of_list(items, language, &mut found),
            Block::Table(table) => {
                for row in &table.rows {
                    let [name, said @ ..] = row.as_slice() else { continue };
                    let said = if table.header.len() == 2 { said.first() } else { None };
                    found.extend(one(name, said.cloned()));
                }
            }
            Block::Heading(heading) => found.extend(one(&names::bare(&heading.text), None)),
            Block::Paragraph(text) => {
                // what is said below a heading's name is said of that one
                if let Some(last) = found.last_mut() {
                    say(last, text);
                }
            }
            Block::Quote(_) | Block::Code(_) | Block::Steer(..) => {}
        }
    }
    found
}

fn of_list(items: &[ListItem], language: &'static Language, found: &mut Vec<OutsideNamed>) {
    let top = items.iter().map(|item| item.depth).min().unwrap_or(1);
    for item in items {
        if item.depth > top {
            if let Some(last) = found.last_mut() {
                last.blocks.push(Block::Paragraph(item.text.clone()));
            }
            continue;
        }
        let (name, said) = match items::name_and_rest(&item.text, language) {
            Some((name, rest)) => (name, Some(rest).filter(|rest| !rest.is_blank())),
            None => (item.text.clone(), None),
        };
        found.extend(one(&name, said));
    }
}

/// One that has a name.
fn one(name: &PlainText, said: Option<PlainText>) -> Option<OutsideNamed> {
    let words = name.flat();
    let words = words.trim_end_matches(['.', ';', ',', ' ', ':', '：']).to_owned();
    let count = words.split_whitespace().count();
    if words.is_empty() || count > NAME_WORDS || !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let place = Place(Some(name.whole_span()));
    let draft = DraftOutside { name: words, place, ..DraftOutside::default() };
    let mut named = OutsideNamed { draft, blocks: Vec::new() };
    if let Some(said) = said {
        say(&mut named, &said);
    }
    Some(named)
}

/// What the page says of one: its caption where that is short, and what flows are read from in any case.
fn say(named: &mut OutsideNamed, text: &PlainText) {
    let words = text.flat();
    // what stands in brackets may have a stop and spaces of its own
    let bare = without_full_stop(without_full_stop(&words).trim_matches(['(', ')']));
    let is_short = bare.split_whitespace().count() <= CAPTION_WORDS && !bare.contains(". ");
    if named.draft.caption.is_none() && is_short && !bare.is_empty() {
        named.draft.caption = Some(bare.to_owned());
    }
    named.blocks.push(Block::Paragraph(text.clone()));
}
