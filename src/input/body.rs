//! What stands below one heading: prose, points and roles.
use super::outline::Section;
use super::page::Block;
use super::roles::{self, Parted};
use super::text::Text;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{DraftRole, Place};
use crate::words::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What was read below one heading.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Paragraphs.
    pub(super) prose: Vec<String>,
    /// Items of its lists.
    pub(super) points: Vec<String>,
    /// Items of lists behind a lead-in that several levels share: the level's points, wherever they stand.
    pub(super) shared: Vec<String>,
    /// Who holds it.
    pub(super) roles: Vec<DraftRole>,
}

/// Reads the blocks below a heading.
pub(super) fn read(
    blocks: &[Block],
    shared_lead_ins: &BTreeSet<String>,
    label: Option<&str>,
    findings: &mut Findings,
) -> Body {
    let mut body = Body::default();
    let mut seen = BTreeSet::new();
    let mut announced = 0;
    let mut lead_in: Option<String> = None;
    // a label without roles behind it: they follow as a list
    let mut awaits_roles = false;
    for (i, block) in blocks.iter().enumerate() {
        let next_lead_in = match block {
            Block::Paragraph(text) => {
                let parted = roles::part(text, label);
                if let Some(roles) = &parted.roles {
                    announce(&mut announced, parted.label.as_ref(), findings);
                    report_slip(&parted, findings);
                    awaits_roles = roles.is_blank();
                    add_roles(&mut body, &mut seen, roles);
                } else {
                    awaits_roles = false;
                }
                let lead_in = lead_in_of(&parted.prose, blocks.get(i + 1)).filter(|_| parted.roles.is_none());
                if lead_in.is_none() && !parted.prose.is_empty() {
                    let lines: Vec<String> = parted.prose.iter().map(Text::flat).collect();
                    body.prose.push(lines.join(" "));
                }
                lead_in
            }
            Block::List(items) => {
                let is_shared = lead_in.as_ref().is_some_and(|words| shared_lead_ins.contains(words));
                for item in items {
                    let parted = roles::part(item, label);
                    if let Some(roles) = &parted.roles {
                        announce(&mut announced, parted.label.as_ref(), findings);
                        report_slip(&parted, findings);
                        add_roles(&mut body, &mut seen, roles);
                    } else if awaits_roles {
                        add_roles(&mut body, &mut seen, item);
                    } else if is_shared {
                        body.shared.push(item.flat());
                    } else {
                        body.points.push(item.flat());
                    }
                }
                awaits_roles = false;
                None
            }
            Block::Heading(heading) => {
                awaits_roles = roles::is_label(heading.text.as_str(), label);
                if awaits_roles {
                    announce(&mut announced, Some(&heading.text), findings);
                }
                None
            }
            Block::Table(_) | Block::Quote => None,
        };
        lead_in = next_lead_in;
    }
    body
}

/// Counts the places where roles are announced; the second is worth a finding.
fn announce(announced: &mut usize, label: Option<&Text>, findings: &mut Findings) {
    *announced += 1;
    if *announced == 2 {
        findings.push(
            Diagnostic::new(Severity::Warning, Code::TwoRoleLines, "this function announces its roles twice")
                .at(label.map(Text::whole_span))
                .hint("move these roles to the end of the first line"),
        );
    }
}

/// A finding for a label with a slip in it.
fn report_slip(parted: &Parted, findings: &mut Findings) {
    let (Some(label), Some(meant)) = (&parted.label, parted.meant) else { return };
    let written = label.as_str().trim_end_matches([':', '：']).trim();
    let is_capital = written.starts_with(char::is_uppercase);
    let mut letters = meant.chars();
    let first = letters.next().map(|c| if is_capital { c.to_uppercase().to_string() } else { c.to_string() });
    let right = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    findings.push(
        Diagnostic::new(
            Severity::Warning,
            Code::MisspeltLabel,
            format!("\"{written}\" is read as \"{right}\", which announces roles"),
        )
        .at(label.whole_span())
        .hint(format!("write `{right}:`")),
    );
}

fn add_roles(body: &mut Body, seen: &mut BTreeSet<String>, roles: &Text) {
    for role in roles::split(roles) {
        let name = role.flat();
        if seen.insert(fold(&name)) {
            body.roles.push(DraftRole { name, place: Place(Some(role.whole_span())) });
        }
    }
}

/// The folded words of a paragraph that ends in a colon before a list or a quote, and so only introduces it.
fn lead_in_of(prose: &[Text], next: Option<&Block>) -> Option<String> {
    let words = prose.iter().map(Text::flat).collect::<Vec<_>>().join(" ");
    let introduces = matches!(next, Some(Block::List(_) | Block::Quote)) && words.ends_with([':', '：']);
    introduces.then(|| fold(&words))
}

/// The lead-ins that stand in two or more levels.
pub(super) fn shared_lead_ins(levels: &[Section]) -> BTreeSet<String> {
    let mut levels_with: BTreeMap<String, usize> = BTreeMap::new();
    for section in levels {
        let mut here = BTreeSet::new();
        for blocks in std::iter::once(&section.own).chain(section.parts.iter().map(|part| &part.body)) {
            for (i, block) in blocks.iter().enumerate() {
                if let Block::Paragraph(text) = block
                    && matches!(blocks.get(i + 1), Some(Block::List(_)))
                {
                    here.extend(lead_in_of(&text.lines(), blocks.get(i + 1)));
                }
            }
        }
        for words in here {
            *levels_with.entry(words).or_default() += 1;
        }
    }
    levels_with.into_iter().filter(|(_, levels)| *levels > 1).map(|(words, _)| words).collect()
}

/// The paragraphs among blocks, lead-ins left out.
pub(super) fn prose(blocks: &[Block]) -> Vec<Text> {
    let mut paragraphs = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        if let Block::Paragraph(text) = block
            && lead_in_of(&text.lines(), blocks.get(i + 1)).is_none()
        {
            paragraphs.push(text.clone());
        }
    }
    paragraphs
}
