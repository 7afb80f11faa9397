//! A theme's own font, and pictures without a ground.

use super::support::{PAGE, folder, govdraw};
use std::fs;
use std::path::Path;

const REGULAR: &[u8] = include_bytes!("../../../fonts/inter/Inter_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/inter/Inter_700Bold.ttf");
const RESTRICTED: &[u8] = include_bytes!("../../fonts/tiny-restricted.ttf");
const WHOLE: &[u8] = include_bytes!("../../fonts/tiny-whole.ttf");
const COLOURS: &[u8] = include_bytes!("../../fonts/tiny-colours.ttf");

/// A decoded PNG: its pixels, and how many bytes each has.
fn pixels(path: &Path) -> (Vec<u8>, usize) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(fs::read(path).unwrap()));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    (pixels, reader.output_color_type().0.samples())
}

/// Share of pixels that are darker than a half.
fn ink(path: &Path) -> f64 {
    let (pixels, size) = pixels(path);
    let dark = pixels.chunks_exact(size).filter(|pixel| pixel[..3].iter().all(|part| *part < 100)).count();
    dark as f64 / (pixels.len() / size) as f64
}

#[test]
fn a_themes_font_is_what_every_picture_is_set_in() {
    // its name is that of a bundled family, whose faces must not be taken for it
    let theme = "font: {regular: type/A.ttf, bold: type/B.ttf}\n";
    let place = folder(&[("page.md", PAGE.as_bytes()), ("theme.yaml", theme.as_bytes())]);
    fs::create_dir(place.path().join("type")).unwrap();
    fs::write(place.path().join("type/A.ttf"), REGULAR).unwrap();
    fs::write(place.path().join("type/B.ttf"), BOLD).unwrap();
    let run = |theme: &[&str], out: &str| {
        let mut arguments = vec!["render", "page.md", "-s", "flow,poster", "-f", "svg,png,pdf", "-o", out];
        arguments.extend(theme);
        let ran = govdraw(place.path(), &arguments);
        assert_eq!((ran.code, ran.stderr.contains("warning")), (0, false), "{}", ran.stderr);
    };
    run(&["--theme", "theme.yaml"], "own");
    run(&[], "plain");
    for style in ["flow", "poster"] {
        let own = place.path().join(format!("own/page-{style}.svg"));
        let own = fs::read_to_string(own).unwrap();
        assert!(own.contains("-inter-2") && !own.contains("-public-sans"), "{style}: {own:.2000}");
        let [own, plain] =
            ["own", "plain"].map(|out| ink(&place.path().join(format!("{out}/page-{style}.png"))));
        assert!((0.5..2.0).contains(&(own / plain)), "{style}: words are drawn in pixels: {own} and {plain}");
        let pdf = fs::read(place.path().join(format!("own/page-{style}.pdf"))).unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        assert!(pdf.contains("Inter-Bold") && !pdf.contains("PublicSans"), "{style}");
    }
    // one file stands for all, and what it lacks is set in the bundled fonts
    fs::write(place.path().join("theme.yaml"), "font: type/A.ttf\n").unwrap();
    fs::write(place.path().join("page.md"), PAGE.replace("Support", "مدير")).unwrap();
    run(&["--theme", "theme.yaml"], "one");
    let one = fs::read_to_string(place.path().join("one/page-flow.svg")).unwrap();
    assert!(one.contains("-inter-2") && one.contains("-ibm-plex-sans-arabic"), "{one:.2000}");
}

#[test]
fn a_font_that_cannot_be_used_is_refused_with_a_reason() {
    let files: [(&str, &[u8], &str); 4] = [
        ("a.ttf", RESTRICTED, "forbid to embed it"),
        ("a.ttf", WHOLE, "forbid to embed a part of it"),
        ("a.ttf", COLOURS, "a font of colour pictures"),
        ("a.ttf", b"no font", "not a TrueType or OpenType font"),
    ];
    for (name, bytes, reason) in files {
        let place = folder(&[("page.md", PAGE.as_bytes()), ("t.yaml", b"font: a.ttf\n"), (name, bytes)]);
        for arguments in [["--theme", "t.yaml"], ["--font", "a.ttf"]] {
            let ran = govdraw(place.path(), &["render", "page.md", arguments[0], arguments[1]]);
            assert_eq!(ran.code, 2);
            assert!(ran.stderr.contains("the font `a.ttf` cannot be used"), "{}", ran.stderr);
            assert!(ran.stderr.contains(reason), "{reason}: {}", ran.stderr);
        }
    }
    let place = folder(&[("page.md", PAGE.as_bytes()), ("t.yaml", b"font: ../a.ttf\n")]);
    let ran = govdraw(place.path(), &["render", "page.md", "--theme", "t.yaml"]);
    assert!(ran.code == 2 && ran.stderr.contains("leads out of the folder"), "{}", ran.stderr);
}

