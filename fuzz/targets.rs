//! What is tried, and what must hold of it.
use crate::mutate::hash;
use govdraw::config::Config;
use govdraw::describe::describe;
use govdraw::diagnostic::{Diagnostic, Source};
use govdraw::export;
use govdraw::geom::Rect;
use govdraw::input::{self, Format};
use govdraw::layout::{Paper, Sheet, Style, layout};
use govdraw::lint::lint;
use govdraw::markers;
use govdraw::model::Model;
use govdraw::output::{extract, pdf, png, svg, unfit};
use govdraw::sync::{Lock, Spec, Stamp, seal, unseal};
use govdraw::text::{Fonts, TextStyle, Weight, shape};
use govdraw::theme::{Emblem, Theme};

/// A part of the library that reads what others wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Reading,
    Drawing,
    Assets,
    Extract,
    Configuration,
}

impl Target {
    pub(crate) const ALL: [Self; 5] =
        [Self::Reading, Self::Drawing, Self::Assets, Self::Extract, Self::Configuration];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Drawing => "drawing",
            Self::Assets => "assets",
            Self::Extract => "extract",
            Self::Configuration => "configuration",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Whether its inputs are lines of words.
    pub(crate) fn is_of_words(self) -> bool {
        matches!(self, Self::Reading | Self::Drawing | Self::Configuration)
    }

    /// Words that mean something to its readers.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Reading | Self::Drawing => &[
                "## Upper level\n",
                "### Board\n",
                "Roles: ",
                "From | To | Flow\n",
                "| --- | --- | --- |\n",
                "---\n",
                "```mermaid\n",
                "```\n",
                "A -->|b| C\n",
                "<!-- govdraw: skip -->",
                "<!-- govdraw:begin flow -->\n",
                "<!-- govdraw:end -->\n",
                ": >\n  ",
                "|\n",
                "&a ",
                "*a",
                "!!str ",
                "<br>",
                "<details>",
                "<table><tr><td>",
                "</td>",
                "{{ x }}",
                "{% raw %}",
                ":::note\n",
                "{/* */}",
                "\u{202e}",
                "\u{2067}",
                "\u{1f600}",
                "\u{200d}",
                "\u{fe0f}",
                "\u{0301}",
                "\u{5d0}",
                "\u{627}\u{644}",
                "語",
                "\u{feff}",
                "\r\n",
                "\0",
                "(chair)",
                "**Lead**",
                "[a](b)",
                "![a](b.png)",
                "<a id='x'>",
                "+---+\n|   |\n+---+\n",
                "──▶",
                " -> ",
                "levels:\n",
                "functions:\n",
                "\"name\": ",
                "name: ",
                "flows: ",
                "points: ",
                "Level 1 ",
                "Responsibilities:\n",
                "monthly",
                "meets",
                "reports to ",
                "&amp;",
                "&#x41;",
                "+++\n",
                "govdraw: {",
                "~~~\n",
                "Members\n-------\n",
                "1. ",
                "a) ",
                "$",
                "\\",
                "::stop",
                "<script>",
            ],
            Self::Assets => &[
                "<g>",
                "</g>",
                "<use href='#a'/>",
                "<path d='M0 0h9v9z'/>",
                "<rect width='9' height='9'/>",
                " id='a'",
                " clip-path='url(#a)'",
                "<clipPath id='a'>",
                "</clipPath>",
                "<style>",
                "*{fill:red}",
                "</style>",
                " xmlns:x='y'",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "&amp;",
                "A1 1 0 011 1",
                "c1 1 2 2 3 3",
                " transform='scale(9)'",
                " stroke='red'",
                " stroke-dasharray='1 2'",
                "%",
                "em",
                "<svg>",
                "<symbol>",
                "IDAT",
                "PLTE",
                "tRNS",
                "acTL",
                "glyf",
                "CFF ",
                "fvar",
                "COLR",
                "cmap",
                "GSUB",
                "\u{0}\u{1}",
            ],
            Self::Extract => &[
                "<metadata data-digest='x'>",
                "</metadata>",
                "<svg>",
                "data-sync=\"",
                "&#65;",
                "<!--",
                "<![CDATA[",
                "iTXt",
                "govdraw model\0",
                "govdraw digest\0",
                "sha256-",
                "%%EOF",
                "/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size ",
                "stream\n",
                "/Desc(govdraw ",
                "%govdraw-sync ",
                "own=",
                "{\"levels\":[]}",
            ],
            Self::Configuration => &[
                "[[page]]\n",
                "path = \"a.md\"\n",
                "styles = [\"flow\"]\n",
                "formats = ",
                "theme = ",
                "settings = \"\"\"",
                "[theme]\n",
                "output = \"../x\"\n",
                "<!-- govdraw:begin flow -->\n",
                "<!-- govdraw:end -->\n",
                "[//]: # (govdraw:begin text)\n",
                "[//]: # (govdraw:end)\n",
                "{/* govdraw:begin alt */}\n",
                "sum=0123456789abcdef",
                "as=html",
                "\u{202e}",
                "\\u0000",
                "'''",
                "= 1e400\n",
                "= -1\n",
                "#",
                "base: govuk\n",
                "colors:\n",
                "#fff",
                "levels:\n",
            ],
        }
    }
}

