//! Front matter: the page's own keys among the site's.
use super::text::PlainText;
use super::tree::{self, Node, Syntax, Value};
use super::{data, toml, walk};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::{DraftFlow, DraftLegend, DraftOutcome, DraftOutside, DraftSetting, Imprint, Place};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};
use regex_lite::Regex;
use std::ops::Range;

/// What front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<PlainText>,
    pub(super) picture_title: Option<PlainText>,
    pub(super) lang: Option<PlainText>,
    pub(super) summary: Vec<PlainText>,
    pub(super) theme: Option<PlainText>,
    pub(super) aside: Option<PlainText>,
    pub(super) logo: Option<PlainText>,
    pub(super) logo_alt: Option<PlainText>,
    pub(super) imprint: Imprint,
    /// Headings to take as levels, in order.
    pub(super) levels: Vec<PlainText>,
    pub(super) level_pattern: Option<Regex>,
    pub(super) roles_label: Option<PlainText>,
    pub(super) flows: Vec<DraftFlow>,
    pub(super) outcomes: Vec<DraftOutcome>,
    pub(super) outside: Vec<DraftOutside>,
    pub(super) settings: Vec<DraftSetting>,
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    pub(super) cascade: bool,
    pub(super) legend: Option<DraftLegend>,
}

/// Where a page's front matter stands, and where the page itself starts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontExtent {
    /// What it is written in.
    pub(super) language: FrontLanguage,
    /// The lines between the marks; of JSON all of it.
    pub(super) inner: Range<usize>,
    /// First byte behind the closing mark.
    pub(super) body: usize,
    /// Whether something stands before it.
    pub(super) is_late: bool,
}

/// What front matter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrontLanguage {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
    /// One object.
    Json,
}

/// Finds front matter: on the first line, or below nothing but blank lines and comments.
pub(super) fn extent(page: &str, start: usize) -> Option<FrontExtent> {
    if let Some(extent) = comment_extent(page, start) {
        return Some(extent);
    }
    let first = start + preamble(page.get(start..)?);
    let is_late = first > start;
    let text = page.get(first..)?;
    let opening = text.lines().next()?.trim_end();
    let language = match opening {
        "---" => FrontLanguage::Yaml,
        "+++" => FrontLanguage::Toml,
        _ if opening.starts_with('{') && !is_late => return json_extent(text, start),
        _ => return None,
    };
    let mut at = first;
    let mut inner_start = None;
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        let next = at + line.len();
        match inner_start {
            None => inner_start = Some(next),
            Some(inner) if mark == opening || (mark == "..." && language == FrontLanguage::Yaml) => {
                // a rule below a comment opens a page's text as well
                let is_meant = !is_late || has_key(page.get(inner..at)?, language);
                return is_meant.then_some(FrontExtent { language, inner: inner..at, body: next, is_late });
            }
            Some(_) => {}
        }
        at = next;
    }
    None
}

/// What the first line of a comment says that holds front matter, for builders that know none.
const IN_COMMENT: &str = "govdraw-settings:";

/// The settings in a comment that a page starts with: YAML below its first line.
fn comment_extent(page: &str, start: usize) -> Option<FrontExtent> {
    let text = page.get(start..)?;
    let head = text.trim_start();
    let forms = [("<!--", "-->"), ("{/*", "*/}")];
    let (open, close) = forms.into_iter().find(|(open, _)| head.starts_with(open))?;
    let first = head.lines().next()?;
    if first.strip_prefix(open)?.trim() != IN_COMMENT {
        return None;
    }
    let from = start + (text.len() - head.len()) + head.find('\n')? + 1;
    let until = from + page.get(from..)?.find(close)?;
    let rest = page.get(until + close.len()..)?;
    let body = until + close.len() + rest.find('\n').map_or(rest.len(), |at| at + 1);
    Some(FrontExtent { language: FrontLanguage::Yaml, inner: from..until, body, is_late: false })
}

/// Whether a page has front matter or a comment with settings of ours.
pub(super) fn has_settings(page: &str) -> bool {
    // most pages without have no such word, and are not parsed
    let Some(extent) = extent(page, 0)
        .filter(|extent| page.get(extent.inner.clone()).is_some_and(|front| front.contains("govdraw")))
    else {
        return comment_extent(page, 0).is_some();
    };
    let root = root(page, &extent, &mut Findings::default());
    let has_key = |node: Node| match node.value {
        Value::Map(entries) => entries.iter().any(|(key, _)| key.as_str() == "govdraw"),
        _ => false,
    };
    comment_extent(page, 0).is_some() || root.is_ok_and(has_key)
}

/// Front matter as it is taken off a page, for a builder that would print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Where it stands, with its marks or in its comment: whole lines.
    pub range: Range<usize>,
    /// The title that it gives to a page which has no heading of the first depth.
    pub title: Option<String>,
}

