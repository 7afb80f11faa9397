//! What is shown: the pictures of the last state of the page that could be drawn, and what there is to say of the present one.
use super::super::args::FileArguments;
use super::super::easel::{Easel, Job, sheet};
use super::super::names::{self, Destination, Format, PictureFile, Wish};
use super::super::page::{self, Company, PageFile};
use super::super::report::{FileReport, Finding, rows};
use super::super::request::Request;
use super::super::workers::{self, Bar};
use super::super::{files, render};
use super::Serve;
use crate::bridge::Finding as Row;
use crate::diagnostic::Severity;
use crate::layout::{Searches, Style};
use crate::markup::inert_json;
use crate::page::is_theme_file;
use crate::{describe, lint};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};

/// What each picture can be had as.
const FORMATS: [Format; 3] = [Format::Svg, Format::Png, Format::Pdf];

/// All that a browser is shown.
pub(super) struct Board {
    /// Counts the states.
    pub(super) version: u64,
    /// As JSON.
    pub(super) told: String,
    /// The last that could be drawn.
    drawn: Option<Arc<DrawnPage>>,
}

/// A page as it was drawn.
struct DrawnPage {
    page: PageFile,
    /// Fonts and the theme.
    request: Request,
    title: String,
    pictures: Vec<Shown>,
    /// What was asked for in other formats, by style and format: each is made once, and one at a time.
    others: Mutex<BTreeMap<(&'static str, &'static str), Made>>,
}

/// A picture's bytes, or why there are none.
type Made = Result<Arc<Vec<u8>>, String>;

/// A picture that stands on the page.
struct Shown {
    style: Style,
    svg: Arc<Vec<u8>>,
    about: About,
}

/// What is said of a picture.
#[derive(Clone, Serialize)]
struct About {
    style: &'static str,
    label: &'static str,
    alt: String,
    width: f64,
    height: f64,
    /// What `render` calls its files, by format.
    files: Vec<Named>,
}

#[derive(Clone, Serialize)]
struct Named {
    format: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Told<'a> {
    version: u64,
    page: &'a str,
    title: &'a str,
    /// Whether the pictures are of an earlier state than the findings.
    is_old: bool,
    findings: Vec<Row>,
    pictures: Vec<&'a About>,
}

/// How a page is drawn for the board.
pub(super) struct BoardPainter<'a> {
    args: &'a Serve,
    files: FileArguments,
    plan: Vec<PictureFile>,
    /// What its pictures searched for, so that an edit of its words is drawn sooner.
    searches: Searches,
}

/// A state of the page, with what it was read from.
pub(super) struct Round {
    pub(super) board: Board,
    /// What is said at the terminal.
    pub(super) reports: Vec<FileReport>,
    pub(super) sources: Vec<PathBuf>,
}

impl<'a> BoardPainter<'a> {
    /// Plans the page's pictures.
    ///
    /// # Errors
    /// Arguments that cannot be followed.
    pub(super) fn new(args: &'a Serve) -> Result<Self, Finding> {
        if files::is_dash(&args.page) {
            let hint = "name the page's file".to_owned();
            return Err(Finding::usage("standard input is never saved again", hint));
        }
        if args.sheet.split.is_some() {
            let hint = "draw them with `govdraw render --split level`".to_owned();
            return Err(Finding::usage("what is served is whole pictures, not one of each level", hint));
        }
        let wish = Wish {
            pages: slice::from_ref(&args.page),
            styles: &[],
            formats: &FORMATS,
            output: None,
            role: args.role.as_deref(),
            split: None,
        };
        let plan = names::plan(&wish)?.into_iter().flatten().collect();
        Ok(Self { args, files: FileArguments::default(), plan, searches: Searches::default() })
    }

    /// Reads the page and draws what can be drawn of it; what could be drawn before stands where nothing can.
    pub(super) fn round(&self, before: Option<&Board>) -> Round {
        let Serve { page: path, look, reading, .. } = self.args;
        let mut page = page::read(path, reading, Company::Alone);
        let mut sources = render::sources(&page, path, look);
        // a theme's file that is not there yet
        let theme = page.model.as_ref().and_then(|model| model.theme.as_deref());
        sources.extend(theme.filter(|name| is_theme_file(name)).map(|name| path.with_file_name(name)));
        page.report.add(page.outline.notes());
        page.report.add(page.model.as_ref().map(lint::lint).unwrap_or_default());
        page = page.with_drawings(path).with_theme(path, look);
        let mut report = std::mem::take(&mut page.report);
        let mut other = FileReport::default();
        let drawn = match Request::load(look) {
            Ok(request) => self.draw(page, request, &mut report),
            Err(of_look) => {
                other = of_look;
                None
            }
        };
        report.settle();
        other.settle();
        let is_old = drawn.is_none();
        let drawn = drawn.map(Arc::new).or_else(|| before.and_then(|board| board.drawn.clone()));
        let version = before.map_or(0, |board| board.version) + 1;
        let name = files::shown(path);
        let reports = [report, other];
        let told = Told {
            version,
            page: &name,
            title: drawn.as_ref().map_or(name.as_str(), |drawn| drawn.title.as_str()),
            is_old,
            findings: rows(&reports),
            pictures: drawn
                .iter()
                .flat_map(|drawn| drawn.pictures.iter().map(|shown| &shown.about))
                .collect(),
        };
        // strings, numbers and lists always serialise
        let told = inert_json(serde_json::to_string(&told).unwrap_or_default());
        Round { board: Board { version, told, drawn }, reports: reports.into(), sources }
    }