/// What runs have in common.
pub(crate) struct Trier {
    fonts: Fonts,
    theme: Theme,
}

/// What an answer was like, or what must not be.
type Told = Result<u64, String>;

impl Trier {
    pub(crate) fn new() -> Self {
        Self { fonts: Fonts::bundled(), theme: Theme::defra() }
    }

    /// Tries an input; its name's ending says what it is.
    pub(crate) fn run(&self, target: Target, name: &str, bytes: &[u8]) -> Told {
        match target {
            Target::Reading => reading(name, bytes).map(|(like, _)| like),
            Target::Drawing => self.drawing(name, bytes),
            Target::Assets => self.assets(bytes),
            Target::Extract => extracting(bytes),
            Target::Configuration => configuration(name, bytes),
        }
    }

    fn drawing(&self, name: &str, bytes: &[u8]) -> Told {
        /// Larger ones are told of by the bench of crafted pages.
        const FUNCTIONS_MAX: usize = 30;
        const FLOWS_MAX: usize = 60;
        const JSON_MAX: usize = 20_000;
        let (like, model) = reading(name, bytes)?;
        let Some(model) = model else { return Ok(like) };
        let is_small = model.bodies().count() <= FUNCTIONS_MAX
            && model.flows.len() <= FLOWS_MAX
            && model.levels.len() <= FUNCTIONS_MAX;
        if !is_small || export::json(&model).is_ok_and(|json| json.len() > JSON_MAX) {
            return Ok(like);
        }
        // which of the many pictures is drawn is the input's own choice, so that it is drawn again when it is replayed
        let choice = hash(bytes);
        let style = Style::ALL[(choice % 3) as usize];
        let sheet = match choice / 3 % 3 {
            0 => Sheet::default(),
            1 => Sheet { paper: Some(Paper { width: 297.0, height: 210.0 }), ..Sheet::default() },
            _ => Sheet { width: Some(300.0 + (choice / 9 % 900) as f64), ..Sheet::default() },
        };
        let scene = match layout(&model, style, &self.theme, &self.fonts, &sheet) {
            Ok(scene) => scene.value,
            Err(errors) => return spans(&errors, bytes).map(|()| like ^ 1),
        };
        if !(scene.size.width > 0.0 && scene.size.height > 0.0 && scene.size.area().is_finite()) {
            return Err(format!("a picture of {:?}", scene.size));
        }
        let texts = [svg::TextMode::Embedded, svg::TextMode::Paths];
        let text = texts[(choice / 81 % 2) as usize];
        let options = svg::SvgOptions { text, ..svg::SvgOptions::default() };
        let written = svg::write(&scene, &self.fonts, &options);
        let tree = usvg::Tree::from_str(&written, &usvg::Options::default())
            .map_err(|error| format!("no SVG: {error}"))?;
        if (f64::from(tree.size().width()) - scene.size.width).abs() > 1.0 {
            return Err(format!("an SVG of {:?}, of a picture of {:?}", tree.size(), scene.size));
        }
        if (choice / 162).is_multiple_of(6) {
            let size = png::PngSize::Width(200);
            let options = png::PngOptions { size, ..png::PngOptions::default() };
            png::encode(&scene, &self.fonts, &options).map(|_| ()).or_else(allowed)?;
        }
        if (choice / 972).is_multiple_of(6) {
            pdf::encode(&[(&scene).into()], &self.fonts, &pdf::PdfOptions::default())
                .map(|_| ())
                .or_else(allowed)?;
        }
        Ok(like ^ (choice % 3) << 8 ^ u64::from(magnitude(scene.nodes.len())) << 16)
    }

