//! What follows from the table of a type: its draft and its valid form, how it is written, its schema (whose parts are in `schema`), and
//! a slot for a reader to fill by a field's name. The tables are in [`super::parts`].
use super::{DraftFunction, DraftLink, DraftRole, Place, RoleMark};

/// Words that name a part of the model, with where they were read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spoken {
    /// As a flow's end would be written.
    pub words: String,
    /// Where they were read.
    pub place: Place,
}

/// A field of a draft to be filled, by what it can hold. [`record!`] says what else follows from it.
#[derive(Debug)]
pub(crate) enum Slot<'a> {
    /// An id, made up where there is none.
    Id(&'a mut Option<String>),
    /// What the part is called.
    Name(&'a mut String),
    /// A text that must be there and is no name.
    Words(&'a mut String),
    /// A text that may be absent.
    Text(&'a mut Option<String>),
    /// Paragraphs of prose.
    Prose(&'a mut Vec<String>),
    /// Bullets.
    Points(&'a mut Vec<String>),
    /// A whole number from 1.
    Number(&'a mut Option<u16>),
    /// What is said only where it holds.
    Flag(&'a mut bool),
    /// Another part of the model.
    Same(&'a mut Option<Spoken>),
    /// What a role is in its function.
    Mark(&'a mut Option<RoleMark>),
    /// Functions.
    Functions(&'a mut Vec<DraftFunction>),
    /// Functions within a function.
    Bodies(&'a mut Vec<DraftFunction>),
    /// Roles.
    Roles(&'a mut Vec<DraftRole>),
    /// Words that lead somewhere.
    Links(&'a mut Vec<DraftLink>),
}

impl Slot<'_> {
    /// Whether front matter may say it apart from where its part stands: a page's prose has no place for it.
    pub(crate) fn is_setting(&self) -> bool {
        match self {
            Self::Text(_) | Self::Points(_) | Self::Number(_) | Self::Same(_) => true,
            Self::Id(_)
            | Self::Name(_)
            | Self::Words(_)
            | Self::Prose(_)
            | Self::Flag(_)
            | Self::Mark(_)
            | Self::Functions(_)
            | Self::Bodies(_)
            | Self::Roles(_)
            | Self::Links(_) => false,
        }
    }
}

/// A draft that is read field by field.
pub(crate) trait Record: Default {
    /// What it is called in messages: "a function".
    const WHAT: &'static str;
    /// Its fields in the order in which they are written.
    const FIELDS: &'static [&'static str];

    /// The field of a name.
    fn slot(&mut self, field: &str) -> Option<Slot<'_>>;

    /// Where it was read.
    fn place(&mut self) -> &mut Place;
}

/// Makes a part of the model of its table: a line a field, `name: Kind`, with what the schema says of it.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $Valid:ident, $Draft:ident, $what:literal {
            $($(#[doc = $doc:literal])+ $field:ident: $Kind:ident,)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $Valid {
            $($(#[doc = $doc])+ pub $field: kind!(valid $Kind),)*
            /// Where it was read.
            pub place: Place,
        }

        $(#[doc = $about])+
        #[doc = " As a reader hands it over: nothing checked."]
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $Draft {
            $($(#[doc = $doc])+ pub $field: kind!(draft $Kind),)*
            /// Where it was read.
            pub place: Place,
        }

        impl $Draft {
            /// The valid form of a draft that was checked and has its ids.
            pub(super) fn into_valid(self) -> $Valid {
                $Valid { $($field: kind!(into_valid $Kind, self.$field),)* place: self.place }
            }
        }

        impl Record for $Draft {
            const WHAT: &'static str = $what;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn slot(&mut self, field: &str) -> Option<Slot<'_>> {
                match field {
                    $(stringify!($field) => Some(Slot::$Kind(&mut self.$field)),)*
                    _ => None,
                }
            }

            fn place(&mut self) -> &mut Place {
                &mut self.place
            }
        }

        impl serde::Serialize for $Valid {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(if kind!(is_written $Kind, self.$field) {
                    map.serialize_entry(stringify!($field), &self.$field)?;
                })*
                map.end()
            }
        }

        #[cfg(feature = "schema")]
        impl JsonSchema for $Draft {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Valid).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let fields = vec![
                    $((stringify!($field), kind!(schema $Kind, generator), sentence(&[$($doc),+])),)*
                ];
                let required = [$((stringify!($field), kind!(is_required $Kind)),)*];
                object(&sentence(&[$($about),+]), fields, &required)
            }
        }
    };
}

/// What a kind of field is: its types, and what is done with them.
macro_rules! kind {
    (draft Id) => { Option<String> };
    (draft Name) => { String };
    (draft Words) => { String };
    (draft Text) => { Option<String> };
    (draft Prose) => { Vec<String> };
    (draft Points) => { Vec<String> };
    (draft Number) => { Option<u16> };
    (draft Flag) => { bool };
    (draft Same) => { Option<Spoken> };
    (draft Mark) => { Option<RoleMark> };
    (draft Functions) => { Vec<DraftFunction> };
    (draft Bodies) => { Vec<DraftFunction> };
    (draft Roles) => { Vec<DraftRole> };
    (draft Links) => { Vec<DraftLink> };

    (valid Id) => { String };
    (valid Same) => { Option<String> };
    (valid Functions) => { Vec<Function> };
    (valid Bodies) => { Vec<Function> };
    (valid Roles) => { Vec<Role> };
    (valid Links) => { Vec<Link> };
    (valid $Kind:ident) => { kind!(draft $Kind) };

    (into_valid Id, $value:expr) => { $value.unwrap_or_default() };
    (into_valid Same, $value:expr) => { $value.map(|spoken| spoken.words) };
    (into_valid Functions, $value:expr) => { $value.into_iter().map(DraftFunction::into_valid).collect() };
    (into_valid Bodies, $value:expr) => { kind!(into_valid Functions, $value) };
    (into_valid Roles, $value:expr) => { $value.into_iter().map(DraftRole::into_valid).collect() };
    (into_valid Links, $value:expr) => { $value.into_iter().map(DraftLink::into_valid).collect() };
    (into_valid $Kind:ident, $value:expr) => { $value };

    (is_written Text, $value:expr) => { $value.is_some() };
    (is_written Number, $value:expr) => { $value.is_some() };
    (is_written Same, $value:expr) => { $value.is_some() };
    (is_written Prose, $value:expr) => { !$value.is_empty() };
    (is_written Points, $value:expr) => { !$value.is_empty() };
    (is_written Roles, $value:expr) => { !$value.is_empty() };
    (is_written Links, $value:expr) => { !$value.is_empty() };
    (is_written Mark, $value:expr) => { $value.is_some() };
    (is_written Bodies, $value:expr) => { !$value.is_empty() };
    (is_written Flag, $value:expr) => { $value };
    (is_written $Kind:ident, $value:expr) => { true };

    (is_required Name) => { true };
    (is_required Words) => { true };
    (is_required $Kind:ident) => { false };

    (schema Name, $generator:expr) => { text($generator) };
    (schema Words, $generator:expr) => { text($generator) };
    (schema Prose, $generator:expr) => { texts($generator) };
    (schema Points, $generator:expr) => { texts($generator) };
    (schema Number, $generator:expr) => { number($generator) };
    (schema Flag, $generator:expr) => { flag($generator) };
    (schema Mark, $generator:expr) => { $generator.subschema_for::<Option<RoleMark>>() };
    (schema Bodies, $generator:expr) => { list_of::<DraftFunction>($generator) };
    (schema Functions, $generator:expr) => { list_of::<DraftFunction>($generator) };
    (schema Roles, $generator:expr) => { list_of::<DraftRole>($generator) };
    (schema Links, $generator:expr) => { <Vec<DraftLink>>::json_schema($generator) };
    (schema $Kind:ident, $generator:expr) => { optional_text($generator) };
}

pub(super) use {kind, record};
