//! One page: what is stale of it, and the set of files that mends it.
use super::super::args::{LookArgs, ReadingArgs};
use super::super::desk::{Change, Desk, refuse_inputs};
use super::super::files::{self, Outcome};
use super::super::format::format_of;
use super::super::names;
use super::super::page::{self, Company, PageFile};
use super::super::report::{FileReport, Finding};
use super::super::request::{Request, of_theme, theme_of_page, theme_sources};
use super::super::values::ThemeChoice;
use super::super::workers::{self, Bar};
use super::draw::{Subject, draw};
use super::kind::{is_another_kind, is_governance, stale};
use super::project::Project;
use crate::answers::Answers;
use crate::config::{PageConfig, PictureConfig, ThemeName};
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::input::{self, Format};
use crate::layout::Searches;
use crate::limits::{EMBLEM_BYTES, PICTURE_BYTES, SOURCE_BYTES};
use crate::markers::regions;
use crate::model::Model;
use crate::picture::Origin;
use crate::sync::{self, Cache, DrawnPicture, Known, PageText, Stamp, Target, Why, rewrite};
use crate::{diff, layout, output};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A page that is to be in step.
pub(super) struct Task {
    /// From the root.
    pub(super) rel: String,
    pub(super) config: PageConfig,
    /// Its pictures' files, from the root, as the configuration lists the pictures.
    pub(super) files: Vec<String>,
    /// Where the built page will stand, from the root; `None`: in the page's folder.
    pub(super) built: Option<String>,
    /// Whether a pattern found it, so that it may be another kind of page.
    is_found: bool,
}

impl Task {
    pub(super) fn new(project: &Project, rel: String, is_found: bool) -> Self {
        let config = project.config.of_page(&rel);
        let file = |picture: &PictureConfig| {
            let name = names::file_named(Path::new(&rel), &picture.name, picture.format.name());
            if picture.folder.is_empty() { name } else { format!("{}/{name}", picture.folder) }
        };
        let files = config.pictures.iter().map(file).collect();
        Self { rel, config, files, built: None, is_found }
    }

    /// Leaves out the pictures that are not wanted, each told by its settings and its file.
    pub(super) fn retain(&mut self, is_wanted: impl Fn(&PictureConfig, &str) -> bool) {
        let files = std::mem::take(&mut self.files);
        let pictures = std::mem::take(&mut self.config.pictures);
        let both = pictures.into_iter().zip(files);
        (self.config.pictures, self.files) = both.filter(|(picture, file)| is_wanted(picture, file)).unzip();
    }

    /// How the page is read.
    pub(super) fn reading(&self) -> ReadingArgs {
        ReadingArgs {
            input_format: None,
            level_heading: self.config.level_heading,
            lang: self.config.lang.clone(),
            settings: self.config.settings.clone(),
        }
    }
}

/// What became of a page.
#[derive(Default)]
pub(super) struct Done {
    /// The page, as messages name it.
    pub(super) name: String,
    pub(super) report: FileReport,
    /// How many pictures and regions were stale.
    pub(super) stale: usize,
    pub(super) in_step: usize,
    pub(super) written: Vec<(PathBuf, Outcome)>,
    /// For the lock, by pictures' paths from the root: `None` for one that carries its own.
    pub(super) seals: Vec<(String, Option<String>)>,
    /// What stale pictures do not show yet.
    pub(super) difference: String,
    /// The page's new text, where it is not written.
    pub(super) text: Option<String>,
    pub(super) outputs: Vec<PathBuf>,
    pub(super) sources: Vec<PathBuf>,
    /// What the next run need not find out again.
    pub(super) found: Found,
}

/// What a run found of a page for the next one.
#[derive(Default)]
pub(super) enum Found {
    /// It is in step, and so are its pictures.
    New(Box<Known>),
    /// As it was known.
    Same,
    /// It is not in step, or cannot be told from bytes.
    #[default]
    Nothing,
}