    fn assets(&self, bytes: &[u8]) -> Told {
        let is_font =
            [&b"\0\x01\0\0"[..], b"OTTO", b"true", b"ttcf"].iter().any(|start| bytes.starts_with(start));
        if !is_font {
            return Ok(match Emblem::read(bytes) {
                Ok(emblem) => {
                    let node = emblem.draw(Rect::new(0.0, 0.0, 40.0, 40.0), None, Some("x"));
                    hash(format!("{:?}", emblem.aspect() > 1.0).as_bytes())
                        ^ u64::from(magnitude(format!("{node:?}").len()))
                }
                // without the words of the file
                Err(error) => {
                    hash(error.message.split(['"', '`', ':']).next().unwrap_or_default().as_bytes())
                }
            });
        }
        let mut fonts = Fonts::bundled();
        let known: Vec<_> = fonts.faces().map(|(id, _)| id).collect();
        if let Err(error) = fonts.add_file(bytes.to_vec()) {
            return Ok(hash(format!("{error:?}").as_bytes()));
        }
        let new: Vec<_> = fonts.faces().map(|(id, _)| id).filter(|id| !known.contains(id)).collect();
        let is_unfit = unfit(&fonts, new.iter().copied()).is_some();
        // what it has that the bundled ones have not is set in it, as a page would
        let words: String = new.iter().flat_map(|id| fonts.face(*id).sample(20)).collect();
        let line = shape(&fonts, &TextStyle::new(Weight::Regular, 12.0, 1.2), &words);
        if !line.width.is_finite() {
            return Err(format!("a line of {} px", line.width));
        }
        Ok(u64::from(is_unfit) << 9 | u64::from(magnitude(line.runs.len())) | (new.len() as u64) << 10)
    }
}

fn magnitude(number: usize) -> u32 {
    usize::BITS - number.leading_zeros()
}

/// What an encoder may say is said, and is no fault.
fn allowed<E: std::fmt::Display>(error: E) -> Result<(), String> {
    let words = error.to_string();
    if words.contains("tables are broken") { Err(words) } else { Ok(()) }
}

/// Whether every finding has its place between characters, and a way out.
fn spans(findings: &[Diagnostic], bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    for finding in findings {
        if finding.hint.is_none() {
            return Err(format!("a finding without a hint: {finding:?}"));
        }
        if finding.span.is_some_and(|span| text.get(span.start..span.end).is_none()) {
            return Err(format!("a place within a character: {finding:?}"));
        }
    }
    Ok(())
}

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), text: String::from_utf8_lossy(bytes).into_owned() }
}

