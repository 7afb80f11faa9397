//! Each step of the pipeline on the delivery-group page: `cargo bench --bench pipeline`.
use divan::{Bencher, black_box};
use govdraw::diagnostic::Source;
use govdraw::input::{Format, read};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::model::Model;
use govdraw::output::{pdf, png, svg};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use govdraw::theme::Theme;

fn main() {
    divan::main();
}

const STYLES: [Style; 3] = Style::ALL;

fn source() -> Source {
    let text = include_str!("../examples/delivery-group.md");
    Source { name: "delivery-group.md".to_owned(), text: text.to_owned() }
}

fn model() -> Model {
    read(&source(), Format::Markdown).expect("the example is read").value
}

fn scene(style: Style, fonts: &Fonts) -> Scene {
    layout(&model(), style, &Theme::defra(), fonts, &Sheet::default()).expect("the example is laid out").value
}

#[divan::bench]
fn read_page(bencher: Bencher) {
    let source = source();
    bencher.bench(|| read(black_box(&source), Format::Markdown));
}

/// With fonts that have shaped nothing yet, as in a process of its own.
#[divan::bench(args = STYLES.map(Style::name))]
fn lay_out(bencher: Bencher, style: &str) {
    let (model, style) = (model(), named(style));
    bencher
        .with_inputs(Fonts::bundled)
        .bench_refs(|fonts| layout(&model, style, &Theme::defra(), fonts, &Sheet::default()));
}

#[divan::bench(args = STYLES.map(Style::name))]
fn write_svg(bencher: Bencher, style: &str) {
    let fonts = Fonts::bundled();
    let scene = scene(named(style), &fonts);
    bencher.bench(|| svg::write(black_box(&scene), &fonts, &svg::SvgOptions::default()));
}

#[divan::bench(args = STYLES.map(Style::name), sample_count = 20)]
fn encode_png(bencher: Bencher, style: &str) {
    let fonts = Fonts::bundled();
    let scene = scene(named(style), &fonts);
    bencher.bench(|| png::encode(black_box(&scene), &fonts, &png::PngOptions::default()));
}

#[divan::bench(args = STYLES.map(Style::name))]
fn encode_pdf(bencher: Bencher, style: &str) {
    let fonts = Fonts::bundled();
    let scene = scene(named(style), &fonts);
    bencher.bench(|| pdf::encode(&[black_box(&scene).into()], &fonts, &pdf::PdfOptions::default()));
}

/// What a PNG costs at the least: the poster's pixels through the png crate's fast setting.
#[divan::bench(sample_count = 20)]
fn encode_pixels_only(bencher: Bencher) {
    let fonts = Fonts::bundled();
    let bytes =
        png::encode(&scene(Style::Poster, &fonts), &fonts, &png::PngOptions::default()).expect("a picture");
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a header");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    let (width, height) = (reader.info().width, reader.info().height);
    bencher.bench(|| {
        let mut out = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut out, width, height);
        encoder.set_color(::png::ColorType::Rgb);
        encoder.set_compression(::png::Compression::Fast);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(black_box(&pixels)).expect("pixels");
        writer.finish().expect("an end");
        out
    });
}

fn named(name: &str) -> Style {
    STYLES.into_iter().find(|style| style.name() == name).expect("a style")
}
