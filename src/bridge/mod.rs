//! The library as other languages call it: options as data in, bytes and findings with lines and columns out.
//!
//! A binding turns its language's values into a [`Call`] and what comes back into its own; what is in between is here, so that
//! every language draws, finds and refuses the same. Options are named as those of the command line, with `_` between words.
//!
//! ```
//! use govdraw::bridge::{self, Call, Options};
//!
//! let options = Options::from_json(r#"{"style": "poster", "theme": "dark", "paper": "A3"}"#)?;
//! let page = b"# Rules\n\n## Upper level\n\n### Board\n\nDecides.\n\n## Lower level\n\n### Team\n\nRoles: Lead\n";
//! let made = bridge::render(&Call { options: &options, ..Call::new("rules.md", page) })?;
//! assert!(made.bytes.starts_with(b"<svg") && made.findings.is_empty());
//! # Ok::<(), bridge::Failed>(())
//! ```
mod finding;
mod looks;
mod options;
mod read;

pub use finding::{Failed, Finding};
pub use options::Options;

use crate::config::Format as FileFormat;
use crate::diagnostic::{Source, Warned};
use crate::input::{self, Format};
use crate::layout::{Look, Searches, Sheet, Style, layout_as, levels_as, told};
use crate::model::{Lens, slug};
use crate::theme::{Theme, icons};
use crate::{describe, export, lint as checks, output};
use finding::CallFindings;
use looks::Looks;
use read::{Opened, open};

/// What is asked, and of what.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// The page's name: what findings call it, and by its ending whether it is Markdown, JSON or YAML.
    pub name: &'a str,
    /// What the page holds.
    pub page: &'a [u8],
    /// How it is read and drawn.
    pub options: &'a Options,
    /// A theme of one's own, by its file's name and what that holds; over one that the options name.
    pub theme: Option<(&'a str, &'a [u8])>,
    /// Fonts for characters that those before them lack, each by a name for messages.
    pub fonts: &'a [(&'a str, &'a [u8])],
    /// Gives the files that the page or the theme names, or says why it has none.
    pub load: &'a Loader<'a>,
    /// What earlier calls searched for: the same page is drawn again sooner, and so is one whose words alone have changed.
    pub searches: Option<&'a Searches>,
}

/// Gives a file by the name that the page or the theme has for it, or says why there is none.
pub type Loader<'a> = dyn Fn(Beside, &str) -> Result<Vec<u8>, String> + 'a;

/// Beside what a named file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The page.
    Page,
    /// The theme that was given beside the options.
    Theme,
}

static NO_OPTIONS: Options = Options::NONE;

impl<'a> Call<'a> {
    /// A call with no options, fonts or files.
    #[must_use]
    pub fn new(name: &'a str, page: &'a [u8]) -> Self {
        let load = &|_: Beside, _: &str| Err("no files were given".to_owned());
        Self { name, page, options: &NO_OPTIONS, theme: None, fonts: &[], load, searches: None }
    }
}

/// A picture that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The picture's alternative text.
    pub alt: String,
    /// What should be mended, though the picture was made.
    pub findings: Vec<Finding>,
}

/// Draws one picture of a page: the style and the format are those of the options, else a flow chart as SVG.
///
/// # Errors
/// All that hinders it.
pub fn render(call: &Call<'_>) -> Result<Made, Failed> {
    let mut findings = CallFindings::of(call);
    let made = drawn(call, &mut findings);
    findings.finish(made).map(|((bytes, alt), findings)| Made { bytes, alt, findings })
}

