//! A scene made by hand, through every output.
use govdraw::geom::{Point, Rect, Size};
use govdraw::output::pdf::{self, PdfOptions};
use govdraw::output::png::{Colors, PngError, PngOptions, PngSize};
use govdraw::output::svg::SvgOptions;
use govdraw::output::{ExtractError, Provenance, extract, png, svg};
use govdraw::scene::{Color, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use govdraw::text::{Fonts, TextStyle, Weight, shape};
use govdraw::threads;

fn text(fonts: &Fonts, x: f64, y: f64, weight: Weight, size: f64, words: &str) -> Node {
    let style = TextStyle::new(weight, size, 1.25);
    let mut line = shape(fonts, &style, words);
    line.space_after = true;
    Node::Text(Text::line(Point::new(x, y), Color::rgb(22, 32, 43), line))
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

fn info(bytes: &[u8]) -> ::png::Info<'static> {
    let reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    reader.info().clone()
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    pixels
}

#[test]
fn a_png_says_how_large_it_prints_and_what_it_shows() {
    let fonts = Fonts::bundled();
    let scene = scene(&fonts);
    let sizes = [
        (PngSize::Scale(1.0), None, (500, 200), 96.0),
        (PngSize::Scale(2.5), None, (1250, 500), 240.0),
        (PngSize::Width(750), None, (750, 300), 144.0),
        (PngSize::Scale(2.0), Some(300.0), (1000, 400), 300.0),
    ];
    for (size, dpi, extent, printed) in sizes {
        let options = PngOptions { size, dpi, ..PngOptions::default() };
        let info = info(&png::encode(&scene, &fonts, &options).expect("a picture"));
        assert_eq!((info.width, info.height), extent);
        let each_metre = info.pixel_dims.expect("a density").xppu;
        assert_eq!(each_metre, (printed / 0.0254_f64).round() as u32);
        assert!(info.srgb.is_some());
        let title = info.utf8_text.iter().find(|chunk| chunk.keyword == "Title").expect("a title");
        assert_eq!(title.get_text().expect("text"), "A picture");
    }
}

#[test]
fn bytes_are_the_same_on_any_number_of_threads() {
    let fonts = Fonts::bundled();
    let scene = scene(&fonts);
    let all = |threads: usize| {
        threads::at_most(threads, || {
            // high enough for several bands
            let options = PngOptions { size: PngSize::Scale(8.0), ..PngOptions::default() };
            let png = png::encode(&scene, &fonts, &options).expect("not too many pixels");
            let pdf = pdf::encode(&[(&scene).into()], &fonts, &PdfOptions::default()).expect("a PDF");
            (svg::write(&scene, &fonts, &SvgOptions::default()), png, pdf)
        })
    };
    let usual = all(2);
    assert!(all(1) == usual && all(5) == usual);
}

/// A scene with a corner that shows every shade of a second colour, and so more than a palette holds.
fn many_colors(mut scene: Scene) -> Scene {
    for i in 0..20u8 {
        for k in 0..20u8 {
            let (x, y) = (300.0 + f64::from(i), f64::from(k));
            let rect = Rect::new(x, y, x + 1.0, y + 1.0);
            let color = Color::rgb(10 * i, 10 * k, 200);
            scene.nodes.push(Shape::filled(Geometry::Rect { rect, radius: 0.0 }, color));
        }
    }
    scene
}

#[test]
fn a_palette_is_used_where_it_has_room_and_colours_stay_as_near_as_is_asked() {
    let fonts = Fonts::bundled();
    let (few, many) = (scene(&fonts), many_colors(scene(&fonts)));
    for (colors, reach) in [(Colors::Exact, 0), (Colors::Close, 4)] {
        let options = PngOptions { size: PngSize::Scale(1.0), colors, ..PngOptions::default() };
        let encoded = |scene: &Scene| png::encode(scene, &fonts, &options).expect("a picture");
        let (of_few, of_many) = (encoded(&few), encoded(&many));
        assert_eq!(info(&of_few).color_type, ::png::ColorType::Indexed);
        assert_eq!(info(&of_many).color_type, ::png::ColorType::Rgb);
        let (of_few, of_many) = (pixels(&of_few), pixels(&of_many));
        assert_eq!(of_few.len(), of_many.len());
        for (i, (a, b)) in of_few.chunks_exact(3).zip(of_many.chunks_exact(3)).enumerate() {
            let (x, y) = (i % 500, i / 500);
            let is_near = |a: &[u8], b: &[u8]| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= reach);
            if (300..320).contains(&x) && y < 20 {
                let expected =
                    [10 * u8::try_from(x - 300).expect("small"), 10 * u8::try_from(y).expect("small"), 200];
                assert!(is_near(b, &expected), "{x} {y}: {b:?}");
            } else {
                assert!(is_near(a, b), "{x} {y}: {a:?} and {b:?}");
            }
        }
    }
}

