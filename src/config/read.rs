//! From TOML to a [`Config`].
use super::fields::{PAGE, PICTURE, ROOT, names};
use super::paths::{Glob, contained};
use super::reader::{ConfigReader, FieldValue};
use super::{Config, Extra, Format, Look, Settings, TextForm, ThemeName, values};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span};
use crate::layout::{Direction, Effort, Orientation, Style};
use crate::limits::{CONFIG_BYTES, CONFIG_ENTRIES};
use crate::model::{nearest, slug};
use crate::picture::{ColorScheme, Origin};
use crate::theme::Theme;
use std::collections::BTreeMap;
use toml::de::DeTable;

/// The longest name of a picture, in bytes.
const NAME_BYTES_MAX: usize = 60;

pub(super) fn read(source: &Source) -> Result<Config, Vec<Diagnostic>> {
    let text = source.text.as_str();
    if text.len() > CONFIG_BYTES {
        let message = format!("the configuration is larger than {CONFIG_BYTES} bytes");
        let hint = "name pages by patterns";
        return Err(vec![Diagnostic::new(Severity::Error, Code::TooLarge, message).hint(hint)]);
    }
    // blanked and not cut off, so that places stay
    let blanked = text.strip_prefix('\u{FEFF}').map(|rest| format!("   {rest}"));
    let text = blanked.as_deref().unwrap_or(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mut findings = Findings::default();
        findings.extend(errors.iter().map(syntax));
        return Err(findings.into_vec());
    }
    let mut reader = ConfigReader { findings: Findings::default() };
    let config = root(document.get_ref(), &mut reader);
    if reader.findings.has_error() { Err(reader.findings.into_vec()) } else { Ok(config) }
}

fn syntax(error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    let hint = "write each setting as `name = value`, and texts in double quotes";
    Diagnostic::new(Severity::Error, Code::Syntax, message).at(error.span().map(Span::from)).hint(hint)
}

fn root(table: &DeTable<'_>, reader: &mut ConfigReader) -> Config {
    let mut config = Config::default();
    let mut has_pages = false;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "pages" => {
                has_pages = true;
                config.pages = globs("pages", value, reader);
            }
            "exclude" => config.exclude = globs("exclude", value, reader),
            "page" => {
                for item in reader.items("page", value, CONFIG_ENTRIES) {
                    config.overrides.extend(page(item, reader));
                }
            }
            name => {
                if !setting(name, value, &mut config.settings, reader) {
                    reader.unknown(key, "a configuration", &names(ROOT));
                }
            }
        }
    }
    if !has_pages {
        let message = "the configuration does not say which pages there are".to_owned();
        let missing = Diagnostic::new(Severity::Error, Code::MissingField, message);
        reader.findings.push(missing.hint("write `pages = [\"docs/**/*.md\"]`, with your pages' folder"));
    }
    config
}

/// A `[[page]]`.
fn page(value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<(Glob, Settings)> {
    let table = reader.table("page", value)?;
    let mut settings = Settings::default();
    let mut path = None;
    let mut has_path = false;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "path" => {
                has_path = true;
                path = glob("path", value, reader);
            }
            name => {
                if !setting(name, value, &mut settings, reader) {
                    reader.unknown(key, "a page", &names(PAGE));
                }
            }
        }
    }
    if !has_path {
        let hint = "write `path = \"docs/governance.md\"`, or a pattern of several pages";
        let message = "a `[[page]]` without a path".to_owned();
        reader.wrong(Code::MissingField, message, value.span().into(), hint);
    }
    Some((path?, settings))
}

