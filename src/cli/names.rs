//! Which file each picture goes to.
use super::files::{is_dash, is_stream, shown};
use super::report::Finding;
use crate::layout::Style;
use crate::model::slug;
use clap::ValueEnum;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// What a sheet of its own is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    /// A level
    Level,
}

/// A kind of picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    /// What is written where none is named.
    const USUAL: [Self; 2] = [Self::Svg, Self::Png];

    /// The name on the command line, and a file's ending.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// From a name as a user may write it.
    ///
    /// # Errors
    /// What to say of any other.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err("expected `svg`, `png` or `pdf`".to_owned()),
        }
    }
}

/// Where one picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    File(PathBuf),
    Stdout,
}

/// One file to make of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PictureFile {
    /// What is in it: one, but that several are pages of one PDF.
    pub styles: Vec<Style>,
    /// Which level alone is in it, counted from 0; `None`: every one.
    pub level: Option<usize>,
    pub format: Format,
    pub destination: Destination,
}

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Wish<'a> {
    pub pages: &'a [PathBuf],
    /// Empty: every style.
    pub styles: &'a [Style],
    /// Empty: what `-o` ends in, else SVG and PNG.
    pub formats: &'a [Format],
    pub output: Option<&'a Path>,
    /// The role that stands out: its pictures do not take the place of those of the whole.
    pub role: Option<&'a str>,
    pub split: Option<Split>,
}

/// Every page's pictures, in the order of the pages, the styles and the formats.
///
/// # Errors
/// What cannot be followed: two pictures of one name, several pictures for one file.
pub(crate) fn plan(wish: &Wish<'_>) -> Result<Vec<Vec<PictureFile>>, Finding> {
    if wish.pages.iter().filter(|page| is_dash(page)).count() > 1 {
        return Err(Finding::usage("`-` stands twice: standard input can be read once only", None));
    }
    let styles = once_each(wish.styles, &Style::ALL);
    if wish.split.is_some() && !styles.contains(&Style::Poster) {
        let hint = "add --style poster, or leave --split out".to_owned();
        return Err(Finding::usage("--split level splits posters, and none is drawn", hint));
    }
    let single = match wish.output {
        Some(path) if is_dash(path) || path == Path::new("/dev/stdout") => Some((Destination::Stdout, None)),
        Some(path) if is_stream(path) => Some((Destination::File(path.to_owned()), single_file(path))),
        Some(path) => single_file(path).map(|format| (Destination::File(path.to_owned()), Some(format))),
        None => None,
    };
    if let Some((destination, format)) = single {
        return one_picture(wish, styles, destination, format).map(|picture| vec![vec![picture]]);
    }
    if let Some(ending) = wish.output.and_then(other_ending) {
        let path = wish.output.map(shown).unwrap_or_default();
        return Err(Finding::usage(
            format!("`{path}` ends in .{ending}, which is not drawn"),
            format!("end the name in .svg, .png or .pdf; a folder of that name is `{path}/`"),
        ));
    }
    let formats = once_each(wish.formats, &Format::USUAL);
    let pictures: Vec<Vec<PictureFile>> = wish
        .pages
        .iter()
        .map(|page| {
            let folder = wish.output.or_else(|| page.parent()).unwrap_or(Path::new(""));
            let picture = |style: Style, format: Format| {
                let name = file_name(page, style, &role_part(wish), format);
                let destination = Destination::File(folder.join(name));
                PictureFile { styles: vec![style], level: None, format, destination }
            };
            styles.iter().flat_map(|style| formats.iter().map(|format| picture(*style, *format))).collect()
        })
        .collect();
    refuse_same_names(wish.pages, &pictures)?;
    Ok(pictures)
}

