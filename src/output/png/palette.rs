//! Colours as numbers of a palette that is made while a picture is drawn.
//!
//! A picture has a few colours of its own and some hundred blends of two of them along edges. Blends that nobody can tell
//! apart share a number, so that 256 suffice for most pictures: a third of the bytes, in half the time.
use crate::scene::{Color, Node, Scene};

/// How far a channel may be from what was drawn, of 255, where blends may share a number.
pub(super) const REACH: u8 = 4;

/// Most numbers.
const COLORS: usize = 256;
/// Many more than colours that are met: few share a slot.
const SLOTS: usize = 1 << 13;
/// Most different colours that are looked up; a picture of more has a photograph in it.
const MET: usize = SLOTS / 2;
/// Pixels that are looked at together: most of a picture is of one colour for a while.
const RUN: usize = 8;

/// A picture's colours, numbered in the order in which they are met.
pub(super) struct Palette {
    colors: Vec<[u8; 3]>,
    reach: u8,
    /// Each colour that was met, at the slot of its hash or, where that is taken, at the next free one; 0 where none is.
    keys: Vec<u32>,
    /// The number of each, at the same slot.
    numbers: Vec<u8>,
    met: usize,
}

/// Set in the key of every colour, whose parts are the lower bits.
const TAKEN: u32 = 0xff00_0000;

impl Palette {
    /// The palette of a picture that has a scene's colours as they are, and others at most so far off, of 255 a channel.
    pub(super) fn new(scene: &Scene, reach: u8) -> Self {
        let mut palette =
            Self { colors: Vec::new(), reach, keys: vec![0; SLOTS], numbers: vec![0; SLOTS], met: 0 };
        if reach > 0 {
            let mut inks = vec![Ink { color: scene.background, area: f64::INFINITY }];
            inks_of(&scene.nodes, scene.background, &mut inks);
            // what covers too little to be among them is one of the blends
            inks.sort_by(|a, b| b.area.total_cmp(&a.area));
            for Ink { color: Color { r, g, b }, .. } in inks.into_iter().take(COLORS / 4) {
                palette.enter([r, g, b]);
            }
        }
        palette
    }

    /// Its colours by their numbers.
    pub(super) fn colors(&self) -> &[[u8; 3]] {
        &self.colors
    }

    /// Adds the numbers of opaque RGBA pixels; `None` where there are too many colours, and the numbers are then of no use.
    pub(super) fn number(&mut self, rgba: &[u8], numbers: &mut Vec<u8>) -> Option<()> {
        numbers.reserve(rgba.len() / 4);
        let (runs, rest) = rgba.as_chunks::<{ 4 * RUN }>();
        let mut last = ([0; 4 * RUN], 0);
        let mut known = (0, 0);
        let mut same = 0;
        for run in runs {
            if *run == last.0 {
                same += 1;
                continue;
            }
            numbers.resize(numbers.len() + RUN * std::mem::take(&mut same), last.1);
            let mut each = [0; RUN];
            let mut is_one = true;
            for (number, pixel) in each.iter_mut().zip(run.as_chunks::<4>().0) {
                let key = u32::from_le_bytes(*pixel) | TAKEN;
                if key != known.0 {
                    is_one = false;
                    known = (key, self.of(key)?);
                }
                *number = known.1;
            }
            numbers.extend(each);
            if is_one {
                last = (*run, known.1);
            }
        }
        numbers.resize(numbers.len() + RUN * same, last.1);
        for pixel in rest.as_chunks::<4>().0 {
            numbers.push(self.of(u32::from_le_bytes(*pixel) | TAKEN)?);
        }
        Some(())
    }

    /// The number of a colour that is met.
    #[inline]
    fn of(&mut self, key: u32) -> Option<u8> {
        let at = slot_of(key);
        // most colours are at their hash
        match (self.keys.get(at), self.numbers.get(at)) {
            (Some(same), Some(number)) if *same == key => Some(*number),
            _ => self.of_rarer(key),
        }
    }

    /// A colour's number, a new one if need be and there is room.
    #[cold]
    fn of_rarer(&mut self, key: u32) -> Option<u8> {
        let at = self.slot(key)?;
        if self.keys.get(at) == Some(&key) {
            return self.numbers.get(at).copied();
        }
        if self.met >= MET {
            return None;
        }
        let [r, g, b, _] = key.to_le_bytes();
        match self.nearest([r, g, b]) {
            Some(number) => self.keep(key, number),
            None => self.enter([r, g, b]),
        }
    }

    /// Gives a colour a number of its own, if there is room.
    fn enter(&mut self, [r, g, b]: [u8; 3]) -> Option<u8> {
        let key = u32::from_le_bytes([r, g, b, 0]) | TAKEN;
        let at = self.slot(key)?;
        if self.keys.get(at) == Some(&key) {
            return self.numbers.get(at).copied();
        }
        let number = u8::try_from(self.colors.len()).ok()?;
        self.colors.push([r, g, b]);
        self.keep(key, number)
    }

    fn keep(&mut self, key: u32, number: u8) -> Option<u8> {
        let at = self.slot(key)?;
        *self.keys.get_mut(at)? = key;
        *self.numbers.get_mut(at)? = number;
        self.met += 1;
        Some(number)
    }