impl Found {
    pub(super) fn of(known: Option<Known>) -> Self {
        known.map_or(Self::Nothing, |known| Self::New(Box::new(known)))
    }
}

/// Fonts and a theme, by what asks for them.
pub(super) type RequestsByKey = BTreeMap<String, Loaded>;

/// What a picture's words and colours come from, with digests of it.
pub(super) struct Loaded {
    request: Request,
    pub(super) theme: String,
    pub(super) fonts: String,
    pub(super) files: Vec<PathBuf>,
}

fn key(theme: Option<&ThemeName>, fonts: &[String]) -> String {
    format!("{theme:?} {fonts:?}")
}

/// Loads every theme and font that pages ask for, each combination once.
pub(super) fn load_requests(project: &Project, tasks: &[Task]) -> Result<RequestsByKey, FileReport> {
    let mut loaded = BTreeMap::new();
    for task in tasks {
        for theme in themes(task) {
            let key = key(theme, &task.config.fonts);
            if let Entry::Vacant(place) = loaded.entry(key) {
                place.insert(load(project, theme, &task.config.fonts)?);
            }
        }
    }
    Ok(loaded)
}

/// The themes that a page's pictures may have; none stands for one that the page names, for which no file is read unless it is a
/// file's name.
fn themes(task: &Task) -> impl Iterator<Item = Option<&ThemeName>> {
    let own = task.config.pictures.iter().map(|picture| picture.theme.as_ref());
    own.chain([task.config.theme.as_ref(), None])
}

fn load(project: &Project, theme: Option<&ThemeName>, fonts: &[String]) -> Result<Loaded, FileReport> {
    let mut files: Vec<PathBuf> = fonts.iter().map(|font| project.path(font)).collect();
    let mut look = LookArgs { theme: None, fonts: files.clone() };
    let theme_file = match theme {
        None => None,
        Some(ThemeName::BuiltIn(name)) => {
            look.theme = Some(ThemeChoice::BuiltIn(name));
            None
        }
        Some(ThemeName::File(rel)) => {
            let path = project.path(rel);
            look.theme = Some(ThemeChoice::File(path.clone()));
            Some(path)
        }
    };
    for path in files.iter().chain(&theme_file) {
        project.inside(path).map_err(FileReport::of)?;
    }
    let request = Request::load(&look)?;
    let digest_of = |paths: &[PathBuf]| -> Result<String, FileReport> {
        let bytes = paths.iter().map(|path| files::read(path, PICTURE_BYTES));
        let bytes: Vec<Vec<u8>> = bytes.collect::<Result<_, _>>().map_err(FileReport::of)?;
        let parts: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
        Ok(sync::digest(&parts))
    };
    let fonts = digest_of(&files)?;
    let theme = match (theme, &theme_file) {
        (Some(ThemeName::BuiltIn(name)), _) => (*name).to_owned(),
        (_, Some(path)) => {
            let all = request.own().map_or_else(Vec::new, |theme| theme_sources(path, theme));
            let digest = digest_of(&all)?;
            files.extend(all);
            digest
        }
        // the page's own, or the default: settled when the page is read
        _ => String::new(),
    };
    Ok(Loaded { request, theme, fonts, files })
}

/// What becomes of a page's text when its regions are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    /// It is written.
    Written,
    /// It is given back.
    Given,
}

/// What every page of a run is brought up to date with.
pub(super) struct SyncRun<'a> {
    pub(super) project: &'a Project,
    pub(super) request: &'a RequestsByKey,
    pub(super) desk: &'a Desk,
    /// What earlier runs found.
    pub(super) cache: &'a Cache,
    pub(super) check: bool,
    pub(super) force: bool,
    pub(super) texts: Texts,
    /// Whether it is told what stale pictures do not show yet.
    pub(super) differs: bool,
    /// Whether there is one page only.
    pub(super) is_alone: bool,
    /// What the rounds before searched for, by page; `None` in a run that is the only one.
    pub(super) searches: Option<&'a SearchesByPage>,
}

