//! A page with its regions brought up to date.
use super::region::{self, As, Link, Spec, What, checksum};
use super::seal::unseal;
use crate::describe::{self, Picture};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::markers::{self, MarkerForm, Region};
use crate::model::{Model, nearest};

/// A page, and what its regions are made from.
#[derive(Debug, Clone, Copy)]
pub struct PageText<'a> {
    /// As it stands.
    pub text: &'a str,
    /// Its folder, as the pictures' paths start: images of Markdown are found from there.
    pub folder: &'a str,
    /// Where the built page stands, from which images of HTML are found; `None`: in the same folder.
    pub built: Option<&'a str>,
    /// What it says.
    pub model: &'a Model,
    /// Its pictures.
    pub pictures: &'a [DrawnPicture<'a>],
    /// Whether hand edits of regions are to be lost.
    pub force: bool,
}

/// A picture that a region may show.
#[derive(Debug, Clone, Copy)]
pub struct DrawnPicture<'a> {
    /// A style's, or one of its own.
    pub name: &'a str,
    /// Which alternative text it has.
    pub picture: Picture,
    /// Its path, that ends in its format.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What became of a page's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Rewritten {
    /// The new text; `None` where it is in step.
    pub text: Option<String>,
    /// What is stale, each at its marker.
    pub stale: Vec<Diagnostic>,
}

