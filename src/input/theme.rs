//! A theme's file: JSON or YAML, every slip an error with its place, every contrast computed.
use super::data::tree_of;
use super::text::PlainText;
use super::tree::{Node, Value};
use super::{Format, walk};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span, Warned};
use crate::model::nearest;
use crate::scene::Color;
use crate::theme::{
    FontNames, Gallery, HeadingsDraft, LevelDraft, Purpose, Theme, ThemeDraft, TooClose, icons,
};
use serde_json::json;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

const FIELDS: &[&str] = &[
    "base",
    "page",
    "stands_on",
    "font",
    "text",
    "card",
    "on_banner",
    "outcome",
    "on_outcome",
    "corner",
    "ribbon_opacity",
    "headings",
    "hyphens",
    "outlines",
    "spacing",
    "levels",
    "icons",
    "logo",
    "logo_alt",
    "ribbon_width",
];
const FONT_FIELDS: &[&str] = &["regular", "semibold", "bold"];
const LEVEL_FIELDS: &[&str] = &["ink", "banner", "ground", "tint", "disc", "band", "ribbon", "rule"];
const HEADING_FIELDS: &[&str] = &["title", "level", "function", "aside"];
const SPACING_FIELDS: &[&str] = &["margin", "title"];
const OUTLINE_FIELDS: &[&str] = &["panel", "ribbon", "card", "aside", "disc", "chip", "band", "node"];

/// In place of a page's colour: no ground at all.
const TRANSPARENT: &str = "transparent";
/// Most colours of pages that a transparent picture stands on.
const GROUNDS_MAX: usize = 16;

/// What the numbers may be.
const CORNER: RangeInclusive<f64> = 0.0..=2.0;
const OPACITY: RangeInclusive<f64> = 0.1..=1.0;
const HEADINGS: RangeInclusive<f64> = 0.75..=1.25;
const RIBBON_WIDTH: RangeInclusive<f64> = 0.4..=1.4;
const OUTLINE: RangeInclusive<f64> = 0.0..=0.3;
const SPACING: RangeInclusive<f64> = 1.0..=4.0;
/// Most colours of levels.
const LEVELS_MAX: usize = 64;

/// Where each colour stands.
type Places = BTreeMap<Purpose, Span>;