/// What some pages' flow charts were searched for: of those that are edited, and not of all that there are.
#[derive(Debug)]
pub(super) struct SearchesByPage(Answers<String, Arc<Searches>>);

impl Default for SearchesByPage {
    fn default() -> Self {
        Self(Answers::at_most(16))
    }
}

impl SearchesByPage {
    fn of(&self, page: &str) -> Arc<Searches> {
        self.0.to(page.to_owned(), |_| Some(Arc::default())).unwrap_or_default()
    }
}

/// A picture that was looked at.
struct Looked {
    path: PathBuf,
    stamp: Stamp,
    /// As it is, or as it is to be.
    bytes: Vec<u8>,
    /// Why it is stale.
    why: Option<Why>,
    findings: Vec<Finding>,
    /// What it does not show of its page yet.
    difference: String,
}

/// A picture to look at: its file, what is asked of it, what it would be drawn from.
type Job<'a> = (&'a str, &'a PictureConfig, Stamp, Subject<'a>);

impl SyncRun<'_> {
    /// Brings a page's pictures and regions up to date, or says what of them is not.
    pub(super) fn bring(&self, task: &Task) -> Done {
        let path = self.project.path(&task.rel);
        match files::read(&path, SOURCE_BYTES) {
            Ok(bytes) => self.unchanged(task, &path, &bytes).unwrap_or_else(|| self.bring_bytes(task, bytes)),
            Err(fault) => {
                let name = files::shown(&path);
                let report = FileReport { name: Some(name.clone()), ..FileReport::of(fault) };
                Done { name, report, sources: vec![path], ..Done::default() }
            }
        }
    }

    /// The same of a page of these bytes.
    pub(super) fn bring_bytes(&self, task: &Task, bytes: Vec<u8>) -> Done {
        let path = self.project.path(&task.rel);
        let name = files::shown(&path);
        // a page that cannot be drawn, or is of another kind, is read all the same: a build system must look at it again
        let sources = [path.clone()].into_iter().chain(self.project.file.clone()).collect();
        let mut done = Done { name: name.clone(), sources, ..Done::default() };
        let company = if task.is_found { Company::Among } else { Company::Alone };
        let page = page::of_bytes(&path, &bytes, &task.reading(), company);
        if task.is_found && !is_governance(&page) && self.has_pictures(task, &bytes) {
            // what was drawn of it would be there for ever: a slip must be told of
            let page = page::of_bytes(&path, &bytes, &task.reading(), Company::Alone);
            done.report = page.report;
            let hint = "mend its headings; or take its pictures and markers away, or put it into `exclude`";
            let message = format!("`{name}` has pictures, and no levels of functions any more");
            done.report.add([Finding {
                hint: Some(hint.into()),
                severity: Severity::Error,
                ..stale(message)
            }]);
            done.report.name = Some(name);
            return done;
        }
        if task.is_found && !is_governance(&page) {
            done.report.add([is_another_kind(&name)]);
            done.report.name = Some(name);
            let known = self.known(task, &bytes, (&[], &[], &[]));
            done.found = Found::of(known.map(|known| Known { is_other: true, ..known }));
            return done;
        }
        let PageFile { report, model, gallery, .. } = page.with_drawings(&path);
        done.report = report;
        let Some(model) = model else { return done };
        if let Err(findings) = self.pictures_and_regions(task, &path, bytes, (&model, &gallery), &mut done) {
            done.report.add(findings);
        }
        done
    }

    /// Whether a page has markers, or pictures of it are there that we drew.
    fn has_pictures(&self, task: &Task, bytes: &[u8]) -> bool {
        let is_drawn = |rel: &String| {
            let found = || files::read(&self.project.path(rel), PICTURE_BYTES).ok();
            self.project.lock.get(rel).is_some()
                || found().is_some_and(|bytes| sync::unseal(&bytes).is_some())
        };
        std::str::from_utf8(bytes).is_ok_and(|text| !regions(text).is_empty())
            || task.files.iter().any(is_drawn)
    }

    /// Fonts and themes that a page's pictures may have.
    pub(super) fn looks<'a>(&'a self, task: &'a Task) -> impl Iterator<Item = &'a Loaded> {
        themes(task).filter_map(|theme| self.request.get(&key(theme, &task.config.fonts)))
    }

    fn pictures_and_regions(
        &self,
        task: &Task,
        path: &Path,
        page: Vec<u8>,
        (model, gallery): (&Model, &crate::theme::Gallery),
        done: &mut Done,
    ) -> Result<(), Vec<Finding>> {
        // a model's texts, numbers and lists always serialise
        let json = serde_json::to_string(model).unwrap_or_default();
        let (page_digest, drawn_from) = page_digest(path, model, &json).map_err(|fault| vec![fault])?;
        let own = self.own_request(task, path, model)?;
        let named: Vec<PathBuf> =
            drawn_from.into_iter().chain(own.iter().flat_map(|own| own.files.iter().cloned())).collect();
        // what is said of the page itself, whether anything of it is stale or not
        let said = done.report.findings.clone();
        done.sources =
            [path.to_owned()].into_iter().chain(self.project.file.clone()).chain(named.clone()).collect();
        let searches = self.searches.map_or_else(Arc::default, |searches| searches.of(&task.rel));
        let mut jobs = Vec::new();
        for (picture, rel) in task.config.pictures.iter().zip(&task.files) {
            let loaded = self.loaded(task, picture, model, own.as_ref()).ok_or_else(Vec::new)?;
            done.sources.extend(loaded.files.iter().cloned());
            let subject = Subject {
                model,
                json: &json,
                gallery,
                request: &loaded.request,
                kept: task.config.provenance,
                searches: &searches,
            };
            let stamp = Stamp {
                page: page_digest.clone(),
                theme: theme_digest(loaded, model),
                fonts: loaded.fonts.clone(),
                options: sync::digest(&[
                    picture.fingerprint().as_bytes(),
                    task.config.provenance.name().as_bytes(),
                ]),
                tool: env!("CARGO_PKG_VERSION").to_owned(),
            };
            jobs.push((rel.as_str(), picture, stamp, subject));
        }
        done.sources.sort();
        done.sources.dedup();
        let look_at = |job: &Job<'_>| self.look_at(job, &done.sources, &done.name);
        // pages share the cores; a page alone shares them among its pictures
        let found: Vec<_> = if self.is_alone {
            workers::each(&jobs, &Bar::new(jobs.len(), false), look_at)
        } else {
            jobs.iter().map(look_at).collect()
        };
        let mut looked = Vec::new();
        for found in found {
            let one = found?;
            done.report.add(one.findings.iter().cloned());
            done.stale += usize::from(one.why.is_some());
            done.in_step += usize::from(one.why.is_none());
            if done.difference.is_empty() {
                done.difference.clone_from(&one.difference);
            }
            looked.push(one);
        }
        done.outputs = looked.iter().map(|one| one.path.clone()).collect();
        let text = self.regions(task, path, &page, model, &looked, done)?;
        if self.check {
            return Ok(());
        }
        let mut changes = Vec::new();
        let mut digests = Vec::new();
        for (one, rel) in looked.into_iter().zip(&task.files) {
            let (seal, bytes) = sealed(&one, task.config.provenance);
            if self.project.lock.get(rel) != seal.as_deref() {
                done.seals.push((rel.clone(), seal));
            }
            digests.push(sync::digest(&[if one.why.is_some() { &bytes } else { &one.bytes }]));
            if one.why.is_some() {
                changes.push(Change::new(one.path, bytes));
            }
        }
        // the page comes last: what it refers to is there by then
        let mut all: Vec<PathBuf> = changes.iter().map(|change| change.path.clone()).collect();
        match (text, self.texts) {
            (Some(text), Texts::Written) => {
                all.push(path.to_owned());
                let (bytes, expects) = (text.into_bytes(), Some(page.clone()));
                changes.push(Change { path: path.to_owned(), bytes, expects });
            }
            (text, _) => done.text = text,
        }
        if !changes.is_empty() {
            let outcomes = self.desk.write(&changes).map_err(|fault| {
                done.seals.clear();
                vec![fault]
            })?;
            if outcomes.len() < changes.len() {
                // a signal came first
                return Ok(());
            }
            done.written = all.into_iter().zip(outcomes).collect();
        }
        let page =
            changes.last().filter(|change| change.expects.is_some()).map_or(page, |last| last.bytes.clone());
        let known = self.known(task, &page, (&named, &said, &done.seals));
        done.found = Found::of(known.map(|known| Known { pictures: digests, ..known }));
        Ok(())
    }

    /// Fonts and theme of a page that names a theme's file.
    fn own_request(&self, task: &Task, path: &Path, model: &Model) -> Result<Option<Loaded>, Vec<Finding>> {
        let none = LookArgs { theme: None, fonts: Vec::new() };
        let Some(_) = theme_of_page(&none, path, model).map_err(|fault| vec![fault])? else {
            return Ok(None);
        };
        let folder = task.rel.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let rel = format!("{folder}{}", model.theme.as_deref().unwrap_or_default());
        let theme = ThemeName::File(rel);
        load(self.project, Some(&theme), &task.config.fonts).map(Some).map_err(of_theme)
    }

    /// Fonts and theme of a picture: its own theme, the page's, the configuration's.
    fn loaded<'a>(
        &'a self,
        task: &Task,
        picture: &PictureConfig,
        model: &Model,
        own: Option<&'a Loaded>,
    ) -> Option<&'a Loaded> {
        let theme = match (&picture.theme, &model.theme) {
            (Some(theme), _) => Some(theme),
            (None, Some(_)) if own.is_some() => return own,
            (None, Some(_)) => None,
            (None, None) => task.config.theme.as_ref(),
        };
        self.request.get(&key(theme, &task.config.fonts))
    }

    /// Request at a picture's file, and draws the picture where it is stale and to be written.
    fn look_at(&self, job: &Job<'_>, sources: &[PathBuf], page: &str) -> Result<Looked, Vec<Finding>> {
        let (rel, picture, stamp, subject) = job;
        let path = self.project.path(rel);
        let one = |fault: Finding| vec![fault];
        self.project.inside(&path).map_err(one)?;
        let found = if path.exists() { Some(files::read(&path, PICTURE_BYTES).map_err(one)?) } else { None };
        let target = Target { stamp, found: found.as_deref(), locked: self.project.lock.get(rel) };
        let why = sync::plan(&[target]).into_iter().next().flatten();
        let mut looked = Looked {
            path,
            stamp: stamp.clone(),
            bytes: Vec::new(),
            why,
            findings: Vec::new(),
            difference: String::new(),
        };
        let Some(why) = &looked.why else {
            looked.bytes = found.unwrap_or_default();
            return Ok(looked);
        };
        if self.differs {
            looked.difference =
                found.as_deref().and_then(|bytes| difference(bytes, subject.model)).unwrap_or_default();
        }
        if self.check {
            let message = format!("`{}` is stale: {why}", files::shown(&looked.path));
            let hint = format!("run `govdraw sync {page}`");
            looked.findings.push(Finding { hint: Some(hint.into()), ..stale(message) });
            looked.bytes = found.unwrap_or_default();
            return Ok(looked);
        }
        let inputs: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
        refuse_inputs(&looked.path, &inputs).map_err(one)?;
        looked.bytes = draw(subject, (picture, rel), &mut looked.findings)?;
        Ok(looked)
    }

    /// The page's new text, where it keeps regions that are stale.
    fn regions(
        &self,
        task: &Task,
        path: &Path,
        page: &[u8],
        model: &Model,
        looked: &[Looked],
        done: &mut Done,
    ) -> Result<Option<String>, Vec<Finding>> {
        let is_markdown = format_of(path, "", None) == Format::Markdown;
        let Some(text) = std::str::from_utf8(page).ok().filter(|_| is_markdown) else { return Ok(None) };
        // places in findings are those of the text behind a byte order mark
        let (mark, text) = match text.strip_prefix('\u{feff}') {
            Some(text) => ("\u{feff}", text),
            None => ("", text),
        };
        let pictures: Vec<DrawnPicture<'_>> = task
            .config
            .pictures
            .iter()
            .zip(looked)
            .zip(&task.files)
            .map(|((picture, one), rel)| DrawnPicture {
                name: &picture.name,
                picture: picture.style.picture(),
                path: rel,
                bytes: &one.bytes,
            })
            .collect();
        let folder = task.rel.rsplit_once('/').map_or("", |(folder, _)| folder);
        let built = task.built.as_deref();
        let page = PageText { text, folder, built, model, pictures: &pictures, force: self.force };
        match rewrite(&page) {
            Ok(rewritten) => {
                done.stale += rewritten.stale.len();
                if self.check {
                    done.report.add(rewritten.stale);
                }
                Ok(rewritten.text.map(|text| mark.to_owned() + &text))
            }
            // to a check a hand edit is one more thing that is not in step
            Err(faults) if self.check && faults.iter().all(|fault| fault.code == Code::EditedRegion) => {
                done.stale += faults.len();
                let warning = |fault| Diagnostic { severity: Severity::Warning, ..fault };
                done.report.add(faults.into_iter().map(warning));
                Ok(None)
            }
            Err(faults) => Err(faults.into_iter().map(Finding::from).collect()),
        }
    }
}

