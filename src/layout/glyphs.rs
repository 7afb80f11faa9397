//! Characters that no font has: found before anything is laid out, so that no picture shows an empty box.
use super::Style;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Model, Place};
use crate::text::{self, Fonts};
use std::collections::BTreeSet;

/// How many characters get a finding of their own; a page in an unknown script would have hundreds.
const FINDINGS_MAX: usize = 20;

/// A finding for each character of the picture's words that no font has, at the first place where it stands.
pub(in crate::layout) fn missing(
    model: &Model,
    style: Style,
    ours: &[&str],
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    let mut more = 0usize;
    let mut look = |words: &str, place: Place| {
        for character in text::missing(fonts, words) {
            if !seen.insert(character.clone()) {
                continue;
            }
            if findings.len() >= FINDINGS_MAX {
                more += 1;
                continue;
            }
            let codes: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            let message = format!("no font has \"{character}\" ({})", codes.join(" "));
            findings.push(finding(message, place).about(character));
        }
    };
    let nowhere = Place::default();
    if style != Style::Simple {
        look(&model.title, nowhere);
    }
    for text in ours {
        look(text, nowhere);
    }
    for level in &model.levels {
        look(level.shown_name().unwrap_or_default(), level.place);
        if style != Style::Flow {
            level.points.iter().for_each(|point| look(point, level.place));
        }
        for function in &level.functions {
            match style {
                Style::Simple => look(&function.name, function.place),
                Style::Flow => {
                    look(function.chart_name(), function.place);
                    look(function.caption.as_deref().unwrap_or_default(), function.place);
                }
                Style::Poster => {
                    look(&function.name, function.place);
                    function.points.iter().for_each(|point| look(point, function.place));
                    function.roles.iter().for_each(|role| look(&role.name, role.place));
                }
            }
        }
    }
    if style == Style::Flow {
        for outcome in &model.outcomes {
            look(&outcome.name, outcome.place);
            look(outcome.caption.as_deref().unwrap_or_default(), outcome.place);
        }
        model.flows.iter().for_each(|flow| look(&flow.label, flow.place));
    }
    if more > 0 {
        findings.push(finding(format!("no font has {more} more characters of this page"), nowhere));
    }
    findings
}

fn finding(message: String, place: Place) -> Diagnostic {
    Diagnostic::new(Severity::Error, Code::MissingGlyph, message)
        .at(place.0)
        .hint("add a font that has it with `--font PATH`")
}