/// The JSON Schema of a theme's file.
pub(super) fn schema() -> serde_json::Value {
    let color = json!({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"});
    let all = |fields: &[&str], of: &serde_json::Value| -> serde_json::Map<String, serde_json::Value> {
        fields.iter().map(|field| ((*field).to_owned(), of.clone())).collect()
    };
    let number = |range: &RangeInclusive<f64>, what: &str| json!({"type": "number", "minimum": range.start(), "maximum": range.end(), "description": what});
    let mut fields = all(&["text", "card", "on_banner", "outcome", "on_outcome"], &color);
    let font = json!({"type": "string", "description": "A TTF, OTF or TTC beside or below the theme's file"});
    let more = [
        (
            "page",
            json!({"anyOf": [color, {"const": TRANSPARENT}], "description": "The ground; transparent: none of its own"}),
        ),
        (
            "stands_on",
            json!({
                "type": "array",
                "minItems": 1,
                "maxItems": GROUNDS_MAX,
                "items": color,
                "description": "The colours of the pages that a transparent picture will stand on, by which contrast is judged; white where none is named",
            }),
        ),
        (
            "font",
            json!({
                "description": "The font of all text: one file, which may hold several weights, or one for each",
                "anyOf": [font, {
                    "type": "object",
                    "properties": all(FONT_FIELDS, &font),
                    "required": ["regular"],
                    "additionalProperties": false,
                }],
            }),
        ),
        ("base", json!({"enum": Theme::NAMES, "description": "The theme that this one starts from"})),
        ("corner", number(&CORNER, "Multiplies every corner's radius")),
        ("ribbon_opacity", number(&OPACITY, "1 hides what lies under a ribbon")),
        ("ribbon_width", number(&RIBBON_WIDTH, "Multiplies the width of a simple visual's ribbons")),
        (
            "headings",
            json!({
                "description": "Multiplies the sizes of headings: of all, or of a picture's title, levels' names, functions' names on a poster and what stands over its aside",
                "anyOf": [number(&HEADINGS, "All"), {
                    "type": "object",
                    "properties": all(HEADING_FIELDS, &number(&HEADINGS, "Of this kind")),
                    "additionalProperties": false,
                }],
            }),
        ),
        (
            "hyphens",
            json!({"type": "boolean", "description": "Whether a word that is wider than its line is hyphenated, by the page's language"}),
        ),
        (
            "outlines",
            json!({
                "type": "object",
                "properties": all(OUTLINE_FIELDS, &number(&OUTLINE, "Width in em; 0 draws none")),
                "additionalProperties": false,
            }),
        ),
        (
            "spacing",
            json!({
                "type": "object",
                "description": "Space that the three pictures have alike, in em of body text: from a picture's edges to what is drawn, and from its title to what follows",
                "properties": all(SPACING_FIELDS, &number(&SPACING, "In em")),
                "additionalProperties": false,
            }),
        ),
        (
            "levels",
            json!({
                "type": "array",
                "maxItems": LEVELS_MAX,
                "description": "Colours of the levels, in order; all but the ink follow from it",
                "items": {"anyOf": [color, {
                    "type": "object",
                    "properties": all(LEVEL_FIELDS, &color),
                    "required": ["ink"],
                    "additionalProperties": false,
                }]},
            }),
        ),
        (
            "icons",
            json!({
                "type": "object",
                "description": "Icons of functions and levels, by their names: a name that `govdraw icons` lists, an SVG's or PNG's, or none",
                "additionalProperties": {"type": "string"},
            }),
        ),
    ];
    let text = |what: &str| json!({"type": "string", "description": what});
    fields.insert(
        "logo".to_owned(),
        text("An SVG or PNG beside or below the theme's file, drawn at the far end of titles"),
    );
    fields.insert("logo_alt".to_owned(), text("What the logo says, for those who cannot see it"));
    fields.extend(more.map(|(name, schema)| (name.to_owned(), schema)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Theme",
        "type": "object",
        "properties": fields,
        "additionalProperties": false,
    })
}

/// Reads a theme.
///
/// # Errors
/// Every slip, and every pair of colours that is drawn and too close.
pub fn read_theme(source: &Source, format: Format) -> Result<Warned<Theme>, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let Some(root) = tree_of(source, 0, format, &mut findings) else {
        return Err(findings.into_vec());
    };
    let mut places = Places::new();
    let draft = draft(&root, &mut places, &mut findings);
    if findings.has_error() {
        return Err(findings.into_vec());
    }
    let theme = draft.build();
    let mut faults = theme.too_close();
    // one colour may be too close to many: the worst says it
    faults.sort_by(|a, b| {
        (a.front, a.contrast / a.least)
            .partial_cmp(&(b.front, b.contrast / b.least))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    faults.dedup_by_key(|fault| fault.front);
    for fault in faults {
        findings.push(too_close(&fault, &places, root.span));
    }
    if findings.has_error() {
        return Err(findings.into_vec());
    }
    Ok(Warned { value: theme, warnings: findings.into_vec() })
}

fn too_close(fault: &TooClose, places: &Places, whole: Span) -> Diagnostic {
    let TooClose { front, back, contrast, least, instead } = fault;
    let place = places.get(front).or(places.get(back)).copied().unwrap_or(whole);
    let message = format!(
        "{} on {} has a contrast of {:.2}, and {least} is the least",
        named(*front),
        named(*back),
        // rounded down: a contrast that is just too low must not look as if it were enough
        (contrast * 100.0).floor() / 100.0,
    );
    let hint = match instead {
        Some(color) => format!("take `{color}` for {}, or another for {}", named(*front), named(*back)),
        None => format!("take another colour for {}", named(*back)),
    };
    Diagnostic::new(Severity::Error, Code::Contrast, message).at(place).hint(hint)
}

fn named(purpose: Purpose) -> String {
    match purpose.level {
        Some(level) => format!("level {}'s `{}`", level + 1, purpose.field),
        None => format!("`{}`", purpose.field),
    }
}

fn draft(root: &Node, places: &mut Places, findings: &mut Findings) -> ThemeDraft {
    let mut draft = ThemeDraft::default();
    let (mut transparent, mut grounds) = (false, None);
    for (key, node) in walk::entries(root, "the theme", findings) {
        let mut color = |field: &'static str, findings: &mut Findings| {
            places.insert(Purpose { level: None, field }, node.span);
            color(node, field, findings)
        };
        match key.as_str() {
            "base" => draft.base = base(node, findings),
            "page" if is_transparent(node) => transparent = true,
            "page" => draft.page = color("page", findings),
            "stands_on" => {
                places.insert(Purpose { level: None, field: "stands_on" }, node.span);
                grounds = Some((node.span, stands_on(node, findings)));
            }
            "font" => draft.font = font(node, findings),
            "text" => draft.text = color("text", findings),
            "card" => draft.card = color("card", findings),
            "on_banner" => draft.on_banner = color("on_banner", findings),
            "outcome" => draft.outcome = color("outcome", findings),
            "on_outcome" => draft.on_outcome = color("on_outcome", findings),
            "corner" => draft.corner = number(node, "corner", &CORNER, findings),
            "ribbon_opacity" => draft.ribbon_opacity = number(node, "ribbon_opacity", &OPACITY, findings),
            "ribbon_width" => draft.ribbon_width = number(node, "ribbon_width", &RIBBON_WIDTH, findings),
            "headings" => draft.headings = headings(node, findings),
            "hyphens" => draft.hyphens = truth(node, "hyphens", findings),
            "outlines" => outlines(node, &mut draft, findings),
            "spacing" => spacing(node, &mut draft, findings),
            "levels" => {
                let items = walk::items(node, "levels", findings);
                if items.len() > LEVELS_MAX {
                    let message = format!("a theme has colours for at most {LEVELS_MAX} levels");
                    let finding = Diagnostic::new(Severity::Error, Code::TooLarge, message).at(node.span);
                    findings.push(finding.hint("take the others out: colours repeat after the last"));
                }
                let items = items.iter().take(LEVELS_MAX).enumerate();
                draft.levels = items.filter_map(|(i, item)| level(item, i, places, findings)).collect();
            }
            "icons" => draft.icons = icons_by_name(node, findings),
            "logo" => draft.logo = walk::text(node, "logo", findings).map(|text| text.flat()),
            "logo_alt" => draft.logo_alt = walk::text(node, "logo_alt", findings).map(|text| text.flat()),
            _ => walk::unknown(key, "a theme", FIELDS, findings),
        }
    }
    draft.stands_on = match grounds {
        Some((_, grounds)) if transparent => grounds,
        Some((span, _)) => {
            let message = "`stands_on` is for a picture without a ground of its own, and this theme has one";
            let finding = Diagnostic::new(Severity::Error, Code::WrongType, message).at(span);
            findings.push(finding.hint("write `page: transparent`, or take `stands_on` out"));
            Vec::new()
        }
        None if transparent => vec![Color::WHITE],
        None => Vec::new(),
    };
    draft
}

fn is_transparent(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(text) if text.as_str().trim() == TRANSPARENT)
}

/// The colours of the pages under a transparent picture.
fn stands_on(node: &Node, findings: &mut Findings) -> Vec<Color> {
    let items = walk::items(node, "stands_on", findings);
    if items.is_empty() || items.len() > GROUNDS_MAX {
        let message = format!("`stands_on` must name 1 to {GROUNDS_MAX} colours");
        wrong(node, message, "write the colours of the pages, as in `stands_on: [\"#ffffff\"]`", findings);
    }
    items.iter().take(GROUNDS_MAX).filter_map(|item| color(item, "stands_on", findings)).collect()
}

/// The files of a family; one name stands for a file that has every weight.
fn font(node: &Node, findings: &mut Findings) -> Option<FontNames> {
    if matches!(node.value, Value::Scalar(_)) {
        let regular = walk::text(node, "font", findings)?.flat();
        return Some(FontNames { regular, ..FontNames::default() });
    }
    let mut names = FontNames::default();
    for (key, node) in walk::entries(node, "font", findings) {
        let mut name = |what| walk::text(node, what, findings).map(|text| text.flat());
        match key.as_str() {
            "regular" => names.regular = name("regular").unwrap_or_default(),
            "semibold" => names.semibold = name("semibold"),
            "bold" => names.bold = name("bold"),
            _ => walk::unknown(key, "a font", FONT_FIELDS, findings),
        }
    }
    if names.regular.is_empty() {
        let finding =
            Diagnostic::new(Severity::Error, Code::MissingField, "a theme's font needs a `regular` file");
        findings.push(
            finding.at(node.span).hint("name the file of its body text, as in `regular: fonts/Own.ttf`"),
        );
        return None;
    }
    Some(names)
}

fn base(node: &Node, findings: &mut Findings) -> Option<String> {
    let name = walk::text(node, "base", findings)?.flat();
    if Theme::named(&name).is_none() {
        let finding =
            Diagnostic::new(Severity::Error, Code::UnknownTheme, format!("no built-in theme is `{name}`"));
        findings.push(finding.at(node.span).hint(match nearest(&name, Theme::NAMES) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("choose one of {}", walk::listed(&Theme::NAMES)),
        }));
    }
    Some(name)
}

