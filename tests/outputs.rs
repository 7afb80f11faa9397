//! A scene made by hand, through every output.
use govdraw::geom::{Point, Rect, Size};
use govdraw::output::{Provenance, png, svg};
use govdraw::scene::{Color, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use govdraw::text::{Fonts, TextStyle, Weight, shape};

fn text(fonts: &Fonts, x: f64, y: f64, weight: Weight, size: f64, words: &str) -> Node {
    let style = TextStyle::new(weight, size, 1.25);
    let mut line = shape(fonts, &style, words);
    line.space_after = true;
    Node::Text(Text { origin: Point::new(x, y), fill: Color::rgb(22, 32, 43), label: false, line })
}

fn scene(fonts: &Fonts) -> Scene {
    let card = Node::Shape(Shape {
        kind: ShapeKind::Box,
        geometry: Geometry::Rect { rect: Rect::new(20.0, 60.0, 460.0, 180.0), radius: 12.0 },
        fill: Color::rgb(195, 241, 235).fill(),
        stroke: Color::rgb(11, 106, 99).stroke(2.0),
    });
    let node = Group::new(
        Meaning::Node { id: "strategic/business".to_owned() },
        vec![
            card,
            text(fonts, 40.0, 100.0, Weight::Bold, 20.0, "Business & <delivery> {{7*7}}"),
            text(fonts, 40.0, 130.0, Weight::Regular, 16.0, "AV Toward efficient offices"),
            text(
                fonts,
                40.0,
                160.0,
                Weight::Regular,
                16.0,
                "Team \u{41a}\u{438}\u{457}\u{432} العربية 2024 end",
            ),
        ],
    );
    Scene {
        size: Size::new(500.0, 200.0),
        lang: "en".to_owned(),
        title: "A picture".to_owned(),
        description: "One box".to_owned(),
        background: Color::WHITE,
        nodes: vec![
            Group::new(
                Meaning::Heading { depth: 1 },
                vec![text(fonts, 20.0, 36.0, Weight::SemiBold, 24.0, "A picture")],
            ),
            Group::new(Meaning::List, vec![node]),
        ],
    }
}

#[test]
fn a_scene_becomes_an_svg_and_a_png() {
    let fonts = Fonts::bundled();
    let scene = scene(&fonts);
    let provenance = Some(Provenance::new("0.0.0", "{\"title\":\"A picture\"}"));
    let options = svg::SvgOptions { provenance: provenance.clone(), ..svg::SvgOptions::default() };
    let picture = svg::write(&scene, &fonts, &options);
    assert!(picture.contains("data-node=\"strategic/business\""));
    assert_eq!(picture, svg::write(&scene, &fonts, &options));
    let options = png::PngOptions { provenance, ..png::PngOptions::default() };
    let bytes = png::encode(&scene, &fonts, &options).expect("a png");
    if let Some(folder) = option_env!("CARGO_TARGET_TMPDIR") {
        std::fs::write(format!("{folder}/outputs.svg"), &picture).expect("write");
        std::fs::write(format!("{folder}/outputs.png"), &bytes).expect("write");
    }
    let decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    let reader = decoder.read_info().expect("info");
    assert_eq!((reader.info().width, reader.info().height), (1000, 400));
}
