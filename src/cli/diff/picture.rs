//! `diff` as a picture of what changed.
use super::super::desk::{Change, Desk, refuse_inputs};
use super::super::easel;
use super::super::files::{self, Outcome};
use super::super::names::{self, Destination, Format, PictureFile, Wish};
use super::super::press::{DrawnSheet, Press};
use super::super::report::{FileReport, Finding};
use super::super::request::Request;
use super::super::values::ThemeChoice;
use super::{Diff, DiffSide};
use crate::describe;
use crate::diagnostic::{Diagnostic, Severity};
use crate::layout::{self, Look, Style};
use crate::model::Model;
use crate::output::svg;
use crate::output::{Ground, Provenance};
use crate::scene::Scene;
use std::path::{Path, PathBuf};

/// What the pictures' files are called behind their style: they do not take the place of the page's own.
const NAME: &str = "changes";

/// A picture has no end that a text could take, so what asks for one is not mistaken.
pub(super) fn is_wanted(args: &Diff) -> bool {
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let is_picture = ending.is_some_and(|ending| Format::parse(ending).is_ok());
    !args.styles.is_empty() || !args.formats.is_empty() || is_picture
}

/// Which files are drawn.
///
/// # Errors
/// What cannot be followed.
pub(super) fn plan(args: &Diff) -> Result<Vec<PictureFile>, Finding> {
    if args.to.is_some() {
        let hint = "leave --to out for pictures, or --style, --format and a picture's -o out for text";
        return Err(Finding::usage("--to is for text, and pictures are asked for", hint.to_owned()));
    }
    if args.sheet.split.is_some() {
        let hint = "leave --split out: each picture of what changed shows all levels".to_owned();
        return Err(Finding::usage("--split does not go with what changed", hint));
    }
    let new = vec![page_of(&args.new)];
    let wish = Wish {
        pages: &new,
        styles: &args.styles,
        formats: &args.formats,
        output: args.output.as_deref(),
        role: Some(NAME),
        split: None,
    };
    let plan = names::plan(&wish)?.into_iter().next().unwrap_or_default();
    let theme = args.look.theme.iter().filter_map(|theme| match theme {
        ThemeChoice::File(path) => Some(path),
        ThemeChoice::BuiltIn(_) => None,
    });
    let inputs = [&args.old, &args.new].into_iter().chain(&args.look.fonts).chain(theme);
    let inputs: Vec<&Path> = inputs.map(PathBuf::as_path).collect();
    for picture in &plan {
        if let Destination::File(path) = &picture.destination {
            refuse_inputs(path, &inputs)?;
        }
    }
    Ok(plan)
}

/// The path of the page, also of one in a revision.
fn page_of(path: &Path) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix("git:")) {
        Some(object) => PathBuf::from(super::path_in(object)),
        None => path.to_owned(),
    }
}

/// Both sides.
pub(super) struct Sides<'a> {
    pub(super) old: &'a Model,
    pub(super) new: &'a DiffSide,
}

/// Draws and writes the pictures, and tells of each through `note`.
pub(super) fn draw(args: &Diff, plan: &[PictureFile], sides: &Sides<'_>, note: impl Fn(&str)) -> FileReport {
    let request = match Request::load(&args.look) {
        Ok(request) => request,
        Err(report) => return report,
    };
    let mut report = FileReport { name: Some(files::shown(&args.new)), ..FileReport::default() };
    let mut set = Vec::new();
    let mut done: Vec<(&[Style], Vec<DrawnSheet>)> = Vec::new();
    let sheet = easel::sheet(&args.sheet);
    let request = sides.new.request.as_ref().unwrap_or(&request);
    let easel = Easel { args, sides, request, sheet: &sheet };
    for picture in plan {
        if !done.iter().any(|(styles, _)| *styles == picture.styles) {
            let mut sheets = Vec::new();
            for style in &picture.styles {
                match easel.sheet(*style, &mut report) {
                    Ok(sheet) => sheets.push(sheet),
                    Err(faults) if args.styles.is_empty() => match easel::left_out(faults) {
                        Ok(notes) => report.add(notes),
                        Err(faults) => report.add(faults),
                    },
                    Err(faults) => report.add(faults),
                }
            }
            done.push((&picture.styles, sheets));
        }
        let sheets = done.iter().find(|(styles, _)| *styles == picture.styles).map(|(_, sheets)| sheets);
        let Some(sheets) = sheets.filter(|sheets| !sheets.is_empty()) else { continue };
        match easel.file(picture, sheets) {
            Ok(bytes) => set.push((picture.destination.clone(), bytes)),
            Err(fault) => report.add([fault]),
        }
    }
    if report.findings.iter().any(|finding| finding.severity == Severity::Error) {
        return report;
    }
    match put(set) {
        Ok(written) => {
            for (path, outcome) in written {
                let done = if outcome == Outcome::Written { "drew" } else { "unchanged:" };
                note(&format!("{done} {}", files::shown(&path)));
            }
        }
        Err(fault) => report.add([fault]),
    }
    report
}

