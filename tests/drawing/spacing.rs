//! Space that the three pictures have alike: what a theme asks for is where their titles stand.
use govdraw::diagnostic::{Source, Warned};
use govdraw::geom::Point;
use govdraw::input::{Format, read, read_theme};
use govdraw::layout::{Paper, Sheet, Style, layout};
use govdraw::scene::{Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;

const PAGE: &str = "# Harbour trust

## Strategic level

### Board

- Sets aims

## Working level

### Divers

- Look below
";

fn theme(text: &str) -> Theme {
    let source = Source { name: "own.yaml".to_owned(), text: text.to_owned() };
    read_theme(&source, Format::Yaml).unwrap_or_else(|errors| panic!("{errors:?}")).value
}

fn scene(style: Style, theme: &Theme) -> Scene {
    let source = Source { name: "page.md".to_owned(), text: PAGE.to_owned() };
    let Ok(Warned { value: model, .. }) = read(&source, Format::Markdown) else { panic!("it reads") };
    // on paper every picture has a title
    let sheet = Sheet { paper: Some(Paper { width: 210.0, height: 297.0 }), ..Sheet::default() };
    layout(&model, style, theme, &Fonts::bundled(), &sheet).expect("it fits").value
}

/// Where the words of the picture's title start.
fn title(nodes: &[Node]) -> Option<Point> {
    nodes.iter().find_map(|node| match node {
        Node::Group(group) if group.meaning == (Meaning::Heading { depth: 1 }) => {
            group.children.iter().find_map(|node| match node {
                Node::Text(text) => Some(text.origin),
                _ => None,
            })
        }
        Node::Group(group) => title(&group.children),
        _ => None,
    })
}

#[test]
fn a_wider_margin_is_wider_in_all_three_pictures() {
    for style in Style::ALL {
        let [usual, wide] = ["base: defra", "spacing: {margin: 4}"].map(|text| {
            let scene = scene(style, &theme(text));
            title(&scene.nodes).expect("a title").x / scene.size.width
        });
        // the type is a little smaller, for less of the sheet is left
        assert!((1.4..=2.05).contains(&(wide / usual)), "{style}: {usual} and {wide}");
    }
}

#[test]
fn a_theme_without_space_has_that_of_the_built_in_ones() {
    let space = theme("base: dark\nspacing: {title: 3}").spacing;
    assert_eq!((space.margin, space.title), (Theme::dark().spacing.margin, 3.0));
    let source = Source { name: "own.yaml".to_owned(), text: "spacing: {margin: 40, gap: 1}".to_owned() };
    let errors = read_theme(&source, Format::Yaml).expect_err("neither is right");
    let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(errors.len(), 2, "{said:?}");
    assert!(said[0].contains("from 1 to 4"), "{said:?}");
}
