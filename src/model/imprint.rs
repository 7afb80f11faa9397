//! The imprint: which version of a page this is, from when and whose it is, and where it can be found.
use serde::Serialize;

/// What a page says of itself as a document; nothing of it is made up, or taken from a clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// Its version, as the page gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its date, as the page gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The terms under which it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The address where the page stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Imprint {
    /// The names of its fields in front matter and data.
    pub(crate) const FIELDS: [&str; 5] = ["version", "date", "owner", "licence", "source"];

    /// Whether a page says nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The field of a name.
    pub(crate) fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "version" => Some(&mut self.version),
            "date" => Some(&mut self.date),
            "owner" => Some(&mut self.owner),
            "licence" => Some(&mut self.licence),
            "source" => Some(&mut self.source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Imprint;

    #[test]
    fn every_field_has_its_name() {
        let mut imprint = Imprint::default();
        assert!(imprint.is_empty() && imprint.slot("colour").is_none());
        for name in Imprint::FIELDS {
            *imprint.slot(name).expect("a field") = Some(name.to_owned());
            assert!(!imprint.is_empty());
        }
        let json = serde_json::to_value(&imprint).expect("texts");
        assert!(Imprint::FIELDS.iter().all(|name| json[name] == *name), "{json}");
    }
}
