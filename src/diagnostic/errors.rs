//! What makes a page one that cannot be drawn, as one error.
use super::{Diagnostic, Lines, Source};
use std::fmt;
use std::sync::Arc;

/// Everything that has to be mended before a page can be drawn, with the page.
///
/// Shown as a line a finding: `rules.md:3:1: error: message (hint)`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Errors {
    /// What was read, where it could be decoded.
    pub source: Option<Arc<Source>>,
    /// At least one error; warnings may stand beside it.
    pub findings: Vec<Diagnostic>,
}

impl Errors {
    /// What was found in a source.
    #[must_use]
    pub fn new(source: Option<Arc<Source>>, findings: Vec<Diagnostic>) -> Self {
        Self { source, findings }
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.source.as_ref().map(|source| (source, Lines::new(&source.text)));
        for (at, finding) in self.findings.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            if let Some((source, lines)) = &lines {
                write!(f, "{}:", source.name)?;
                if let Some(region) = finding.span.map(|span| lines.region(span)) {
                    write!(f, "{}:{}:", region.line, region.column)?;
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

impl std::error::Error for Errors {}
