//! Ids: slugs of names, stable while the name stands.

/// The Unicode slug of a name: lower case, each run of anything but letters, marks and digits one hyphen.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
