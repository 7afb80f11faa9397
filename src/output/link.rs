//! Links that the page's author wrote.

/// Whether a link leads where a reader may be sent: a web or mail address, or a place in this page or site.
pub(super) fn is_safe(href: &str) -> bool {
    let is_clean = !href.is_empty() && !href.chars().any(|c| c.is_control() || c == ' ' || c == '\\');
    is_clean && (is_absolute(href) || !first_part(href).contains(':'))
}

/// Whether a link says by itself where it leads, as a link must outside a site.
pub(super) fn is_absolute(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    is_in_one_word(href) && matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

fn is_in_one_word(href: &str) -> bool {
    !href.chars().any(|c| c.is_control() || c == ' ')
}

/// What a scheme could be in.
fn first_part(href: &str) -> &str {
    href.split(['/', '?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_absolute, is_safe};

    #[test]
    fn scripts_and_data_are_never_safe() {
        for href in ["#level", "/team/", "./page?a=b:c", "../a/b", "page.html#x:y", "//example.org/a"] {
            assert!(is_safe(href) && !is_absolute(href), "{href}");
        }
        for href in ["https://example.org", "HTTP://example.org", "mailto:a@example.org"] {
            assert!(is_safe(href) && is_absolute(href), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            "JaVa\tScript:x",
            "data:text/html,x",
            "vbscript:x",
            "",
            "a b",
            "\\x:y",
            "a:b/c",
        ] {
            assert!(!is_safe(href) && !is_absolute(href), "{href}");
        }
    }
}
