//! What the words at an end of a flow name: an id, a name, or `Level / Function`.
use super::suggest::nearest_of;
use super::{Draft, DraftFunction, DraftLevel, NodeRef, Place, slug};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::words::without_level_word;
use std::collections::{BTreeMap, BTreeSet};

/// Every name of every part of a model that a flow, a setting or `same_as` may name.
pub(super) struct Names {
    ids: BTreeMap<String, NodeRef>,
    /// Slugs of `Level / Function`, of functions, of outcomes and of levels.
    names: BTreeMap<String, Vec<NodeRef>>,
    /// The same of short names: what stands in brackets behind a name, and the name without it.
    short: BTreeMap<String, Vec<NodeRef>>,
    /// As a user would write them, for suggestions.
    spoken: Vec<(String, NodeRef)>,
    /// What each level is to a flow.
    levels: Vec<LevelEnd>,
}

/// What a level is to a flow that ends at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LevelEnd {
    /// A box: it has no functions.
    Box,
    /// A band with boxes in it.
    Band,
    /// Nothing: it is not drawn as a level.
    Unseen,
}

/// What kind of part words are to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// Whatever a flow may end at.
    End,
    /// The same, an id before any name.
    EndById,
    /// Any part.
    Part,
    /// A function of a level.
    Function,
}

/// Parts that words are looked for in, the first before the next: a body within another, one outside and a level full of
/// bodies are meant only where no box is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Boxes,
    Bodies,
    Levels,
}

impl Turn {
    const ALL: [Self; 3] = [Self::Boxes, Self::Bodies, Self::Levels];
}

/// What words name.
pub(super) enum Named {
    /// One part.
    One(NodeRef),
    /// Several, as a user would write each apart.
    Several(Vec<String>),
    /// None in the level that they name, and one function of that name in another.
    Elsewhere(String),
    /// None, and the nearest that there is.
    None(Option<String>),
}

/// Most parts of one name that a message lists.
const SEVERAL_MAX: usize = 8;

impl Names {
    /// All names of these levels and outcomes, which have their ids.
    pub(super) fn new(draft: &Draft) -> Self {
        let mut names = Self {
            ids: BTreeMap::new(),
            names: BTreeMap::new(),
            short: BTreeMap::new(),
            spoken: Vec::new(),
            levels: draft.levels.iter().map(LevelEnd::of).collect(),
        };
        for (l, level) in draft.levels.iter().enumerate() {
            let short = without_level_word(&level.name);
            let node = NodeRef::Level { level: l };
            // a heading may keep its number, and whoever names it leave it out
            let level_keys = [key_of(&level.name), key_of(&short), key_of(&without_number(&short))];
            if !level.implicit {
                names.add(level.id.as_deref(), node, level_keys.clone(), level.name.clone());
            }
            for (f, function) in level.functions.iter().enumerate() {
                let own = key_of(&function.name);
                let bare = key_of(&without_number(&function.name));
                let within = level_keys.iter().map(|level| format!("{level}/{own}"));
                let keys = within.chain([own.clone(), bare]);
                let node = NodeRef::Function { level: l, function: f };
                let spoken = match level.implicit {
                    true => function.name.clone(),
                    false => format!("{short} / {}", function.name),
                };
                names.add_bodies(function, node, &level_keys, &spoken);
                names.add(function.id.as_deref(), node, keys, spoken);
                for part in without_brackets(&function.name) {
                    let own = slug(part);
                    let levels = level_keys.iter().map(|level| format!("{level}/{own}"));
                    names.add_short(node, levels.chain([own.clone()]));
                }
            }
            // a function that is called as the page is comes before the level that nobody sees
            if level.implicit && !names.names.contains_key(&key_of(&level.name)) {
                names.add(level.id.as_deref(), node, [key_of(&level.name)], level.name.clone());
            }
        }
        for (outcome, part) in draft.outcomes.iter().enumerate() {
            names.add_alone("outcome", &part.name, part.id.as_deref(), NodeRef::Outcome { outcome });
        }
        for (outside, part) in draft.outside.iter().enumerate() {
            names.add_alone("outside", &part.name, part.id.as_deref(), NodeRef::Outside { outside });
        }
        names
    }

