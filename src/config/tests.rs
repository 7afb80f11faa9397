//! Configurations that are sound, and every slip with its place.
use super::fields::{PAGE, PICTURE, ROOT, names};
use super::{Config, Format, STARTER, ThemeName};
use crate::diagnostic::{Code, Source};
use crate::layout::Style;
use std::collections::BTreeSet;

fn read(text: &str) -> Result<Config, Vec<(Code, String, String)>> {
    let source = Source { name: "govdraw.toml".to_owned(), text: text.to_owned() };
    let place = |span: crate::diagnostic::Span| text[span.start..span.end].trim().to_owned();
    Config::read(&source).map_err(|errors| {
        let one = |error: crate::diagnostic::Diagnostic| {
            (error.code, error.span.map_or_else(String::new, place), error.hint.unwrap_or_default())
        };
        errors.into_iter().map(one).collect()
    })
}

#[test]
fn the_starter_is_sound_with_and_without_its_comments() {
    let config = read(STARTER).expect("sound");
    let page = config.of_page("docs/a.md");
    assert_eq!(page.pictures.len(), 3);
    assert!(page.pictures.iter().all(|picture| picture.folder == "docs" && picture.format == Format::Svg));
    let settings = |line: &&str| line.contains(" = ") || line.starts_with("# [[");
    let open: Vec<&str> =
        STARTER.lines().filter(settings).map(|line| line.trim_start_matches("# ")).collect();
    let open = read(&open.join("\n")).expect("sound");
    assert_eq!(open.of_page("a.md").pictures.len(), 4);
    assert_eq!(open.of_page("cy/a.md").lang.as_deref(), Some("cy"));
    assert!(open.has_page("a.md") && !open.has_page("drafts/a.md"));
}

#[test]
fn pages_have_their_own_settings_and_pictures_their_names() {
    let config = read(
        "pages = ['docs/*.md']\nstyles = ['poster']\nformats = ['png', 'svg']\noutput = 'out/{folder}'\npaper = 'A3'\n\
         theme = 'DEFRA'\n[[picture]]\nname = 'poster-narrow'\nstyle = 'poster'\nlayout-width = '630px'\n\
         [[page]]\npath = 'docs/b.md'\nformats = ['pdf']\ntheme = 'themes/own.yaml'\n\
         [[page.picture]]\nname = 'poster-narrow'\nstyle = 'flow'\n",
    )
    .expect("sound");
    let shown = |path: &str| -> Vec<String> {
        let page = config.of_page(path);
        let one = |p: &super::PictureConfig| format!("{}/{}.{}", p.folder, p.name, p.format.name());
        page.pictures.iter().map(one).collect()
    };
    assert_eq!(
        shown("docs/a.md"),
        [
            "out/docs/poster.png",
            "out/docs/poster.svg",
            "out/docs/poster-narrow.png",
            "out/docs/poster-narrow.svg"
        ]
    );
    assert_eq!(shown("docs/b.md"), ["out/docs/poster.pdf", "out/docs/poster-narrow.pdf"]);
    let page = config.of_page("docs/a.md");
    assert_eq!(page.theme, Some(ThemeName::BuiltIn("defra")));
    assert!(page.pictures[0].sheet().paper.is_some() && page.pictures[2].sheet().paper.is_none());
    assert_eq!(page.pictures[2].sheet().width, Some(630.0));
    let page = config.of_page("docs/b.md");
    assert_eq!(page.theme, Some(ThemeName::File("themes/own.yaml".to_owned())));
    assert_eq!(page.pictures[1].style, Style::Flow);
}

