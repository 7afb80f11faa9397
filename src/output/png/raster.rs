//! From a scene to pixels, some rows at a time.
//!
//! Each band of rows has an SVG of its own, of what the scene shows there: so the threads that draw also share the work of
//! reading the SVG, and none walks over what lies elsewhere.
use super::image::Print;
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

/// Rows drawn above and below a band and thrown away: where a path is cut, its edge's pixels differ from those inside.
const MARGIN: u32 = 16;

/// A picture ready to be drawn, all of it or some rows.
pub(super) struct Raster<'a> {
    scene: &'a Scene,
    fonts: &'a Fonts,
    options: usvg::Options<'static>,
    /// Back to front.
    leaves: Vec<Leaf<'a>>,
    /// Over everything else, as nothing is drawn over an image.
    prints: Vec<Print>,
    pub(super) extent: Extent,
    ground: Ground,
}

/// A shape or a line of text.
struct Leaf<'a> {
    node: &'a Node,
    /// Nothing of it is above or below, in px.
    top: f64,
    bottom: f64,
}

/// Rows that are drawn. Its memory is kept from band to band, for fresh memory takes longer than drawing.
#[derive(Default)]
pub(super) struct Band {
    pixels: Vec<u8>,
    /// Where its rows stand among the pixels, in bytes.
    rows: Range<usize>,
}

impl Band {
    /// Its pixels, row by row; opaque where the picture has a ground.
    pub(super) fn rgba(&self) -> &[u8] {
        self.pixels.get(self.rows.clone()).unwrap_or_default()
    }
}

impl<'a> Raster<'a> {
    pub(super) fn new(scene: &'a Scene, fonts: &'a Fonts, extent: Extent, ground: Ground) -> Self {
        let (mut leaves, mut images) = (Vec::new(), Vec::new());
        gather(&scene.nodes, &mut leaves, &mut images);
        let prints = images.into_iter().filter_map(|image| Print::new(image, extent.scale)).collect();
        Self { scene, fonts, options: options(fonts), leaves, prints, extent, ground }
    }

    /// Draws some rows on a band, whatever is on it.
    pub(super) fn draw(&self, rows: Range<u32>, band: &mut Band) -> Result<(), PngError> {
        let Extent { width, height, scale, dpi: _, left, top: down } = self.extent;
        let top = rows.start.saturating_sub(MARGIN);
        let bottom = rows.end.saturating_add(MARGIN).min(height);
        let tree = usvg::Tree::from_str(&self.picture(top..bottom), &self.options)
            .map_err(|e| PngError::Failed(e.to_string()))?;
        let row = 4 * width as usize;
        resize(&mut band.pixels, row * bottom.saturating_sub(top) as usize)?;
        match self.ground {
            Ground::Transparent => band.pixels.fill(0),
            // what the picture leaves of a sheet
            Ground::Opaque if left > 0 || down > 0 => {
                let Color { r, g, b } = self.scene.background;
                band.pixels.as_chunks_mut::<4>().0.fill([r, g, b, u8::MAX]);
            }
            Ground::Opaque => {}
        }
        let mut pixmap =
            PixmapMut::from_bytes(&mut band.pixels, width, bottom - top).ok_or(PngError::Size)?;
        let scale = scale as f32;
        let place = Transform::from_row(scale, 0.0, 0.0, scale, left as f32, down as f32 - top as f32);
        resvg::render(&tree, place, &mut pixmap);
        self.prints.iter().for_each(|print| print.draw((left as f32, down as f32 - top as f32), &mut pixmap));
        let start = row * (rows.start - top) as usize;
        band.rows = start..start + row * rows.len();
        if self.ground == Ground::Transparent {
            unmultiply(band.pixels.get_mut(band.rows.clone()).unwrap_or_default());
        }
        Ok(())
    }

    /// An SVG of what meets some rows, and perhaps of a little more.
    fn picture(&self, rows: Range<u32>) -> String {
        let Scene { size, lang: _, title: _, description: _, background, nodes: _ } = self.scene;
        let place = |row: u32| (f64::from(row) - f64::from(self.extent.top)) / self.extent.scale;
        let (top, bottom) = (place(rows.start), place(rows.end));
        let nodes = self.leaves.iter().filter(|leaf| leaf.top <= bottom && leaf.bottom >= top);
        let pixel = 1.0 / self.extent.scale;
        let part = Scene {
            // the page's ground covers what an earlier band left, the last pixels too, of which the page has a part
            size: Size::new(size.width + pixel, size.height + pixel),
            lang: String::new(),
            title: String::new(),
            description: String::new(),
            background: *background,
            nodes: nodes.map(|leaf| leaf.node.clone()).collect(),
        };
        svg::write(
            &part,
            self.fonts,
            &SvgOptions { text: TextMode::Bare, ground: self.ground, ..SvgOptions::default() },
        )
    }
}

/// Adds the shapes and lines of text among nodes, back to front, and the images.
fn gather<'a>(nodes: &'a [Node], leaves: &mut Vec<Leaf<'a>>, images: &mut Vec<&'a Image>) {
    for node in nodes {
        let (bounds, reach) = match node {
            Node::Group(group) => {
                gather(&group.children, leaves, images);
                continue;
            }
            Node::Image(image) => {
                images.push(image);
                continue;
            }
            // a mitre reaches up to four times as far out as the edge of its line
            Node::Shape(Shape { geometry, stroke, .. }) => {
                (geometry.bounds(), stroke.as_ref().map_or(0.0, |stroke| 2.0 * stroke.width))
            }
            // accents and flourishes
            Node::Text(text @ Text { line, .. }) => (text.bounds(), line.size),
        };
        leaves.push(Leaf { node, top: bounds.y0 - reach, bottom: bounds.y1 + reach });
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
        let mut band = Band { pixels: vec![77; 1 << 20], rows: 0..0 };
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
