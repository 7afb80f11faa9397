//! Slips that were really made on published pages, recovered and reported.
use super::outline::{LONGEST_HEADING_CHARS, Part, Section};
use super::page::{Block, Heading};
use super::roles;
use super::text::Text;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::words::{is_dated, is_edged_by_level_word};

/// A level whose heading was given one mark too many becomes a section again, with the functions behind it.
pub(super) fn promote_levels(
    sections: Vec<Section>,
    own_label: Option<&str>,
    is_named: impl Fn(&str) -> bool,
    findings: &mut Findings,
) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::with_capacity(sections.len());
    for mut section in sections {
        let parts = std::mem::take(&mut section.parts);
        out.push(section);
        let mut parts = parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            let name = part.heading.text.flat();
            let has_functions = parts.peek().is_some();
            let is_level = is_named(&name)
                || (is_edged_by_level_word(&name)
                    && !is_dated(&name)
                    && has_functions
                    && !part.body.iter().any(|block| holds_roles(block, own_label)));
            if !is_level {
                if let Some(section) = out.last_mut() {
                    section.parts.push(part);
                }
                continue;
            }
            let (marks, wanted) =
                ("#".repeat(part.heading.depth.into()), "#".repeat(usize::from(part.heading.depth) - 1));
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::DemotedLevel,
                    format!("\"{name}\" is read as a level, though its heading has the marks of a function"),
                )
                .at(part.heading.text.whole_span())
                .hint(format!("write `{wanted} {name}` in place of `{marks} {name}`")),
            );
            let heading = Heading { depth: part.heading.depth - 1, ..part.heading };
            out.push(Section { heading: Some(heading), own: part.body, parts: Vec::new() });
        }
    }
    out
}

/// An entry of a change log that stands among the functions is left out.
pub(super) fn drop_dated(section: &mut Section, findings: &mut Findings) {
    section.parts.retain(|part| {
        let name = part.heading.text.flat();
        let keep = !is_dated(&name);
        if !keep {
            findings.push(dated(&part.heading));
        }
        keep
    });
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

/// Functions whose headings lost their marks: a short line, then a description, then roles.
pub(super) fn restore_headings(
    section: Section,
    depth: u8,
    own_label: Option<&str>,
    findings: &mut Findings,
) -> Section {
    let mut out = Section { heading: section.heading, own: Vec::new(), parts: Vec::new() };
    let (own, found) = split_body(section.own, None, depth, own_label, findings);
    out.own = own;
    out.parts.extend(found);
    for part in section.parts {
        let (body, found) = split_body(part.body, Some(&part.heading), depth, own_label, findings);
        out.parts.push(Part { heading: part.heading, body });
        out.parts.extend(found);
    }
    out
}

/// What belongs to the heading above, and the functions that start below it without a mark.
fn split_body(
    body: Vec<Block>,
    above: Option<&Heading>,
    depth: u8,
    own_label: Option<&str>,
    findings: &mut Findings,
) -> (Vec<Block>, Vec<Part>) {
    // the roles that a heading would announce, counted from the end: how many stand at or after each block
    let mut roles_after = vec![0_usize; body.len() + 1];
    for (i, block) in body.iter().enumerate().rev() {
        roles_after[i] = roles_after[i + 1] + usize::from(holds_roles(block, own_label));
    }
    let is_start: Vec<bool> = (0..body.len())
        .map(|i| {
            // the first line below a heading is that function's own
            let is_first_of_function = above.is_some() && i == 0;
            let describes = match body.get(i + 1) {
                Some(Block::Paragraph(text)) => roles::part(text, own_label).label.is_none(),
                Some(Block::List(_)) => true,
                _ => false,
            };
            !is_first_of_function
                && describes
                && roles_after[i + 1] > 0
                && lone_short_line(&body[i], own_label)
        })
        .collect();
    let mut kept = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for (i, block) in body.into_iter().enumerate() {
        match block {
            Block::Paragraph(text) if is_start[i] => {
                // the roles must come before the next such line, or they are not this one's
                let end = (i + 1..is_start.len()).find(|&k| is_start[k]).unwrap_or(is_start.len());
                if roles_after[i] > roles_after[end] {
                    findings.push(missing_marks(&text, depth));
                    parts.push(Part { heading: Heading { depth, text, link: None }, body: Vec::new() });
                    continue;
                }
                push(&mut kept, &mut parts, Block::Paragraph(text));
            }
            block => push(&mut kept, &mut parts, block),
        }
    }
    (kept, parts)
}

fn push(kept: &mut Vec<Block>, parts: &mut [Part], block: Block) {
    match parts.last_mut() {
        Some(part) => part.body.push(block),
        None => kept.push(block),
    }
}

fn missing_marks(line: &Text, depth: u8) -> Diagnostic {
    let (name, marks) = (line.flat(), "#".repeat(depth.into()));
    Diagnostic::new(
        Severity::Warning,
        Code::MissingHeadingMarks,
        format!("\"{name}\" is read as a function, though its heading has lost its `{marks}`"),
    )
    .at(line.whole_span())
    .hint(format!("write `{marks} {name}`"))
}

/// Whether a block is one short line that does not end like a sentence.
fn lone_short_line(block: &Block, own_label: Option<&str>) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let line = text.as_str().trim();
    !line.contains('\n')
        && line.chars().count() <= LONGEST_HEADING_CHARS
        && !line.ends_with(|c: char| ".:;,!?…。：！？؟،".contains(c))
        && line.contains(char::is_alphabetic)
        && roles::part(text, own_label).label.is_none()
}

fn holds_roles(block: &Block, own_label: Option<&str>) -> bool {
    match block {
        Block::Paragraph(text) => roles::part(text, own_label).label.is_some(),
        Block::List(items) => items.iter().any(|item| roles::part(item, own_label).label.is_some()),
        Block::Heading(heading) => roles::is_label(heading.text.as_str(), own_label),
        Block::Table(_) | Block::Quote => false,
    }
}
