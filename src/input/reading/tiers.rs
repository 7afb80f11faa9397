//! Levels: which headings, or items of a list, rank what stands below them.
use super::bodies::HeadingFacts;
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, in_brackets, is_ranked, words_of};
use super::labels;
use super::names::{self, bare};
use super::people;
use super::trace::{ReadAs, Trace};
use super::tree::HeadingTree;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::input::page::{Block, ListItem, Steer};
use crate::input::text::PlainText;
use crate::limits::LEVELS;
use crate::model::{nearest, slug};
use crate::words::{Kinds, Language, fold, hits, is_dated, is_furniture, without_level_word};
use regex_lite::Regex;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What the page's author says about levels.
#[derive(Debug, Default)]
pub(super) struct AuthorSays<'a> {
    /// Headings to take, in order.
    pub(super) names: &'a [PlainText],
    /// What every level's heading matches.
    pub(super) pattern: Option<&'a Regex>,
    /// The depth of levels' headings.
    pub(super) depth: Option<u8>,
}

/// A level before its functions are known.
#[derive(Debug)]
pub(super) struct Level<'a> {
    /// Its name, without a number.
    pub(super) name: PlainText,
    /// The address, where the whole heading is one link.
    pub(super) link: Option<PlainText>,
    /// Its section, where it is a heading.
    pub(super) section: Option<usize>,
    /// What it says of itself, where it is no heading.
    pub(super) blocks: Vec<Cow<'a, Block>>,
    /// Names of its functions that stand in its own line.
    pub(super) named: Vec<PlainText>,
}

impl Level<'_> {
    fn of_section(tree: &HeadingTree, at: usize) -> Option<Self> {
        let heading = &tree.sections.get(at)?.heading;
        Some(Self {
            name: names::without_number(&heading.text),
            link: heading.link.clone(),
            section: Some(at),
            blocks: Vec::new(),
            named: Vec::new(),
        })
    }
}

/// The levels that a page's author names, by heading, depth, pattern or comment; none where nothing is said.
pub(super) fn said(tree: &HeadingTree, said: &AuthorSays<'_>, findings: &mut Findings) -> Option<Vec<usize>> {
    if said.names.len() > LEVELS {
        findings.push(too_many_names(said.names));
        return Some(Vec::new());
    }
    if !said.names.is_empty() {
        return Some(named(tree, said.names, findings));
    }
    let steered: Vec<usize> = indexes(tree, |section| section.heading.steer == Some(Steer::Level));
    if !steered.is_empty() {
        return Some(steered);
    }
    let fits = |name: &str| said.pattern.is_some_and(|pattern| pattern.is_match(name));
    if said.pattern.is_some() {
        let matched = indexes(tree, |section| fits(&section.name()) && !is_dated(&section.name()));
        let top = matched.iter().filter_map(|at| tree.sections.get(*at)).map(|s| s.heading.depth).min();
        let of_top = |at: &usize| tree.sections.get(*at).map(|s| s.heading.depth) == top;
        return Some(matched.into_iter().filter(of_top).collect());
    }
    let depth = said.depth?;
    let of_depth = indexes(tree, |section| section.heading.depth == depth);
    let is_level = |at: &usize| tree.sections.get(*at).is_some_and(|s| s.is_ranked);
    if of_depth.iter().any(is_level) {
        return Some(of_depth.into_iter().filter(is_level).collect());
    }
    let is_other = |at: &usize| {
        tree.sections
            .get(*at)
            .is_some_and(|s| !is_furniture(&bare(&s.heading.text).flat()) && !is_dated(&s.name()))
    };
    Some(of_depth.into_iter().filter(is_other).collect())
}

fn indexes(tree: &HeadingTree, keep: impl Fn(&super::tree::Section) -> bool) -> Vec<usize> {
    tree.sections.iter().enumerate().filter(|(_, section)| keep(section)).map(|(at, _)| at).collect()
}

