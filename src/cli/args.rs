//! The arguments.
use super::names::{Format, Split};
use super::report::{Color, MessageFormat};
use super::values::{self, ThemeChoice};
use crate::input::ReadOptions;
use crate::layout::{Direction, Effort, Orientation, Paper, Style};
use crate::picture::ColorScheme;
use clap::{Args, ValueEnum, ValueHint};
use clap_complete::Shell;
use std::path::PathBuf;

/// How to speak.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct Messages {
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colour messages
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
    /// Show findings for people, or for a program
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text", global = true)]
    pub message_format: MessageFormat,
}

/// Print the JSON Schema of a page written as JSON or YAML
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Of a theme's file instead
    #[arg(long, conflicts_with = "config")]
    pub theme: bool,
    /// Of a configuration, govdraw.toml, instead
    #[arg(long)]
    pub config: bool,
}

const THEMES_EXAMPLES: &str = "\
Examples:
  govdraw themes                            their names and what they are for
  govdraw themes --preview                  every theme's colours, as themes.svg
  govdraw themes --preview --theme mine.yaml -o themes.pdf";

/// List the themes, or draw a sheet of them
#[derive(Debug, Args)]
#[command(after_help = THEMES_EXAMPLES)]
pub(crate) struct Themes {
    /// Draw each theme: its levels' colours in the real type, and the contrast of what is drawn on what
    #[arg(long)]
    pub preview: bool,
    /// A file that ends in .svg, .png or .pdf; `-` is an SVG on standard output [default: themes.svg]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "preview")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub look: LookArgs,
}

/// How to read pages.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Read every page as this, whatever its name ends in
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
    /// Depth of the headings that are levels; functions are one deeper [default: 2, `##`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub level_heading: Option<u8>,
    /// Language of a page that names none, such as `cy` [default: en]
    #[arg(long, value_name = "TAG", value_parser = values::language)]
    pub lang: Option<String>,
    /// What govdraw.toml says in place of front matter.
    #[arg(skip)]
    pub settings: Option<String>,
}

impl ReadingArgs {
    /// The same for the library.
    pub(crate) fn options(&self) -> ReadOptions {
        let Self { input_format: _, level_heading, lang, settings } = self.clone();
        ReadOptions { level_heading, lang, settings }
    }
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    Markdown,
    Json,
    Yaml,
}

/// How pictures look.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Look")]
pub(crate) struct LookArgs {
    /// Colours: a name from `govdraw themes`, or a JSON or YAML file [default: the page's own, or defra]
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath, value_parser = values::theme)]
    pub theme: Option<ThemeChoice>,
    /// A font file (TTF, OTF, TTC) for characters that the built-in fonts lack, such as Japanese; may be given again
    #[arg(long = "font", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub fonts: Vec<PathBuf>,
}

/// What the pictures are laid out for.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Sheet")]
pub(crate) struct SheetArguments {
    /// Fit a sheet of paper: A0 to A6, Letter, Legal, Tabloid, or WIDTHxHEIGHTmm
    #[arg(long, value_name = "PAPER", value_parser = values::paper)]
    pub paper: Option<Paper>,
    /// Which way the paper lies [default: portrait for the poster, landscape for the others]
    #[arg(long, value_name = "WAY", ignore_case = true, value_parser = values::orientation())]
    pub orientation: Option<Orientation>,
    /// Come near to these proportions, such as 16:9 or 1.5
    #[arg(long, value_name = "W:H", value_parser = values::aspect, conflicts_with = "paper")]
    pub aspect: Option<f64>,
    /// Lay out for a column of this many px
    #[arg(long, value_name = "PX", value_parser = values::layout_width, conflicts_with = "paper")]
    pub layout_width: Option<f64>,
    /// Draw the poster one level a sheet: as pages of a PDF, else as files such as NAME-poster-LEVEL.svg; other styles stay whole
    #[arg(long, value_enum, value_name = "BY")]
    pub split: Option<Split>,
    /// Where the flow chart's next level lies; `auto`: down, or right where that is plainly easier to read
    #[arg(long, value_name = "WAY", default_value = "auto", ignore_case = true, value_parser = values::direction())]
    pub direction: Direction,
    /// How long to search for a better flow chart
    #[arg(long, value_name = "EFFORT", default_value = "default", ignore_case = true, value_parser = values::effort())]
    pub effort: Effort,
}

