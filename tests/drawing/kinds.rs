//! Posters and simple visuals of pages of many kinds, measured: `tests/drawing/kinds/measures.tsv` holds what each came to. One
//! may come to something better; `GOVDRAW_TEST=accept cargo test --test drawing kinds` writes all of them down anew, and where one gets
//! worse for the sake of another, the commit says so.
use govdraw::Page;
use govdraw::layout::metrics::{measure_poster, measure_simple};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Shares and sizes that differ by less than this are the same.
const SAME: f64 = 0.0015;

/// What is measured, and whether more of it is better.
const POSTER: [(&str, bool); 7] = [
    ("blank_most", false),
    ("blank", false),
    ("widths", false),
    ("most_name_lines", false),
    ("mixed_icons", false),
    ("same_icons", false),
    ("smallest_type", true),
];
const SIMPLE: [(&str, bool); 5] = [
    ("fill", true),
    ("sheet_fill", true),
    ("near_misses", false),
    ("mixed_icons", false),
    ("smallest_type", true),
];

type Table = BTreeMap<(String, String, String), f64>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drawing/kinds")
}

/// The pages of this folder, and the examples that are written in the same way.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 12, "{pages:?}");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    pages.extend(["delivery-group.md", "digital-services.md", "starter.md"].map(|name| examples.join(name)));
    pages
}

fn measured() -> Table {
    let (fonts, mut table) = (Fonts::bundled(), Table::new());
    for path in pages() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let page = Page::parse(&name, &std::fs::read(&path).expect("a page")).expect("it is read");
        let draw = |style| -> Scene {
            layout(page.model(), style, &Theme::default(), &fonts, &Sheet::default()).expect("laid out").value
        };
        let found = [
            ("poster", serde_json::to_value(measure_poster(&draw(Style::Poster))), &POSTER[..]),
            ("simple", serde_json::to_value(measure_simple(&draw(Style::Simple))), &SIMPLE[..]),
        ];
        for (style, found, columns) in found {
            let found = found.expect("numbers");
            for (column, _) in columns {
                let value = found[column].as_f64().expect(column);
                table.insert((name.clone(), style.to_owned(), (*column).to_owned()), value);
            }
        }
    }
    table
}

fn kept(text: &str) -> Table {
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [page, style, column, value] = fields[..] else { panic!("four fields: {line}") };
        ((page.to_owned(), style.to_owned(), column.to_owned()), value.parse().expect("a number"))
    };
    text.lines().map(row).collect()
}

#[test]
fn no_kind_of_page_is_drawn_worse_than_it_was() {
    let (file, now) = (folder().join("measures.tsv"), measured());
    if std::env::var("GOVDRAW_TEST").is_ok_and(|wish| wish == "accept") {
        let mut text = String::new();
        for ((page, style, column), value) in &now {
            writeln!(text, "{page}\t{style}\t{column}\t{value}").expect("a string");
        }
        return std::fs::write(file, text).expect("written");
    }
    let before = kept(&std::fs::read_to_string(file).expect("the measures"));
    assert_eq!(before.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>(), "accept them");
    let is_more = |column: &str| POSTER.iter().chain(&SIMPLE).any(|(name, more)| *name == column && *more);
    let worse: Vec<String> = now
        .iter()
        .filter_map(|((page, style, column), value)| {
            let before = before[&(page.clone(), style.clone(), column.clone())];
            let loss = if is_more(column) { before - value } else { value - before };
            (loss > SAME).then(|| format!("{page}, {style}: {column} was {before} and is {value}"))
        })
        .collect();
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}
