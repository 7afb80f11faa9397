//! Links that the page's author wrote.

/// Whether a link leads where a reader may be sent: to a web or mail address, or within the site that the picture stands on.
pub(super) fn is_safe(href: &str) -> bool {
    let is_clean = !href.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    is_clean && (is_whole(href) || is_relative(href))
}

/// Whether a link is a whole web or mail address, which leads there from wherever the picture is.
pub(super) fn is_whole(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

/// Whether a link names no scheme and no host of its own.
fn is_relative(href: &str) -> bool {
    let first = href.split(['/', '?', '#']).next().unwrap_or_default();
    !href.is_empty() && !first.contains(':') && !href.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::{is_safe, is_whole};

    #[test]
    fn links_lead_to_addresses_and_within_the_site_and_nowhere_else() {
        for link in
            ["https://example.org", "mailto:a@example.org", "#a", "/a/b", "./a", "../a?b=c:d", "a.html#b"]
        {
            assert!(is_safe(link), "{link}");
        }
        for link in
            ["javascript:alert(1)", "data:text/html,x", "//example.org", "/\\example.org", "", "a b", "x:y"]
        {
            assert!(!is_safe(link), "{link}");
        }
        assert!(is_whole("HTTPS://example.org") && !is_whole("/a") && !is_whole("#https:"));
    }
}
