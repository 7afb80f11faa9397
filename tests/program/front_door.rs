//! The library's front door draws what the program draws.
use govdraw::Page;
use govdraw::diagnostic::Code;
use govdraw::layout::{Paper, Searches, Sheet, Style};
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

/// A page that somebody edits: other words, and at times another flow or another body.
struct Draft {
    names: Vec<String>,
    labels: Vec<String>,
    flows: Vec<(usize, usize)>,
}

impl Draft {
    fn page(&self) -> Page {
        let mut text = "# Draft\n".to_owned();
        for (i, name) in self.names.iter().enumerate() {
            if i % 3 == 0 {
                text += &format!("\n## Level {}\n", i / 3 + 1);
            }
            text += &format!("\n### {name}\n\nRoles: Chair, Secretary\n");
        }
        text += "\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n";
        for (label, &(from, to)) in self.labels.iter().zip(&self.flows) {
            text += &format!("| {} | {} | {label} |\n", self.names[from], self.names[to]);
        }
        Page::parse("draft.md", text.as_bytes()).expect("a page without errors")
    }
}

#[test]
fn a_page_that_is_edited_looks_as_if_it_were_drawn_for_the_first_time() {
    let names = ["Board", "Council", "Audit group", "Works crew", "Tool store", "Help desk"];
    let labels = ["Directs", "Funds", "Reports to", "Advises"];
    let words = ["harbour", "long-term", "water", "regional", "and", "safety", "of", "planning"];
    let mut draft = Draft {
        names: names.map(str::to_owned).to_vec(),
        labels: labels.map(str::to_owned).to_vec(),
        flows: vec![(0, 3), (1, 4), (3, 2), (5, 0)],
    };
    let (searches, fonts) = (Searches::default(), Fonts::bundled());
    let drawn = |page: &Page, style: Style, searches: Option<&Searches>| {
        let picture = page.render(style).fonts(&fonts);
        let picture = searches.map_or_else(|| picture.clone(), |searches| picture.clone().searches(searches));
        picture.svg().expect("a picture")
    };
    // a sequence without a pattern that a test could lean on (Lehmer 1951)
    let mut state = 2_463_534_242_u64;
    let mut any = |below: usize| {
        state = state * 48_271 % 2_147_483_647;
        state as usize % below
    };
    let mut kinds = [0; 3];
    for edit in 0..500 {
        let kind = if edit % 25 == 24 { 2 } else { any(2) };
        kinds[kind] += 1;
        let word = words[any(words.len())];
        match kind {
            0 => {
                let of = any(draft.names.len());
                let number = any(90);
                draft.names[of] = format!("{} {word} {number}", names[of]);
            }
            1 => {
                let of = any(draft.labels.len());
                draft.labels[of] = format!("{} {word} {}", labels[of], words[any(words.len())]);
            }
            _ => {
                let of = any(draft.flows.len());
                draft.flows[of].1 = (draft.flows[of].0 + 1 + any(5)) % 6;
            }
        }
        let page = draft.page();
        let fresh = drawn(&page, Style::Flow, None);
        assert!(fresh == drawn(&page, Style::Flow, Some(&searches)), "edit {edit}");
        // the others search for nothing that is kept
        for style in [Style::Simple, Style::Poster].into_iter().filter(|_| edit % 50 == 0) {
            assert!(drawn(&page, style, None) == drawn(&page, style, Some(&searches)), "edit {edit}");
        }
    }
    assert!(kinds.iter().all(|kind| *kind >= 20), "{kinds:?}");
}