fn too_many_names(names: &[PlainText]) -> Diagnostic {
    let message = format!("`levels` has {} names, more than the {LEVELS} levels that are read", names.len());
    Diagnostic::new(Severity::Error, Code::TooLarge, message)
        .at(names.first().map(PlainText::whole_span))
        .hint("name fewer levels")
}

fn named(tree: &HeadingTree, names: &[PlainText], findings: &mut Findings) -> Vec<usize> {
    let headings: Vec<String> =
        tree.sections.iter().map(|section| bare(&section.heading.text).flat()).collect();
    let mut by_slug: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_short: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate().rev() {
        by_slug.entry(slug(heading)).or_default().push(at);
        by_short.entry(slug(&without_level_word(heading))).or_default().push(at);
    }
    let mut chosen: Vec<usize> = Vec::new();
    for name in names {
        let wanted = name.flat();
        let take = |from: &mut BTreeMap<String, Vec<usize>>, key: String| {
            let list = from.get_mut(&key)?;
            while let Some(at) = list.pop() {
                if !chosen.contains(&at) {
                    return Some(at);
                }
            }
            None
        };
        let found = take(&mut by_slug, slug(&wanted))
            .or_else(|| take(&mut by_short, slug(&without_level_word(&wanted))));
        match found {
            Some(at) => chosen.push(at),
            None => findings.push(
                Diagnostic::new(Severity::Error, Code::UnknownLevel, format!("no heading says \"{wanted}\""))
                    .at(name.whole_span())
                    .hint(match nearest(&wanted, headings.iter().take(LEVELS).map(String::as_str)) {
                        Some(heading) => format!("did you mean `{heading}`?"),
                        None => format!("add the heading `## {wanted}`, or take the name out of `levels`"),
                    }),
            ),
        }
    }
    chosen
}

/// The sections that rank what stands below them, where the page ranks at all.
pub(super) fn ranked(tree: &HeadingTree, headings: &HeadingFacts, language: &Language) -> Vec<usize> {
    let sets = sets(tree, |at| tree.sections.get(at).is_some_and(|s| s.is_ranked));
    let best = best_of(&sets, tree, headings).or_else(|| {
        let sets = sets_by_rank_alone(tree, headings, language);
        best_of(&sets, tree, headings)
    });
    best.unwrap_or_default()
}

/// Siblings of which something holds.
fn sets(tree: &HeadingTree, holds: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut sets: BTreeMap<(Option<usize>, u8), Vec<usize>> = BTreeMap::new();
    for (at, section) in tree.sections.iter().enumerate() {
        if section.heading.steer.is_none() && holds(at) {
            // the parts of a page that `#` headings make stand beside one another
            let parent =
                section.parent.filter(|p| tree.sections.get(*p).is_some_and(|p| p.heading.depth > 1));
            sets.entry((parent, section.heading.depth)).or_default().push(at);
        }
    }
    sets.into_values().collect()
}

/// Levels with the headings beside them that gather bodies no level holds, "Advisory bodies", in page order; none where there
/// are no such.
pub(super) fn with_groups(
    tree: &HeadingTree,
    headings: &HeadingFacts,
    levels: &[usize],
) -> Option<Vec<usize>> {
    let first = tree.sections.get(*levels.first()?)?;
    if levels.len() < 2 {
        return None;
    }
    let is_group = |at: &usize| {
        let Some(section) = tree.sections.get(*at).filter(|section| !section.children.is_empty()) else {
            return false;
        };
        let words = headings.of(*at);
        let is_body = |child: &usize| {
            let words = headings.of(*child);
            words.is_body() && words.is_sure && !words.is_bodies() && !words.is_facet()
        };
        section.heading.steer.is_none()
            && section.heading.depth == first.heading.depth
            && words.head.has(Kinds::GROUPING)
            && !words.is_process()
            && !words.is_facet()
            && section.children.iter().all(is_body)
    };
    let known: BTreeSet<usize> = levels.iter().copied().collect();
    let siblings = tree.siblings(first.parent);
    let groups: Vec<usize> =
        siblings.iter().copied().filter(|at| !known.contains(at) && is_group(at)).collect();
    (!groups.is_empty()).then(|| {
        let mut all: Vec<usize> = levels.iter().copied().chain(groups).collect();
        all.sort_unstable();
        all
    })
}

