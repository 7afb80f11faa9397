//! Arguments' values, each refused here if no picture could be made with it: before anything is read or allocated.
use clap::builder::{PossibleValuesParser, TypedValueParser};
use govdraw::layout::{Direction, Effort, Orientation, Paper, Style};
use govdraw::model::nearest;
use govdraw::output::png::MAX_SIDE;
use govdraw::theme::Theme;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Lengths of a sheet's side, in mm: from a label to a wall.
const PAPER_MM: RangeInclusive<f64> = 50.0..=5_000.0;
/// How far a picture's ground reaches over its edges, in mm.
const BLEED_MM: RangeInclusive<f64> = 0.0..=50.0;
/// Proportions, width over height.
const ASPECT: RangeInclusive<f64> = 0.1..=10.0;
/// Width of a column, in px.
const LAYOUT_WIDTH: RangeInclusive<f64> = 200.0..=20_000.0;
/// Device pixels a CSS pixel.
const SCALE: RangeInclusive<f64> = 0.05..=64.0;
/// Pixels an inch.
const DPI: RangeInclusive<f64> = 1.0..=10_000.0;

/// The named sheets, shorter side first, in mm.
const PAPERS: [(&str, f64, f64); 10] = [
    ("A0", 841.0, 1189.0),
    ("A1", 594.0, 841.0),
    ("A2", 420.0, 594.0),
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
    ("Tabloid", 279.4, 431.8),
];

/// A style by its name.
pub(super) fn style() -> impl TypedValueParser<Value = Style> {
    one_of(&Style::ALL, Style::name)
}

/// A theme that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ThemeChoice {
    /// A built-in one.
    BuiltIn(&'static str),
    /// A file.
    File(PathBuf),
}

/// The name of a built-in theme, or else of a file, which has a dot or a stroke in it.
pub(super) fn theme(text: &str) -> Result<ThemeChoice, String> {
    if let Some(name) = Theme::NAMES.iter().find(|name| name.eq_ignore_ascii_case(text)) {
        return Ok(ThemeChoice::BuiltIn(name));
    }
    if text.contains(['.', '/', '\\']) {
        return Ok(ThemeChoice::File(PathBuf::from(text)));
    }
    Err(match nearest(text, Theme::NAMES) {
        Some(name) => format!("no theme has that name; did you mean `{name}`?"),
        None => format!(
            "no theme has that name; choose one of {}, or give a file such as theme.yaml",
            Theme::NAMES.join(", ")
        ),
    })
}

/// A direction by its name.
pub(super) fn direction() -> impl TypedValueParser<Value = Direction> {
    one_of(&[Direction::Down, Direction::Right], |direction| match direction {
        Direction::Down => "down",
        Direction::Right => "right",
    })
}

/// An effort by its name.
pub(super) fn effort() -> impl TypedValueParser<Value = Effort> {
    one_of(&[Effort::Fast, Effort::Default, Effort::Best], |effort| match effort {
        Effort::Fast => "fast",
        Effort::Default => "default",
        Effort::Best => "best",
    })
}

/// An orientation by its name.
pub(super) fn orientation() -> impl TypedValueParser<Value = Orientation> {
    one_of(&[Orientation::Portrait, Orientation::Landscape], |way| match way {
        Orientation::Portrait => "portrait",
        Orientation::Landscape => "landscape",
    })
}

/// Takes one of the choices by its name in lower or upper case.
fn one_of<T: Copy + Send + Sync + 'static>(
    choices: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(choices.iter().map(|choice| name(*choice))).try_map(move |text| {
        let found = choices.iter().find(|choice| name(**choice).eq_ignore_ascii_case(&text));
        found.copied().ok_or_else(|| format!("no `{text}` is known"))
    })
}

/// Such as `a`, `b` or `c`.
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// A named sheet, or such as `200x300mm`.
pub(super) fn paper(text: &str) -> Result<Paper, String> {
    if let Some((_, width, height)) = PAPERS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text)) {
        return Ok(Paper { width: *width, height: *height });
    }
    let lower = text.to_ascii_lowercase();
    let sides = lower.strip_suffix("mm").and_then(|sides| sides.split_once('x')).ok_or_else(|| {
        let mut names: Vec<&str> = PAPERS.iter().map(|(name, ..)| *name).collect();
        names.push("WIDTHxHEIGHTmm");
        format!("expected {}", list(&names))
    })?;
    let (one, other) = (number(sides.0, &PAPER_MM, "mm")?, number(sides.1, &PAPER_MM, "mm")?);
    Ok(Paper { width: one.min(other), height: one.max(other) })
}

