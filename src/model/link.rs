//! Links: web and mail addresses, and places on the page's own site.
use super::Place;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// The address, if a picture may hold it; any other is dropped with a finding.
pub(super) fn checked(link: Option<String>, place: Place, findings: &mut Findings) -> Option<String> {
    let link = link?;
    if is_safe(&link) {
        return Some(link);
    }
    findings.push(
        Diagnostic::new(Severity::Warning, Code::UnsafeLink, format!("the link \"{link}\" is not drawn"))
            .at(place.0)
            .about(link)
            .hint("write an address that starts with `https://`, `http://` or `mailto:`, or one on the page's own site, such as `/path`, `./page` or `#heading`"),
    );
    None
}

/// Whether an address is `http`, `https` or `mailto`, or names neither a scheme nor a host, and holds nothing that a browser would drop or break at.
fn is_safe(link: &str) -> bool {
    let lower = link.to_lowercase();
    let scheme = ["http://", "https://", "mailto:"].into_iter().find(|scheme| lower.starts_with(scheme));
    let is_clean = !link
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\u{FFFD}'));
    let names_scheme = link.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    let is_relative = !link.is_empty() && !names_scheme && !link.starts_with("//") && !link.contains('\\');
    is_clean && scheme.map_or(is_relative, |scheme| link.len() > scheme.len())
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_web_and_mail_addresses_and_places_on_the_site_are_safe() {
        for link in ["#a", "/a/b", "./a", "../a", "a.html?b=c:d"] {
            assert!(is_safe(link), "{link}");
        }
        for link in ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org"] {
            assert!(is_safe(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "JaVa\tScript:alert(1)",
            " https://example.org",
            "data:text/html,x",
            "",
            "a:b",
            "/\\example.org",
            "//example.org",
            "https://",
            "https://a\" onload=\"x",
            "https://a\u{0}b",
            "ftp://example.org",
        ] {
            assert!(!is_safe(link), "{link}");
        }
    }
}