    /// The bodies within a function: each by its name alone, behind the function's, and behind the level's too.
    fn add_bodies(
        &mut self,
        function: &DraftFunction,
        node: NodeRef,
        levels: &[String; 3],
        spoken_function: &str,
    ) {
        let NodeRef::Function { level, function: f } = node else { return };
        let within = key_of(&function.name);
        for (b, body) in function.functions.iter().enumerate() {
            let node = NodeRef::SubBody { level, function: f, body: b };
            let own = key_of(&body.name);
            let bare = key_of(&without_number(&body.name));
            let behind = |own: &str| {
                let full = levels.iter().map(|level| format!("{level}/{within}-{own}"));
                let by_level = levels.iter().map(|level| format!("{level}/{own}"));
                let keys = full.chain(by_level).chain([format!("{within}/{own}"), own.to_owned()]);
                keys.collect::<Vec<_>>()
            };
            let keys = behind(&own).into_iter().chain([bare]);
            self.add(body.id.as_deref(), node, keys, format!("{spoken_function} / {}", body.name));
            for part in without_brackets(&body.name) {
                self.add_short(node, behind(&slug(part)));
            }
        }
    }

    /// A part of no level, by its name and behind what it is.
    fn add_alone(&mut self, what: &str, name: &str, id: Option<&str>, node: NodeRef) {
        let behind = |own: String| [format!("{what}/{own}"), own];
        for part in without_brackets(name) {
            self.add_short(node, behind(slug(part)));
        }
        self.add(id, node, behind(key_of(name)), name.to_owned());
    }

    fn add(
        &mut self,
        id: Option<&str>,
        node: NodeRef,
        keys: impl IntoIterator<Item = String>,
        spoken: String,
    ) {
        self.ids.extend(id.map(|id| (id.to_owned(), node)));
        for key in keys {
            let nodes = self.names.entry(key).or_default();
            if nodes.last() != Some(&node) {
                nodes.push(node);
            }
        }
        self.spoken.push((spoken, node));
    }

    fn add_short(&mut self, node: NodeRef, keys: impl IntoIterator<Item = String>) {
        for key in keys.into_iter().filter(|key| !key.is_empty() && !key.ends_with('/')) {
            let nodes = self.short.entry(key).or_default();
            if nodes.last() != Some(&node) {
                nodes.push(node);
            }
        }
    }

    /// What the words name among the parts that are sought.
    pub(super) fn find(&self, words: &str, sought: Sought, suggests: bool) -> Named {
        let words = words.trim();
        let by_id = |turn: Option<Turn>| {
            let fits = |node: &&NodeRef| {
                let own = self.turn(**node, sought);
                own.is_some() && (turn.is_none() || own == turn)
            };
            self.ids.get(words).filter(fits).map(|node| Named::One(*node))
        };
        let look = |names: &BTreeMap<String, Vec<NodeRef>>, words: &str, turn: Turn| {
            let fits = |node| self.turn(node, sought) == Some(turn);
            keys(words).find_map(|key| self.named(names, &key, &fits, suggests))
        };
        let exactly = |turn| by_id(Some(turn)).or_else(|| look(&self.names, words, turn));
        // as a heading with its number has it, then by short names
        let bare = without_number(words);
        let loosely = |turn| {
            (bare != words)
                .then(|| look(&self.names, &bare, turn))
                .flatten()
                .or_else(|| look(&self.short, &bare, turn))
                .or_else(|| {
                    let mut parts = without_brackets(&bare).into_iter();
                    parts.find_map(|part| {
                        look(&self.names, part, turn).or_else(|| look(&self.short, part, turn))
                    })
                })
        };
        let written = (sought == Sought::EndById).then(|| by_id(None)).flatten();
        let found = written
            .or_else(|| Turn::ALL.into_iter().find_map(exactly))
            .or_else(|| Turn::ALL.into_iter().find_map(loosely));
        if let Some(found) = found {
            return found;
        }
        if !suggests {
            return Named::None(None);
        }
        if let Some(spoken) = self.elsewhere(words, sought) {
            return Named::Elsewhere(spoken);
        }
        // whoever mistypes a function may have left its level out, or have meant its id
        let fitting = self.spoken.iter().filter(|(_, node)| self.turn(*node, sought).is_some());
        let candidates = fitting.flat_map(|(spoken, _)| {
            let own = spoken.rsplit(" / ").next().unwrap_or(spoken);
            [(spoken.as_str(), spoken), (own, spoken)]
        });
        Named::None(nearest_of(words, candidates).cloned())
    }
}

