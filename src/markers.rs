//! Regions of a page that the program writes itself, between markers that stand alone on their lines:
//! `<!-- govdraw:begin flow -->` and `<!-- govdraw:end -->`, and the same as `[//]: # (govdraw:begin flow)` and as
//! `{/* govdraw:begin flow */}` for pages that take no HTML comments.
//!
//! What stands between them is never read as the page's content.
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::borrow::Cow;
use std::ops::Range;

/// A region of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The line of the first marker, without its end.
    pub begin: Range<usize>,
    /// All between the marker's lines: whole lines.
    pub inner: Range<usize>,
    /// How the markers are written.
    pub form: MarkerForm,
    /// What stands in the first marker behind `govdraw:begin`.
    pub words: String,
}

/// How a marker is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkerForm {
    /// `<!-- … -->`
    Html,
    /// `[//]: # (…)`
    Link,
    /// `{/* … */}`
    Mdx,
}

impl MarkerForm {
    const ALL: [Self; 3] = [Self::Html, Self::Link, Self::Mdx];

    /// What stands around a marker's words.
    fn edges(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("<!--", "-->"),
            Self::Link => ("[//]: # (", ")"),
            Self::Mdx => ("{/*", "*/}"),
        }
    }

    /// A marker's line, without its end.
    #[must_use]
    pub fn line(self, words: &str) -> String {
        let (open, close) = self.edges();
        let space = if self == Self::Link { "" } else { " " };
        format!("{open}{space}{words}{space}{close}")
    }
}

/// What every marker starts with.
const MARK: &str = "govdraw:";
const BEGIN: &str = "begin";
const END: &str = "end";
/// Words of comments that steer how a page is read, and mark no region.
const STEERING: [&str; 4] = ["level", "function", "members", "skip"];

/// The regions of a page, in order.
///
/// # Errors
/// Markers that have no other half, stand in a region, or are not alone on their line: all of them.
pub fn scan(text: &str) -> Result<Vec<Region>, Vec<Diagnostic>> {
    let (regions, faults) = scan_all(text);
    if faults.is_empty() { Ok(regions) } else { Err(faults) }
}

/// What stands between markers, as far as they are sound.
#[must_use]
pub fn regions(text: &str) -> Vec<Range<usize>> {
    scan_all(text).0.into_iter().map(|region| region.inner).collect()
}

/// The page with spaces in place of regions and their markers, so that places stay, and what is wrong with the markers.
#[must_use]
pub fn blanked(text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    if !text.contains(MARK) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (regions, faults) = scan_all(text);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Region { begin, inner, .. } in regions {
        out.push_str(text.get(done..begin.start).unwrap_or_default());
        let last = text.get(inner.end..).unwrap_or_default();
        let end = inner.end + last.find(['\n', '\r']).unwrap_or(last.len());
        let hidden = text.get(begin.start..end).unwrap_or_default();
        out.extend(
            hidden.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }),
        );
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    (Cow::Owned(out), faults)
}

/// The page with what stands between the markers and without the markers' lines, as readers are shown it.
#[must_use]
pub fn lifted(text: &str) -> Cow<'_, str> {
    let (regions, _) = scan_all(text);
    if regions.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Region { begin, inner, .. } in regions {
        out.push_str(text.get(done..begin.start).unwrap_or_default());
        out.push_str(text.get(inner.clone()).unwrap_or_default());
        let last = text.get(inner.end..).unwrap_or_default();
        done = inner.end + last.find('\n').map_or(last.len(), |at| at + 1);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// What a line is.
enum MarkerLine {
    Other,
    Begin(MarkerForm, String),
    End,
    /// A marker as it must not stand.
    Broken,
}

fn scan_all(text: &str) -> (Vec<Region>, Vec<Diagnostic>) {
    let mut regions = Vec::new();
    let mut faults = Vec::new();
    let mut open: Option<Region> = None;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        if open.is_none() {
            // what is shown as code is no marker
            if let Some(marks) = fence {
                if closes(line, marks) {
                    fence = None;
                }
                continue;
            }
            fence = opens(line);
            if fence.is_some() {
                continue;
            }
        }
        match (line_of(line), open.as_mut()) {
            (MarkerLine::Other, _) => {}
            (MarkerLine::Broken, _) => faults.push(fault(
                "a marker must stand alone on its line, from its start",
                range,
                "put it on a line of its own, or within `backticks` where it is only talked about",
            )),
            (MarkerLine::Begin(form, words), None) => {
                let inner = at..at;
                open = Some(Region { begin: range, inner, form, words });
            }
            (MarkerLine::Begin(..), Some(_)) => faults.push(fault(
                "a region begins within another",
                range,
                "end the first one with a `govdraw:end` marker, or take this marker out",
            )),
            (MarkerLine::End, Some(region)) => {
                region.inner.end = range.start;
                regions.extend(open.take());
            }
            (MarkerLine::End, None) => faults.push(fault(
                "a region ends here that did not begin",
                range,
                "take the marker out, or write a `govdraw:begin` marker in front",
            )),
        }
    }
    if let Some(region) = open {
        faults.push(fault(
            "a region begins here and does not end",
            region.begin,
            "write `<!-- govdraw:end -->`, in the form of this marker, on a line behind it",
        ));
    }
    (regions, faults)
}

