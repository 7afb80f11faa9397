//! What a picture shows, in a sentence and a list: for `alt`, for an SVG's `<desc>`.
use super::lens_sentence;
use crate::model::{Function, Lens, Level, Model};
use crate::words::{Texts, fold, texts};
use std::collections::BTreeSet;

/// The picture that a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Picture {
    /// Loops.
    Simple,
    /// Boxes and arrows.
    FlowChart,
    /// Panels and cards.
    Poster,
}

/// What a picture is called, in the language of a BCP 47 tag.
#[must_use]
pub fn name(lang: &str, picture: Picture) -> &'static str {
    let [simple, flow_chart, poster] = texts(lang).pictures;
    match picture {
        Picture::Simple => simple,
        Picture::FlowChart => flow_chart,
        Picture::Poster => poster,
    }
}

/// Functions beyond this are not listed by name: nobody listens to an alternative text for minutes, and the text
/// version beside the picture has them all.
const NAMED_MAX: usize = 40;

/// The alternative text of a picture, in the model's language: what it shows, and no more.
#[must_use]
pub fn alt(model: &Model, picture: Picture) -> String {
    alt_with(model, picture, None)
}

/// The alternative text of a picture in which a role stands out.
#[must_use]
pub fn alt_role(model: &Model, picture: Picture, lens: &Lens) -> String {
    alt_with(model, picture, Some(lens))
}

fn alt_with(model: &Model, picture: Picture, lens: Option<&Lens>) -> String {
    let words = texts(&model.lang);
    let functions = || model.bodies().map(|(_, function)| function);
    let sentence = match picture {
        Picture::Simple => words.alt_simple,
        Picture::FlowChart if !model.flows.is_empty() => words.alt_flow,
        Picture::FlowChart if model.cascade && has_cascade(model) => words.alt_cascade,
        Picture::FlowChart => words.alt_boxes,
        Picture::Poster if functions().any(|function| !function.roles.is_empty()) => words.alt_poster_roles,
        Picture::Poster => words.alt_poster,
    };
    let mut out = if model.is_unranked() {
        unranked_sentence(model, picture)
    } else {
        sentence.replace("{title}", &words.quoted(&model.title))
    };
    if let Some(lens) = lens {
        push_space(&mut out);
        out.push_str(&lens_sentence(model, lens));
    }
    let names_functions = functions().count() <= NAMED_MAX;
    for level in &model.levels {
        let names: Vec<String> = match picture {
            _ if !names_functions => Vec::new(),
            Picture::FlowChart => {
                level.functions.iter().map(|f| with_bodies(f.chart_name(), f, words)).collect()
            }
            Picture::Simple | Picture::Poster => {
                level.functions.iter().map(|f| with_bodies(&f.name, f, words)).collect()
            }
        };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        push_item(&mut out, &model.lang, level.shown_name(), &names);
    }
    if !model.outside.is_empty() {
        let names: Vec<&str> = model.outside.iter().map(|outside| outside.name.as_str()).collect();
        push_item(&mut out, &model.lang, Some(words.outside), &names);
    }
    if picture == Picture::FlowChart && !model.outcomes.is_empty() {
        let names: Vec<&str> = model.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
        push_item(&mut out, &model.lang, Some(words.outcomes), &names);
    }
    out
}

/// What a picture without levels is: the language's sentences all speak of levels.
fn unranked_sentence(model: &Model, picture: Picture) -> String {
    let words = texts(&model.lang);
    let title = words.quoted(&model.title);
    let colon = if title.is_empty() { "" } else { words.colon };
    [name(&model.lang, picture), colon, &title, &stop(words)].concat()
}

