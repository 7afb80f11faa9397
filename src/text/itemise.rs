//! Which face and direction each piece of a line is set in.
use super::scripts::scripts;
use super::{BaseDirection, FaceId, Fonts, Weight};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_script::Script;

/// A piece of one face and one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FaceRun {
    pub(super) face: FaceId,
    pub(super) rtl: bool,
    pub(super) text: Range<usize>,
}

/// Cuts a line into pieces in visual order, the line's base direction given.
pub(super) fn itemise(fonts: &Fonts, weight: Weight, text: &str, base: BaseDirection) -> Vec<FaceRun> {
    let mut pieces = Vec::new();
    if text.is_empty() {
        return pieces;
    }
    // most lines: the first face of its weight has all of it
    let first = fonts.first(weight);
    let face = fonts.face(first);
    if !base.is_rtl() && fonts.has(first) && text.is_ascii() && text.chars().all(|c| face.covers(c)) {
        return vec![FaceRun { face: first, rtl: false, text: 0..text.len() }];
    }
    let scripts = if text.is_ascii() { Vec::new() } else { scripts(text) };
    // nothing before Hebrew runs from right to left
    if !base.is_rtl() && text.chars().all(|c| c < '\u{590}') {
        for (face, text) in by_face(fonts, weight, text, 0..text.len(), &scripts) {
            pieces.push(FaceRun { face, rtl: false, text });
        }
        return pieces;
    }
    let bidi = unicode_bidi::BidiInfo::new(text, Some(base.level()));
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in runs {
            let rtl = levels.get(range.start).is_some_and(unicode_bidi::Level::is_rtl);
            let mut found = by_face(fonts, weight, text, range, &scripts);
            if rtl {
                found.reverse();
            }
            pieces.extend(found.into_iter().map(|(face, text)| FaceRun { face, rtl, text }));
        }
    }
    join_invisible(&mut pieces, text);
    pieces
}

/// Gives a piece without a single glyph to one that it stands beside in the text: nothing is to be drawn for it.
fn join_invisible(pieces: &mut Vec<FaceRun>, text: &str) {
    let mut i = 0;
    while let Some(piece) = pieces.get(i) {
        let own = piece.text.clone();
        let is_invisible = text.get(own.clone()).is_some_and(|words| words.chars().all(is_direction_mark));
        let beside = |other: &FaceRun| other.text.end == own.start || other.text.start == own.end;
        match pieces.iter().position(beside).filter(|_| is_invisible).and_then(|at| pieces.get_mut(at)) {
            Some(other) => {
                other.text = other.text.start.min(own.start)..other.text.end.max(own.end);
                pieces.remove(i);
            }
            None => i += 1,
        }
    }
}

/// Cuts a range into pieces of one face and one script, in reading order: browsers kern nothing across two scripts. Marks
/// and joiners stay with what they stand on or join, and marks of direction with what follows them; signs that every
/// script shares are set in the face of the letters before them, or of those after them where none are before.
fn by_face(
    fonts: &Fonts,
    weight: Weight,
    text: &str,
    range: Range<usize>,
    scripts: &[(usize, Script)],
) -> Vec<(FaceId, Range<usize>)> {
    let first = fonts.first(weight);
    let script = |at: usize| {
        let found = scripts.binary_search_by_key(&at, |&(at, _)| at).ok();
        found.and_then(|found| scripts.get(found)).map(|&(_, script)| script)
    };
    let letters = text.get(range.clone()).and_then(|words| words.chars().find(|c| c.is_alphabetic()));
    let ahead = letters.and_then(|c| fonts.find(c, weight));
    let mut pieces: Vec<(FaceId, Range<usize>)> = Vec::new();
    // whether the last piece holds a letter or goes with one
    let mut lettered = false;
    let (mut met_letter, mut before) = (false, None);
    for cluster in clusters(text, range) {
        let base = text.get(cluster.clone()).and_then(base).unwrap_or(' ');
        let own = script(cluster.start);
        let goes_on = std::mem::replace(&mut before, own) == own;
        if let Some((face, piece)) = pieces.last_mut().filter(|_| goes_on) {
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

/// What a cluster is about: its first character that has a glyph.
fn base(cluster: &str) -> Option<char> {
    cluster.chars().find(|c| !is_direction_mark(*c)).or_else(|| cluster.chars().next())
}

/// A base with its marks, and whatever a zero-width joiner joins to it.
pub(super) fn clusters(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let slice = text.get(range.clone()).unwrap_or("");
    let mut chars = slice.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut last) = chars.next()?;
        let mut end = start + last.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let joined = last == ZERO_WIDTH_JOINER && !c.is_whitespace() || is_direction_mark(last);
            // two letters make a flag
            let is_flag = end == start + last.len_utf8() && is_flag_letter(last) && is_flag_letter(c);
            if !(joined || is_flag || is_mark(c) || is_skin_tone(c)) {
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

/// Whether a character is half of a flag.
fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a character colours the emoji before it.
fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a character is invisible and has a direction.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Whether a character would reorder what stands beside it.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
