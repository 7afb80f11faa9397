//! The blocks of a page before they are read: what stands on it in another form than Markdown's own is given that form.
use super::evidence::is_ranked;
use super::tables;
use super::tree;
use crate::input::page::{Block, Heading, ListItem, Steer, Table};
use crate::input::text::PlainText;
use crate::words::{Kinds, fold, is_dated, kinds_of};
use std::collections::BTreeMap;

/// Tables upright, lettered lines as lists, headings without the number or the kind that their siblings have too.
pub(super) fn tidied(blocks: Vec<Block>) -> Vec<Block> {
    let blocks: Vec<Block> = blocks
        .into_iter()
        .flat_map(|block| match block {
            Block::Table(table) => vec![Block::Table(tables::upright(table))],
            Block::Paragraph(text) => lettered(text),
            Block::List(items) => of_rows(items),
            other => vec![other],
        })
        .collect();
    let mut blocks = ranked_lines(blocks);
    unnumber(&mut blocks);
    without_kinds(&mut blocks);
    tree::without_second_title(blocks)
}

/// A list whose items hold lists alone, as many items in each, is a table: its first item is the header.
fn of_rows(mut items: Vec<ListItem>) -> Vec<Block> {
    let is_row = |item: &ListItem| item.text.is_blank();
    if !items.iter().any(is_row) {
        return vec![Block::List(items)];
    }
    let span = Block::List(items.clone()).span();
    let mut rows: Vec<Vec<PlainText>> = Vec::new();
    let mut is_table = items.iter().all(|item| item.depth <= 2 && is_row(item) == (item.depth == 1));
    for item in &items {
        match rows.last_mut() {
            Some(row) if item.depth > 1 => row.push(item.text.clone()),
            _ => rows.push(Vec::new()),
        }
    }
    let columns = rows.first().map_or(0, Vec::len);
    is_table &= columns > 1 && rows.len() > 1 && rows.iter().all(|row| row.len() == columns);
    if is_table {
        let header = rows.remove(0);
        return vec![Block::Table(tables::upright(Table { header, rows, span }))];
    }
    items.retain(|item| !item.text.is_blank());
    vec![Block::List(items)]
}