/// The alternative text of a poster's sheet that shows one of the model's levels.
#[must_use]
pub fn alt_level(model: &Model, level: &Level) -> String {
    if level.implicit {
        return alt(model, Picture::Poster);
    }
    let words = texts(&model.lang);
    let mut out = words.alt_poster_level.replace("{title}", &words.quoted(&model.title));
    let count: usize = level.functions.iter().map(|function| 1 + function.functions.len()).sum();
    let shown = level.functions.iter().filter(|_| count <= NAMED_MAX);
    let names: Vec<String> = shown.map(|function| with_bodies(&function.name, function, words)).collect();
    let named: Vec<&str> = names.iter().map(String::as_str).collect();
    push_item(&mut out, &model.lang, level.shown_name(), &named);
    out
}

/// A function's name, and in brackets the bodies within it.
fn with_bodies(name: &str, function: &Function, words: &Texts) -> String {
    if function.functions.is_empty() {
        return name.to_owned();
    }
    let bodies: Vec<&str> = function.functions.iter().map(|body| body.name.as_str()).collect();
    words.bracketed(name, &bodies.join(words.separator))
}

/// A name, where there is one, and what stands below it, punctuated as the language does.
fn push_item(out: &mut String, lang: &str, name: Option<&str>, items: &[&str]) {
    let words = texts(lang);
    if name.is_none() && items.is_empty() {
        return;
    }
    push_space(out);
    out.push_str(name.unwrap_or_default());
    // an outcome that is called "Outcomes" need not be said twice
    if !items.is_empty() && name.is_none_or(|name| items != [name]) {
        out.push_str(name.map_or("", |_| words.colon));
        out.push_str(&items.join(words.separator));
    }
    out.push_str(&stop(words));
}

/// The stop of the language's own sentences.
fn stop(words: &Texts) -> String {
    words.alt_boxes.chars().last().into_iter().collect()
}

/// Between two sentences.
fn push_space(out: &mut String) {
    if !out.ends_with('。') {
        out.push(' ');
    }
}

/// Whether two neighbouring levels share a function: then a flow chart without flows has arrows.
fn has_cascade(model: &Model) -> bool {
    model.levels.windows(2).any(|pair| {
        let [upper, lower] = pair else { return false };
        let names =
            |level: &Level| -> BTreeSet<String> { level.functions.iter().map(|f| fold(&f.name)).collect() };
        let ids =
            |level: &Level| -> BTreeSet<String> { level.functions.iter().map(|f| f.id.clone()).collect() };
        let ties = |from: &Level, to: &BTreeSet<String>| {
            from.functions.iter().any(|f| f.same_as.as_ref().is_some_and(|id| to.contains(id)))
        };
        !names(upper).is_disjoint(&names(lower)) || ties(upper, &ids(lower)) || ties(lower, &ids(upper))
    })
}

#[cfg(test)]
mod tests {
    use super::{Picture, alt};
    use crate::model::{Draft, DraftFunction, DraftLevel, Model};

    #[test]
    fn the_language_punctuates() {
        let function = |name: &str| DraftFunction { name: name.to_owned(), ..DraftFunction::default() };
        for (lang, says) in [
            ("en-GB", ["of “Parks”:", "North: A, B."]),
            ("cy", ["‘Parks’", "North: A, B."]),
            ("fr", ["«\u{202f}Parks\u{202f}»", "North\u{a0}: A, B."]),
            ("de", ["„Parks“", "North: A, B."]),
            ("ar", ["«Parks»", "North: A، B."]),
            ("ja", ["「Parks」", "。North：A、B。"]),
            ("zh-Hans", ["“Parks”", "。North：A、B。"]),
            ("zh-Hant", ["「Parks」", "。North：A、B。"]),
        ] {
            let level = DraftLevel {
                name: "North".to_owned(),
                functions: vec![function("A"), function("B")],
                ..DraftLevel::default()
            };
            let draft = Draft {
                title: "Parks".to_owned(),
                lang: lang.to_owned(),
                levels: vec![level],
                ..Draft::default()
            };
            let model = Model::build(draft).expect("valid").value;
            let text = alt(&model, Picture::Simple);
            assert!(says.iter().all(|says| text.contains(says)), "{lang}: {text}");
        }
    }
}
