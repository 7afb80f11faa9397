//! PDF, drawn from the scene: real text in subset fonts, tagged for readers (PDF/UA-1), to be kept (PDF/A-3a), in sRGB.
//!
//! Lengths are px here as everywhere, and points only where they meet the file.
mod draw;
mod fonts;
mod frame;
mod outline;
mod page;
mod tags;

pub(super) use fonts::is_readable;

use crate::geom::{MM_PER_INCH, PX_PER_INCH, Size};
use crate::output::{Ground, Provenance, faces};
use crate::scene::Scene;
use crate::text::Fonts;
use crate::threads;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, ValidationError};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::tagging::{Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

/// A scene, and the page that it stands on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page<'a> {
    /// What stands there.
    pub scene: &'a Scene,
    /// Size of the finished page in px, which the picture is brought to as large as it goes and stands in the middle
    /// of; `None`: as large as the picture.
    pub size: Option<Size>,
    /// What it is called among other pages; `None`: by the scene's title.
    pub name: Option<&'a str>,
}

impl<'a> From<&'a Scene> for Page<'a> {
    fn from(scene: &'a Scene) -> Self {
        Self { scene, size: None, name: None }
    }
}

/// How to write a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PdfOptions {
    /// Title of the file; `None`: of its first scene.
    pub title: Option<String>,
    /// How far the background reaches over the finished page's edges, in px; with it come crop marks.
    pub bleed: Option<f64>,
    /// What lies under the pictures.
    pub ground: Ground,
    /// What the pictures were made from.
    pub provenance: Option<Provenance>,
}

/// Why no file came out.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PdfError {
    /// No page, a page without extent, or a bleed that is no length.
    Size,
    /// A page of more than [`MAX_SIDE`] points on a side; holds its width and height, crop marks included.
    TooLarge {
        /// In points.
        width: f64,
        /// In points.
        height: f64,
    },
    /// Words that no font has a glyph for.
    Glyph(String),
    /// A font that cannot be embedded, or whose makers do not allow it; holds what the encoder says.
    Font(String),
    /// The encoder refused what was drawn; holds its words.
    Failed(String),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size => f.write_str("the page's size or bleed is not a positive length"),
            Self::TooLarge { width, height } => write!(
                f,
                "a page of {:.0} x {:.0} mm is more than the {:.0} mm a side that a PDF can have",
                width * MM,
                height * MM,
                MAX_SIDE * MM
            ),
            Self::Glyph(words) => write!(f, "no font has a glyph for all of \"{words}\""),
            Self::Font(words) => write!(f, "a font cannot be embedded: {words}"),
            Self::Failed(words) => write!(f, "the PDF could not be encoded: {words}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// Most points on a side: what readers take without a unit of the page's own.
pub const MAX_SIDE: f64 = 14_400.0;

/// Points in a px.
const POINT: f64 = POINTS_PER_INCH / PX_PER_INCH;
/// Mm in a point.
const MM: f64 = MM_PER_INCH / POINTS_PER_INCH;
const POINTS_PER_INCH: f64 = 72.0;

/// Encodes scenes as the pages of one PDF; its language is the first one's. Where there are several, the outline has an
/// entry for each with its headings below, and the structure a part. The bytes are the same on every run of one build:
/// its id is drawn from what is in it, and its date, which PDF/A asks for, is always the same. What PDF/A forbids and
/// PDF/UA does not, such as letters for private use, costs the file the first and not the second.
///
/// # Errors
/// A page without extent or beyond the limit, found before anything is drawn; a character without a glyph; a font that
/// may not be embedded; the encoder.
pub fn encode(pages: &[Page<'_>], fonts: &Fonts, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    if let Some(words) = pages.iter().find_map(|page| faces::lost(page.scene, fonts)) {
        return Err(PdfError::Glyph(words));
    }
    let scenes: Vec<_> = pages.iter().map(|page| faces::settled(page.scene, fonts)).collect();
    let pages: Vec<Page<'_>> =
        pages.iter().zip(&scenes).map(|(page, scene)| Page { scene, ..*page }).collect();
    // the encoder takes a font's tables at their word, and panics on broken ones
    let try_as = |standards| {
        let encoded = threads::attempt(|| write(&pages, fonts, options, standards));
        encoded.unwrap_or_else(|| Err(PdfError::Font("its tables are broken".to_owned())))
    };
    match try_as(Standards::KeptAndRead) {
        Err(PdfError::Failed(_)) => try_as(Standards::Read),
        done => done,
    }
}

/// What a file keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standards {
    /// PDF/A-3a and PDF/UA-1.
    KeptAndRead,
    /// PDF/UA-1.
    Read,
}

