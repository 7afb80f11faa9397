//! What a page's author means as it is: findings that are accepted, by their codes, and that a page is none.
//!
//! `govdraw: {allow: [no-roles]}` in front matter is for the whole page. A comment `<!-- govdraw-allow: no-roles -->`
//! before anything else of a page is, too; behind words it is for their line, or for a section where they are its heading;
//! on lines of its own it is for what follows: the section where that is a heading, else the lines up to the next blank one.
//! In YAML, `# govdraw-allow: no-roles` before the first key is for all of it, behind a value for its line, else for the next.
use super::Format;
use super::front;
use super::tree::{self, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span, Warned};
use crate::model::nearest;
use comments::Comment;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

mod comments;

/// The findings that a page accepts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    list: Vec<Allowance>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowance {
    code: Code,
    /// Where the code stands.
    span: Span,
    /// Where findings start that it accepts; everywhere, those about the whole page too, where there is none.
    reach: Option<Range<usize>>,
}

/// Findings without those that are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted<T> {
    /// What is left.
    pub findings: Vec<T>,
    /// Notes on codes that stand for errors, which cannot be accepted.
    pub refused: Vec<Diagnostic>,
    /// Notes on codes that accept nothing: they can go, if every check has been made.
    pub unused: Vec<Diagnostic>,
}

impl Allowed {
    /// Takes out of a page's findings those that it accepts; `key` tells of each how bad it is, its code's name and its
    /// place.
    #[must_use]
    pub fn accept<T>(
        &self,
        findings: Vec<T>,
        key: impl Fn(&T) -> (Severity, &str, Option<Span>),
    ) -> Accepted<T> {
        let mut by_code: BTreeMap<&str, Vec<(usize, &Allowance)>> = BTreeMap::new();
        for (index, allowance) in self.list.iter().enumerate() {
            by_code.entry(allowance.code.name()).or_default().push((index, allowance));
        }
        let (mut used, mut errors) = (BTreeSet::new(), BTreeSet::new());
        let mut accepts = |finding: &T| {
            let (severity, code, span) = key(finding);
            let mut found = false;
            for (index, _) in by_code.get(code).into_iter().flatten().filter(|(_, one)| one.reaches(span)) {
                found = severity != Severity::Error;
                if found {
                    used.insert(*index)
                } else {
                    errors.insert(*index)
                };
            }
            found
        };
        let findings = findings.into_iter().filter(|finding| !accepts(finding)).collect();
        let (mut refused, mut unused) = (Findings::default(), Findings::default());
        for (index, allowance) in self.list.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
            if errors.contains(&index) {
                refused.push(allowance.refused())
            } else {
                unused.push(allowance.unused())
            }
        }
        Accepted { findings, refused: refused.into_vec(), unused: unused.into_vec() }
    }
}

impl Allowance {
    fn reaches(&self, place: Option<Span>) -> bool {
        let Some(reach) = &self.reach else { return true };
        place.is_some_and(|place| reach.contains(&place.start))
    }

    fn refused(&self) -> Diagnostic {
        let name = self.code.name();
        let message = format!("`{name}` is an error here, and errors cannot be accepted");
        Diagnostic::new(Severity::Note, Code::UnusedAllow, message)
            .at(self.span)
            .hint(format!("mend it; `govdraw explain {name}` says how"))
    }

    fn unused(&self) -> Diagnostic {
        let message = format!("`{}` is accepted here, and there is no such finding", self.code.name());
        Diagnostic::new(Severity::Note, Code::UnusedAllow, message).at(self.span).hint("take it out")
    }
}

