//! What stands between two markers: what the first one asks for, and the words that answer it.
use super::seal::digest;
use crate::describe::{Block, Description, literal_markdown};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::markup;
use crate::model::nearest;
use std::fmt::Write as _;

/// What a marker asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// What is to stand there.
    pub what: What,
    /// How.
    pub form: As,
    /// A picture for narrow screens, by its name.
    pub narrow: Option<String>,
    /// Widest window, in px, in which that one is shown.
    pub below: u32,
    /// The checksum of what was written there last.
    pub sum: Option<String>,
}

/// What stands in a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A picture, by its name: a style's, or one of the configuration's own.
    Picture(String),
    /// The text version.
    Text,
}

/// How something stands in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// An image of Markdown: `![…](…)`.
    Image,
    /// An `<img>` with its size.
    Img,
    /// A `<picture>` with another image for narrow screens.
    Picture,
    /// The SVG itself.
    Inline,
    /// A text version as Markdown.
    Markdown,
    /// A text version as HTML.
    Html,
}

impl As {
    const OF_PICTURES: [(&'static str, Self); 4] =
        [("image", Self::Image), ("img", Self::Img), ("picture", Self::Picture), ("inline", Self::Inline)];
    const OF_TEXTS: [(&'static str, Self); 2] = [("markdown", Self::Markdown), ("html", Self::Html)];
}

/// Where windows are narrow, if a marker does not say.
const BELOW: u32 = 720;

impl Spec {
    /// From a marker's words.
    ///
    /// # Errors
    /// A word that asks for nothing that there is.
    pub fn parse(words: &str, at: Span) -> Result<Self, Diagnostic> {
        let bad = |message: String, hint: String| {
            Diagnostic::new(Severity::Error, Code::BadRegion, message).at(at).hint(hint)
        };
        let mut words = words.split_whitespace();
        let Some(what) = words.next().filter(|word| !word.contains('=')) else {
            let hint = "write what is to stand here: `simple`, `flow`, `poster` or `text`";
            return Err(bad("the marker does not say what it is for".to_owned(), hint.to_owned()));
        };
        let (what, forms): (What, &[(&str, As)]) = match what {
            "text" => (What::Text, &As::OF_TEXTS),
            name => (What::Picture(name.to_owned()), &As::OF_PICTURES),
        };
        let form = forms.first().map_or(As::Image, |(_, form)| *form);
        let mut spec = Self { what, form, narrow: None, below: BELOW, sum: None };
        for word in words {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "as" => match forms.iter().find(|(known, _)| *known == value) {
                    Some((_, form)) => spec.form = *form,
                    None => {
                        let known: Vec<String> =
                            forms.iter().map(|(name, _)| format!("`as={name}`")).collect();
                        let hint = format!("write one of {}", known.join(", "));
                        return Err(bad(format!("nothing can stand here as \"{value}\""), hint));
                    }
                },
                "narrow" => spec.narrow = Some(value.to_owned()),
                "below" => match value.parse() {
                    Ok(below) => spec.below = below,
                    Err(_) => {
                        let hint = format!("write px, as in `below={BELOW}`");
                        return Err(bad(format!("\"{value}\" is no width"), hint));
                    }
                },
                "sum" => spec.sum = Some(value.to_owned()),
                other => {
                    let hint = match nearest(other, ["as", "narrow", "below"]) {
                        Some(known) => format!("did you mean `{known}=…`?"),
                        None => "a marker takes `as=…`, `narrow=…` and `below=…`".to_owned(),
                    };
                    return Err(bad(format!("\"{other}\" says nothing in a marker"), hint));
                }
            }
        }
        if (spec.form == As::Picture) != spec.narrow.is_some() {
            let hint = "write both, as in `as=picture narrow=poster-narrow`";
            let message = "a picture for narrow screens and `as=picture` go together".to_owned();
            return Err(bad(message, hint.to_owned()));
        }
        Ok(spec)
    }

    /// The words of a marker behind whose line a content stands.
    pub(super) fn sealed_words(words: &str, content: &str) -> String {
        let kept = words.split_whitespace().filter(|word| !word.starts_with("sum="));
        let kept: Vec<&str> = kept.collect();
        format!("{} sum={}", kept.join(" "), checksum(content))
    }
}

/// Digits of a checksum: a hand edit is found, not an attack.
const SUM_DIGITS: usize = 16;

/// The checksum of what stands in a region, whatever an editor does to ends of lines.
pub(super) fn checksum(content: &str) -> String {
    let lines: Vec<&str> = content.lines().map(str::trim_end).collect();
    let sum = digest(&[lines.join("\n").trim_matches('\n').as_bytes()]);
    sum.chars().take(SUM_DIGITS).collect()
}

/// A picture as a page refers to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    /// From the page's folder.
    pub(super) path: &'a str,
    /// In px.
    pub(super) size: Option<(u32, u32)>,
    /// Alternative text.
    pub(super) alt: &'a str,
}

/// An image of Markdown.
pub(super) fn image(link: &Link<'_>) -> String {
    // an alternative text is one line
    let alt: String = link.alt.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("![{}]({})", literal_alternative(&alt), url(link.path))
}

/// Words as the alternative text of a Markdown image. Only what would mean something is escaped: builders give alternative texts on with
/// their escapes left in or their references left out, where words of a page would be right.
fn literal_alternative(alt: &str) -> String {
    let is_balanced = {
        let depth = alt.chars().try_fold(0_usize, |depth, c| match c {
            '[' => Some(depth + 1),
            ']' => depth.checked_sub(1),
            _ => Some(depth),
        });
        depth == Some(0) && !["](", "][", "]:", "[^", "[[", "[]"].iter().any(|sign| alt.contains(sign))
    };
    let mut out = String::with_capacity(alt.len());
    let mut before = ' ';
    let mut rest = alt.chars();
    while let Some(c) = rest.next() {
        let behind = rest.clone().next().unwrap_or(' ');
        let is_word = |c: char| c.is_alphanumeric();
        let is_plain = match c {
            '&' => !(behind.is_ascii_alphanumeric() || behind == '#'),
            '_' => is_word(before) && is_word(behind) || before.is_whitespace() && behind.is_whitespace(),
            '*' | '<' => before.is_whitespace() && behind.is_whitespace(),
            '>' => !before.is_whitespace() || behind.is_whitespace(),
            '[' | ']' => is_balanced,
            '\\' => !behind.is_ascii_punctuation(),
            '#' => !before.is_whitespace() || behind.is_alphanumeric(),
            _ => false,
        };
        let part = c.to_string();
        out.push_str(&if is_plain { part } else { literal_markdown(&part) });
        before = c;
    }
    out
}

/// An `<img>` that HTML, Markdown and MDX all take.
pub(super) fn img(link: &Link<'_>) -> String {
    let mut out = format!("<img src=\"{}\" alt=\"", url(link.path));
    markup::escape(&mut out, link.alt);
    out.push('"');
    if let Some((width, height)) = link.size {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    out.push_str(" />");
    out
}

/// A `<picture>` of two images.
pub(super) fn picture(link: &Link<'_>, narrow: &str, below: u32) -> String {
    let narrow = url(narrow);
    format!("<picture><source media=\"(max-width: {below}px)\" srcset=\"{narrow}\" />{}</picture>", img(link))
}

/// An SVG as MDX takes it: in its style sheet, braces would be code and a backslash an escape; all else is written so that they are
/// neither.
pub(super) fn for_mdx(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() + 1024);
    let mut rest = svg;
    while let Some((before, sheet)) = rest.split_once("<style>") {
        let (sheet, behind) = sheet.split_once("</style>").unwrap_or((sheet, ""));
        out.push_str(before);
        out.push_str("<style>");
        out.push_str(&sheet.replace('{', "&#123;").replace('}', "&#125;").replace('\\', "&#92;"));
        out.push_str("</style>");
        rest = behind;
    }
    out.push_str(rest);
    // names of XML that JSX does not know
    out.replace(" xml:space=\"preserve\"", "")
}

/// A text version below a page's own heading: without its title, each heading one deeper.
pub(super) fn text_version(mut description: Description, form: As) -> String {
    description.blocks.retain(|block| !matches!(block, Block::Heading { depth: 1, .. }));
    for block in &mut description.blocks {
        if let Block::Heading { depth, .. } = block {
            *depth += 1;
        }
    }
    match form {
        As::Html => description.to_html(),
        _ => description.to_markdown(),
    }
}

/// A path as an address: what is not plain is written in hexadecimal.
fn url(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
