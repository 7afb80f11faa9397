//! The command line: arguments, files, messages, exit codes. The only part that touches the world.
//!
//! The program itself is [`run`] and nothing else, so that whatever brings the library can bring the whole program.
mod args;
mod assets;
#[cfg_attr(target_family = "wasm", path = "no_bar.rs")]
mod bar;
mod command;
mod commands;
mod desk;
mod diff;
mod easel;
mod explain;
mod files;
mod format;
mod info;
mod lint;
mod mdbook;
mod names;
mod outline;
mod page;
mod press;
mod real;
mod render;
mod report;
mod request;
mod results;
#[cfg(not(target_family = "wasm"))]
mod saves;
mod serve;
#[cfg_attr(target_family = "wasm", path = "no_signals.rs")]
mod signals;
mod sync;
mod themes;
mod values;
mod workers;

pub use sync::{Filled, Held, fill};

use args::Messages;
use clap::Parser as _;
use command::{Arguments, Command};
use report::{Counts, FileReport, MessageFormat};
use std::ffi::OsString;
use std::io::{self, Write as _};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All done, warnings or not.
    Done,
    /// Done, and there is something to mend.
    Findings,
    /// Bad usage, bad input, or a file that cannot be read or written.
    Failed,
}

impl Exit {
    /// This end, or a good one where it is the one named.
    pub(crate) fn unless(self, forgiven: Self) -> Self {
        if self == forgiven { Self::Done } else { self }
    }
}

impl From<Exit> for u8 {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        }
    }
}

/// Where findings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Beside a result on standard output.
    Stderr,
    /// As the result itself.
    Stdout,
}

/// Runs the program with its arguments, the first of which is the program's own name, as
/// [`std::env::args_os`] gives them. It reads and writes the files, the standard streams and the environment of the process
/// that it runs in, and returns when all is done; `watch` and `serve` alone go on until a signal ends the process.
///
/// The number is what the process should exit with: 0 where all is well, 1 where there is something to mend, 2 on errors.
///
/// ```
/// assert_eq!(govdraw::cli::run(["govdraw", "lint", "examples/delivery-group.md", "--quiet"]), 0);
/// assert_eq!(govdraw::cli::run(["govdraw", "render", "no-such-page.md"]), 2);
/// ```
pub fn run<A: Into<OsString> + Clone>(arguments: impl IntoIterator<Item = A>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // help and version are results, everything else is bad usage; a closed stream leaves nothing to tell
            let error = with_render(error);
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() };
        }
    };
    quieten();
    let messages = arguments.messages;
    let exit = match arguments.command {
        Command::Render(args) => render::run(&args, &messages),
        Command::Lint(args) => commands::lint(&args, &messages),
        Command::Describe(args) => commands::describe(&args, &messages),
        Command::Roles(args) => commands::roles(&args, &messages),
        Command::Outline(args) => outline::run(&args, &messages),
        Command::Export(args) => commands::export(&args, &messages),
        Command::Extract(args) => commands::extract(&args, &messages),
        Command::Info(args) => info::info(&args, &messages),
        Command::Check(args) => info::check(&args, &messages),
        Command::Diff(args) => diff::run(&args, &messages),
        Command::Sync(args) => sync::run(&args, &messages),
        Command::Watch(args) => sync::watch(&args, &messages),
        Command::Serve(args) => serve::run(&args, &messages),
        Command::Mdbook(args) => mdbook::run(&args, &messages),
        Command::Init(args) => commands::init(&args, &messages),
        Command::Schema(args) => commands::schema(&args, &messages),
        Command::Themes(args) => themes::run(&args, &messages),
        Command::Explain(args) => explain::run(&args, &messages),
        Command::Icons => commands::icons(&messages),
        Command::Completions(args) => command::completions(&args, &messages),
        Command::Man(args) => command::man(&args, &messages),
    };
    exit.into()
}

/// Keeps what is only tried from printing why it failed: that is told as a finding.
fn quieten() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !crate::threads::is_trying() {
                usual(panic);
            }
        }));
    });
}

/// Says how a page is drawn where one stands in the place of a command.
fn with_render(mut error: clap::Error) -> clap::Error {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let path = std::path::Path::new(word);
    if path.extension().is_some() || path.is_file() {
        let tip = format!("to draw a page: govdraw render {}", report::printable(word));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        let _ = error.remove(ContextKind::SuggestedSubcommand);
    }
    error
}

impl Messages {
    /// Shows the findings of a run and says how it ended.
    pub(crate) fn tell(&self, mut files: Vec<FileReport>, stream: Stream) -> Exit {
        files.iter_mut().for_each(FileReport::settle);
        let counts = Counts::of(&files);
        if self.quiet {
            for file in &mut files {
                file.findings.retain(|finding| finding.severity == crate::diagnostic::Severity::Error);
            }
        }
        let color = match stream {
            Stream::Stderr => self.color.applies_to(&io::stderr()),
            Stream::Stdout => self.color.applies_to(&io::stdout()),
        };
        let text = report::show(&files, self.message_format, color);
        let told = match stream {
            Stream::Stderr => {
                // there is nowhere left to say that standard error is closed
                let _ = io::stderr().lock().write_all(text.as_bytes());
                Ok(())
            }
            Stream::Stdout => files::print(text.as_bytes()),
        };
        match told {
            Err(fault) => self.fail(fault),
            Ok(()) if counts.errors > 0 => Exit::Failed,
            Ok(()) if counts.warnings > 0 => Exit::Findings,
            Ok(()) => Exit::Done,
        }
    }

    /// Shows what a run made and its findings as one object on standard output, and says how it ended.
    pub(crate) fn tell_object<T: serde::Serialize>(
        &self,
        made: &[(&'static str, T)],
        mut files: Vec<FileReport>,
    ) -> Exit {
        files.iter_mut().for_each(FileReport::settle);
        let counts = Counts::of(&files);
        if self.quiet {
            for file in &mut files {
                file.findings.retain(|finding| finding.severity == crate::diagnostic::Severity::Error);
            }
        }
        match files::print(report::object(made, &files).as_bytes()) {
            Err(fault) => self.fail(fault),
            Ok(()) if counts.errors > 0 => Exit::Failed,
            Ok(()) if counts.warnings > 0 => Exit::Findings,
            Ok(()) => Exit::Done,
        }
    }

    /// Shows one fault that ends the run.
    pub(crate) fn fail(&self, fault: report::Finding) -> Exit {
        let text =
            report::show(&[FileReport::of(fault)], self.message_format, self.color.applies_to(&io::stderr()));
        let _ = io::stderr().lock().write_all(text.as_bytes());
        Exit::Failed
    }

    /// Tells people what was done; programs and quiet runs hear nothing.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet && self.message_format == MessageFormat::Text {
            let _ = writeln!(io::stderr().lock(), "{}", report::printable(line));
        }
    }
}
