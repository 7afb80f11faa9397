//! The outline of a page: its sections, the functions' headings in them, and what stands below each.
use super::page::{Block, Heading};
use super::text::Text;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// A page by its headings.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The first heading above the levels' depth.
    pub(super) title: Option<Heading>,
    /// What stands before the first section.
    pub(super) lead: Vec<Block>,
    /// The sections at the levels' depth, in page order.
    pub(super) sections: Vec<Section>,
}

/// A heading at the levels' depth and all that belongs to it.
#[derive(Debug)]
pub(super) struct Section {
    /// None where functions' headings stand before the first section.
    pub(super) heading: Option<Heading>,
    /// What stands before the first function's heading.
    pub(super) own: Vec<Block>,
    /// Headings one depth below, with what stands under each.
    pub(super) parts: Vec<Part>,
}

/// A heading at the functions' depth and all that belongs to it.
#[derive(Debug)]
pub(super) struct Part {
    /// The heading.
    pub(super) heading: Heading,
    /// What stands under it, deeper headings included.
    pub(super) body: Vec<Block>,
}

/// Sorts blocks under their headings, levels' headings being of `depth`.
pub(super) fn outline(blocks: Vec<Block>, depth: u8, findings: &mut Findings) -> Outline {
    let mut outline = Outline::default();
    // a heading above the levels' depth, after the first section, ends that section: what follows is no level's
    let mut is_outside = false;
    for block in blocks {
        match spaced(block, findings) {
            Block::Heading(heading) if heading.text.is_blank() => findings.push(empty(&heading)),
            Block::Heading(heading) if heading.depth < depth => {
                is_outside = !outline.sections.is_empty();
                outline.title.get_or_insert(heading);
            }
            Block::Heading(heading) if heading.depth == depth => {
                is_outside = false;
                outline.sections.push(Section { heading: Some(heading), own: Vec::new(), parts: Vec::new() });
            }
            _ if is_outside => {}
            Block::Heading(heading) if heading.depth == depth + 1 => {
                if outline.sections.is_empty() {
                    outline.sections.push(Section { heading: None, own: Vec::new(), parts: Vec::new() });
                }
                if let Some(section) = outline.sections.last_mut() {
                    section.parts.push(Part { heading, body: Vec::new() });
                }
            }
            block => match outline.sections.last_mut() {
                None => outline.lead.push(block),
                Some(section) => match section.parts.last_mut() {
                    None => section.own.push(block),
                    Some(part) => part.body.push(block),
                },
            },
        }
    }
    outline
}

/// What stands under an empty heading belongs to the one above.
fn empty(heading: &Heading) -> Diagnostic {
    let marks = "#".repeat(heading.depth.into());
    Diagnostic::new(Severity::Warning, Code::EmptyHeading, "a heading without a word is passed over")
        .at(heading.text.span(0..0))
        .hint(format!("write its name behind the marks, as in `{marks} Name`, or delete the line"))
}

/// `###Product` is no heading to Markdown: the space behind the marks is missing. It is read as the heading it means.
fn spaced(block: Block, findings: &mut Findings) -> Block {
    let Block::Paragraph(text) = &block else { return block };
    let plain = text.as_str();
    let words = plain.trim_start_matches('#');
    let depth = plain.len() - words.len();
    let is_heading = (2..=6).contains(&depth)
        && words.starts_with(char::is_alphanumeric)
        && !words.contains('\n')
        && words.chars().count() <= LONGEST_HEADING_CHARS;
    if !is_heading {
        return block;
    }
    let heading = text.slice(depth..plain.len());
    let marks = "#".repeat(depth);
    findings.push(
        Diagnostic::new(
            Severity::Warning,
            Code::MissingHeadingMarks,
            format!("\"{}\" is read as a heading, though no space follows its `{marks}`", heading.flat()),
        )
        .at(text.whole_span())
        .hint(format!("put a space after the marks: `{marks} {}`", heading.flat())),
    );
    let depth = u8::try_from(depth).unwrap_or(6);
    Block::Heading(Heading { depth, text: heading, link: None })
}

/// A line longer than this is a sentence rather than a heading that lost its marks.
pub(super) const LONGEST_HEADING_CHARS: usize = 60;

/// A heading's words without the number it may start with: `1. Appoint`, `2) Build`, `3.1 Plan`.
pub(super) fn without_number(text: &Text) -> Text {
    let plain = text.as_str();
    let number = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = plain.len() - number.len();
    let has_digit = plain.starts_with(|c: char| c.is_ascii_digit());
    let has_mark = plain.get(..digits).is_some_and(|n| n.contains('.')) || number.starts_with(')');
    let rest = number.trim_start_matches(')');
    if has_digit && has_mark && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() {
        let rest = rest.trim_start();
        text.slice(plain.len() - rest.len()..plain.len())
    } else {
        text.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::without_number;
    use crate::diagnostic::Span;
    use crate::input::text::Text;

    #[test]
    fn a_leading_number_is_no_part_of_a_name() {
        let bare = |s: &str| without_number(&Text::new(s, Span { start: 0, end: s.len() })).flat();
        assert_eq!(bare("1. Appoint leaders"), "Appoint leaders");
        assert_eq!(bare("2) Build teams"), "Build teams");
        assert_eq!(bare("3.1 Plan"), "Plan");
        assert_eq!(bare("3 lines of defence"), "3 lines of defence");
        assert_eq!(bare("24/7 support"), "24/7 support");
        assert_eq!(bare("1."), "1.");
        assert_eq!(bare("Level 1. Board"), "Level 1. Board");
    }
}
