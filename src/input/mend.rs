//! Slips with one mend each, mended in the source: what it says stays the same, only how it is written changes.
use super::{Format, ReadOptions, allowed, read_whole};
use crate::diagnostic::{Code, Diagnostic, Mend, Source};
use crate::model::Model;
use std::collections::BTreeMap;

/// A source after its mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its text.
    pub text: String,
    /// What is mended, in source order, with places in the text as it was.
    pub findings: Vec<Diagnostic>,
}

/// Mends what is sure: each finding that has one mend, where the source with it is read as the same model and has the finding
/// no more. What the source accepts is left as it is; a source that has errors is left alone.
#[must_use]
pub fn mend(source: &Source, format: Format, options: &ReadOptions) -> Mended {
    let none = || Mended { text: source.text.clone(), findings: Vec::new() };
    let Some(before) = ReadState::of(&source.text, source, format, options) else { return none() };
    let accepted = allowed(source, format).value;
    let findings = accepted
        .accept(before.findings.clone(), |finding| (finding.severity, finding.code.name(), finding.span));
    let mut sure: Vec<(Diagnostic, Box<Mend>)> =
        findings.findings.into_iter().filter_map(|finding| Some((finding.clone(), finding.mend?))).collect();
    sure.retain(|(_, mend)| source.text.get(mend.span.start..mend.span.end) == Some(mend.old.as_str()));
    sure.sort_by_key(|(_, mend)| mend.span);
    sure.dedup_by(|later, first| later.1.span.start < first.1.span.end || later.1.span == first.1.span);
    // all at once, as they nearly always go; else one by one, and those that do not go are left
    let is_same = |kept: &[&(Diagnostic, Box<Mend>)]| {
        let after = ReadState::of(&edited(&source.text, kept), source, format, options);
        after.is_some_and(|after| after.model == before.model && after.lacks(&before, kept))
    };
    let all: Vec<&(Diagnostic, Box<Mend>)> = sure.iter().collect();
    let mut kept = Vec::new();
    if is_same(&all) {
        kept = all;
    } else {
        for one in &sure {
            kept.push(one);
            if !is_same(&kept) {
                kept.pop();
            }
        }
    }
    let text = edited(&source.text, &kept);
    Mended { text, findings: kept.into_iter().map(|(finding, _)| finding.clone()).collect() }
}

/// What a text is read as.
struct ReadState {
    model: Model,
    findings: Vec<Diagnostic>,
}

impl ReadState {
    fn of(text: &str, source: &Source, format: Format, options: &ReadOptions) -> Option<Self> {
        let source = Source { name: source.name.clone(), text: text.to_owned() };
        let read = read_whole(&source, format, options).model.ok()?;
        Some(Self { model: read.value, findings: read.warnings })
    }

    fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.code).or_default() += 1;
        }
        counts
    }

    /// Whether it has all findings of another state but those that are mended, and none that it has not.
    fn lacks(&self, before: &Self, mended: &[&(Diagnostic, Box<Mend>)]) -> bool {
        let mut expected = before.counts();
        for (finding, _) in mended {
            if let Some(count) = expected.get_mut(&finding.code) {
                *count = count.saturating_sub(1);
            }
        }
        expected.retain(|_, count| *count > 0);
        self.counts().iter().all(|(code, count)| expected.get(code).is_some_and(|most| count <= most))
    }
}

/// The text with mends that are in order and do not overlap. Ends of lines are those of the text.
fn edited(text: &str, mends: &[&(Diagnostic, Box<Mend>)]) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (_, mend) in mends {
        out.push_str(text.get(at..mend.span.start).unwrap_or_default());
        out.push_str(&mend.new.replace('\n', line_end));
        at = mend.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::{Mended, mend};
    use crate::diagnostic::Source;
    use crate::input::{Format, ReadOptions};

    fn mended(text: &str) -> Mended {
        let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
        mend(&source, Format::Markdown, &ReadOptions::default())
    }

    const PAGE: &str = "# T\n\n## Upper level\n\nDecides.\n\n### Board\n\nSets the course.\n\nRoles: Chair\n\nSecretariat\n\n\
        Prepares what the boardâ€™s members ask.\n\nRoels: Secretary\n\n###Audit\n\nChecks.\n\nRoles: Auditor\n\n\
        ### Lower level\n\nWorks.\n\n### Team\n\nBuilds.\n\nRoles: Developer\n";

    #[test]
    fn what_has_one_mend_is_mended_and_nothing_else_changes() {
        let once = mended(PAGE);
        let expected = PAGE
            .replace("Secretariat\n", "### Secretariat\n")
            .replace("â€™", "’")
            .replace("Roels", "Roles")
            .replace("###Audit", "### Audit")
            .replace("### Lower level", "## Lower level");
        assert_eq!(once.text, expected);
        assert_eq!(once.findings.len(), 5);
        let again = mended(&once.text);
        assert!(again.findings.is_empty() && again.text == once.text);
        let crlf = mended(&PAGE.replace('\n', "\r\n"));
        assert_eq!(crlf.text, expected.replace('\n', "\r\n"));
    }

    #[test]
    fn what_is_not_sure_stays() {
        for page in [
            // two mends: take it out, or give it a label of its own
            "# T\n\n## Upper level\n\n### A board\n\nX.\n\n### B board\n\nY.\n\n| From | To | Flow |\n| --- | --- | --- |\n\
             | A board | B board | Z |\n| A board | B board | Z |\n",
            // an error
            "# T\n\nRoels: X\n",
        ] {
            let same = mended(page);
            assert!(same.findings.is_empty() && same.text == page, "{:?}", same.findings);
        }
        let accepted = PAGE.replacen("# T\n", "# T\n<!-- govdraw-allow: mojibake -->\n", 1);
        let mended = mended(&accepted);
        assert!(mended.text.contains("â€™") && mended.findings.len() == 4, "{:?}", mended.findings);
    }
}
