//! The library's front door draws what the program draws.
use govdraw::Page;
use govdraw::diagnostic::Code;
use govdraw::layout::{Paper, Sheet, Style};
use govdraw::output::svg::TextMode;
use govdraw::picture::{ColorScheme, Origin, Render};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "---\ngovdraw:\n  logo: crest.svg\n---\n\n# Harbour\n\n## Upper level\n\n### Board\n\nDecides.\n\n\
    Roles: Chair, Director\n\n## Lower level\n\n### Crew\n\nSails.\n\nRoles: Mate, Director\n\n## Flows\n\n\
    | From | To | Flow |\n| --- | --- | --- |\n| Board | Crew | Sets the course |\n";
const CREST: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>"#;

fn page() -> Page {
    let page = Page::parse("harbour.md", PAGE.as_bytes()).expect("the page has no error");
    page.with_files(|name| if name == "crest.svg" { Ok(CREST.into()) } else { Err("not asked for") })
        .expect("the logo is a drawing")
}

/// What the program draws of the page.
fn program(arguments: &[&str], output: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("harbour.md"), PAGE).expect("a page");
    fs::write(folder.path().join("crest.svg"), CREST).expect("a logo");
    let ran = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .current_dir(folder.path())
        .args(["render", "harbour.md", "-o", output])
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    fs::read(Path::new(folder.path()).join(output)).expect("a picture")
}

#[test]
fn a_picture_is_the_programs_byte_for_byte() {
    let page = page();
    let fonts = Fonts::bundled();
    let a3 = Sheet { paper: Some(Paper { width: 297.0, height: 420.0 }), ..Sheet::default() };
    type Ask<'a> = fn(Render<'a>) -> Render<'a>;
    let cases: [(Style, &[&str], Ask<'_>); 5] = [
        (Style::Simple, &[], |picture| picture),
        (Style::Flow, &["--theme", "dark", "--role", "Director"], |picture| {
            picture.theme(Theme::dark()).role("Director")
        }),
        (Style::Poster, &["--color-scheme", "auto"], |picture| picture.color_scheme(ColorScheme::Auto)),
        (Style::Flow, &["--no-model"], |picture| picture.origin(Origin::Digest)),
        (Style::Simple, &["--text", "paths", "--provenance", "none"], |picture| {
            picture.text(TextMode::Paths).origin(Origin::None)
        }),
    ];
    for (style, arguments, ask) in cases {
        let picture = ask(page.render(style).fonts(&fonts).id("harbour"));
        let svg = picture.svg().expect("it can be drawn");
        let drawn = program(&[arguments, &["--style", style.name()]].concat(), "harbour.svg");
        assert!(svg.as_bytes() == drawn, "{} {arguments:?}", style.name());
    }
    let poster = page.render(Style::Poster).sheet(a3);
    let arguments = ["--style", "poster", "--paper", "a3"];
    assert!(poster.png().expect("it can be drawn") == program(&arguments, "harbour.png"));
    let arguments = ["--style", "poster", "--paper", "a3", "--split", "level"];
    let sheets = poster.split_by_level();
    assert!(sheets.pdf().expect("it can be drawn") == program(&arguments, "harbour.pdf"));
    assert_eq!(sheets.draw().expect("it can be drawn").value.len(), 2);
}

#[test]
fn errors_say_where_and_what_to_do() {
    let error =
        Page::parse("flows.md", PAGE.replace("| Board |", "| Bord |").as_bytes()).expect_err("no such end");
    assert_eq!(
        error.to_string(),
        "flows.md:28:3: error: nothing is named \"Bord\" (did you mean `Upper / Board`?)"
    );
    let named = Page::parse("harbour.md", PAGE.as_bytes()).expect("the page has no error");
    let error = named.with_files(|name| Err(format!("no {name}"))).expect_err("no logo");
    assert_eq!(error.findings[0].code, Code::Drawing);
    let page = page();
    let error = page.render(Style::Flow).role("Pilot").svg().expect_err("no such role");
    assert!(error.to_string().contains("no function has the role \"Pilot\""), "{error}");
    let huge = govdraw::output::png::PngSize::Width(u32::MAX);
    assert!(page.render(Style::Flow).size(huge).png().is_err());
}
