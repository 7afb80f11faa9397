//! Fonts that a user brings: read, embedded or drawn as outlines, or refused.
use govdraw::geom::{Point, Size};
use govdraw::output::pdf::{self, PdfOptions};
use govdraw::output::png::{self, PngOptions};
use govdraw::output::svg::{self, SvgOptions};
use govdraw::scene::{Anchor, Color, Node, Scene, Text};
use govdraw::text::{Fonts, TextStyle, Weight, missing, shape};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};
use usvg::roxmltree::Document;

const TRUE_TYPE: &[u8] = include_bytes!("../fonts/tiny.ttf");
const CFF: &[u8] = include_bytes!("../fonts/tiny-cff.otf");
const COLLECTION: &[u8] = include_bytes!("../fonts/tiny.ttc");
const VARIABLE: &[u8] = include_bytes!("../fonts/tiny-variable.ttf");
const ALL: [&[u8]; 4] = [TRUE_TYPE, CFF, COLLECTION, VARIABLE];

const WORDS: &str = "国語 team";

fn with(font: &[u8]) -> Fonts {
    Fonts::bundled().with_file(font.to_vec()).expect("a font")
}

fn scene(fonts: &Fonts, weight: Weight) -> Scene {
    let line = shape(fonts, &TextStyle::new(weight, 40.0, 1.25), WORDS);
    let text = Text::line(Point::new(10.0, 50.0), Color::rgb(0, 0, 0), line);
    Scene {
        size: Size::new(300.0, 80.0),
        lang: "ja".to_owned(),
        title: WORDS.to_owned(),
        description: String::new(),
        background: Color::WHITE,
        nodes: vec![Node::Text(text)],
    }
}

/// Share of the first character's place that is dark.
fn ink(fonts: &Fonts, scene: &Scene) -> f64 {
    let bytes = png::encode(scene, fonts, &PngOptions::default()).expect("a picture");
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    let dark =
        (40..100).flat_map(|y| (20..100).map(move |x| 3 * (600 * y + x))).filter(|&at| pixels[at] < 128);
    dark.count() as f64 / 4800.0
}

#[test]
fn a_users_font_is_drawn_in_every_weight() {
    assert_eq!(missing(&Fonts::bundled(), WORDS), ["国", "語"]);
    for font in ALL {
        let fonts = with(font);
        assert_eq!(missing(&fonts, WORDS), Vec::<String>::new());
        for weight in Weight::ALL {
            let scene = scene(&fonts, weight);
            let share = ink(&fonts, &scene);
            assert!((0.2..0.8).contains(&share), "{share}");
            let picture = svg::write(&scene, &fonts, &SvgOptions::default());
            assert!(Document::parse(&picture).is_ok());
        }
    }
}

#[test]
fn a_scene_is_written_with_other_fonts_than_it_was_laid_out_with() {
    let own = scene(&with(TRUE_TYPE), Weight::Regular);
    // without the face of the first characters: the words stay words, and nothing is drawn as an empty box
    let bundled = Fonts::bundled();
    let picture = svg::write(&own, &bundled, &SvgOptions::default());
    assert!(picture.contains("team"), "{picture:.3000}");
    let refused = png::encode(&own, &bundled, &PngOptions::default());
    assert_eq!(refused, Err(png::PngError::Glyph("国".to_owned())));
    let refused = pdf::encode(&[(&own).into()], &bundled, &PdfOptions::default());
    assert_eq!(refused, Err(pdf::PdfError::Glyph("国".to_owned())));
    // with another face that has them, and with the same face at another place
    let others = [
        with(VARIABLE),
        with(CFF),
        Fonts::bundled()
            .with_file(CFF.to_vec())
            .expect("a font")
            .with_file(TRUE_TYPE.to_vec())
            .expect("a font"),
    ];
    for (i, fonts) in others.iter().enumerate() {
        let moved = own.clone();
        let share = ink(fonts, &moved);
        assert!((0.2..0.8).contains(&share), "{i}: {share}");
        let file = pdf::encode(&[(&moved).into()], fonts, &PdfOptions::default()).expect("a PDF");
        assert!(!file.is_empty());
        let outlines = SvgOptions { text: svg::TextMode::Paths, ..SvgOptions::default() };
        assert!(svg::write(&moved, fonts, &outlines).contains("-glyphs"));
    }
    let [.., both] = &others;
    assert_eq!(
        png::encode(&own, both, &PngOptions::default()),
        png::encode(&own, &with(TRUE_TYPE), &PngOptions::default()),
        "the same face"
    );
}