    /// The three pictures; `None` where there are errors.
    fn draw(&self, page: PageFile, request: Request, report: &mut FileReport) -> Option<DrawnPage> {
        let title = page.model.as_ref()?.title.clone();
        let lang = page.model.as_ref()?.lang.clone();
        let easel = self.easel(&request);
        let plan = |style: Style| -> Vec<PictureFile> {
            self.plan
                .iter()
                .filter(|one| one.styles == [style] && one.format == Format::Svg)
                .cloned()
                .collect()
        };
        let made = workers::each(&Style::ALL, &Bar::new(Style::ALL.len(), false), |style| {
            let job = Job { page: &page, path: &self.args.page, pictures: &plan(*style), styles: &[*style] };
            easel.draw(&job)
        });
        let mut pictures = Vec::new();
        for (style, mut made) in Style::ALL.into_iter().zip(made) {
            report.add(std::mem::take(&mut made.findings));
            let Some((_, svg, about)) = made.files.pop() else { continue };
            let size = about.sizes.first();
            let about = About {
                style: style.name(),
                label: describe::name(&lang, style.picture()),
                alt: about.alternative_texts.into_iter().next().unwrap_or_default(),
                width: size.map_or(0.0, |size| size.width),
                height: size.map_or(0.0, |size| size.height),
                files: self.names(style),
            };
            pictures.push(Shown { style, svg: Arc::new(svg), about });
        }
        let is_sound = report.findings.iter().all(|finding| finding.severity != Severity::Error);
        is_sound.then_some(DrawnPage { page, request, title, pictures, others: Mutex::default() })
    }

    /// What `render` calls a style's files.
    fn names(&self, style: Style) -> Vec<Named> {
        let of_style = self.plan.iter().filter(|picture| picture.styles == [style]);
        let named = of_style.filter_map(|picture| match &picture.destination {
            Destination::File(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned())?;
                Some(Named { format: picture.format.name(), name })
            }
            Destination::Stdout => None,
        });
        named.collect()
    }

    fn easel<'b>(&'b self, request: &'b Request) -> Easel<'b> {
        Easel {
            request,
            sheet: sheet(&self.args.sheet),
            split: None,
            files: &self.files,
            // a picture that cannot hold the page is left out
            implied: true,
            role: self.args.role.as_deref(),
            metrics: false,
            searches: Some(&self.searches),
        }
    }

    /// A picture's bytes: those that `render` writes. `None` where there is no such picture, an error where it cannot be made.
    pub(super) fn picture(&self, board: &Board, style: &str, format: &str) -> Option<Made> {
        let drawn = board.drawn.as_deref()?;
        let shown = drawn.pictures.iter().find(|shown| shown.style.name() == style)?;
        let planned = |one: &&PictureFile| one.styles == [shown.style] && one.format.name() == format;
        let picture = self.plan.iter().find(planned)?;
        if picture.format == Format::Svg {
            return Some(Ok(Arc::clone(&shown.svg)));
        }
        let mut others = drawn.others.lock().unwrap_or_else(PoisonError::into_inner);
        let made = others.entry((shown.style.name(), picture.format.name()));
        Some(made.or_insert_with(|| self.made(drawn, shown, picture)).clone())
    }

    /// A picture in another format than the page shows.
    fn made(&self, drawn: &DrawnPage, shown: &Shown, picture: &PictureFile) -> Made {
        let path: &Path = &self.args.page;
        let (pictures, styles) = (slice::from_ref(picture), slice::from_ref(&shown.style));
        let mut made = self.easel(&drawn.request).draw(&Job { page: &drawn.page, path, pictures, styles });
        let bytes = made.files.pop().map(|(_, bytes, _)| Arc::new(bytes));
        bytes.ok_or_else(|| {
            let faults = made.refused.into_iter().chain(made.findings);
            faults.map(|fault| fault.message).collect::<Vec<_>>().join("\n")
        })
    }
}
