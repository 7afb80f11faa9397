//! The other commands, each a few lines: what they do is the library's.
use super::args::{Arguments, Completions, Lint, Man, Messages};
use super::report::Finding;
use super::{Exit, Stream, files, page, render};
use clap::CommandFactory as _;
use govdraw::layout::{Sheet, Style, layout};
use govdraw::theme::{Theme, icons};

/// `lint`: what reading, checking and laying a page out has to say.
pub(super) fn lint(args: &Lint, messages: &Messages) -> Exit {
    let fonts = match render::fonts(&args.look) {
        Ok(fonts) => fonts,
        Err(fault) => return messages.fail(fault),
    };
    let reports = args.pages.iter().map(|path| {
        let mut page = page::read(path, &args.reading);
        if let Some(model) = &page.model {
            match render::theme(&args.look, model) {
                Err(fault) => page.report.add([fault]),
                Ok(theme) => {
                    for style in Style::ALL {
                        match layout(model, style, &theme, &fonts, &Sheet::default()) {
                            Ok(scene) => page.report.add(scene.warnings),
                            Err(errors) => page.report.add(errors),
                        }
                    }
                }
            }
        }
        page.report
    });
    messages.tell(reports.collect(), Stream::Stdout)
}

/// Prints a result that cannot fail to be made.
fn answer(text: &str, messages: &Messages) -> Exit {
    match files::print(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(fault) => messages.fail(fault),
    }
}

/// `themes`: their names and what they are for.
pub(super) fn themes(messages: &Messages) -> Exit {
    let line = |name: &&str| format!("{name:<14} {}\n", Theme::about(name).unwrap_or_default());
    answer(&Theme::NAMES.iter().map(line).collect::<String>(), messages)
}

/// `icons`: their names.
pub(super) fn icons(messages: &Messages) -> Exit {
    answer(&icons::all().map(|icon| format!("{}\n", icon.name)).collect::<String>(), messages)
}

/// `completions`: for a shell.
pub(super) fn completions(args: &Completions, messages: &Messages) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "govdraw", &mut text);
    answer(&String::from_utf8_lossy(&text), messages)
}

/// `man`: the main manual page, or all of them into a folder.
pub(super) fn man(args: &Man, messages: &Messages) -> Exit {
    let mut command = Arguments::command();
    command.build();
    let result = match &args.dir {
        None => manual(&command).and_then(|text| files::print(&text)),
        Some(folder) => {
            let commands = std::iter::once(&command).chain(command.get_subcommands());
            commands.filter(|command| command.get_name() != "help").try_for_each(|command| {
                let name = command.get_display_name().unwrap_or(command.get_name());
                files::write(&folder.join(format!("{name}.1")), &manual(command)?).map(|_| ())
            })
        }
    };
    match result {
        Ok(()) => Exit::Done,
        Err(fault) => messages.fail(fault),
    }
}

/// A command's manual page in roff.
fn manual(command: &clap::Command) -> Result<Vec<u8>, Finding> {
    let mut text = Vec::new();
    // writing into memory does not fail; were it to, the page would be cut short
    clap_mangen::Man::new(command.clone())
        .render(&mut text)
        .map_err(|error| Finding::io(format!("the manual page cannot be made: {error}"), None))?;
    Ok(text)
}
