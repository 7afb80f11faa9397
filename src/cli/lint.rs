//! What `lint` finds beside the page's own words: in its pictures, in its history; and what it mends.
use super::args::{Lint, ReadingArgs};
use super::desk::{Change, Desk};
use super::diff::git_blob;
use super::files;
use super::format::format_of;
use super::page::{self, Company, PageFile};
use super::report::Finding;
use super::sync::reading as settled;
use crate::describe;
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::diff::{Revision, contradictions};
use crate::input::{self, Format, Linked};
use crate::layout::Style;
use crate::limits::SOURCE_BYTES;
use crate::model::Model;
use std::collections::BTreeSet;
use std::path::Path;

/// What arguments cannot be followed.
pub(super) fn accepts(args: &Lint) -> Result<(), Finding> {
    let has_stdin = args.pages.iter().any(|page| files::is_dash(page));
    if args.fix && has_stdin {
        let hint = "name the page's file".to_owned();
        return Err(Finding::usage("--fix writes the page, and standard input cannot be written", hint));
    }
    if args.since.is_some() && has_stdin {
        let hint = "name the page's file".to_owned();
        return Err(Finding::usage("--since looks for the page's file in a revision", hint));
    }
    if args.since.as_ref().is_some_and(|revision| revision.is_empty() || revision.starts_with('-')) {
        let hint = "write such as `--since HEAD~1`".to_owned();
        return Err(Finding::usage("--since names no revision", hint));
    }
    Ok(())
}

/// Mends in a page's file what has one mend, and says how many there were.
pub(super) fn mend(path: &Path, reading: &ReadingArgs) -> Result<usize, Finding> {
    let bytes = files::read(path, SOURCE_BYTES)?;
    // what cannot be decoded is told when the page is read
    let Ok(source) = input::decode(&files::shown(path), &bytes) else { return Ok(0) };
    let format = format_of(path, &source.text, reading.input_format);
    if format != Format::Markdown {
        return Ok(0);
    }
    let mended = input::mend(&source, format, &settled(path, reading).options());
    if mended.findings.is_empty() {
        return Ok(0);
    }
    // a byte order mark stays, and so does a carriage return alone
    let start = bytes.len() - source.text.len().min(bytes.len());
    if bytes.get(start..) != Some(source.text.as_bytes()) {
        return Ok(0);
    }
    let mut new = bytes.get(..start).unwrap_or_default().to_vec();
    new.extend_from_slice(mended.text.as_bytes());
    let change = Change { expects: Some(bytes), ..Change::new(path.to_owned(), new) };
    Desk::new().write(&[change])?;
    Ok(mended.findings.len())
}

/// Entries of the page's change log that contradict what changed since a revision.
pub(super) fn log(path: &Path, page: &PageFile, revision: &str, reading: &ReadingArgs) -> Vec<Finding> {
    let (Some(model), Some(source)) = (&page.model, &page.report.source) else { return Vec::new() };
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let shown = files::shown(path);
    let bytes = match git_blob(&format!("{revision}:./{name}"), folder) {
        Ok(bytes) => bytes,
        // a page that the revision does not have yet has nothing to compare with
        Err(why) if why.contains("exists on disk, but not in") || why.contains("does not exist in") => {
            return Vec::new();
        }
        Err(why) => {
            let hint = "check the revision with `git log`, and run it in the page's repository";
            return vec![Finding::io(format!("git gives no `{shown}` of {revision}: {why}"), Some(hint))];
        }
    };
    let old = page::of_bytes(path, &bytes, &settled(path, reading), Company::Alone);
    let (Some(old_model), Some(old_source)) = (&old.model, &old.report.source) else {
        let hint = "name a revision in which the page can be read";
        return vec![Finding::io(format!("`{shown}` of {revision} cannot be read as a page"), Some(hint))];
    };
    let old = Revision { text: &old_source.text, model: old_model };
    let new = Revision { text: &source.text, model };
    contradictions(&old, &new).into_iter().map(Finding::from).collect()
}