/// Paragraphs in a row that each start with a label that ranks are the items of a list: `**Strategic level:** board`.
fn ranked_lines(blocks: Vec<Block>) -> Vec<Block> {
    const LABEL_WORDS: usize = 4;
    let label = |line: &PlainText| {
        let (label, rest) = line.as_str().split_once(':')?;
        let is_label = label.split_whitespace().count() <= LABEL_WORDS && !rest.trim().is_empty();
        is_label.then(|| label.to_owned())
    };
    let is_labelled = |block: &Block| match block {
        Block::Paragraph(text) => text.lines().iter().filter(|line| label(line).is_some()).count(),
        _ => 0,
    };
    // one line alone makes no list, so that its words need not be looked up
    let labelled: Vec<usize> = blocks.iter().map(is_labelled).collect();
    let count = |at: Option<usize>| at.and_then(|at| labelled.get(at)).copied().unwrap_or_default();
    let may_be_items: Vec<bool> = (0..labelled.len())
        .map(|at| count(Some(at)) + count(at.checked_sub(1)) + count(Some(at + 1)) > 1)
        .collect();
    let is_ranked = |line: &PlainText| label(line).is_some_and(|label| is_ranked(&label));
    let mut out = Vec::new();
    let mut run: Vec<ListItem> = Vec::new();
    let flush = |run: &mut Vec<ListItem>, out: &mut Vec<Block>| {
        let items = std::mem::take(run);
        if items.len() > 1 {
            out.push(Block::List(items));
        } else {
            out.extend(items.into_iter().map(|item| Block::Paragraph(item.text)));
        }
    };
    for (block, may_be) in blocks.into_iter().zip(may_be_items) {
        match block {
            Block::Paragraph(text) if may_be && text.lines().iter().all(&is_ranked) => {
                run.extend(text.lines().into_iter().map(|text| ListItem { text, depth: 1 }));
            }
            other => {
                flush(&mut run, &mut out);
                out.push(other);
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

/// How lines of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListMarks {
    /// `a)`, `(a)`.
    Letters,
    /// `I –`, `i)`.
    Romans,
}

/// Lines that start with `a)`, `b)` or `I –`, `II –` are a list, which Markdown does not know.
fn lettered(text: PlainText) -> Vec<Block> {
    let lines = text.lines();
    let found = [ListMarks::Letters, ListMarks::Romans].into_iter().find_map(|marks| {
        let first = lines.iter().position(|line| mark_of(line, marks, 0).is_some())?;
        Some((marks, first))
    });
    let Some((marks, first)) = found else { return vec![Block::Paragraph(text)] };
    let mut items: Vec<ListItem> = Vec::new();
    for line in lines.iter().skip(first) {
        match mark_of(line, marks, items.len()) {
            Some(end) => items.push(ListItem { text: line.slice(end..line.as_str().len()), depth: 1 }),
            None => {
                if let Some(item) = items.last_mut() {
                    let at = line.whole_span().start;
                    item.text.push(" ", crate::diagnostic::Span { start: at, end: at });
                    item.text.append(line);
                }
            }
        }
    }
    let mut blocks = Vec::new();
    let lead: Vec<PlainText> = lines.into_iter().take(first).filter(|line| !line.is_blank()).collect();
    if let Some((head, rest)) = lead.split_first() {
        blocks.push(Block::Paragraph(super::passages::joined(head, rest, "\n")));
    }
    for item in &mut items {
        let kept = item.text.as_str().trim_end().trim_end_matches([';', '；', ',']).len();
        item.text = item.text.slice(0..kept);
    }
    blocks.push(Block::List(items));
    blocks
}

/// Where the mark ends that a line has as item `at`, from 0, of such a list.
fn mark_of(line: &PlainText, marks: ListMarks, at: usize) -> Option<usize> {
    const ROMANS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    let plain = line.as_str();
    let trimmed = plain.trim_start();
    let open = trimmed.strip_prefix('(').unwrap_or(trimmed);
    let mark: String = open.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = open.get(mark.len()..)?;
    let is_next = match marks {
        ListMarks::Letters => {
            let letter = u8::try_from(at).ok().and_then(|at| b'a'.checked_add(at)).map(char::from);
            mark.len() == 1 && mark.chars().next() == letter
        }
        ListMarks::Romans => ROMANS.get(at).is_some_and(|roman| *roman == mark.to_ascii_lowercase()),
    };
    let sign = rest.strip_prefix(')').or_else(|| {
        let dashed = rest
            .strip_prefix(" – ")
            .or_else(|| rest.strip_prefix(" — "))
            .or_else(|| rest.strip_prefix(" - "));
        dashed.filter(|_| marks == ListMarks::Romans && mark.chars().all(|c| c.is_ascii_uppercase()))
    })?;
    let words = sign.trim_start();
    (is_next && !words.is_empty()).then(|| plain.len() - words.len())
}

/// Headings of one depth that run 1, 2, 3 are numbered, whatever stands behind the number.
fn unnumber(blocks: &mut [Block]) {
    for depth in 1..=6 {
        let number = |heading: &Heading| {
            let plain = heading.text.as_str();
            let digits = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = plain.get(digits..)?;
            let starts = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic);
            let number: usize = plain.get(..digits)?.parse().ok().filter(|_| starts)?;
            Some((number, plain.len() - rest.trim_start().len()))
        };
        let mut numbered: Vec<(&mut Heading, usize)> = Vec::new();
        let mut runs = true;
        for block in blocks.iter_mut() {
            if let Block::Heading(heading) = block
                && heading.depth == depth
                && let Some((found, start)) = number(heading)
            {
                runs &= found == numbered.len() + 1;
                numbered.push((heading, start));
            }
        }
        if runs && numbered.len() > 1 {
            for (heading, start) in numbered {
                heading.text = heading.text.slice(start..heading.text.as_str().len());
            }
        }
    }
}

/// `Role: Model owner` beside `Role: Model validator`: a word for the kind before a colon is no part of the names. A body's
/// noun goes behind the name: `Committee: Finance` is the Finance Committee.
fn without_kinds(blocks: &mut [Block]) {
    let kind_of = |heading: &Heading| {
        let plain = heading.text.as_str();
        let at = plain.find(':')?;
        let kind = plain.get(..at)?.trim();
        let kinds = kinds_of(kind);
        let others = Kinds::LEVEL
            .union(Kinds::TIER)
            .union(Kinds::CHAIR)
            .union(Kinds::NUMBERING)
            .union(Kinds::CADENCE)
            .union(Kinds::NAME_COLUMN);
        let is_kind = !kind.contains(' ') && kinds.has(Kinds::COLUMN_BODY) && !kinds.has(others);
        let name = plain.get(at + 1..)?.trim();
        let has_name = !name.is_empty() && !is_dated(name);
        (is_kind && has_name).then(|| (heading.depth, fold(kind)))
    };
    let headings: Vec<&Heading> = blocks
        .iter()
        .filter_map(|block| if let Block::Heading(heading) = block { Some(heading) } else { None })
        .collect();
    // the first names the page
    let highest = headings.iter().skip(1).map(|heading| heading.depth).min();
    let mut counts: BTreeMap<(u8, String), usize> = BTreeMap::new();
    for kind in headings.iter().filter_map(|heading| kind_of(heading)) {
        *counts.entry(kind).or_default() += 1;
    }
    for block in blocks.iter_mut() {
        let Block::Heading(heading) = block else { continue };
        let Some(kind) = kind_of(heading).filter(|kind| counts.get(kind).is_some_and(|count| *count > 1))
        else {
            continue;
        };
        let text = heading.text.clone();
        let plain = text.as_str();
        let colon = plain.find(':').unwrap_or(0);
        let behind = plain.get(colon + 1..).unwrap_or_default().trim_start();
        let mut name = text.slice(plain.len() - behind.len()..plain.len());
        if kinds_of(&kind.1).has(Kinds::BODY) {
            name.push(" ", text.span(0..0));
            name.append(&text.slice(0..colon));
        }
        heading.text = name;
        if Some(heading.depth) == highest {
            heading.steer = heading.steer.or(Some(Steer::Function));
        }
    }
}
