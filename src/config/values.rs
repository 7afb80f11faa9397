//! Values that a configuration and the command line write alike, each refused here if no picture could be made with
//! it: before anything is read or allocated.
use crate::layout::Paper;
use crate::limits::PICTURE_SIDE;
use std::ops::RangeInclusive;

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

/// Such as `a`, `b` or `c`.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// A named sheet, or such as `200x300mm`.
///
/// # Errors
/// What is expected instead.
pub fn paper(text: &str) -> Result<Paper, String> {
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
///
/// # Errors
/// What is expected instead.
pub fn bleed(text: &str) -> Result<f64, String> {
    number(text.strip_suffix("mm").unwrap_or(text), &BLEED_MM, "mm")
}

/// Such as `16:9` or `1.5`.
///
/// # Errors
/// What is expected instead.
pub fn aspect(text: &str) -> Result<f64, String> {
    let read = |text: &str| text.trim().parse::<f64>().ok();
    let ratio = match text.split_once([':', '/']) {
        None => read(text),
        Some((width, height)) => read(width).zip(read(height)).map(|(width, height)| width / height),
    };
    let expected = || "expected width over height, such as `16:9`, `1:2` or `1.5`, from 0.1 to 10".to_owned();
    ratio.filter(|ratio| ASPECT.contains(ratio)).ok_or_else(expected)
}

/// Such as `630px` or `630`, in px.
///
/// # Errors
/// What is expected instead.
pub fn layout_width(text: &str) -> Result<f64, String> {
    number(text.strip_suffix("px").unwrap_or(text), &LAYOUT_WIDTH, "px")
}

/// Device pixels a CSS pixel.
///
/// # Errors
/// What is expected instead.
pub fn scale(text: &str) -> Result<f64, String> {
    number(text, &SCALE, "")
}

/// Pixels an inch.
///
/// # Errors
/// What is expected instead.
pub fn dpi(text: &str) -> Result<f64, String> {
    number(text, &DPI, "")
}

/// Such as `1600` or `1600px`, in device pixels.
///
/// # Errors
/// What is expected instead.
pub fn width(text: &str) -> Result<u32, String> {
    text.strip_suffix("px")
        .unwrap_or(text)
        .trim()
        .parse()
        .ok()
        .filter(|width| (1..=PICTURE_SIDE).contains(width))
        .ok_or_else(|| format!("expected a whole number from 1 to {PICTURE_SIDE}"))
}

/// A language tag (BCP 47) as far as its form goes.
///
/// # Errors
/// What is expected instead.
pub fn language(text: &str) -> Result<String, String> {
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
