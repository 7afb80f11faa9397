//! The words of a PDF are the picture's, and the fonts are inside.
use super::objects::Objects;
use super::readers::{File, options, output, poppler, qpdf, stdout};
use crate::scenes::{Case, examples, fonts, models, texts};
use govdraw::diagnostic::Source;
use govdraw::geom::{Point, Size};
use govdraw::input::{Format, read};
use govdraw::layout::{Paper, Sheet, Style, layout};
use govdraw::output::pdf::{self, Page, PdfError};
use govdraw::scene::{Anchor, Color, Node, Scene, Text};
use govdraw::text::{BaseDirection, Fonts, TextStyle, Weight, shape};
use govdraw::theme::Theme;
use std::path::Path;

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Words that the program took out of a page, without the marks of the directions that it found.
fn taken(pdftotext: &Path, mode: &str, file: &File) -> String {
    let found = stdout(pdftotext, [Path::new(mode), file.path().as_path(), Path::new("-")]);
    found.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')).collect()
}

fn is_turned(text: &Text) -> bool {
    text.line.runs.iter().any(|run| run.rtl)
}

#[test]
fn every_word_of_a_picture_is_in_its_pdf() {
    let Some(pdftotext) = poppler("pdftotext") else { return };
    let fonts = fonts();
    for Case { name, scene } in examples(&fonts) {
        let file = File::of(&scene, &fonts, &options());
        let found = taken(&pdftotext, "-raw", &file);
        let lines = texts(&scene.nodes);
        let drawn: Vec<&str> = lines.iter().flat_map(|text| words(&text.line.text)).collect();
        if scene.lang == "ja" {
            // no spaces part its words, and lines of one level may come as one
            assert_eq!(words(&found).concat(), drawn.concat(), "{name}");
            continue;
        }
        if !lines.iter().any(|text| is_turned(text)) {
            assert_eq!(words(&found), drawn, "{name}: in reading order");
            continue;
        }
        // each word with its letters in order; in raw order, those with marks come as they are drawn, from left to right
        let found = taken(&pdftotext, "-nopgbrk", &file);
        let letters = |words: Vec<&str>| {
            let is_letter = |c: &char| c.is_alphabetic() && !('\u{64b}'..='\u{652}').contains(c);
            let letters = |word: &str| word.chars().filter(is_letter).collect::<String>();
            let mut all: Vec<String> =
                words.into_iter().map(letters).filter(|word| !word.is_empty()).collect();
            all.sort();
            all
        };
        assert_eq!(letters(words(&found)), letters(drawn), "{name}");
    }
}

/// Words that are longer than what they stand in, and words with hyphens at which lines break.
const LONG: &str = "\
# Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft rules

## Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch level

Decides about Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz first.

### Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch board

Holds the money for self-service, co-operation, end-to-end and well-known things.

Roles: Director, Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-officer

## Lower level

### Team

Builds.

## Flows

| From | To | Flow |
| --- | --- | --- |
| Team | Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch board | Report end-to-end on self-service |
";

#[test]
fn long_and_hyphenated_words_stay_on_the_page() {
    let Some(pdftotext) = poppler("pdftotext") else { return };
    let fonts = Fonts::bundled();
    let source = Source { name: "page.md".to_owned(), text: LONG.to_owned() };
    let model = read(&source, Format::Markdown).expect("a model").value;
    let narrow = Sheet { paper: Some(Paper { width: 105.0, height: 148.0 }), ..Sheet::default() };
    for (style, sheet) in
        Style::ALL.into_iter().flat_map(|style| [(style, Sheet::default()), (style, narrow)])
    {
        let scene = layout(&model, style, &Theme::defra(), &fonts, &sheet).expect("a scene").value;
        let file = File::of(&scene, &fonts, &options());
        // pdftotext leaves out what lies beyond the page
        let found = stdout(&pdftotext, [Path::new("-raw"), file.path().as_path(), Path::new("-")]);
        let drawn = texts(&scene.nodes);
        let drawn: Vec<&str> = drawn.iter().flat_map(|text| words(&text.line.text)).collect();
        assert_eq!(words(&found), drawn, "{style:?}");
    }
}

#[test]
fn right_to_left_text_is_taken_out_in_reading_order_and_told_as_it_is() {
    let (Some(pdftotext), Some(qpdf)) = (poppler("pdftotext"), qpdf()) else { return };
    let fonts = fonts();
    let lines = [
        ("مستوى التنسيق والتنفيذ", true),
        ("רמת התיאום והביצוע", true),
        // where signs and the parts of a line of both directions belong is for the program to guess
        ("يحدد الخطة، ويوزع الفرق", false),
        ("الأدوار: مدير المنتج (Product Owner)، فريق UX.", false),
    ];
    for (said, exact) in lines {
        for direction in [BaseDirection::LeftToRight, BaseDirection::RightToLeft] {
            let style = TextStyle { direction, ..TextStyle::new(Weight::Regular, 12.0, 1.25) };
            let line = shape(&fonts, &style, said);
            let text = Text::line(Point::new(10.0, 50.0), Color::rgb(0, 0, 0), line);
            let file = File::of(&sheet(vec![Node::Text(text)]), &fonts, &options());
            let found = taken(&pdftotext, "-layout", &file);
            if exact {
                assert_eq!(found.trim(), said);
            }
            let letters = |c: char| !c.is_alphanumeric();
            for word in said.split(letters).filter(|word| !word.is_empty()) {
                assert!(found.contains(word), "{word:?} in {found:?}");
            }
            let structure = Objects::read(&qpdf, &file.path()).structure();
            let told: Vec<_> = structure.all().iter().filter_map(|element| element.words.clone()).collect();
            assert_eq!(told, [said]);
        }
    }
}

