//! A text's glyphs from those of its words: most words of a text were met before, and shaping is most of what a new text costs.
//!
//! Words of ASCII are parted by single spaces, in a face that does nothing across a space but to kern pairs of glyphs that touch
//! ([`Face::parts_at_spaces`]). Then a word has the glyphs that it has alone, its last one is kerned with the space behind it, and
//! that space with the first one of the next word.
use super::itemise::FaceRun;
use super::shape::{ShapedGlyph, ShapedRun, shape_run, shaped};
use super::{BaseDirection, Face, FaceId, Fonts, Weight};

/// How a character stands beside a space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Its glyph.
    glyph: u32,
    /// How much wider it is before a space.
    kern: i32,
    /// A space before it.
    space: ShapedGlyph,
}

/// The only run of clean text, if it can be composed.
pub(super) fn composed(fonts: &Fonts, weight: Weight, text: &str, base: BaseDirection) -> Option<ShapedRun> {
    if base.is_rtl() || !text.is_ascii() || !text.contains(' ') {
        return None;
    }
    let id = fonts.first(weight);
    let face = fonts.face(id);
    if !face.parts_at_spaces() || !text.bytes().all(|byte| face.covers(char::from(byte))) {
        return None;
    }
    let mut glyphs: Vec<ShapedGlyph> = Vec::with_capacity(text.len());
    let mut behind: Option<u8> = None;
    let mut at = 0;
    for word in text.split(' ') {
        let (first, last) = (*word.as_bytes().first()?, *word.as_bytes().last()?);
        let alone = shaped(fonts, weight, word, base);
        let [run] = alone.runs.as_slice() else { return None };
        if run.face != id || run.rtl {
            return None;
        }
        if let Some(behind) = behind {
            let (left, right) = (edge(fonts, id, face, behind)?, edge(fonts, id, face, first)?);
            let before = glyphs.last_mut().filter(|glyph| glyph.id == left.glyph)?;
            before.advance += left.kern;
            glyphs.push(ShapedGlyph { start: at - 1, ..right.space });
            if run.glyphs.first()?.id != right.glyph {
                return None;
            }
        }
        glyphs.extend(run.glyphs.iter().map(|glyph| ShapedGlyph { start: at + glyph.start, ..*glyph }));
        behind = Some(last);
        at += word.len() + 1;
    }
    Some(ShapedRun { face: id, rtl: false, text: 0..text.len(), glyphs })
}

fn edge(fonts: &Fonts, id: FaceId, face: &Face, c: u8) -> Option<Edge> {
    face.edge(c, || {
        let shape = |text: &str| {
            let piece = FaceRun { face: id, rtl: false, text: 0..text.len() };
            shape_run(fonts, text, piece).glyphs
        };
        let c = char::from(c);
        let same = |a: &ShapedGlyph, b: &ShapedGlyph| (a.id, a.dx, a.dy) == (b.id, b.dx, b.dy);
        let (alone, space) = (shape(&c.to_string()), shape(" "));
        let (before, after) = (shape(&format!("{c} ")), shape(&format!(" {c}")));
        let ([alone], [space], [first, behind], [ahead, last]) = (&*alone, &*space, &*before, &*after) else {
            return None;
        };
        let is_plain = same(alone, first)
            && same(alone, last)
            && alone.advance == last.advance
            && same(space, behind)
            && same(space, ahead)
            && space.advance == behind.advance;
        is_plain.then_some(Edge { glyph: alone.id, kern: first.advance - alone.advance, space: *ahead })
    })
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::composed;
    use crate::text::shape::{Shaped, shaped_whole};
    use crate::text::{BaseDirection, Fonts, Weight};

    /// Whether a text is composed, in every weight; if so, it is as it is shaped whole.
    fn is_composed(fonts: &Fonts, text: &str) -> bool {
        Weight::ALL.into_iter().all(|weight| {
            let Some(run) = composed(fonts, weight, text, BaseDirection::LeftToRight) else { return false };
            let whole = shaped_whole(fonts, weight, text, BaseDirection::LeftToRight);
            assert_eq!(Shaped { runs: vec![run] }, whole, "{text:?} {weight:?}");
            true
        })
    }

    #[test]
    fn a_text_is_its_words_whatever_stands_beside_a_space() {
        let fonts = Fonts::bundled();
        let signs = || '!'..='~';
        for last in signs() {
            // many at once: each pair of characters that a space parts
            let text: Vec<String> = signs().map(|first| format!("{first} n{last}")).collect();
            assert!(is_composed(&fonts, &text.join(" ")), "{last}");
            assert!(is_composed(&fonts, &format!("{last} {last}{last}")), "{last}");
        }
    }

    #[test]
    fn texts_of_all_kinds_of_words_are_composed() {
        let fonts = Fonts::bundled();
        let words = [
            "AVA", "office", "12", "(3)", "-", "--", "R&D", "1/2", "co-op", "fly", "Yf", "a", "#", "it's",
            "10%", "x", "2.5",
        ];
        for (i, first) in words.iter().enumerate() {
            let rest: Vec<&str> =
                words.iter().cycle().skip(7 * i % 13).step_by(1 + i % 4).take(9).copied().collect();
            // behind a space a ligature may be kerned otherwise than its letters
            let is_composed = is_composed(&fonts, &format!("{first} {}", rest.join(" ")));
            assert_eq!(is_composed, !rest.contains(&"fly"));
        }
    }

    #[test]
    fn what_is_not_words_and_single_spaces_is_shaped_whole() {
        let fonts = Fonts::bundled();
        for text in ["", "one", " a", "a ", "a  b", "a \u{2014} b", "\u{e9} b"] {
            assert_eq!(composed(&fonts, Weight::Regular, text, BaseDirection::LeftToRight), None, "{text:?}");
        }
        assert_eq!(composed(&fonts, Weight::Regular, "a b", BaseDirection::RightToLeft), None);
    }
}
