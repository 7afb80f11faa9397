//! Arguments' values, as `clap` takes them; those that a configuration writes too are read by the library.
pub(super) use crate::config::values::{aspect, bleed, dpi, language, layout_width, paper, scale, width};
use crate::layout::{Direction, Effort, Orientation, Style};
use crate::model::nearest;
use crate::picture::ColorScheme;
use crate::theme::Theme;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

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
    one_of(&Direction::ALL, Direction::name)
}

/// An effort by its name.
pub(super) fn effort() -> impl TypedValueParser<Value = Effort> {
    one_of(&Effort::ALL, Effort::name)
}

/// An orientation by its name.
pub(super) fn orientation() -> impl TypedValueParser<Value = Orientation> {
    one_of(&Orientation::ALL, Orientation::name)
}

/// A colour scheme by its name.
pub(super) fn color_scheme() -> impl TypedValueParser<Value = ColorScheme> {
    one_of(&ColorScheme::ALL, ColorScheme::name)
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

/// An SVG's id.
pub(crate) fn id(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("expected a letter, then letters, digits, `-` and `_`, such as `team-flow`".to_owned())
    }
}
