//! Tags, outputs and comments of template engines (Liquid, Nunjucks, Jinja), Hugo's shortcodes, mdBook's helpers.
use super::SitePart;
use super::code::CodeWalk;
use super::rewrite::{Layer, NeedlesAhead, Rewrite};
use super::tags::{Argument, arguments};
use std::collections::BTreeSet;
use std::ops::Range;

/// Tags whose words never reach the page, and code that is none of its prose.
const HIDDEN: &[&str] =
    &["comment", "capture", "macro", "highlight", "codeblock", "schema", "javascript", "stylesheet", "style"];
/// Tags whose title stands above their words on the page.
const TITLED: &[&str] = &[
    "tab",
    "tabitem",
    "tab-item",
    "expand",
    "expander",
    "details",
    "accordion",
    "accordion-item",
    "collapse",
    "dropdown",
    "card",
    "panel",
    "step",
];

/// One tag of a template.
struct TemplateTag<'a> {
    range: Range<usize>,
    /// The first word between its brackets, and what follows it.
    name: String,
    arguments: Vec<Argument<'a>>,
    kind: SitePart,
}

/// Leaves out what a template engine would act on.
pub(super) fn rewrite(page: &str) -> Option<Layer> {
    if !page.contains("{{") && !page.contains("{%") && !page.contains("{#") {
        return None;
    }
    let mut ends = NeedlesAhead::default();
    let mut out = Rewrite::new(page);
    let mut code = CodeWalk::new(page);
    let mut at = 0;
    let mut closers = Closers::default();
    while let Some(brace) = page.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        if let Some(end) = code.end_of_code(brace) {
            at = end;
            continue;
        }
        let Some(tag) = tag(page, brace, &mut ends) else {
            at = brace + 1;
            continue;
        };
        out.note(tag.kind, tag.range.clone());
        at = tag.range.end;
        if let Some((before, behind)) = frame(page, &tag.range) {
            out.keep_to(brace - before);
            at += behind;
            out.skip_to(at);
            continue;
        }
        out.keep_to(brace);
        if tag.name == "raw" || tag.name == "verbatim" {
            // its words are literal
            out.skip_to(at);
            if let Some(close) = closers.find(page, at, &tag.name) {
                out.keep_to(close.start);
                at = close.end;
            }
        } else if HIDDEN.contains(&tag.name.as_str()) {
            at = closers.find(page, at, &tag.name).map_or(at, |close| close.end);
        } else if let Some((level, title)) = heading(&tag.arguments) {
            show(&mut out, title, &format!("{} ", "#".repeat(level)), "");
        } else if TITLED.contains(&tag.name.as_str())
            && let Some(title) = title(&tag.arguments)
        {
            show(&mut out, title, "**", "**");
        }
        out.skip_to(at);
    }
    out.finish()
}

