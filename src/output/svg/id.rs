//! Names as ids.

/// An id that is a name in CSS too, without escapes: other signs of ASCII become hyphens, other letters their numbers.
pub(super) fn identifier(name: &str) -> String {
    use std::fmt::Write as _;
    let mut id = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => id.push(c),
            c if c.is_ascii() => id.push('-'),
            c => {
                let _ = write!(id, "u{:x}", u32::from(c));
            }
        }
    }
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("gd-{id}") }
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn names_of_files_become_ids() {
        for (name, id) in [
            ("page-flow", "page-flow"),
            ("My page (2).v1", "My-page--2--v1"),
            ("2026-flow", "gd-2026-flow"),
            ("Łódź-flow", "u141uf3du17a-flow"),
            ("", "gd-"),
            ("\" onload=\"x", "gd---onload--x"),
        ] {
            assert_eq!(identifier(name), id, "{name}");
        }
        assert_ne!(identifier("هيئة-flow"), identifier("حدائق-flow"));
    }
}
