//! `info` and `check`: what a picture was drawn from, and whether it still fits its page.
use super::args::{Messages, ReadingArgs};
use super::page::{self, Company};
use super::report::{FileReport, Finding};
use super::results::answer;
use super::{Exit, Stream, files};
use crate::diagnostic::Source;
use crate::input::{self, Format};
use crate::limits::PICTURE_BYTES;
use crate::markup::inert_json;
use crate::model::Model;
use crate::sync::{Stamp, unseal};
use crate::{diff, output};
use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Say what a picture was drawn from, and by which version
#[derive(Debug, Args)]
pub(crate) struct Info {
    /// An SVG, PNG or PDF that govdraw wrote; `-` is standard input
    #[arg(value_name = "PICTURE", value_hint = ValueHint::FilePath)]
    pub picture: PathBuf,
    /// For people, or for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub to: InfoFormat,
}

/// How facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InfoFormat {
    Text,
    Json,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  govdraw check docs/page-flow.svg docs/page.md

Prints what the picture does not show of the page yet. Exits with 0 where it shows all, with 1 where it does not, with 2 on
errors. `govdraw sync --check` checks all pictures of a site, also their colours and settings.";

/// Say whether a picture still fits its page
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct Check {
    /// An SVG, PNG or PDF that carries its model
    #[arg(value_name = "PICTURE", value_hint = ValueHint::FilePath)]
    pub picture: PathBuf,
    /// The page that it is of; `-` is standard input
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// What a picture says of itself.
#[derive(Serialize)]
struct Facts {
    file: String,
    format: &'static str,
    /// The version that drew it.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// SHA-256 of the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<Contents>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seal: Option<Seal>,
}

#[derive(Serialize)]
struct Contents {
    title: String,
    lang: String,
    levels: usize,
    functions: usize,
    flows: usize,
}

#[derive(Serialize)]
struct Seal {
    /// Whether the file is the one that was sealed.
    intact: bool,
    page: String,
    theme: String,
    fonts: String,
    options: String,
}

/// `info`.
pub(super) fn info(args: &Info, messages: &Messages) -> Exit {
    let facts = files::read(&args.picture, PICTURE_BYTES).and_then(|bytes| facts(&args.picture, &bytes));
    match facts {
        Err(fault) => messages.fail(fault),
        Ok(facts) => {
            let text = match args.to {
                InfoFormat::Text => shown(&facts),
                // strings and numbers always serialise
                InfoFormat::Json => {
                    inert_json(serde_json::to_string_pretty(&facts).unwrap_or_default()) + "\n"
                }
            };
            answer(&text, messages)
        }
    }
}

fn facts(path: &Path, bytes: &[u8]) -> Result<Facts, Finding> {
    let name = files::shown(path);
    let sealed = unseal(bytes);
    let found = output::extract(bytes);
    if let (Err(error), None) = (&found, &sealed) {
        let hint = "give an SVG, PNG or PDF that govdraw drew, not a copy that another program saved";
        return Err(Finding::io(format!("`{name}` says nothing of itself: {error}"), Some(hint)));
    }
    let format = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        _ => "svg",
    };
    let provenance = found.ok();
    let model = provenance.as_ref().and_then(|found| model_of(&name, found.model.clone()?));
    let tool = sealed.as_ref().map(|sealed| sealed.stamp.tool.clone());
    Ok(Facts {
        file: name,
        format,
        version: provenance.as_ref().map(|found| found.version.clone()).or(tool),
        digest: provenance.map(|found| found.digest),
        model: model.map(|model| Contents {
            title: model.title.clone(),
            lang: model.lang.clone(),
            levels: model.levels.len(),
            functions: model.levels.iter().map(|level| level.functions.len()).sum(),
            flows: model.flows.len(),
        }),
        seal: sealed.map(|sealed| {
            let Stamp { page, theme, fonts, options, tool: _ } = sealed.stamp;
            Seal { intact: sealed.is_whole, page, theme, fonts, options }
        }),
    })
}

fn model_of(name: &str, json: String) -> Option<Model> {
    let source = Source { name: name.to_owned(), text: json };
    input::read(&source, Format::Json).ok().map(|read| read.value)
}

fn shown(facts: &Facts) -> String {
    let Facts { file, format, version, digest, model, seal } = facts;
    let mut out = String::new();
    let mut line = |name: &str, value: &str| {
        // a picture's words are sent to a terminal
        let _ = writeln!(out, "{name:<10} {}", super::report::printable(value));
    };
    line("file", file);
    line("format", format);
    line("drawn by", &version.as_ref().map_or_else(|| "unknown".to_owned(), |v| format!("govdraw {v}")));
    match model {
        None => line("model", "none inside"),
        Some(Contents { title, lang, levels, functions, flows }) => {
            line("title", title);
            line("language", lang);
            line("model", &format!("levels: {levels}, functions: {functions}, flows: {flows}"));
        }
    }
    if let Some(digest) = digest {
        line("digest", &format!("sha256-{digest}"));
    }
    match seal {
        None => line("seal", "none: not drawn by `govdraw sync`"),
        Some(Seal { intact, page, theme, fonts, options }) => {
            line("seal", if *intact { "as it was drawn" } else { "edited after it was drawn" });
            line("", &format!("page {page}"));
            line("", &format!("theme {theme}"));
            line("", &format!("fonts {fonts}"));
            line("", &format!("settings {options}"));
        }
    }
    out
}

/// `check`.
pub(super) fn check(args: &Check, messages: &Messages) -> Exit {
    let name = files::shown(&args.picture);
    let old = files::extract(&args.picture).and_then(|found| {
        let absent = |why: String| {
            let hint = "give a picture that carries its model; `govdraw info` says what one carries";
            Finding::io(format!("no model can be read out of `{name}`: {why}"), Some(hint))
        };
        let found = found.map_err(|error| absent(error.to_string()))?;
        let json = found.model.ok_or_else(|| absent("it carries a digest alone".to_owned()))?;
        model_of(&name, json).ok_or_else(|| absent("another version of govdraw drew it".to_owned()))
    });
    let old = match old {
        Ok(old) => old,
        Err(fault) => return messages.fail(fault),
    };
    let page = page::read(&args.page, &args.reading, Company::Alone);
    let mut reports = vec![page.report];
    let mut is_stale = false;
    if let Some(model) = &page.model {
        let found = diff::diff(&old, model);
        // what no picture shows is no difference of theirs, and colours are the page's too
        is_stale = *model != old;
        if is_stale {
            let rest = "The page's theme, logo, icons, links or places of boxes changed\n".to_owned();
            let text = if found.is_empty() { rest } else { diff::text(&found) };
            reports.extend(files::print(text.as_bytes()).err().map(FileReport::of));
        }
    }
    let told = messages.tell(reports, Stream::Stderr).unless(Exit::Findings);
    match told {
        Exit::Done if is_stale => {
            let page = files::shown(&args.page);
            messages.note(&format!(
                "`{name}` does not fit `{page}` any more; draw it with: govdraw render {page}"
            ));
            Exit::Findings
        }
        exit => exit,
    }
}
