//! From a scene to pixels, some rows at a time: outlines are filled one over the other, as resvg would fill those of the
//! written SVG.
//!
//! What outlines alone do not say (the hairs of small pictures, glyphs in colours, variable fonts) goes through an SVG of its
//! own, usvg and resvg.
use super::coverage::Counter;
use super::image::Print;
use super::outlines::{self, Filled, Glyphs};
use super::{Extent, PngError};
use crate::geom::Size;
use crate::output::Ground;
use crate::output::svg::{self, SvgOptions, TextMode, family};
use crate::scene::{Color, Image, Node, Scene, Shape, Text};
use crate::text::Fonts;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use tiny_skia::{PixmapMut, Transform};
use usvg::fontdb;

/// Rows drawn above and below a band and thrown away where something goes through an SVG: where a path is cut, its edge's
/// pixels differ from those inside.
const MARGIN: u32 = 16;

/// A picture ready to be drawn, all of it or some rows.
pub(super) struct Raster<'a> {
    scene: &'a Scene,
    fonts: &'a Fonts,
    glyphs: Glyphs,
    /// Back to front.
    leaves: Vec<Leaf<'a>>,
    /// Over everything else, as nothing is drawn over an image.
    prints: Vec<Print>,
    /// How SVGs are read, where there are any.
    reading: Option<usvg::Options<'static>>,
    pub(super) extent: Extent,
    ground: Ground,
}

/// A shape or a line of text.
struct Leaf<'a> {
    way: Way<'a>,
    /// Nothing of it is above or below, in px.
    top: f64,
    bottom: f64,
}

/// How a leaf is drawn.
enum Way<'a> {
    /// As outlines, which are few.
    Shape(Vec<Filled>),
    /// As outlines that are made when they are drawn.
    Text(&'a Text),
    /// Through an SVG.
    Written(&'a Node),
}

/// Rows that are drawn. Its memory is kept from band to band, for fresh memory takes longer than drawing.
#[derive(Default)]
pub(super) struct Band {
    pixels: Vec<u8>,
    /// Where its rows stand among the pixels, in bytes.
    rows: Range<usize>,
    counter: Counter,
}

impl Band {
    /// Its pixels, row by row; opaque where the picture has a ground.
    pub(super) fn rgba(&self) -> &[u8] {
        self.pixels.get(self.rows.clone()).unwrap_or_default()
    }
}

impl<'a> Raster<'a> {
    pub(super) fn new(scene: &'a Scene, fonts: &'a Fonts, extent: Extent, ground: Ground) -> Self {
        let glyphs = Glyphs::new(scene, fonts);
        let (mut leaves, mut images) = (Vec::new(), Vec::new());
        let gathering = Gathering { glyphs: &glyphs, place: place(extent) };
        gathering.gather(&scene.nodes, &mut leaves, &mut images);
        let prints = images.into_iter().filter_map(|image| Print::new(image, extent.scale)).collect();
        let reading = leaves.iter().any(|leaf| matches!(leaf.way, Way::Written(_))).then(|| options(fonts));
        Self { scene, fonts, glyphs, leaves, prints, reading, extent, ground }
    }

    /// Draws some rows on a band, whatever is on it.
    pub(super) fn draw(&self, rows: Range<u32>, band: &mut Band) -> Result<(), PngError> {
        let Extent { width, height, left, top: down, .. } = self.extent;
        let margin = if self.reading.is_some() { MARGIN } else { 0 };
        let top = rows.start.saturating_sub(margin);
        let bottom = rows.end.saturating_add(margin).min(height);
        let row = 4 * width as usize;
        resize(&mut band.pixels, row * bottom.saturating_sub(top) as usize)?;
        let Color { r, g, b } = self.scene.background;
        let below = match self.ground {
            Ground::Transparent => [0; 4],
            Ground::Opaque => [r, g, b, u8::MAX],
        };
        band.pixels.as_chunks_mut::<4>().0.fill(below);
        let Band { pixels, counter, .. } = band;
        let mut canvas = Canvas { pixels, counter, rows: top..bottom, width };
        for leaf in self.met(top..bottom) {
            match &leaf.way {
                Way::Shape(all) => all.iter().for_each(|filled| canvas.fill(filled)),
                Way::Text(text) => {
                    let all = self.glyphs.of_text(text, self.fonts, place(self.extent));
                    all.iter().for_each(|filled| canvas.fill(filled));
                }
                Way::Written(node) => self.draw_written(node, &mut canvas)?,
            }
        }
        let mut pixmap = PixmapMut::from_bytes(pixels, width, bottom - top).ok_or(PngError::Size)?;
        self.prints.iter().for_each(|print| print.draw((left as f32, down as f32 - top as f32), &mut pixmap));
        let start = row * (rows.start - top) as usize;
        band.rows = start..start + row * rows.len();
        if self.ground == Ground::Transparent {
            unmultiply(band.pixels.get_mut(band.rows.clone()).unwrap_or_default());
        }
        Ok(())
    }

    /// What meets some rows, and perhaps a little more.
    fn met(&self, rows: Range<u32>) -> impl Iterator<Item = &Leaf<'a>> {
        let place = |row: u32| (f64::from(row) - f64::from(self.extent.top)) / self.extent.scale;
        let (top, bottom) = (place(rows.start), place(rows.end));
        self.leaves.iter().filter(move |leaf| leaf.top <= bottom && leaf.bottom >= top)
    }

    /// Draws a node through an SVG of it alone.
    fn draw_written(&self, node: &Node, canvas: &mut Canvas<'_>) -> Result<(), PngError> {
        let Some(reading) = &self.reading else { return Ok(()) };
        let part = Scene {
            size: Size::new(self.scene.size.width, self.scene.size.height),
            lang: String::new(),
            title: String::new(),
            description: String::new(),
            background: self.scene.background,
            nodes: vec![node.clone()],
        };
        let options =
            SvgOptions { text: TextMode::Bare, ground: Ground::Transparent, ..SvgOptions::default() };
        let tree = usvg::Tree::from_str(&svg::write(&part, self.fonts, &options), reading)
            .map_err(|e| PngError::Failed(e.to_string()))?;
        let Canvas { pixels, rows, width, .. } = canvas;
        let mut pixmap =
            PixmapMut::from_bytes(pixels, *width, rows.end - rows.start).ok_or(PngError::Size)?;
        let place = place(self.extent).post_translate(0.0, -(rows.start as f32));
        resvg::render(&tree, place, &mut pixmap);
        Ok(())
    }
}

