//! The functions of a page: those that stand in a level, and those of a page that ranks nothing.
use super::bodies::{HeadingFacts, announces_members};
use super::candidate::{Candidate, NameForm};
use super::evidence::NameWords;
use super::forms::{self, BlockPlace};
use super::names::{bare, key};
use super::people;
use super::tables;
use super::tree::HeadingTree;
use super::weights::SURE;
use crate::input::links::PageLink;
use crate::input::page::{Block, Steer};
use crate::model::{DraftOutcome, DraftOutside};
use crate::words::{Kinds, Language, is_dated};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What all searches for functions share.
pub(super) struct FunctionSearch<'a> {
    pub(super) tree: &'a HeadingTree,
    pub(super) headings: &'a HeadingFacts,
    pub(super) own_label: Option<&'a str>,
    pub(super) is_roles_page: bool,
    /// Whether the title names a body that the page may be the charter of.
    pub(super) is_of_titled_body: bool,
    /// Bodies outside: those that the front matter names, then those that the page does.
    pub(super) outside: &'a [DraftOutside],
    /// Outcomes that the front matter names.
    pub(super) outcomes: &'a [DraftOutcome],
    /// What the page says of those that it names itself.
    pub(super) said_outside: &'a [super::outside::OutsideNamed],
    /// The links of the page's texts, in its order.
    pub(super) links: &'a [PageLink],
    /// Whether the title gathers bodies: "Boards and groups".
    pub(super) title_gathers: bool,
    pub(super) language: &'static Language,
}

/// A level's functions, and what it says of itself.
pub(super) struct OfLevel<'a> {
    pub(super) functions: Vec<Candidate<'a>>,
    pub(super) own: Vec<Cow<'a, Block>>,
    /// Entries of a change log that stand among the functions.
    pub(super) dated: Vec<usize>,
}