impl LevelEnd {
    fn of(level: &DraftLevel) -> Self {
        match (level.functions.is_empty(), level.implicit) {
            (true, _) => Self::Box,
            (false, false) => Self::Band,
            (false, true) => Self::Unseen,
        }
    }
}

impl Names {
    /// The one function that has the name behind a level's, as a user would write it: it has moved, or the level is wrong.
    fn elsewhere(&self, words: &str, sought: Sought) -> Option<String> {
        let own = words.match_indices('/').take(STROKES_MAX).map(|(at, _)| slug(words.split_at(at).1));
        let mut found = own.filter_map(|key| {
            let nodes = self.names.get(&key)?.iter().filter(|node| self.turn(**node, sought).is_some());
            let mut functions = nodes.filter(|node| matches!(node, NodeRef::Function { .. }));
            functions.next().filter(|_| functions.next().is_none())
        });
        let node = found.next()?;
        self.spoken.iter().find(|(_, of)| of == node).map(|(spoken, _)| spoken.clone())
    }

    /// When a part is looked at; none where it is not sought.
    fn turn(&self, node: NodeRef, sought: Sought) -> Option<Turn> {
        match node {
            NodeRef::Function { .. } => Some(Turn::Boxes),
            _ if sought == Sought::Function => None,
            NodeRef::Outcome { .. } => Some(Turn::Boxes),
            NodeRef::SubBody { .. } | NodeRef::Outside { .. } => Some(Turn::Bodies),
            // what is set is set for a level as readily as for a function
            NodeRef::Level { .. } if sought == Sought::Part => Some(Turn::Boxes),
            NodeRef::Level { level } => match self.levels.get(level)? {
                LevelEnd::Box => Some(Turn::Boxes),
                LevelEnd::Band => Some(Turn::Levels),
                LevelEnd::Unseen => None,
            },
        }
    }

    /// What a key names.
    fn named(
        &self,
        names: &BTreeMap<String, Vec<NodeRef>>,
        key: &str,
        fits: &impl Fn(NodeRef) -> bool,
        suggests: bool,
    ) -> Option<Named> {
        if let Some(node) = self.ids.get(key).filter(|node| fits(**node) && !names.contains_key(key)) {
            return Some(Named::One(*node));
        }
        let nodes = names.get(key)?.iter().copied();
        let nodes: Vec<NodeRef> = nodes.filter(|node| fits(*node)).take(SEVERAL_MAX).collect();
        match nodes.as_slice() {
            [] => None,
            [one] => Some(Named::One(*one)),
            several if suggests => {
                let spoken = self.spoken.iter().filter(|(_, node)| several.contains(node));
                Some(Named::Several(spoken.map(|(name, _)| name.clone()).collect()))
            }
            _ => Some(Named::Several(Vec::new())),
        }
    }
}

/// What a name is looked up by: its slug, or the name as it is written where it has neither letter nor digit.
fn key_of(name: &str) -> String {
    let slug = slug(name);
    if !slug.is_empty() {
        return slug;
    }
    name.trim_matches(|c: char| c == '/' || c.is_whitespace()).to_owned()
}

/// The keys that words may stand for, the most exact first, each made when it is asked for.
fn keys(words: &str) -> impl Iterator<Item = String> + '_ {
    type Key = fn(&str) -> String;
    const OF_LEVEL: [Key; 2] = [key_of, |level| key_of(&without_level_word(level))];
    // a level before any of the strokes: names may hold strokes of their own
    let within = words.match_indices('/').take(STROKES_MAX).flat_map(|(at, _)| {
        let (level, rest) = words.split_at(at);
        OF_LEVEL.iter().map(move |key| format!("{}/{}", key(level), key_of(rest)))
    });
    let alone = OF_LEVEL.iter().map(|key| key(words));
    within.chain(alone).filter(|key| !key.is_empty() && !key.starts_with('/') && !key.ends_with('/'))
}