/// A picture's seal for the lock, if it does not carry its own, and the bytes to write.
fn sealed(one: &Looked, kept: Origin) -> (Option<String>, Vec<u8>) {
    let own = match kept {
        Origin::Model | Origin::Digest => one.why.as_ref().and_then(|_| sync::seal(&one.bytes, &one.stamp)),
        Origin::None => None,
    };
    match own {
        Some(bytes) => (None, bytes),
        // in step, and its own seal is inside
        None if one.why.is_none() && sync::unseal(&one.bytes).is_some() => (None, Vec::new()),
        None => (Some(one.stamp.line(&sync::digest(&[&one.bytes]))), one.bytes.clone()),
    }
}

/// A digest of what a page says and of the drawings that it names, and where those are.
fn page_digest(path: &Path, model: &Model, json: &str) -> Result<(String, Vec<PathBuf>), Finding> {
    let mut names: Vec<&str> = layout::drawings(model).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let folder = path.parent().unwrap_or(Path::new(""));
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let drawn: Vec<Vec<u8>> =
        paths.iter().map(|path| files::read(path, EMBLEM_BYTES)).collect::<Result<_, _>>()?;
    let parts: Vec<&[u8]> = std::iter::once(json.as_bytes()).chain(drawn.iter().map(Vec::as_slice)).collect();
    Ok((sync::digest(&parts), paths))
}

/// A theme's digest; of one that the page names, its name.
fn theme_digest(loaded: &Loaded, model: &Model) -> String {
    match (loaded.theme.as_str(), &model.theme) {
        ("", Some(name)) => name.clone(),
        ("", None) => "defra".to_owned(),
        (theme, _) => theme.to_owned(),
    }
}

/// What a picture that carries its model does not show of the page yet.
fn difference(picture: &[u8], model: &Model) -> Option<String> {
    let text = output::extract(picture).ok()?.model?;
    let source = Source { name: "picture".to_owned(), text };
    let old = input::read(&source, Format::Json).ok()?.value;
    Some(diff::text(&diff::diff(&old, model)))
}
