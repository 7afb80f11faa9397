//! One face: what it covers, and its shaper.
use super::compose::Edge;
use super::kept::Kept;
use super::source::{has_colors, is_blank};
use super::{FontError, Weight};
use harfrust::{FontRef, ShapePlan, Shaper, ShaperData, ShaperInstance, Variation};
use skrifa::MetadataProvider as _;
use skrifa::instance::{Location, LocationRef, Size};
use skrifa::raw::TableProvider as _;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A font file's bytes.
#[derive(Debug, Clone)]
pub(super) enum Data {
    /// Compiled in.
    Bundled(&'static [u8]),
    /// The user's.
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Data {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// One face of one family, in one weight.
pub struct Face {
    /// Family name in the pictures.
    pub family: String,
    /// Weight.
    pub weight: Weight,
    /// Index in a collection.
    pub index: u32,
    /// Units an em.
    pub units_per_em: f64,
    /// Tells it from every other face, whatever fonts they are in.
    pub(super) stamp: u64,
    data: Data,
    /// Where in a variable font the weight stands.
    instance: Option<ShaperInstance>,
    location: Location,
    // what follows is worked out once, when first asked for: most pictures need few of the faces
    shaper: OnceLock<ShaperData>,
    coverage: OnceLock<Coverage>,
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    kept: Kept,
    edges: Edges,
}

/// How each character of ASCII stands beside a space, where that is known.
type Edges = [OnceLock<Option<Edge>>; 128];

/// The family whose contexts are of em dashes alone, and whose kerning is of pairs alone.
const PARTED: &str = "Public Sans";

/// Of the hash FNV-1a: where it starts, and what it multiplies with.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x100_0000_01b3;

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face")
            .field("family", &self.family)
            .field("weight", &self.weight)
            .finish_non_exhaustive()
    }
}

impl Face {
    pub(super) fn new(family: &str, weight: Weight, data: Data, index: u32) -> Result<Self, FontError> {
        let font = FontRef::from_index(data.as_ref(), index).map_err(|_| FontError::Unreadable)?;
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        if units == 0 {
            return Err(FontError::Unreadable);
        }
        let wanted = f32::from(weight.css());
        let location = font.axes().location([("wght", wanted)]);
        let weight_axis = font.axes().iter().any(|axis| axis.tag() == skrifa::Tag::new(b"wght"));
        let instance = weight_axis.then(|| {
            let variation = Variation { tag: harfrust::Tag::new(b"wght"), value: wanted };
            ShaperInstance::from_variations(&font, [variation])
        });
        // the sum of its bytes that a font has in its header
        let sum = font.head().map_or(0, |head| head.checksum_adjustment());
        let length = data.as_ref().len() as u64;
        let stamp = [length, u64::from(index), u64::from(weight.css()), u64::from(sum)]
            .iter()
            .fold(FNV_START, |stamp, part| (stamp ^ part).wrapping_mul(FNV_PRIME));
        Ok(Self {
            family: family.to_owned(),
            weight,
            index,
            units_per_em: f64::from(units),
            stamp,
            data,
            instance,
            location,
            shaper: OnceLock::new(),
            coverage: OnceLock::new(),
            plans: Mutex::new(Vec::new()),
            kept: Kept::default(),
            edges: [const { OnceLock::new() }; 128],
        })
    }

    /// The family's name in small letters, digits and hyphens: no two faces of one weight have the same in one [`Fonts`].
    ///
    /// [`Fonts`]: super::Fonts
    #[must_use]
    pub fn slug(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        self.family.chars().map(plain).collect()
    }

    /// The font file's bytes.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.data.as_ref()
    }

    /// The font file's bytes, shared.
    #[must_use]
    pub fn shared_data(&self) -> Arc<dyn AsRef<[u8]> + Send + Sync> {
        Arc::new(self.data.clone())
    }

