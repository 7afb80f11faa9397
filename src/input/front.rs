//! Front matter: the page's own keys among the site's.
use super::text::Text;
use super::tree::{self, Node, Value};
use super::{data, walk};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::{DraftFlow, DraftOutcome, DraftSetting, Place};
use regex_lite::Regex;
use std::ops::Range;

/// What front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<Text>,
    pub(super) picture_title: Option<Text>,
    pub(super) lang: Option<Text>,
    pub(super) summary: Vec<Text>,
    pub(super) theme: Option<Text>,
    pub(super) aside: Option<Text>,
    pub(super) logo: Option<Text>,
    pub(super) logo_alt: Option<Text>,
    /// Headings to take as levels, in order.
    pub(super) levels: Vec<Text>,
    pub(super) level_pattern: Option<Regex>,
    pub(super) roles_label: Option<Text>,
    pub(super) flows: Vec<DraftFlow>,
    pub(super) outcomes: Vec<DraftOutcome>,
    pub(super) settings: Vec<DraftSetting>,
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    pub(super) cascade: bool,
}

/// Where a page's front matter stands, and where the page itself starts.
pub(super) struct Extent {
    /// The lines between the marks.
    pub(super) inner: Range<usize>,
    /// First byte behind the closing mark.
    pub(super) body: usize,
}

/// Finds front matter: lines between `---` on the first line and the next `---` or `...`.
pub(super) fn extent(page: &str, start: usize) -> Option<Extent> {
    let mut at = start;
    let mut inner_start = None;
    for line in page.get(start..)?.split_inclusive('\n') {
        let mark = line.trim_end();
        let next = at + line.len();
        match inner_start {
            None if mark == "---" => inner_start = Some(next),
            None => return None,
            Some(start) if mark == "---" || mark == "..." => {
                return Some(Extent { inner: start..at, body: next });
            }
            Some(_) => {}
        }
        at = next;
    }
    None
}

/// Reads front matter that starts at byte `offset`; keys that are not ours belong to the site.
pub(super) fn read(text: &str, offset: usize, findings: &mut Findings) -> Front {
    let mut front = Front::default();
    let root = match tree::parse(text, offset, findings) {
        Ok(root) => root,
        Err(error) => {
            findings.push(error);
            return front;
        }
    };
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
            "outcomes" => front.outcomes = outcomes(node, findings),
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

pub(super) const OUTCOME_FIELDS: &[&str] = &["id", "name", "caption"];

/// Outcomes: names, or mappings with a name and a caption.
pub(super) fn outcomes(node: &Node, findings: &mut Findings) -> Vec<DraftOutcome> {
    let mut outcomes = Vec::new();
    for item in walk::items(node, "outcomes", findings) {
        let place = Place(Some(item.span));
        if let Value::Scalar(name) = &item.value {
            outcomes.push(DraftOutcome { name: name.flat(), place, ..DraftOutcome::default() });
            continue;
        }
        let mut outcome = DraftOutcome { place, ..DraftOutcome::default() };
        for (key, node) in walk::entries(item, "outcomes", findings) {
            match key.as_str() {
                "id" => outcome.id = walk::text(node, "id", findings).map(|text| text.flat()),
                "name" => {
                    outcome.name =
                        walk::text(node, "name", findings).map(|text| text.flat()).unwrap_or_default();
                }
                "caption" => outcome.caption = walk::text(node, "caption", findings).map(|text| text.flat()),
                _ => walk::unknown(key, "an outcome", OUTCOME_FIELDS, findings),
            }
        }
        outcomes.push(outcome);
    }
    outcomes
}

const SETTING_FIELDS: &[&str] = &["title", "caption", "points", "icon", "link", "same_as", "row", "column"];

/// The tool's own settings: of the pictures, and of their parts by id.
fn settings(node: &Node, front: &mut Front, findings: &mut Findings) {
    for (key, node) in walk::entries(node, "govdraw", findings) {
        // a part may be called like a setting: then its value is a mapping
        let is_part = matches!(node.value, Value::Map(_));
        match key.as_str() {
            "title" if !is_part => front.picture_title = walk::text(node, "title", findings),
            "theme" if !is_part => front.theme = walk::text(node, "theme", findings),
            "aside" if !is_part => front.aside = walk::text(node, "aside", findings),
            "cascade" if !is_part => front.cascade = walk::flag(node, "cascade", findings),
            "logo" if !is_part => front.logo = walk::text(node, "logo", findings),
            "logo_alt" if !is_part => front.logo_alt = walk::text(node, "logo_alt", findings),
            _ => front.settings.push(setting(key, node, findings)),
        }
    }
}

fn setting(key: &Text, node: &Node, findings: &mut Findings) -> DraftSetting {
    let place = Place(Some(key.whole_span()));
    let mut setting = DraftSetting { target: key.flat(), place, ..DraftSetting::default() };
    for (key, node) in walk::entries(node, key.as_str(), findings) {
        let mut text = |what| walk::text(node, what, findings);
        match key.as_str() {
            "title" => setting.title = text("title").map(|text| text.flat()),
            "caption" => setting.caption = text("caption").map(|text| text.flat()),
            "icon" => setting.icon = text("icon").map(|text| text.flat()),
            "link" => setting.link = text("link").map(|text| text.flat()),
            "same_as" => {
                setting.same_as = text("same_as").map(|text| text.flat());
                setting.same_as_place = Place(Some(node.span));
            }
            "points" => {
                let points = walk::texts(node, "points", findings);
                setting.points = Some(points.iter().map(Text::flat).collect());
            }
            "row" => setting.row = walk::position(node, "row", findings),
            "column" => setting.column = walk::position(node, "column", findings),
            _ => walk::unknown(key, "a setting", SETTING_FIELDS, findings),
        }
    }
    setting
}

/// The finding for front matter that is never closed.
pub(super) fn unclosed(page: &str, start: usize) -> Option<Diagnostic> {
    let first = page.lines().next()?;
    let opens = first.trim_end() == "---" && page.lines().nth(1).is_some_and(|line| line.contains(':'));
    opens.then(|| {
        Diagnostic::new(Severity::Error, Code::Syntax, "front matter has no end")
            .at(Span { start, end: start + 3 })
            .hint("write `---` on a line of its own below the last key")
    })
}