/// A level's colours; an ink alone may stand in place of them all.
fn level(node: &Node, index: usize, places: &mut Places, findings: &mut Findings) -> Option<LevelDraft> {
    let mut place = |field, span| places.insert(Purpose { level: Some(index), field }, span);
    if matches!(node.value, Value::Scalar(_) | Value::Literal { .. }) {
        for field in ["ink", "banner"] {
            place(field, node.span);
        }
        return color(node, "levels", findings).map(LevelDraft::of);
    }
    let entries = walk::entries(node, "a level", findings);
    let Some((_, ink)) = entries.iter().find(|(key, _)| key.as_str() == "ink") else {
        let finding = Diagnostic::new(Severity::Error, Code::MissingField, "a level's colours need an `ink`");
        findings.push(finding.at(node.span).hint("add the colour of its headings, as in `ink: \"#0b6a63\"`"));
        return None;
    };
    place("banner", ink.span);
    let mut level = LevelDraft::of(color(ink, "ink", findings)?);
    for (key, node) in entries {
        let mut read = |field: &'static str| {
            place(field, node.span);
            color(node, field, findings)
        };
        match key.as_str() {
            "ink" => _ = place("ink", node.span),
            "banner" => level.banner = read("banner"),
            "ground" => level.ground = read("ground"),
            "tint" => level.tint = read("tint"),
            "disc" => level.disc = read("disc"),
            "band" => level.band = read("band"),
            "ribbon" => level.ribbon = read("ribbon"),
            "rule" => level.rule = read("rule"),
            _ => walk::unknown(key, "a level's colours", LEVEL_FIELDS, findings),
        }
    }
    Some(level)
}