/// Takes a setting that all pages or some may have; `false` where it is none.
fn setting(name: &str, value: &FieldValue<'_>, settings: &mut Settings, reader: &mut ConfigReader) -> bool {
    match name {
        "styles" => settings.styles = Some(choices(name, value, &Style::ALL, Style::name, reader)),
        "formats" => settings.formats = Some(choices(name, value, &Format::ALL, Format::name, reader)),
        "output" => settings.output = output(value, reader),
        "theme" => settings.theme = theme(value, reader),
        "fonts" => {
            let items = reader.items(name, value, CONFIG_ENTRIES);
            settings.fonts = Some(items.iter().filter_map(|item| path(name, item, reader)).collect());
        }
        "lang" => settings.lang = reader.parsed(name, value, values::language),
        "settings" => settings.settings = reader.text(name, value),
        "level-heading" => settings.level_heading = reader.parsed(name, value, level_heading),
        "provenance" => {
            settings.provenance = reader.choice(name, value, &Origin::ALL, Origin::name);
        }
        "picture" => {
            let items = reader.items(name, value, CONFIG_ENTRIES);
            let pictures: Vec<Extra> = items.iter().filter_map(|item| picture(item, reader)).collect();
            settings.pictures = pictures;
            refuse_same_names(items, reader);
        }
        _ => return look(name, value, &mut settings.look, reader),
    }
    true
}

/// Takes a setting that each picture may have; `false` where it is none.
fn look(name: &str, value: &FieldValue<'_>, look: &mut Look, reader: &mut ConfigReader) -> bool {
    match name {
        "paper" => look.paper = reader.parsed(name, value, values::paper),
        "orientation" => look.orientation = reader.choice(name, value, &Orientation::ALL, Orientation::name),
        "aspect" => look.aspect = reader.parsed(name, value, values::aspect),
        "layout-width" => look.layout_width = reader.parsed(name, value, values::layout_width),
        "direction" => look.direction = reader.choice(name, value, &Direction::ALL, Direction::name),
        "effort" => look.effort = reader.choice(name, value, &Effort::ALL, Effort::name),
        "scale" => look.scale = reader.parsed(name, value, values::scale),
        "width" => look.width = reader.parsed(name, value, values::width),
        "dpi" => look.dpi = reader.parsed(name, value, values::dpi),
        "text" => look.text = reader.choice(name, value, &TextForm::ALL, TextForm::name),
        "color-scheme" => {
            look.color_scheme = reader.choice(name, value, &ColorScheme::ALL, ColorScheme::name)
        }
        _ => return false,
    }
    true
}

/// A `[[picture]]`.
fn picture(value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<Extra> {
    let table = reader.table("picture", value)?;
    let (mut name, mut style, mut formats, mut own_theme) = (None, None, None, None);
    let mut own_look = Look::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => name = picture_name(value, reader),
            "style" => style = reader.choice("style", value, &Style::ALL, Style::name),
            "formats" => formats = Some(choices("formats", value, &Format::ALL, Format::name, reader)),
            "theme" => own_theme = theme(value, reader),
            other => {
                if !look(other, value, &mut own_look, reader) {
                    reader.unknown(key, "a picture", &names(PICTURE));
                }
            }
        }
    }
    for (field, example) in [("name", "poster-narrow"), ("style", "poster")] {
        if !table.iter().any(|(key, _)| key.get_ref() == field) {
            let message = format!("a `[[picture]]` without a {field}");
            let hint = format!("write `{field} = \"{example}\"`");
            reader.wrong(Code::MissingField, message, value.span().into(), hint);
        }
    }
    Some(Extra { name: name?, style: style?, formats, theme: own_theme, look: own_look })
}