impl<'a> FunctionSearch<'a> {
    /// The functions of a level whose section this is: the headings below it; without any, what else names bodies.
    pub(super) fn of_level(&self, section: usize, level: usize) -> OfLevel<'a> {
        let mut found = OfLevel { functions: Vec::new(), own: Vec::new(), dated: Vec::new() };
        let Some(this) = self.tree.sections.get(section) else { return found };
        found.own.extend(this.own.iter().map(Cow::Borrowed));
        self.children(section, level, &mut found);
        let listed = self.said_to_be_bodies(section, level);
        if !found.functions.is_empty() && !listed.is_empty() {
            found.functions.extend(listed);
            found.functions = super::merge::merge(std::mem::take(&mut found.functions));
        } else if found.functions.is_empty() {
            let place = BlockPlace { is_gathered: false, ..self.place(section, Some(level)) };
            found.functions = forms::find(&this.own, &place);
            // what names a function says nothing of the level
            if !found.functions.is_empty() {
                let first = found.functions.iter().map(|f| f.span().start).min().unwrap_or(usize::MAX);
                let is_before = |block: &Cow<'_, Block>| block.span().end <= first;
                found.own.retain(|block| is_before(block));
            }
        }
        found
    }

    /// The functions of lists that a label in a level announces: `Bodies:`.
    fn said_to_be_bodies(&self, section: usize, level: usize) -> Vec<Candidate<'a>> {
        let Some(this) = self.tree.sections.get(section) else { return Vec::new() };
        let place = BlockPlace { is_gathered: false, ..self.place(section, Some(level)) };
        forms::announced(&this.own, &place)
    }

    fn children(&self, section: usize, level: usize, found: &mut OfLevel<'a>) {
        for child in self.tree.siblings(Some(section)) {
            let Some(this) = self.tree.sections.get(*child) else { continue };
            let words = self.headings.of(*child);
            if is_dated(&this.name()) {
                found.dated.push(*child);
            } else if this.heading.steer == Some(Steer::Skip) {
            } else if this.heading.steer != Some(Steer::Function) && self.is_facet_in_level(*child) {
                // it tells of the function above it, or of the level
                let blocks = self.whole(*child, &BTreeSet::new(), true);
                match found.functions.last_mut() {
                    Some(function) => function.blocks.extend(blocks),
                    None => found.own.extend(blocks),
                }
            } else if words.is_grouping() && !words.is_body() && self.gathers(*child) {
                self.children(*child, level, found);
            } else {
                let inner = self.bodies_within(*child);
                let mut candidate = self.of_heading(*child, &inner);
                candidate.sum = candidate.sum.max(SURE);
                candidate.level = Some(level);
                candidate.why = "a heading in a level".to_owned();
                found.functions.push(candidate);
                found.functions.extend(self.bold_within(*child, level));
                for body in inner {
                    let mut candidate = self.of_heading(body, &BTreeSet::new());
                    candidate.level = Some(level);
                    candidate.within = Some(*child);
                    candidate.why = "a body below a body".to_owned();
                    found.functions.push(candidate);
                }
            }
        }
    }

    /// The bodies that bold lines name below a body's heading in a level.
    fn bold_within(&self, at: usize, level: usize) -> Vec<Candidate<'a>> {
        let Some(section) = self.tree.sections.get(at) else { return Vec::new() };
        let place = BlockPlace { is_in_function: true, is_gathered: false, ..self.place(at, Some(level)) };
        let found = forms::find(&section.own, &place).into_iter();
        let within = found.filter(|candidate| self.is_within(at, candidate));
        within.map(|candidate| Candidate { within: Some(at), ..candidate }).collect()
    }

    /// The headings below a body's in a level that are bodies themselves.
    fn bodies_within(&self, at: usize) -> BTreeSet<usize> {
        if !self.headings.of(at).is_body() || self.is_roles_page {
            return BTreeSet::new();
        }
        let is_one = |child: &usize| {
            let words = self.headings.of(*child);
            let steer = self.tree.sections.get(*child).and_then(|section| section.heading.steer);
            match steer {
                Some(Steer::Function) => true,
                Some(_) => false,
                None => {
                    is_body_alone(&words)
                        && words.is_sure
                        && !words.is_facet()
                        && !words.is_members()
                        && !words.is_grouping()
                        && !words.is_sentence
                }
            }
        };
        self.tree.siblings(Some(at)).iter().copied().filter(is_one).collect()
    }

    /// Whether a heading in a level says something of the function above it: its words are those of a facet, and it has no
    /// roles of its own.
    fn is_facet_in_level(&self, at: usize) -> bool {
        let Some(section) = self.tree.sections.get(at) else { return false };
        let words = self.headings.of(at);
        let facets = Kinds::MEMBERS
            .union(Kinds::PURPOSE)
            .union(Kinds::DUTIES)
            .union(Kinds::CADENCE)
            .union(Kinds::DECIDES)
            .union(Kinds::REPORTS_TO)
            .union(Kinds::ESCALATES_TO);
        section.heading.steer == Some(Steer::Members)
            || (words.is_members() && !announces_members(&section.own, self.own_label, self.language))
            || (words.whole.has(facets)
                && !words.whole.has(Kinds::BODY.union(Kinds::POST))
                && !announces_members(&section.own, self.own_label, self.language))
    }

    /// Whether functions stand below a heading that gathers.
    fn gathers(&self, at: usize) -> bool {
        let children = self.tree.siblings(Some(at));
        let functions = children.iter().filter(|child| self.headings.is_function(**child)).count();
        functions >= 1 && functions * 2 >= children.len()
    }

    /// A heading as a candidate, with all that stands below it but other candidates.
    pub(super) fn of_heading(&self, at: usize, others: &BTreeSet<usize>) -> Candidate<'a> {
        let Some(section) = self.tree.sections.get(at) else {
            return Candidate::new(crate::input::text::PlainText::default(), NameForm::Heading);
        };
        let score = self.headings.scores.get(at).cloned().unwrap_or_default();
        let name = bare(&section.heading.text);
        // "Terms of reference of the library committee"
        let named = super::charter::body_behind(&name, self.language).unwrap_or(name);
        let mut candidate = Candidate::new(named, NameForm::Heading);
        candidate.link.clone_from(&section.heading.link);
        candidate.section = Some(at);
        candidate.sum = score.sum().max(if others.is_empty() { SURE } else { 0.0 });
        candidate.why = score.why();
        candidate.blocks = self.whole(at, others, false);
        candidate
    }

    /// The blocks of a section and of those in it, but of others that are functions of their own.
    pub(super) fn whole(
        &self,
        at: usize,
        others: &BTreeSet<usize>,
        with_heading: bool,
    ) -> Vec<Cow<'a, Block>> {
        let mut blocks = Vec::new();
        let mut skip_below: Option<u8> = None;
        for below in self.tree.below(at) {
            let Some(section) = self.tree.sections.get(below) else { continue };
            if skip_below.is_some_and(|depth| section.heading.depth > depth) {
                continue;
            }
            skip_below = None;
            let is_other =
                below != at && (others.contains(&below) || section.heading.steer == Some(Steer::Skip));
            if is_other {
                skip_below = Some(section.heading.depth);
                continue;
            }
            if below != at || with_heading {
                blocks.push(Cow::Owned(Block::Heading(section.heading.clone())));
            }
            blocks.extend(section.own.iter().map(Cow::Borrowed));
        }
        blocks
    }

    /// Every function of a page that ranks nothing, in page order, but of the sections that `skip` holds.
    pub(super) fn anywhere(&self, skip: &BTreeSet<usize>) -> Vec<Candidate<'a>> {
        let functions: BTreeSet<usize> = (0..self.tree.sections.len())
            .filter(|at| self.headings.is_function(*at) && !skip.contains(at))
            .collect();
        let mut found: Vec<Candidate<'a>> = Vec::new();
        let lead =
            BlockPlace { section: None, is_gathered: self.title_gathers, ..self.place(usize::MAX, None) };
        found.extend(forms::find(&self.tree.lead, &lead));
        for (at, section) in self.tree.sections.iter().enumerate() {
            if skip.contains(&at) {
                continue;
            }
            if functions.contains(&at) && !self.only_gathers(at) {
                let mut candidate = self.of_heading(at, &functions);
                let above = self.tree.above(at).find(|above| functions.contains(above));
                candidate.within = above.filter(|above| self.is_within(*above, &candidate));
                found.push(candidate);
            }
            let place = BlockPlace {
                is_in_function: (functions.contains(&at) && !self.only_gathers(at))
                    || self.tree.above(at).any(|above| functions.contains(&above)),
                ..self.place(at, None)
            };
            let inner = forms::find(&section.own, &place).into_iter().map(|mut candidate| {
                let holder = std::iter::once(at).chain(self.tree.above(at)).find(|at| functions.contains(at));
                let holder = holder.filter(|holder| !self.only_gathers(*holder));
                candidate.within = holder.filter(|holder| self.is_within(*holder, &candidate));
                candidate
            });
            found.extend(inner);
        }
        self.hold(&functions, &mut found);
        found
    }

    /// Whether a body stands within the one whose heading this is: both are bodies, and no offices.
    fn is_within(&self, holder: usize, inner: &Candidate<'_>) -> bool {
        let words = self.headings.of(holder);
        !self.is_roles_page
            && words.is_body()
            && !words.is_grouping()
            && is_body_alone(&NameWords::of(&inner.name.flat(), self.language))
    }

    /// Who holds a post, in a section of its own: "Current maintainers" below the list that tells of maintainers.
    fn hold(&self, functions: &BTreeSet<usize>, found: &mut [Candidate<'a>]) {
        for (at, section) in self.tree.sections.iter().enumerate() {
            let lists = section.own.iter().any(|block| match block {
                Block::Table(table) => tables::has_names(table, self.language),
                Block::List(items) => people::are_people(items, self.language),
                _ => false,
            });
            if functions.contains(&at) || !lists {
                continue;
            }
            let heading = key(&bare(&section.heading.text).flat());
            let Some((_, post)) = heading.split_once(' ') else { continue };
            let mut named = found.iter_mut().filter(|candidate| key(&candidate.name.flat()) == post);
            if let Some(candidate) = named.next() {
                candidate.blocks.extend(section.own.iter().map(Cow::Borrowed));
            }
        }
    }

    /// Whether nothing but the bodies in bold that stand in it is said below a heading.
    fn only_gathers(&self, at: usize) -> bool {
        let Some(section) = self.tree.sections.get(at) else { return false };
        let place = BlockPlace { is_in_function: true, ..self.place(at, None) };
        let first = section.own.first().map(|block| block.span().start);
        let inner = forms::find(&section.own, &place);
        let is_generic = {
            let words = self.headings.of(at);
            words.head.has(Kinds::GROUPING) && words.is_sure
        };
        inner.first().is_some_and(|inner| Some(inner.span().start) == first)
            || (is_generic && forms::subjects(&section.own, &place).len() > 1)
    }

    /// Where a section's blocks stand.
    fn place(&self, at: usize, level: Option<usize>) -> BlockPlace {
        let words = self.headings.of(at);
        let is_process_here = |at: usize| {
            let words = self.headings.of(at);
            words.is_process() && !words.is_grouping() && !words.is_body()
        };
        let above: Vec<usize> = self.tree.above(at).collect();
        BlockPlace {
            section: Some(at).filter(|at| *at < self.tree.sections.len()),
            words,
            is_gathered: words.is_grouping()
                || self.headings.gathers.get(at).copied().unwrap_or(false)
                || (above.first().is_some_and(|a| self.headings.of(*a).is_grouping())
                    && !is_process_here(at)),
            level,
            is_in_function: false,
            is_process: is_process_here(at) || above.iter().any(|a| is_process_here(*a)),
            is_planned: std::iter::once(&at)
                .chain(&above)
                .any(|a| self.headings.of(*a).any.has(Kinds::PLANNED)),
            is_roles_page: self.is_roles_page,
            is_of_titled_body: self.is_of_titled_body,
            language: self.language,
        }
    }
}

/// Whether a name is a body's, and no office's in it: a chief executive is none.
pub(super) fn is_body_alone(words: &NameWords) -> bool {
    words.is_body() && !words.any.has(Kinds::POST)
}
