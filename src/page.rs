//! A page as a program meets it: read once, then drawn, described and asked.
use crate::describe::{self, Description};
use crate::diagnostic::{Code, Diagnostic, Errors, Severity, Source, Warned};
use crate::input::{self, Format, ReadOptions};
use crate::layout::{self, Style};
use crate::model::{Model, nearest};
use crate::theme::{Gallery, Theme};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

/// A page that was read and can be drawn.
///
/// ```
/// use govdraw::layout::Style;
/// use govdraw::theme::Theme;
/// use govdraw::Page;
///
/// let page = Page::parse("rules.md", b"## Upper level\n\n### Sponsor\n\nRoles: Director\n\n## Lower level\n\n### Team\n")?;
/// assert_eq!(page.model().levels[1].functions[0].name, "Team");
/// let svg = page.render(Style::Flow).theme(Theme::dark()).svg()?;
/// assert!(svg.starts_with("<svg"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Page {
    source: Arc<Source>,
    model: Model,
    warnings: Vec<Diagnostic>,
    gallery: Gallery,
}

impl Page {
    /// Reads a page, or a model in JSON or YAML, which the ending of its name tells.
    ///
    /// # Errors
    /// All that has to be mended before it can be drawn.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, Errors> {
        Self::parse_with(name, bytes, &ReadOptions::default())
    }

    /// Reads a page in a way of one's own.
    ///
    /// # Errors
    /// As [`Page::parse`].
    pub fn parse_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Self, Errors> {
        let source = input::decode(name, bytes).map_err(|error| Errors::new(None, vec![error]))?;
        let source = Arc::new(source);
        match input::read_with(&source, Format::of_name(name), options) {
            Ok(Warned { value: model, warnings }) => {
                Ok(Self { source, model, warnings, gallery: Gallery::default() })
            }
            Err(errors) => Err(Errors::new(Some(source), errors)),
        }
    }

    /// A page of what was read already.
    pub(crate) fn of(source: Arc<Source>, model: Model) -> Self {
        Self { source, model, warnings: Vec::new(), gallery: Gallery::default() }
    }

    /// Loads the files of icons and of a logo that the page names. A page that names some and is drawn without them has
    /// icons by its words, and no logo.
    ///
    /// ```
    /// use govdraw::Page;
    ///
    /// let page = Page::parse("rules.md", b"---\ngovdraw:\n  logo: crest.svg\n---\n\n## Upper level\n\n### Board\n")?;
    /// let refused = page.with_files(|name| Err(format!("there is no `{name}`"))).unwrap_err();
    /// assert!(refused.to_string().contains("there is no `crest.svg`"));
    /// # Ok::<(), govdraw::diagnostic::Errors>(())
    /// ```
    ///
    /// # Errors
    /// Every file that `load` does not give, or that is no drawing.
    pub fn with_files<E: Display>(
        mut self,
        mut load: impl FnMut(&str) -> Result<Vec<u8>, E>,
    ) -> Result<Self, Errors> {
        let mut faults = Vec::new();
        // each file once, at the first place that names it
        let mut places = BTreeMap::new();
        for (name, place) in layout::drawings(&self.model) {
            places.entry(name).or_insert(place);
        }
        for (name, place) in places {
            let fault = |message: String| {
                Diagnostic::new(Severity::Error, Code::Drawing, message).at(place.0).about(name)
            };
            match load(name) {
                Err(error) => faults.push(fault(format!("`{name}` is not drawn: {error}"))),
                Ok(bytes) => faults.extend(
                    self.gallery
                        .add(name, &bytes)
                        .err()
                        .map(|error| fault(format!("`{name}` {}", error.message)).hint(error.hint)),
                ),
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(Errors::new(Some(self.source), faults)) }
    }

    /// What the page says.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What should be mended, though the page can be drawn, and what is worth knowing.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The page's text, in which findings have their places.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The page's text version: all that its pictures show, as headings and lists.
    #[must_use]
    pub fn describe(&self) -> Description {
        describe::describe(&self.model)
    }

    /// The alternative text of a picture.
    #[must_use]
    pub fn alt(&self, style: Style) -> String {
        describe::alt(&self.model, style.picture())
    }

    /// The drawings that were loaded.
    pub(crate) fn gallery(&self) -> &Gallery {
        &self.gallery
    }
}

/// The built-in theme that a page names, or the default.
///
/// # Errors
/// A name that no theme has.
pub fn theme_of(model: &Model) -> Result<Theme, Diagnostic> {
    let Some(name) = model.theme.as_deref() else { return Ok(Theme::defra()) };
    Theme::named(name).ok_or_else(|| {
        let hint = match nearest(name, Theme::NAMES) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("choose one of {}", Theme::NAMES.join(", ")),
        };
        let message = format!("there is no theme `{name}`");
        Diagnostic::new(Severity::Error, Code::UnknownTheme, message).about(name).hint(hint)
    })
}

/// Whether what a page names as its theme is a file.
#[must_use]
pub fn is_theme_file(theme: &str) -> bool {
    let ending = theme.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["json", "yaml", "yml"].contains(&ending.as_str()))
}