/// Where a scene's place in px is on a picture.
fn place(extent: Extent) -> Transform {
    let scale = extent.scale as f32;
    Transform::from_row(scale, 0.0, 0.0, scale, extent.left as f32, extent.top as f32)
}

/// Rows that are being drawn.
struct Canvas<'a> {
    pixels: &'a mut [u8],
    counter: &'a mut Counter,
    rows: Range<u32>,
    width: u32,
}

impl Canvas<'_> {
    fn fill(&mut self, filled: &Filled) {
        let Filled { path, rule, ink } = filled;
        let (top, width) = (self.rows.start, self.width as usize);
        let pixels = self.pixels.as_chunks_mut::<4>().0;
        self.counter.count(path, *rule, self.rows.clone(), self.width, |rows, runs| {
            for row in rows {
                let start = (row - top) as usize * width;
                let Some(row) = pixels.get_mut(start..start + width) else { continue };
                for run in runs {
                    ink.lay(row.get_mut(run.columns.clone()).unwrap_or_default(), run.coverage);
                }
            }
        });
    }
}

/// How nodes are gathered.
struct Gathering<'g> {
    glyphs: &'g Glyphs,
    place: Transform,
}

impl Gathering<'_> {
    /// Adds the shapes and lines of text among nodes, back to front, and the images.
    fn gather<'a>(&self, nodes: &'a [Node], leaves: &mut Vec<Leaf<'a>>, images: &mut Vec<&'a Image>) {
        for node in nodes {
            let (bounds, reach, way) = match node {
                Node::Group(group) => {
                    self.gather(&group.children, leaves, images);
                    continue;
                }
                Node::Image(image) => {
                    images.push(image);
                    continue;
                }
                // a mitre reaches up to four times as far out as the edge of its line
                Node::Shape(shape @ Shape { geometry, stroke, .. }) => {
                    let reach = stroke.as_ref().map_or(0.0, |stroke| 2.0 * stroke.width);
                    let way = outlines::of_shape(shape, self.place).map_or(Way::Written(node), Way::Shape);
                    (geometry.bounds(), reach, way)
                }
                // accents and flourishes
                Node::Text(text) => {
                    let way = if self.glyphs.have(text) { Way::Text(text) } else { Way::Written(node) };
                    (text.bounds(), text.line.size, way)
                }
            };
            leaves.push(Leaf { way, top: bounds.y0 - reach, bottom: bounds.y1 + reach });
        }
    }
}

/// Makes a buffer so long, whatever is in it.
pub(super) fn resize(buffer: &mut Vec<u8>, length: usize) -> Result<(), PngError> {
    let more = length.saturating_sub(buffer.len());
    buffer.try_reserve_exact(more).map_err(|_| PngError::Memory)?;
    buffer.resize(length, 0);
    Ok(())
}

/// Makes the colours of pixels what they were before their opacity was taken into them.
fn unmultiply(pixels: &mut [u8]) {
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [r, g, b, opacity] = *pixel;
        let whole = u16::from(opacity.max(1));
        let color = |part: u8| ((u16::from(part) * 255 + whole / 2) / whole).min(255) as u8;
        *pixel = [color(r), color(g), color(b), opacity];
    }
}