/// The words that a reader meets, from the structure, in its order.
fn read_aloud(pdfinfo: &Path, file: &File) -> String {
    // titles stand there in an encoding of their own
    let tree = output(pdfinfo, [Path::new("-struct-text"), file.path().as_path()]).stdout;
    let tree = String::from_utf8_lossy(&tree);
    let quoted = tree.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    quoted.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same where the words run from right to left: what a reader is told in place of what stands there.
fn told_aloud(qpdf: &Path, file: &File) -> String {
    let structure = Objects::read(qpdf, &file.path()).structure();
    let told: String = structure.all().iter().filter_map(|element| element.words.clone()).collect();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_read_aloud_holds_the_models_words_in_its_order() {
    let (Some(pdfinfo), Some(qpdf)) = (poppler("pdfinfo"), qpdf()) else { return };
    let fonts = fonts();
    for (name, model) in models() {
        for style in Style::ALL {
            let scene =
                layout(&model, style, &Theme::defra(), &fonts, &Sheet::default()).expect("a scene").value;
            let file = File::of(&scene, &fonts, &options());
            let aloud = match model.lang.as_str() {
                "ar" | "he" => told_aloud(&qpdf, &file),
                _ => read_aloud(&pdfinfo, &file),
            };
            let mut rest = aloud.as_str();
            let mut expect = |words: &str| {
                let at = rest.find(words);
                let at = at.unwrap_or_else(|| panic!("{name} {style:?}: {words:?} not in {rest:?}"));
                rest = &rest[at + words.len()..];
            };
            for level in &model.levels {
                expect(&level.name);
                if style != Style::Flow {
                    level.points.iter().for_each(|point| expect(point.trim_end_matches('.')));
                }
                for function in &level.functions {
                    match style {
                        Style::Flow => expect(function.title.as_deref().unwrap_or(&function.name)),
                        Style::Simple | Style::Poster => expect(&function.name),
                    }
                    if style == Style::Poster {
                        function.points.iter().for_each(|point| expect(point.trim_end_matches('.')));
                    }
                }
            }
            if style == Style::Flow {
                model.flows.iter().for_each(|flow| expect(&flow.label));
            }
        }
    }
}

/// A user's fonts, each with two Han characters.
pub(crate) const FONTS: [(&str, &[u8]); 4] = [
    ("TrueType", include_bytes!("../../fonts/tiny.ttf")),
    ("CFF", include_bytes!("../../fonts/tiny-cff.otf")),
    ("collection", include_bytes!("../../fonts/tiny.ttc")),
    ("variable", include_bytes!("../../fonts/tiny-variable.ttf")),
];

/// A line in each weight, partly in the user's font.
pub(crate) fn han(fonts: &Fonts) -> Scene {
    let nodes = Weight::ALL.into_iter().enumerate().map(|(i, weight)| {
        let line = shape(fonts, &TextStyle::new(weight, 40.0, 1.25), "国語 team");
        let origin = Point::new(10.0, 50.0 * (i + 1) as f64);
        Node::Text(Text::line(origin, Color::rgb(0, 0, 0), line))
    });
    sheet(nodes.collect())
}

#[test]
fn fonts_are_embedded_subset_and_readable() {
    let Some(pdffonts) = poppler("pdffonts") else { return };
    let Some(qpdf) = qpdf() else { return };
    for (kind, font) in FONTS {
        let fonts = Fonts::bundled().with_file(font.to_vec()).expect("a font");
        let file = File::of(&han(&fonts), &fonts, &options());
        let listed = stdout(&pdffonts, [file.path()]);
        let rows: Vec<Vec<&str>> = listed.lines().skip(2).map(words).collect();
        assert!(rows.len() >= 4, "{kind}: three of ours and the user's\n{listed}");
        for row in rows {
            // from the right: object's number and generation, then unicode, subset, embedded
            assert_eq!(row[row.len() - 5..row.len() - 2], ["yes", "yes", "yes"], "{kind}\n{listed}");
        }
        output(&qpdf, [Path::new("--check"), file.path().as_path()]);
    }
}

/// A TrueType font whose names stand outside their table, with the table's sum as it should be.
fn with_lost_names(font: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    let number =
        |font: &[u8], at: usize| u32::from_be_bytes(font[at..at + 4].try_into().expect("four bytes"));
    let record = (12..).step_by(16).find(|&at| font[at..at + 4] == *b"name").expect("a table of names");
    let (at, length) = (number(&font, record + 8) as usize, number(&font, record + 12) as usize);
    let count = usize::from(u16::from_be_bytes([font[at + 2], font[at + 3]]));
    for name in 0..count {
        // of a name's six numbers the last two are its length and place
        font[at + 6 + 12 * name + 8..at + 6 + 12 * name + 12].fill(0xff);
    }
    let mut table = font[at..at + length].to_vec();
    table.resize(length.next_multiple_of(4), 0);
    let sum = table.chunks(4).fold(0u32, |sum, word| sum.wrapping_add(number(word, 0)));
    font[record + 4..record + 8].copy_from_slice(&sum.to_be_bytes());
    font
}

#[test]
fn a_font_with_broken_names_is_refused() {
    let fonts = Fonts::bundled().with_file(with_lost_names(FONTS[0].1)).expect("names are not read so far");
    let refused = pdf::encode(&[(&han(&fonts)).into()], &fonts, &options()).map(|bytes| bytes.len());
    assert!(matches!(refused, Err(PdfError::Font(_))), "{refused:?}");
}

fn sheet(nodes: Vec<Node>) -> Scene {
    Scene {
        size: Size::new(300.0, 200.0),
        lang: "en".to_owned(),
        title: "Sheet".to_owned(),
        description: String::new(),
        background: Color::WHITE,
        nodes,
    }
}

#[test]
fn a_character_that_no_font_has_is_refused() {
    let fonts = Fonts::bundled();
    let line = shape(&fonts, &TextStyle::new(Weight::Regular, 16.0, 1.25), "a 語 b");
    let text = Text::line(Point::new(10.0, 50.0), Color::rgb(0, 0, 0), line);
    let refused =
        pdf::encode(&[(&sheet(vec![Node::Text(text)])).into()], &fonts, &options()).map(|bytes| bytes.len());
    assert!(matches!(&refused, Err(PdfError::Glyph(words)) if words.contains('語')), "{refused:?}");
}

/// Words that attack: controls, marks that reorder or join, words without end, code.
const HOSTILE: &[&str] = &[
    "bell\u{7} null\u{0} escape\u{1b}[31m",
    "bidi \u{202e}reversed\u{202c} \u{2066}isolated\u{2069} \u{200f}mark\u{200e}",
    "\u{feff}byte order\u{feff} mark \u{2060}joiner\u{200b}space\u{200d}",
    "soft\u{ad}hyphen\u{ad} e\u{301}\u{302}\u{303}\u{304} \u{fffd} \u{fe0f}",
    "مدير المنتج (2024) و Team",
    ") Tj ET EMC endstream endobj /JS (x) \\",
    "<</S/JavaScript>> %PDF-1.7 %%EOF",
    "--",
];

#[test]
fn hostile_words_are_drawn_and_the_file_stays_whole() {
    let Some(qpdf) = qpdf() else { return };
    let fonts = Fonts::bundled();
    let long = "Donaudampfschifffahrt".repeat(60);
    for words in HOSTILE.iter().copied().chain([long.as_str()]) {
        let text = serde_json::json!({
            "title": words,
            "levels": [
                {"name": words, "points": [words], "functions": [{"name": words, "points": [words], "roles": [words]}]},
                {"name": "Lower", "functions": [{"name": "Team"}]},
            ],
            "flows": [{"from": words, "to": "Team", "label": words}],
        });
        let source = Source { name: "page.json".to_owned(), text: text.to_string() };
        let model = read(&source, Format::Json).unwrap_or_else(|errors| panic!("{words:.40}: {errors:#?}"));
        for style in Style::ALL {
            let scene = layout(&model.value, style, &Theme::defra(), &fonts, &Sheet::default());
            let scene = scene.unwrap_or_else(|error| panic!("{words:.40}: {error:?}"));
            // a word without end makes a chart that no page holds at its own size
            let page = Page { size: Some(Size::new(1600.0, 1100.0)), ..Page::from(&scene.value) };
            let file = File::of_pages(&[page], &fonts, &options());
            output(&qpdf, [Path::new("--check"), file.path().as_path()]);
        }
    }
}

#[test]
fn letters_for_private_use_cost_a_file_its_place_in_archives_and_no_more() {
    let font = include_bytes!("../../fonts/tiny-private.ttf");
    let fonts = Fonts::bundled().with_file(font.to_vec()).expect("a font");
    let line = shape(&fonts, &TextStyle::new(Weight::Regular, 20.0, 1.25), "mark \u{e001}");
    let text = Text {
        origin: Point::new(10.0, 50.0),
        fill: Color::rgb(0, 0, 0),
        label: false,
        line,
        anchor: Anchor::Left,
        goes_on: false,
        link: None,
    };
    let scene = Scene { nodes: vec![Node::Text(text)], ..han(&fonts) };
    let bytes = pdf::encode(&[(&scene).into()], &fonts, &options()).expect("a PDF");
    let file = String::from_utf8_lossy(&bytes);
    assert!(file.contains("pdfuaid:part>1<") && !file.contains("pdfaid:part"));
}