/// The same files, but for each poster that is no PDF one of each level, by the ids of each page's levels.
///
/// # Errors
/// Two pictures of one name.
pub(crate) fn by_level(
    wish: &Wish<'_>,
    plan: Vec<Vec<PictureFile>>,
    levels: &[Vec<&str>],
) -> Result<Vec<Vec<PictureFile>>, Finding> {
    let split = |page: &Path, levels: &[&str], picture: PictureFile| {
        let Destination::File(path) = &picture.destination else { return vec![picture] };
        if picture.styles != [Style::Poster] || picture.format == Format::Pdf {
            return vec![picture];
        }
        let each = levels.iter().enumerate().map(|(index, id)| {
            let part = part(id) + &role_part(wish);
            let name = file_name(page, Style::Poster, &part, picture.format);
            let destination = Destination::File(path.with_file_name(name));
            PictureFile { level: Some(index), destination, ..picture.clone() }
        });
        each.collect()
    };
    let plan: Vec<Vec<PictureFile>> = wish
        .pages
        .iter()
        .zip(plan)
        .zip(levels)
        .map(|((page, pictures), levels)| {
            pictures.into_iter().flat_map(|picture| split(page, levels, picture)).collect()
        })
        .collect();
    refuse_same_names(wish.pages, &plan)?;
    Ok(plan)
}

/// The format of an `-o` that is a file's name; `None` for a folder's.
fn single_file(path: &Path) -> Option<Format> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "svg" | "png" | "pdf" => Format::parse(&ending).ok(),
        _ => None,
    }
}

/// The ending of an `-o` that was meant as a file of a kind that is not drawn. A folder may have any name where it says that
/// it is one, by a stroke at its end or by being there.
fn other_ending(path: &Path) -> Option<String> {
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    (!is_folder && OTHER_ENDINGS.contains(&ending.as_str())).then_some(ending)
}

const OTHER_ENDINGS: &[&str] = &[
    "jpg", "jpeg", "gif", "webp", "avif", "bmp", "tif", "tiff", "ico", "eps", "ps", "ai", "emf", "wmf",
    "svgz", "html", "htm", "md", "json", "yaml", "yml", "txt", "docx", "pptx", "odt", "odg", "vsdx",
    "drawio", "zip",
];

fn one_picture(
    wish: &Wish<'_>,
    styles: Vec<Style>,
    destination: Destination,
    ending: Option<Format>,
) -> Result<PictureFile, Finding> {
    let (place, folder) = match &destination {
        Destination::Stdout => ("standard output".to_owned(), "a folder"),
        Destination::File(path) => (format!("`{}`", shown(path)), "a folder's name"),
    };
    let refuse = |what: String, instead: &str| {
        Err(Finding::usage(
            format!("{place} takes one picture, and {what}"),
            format!("{instead}, or give -o {folder}"),
        ))
    };
    if wish.pages.len() > 1 {
        return Err(Finding::usage(
            format!("{place} takes pictures of one page, and {} pages were named", wish.pages.len()),
            format!("name one page, or give -o {folder}"),
        ));
    }
    let format = match (once_each(wish.formats, &[]).as_slice(), ending) {
        ([], ending) => ending,
        ([format], None) => Some(*format),
        ([format], Some(ending)) if *format == ending => Some(ending),
        ([format], Some(ending)) => {
            return Err(Finding::usage(
                format!("{place} ends in .{}, but --format says `{}`", ending.name(), format.name()),
                "leave --format out".to_owned(),
            ));
        }
        (many, _) => return refuse(format!("{} formats were named", many.len()), "name one --format"),
    };
    if styles.len() > 1 && format != Some(Format::Pdf) {
        return refuse(
            format!("{} styles would be drawn", styles.len()),
            match destination {
                Destination::Stdout => {
                    "add --style simple, flow or poster, or --format pdf, which has a page for each"
                }
                Destination::File(_) => {
                    "add --style simple, flow or poster, or end the name in .pdf, which has a page for each"
                }
            },
        );
    }
    let Some(format) = format else {
        return refuse("no format was named".to_owned(), "add --format svg, png or pdf");
    };
    if wish.split.is_some() && format != Format::Pdf {
        return refuse(
            "--split level draws one of each level".to_owned(),
            match destination {
                Destination::Stdout => "say --format pdf, which has a page for each",
                Destination::File(_) => "end the name in .pdf, which has a page for each",
            },
        );
    }
    Ok(PictureFile { styles, level: None, format, destination })
}

