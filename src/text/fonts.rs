//! The faces: bundled ones, then the user's; the system's are never consulted.
use super::face::{Data, Face};
use super::measure::Pieces;
use super::memo::Memo;
use super::shape::Shaped;
use super::source::{self, FamilyFiles, NO_SUBSETTING, RESTRICTED};

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
    pub(super) fn nearest(number: f32) -> Self {
        match number {
            n if n < 500.0 => Self::Regular,
            n if n < 650.0 => Self::SemiBold,
            _ => Self::Bold,
        }
    }
}

/// A face of some [`Fonts`], and in any other that have the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId {
    index: usize,
    stamp: u64,
}

/// Why a font was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// Not a TrueType or OpenType font, or a broken one.
    Unreadable,
    /// More than [`MAX_FONT`] bytes.
    TooLarge,
    /// It would cost too much to read: what it has too much of.
    TooComplex(&'static str),
    /// Its licence bits, which this holds, forbid to embed it or a part of it.
    Licence(u16),
    /// Pictures in colours instead of outlines, which no picture is drawn with.
    Colors,
}

impl std::fmt::Display for FontError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let forbidden = match self {
            Self::Unreadable => return f.write_str("not a TrueType or OpenType font, or a broken one"),
            Self::TooLarge => return f.write_str("a font of more than 64 MB"),
            Self::TooComplex(what) => return write!(f, "a font with too many {what} to be read"),
            Self::Colors => return f.write_str("a font of colour pictures, which has no outline to draw"),
            Self::Licence(bits) if bits & RESTRICTED != 0 => "to embed it",
            Self::Licence(bits) if bits & NO_SUBSETTING != 0 => "to embed a part of it",
            Self::Licence(_) => "to embed its outlines",
        };
        write!(f, "a font whose licence bits (`fsType` in its table OS/2) forbid {forbidden}")
    }
}

impl std::error::Error for FontError {}

impl FontError {
    /// What to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Licence(_) => "ask its makers for a licence to embed it, or take another font",
            Self::Colors => "give a font with outlines",
            Self::Unreadable | Self::TooLarge | Self::TooComplex(_) => {
                "give a TrueType or OpenType file: .ttf, .otf or .ttc"
            }
        }
    }
}

pub use crate::limits::FONT_BYTES as MAX_FONT;

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
    #[cfg(feature = "bundled-fonts")]
    #[must_use]
    pub fn bundled() -> Self {
        Self::compiled(BUNDLED)
    }

    /// The bundled ones, or none where they were left out of the build.
    pub(crate) fn usual() -> Self {
        #[cfg(feature = "bundled-fonts")]
        return Self::bundled();
        #[cfg(not(feature = "bundled-fonts"))]
        Self::bare()
    }

    /// No letters yet: the sign alone for what cannot be shown. A family of one's own leads ([`Self::lead_with`]), and others
    /// follow ([`Self::add_file`]).
    #[must_use]
    pub fn bare() -> Self {
        Self::compiled(&[])
    }

    /// These, and the sign for what cannot be shown.
    fn compiled(faces: &[(&str, Weight, &'static [u8])]) -> Self {
        let replacement: &[_] = &[("Replacement", Weight::Regular, REPLACEMENT)];
        let faces = faces.iter().chain(replacement);
        let read = faces
            .filter_map(|(family, weight, data)| Face::new(family, *weight, Data::Bundled(data), 0).ok())
            .collect();
        Self { faces: read, shaped: Memo::default(), pieces: Memo::default() }
    }

    /// Adds every face of a TrueType or OpenType file or collection, for the characters that those before it lack.
    ///
    /// # Errors
    /// A file that is too large, unreadable, or without a single usable face; then nothing is added.
    pub fn add_file(&mut self, data: Vec<u8>) -> Result<(), FontError> {
        let faces = source::faces(&source::data(data)?)?;
        let at = self.faces.len();
        self.add(at, faces);
        Ok(())
    }

    /// Sets all text in a family of one's own; the fonts there were follow for the characters that it lacks.
    ///
    /// # Errors
    /// As [`Self::add_file`], with the weight that the file is for; then nothing is added.
    pub fn lead_with(&mut self, files: FamilyFiles) -> Result<(), (Weight, FontError)> {
        let faces = source::family(files)?;
        self.add(0, faces);
        Ok(())
    }

    /// Adds faces before the one at an index, each under a name of its own.
    fn add(&mut self, at: usize, mut faces: Vec<Face>) {
        for i in 0..faces.len() {
            let (named, rest) = faces.split_at_mut(i);
            let Some(face) = rest.first_mut() else { break };
            let family = face.family.clone();
            let taken = |face: &Face| {
                self.faces.iter().chain(&*named).any(|o| o.weight == face.weight && o.slug() == face.slug())
            };
            let mut number = 1;
            while taken(face) {
                number += 1;
                face.family = format!("{family} {number}");
            }
        }
        self.faces.splice(at..at, faces);
        self.shaped.clear();
        self.pieces.clear();
    }

    /// [`Self::add_file`] on fonts of one's own.
    ///
    /// # Errors
    /// See [`Self::add_file`].
    pub fn with_file(mut self, data: Vec<u8>) -> Result<Self, FontError> {
        self.add_file(data)?;
        Ok(self)
    }

    /// The face behind an id, which may have been given by other fonts that have the same face; behind one that is not
    /// here, the first face.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        self.known(id).unwrap_or(&self.faces[0])
    }

    /// Whether the face behind an id is here.
    #[must_use]
    pub fn has(&self, id: FaceId) -> bool {
        self.known(id).is_some()
    }

    fn known(&self, id: FaceId) -> Option<&Face> {
        let is_it = |face: &&Face| face.stamp == id.stamp;
        self.faces.get(id.index).filter(is_it).or_else(|| self.faces.iter().find(is_it))
    }

    /// Every face with its id.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId { index, stamp: face.stamp }, face))
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
        self.faces()
            .find(|(_, face)| face.weight == weight)
            .map_or(FaceId { index: 0, stamp: 0 }, |(id, _)| id)
    }
}

#[cfg(feature = "bundled-fonts")]
macro_rules! bundled {
    ($($family:literal $folder:literal $file:literal),*) => {
        &[$(
            ($family, Weight::Regular, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_400Regular.ttf"))),
            ($family, Weight::SemiBold, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_600SemiBold.ttf"))),
            ($family, Weight::Bold, include_bytes!(concat!("../../fonts/", $folder, "/", $file, "_700Bold.ttf"))),
        )*]
    };
}

#[cfg(feature = "bundled-fonts")]
const BUNDLED: &[(&str, Weight, &[u8])] = bundled![
    "Public Sans" "public-sans" "PublicSans",
    "Inter" "inter" "Inter",
    "IBM Plex Sans Arabic" "ibm-plex-sans-arabic" "IBMPlexSansArabic"
];

/// The glyph for what cannot be shown.
const REPLACEMENT: &[u8] = include_bytes!("../../fonts/replacement/Replacement.ttf");

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::{BUNDLED, FontError, Fonts, MAX_FONT, Weight};

    #[test]
    fn every_bundled_face_is_read_and_has_its_own_characters() {
        let fonts = Fonts::bundled();
        assert_eq!(fonts.faces().count(), 10);
        for weight in Weight::ALL {
            for (c, family) in
                [('a', "Public Sans"), ('ж', "Inter"), ('→', "Inter"), ('ع', "IBM Plex Sans Arabic")]
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
