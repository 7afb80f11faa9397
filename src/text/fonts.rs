//! The faces: bundled ones, then the user's; the system's are never consulted.
use super::face::{Data, Face};
use super::measure::Pieces;
use super::memo::Memo;
use super::shape::Shaped;
use super::sound::is_sound;
use std::sync::Arc;

/// Weight of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

impl Weight {
    /// Every weight, lightest first.
    pub const ALL: [Self; 3] = [Self::Regular, Self::SemiBold, Self::Bold];

    /// The number in CSS.
    #[must_use]
    pub fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }

    /// The nearest of a number in CSS.
    fn nearest(number: f32) -> Self {
        match number {
            n if n < 500.0 => Self::Regular,
            n if n < 650.0 => Self::SemiBold,
            _ => Self::Bold,
        }
    }
}

/// Index into [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub(crate) usize);

/// Why a font was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// Not a TrueType or OpenType font, or a broken one.
    Unreadable,
    /// More than [`MAX_FONT`] bytes.
    TooLarge,
}

impl std::fmt::Display for FontError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "not a TrueType or OpenType font, or a broken one",
            Self::TooLarge => "a font of more than 64 MB",
        })
    }
}

impl std::error::Error for FontError {}

/// Most bytes of a font file.
pub const MAX_FONT: usize = 64 << 20;

/// The faces that text may be set in, in order of preference; each bundled family of letters has all
/// three weights.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    /// Glyphs of texts.
    pub(super) shaped: Memo<Shaped>,
    /// Where texts can be broken.
    pub(super) pieces: Memo<Pieces>,
}

impl Fonts {
    /// The fonts compiled into the crate.
    #[must_use]
    pub fn bundled() -> Self {
        let replacement: &[_] = &[("Replacement", Weight::Regular, REPLACEMENT)];
        let faces = BUNDLED
            .iter()
            .chain(replacement)
            .filter_map(|(family, weight, data)| Face::new(family, *weight, Data::Bundled(data), 0).ok())
            .collect();
        Self { faces, shaped: Memo::default(), pieces: Memo::default() }
    }

    /// Adds every face of a TrueType or OpenType file or collection, for the characters that those before it lack.
    ///
    /// # Errors
    /// A file that is too large, unreadable, or without a single usable face; then nothing is added.
    pub fn add_file(&mut self, data: Vec<u8>) -> Result<(), FontError> {
        if data.len() > MAX_FONT {
            return Err(FontError::TooLarge);
        }
        let data = Data::Shared(Arc::from(data));
        let faces = faces(&data)?;
        self.faces.extend(faces);
        self.shaped.clear();
        self.pieces.clear();
        Ok(())
    }

    /// [`Self::add_file`] on fonts of one's own.
    ///
    /// # Errors
    /// See [`Self::add_file`].
    pub fn with_file(mut self, data: Vec<u8>) -> Result<Self, FontError> {
        self.add_file(data)?;
        Ok(self)
    }

    /// The face behind an id.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// Every face with its id.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(i, face)| (FaceId(i), face))
    }

    /// The first face of the weight that has the character, else the first of any weight.
    #[must_use]
    pub fn find(&self, c: char, weight: Weight) -> Option<FaceId> {
        let covering = |(_, face): &(FaceId, &Face)| face.covers(c);
        let id = |(id, _): (FaceId, &Face)| id;
        self.faces()
            .filter(|(_, face)| face.weight == weight)
            .find(covering)
            .or_else(|| self.faces().filter(|(_, face)| face.weight != weight).find(covering))
            .map(id)
    }

    /// The face for text without characters of its own.
    #[must_use]
    pub fn first(&self, weight: Weight) -> FaceId {
        self.faces().find(|(_, face)| face.weight == weight).map_or(FaceId(0), |(id, _)| id)
    }
}

