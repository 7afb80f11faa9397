//! The faces, as the encoder takes them; it embeds only the glyphs that are drawn.
use crate::text::{Face, FaceId, Fonts, Weight};
use krilla::text::{Font, GlyphId, Tag};
use skrifa::MetadataProvider as _;
use std::collections::BTreeMap;

/// Whether the encoder can read a face.
pub(in crate::output) fn is_readable(face: &Face) -> bool {
    read(face).is_some()
}

fn read(face: &Face) -> Option<Font> {
    let data = face.shared_data().into();
    if face.location().coords().is_empty() {
        return Font::new(data, face.index);
    }
    Font::new_variable(data, face.index, &[(Tag::new(b"wght"), f32::from(face.weight.css()))])
}

/// Faces in use, each read once.
pub(super) struct Embedded<'a> {
    fonts: &'a Fonts,
    faces: BTreeMap<FaceId, Option<Font>>,
    spaces: BTreeMap<Weight, Option<(Font, GlyphId)>>,
}

impl<'a> Embedded<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, faces: BTreeMap::new(), spaces: BTreeMap::new() }
    }

    /// A face; `None` if the encoder cannot read it.
    pub(super) fn face(&mut self, id: FaceId) -> Option<Font> {
        let face = self.fonts.face(id);
        self.faces.entry(id).or_insert_with(|| read(face)).clone()
    }

    /// All that there are.
    pub(super) fn all(&self) -> &'a Fonts {
        self.fonts
    }

    /// The glyph for what parts the words of two lines.
    pub(super) fn space(&mut self, weight: Weight) -> Option<(Font, GlyphId)> {
        if let Some(known) = self.spaces.get(&weight) {
            return known.clone();
        }
        let id = self.fonts.first(weight);
        let face = self.fonts.face(id);
        let glyph = skrifa::FontRef::from_index(face.data(), face.index).ok();
        let glyph = glyph.and_then(|font| font.charmap().map(' '));
        let space = glyph.and_then(|glyph| Some((self.face(id)?, GlyphId::new(glyph.to_u32()))));
        self.spaces.insert(weight, space.clone());
        space
    }
}