/// Sizes of headings; one number stands for all of them.
fn headings(node: &Node, findings: &mut Findings) -> HeadingsDraft {
    if matches!(node.value, Value::Scalar(_) | Value::Literal { .. }) {
        let all = number(node, "headings", &HEADINGS, findings);
        return HeadingsDraft { title: all, level: all, function: all, aside: all };
    }
    let mut headings = HeadingsDraft::default();
    for (key, node) in walk::entries(node, "headings", findings) {
        let field = match key.as_str() {
            "title" => &mut headings.title,
            "level" => &mut headings.level,
            "function" => &mut headings.function,
            "aside" => &mut headings.aside,
            _ => {
                walk::unknown(key, "headings", HEADING_FIELDS, findings);
                continue;
            }
        };
        *field = number(node, key.as_str(), &HEADINGS, findings);
    }
    headings
}

fn outlines(node: &Node, draft: &mut ThemeDraft, findings: &mut Findings) {
    for (key, node) in walk::entries(node, "outlines", findings) {
        let outlines = &mut draft.outlines;
        let field = match key.as_str() {
            "panel" => &mut outlines.panel,
            "ribbon" => &mut outlines.ribbon,
            "card" => &mut outlines.card,
            "aside" => &mut outlines.aside,
            "disc" => &mut outlines.disc,
            "chip" => &mut outlines.chip,
            "band" => &mut outlines.band,
            "node" => &mut outlines.node,
            _ => {
                walk::unknown(key, "outlines", OUTLINE_FIELDS, findings);
                continue;
            }
        };
        *field = number(node, key.as_str(), &OUTLINE, findings);
    }
}

