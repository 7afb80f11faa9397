//! What a font file holds: its faces, and whether each can be drawn and may be embedded.
use super::face::{Data, Face};
use super::itemise::is_ignorable;
use super::{FontError, MAX_FONT, Weight, guard};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::raw::{FontRef, TableProvider as _};
use std::sync::Arc;

/// The font files of one family, in place of the bundled letters. A variable font or a collection holds several weights: it
/// may be the only file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FamilyFiles {
    /// The font of body text, and of each weight that has no other.
    pub regular: Vec<u8>,
    /// The font of weight 600.
    pub semibold: Option<Vec<u8>>,
    /// The font of weight 700.
    pub bold: Option<Vec<u8>>,
}

/// A font's bytes.
///
/// # Errors
/// More than [`MAX_FONT`], or more than may be read ([`guard`]).
pub(super) fn data(bytes: Vec<u8>) -> Result<Data, FontError> {
    if bytes.len() > MAX_FONT {
        return Err(FontError::TooLarge);
    }
    guard::check(&bytes, &guard::Limits::USUAL)?;
    Ok(Data::Shared(Arc::from(bytes)))
}

/// The faces of a file; a variable one in each weight of its axis.
///
/// # Errors
/// No face that can be used: why the first cannot.
pub(super) fn faces(data: &Data) -> Result<Vec<Face>, FontError> {
    let (mut found, mut fault) = (Vec::new(), None);
    for entry in entries(data) {
        match entry {
            Ok(FileFace { index, family, weights, is_upright: _ }) => {
                let faces = weights.into_iter().flat_map(|w| Face::new(&family, w, data.clone(), index));
                found.extend(faces);
            }
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    if found.is_empty() { Err(fault.unwrap_or(FontError::Unreadable)) } else { Ok(found) }
}

/// A face for each weight.
///
/// # Errors
/// Which file cannot be used, and why.
pub(super) fn family(files: FamilyFiles) -> Result<Vec<Face>, (Weight, FontError)> {
    let FamilyFiles { regular, semibold, bold } = files;
    let load = |weight, bytes: Vec<u8>| {
        let data = data(bytes).map_err(|error| (weight, error))?;
        let mut fault = FontError::Unreadable;
        let mut usable = Vec::new();
        for entry in entries(&data) {
            match entry {
                Ok(entry) => usable.push(entry),
                Err(error) => fault = error,
            }
        }
        if usable.is_empty() { Err((weight, fault)) } else { Ok((data, usable)) }
    };
    let regular = load(Weight::Regular, regular)?;
    let semibold = semibold.map(|bytes| load(Weight::SemiBold, bytes)).transpose()?;
    let bold = bold.map(|bytes| load(Weight::Bold, bytes)).transpose()?;
    let face = |weight| {
        // a file of its own, then the first one if it has the weight, then the nearest
        let (own, other) = match weight {
            Weight::Regular => (None, None),
            Weight::SemiBold => (semibold.as_ref(), bold.as_ref()),
            Weight::Bold => (bold.as_ref(), semibold.as_ref()),
        };
        let holds =
            |(_, entries): &&(Data, Vec<FileFace>)| entries.iter().any(|e| e.weights.contains(&weight));
        let (data, entries) = own.or(Some(&regular).filter(holds)).or(other).unwrap_or(&regular);
        let best = entries.iter().min_by_key(|e| (e.distance(weight), !e.is_upright));
        let best = best.ok_or(FontError::Unreadable);
        let face = best.and_then(|entry| Face::new(&entry.family, weight, data.clone(), entry.index));
        face.map_err(|error| (weight, error))
    };
    Weight::ALL.into_iter().map(face).collect()
}

/// A face of a file.
#[derive(Debug)]
struct FileFace {
    /// In a collection.
    index: u32,
    family: String,
    /// Those that it can be set in.
    weights: Vec<Weight>,
    is_upright: bool,
}

impl FileFace {
    /// How far its nearest weight is from one, as CSS counts them.
    fn distance(&self, from: Weight) -> u16 {
        self.weights.iter().map(|own| own.css().abs_diff(from.css())).min().unwrap_or(u16::MAX)
    }
}

fn entries(data: &Data) -> impl Iterator<Item = Result<FileFace, FontError>> {
    (0u32..).zip(FontRef::fonts(data.as_ref())).map(move |(index, font)| {
        let font = font.map_err(|_| FontError::Unreadable)?;
        may_be_embedded(&font)?;
        if is_of_colors(&font) {
            return Err(FontError::Colors);
        }
        let family = font
            .localized_strings(skrifa::string::StringId::FAMILY_NAME)
            .english_or_first()
            .map_or_else(|| "Font".to_owned(), |name| name.chars().take(100).collect());
        let weights = match font.axes().get_by_tag(skrifa::Tag::new(b"wght")) {
            Some(axis) => {
                let range = axis.min_value()..=axis.max_value();
                Weight::ALL.into_iter().filter(|w| range.contains(&f32::from(w.css()))).collect()
            }
            None => vec![Weight::nearest(font.attributes().weight.value())],
        };
        let is_upright = font.attributes().style == skrifa::attribute::Style::Normal;
        Ok(FileFace { index, family, weights, is_upright })
    })
}

/// Whether a font says that it may be embedded, and in part: pictures hold the letters that they use.
fn may_be_embedded(font: &FontRef<'_>) -> Result<(), FontError> {
    let bits = font.os2().map_or(0, |table| table.fs_type());
    // the one that allows most counts, where old fonts set several
    let is_restricted = bits & (RESTRICTED | PRINT_AND_PREVIEW | EDITABLE) == RESTRICTED;
    if is_restricted || bits & (NO_SUBSETTING | BITMAPS_ONLY) != 0 {
        return Err(FontError::Licence(bits));
    }
    Ok(())
}

/// Bits of `fsType` in a font's table `OS/2`.
pub(super) const RESTRICTED: u16 = 1 << 1;
const PRINT_AND_PREVIEW: u16 = 1 << 2;
const EDITABLE: u16 = 1 << 3;
pub(super) const NO_SUBSETTING: u16 = 1 << 8;
const BITMAPS_ONLY: u16 = 1 << 9;

/// Whether a font has no outline for any character, but colour pictures for some.
fn is_of_colors(font: &FontRef<'_>) -> bool {
    let has = |tag: &[u8; 4]| font.table_data(skrifa::Tag::new(tag)).is_some();
    has_colors(font)
        && (!(has(b"glyf") || has(b"CFF ") || has(b"CFF2"))
            || font.charmap().mappings().all(|(c, glyph)| is_unseen(c) || is_blank(font, c, glyph)))
}

/// Whether a font has pictures in colours, which are not drawn.
pub(super) fn has_colors(font: &FontRef<'_>) -> bool {
    [b"COLR", b"CBDT", b"sbix", b"SVG "].iter().any(|tag| font.table_data(skrifa::Tag::new(tag)).is_some())
}

/// Whether a character's glyph has no outline though there should be something to see.
pub(super) fn is_blank(font: &FontRef<'_>, c: u32, glyph: skrifa::GlyphId) -> bool {
    if is_unseen(c) {
        return false;
    }
    let mut pen = ControlBoundsPen::new();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn = font.outline_glyphs().get(glyph).map(|outline| outline.draw(settings, &mut pen));
    !matches!(drawn, Some(Ok(_))) || pen.bounding_box().is_none()
}

fn is_unseen(c: u32) -> bool {
    char::from_u32(c).is_none_or(|c| c.is_control() || is_ignorable(c))
}

#[cfg(test)]
mod tests {
    use super::{FamilyFiles, family};
    use crate::text::{FontError, Fonts, Weight};

    const ONE: &[u8] = include_bytes!("../../tests/fonts/tiny.ttf");
    const COLLECTION: &[u8] = include_bytes!("../../tests/fonts/tiny.ttc");
    const VARIABLE: &[u8] = include_bytes!("../../tests/fonts/tiny-variable.ttf");
    const RESTRICTED: &[u8] = include_bytes!("../../tests/fonts/tiny-restricted.ttf");

    #[test]
    fn a_family_takes_each_weight_from_where_it_is() {
        let files = |regular: &[u8], bold: Option<&[u8]>| FamilyFiles {
            regular: regular.to_vec(),
            semibold: None,
            bold: bold.map(<[u8]>::to_vec),
        };
        // a collection has a regular and a bold face, and the second is the nearer to what is between
        let places = |files| -> Vec<(Weight, u32, usize)> {
            let faces = family(files).expect("a family");
            faces.iter().map(|face| (face.weight, face.index, face.data().len())).collect()
        };
        let whole = COLLECTION.len();
        let expected = [(Weight::Regular, 0, whole), (Weight::SemiBold, 1, whole), (Weight::Bold, 1, whole)];
        assert_eq!(places(files(COLLECTION, None)), expected);
        let lengths = |files| places(files).into_iter().map(|(_, _, length)| length).collect::<Vec<_>>();
        assert_eq!(lengths(files(VARIABLE, None)), [VARIABLE.len(); 3]);
        assert_eq!(lengths(files(ONE, Some(VARIABLE))), [ONE.len(), VARIABLE.len(), VARIABLE.len()]);
        assert_eq!(lengths(files(ONE, None)), [ONE.len(); 3]);
        let refused = family(files(ONE, Some(RESTRICTED))).map(|faces| faces.len());
        assert_eq!(refused, Err((Weight::Bold, FontError::Licence(2))));
    }

    #[test]
    fn every_face_has_a_name_of_its_own() {
        let mut fonts = Fonts::bundled();
        for _ in 0..2 {
            fonts.add_file(ONE.to_vec()).expect("a font");
        }
        let files = FamilyFiles { regular: ONE.to_vec(), ..FamilyFiles::default() };
        fonts.lead_with(files).expect("a family");
        let mut names: Vec<(String, Weight)> =
            fonts.faces().map(|(_, face)| (face.slug(), face.weight)).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), count), (15, 15));
        assert_eq!(fonts.first(Weight::Bold), fonts.faces().nth(2).expect("faces").0);
    }
}
