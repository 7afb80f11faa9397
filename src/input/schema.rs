//! The JSON Schema of a model as data, and that of a theme.
#[cfg(feature = "schema")]
use crate::model::Draft;

/// The schema of JSON and YAML models (JSON Schema, draft 2020-12), indented.
///
/// # Errors
/// None that a caller can cause.
#[cfg(feature = "schema")]
pub fn schema() -> Result<String, serde_json::Error> {
    let schema = schemars::schema_for!(Draft);
    serde_json::to_string_pretty(&schema).map(|text| text + "\n")
}

/// The schema of a theme's file, indented.
///
/// # Errors
/// None that a caller can cause.
pub fn theme_schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&super::theme::schema()).map(|text| text + "\n")
}

#[cfg(all(test, feature = "schema"))]
mod tests {
    use super::schema;
    use crate::input::data::{FLOW_FIELDS, MODEL_FIELDS};
    use crate::model::{
        DraftFunction, DraftLegend, DraftLevel, DraftLink, DraftOutcome, DraftOutside, DraftRole, Record,
    };
    use std::collections::BTreeSet;

    #[test]
    fn the_schema_has_the_fields_that_are_read() {
        let schema: serde_json::Value = serde_json::from_str(&schema().unwrap()).unwrap();
        let fields = |value: &serde_json::Value| -> BTreeSet<String> {
            assert_eq!(value["additionalProperties"], false);
            value["properties"].as_object().unwrap().keys().cloned().collect()
        };
        let expected = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(fields(&schema), expected(MODEL_FIELDS));
        assert_eq!(schema["required"], serde_json::json!(["levels"]));
        for (name, known) in [
            ("Level", DraftLevel::FIELDS),
            ("Function", DraftFunction::FIELDS),
            ("Role", DraftRole::FIELDS),
            ("Link", DraftLink::FIELDS),
            ("Legend", DraftLegend::FIELDS),
            ("Outcome", DraftOutcome::FIELDS),
            ("Outside", DraftOutside::FIELDS),
            ("Flow", FLOW_FIELDS),
        ] {
            assert_eq!(fields(&schema["$defs"][name]), expected(known), "{name}");
        }
    }
}
