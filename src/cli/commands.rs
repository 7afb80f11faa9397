//! The other commands, each a few lines: what they do is the library's.
use super::args::{
    Describe, DescribeFormat, Export, ExportFormat, Extract, Init, Lint, Messages, ReadingArgs, RolesArgs,
    RolesFormat, Schema,
};
use super::desk::refuse_inputs;
use super::easel::sheet;
use super::names::Split;
use super::page::{self, Company};
use super::report::{FileReport, Finding};
use super::request::Request;
use super::results::{answer, put};
use super::{Exit, Stream, files, lint};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Source, Warned};
use crate::input::Format;
use crate::layout::{self, Look, Style, layout_as, levels_as};
use crate::model::{Lens, Model};
use crate::theme::icons;
use crate::{describe, export, input};
use std::path::Path;

/// `lint`: what reading, checking and laying a page out has to say.
pub(super) fn lint(args: &Lint, messages: &Messages) -> Exit {
    let request = match Request::load(&args.look) {
        Ok(request) => request,
        Err(report) => return messages.tell(vec![report], Stream::Stdout),
    };
    let sheet = sheet(&args.sheet);
    if let Err(fault) = lint::accepts(args) {
        return messages.fail(fault);
    }
    let unreferenced = super::sync::unreferenced(&args.pages);
    let reports = args.pages.iter().map(|path| {
        let mended = if args.fix { lint::mend(path, &args.reading) } else { Ok(0) };
        let mut page = page::read(path, &args.reading, Company::of(&args.pages));
        match mended {
            Ok(0) => {}
            Ok(1) => messages.note(&format!("mended 1 slip in {}", files::shown(path))),
            Ok(count) => messages.note(&format!("mended {count} slips in {}", files::shown(path))),
            Err(fault) => page.report.add([fault]),
        }
        page.report.add(lint::pictures(path, &page));
        if let Some(revision) = &args.since {
            page.report.add(lint::log(path, &page, revision, &args.reading));
        }
        page.report.add(unreferenced.iter().filter(|(of, _)| of == path).map(|(_, finding)| finding.clone()));
        page.report.add(page.outline.notes());
        page.report.add(page.model.as_ref().map(crate::lint::lint).unwrap_or_default());
        page = page.with_drawings(path).with_theme(path, &args.look);
        if let Some(model) = &page.model {
            page.report.is_checked = true;
            let request = page.request.as_ref().unwrap_or(&request);
            match request.theme(model) {
                Err(fault) => page.report.add([fault]),
                Ok(theme) => {
                    let (theme, fonts, gallery) = (&theme, &request.fonts, Some(&page.gallery));
                    let look = Look { gallery, ..Look::new(theme, fonts, &sheet) };
                    for style in Style::ALL {
                        page.report.add(laid_out(model, style, &look, args.sheet.split));
                    }
                }
            }
        }
        page.report
    });
    messages.tell(reports.collect(), Stream::Stdout)
}

/// What laying a style out has to say, and how small its type is where it will be shown.
fn laid_out(model: &Model, style: Style, look: &Look<'_>, split: Option<Split>) -> Vec<Finding> {
    let scenes = match (style, split) {
        (Style::Poster, Some(Split::Level)) => levels_as(model, look),
        _ => {
            layout_as(model, style, look).map(|one| Warned { value: vec![one.value], warnings: one.warnings })
        }
    };
    layout::told(scenes, style, look.sheet).into_iter().map(Finding::from).collect()
}

/// `describe`: the text version, or a picture's alternative text.
pub(super) fn describe(args: &Describe, messages: &Messages) -> Exit {
    derive(&args.page, &args.reading, &args.output, messages, |model, _| {
        let lens = args.role.as_deref().map(|role| Lens::new(model, role)).transpose()?;
        let description = || match &lens {
            Some(lens) => describe::describe_role(model, lens),
            None => describe::describe(model),
        };
        Ok(match (args.alt, args.to) {
            (Some(style), _) => match &lens {
                Some(lens) => describe::alt_role(model, style.picture(), lens) + "\n",
                None => describe::alt(model, style.picture()) + "\n",
            },
            (None, DescribeFormat::Markdown) => description().to_markdown(),
            (None, DescribeFormat::Html) => description().to_html(),
            (None, DescribeFormat::Plain) => description().to_plain(),
        })
    })
}

/// `roles`: who is named where. What are probably two spellings of one role are findings beside it.
pub(super) fn roles(args: &RolesArgs, messages: &Messages) -> Exit {
    derive(&args.page, &args.reading, &args.output, messages, |model, report| {
        report.add(crate::lint::roles(model));
        Ok(match args.to {
            RolesFormat::Plain => describe::roles(model),
            // strings and lists always serialise
            RolesFormat::Json => export::roles(model).unwrap_or_default(),
        })
    })
}