/// A part of a file's name.
fn picture_name(value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<String> {
    let name = reader.text("name", value)?;
    let tidy = slug(&name);
    let span = value.span().into();
    if tidy != name || name.is_empty() || name.len() > NAME_BYTES_MAX {
        let message = "the name of a picture is a part of its file's name".to_owned();
        let hint = match tidy.get(..tidy.floor_char_boundary(NAME_BYTES_MAX)) {
            Some(tidy) if !tidy.is_empty() => format!("write `name = \"{tidy}\"`"),
            _ => "write letters, digits and hyphens, such as `poster-narrow`".to_owned(),
        };
        reader.wrong(Code::PictureName, message, span, hint);
        return None;
    }
    if name == "text" {
        let message = "`text` stands for the text version in markers".to_owned();
        reader.wrong(Code::PictureName, message, span, "write `name = \"text-2\"`, say".to_owned());
        return None;
    }
    if Style::ALL.iter().any(|style| style.name() == name) {
        let message = format!("`{name}` is the name of a style's usual picture");
        reader.wrong(Code::PictureName, message, span, format!("write `name = \"{name}-2\"`, say"));
        return None;
    }
    Some(name)
}

fn refuse_same_names(items: &[FieldValue<'_>], reader: &mut ConfigReader) {
    let mut taken: BTreeMap<String, ()> = BTreeMap::new();
    for item in items {
        let toml::de::DeValue::Table(table) = item.get_ref() else { continue };
        let Some(name) = table.get("name") else { continue };
        let toml::de::DeValue::String(text) = name.get_ref() else { continue };
        if taken.insert(text.to_lowercase(), ()).is_some() {
            let message = format!("two pictures are called `{text}`");
            reader.wrong(Code::PictureName, message, name.span().into(), "give each a name of its own");
        }
    }
}

fn choices<T: Copy + PartialEq>(
    name: &str,
    value: &FieldValue<'_>,
    all: &[T],
    called: fn(T) -> &'static str,
    reader: &mut ConfigReader,
) -> Vec<T> {
    let mut chosen = Vec::new();
    for item in reader.items(name, value, CONFIG_ENTRIES) {
        if let Some(choice) = reader.choice(name, item, all, called).filter(|choice| !chosen.contains(choice))
        {
            chosen.push(choice);
        }
    }
    chosen
}

fn globs(name: &str, value: &FieldValue<'_>, reader: &mut ConfigReader) -> Vec<Glob> {
    let items = reader.items(name, value, CONFIG_ENTRIES);
    items.iter().filter_map(|item| glob(name, item, reader)).collect()
}

fn glob(name: &str, value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<Glob> {
    let text = reader.text(name, value)?;
    match Glob::new(&text) {
        Ok(glob) => Some(glob),
        Err(why) => {
            outside(name, &why, value, reader);
            None
        }
    }
}

fn path(name: &str, value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<String> {
    let text = reader.text(name, value)?;
    match contained(&text) {
        Ok(path) if !path.is_empty() => Some(path),
        Ok(_) => {
            outside(name, "names no file", value, reader);
            None
        }
        Err(why) => {
            outside(name, &why, value, reader);
            None
        }
    }
}

fn outside(name: &str, why: &str, value: &FieldValue<'_>, reader: &mut ConfigReader) {
    let hint =
        "write a path from the configuration's folder, with `/` between folders, such as `docs/page.md`";
    reader.wrong(Code::BadPath, format!("a path of `{name}` {why}"), value.span().into(), hint);
}

/// What stands for the page's own folder in `output`.
pub(super) const FOLDER: &str = "{folder}";

fn output(value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<String> {
    let text = reader.text("output", value)?;
    match contained(&text) {
        Err(why) => {
            outside("output", &why, value, reader);
            None
        }
        Ok(path) if path.replace(FOLDER, "").contains(['{', '}']) => {
            let message = "`output` holds braces that stand for nothing".to_owned();
            let hint = "write `{folder}` for the page's own folder, as in `output = \"pictures/{folder}\"`";
            reader.wrong(Code::WrongType, message, value.span().into(), hint);
            None
        }
        Ok(path) => Some(path),
    }
}

fn theme(value: &FieldValue<'_>, reader: &mut ConfigReader) -> Option<ThemeName> {
    let text = reader.text("theme", value)?;
    if let Some(name) = Theme::NAMES.iter().find(|name| name.eq_ignore_ascii_case(&text)) {
        return Some(ThemeName::BuiltIn(name));
    }
    if text.contains(['.', '/', '\\']) {
        return path("theme", value, reader).map(ThemeName::File);
    }
    let hint = match nearest(&text, Theme::NAMES) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("choose one of {}, or name a file", Theme::NAMES.join(", ")),
    };
    let message = "there is no theme of that name".to_owned();
    reader.wrong(Code::UnknownTheme, message, value.span().into(), hint);
    None
}

fn level_heading(text: &str) -> Result<u8, String> {
    let depth = text.parse().ok().filter(|depth| (1..=5).contains(depth));
    depth.ok_or_else(|| "expected a whole number from 1 to 5".to_owned())
}