    /// Where in a variable font the face stands.
    #[must_use]
    pub fn location(&self) -> LocationRef<'_> {
        LocationRef::from(&self.location)
    }

    /// Whether the face has a glyph for the character.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        self.coverage.get_or_init(|| Coverage::new(self.font())).contains(c)
    }

    /// Some of the characters that the face has, from all over what it covers.
    #[must_use]
    pub fn sample(&self, most: usize) -> BTreeSet<char> {
        let Coverage { ascii, ranges } = self.coverage.get_or_init(|| Coverage::new(self.font()));
        let latin = ('!'..='~').filter(|c| ascii & (1 << u32::from(*c)) != 0);
        let step = (ranges.len() / most.max(1)).max(1);
        let firsts = ranges.iter().step_by(step).filter_map(|(first, _)| char::from_u32(*first));
        firsts.take(most / 2).chain(latin).take(most).collect()
    }

    /// What an output made of it for some characters.
    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Whether it is one of those whose tables are known to do nothing across a space between words of ASCII but to kern pairs
    /// of glyphs that touch: then what a text looks like follows from its words.
    pub(super) fn parts_at_spaces(&self) -> bool {
        self.is_bundled() && self.family == PARTED
    }

    /// Whether it is one of our own.
    pub(crate) fn is_bundled(&self) -> bool {
        matches!(self.data, Data::Bundled(_))
    }

    /// How a character stands beside a space, as `find` tells.
    pub(super) fn edge(&self, c: u8, find: impl FnOnce() -> Option<Edge>) -> Option<Edge> {
        *self.edges.get(usize::from(c))?.get_or_init(find)
    }

    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data(), self.index).ok()
    }

    pub(super) fn shaper(&self) -> Option<Shaper<'_>> {
        let font = self.font()?;
        let data = self.shaper.get_or_init(|| ShaperData::new(&font));
        Some(data.shaper(&font).instance(self.instance.as_ref()).build())
    }

    /// The plan for a script and direction, made once: planning takes longer than shaping a word.
    pub(super) fn plan(
        &self,
        shaper: &Shaper<'_>,
        direction: harfrust::Direction,
        script: harfrust::Script,
    ) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans
            .iter()
            .find(|plan| plan.direction() == direction && plan.script() == Some(script))
            .map(Arc::clone);
        known.unwrap_or_else(|| {
            let plan = Arc::new(ShapePlan::new(shaper, direction, Some(script), None, &[]));
            plans.push(Arc::clone(&plan));
            plan
        })
    }
}

/// Which characters a face has: ASCII as bits, the rest as ranges.
struct Coverage {
    ascii: u128,
    ranges: Vec<(u32, u32)>,
}

impl Coverage {
    fn new(font: Option<FontRef<'_>>) -> Self {
        let mut coverage = Self { ascii: 0, ranges: Vec::new() };
        let Some(font) = font else { return coverage };
        // a picture in colours leaves a gap where it has no outline
        let colors = has_colors(&font);
        let is_drawn = |&(c, glyph): &(u32, skrifa::GlyphId)| {
            glyph.to_u32() != 0 && !(colors && is_blank(&font, c, glyph))
        };
        let mut known: Vec<u32> = font.charmap().mappings().filter(is_drawn).map(|(c, _)| c).collect();
        known.sort_unstable();
        for c in known {
            match coverage.ranges.last_mut() {
                Some((_, end)) if c <= end.saturating_add(1) => *end = c,
                _ => coverage.ranges.push((c, c)),
            }
            if c < 128 {
                coverage.ascii |= 1 << c;
            }
        }
        coverage
    }

    fn contains(&self, c: char) -> bool {
        let c = u32::from(c);
        if c < 128 {
            return self.ascii & (1 << c) != 0;
        }
        let after = self.ranges.partition_point(|&(start, _)| start <= c);
        after.checked_sub(1).and_then(|i| self.ranges.get(i)).is_some_and(|&(_, end)| c <= end)
    }
}
