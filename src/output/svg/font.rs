//! Faces reduced to the glyphs in use and embedded as WOFF2.
use crate::scene::{Node, Scene};
use crate::text::{Face, FaceId, Fonts};
use crate::threads;
use base64::Engine as _;
use skera::{Plan, SubsetFlags, subset_font};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use write_fonts::FontBuilder;
use write_fonts::read::collections::IntSet;
use write_fonts::read::types::{GlyphId, NameId, Tag};
use write_fonts::read::{FontRef, TableProvider as _};

/// A face as the file carries it.
pub(super) struct Embedded {
    /// Which.
    pub(super) face: FaceId,
    /// As `data:` URI.
    pub(super) uri: Arc<str>,
}

/// Reduces and compresses every face in use, all at once.
pub(super) fn embed(scene: &Scene, fonts: &Fonts) -> Vec<Embedded> {
    let usage: Vec<(FaceId, BTreeSet<char>)> = usage(scene).into_iter().collect();
    let reduce = |(face, characters): &(FaceId, BTreeSet<char>)| {
        // a face that cannot be reduced is drawn as outlines, even where its tables are so broken that the reducer panics
        let (id, face) = (face, fonts.face(*face));
        let uri =
            face.kept().get(characters, || threads::attempt(|| data_uri(face, characters)).flatten())?;
        Some(Embedded { face: *id, uri })
    };
    let embedded = || threads::each(usage.len(), |i| usage.get(i).and_then(reduce));
    // few glyphs are reduced sooner than a thread is started
    let few = usage.iter().map(|(_, characters)| characters.len()).sum::<usize>() < MANY;
    let embedded = if few { threads::at_most(1, embedded) } else { embedded() };
    embedded.into_iter().flatten().collect()
}

/// So many characters of all faces are worth a thread.
const MANY: usize = 600;

/// Characters of each face in a scene.
type Usage = BTreeMap<FaceId, BTreeSet<char>>;