/// Reads what a source accepts; a code that does not exist is a warning.
#[must_use]
pub fn allowed(source: &Source, format: Format) -> Warned<Allowed> {
    let text = source.text.as_str();
    let mut found: Vec<(&str, Span, Option<Range<usize>>)> = Vec::new();
    let extent = front::extent(text, 0).filter(|_| format == Format::Markdown);
    let (front, body) = match format {
        Format::Json => return Warned::clean(Allowed::default()),
        Format::Yaml => (0..text.len(), text.len()),
        Format::Markdown => extent.as_ref().map_or((0..0, 0), |extent| (extent.inner.clone(), extent.body)),
    };
    let front_text = text.get(front.clone()).unwrap_or_default();
    let own = extent.as_ref().and_then(|extent| own_settings(text, extent));
    if let Some(OwnSettings { allow, .. }) = &own {
        found.extend(allow.iter().map(|(code, span)| (code.as_str(), *span, None)));
    }
    let in_front = comments::in_yaml(front_text, front.start);
    let in_body = comments::in_page(text.get(body..).unwrap_or_default(), body);
    for Comment { inner, reach } in in_front.into_iter().chain(in_body) {
        let words = text.get(inner.clone()).unwrap_or_default();
        found.extend(codes(words, inner.start).map(|(code, span)| (code, span, reach.clone())));
    }
    let mut findings = Findings::default();
    let mut list = Vec::new();
    for (name, span, reach) in found {
        match Code::named(name) {
            Some(code) => list.push(Allowance { code, span, reach }),
            None => {
                let near =
                    findings.suggests_more(Code::UnknownCode).then(|| nearest(name, names())).flatten();
                findings.push(unknown(name, span, near));
            }
        }
    }
    Warned { value: Allowed { list }, warnings: findings.into_vec() }
}

fn names() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.name())
}

fn unknown(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "write a code as it stands in the brackets of a finding; `govdraw explain` lists them".to_owned()
        }
    };
    Diagnostic::new(Severity::Warning, Code::UnknownCode, format!("no finding has the code `{name}`"))
        .at(span)
        .hint(hint)
}

/// Codes with their places, between blanks and commas.
fn codes(words: &str, offset: usize) -> impl Iterator<Item = (&str, Span)> {
    let is_gap = |c: char| c.is_whitespace() || c == ',';
    let pieces = words.split(is_gap).scan(offset, move |at, piece| {
        let start = *at;
        let gap = words.get(start + piece.len() - offset..).and_then(|rest| rest.chars().next());
        *at = start + piece.len() + gap.map_or(0, char::len_utf8);
        Some((piece, Span { start, end: start + piece.len() }))
    });
    pieces.filter(|(piece, _)| !piece.is_empty())
}

/// What front matter says of the page itself.
#[derive(Default)]
struct OwnSettings {
    allow: Vec<(String, Span)>,
    /// Where it says `govdraw: false`.
    none: Option<Span>,
}

/// Reads the few settings of front matter that are about the page and not about its pictures.
fn own_settings(page: &str, extent: &front::FrontExtent) -> Option<OwnSettings> {
    let front = page.get(extent.inner.clone()).unwrap_or_default();
    // most pages have neither, and are parsed once
    if !front.contains("govdraw") || !(front.contains("allow") || front.contains("false")) {
        return None;
    }
    let root = front::root(page, extent, &mut Findings::default()).ok()?;
    let mut settings = OwnSettings::default();
    let own = entries(&root).iter().filter(|(key, _)| key.as_str() == "govdraw").map(|(_, node)| node);
    for node in own {
        match &node.value {
            Value::Literal { text, .. } if tree::truth(text.as_str()) == Some(false) => {
                settings.none = Some(node.span);
            }
            _ => {
                let allow = entries(node).iter().filter(|(key, _)| key.as_str() == "allow");
                settings.allow.extend(allow.flat_map(|(_, node)| scalars(node)));
            }
        }
    }
    Some(settings)
}

fn entries(node: &Node) -> &[(super::text::PlainText, Node)] {
    if let Value::Map(entries) = &node.value { entries } else { &[] }
}

fn scalars(node: &Node) -> Vec<(String, Span)> {
    let one = |node: &Node| match &node.value {
        Value::Scalar(text) | Value::Literal { text, .. } => {
            Some((text.as_str().to_owned(), text.whole_span()))
        }
        _ => None,
    };
    match &node.value {
        Value::Seq(items) => items.iter().filter_map(one).collect(),
        _ => one(node).into_iter().collect(),
    }
}

/// The finding for a page that says that it is none, with `govdraw: false`.
pub(super) fn no_page(text: &str, start: usize) -> Option<Diagnostic> {
    let extent = front::extent(text, start)?;
    let none = own_settings(text, &extent)?.none?;
    let message = "the page says with `govdraw: false` that it is no governance page";
    Some(
        Diagnostic::new(Severity::Error, Code::NotAPage, message)
            .at(none)
            .hint("take `govdraw: false` out of the front matter, if its pictures are to be drawn"),
    )
}

#[cfg(test)]
mod tests;