/// What is wrong with the pictures that a page shows or links to.
pub(super) fn pictures(path: &Path, page: &PageFile) -> Vec<Finding> {
    let (Some(model), Some(source)) = (&page.model, &page.report.source) else { return Vec::new() };
    if files::is_dash(path) || format_of(path, &source.text, None) != Format::Markdown {
        return Vec::new();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut findings = Vec::new();
    for linked in input::linked(&source.text) {
        // where a site's own root is, only its builder knows
        if !linked.address.starts_with('/') {
            findings.extend(judge(folder, path, model, &linked).into_iter().map(Finding::from));
        }
    }
    findings
}

fn judge(folder: &Path, page: &Path, model: &Model, linked: &Linked) -> Vec<Diagnostic> {
    let warn = |code: Code, message: String, hint: String| {
        Diagnostic::new(Severity::Warning, code, message).at(linked.span).hint(hint)
    };
    let (shown, address) = (files::shown(page), &linked.address);
    let file = folder.join(address);
    if !file.exists() {
        if is_document(linked) {
            return Vec::new();
        }
        let message = format!("the page links to the picture `{address}`, and there is none");
        let hint = format!("draw it with `govdraw render {shown}` or `govdraw sync`, or mend the address");
        return vec![warn(Code::LinkedPicture, message, hint)];
    }
    let found = files::extract(&file).ok().and_then(Result::ok);
    // a picture that is not ours has words of its own
    let Some(found) = found else { return Vec::new() };
    let drawn = found.model.and_then(|text| {
        input::read(&Source { name: address.clone(), text }, Format::Json).ok().map(|read| read.value)
    });
    let mut findings = Vec::new();
    if let Some(drawn) = drawn.as_ref().filter(|drawn| *drawn != model) {
        findings.push(match is_of_page(drawn, model) {
            true => warn(
                Code::LinkedPicture,
                format!("the picture `{address}` does not show the page as it is"),
                format!("`govdraw check {} {shown}` says what it lacks; draw it with `govdraw render {shown}` or `govdraw sync`", files::shown(&file)),
            ),
            false => warn(
                Code::LinkedPicture,
                format!("the picture `{address}` was made for another page: \"{}\"", drawn.title),
                "mend the address, or draw this page's own".to_owned(),
            ),
        });
    }
    findings.extend(alternative(model, drawn.as_ref(), linked).map(|what| {
        let hint = format!("take the words that `govdraw describe {shown} --alt STYLE` prints, or let `govdraw sync` keep them between markers");
        warn(Code::AltText, what, hint)
    }));
    findings
}

/// Whether a link is to a document, and no picture: a PDF that is not named as one of ours.
fn is_document(linked: &Linked) -> bool {
    let name = linked.address.to_ascii_lowercase();
    let is_named = |stem: &str| Style::ALL.iter().any(|style| stem.ends_with(&format!("-{}", style.name())));
    linked.alt.is_none() && name.strip_suffix(".pdf").is_some_and(|stem| !is_named(stem))
}

/// Whether a picture's model is an earlier state of a page's.
fn is_of_page(drawn: &Model, model: &Model) -> bool {
    let ids = |model: &Model| -> BTreeSet<String> {
        let functions = model.levels.iter().flat_map(|level| &level.functions);
        functions.map(|function| function.id.clone()).collect()
    };
    let (before, now) = (ids(drawn), ids(model));
    let both = before.intersection(&now).count();
    // pages of one kind share a few names
    drawn.title == model.title || both * 2 > before.len().min(now.len())
}

/// What is wrong with an alternative text of a picture that we drew.
fn alternative(model: &Model, drawn: Option<&Model>, linked: &Linked) -> Option<String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let alt = plain(linked.alt.as_ref()?);
    let address = &linked.address;
    if alt.is_empty() {
        return Some(format!("the picture `{address}` has no alternative text"));
    }
    let generated = |model: &Model| Style::ALL.map(|style| plain(&describe::alt(model, style.picture())));
    let now = generated(model);
    if now.contains(&alt) {
        return None;
    }
    let start = |text: &str| text.split_inclusive(['.', '。']).next().unwrap_or_default().to_owned();
    let is_ours = drawn.is_some_and(|drawn| generated(drawn).contains(&alt))
        || now.iter().any(|text| alt.len() > start(text).len() && alt.starts_with(&start(text)));
    if is_ours {
        return Some(format!("the alternative text of `{address}` is that of an earlier page"));
    }
    // words of one's own: they name nothing that the page no longer has
    let names = |model: &Model| -> BTreeSet<String> {
        let levels = model.levels.iter().map(|level| level.name.clone());
        levels.chain(model.levels.iter().flat_map(|l| &l.functions).map(|f| f.name.clone())).collect()
    };
    let now = names(model);
    let gone = names(drawn?).into_iter().find(|name| {
        name.chars().count() > 3 && !now.contains(name) && alt.to_lowercase().contains(&name.to_lowercase())
    })?;
    Some(format!("the alternative text of `{address}` names \"{gone}\", which the page does not have"))
}
