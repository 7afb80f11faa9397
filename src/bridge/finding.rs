//! Findings with lines and columns, and how a call collects them.
use super::Call;
use crate::diagnostic::{Diagnostic, Errors, Lines, Severity, Source, Span, Warned, is_one_row};
use crate::input::{Accepted, Allowed};
use crate::model::Model;
use crate::picture::RenderError;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// What there is to say, as `--message-format json` says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong here.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The file that it is about.
    pub file: Option<String>,
    /// Where it starts, from 1.
    pub line: Option<usize>,
    /// Its first character in that line, from 1.
    pub column: Option<usize>,
    /// Where it ends.
    pub end_line: Option<usize>,
    /// One past its last character.
    pub end_column: Option<usize>,
}

/// Why nothing was made: at least one error; what else was found stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// In the order in which they were found.
    pub findings: Vec<Finding>,
}

impl Failed {
    pub(super) fn of(code: &'static str, message: String, hint: Option<String>) -> Self {
        Self { findings: vec![bare(code, message, hint)] }
    }

    pub(super) fn of_option(bad: BadOption) -> Self {
        Self::of(BAD_OPTION, bad.0, None)
    }
}

/// An option that cannot be followed, in words.
#[derive(Debug)]
pub(super) struct BadOption(pub(super) String);

/// What an option's fault is called.
const BAD_OPTION: &str = "usage";

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, finding) in self.findings.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            if let Some(file) = &finding.file {
                write!(f, "{file}:")?;
                if let Some((line, column)) = finding.line.zip(finding.column) {
                    write!(f, "{line}:{column}:")?;
                }
                f.write_str(" ")?;
            }
            write!(f, "{}: {}", finding.severity, finding.message)?;
            if let Some(hint) = &finding.hint {
                write!(f, " ({hint})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Failed {}

/// An error that is about no place.
fn bare(code: &'static str, message: String, hint: Option<String>) -> Finding {
    let (line, column, end_line, end_column) = (None, None, None, None);
    Finding { code, severity: "error", message, hint, file: None, line, column, end_line, end_column }
}

/// What a call has found so far.
pub(super) struct CallFindings {
    name: String,
    /// The page, once it could be decoded.
    pub(super) source: Option<Arc<Source>>,
    /// What the page accepts.
    pub(super) allowed: Allowed,
    /// Whether every check was made, so that it can be told what the page accepts and does not have.
    pub(super) is_checked: bool,
    ofs: Vec<Diagnostic>,
    /// Of options, themes, fonts and files.
    others: Vec<Finding>,
}

impl CallFindings {
    pub(super) fn of(call: &Call<'_>) -> Self {
        Self {
            name: call.name.to_owned(),
            source: None,
            allowed: Allowed::default(),
            is_checked: false,
            ofs: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Adds what was found of the page, each once: three styles of one page often have the same to say.
    pub(super) fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        for mut finding in found {
            if let (Some(source), Some(words)) = (&self.source, &finding.words) {
                finding.span = source.find(words, finding.span).or(finding.span);
            }
            let known = self.ofs.iter_mut().find(|known| is_one_row(known.code.name(), finding.code.name()));
            if let Some(known) = known {
                if known.message.len() < finding.message.len() {
                    *known = finding;
                }
            } else if !self.ofs.contains(&finding) {
                self.ofs.push(finding);
            }
        }
    }

    /// Adds an error that is not of the page.
    pub(super) fn fault(&mut self, code: &'static str, message: String, hint: Option<String>) {
        self.others.push(bare(code, message, hint));
    }

    /// Adds what was found in another file than the page.
    pub(super) fn of_file(&mut self, name: &str, source: Option<&Source>, found: Vec<Diagnostic>) {
        let lines = source.map(|source| Lines::new(&source.text));
        self.others.extend(found.iter().map(|finding| placed(finding, name, source.zip(lines.as_ref()))));
    }

    /// The value, or its fault kept.
    pub(super) fn take<T>(&mut self, value: Result<T, BadOption>) -> Result<T, ()> {
        value.map_err(|bad| self.fault(BAD_OPTION, bad.0, None))
    }

    /// The model, with what was found in reading it kept.
    pub(super) fn take_model(&mut self, read: Result<Warned<Model>, Vec<Diagnostic>>) -> Result<Model, ()> {
        match read {
            Ok(Warned { value, warnings }) => {
                self.add(warnings);
                Ok(value)
            }
            Err(errors) => {
                self.add(errors);
                Err(())
            }
        }
    }

    /// Keeps why a picture was not made.
    pub(super) fn render_error(&mut self, error: RenderError) {
        match error {
            RenderError::Page(Errors { findings, .. }) => self.add(findings),
            #[cfg(feature = "png")]
            RenderError::Png(error) => {
                let hint = "choose a smaller `scale`, `width` or `dpi`, or SVG, which has no such limit";
                self.fault("raster", error.to_string(), Some(hint.to_owned()));
            }
            #[cfg(feature = "pdf")]
            RenderError::Pdf(error) => {
                let hint = "choose a sheet with `paper`, another font, or SVG or PNG";
                self.fault("pdf", error.to_string(), Some(hint.to_owned()));
            }
        }
    }

    /// All of them, less what the page accepts.
    pub(super) fn all(self) -> Vec<Finding> {
        let Self { name, source, allowed, is_checked, ofs, others } = self;
        let Accepted { mut findings, refused, unused } =
            allowed.accept(ofs, |finding| (finding.severity, finding.code.name(), finding.span));
        let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
        findings.extend(refused);
        if is_checked && !has_error {
            findings.extend(unused);
        }
        let lines = source.as_ref().map(|source| Lines::new(&source.text));
        let places = source.as_deref().zip(lines.as_ref());
        findings.iter().map(|finding| placed(finding, &name, places)).chain(others).collect()
    }

    /// The value with the findings, or the findings.
    pub(super) fn finish<T>(self, value: Result<T, ()>) -> Result<(T, Vec<Finding>), Failed> {
        let findings = self.all();
        match value {
            Ok(value) => Ok((value, findings)),
            Err(()) => Err(Failed { findings }),
        }
    }
}

/// A finding with its place in a file.
fn placed(finding: &Diagnostic, name: &str, lines: Option<(&Source, &Lines<'_>)>) -> Finding {
    let place = |span: Span| lines.map(|(_, lines)| lines.region(span));
    let region = finding.span.and_then(place);
    Finding {
        code: finding.code.name(),
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        file: Some(name.to_owned()),
        line: region.map(|region| region.line),
        column: region.map(|region| region.column),
        end_line: region.map(|region| region.end_line),
        end_column: region.map(|region| region.end_column),
    }
}
