//! Which files each picture depends on, for build systems.
use super::super::files::shown;
use super::page::Done;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Serialize)]
struct Row {
    outputs: Vec<String>,
    inputs: Vec<String>,
}

/// As JSON for a name that ends in .json; for one that ends in .d as the single rule that Make and Ninja take for what is
/// called the same without that ending; else as a rule for each page's pictures.
pub(super) fn write(path: &Path, done: &[Done]) -> String {
    let row = |page: &Done| Row {
        outputs: page.outputs.iter().map(|path| shown(path)).collect(),
        inputs: page.sources.iter().map(|path| shown(path)).collect(),
    };
    let rows: Vec<Row> = done.iter().filter(|page| !page.outputs.is_empty()).map(row).collect();
    let escaped = |names: &[String]| names.iter().map(|name| escape(name)).collect::<Vec<_>>().join(" ");
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        // strings and lists always serialise
        "json" => serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n",
        "d" => {
            let all: BTreeSet<String> = rows.into_iter().flat_map(|row| row.inputs).collect();
            let all: Vec<String> = all.into_iter().collect();
            format!("{}: {}\n", escape(&shown(&path.with_extension(""))), escaped(&all))
        }
        _ => {
            rows.iter().map(|row| format!("{}: {}\n", escaped(&row.outputs), escaped(&row.inputs))).collect()
        }
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
