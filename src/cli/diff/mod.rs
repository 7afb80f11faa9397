//! `diff`: what changed between two pages, pictures, or revisions of them.
mod picture;

use super::args::{FileArguments, LookArgs, Messages, ReadingArgs, SheetArguments};
use super::names::Format as PictureFormat;
use super::page::{self, Company, PageFile};
use super::report::{FileReport, Finding};
use super::request::Request;
use super::results::put;
use super::{Exit, Stream, files, values};
use crate::diagnostic::Source;
use crate::input::{self, Format};
use crate::layout::Style;
use crate::limits::{PICTURE_BYTES, SOURCE_BYTES};
use crate::model::Model;
use crate::theme::Gallery;
use crate::{diff, output};
use clap::{Args, ValueEnum, ValueHint};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const EXAMPLES: &str = "\
Examples:
  govdraw diff old.md new.md                      what changed, a line each
  govdraw diff git:HEAD~1:docs/page.md docs/page.md --to markdown
  govdraw diff page-flow.svg page.md              what the picture does not show yet
  govdraw diff git:HEAD~1:page.md page.md --style flow -o changes.svg   the same as a picture

Exits with 0 where both say the same, with 1 where they differ, with 2 on errors.";

/// Say what changed between two pages: functions, levels, roles and flows
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// A page, a picture that govdraw drew, or `git:REVISION:PATH`; `-` is standard input
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// The same, newer
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub new: PathBuf,
    /// For people, for a change log, or for programs [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<DiffFormat>,
    /// Draw what changed in this style, with the old picture's places and a mark on each change; may be given again
    #[arg(short, long = "style", value_name = "STYLE", value_delimiter = ',', ignore_case = true, value_parser = values::style())]
    pub styles: Vec<Style>,
    /// Draw what changed in this format: svg, png or pdf; may be given again [default: svg and png]
    #[arg(short, long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = PictureFormat::parse)]
    pub formats: Vec<PictureFormat>,
    /// A file, for pictures also a folder; `-` is standard output [default: `-`, and beside NEW for pictures]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub sheet: SheetArguments,
    #[command(flatten)]
    pub files: FileArguments,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Text,
    Markdown,
    Json,
}

/// Runs the command.
pub(super) fn run(args: &Diff, messages: &Messages) -> Exit {
    if files::is_dash(&args.old) && files::is_dash(&args.new) {
        return messages.fail(Finding::usage("`-` stands twice: standard input can be read once only", None));
    }
    let pictures = match picture::is_wanted(args).then(|| picture::plan(args)).transpose() {
        Ok(pictures) => pictures,
        Err(fault) => return messages.fail(fault),
    };
    let mut reports = Vec::new();
    let mut sides = Vec::new();
    for (path, drawn) in [(&args.old, false), (&args.new, pictures.is_some())] {
        let (report, side) = side(path, &args.reading, drawn.then_some(&args.look));
        reports.push(report);
        sides.extend(side);
    }
    let mut differs = false;
    if let [old, new] = sides.as_slice() {
        let found = diff::diff(&old.model, &new.model);
        differs = !found.is_empty();
        match &pictures {
            Some(plan) => {
                let sides = picture::Sides { old: &old.model, new };
                reports.push(picture::draw(args, plan, &sides, |text| messages.note(text)));
            }
            None => reports.extend(write(args, &found).err().map(FileReport::of)),
        }
    }
    // a page's own warnings are no difference
    match messages.tell(reports, Stream::Stderr).unless(Exit::Findings) {
        Exit::Done if differs => Exit::Findings,
        exit => exit,
    }
}

/// Writes what changed as text.
fn write(args: &Diff, found: &diff::Diff) -> Result<(), Finding> {
    let text = match args.to.unwrap_or(DiffFormat::Text) {
        DiffFormat::Text => diff::text(found),
        DiffFormat::Markdown => diff::markdown(found),
        // strings and lists always serialise
        DiffFormat::Json => diff::json(found).unwrap_or_default(),
    };
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    let inputs = [args.old.as_path(), args.new.as_path()];
    super::desk::refuse_inputs(output, &inputs)?;
    put(output, text.as_bytes())
}

/// One side: its model, and what its picture is drawn with.
struct DiffSide {
    model: Model,
    gallery: Gallery,
    /// Where it names a theme's file.
    request: Option<Request>,
}