/// Space in em.
fn spacing(node: &Node, draft: &mut ThemeDraft, findings: &mut Findings) {
    for (key, node) in walk::entries(node, "spacing", findings) {
        let field = match key.as_str() {
            "margin" => &mut draft.spacing.margin,
            "title" => &mut draft.spacing.title,
            _ => {
                walk::unknown(key, "spacing", SPACING_FIELDS, findings);
                continue;
            }
        };
        *field = number(node, key.as_str(), &SPACING, findings);
    }
}

fn icons_by_name(node: &Node, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut by_name = BTreeMap::new();
    for (key, node) in walk::entries(node, "icons", findings) {
        let Some(icon) = walk::text(node, "icons", findings).map(|text| text.flat()) else { continue };
        if icon != "none" && !Gallery::is_file(&icon) && icons::find(&icon).is_none() {
            let finding =
                Diagnostic::new(Severity::Error, Code::UnknownIcon, format!("no icon is named `{icon}`"));
            findings.push(finding.at(node.span).hint(match nearest(&icon, icons::names()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "choose one of the names that `govdraw icons` lists, or `none`".to_owned(),
            }));
        }
        by_name.insert(key.flat(), icon);
    }
    by_name
}

/// A colour as `#rrggbb`, and nothing else: no name, no function, no other text gets into a picture.
fn color(node: &Node, what: &str, findings: &mut Findings) -> Option<Color> {
    let text = walk::text(node, what, findings)?;
    let color = Color::hex(text.as_str().trim());
    if color.is_none() {
        wrong(
            node,
            format!("`{what}` is no colour: \"{}\"", text.flat()),
            "write it as in `\"#0b6a63\"`, in quotes",
            findings,
        );
    }
    color
}

fn number(node: &Node, what: &str, range: &RangeInclusive<f64>, findings: &mut Findings) -> Option<f64> {
    let text: PlainText = walk::written(node, what, findings)?;
    let number = text.as_str().trim().parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        let message = format!(
            "`{what}` must be a number from {} to {}, not \"{}\"",
            range.start(),
            range.end(),
            text.flat()
        );
        wrong(node, message, &format!("write a number, as in `{what}: {}`", range.end()), findings);
    }
    number
}

fn truth(node: &Node, what: &str, findings: &mut Findings) -> Option<bool> {
    let text: PlainText = walk::written(node, what, findings)?;
    let truth = text.as_str().trim().parse().ok();
    if truth.is_none() {
        let message = format!("`{what}` must be true or false, not \"{}\"", text.flat());
        wrong(node, message, &format!("write `{what}: true`"), findings);
    }
    truth
}

