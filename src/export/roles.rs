//! The roles of a model, for programs.
use crate::model::{Model, held_roles};
use serde::Serialize;

/// A role and the functions that have it.
#[derive(Serialize)]
struct Role<'a> {
    role: &'a str,
    functions: Vec<Function<'a>>,
}

#[derive(Serialize)]
struct Function<'a> {
    id: &'a str,
    level: &'a str,
    function: &'a str,
    /// As the page has it there.
    spelling: &'a str,
}

/// Every role with the functions that have it, as JSON.
///
/// # Errors
/// Those of the serialiser; strings and lists have none.
pub fn roles(model: &Model) -> Result<String, serde_json::Error> {
    let held = held_roles(model);
    let roles = held.iter().map(|held| Role {
        role: held.name,
        functions: held
            .holders
            .iter()
            .map(|holder| Function {
                id: &holder.function.id,
                level: &holder.level.name,
                function: &holder.function.name,
                spelling: &holder.role.name,
            })
            .collect(),
    });
    let roles: Vec<Role<'_>> = roles.collect();
    Ok(serde_json::to_string_pretty(&roles)? + "\n")
}
