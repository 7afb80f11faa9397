//! Shaping and line breaking.
use govdraw::text::{
    BaseDirection, Fonts, Hyphens, Line, LongWords, TextStyle, Weight, WrapRules, missing, pareto, shape,
    shape_part, wrap,
};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use std::sync::LazyLock;

/// The bundled fonts, and those of the examples in other scripts.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let add = |fonts: Fonts, font: &[u8]| fonts.with_file(font.to_vec()).expect("a font");
    [JAPANESE, HEBREW].into_iter().fold(Fonts::bundled(), add)
});
const JAPANESE: &[u8] = include_bytes!("../../examples/languages/fonts/NotoSansJP-400.ttf");
const HEBREW: &[u8] = include_bytes!("../../examples/languages/fonts/NotoSansHebrew-400.ttf");

fn style(size: f64) -> TextStyle {
    TextStyle::new(Weight::Regular, size, 1.25)
}

/// The words of some lines, as one who reads them hears them.
fn said(lines: &[Line]) -> String {
    let mut said = String::new();
    for line in lines {
        said.push_str(&line.text);
        if line.space_after {
            said.push(' ');
        }
    }
    said
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A line has the glyphs that its words have when shaped alone, wherever it was cut from.
fn is_shaped_alone(line: &Line, style: &TextStyle) {
    let alone = shape_part(&FONTS, style, &line.text, line.direction);
    assert!((line.width - alone.width).abs() < 1e-9, "{:?}: {} and {}", line.text, line.width, alone.width);
    assert_eq!(line.runs, alone.runs, "{:?}", line.text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wrapping_loses_no_word_and_keeps_to_the_width(
        text in prop::collection::vec(
            "[A-Za-z]{1,12}|[a-z]{2,6}-[a-z]{2,9}|AV\\.|T,|[Ѐ-ӿ]{1,8}|[ء-ي]{1,7}|[0-9]{1,4}|\\([a-z]{1,5}\\)|→|[α-ω]{2,5}",
            0..30,
        ),
        width in 20.0..600.0f64,
        quarters in 32u32..160,
    ) {
        let text = text.join(" ");
        let style = style(f64::from(quarters) / 4.0);
        let block = wrap(&FONTS, &style, &text, width, &WrapRules::default());
        prop_assert_eq!(said(&block.lines), text.clone());
        for line in &block.lines {
            is_shaped_alone(line, &style);
            let one = line.text.trim_end_matches('-').contains([' ', '-']);
            prop_assert!(line.width <= width + 1e-6 || !one, "{:?}", line.text);
        }
        let rules = WrapRules { long_words: LongWords::Break, ..WrapRules::default() };
        let block = wrap(&FONTS, &style, &text, width, &rules);
        prop_assert_eq!(said(&block.lines), text.clone());
        for line in &block.lines {
            is_shaped_alone(line, &style);
            prop_assert!(line.width <= width + 1e-6 || line.text.chars().filter(|c| c.is_alphanumeric()).count() < 2, "{:?}", line.text);
        }
        for block in pareto(&FONTS, &style, &text, 6) {
            prop_assert_eq!(said(&block.lines), text.clone());
            block.lines.iter().for_each(|line| is_shaped_alone(line, &style));
        }
    }

    #[test]
    fn any_text_is_shaped(text in any::<String>(), width in 0.0..300.0f64) {
        let line = shape(&FONTS, &style(16.0), &text);
        prop_assert!(line.width.is_finite());
        let runs: f64 = line.runs.iter().map(|run| run.width).sum();
        prop_assert!((line.width - runs).abs() < 1e-9);
        let mut covered: Vec<_> = line.runs.iter().map(|run| run.text.clone()).collect();
        covered.sort_by_key(|range| range.start);
        let joined: String = covered.into_iter().map(|range| &line.text[range]).collect();
        prop_assert_eq!(joined, line.text.clone());
        let block = wrap(&FONTS, &style(16.0), &text, width, &WrapRules::default());
        let whole = shape(&FONTS, &style(16.0), &text).text.replace('\u{ad}', "");
        prop_assert_eq!(words(&said(&block.lines).replace('-', "")), words(&whole.replace('-', "")));
    }

    #[test]
    fn a_cut_font_file_never_panics(cut in 0usize..20_000, at in 0usize..4_000, byte in any::<u8>()) {
        let (_, face) = FONTS.faces().next().expect("a face");
        let mut data = face.data().to_vec();
        data.truncate(data.len() - cut);
        data[at] = byte;
        if let Ok(fonts) = Fonts::bundled().with_file(data) {
            for (_, face) in fonts.faces() {
                let _ = face.covers('a');
            }
        }
    }
}

/// What Japanese typesetting keeps from a line's start, and from its end.
const NOT_FIRST: &str = "、。，．・：；？！」』）】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…";
const NOT_LAST: &str = "「『（【〈《";

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_without_spaces_is_broken_as_its_readers_expect(
        text in prop::collection::vec(
            "[町防災計画予算決定管理物資]{1,5}|[はがをにでともの]{1,2}|[ァ-ヴ][ー]?[ァ-ヴ]{1,3}|、|。|「[町防災計画]{1,3}」|（[ぁ-ん]{1,4}）|[0-9]{1,3}|GIS|・|っ|…",
            1..40,
        ),
        ems in 4.0..30.0f64,
    ) {
        let text = text.concat();
        let style = style(16.0);
        // no word is as wide as this, so every line can keep the rules
        let row = text.split(|c| !NOT_FIRST.contains(c)).map(|row| row.chars().count()).max().unwrap_or(0) as f64;
        let width = 16.0 * (ems + row + 4.0);
        let check = |lines: &[Line]| {
            assert_eq!(said(lines), text);
            for (i, line) in lines.iter().enumerate() {
                assert!(i == 0 || !line.text.starts_with(|c| NOT_FIRST.contains(c)), "{:?}", line.text);
                assert!(i + 1 == lines.len() || !line.text.ends_with(|c| NOT_LAST.contains(c)), "{:?}", line.text);
                is_shaped_alone(line, &style);
            }
        };
        check(&wrap(&FONTS, &style, &text, width, &WrapRules::default()).lines);
        pareto(&FONTS, &style, &text, 6).iter().for_each(|block| check(&block.lines));
    }

    #[test]
    fn text_from_right_to_left_is_wrapped_whole_whatever_its_page(
        text in prop::collection::vec(
            "[ء-ي]{1,7}|[א-ת]{1,6}|[ء-ي]{2,4}[ً-ْ]|[A-Z][a-z]{1,5}|[0-9]{1,4}|[٠-٩]{1,3}|\\([A-Z]{2,4}\\)|\\([ء-ي]{1,5}\\)|،|:|\\.|–",
            1..25,
        ),
        rtl in any::<bool>(),
        width in 60.0..500.0f64,
    ) {
        let text = text.join(" ");
        let direction = if rtl { BaseDirection::RightToLeft } else { BaseDirection::LeftToRight };
        let style = TextStyle { direction, ..style(16.0) };
        let block = wrap(&FONTS, &style, &text, width, &WrapRules::default());
        prop_assert_eq!(said(&block.lines), text.clone());
        for line in &block.lines {
            prop_assert_eq!(line.direction, direction.of(&text));
            let mut at = 0.0;
            let mut covered: Vec<_> = line.runs.iter().map(|run| run.text.clone()).collect();
            for run in &line.runs {
                prop_assert!((run.x - at).abs() < 1e-9);
                at += run.width;
            }
            covered.sort_by_key(|range| range.start);
            let joined: String = covered.into_iter().map(|range| &line.text[range]).collect();
            prop_assert_eq!(&joined, &line.text);
            // letters that come first stand where the line starts
            let first = line.runs.iter().find(|run| run.text.start == 0);
            let edge = if line.direction.is_rtl() { line.runs.last() } else { line.runs.first() };
            if let (Some(first), Some(edge)) = (first, edge) && first.rtl == line.direction.is_rtl() && line.text.starts_with(char::is_alphabetic) {
                prop_assert_eq!(first.x, edge.x, "{:?}", line.text);
            }
        }
    }
}

#[test]
fn existing_hyphens_break_only_a_word_that_is_too_wide() {
    let style = style(20.0);
    let text = "Government co-ordination function";
    let narrow = shape(&FONTS, &style, "co-ordination").width;
    let lines = |width: f64| -> Vec<String> {
        let block = wrap(&FONTS, &style, text, width, &WrapRules::default());
        block.lines.into_iter().map(|line| line.text).collect()
    };
    assert_eq!(lines(narrow), ["Government", "co-ordination", "function"]);
    assert_eq!(lines(narrow - 1.0), ["Government", "co-", "ordination", "function"]);
}

#[test]
fn a_word_is_hyphenated_where_its_column_cannot_hold_it() {
    let plain = style(20.0);
    let hyphens = TextStyle { hyphens: Hyphens::of("de"), ..plain };
    let lines = |style: &TextStyle, width: f64| -> Vec<String> {
        let block = wrap(&FONTS, style, "Klare Zuständigkeiten im Amt", width, &WrapRules::default());
        block.lines.iter().for_each(|line| is_shaped_alone(line, style));
        block.lines.into_iter().map(|line| line.text).collect()
    };
    let word = shape(&FONTS, &plain, "Zuständigkeiten").width;
    assert_eq!(lines(&hyphens, word), ["Klare", "Zuständigkeiten", "im Amt"]);
    assert_eq!(lines(&hyphens, word - 1.0), ["Klare Zustän-", "digkeiten", "im Amt"]);
    assert_eq!(lines(&plain, word - 1.0), ["Klare", "Zuständigkeiten", "im Amt"]);
    assert_eq!(
        pareto(&FONTS, &hyphens, "Klare Zuständigkeiten", 6).last().map(|block| block.width),
        Some(word)
    );
}

#[test]
fn a_soft_hyphen_shows_only_where_it_breaks() {
    let style = style(20.0);
    let text = "Amt für Donaudampf\u{ad}schifffahrt";
    let block = wrap(&FONTS, &style, text, 1000.0, &WrapRules::default());
    assert_eq!(said(&block.lines), "Amt für Donaudampfschifffahrt");
    let block = wrap(&FONTS, &style, text, 150.0, &WrapRules::default());
    assert_eq!(said(&block.lines), "Amt für Donaudampf-schifffahrt");
}

#[test]
fn missing_characters_are_named_once_and_marks_stay_with_their_base() {
    assert_eq!(missing(&FONTS, "Team 鱗 → العربية\u{200d} 鱗 Київ \u{1F600}\n"), ["鱗", "\u{1F600}"]);
    assert_eq!(missing(&FONTS, "\u{0}\u{202e}\u{fffe}\u{200f}\u{200b}\u{fe0f}"), Vec::<String>::new());
    let line = shape(&FONTS, &style(16.0), "e\u{301}a\u{30a}");
    assert_eq!(line.runs.len(), 1);
}

#[test]
fn what_readers_take_for_one_character_is_one_that_is_missing() {
    let coder = "\u{1f469}\u{1f3fd}\u{200d}\u{1f4bb}";
    assert_eq!(missing(&FONTS, &format!("a {coder} b {coder} c")), [coder]);
    // flags are of two characters, keycaps of three
    assert_eq!(missing(&FONTS, "\u{1f1e8}\u{1f1fe} 1\u{fe0f}\u{20e3}").len(), 2);
    // drawn as text, where a face has it
    assert_eq!(missing(&FONTS, "\u{2192}\u{fe0f} \u{2713}\u{fe0e}"), Vec::<String>::new());
    // letters with their marks, composed or not, however many
    for words in [
        "Hội đồng, Phường",
        "Ho\u{323}\u{302}i \u{111}o\u{302}\u{300}ng",
        "Łódź, Ŵyneb, ε\u{301}",
        "й и\u{306} ї і\u{308}, ש\u{5b8}לום",
    ] {
        assert_eq!(missing(&FONTS, words), Vec::<String>::new(), "{words}");
    }
    // no face has this letter and this mark both
    assert_eq!(missing(&FONTS, "β α\u{64e}"), ["α\u{64e}"]);
}

#[test]
fn control_characters_are_shown_and_bidi_controls_are_not_obeyed() {
    let line = shape(&FONTS, &style(16.0), "a\u{0}b\u{202e}c\nd");
    assert_eq!(line.text, "a\u{fffd}bc d");
    assert!(line.runs.iter().all(|run| !run.rtl));
}

#[test]
fn a_word_of_a_megabyte_and_ten_thousand_marks_are_shaped() {
    let long = "w".repeat(1 << 20);
    let block = wrap(&FONTS, &style(16.0), &long, 200.0, &WrapRules::default());
    assert_eq!(block.lines.len(), 1);
    assert!(block.width > 200.0, "it overhangs");
    let marks = format!("e{}", "\u{301}".repeat(10_000));
    assert!(shape(&FONTS, &style(16.0), &marks).width < 100.0);
}
