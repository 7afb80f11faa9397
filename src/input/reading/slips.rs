//! Slips that were really made on published pages, recovered and reported.
use super::tree::HeadingTree;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::input::page::{Block, Heading};
use crate::input::roles;
use crate::input::text::PlainText;
use crate::words::{Kinds, is_dated, is_edged_by_level_word, kinds_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// A line longer than this is a sentence rather than a heading that lost its marks.
const LONGEST_HEADING_CHARS: usize = 60;

/// A level whose heading was given one mark too many becomes a section again, with the functions behind it. Where all
/// headings below one rank, none has a mark too many: the one above only gathers them.
pub(super) fn promote_levels(
    tree: &mut HeadingTree,
    own_label: Option<&str>,
    is_named: impl Fn(&str) -> bool,
    findings: &mut Findings,
) {
    let mut at = 0;
    while at < tree.sections.len() {
        if let Some(child) = first_demoted(tree, at, own_label, &is_named) {
            promote(tree, at, child, findings);
        }
        at += 1;
    }
}

/// The first heading below a level that is a level itself.
fn first_demoted(
    tree: &HeadingTree,
    at: usize,
    own_label: Option<&str>,
    is_named: &impl Fn(&str) -> bool,
) -> Option<usize> {
    let section = tree.sections.get(at)?;
    let is_level = |at: usize| tree.sections.get(at).is_some_and(|s| s.is_ranked || is_named(&s.name()));
    let first = *section.children.first()?;
    let is_wrapper = !is_level(at) && (section.children.len() == 1 || is_level(first));
    let ranked = section.children.iter().filter(|child| is_level(**child)).count();
    let is_all = ranked > 1 && ranked == section.children.len();
    if is_wrapper || is_all || (is_level(first) && ranked > 1 && !is_level(at)) {
        return None;
    }
    section.children.iter().copied().enumerate().find_map(|(place, child)| {
        let this = tree.sections.get(child)?;
        let name = this.name();
        let has_functions = place + 1 < section.children.len();
        let is_depth = this.heading.depth == section.heading.depth + 1;
        let said = is_named(&name)
            || (is_edged_by_level_word(&name)
                && is_level(at)
                && !is_dated(&name)
                && has_functions
                && !this.own.iter().any(|block| holds_roles(block, own_label)));
        (said && is_depth).then_some(child)
    })
}

fn promote(tree: &mut HeadingTree, at: usize, child: usize, findings: &mut Findings) {
    let parent = tree.parent(at);
    let following: Vec<usize> = match tree.sections.get_mut(at) {
        Some(section) => {
            let place = section.children.iter().position(|c| *c == child).unwrap_or(section.children.len());
            let mut tail = section.children.split_off(place);
            tail.remove(0);
            tail
        }
        None => return,
    };
    for inner in &following {
        if let Some(section) = tree.sections.get_mut(*inner) {
            section.parent = Some(child);
        }
    }
    if let Some(section) = tree.sections.get_mut(child) {
        let name = section.name();
        let (marks, wanted) =
            ("#".repeat(section.heading.depth.into()), "#".repeat(usize::from(section.heading.depth) - 1));
        findings.push(
            Diagnostic::new(
                Severity::Warning,
                Code::DemotedLevel,
                format!("\"{name}\" is read as a level, though its heading has the marks of a function"),
            )
            .at(section.heading.text.whole_span())
            .hint(format!("write `{wanted} {name}` in place of `{marks} {name}`"))
            .mend(mark_before(&section.heading), "# ", " "),
        );
        section.heading.depth -= 1;
        section.parent = parent;
        section.children.extend(following);
        section.children.sort_unstable();
    }
    let siblings = match parent.and_then(|parent| tree.sections.get_mut(parent)) {
        Some(parent) => &mut parent.children,
        None => &mut tree.roots,
    };
    let place = siblings.iter().position(|s| *s == at).map_or(siblings.len(), |place| place + 1);
    siblings.insert(place, child);
}

/// The last mark of a heading with the space behind it, where one space is there.
fn mark_before(heading: &Heading) -> Range<usize> {
    let start = heading.text.whole_span().start;
    start.saturating_sub(2)..start
}

/// The finding for a dated heading.
pub(super) fn dated(heading: &Heading) -> Diagnostic {
    let name = heading.text.flat();
    Diagnostic::new(
        Severity::Warning,
        Code::DatedHeading,
        format!("\"{name}\" is taken for an entry of a change log and not drawn"),
    )
    .at(heading.text.whole_span())
    .hint("keep the change log below a heading of its own, such as `## Change log`, at the end of the page")
}

/// The page's blocks with the headings that lost their marks in the levels: a short line, then a description, then roles.
/// None where no heading did.
pub(super) fn restore_headings(
    tree: &HeadingTree,
    levels: &[usize],
    own_label: Option<&str>,
    findings: &mut Findings,
) -> Option<Vec<Block>> {
    let mut lost: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for level in levels {
        let Some(section) = tree.sections.get(*level) else { continue };
        let depth = section.heading.depth + 1;
        for (at, is_function) in
            std::iter::once((*level, false)).chain(section.children.iter().map(|child| (*child, true)))
        {
            let Some(section) = tree.sections.get(at) else { continue };
            let starts = starts_of(&section.own, is_function, own_label);
            for start in &starts {
                if let Some(Block::Paragraph(text)) = section.own.get(*start) {
                    findings.push(missing_marks(text, depth));
                }
            }
            if !starts.is_empty() {
                lost.insert(at, starts);
            }
        }
    }
    if lost.is_empty() {
        return None;
    }
    let depths: BTreeMap<usize, u8> = levels
        .iter()
        .filter_map(|level| tree.sections.get(*level).map(|section| (level, section)))
        .flat_map(|(level, section)| {
            let depth = section.heading.depth + 1;
            std::iter::once(*level).chain(section.children.iter().copied()).map(move |at| (at, depth))
        })
        .collect();
    let mut blocks = Vec::new();
    blocks.extend(tree.title.clone().map(Block::Heading));
    blocks.extend(tree.lead.iter().cloned());
    for (at, section) in tree.sections.iter().enumerate() {
        blocks.push(Block::Heading(section.heading.clone()));
        let starts = lost.get(&at);
        for (place, block) in section.own.iter().enumerate() {
            match block {
                Block::Paragraph(text) if starts.is_some_and(|starts| starts.contains(&place)) => {
                    let depth = depths.get(&at).copied().unwrap_or(3);
                    blocks.push(Block::Heading(Heading {
                        depth,
                        text: text.clone(),
                        link: None,
                        steer: None,
                    }));
                }
                block => blocks.push(block.clone()),
            }
        }
    }
    Some(blocks)
}

/// Where in a body functions start whose headings lost their marks.
fn starts_of(body: &[Block], is_function: bool, own_label: Option<&str>) -> Vec<usize> {
    // the roles that a heading would announce, counted from the end: how many stand at or after each block
    let mut roles_after = vec![0_usize; body.len() + 1];
    for (i, block) in body.iter().enumerate().rev() {
        let here = usize::from(holds_roles(block, own_label));
        if let (Some(after), Some(slot)) = (roles_after.get(i + 1).copied(), roles_after.get_mut(i)) {
            *slot = after + here;
        }
    }
    let after = |i: usize| roles_after.get(i).copied().unwrap_or(0);
    let could_start: Vec<usize> = (0..body.len())
        .filter(|i| {
            // the first line below a heading is that function's own
            let is_first_of_function = is_function && *i == 0;
            let describes = match body.get(i + 1) {
                Some(Block::Paragraph(text)) => roles::part(text, own_label).label.is_none(),
                Some(Block::List(_)) => true,
                _ => false,
            };
            !is_first_of_function
                && describes
                && after(i + 1) > 0
                && body.get(*i).is_some_and(|block| lone_short_line(block, own_label))
        })
        .collect();
    let ends = could_start.iter().skip(1).copied().chain([body.len()]);
    // the roles must come before the next such line, or they are not this one's
    could_start
        .iter()
        .copied()
        .zip(ends)
        .filter(|(start, end)| after(*start) > after(*end))
        .map(|(start, _)| start)
        .collect()
}

fn missing_marks(line: &PlainText, depth: u8) -> Diagnostic {
    let (name, marks) = (line.flat(), "#".repeat(depth.into()));
    let start = line.whole_span().start;
    Diagnostic::new(
        Severity::Warning,
        Code::MissingHeadingMarks,
        format!("\"{name}\" is read as a function, though its heading has lost its `{marks}`"),
    )
    .at(line.whole_span())
    .hint(format!("write `{marks} {name}`"))
    .mend(start..start, "", format!("{marks} "))
}

/// Whether a block is one short line that does not end like a sentence, and is not set bold.
fn lone_short_line(block: &Block, own_label: Option<&str>) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let line = text.as_str().trim();
    !line.contains('\n')
        && line.chars().count() <= LONGEST_HEADING_CHARS
        && !line.ends_with(|c: char| ".:;,!?…。：！？؟،".contains(c))
        && line.contains(char::is_alphabetic)
        && !super::labels::is_all_bold(text)
        && !is_labelled(line)
        && roles::part(text, own_label).label.is_none()
}

/// Whether a line says something of a body behind a label: `Deputy: vice-president`.
fn is_labelled(line: &str) -> bool {
    let said = Kinds::OF_A_BODY.union(Kinds::MARKED).union(super::content::RELATION_KINDS);
    line.split_once([':', '：'])
        .is_some_and(|(label, rest)| !rest.trim().is_empty() && kinds_of(label).has(said))
}

fn holds_roles(block: &Block, own_label: Option<&str>) -> bool {
    match block {
        Block::Paragraph(text) => roles::part(text, own_label).label.is_some(),
        Block::List(items) => items.iter().any(|item| roles::part(&item.text, own_label).label.is_some()),
        Block::Heading(heading) => roles::is_label(heading.text.as_str(), own_label),
        Block::Table(_) | Block::Quote(_) | Block::Code(_) | Block::Steer(..) => false,
    }
}