fn drawn(call: &Call<'_>, findings: &mut CallFindings) -> Result<(Vec<u8>, String), ()> {
    let plan = findings.take(call.options.plan())?;
    let Opened { page, .. } = open(call, findings)?;
    let looks = Looks::load(call, page.model(), findings)?;
    let mut render = page.render(plan.style).fonts(&looks.fonts).sheet(plan.sheet);
    if let Some(theme) = looks.theme {
        render = render.theme(theme);
    }
    if let Some(role) = &call.options.role {
        render = render.role(role);
    }
    if plan.is_split {
        render = render.split_by_level();
    }
    if let Some(searches) = call.searches {
        render = render.searches(searches);
    }
    let role = call.options.role.as_deref().map_or(String::new(), |role| format!("-{}", slug(role)));
    let usual = || format!("{}-{}{role}", stem(call.name), plan.style.name());
    let id = plan.id.clone().unwrap_or_else(usual);
    let render = plan.dress(render).id(&id);
    let alt = match call.options.role.as_deref().map(|role| Lens::new(page.model(), role)) {
        Some(Ok(lens)) => describe::alt_role(page.model(), plan.style.picture(), &lens),
        // a role that there is not is told of below
        _ => page.alt(plan.style),
    };
    let made = match plan.format {
        #[cfg(feature = "png")]
        FileFormat::Png => render.draw_png(),
        #[cfg(feature = "pdf")]
        FileFormat::Pdf => render.draw_pdf(),
        // SVG: what cannot be made was refused with the options
        _ => render.draw_svg().map(|svg| Warned { value: svg.value.into_bytes(), warnings: svg.warnings }),
    };
    match made {
        Ok(Warned { value, warnings }) => {
            findings.add(warnings);
            Ok((value, alt))
        }
        Err(error) => {
            findings.render_error(error);
            Err(())
        }
    }
}