/// The named ones, each once in the order named; all where none is.
fn once_each<T: Copy + PartialEq>(named: &[T], all: &[T]) -> Vec<T> {
    let mut kept = Vec::new();
    for one in if named.is_empty() { all } else { named } {
        if !kept.contains(one) {
            kept.push(*one);
        }
    }
    kept
}

/// Two pictures of one name: the second would silently take the first one's place. Names that differ only in case
/// are one file on many disks.
fn refuse_same_names(pages: &[PathBuf], pictures: &[Vec<PictureFile>]) -> Result<(), Finding> {
    let mut taken: BTreeMap<String, (&Path, Option<usize>)> = BTreeMap::new();
    for (page, pictures) in pages.iter().zip(pictures) {
        for picture in pictures {
            let Destination::File(path) = &picture.destination else { continue };
            let key = path
                .components()
                .filter(|part| *part != Component::CurDir)
                .collect::<PathBuf>()
                .to_string_lossy()
                .to_lowercase();
            let Some((other, level)) = taken.insert(key, (page, picture.level)) else { continue };
            let (page, path) = (shown(page), shown(path));
            let other = shown(other);
            let apart = "draw them in two runs, each with its own -o folder, or leave -o out";
            let (message, hint) = if other != page {
                (format!("`{other}` and `{page}` would both be drawn as `{path}`"), apart)
            } else if level != picture.level {
                let hint = "give one of the levels another `id` or name";
                (format!("two levels of `{page}` would both be drawn as `{path}`"), hint)
            } else {
                (format!("`{page}` is named twice"), apart)
            };
            return Err(Finding::usage(message, hint.to_owned()));
        }
    }
    Ok(())
}

/// Longest file name that common file systems take, in bytes.
const NAME_BYTES_MAX: usize = 255;
/// Room for `-simple.svg` and the like.
const ENDING_BYTES_MAX: usize = 16;
/// Room for the role that stands out, and for a level.
const PART_BYTES_MAX: usize = 60;

/// The name of a picture's file; behind the style stands what else it is of.
fn file_name(page: &Path, style: Style, part: &str, format: Format) -> String {
    let stem = stem(page, NAME_BYTES_MAX - ENDING_BYTES_MAX - part.len());
    format!("{stem}-{}{part}.{}", style.name(), format.name())
}

/// The file of a page's picture that has a name of its own.
pub(crate) fn file_named(page: &Path, name: &str, ending: &str) -> String {
    let stem = stem(page, NAME_BYTES_MAX - ENDING_BYTES_MAX - name.len().min(PART_BYTES_MAX));
    format!("{stem}-{name}.{ending}")
}

/// A name as part of a file's.
fn part(name: &str) -> String {
    format!("-{}", shortened(&slug(name), PART_BYTES_MAX))
}

/// What an SVG's ids start with: its file's name without the ending, also where it goes to standard output.
pub(crate) fn id(page: &Path, picture: &PictureFile, role: Option<&str>) -> String {
    let name = match (&picture.destination, picture.styles.first()) {
        (Destination::File(path), _) => path.clone(),
        (Destination::Stdout, style) => {
            let style = style.copied().unwrap_or(Style::Simple);
            PathBuf::from(file_name(page, style, &role.map(part).unwrap_or_default(), picture.format))
        }
    };
    file_id(&name)
}

/// The same of a file.
pub(crate) fn file_id(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn role_part(wish: &Wish<'_>) -> String {
    wish.role.map(part).unwrap_or_default()
}

/// The page's file name without its ending, safe as the start of a file name anywhere. Names that only Windows
/// reserves (`CON`) need no care: the style's name follows.
fn stem(page: &Path, room: usize) -> String {
    if is_dash(page) {
        return "govdraw".to_owned();
    }
    let name = page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let safe: String =
        name.chars().map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c }).collect();
    let safe = if safe.trim_matches(['.', ' ', '-']).is_empty() { format!("govdraw{safe}") } else { safe };
    shortened(&safe, room)
}