#[test]
fn areas_have_their_own_colours_and_blends_are_near_in_a_third_of_the_bytes() {
    let fonts = crate::scenes::fonts();
    let (mut bytes_close, mut bytes_exact) = (0, 0);
    for case in
        crate::scenes::examples(&fonts).into_iter().filter(|case| case.name.starts_with("delivery-group"))
    {
        let encoded = |colors| {
            let options = PngOptions { size: PngSize::Scale(1.0), colors, ..PngOptions::default() };
            png::encode(&case.scene, &fonts, &options).expect("a picture")
        };
        let (close, exact) = (encoded(Colors::Close), encoded(Colors::Exact));
        bytes_close += close.len();
        bytes_exact += exact.len();
        let (close, exact) = (pixels(&close), pixels(&exact));
        assert_eq!(close.len(), exact.len());
        assert!(close.iter().zip(&exact).all(|(a, b)| a.abs_diff(*b) <= 4), "{}", case.name);
        let differ = close.chunks_exact(3).zip(exact.chunks_exact(3)).filter(|(a, b)| a != b).count();
        assert!(differ < close.len() / 3 / 20, "{}: {differ} pixels are not as drawn", case.name);
        let Color { r, g, b } = case.scene.background;
        assert_eq!(close.get(..3), Some([r, g, b].as_slice()));
    }
    assert!(bytes_close * 2 < bytes_exact, "{bytes_close} of {bytes_exact} bytes");
}

#[test]
fn nonsense_and_giants_are_refused_before_anything_is_allocated() {
    let fonts = Fonts::bundled();
    let mut scene = scene(&fonts);
    let encode = |scene: &Scene, size, dpi| {
        png::encode(scene, &fonts, &PngOptions { size, dpi, ..PngOptions::default() })
            .map(|bytes| bytes.len())
    };
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(encode(&scene, PngSize::Scale(scale), None), Err(PngError::Size), "{scale}");
        assert_eq!(encode(&scene, PngSize::Scale(1.0), Some(scale)), Err(PngError::Size), "{scale}");
    }
    assert_eq!(encode(&scene, PngSize::Width(0), None), Err(PngError::Size));
    for size in [PngSize::Scale(1e9), PngSize::Width(u32::MAX), PngSize::Width(32_768)] {
        assert!(matches!(encode(&scene, size, None), Err(PngError::TooLarge { .. })), "{size:?}");
    }
    scene.size = Size::new(1.0, 500.0);
    assert!(matches!(encode(&scene, PngSize::Width(66), None), Err(PngError::TooLarge { .. })));
    for size in
        [Size::new(0.0, 9.0), Size::new(9.0, f64::NAN), Size::new(-1.0, 9.0), Size::new(f64::INFINITY, 1.0)]
    {
        scene.size = size;
        assert_eq!(encode(&scene, PngSize::Scale(1.0), None), Err(PngError::Size), "{size:?}");
    }
}

#[test]
fn the_model_comes_back_out_of_a_picture() {
    let fonts = Fonts::bundled();
    let scene = scene(&fonts);
    let model = "{\"title\":\"{{7*7}} </metadata> & \\u0007 *a* _b_ [c] Ŵ 語\",\"levels\":[{},{}]}";
    let provenance = Provenance::new("1.2.3", model);
    let options = svg::SvgOptions { provenance: Some(provenance.clone()), ..svg::SvgOptions::default() };
    let picture = svg::write(&scene, &fonts, &options);
    assert_eq!(extract(picture.as_bytes()), Ok(provenance.clone()));
    let altered = picture.replace("7&#42;7", "7&#42;8");
    assert_eq!(extract(altered.as_bytes()), Err(ExtractError::Altered));
    let bytes = png::encode(
        &scene,
        &fonts,
        &PngOptions { provenance: Some(provenance.clone()), ..PngOptions::default() },
    );
    let bytes = bytes.expect("a picture");
    assert_eq!(extract(&bytes), Ok(provenance));
    // a digest alone is told apart from nothing
    let digest = Provenance::of_digest("1.2.3", "0a".repeat(32));
    let options = svg::SvgOptions { provenance: Some(digest.clone()), ..svg::SvgOptions::default() };
    assert_eq!(extract(svg::write(&scene, &fonts, &options).as_bytes()), Ok(digest.clone()));
    let options = PngOptions { provenance: Some(digest.clone()), ..PngOptions::default() };
    assert_eq!(extract(&png::encode(&scene, &fonts, &options).expect("a picture")), Ok(digest));
    let plain = svg::write(&scene, &fonts, &svg::SvgOptions::default());
    assert_eq!(extract(plain.as_bytes()), Err(ExtractError::Absent));
    for broken in [&b""[..], b"<svg", b"<html/>", b"\x89PNG\r\n", &bytes[..60], &[0xff; 9]] {
        assert_eq!(extract(broken), Err(ExtractError::Unreadable));
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