#[test]
fn true_type_is_embedded_and_other_outlines_are_drawn_with_their_words_kept() {
    for (font, embedded) in [(TRUE_TYPE, 2), (COLLECTION, 2), (VARIABLE, 2), (CFF, 1)] {
        let fonts = with(font);
        let picture = svg::write(&scene(&fonts, Weight::Regular), &fonts, &SvgOptions::default());
        assert_eq!(picture.matches("src:url(").count(), embedded);
        let document = Document::parse(&picture).expect("XML");
        let text = document.descendants().find(|element| element.tag_name().name() == "text").expect("text");
        let words: String =
            text.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
        assert_eq!(words, WORDS);
        let outlines = document
            .descendants()
            .find(|element| element.attribute("class").is_some_and(|class| class.ends_with("-glyphs")));
        assert_eq!(outlines.is_some(), embedded == 1);
        assert_eq!(text.attribute("fill") == Some("none"), embedded == 1);
        if let Some(outlines) = outlines {
            assert_eq!(outlines.attribute("aria-hidden"), Some("true"));
            assert!(outlines.attribute("d").is_some_and(|d| d.len() > 200));
        }
    }
}

#[test]
fn a_variable_font_keeps_its_kerning_or_is_drawn() {
    let font = include_bytes!("../fonts/hebrew-variable.ttf");
    let fonts = with(font);
    let shaped = |weight, words: &str| shape(&fonts, &TextStyle::new(weight, 40.0, 1.25), words);
    // it has no name: the rasteriser must not need one
    let unnamed = shape(&fonts, &TextStyle::new(Weight::Bold, 40.0, 1.25), "רמת התיאום");
    let text = Text {
        origin: Point::new(10.0, 50.0),
        fill: Color::rgb(0, 0, 0),
        label: false,
        line: unnamed,
        anchor: Anchor::Left,
        goes_on: false,
        link: None,
    };
    let drawn = Scene { nodes: vec![Node::Text(text)], ..scene(&fonts, Weight::Regular) };
    assert!(ink(&fonts, &drawn) > 0.05, "{}", ink(&fonts, &drawn));
    let [regular, bold] = [Weight::Regular, Weight::Bold].map(|weight| shaped(weight, "רמת התיאום").width);
    assert!(bold > 1.04 * regular, "{regular} and {bold}");
    let alone: f64 = "רמת התיאום".chars().map(|c| shaped(Weight::Regular, &c.to_string()).width).sum();
    assert!((alone - regular).abs() > 0.1, "it is kerned: {alone} and {regular}");
    let line = shaped(Weight::Regular, "רמת התיאום");
    let text = Text::line(Point::new(10.0, 50.0), Color::rgb(0, 0, 0), line);
    let scene = Scene { nodes: vec![Node::Text(text)], ..scene(&fonts, Weight::Regular) };
    let picture = svg::write(&scene, &fonts, &SvgOptions::default());
    // what reduces fonts drops the table of kerning here; if it learns not to, the font may be embedded
    assert!(picture.contains("-glyphs\"") && picture.contains(">רמת התיאום</tspan>"), "{picture:.3000}");
}

#[test]
fn a_variable_font_is_as_wide_as_its_weight() {
    let fonts = with(VARIABLE);
    let width = |weight| shape(&fonts, &TextStyle::new(weight, 40.0, 1.25), "語").width;
    // 1,000 units at weight 100 and 1,200 at 900
    assert!((width(Weight::Regular) - 40.0 * 1.075).abs() < 0.05, "{}", width(Weight::Regular));
    assert!((width(Weight::Bold) - 40.0 * 1.15).abs() < 0.05, "{}", width(Weight::Bold));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_font_is_refused_or_drawn_but_never_panics(
        which in 0usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut data = ALL[which].to_vec();
        for (at, byte) in changes {
            let at = at.index(data.len());
            data[at] = byte;
        }
        if let Some(cut) = cut {
            data.truncate(cut.index(data.len()));
        }
        if let Ok(fonts) = Fonts::bundled().with_file(data) {
            let scene = scene(&fonts, Weight::SemiBold);
            prop_assert!(scene.size.width > 0.0);
            let picture = svg::write(&scene, &fonts, &SvgOptions::default());
            prop_assert!(Document::parse(&picture).is_ok());
            let _ = png::encode(&scene, &fonts, &PngOptions::default());
            let _ = pdf::encode(&[(&scene).into()], &fonts, &PdfOptions::default());
        }
    }
}