/// One side's model with the drawings that it names, where it is drawn, and what there is to say of it.
fn side(path: &Path, reading: &ReadingArgs, drawn: Option<&LookArgs>) -> (FileReport, Option<DiffSide>) {
    let bytes = match path.to_str().and_then(|text| text.strip_prefix("git:")) {
        Some(object) => of_git(object).map(|bytes| (PathBuf::from(path_in(object)), bytes)),
        None => files::read(path, PICTURE_BYTES).map(|bytes| (path.to_owned(), bytes)),
    };
    let (name, bytes) = match bytes {
        Ok(read) => read,
        Err(fault) => return (FileReport::of(fault), None),
    };
    let is_svg = name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_svg || bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"%PDF-") {
        let (report, model) = of_picture(path, &bytes);
        return (report, model.map(|model| DiffSide { model, gallery: Gallery::default(), request: None }));
    }
    if bytes.len() > SOURCE_BYTES {
        let fault = Finding::io(format!("`{}` is larger than a page may be", files::shown(path)), None);
        return (FileReport::of(fault), None);
    }
    let page = page::of_bytes(&name, &bytes, &super::sync::reading(&name, reading), Company::Alone);
    let page = match drawn {
        Some(look) => page.with_drawings(&name).with_theme(&name, look),
        None => page,
    };
    let PageFile { mut report, model, gallery, request, .. } = page;
    report.name = Some(files::shown(path));
    (report, model.map(|model| DiffSide { model, gallery, request }))
}

/// The model that a picture was drawn from.
fn of_picture(path: &Path, bytes: &[u8]) -> (FileReport, Option<Model>) {
    let name = files::shown(path);
    let hint = "give the page itself, or a picture that carries its model";
    let model = output::extract(bytes).map_err(|error| error.to_string()).and_then(|provenance| {
        let text = provenance.model.ok_or_else(|| "it carries a digest alone".to_owned())?;
        let source = Source { name: name.clone(), text };
        let unread = |_| "another version of govdraw drew it".to_owned();
        input::read(&source, Format::Json).map(|read| read.value).map_err(unread)
    });
    match model {
        Ok(model) => (FileReport { name: Some(name), ..FileReport::default() }, Some(model)),
        Err(why) => {
            let fault = Finding::io(format!("no model can be read out of `{name}`: {why}"), Some(hint));
            (FileReport::of(fault), None)
        }
    }
}

/// The path in `REVISION:PATH`.
fn path_in(object: &str) -> &str {
    object.split_once(':').map_or(object, |(_, path)| path)
}

/// A file of a revision, by running git in the current folder.
fn of_git(object: &str) -> Result<Vec<u8>, Finding> {
    let usage = "write `git:REVISION:PATH`, such as `git:HEAD~1:docs/page.md`";
    let Some((revision, path)) = object.split_once(':') else {
        return Err(Finding::usage(format!("`git:{object}` names no file"), usage.to_owned()));
    };
    // an option is no revision, and a path starts from the current folder unless it starts from the repository's
    if revision.is_empty() || path.is_empty() || revision.starts_with('-') || object.contains('\0') {
        return Err(Finding::usage(format!("`git:{object}` names no file of a revision"), usage.to_owned()));
    }
    let name = match path.strip_prefix('/') {
        Some(path) => format!("{revision}:{path}"),
        None => format!("{revision}:./{path}"),
    };
    let failed = |why: &str| {
        let hint = "check the revision and the path with `git show`";
        Finding::io(format!("git gives no `{object}`: {why}"), Some(hint))
    };
    git_blob(&name, None).map_err(|why| failed(&why))
}

/// What git has under a name such as `HEAD:./page.md`, run in a folder or in the current one.
///
/// # Errors
/// What git says, or why it does not run.
pub(super) fn git_blob(name: &str, folder: Option<&Path>) -> Result<Vec<u8>, String> {
    // unlike `git show`, this runs no filter that the repository configures
    let child = Command::new("git")
        .current_dir(folder.unwrap_or(Path::new(".")))
        .args(["cat-file", "blob", name])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        let read = stdout.take(PICTURE_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| error.to_string())?;
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if bytes.len() > PICTURE_BYTES {
        return Err("it is too large".to_owned());
    }
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ").to_owned());
    }
    Ok(bytes)
}
