//! Directives and admonitions: what they are called, and what of their opening line the page shows.

/// What becomes of the words of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DirectiveBody {
    /// They are the page's own.
    Words,
    /// They are a diagram in Mermaid's language.
    Diagram,
    /// They are code, or options of the builder.
    Code,
}

/// The opening line of a directive, without its fence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening<'a> {
    pub(super) body: DirectiveBody,
    /// Words that the page shows above those of the body.
    pub(super) title: &'a str,
    /// Whether they are its title, rather than its first line.
    pub(super) is_title: bool,
}

/// MyST directives whose words are the page's own, in a fence of back-ticks.
const WORDS: &[&str] = &[
    "note",
    "tip",
    "hint",
    "important",
    "warning",
    "attention",
    "caution",
    "danger",
    "error",
    "seealso",
    "admonition",
    "topic",
    "sidebar",
    "dropdown",
    "details",
    "card",
    "card-body",
    "grid",
    "grid-item",
    "grid-item-card",
    "tab-set",
    "tab-item",
    "tabbed",
    "tabs",
    "margin",
    "aside",
    "div",
    "container",
    "versionadded",
    "versionchanged",
    "deprecated",
    "table",
    "epigraph",
    "highlights",
    "rubric",
    "centered",
    "list-item",
    "glossary",
    "only",
    "blockquote",
    "panels",
    "list-table",
];
/// Those whose opening line is a title.
const TITLED: &[&str] = &[
    "admonition",
    "topic",
    "sidebar",
    "dropdown",
    "details",
    "card",
    "grid-item-card",
    "tab-item",
    "tabbed",
    "table",
    "list-table",
    "rubric",
];
/// Directives whose words are none of the page's, in a fence of colons.
const CODE: &[&str] = &[
    "code",
    "code-block",
    "sourcecode",
    "code-cell",
    "figure",
    "image",
    "toctree",
    "math",
    "include",
    "literalinclude",
    "raw",
    "eval-rst",
    "csv-table",
    "contents",
    "bibliography",
    "video",
    "iframe",
    "embed",
    "graphviz",
    "plantuml",
    "index",
    "meta",
    "comment",
    "todo",
    "autosummary",
    "automodule",
    "autoclass",
];

/// Reads what stands behind a fence of back-ticks or tildes; none where it is plain code.
pub(super) fn behind_ticks(info: &str) -> Option<Opening<'_>> {
    let (name, argument) = named(info)?;
    if name == "mermaid" {
        return Some(Opening { body: DirectiveBody::Diagram, title: "", is_title: false });
    }
    WORDS.contains(&name).then(|| opening(name, argument))
}

/// Reads what stands behind a fence of colons: a name in braces, a word, or attributes.
pub(super) fn behind_colons(info: &str) -> Opening<'_> {
    if let Some((name, argument)) = named(info) {
        let body = match name {
            "mermaid" => DirectiveBody::Diagram,
            name if CODE.contains(&name) => DirectiveBody::Code,
            _ => return opening(name, argument),
        };
        return Opening { body, title: "", is_title: false };
    }
    let length = info.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(info.len());
    let (name, rest) = info.split_at_checked(length).unwrap_or((info, ""));
    let rest = rest.trim();
    // `[Title]`, `{.class}`, or words to the end of the line
    let title = match rest.strip_prefix('[') {
        Some(inner) => inner.rsplit_once(']').map_or(inner, |(title, _)| title),
        None => rest.split('{').next().unwrap_or_default(),
    };
    let body = match name {
        "mermaid" => DirectiveBody::Diagram,
        "code-group" | "math" | "toc" => DirectiveBody::Code,
        _ => DirectiveBody::Words,
    };
    Opening { body, title: title.trim(), is_title: true }
}

fn opening<'a>(name: &str, argument: &'a str) -> Opening<'a> {
    Opening { body: DirectiveBody::Words, title: argument, is_title: TITLED.contains(&name) }
}

/// The name in braces and what follows it; `{.class}` is no name.
fn named(info: &str) -> Option<(&str, &str)> {
    let (name, argument) = info.strip_prefix('{')?.split_once('}')?;
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
    is_name.then(|| (name, argument.trim()))
}

/// The title of an admonition of MkDocs, behind `!!!`, `???` or `===`, where the line is one at all.
pub(super) fn admonition(line: &str) -> Option<Option<&str>> {
    let (mark, rest) = line.split_at_checked(3)?;
    let rest = rest.trim_start_matches(['+', '!']).trim();
    let (kind, title) = match rest.split_once('"') {
        Some((kind, title)) => (kind.trim(), Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let is_kind = |kind: &str| {
        kind.starts_with(|c: char| c.is_ascii_lowercase())
            && kind.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '))
    };
    let fits = match mark {
        "!!!" | "???" => is_kind(kind),
        "===" => kind.is_empty() && title.is_some(),
        _ => false,
    };
    fits.then(|| title.map(str::trim).filter(|title| !title.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::{DirectiveBody, admonition, behind_colons, behind_ticks};

    #[test]
    fn openings_are_told_apart() {
        assert_eq!(behind_ticks("rust"), None);
        assert_eq!(behind_ticks("{code-block} rust"), None);
        assert_eq!(behind_ticks("{mermaid}").unwrap().body, DirectiveBody::Diagram);
        assert!(behind_ticks("{admonition} A b").is_some_and(|o| o.title == "A b" && o.is_title));
        assert!(behind_ticks("{note} A b").is_some_and(|o| o.title == "A b" && !o.is_title));
        assert_eq!(behind_colons("note[A b]{.c}").title, "A b");
        assert_eq!(behind_colons("tip A b").title, "A b");
        assert_eq!(behind_colons("{.callout}").title, "");
        assert_eq!(behind_colons("{figure} a.png").body, DirectiveBody::Code);
    }

    #[test]
    fn admonitions_have_a_kind_or_a_title() {
        assert_eq!(admonition("!!! note"), Some(None));
        assert_eq!(admonition("???+ note inline \"A b\""), Some(Some("A b")));
        assert_eq!(admonition("=== \"A\""), Some(Some("A")));
        for none in ["===", "=====", "!!!", "!!! Hear, hear", "??? why? because", "**a**"] {
            assert_eq!(admonition(none), None, "{none}");
        }
    }
}
