//! Lists below a name: members, points, and items with labels of their own.
use super::{ContentReader, Facet};
use crate::input::page::ListItem;
use crate::input::reading::labels;
use crate::input::reading::names;
use crate::input::reading::passages::{self, report_slip};
use crate::input::reading::people;
use crate::input::roles;
use crate::input::text::PlainText;

impl ContentReader<'_> {
    pub(super) fn list(&mut self, items: &[ListItem], next: Option<(Option<Facet>, Option<String>)>) {
        let is_led = next.is_some();
        let (by_label, lead) = next.unwrap_or_default();
        let is_shared = lead.as_ref().is_some_and(|words| self.reading.shared.contains(words));
        let facet = by_label.or(self.facet());
        let is_roster = people::is_roster(items, self.reading.language);
        let facet = match facet {
            Some(Facet::Members(false)) if people::is_rules(items, self.reading.language) => None,
            None | Some(Facet::Other | Facet::Cadence(false))
                if is_roster || (is_led && people::are_people(items, self.reading.language)) =>
            {
                Some(Facet::Members(false))
            }
            // bare names below a body are its people
            None if lead.is_none()
                && self.owner.is_body()
                && people::are_people(items, self.reading.language) =>
            {
                Some(Facet::Members(false))
            }
            // a lead-in to them names people: "in the hands of five people:"
            None if self.owner.is_body()
                && lead.as_ref().is_none_or(|lead| self.names_people(lead))
                && people::are_posts(items, self.reading.language) =>
            {
                Some(Facet::Members(false))
            }
            facet => facet,
        };
        if matches!(facet, Some(Facet::Members(_))) {
            self.content.announces = true;
        }
        let is_numbered = items.len() > 1 && items.iter().all(|item| starts_with_number(&item.text));
        // what an item with a label alone says of those nested in it
        let mut inner: Option<(usize, Facet)> = None;
        // how deep the item is that names a function, which those nested in it are about
        let mut named: Option<usize> = None;
        for item in items {
            if named.is_some_and(|depth| item.depth > depth) {
                continue;
            }
            let span = item.text.whole_span();
            named = self.reading.names.range(span.start..span.end).next().map(|_| item.depth);
            if named.is_some() {
                continue;
            }
            if inner.is_some_and(|(depth, _)| item.depth <= depth) {
                inner = None;
            }
            let parted_item = self.without_later_labels(item);
            let item = parted_item.as_ref().unwrap_or(item);
            let parted = roles::part(&item.text, self.reading.own_label);
            if let Some(behind) = parted.roles.as_ref().filter(|_| !self.is_purpose(&parted)) {
                self.announce(parted.label.as_ref());
                report_slip(&parted, self.findings);
                if behind.is_blank() {
                    inner = Some((item.depth, Facet::Members(true)));
                }
                self.add(&roles::split(behind));
                continue;
            }
            if is_shared {
                self.content.shared.push(item.text.flat());
                continue;
            }
            let labelled = labels::of_line(&item.text, self.reading.language);
            let by_item = labelled.as_ref().and_then(|l| Some((l, self.labelled(l)?)));
            // `The board consists of:` over items nested in it
            let words = item.text.flat();
            if by_item.is_none() && words.ends_with([':', '：']) && self.announces(&words) {
                inner = Some((item.depth, Facet::Members(false)));
                self.content.announces = true;
                continue;
            }
            let here = inner.map(|(_, facet)| facet).or(facet);
            match (here, by_item) {
                // among members: `Reports to: Board` is none
                (Some(Facet::Members(_)), Some((labelled, Facet::Relation(_) | Facet::Other)))
                    if inner.is_none() && !labelled.rest.is_blank() =>
                {
                    self.line(&item.text);
                }
                // and how often, or what it decides, is none either
                (Some(Facet::Members(_)), Some((labelled, Facet::Cadence(_))))
                    if inner.is_none() && self.is_cadence(&labelled.rest) =>
                {
                    self.meets(&labelled.rest.flat());
                }
                (Some(Facet::Members(_)), Some((labelled, Facet::Decides)))
                    if inner.is_none() && !labelled.rest.is_blank() && !self.names_deciders(labelled) =>
                {
                    self.decides(&labelled.rest);
                }
                (Some(Facet::Members(true)), _) => {
                    self.add(&people::of_items(&item.text, self.reading.language));
                }
                (Some(Facet::Members(false)), _) => {
                    // what is nested in a member explains it
                    if item.depth == items.first().map_or(1, |first| first.depth) || inner.is_some() {
                        self.add(&people::of_item(&item.text, self.reading.language));
                    }
                }
                (_, Some((labelled, by_item))) if labelled.rest.is_blank() => {
                    inner = Some((item.depth, by_item));
                }
                (_, Some((_, Facet::Members(_) | Facet::Relation(_) | Facet::Purpose))) => {
                    self.line(&item.text)
                }
                (_, Some((labelled, Facet::Cadence(_)))) if self.is_cadence(&labelled.rest) => {
                    self.meets(&labelled.rest.flat());
                }
                (_, Some((labelled, Facet::Decides))) if !self.names_deciders(labelled) => {
                    self.decides(&labelled.rest);
                }
                (Some(Facet::Relation(kinds)), _) => {
                    self.content.relations.push((kinds, item.text.clone(), PlainText::default()));
                }
                (Some(Facet::Process), _) => {}
                (Some(Facet::Decides), _) => self.content.decides.push(item.text.flat()),
                _ if is_numbered => self.point(&names::without_number(&item.text)),
                _ => self.point(&item.text),
            }
        }
    }

    /// An item without the labels that stand behind its first sentence, which are read as lines; none where there are no
    /// such.
    fn without_later_labels(&mut self, item: &ListItem) -> Option<ListItem> {
        let plain = item.text.as_str();
        if !plain.contains([':', '：']) || !(plain.contains("; ") || plain.contains(". ")) {
            return None;
        }
        let mut stretches = passages::stretches(&item.text, self.reading.language).into_iter();
        let text = stretches.next()?;
        let rest: Vec<PlainText> = stretches.collect();
        rest.iter().for_each(|line| self.line(line));
        (!rest.is_empty()).then_some(ListItem { text, depth: item.depth })
    }
}

/// `5.1 reads the accounts`: the number of a paragraph of the document.
fn starts_with_number(text: &PlainText) -> bool {
    let number = text.as_str().split(' ').next().unwrap_or_default();
    let mut parts = number.split('.');
    number.contains('.') && parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}
