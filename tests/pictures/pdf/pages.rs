//! Pages, their sizes and boxes, and what a file says of itself.
use super::objects::Objects;
use super::readers::{File, options, output, poppler, qpdf, stdout};
use crate::scenes::{Case, all, examples, fonts};
use govdraw::geom::Size;
use govdraw::output::pdf::{self, Page, PdfError, PdfOptions};
use govdraw::output::{ExtractError, Provenance, extract};
use govdraw::scene::Scene;
use std::collections::BTreeMap;
use std::path::Path;

/// Px in a mm.
const MM: f64 = 96.0 / 25.4;

/// What pdfinfo says, by the words before each colon.
fn info(pdfinfo: &Path, file: &File) -> BTreeMap<String, String> {
    let said = stdout(pdfinfo, [Path::new("-box"), file.path().as_path()]);
    said.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(k, v)| (k.to_owned(), v.trim().to_owned()))
        .collect()
}

/// Numbers among words.
fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

fn assert_near(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: {found:?}");
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 0.01, "{what}: {found:?}, not {expected:?}");
    }
}

#[test]
fn every_file_is_sound_and_says_what_it_is() {
    let (Some(pdfinfo), Some(qpdf)) = (poppler("pdfinfo"), qpdf()) else { return };
    let fonts = fonts();
    for Case { name, scene } in all(&fonts) {
        let file = File::of(&scene, &fonts, &options());
        let said = output(&qpdf, [Path::new("--check"), file.path().as_path()]);
        assert!(
            String::from_utf8_lossy(&said.stdout).contains("No syntax or stream encoding errors"),
            "{name}"
        );
        let info = info(&pdfinfo, &file);
        for (key, value) in
            [("Title", scene.title.as_str()), ("Tagged", "yes"), ("Pages", "1"), ("JavaScript", "no")]
        {
            assert_eq!(info[key], value, "{name}");
        }
        assert_eq!(info["Creator"], "govdraw 0.0.0");
        assert!(info["CreationDate"].contains("1980"), "{name}: the date that every file has");
        assert_near(
            &numbers(&info["Page size"]),
            &[0.75 * scene.size.width, 0.75 * scene.size.height],
            &name,
        );
        let xmp = String::from_utf8_lossy(&file.bytes);
        for standard in ["pdfuaid:part>1<", "pdfaid:part>3<", "pdfaid:conformance>A<"] {
            assert!(xmp.contains(standard), "{name}: {standard}");
        }
        assert!(xmp.contains("/OutputIntent") && xmp.contains("/OutputCondition(sRGB)"), "{name}");
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for Case { name, scene } in examples(&fonts()) {
        let write = || pdf::encode(&[(&scene).into()], &fonts(), &options()).expect("a PDF");
        assert!(write() == write(), "{name}");
    }
}

fn first() -> Scene {
    examples(&fonts()).swap_remove(0).scene
}

#[test]
fn paper_and_bleed_are_the_pages_boxes() {
    let Some(pdfinfo) = poppler("pdfinfo") else { return };
    let (fonts, scene) = (fonts(), first());
    let (width, height) = (297.0, 210.0);
    let page = [Page { size: Some(Size::new(width * MM, height * MM)), ..Page::from(&scene) }];
    let points = |mm: f64| mm * 72.0 / 25.4;
    let plain = info(&pdfinfo, &File::of_pages(&page, &fonts, &options()));
    for one in ["MediaBox", "TrimBox", "BleedBox"] {
        assert_near(&numbers(&plain[one]), &[0.0, 0.0, points(width), points(height)], one);
    }
    let bleed = PdfOptions { bleed: Some(3.0 * MM), ..options() };
    let bled = info(&pdfinfo, &File::of_pages(&page, &fonts, &bleed));
    // three mm of bleed, and five of crop marks
    for (one, out) in [("MediaBox", 0.0), ("BleedBox", 5.0), ("TrimBox", 8.0)] {
        let far = [width + 16.0 - out, height + 16.0 - out];
        assert_near(&numbers(&bled[one]), &[out, out, far[0], far[1]].map(points), one);
    }
}

#[test]
fn several_scenes_are_pages_of_one_file() {
    let (Some(pdfinfo), Some(qpdf)) = (poppler("pdfinfo"), qpdf()) else { return };
    let fonts = fonts();
    let cases = examples(&fonts);
    let paper = Some(Size::new(210.0 * MM, 297.0 * MM));
    let names = [Some("Simple visual"), None, Some("Poster")];
    let pages: Vec<Page<'_>> = cases
        .iter()
        .zip(names)
        .map(|(case, name)| Page { scene: &case.scene, size: name.and(paper), name })
        .collect();
    let title = Some("All of it".to_owned());
    let file = File::of_pages(&pages, &fonts, &PdfOptions { title: title.clone(), ..options() });
    output(&qpdf, [Path::new("--check"), file.path().as_path()]);
    let said = info(&pdfinfo, &file);
    assert_eq!((said["Pages"].as_str(), said.get("Title")), ("3", title.as_ref()));
    let sizes =
        stdout(&pdfinfo, ["-f".as_ref(), "1".as_ref(), "-l".as_ref(), "3".as_ref(), file.path().as_os_str()]);
    let sizes: Vec<&str> =
        sizes.lines().filter(|line| line.starts_with("Page ") && line.contains("size:")).collect();
    for (line, page) in sizes.iter().zip(&pages) {
        let size = page.size.unwrap_or(page.scene.size);
        assert_near(&numbers(line)[1..], &[0.75 * size.width, 0.75 * size.height], line);
    }
    assert_eq!(sizes.len(), 3);
    let whole = Objects::read(&qpdf, &file.path());
    let (mut outline, mut parts) = (Vec::new(), Vec::new());
    for (page, name) in pages.iter().zip(names) {
        let apart = Objects::read(&qpdf, &File::of(page.scene, &fonts, &options()).path());
        let name = name.unwrap_or(&page.scene.title).to_owned();
        outline.push((1, name));
        outline.extend(apart.outline().into_iter().map(|(depth, words)| (depth + 1, words)));
        parts.push(apart.structure().children);
    }
    assert_eq!(whole.outline(), outline, "an entry for each page, with its headings below");
    let root = whole.structure();
    assert!(root.children.iter().all(|part| part.role == "Part"), "{root:?}");
    let found: Vec<_> = root.children.into_iter().map(|part| part.children).collect();
    assert!(found == parts, "a part for each page, with its structure");
    assert_eq!(whole.having(&[("/Type", "/EmbeddedFile")]).len(), 1, "one model");
}

#[test]
fn the_model_comes_back_out_of_a_pdf() {
    let (fonts, scene) = (fonts(), first());
    let model = "{\"title\":\"endstream %%EOF ) Ŵ 語 \\u0007\",\"levels\":[{},{}]}";
    let provenance = Provenance::new("1.2.3", model);
    let with = |provenance| PdfOptions { provenance, ..PdfOptions::default() };
    let bytes = pdf::encode(&[(&scene).into()], &fonts, &with(Some(provenance.clone()))).expect("a PDF");
    assert_eq!(extract(&bytes), Ok(provenance));
    let at = bytes.windows(5).position(|window| window == b"title").expect("the model is not compressed");
    let mut altered = bytes.clone();
    altered[at] = b'T';
    assert_eq!(extract(&altered), Err(ExtractError::Altered));
    let digest = Provenance::of_digest("1.2.3", "0a".repeat(32));
    let bare = pdf::encode(&[(&scene).into()], &fonts, &with(Some(digest.clone()))).expect("a PDF");
    assert_eq!(extract(&bare), Ok(digest), "a digest alone is told apart from nothing");
    let plain = pdf::encode(&[(&scene).into()], &fonts, &with(None)).expect("a PDF");
    assert_eq!(extract(&plain), Err(ExtractError::Absent));
    for broken in [&b"%PDF-1.7"[..], &bytes[..bytes.len() / 2]] {
        assert_eq!(extract(broken), Err(ExtractError::Unreadable));
    }
}

#[test]
fn nonsense_and_giants_are_refused() {
    let (fonts, mut scene) = (fonts(), first());
    let encode =
        |page: Page<'_>, options: &PdfOptions| pdf::encode(&[page], &fonts, options).map(|bytes| bytes.len());
    assert_eq!(pdf::encode(&[], &fonts, &options()), Err(PdfError::Size));
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let page = Page { size: Some(Size::new(wrong, 100.0)), ..Page::from(&scene) };
        assert_eq!(encode(page, &options()), Err(PdfError::Size), "{wrong}");
    }
    for wrong in [-1.0, f64::NAN, f64::INFINITY] {
        let bleed = PdfOptions { bleed: Some(wrong), ..options() };
        assert_eq!(encode((&scene).into(), &bleed), Err(PdfError::Size), "{wrong}");
    }
    scene.size = Size::new(20_000.0, 100.0);
    assert_eq!(
        encode((&scene).into(), &options()),
        Err(PdfError::TooLarge { width: 15_000.0, height: 75.0 })
    );
    let page = Page { size: Some(Size::new(1_000.0, 1_000.0)), ..Page::from(&scene) };
    assert!(encode(page, &options()).is_ok(), "brought to the page");
    scene.size = Size::new(f64::NAN, 100.0);
    assert_eq!(encode((&scene).into(), &options()), Err(PdfError::Size));
}
