//! What a reader hands over: as written, nothing checked, with places. The schema of JSON and YAML is made from these.
#[cfg(feature = "schema")]
use super::schema::{flows, legend, levels, outcomes, outside, texts};
use super::{DraftLegend, DraftLevel, DraftOutcome, DraftOutside, FlowKind, Place, Spoken};
#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// A governance model: levels of functions, the roles in them, and the flows between them.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Model", deny_unknown_fields, extend("required" = ["levels"])))]
pub struct Draft {
    /// Title of the pictures; the file's name where there is none.
    pub title: String,
    /// What the whole is about, in paragraphs.
    #[cfg_attr(feature = "schema", schemars(schema_with = "texts"))]
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
    /// Version of the page, for the foot of pictures.
    pub version: Option<String>,
    /// Date of the page, for the foot of pictures.
    pub date: Option<String>,
    /// Who answers for the page, for the foot of pictures.
    pub owner: Option<String>,
    /// The terms under which the page may be used, for the foot of pictures.
    pub licence: Option<String>,
    /// Address of the page, for the foot of pictures.
    pub source: Option<String>,
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    pub cascade: bool,
    /// Words of the flow chart's legend, in place of the language's own.
    #[cfg_attr(feature = "schema", schemars(schema_with = "legend"))]
    pub legend: Option<DraftLegend>,
    /// Levels, the highest first.
    #[cfg_attr(feature = "schema", schemars(schema_with = "levels"))]
    pub levels: Vec<DraftLevel>,
    /// What the lowest level delivers to.
    #[cfg_attr(feature = "schema", schemars(schema_with = "outcomes"))]
    pub outcomes: Vec<DraftOutcome>,
    /// Bodies outside that flows come from or go to: a ministry, a regulator, a community.
    #[cfg_attr(feature = "schema", schemars(schema_with = "outside"))]
    pub outside: Vec<DraftOutside>,
    /// Arrows of the flow chart.
    #[cfg_attr(feature = "schema", schemars(schema_with = "flows"))]
    pub flows: Vec<DraftFlow>,
    /// What is said of a part apart from where it stands; each wins over what stands there.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub settings: Vec<DraftSetting>,
}

/// Settings for the part that `target` names as an end of a flow would.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftSetting {
    /// The part's id or name.
    pub target: String,
    /// Where it was read.
    pub place: Place,
    /// Names of fields of the part, each with what it is to hold.
    pub fields: Vec<(String, Given)>,
}

/// What a setting gives a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A text.
    Text(String),
    /// Bullets.
    Points(Vec<String>),
    /// A whole number from 1.
    Number(u16),
    /// Another part of the model.
    Same(Spoken),
}

/// An arrow, its ends in words still: ids, names, `Level / Function`, or `outside / NAME`.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Flow", deny_unknown_fields, extend("required" = ["from", "to"])))]
pub struct DraftFlow {
    /// Where it starts: an id, a name, `Level / Function`, or `outside / NAME`.
    pub from: String,
    /// Where it points.
    pub to: String,
    /// What flows.
    pub label: String,
    /// How it is drawn: solid, dashed, with a head at both ends, or dotted.
    pub kind: FlowKind,
    /// Whether it is on the main line, the golden thread from top to bottom.
    pub main: bool,
    /// Where it was read.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub place: Place,
    /// Where its start was read.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub from_place: Place,
    /// Where its end was read.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub to_place: Place,
    /// Whether it was inferred from prose, a label or a drawing rather than written as a flow: where an end of it is not
    /// found it is left out with a note.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub soft: bool,
    /// Whether its ends are ids before they are names, as data has them: a level's id before a function that is called so.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub by_id: bool,
}