/// Finds the front matter of any page, ours or not: keys and values between marks, not words between two rules.
pub(super) fn whole(page: &str) -> Option<FrontMatter> {
    let start = if page.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let extent = extent(page, start)?;
    if !matches!(root(page, &extent, &mut Findings::default()).ok()?.value, Value::Map(_) | Value::Null) {
        return None;
    }
    // of JSON the marks are the object's own
    let first = match extent.language {
        FrontLanguage::Json => extent.inner.start,
        _ => page.get(..extent.inner.start)?.trim_end().rfind('\n').map_or(start, |at| at + 1),
    };
    let body = page.get(extent.body..)?;
    let is_first = |event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    let has_heading = || body.contains("<h1") || Parser::new(body).any(is_first);
    let title = read(page, &extent, &mut Findings::default()).title.map(|title| title.flat());
    let title = title.filter(|title| !title.is_empty() && !has_heading());
    Some(FrontMatter { range: first..extent.body, title })
}

/// Bytes of blank lines and comments at the start of a page; 0 where nothing but those is there.
fn preamble(page: &str) -> usize {
    let mut rest = page;
    loop {
        let blank = rest.len() - rest.trim_start().len();
        // blanks before the first word of a line are its own
        let line = rest.get(..blank).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
        rest = rest.get(line..).unwrap_or_default();
        let comment = rest.strip_prefix("<!--").and_then(|inside| inside.find("-->").map(|end| end + 7));
        match comment.and_then(|end| rest.get(end..)) {
            Some(behind) => rest = behind,
            None => return page.len() - rest.len(),
        }
    }
}

/// Whether the first line that says anything is a key with a value.
fn has_key(text: &str, language: FrontLanguage) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mark = if language == FrontLanguage::Toml { '=' } else { ':' };
    let key = lines.next().and_then(|line| line.split_once(mark)).map(|(key, _)| key.trim());
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c)))
}

/// The object that a page starts with, where it is one and nothing stands behind it on its line.
fn json_extent(page: &str, start: usize) -> Option<FrontExtent> {
    let mut values = serde_json::Deserializer::from_str(page).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    let rest = page.get(end..)?;
    let line = rest.lines().next().unwrap_or_default();
    let is_alone = line.trim().is_empty();
    let body = start + end + rest.find('\n').map_or(rest.len(), |at| at + 1);
    let inner = start..start + end;
    is_alone.then_some(FrontExtent { language: FrontLanguage::Json, inner, body, is_late: false })
}

/// The finding for front matter that is not on the first line.
pub(super) fn late(extent: &FrontExtent) -> Option<Diagnostic> {
    let at = Span { start: extent.inner.start, end: extent.inner.start };
    extent.is_late.then(|| {
        let message =
            "front matter stands below a blank line or a comment, where site builders do not look for it";
        Diagnostic::new(Severity::Warning, Code::LateFrontMatter, message)
            .at(at)
            .hint("take out what stands before it, so that it starts on the first line")
    })
}

/// The tree of a page's front matter.
///
/// # Errors
/// Bad syntax.
pub(super) fn root(page: &str, extent: &FrontExtent, findings: &mut Findings) -> Result<Node, Diagnostic> {
    let (text, offset) = (page.get(extent.inner.clone()).unwrap_or_default(), extent.inner.start);
    match extent.language {
        // JSON is YAML, and a site's own keys may be of any type in both
        FrontLanguage::Yaml | FrontLanguage::Json => tree::parse(text, offset, Syntax::Yaml, findings),
        FrontLanguage::Toml => toml::parse(text, offset, findings),
    }
}

/// Reads the front matter of a page; keys that are not ours belong to the site.
pub(super) fn read(page: &str, extent: &FrontExtent, findings: &mut Findings) -> Front {
    findings.extend(late(extent));
    match root(page, extent, findings) {
        Ok(root) => of_root(&root, findings),
        Err(error) => {
            findings.push(error);
            Front::default()
        }
    }
}

/// Reads what a configuration says in place of front matter, as YAML. It has no place in the page, and its findings say where
/// it stands.
pub(super) fn elsewhere(settings: &str, findings: &mut Findings) -> Front {
    let mut own = Findings::default();
    let front = match tree::parse(settings, 0, Syntax::Yaml, &mut own).map(unplaced) {
        Ok(root) => of_root(&root, &mut own),
        Err(error) => {
            own.push(error);
            Front::default()
        }
    };
    findings.extend(own.into_vec().into_iter().map(|finding| {
        let message = format!("in the page's `settings` in govdraw.toml: {}", finding.message);
        Diagnostic { message, span: None, words: None, ..finding }
    }));
    front
}

/// The start of the page, for what stands nowhere in it.
const NOWHERE: Span = Span { start: 0, end: 0 };

