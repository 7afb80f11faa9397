//! `explain`: what a finding means.
use super::args::{Explain, Messages};
use super::report::Finding;
use super::{Exit, results};
use crate::explain::{self, Explanation};
use crate::model::nearest;

/// Runs the command: one finding's section, or the list of all codes.
pub(super) fn run(args: &Explain, messages: &Messages) -> Exit {
    let all = explain::all();
    let Some(code) = &args.code else { return results::answer(&list(&all), messages) };
    let wanted = code.trim().to_lowercase();
    match all.iter().find(|explanation| explanation.code == wanted) {
        Some(found) => results::answer(&format!("# {}\n\n{}\n", found.code, found.text), messages),
        None => messages.fail(Finding::usage(
            format!("no finding has the code `{code}`"),
            match nearest(&wanted, all.iter().map(|explanation| explanation.code)) {
                Some(code) => format!("did you mean `{code}`?"),
                None => "`govdraw explain` lists every code".to_owned(),
            },
        )),
    }
}

/// A line a code: its name and what it means in a sentence.
fn list(all: &[Explanation]) -> String {
    let width = all.iter().map(|explanation| explanation.code.len()).max().unwrap_or_default();
    let line = |one: &Explanation| {
        let sentence: Vec<&str> = one.sentence().split_whitespace().collect();
        format!("{:<width$}  {}\n", one.code, sentence.join(" "))
    };
    all.iter().map(line).collect()
}