/// Such as `3mm`, in mm.
pub(super) fn bleed(text: &str) -> Result<f64, String> {
    number(text.strip_suffix("mm").unwrap_or(text), &BLEED_MM, "mm")
}

/// Such as `16:9` or `1.5`.
pub(super) fn aspect(text: &str) -> Result<f64, String> {
    let read = |text: &str| text.trim().parse::<f64>().ok();
    let ratio = match text.split_once([':', '/']) {
        None => read(text),
        Some((width, height)) => read(width).zip(read(height)).map(|(width, height)| width / height),
    };
    let expected = || "expected width over height, such as `16:9`, `1:2` or `1.5`, from 0.1 to 10".to_owned();
    ratio.filter(|ratio| ASPECT.contains(ratio)).ok_or_else(expected)
}

pub(super) fn layout_width(text: &str) -> Result<f64, String> {
    number(text.strip_suffix("px").unwrap_or(text), &LAYOUT_WIDTH, "px")
}

pub(super) fn scale(text: &str) -> Result<f64, String> {
    number(text, &SCALE, "")
}

pub(super) fn dpi(text: &str) -> Result<f64, String> {
    number(text, &DPI, "")
}

pub(super) fn width(text: &str) -> Result<u32, String> {
    text.strip_suffix("px")
        .unwrap_or(text)
        .trim()
        .parse()
        .ok()
        .filter(|width| (1..=MAX_SIDE).contains(width))
        .ok_or_else(|| format!("expected a whole number from 1 to {MAX_SIDE}"))
}

/// A language tag (BCP 47) as far as its form goes.
pub(super) fn language(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let first = parts
        .next()
        .is_some_and(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest && text.len() <= 35 {
        Ok(text.to_owned())
    } else {
        Err("expected a language tag such as `en`, `cy` or `pt-BR`".to_owned())
    }
}

fn number(text: &str, range: &RangeInclusive<f64>, unit: &str) -> Result<f64, String> {
    let space = if unit.is_empty() { "" } else { " " };
    // NaN is in no range
    text.trim()
        .parse()
        .ok()
        .filter(|value| range.contains(value))
        .ok_or_else(|| format!("expected a number from {} to {}{space}{unit}", range.start(), range.end()))
}

/// An SVG's id.
pub(crate) fn id(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("expected a letter, then letters, digits, `-` and `_`, such as `team-flow`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Paper, aspect, bleed, dpi, language, layout_width, paper, scale, width};

    #[test]
    fn sheets_are_stored_upright() {
        assert_eq!(paper("a3"), Ok(Paper { width: 297.0, height: 420.0 }));
        assert_eq!(paper("300x200mm"), Ok(Paper { width: 200.0, height: 300.0 }));
    }

    #[test]
    fn what_no_picture_could_be_made_with_is_refused() {
        for text in ["-200x300mm", "NaNx300mm", "1e9x300mm", "A9", "", "x", "mm"] {
            assert!(paper(text).is_err(), "{text}");
        }
        for text in ["NaN", "inf", "-1", "1e9", "", "3cm"] {
            assert!(bleed(text).is_err(), "{text}");
        }
        for text in ["NaN", "inf", "0", "-1", "1e9", ""] {
            assert!(scale(text).is_err(), "{text}");
            assert!(dpi(text).is_err(), "{text}");
            assert!(aspect(text).is_err(), "{text}");
            assert!(layout_width(text).is_err(), "{text}");
        }
        for text in ["0", "-5", "1000000000", "99999999999999999999", "1.5"] {
            assert!(width(text).is_err(), "{text}");
        }
        for text in ["", "e", "en_GB", "en-", "-", "verylonglanguage", "é"] {
            assert!(language(text).is_err(), "{text}");
        }
        assert!(aspect("1:0").is_err());
    }

    #[test]
    fn proportions_are_read_in_each_form() {
        assert_eq!(aspect("16:9"), Ok(16.0 / 9.0));
        assert_eq!(aspect("1.5"), Ok(1.5));
        assert_eq!(width("1600px"), Ok(1600));
        assert_eq!(bleed("3mm"), Ok(3.0));
        assert_eq!(bleed("0"), Ok(0.0));
    }
}
