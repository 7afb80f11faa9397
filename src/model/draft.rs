//! What a reader hands over: as written, nothing checked, with places. The schema of JSON and YAML is made from these.
use super::{FlowKind, Place};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A governance model: levels of functions, the roles in them, and the flows between them.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Model", deny_unknown_fields, extend("required" = ["levels"]))]
pub struct Draft {
    /// Title of the pictures; the file's name where there is none.
    pub title: String,
    /// What the whole is about, in paragraphs.
    #[schemars(schema_with = "texts")]
    pub summary: Vec<String>,
    /// Language as a BCP 47 tag, such as `en-GB`; `en` where there is none.
    pub lang: String,
    /// Heading of the poster's aside, in place of the language's own words.
    pub aside: Option<String>,
    /// Theme of the pictures.
    pub theme: Option<String>,
    /// An SVG or PNG beside or below the page, drawn at the far end of titles.
    pub logo: Option<String>,
    /// What the logo says, for those who cannot see it.
    pub logo_alt: Option<String>,
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    pub cascade: bool,
    /// Levels, the highest first.
    #[schemars(schema_with = "levels")]
    pub levels: Vec<DraftLevel>,
    /// What the lowest level delivers to.
    #[schemars(schema_with = "outcomes")]
    pub outcomes: Vec<DraftOutcome>,
    /// Arrows of the flow chart.
    #[schemars(schema_with = "flows")]
    pub flows: Vec<DraftFlow>,
    /// What is said of a part apart from where it stands; each wins over what stands there.
    #[schemars(skip)]
    pub settings: Vec<DraftSetting>,
}

/// Settings for the level, function or outcome that `target` names as an end of a flow would.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid types")]
pub struct DraftSetting {
    pub target: String,
    pub place: Place,
    pub title: Option<String>,
    pub caption: Option<String>,
    pub points: Option<Vec<String>>,
    pub icon: Option<String>,
    pub link: Option<String>,
    pub same_as: Option<String>,
    pub same_as_place: Place,
    pub row: Option<u16>,
    pub column: Option<u16>,
}

/// A level.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Level", deny_unknown_fields, extend("required" = ["name"]))]
pub struct DraftLevel {
    /// Made from the name where there is none: `strategic`.
    pub id: Option<String>,
    /// Name, such as "Strategic level".
    pub name: String,
    /// Whether the page ranks nothing: then this is its only level, and it is not drawn as one.
    pub implicit: bool,
    /// What it is for, in paragraphs.
    #[schemars(schema_with = "texts")]
    pub summary: Vec<String>,
    /// Short bullets; the sentences of the summary where there are none.
    #[schemars(schema_with = "texts")]
    pub points: Vec<String>,
    /// Name of an icon.
    pub icon: Option<String>,
    /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
    pub link: Option<String>,
    /// Boxes of the level.
    #[schemars(schema_with = "functions")]
    pub functions: Vec<DraftFunction>,
    /// Where it was read.
    #[schemars(skip)]
    pub place: Place,
}

/// A function of a level.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Function", deny_unknown_fields, extend("required" = ["name"]))]
pub struct DraftFunction {
    /// Made from the names where there is none: `strategic/business`.
    pub id: Option<String>,
    /// Name, such as "Business".
    pub name: String,
    /// A longer name for the flow chart.
    pub title: Option<String>,
    /// Second line of its box in the flow chart.
    pub caption: Option<String>,
    /// What it does, in paragraphs.
    #[schemars(schema_with = "texts")]
    pub description: Vec<String>,
    /// Short bullets; the sentences of the description where there are none.
    #[schemars(schema_with = "texts")]
    pub points: Vec<String>,
    /// Who holds it.
    #[schemars(schema_with = "roles")]
    pub roles: Vec<DraftRole>,
    /// Name of an icon.
    pub icon: Option<String>,
    /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
    pub link: Option<String>,
    /// The function of another level that this one is, under another name.
    pub same_as: Option<String>,
    /// Where `same_as` was read.
    #[schemars(skip)]
    pub same_as_place: Place,
    /// Pinned row within its band of the flow chart, from 1.
    #[schemars(range(min = 1))]
    pub row: Option<u16>,
    /// Pinned column of the flow chart, from 1.
    #[schemars(range(min = 1))]
    pub column: Option<u16>,
    /// Where it was read.
    #[schemars(skip)]
    pub place: Place,
}

/// A person or body in a function.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Role", deny_unknown_fields)]
pub struct DraftRole {
    /// Name, such as "Service designer".
    pub name: String,
    /// Where it was read.
    #[schemars(skip)]
    pub place: Place,
}

/// What the lowest level delivers to.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Outcome", deny_unknown_fields, extend("required" = ["name"]))]
pub struct DraftOutcome {
    /// Made from the name where there is none: `outcome/outcomes`.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Second line of its box.
    pub caption: Option<String>,
    /// Where it was read.
    #[schemars(skip)]
    pub place: Place,
}

/// An arrow, its ends in words still: ids, names, or `Level / Function`.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
#[schemars(rename = "Flow", deny_unknown_fields, extend("required" = ["from", "to"]))]
pub struct DraftFlow {
    /// Where it starts: an id, a name, or `Level / Function`.
    pub from: String,
    /// Where it points.
    pub to: String,
    /// What flows.
    pub label: String,
    /// How it is drawn: solid, dashed, or with a head at both ends.
    pub kind: FlowKind,
    /// Where it was read.
    #[schemars(skip)]
    pub place: Place,
    /// Where its start was read.
    #[schemars(skip)]
    pub from_place: Place,
    /// Where its end was read.
    #[schemars(skip)]
    pub to_place: Place,
}

/// One text, or a list of them.
fn texts(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
}

/// A list whose items may be written as one text instead of an object.
fn list_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let item = generator.subschema_for::<T>();
    json_schema!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, item] } })
}

fn levels(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftLevel>(generator)
}

fn functions(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftFunction>(generator)
}

fn roles(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftRole>(generator)
}

fn outcomes(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftOutcome>(generator)
}

fn flows(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftFlow>(generator)
}