/// Most strokes of words before which a level may stand.
const STROKES_MAX: usize = 8;

/// Words without the numbers that headings have before them: `1.2 Board`, `§ 3 Upper / 3.1 Board`.
fn without_number(words: &str) -> String {
    let part = |part: &str| -> String {
        let part = part.trim().trim_start_matches('§').trim_start();
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let is_number = rest.len() < part.len() && rest.starts_with([' ', ')', '\u{A0}']);
        if is_number { rest.trim_start_matches(')').trim_start().to_owned() } else { part.to_owned() }
    };
    words.split('/').map(part).collect::<Vec<_>>().join(" / ")
}

/// What stands in brackets at the end of a name, and the name without it: each may be said for the whole.
fn without_brackets(name: &str) -> Vec<&str> {
    let name = name.trim();
    let inner = name.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    let parts = inner.map(|(before, inside)| [before.trim(), inside.trim()]);
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
}

/// The one part that the words name, or an error.
pub(super) fn one(
    names: &Names,
    words: &str,
    place: Place,
    sought: Sought,
    unknown: Code,
    findings: &mut Findings,
) -> Option<NodeRef> {
    if words.is_empty() {
        // a flow without an end was already reported
        return None;
    }
    // to look for names to suggest is the one thing here that is not linear: only the first findings get it
    let suggests = findings.suggests_more(unknown) && findings.suggests_more(Code::AmbiguousEnd);
    match names.find(words, sought, suggests) {
        Named::One(node) => return Some(node),
        Named::Several(all) => findings.push(
            Diagnostic::new(
                Severity::Error,
                Code::AmbiguousEnd,
                format!("\"{words}\" names several parts of the model"),
            )
            .at(place.0)
            .hint(ambiguity_hint(&all)),
        ),
        Named::Elsewhere(spoken) => findings.push(
            Diagnostic::new(Severity::Error, unknown, format!("nothing is named \"{words}\""))
                .at(place.0)
                .hint(format!("that function stands in another level: write `{spoken}`")),
        ),
        Named::None(nearest) => findings.push(
            Diagnostic::new(Severity::Error, unknown, format!("nothing is named \"{words}\""))
                .at(place.0)
                .hint(unknown_hint(words, nearest, unknown)),
        ),
    }
    None
}

/// The way out for words that name nothing.
fn unknown_hint(words: &str, nearest: Option<String>, code: Code) -> String {
    let of_kind = |what: &str| {
        words.split_once('/').filter(|(kind, _)| slug(kind) == what).map(|(_, name)| name.trim())
    };
    if let (Some(name), None) = (of_kind("outside"), &nearest) {
        return format!("name it among the bodies outside: `govdraw: {{outside: [{name}]}}`");
    }
    match (of_kind("outcome"), nearest) {
        (Some(name), None) => format!("name it among the outcomes: `outcomes: [{name}]`"),
        (_, Some(nearest)) => format!("did you mean `{nearest}`?"),
        (None, None) if code == Code::UnknownEnd => format!(
            "write it as `Level / Function`, as the headings have it; what the lowest level delivers to stands in \
             `outcomes: [{words}]`"
        ),
        (None, None) => "write it as `Level / Function`, as the headings have it".to_owned(),
    }
}