/// The faces of a file; a variable one in each weight of its axis.
fn faces(data: &Data) -> Result<Vec<Face>, FontError> {
    use skrifa::MetadataProvider as _;
    let mut found = Vec::new();
    for (index, font) in (0u32..).zip(skrifa::FontRef::fonts(data.as_ref())) {
        let Ok(font) = font else { continue };
        if !is_sound(&font) {
            continue;
        }
        let family = font
            .localized_strings(skrifa::string::StringId::FAMILY_NAME)
            .english_or_first()
            .map_or_else(|| "Font".to_owned(), |name| name.chars().take(100).collect());
        let axis = font.axes().get_by_tag(skrifa::Tag::new(b"wght"));
        let weights = match axis {
            Some(axis) => {
                let range = axis.min_value()..=axis.max_value();
                let within = Weight::ALL.into_iter().filter(|w| range.contains(&f32::from(w.css())));
                within.collect::<Vec<_>>()
            }
            None => vec![Weight::nearest(font.attributes().weight.value())],
        };
        for weight in weights {
            found.extend(Face::new(&family, weight, data.clone(), index));
        }
    }
    if found.is_empty() { Err(FontError::Unreadable) } else { Ok(found) }
}

macro_rules! bundled {
    ($($family:literal $folder:literal $file:literal),*) => {
        &[$(
            ($family, Weight::Regular, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_400Regular.ttf"))),
            ($family, Weight::SemiBold, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_600SemiBold.ttf"))),
            ($family, Weight::Bold, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_700Bold.ttf"))),
        )*]
    };
}

const BUNDLED: &[(&str, Weight, &[u8])] = bundled![
    "Public Sans" "public-sans" "PublicSans",
    "Inter" "inter" "Inter",
    "Noto Sans Arabic" "noto-sans-arabic" "NotoSansArabic"
];

/// The glyph for what cannot be shown.
const REPLACEMENT: &[u8] = include_bytes!("../../fonts/replacement/Replacement.ttf");

#[cfg(test)]
mod tests {
    use super::{BUNDLED, FontError, Fonts, MAX_FONT, Weight};

    #[test]
    fn every_bundled_face_is_read_and_has_its_own_characters() {
        let fonts = Fonts::bundled();
        assert_eq!(fonts.faces().count(), 10);
        for weight in Weight::ALL {
            for (c, family) in
                [('a', "Public Sans"), ('ж', "Inter"), ('→', "Inter"), ('ع', "Noto Sans Arabic")]
            {
                let face = fonts.face(fonts.find(c, weight).expect("a face"));
                assert_eq!((face.family.as_str(), face.weight), (family, weight), "{c}");
            }
        }
        assert_eq!(fonts.find('語', Weight::Regular), None);
        assert!(fonts.find('\u{fffd}', Weight::Bold).is_some());
    }

    #[test]
    fn coverage_is_the_charmaps() {
        use skrifa::MetadataProvider as _;
        let fonts = Fonts::bundled();
        for (_, face) in fonts.faces() {
            let charmap = face.font().expect("a font").charmap();
            for c in '\u{1}'..'\u{3000}' {
                let expected = charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0);
                assert_eq!(face.covers(c), expected, "{c:?} in {face:?}");
            }
        }
    }

    #[test]
    fn a_broken_font_is_refused_and_a_file_may_be_added() {
        let mut fonts = Fonts::bundled();
        for bytes in [&b""[..], b"not a font", b"\0\x01\0\0\xff\xff", b"ttcf\0\x01\0\0\xff\xff\xff\xff"] {
            assert_eq!(fonts.add_file(bytes.to_vec()), Err(FontError::Unreadable), "{bytes:?}");
        }
        assert_eq!(fonts.add_file(vec![0; MAX_FONT + 1]), Err(FontError::TooLarge));
        assert_eq!(fonts.faces().count(), 10);
        assert_eq!(fonts.add_file(BUNDLED[0].2.to_vec()), Ok(()));
        assert_eq!(fonts.faces().count(), 11);
    }
}