/// The last part of a name, without its ending.
fn stem(name: &str) -> &str {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

/// What should be mended of a page, in the order of reading, checking and laying it out in every style.
///
/// # Errors
/// Options, a theme or a font that cannot be used; a page's errors are findings as any other.
pub fn lint(call: &Call<'_>) -> Result<Vec<Finding>, Failed> {
    let mut findings = CallFindings::of(call);
    let plan = findings.take(call.options.plan());
    let Ok(plan) = plan else { return findings.finish::<()>(Err(())).map(|(_, findings)| findings) };
    if let Ok(Opened { page, outline }) = open(call, &mut findings) {
        findings.add(outline.notes());
        findings.add(checks::lint(page.model()));
        let looks = match Looks::load(call, page.model(), &mut findings) {
            Ok(looks) => looks,
            Err(()) => return findings.finish::<()>(Err(())).map(|(_, findings)| findings),
        };
        let theme = looks.theme.or_else(|| page.model().theme.as_deref().and_then(Theme::named));
        let theme = theme.unwrap_or_else(Theme::defra);
        let (fonts, sheet, gallery) = (&looks.fonts, &plan.sheet, Some(page.gallery()));
        let look = Look { gallery, searches: call.searches, ..Look::new(&theme, fonts, sheet) };
        for style in Style::ALL {
            let scenes = match style {
                Style::Poster if plan.is_split => levels_as(page.model(), &look),
                _ => layout_as(page.model(), style, &look)
                    .map(|one| Warned { value: vec![one.value], warnings: one.warnings }),
            };
            findings.add(told(scenes, style, &plan.sheet));
        }
        findings.is_checked = true;
    }
    Ok(findings.all())
}

/// What each part of a page was read as, as a JSON array of `line`, `read_as`, `words` and `why`, and what there is to say of
/// the page; one that cannot be drawn has an outline too.
///
/// # Errors
/// Options that cannot be followed, and bytes that are no text.
pub fn outline(call: &Call<'_>) -> Result<(String, Vec<Finding>), Failed> {
    let mut findings = CallFindings::of(call);
    let read = read::read(call, &mut findings);
    let made = read.map(|(source, read)| {
        findings.take_model(read.model).ok();
        // strings, numbers and lists always serialise
        read.outline.to_json(&source).unwrap_or_default()
    });
    match made {
        Ok(json) => Ok((json, findings.all())),
        Err(()) => findings.finish(Err(())),
    }
}

/// The text version of a page, `to` `markdown` (where nothing is said), `html` or `plain`; or with `alt` the alternative text of
/// that style's picture.
///
/// # Errors
/// All that hinders it.
pub fn describe(
    call: &Call<'_>,
    to: Option<&str>,
    alt: Option<&str>,
) -> Result<(String, Vec<Finding>), Failed> {
    let mut findings = CallFindings::of(call);
    let made = described(call, to, alt, &mut findings);
    findings.finish(made)
}

fn described(
    call: &Call<'_>,
    to: Option<&str>,
    alt: Option<&str>,
    findings: &mut CallFindings,
) -> Result<String, ()> {
    let to = findings.take(options::one_of("to", to, &["markdown", "html", "plain"]))?.unwrap_or("markdown");
    let style = findings.take(alt.map(|alt| options::style("alt", alt)).transpose())?;
    let model = read::model(call, findings)?;
    let lens = call.options.role.as_deref().map(|role| Lens::new(&model, role)).transpose();
    let lens = lens.map_err(|fault| findings.add([fault]))?;
    let description = || match &lens {
        Some(lens) => describe::describe_role(&model, lens),
        None => describe::describe(&model),
    };
    Ok(match (style, to) {
        (Some(style), _) => match &lens {
            Some(lens) => describe::alt_role(&model, style.picture(), lens),
            None => describe::alt(&model, style.picture()),
        },
        (None, "html") => description().to_html(),
        (None, "plain") => description().to_plain(),
        (None, _) => description().to_markdown(),
    })
}

/// A page's model as `json` (where nothing is said) or `yaml`, which can be read again, or as `csv`, `mermaid`, `d2` or `dot`.
///
/// # Errors
/// All that hinders it.
pub fn export(call: &Call<'_>, to: Option<&str>) -> Result<(String, Vec<Finding>), Failed> {
    let mut findings = CallFindings::of(call);
    let known = ["json", "yaml", "csv", "mermaid", "d2", "dot"];
    let made = findings.take(options::one_of("to", to, &known)).and_then(|to| {
        let model = &read::model(call, &mut findings)?;
        Ok(match to {
            Some("yaml") => export::yaml(model),
            Some("csv") => export::csv(model),
            Some("mermaid") => export::mermaid(model),
            Some("d2") => export::d2(model),
            Some("dot") => export::dot(model),
            // a model's texts, numbers and lists always serialise
            _ => export::json(model).unwrap_or_default(),
        })
    });
    findings.finish(made)
}

/// The page with what has one mend mended, as `lint --fix` writes it, and what that was; data and a page with errors stay as they
/// are.
///
/// # Errors
/// Options that cannot be followed, and bytes that are no text.
pub fn mend(call: &Call<'_>) -> Result<(String, Vec<Finding>), Failed> {
    let mut findings = CallFindings::of(call);
    let made = read::read(call, &mut findings).and_then(|(source, _)| {
        let options = findings.take(read::options(call))?;
        let format = Format::of_name(call.name);
        if format != Format::Markdown {
            return Ok(source.text.clone());
        }
        let mended = input::mend(&source, format, &options);
        findings.add(mended.findings);
        Ok(mended.text)
    });
    findings.finish(made)
}

/// The model that a picture was drawn from, as [`export()`] writes JSON.
///
/// # Errors
/// A picture that carries none.
pub fn extract(picture: &[u8]) -> Result<String, Failed> {
    let fail = |message: String, hint: &str| Failed::of("extract", message, Some(hint.to_owned()));
    let found = output::extract(picture).map_err(|error| {
        let hint = "give an SVG, PNG or PDF that govdraw drew, not a copy that another program saved";
        fail(format!("no model can be read out of the picture: {error}"), hint)
    })?;
    let text = found.model.ok_or_else(|| {
        let message = format!("the picture carries no model, but a digest alone: sha256-{}", found.digest);
        fail(message, "draw it with `provenance` as `model`")
    })?;
    let source = Source { name: "-".to_owned(), text };
    let read = input::read(&source, Format::Json).ok().and_then(|read| export::json(&read.value).ok());
    // as it stands where another version wrote what this one cannot read
    Ok(read.unwrap_or(source.text))
}

/// The JSON Schema of a `page` as data (where nothing is said), of a `theme` or of a `config`uration.
///
/// # Errors
/// Any other word.
#[cfg(feature = "schema")]
pub fn schema(of: Option<&str>) -> Result<String, Failed> {
    let of = options::one_of("of", of, &["page", "theme", "config"]).map_err(Failed::of_option)?;
    let schema = match of {
        Some("theme") => input::theme_schema(),
        Some("config") => crate::config::Config::schema(),
        _ => input::schema(),
    };
    // made of types alone
    Ok(schema.unwrap_or_default())
}

/// The names of the built-in themes.
#[must_use]
pub fn themes() -> Vec<&'static str> {
    Theme::NAMES.to_vec()
}

/// The names of the built-in icons.
#[must_use]
pub fn icon_names() -> Vec<String> {
    icons::all().map(|icon| icon.name.into_owned()).collect()
}

/// How a picture is made, settled.
struct Plan {
    style: Style,
    format: FileFormat,
    sheet: Sheet,
    is_split: bool,
    id: Option<String>,
    dressing: options::Dressing,
}
