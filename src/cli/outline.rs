//! `outline`: how a page was read.
use super::args::{OutlineArgs as Args, RolesFormat};
use super::report::printable;
use super::results::put;
use super::{Exit, Messages, Stream, page};
use crate::diagnostic::Source;
use crate::input::Outline;

/// Prints what each part of a page was read as; a page that cannot be drawn has an outline too, and its errors beside it.
pub(super) fn run(args: &Args, messages: &Messages) -> Exit {
    let mut page = page::read(&args.page, &args.reading, page::Company::Alone);
    if let Some(source) = page.report.source.clone() {
        let text = match args.to {
            RolesFormat::Plain => plain(&page.outline, &source),
            // strings, numbers and lists always serialise
            RolesFormat::Json => page.outline.to_json(&source).unwrap_or_default(),
        };
        page.report.add(put(&args.output, text.as_bytes()).err());
    }
    messages.tell(vec![page.report], Stream::Stderr).unless(Exit::Findings)
}

/// A line an entry: where, as what, the words, why.
fn plain(outline: &Outline, source: &Source) -> String {
    let mut out = String::new();
    for entry in outline.lines(source) {
        let words =
            if entry.words.is_empty() { String::new() } else { format!("{}  ", printable(entry.words)) };
        out.push_str(&format!("{:>5}  {:<9} {words}({})\n", entry.line, entry.read_as, printable(entry.why)));
    }
    out
}
