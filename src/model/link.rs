//! Links: web and mail addresses only.
use super::Place;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// The address, if a picture may hold it; any other is dropped with a finding.
pub(super) fn checked(link: Option<String>, place: Place, findings: &mut Findings) -> Option<String> {
    let link = link?;
    if is_safe(&link) {
        return Some(link);
    }
    let is_relative = !link.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    findings.push(
        Diagnostic::new(Severity::Warning, Code::UnsafeLink, format!("the link \"{link}\" is not drawn"))
            .at(place.0)
            .hint(if is_relative {
                "write the whole address: a picture does not know its page's site"
            } else {
                "write an address that starts with `https://`, `http://` or `mailto:`"
            }),
    );
    None
}

/// Whether an address is `http`, `https` or `mailto`, and holds nothing that a browser would drop or break at.
fn is_safe(link: &str) -> bool {
    let lower = link.to_lowercase();
    let scheme = ["http://", "https://", "mailto:"].into_iter().find(|scheme| lower.starts_with(scheme));
    let is_clean = !link
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\u{FFFD}'));
    is_clean && scheme.is_some_and(|scheme| link.len() > scheme.len())
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_web_and_mail_addresses_are_safe() {
        for link in ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org"] {
            assert!(is_safe(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "JaVa\tScript:alert(1)",
            " https://example.org",
            "data:text/html,x",
            "/a/b",
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
