//! The parts of a model, each said once: from a line here follow the field of the draft and of the valid type, reading and
//! writing it as JSON and YAML, what front matter may set, the schema, and what messages call it.
use super::record::{Record, Slot, Spoken, kind, record};
#[cfg(feature = "schema")]
use super::schema::{flag, list_of, number, object, optional_text, sentence, text, texts};
use super::{FlowKind, Place, RoleMark};
#[cfg(feature = "schema")]
use schemars::{JsonSchema, Schema, SchemaGenerator};

record! {
    /// A level.
    Level, DraftLevel, "a level" {
        /// Made from the name where there is none: `strategic`.
        id: Id,
        /// Name, such as "Strategic level".
        name: Name,
        /// Whether the page ranks nothing: then this is its only level, and it is not drawn as one.
        implicit: Flag,
        /// What it is for, in paragraphs.
        summary: Prose,
        /// Short bullets; the sentences of the summary where there are none.
        points: Points,
        /// Name of an icon.
        icon: Text,
        /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
        link: Text,
        /// Words of its texts that lead somewhere.
        links: Links,
        /// Boxes of the level.
        functions: Functions,
    }
}

record! {
    /// A function of a level.
    Function, DraftFunction, "a function" {
        /// Made from the names where there is none: `strategic/business`.
        id: Id,
        /// Name, such as "Business".
        name: Name,
        /// A longer name for the flow chart.
        title: Text,
        /// Second line of its box in the flow chart.
        caption: Text,
        /// What it does, in paragraphs.
        description: Prose,
        /// Short bullets; the sentences of the description where there are none.
        points: Points,
        /// How often it meets, such as "Monthly".
        meets: Text,
        /// What it decides, each in a few words.
        decides: Points,
        /// Who holds it.
        roles: Roles,
        /// Bodies within it, such as its committees; they have none of their own.
        functions: Bodies,
        /// Name of an icon.
        icon: Text,
        /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
        link: Text,
        /// Words of its texts that lead somewhere.
        links: Links,
        /// The function of another level that this one is, under another name.
        same_as: Same,
        /// Pinned row within its band of the flow chart, from 1.
        row: Number,
        /// Pinned column of the flow chart, from 1.
        column: Number,
    }
}

record! {
    /// Words that lead somewhere, in a text of the part that has them: a point, a decision, a role, a paragraph.
    Link, DraftLink, "a link" {
        /// The words, as they stand in the text.
        text: Words,
        /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
        href: Words,
        /// The whole text in which they stand, where others have the same words.
        within: Text,
    }
}

record! {
    /// A person or body in a function.
    Role, DraftRole, "a role" {
        /// Name, such as "Service designer".
        name: Name,
        /// What it is in its function, where it is no plain member.
        mark: Mark,
    }
}

record! {
    /// What the lowest level delivers to.
    Outcome, DraftOutcome, "an outcome" {
        /// Made from the name where there is none: `outcome/outcomes`.
        id: Id,
        /// Name.
        name: Name,
        /// Second line of its box.
        caption: Text,
    }
}

record! {
    /// A body outside the model that flows come from or go to: a ministry, a regulator, a community.
    Outside, DraftOutside, "a body outside" {
        /// Made from the name where there is none: `outside/ministry`.
        id: Id,
        /// Name.
        name: Name,
        /// Second line of its box.
        caption: Text,
    }
}

record! {
    /// Words of the flow chart's legend, in place of the language's own.
    Legend, DraftLegend, "a legend" {
        /// Beside a solid line.
        directs: Text,
        /// Beside a dashed line.
        feedback: Text,
        /// Beside a line with a head at both ends.
        mutual: Text,
        /// Beside a dotted line.
        advises: Text,
        /// Beside the broad line of the main line.
        main: Text,
        /// Beside the arrows of a cascade.
        cascade: Text,
    }
}

impl Legend {
    /// What it calls a kind of flow.
    #[must_use]
    pub fn of(&self, kind: FlowKind) -> Option<&str> {
        match kind {
            FlowKind::Directs => self.directs.as_deref(),
            FlowKind::Feedback => self.feedback.as_deref(),
            FlowKind::Mutual => self.mutual.as_deref(),
            FlowKind::Advises => self.advises.as_deref(),
        }
    }
}

impl Level {
    /// Its texts in which words may lead somewhere.
    pub(crate) fn linkable(&self) -> impl Iterator<Item = &str> {
        self.points.iter().chain(&self.summary).map(String::as_str)
    }

    /// Its name, where it is drawn as a level.
    #[must_use]
    pub fn shown_name(&self) -> Option<&str> {
        (!self.implicit).then_some(self.name.as_str())
    }
}

impl Function {
    /// Its texts in which words may lead somewhere.
    pub(crate) fn linkable(&self) -> impl Iterator<Item = &str> {
        let texts = self.caption.iter().chain(&self.meets).chain(&self.points).chain(&self.decides);
        let texts = texts.chain(self.roles.iter().map(|role| &role.name)).chain(&self.description);
        texts.map(String::as_str)
    }

    /// What the flow chart calls it.
    #[must_use]
    pub fn chart_name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// Whoever is in the chair: the first role that is marked so.
    #[must_use]
    pub fn chair(&self) -> Option<&Role> {
        self.roles.iter().find(|role| role.mark == Some(RoleMark::Chair))
    }
}
