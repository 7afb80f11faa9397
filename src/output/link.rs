//! Links that the page's author wrote.

/// Whether a link leads where a reader may be sent.
pub(super) fn is_safe(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
        && !href.chars().any(|c| c.is_control() || c == ' ')
}