    /// The slot that a colour has, or would have.
    fn slot(&self, key: u32) -> Option<usize> {
        let mut slots = (0..SLOTS).map(|step| (slot_of(key) + step) % SLOTS);
        slots.find(|at| self.keys.get(*at).is_some_and(|kept| *kept == 0 || *kept == key))
    }

    /// The number of the nearest colour within reach; the first of several.
    fn nearest(&self, color: [u8; 3]) -> Option<u8> {
        let distance = |other: &[u8; 3]| {
            let channels = || color.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
            (channels().max().unwrap_or(0), channels().map(u16::from).sum::<u16>())
        };
        let all = self.colors.iter().enumerate().map(|(at, other)| (distance(other), at));
        let ((most, _), at) = all.min()?;
        u8::try_from(at).ok().filter(|_| most <= self.reach && self.reach > 0)
    }
}

/// The slot of a colour's hash.
fn slot_of(key: u32) -> usize {
    ((key & !TAKEN).wrapping_mul(0x9e37_79b1) >> 19) as usize
}

/// A colour that is drawn with, and about how much it covers, in px².
struct Ink {
    color: Color,
    area: f64,
}

/// The colours in which a scene's nodes are drawn, each once: those are met over whole areas.
fn inks_of(nodes: &[Node], ground: Color, inks: &mut Vec<Ink>) {
    for node in nodes {
        let of_node = match node {
            Node::Group(group) => {
                inks_of(&group.children, ground, inks);
                continue;
            }
            Node::Shape(shape) => {
                let bounds = shape.geometry.bounds();
                let fill = shape.fill.as_ref();
                let around = 2.0 * (bounds.width() + bounds.height());
                let stroke = shape.stroke.as_ref();
                [
                    fill.map(|fill| Ink {
                        color: fill.color.over(fill.opacity, ground),
                        area: bounds.area(),
                    }),
                    stroke.map(|stroke| Ink { color: stroke.color, area: around * stroke.width }),
                ]
            }
            Node::Text(text) => [Some(Ink { color: text.fill, area: text.bounds().area() }), None],
            Node::Image(_) => [None, None],
        };
        for ink in of_node.into_iter().flatten() {
            match inks.iter_mut().find(|known| known.color == ink.color) {
                Some(known) => known.area += ink.area,
                None => inks.push(ink),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Palette, REACH};
    use crate::geom::{Rect, Size};
    use crate::scene::{Color, Geometry, Node, Scene, Shape, ShapeKind};

    fn scene() -> Scene {
        Scene {
            size: Size::new(1.0, 1.0),
            lang: String::new(),
            title: String::new(),
            description: String::new(),
            background: Color::rgb(250, 240, 230),
            nodes: Vec::new(),
        }
    }

    fn pixels(colors: &[[u8; 3]]) -> Vec<u8> {
        colors.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
    }

    #[test]
    fn near_blends_share_a_number_and_the_scenes_own_colours_stay() {
        let mut palette = Palette::new(&scene(), REACH);
        let drawn = [[10, 10, 10], [14, 6, 10], [15, 10, 10], [252, 240, 230], [250, 240, 230], [10, 10, 10]];
        let mut numbers = Vec::new();
        assert_eq!(palette.number(&pixels(&drawn), &mut numbers), Some(()));
        assert_eq!(numbers, [1, 1, 2, 0, 0, 1]);
        for (color, number) in drawn.iter().zip(&numbers) {
            let kept = palette.colors()[usize::from(*number)];
            assert!(color.iter().zip(kept).all(|(a, b)| a.abs_diff(b) <= REACH));
        }
    }

    #[test]
    fn an_area_behind_many_small_ones_keeps_its_own_colour() {
        let square = |size: f64, color: Color| {
            let rect = Rect::from_origin_size((0.0, 0.0), (size, size));
            Node::Shape(Shape {
                kind: ShapeKind::Plain,
                geometry: Geometry::Rect { rect, radius: 0.0 },
                fill: color.fill(),
                stroke: None,
            })
        };
        let small = (0..100).map(|at| square(2.0, Color::rgb(90 + at, 100, 100)));
        let nodes = small.chain([square(40.0, Color::rgb(92, 101, 100))]).collect();
        let palette = Palette::new(&Scene { nodes, ..scene() }, REACH);
        assert_eq!(palette.colors().get(1), Some(&[92, 101, 100]));
    }

    #[test]
    fn without_reach_each_colour_has_a_number_of_its_own_until_none_is_left() {
        let mut palette = Palette::new(&scene(), 0);
        let grey: Vec<[u8; 3]> = (0..=255).map(|level| [level; 3]).collect();
        let mut numbers = Vec::new();
        assert_eq!(palette.number(&pixels(&grey), &mut numbers), Some(()));
        assert_eq!(numbers, (0..=255).collect::<Vec<u8>>());
        assert_eq!(palette.number(&pixels(&[[0, 0, 1]]), &mut numbers), None);
    }

    #[test]
    fn runs_and_single_pixels_have_the_same_numbers() {
        let drawn: Vec<[u8; 3]> = (0..300_u32).map(|at| [(at * at / 900 % 12) as u8 * 20, 0, 7]).collect();
        let (mut together, mut apart) = (Vec::new(), Vec::new());
        let mut palette = Palette::new(&scene(), REACH);
        palette.number(&pixels(&drawn), &mut together).expect("few colours");
        for color in &drawn {
            palette.number(&pixels(&[*color]), &mut apart).expect("the same colours");
        }
        assert_eq!(together, apart);
    }
}