/// What the files are like.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileArguments {
    /// PNG: device pixels a CSS pixel [default: 2]
    #[arg(long, value_name = "N", value_parser = values::scale, conflicts_with = "width")]
    pub scale: Option<f64>,
    /// PNG: pixels from edge to edge
    #[arg(long, value_name = "PX", value_parser = values::width)]
    pub width: Option<u32>,
    /// PNG: pixels an inch that the file declares; with --paper the picture has as many as the sheet
    #[arg(long, value_name = "N", value_parser = values::dpi)]
    pub dpi: Option<f64>,
    /// PNG: give each pixel its own colour, in a file about three times as large; without it, blends along edges may be
    /// 4 of 255 off
    #[arg(long)]
    pub exact: bool,
    /// Let a poster's grounds reach to the sheet's edges; PDF: and so far over them, such as 3mm, with crop marks
    #[arg(long, value_name = "MM", value_parser = values::bleed)]
    pub bleed: Option<f64>,
    /// Give files that need no change the time of now too, as Make wants it
    #[arg(long)]
    pub touch: bool,
    /// SVG: text as text with its font inside, or as outlines
    #[arg(long, value_enum, value_name = "HOW", default_value = "fonts")]
    pub text: TextArg,
    /// SVG: light, dark, or auto (follows the page around it, or the reader)
    #[arg(long, value_name = "SCHEME", default_value = "light", ignore_case = true, value_parser = values::color_scheme())]
    pub color_scheme: ColorScheme,
    /// SVG: what it can be inlined in
    #[arg(long, value_enum, value_name = "PAGE", default_value = "html")]
    pub inline: InlineArg,
    /// SVG: what all of its ids and classes start with [default: the file's name without its ending]
    #[arg(long, value_name = "ID", value_parser = values::id)]
    pub id: Option<String>,
    /// SVG: where links open: _self, _blank (a new tab), _parent or _top
    #[arg(long, value_enum, value_name = "TARGET")]
    pub link_target: Option<TargetArg>,
    /// What a picture says of where it is from: nothing, a digest of what is drawn, or the whole model
    #[arg(long, value_enum, value_name = "WHAT", default_value = "model")]
    pub provenance: OriginArg,
    /// The same as `--provenance digest`
    #[arg(long, conflicts_with = "provenance")]
    pub no_model: bool,
}

impl Default for FileArguments {
    /// As where no option is given.
    fn default() -> Self {
        Self {
            scale: None,
            width: None,
            dpi: None,
            exact: false,
            bleed: None,
            touch: false,
            text: TextArg::Fonts,
            color_scheme: ColorScheme::Light,
            inline: InlineArg::Html,
            id: None,
            link_target: None,
            provenance: OriginArg::Model,
            no_model: false,
        }
    }
}

impl FileArguments {
    /// What a picture says of where it is from.
    pub(crate) fn origin(&self) -> OriginArg {
        if self.no_model { OriginArg::Digest } else { self.provenance }
    }
}

/// What an SVG can be inlined in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InlineArg {
    /// HTML, and Markdown that keeps HTML as it is
    Html,
    /// MDX
    Mdx,
}

/// Where an SVG's links open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TargetArg {
    #[value(name = "_self")]
    Own,
    #[value(name = "_blank")]
    New,
    #[value(name = "_parent")]
    Parent,
    #[value(name = "_top")]
    Top,
}

/// What a picture says of where it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OriginArg {
    /// Nothing
    None,
    /// Of what is drawn: it stays the same where words change that are not
    Digest,
    /// The model, which `extract` reads back
    Model,
}

/// How an SVG holds its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextArg {
    /// Text that can be searched, copied and read aloud
    Fonts,
    /// Outlines, for programs that ignore an SVG's fonts
    Paths,
}

const RENDER_EXAMPLES: &str = "\
Examples:
  govdraw render page.md                           six pictures beside the page
  govdraw render page.md -o out                    the same in the folder out
  govdraw render page.md --style poster --paper A1 -o poster.svg
  govdraw render page.md --style flow --format png --width 1600
  govdraw render page.md --format pdf --paper A3   three tagged PDFs to print
  govdraw render page.md --paper A3 -o all.pdf     one PDF of three pages
  govdraw render page.md --style poster --split level --paper A2 -o levels.pdf
  govdraw render page.md --style poster --paper A1 --bleed 3mm -o poster.pdf
  govdraw render page.md --role \"principal developer\"   where one role is held
  cat page.md | govdraw render - --style simple --format svg -o - > simple.svg";