/// Siblings whose names differ in the word alone that says which rank: "Strategic steering", "Operational steering".
fn sets_by_rank_alone(tree: &HeadingTree, headings: &HeadingFacts, _language: &Language) -> Vec<Vec<usize>> {
    let rest = |at: usize| -> Option<String> {
        let words = headings.of(at);
        if words.is_body() || words.is_post() || words.is_process() || words.count > 3 {
            return None;
        }
        let name = tree.sections.get(at)?.name();
        let found = hits(&name);
        let mut rest = String::new();
        let mut has_rank = false;
        for word in words_of(&name) {
            let is_rank = found
                .iter()
                .any(|hit| hit.start <= word.start && word.end <= hit.end && hit.kinds.has(Kinds::RANK));
            has_rank |= is_rank;
            if !is_rank {
                rest.push_str(&fold(name.get(word).unwrap_or_default()));
                rest.push(' ');
            }
        }
        has_rank.then_some(rest)
    };
    let mut sets: BTreeMap<(Option<usize>, String), Vec<usize>> = BTreeMap::new();
    for at in 0..tree.sections.len() {
        if let Some(rest) = rest(at) {
            sets.entry((tree.parent(at), rest)).or_default().push(at);
        }
    }
    sets.into_values().filter(|set| set.len() > 1).collect()
}

/// The set that the page's levels are: the largest, of equal ones the highest; none where bodies elsewhere say that the
/// words are of something else.
fn best_of(sets: &[Vec<usize>], tree: &HeadingTree, headings: &HeadingFacts) -> Option<Vec<usize>> {
    let depth = |set: &Vec<usize>| {
        set.first().and_then(|at| tree.sections.get(*at)).map_or(0, |section| section.heading.depth)
    };
    let holds = |at: usize| {
        tree.below(at).skip(1).any(|below| headings.is_function(below) || !headings.of(below).is_facet())
    };
    let filled = |set: &Vec<usize>| set.iter().filter(|at| holds(**at)).count();
    let best = sets.iter().max_by_key(|set| {
        (
            set.len().min(2),
            filled(set),
            set.len(),
            u8::MAX - depth(set),
            usize::MAX - set.first().copied().unwrap_or(0),
        )
    })?;
    let inside: std::collections::BTreeSet<usize> =
        best.iter().flat_map(|level| tree.below(*level)).collect();
    let is_inside = |at: usize| inside.contains(&at);
    let outside = (0..tree.sections.len()).filter(|at| headings.is_function(*at) && !is_inside(*at)).count();
    let has_functions = best.iter().any(|at| holds(*at));
    let names_bodies = best.iter().any(|at| {
        tree.sections.get(*at).is_some_and(|s| {
            in_brackets(&s.name()).is_some_and(|inner| hits(inner).iter().any(|h| h.kinds.has(Kinds::BODY)))
        })
    });
    let is_process = best.first().is_some_and(|at| {
        tree.above(*at).any(|above| headings.of(above).is_process() && !headings.of(above).is_grouping())
    });
    if outside > 0 && !names_bodies && (best.len() == 1 || is_process || !has_functions) {
        return None;
    }
    Some(best.clone())
}

/// The levels that a list names, each with the bodies behind its colon: `1. **Strategic level**: board`.
pub(super) fn in_lists<'a>(
    tree: &'a HeadingTree,
    language: &'static Language,
    trace: &mut Trace,
) -> Vec<Level<'a>> {
    let stretches = std::iter::once(&tree.lead).chain(tree.sections.iter().map(|section| &section.own));
    for own in stretches {
        for block in own {
            let Block::List(items) = block else { continue };
            let top = items.first().map_or(1, |item| item.depth);
            let own: Vec<(usize, &ListItem)> =
                items.iter().enumerate().filter(|(_, item)| item.depth == top).collect();
            let levels: Vec<Level<'a>> =
                own.iter().filter_map(|(at, item)| of_item(items, *at, item, language)).collect();
            if levels.len() > 1
                && levels.len() == own.len()
                && levels.iter().any(|level| !level.named.is_empty())
            {
                for level in &levels {
                    trace.add(
                        level.name.whole_span(),
                        &level.name,
                        ReadAs::Level,
                        "an item that ranks, with bodies behind it",
                    );
                }
                return levels;
            }
        }
    }
    Vec::new()
}