/// Brings the regions of a page up to date.
///
/// # Errors
/// Markers that are broken or ask for what there is not, and regions that were edited by hand: then nothing of the page is to be
/// written.
pub fn rewrite(page: &PageText<'_>) -> Result<Rewritten, Vec<Diagnostic>> {
    let regions = markers::scan(page.text)?;
    let mut faults = Vec::new();
    let mut stale = Vec::new();
    let mut out = String::with_capacity(page.text.len());
    let mut done = 0;
    for region in &regions {
        match answer(page, region) {
            Err(fault) => faults.push(fault),
            Ok(None) => {}
            Ok(Some((why, lines))) => {
                let at = Span::from(region.begin.clone());
                stale.push(
                    Diagnostic::new(Severity::Warning, Code::StaleRegion, why)
                        .at(at)
                        .hint("run `govdraw sync`"),
                );
                out.push_str(page.text.get(done..region.begin.start).unwrap_or_default());
                out.push_str(&lines);
                done = region.inner.end;
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    out.push_str(page.text.get(done..).unwrap_or_default());
    let text = (out != page.text).then_some(out);
    // what is written must be found again as it was: no name of the model can have become a marker
    if let Some(text) = &text
        && !is_same_page(page.text, text)
    {
        let message = "the regions cannot be written: what would stand in them holds a marker";
        let hint = "take the marker out of the page's names";
        return Err(vec![Diagnostic::new(Severity::Error, Code::BadRegion, message).hint(hint)]);
    }
    Ok(Rewritten { text, stale })
}

/// Whether two texts differ in what stands between markers alone.
fn is_same_page(old: &str, new: &str) -> bool {
    let outside = |text: &str| -> Option<Vec<String>> {
        let mut parts = Vec::new();
        let mut done = 0;
        for region in markers::scan(text).ok()? {
            parts.push(text.get(done..region.begin.start)?.to_owned());
            done = region.inner.end;
        }
        parts.push(text.get(done..)?.to_owned());
        Some(parts)
    };
    outside(old).is_some_and(|parts| Some(parts) == outside(new))
}

/// Why a region is stale, and the lines in place of it and its first marker; `None` for one in step.
fn answer(page: &PageText<'_>, region: &Region) -> Result<Option<(String, String)>, Diagnostic> {
    let at = Span::from(region.begin.clone());
    let spec = Spec::parse(&region.words, at)?;
    let inner = page.text.get(region.inner.clone()).unwrap_or_default();
    let is_ours = match &spec.sum {
        Some(sum) => *sum == checksum(inner),
        None => inner.trim().is_empty(),
    };
    let content = content(page, (&spec, region.form), at)?;
    if is_ours && spec.sum.is_some() && checksum(&content) == checksum(inner) {
        return Ok(None);
    }
    if !is_ours && !page.force {
        let message = match spec.sum {
            Some(_) => "what stands between these markers was edited by hand",
            None => "what stands between these markers was not written by govdraw",
        };
        let hint = "change the page's own words instead, or move these out of the markers; `govdraw sync --force` takes them away";
        return Err(Diagnostic::new(Severity::Error, Code::EditedRegion, message).at(at).hint(hint));
    }
    let what = match &spec.what {
        What::Picture(name) => format!("the picture `{name}`"),
        What::Text => "the text version".to_owned(),
    };
    let why = match spec.sum {
        None => format!("{what} is not in its place yet"),
        Some(_) if !is_ours => format!("{what} was edited by hand"),
        Some(_) => format!("{what} or its alternative text is not the page's any more"),
    };
    let line = region.form.line(&format!("govdraw:begin {}", Spec::sealed_words(&region.words, &content)));
    let lines = format!("{line}\n\n{}\n\n", content.trim_matches('\n'));
    let begin = page.text.get(region.begin.end..region.inner.start).unwrap_or_default();
    Ok(Some((why, if begin.starts_with('\r') { lines.replace('\n', "\r\n") } else { lines })))
}

/// What is to stand in a region.
fn content(page: &PageText<'_>, (spec, form): (&Spec, MarkerForm), at: Span) -> Result<String, Diagnostic> {
    let name = match &spec.what {
        What::Text => return Ok(region::text_version(describe::describe(page.model), spec.form)),
        What::Picture(name) => name,
    };
    let drawn = find(page, name, spec.form, at)?;
    let alt = describe::alt(page.model, drawn.picture);
    let folder = match spec.form {
        As::Img | As::Picture => page.built.unwrap_or(page.folder),
        _ => page.folder,
    };
    let path = relative(folder, drawn.path);
    let link = Link { path: &path, size: size(drawn.bytes), alt: &alt };
    Ok(match (spec.form, &spec.narrow) {
        (As::Inline, _) => match form {
            MarkerForm::Mdx => region::for_mdx(&inline(drawn, at)?),
            MarkerForm::Html | MarkerForm::Link => inline(drawn, at)?,
        },
        (As::Picture, Some(narrow)) => {
            let narrow = find(page, narrow, spec.form, at)?;
            region::picture(&link, &relative(folder, narrow.path), spec.below)
        }
        (As::Img, _) => region::img(&link),
        _ => region::image(&link),
    })
}

/// The picture of a name: an SVG if there is one, else a PNG where that serves.
fn find<'a>(page: &PageText<'a>, name: &str, form: As, at: Span) -> Result<&'a DrawnPicture<'a>, Diagnostic> {
    let of = |ending: &str| {
        let fits = |drawn: &&DrawnPicture<'_>| drawn.name == name && drawn.path.ends_with(ending);
        page.pictures.iter().find(fits)
    };
    let raster = || if form == As::Inline { None } else { of(".png") };
    of(".svg").or_else(raster).ok_or_else(|| {
        let names = page.pictures.iter().map(|drawn| drawn.name);
        let hint = match nearest(name, names) {
            Some(known) if known != name => format!("did you mean `{known}`?"),
            Some(_) if form == As::Inline => {
                "ask for it in govdraw.toml as SVG, which alone can stand in a page itself".to_owned()
            }
            _ => "ask for it in govdraw.toml, as SVG or PNG".to_owned(),
        };
        Diagnostic::new(Severity::Error, Code::BadRegion, format!("no picture is called \"{name}\" here"))
            .at(at)
            .hint(hint)
    })
}

/// An SVG as part of a page, without its seal, which would change with every version.
fn inline(drawn: &DrawnPicture<'_>, at: Span) -> Result<String, Diagnostic> {
    if drawn.bytes.is_empty() {
        // there is no picture yet: nothing is what it will be
        return Ok(String::new());
    }
    let bytes = match unseal(drawn.bytes) {
        Some(sealed) => {
            let (before, after) =
                (drawn.bytes.get(..sealed.place.start), drawn.bytes.get(sealed.place.end..));
            [before.unwrap_or_default(), after.unwrap_or_default()].concat()
        }
        None => drawn.bytes.to_vec(),
    };
    let text = String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n");
    // a blank line ends an HTML block, and the rest would be read as Markdown
    if text.is_empty() || text.trim().lines().any(|line| line.trim().is_empty()) {
        let message = "the picture cannot stand in the page itself";
        return Err(Diagnostic::new(Severity::Error, Code::BadRegion, message)
            .at(at)
            .hint("write `as=image`"));
    }
    // in a block of HTML, for Python-Markdown takes an SVG of its own for words with tags in them, and lets its extensions change them
    Ok(format!("<div>\n{}\n</div>", text.trim_matches('\n')))
}

/// The size of an SVG or a PNG, in px.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG") {
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        return Some((number(16)?, number(20)?));
    }
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let tag = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let side = |name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
        let px: f64 = value.trim_end_matches("px").parse().ok()?;
        (px.is_finite() && (0.0..1e9).contains(&px)).then_some(px.ceil() as u32)
    };
    Some((side("width")?, side("height")?))
}

