//! What a run has to say: findings collected by file, then shown once in the format asked for.
mod github;
mod json;
mod sarif;
mod terminal;
mod text;

pub(crate) use json::{object, rows};
pub(crate) use terminal::{Color, printable};

use crate::diagnostic::{Diagnostic, Lines, Region, Severity, Source, Span, is_one_row};
use crate::input::{Accepted, Allowed};
use clap::ValueEnum;
use std::sync::Arc;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people, with the line itself
    #[default]
    Text,
    /// One JSON array
    Json,
    /// Annotations of a GitHub Actions run, at most 10
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// One thing to say. Findings of the library and faults of the command line (a file that cannot be read) in one shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Its stable name.
    pub code: &'static str,
    /// One sentence on what kind of problem it is.
    pub explanation: &'static str,
    /// What is wrong here.
    pub message: String,
    /// What to do about it.
    pub hint: Option<Box<str>>,
    /// Where in the file, if it is about a place in it.
    pub span: Option<Span>,
    /// The very words that it is about, where the place is that of something larger.
    pub words: Option<Box<str>>,
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        let Diagnostic { severity, code, message, span, words, hint, mend: _ } = diagnostic;
        Self {
            severity,
            code: code.name(),
            explanation: code.explanation(),
            message,
            hint: hint.map(Into::into),
            span,
            words: words.map(Into::into),
        }
    }
}

impl Finding {
    /// A fault of reading or writing files.
    pub(crate) fn io(message: impl Into<String>, hint: Option<&str>) -> Self {
        Self {
            severity: Severity::Error,
            code: "io",
            explanation: "A file that could not be read or written.",
            message: message.into(),
            hint: hint.map(Into::into),
            span: None,
            words: None,
        }
    }

    /// Arguments that do not go together.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self {
            severity: Severity::Error,
            code: "usage",
            explanation: "Arguments that cannot be followed.",
            message: message.into(),
            hint: hint.into().map(Into::into),
            span: None,
            words: None,
        }
    }
}

/// The findings of one file, or of none.
#[derive(Debug, Default)]
pub(crate) struct FileReport {
    /// As the user wrote it; `None` where the findings are about no file.
    pub name: Option<String>,
    /// The file's text, where it could be read.
    pub source: Option<Arc<Source>>,
    /// In the order in which they were found.
    pub findings: Vec<Finding>,
    /// What the page accepts of them.
    pub allowed: Allowed,
    /// Whether every check there is was made, so that what it accepts and has not can be told.
    pub is_checked: bool,
}

impl FileReport {
    /// A single finding about no page.
    pub(crate) fn of(finding: Finding) -> Self {
        Self { findings: vec![finding], ..Self::default() }
    }

    /// Leaves out what the page accepts, and says what of that it does not have.
    pub(crate) fn settle(&mut self) {
        let findings = std::mem::take(&mut self.findings);
        let Accepted { findings, refused, unused } =
            self.allowed.accept(findings, |finding| (finding.severity, finding.code, finding.span));
        self.findings = findings;
        let has_error = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        self.add(refused);
        if self.is_checked && !has_error {
            self.add(unused);
        }
    }