/// The marks before and behind a tag that frame nothing else, and would stay as stars or empty brackets.
fn frame(page: &str, tag: &Range<usize>) -> Option<(usize, usize)> {
    const FRAMES: [(&str, &str); 6] =
        [("***", "***"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("(", ")")];
    let (before, behind) = (page.get(..tag.start)?, page.get(tag.end..)?);
    let (open, close) =
        FRAMES.iter().find(|(open, close)| before.ends_with(open) && behind.starts_with(close))?;
    let outside = before.strip_suffix(open)?.chars().next_back();
    // the address of a link keeps its brackets; in a word, or behind a stroke, they are no marks
    let is_frame = outside.is_none_or(|c| !c.is_alphanumeric() && c != ']' && c != '\\');
    is_frame.then_some((open.len(), close.len()))
}

/// Writes a tag's own words as a block.
fn show(out: &mut Rewrite<'_>, words: Range<usize>, before: &str, behind: &str) {
    out.break_block();
    out.write(before);
    out.copy(words.start, words.end);
    out.write(behind);
    out.write("\n\n");
}

/// The depth and the words of a heading that a tag puts on the page: `{% include heading.html lvl=2 text="Board" %}`.
fn heading(arguments: &[Argument<'_>]) -> Option<(usize, Range<usize>)> {
    const DEPTH: &[&str] = &["lvl", "level", "depth", "heading_level", "heading-level", "h"];
    const WORDS: &[&str] = &["text", "title", "heading", "name", "content"];
    let named = |keys: &[&str]| {
        keys.iter().find_map(|key| arguments.iter().find(|argument| argument.key.eq_ignore_ascii_case(key)))
    };
    let depth = named(DEPTH)?
        .value
        .trim_start_matches(['h', 'H'])
        .parse()
        .ok()
        .filter(|depth| (1..=6).contains(depth))?;
    let words = named(WORDS)?;
    (!words.value.trim().is_empty()).then(|| (depth, words.range.clone()))
}

/// The words that a tag puts above what it holds.
fn title(arguments: &[Argument<'_>]) -> Option<Range<usize>> {
    let named = ["title", "summary", "label", "name", "header"];
    let named = named.iter().find_map(|key| arguments.iter().find(|argument| argument.key == *key));
    let first = arguments.first().filter(|argument| argument.key.is_empty() && argument.is_quoted);
    let words = named.or(first)?;
    (!words.value.trim().is_empty()).then(|| words.range.clone())
}

/// Looks for the ends of tags that hold words.
#[derive(Default)]
struct Closers {
    /// Names that no further tag closes.
    missing: BTreeSet<String>,
}

impl Closers {
    /// The tag that closes the one called `name`, behind a byte: `{% endname %}`, `{{< /name >}}`.
    fn find(&mut self, page: &str, from: usize, name: &str) -> Option<Range<usize>> {
        if self.missing.contains(name) {
            return None;
        }
        let mut at = from;
        while let Some(start) = page.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
            at = start + 1;
            let rest = page.get(at..).unwrap_or_default();
            let close = match rest.as_bytes().first() {
                Some(b'%') => "%}",
                Some(b'{') => "}}",
                _ => continue,
            };
            let words = rest.trim_start_matches(['%', '{', '-', '+', '<', ' ', '\t']);
            let words = words.strip_prefix("end").or(words.strip_prefix('/')).map(str::trim_start);
            let Some(behind) = words.and_then(|words| words.strip_prefix(name)) else { continue };
            if !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
                // without its own end it closes nothing, and nor does any further one
                let Some(end) = behind.find(close) else { break };
                return Some(start..page.len() - behind.len() + end + 2);
            }
        }
        self.missing.insert(name.to_owned());
        None
    }
}

/// The tag that starts at a brace.
fn tag<'a>(page: &'a str, start: usize, ends: &mut NeedlesAhead) -> Option<TemplateTag<'a>> {
    let rest = page.get(start..)?;
    let (kind, open, close) = match rest.as_bytes().get(1)? {
        b'%' => (SitePart::Template, "{%", ends.find(page, "%}", start + 2)?),
        b'{' => (SitePart::Template, "{{", ends.find(page, "}}", start + 2)?),
        b'#' => (SitePart::Comment, "{#", ends.find(page, "#}", start + 2)?),
        _ => return None,
    };
    let mut end = close + 2;
    let inner = page.get(start + 2..close)?;
    if inner.contains(open) {
        return None;
    }
    let paragraph = ["\n\n", "\n\r\n"].into_iter().filter_map(|blank| ends.find(page, blank, start)).min();
    if kind != SitePart::Comment && paragraph.is_some_and(|paragraph| paragraph < close) {
        return None;
    }
    // `{{{ words }}}`, which is not escaped
    if open == "{{" && inner.starts_with('{') && page.get(end..).is_some_and(|rest| rest.starts_with('}')) {
        end += 1;
    }
    let marks = ['-', '~', '+', '<', '>', '%', '{', '}', ' ', '\t', '\r', '\n'];
    let trimmed = inner.trim_start_matches(marks);
    let name: String = trimmed.chars().take_while(|c| !c.is_whitespace() && *c != '(').collect();
    let from = start + 2 + (inner.len() - trimmed.len()) + name.len();
    let words = trimmed.get(name.len()..).unwrap_or_default().trim_end_matches(marks);
    Some(TemplateTag {
        range: start..end,
        name: name.to_lowercase(),
        arguments: arguments(words, from),
        kind,
    })
}