#[test]
fn a_transparent_picture_has_no_ground_in_any_format() {
    let theme = "page: transparent\nstands_on: ['#ffffff', '#f3f2f1']\n";
    let place = folder(&[("page.md", PAGE.as_bytes()), ("theme.yaml", theme.as_bytes())]);
    let run = |theme: &[&str], out: &str| {
        let mut arguments =
            vec!["render", "page.md", "-s", "flow", "-f", "svg,png,pdf", "--exact", "-o", out];
        arguments.extend(theme);
        assert_eq!(govdraw(place.path(), &arguments).code, 0);
        let read =
            |ending: &str| fs::read(place.path().join(out).join(format!("page-flow.{ending}"))).unwrap();
        (String::from_utf8(read("svg")).unwrap(), read("pdf"))
    };
    let (clear, clear_pdf) = run(&["--theme", "theme.yaml"], "clear");
    let (plain, plain_pdf) = run(&[], "plain");
    let rects = |svg: &str| svg.matches("<rect").count();
    assert_eq!(rects(&clear) + 1, rects(&plain));
    assert!(clear_pdf.len() < plain_pdf.len());
    let [(clear, four), (plain, three)] =
        ["clear", "plain"].map(|out| pixels(&place.path().join(out).join("page-flow.png")));
    assert_eq!((four, three), (4, 3));
    assert_eq!(&clear[..4], [0, 0, 0, 0]);
    // put on white, it is the picture that has a white ground
    let far = clear.chunks_exact(4).zip(plain.chunks_exact(3)).filter(|(over, on)| {
        let part = |i: usize| {
            (u32::from(over[i]) * u32::from(over[3]) + 255 * (255 - u32::from(over[3])) + 127) / 255
        };
        (0..3).any(|i| part(i).abs_diff(u32::from(on[i])) > 3)
    });
    assert_eq!(far.count(), 0);
    fs::write(place.path().join("theme.yaml"), "page: transparent\nstands_on: ['#ffffff', '#222222']\n")
        .unwrap();
    let ran = govdraw(place.path(), &["render", "page.md", "--theme", "theme.yaml"]);
    assert!(ran.code == 2 && ran.stderr.contains("on `stands_on` has a contrast of"), "{}", ran.stderr);
}

#[test]
fn no_empty_box_is_drawn_wherever_its_words_come_from() {
    let panel = PAGE.replace("## Flows", "## Quiet level\n\n- Keeps 組 in mind\n\n## Flows");
    let aside = format!("---\ngovdraw: {{ aside: 組 }}\n---\n{PAGE}");
    for (page, style) in [(panel, "flow"), (aside, "poster")] {
        let place = folder(&[("page.md", page.as_bytes())]);
        let ran = govdraw(place.path(), &["render", "page.md", "-s", style]);
        assert_eq!(ran.code, 2, "{style}: {}", ran.stderr);
        assert!(ran.stderr.contains("no font has \"組\" (U+7D44)"), "{style}: {}", ran.stderr);
        let ran = govdraw(place.path(), &["lint", "page.md"]);
        assert!(ran.code == 2 && ran.out().contains("missing-glyph"), "{style}: {}", ran.out());
    }
}

#[test]
fn characters_of_a_script_are_one_error_with_a_font_that_has_them() {
    let page = PAGE.replace("## Flows", "## Quiet level\n\nKeeps ไว้.\n\n### 組 ท\n\nRoles: 会長\n\n## Flows");
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(place.path(), &["lint", "page.md"]);
    assert!(ran.code == 2 && ran.out().matches("error[missing-glyph]").count() == 1, "{}", ran.out());
    assert!(ran.out().contains("Noto Sans Thai") && ran.out().contains("Noto Sans SC"), "{}", ran.out());
}
