//! What pictures look like: the theme and the fonts of a call.
use super::finding::CallFindings;
use super::{Beside, Call};
use crate::input::{self, Format};
use crate::model::Model;
use crate::page::{is_theme_file, theme_of};
use crate::picture::{BrandError, add_font, brand};
use crate::text::{FontError, Fonts};
use crate::theme::Theme;

/// A theme and fonts.
pub(super) struct Looks {
    /// `None`: the built-in one that the page names, or the default.
    pub(super) theme: Option<Theme>,
    pub(super) fonts: Fonts,
}

impl Looks {
    /// Reads what the call brings, and the theme's file that the page names where it brings none.
    pub(super) fn load(call: &Call<'_>, model: &Model, findings: &mut CallFindings) -> Result<Self, ()> {
        let mut fonts = Fonts::usual();
        for (name, bytes) in call.fonts {
            add_font(&mut fonts, bytes.to_vec()).map_err(|error| unusable(name, &error, findings))?;
        }
        let theme = match (call.theme, &call.options.theme) {
            (Some((name, bytes)), _) => {
                let load = |file: &str| (call.load)(Beside::Theme, file);
                Some(theme_file((name, bytes), &load, &mut fonts, findings)?)
            }
            (None, Some(name)) => Some(findings.take(call.options.theme_named(name))?),
            (None, None) => match model.theme.as_deref().filter(|name| is_theme_file(name)) {
                Some(name) => Some(of_page(call, name, &mut fonts, findings)?),
                None => {
                    theme_of(model).map_err(|fault| findings.add([fault]))?;
                    None
                }
            },
        };
        Ok(Self { theme, fonts })
    }
}

/// The theme's file that a page names; what that names stands beside it.
fn of_page(call: &Call<'_>, name: &str, fonts: &mut Fonts, findings: &mut CallFindings) -> Result<Theme, ()> {
    let bytes = (call.load)(Beside::Page, name).map_err(|why| {
        findings.fault("io", format!("the theme `{name}` cannot be read: {why}"), None);
    })?;
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let load = |file: &str| (call.load)(Beside::Page, &format!("{folder}{file}"));
    theme_file((name, &bytes), &load, fonts, findings)
}

/// Gives a file of the theme's, or says why there is none.
type FileOf<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

/// A theme of a file's bytes, with the drawings and fonts that it names.
fn theme_file(
    (name, bytes): (&str, &[u8]),
    load: FileOf<'_>,
    fonts: &mut Fonts,
    findings: &mut CallFindings,
) -> Result<Theme, ()> {
    let source = input::decode(name, bytes).map_err(|error| findings.of_file(name, None, vec![error]))?;
    // a theme that is given as text may have any name
    let format = match Format::of_name(name) {
        Format::Markdown if source.text.trim_start().starts_with('{') => Format::Json,
        Format::Markdown => Format::Yaml,
        format => format,
    };
    let read = input::read_theme(&source, format);
    let mut theme = read.map_err(|errors| findings.of_file(name, Some(&source), errors))?.value;
    let drawings: Vec<String> = theme.files().map(str::to_owned).collect();
    for file in drawings {
        let fault = match load(&file) {
            Err(why) => Some((format!("`{file}` is not drawn: {why}"), None)),
            Ok(bytes) => {
                let refused = theme.gallery.add(&file, &bytes).err();
                refused.map(|error| (format!("`{file}` {}", error.message), Some(error.hint)))
            }
        };
        if let Some((message, hint)) = fault {
            findings.fault("drawing", message, hint);
            return Err(());
        }
    }
    if let Some(names) = &theme.font {
        brand(fonts, names, |name| load(name).map_err(|why| (name.to_owned(), why))).map_err(|error| {
            match error {
                BrandError::File((name, why)) => {
                    findings.fault("io", format!("the font `{name}` cannot be read: {why}"), None);
                }
                BrandError::Font(name, error) => unusable(&name, &error, findings),
            }
        })?;
    }
    Ok(theme)
}

fn unusable(name: &str, error: &FontError, findings: &mut CallFindings) {
    let message = format!("the font `{name}` cannot be used: {error}");
    findings.fault("io", message, Some(error.hint().to_owned()));
}
