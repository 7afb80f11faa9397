//! A text version as Markdown, HTML or plain text; every word is literal there, whatever it looks like.
use super::{Block, Description, Item, Phrase};
use crate::markup;
use std::fmt::Write as _;

impl Description {
    /// As Markdown that Markdown, MDX, Nunjucks and Liquid all leave as it is.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Heading { depth, text } => {
                format!("{} {}", "#".repeat((*depth).into()), spelt(text, TextForm::Markdown))
            }
            Block::Paragraph(text) => markdown_phrase(text),
            Block::Labelled { label, items, separator } => {
                let text = listed(items, separator, TextForm::Markdown, ["**", "**"]);
                format!("{} {text}", markdown_line(label))
            }
            Block::List(items) => {
                items.iter().map(|item| format!("- {}", markdown_phrase(item))).collect::<Vec<_>>().join("\n")
            }
            Block::Table { header, rows } => {
                let line = |cells: &[String]| {
                    format!("| {} |", cells.iter().map(|cell| markdown(cell)).collect::<Vec<_>>().join(" | "))
                };
                let rule = format!("|{}", " --- |".repeat(header.len()));
                let rows = rows.iter().map(|row| line(row));
                [line(header), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
            }
        });
        blocks.collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// As an HTML fragment, in an element with the model's language.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut out = format!("<div lang=\"{}\" dir=\"auto\">\n", html(&self.lang));
        for block in &self.blocks {
            out.push_str(&match block {
                Block::Heading { depth, text } => {
                    format!("<h{depth}>{}</h{depth}>\n", spelt(text, TextForm::Html))
                }
                Block::Paragraph(text) => format!("<p>{}</p>\n", spelt(text, TextForm::Html)),
                Block::Labelled { label, items, separator } => {
                    let text = listed(items, separator, TextForm::Html, ["<mark>", "</mark>"]);
                    format!("<p><strong>{}</strong> {text}</p>\n", html(label))
                }
                Block::List(items) => {
                    let items: String = items
                        .iter()
                        .map(|item| format!("<li>{}</li>\n", spelt(item, TextForm::Html)))
                        .collect();
                    format!("<ul>\n{items}</ul>\n")
                }
                Block::Table { header, rows } => html_table(header, rows),
            });
        }
        out.push_str("</div>\n");
        out
    }

    /// As plain text, one line for each block, bullet and flow.
    #[must_use]
    pub fn to_plain(&self) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => spelt(text, TextForm::Plain),
            Block::Labelled { label, items, separator } => {
                format!("{label} {}", listed(items, separator, TextForm::Plain, ["*", "*"]))
            }
            Block::List(items) => {
                let line = |item: &Phrase| format!("- {}", spelt(item, TextForm::Plain));
                items.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Block::Table { rows, .. } => rows.iter().map(|row| plain_row(row)).collect::<Vec<_>>().join("\n"),
        });
        without_commands(&(blocks.collect::<Vec<_>>().join("\n\n") + "\n"))
    }
}

/// Plain text in whose lines a CI system that prints it finds no command of its own (`::error::`, `##[error]`): an invisible sign,
/// a word joiner, parts what would be one.
fn without_commands(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace("##[", "##\u{2060}[");
        if line.trim_start().starts_with("::") { line.replacen("::", ":\u{2060}:", 1) } else { line }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// In which form a text version is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextForm {
    Markdown,
    Html,
    Plain,
}

/// Words, each made literal, with their links.
fn spelt(phrase: &Phrase, form: TextForm) -> String {
    let pieces = phrase.pieces().map(|(words, href)| match (form, href) {
        (TextForm::Markdown, Some(href)) => format!("[{}]({})", markdown(words), destination(href)),
        (TextForm::Markdown, None) => markdown(words),
        (TextForm::Html, Some(href)) => format!("<a href=\"{}\">{}</a>", html(href), html(words)),
        (TextForm::Html, None) => html(words),
        (TextForm::Plain, Some(href)) => format!("{words} <{href}>"),
        (TextForm::Plain, None) => words.to_owned(),
    });
    pieces.collect()
}

/// Words at the start of a line of Markdown, with their links.
fn markdown_phrase(phrase: &Phrase) -> String {
    let mut pieces = phrase.pieces();
    let Some((first, None)) = pieces.next() else { return spelt(phrase, TextForm::Markdown) };
    let rest = spelt(phrase, TextForm::Markdown).split_off(markdown(first).len());
    markdown_line(first) + &rest
}

