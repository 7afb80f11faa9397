//! Tables below a name: of what is said of a body, and of its members.
use super::{ContentReader, Facet};
use crate::diagnostic::Span;
use crate::input::page::Table;
use crate::input::reading::evidence::{NameWords, meaning};
use crate::input::reading::trace::ReadAs;
use crate::input::reading::{marks, tables};
use crate::input::roles;
use crate::input::text::PlainText;
use crate::words::Kinds;

impl ContentReader<'_> {
    pub(super) fn table(&mut self, table: &Table, is_led: bool) {
        let language = self.reading.language;
        if let Some(rows) = tables::aspects(table) {
            for (label, value) in rows {
                let mut line = label.clone();
                let at = label.whole_span().end;
                line.push(": ", Span { start: at, end: at });
                line.append(&value);
                let parted = roles::part(&line, self.reading.own_label);
                let kinds = crate::words::kinds_of(&label.flat());
                let facet = self.fitting(self.facet_of_aspect(kinds, &label));
                let is_members = facet == Some(Facet::Members(false));
                if parted.roles.is_some() && !self.is_purpose(&parted) || is_members {
                    self.content.announces = true;
                    let mark = marks::of_kinds(meaning(&label.flat(), language));
                    self.add_marked(&tables::of_cell(&value, language), mark);
                } else if let Some(Facet::Cadence(_)) = facet {
                    self.meets(&value.flat());
                } else if facet == Some(Facet::Decides) && !kinds.has(Kinds::DECIDERS) {
                    self.decides(&value);
                } else if let Some(Facet::Relation(kinds)) = facet {
                    self.content.relations.push((kinds, value, label));
                } else if self.is_purpose(&parted) || kinds.has(Kinds::PURPOSE) {
                    self.content.prose.push(value.flat());
                } else if kinds.has(Kinds::DUTIES.union(Kinds::DECIDES)) {
                    let parts = value.flat();
                    self.content.points.extend(
                        parts.split(';').map(|part| part.trim().to_owned()).filter(|p| !p.is_empty()),
                    );
                }
            }
            self.trace.say(table.span, "", ReadAs::About, "a table of what is said of the body above");
            return;
        }
        let is_of_owner =
            (self.owner.is_body() || self.owner.is_post()) && tables::has_names(table, self.reading.language);
        if is_led
            || matches!(self.facet(), Some(Facet::Members(_)))
            || tables::is_of_members(table)
            || is_of_owner
        {
            let found = tables::members(table, language);
            if !found.is_empty() {
                self.content.announces = true;
                self.add(&found);
                self.trace.say(table.span, "", ReadAs::Roles, "a table of members");
                return;
            }
        }
        if crate::input::flows::is_flow_table(table) {
            self.trace.say(table.span, "", ReadAs::Flows, "its header has From and To");
        } else {
            self.left_out(table.span, "a table that names no function, role or flow");
        }
    }

    pub(super) fn facet_of_aspect(&self, kinds: Kinds, label: &PlainText) -> Option<Facet> {
        if kinds.has(Kinds::PURPOSE) && !(self.owner.is_post() && kinds.has(Kinds::HOLDER)) {
            return Some(Facet::Purpose);
        }
        let words = NameWords::of(&label.flat(), self.reading.language);
        Facet::of(kinds, &words)
    }
}
