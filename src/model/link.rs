//! Links: web and mail addresses, and places on the page's own site; and which words of which text lead there.
use super::{Link, Place, without_full_stop};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::limits::LINKS;
use std::ops::Range;

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

/// Leaves out the links of a part that no picture may hold, and those whose words stand in none of its texts, with a finding each.
pub(super) fn settle<'a>(
    links: &mut Vec<Link>,
    texts: impl FnOnce() -> Vec<&'a str>,
    findings: &mut Findings,
) {
    if links.is_empty() {
        return;
    }
    let texts = texts();
    if let Some(first) = links.get(LINKS) {
        let message = format!("a part has {} links, more than the {LINKS} that are drawn", links.len());
        findings.push(
            Diagnostic::new(Severity::Warning, Code::TooLarge, message)
                .at(first.place.0)
                .hint("keep those that readers of a picture need"),
        );
        links.truncate(LINKS);
    }
    // what lacks its words or its address is an error already
    links.retain(|link| !link.text.is_empty() && !link.href.is_empty());
    links.retain_mut(|link| {
        if checked(Some(link.href.clone()), link.place, findings).is_none() {
            return false;
        }
        // texts lose their full stops, and so do the words of a link that ends where its text does
        let bare = without_full_stop(&link.text);
        let stands = |words: &str| texts.iter().any(|text| link.may_stand_in(text) && text.contains(words));
        if stands(&link.text) {
            return true;
        }
        if !bare.is_empty() && stands(bare) {
            link.text = bare.to_owned();
            return true;
        }
        findings.push(
            Diagnostic::new(
                Severity::Note,
                Code::LinkWords,
                format!("the link on \"{}\" is not drawn: no text of its part has these words", link.text),
            )
            .at(link.place.0)
            .hint("write `text` as it stands in a point, a decision, a role or a paragraph of the same part"),
        );
        false
    });
}

impl Link {
    /// Whether a text can be the one that it is said to stand in: that one, a sentence of it, or more than it.
    fn may_stand_in(&self, text: &str) -> bool {
        match self.within.as_deref().map(without_full_stop) {
            None => true,
            Some(within) => text.contains(within) || within.contains(without_full_stop(text)),
        }
    }
}

/// Where the words of a part's links stand in texts that are shown of it: for each text the ranges in bytes that lead
/// somewhere, in order, and where to. Each link stands once, in the first text that has room for it, rather as whole words
/// than as part of longer ones.
#[must_use]
pub fn placed<'a>(links: &'a [Link], texts: &[&str]) -> Vec<Vec<(Range<usize>, &'a str)>> {
    let mut found: Vec<Vec<(Range<usize>, &'a str)>> = vec![Vec::new(); texts.len()];
    for link in links.iter().filter(|link| !link.text.is_empty()) {
        let place = |whole: bool| {
            let mut own =
                texts.iter().zip(&found).enumerate().filter(|(_, (text, _))| link.may_stand_in(text));
            own.find_map(|(at, (text, taken))| {
                let is_free = |range: &Range<usize>| {
                    taken.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start)
                };
                let mut ranges = text.match_indices(&link.text).map(|(at, words)| at..at + words.len());
                let range = ranges.find(|range| (!whole || is_whole(text, range)) && is_free(range))?;
                Some((at, range))
            })
        };
        if let Some((at, range)) = place(true).or_else(|| place(false))
            && let Some(taken) = found.get_mut(at)
        {
            taken.push((range, &link.href));
        }
    }
    for taken in &mut found {
        taken.sort_by_key(|(range, _)| range.start);
    }
    found
}

/// Whether words are no part of a longer one, in scripts that part words.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |before: Option<char>, after: Option<char>| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
        is_letter(before) && is_letter(after)
    };
    let [before, words, after] = [0..range.start, range.clone(), range.end..text.len()]
        .map(|range| text.get(range).unwrap_or_default());
    !goes_on(before.chars().next_back(), words.chars().next())
        && !goes_on(words.chars().next_back(), after.chars().next())
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