#[test]
fn every_slip_has_its_place_and_a_way_out() {
    let pages = "pages = ['*.md']\n";
    for (text, code, place, hint) in [
        ("styles = ['flow']", Code::MissingField, "", "pages = "),
        ("pages = '*.md'", Code::WrongType, "'*.md'", "[\"…\"]"),
        ("pages = ['*.md'", Code::Syntax, "", "name = value"),
        ("pages = []\npages = []", Code::Syntax, "pages", "name = value"),
        ("pages = ['a**']", Code::BadPath, "'a**'", "docs/page.md"),
        ("pages = ['../*.md']", Code::BadPath, "'../*.md'", "docs/page.md"),
        ("pages = ['*.md']\noutput = '../../x'", Code::BadPath, "'../../x'", "docs/page.md"),
        ("pages = ['*.md']\noutput = '/srv/www'", Code::BadPath, "'/srv/www'", "docs/page.md"),
        ("pages = ['*.md']\noutput = 'C:\\x'", Code::BadPath, "'C:\\x'", "docs/page.md"),
        ("pages = ['*.md']\noutput = 'out/CON'", Code::BadPath, "'out/CON'", "docs/page.md"),
        ("pages = ['*.md']\noutput = '{fodler}'", Code::WrongType, "'{fodler}'", "{folder}"),
        ("pages = ['*.md']\nfonts = ['/x.ttf']", Code::BadPath, "'/x.ttf'", "docs/page.md"),
        ("pages = ['*.md']\nfonts = ['']", Code::BadPath, "''", "docs/page.md"),
        ("pages = ['*.md']\ntheme = '../x.yaml'", Code::BadPath, "'../x.yaml'", "docs/page.md"),
        ("pages = ['*.md']\ntheme = 'drak'", Code::UnknownTheme, "'drak'", "dark"),
        ("pages = ['*.md']\nstyle = ['flow']", Code::UnknownField, "style", "`styles`"),
        ("pages = ['*.md']\nlayout_width = 630", Code::UnknownField, "layout_width", "`layout-width`"),
        ("pages = ['*.md']\nstyles = ['flwo']", Code::WrongType, "'flwo'", "`flow`"),
        ("pages = ['*.md']\nformats = ['jpg']", Code::WrongType, "'jpg'", "`png`"),
        ("pages = ['*.md']\nwidth = 1000000000", Code::WrongType, "1000000000", "32767"),
        ("pages = ['*.md']\nwidth = 0x10", Code::WrongType, "0x10", "width"),
        ("pages = ['*.md']\nscale = nan", Code::WrongType, "nan", "from 0.05"),
        ("pages = ['*.md']\npaper = '-200x300mm'", Code::WrongType, "'-200x300mm'", "from 50"),
        ("pages = ['*.md']\nlevel-heading = 7", Code::WrongType, "7", "1 to 5"),
        ("pages = ['*.md']\nlang = 'e\" x'", Code::WrongType, "'e\" x'", "language tag"),
        ("pages = ['*.md']\n[picture]\nname = 'x'", Code::WrongType, "[picture]", "[[picture]]"),
        ("pages = ['*.md']\n[[picture]]\nname = 'x'", Code::MissingField, "[[picture]]", "style"),
        (
            "pages = ['*.md']\n[[picture]]\nname = 'Poster narrow'\nstyle = 'poster'",
            Code::PictureName,
            "'Poster narrow'",
            "poster-narrow",
        ),
        (
            "pages = ['*.md']\n[[picture]]\nname = 'flow'\nstyle = 'poster'",
            Code::PictureName,
            "'flow'",
            "flow-2",
        ),
        (
            "pages = ['*.md']\n[[picture]]\nname = 'a'\nstyle = 'flow'\n[[picture]]\nname = 'a'\nstyle = 'flow'",
            Code::PictureName,
            "'a'",
            "of its own",
        ),
        ("pages = ['*.md']\n[[page]]\nlang = 'cy'", Code::MissingField, "[[page]]", "path"),
        ("pages = ['*.md']\n[[page]]\npath = '/etc/*.md'", Code::BadPath, "'/etc/*.md'", "docs/page.md"),
    ] {
        let errors = read(text).expect_err(text);
        let fits = |error: &(Code, String, String)| {
            error.0 == code && error.1.starts_with(place) && error.2.contains(hint)
        };
        assert!(errors.iter().any(fits), "{text}: {errors:?}");
    }
    assert!(read(&format!("\u{feff}{pages}")).is_ok());
}

#[test]
fn what_is_too_much_is_refused_at_once() {
    let start = std::time::Instant::now();
    let bomb = format!("pages = {}", "[".repeat(100_000));
    let deep = format!("pages = []\n{}.x = 1", vec!["a"; 100_000].join("."));
    let large = format!("pages = ['a']\n#{}", "x".repeat(crate::limits::CONFIG_BYTES));
    let many = format!("pages = [{}]", "'a',".repeat(crate::limits::CONFIG_ENTRIES + 1));
    for text in [bomb, deep, large, many] {
        assert!(read(&text).is_err());
    }
    let unknown: String = (0..20_000).map(|n| format!("field{n} = 1\n")).collect();
    assert!(read(&unknown).is_err_and(|errors| errors.len() < 200));
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn the_schema_has_the_fields_that_are_read() {
    let schema: serde_json::Value = serde_json::from_str(&Config::schema().expect("a schema")).expect("JSON");
    let fields = |value: &serde_json::Value| -> BTreeSet<String> {
        assert_eq!(value["additionalProperties"], false);
        value["properties"].as_object().expect("an object").keys().cloned().collect()
    };
    let expected =
        |list: Vec<&'static str>| list.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    assert_eq!(fields(&schema), expected(names(ROOT)));
    assert_eq!(fields(&schema["properties"]["page"]["items"]), expected(names(PAGE)));
    assert_eq!(fields(&schema["properties"]["picture"]["items"]), expected(names(PICTURE)));
    // each is read: a value of a wrong type is refused as such, not as an unknown field
    for (list, before) in [(names(ROOT), ""), (names(PAGE), "[[page]]\n"), (names(PICTURE), "[[picture]]\n")]
    {
        for name in list {
            let errors = read(&format!("{before}{name} = true")).expect_err(name);
            assert!(errors.iter().any(|error| error.0 == Code::WrongType), "{name}: {errors:?}");
            assert!(errors.iter().all(|error| error.0 != Code::UnknownField), "{name}: {errors:?}");
        }
    }
}
