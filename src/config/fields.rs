//! Every field of a configuration, once: what is suggested for a slip, and the JSON Schema, are made from these.
use super::{Format, TextForm};
use crate::layout::{Direction, Effort, Orientation, Style};
use crate::limits::CONFIG_ENTRIES;
use crate::picture::{ColorScheme, Origin};
use crate::theme::Theme;
use serde_json::{Map, Value, json};

/// A field.
pub(super) struct Field {
    name: &'static str,
    kind: FieldKind,
    says: &'static str,
}

/// What a field holds.
enum FieldKind {
    Text,
    Texts,
    /// A number, or a text such as `630px`.
    Amount,
    Whole(u32, u32),
    One(fn() -> Vec<&'static str>),
    Many(fn() -> Vec<&'static str>),
    Tables(&'static [&'static [Field]], &'static [&'static str]),
}

const fn field(name: &'static str, kind: FieldKind, says: &'static str) -> Field {
    Field { name, kind, says }
}

/// A table's fields, in groups that tables share.
type Fields = &'static [&'static [Field]];

/// Of the whole.
pub(super) const ROOT: Fields = &[
    &[
        field(
            "pages",
            FieldKind::Texts,
            "Patterns of the pages, from the configuration's folder: `docs/**/*.md`",
        ),
        field("exclude", FieldKind::Texts, "Patterns of files that are no pages, though the others say so"),
        field("page", FieldKind::Tables(PAGE, &["path"]), "Settings of some pages, over those of all"),
    ],
    SETTINGS,
    LOOK,
];

/// Of a `[[page]]`.
pub(super) const PAGE: Fields = &[
    &[field("path", FieldKind::Text, "The page, or a pattern of several, from the configuration's folder")],
    SETTINGS,
    LOOK,
];

/// Of a `[[picture]]`.
pub(super) const PICTURE: Fields = &[
    &[
        field("name", FieldKind::Text, "Stands behind the page's name in the file's: `poster-narrow`"),
        field("style", FieldKind::One(styles), "How the page is drawn"),
        field(
            "formats",
            FieldKind::Many(formats),
            "Kinds of files; as for the usual pictures where there are none",
        ),
        field("theme", FieldKind::Text, "A built-in theme or a theme's file, whatever the page asks for"),
    ],
    LOOK,
];

const SETTINGS: &[Field] = &[
    field("styles", FieldKind::Many(styles), "What is drawn of each page; all three where nothing is said"),
    field("formats", FieldKind::Many(formats), "Kinds of files; SVG where nothing is said"),
    field(
        "output",
        FieldKind::Text,
        "Folder of the pictures; `{folder}` stands for the page's own, which it is by itself",
    ),
    field("theme", FieldKind::Text, "A built-in theme or a theme's file, for pages that name none"),
    field("fonts", FieldKind::Texts, "Font files for characters that the built-in fonts lack"),
    field("lang", FieldKind::Text, "Language of pages that name none, such as `cy`"),
    field(
        "settings",
        FieldKind::Text,
        "What front matter would say, as YAML, of pages that have none: for builders that print it",
    ),
    field("level-heading", FieldKind::Whole(1, 5), "Depth of the headings that are levels"),
    field(
        "provenance",
        FieldKind::One(provenance),
        "What a picture carries of the model that it was drawn from",
    ),
    field("picture", FieldKind::Tables(PICTURE, &["name", "style"]), "Pictures beside the usual ones"),
];

const LOOK: &[Field] = &[
    field("paper", FieldKind::Text, "A sheet to fit: `A3`, `Letter`, `200x300mm`"),
    field(
        "orientation",
        FieldKind::One(|| Orientation::ALL.map(Orientation::name).to_vec()),
        "Which way the paper lies",
    ),
    field("aspect", FieldKind::Amount, "Proportions to come near to: `16:9`, `1.5`"),
    field("layout-width", FieldKind::Amount, "Width of the column to lay out for, in px"),
    field(
        "direction",
        FieldKind::One(|| Direction::ALL.map(Direction::name).to_vec()),
        "Where the flow chart's next level lies; `auto`: down, or right where that is plainly easier to read",
    ),
    field(
        "effort",
        FieldKind::One(|| Effort::ALL.map(Effort::name).to_vec()),
        "How long to search for a better flow chart",
    ),
    field("scale", FieldKind::Amount, "PNG: device pixels a CSS pixel"),
    field("width", FieldKind::Whole(1, 32_767), "PNG: pixels from edge to edge"),
    field("dpi", FieldKind::Amount, "PNG: pixels an inch that the file declares"),
    field("text", FieldKind::One(texts), "SVG: text with its fonts, or outlines"),
    field("color-scheme", FieldKind::One(schemes), "SVG: light, dark, or as its reader asks for"),
];

fn styles() -> Vec<&'static str> {
    Style::ALL.map(Style::name).to_vec()
}

fn formats() -> Vec<&'static str> {
    Format::ALL.map(Format::name).to_vec()
}

fn provenance() -> Vec<&'static str> {
    Origin::ALL.map(Origin::name).to_vec()
}

fn texts() -> Vec<&'static str> {
    TextForm::ALL.map(TextForm::name).to_vec()
}

fn schemes() -> Vec<&'static str> {
    ColorScheme::ALL.map(ColorScheme::name).to_vec()
}

/// The names of a table's fields.
pub(super) fn names(fields: Fields) -> Vec<&'static str> {
    fields.iter().flat_map(|group| group.iter()).map(|field| field.name).collect()
}

/// The JSON Schema (draft 2020-12) of the whole.
pub(super) fn schema() -> Value {
    let mut schema = object(ROOT, &["pages"]);
    if let Value::Object(fields) = &mut schema {
        fields.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        fields.insert("title".to_owned(), json!("govdraw.toml"));
    }
    schema
}

fn object(fields: Fields, required: &[&str]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .flat_map(|group| group.iter())
        .map(|field| {
            let mut of = kind(&field.kind);
            if field.name == "theme" {
                of["examples"] = json!(Theme::NAMES);
            }
            of["description"] = json!(field.says);
            (field.name.to_owned(), of)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn kind(kind: &FieldKind) -> Value {
    let many = |items: Value| json!({ "type": "array", "maxItems": CONFIG_ENTRIES, "items": items });
    match kind {
        FieldKind::Text => json!({ "type": "string" }),
        FieldKind::Texts => many(json!({ "type": "string" })),
        FieldKind::Amount => json!({ "type": ["number", "string"] }),
        FieldKind::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        FieldKind::One(names) => json!({ "enum": names() }),
        FieldKind::Many(names) => many(json!({ "enum": names() })),
        FieldKind::Tables(fields, required) => many(object(fields, required)),
    }
}