fn write(
    pages: &[Page<'_>],
    fonts: &Fonts,
    options: &PdfOptions,
    standards: Standards,
) -> Result<Vec<u8>, PdfError> {
    let first = pages.first().ok_or(PdfError::Size)?.scene;
    let frames: Vec<frame::Frame> =
        pages.iter().map(|page| frame::Frame::new(page, options.bleed)).collect::<Result<_, _>>()?;
    let mut configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    if standards == Standards::KeptAndRead {
        configuration = configuration.with_archival_validator(Archival::A3_A);
    }
    let configuration =
        configuration.finish().map_err(|_| PdfError::Failed("PDF/UA-1 is not to be had".to_owned()))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut embedded = fonts::Embedded::new(fonts);
    let mut headings = outline::Headings::default();
    let lang = if first.lang.is_empty() { "en" } else { &first.lang };
    let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
    for (index, (Page { scene, size: _, name }, frame)) in pages.iter().zip(&frames).enumerate() {
        let name = (pages.len() > 1).then(|| name.unwrap_or(&scene.title));
        headings.start_page(scene, name, index);
        let sheet = page::PageContent { index, scene, frame: *frame, ground: options.ground };
        let nodes = page::draw(&mut document, &sheet, &mut embedded, &mut headings)?;
        match name {
            Some(_) => tree.push(TagGroup::with_children(Tag::Part, nodes)),
            None => tree.children.extend(nodes),
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(headings.outline());
    document.set_metadata(metadata(pages, lang, options));
    if let Some(provenance) = &options.provenance {
        // a new document has no file of that name
        if let Some(file) = model(provenance) {
            let _ = document.embed_file(file);
        }
    }
    document.finish().map_err(|error| refusal(&error))
}

fn metadata(pages: &[Page<'_>], lang: &str, options: &PdfOptions) -> Metadata {
    let title = options.title.as_ref().or_else(|| pages.first().map(|page| &page.scene.title));
    let descriptions: Vec<&str> = pages.iter().map(|page| page.scene.description.as_str()).collect();
    let metadata = Metadata::new()
        .title(title.cloned().unwrap_or_default())
        .description(descriptions.join("\n"))
        .language(lang.to_owned())
        .creation_date(date());
    match &options.provenance {
        Some(provenance) => {
            metadata.creator(provenance.generator()).keywords(vec![provenance.tagged_digest()])
        }
        None => metadata,
    }
}

/// The date that every file has, for none is made from a clock: the first that a ZIP archive can hold, which tools that
/// build the same bytes from the same sources have made a custom.
fn date() -> DateTime {
    DateTime::new(1980).month(1).day(1).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0)
}

/// The model, as a file in the file. It is not compressed, so that it can be read back without a PDF reader.
fn model(provenance: &Provenance) -> Option<EmbeddedFile> {
    let model = provenance.model.clone()?;
    Some(EmbeddedFile {
        path: "model.json".to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(format!("{}, {}", provenance.generator(), provenance.tagged_digest())),
        association_kind: AssociationKind::Source,
        data: model.into_bytes().into(),
        modification_date: Some(date()),
        compress: Some(false),
        location: None,
    })
}

fn refusal(error: &KrillaError) -> PdfError {
    match error {
        KrillaError::Font(_, words) => PdfError::Font(words.clone()),
        KrillaError::Validation(faults) => match faults.first() {
            Some((ValidationError::ContainsNotDefGlyph(_, _, words), _)) => PdfError::Glyph(words.clone()),
            Some((ValidationError::RestrictedLicense(_), _)) => {
                PdfError::Font("its licence forbids it".to_owned())
            }
            Some((fault, _)) => PdfError::Failed(format!("{fault:?}")),
            None => PdfError::Failed(error.to_string()),
        },
        _ => PdfError::Failed(error.to_string()),
    }
}