/// `export`: the model as data.
pub(super) fn export(args: &Export, messages: &Messages) -> Exit {
    derive(&args.page, &args.reading, &args.output, messages, |model, _| {
        Ok(match args.to {
            // a model's texts, numbers and lists always serialise
            ExportFormat::Json => export::json(model).unwrap_or_default(),
            ExportFormat::Yaml => export::yaml(model),
            ExportFormat::Csv => export::csv(model),
            ExportFormat::Mermaid => export::mermaid(model),
            ExportFormat::D2 => export::d2(model),
            ExportFormat::Dot => export::dot(model),
        })
    })
}

/// `extract`: the model that a picture was drawn from.
pub(super) fn extract(args: &Extract, messages: &Messages) -> Exit {
    let name = files::shown(&args.picture);
    if let Err(fault) = refuse_inputs(&args.output, &[&args.picture]) {
        return messages.fail(fault);
    }
    let hint = "give an SVG, PNG or PDF that govdraw drew, not a copy that another program saved";
    let absent =
        |why: &str, hint| Finding::io(format!("no model can be read out of `{name}`: {why}"), Some(hint));
    let found = files::extract(&args.picture)
        .and_then(|found| found.map_err(|error| absent(&error.to_string(), hint)));
    let text = found.and_then(|provenance| {
        let digest = provenance.digest;
        let json = provenance.model.ok_or_else(|| {
            let hint = "draw it with `--provenance model`, or `provenance = \"model\"` in govdraw.toml";
            Finding::io(format!("`{name}` carries no model, but a digest alone: sha256-{digest}"), Some(hint))
        })?;
        // a digest holds for any words: what is printed must be a model
        let read = input::read(&Source { name: "-".to_owned(), text: json }, Format::Json).ok();
        let text = read.and_then(|read| export::json(&read.value).ok());
        text.ok_or_else(|| {
            absent("what it carries is no model that this version knows", "draw it again from its page")
        })
    });
    match text.and_then(|text| put(&args.output, text.as_bytes())) {
        Ok(()) => Exit::Done,
        Err(fault) => messages.fail(fault),
    }
}

/// Reads a page, makes a text of its model, and puts that where it was asked for.
fn derive(
    page: &Path,
    reading: &ReadingArgs,
    output: &Path,
    messages: &Messages,
    text: impl Fn(&Model, &mut FileReport) -> Result<String, Diagnostic>,
) -> Exit {
    if let Err(fault) = refuse_inputs(output, &[page]) {
        return messages.fail(fault);
    }
    let mut page = page::read(page, reading, Company::Alone);
    if let Some(model) = &page.model {
        match text(model, &mut page.report) {
            Err(fault) => page.report.add([fault]),
            Ok(text) => page.report.add(put(output, text.as_bytes()).err()),
        }
    }
    // warnings do not spoil a result
    messages.tell(vec![page.report], Stream::Stderr).unless(Exit::Findings)
}

/// `init`: a page to start from.
pub(super) fn init(args: &Init, messages: &Messages) -> Exit {
    let is_config = args.file.file_name().is_some_and(|name| name == config::FILE_NAME);
    if files::is_dash(&args.file) {
        return answer(STARTER, messages);
    }
    let name = files::shown(&args.file);
    if args.file.exists() {
        let hint = "choose another name: govdraw init NAME.md";
        return messages
            .fail(Finding::io(format!("`{name}` exists already and is left as it is"), Some(hint)));
    }
    let (text, next) = if is_config {
        (config::STARTER, "draw what it asks for with: govdraw sync".to_owned())
    } else {
        (STARTER, format!("draw its pictures with: govdraw render {name}"))
    };
    match files::write(&args.file, text.as_bytes()) {
        Ok(_) => {
            messages.note(&format!("wrote {name}; {next}"));
            Exit::Done
        }
        Err(fault) => messages.fail(fault),
    }
}

/// The starter page.
const STARTER: &str = include_str!("../../examples/starter.md");

/// `schema`: of a model as data, of a theme, or of a configuration. All are made of types alone and always serialise.
pub(super) fn schema(args: &Schema, messages: &Messages) -> Exit {
    let schema = match (args.theme, args.config) {
        (true, _) => input::theme_schema(),
        (_, true) => Config::schema(),
        _ => input::schema(),
    };
    answer(&schema.unwrap_or_default(), messages)
}

/// `icons`: their names.
pub(super) fn icons(messages: &Messages) -> Exit {
    answer(&icons::all().map(|icon| format!("{}\n", icon.name)).collect::<String>(), messages)
}
