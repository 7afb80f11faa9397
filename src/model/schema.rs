//! What the schemas of a model's parts are made of.
use super::{DraftFlow, DraftLegend, DraftLevel, DraftOutcome, DraftOutside};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The lines of a comment as one text.
pub(super) fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// The schema of a mapping with these fields, some of which are required.
pub(super) fn object(about: &str, fields: Vec<(&str, Schema, String)>, required: &[(&str, bool)]) -> Schema {
    let mut properties = serde_json::Map::new();
    for (name, mut schema, says) in fields {
        schema.insert("description".to_owned(), says.into());
        properties.insert(name.to_owned(), schema.to_value());
    }
    let required: Vec<&str> = required.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    json_schema!({
        "description": about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "required": required,
    })
}

pub(super) fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string" })
}

pub(super) fn optional_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"] })
}

pub(super) fn flag(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "boolean" })
}

pub(super) fn number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["integer", "null"], "format": "uint16", "minimum": 1, "maximum": u16::MAX })
}

/// One text, or a list of them.
pub(super) fn texts(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
}

/// A list whose items may be written as one text instead of an object.
pub(super) fn list_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let item = generator.subschema_for::<T>();
    json_schema!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, item] } })
}

pub(super) fn legend(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<DraftLegend>()
}

pub(super) fn levels(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftLevel>(generator)
}

pub(super) fn outcomes(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftOutcome>(generator)
}

pub(super) fn outside(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftOutside>(generator)
}

pub(super) fn flows(generator: &mut SchemaGenerator) -> Schema {
    list_of::<DraftFlow>(generator)
}
