//! Which face and direction each piece of a line is set in.
use super::{FaceId, Fonts, Weight};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// A piece of one face and one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) face: FaceId,
    pub(super) rtl: bool,
    pub(super) text: Range<usize>,
}

/// Cuts a line into pieces in visual order.
pub(super) fn itemise(fonts: &Fonts, weight: Weight, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if text.is_empty() {
        return pieces;
    }
    // nothing before Hebrew runs from right to left
    if text.chars().all(|c| c < '\u{590}') {
        for (face, text) in by_face(fonts, weight, text, 0..text.len()) {
            pieces.push(Piece { face, rtl: false, text });
        }
        return pieces;
    }
    let bidi = unicode_bidi::BidiInfo::new(text, Some(unicode_bidi::Level::ltr()));
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in runs {
            let rtl = levels.get(range.start).is_some_and(unicode_bidi::Level::is_rtl);
            let mut found = by_face(fonts, weight, text, range);
            if rtl {
                found.reverse();
            }
            pieces.extend(found.into_iter().map(|(face, text)| Piece { face, rtl, text }));
        }
    }
    pieces
}

/// Cuts a range into pieces of one face, in reading order. Marks and joiners stay with what they stand on or join;
/// signs that every script shares stay with the letters before them, or go with those after them where none are
/// before. A space that starts the range inside a line is a piece of its own, since a browser takes it for one of
/// the script before it and does not kern it.
fn by_face(fonts: &Fonts, weight: Weight, text: &str, range: Range<usize>) -> Vec<(FaceId, Range<usize>)> {
    let first = fonts.first(weight);
    let inside = range.start > 0;
    let letters = text.get(range.clone()).and_then(|words| words.chars().find(|c| c.is_alphabetic()));
    let ahead = letters.and_then(|c| fonts.find(c, weight));
    let mut pieces: Vec<(FaceId, Range<usize>)> = Vec::new();
    // whether the last piece holds a letter or goes with one
    let mut lettered = false;
    let (mut met_letter, mut lone_space) = (false, false);
    for cluster in clusters(text, range) {
        let base = text.get(cluster.clone()).and_then(|words| words.chars().next()).unwrap_or(' ');
        if let Some((face, piece)) = pieces.last_mut().filter(|_| !lone_space) {
            let has = fonts.face(*face).covers(base);
            let stays = if base.is_whitespace() || *face == first {
                has
            } else if base.is_alphabetic() {
                has && !fonts.face(first).covers(base)
            } else {
                has && (lettered || !fonts.face(first).covers(base))
            };
            if stays {
                piece.end = cluster.end;
                lettered |= base.is_alphabetic();
                met_letter |= base.is_alphabetic();
                continue;
            }
        }
        lone_space = pieces.is_empty() && inside && base.is_whitespace();
        let leads = !met_letter && !base.is_alphabetic();
        let with_letters = ahead.filter(|&face| leads && fonts.face(face).covers(base));
        met_letter |= base.is_alphabetic();
        lettered = base.is_alphabetic() || with_letters.is_some();
        let face = with_letters.or_else(|| find(fonts, weight, text, &cluster, base));
        pieces.push((face.unwrap_or(first), cluster));
    }
    pieces
}

/// The first face with all of the cluster, else with its base.
fn find(fonts: &Fonts, weight: Weight, text: &str, cluster: &Range<usize>, base: char) -> Option<FaceId> {
    let whole = text.get(cluster.clone()).unwrap_or("");
    if whole.chars().nth(1).is_some() {
        let has_all = |id: &FaceId| whole.chars().all(|c| is_ignorable(c) || fonts.face(*id).covers(c));
        let found = fonts.faces().filter(|(_, face)| face.weight == weight).map(|(id, _)| id).find(has_all);
        if found.is_some() {
            return found;
        }
    }
    fonts.find(base, weight)
}

/// A base with its marks, and whatever a zero-width joiner joins to it.
pub(super) fn clusters(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let slice = text.get(range.clone()).unwrap_or("");
    let mut chars = slice.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut last) = chars.next()?;
        let mut end = start + last.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let joined = last == ZERO_WIDTH_JOINER && !c.is_whitespace();
            if !(joined || is_mark(c)) {
                break;
            }
            (last, end) = (c, at + c.len_utf8());
            chars.next();
        }
        Some(range.start + start..range.start + end)
    })
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Whether a character stands on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && matches!(bidi_class(c), BidiClass::NSM | BidiClass::BN)
}

/// Whether a character needs no glyph: it steers others.
pub(super) fn is_ignorable(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character would reorder what stands beside it.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
