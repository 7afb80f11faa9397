//! Which files each picture depends on, for build systems.
use super::super::files::shown;
use super::page::Done;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Serialize)]
struct DepsRow {
    outputs: Vec<String>,
    inputs: Vec<String>,
}

/// As JSON for a name that ends in .json; for one that ends in .d as the rule that Make and Ninja take for what is called the same
/// without that ending, and a rule without anything for each file, so that one which is gone does not stop the build; else as a rule for
/// each page's pictures.
pub(super) fn write(path: &Path, done: &[Done]) -> String {
    let row = |page: &Done| DepsRow {
        outputs: page.outputs.iter().map(|path| shown(path)).collect(),
        inputs: page.sources.iter().map(|path| shown(path)).collect(),
    };
    let rows: Vec<DepsRow> = done.iter().map(row).collect();
    let drawn = || rows.iter().filter(|row| !row.outputs.is_empty());
    let escaped = |names: &[String]| names.iter().map(|name| escape(name)).collect::<Vec<_>>().join(" ");
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        // strings and lists always serialise
        "json" => serde_json::to_string_pretty(&drawn().collect::<Vec<_>>()).unwrap_or_default() + "\n",
        "d" => {
            let all: BTreeSet<&String> = rows.iter().flat_map(|row| &row.inputs).collect();
            let all: Vec<String> = all.into_iter().cloned().collect();
            let alone: String = all.iter().map(|name| format!("{}:\n", escape(name))).collect();
            format!("{}: {}\n{alone}", escape(&shown(&path.with_extension(""))), escaped(&all))
        }
        _ => drawn().map(|row| format!("{}: {}\n", escaped(&row.outputs), escaped(&row.inputs))).collect(),
    }
}

/// A name as Make reads it in a rule.
fn escape(name: &str) -> String {
    name.chars().fold(String::with_capacity(name.len()), |mut out, c| {
        match c {
            ' ' | '#' | '\\' => out.extend(['\\', c]),
            '$' => out.push_str("$$"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_name_is_one_word_to_make() {
        assert_eq!(escape("my page#1$.md"), "my\\ page\\#1$$.md");
    }
}
