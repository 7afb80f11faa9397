//! Characters that no font has: looked for in the finished picture, so that none shows an empty box whatever drew it.
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Model, Place};
use crate::scene::{Node, Scene};
use crate::text::Line;
use std::collections::BTreeSet;
use unicode_script::{Script, UnicodeScript as _};

/// How many characters are shown; a page in an unknown script would have hundreds.
const SHOWN_MAX: usize = 20;

/// A finding for the characters of pictures that are drawn as empty boxes, in a row, at the first place where the page has one.
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
    let Some(((at, _), first)) = found.first() else { return Vec::new() };
    let shown = |character: &String| {
        let codes: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        format!("\"{character}\" ({})", codes.join(" "))
    };
    let all: Vec<String> = found.iter().take(SHOWN_MAX).map(|(_, character)| shown(character)).collect();
    let more = match found.len().saturating_sub(SHOWN_MAX) {
        0 => String::new(),
        more => format!(" and {more} more characters of this page"),
    };
    let place = words.get(*at).map_or(Place::default(), |(_, place)| *place);
    let mut fonts: Vec<String> = Vec::new();
    for font in found.iter().filter_map(|(_, character)| font_for(character, &model.lang)) {
        if !fonts.contains(&font) {
            fonts.push(font);
        }
    }
    let fonts = fonts.iter().take(FONTS_MAX).cloned().collect::<Vec<_>>().join(" and ");
    vec![
        Diagnostic::new(Severity::Error, Code::MissingGlyph, format!("no font has {}{more}", all.join(", ")))
            .at(place.0)
            .about(first.as_str())
            .hint(format!("add a font that has it, such as {fonts}, with `--font PATH`")),
    ]
}

/// How many fonts are named.
const FONTS_MAX: usize = 3;

/// A font that is free for all to use and has the letters of a character's script.
fn font_for(character: &str, lang: &str) -> Option<String> {
    let script = character.chars().next()?.script();
    let chinese = ["zh-TW", "zh-HK", "zh-Hant"].iter().any(|tag| lang.starts_with(tag));
    Some(match script {
        Script::Hiragana | Script::Katakana => "Noto Sans JP".to_owned(),
        Script::Han if lang.starts_with("ja") => "Noto Sans JP".to_owned(),
        Script::Han if lang.starts_with("ko") => "Noto Sans KR".to_owned(),
        Script::Han if chinese => "Noto Sans TC".to_owned(),
        Script::Han | Script::Bopomofo => "Noto Sans SC".to_owned(),
        Script::Hangul => "Noto Sans KR".to_owned(),
        Script::Latin | Script::Greek | Script::Cyrillic => "Noto Sans".to_owned(),
        Script::Common | Script::Inherited | Script::Unknown => "Noto Sans Symbols 2".to_owned(),
        other => format!("Noto Sans {}", other.full_name().replace('_', " ")),
    })
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