fn wrong(node: &Node, message: String, hint: &str, findings: &mut Findings) {
    findings.push(Diagnostic::new(Severity::Error, Code::WrongType, message).at(node.span).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, read_theme, schema};
    use crate::diagnostic::{Code, Source};
    use crate::input::Format;
    use crate::scene::Color;
    use crate::theme::{Headings, Theme};

    fn read(text: &str) -> Result<Theme, Vec<(Code, String)>> {
        let source = Source { name: "theme.yaml".to_owned(), text: text.to_owned() };
        let place = |span: crate::diagnostic::Span| text[span.start..span.end].trim().to_owned();
        read_theme(&source, Format::Yaml).map(|theme| theme.value).map_err(|errors| {
            errors.into_iter().map(|error| (error.code, error.span.map_or_else(String::new, place))).collect()
        })
    }

    #[test]
    fn a_theme_changes_what_it_says() {
        assert_eq!(read(""), Ok(Theme::defra()));
        assert_eq!(read("base: dark"), Ok(Theme::dark()));
        let theme = read(
            "corner: 0\nhyphens: true\nlevels: ['#5b0f8c', {ink: '#333333', ground: '#ffffff'}]\nicons: {Team: none}\n",
        );
        let theme = theme.expect("sound");
        assert_eq!((theme.corner, theme.hyphens, theme.levels.len()), (0.0, true, 2));
        assert_eq!(
            (theme.levels[0].banner, theme.levels[1].ground),
            (Color::rgb(0x5b, 0x0f, 0x8c), Color::WHITE)
        );
        assert_eq!(theme.icons["Team"], "none");
        let theme = read("page: transparent\nfont: brand/Own.ttc").expect("sound");
        assert!(theme.is_transparent() && theme.page == Color::WHITE);
        assert_eq!(theme.font.expect("a font").regular, "brand/Own.ttc");
        let theme = read("page: transparent\nstands_on: ['#fff7e6', '#ffffff']").expect("sound");
        assert_eq!(theme.stands_on, [theme.page, Color::WHITE]);
        assert_eq!(
            read("font: {regular: a.ttf, bold: b.ttf}").expect("sound").font.expect("a font").bold.as_deref(),
            Some("b.ttf")
        );
        let headings = |text| read(text).expect("sound").headings;
        assert_eq!(headings("headings: 1.2"), Headings::all(1.2));
        assert_eq!(headings("headings: {level: 0.9}"), Headings { level: 0.9, ..Headings::all(1.0) });
    }

    #[test]
    fn every_slip_has_its_place() {
        for (text, code, place) in [
            ("page: 'red;}*{display:none'", Code::WrongType, "'red;}*{display:none'"),
            ("text: url(http://example.org)", Code::WrongType, "url(http://example.org)"),
            ("corner: 9", Code::WrongType, "9"),
            ("corner: .nan", Code::WrongType, ".nan"),
            ("page: clear", Code::WrongType, "clear"),
            ("stands_on: ['#ffffff']", Code::WrongType, "['#ffffff']"),
            ("page: transparent\nstands_on: []", Code::WrongType, "[]"),
            ("page: transparent\nstands_on: [white]", Code::WrongType, "white"),
            (
                "page: transparent\nstands_on: ['#ffffff', '#333333']",
                Code::Contrast,
                "['#ffffff', '#333333']",
            ),
            ("font: {bold: a.ttf}", Code::MissingField, "{bold: a.ttf}"),
            ("font: {regular: a.ttf, boldest: b.ttf}", Code::UnknownField, "boldest"),
            ("headings: {titel: 1}", Code::UnknownField, "titel"),
            ("headings: {title: 3}", Code::WrongType, "3"),
            ("headings: [1]", Code::WrongType, "[1]"),
            ("hyphens: maybe", Code::WrongType, "maybe"),
            ("base: defro", Code::UnknownTheme, "defro"),
            ("colour: '#000000'", Code::UnknownField, "colour"),
            ("levels: [{banner: '#000000'}]", Code::MissingField, "{banner: '#000000'}"),
            ("levels: [{ink: '#000000', inks: '#000000'}]", Code::UnknownField, "inks"),
            ("icons: {Team: rockt}", Code::UnknownIcon, "rockt"),
            ("text: '#999999'", Code::Contrast, "'#999999'"),
            ("levels: ['#ffee00']", Code::Contrast, "'#ffee00'"),
            ("page: &a '#ffffff'\ncard: *a", Code::YamlAlias, "*a"),
        ] {
            let errors = read(text).expect_err(text);
            assert!(errors.contains(&(code, place.to_owned())), "{text}: {errors:?}");
        }
    }

    #[test]
    fn the_schema_has_the_fields_that_are_read() {
        let schema = schema();
        let fields = schema["properties"].as_object().expect("an object");
        assert!(fields.len() == FIELDS.len() && FIELDS.iter().all(|field| fields.contains_key(*field)));
        for (field, of) in fields {
            let is_color = of["pattern"].is_string();
            let has_kind = of["type"].is_string() || of["enum"].is_array() || of["anyOf"].is_array();
            assert!(is_color || has_kind, "{field}");
        }
    }
}