/// Collects which characters are set in which face.
fn usage(scene: &Scene) -> Usage {
    fn visit(nodes: &[Node], found: &mut BTreeMap<FaceId, Characters>) {
        for node in nodes {
            match node {
                Node::Group(group) => visit(&group.children, found),
                Node::Shape(_) | Node::Image(_) => {}
                Node::Text(text) => {
                    for run in &text.line.runs {
                        let words = text.line.text.get(run.text.clone()).unwrap_or("");
                        found.entry(run.face).or_default().add(words);
                    }
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    visit(&scene.nodes, &mut found);
    found.into_iter().map(|(face, characters)| (face, characters.all())).collect()
}

/// Characters that are met; those of ASCII, which are most, as a bit each.
#[derive(Default)]
struct Characters {
    ascii: u128,
    others: BTreeSet<char>,
}

impl Characters {
    fn add(&mut self, words: &str) {
        if words.is_ascii() {
            self.ascii |= words.bytes().fold(0, |all, byte| all | 1 << byte);
        } else {
            self.others.extend(words.chars());
        }
    }

    fn all(self) -> BTreeSet<char> {
        let ascii = (0..128_u8).filter(|byte| self.ascii >> byte & 1 == 1).map(char::from);
        self.others.into_iter().chain(ascii).collect()
    }
}

/// Whether a face can be reduced, where its outlines are of the kind that is.
pub(in crate::output) fn is_reducible(face: &Face, characters: &BTreeSet<char>) -> bool {
    match FontRef::from_index(face.data(), face.index) {
        Ok(font) if is_true_type(&font) => reduced(&font, characters).is_some(),
        Ok(_) => true,
        Err(_) => false,
    }
}

/// The face with only the glyphs for the characters, as a `data:` URI; `None` where it cannot be reduced, which
/// is so for outlines other than TrueType's, and for variable ones that would lose their kerning.
fn data_uri(face: &Face, characters: &BTreeSet<char>) -> Option<String> {
    let font = aligned(&subset(face, characters)?)?;
    let options = ttf2woff2::EncodeOptions {
        // above that the encoder has a window of 8 MB, cleared for each face, for the kilobytes of a few glyphs: a sixth of the
        // time of quality 5, for a tenth more of its size, which is a fiftieth of a small picture's
        quality: ttf2woff2::BrotliQuality::from(1),
        // saves a seventh; browsers refuse the result where glyphs reach beyond the short index
        transform_glyf_loca: font.len() < SHORT_INDEX,
        threads: None,
    };
    let bytes = ttf2woff2::encode_with_options(&font, options).ok()?;
    // a semicolon would end the declaration for programs that split at each
    let mut uri = String::from("data:font/woff2\\3b base64,");
    base64::engine::general_purpose::STANDARD.encode_string(&bytes, &mut uri);
    Some(uri)
}

/// In bytes, half of what the short index of glyphs spans.
const SHORT_INDEX: usize = 1 << 16;

fn subset(face: &Face, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::from_index(face.data(), face.index).ok()?;
    if !is_true_type(&font) {
        return None;
    }
    // of our own faces it is known that what is reduced twice is as if it were reduced once
    let is_plain = face.is_bundled() && characters.iter().all(char::is_ascii);
    let make = || reduced(&font, &(' '..='~').collect());
    let plain = if is_plain { face.kept().plain(|| threads::attempt(make).flatten()) } else { None };
    let from = plain.and_then(|plain| FontRef::new(plain).ok());
    let reduced = reduced(from.as_ref().unwrap_or(&font), characters)?;
    // the kerning of a variable font can get lost, and a browser's words would not be as wide as those measured
    let has_kerning = |font: &FontRef<'_>| font.table_data(Tag::new(b"GPOS")).is_some();
    let keeps_kerning = FontRef::new(&reduced).is_ok_and(|reduced| has_kerning(&reduced));
    let is_variable = !face.location().coords().is_empty();
    (keeps_kerning || !is_variable || !has_kerning(&font)).then_some(reduced)
}

fn reduced(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let characters: IntSet<u32> = characters.iter().map(|&c| u32::from(c)).collect();
    let tags = |list: &[&[u8; 4]]| list.iter().map(|tag| Tag::new(tag)).collect::<IntSet<Tag>>();
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    // the copyright and licence notices stay with the font
    let names: IntSet<NameId> = [0u16, 13, 14].into_iter().map(NameId::from).collect();
    let languages: IntSet<u16> = [0x409].into_iter().collect();
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &characters,
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &tags(DROPPED),
        &scripts,
        &tags(FEATURES),
        &names,
        &languages,
    );
    subset_font(font, &plan).ok()
}

/// The same font with every outline at a multiple of four bytes. What is packed otherwise loses its last outline to FreeType,
/// which puts them so when it unpacks a font and has no more room than the file asked for.
fn aligned(data: &[u8]) -> Option<Vec<u8>> {
    let font = FontRef::new(data).ok()?;
    let bytes = |tag: &[u8; 4]| Some(font.table_data(Tag::new(tag))?.as_bytes());
    let (from, index) = (bytes(b"glyf")?, font.loca(None).ok()?);
    let mut outlines: Vec<u8> = Vec::with_capacity(from.len() + from.len() / 8);
    let mut offsets: Vec<u32> = vec![0];
    for id in 0..usize::from(font.maxp().ok()?.num_glyphs()) {
        let (start, end) = (index.get_raw(id)? as usize, index.get_raw(id + 1)? as usize);
        outlines.extend_from_slice(from.get(start..end)?);
        outlines.resize(outlines.len().next_multiple_of(4), 0);
        offsets.push(u32::try_from(outlines.len()).ok()?);
    }
    let is_short = outlines.len() < 2 * SHORT_INDEX;
    let index: Vec<u8> = match is_short {
        true => offsets.iter().flat_map(|at| ((at / 2) as u16).to_be_bytes()).collect(),
        false => offsets.iter().flat_map(|at| at.to_be_bytes()).collect(),
    };
    let mut head = bytes(b"head")?.to_vec();
    head.get_mut(INDEX_FORMAT)?.copy_from_slice(&u16::from(!is_short).to_be_bytes());
    let mut builder = FontBuilder::new();
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        let table = match &tag.to_be_bytes() {
            b"glyf" => outlines.as_slice(),
            b"loca" => &index,
            b"head" => &head,
            _ => font.table_data(tag)?.as_bytes(),
        };
        builder.add_raw(tag, table);
    }
    Some(builder.build())
}

/// Where the header says which index of outlines there is, in bytes.
const INDEX_FORMAT: std::ops::Range<usize> = 50..52;

/// Whether a face has the tables that a TrueType face needs; what they hold was checked when it was loaded.
fn is_true_type(font: &FontRef<'_>) -> bool {
    let has =
        |tag: &&[u8; 4]| font.table_data(Tag::new(tag)).is_some_and(|table| !table.as_bytes().is_empty());
    REQUIRED.iter().all(has)
}

const REQUIRED: &[&[u8; 4]] =
    &[b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"];

const DROPPED: &[&[u8; 4]] = &[
    b"DSIG", b"SVG ", b"JSTF", b"LTSH", b"PCLT", b"kern", b"morx", b"STAT", b"MVAR", b"VDMX", b"hdmx",
    b"meta", b"BASE", b"gasp",
];

/// What the shaper applies without being asked.
const FEATURES: &[&[u8; 4]] = &[
    b"abvf", b"abvm", b"abvs", b"akhn", b"blwf", b"blwm", b"blws", b"calt", b"ccmp", b"cfar", b"cjct",
    b"clig", b"curs", b"dist", b"fin2", b"fin3", b"fina", b"half", b"haln", b"init", b"isol", b"kern",
    b"liga", b"ljmo", b"locl", b"ltra", b"ltrm", b"mark", b"med2", b"medi", b"mkmk", b"mset", b"nukt",
    b"pref", b"pres", b"pstf", b"psts", b"rclt", b"rkrf", b"rlig", b"rphf", b"rtla", b"rtlm", b"rvrn",
    b"stch", b"tjmo", b"vatu", b"vjmo",
];

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::{FontRef, reduced};
    use crate::text::Fonts;
    use std::collections::BTreeSet;

    #[test]
    fn a_face_reduced_twice_is_as_if_it_were_reduced_once() {
        let fonts = Fonts::bundled();
        let plain: BTreeSet<char> = (' '..='~').collect();
        for (_, face) in fonts.faces().filter(|(_, face)| face.covers('a')) {
            let whole = FontRef::from_index(face.data(), face.index).unwrap();
            let latin = reduced(&whole, &plain).unwrap();
            let latin = FontRef::new(&latin).unwrap();
            for seed in 1..40_usize {
                let is_in = |c: &char| !((*c as usize * seed * 31 + seed) % 97).is_multiple_of(seed % 7 + 2);
                let some: BTreeSet<char> = plain.iter().copied().filter(is_in).collect();
                let (once, twice) = (reduced(&whole, &some).unwrap(), reduced(&latin, &some).unwrap());
                assert!(once == twice, "{face:?} {seed}: {} {}", once.len(), twice.len());
            }
        }
    }
}
