//! The command line as a whole: the commands, each with its arguments; its completions and its manual.
use super::args::{
    Completions, Describe, Explain, Export, Extract, Init, Lint, Man, Messages, OutlineArgs, RenderArgs,
    RolesArgs, Schema, Themes,
};
use super::report::Finding;
use super::{Exit, diff, files, info, mdbook, results, serve, sync};
use clap::{CommandFactory as _, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  govdraw init                               write a starter page, governance.md
  govdraw render governance.md               its three pictures, as SVG and PNG, beside it
  govdraw render governance.md --style flow -o flow.svg
  govdraw lint docs/*.md                     what should be mended
  govdraw describe governance.md             the text version";

/// Draws a governance page's simple visual, flow chart and poster
///
/// A page holds levels, the functions in each, their roles, and the flows between them: Markdown as people read it,
/// or JSON or YAML.
#[derive(Debug, Parser)]
#[command(name = "govdraw", version, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub messages: Messages,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Render(Box<RenderArgs>),
    Lint(Lint),
    Explain(Explain),
    Describe(Describe),
    Roles(RolesArgs),
    Outline(OutlineArgs),
    Export(Export),
    Extract(Extract),
    Info(info::Info),
    Check(info::Check),
    Diff(diff::Diff),
    Sync(sync::Sync),
    Watch(sync::Watch),
    Serve(Box<serve::Serve>),
    Mdbook(mdbook::MdBook),
    Init(Init),
    Schema(Schema),
    Themes(Themes),
    /// List the icons' names
    Icons,
    Completions(Completions),
    Man(Man),
}

/// `completions`: for a shell.
pub(super) fn completions(args: &Completions, messages: &Messages) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "govdraw", &mut text);
    results::answer(&String::from_utf8_lossy(&text), messages)
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