    /// Adds findings, each once: three styles of one page often have the same to say.
    pub(crate) fn add<T: Into<Finding>>(&mut self, findings: impl IntoIterator<Item = T>) {
        for finding in findings {
            let mut finding: Finding = finding.into();
            if let (Some(source), Some(words)) = (&self.source, &finding.words) {
                finding.span = source.find(words, finding.span).or(finding.span);
            }
            let known = self.findings.iter_mut().find(|known| is_one_row(known.code, finding.code));
            if let Some(known) = known {
                if known.message.len() < finding.message.len() {
                    *known = finding;
                }
            } else if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    /// Over all files.
    pub(crate) fn of(files: &[FileReport]) -> Self {
        let mut counts = Self::default();
        for finding in files.iter().flat_map(|file| &file.findings) {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Such as `1 error and 2 warnings`.
    fn in_words(self) -> String {
        let count = |n: usize, word: &str| match n {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        };
        let parts: Vec<String> =
            [count(self.errors, "error"), count(self.warnings, "warning"), count(self.notes, "note")]
                .into_iter()
                .flatten()
                .collect();
        match parts.split_last() {
            None => "nothing found".to_owned(),
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        }
    }
}

/// Shows findings; the answer ends in a line end, or is empty where there is nothing to say.
pub(crate) fn show(files: &[FileReport], format: MessageFormat, color: bool) -> String {
    match format {
        MessageFormat::Text => text::show(files, color),
        MessageFormat::Json => json::show(files),
        MessageFormat::Github => github::show(files),
        MessageFormat::Sarif => sarif::show(files),
    }
}

/// A finding with its file and its place in lines and columns.
struct Placed<'a> {
    finding: &'a Finding,
    file: Option<&'a str>,
    region: Option<Region>,
}

/// Every finding with its place.
fn placed(files: &[FileReport]) -> Vec<Placed<'_>> {
    let mut all = Vec::new();
    for file in files {
        let lines = file.source.as_ref().map(|source| Lines::new(&source.text));
        for finding in &file.findings {
            let region = finding.span.zip(lines.as_ref()).map(|(span, lines)| lines.region(span));
            all.push(Placed { finding, file: file.name.as_deref(), region });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Arc, FileReport, Finding, MessageFormat, Severity, Source, Span, printable, show};

    fn report(count: usize) -> [FileReport; 1] {
        let text = "# T\n\u{1b}[31mBusiness\u{202e}\u{9b}1m\r\n".to_owned();
        let source = Arc::new(Source { name: "a\u{1b}]8;;x,y:z.md".into(), text });
        let hostile = "unknown `x\u{1b}[31m\n::stop-commands::t` 100%";
        let findings = (0..count).map(|n| Finding {
            severity: if n + 1 == count { Severity::Error } else { Severity::Warning },
            code: "no-levels",
            explanation: "e",
            message: hostile.to_owned(),
            hint: Some(hostile.into()),
            span: (n > 0).then_some(Span { start: 5, end: 17 }),
            words: None,
        });
        [FileReport {
            name: Some(source.name.clone()),
            source: Some(Arc::clone(&source)),
            findings: findings.collect(),
            ..FileReport::default()
        }]
    }

    #[test]
    fn a_terminal_is_sent_no_character_to_obey() {
        for format in [MessageFormat::Text, MessageFormat::Github] {
            let shown = show(&report(2), format, false);
            let bad = shown.chars().find(|c| *c != '\n' && printable(&c.to_string()) != c.to_string());
            assert_eq!(bad, None, "{shown}");
        }
    }

    #[test]
    fn a_message_cannot_become_a_workflow_command() {
        let shown = show(&report(2), MessageFormat::Github, false);
        assert_eq!(shown.lines().count(), 2);
        assert!(
            shown
                .lines()
                .all(|line| line.starts_with("::error file=") || line.starts_with("::warning file="))
        );
        assert!(
            shown.contains("x%2Cy%3Az.md,line=2,endLine=2,col=2,endColumn=14,title=no-levels::"),
            "{shown}"
        );
        assert!(shown.contains("100%25"));
    }

    #[test]
    fn github_gets_at_most_ten_annotations_errors_first() {
        assert_eq!(show(&report(10), MessageFormat::Github, false).lines().count(), 10);
        let shown = show(&report(30), MessageFormat::Github, false);
        assert_eq!(shown.lines().count(), 10);
        assert!(shown.starts_with("::error "));
        assert!(shown.ends_with(
            "21 more are not shown here; 1 error and 29 warnings in all. Use --message-format sarif to see every one\n"
        ));
    }

    #[test]
    fn nothing_to_say_is_said_in_each_format() {
        let shown = |format| show(&[FileReport::default()], format, false);
        assert_eq!(shown(MessageFormat::Text), "");
        assert_eq!(shown(MessageFormat::Github), "");
        assert_eq!(shown(MessageFormat::Json), "[]\n");
        assert!(shown(MessageFormat::Sarif).contains("\"results\": []"));
    }
}
