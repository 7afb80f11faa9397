//! Words in markup: XML, HTML, and pages that hold either.

/// Writes words so that they are literal in XML and HTML, in an attribute or between tags, and stay so where that is
/// part of a page that a builder reads: braces would be code to Nunjucks and MDX, stars and the like emphasis to MDX. White space becomes a
/// space, and what XML cannot carry U+FFFD.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '*' => out.push_str("&#42;"),
            '_' => out.push_str("&#95;"),
            '`' => out.push_str("&#96;"),
            '[' => out.push_str("&#91;"),
            '\\' => out.push_str("&#92;"),
            '~' => out.push_str("&#126;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_character_is_code_to_xml_nunjucks_or_mdx() {
        let mut out = String::new();
        escape(&mut out, "a<b>&\"{{7*7}} {% x %} {# y #}\u{0}\u{fffe}\n]]>");
        for code in ["<", ">", "\"", "{", "}", "*", "\u{0}", "\n", "]]>"] {
            assert!(!out.contains(code), "{code:?} in {out}");
        }
        assert!(out.contains('\u{fffd}'));
    }

    #[test]
    fn every_character_comes_back() {
        let text: String = (' '..='~').collect();
        let mut xml = "<a b=\"".to_owned();
        escape(&mut xml, &text);
        xml.push_str("\"/>");
        let document = usvg::roxmltree::Document::parse(&xml).expect("XML");
        assert_eq!(document.root_element().attribute("b"), Some(text.as_str()));
    }
}
