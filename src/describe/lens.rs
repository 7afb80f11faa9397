//! What is said of the one role that a picture or a text version is about.
use super::joined;
use crate::model::{Lens, Model};
use crate::words::{arrow_sentences, texts};

/// The title of a picture in which a role stands out: the model's own, then the role.
#[must_use]
pub fn lens_title(model: &Model, lens: &Lens) -> String {
    if model.title.trim().is_empty() {
        return lens.role().to_owned();
    }
    format!("{}{}{}", model.title, arrow_sentences(&model.lang).colon, lens.role())
}

/// How many functions, and bodies within them, have the role that stands out, of how many.
#[must_use]
pub fn lens_count(model: &Model, lens: &Lens) -> String {
    let functions = model.levels.iter().flat_map(|level| &level.functions);
    let all = functions.flat_map(|function| std::iter::once(function).chain(&function.functions));
    let (held, count) = all
        .fold((0, 0), |(held, count), function| (held + usize::from(lens.is_held_by(function)), count + 1));
    texts(&model.lang).held.replace("{held}", &held.to_string()).replace("{all}", &count.to_string())
}

/// Which role stands out, and which functions have it.
#[must_use]
pub fn lens_sentence(model: &Model, lens: &Lens) -> String {
    let words = texts(&model.lang);
    let held = model.levels.iter().flat_map(|level| {
        level.functions.iter().flat_map(move |function| {
            let own = lens.is_held_by(function).then(|| joined(level, function));
            let bodies = function.functions.iter().filter(|body| lens.is_held_by(body));
            let within = bodies.map(move |body| format!("{} / {}", joined(level, function), body.name));
            own.into_iter().chain(within)
        })
    });
    let functions = held.collect::<Vec<_>>().join(words.separator);
    // the words may hold braces of their own, so the pattern is cut before they go in
    let (before, rest) = words.marked.split_once("{role}").unwrap_or((words.marked, ""));
    let (between, after) = rest.split_once("{functions}").unwrap_or((rest, ""));
    [before, &words.quoted(lens.role()), between, &functions, after].concat()
}
