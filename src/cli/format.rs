//! What an input is written in.
use super::args::InputFormat;
use super::files;
use crate::input::Format;
use std::path::Path;

/// What a page is written in: as told, else by its name, and for standard input by its first characters.
pub(crate) fn format_of(path: &Path, text: &str, told: Option<InputFormat>) -> Format {
    match told {
        Some(InputFormat::Markdown) => Format::Markdown,
        Some(InputFormat::Json) => Format::Json,
        Some(InputFormat::Yaml) => Format::Yaml,
        None if files::is_dash(path) => {
            // a page may start with a template's `{%` or `{{`
            let rest = text.trim_start().strip_prefix('{').map(str::trim_start);
            if rest.is_some_and(|rest| rest.starts_with(['"', '}'])) {
                Format::Json
            } else {
                Format::Markdown
            }
        }
        None => Format::of_name(&files::shown(path)),
    }
}