fn ambiguity_hint(all: &[String]) -> String {
    let all: BTreeSet<&String> = all.iter().collect();
    if all.is_empty() {
        return "write it as `Level / Function`".to_owned();
    }
    if all.len() == 1 {
        return "give the functions names of their own".to_owned();
    }
    let options: Vec<String> = all.into_iter().map(|name| format!("`{name}`")).collect();
    format!("write {}", options.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::{Named, Names, NodeRef, Sought, without_number};
    use crate::model::{Draft, DraftFunction, DraftLevel, DraftOutcome, DraftOutside};

    fn names(functions: &[&str]) -> Names {
        let function = |name: &&str| DraftFunction { name: (*name).to_owned(), ..DraftFunction::default() };
        let level = DraftLevel {
            name: "Upper level".to_owned(),
            functions: functions.iter().map(function).collect(),
            ..DraftLevel::default()
        };
        Names::new(&Draft {
            levels: vec![level],
            outcomes: vec![DraftOutcome { name: "Safe ships".to_owned(), ..DraftOutcome::default() }],
            ..Draft::default()
        })
    }

    fn found(names: &Names, words: &str) -> Option<usize> {
        match names.find(words, Sought::Part, true) {
            Named::One(NodeRef::Function { function, .. }) => Some(function),
            _ => None,
        }
    }

    #[test]
    fn an_end_is_written_as_the_heading_is_or_shorter() {
        let names = names(&[
            "Board",
            "R&D / Innovation",
            "CSO (Chief Security Officer)",
            "Technical Steering Committee (TSC)",
            "Audit (internal)",
            "Audit (external)",
        ]);
        for (words, function) in [
            ("1.2 Board", Some(0)),
            ("1) Upper level / 1.2 Board", Some(0)),
            ("§ 3 Board", Some(0)),
            ("Upper / R&D / Innovation", Some(1)),
            ("R&D / Innovation", Some(1)),
            ("CSO", Some(2)),
            ("Chief Security Officer", Some(2)),
            ("Upper / CSO", Some(2)),
            ("TSC", Some(3)),
            ("Technical Steering Committee", Some(3)),
            ("Board (main)", Some(0)),
            ("Audit (external)", Some(5)),
            ("Audit", None),
            ("3", None),
        ] {
            assert_eq!(found(&names, words), function, "{words}");
        }
    }

    #[test]
    fn a_body_within_one_outside_and_a_level_are_meant_where_no_box_is_called_so() {
        let function = |name: &str, within: &[&str]| DraftFunction {
            id: Some(name.to_lowercase()),
            name: name.to_owned(),
            functions: within
                .iter()
                .map(|name| DraftFunction { name: (*name).to_owned(), ..DraftFunction::default() })
                .collect(),
            ..DraftFunction::default()
        };
        let level = |name: &str, functions| DraftLevel {
            id: Some(name.to_lowercase()),
            name: name.to_owned(),
            functions,
            ..DraftLevel::default()
        };
        let draft = Draft {
            levels: vec![
                level("Top", vec![function("Board", &["Audit", "Pay (HR)"]), function("Court", &[])]),
                level("Court", vec![function("Team", &["Audit"])]),
            ],
            outside: vec![DraftOutside { name: "Ministry".to_owned(), ..DraftOutside::default() }],
            ..Draft::default()
        };
        let names = Names::new(&draft);
        let find = |words: &str, sought| match names.find(words, sought, true) {
            Named::One(node) => Some(node),
            _ => None,
        };
        let court = Some(NodeRef::Function { level: 0, function: 1 });
        let audit = Some(NodeRef::SubBody { level: 0, function: 0, body: 0 });
        let pay = Some(NodeRef::SubBody { level: 0, function: 0, body: 1 });
        let ministry = Some(NodeRef::Outside { outside: 0 });
        for (words, node) in [
            ("Court", court),
            ("court", court),
            ("Top", Some(NodeRef::Level { level: 0 })),
            ("Board / Audit", audit),
            ("Top / Board / Audit", audit),
            ("Top / Audit", audit),
            ("Audit", None),
            ("Pay", pay),
            ("HR", pay),
            ("Ministry", ministry),
            ("outside / ministry", ministry),
        ] {
            assert_eq!(find(words, Sought::End), node, "{words}");
        }
        assert_eq!(find("court", Sought::EndById), Some(NodeRef::Level { level: 1 }), "data names ids");
        assert_eq!(find("Audit", Sought::Function), None);
    }

    #[test]
    fn a_name_without_a_letter_is_found_as_it_is_written() {
        let names = names(&["--", "***", "Board"]);
        assert_eq!((found(&names, "--"), found(&names, "***")), (Some(0), Some(1)));
        assert_eq!((found(&names, "---"), found(&names, "/")), (None, None));
    }

    #[test]
    fn a_number_goes_and_a_name_that_starts_with_one_stays() {
        assert_eq!(without_number("1.2 Board"), "Board");
        assert_eq!(without_number("5G team"), "5G team");
        assert_eq!(without_number("2026"), "2026");
    }
}