/// Several bodies in one line. What a body's own name joins stays whole: "Risk and compliance committee".
fn split_bodies(line: &PlainText, language: &'static Language) -> Vec<PlainText> {
    people::split(line, language)
}

fn of_item<'a>(
    items: &'a [ListItem],
    at: usize,
    item: &'a ListItem,
    language: &'static Language,
) -> Option<Level<'a>> {
    let line = item.text.lines().into_iter().next()?;
    let labelled = labels::of_line(&line, language)?;
    let name = labelled.label.flat();
    if !is_ranked(&name) {
        return None;
    }
    let nested: Vec<ListItem> =
        items.iter().skip(at + 1).take_while(|next| next.depth > item.depth).cloned().collect();
    let named: Vec<PlainText> = split_bodies(&labelled.rest, language)
        .into_iter()
        .filter(|name| name.flat().split_whitespace().count() <= 6)
        .collect();
    let mut blocks = Vec::new();
    if !nested.is_empty() {
        blocks.push(Cow::Owned(Block::List(nested)));
    }
    Some(Level { name: bare(&labelled.label), link: None, section: None, blocks, named })
}

/// Levels from sections, with the bodies that stand in brackets behind their names: "Strategic level (Board)".
pub(super) fn of_sections<'a>(
    tree: &'a HeadingTree,
    sections: &[usize],
    language: &'static Language,
) -> Vec<Level<'a>> {
    let mut levels: Vec<Level<'a>> = sections.iter().filter_map(|at| Level::of_section(tree, *at)).collect();
    let all_named = levels.iter().all(|level| {
        in_brackets(&level.name.flat())
            .is_some_and(|inner| hits(inner).iter().any(|hit| hit.kinds.has(Kinds::BODY)))
    });
    if all_named && levels.len() > 1 {
        for level in &mut levels {
            let plain = level.name.as_str().trim_end().to_owned();
            let Some(start) = plain.rfind(['(', '（']) else { continue };
            let inner = start + plain.get(start..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
            let end = plain.trim_end_matches([')', '）']).len();
            level.named = split_bodies(&level.name.slice(inner..end.max(inner)), language);
            level.name = level.name.slice(0..plain.get(..start).unwrap_or_default().trim_end().len());
        }
    }
    levels
}

/// The bodies that levels are, in their order, where each level's name goes on with a body's: "Tier 1: Data council". None
/// where one does not.
pub(super) fn named_after_bodies(levels: &[Level<'_>], language: &'static Language) -> Vec<PlainText> {
    if levels.len() < 2 {
        return Vec::new();
    }
    let body = |level: &Level<'_>| -> Option<PlainText> {
        let plain = level.name.as_str();
        let marks = [": ", "：", " – ", " — ", " - "];
        let (at, length) = marks.iter().filter_map(|mark| Some((plain.find(mark)?, mark.len()))).min()?;
        let (level, body) = (level.name.slice(0..at), level.name.slice(at + length..plain.len()));
        let words = NameWords::of(&body.flat(), language);
        let is_one = words.is_body() && words.is_sure && !words.is_bodies() && !words.is_sentence;
        (is_one && is_ranked(&level.flat())).then_some(body)
    };
    levels.iter().map(body).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The functions that a level names itself.
pub(super) fn named_functions<'a>(level: &Level<'_>, at: usize) -> Vec<Candidate<'a>> {
    level
        .named
        .iter()
        .filter(|name| !name.is_blank())
        .map(|name| {
            let mut candidate = Candidate::new(name.clone(), NameForm::Named);
            candidate.level = Some(at);
            candidate.sum = super::weights::SURE;
            candidate.why = "the level names it".to_owned();
            candidate
        })
        .collect()
}
