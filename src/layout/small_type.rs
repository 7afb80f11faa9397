//! Type that a finished picture shows too small to be read with ease, on a screen or on paper.
use super::{Sheet, Style};
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::scene::{Group, Meaning, Node, Scene, Text};
use std::collections::BTreeMap;

/// How wide pages show a picture that is laid out for no width of its own, in px.
const SHOWN_WIDTH: f64 = 960.0;
/// The least type on a screen, in px.
const SCREEN_LEAST: f64 = 9.0;
/// Printed sizes in points: what nobody should be asked to read less than, and what clear print asks for.
const PRINT_LEAST: f64 = 7.0;
const PRINT_CLEAR: f64 = 12.0;
/// Points in a px.
const POINT: f64 = 0.75;
/// Of the words in a message, in characters.
const QUOTED_CHARS: usize = 40;

/// All that there is to say of a style that was laid out, or why it was not: a page that it cannot hold is drawn without it.
#[must_use]
pub fn told(
    laid_out: Result<Warned<Vec<Scene>>, Vec<Diagnostic>>,
    style: Style,
    sheet: &Sheet,
) -> Vec<Diagnostic> {
    let faults = match laid_out {
        Ok(scenes) => {
            let small = small_type(&scenes.value, style, sheet);
            return scenes.warnings.into_iter().chain(small).collect();
        }
        Err(faults) => faults,
    };
    let is_too_much =
        |fault: &Diagnostic| fault.severity != Severity::Error || fault.code == Code::DoesNotFit;
    if !faults.iter().all(is_too_much) {
        return faults;
    }
    let warning = |fault: Diagnostic| Diagnostic {
        severity: Severity::Warning,
        message: format!("{}: it is left out", fault.message),
        ..fault
    };
    faults.into_iter().map(warning).collect()
}

/// What there is to say of a picture's type: on paper where a sheet asks for it, else as a page shows it, at 960 px
/// or the width that the sheet asks for. The scenes are one, or those of a poster of one level a sheet.
#[must_use]
pub fn small_type(scenes: &[Scene], style: Style, sheet: &Sheet) -> Option<Diagnostic> {
    let sizes: Vec<Sizes<'_>> = scenes.iter().filter_map(|scene| Sizes::of(scene, style, sheet)).collect();
    let smallest = sizes.iter().min_by(|a, b| a.least.total_cmp(&b.least))?;
    let picture = match style {
        Style::Simple => "simple visual",
        Style::Flow => "flow chart",
        Style::Poster => "poster",
    };
    let words = quoted(smallest.words);
    let can_split = style == Style::Poster && scenes.len() == 1 && smallest.levels > 1;
    if sheet.paper_size(style).is_some() {
        let body = sizes.iter().map(|sizes| sizes.body).fold(f64::INFINITY, f64::min);
        let (size, clear, message) = if smallest.least < PRINT_LEAST {
            let size = smallest.least;
            let least = format!("nobody should be asked to read less than {PRINT_LEAST} pt");
            (
                size,
                PRINT_LEAST,
                format!(
                    "the {picture}'s smallest type would be printed at {size:.1} pt, \"{words}\"; {least}"
                ),
            )
        } else if body < PRINT_CLEAR {
            let clear = format!("clear print asks for {PRINT_CLEAR} pt");
            (body, PRINT_CLEAR, format!("most of the {picture} would be printed at {body:.1} pt; {clear}"))
        } else {
            return None;
        };
        let mut hint = format!("take a sheet {:.1} times as wide and high", clear / size);
        hint += if can_split {
            ", or one level a sheet with `--split level`"
        } else {
            "; the next A size is 1.4 times"
        };
        return Some(Diagnostic::new(Severity::Note, Code::SmallType, message).hint(hint));
    }
    let size = smallest.least;
    if size >= SCREEN_LEAST {
        return None;
    }
    let message = format!(
        "the {picture}'s smallest type is {size:.1} px at {:.0} px wide, \"{words}\"; from {SCREEN_LEAST} px on it is read with ease",
        smallest.shown
    );
    let width = (smallest.shown * SCREEN_LEAST / size / 10.0).ceil() * 10.0;
    let mut ways = vec![format!("show it {width:.0} px wide")];
    if can_split {
        ways.push("draw one level a sheet with `--split level`".to_owned());
    }
    // a simple visual has the same shape in every column
    if sheet.width.is_none() && style != Style::Simple {
        ways.push("lay it out for its column, as with `--layout-width 960`".to_owned());
    }
    let hint = format!("{}, or write fewer words", ways.join(", "));
    Some(Diagnostic::new(Severity::Note, Code::SmallType, message).hint(hint))
}

/// The sizes of a picture's type, in px as it is shown or points as it is printed.
struct Sizes<'a> {
    least: f64,
    /// Those that are set in the least.
    words: &'a str,
    /// Of most characters.
    body: f64,
    /// How wide it is shown, in px.
    shown: f64,
    levels: usize,
}

impl<'a> Sizes<'a> {
    /// None of a picture without words.
    fn of(scene: &'a Scene, style: Style, sheet: &Sheet) -> Option<Self> {
        let mut seen = Seen::default();
        seen.look(&scene.nodes);
        let shown = sheet.width.map_or(SHOWN_WIDTH, |width| width.min(scene.size.width));
        let scale = match sheet.paper_size(style) {
            Some(paper) => (paper.width / scene.size.width).min(paper.height / scene.size.height) * POINT,
            None => shown / scene.size.width,
        };
        let least = seen.texts.iter().min_by(|a, b| a.line.size.total_cmp(&b.line.size))?;
        // by the thousandth of a px, so that sizes can be counted
        let mut chars: BTreeMap<i64, usize> = BTreeMap::new();
        for text in &seen.texts {
            *chars.entry((text.line.size * 1_000.0) as i64).or_default() += text.line.text.chars().count();
        }
        let body = chars.iter().max_by_key(|(_, count)| **count).map(|(size, _)| *size as f64 / 1_000.0)?;
        let (words, levels) = (least.line.text.as_str(), seen.levels);
        Some(Self { least: least.line.size * scale, words, body: body * scale, shown, levels })
    }
}

/// What a picture shows.
#[derive(Default)]
struct Seen<'a> {
    texts: Vec<&'a Text>,
    levels: usize,
}

impl<'a> Seen<'a> {
    fn look(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            match node {
                Node::Text(text) if text.line.text.contains(char::is_alphanumeric) => self.texts.push(text),
                // what is there for the eye alone is not read
                Node::Group(Group { meaning: Meaning::Decoration, .. }) => {}
                Node::Group(group) => {
                    self.levels += usize::from(matches!(group.meaning, Meaning::Level { .. }));
                    self.look(&group.children);
                }
                Node::Text(_) | Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }
}

/// Words that are no longer than a message holds.
fn quoted(words: &str) -> String {
    if words.chars().count() <= QUOTED_CHARS {
        return words.to_owned();
    }
    words.chars().take(QUOTED_CHARS - 1).chain(['…']).collect()
}
