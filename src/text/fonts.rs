//! The faces: bundled ones, then the user's; the system's are never consulted.
use harfrust::{FontRef, ShaperData};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
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
    /// The number in CSS.
    #[must_use]
    pub fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }
}

/// Index into [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub(crate) usize);

/// Why a font was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FontError {
    /// Not a TrueType or OpenType font, or a broken one.
    Unreadable,
    /// More than 64 MB.
    TooLarge,
}

/// One face of one family.
pub struct Face {
    /// Family name in the pictures.
    pub family: String,
    /// Weight.
    pub weight: Weight,
    /// Index in a collection.
    pub index: u32,
    /// Units an em.
    pub units_per_em: f64,
    data: Arc<[u8]>,
    shaper: ShaperData,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face")
            .field("family", &self.family)
            .field("weight", &self.weight)
            .finish_non_exhaustive()
    }
}

impl Face {
    fn new(family: &str, weight: Weight, data: Arc<[u8]>, index: u32) -> Result<Self, FontError> {
        let font = FontRef::from_index(&data, index).map_err(|_| FontError::Unreadable)?;
        let shaper = ShaperData::new(&font);
        let units = skrifa::FontRef::from_index(&data, index)
            .map_err(|_| FontError::Unreadable)?
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em;
        if units == 0 {
            return Err(FontError::Unreadable);
        }
        Ok(Self { family: family.to_owned(), weight, index, units_per_em: f64::from(units), data, shaper })
    }

    /// The font file's bytes.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The font file's bytes, shared.
    #[must_use]
    pub fn shared_data(&self) -> Arc<[u8]> {
        Arc::clone(&self.data)
    }

    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    pub(super) fn shaper_data(&self) -> &ShaperData {
        &self.shaper
    }

    /// Whether the face has a glyph for the character.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        self.font().is_some_and(|font| font.charmap().map(c).is_some_and(|id| id.to_u32() != 0))
    }
}

/// The faces that text may be set in, in order of preference; each family has all three weights.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
}

impl Fonts {
    /// The fonts compiled into the crate.
    ///
    /// # Panics
    /// Never: the bundled fonts are read by a test.
    #[must_use]
    pub fn bundled() -> Self {
        let mut fonts = Self { faces: Vec::new() };
        for (family, weight, data) in BUNDLED {
            if let Ok(face) = Face::new(family, *weight, Arc::from(*data), 0) {
                fonts.faces.push(face);
            }
        }
        fonts
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

    /// The first face of the weight that has the character.
    #[must_use]
    pub fn find(&self, c: char, weight: Weight) -> Option<FaceId> {
        self.faces().find(|(_, face)| face.weight == weight && face.covers(c)).map(|(id, _)| id)
    }

    /// The face for text without characters of its own.
    #[must_use]
    pub fn first(&self, weight: Weight) -> FaceId {
        self.faces().find(|(_, face)| face.weight == weight).map_or(FaceId(0), |(id, _)| id)
    }
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
