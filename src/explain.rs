//! What each finding means, an example of it, and the mend: the sections of `docs/findings.md`, so that people and
//! programs are told the same.

/// A finding's section of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Its code's name.
    pub code: &'static str,
    /// All of the section below its heading, as Markdown.
    pub text: &'static str,
    /// What it means; the first sentence says it in short.
    pub meaning: &'static str,
    /// A page that has it, and the command that meets it where that is not `govdraw lint`: fenced blocks.
    pub example: &'static str,
    /// What to do about it.
    pub mend: &'static str,
}

impl Explanation {
    /// What it means in a sentence.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        let end = self.meaning.find(". ").or_else(|| self.meaning.find(".\n"));
        end.and_then(|end| self.meaning.get(..=end)).unwrap_or(self.meaning)
    }
}

/// The document, which is written for people.
const DOCUMENT: &str = include_str!("../docs/findings.md");

/// What a heading of a finding starts with; others only group them.
const MARKS: &str = "### ";
/// What a block of code starts and ends with.
const FENCE: &str = "```";

/// Every explanation, in the document's order.
#[must_use]
pub fn all() -> Vec<Explanation> {
    sections(DOCUMENT)
}

/// The explanation of a code; none for a name that no code has.
#[must_use]
pub fn of(code: &str) -> Option<Explanation> {
    all().into_iter().find(|explanation| explanation.code == code)
}

fn sections(document: &'static str) -> Vec<Explanation> {
    let headings = headings(document);
    let ends = headings.iter().skip(1).map(|heading| heading.start).chain([document.len()]);
    let code = |(heading, end): (&Heading, usize)| {
        let text = document.get(heading.body..end)?.trim();
        Some(explanation(heading.words.strip_prefix(MARKS)?.trim(), text))
    };
    headings.iter().zip(ends).filter_map(code).collect()
}

/// Meaning, example and mend are what stands before the first fence, between it and the last, and behind.
fn explanation(code: &'static str, text: &'static str) -> Explanation {
    let first = text.find(FENCE).unwrap_or(text.len());
    let last = text.rfind(FENCE).map_or(text.len(), |last| last + FENCE.len());
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().trim();
    let (meaning, example, mend) = (part(0..first), part(first..last), part(last..text.len()));
    Explanation { code, text, meaning, example, mend }
}

struct Heading {
    /// Where its line starts.
    start: usize,
    /// Where the next line does.
    body: usize,
    words: &'static str,
}

/// The headings; pages in examples have some of their own, which are none of the document's.
fn headings(document: &'static str) -> Vec<Heading> {
    // the marks of the block that is open: one of more marks may hold blocks of fewer
    let (mut headings, mut at, mut open) = (Vec::new(), 0, None);
    for line in document.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let marks = line.len() - line.trim_start_matches('`').len();
        if marks >= FENCE.len() {
            match open {
                None => open = Some(marks),
                Some(marks_open) if marks_open == marks => open = None,
                Some(_) => {}
            }
        } else if line.starts_with('#') && open.is_none() {
            headings.push(Heading { start, body: at, words: line });
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::{of, sections};

    #[test]
    fn a_page_in_an_example_ends_no_section() {
        let document = "# A\n\n## B\n\n### c\n\nMeans. More.\n\n```markdown\n## D\n### E\n```\n\n```sh\nf\n```\n\nMend: g.\n\n## H\n";
        let found = sections(document);
        assert_eq!(found.len(), 1);
        let c = found[0];
        assert_eq!((c.code, c.meaning, c.sentence(), c.mend), ("c", "Means. More.", "Means.", "Mend: g."));
        assert_eq!(c.example, "```markdown\n## D\n### E\n```\n\n```sh\nf\n```");
        assert!(c.text.starts_with("Means.") && c.text.ends_with("g."));
    }

    #[test]
    fn no_other_name_is_explained() {
        assert_eq!(of("Findings"), None);
        assert!(of("no-levels").is_some());
    }
}