fn put(set: Vec<(Destination, Vec<u8>)>) -> Result<Vec<(PathBuf, Outcome)>, Finding> {
    let mut changes = Vec::new();
    for (destination, bytes) in set {
        match destination {
            Destination::Stdout => files::print(&bytes)?,
            Destination::File(path) => changes.push(Change::new(path, bytes)),
        }
    }
    let outcomes = Desk::new().write(&changes)?;
    Ok(changes.into_iter().map(|change| change.path).zip(outcomes).collect())
}

/// What every picture is drawn with.
struct Easel<'a> {
    args: &'a Diff,
    sides: &'a Sides<'a>,
    request: &'a Request,
    sheet: &'a layout::Sheet,
}

impl Easel<'_> {
    fn sheet(&self, style: Style, report: &mut FileReport) -> Result<DrawnSheet, Vec<Finding>> {
        let Sides { old, new } = *self.sides;
        let DiffSide { model: new, gallery, request: _ } = new;
        let theme = self.request.theme(new).map_err(|fault| vec![fault])?;
        let ground = if theme.is_transparent() { Ground::Transparent } else { Ground::Opaque };
        let (day, night) = self.args.files.color_scheme.themes(&theme);
        let (gallery, night) = (Some(gallery), night.as_ref());
        let look = Look { gallery, night, ..Look::new(&day, &self.request.fonts, self.sheet) };
        let drawn = layout::changed_in_colors(old, new, style, &look).map_err(of_library)?;
        report.add(of_library(drawn.warnings));
        let layout::Drawn { scene, night: dark, search: _ } = drawn.value;
        let name = describe::name(&new.lang, style.picture()).to_owned();
        Ok(DrawnSheet { style, name, scene, ground, dark })
    }

    fn file(&self, picture: &PictureFile, sheets: &[DrawnSheet]) -> Result<Vec<u8>, Finding> {
        let press = Press { fonts: &self.request.fonts, sheet: self.sheet, files: &self.args.files };
        let scenes: Vec<&Scene> = sheets.iter().map(|sheet| &sheet.scene).collect();
        // it is drawn from two models, of which neither could be read back as what it shows
        let origin = press.origin(&scenes, || {
            let digest = svg::digest(scenes.iter().copied(), &self.request.fonts);
            Provenance::of_digest(env!("CARGO_PKG_VERSION"), digest)
        });
        match (picture.format, sheets) {
            (Format::Svg, [sheet, ..]) => {
                let id = names::id(&page_of(&self.args.new), picture, Some(NAME));
                Ok(press.svg(sheet, &id, origin).into_bytes())
            }
            (Format::Png, [sheet, ..]) => press.png(sheet, origin),
            (Format::Pdf, sheets) => {
                let title = sheets.first().map(|sheet| sheet.scene.title.clone()).unwrap_or_default();
                press.pdf(&title, sheets, origin)
            }
            (Format::Svg | Format::Png, []) => Ok(Vec::new()),
        }
    }
}

fn of_library(diagnostics: Vec<Diagnostic>) -> Vec<Finding> {
    diagnostics.into_iter().map(Finding::from).collect()
}
