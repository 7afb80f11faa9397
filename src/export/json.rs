//! JSON: the model's own fields, in their own order.
use crate::markup::inert_json;
use crate::model::Model;

/// The model as JSON, indented by two spaces; equal models give equal bytes.
///
/// # Errors
/// None that a model can cause: its fields are texts, numbers and lists.
pub fn json(model: &Model) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(model).map(|text| inert_json(text) + "\n")
}
