//! From finished scenes to the bytes of files.
use super::args::{self, FileArguments, OriginArg, TargetArg, TextArg};
use super::report::Finding;
use crate::diagnostic::Severity;
use crate::geom::{PX_PER_INCH, PX_PER_MM};
use crate::layout::{self, Style};
use crate::output::pdf::{self, PdfError, PdfOptions};
use crate::output::png::{self, Colors, PngOptions, PngSize};
use crate::output::svg::{self, Exposure, LinkTarget, SvgOptions, TextMode};
use crate::output::{Ground, Provenance};
use crate::scene::Scene;
use crate::text::Fonts;

/// A style laid out, or one level of it.
pub(super) struct DrawnSheet {
    pub(super) style: Style,
    /// What it is called beside others.
    pub(super) name: String,
    pub(super) scene: Scene,
    /// What lies under it.
    pub(super) ground: Ground,
    /// The same in dark colours, for an SVG that has both.
    pub(super) dark: Option<Scene>,
}

/// What makes files of scenes.
pub(super) struct Press<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) sheet: &'a layout::Sheet,
    pub(super) files: &'a FileArguments,
}

impl Press<'_> {
    /// What a picture says of where it is from; `whole` is what one says that carries its model.
    pub(super) fn origin(&self, scenes: &[&Scene], whole: impl FnOnce() -> Provenance) -> Option<Provenance> {
        match self.files.origin() {
            OriginArg::None => None,
            OriginArg::Digest => {
                let digest = svg::digest(scenes.iter().copied(), self.fonts);
                Some(Provenance::of_digest(env!("CARGO_PKG_VERSION"), digest))
            }
            OriginArg::Model => Some(whole()),
        }
    }

    /// As SVG, with ids that start with a name of its own.
    pub(super) fn svg(
        &self,
        DrawnSheet { scene, dark, ground, style: _, name: _ }: &DrawnSheet,
        id: &str,
        provenance: Option<Provenance>,
    ) -> String {
        let inline = match self.files.inline {
            args::InlineArg::Html => svg::Inline::Html,
            args::InlineArg::Mdx => svg::Inline::Mdx,
        };
        let link_target = self.files.link_target.map(|target| match target {
            TargetArg::Own => LinkTarget::Own,
            TargetArg::New => LinkTarget::New,
            TargetArg::Parent => LinkTarget::Parent,
            TargetArg::Top => LinkTarget::Top,
        });
        let text = match self.files.text {
            TextArg::Fonts => TextMode::Embedded,
            TextArg::Paths => TextMode::Paths,
        };
        svg::write(
            scene,
            self.fonts,
            &SvgOptions {
                provenance,
                text,
                ground: *ground,
                exposure: Exposure::Structure,
                dark: dark.as_ref(),
                id: Some(self.files.id.as_deref().unwrap_or(id)),
                inline,
                link_target,
            },
        )
    }

    /// As PNG.
    ///
    /// # Errors
    /// Too many pixels.
    pub(super) fn png(&self, sheet: &DrawnSheet, provenance: Option<Provenance>) -> Result<Vec<u8>, Finding> {
        let FileArguments { width, scale, dpi, .. } = *self.files;
        let size = match (width, scale, dpi.zip(self.sheet.paper_size(sheet.style))) {
            (Some(width), _, _) => PngSize::Width(width),
            (None, Some(scale), _) => PngSize::Scale(scale),
            (None, None, Some((dpi, paper))) => {
                // what is more than the most is refused as any other
                let pixels =
                    |px: f64| (px / PX_PER_INCH * dpi).round().clamp(1.0, f64::from(u32::MAX)) as u32;
                PngSize::Sheet { width: pixels(paper.width), height: pixels(paper.height) }
            }
            (None, None, None) => PngOptions::default().size,
        };
        let colors = if self.files.exact { Colors::Exact } else { Colors::Close };
        let options = PngOptions { size, dpi, ground: sheet.ground, colors, provenance };
        png::encode(&sheet.scene, self.fonts, &options).map_err(|error| Finding {
            severity: Severity::Error,
            code: "raster",
            explanation: "A picture that cannot be made of pixels.",
            message: error.to_string(),
            hint: Some(
                "choose a smaller --scale, --width or --dpi, or --format svg, which has no such limit".into(),
            ),
            span: None,
            words: None,
        })
    }

    /// As PDF, a page for each.
    ///
    /// # Errors
    /// What no PDF can hold.
    pub(super) fn pdf(
        &self,
        title: &str,
        sheets: &[DrawnSheet],
        provenance: Option<Provenance>,
    ) -> Result<Vec<u8>, Finding> {
        let pages: Vec<pdf::Page<'_>> = sheets
            .iter()
            .map(|DrawnSheet { style, name, scene, ground: _, dark: _ }| pdf::Page {
                scene,
                size: self.sheet.paper_size(*style),
                name: Some(name),
            })
            .collect();
        let options = PdfOptions {
            title: Some(title.to_owned()),
            ground: sheets.first().map_or(Ground::Opaque, |sheet| sheet.ground),
            bleed: self.files.bleed.map(|mm| mm * PX_PER_MM),
            provenance,
        };
        pdf::encode(&pages, self.fonts, &options).map_err(|error| {
            let hint = match error {
                PdfError::TooLarge { .. } => "choose a sheet with --paper, which the picture is brought to",
                PdfError::Glyph(_) => "add a font that has it with --font",
                PdfError::Font(_) => "choose another font with --font, or --format svg or png",
                _ => "choose --format svg or png",
            };
            Finding {
                severity: Severity::Error,
                code: "pdf",
                explanation: "A picture that cannot be made a PDF.",
                message: error.to_string(),
                hint: Some(hint.into()),
                span: None,
                words: None,
            }
        })
    }
}