/// Options under which usvg knows the scene's faces by the names that the SVG gives them, and nothing else: no
/// system font, no fallback, no file.
fn options(fonts: &Fonts) -> usvg::Options<'static> {
    let mut db = fontdb::Database::new();
    let mut ids = BTreeMap::new();
    for (id, face) in fonts.faces() {
        // under our name for it: a font without one that can be read would be left out
        let pushed = db.push_face_info(fontdb::FaceInfo {
            id: fontdb::ID::dummy(),
            source: fontdb::Source::Binary(face.shared_data()),
            index: face.index,
            families: vec![(face.family.clone(), fontdb::Language::English_UnitedStates)],
            post_script_name: String::new(),
            style: fontdb::Style::Normal,
            weight: fontdb::Weight(face.weight.css()),
            stretch: fontdb::Stretch::Normal,
            monospaced: false,
        });
        ids.entry((family("gd", fonts, id), face.weight.css())).or_insert(pushed);
    }
    let select = move |font: &usvg::Font, _: &mut Arc<fontdb::Database>| {
        font.families().iter().find_map(|family| match family {
            usvg::FontFamily::Named(name) => ids.get(&(name.clone(), font.weight())).copied(),
            _ => None,
        })
    };
    usvg::Options {
        fontdb: Arc::new(db),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: Box::new(|_, _, _| None),
        },
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Raster};
    use crate::geom::{BezPath, Point, Rect, Size};
    use crate::output::Ground;
    use crate::output::png::Extent;
    use crate::scene::{Color, Fill, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Stroke, Text};
    use crate::text::{Fonts, TextStyle, Weight, shape};

    /// Curves, slanted strokes, see-through layers and text over many rows.
    fn scene(fonts: &Fonts) -> Scene {
        let plain =
            |geometry, fill, stroke| Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill, stroke });
        let circle = |x, y, radius| Geometry::Circle { center: Point::new(x, y), radius };
        let ink = Color::rgb(22, 32, 43);
        let faint = Some(Fill { color: ink, opacity: 0.5, even_odd: false });
        let lines = "M10 10L290 590M20 500C90 -300 210 900 280 20M40 580L150 30L260 580";
        let stroke = Stroke { color: ink, width: 5.0, dash: None, round: false };
        let level = BezPath::from_svg("M10 50H290M10 249.9H290").expect("a path");
        let style = TextStyle::new(Weight::Bold, 30.0, 1.25);
        let text = |y: f64| {
            let line = shape(fonts, &style, "A\u{30a}\u{301}gj\u{323}|Ǻ");
            Node::Text(Text::line(Point::new(20.0, y), ink, line))
        };
        let mut nodes = vec![
            plain(circle(150.0, 300.0, 140.0), Color::rgb(11, 106, 99).fill(), None),
            plain(Geometry::Path(BezPath::from_svg(lines).expect("a path")), None, Some(stroke)),
            plain(circle(90.0, 200.0, 70.0), faint, None),
            plain(
                Geometry::Rect { rect: Rect::new(60.0, 20.3, 159.0, 580.3), radius: 9.0 },
                faint,
                ink.stroke(1.0),
            ),
            plain(Geometry::Path(level), None, ink.stroke(3.0)),
        ];
        nodes.push(Group::new(Meaning::Paragraph, (1..15).map(|i| text(41.0 * f64::from(i))).collect()));
        Scene {
            size: Size::new(299.7, 599.7),
            lang: "en".to_owned(),
            title: String::new(),
            description: String::new(),
            background: Color::rgb(250, 240, 230),
            nodes,
        }
    }

    #[test]
    fn rows_drawn_apart_are_the_rows_of_the_whole() {
        let fonts = Fonts::bundled();
        let scene = scene(&fonts);
        let extent = Extent { width: 600, height: 1200, scale: 2.0, dpi: 192.0, left: 0, top: 0 };
        let drawing = Raster::new(&scene, &fonts, extent, Ground::Opaque);
        let (mut whole, mut apart) = (Band::default(), Vec::new());
        drawing.draw(0..1200, &mut whole).expect("pixels");
        // what is left on it shows nowhere
        let mut band = Band { pixels: vec![77; 1 << 20], ..Band::default() };
        for start in (0..1200).step_by(100) {
            drawing.draw(start..start + 100, &mut band).expect("pixels");
            apart.extend_from_slice(band.rgba());
        }
        assert_eq!(whole.rgba().len(), apart.len());
        let pixels = || whole.rgba().chunks_exact(4).zip(apart.chunks_exact(4));
        let far = pixels().filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > LEVELS)).count();
        assert!(far as f64 <= SHARE * pixels().count() as f64, "{far} pixels differ");
        // the margin is thrown away: a row that is not where it should be differs nearly everywhere on a slant
        assert!(pixels().filter(|(a, b)| a != b).count() < pixels().count() / 100);
    }

    /// Levels of a channel by which a pixel may differ, and the share that may by more: as the golden pictures have it.
    /// A long curve that a band cuts is split into other pieces than the whole one, along all of it.
    const LEVELS: u8 = 16;
    const SHARE: f64 = 0.0005;
}