/// The same without places.
fn unplaced(node: Node) -> Node {
    let text = |text: PlainText| PlainText::new(text.as_str(), NOWHERE);
    let value = match node.value {
        Value::Null => Value::Null,
        Value::Scalar(words) => Value::Scalar(text(words)),
        Value::Literal { text: words, may_be_text } => Value::Literal { text: text(words), may_be_text },
        Value::Seq(items) => Value::Seq(items.into_iter().map(unplaced).collect()),
        Value::Map(entries) => {
            Value::Map(entries.into_iter().map(|(key, node)| (text(key), unplaced(node))).collect())
        }
    };
    Node { value, span: NOWHERE }
}

fn of_root(root: &Node, findings: &mut Findings) -> Front {
    let mut front = Front::default();
    let Value::Map(entries) = &root.value else { return front };
    for (key, node) in entries {
        match key.as_str() {
            "title" => front.title = walk::text(node, "title", findings),
            "lang" => front.lang = walk::text(node, "lang", findings),
            "summary" => front.summary = walk::texts(node, "summary", findings),
            "levels" => front.levels = walk::texts(node, "levels", findings),
            "level_pattern" => front.level_pattern = pattern(node, findings),
            "roles_label" => front.roles_label = walk::text(node, "roles_label", findings),
            "flows" => front.flows = data::read_flows(node, findings),
            "outcomes" => front.outcomes = data::records(node, "outcomes", findings),
            "govdraw" => settings(node, &mut front, findings),
            _ => {}
        }
    }
    front
}

fn pattern(node: &Node, findings: &mut Findings) -> Option<Regex> {
    let text = walk::text(node, "level_pattern", findings)?;
    match Regex::new(text.as_str().trim()) {
        Ok(regex) => Some(regex),
        Err(error) => {
            findings.push(
                Diagnostic::new(
                    Severity::Error,
                    Code::BadPattern,
                    format!("\"{}\" is no regular expression: {error}", text.flat()),
                )
                .at(text.whole_span())
                .hint("write a word that every level's heading holds, such as `level_pattern: tier`"),
            );
            None
        }
    }
}

/// The tool's own settings: of the pictures, and of their parts by id.
fn settings(node: &Node, front: &mut Front, findings: &mut Findings) {
    for (key, node) in walk::entries(node, "govdraw", findings) {
        // a part may be called like a setting: then its value is a mapping
        let is_part = matches!(node.value, Value::Map(_));
        match key.as_str() {
            "title" if !is_part => front.picture_title = walk::text(node, "title", findings),
            "theme" if !is_part => front.theme = walk::text(node, "theme", findings),
            "aside" if !is_part => front.aside = walk::text(node, "aside", findings),
            // read by `allow`
            "allow" if !is_part => {}
            "cascade" if !is_part => front.cascade = walk::flag(node, "cascade", findings),
            "legend" if !data::are_settings(node) => front.legend = data::legend(node, findings),
            "outside" if !is_part => front.outside = data::records(node, "outside", findings),
            "logo" if !is_part => front.logo = walk::text(node, "logo", findings),
            "logo_alt" if !is_part => front.logo_alt = walk::text(node, "logo_alt", findings),
            name if !is_part && Imprint::FIELDS.contains(&name) => {
                let text = walk::text(node, name, findings).map(|text| text.flat());
                if let Some(slot) = front.imprint.slot(name) {
                    *slot = text.filter(|text| !text.is_empty());
                }
            }
            _ => front.settings.push(setting(key, node, findings)),
        }
    }
}

fn setting(key: &PlainText, node: &Node, findings: &mut Findings) -> DraftSetting {
    let place = Place(Some(key.whole_span()));
    let entries = walk::entries(node, key.as_str(), findings).iter();
    let fields = entries
        .filter_map(|(field, node)| Some((field.as_str().to_owned(), data::given(field, node, findings)?)))
        .collect();
    DraftSetting { target: key.flat(), place, fields }
}

/// The finding for front matter that is never closed, or that is no JSON.
pub(super) fn unclosed(page: &str, start: usize) -> Option<Diagnostic> {
    let mut lines = page.lines().map(str::trim);
    let (first, second) = (lines.next()?, lines.next()?);
    let (message, hint) = match first {
        "---" if second.contains(':') => {
            ("front matter has no end", "write `---` on a line of its own below the last key")
        }
        "+++" if second.contains('=') => {
            ("front matter has no end", "write `+++` on a line of its own below the last key")
        }
        "{" if second.starts_with('"') => (
            "front matter is no JSON",
            "put a comma between two keys, none behind the last, and a `}` on a line of its own below it",
        ),
        _ => return None,
    };
    Some(
        Diagnostic::new(Severity::Error, Code::Syntax, message)
            .at(Span { start, end: start + first.len() })
            .hint(hint),
    )
}
