//! `mdbook`: a preprocessor for mdBook, which hands a book over on standard input and takes it back from standard output.
mod book;

use super::args::Messages;
use super::desk::Desk;
use super::report::Finding;
use super::sync::{self, Brought, Held};
use super::{Exit, Stream, files};
use crate::input::{self, FrontMatter};
use crate::{describe, markers};
use book::{Book, Chapter};
use clap::{Args, Subcommand, ValueHint};
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

const EXAMPLES: &str = "\
In book.toml:
  [preprocessor.govdraw]
  command = \"govdraw mdbook\"

On a page:
  <!-- govdraw:begin flow -->
  <!-- govdraw:end -->

Front matter is taken off every page; between markers stands in the book what `govdraw sync` would write there (see its help),
and the page itself is not changed. Pictures that pages show are drawn beside them where they are stale, as govdraw.toml says
if there is one beside book.toml or above.

Exits with 2 on errors, so that the book is not built.";

/// Put pictures and text versions into a book: a preprocessor that mdBook runs
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct MdBook {
    /// The configuration [default: govdraw.toml in the book's folder or in the nearest folder above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub question: Option<Question>,
}

/// What mdBook asks before it hands over a book.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Exit with 0 if a renderer can show what is put in; every one can
    Supports {
        /// The renderer's name, such as `html`
        renderer: String,
    },
}

/// Largest book that is read, in bytes.
const BOOK_BYTES_MAX: usize = 1024 * 1024 * 1024;

/// Runs the command.
pub(crate) fn run(args: &MdBook, messages: &Messages) -> Exit {
    if args.question.is_some() {
        // what is put in is Markdown and pictures' files: no renderer is told apart
        return Exit::Done;
    }
    if io::stdin().is_terminal() {
        let hint = "write `[preprocessor.govdraw]` and `command = \"govdraw mdbook\"` into book.toml, and run `mdbook build`";
        let message = "mdBook runs this command itself, and hands it a book on standard input";
        return messages.fail(Finding::usage(message, hint.to_owned()));
    }
    let read = files::read("-".as_ref(), BOOK_BYTES_MAX).and_then(|bytes| Book::read(&bytes));
    let mut book = match read {
        Ok(book) => book,
        Err(fault) => return messages.fail(fault),
    };
    let held: Vec<Held> =
        book.chapters().into_iter().map(|Chapter { path, text }| Held { path, text, built: None }).collect();
    let Brought { texts, reports, written } =
        match sync::hold(&book.root, args.config.as_deref(), &held, &Desk::new()) {
            Ok(brought) => brought,
            Err(report) => return messages.tell(vec![report], Stream::Stderr),
        };
    for path in written {
        messages.note(&format!("wrote {}", files::shown(&path)));
    }
    if messages.tell(reports, Stream::Stderr) == Exit::Failed {
        return Exit::Failed;
    }
    let texts = held.into_iter().zip(texts).map(|(held, text)| shown(&text.unwrap_or(held.text)));
    book.replace(texts.collect());
    match book.written().and_then(|bytes| files::print(&bytes)) {
        Ok(()) => Exit::Done,
        Err(fault) => messages.fail(fault),
    }
}

/// A page as mdBook is to show it: without markers, and without front matter, whose title becomes the heading of a page
/// that has none.
fn shown(text: &str) -> String {
    let text = markers::lifted(text);
    let Some(FrontMatter { range, title }) = input::front_matter(&text) else { return text.into_owned() };
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let heading =
        title.map_or_else(String::new, |title| format!("# {}\n\n", describe::literal_markdown(&title)));
    format!("{before}{heading}{after}")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn front_matter_is_taken_off_and_leaves_its_title_where_there_is_no_other() {
        for (page, says) in [
            ("---\ntitle: The *board*\n---\n\n## Upper level\n", "# The \\*board\\*\n\n\n## Upper level\n"),
            ("---\ntitle: Board\n---\n# Own\n", "# Own\n"),
            ("+++\ntitle = 'Board'\n+++\n<h1>Own</h1>\n", "<h1>Own</h1>\n"),
            ("<!-- govdraw-settings:\nlang: en\n-->\n# Own\n", "# Own\n"),
            ("---\nwords between two rules\n---\n# Own\n", "---\nwords between two rules\n---\n# Own\n"),
            ("# Own\n\n---\na: b\n---\n", "# Own\n\n---\na: b\n---\n"),
        ] {
            assert_eq!(shown(page), says, "{page}");
        }
    }
}
