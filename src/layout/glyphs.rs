//! Characters that no font has: looked for in the finished picture, so that none shows an empty box whatever drew it.
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Model, Place};
use crate::scene::{Node, Scene};
use crate::text::Line;
use std::collections::BTreeSet;

/// How many characters get a finding of their own; a page in an unknown script would have hundreds.
const FINDINGS_MAX: usize = 20;

/// A finding for each character of pictures that is drawn as an empty box, at the first place where the page has it.
pub(in crate::layout) fn missing(model: &Model, scenes: &[Scene]) -> Vec<Diagnostic> {
    let mut boxes = Boxes::default();
    scenes.iter().for_each(|scene| boxes.visit(&scene.nodes));
    if boxes.0.is_empty() {
        return Vec::new();
    }
    let words = words(model);
    let place = |character: &String| {
        let each = words.iter().enumerate();
        let mut found = each.filter_map(|(i, (text, _))| Some((i, text.find(character.as_str())?)));
        found.next().unwrap_or((usize::MAX, 0))
    };
    // in the page's order, and what it does not hold itself last
    let mut found: Vec<((usize, usize), &String)> = boxes.0.iter().map(|c| (place(c), c)).collect();
    found.sort_unstable();
    let finding = |((at, _), character): &((usize, usize), &String)| {
        let codes: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let message = format!("no font has \"{character}\" ({})", codes.join(" "));
        let place = words.get(*at).map_or(Place::default(), |(_, place)| *place);
        missing_glyph(message, place).about(character.as_str())
    };
    let mut findings: Vec<Diagnostic> = found.iter().take(FINDINGS_MAX).map(finding).collect();
    let more = found.len().saturating_sub(FINDINGS_MAX);
    if more > 0 {
        let message = format!("no font has {more} more characters of this page");
        findings.push(missing_glyph(message, Place::default()));
    }
    findings
}

/// What is drawn with the glyph of a face that stands for every character it lacks.
#[derive(Default)]
struct Boxes(BTreeSet<String>);

impl Boxes {
    fn visit(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Group(group) => self.visit(&group.children),
                Node::Shape(_) | Node::Image(_) => {}
                Node::Text(text) => self.look_at(&text.line),
            }
        }
    }

    fn look_at(&mut self, line: &Line) {
        for glyph in line.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.id == 0) {
            let character = line.text.get(glyph.text.clone()).unwrap_or_default();
            let trimmed = character.trim();
            let character = if trimmed.is_empty() { character } else { trimmed };
            self.0.insert(character.to_owned());
        }
    }
}

/// The words that a picture may show, each with where it was read, in the page's order. It serves to find a place, not to
/// find what is missing: what is left out here is found all the same, without a place.
fn words(model: &Model) -> Vec<(&str, Place)> {
    let mut words = vec![(model.title.as_str(), Place::default())];
    words.extend(model.aside.as_deref().map(|aside| (aside, Place::default())));
    for level in &model.levels {
        words.push((level.shown_name().unwrap_or_default(), level.place));
        words.extend(level.points.iter().map(|point| (point.as_str(), level.place)));
        for function in level.functions.iter().flat_map(|own| std::iter::once(own).chain(&own.functions)) {
            let names = [Some(&function.name), function.title.as_ref(), function.caption.as_ref()];
            let texts = names.into_iter().flatten().chain(&function.points);
            let texts = texts.chain(&function.meets).chain(&function.decides);
            let texts = texts.chain(function.roles.iter().map(|role| &role.name));
            words.extend(texts.map(|text| (text.as_str(), function.place)));
        }
    }
    for outcome in &model.outcomes {
        let texts = [Some(&outcome.name), outcome.caption.as_ref()];
        words.extend(texts.into_iter().flatten().map(|text| (text.as_str(), outcome.place)));
    }
    for body in &model.outside {
        let texts = [Some(&body.name), body.caption.as_ref()];
        words.extend(texts.into_iter().flatten().map(|text| (text.as_str(), body.place)));
    }
    words.extend(model.flows.iter().map(|flow| (flow.label.as_str(), flow.place)));
    words
}

fn missing_glyph(message: String, place: Place) -> Diagnostic {
    Diagnostic::new(Severity::Error, Code::MissingGlyph, message)
        .at(place.0)
        .hint("add a font that has it with `--font PATH`")
}
