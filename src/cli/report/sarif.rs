//! Findings as SARIF 2.1.0 (OASIS), which code scanning reads.
use super::{FileReport, Placed, placed};
use crate::diagnostic::Severity;
use crate::explain;
use crate::markup::inert_json;
use serde_json::{Value, json};
use std::fmt::Write as _;

pub(super) fn show(files: &[FileReport]) -> String {
    let placed = placed(files);
    let mut rules: Vec<(&str, &str)> = Vec::new();
    for one in &placed {
        let rule = (one.finding.code, one.finding.explanation);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let results: Vec<Value> = placed.iter().map(|one| result(one, &rules)).collect();
    let rules: Vec<Value> = rules.iter().map(|(id, sentence)| rule(id, sentence)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "govdraw", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    inert_json(format!("{log:#}\n"))
}

/// Words as a plain text message (SARIF 2.1.0, 3.11.5 and 3.11.6): braces would stand for an argument, and brackets before a
/// parenthesis for a link.
fn plain(words: &str) -> String {
    let has_link = words.contains("](");
    words.chars().fold(String::with_capacity(words.len()), |mut out, c| {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            '\\' | '[' | ']' if has_link => out.extend(['\\', c]),
            c => out.push(c),
        }
        out
    })
}

/// What a kind of finding is, in short and at length.
fn rule(id: &str, sentence: &str) -> Value {
    let mut rule = json!({ "id": id, "shortDescription": { "text": plain(sentence) } });
    if let Some(explanation) = explain::of(id) {
        rule["fullDescription"] = json!({ "text": plain(&one_line(explanation.meaning)) });
        rule["help"] = json!({ "text": plain(&one_line(explanation.mend.trim_start_matches("Mend: "))), "markdown": explanation.text });
    }
    rule
}

/// A paragraph without the line ends that the document has for its own sake.
fn one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn result(one: &Placed<'_>, rules: &[(&str, &str)]) -> Value {
    let level = match one.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = match &one.finding.hint {
        Some(hint) => format!("{}\n{hint}", one.finding.message),
        None => one.finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": one.finding.code,
        "ruleIndex": rules.iter().position(|(id, _)| *id == one.finding.code),
        "level": level,
        "message": { "text": plain(&text) },
    });
    if let Some(file) = one.file {
        let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
        if let Some(region) = one.region {
            physical["region"] = json!({
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            });
        }
        result["locations"] = json!([{ "physicalLocation": physical }]);
    }
    result
}

/// A path as a URI reference (RFC 3986): relative paths stay relative.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            b'\\' if cfg!(windows) => out.push('/'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{plain, uri};

    #[test]
    fn no_words_are_a_link_or_an_argument() {
        assert_eq!(plain("{0} of [a]"), "{{0}} of [a]");
        assert_eq!(plain("[a\\](b)"), "\\[a\\\\\\](b)");
    }

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("docs/a b:ñ.md"), "docs/a%20b%3A%C3%B1.md");
        assert_eq!(uri("/srv/a.md"), "file:///srv/a.md");
    }
}