/// An address as the target of a Markdown link: what Markdown, or a template engine before it, takes for its own is written as
/// its code.
fn destination(href: &str) -> String {
    href.chars().fold(String::with_capacity(href.len()), |mut out, c| {
        match c {
            '(' | ')' | '{' | '}' | '[' | ']' | '\\' | '`' | '|' | '$' | '^' | '\'' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
        out
    })
}

/// Items in a line, each made literal, those that stand out between marks.
fn listed(items: &[Item], separator: &str, form: TextForm, marks: [&str; 2]) -> String {
    let [before, after] = marks;
    let item = |item: &Item| {
        let text = spelt(&item.text, form);
        if item.marked { format!("{before}{text}{after}") } else { text }
    };
    items.iter().map(item).collect::<Vec<_>>().join(separator)
}

/// `From -> To: what flows (kind)`; what is empty is left out.
fn plain_row(row: &[String]) -> String {
    let cell = |index: usize| row.get(index).map(String::as_str).filter(|cell| !cell.is_empty());
    let mut line = format!("- {} -> {}", cell(0).unwrap_or_default(), cell(1).unwrap_or_default());
    if let Some(label) = cell(2) {
        line.push_str(": ");
        line.push_str(label);
    }
    if let Some(kind) = cell(3) {
        line.push_str(" (");
        line.push_str(kind);
        line.push(')');
    }
    line
}

fn html_table(header: &[String], rows: &[Vec<String>]) -> String {
    let head: String = header.iter().map(|cell| format!("<th scope=\"col\">{}</th>", html(cell))).collect();
    let body: String = rows
        .iter()
        .map(|row| {
            let cells: String = row.iter().map(|cell| format!("<td>{}</td>", html(cell))).collect();
            format!("<tr>{cells}</tr>\n")
        })
        .collect();
    format!("<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n")
}

/// Text in HTML, as content or as a value in double quotes.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    markup::escape(&mut out, text);
    out
}

/// Text inside a line of Markdown: what would open or close anything is escaped. Template engines run before Markdown
/// does and know no backslash, so braces are entities.
///
/// A bare address would be a link to GitHub and its like: it stands there as words.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        match c {
            ':' if behind.starts_with("://") => out.push_str("&#58;"),
            '.' if ends_in_www(before) => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '#' => out.push_str("&#35;"),
            // Python-Markdown knows no backslash before these
            '~' => out.push_str("&#126;"),
            '$' => out.push_str("&#36;"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether what stands before a full stop makes it a bare address.
fn ends_in_www(before: &str) -> bool {
    let start = before.len().wrapping_sub(3);
    before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Text at the start of a line of Markdown: neither a bullet nor a number, a rule nor an import.
fn markdown_line(text: &str) -> String {
    let escaped = markdown(text);
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if text.starts_with(['-', '+', '!']) {
        return format!("\\{escaped}");
    }
    if let Some(initial @ ('=' | ':')) = text.chars().next() {
        return format!("&#{};{}", u32::from(initial), escaped.get(1..).unwrap_or_default());
    }
    if matches!(first_word, "import" | "export") {
        // a line that starts so is code to MDX
        let initial = first_word.chars().next().map_or(0, u32::from);
        return format!("&#{initial};{}", escaped.get(1..).unwrap_or_default());
    }
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match escaped.get(digits..) {
        Some(rest) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{}\\{rest}", escaped.get(..digits).unwrap_or_default())
        }
        _ => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::{html, markdown_line};
    use pulldown_cmark::{Event, Options, Parser};

    #[test]
    fn any_text_is_literal_in_markdown() {
        for text in [
            "](x)![a](http://example.org)",
            "{{7*7}} {% include x %} {# c #} {process.env}",
            "<script>alert(1)</script> &amp; &lt;",
            "*a* _b_ `c` ~~d~~ $e$ a|b \\n",
            "1. not a list",
            "12) nor this",
            "- nor this",
            "+ or this",
            "# or a heading",
            "=== or ---",
            "> or a quote",
            "import x from 'y'",
            "[x]: http://example.org",
            "!alert",
            "WWW.example.org and http://example.org",
        ] {
            let line = markdown_line(text);
            let mut read = String::new();
            let mut others = Vec::new();
            for event in Parser::new_ext(&line, Options::all().difference(Options::ENABLE_SMART_PUNCTUATION))
            {
                match event {
                    Event::Text(words) => read.push_str(&words),
                    Event::Start(pulldown_cmark::Tag::Paragraph)
                    | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                    other => others.push(format!("{other:?}")),
                }
            }
            assert_eq!(read, text, "{line}");
            assert!(others.is_empty(), "{line}: {others:?}");
            assert!(!line.contains(['{', '}', '<']), "{line}");
            assert!(!["{{", "WWW.", "://"].iter().any(|code| line.contains(code)), "{line}");
        }
    }

    #[test]
    fn any_text_is_literal_in_html() {
        assert_eq!(
            html("a\" onload='x' <b>&{{y}}"),
            "a&quot; onload='x' &lt;b&gt;&amp;&#123;&#123;y&#125;&#125;"
        );
    }
}
