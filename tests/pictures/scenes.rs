//! What is tested: every example in every style, and lines that are hard to set.
use govdraw::diagnostic::Source;
use govdraw::geom::{Point, Size};
use govdraw::input::{Format, read};
use govdraw::layout::{Look, Sheet, Style, changed, layout};
use govdraw::model::Model;
use govdraw::scene::{Color, Node, Scene, Text};
use govdraw::text::{BaseDirection, Fonts, TextStyle, Weight, shape};
use govdraw::theme::Theme;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use usvg::fontdb;

/// A scene and what to call it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) scene: Scene,
}

/// Files of a folder of the examples with one of some extensions, in order.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder);
    let has = |path: &PathBuf| {
        path.extension().and_then(|own| own.to_str()).is_some_and(|own| extensions.contains(&own))
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| has(path) && !path.ends_with("README.md"))
        .collect();
    paths.sort();
    paths
}

/// The bundled fonts, and those of the examples in other scripts.
pub(crate) fn fonts() -> Fonts {
    let add =
        |fonts: Fonts, path: PathBuf| fonts.with_file(std::fs::read(path).expect("a file")).expect("a font");
    files("languages/fonts", &["ttf"]).into_iter().fold(Fonts::bundled(), add)
}

/// Options under which usvg finds the faces by the names that a bare picture gives them, and no others.
pub(crate) fn usvg_options(fonts: &Fonts) -> usvg::Options<'static> {
    let mut db = fontdb::Database::new();
    let mut ids = BTreeMap::new();
    for (_, face) in fonts.faces() {
        let loaded = db.load_font_source(fontdb::Source::Binary(Arc::new(face.data().to_vec())));
        ids.entry((format!("gd-{}", face.slug()), face.weight.css())).or_insert(loaded[0]);
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
        ..usvg::Options::default()
    }
}

/// Every example, with its file's name without the extension.
pub(crate) fn models() -> Vec<(String, Model)> {
    let mut paths = files("", &["md", "json", "yaml"]);
    paths.extend(files("languages", &["md"]));
    let model = |path: &std::path::PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = std::fs::read_to_string(path).expect("an example");
        let source = Source { name: name.clone(), text };
        let model = read(&source, Format::of_name(&name)).expect("the example is read").value;
        (name.split('.').next().unwrap_or_default().to_owned(), model)
    };
    paths.iter().map(model).collect()
}

/// Every example in every style.
pub(crate) fn examples(fonts: &Fonts) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, model) in models() {
        for style in Style::ALL {
            let scene = layout(&model, style, &Theme::defra(), fonts, &Sheet::default());
            let scene = scene.expect("the example is laid out").value;
            cases.push(Case { name: format!("{name}-{}", style.name()), scene });
        }
    }
    cases
}

/// What changed between two pages of our own, in every style.
pub(crate) fn changes(fonts: &Fonts) -> Vec<Case> {
    let of = |text: &str| {
        let source = Source { name: "page.yaml".to_owned(), text: text.to_owned() };
        read(&source, Format::Yaml).expect("the page is read").value
    };
    let [old, new] = [include_str!("../changes/before.yaml"), include_str!("../changes/after.yaml")].map(of);
    let (theme, sheet) = (Theme::defra(), Sheet::default());
    let look = Look::new(&theme, fonts, &sheet);
    let drawn = |style: Style| {
        let scene = changed(&old, &new, style, &look).expect("the pages are laid out").value;
        Case { name: format!("orchard-changes-{}", style.name()), scene }
    };
    Style::ALL.into_iter().map(drawn).collect()
}

/// Lines with kerning, ligatures, scripts, directions and sizes that are easily set wrong.
pub(crate) fn hard(fonts: &Fonts) -> Case {
    let both = [
        "Team Київ العربية 2024 end",
        "مستوى التنسيق (2024) والتنفيذ",
        "الأدوار: مدير، مالك المنتج؛ نهاية؟",
        "مدير المنتج (Product Owner)، فريق UX.",
        "Ann\u{200f}، Bob\u{200f}، مصمم، Eve",
        "(50%) – 3.5 + 12",
    ];
    let lines = [
        "AV. To Wave, Tyre; efficient offices, affluent waffle",
        "T y r a n t s' \"quoted\" — (round) [square] {curly} 50% & more",
        "Llywodraethiant ŵ ŷ Ŵ Ŷ â ê î ô û; Ærøskøbing, Łódź, Żółć",
        "Διακυβέρνηση και συντονισμός",
        "Управление и координация, Київ 2024",
        "Plan → Do → Check ↔ Act",
        "bad \u{fffd} byte and e\u{301}a\u{30a} marks",
    ];
    let from_left = lines.iter().chain(&both).map(|words| (words, BaseDirection::LeftToRight));
    let lines = from_left.chain(both.iter().map(|words| (words, BaseDirection::RightToLeft)));
    let mut nodes = Vec::new();
    let mut y = 0.0;
    for (i, (words, direction)) in lines.enumerate() {
        for (k, weight) in Weight::ALL.into_iter().enumerate() {
            let size = 11.25 + 2.75 * (i % 10 + k) as f64;
            let style = TextStyle { direction, ..TextStyle::new(weight, size, 1.5) };
            y += style.line_height;
            let mut line = shape(fonts, &style, words);
            line.space_after = k == 0;
            let origin = Point::new(10.5, y);
            nodes
                .push(Node::Text(Text { label: k == 1, ..Text::line(origin, Color::rgb(11, 12, 12), line) }));
        }
    }
    let scene = Scene {
        size: Size::new(1400.0, y + 40.0),
        lang: "en".to_owned(),
        title: "Hard lines".to_owned(),
        description: "Lines that are easily set wrong".to_owned(),
        background: Color::WHITE,
        nodes,
    };
    Case { name: "hard".to_owned(), scene }
}

/// Every case.
pub(crate) fn all(fonts: &Fonts) -> Vec<Case> {
    let mut cases = examples(fonts);
    cases.extend(changes(fonts));
    cases.push(hard(fonts));
    cases
}

/// The lines of text among some nodes, in order.
pub(crate) fn texts(nodes: &[Node]) -> Vec<&Text> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Group(group) => found.extend(texts(&group.children)),
            Node::Shape(_) | Node::Image(_) => {}
            Node::Text(text) => found.push(text),
        }
    }
    found
}
