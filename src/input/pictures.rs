//! The pictures that a page shows or links to, with their alternative texts.
use crate::diagnostic::Span;
use crate::markers::regions;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A picture as a page refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// As written, without what stands behind `#` or `?`.
    pub address: String,
    /// Its alternative text; `None` for a mere link.
    pub alt: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Every image of a page, and every link to a picture's file; not those between markers, which `sync` keeps.
#[must_use]
pub fn linked(text: &str) -> Vec<Linked> {
    let ours = regions(text);
    let mut found = Vec::new();
    // what is open, and the words in it
    let mut open: Vec<(Range<usize>, String, bool, String)> = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push((range, dest_url.to_string(), true, String::new()));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                open.push((range, dest_url.to_string(), false, String::new()));
            }
            Event::End(TagEnd::Image | TagEnd::Link) => {
                if let Some((range, address, is_image, words)) = open.pop() {
                    let alt = is_image.then_some(words);
                    found.extend(picture(&address, alt, range));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                for (.., alt) in &mut open {
                    alt.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                for (.., alt) in &mut open {
                    alt.push(' ');
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                let html = text.get(range.clone()).unwrap_or_default();
                found.extend(in_html(html, range.start));
            }
            Event::InlineHtml(html) => found.extend(in_html(&html, range.start)),
            _ => {}
        }
    }
    found.retain(|picture| !ours.iter().any(|region| region.contains(&picture.span.start)));
    found
}

/// A picture of the site's own: an address with a scheme or a host is another's.
fn picture(address: &str, alt: Option<String>, range: Range<usize>) -> Option<Linked> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let lower = address.to_ascii_lowercase();
    let is_picture = [".svg", ".png", ".pdf"].iter().any(|ending| lower.ends_with(ending));
    let is_own = !address.contains(':') && !address.starts_with("//");
    (is_picture && is_own).then(|| Linked { address: percent_decoded(address), alt, span: range.into() })
}

/// `<img src="…" alt="…">` in HTML that starts at a byte.
fn in_html(html: &str, start: usize) -> Vec<Linked> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices("<img") {
        let tag = html.get(at..).unwrap_or_default();
        let tag = tag.get(..tag.find('>').map_or(tag.len(), |end| end + 1)).unwrap_or_default();
        let place = start + at..start + at + tag.len();
        if let Some(address) = attribute(tag, "src") {
            // an image without the attribute has no words either
            found.extend(picture(&address, Some(attribute(tag, "alt").unwrap_or_default()), place));
        }
    }
    found
}

/// An attribute's value, of a tag that may go over several lines.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let is_word = rest.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        rest = rest.get(at + name.len()..)?;
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start).filter(|_| is_word) else {
            continue;
        };
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c));
        let value = match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
        let entities = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        let plain = entities.iter().fold(value?.to_owned(), |text, (entity, c)| text.replace(entity, c));
        return Some(plain);
    }
}

/// An address's `%20` and the like as what they stand for; as written where that is no text.
fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn images_links_and_html_are_found_and_what_is_elsewhere_is_not() {
        let page = "---\ntitle: T\n---\n\n![The *flow* chart](img/a%20b.svg \"T\") and [poster](p.PNG?v=2).\n\n\
            <p><img alt='It&#39;s' class=x\n src=\"c.png\" /></p>\n\n`![no](x.svg)` [doc](a.md) ![far](https://a.example/x.svg)\n\n\
            <!-- govdraw:begin flow -->\n\n![ours](o.svg)\n\n<!-- govdraw:end -->\n\n[![in a link](q.svg)](q.pdf)\n";
        let found: Vec<(String, Option<String>)> =
            linked(page).into_iter().map(|picture| (picture.address, picture.alt)).collect();
        let image = |address: &str, alt: &str| (address.to_owned(), Some(alt.to_owned()));
        assert_eq!(
            found,
            [
                image("img/a b.svg", "The flow chart"),
                ("p.PNG".to_owned(), None),
                image("c.png", "It's"),
                image("q.svg", "in a link"),
                ("q.pdf".to_owned(), None),
            ]
        );
        let span = linked(page)[2].span;
        assert!(page[span.start..span.end].starts_with("<img"));
    }
}