/// A path as seen from a folder, both from the same place.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(one, two)| one == two).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.iter().skip(shared).copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{DrawnPicture, PageText, Rewritten, rewrite};
    use crate::describe::Picture;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::model::{Draft, DraftFunction, DraftLevel, Model};

    fn model(name: &str) -> Model {
        let function = DraftFunction { name: name.to_owned(), ..DraftFunction::default() };
        let level =
            DraftLevel { name: "Upper level".to_owned(), functions: vec![function], ..DraftLevel::default() };
        let draft = Draft { title: "T".to_owned(), levels: vec![level], ..Draft::default() };
        Model::build(draft).expect("valid").value
    }

    const SVG: &[u8] = b"<svg width=\"10.5\" height=\"20\" viewBox=\"0 0 10.5 20\">\n<g/>\n</svg>\n";
    const PICTURES: &[DrawnPicture<'_>] = &[
        DrawnPicture { name: "flow", picture: Picture::FlowChart, path: "img/my page-flow.svg", bytes: SVG },
        DrawnPicture { name: "narrow", picture: Picture::FlowChart, path: "img/n.svg", bytes: SVG },
        DrawnPicture { name: "poster", picture: Picture::Poster, path: "docs/p.pdf", bytes: b"%PDF-" },
    ];

    fn run(text: &str, name: &str, force: bool) -> Result<Rewritten, Vec<Diagnostic>> {
        let model = model(name);
        rewrite(&PageText { text, folder: "docs", built: None, model: &model, pictures: PICTURES, force })
    }

    fn written(text: &str) -> String {
        run(text, "Business", false).expect(text).text.expect("stale")
    }

    fn page(words: &str) -> String {
        format!("# T\n<!-- govdraw:begin {words} -->\n<!-- govdraw:end -->\nafter\n")
    }

    #[test]
    fn a_region_is_filled_and_then_in_step() {
        for (words, says) in [
            ("flow", "\n\n![The flow chart"),
            ("flow", "Business.](../img/my%20page-flow.svg)\n\n<!-- govdraw:end -->\nafter\n"),
            ("flow as=img", "width=\"11\" height=\"20\" />"),
            (
                "flow as=picture narrow=narrow below=500",
                "<source media=\"(max-width: 500px)\" srcset=\"../img/n.svg\" />",
            ),
            ("flow as=inline", "\n<g/>\n</svg>\n</div>\n"),
            ("text", "### Upper level\n\n#### Business\n"),
            ("text as=html", "<h4>Business</h4>"),
        ] {
            let new = written(&page(words));
            let says = if says.starts_with("\n\n![The") { "\n\n![" } else { says };
            assert!(new.contains(says) && new.starts_with("# T\n<!-- govdraw:begin "), "{words}: {new}");
            let again = run(&new, "Business", false).expect("sound");
            assert!(again.text.is_none() && again.stale.is_empty(), "{words}: {again:?}");
            let crlf = run(&new.replace('\n', "\r\n"), "Business", false).expect("sound");
            assert_eq!(crlf.text, None, "line ends are no edit");
            if words != "flow as=inline" {
                assert!(
                    run(&new, "Delivery", false).expect("sound").text.is_some(),
                    "{words}: another model"
                );
            }
        }
    }

    #[test]
    fn images_of_html_are_found_from_where_the_built_page_stands() {
        let model = model("Business");
        let built = |words: &str| {
            let text = page(words);
            let (folder, built) = ("docs", Some("docs/page"));
            let page =
                PageText { text: &text, folder, built, model: &model, pictures: PICTURES, force: false };
            rewrite(&page).expect(words).text.expect("stale")
        };
        assert!(built("flow").contains("](../img/my%20page-flow.svg)"));
        assert!(built("flow as=img").contains("src=\"../../img/my%20page-flow.svg\""));
        let picture = built("flow as=picture narrow=narrow");
        assert!(picture.contains("srcset=\"../../img/n.svg\"") && picture.contains("src=\"../../img/my"));
    }

    #[test]
    fn a_picture_in_a_page_of_mdx_has_no_braces() {
        let svg = b"<svg width=\"1\" height=\"1\">\r\n<style>a { b:c }</style>\r\n</svg>\r\n";
        let pictures =
            [DrawnPicture { name: "flow", picture: Picture::FlowChart, path: "a.svg", bytes: svg }];
        let written = |text: &str| {
            let model = model("Business");
            let page =
                PageText { text, folder: "", built: None, model: &model, pictures: &pictures, force: false };
            rewrite(&page).expect(text).text.expect("stale")
        };
        let mdx = written("{/* govdraw:begin flow as=inline */}\n{/* govdraw:end */}\n");
        assert!(mdx.contains("<div>\n<svg") && mdx.contains("<style>a &#123; b:c &#125;</style>\n"), "{mdx}");
        assert!(written(&page("flow as=inline")).contains("<style>a { b:c }</style>\n"));
    }

    #[test]
    fn line_ends_are_kept() {
        let new = written(&page("flow").replace('\n', "\r\n"));
        assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    }

    #[test]
    fn a_hand_edit_is_refused_unless_forced() {
        let new = written(&page("flow"));
        let edited = new.replace("![", "![my own words ");
        let unmarked = page("flow").replace("-->\n<!-- govdraw:end", "-->\nmine\n<!-- govdraw:end");
        for text in [edited, unmarked] {
            let faults = run(&text, "Business", false).expect_err("refused");
            assert!(faults.iter().all(|fault| fault.code == Code::EditedRegion), "{faults:?}");
            assert!(faults[0].hint.as_ref().is_some_and(|hint| hint.contains("--force")));
            assert_eq!(run(&text, "Business", true).expect("forced").text.as_ref(), Some(&new));
        }
    }

    #[test]
    fn what_cannot_stand_there_is_refused() {
        for (words, hint) in [
            ("", "`flow`"),
            ("as=img", "`flow`"),
            ("flwo", "`flow`"),
            ("poster", "as SVG or PNG"),
            ("flow as=imgs", "`as=img`"),
            ("text as=img", "`as=html`"),
            ("flow narow=narrow", "`narrow=…`"),
            ("flow as=picture", "narrow="),
            ("flow narrow=narrow", "as=picture"),
            ("flow as=picture narrow=none", "govdraw.toml"),
            ("flow below=x", "below="),
        ] {
            let faults = run(&page(words), "Business", true).expect_err(words);
            let says = faults[0].hint.clone().unwrap_or_default();
            assert!(faults[0].code == Code::BadRegion && says.contains(hint), "{words}: {faults:?}");
        }
    }

    #[test]
    fn no_name_becomes_markup_or_a_marker() {
        let hostile = "](x)![a](http://b) <!-- govdraw:end --> {/* govdraw:end */}\n[//]: # (govdraw:end)";
        for words in ["flow", "flow as=img", "text", "text as=html"] {
            let new = run(&page(words), hostile, false).expect(words).text.expect("stale");
            assert_eq!(crate::markers::regions(&new).len(), 1, "{new}");
            let is_link = |link: &&str| new.replace("\\]", "").replace("&#91;a]", "").contains(*link);
            assert!(words.contains('=') || !["](x)", "](http"].iter().any(is_link), "{new}");
        }
    }
}