/// Draw pages' pictures
#[derive(Debug, Args)]
#[command(after_help = RENDER_EXAMPLES)]
pub(crate) struct RenderArgs {
    /// Pages to draw; `-` is standard input
    #[arg(required = true, value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub pages: Vec<PathBuf>,
    /// Draw this style; may be given again [default: all]
    #[arg(short, long = "style", value_name = "STYLE", value_delimiter = ',', ignore_case = true, value_parser = values::style())]
    pub styles: Vec<Style>,
    /// Write this format: svg, png or pdf; may be given again [default: svg and png]
    #[arg(short, long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = Format::parse)]
    pub formats: Vec<Format>,
    /// A folder, made if missing; or a file that ends in .svg, .png or .pdf (a PDF has a page for each style); or `-` for
    /// standard output
    #[arg(short, long, value_name = "WHERE", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Make this role stand out: the functions that have it, and its name
    #[arg(long, value_name = "NAME")]
    pub role: Option<String>,
    /// Exit with 1 on warnings
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print how good each picture is, as JSON on standard output; with `--effort best` also what was proved of a flow chart
    #[arg(long)]
    pub metrics: bool,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub sheet: SheetArguments,
    #[command(flatten)]
    pub files: FileArguments,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

const LINT_EXAMPLES: &str = "\
Examples:
  govdraw lint docs/*.md
  govdraw lint docs/*.md --message-format sarif > findings.sarif
  govdraw lint page.md --paper A3            whether all can be read on that sheet, too
  govdraw lint page.md --since v1.2          whether the page's change log tells what changed
  govdraw lint page.md --fix                 mend what has one mend

Exits with 0 where nothing is to be mended, with 1 on warnings, with 2 on errors.";

/// Find what should be mended in pages
#[derive(Debug, Args)]
#[command(after_help = LINT_EXAMPLES)]
pub(crate) struct Lint {
    /// Pages to check; `-` is standard input
    #[arg(required = true, value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub pages: Vec<PathBuf>,
    /// Also find entries of a page's change log, new since this revision (by running git), that say other than what changed
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,
    /// First mend in the pages what has one mend, such as a heading that lost its marks; what they say stays the same
    #[arg(long)]
    pub fix: bool,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub sheet: SheetArguments,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  govdraw explain                           every code, with a sentence each
  govdraw explain no-roles                  what it means, an example, and the mend";

/// Say what a finding means, with an example and what to do about it
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct Explain {
    /// The finding's code, such as `no-roles`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

const DESCRIBE_EXAMPLES: &str = "\
Examples:
  govdraw describe page.md                  the text version, as Markdown
  govdraw describe page.md --to html -o page-text.html
  govdraw describe page.md --alt flow       alternative text for the flow chart
  govdraw describe page.md --role developer";

/// Print a page's text version, or a picture's alternative text
#[derive(Debug, Args)]
#[command(after_help = DESCRIBE_EXAMPLES)]
pub(crate) struct Describe {
    /// The page; `-` is standard input
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    /// How the text version is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "markdown", conflicts_with = "alt")]
    pub to: DescribeFormat,
    /// Print this picture's alternative text
    #[arg(long, value_name = "STYLE", ignore_case = true, value_parser = values::style())]
    pub alt: Option<Style>,
    /// Make this role stand out, as `render --role` does
    #[arg(long, value_name = "NAME")]
    pub role: Option<String>,
    /// A file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How a text version is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DescribeFormat {
    Markdown,
    Html,
    Plain,
}

const ROLES_EXAMPLES: &str = "\
Examples:
  govdraw roles page.md                     each role with the functions that have it
  govdraw roles page.md --to json -o roles.json
  govdraw render page.md --role developer   the pictures in which that role stands out";

/// List a page's roles, with the functions that have each, and those that are probably one
#[derive(Debug, Args)]
#[command(after_help = ROLES_EXAMPLES)]
pub(crate) struct RolesArgs {
    /// The page; `-` is standard input
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    /// How the list is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "plain")]
    pub to: RolesFormat,
    /// A file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How a list of roles is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RolesFormat {
    Plain,
    Json,
}

const OUTLINE_EXAMPLES: &str = "\
Examples:
  govdraw outline page.md                   each heading, bold line, list and table, and what it was read as
  govdraw outline page.md --to json";

/// Say what each part of a page was read as, and why, and what was left out
#[derive(Debug, Args)]
#[command(after_help = OUTLINE_EXAMPLES)]
pub(crate) struct OutlineArgs {
    /// The page; `-` is standard input
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    /// How the outline is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "plain")]
    pub to: RolesFormat,
    /// A file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  govdraw export page.md --to json -o page.json
  govdraw export page.md --to yaml
  govdraw export page.md --to json | govdraw render - -o out";

/// Write a page's model as data, or as another tool's chart
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(crate) struct Export {
    /// The page; `-` is standard input
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    /// As data that `render` reads (json, yaml), as tables (csv), or as a chart of another tool
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: ExportFormat,
    /// A file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How a model is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Json,
    Yaml,
    Csv,
    Mermaid,
    D2,
    Dot,
}

/// Print the model that a picture was drawn from, as JSON
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// An SVG, PNG or PDF that govdraw wrote; `-` is standard input
    #[arg(value_name = "PICTURE", value_hint = ValueHint::FilePath)]
    pub picture: PathBuf,
    /// A file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
}

/// Write a starter page to change, or a configuration where the file is called govdraw.toml
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The new file, `govdraw.toml` for a configuration; `-` is standard output
    #[arg(value_name = "FILE", default_value = "governance.md", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  govdraw completions bash > ~/.local/share/bash-completion/completions/govdraw
  govdraw completions fish > ~/.config/fish/completions/govdraw.fish";

/// Print a shell's completions
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(crate) struct Completions {
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Print the manual page, or write every command's
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  govdraw man | man -l -\n  govdraw man --dir ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// Write the manual pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}