fn fault(message: &str, range: Range<usize>, hint: &str) -> Diagnostic {
    Diagnostic::new(Severity::Error, Code::BadMarker, message)
        .at(crate::diagnostic::Span::from(range))
        .hint(hint)
}

fn line_of(line: &str) -> MarkerLine {
    if !line.contains(MARK) {
        return MarkerLine::Other;
    }
    let indent = line.len() - line.trim_start_matches(' ').len();
    let words = line.trim();
    // an indented line is code
    if indent > 3 || line.starts_with('\t') {
        return MarkerLine::Other;
    }
    for form in MarkerForm::ALL {
        let Some(inner) = inner(words, form) else { continue };
        let Some(rest) = inner.trim().strip_prefix(MARK) else { continue };
        if STEERING.contains(&rest.trim()) {
            return MarkerLine::Other;
        }
        // within an item of a list; what is written there would end the item
        if indent > 0 {
            return MarkerLine::Broken;
        }
        let (verb, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        return match verb {
            // words that would end the marker early are no words
            BEGIN if !rest.contains(MARK) && !rest.contains("--") => {
                MarkerLine::Begin(form, rest.trim().to_owned())
            }
            END if rest.trim().is_empty() => MarkerLine::End,
            _ => MarkerLine::Broken,
        };
    }
    if talks_about(line) { MarkerLine::Other } else { MarkerLine::Broken }
}

/// What stands between the edges of a form, if the line is of it.
fn inner(words: &str, form: MarkerForm) -> Option<&str> {
    let (open, close) = form.edges();
    let inner = words.strip_prefix(open)?.strip_suffix(close)?;
    // a second comment on the line
    (!inner.contains(close) || form == MarkerForm::Link).then_some(inner)
}

/// Whether a comment that starts with our mark steers: what stands behind the mark is one of its words and the comment's end.
fn steers(behind: &str) -> bool {
    let behind = behind.trim_start();
    STEERING.iter().any(|word| {
        let rest = behind.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| MarkerForm::ALL.iter().any(|form| rest.starts_with(form.edges().1)))
    })
}

/// Whether the line has no marker but in code spans or without its edges, and beside those that steer.
fn talks_about(line: &str) -> bool {
    let opener = |before: &str| {
        let before = before.trim_end();
        MarkerForm::ALL.iter().any(|form| before.ends_with(form.edges().0.trim_end()))
    };
    line.match_indices(MARK).all(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let in_code = before.matches('`').count() % 2 == 1;
        in_code || !opener(before) || steers(line.get(at + MARK.len()..).unwrap_or_default())
    })
}

/// The marks that open a fence of code.
fn opens(line: &str) -> Option<&str> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.get(indent..).filter(|_| indent <= 3)?;
    let first = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks = rest.get(..rest.len() - rest.trim_start_matches(first).len())?;
    let info = rest.get(marks.len()..)?;
    (marks.len() >= 3 && !(first == '`' && info.contains('`'))).then_some(marks)
}

