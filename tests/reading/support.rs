//! Small pages read, and their models said in a few words.
use govdraw::diagnostic::{Code, Source, Warned};
use govdraw::input::{Format, ReadOptions, Reading, read_whole};
use govdraw::lint::lint;
use govdraw::model::{Function, Model};

/// Any page as it was read.
pub(crate) fn reading(text: &str) -> Reading {
    let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
    read_whole(&source, Format::Markdown, &ReadOptions::default())
}

/// A page that has to be drawn.
pub(crate) fn page(text: &str) -> Warned<Model> {
    reading(text).model.unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// A model in lines: a level by its name, or `-` where it is implicit; a function below it with its roles in brackets;
/// then each flow by the names of its ends.
pub(crate) fn gist(model: &Model) -> String {
    let mut out = String::new();
    for level in &model.levels {
        out.push_str(if level.implicit { "-" } else { &level.name });
        out.push('\n');
        for function in &level.functions {
            out.push_str(&format!("  {}\n", with_roles(function)));
            for inner in &function.functions {
                out.push_str(&format!("    {}\n", with_roles(inner)));
            }
        }
    }
    for flow in &model.flows {
        out.push_str(&format!("{} > {}\n", end(model, &flow.from.id), end(model, &flow.to.id)));
    }
    out
}

fn with_roles(function: &Function) -> String {
    let roles: Vec<&str> = function.roles.iter().map(|role| role.name.as_str()).collect();
    if roles.is_empty() { function.name.clone() } else { format!("{} ({})", function.name, roles.join(", ")) }
}

/// The function of a name.
pub(crate) fn function<'m>(model: &'m Model, name: &str) -> &'m Function {
    functions(model).find(|function| function.name == name).unwrap_or_else(|| panic!("no function {name}"))
}

/// The codes of what `lint` says of a page that is drawn, reading and outline included.
pub(crate) fn complaints(text: &str) -> Vec<Code> {
    let read = reading(text);
    let notes = read.outline.notes();
    let Warned { value, warnings } = read.model.unwrap_or_else(|errors| panic!("{errors:#?}"));
    warnings.into_iter().chain(notes).chain(lint(&value)).map(|finding| finding.code).collect()
}

fn functions(model: &Model) -> impl Iterator<Item = &Function> {
    model.levels.iter().flat_map(|level| &level.functions)
}

/// The name behind an id.
fn end(model: &Model, id: &str) -> String {
    let function = functions(model).find(|function| function.id == id).map(|function| &function.name);
    let level = model.levels.iter().find(|level| level.id == id).map(|level| &level.name);
    let outcome = model.outcomes.iter().find(|outcome| outcome.id == id).map(|outcome| &outcome.name);
    function.or(level).or(outcome).cloned().unwrap_or_else(|| id.to_owned())
}