/// A name of at most so many bytes; long ones that differ only in their ends stay different.
fn shortened(name: &str, room: usize) -> String {
    if name.len() <= room {
        return name.to_owned();
    }
    let digest: String =
        Sha256::digest(name.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let end = name.floor_char_boundary(room - digest.len() - 1);
    format!("{}-{digest}", name.get(..end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::{
        Destination, ENDING_BYTES_MAX, Format, NAME_BYTES_MAX, Path, PathBuf, PictureFile, Split, Style,
        Wish, by_level, file_name, part, plan, shown, stem,
    };

    fn names(
        pages: &[&str],
        styles: &[Style],
        formats: &[Format],
        output: Option<&str>,
    ) -> Result<Vec<String>, String> {
        let pages: Vec<PathBuf> = pages.iter().map(PathBuf::from).collect();
        plan(&Wish { pages: &pages, styles, formats, output: output.map(Path::new), role: None, split: None })
            .map(|all| {
                let name = |picture: &PictureFile| match &picture.destination {
                    Destination::File(path) => shown(path),
                    Destination::Stdout => format!("<{}>", picture.format.name()),
                };
                all.iter().flatten().map(name).collect()
            })
            .map_err(|finding| finding.message)
    }

    #[test]
    fn pictures_stand_beside_their_page() {
        let all = names(&["docs/page.md"], &[], &[], None).unwrap();
        assert_eq!(all.len(), 6);
        assert_eq!(all[0], "docs/page-simple.svg");
        assert_eq!(all[5], "docs/page-poster.png");
        assert_eq!(
            names(&["page.md"], &[Style::Flow], &[], None).unwrap(),
            ["page-flow.svg", "page-flow.png"]
        );
        assert_eq!(names(&["-"], &[Style::Flow], &[Format::Png], None).unwrap(), ["govdraw-flow.png"]);
    }

    #[test]
    fn a_role_has_pictures_of_its_own() {
        let role = "Développeur, ".repeat(20);
        let pages = [PathBuf::from(format!("{}.md", "x".repeat(250)))];
        let wish = |role| Wish { pages: &pages, styles: &[], formats: &[], output: None, role, split: None };
        let name = |role| match &plan(&wish(role)).unwrap()[0][0].destination {
            Destination::File(path) => shown(path),
            Destination::Stdout => panic!("no file"),
        };
        assert!(name(Some("Head of IT")).ends_with("-simple-head-of-it.svg"));
        let long = [name(Some(&role)), name(Some(&format!("{role}e")))];
        assert!(long[0] != long[1] && long.iter().all(|name| name.len() <= NAME_BYTES_MAX));
    }

    #[test]
    fn an_ending_makes_a_file_and_anything_else_a_folder() {
        assert_eq!(names(&["a.md"], &[Style::Flow], &[], Some("x.SVG")).unwrap(), ["x.SVG"]);
        assert_eq!(names(&["a.md"], &[Style::Flow], &[], Some("x.pdf")).unwrap(), ["x.pdf"]);
        assert_eq!(names(&["a.md"], &[Style::Flow], &[Format::Png], Some("-")).unwrap(), ["<png>"]);
        assert_eq!(
            names(&["a.md"], &[Style::Flow], &[Format::Png], Some("x.d")).unwrap(),
            ["x.d/a-flow.png"]
        );
        for (pages, styles, formats, output) in [
            (&["a.md"][..], &[][..], &[][..], "x.svg"),
            (&["a.md", "b.md"], &[Style::Flow], &[], "x.svg"),
            (&["a.md"], &[Style::Flow], &[Format::Png], "x.svg"),
            (&["a.md"], &[Style::Flow], &[Format::Png, Format::Svg], "x.svg"),
            (&["a.md"], &[Style::Flow], &[], "-"),
            (&["a.md"], &[], &[], "-"),
            (&["a.md", "b.md"], &[], &[], "x.pdf"),
        ] {
            assert!(
                names(pages, styles, formats, Some(output)).is_err(),
                "{pages:?} {styles:?} {formats:?} {output}"
            );
        }
    }

    #[test]
    fn a_pdf_takes_every_style() {
        let styles = |styles: &[Style], output: &str, formats: &[Format]| {
            let wish = Wish {
                pages: &["a.md".into()],
                styles,
                formats,
                output: Some(Path::new(output)),
                role: None,
                split: None,
            };
            let all = plan(&wish).unwrap();
            assert_eq!(all[0].len(), 1);
            all[0][0].styles.clone()
        };
        assert_eq!(styles(&[], "x.pdf", &[]), Style::ALL);
        assert_eq!(styles(&[], "-", &[Format::Pdf]), Style::ALL);
        assert_eq!(styles(&[Style::Poster, Style::Flow], "x.PDF", &[]), [Style::Poster, Style::Flow]);
    }

    #[test]
    fn one_name_is_given_once() {
        assert!(names(&["a/x.md", "b/x.md"], &[], &[], None).is_ok());
        assert!(names(&["a/x.md", "b/x.md"], &[], &[], Some("out")).is_err());
        assert!(names(&["x.md", "./x.md"], &[], &[], None).is_err());
        assert!(names(&["x.md", "x.json"], &[], &[], None).is_err());
        assert!(names(&["x.md", "X.md"], &[], &[], Some("out")).is_err());
        assert!(names(&["-", "-"], &[], &[], None).is_err());
    }

    #[test]
    fn file_names_are_safe() {
        let stem = |page: &str| stem(Path::new(page), NAME_BYTES_MAX - ENDING_BYTES_MAX);
        assert_eq!(stem("a:b?.md"), "a-b-");
        assert_eq!(stem("CON.md") + "-simple.svg", "CON-simple.svg");
        assert_eq!(stem(".."), "govdraw");
        let long = |end: &str, rest: &str| {
            let page = format!("{}{end}.md", "é".repeat(150));
            file_name(Path::new(&page), Style::Simple, rest, Format::Svg)
        };
        let level = |end| part(&("語".repeat(80) + end));
        for (one, other) in [
            (long("a", ""), long("b", "")),
            (long("a", &level("a")), long("a", &level("b"))),
            (long("a", "-x"), long("b", "-x")),
        ] {
            assert!(one.len() <= NAME_BYTES_MAX && other.len() <= NAME_BYTES_MAX);
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_split_poster_is_a_file_for_each_level() {
        let pages = [PathBuf::from("docs/a.md")];
        let (split, role) = (Some(Split::Level), Some("Head of it"));
        let wish = |formats, output| Wish { pages: &pages, styles: &[], formats, output, role, split };
        let levels = |formats, levels| {
            let wish = wish(formats, None);
            by_level(&wish, plan(&wish).unwrap(), &[levels])
        };
        let all = levels(&[Format::Svg, Format::Pdf], vec!["strategic", "co/ordination"]).unwrap();
        let found: Vec<(String, Option<usize>)> = all[0]
            .iter()
            .map(|picture| match &picture.destination {
                Destination::File(path) => (shown(path), picture.level),
                Destination::Stdout => panic!("a file"),
            })
            .collect();
        let expected = [
            ("docs/a-simple-head-of-it.svg", None),
            ("docs/a-simple-head-of-it.pdf", None),
            ("docs/a-flow-head-of-it.svg", None),
            ("docs/a-flow-head-of-it.pdf", None),
            ("docs/a-poster-strategic-head-of-it.svg", Some(0)),
            ("docs/a-poster-co-ordination-head-of-it.svg", Some(1)),
            ("docs/a-poster-head-of-it.pdf", None),
        ];
        assert_eq!(found, expected.map(|(name, level)| (name.to_owned(), level)));
        let clash = levels(&[Format::Svg], vec!["a/b", "a-b"]).map_err(|finding| finding.message);
        assert!(clash.unwrap_err().starts_with("two levels"));
        assert!(plan(&wish(&[], Some(Path::new("x.svg")))).is_err());
        assert!(plan(&wish(&[], Some(Path::new("x.pdf")))).is_ok());
        let none = Wish { styles: &[Style::Flow], ..wish(&[], None) };
        assert!(plan(&none).is_err());
    }
}