/// Whether a line closes a fence that these marks opened.
fn closes(line: &str, marks: &str) -> bool {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let line = line.trim();
    let first = marks.chars().next().unwrap_or('`');
    indent <= 3 && line.len() >= marks.len() && line.chars().all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::{MarkerForm, blanked, lifted, regions, scan};

    fn inner(text: &str) -> Vec<&str> {
        scan(text).expect(text).into_iter().map(|region| &text[region.inner]).collect()
    }

    #[test]
    fn each_form_of_markers_is_found() {
        assert_eq!(inner("a\n<!-- govdraw:begin flow as=img -->\nb\nc\n<!-- govdraw:end -->\nd"), ["b\nc\n"]);
        assert_eq!(inner("[//]: # (govdraw:begin flow)\n\nx\n\n[//]: # (govdraw:end)"), ["\nx\n\n"]);
        assert_eq!(inner("{/* govdraw:begin text */}\r\n{/* govdraw:end */}\r\n"), [""]);
        let found = scan("<!--govdraw:begin  poster  as=img-->\n<!--govdraw:end-->\n").expect("sound");
        assert_eq!((found[0].words.as_str(), found[0].form), ("poster  as=img", MarkerForm::Html));
        for form in MarkerForm::ALL {
            let page = format!("{}\n{}\n", form.line("govdraw:begin flow"), form.line("govdraw:end"));
            assert_eq!(scan(&page).expect(&page)[0].form, form);
        }
    }

    #[test]
    fn what_is_only_shown_is_no_marker() {
        for text in [
            "```html\n<!-- govdraw:begin flow -->\n```\n",
            "~~~~\n<!-- govdraw:end -->\n~~~\n<!-- govdraw:end -->\n~~~~\n",
            "    <!-- govdraw:begin flow -->\n",
            "Write `<!-- govdraw:begin flow -->` where it belongs.\n",
            "govdraw:begin is a word of ours\n",
            "## The keepers <!-- govdraw: function -->\n",
            "<!-- govdraw: skip -->\n## Dates\n",
            "{/* govdraw:level */}\n",
        ] {
            assert_eq!(scan(text), Ok(Vec::new()), "{text}");
        }
    }

    #[test]
    fn broken_markers_are_named_and_nothing_is_taken_for_a_region() {
        let (begin, end) = ("<!-- govdraw:begin flow -->\n", "<!-- govdraw:end -->\n");
        for (text, says, at) in [
            (begin.to_owned(), "does not end", 0),
            (end.to_owned(), "did not begin", 0),
            (format!("{begin}{begin}{end}"), "within another", begin.len()),
            (format!("{begin}{end}{end}"), "did not begin", begin.len() + end.len()),
            (format!("text {begin}{end}"), "alone on its line", 0),
            (format!("{begin}> {end}"), "alone on its line", begin.len()),
            (format!("- item\n\n  {begin}{end}"), "from its start", 8),
            ("<!-- govdraw:begin flow\n".to_owned(), "alone on its line", 0),
            ("<!-- govdraw:start flow -->\n".to_owned(), "alone on its line", 0),
            ("<!-- govdraw:begin --><!-- govdraw:end -->\n".to_owned(), "alone on its line", 0),
            ("<!-- govdraw:begin a -- b -->\n".to_owned(), "alone on its line", 0),
        ] {
            let faults = scan(&text).expect_err(&text);
            let fits = |fault: &crate::diagnostic::Diagnostic| {
                fault.message.contains(says) && fault.span.is_some_and(|span| span.start == at)
            };
            assert!(faults.iter().any(fits), "{text}: {faults:?}");
        }
        assert!(regions(begin).is_empty() && regions(&format!("{begin}x\n{end}{end}")).len() == 1);
    }

    #[test]
    fn markers_are_taken_off_and_what_they_hold_stays() {
        let page = "a\r\n{/* govdraw:begin flow */}\r\n\r\nb\r\n\r\n{/* govdraw:end */}\r\nc\r\n[//]: # (govdraw:begin text)\n[//]: # (govdraw:end)";
        assert_eq!(lifted(page), "a\r\n\r\nb\r\n\r\nc\r\n");
        assert!(matches!(lifted("# T\n"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_between_markers_is_blank_and_all_else_keeps_its_place() {
        let page = "é\n<!-- govdraw:begin flow -->\r\n![ñ](a)\r\n<!-- govdraw:end -->\n## B\n";
        let (blank, faults) = blanked(page);
        assert!(faults.is_empty() && blank.len() == page.len() && !blank.contains('ñ'));
        // a marker is no comment of the site's either
        assert!(!blank.contains("govdraw"), "{blank}");
        assert_eq!(blank.find("## B"), page.find("## B"));
        assert_eq!(blank.matches("\r\n").count(), 2);
        assert!(matches!(blanked("# T\n").0, std::borrow::Cow::Borrowed(_)));
    }
}
