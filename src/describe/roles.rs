//! The roles of a model, for people.
use super::joined;
use crate::model::{Holder, Model, held_roles};
use crate::words::fold;

/// What people call the function that has a role.
fn holder_name(holder: &Holder<'_>) -> String {
    match holder.within {
        Some(function) => format!("{} / {}", joined(holder.level, function), holder.function.name),
        None => joined(holder.level, holder.function),
    }
}

/// Every role with the functions that have it, a line each; a role that is spelt otherwise there has that beside it.
#[must_use]
pub fn roles(model: &Model) -> String {
    let mut out = String::new();
    for held in held_roles(model) {
        out.push_str(held.name);
        out.push('\n');
        for holder in &held.holders {
            let spelt = holder.role.who();
            // a list may start with a capital that the same role has not elsewhere
            let same = fold(spelt) == fold(held.name);
            let spelling = if same { String::new() } else { format!(" (as \"{spelt}\")") };
            out.push_str(&format!("  {}{spelling}\n", holder_name(holder)));
        }
    }
    out
}