fn likes<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> u64 {
    let mut codes: Vec<&str> = findings.into_iter().map(|finding| finding.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    hash(codes.join(" ").as_bytes())
}

fn reading(name: &str, bytes: &[u8]) -> Result<(u64, Option<Model>), String> {
    let source = source(name, bytes);
    let read = match input::read(&source, Format::of_name(name)) {
        Ok(read) => read,
        Err(errors) => {
            spans(&errors, source.text.as_bytes())?;
            return Ok((likes(&errors), None));
        }
    };
    spans(&read.warnings, source.text.as_bytes())?;
    let model = read.value;
    let linted = lint(&model);
    spans(&linted, source.text.as_bytes())?;
    let json = export::json(&model).map_err(|error| error.to_string())?;
    for (format, text) in [(Format::Json, json.clone()), (Format::Yaml, export::yaml(&model))] {
        let again = Source { name: "again".to_owned(), text };
        match input::read(&again, format) {
            Err(errors) => return Err(format!("what was exported is not read: {:?}", errors.first())),
            Ok(again) if again.value != model => return Err(format!("read back otherwise, as {format:?}")),
            Ok(_) => {}
        }
    }
    let described = describe(&model);
    let texts = [
        described.to_markdown(),
        described.to_html(),
        described.to_plain(),
        export::csv(&model),
        export::mermaid(&model),
        export::d2(&model),
        export::dot(&model),
    ];
    let counts = [
        model.levels.len(),
        model.bodies().count(),
        model.flows.len(),
        model.outside.len(),
        model.outcomes.len(),
    ];
    let roles = model.bodies().map(|(_, body)| body.roles.len()).sum();
    let sizes: Vec<u32> = counts.into_iter().chain([roles]).map(magnitude).collect();
    let words = texts.iter().any(String::is_empty);
    Ok((
        likes(read.warnings.iter().chain(&linted)) ^ hash(format!("{sizes:?}{words}").as_bytes()),
        Some(model),
    ))
}

fn extracting(bytes: &[u8]) -> Told {
    let sealed = unseal(bytes);
    let stamped = seal(bytes, &Stamp::default());
    if let Some(stamped) = &stamped
        && !unseal(stamped).is_some_and(|sealed| sealed.is_whole)
        && sealed.is_none()
        && extract(bytes).is_ok()
    {
        return Err("a seal is not found again".to_owned());
    }
    let like = u64::from(sealed.is_some()) | u64::from(stamped.is_some()) << 1;
    match extract(bytes) {
        Err(error) => Ok(like ^ hash(format!("{error:?}").as_bytes())),
        Ok(found) => {
            let Some(text) = found.model else { return Ok(like ^ 4) };
            let read = input::read(&Source { name: "model".to_owned(), text }, Format::Json);
            Ok(like ^ 8 ^ read.map_or_else(|errors| likes(&errors), |read| likes(&read.warnings)))
        }
    }
}

fn configuration(name: &str, bytes: &[u8]) -> Told {
    let source = source(name, bytes);
    let text = &source.text;
    if name.ends_with(".toml") {
        let _ = Lock::read(text).text();
        return match Config::read(&source) {
            Ok(config) => Ok(hash(format!("{}", config.has_page("a.md")).as_bytes())),
            Err(errors) => spans(&errors, text.as_bytes()).map(|()| likes(&errors)),
        };
    }
    if name.ends_with(".yaml") {
        return match input::read_theme(&source, Format::Yaml) {
            Ok(theme) => spans(&theme.warnings, text.as_bytes()).map(|()| likes(&theme.warnings)),
            Err(errors) => spans(&errors, text.as_bytes()).map(|()| likes(&errors)),
        };
    }
    let (blank, faults) = markers::blanked(text);
    spans(&faults, text.as_bytes())?;
    if blank.len() != text.len() {
        return Err("places move where regions are blanked".to_owned());
    }
    if let Some(region) = markers::regions(text).iter().find(|region| text.get((*region).clone()).is_none()) {
        return Err(format!("a region within a character: {region:?}"));
    }
    let scanned = markers::scan(text);
    let count = match &scanned {
        Ok(regions) => {
            for region in regions {
                let _ = Spec::parse(&region.words, govdraw::diagnostic::Span::from(region.begin.clone()));
            }
            regions.len()
        }
        Err(faults) => {
            spans(faults, text.as_bytes())?;
            0
        }
    };
    let _ = markers::lifted(text);
    Ok(likes(&faults) ^ u64::from(magnitude(count)) << 3)
}
