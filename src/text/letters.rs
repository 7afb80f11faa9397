//! A run once more, with a glyph for each letter and each mark of its own.
use super::{Fonts, Glyph, Line, Run};
use harfrust::{BufferClusterLevel, Direction, Feature, ShapeOptions, ShapePlan, Tag, UnicodeBuffer};
use std::collections::BTreeMap;
use std::ops::Range;

/// What joins several letters to one glyph, or a letter and its marks.
const JOINING: [&[u8; 4]; 6] = [b"ccmp", b"rlig", b"liga", b"clig", b"calt", b"dlig"];

/// The glyphs of a run from right to left in which some stand for several characters, each of those given a glyph of its
/// own; all together they fill the same room. `None` where each has its own already.
#[must_use]
pub fn letters(fonts: &Fonts, line: &Line, run: &Run) -> Option<Vec<Glyph>> {
    let words = |range: &Range<usize>| line.text.get(range.clone()).unwrap_or_default();
    let is_one =
        |cluster: &[Glyph]| cluster.len() == 1 && cluster.iter().all(|g| words(&g.text).chars().count() <= 1);
    let clusters = || run.glyphs.chunk_by(|a, b| a.text == b.text);
    if !run.rtl || clusters().all(is_one) {
        return None;
    }
    let apart = apart(fonts, run, words(&run.text))?;
    let mut letters: Vec<Glyph> = Vec::new();
    for cluster in clusters() {
        let text = &cluster.first()?.text;
        let room: f64 = cluster.iter().map(|glyph| glyph.advance).sum();
        if is_one(cluster) {
            letters.extend(cluster.iter().cloned());
            continue;
        }
        let chars = words(text).char_indices().filter_map(|(at, c)| {
            let start = text.start + at;
            let (id, advance) = *apart.get(&(start - run.text.start))?;
            Some(Glyph { id, advance, dx: 0.0, dy: 0.0, text: start..start + c.len_utf8() })
        });
        // from left to right
        let mut chars: Vec<Glyph> = chars.collect();
        chars.reverse();
        let natural: f64 = chars.iter().map(|glyph| glyph.advance).sum();
        let count = chars.len() as f64;
        for glyph in &mut chars {
            glyph.advance = if natural > 0.0 { glyph.advance / natural * room } else { room / count };
        }
        letters.extend(chars);
    }
    Some(letters)
}

/// For each character's offset in a run its glyph and advance in ems, in the form that its neighbours call for.
fn apart(fonts: &Fonts, run: &Run, words: &str) -> Option<BTreeMap<usize, (u32, f64)>> {
    let face = fonts.face(run.face);
    let shaper = face.shaper()?;
    let mut buffer = UnicodeBuffer::new();
    buffer.set_cluster_level(BufferClusterLevel::Characters);
    buffer.push_str(words);
    buffer.set_direction(Direction::RightToLeft);
    buffer.guess_segment_properties();
    let off: Vec<Feature> = JOINING.iter().map(|tag| Feature::new(Tag::new(tag), 0, ..)).collect();
    let plan = ShapePlan::new(&shaper, buffer.direction(), Some(buffer.script()), None, &off);
    let output = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)).features(&off));
    let glyphs = output.glyph_infos().iter().zip(output.glyph_positions());
    let em = |units: i32| f64::from(units) / face.units_per_em;
    Some(glyphs.map(|(info, place)| (info.cluster as usize, (info.glyph_id, em(place.x_advance)))).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Fonts, TextStyle, Weight, shape};
    use super::letters;

    #[test]
    fn joined_letters_come_apart_and_fill_the_same_room() {
        let fonts = Fonts::bundled();
        let of = |words: &str| {
            let line = shape(&fonts, &TextStyle::new(Weight::Regular, 20.0, 1.25), words);
            let run = line.runs[0].clone();
            (letters(&fonts, &line, &run), line, run)
        };
        let (apart, line, run) = of("الاستراتيجي");
        let apart = apart.expect("a ligature");
        assert!(run.glyphs.len() < apart.len(), "lam and alef are one glyph");
        let read: String = apart.iter().rev().map(|glyph| &line.text[glyph.text.clone()]).collect();
        assert_eq!(read, line.text);
        let room = |glyphs: &[super::Glyph]| glyphs.iter().map(|glyph| glyph.advance).sum::<f64>();
        assert!((room(&apart) - room(&run.glyphs)).abs() < 1e-9);
        assert!(apart.iter().all(|glyph| glyph.id != 0));
        assert_eq!(of("دور").0, None);
        assert_eq!(of("office").0, None);
    }
}
