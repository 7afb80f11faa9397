//! Entries of a page's change log against what changed since a revision: only those that are new since then, and only what is
//! said plainly enough to be wrong.
//!
//! `page → entries → sentences → one claim each → whether both models bear it out`. A sentence that makes no claim, or more
//! than one, is passed over.
use super::write::Speech;
use super::{Change, diff};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::{Function, Level, Model, role_key, sentences};
use crate::words::{change_words, fold, is_dated, without_level_word};
use std::collections::{BTreeMap, BTreeSet};

/// What a section is called that holds a change log, folded.
const LOGS: [&str; 12] = [
    "change log",
    "changelog",
    "changes",
    "updates",
    "history",
    "version history",
    "revision history",
    "change history",
    "what changed",
    "what s new",
    "release notes",
    "latest updates",
];

/// Words by what they claim, folded; the page's language adds its own.
const MOVED: [&str; 3] = ["moved", "moves", "move"];
const ADDED: [&str; 4] = ["added", "adds", "add", "new"];
const REMOVED: [&str; 6] = ["removed", "removes", "remove", "deleted", "dropped", "withdrawn"];
const RENAMED: [&str; 3] = ["renamed", "renames", "rename"];

/// A page and its model.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'a> {
    /// The page's text.
    pub text: &'a str,
    /// What is read out of it.
    pub model: &'a Model,
}

/// Entries of the new page's change log that the old one's has not and that contradict what changed between the two.
#[must_use]
pub fn contradictions(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Diagnostic> {
    let known: BTreeSet<String> = entries(old.text).into_iter().map(|entry| entry.words.join(" ")).collect();
    let names = LogNames::new(old.model, new.model);
    let changes = diff(old.model, new.model).changes;
    let speech = Speech::plain(&new.model.lang);
    let mut findings = Findings::default();
    for entry in entries(new.text).into_iter().filter(|entry| !known.contains(&entry.words.join(" "))) {
        for sentence in sentences(&entry.text) {
            let Some(claim) = names.claim(&sentence, &new.model.lang) else { continue };
            let Some(fact) = contradicts(&claim, old.model, new.model) else { continue };
            let happened =
                changes.iter().filter(|change| is_about(change, &claim)).map(|c| speech.sentence(c));
            let happened: Vec<String> = happened.map(|sentence| format!("`{sentence}`")).collect();
            let hint = if happened.is_empty() {
                "take the entry out, or change the page as it says".to_owned()
            } else {
                format!("say what changed: {}", happened.join(", "))
            };
            let sentence = sentence.trim().trim_end_matches('.');
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::LogContradicts,
                    format!("the change log says \"{sentence}\", but {fact}"),
                )
                .at(entry.span)
                .hint(hint),
            );
        }
    }
    findings.into_vec()
}

/// An entry of a change log.
struct LogEntry {
    text: String,
    words: Vec<String>,
    span: Span,
}

/// The entries of a page's change log: items of lists, rows of tables, paragraphs.
fn entries(text: &str) -> Vec<LogEntry> {
    let mut found: Vec<LogEntry> = Vec::new();
    // the depth of the heading whose section is a log
    let (mut log, mut fence, mut goes_on) = (None::<usize>, None::<&str>, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let words = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_some() || mark.is_some() || words.is_empty() {
            goes_on = false;
            continue;
        }
        let depth = words.bytes().take_while(|byte| *byte == b'#').count();
        let heading = words.get(depth..).filter(|rest| depth > 0 && depth <= 6 && rest.starts_with(' '));
        if let Some(heading) = heading {
            goes_on = false;
            let is_log = LOGS.contains(&split(heading).join(" ").as_str()) || is_dated(heading);
            match log {
                Some(of) if depth > of => {}
                _ => log = is_log.then_some(depth),
            }
            continue;
        }
        if log.is_none() {
            continue;
        }
        let item = ["- ", "* ", "+ ", "|"].iter().find_map(|bullet| words.strip_prefix(bullet));
        let content = item.unwrap_or(words).replace('|', " ").replace(['*', '_', '`'], "");
        match found.last_mut().filter(|_| goes_on && item.is_none()) {
            Some(entry) => {
                entry.text = format!("{} {}", entry.text, content.trim());
                entry.span.end = start + line.len();
            }
            None => found.push(LogEntry {
                text: content.trim().to_owned(),
                words: Vec::new(),
                span: Span { start: start + (line.len() - words.len()), end: start + line.len() },
            }),
        }
        goes_on = true;
    }
    for entry in &mut found {
        entry.words = split(&entry.text);
    }
    found
}

/// The words of a text, folded.
fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn key(name: &str) -> String {
    split(name).join(" ")
}

fn level_key(level: &Level) -> String {
    key(&without_level_word(&level.name))
}

/// What a sentence claims, by keys of names.
#[derive(Debug)]
enum Claim {
    Moved {
        function: LoggedName,
        to: LoggedName,
        from: Option<LoggedName>,
    },
    Added {
        function: LoggedName,
        level: LoggedName,
    },
    Removed {
        function: LoggedName,
        level: LoggedName,
    },
    RoleAdded {
        role: LoggedName,
        function: Option<LoggedName>,
        level: Option<LoggedName>,
    },
    RoleRemoved {
        role: LoggedName,
        function: Option<LoggedName>,
        level: Option<LoggedName>,
    },
    Renamed {
        old: LoggedName,
        new: LoggedName,
    },
    /// A name that neither page has, and what the sentence says that it is of.
    Unknown {
        name: LoggedName,
        of: NameOf,
    },
}

/// A name that a sentence mentions.
#[derive(Debug, Clone)]
struct LoggedName {
    key: String,
    /// As the pages write it.
    name: String,
}

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameOf {
    Level,
    Function,
    Role,
}

/// Every name of both models, of those that start alike the longest first.
struct LogNames {
    /// By their first word.
    all: BTreeMap<String, Vec<(Vec<String>, NameOf, LoggedName)>>,
}

/// A mention: where it starts and ends among the words, and what it may be of.
struct LogMention {
    start: usize,
    kinds: Vec<(NameOf, LoggedName)>,
}

impl LogMention {
    fn of(&self, kind: NameOf) -> Option<&LoggedName> {
        self.kinds.iter().find(|(of, _)| *of == kind).map(|(_, said)| said)
    }
}

impl LogNames {
    fn new(old: &Model, new: &Model) -> Self {
        let mut all: BTreeMap<String, Vec<(Vec<String>, NameOf, LoggedName)>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut add = |words: Vec<String>, kind: NameOf, key: String, name: &str| {
            let Some(first) = words.first() else { return };
            if seen.insert((words.clone(), kind)) {
                let name = name.trim().to_owned();
                all.entry(first.clone()).or_default().push((words, kind, LoggedName { key, name }));
            }
        };
        for level in new.levels.iter().chain(&old.levels) {
            add(split(&level.name), NameOf::Level, level_key(level), &level.name);
            add(split(&without_level_word(&level.name)), NameOf::Level, level_key(level), &level.name);
            for function in &level.functions {
                add(split(&function.name), NameOf::Function, key(&function.name), &function.name);
                for role in &function.roles {
                    add(split(&role.name), NameOf::Role, role_key(&role.name), &role.name);
                }
            }
        }
        for names in all.values_mut() {
            names.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        }
        Self { all }
    }

    /// Every name in a sentence, none inside another.
    fn mentions(&self, words: &[String]) -> Vec<LogMention> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let names = self.all.get(first).map_or(&[][..], Vec::as_slice);
            let Some((longest, ..)) = names.iter().find(|(name, ..)| rest.starts_with(name)) else {
                at += 1;
                continue;
            };
            let same = names.iter().filter(|(name, ..)| name == longest);
            found.push(LogMention {
                start: at,
                kinds: same.map(|(_, kind, said)| (*kind, said.clone())).collect(),
            });
            at += longest.len();
        }
        found
    }

    /// What a sentence claims, if that is one thing.
    fn claim(&self, sentence: &str, lang: &str) -> Option<Claim> {
        let words = split(sentence);
        let own = change_words(lang);
        let says = |english: &[&str], own: &str| {
            let own = split(own);
            words.iter().any(|word| english.contains(&word.as_str()))
                || !own.is_empty() && words.windows(own.len()).any(|window| *window == *own)
        };
        let verbs = [
            says(&MOVED, own.moved),
            says(&ADDED, own.added),
            says(&REMOVED, own.removed),
            says(&RENAMED, own.renamed),
        ];
        let mentions = self.mentions(&words);
        let only = |kind: NameOf| {
            let mut of_kind = mentions.iter().filter_map(|mention| mention.of(kind));
            of_kind.next().filter(|_| of_kind.next().is_none()).cloned()
        };
        // the word before a mention, articles left out
        let before = |mention: &LogMention| {
            let words = words.get(..mention.start).unwrap_or_default();
            words
                .iter()
                .rev()
                .find(|word| !["the", "a", "an"].contains(&word.as_str()))
                .cloned()
                .unwrap_or_default()
        };
        let behind = |prepositions: &[&str]| {
            let levels = mentions.iter().filter(|mention| prepositions.contains(&before(mention).as_str()));
            levels.filter_map(|mention| mention.of(NameOf::Level)).next().cloned()
        };
        let is_of_role = words.iter().any(|word| word == "role" || word == "roles")
            || mentions.iter().any(|mention| mention.of(NameOf::Role).is_some() && mention.kinds.len() == 1);
        // "the role analyst", "the function finance": said plainly, so that a name that no page has is wrong
        let unknown = |of: NameOf, nouns: &[&str]| {
            let at = words.iter().position(|word| nouns.contains(&word.as_str()))? + 1;
            let end = words.iter().skip(at).position(|word| PREPOSITIONS.contains(&word.as_str()))? + at;
            let is_named = mentions.iter().any(|m| m.start >= at && m.start < end && m.of(of).is_some());
            let is_placed = mentions.iter().any(|mention| mention.start > end);
            let name =
                words.get(at..end).filter(|name| !name.is_empty() && name.len() <= NAME_WORDS)?.join(" ");
            (!is_named && is_placed)
                .then(|| Claim::Unknown { name: LoggedName { key: name.clone(), name }, of })
        };
        let is_added_or_removed = verbs[1] != verbs[2] && !verbs[0] && !verbs[3];
        if is_added_or_removed
            && let Some(claim) =
                unknown(NameOf::Role, &["role"]).or_else(|| unknown(NameOf::Function, &["function"]))
        {
            return Some(claim);
        }
        match verbs {
            [true, false, false, false] => Some(Claim::Moved {
                function: only(NameOf::Function)?,
                to: behind(&["to", "into"])?,
                from: behind(&["from"]),
            }),
            [false, true, false, false] if is_of_role => {
                let (role, function, level) = self.held(&mentions)?;
                Some(Claim::RoleAdded { role, function, level })
            }
            [false, false, true, false] if is_of_role => {
                let (role, function, level) = self.held(&mentions)?;
                Some(Claim::RoleRemoved { role, function, level })
            }
            [false, true, false, false] => {
                Some(Claim::Added { function: only(NameOf::Function)?, level: only(NameOf::Level)? })
            }
            [false, false, true, false] => {
                Some(Claim::Removed { function: only(NameOf::Function)?, level: only(NameOf::Level)? })
            }
            [false, false, false, true] => {
                let functions: Vec<&LogMention> =
                    mentions.iter().filter(|mention| mention.of(NameOf::Function).is_some()).collect();
                let [old, new] = functions.as_slice() else {
                    return renamed_to_unknown(&words, functions.as_slice(), &mentions);
                };
                let is_behind = ["to", "as", "into"].contains(&before(new).as_str());
                let claim = || Some((old.of(NameOf::Function)?.clone(), new.of(NameOf::Function)?.clone()));
                claim().filter(|_| is_behind).map(|(old, new)| Claim::Renamed { old, new })
            }
            _ => None,
        }
    }

    /// The one role of a sentence, with the function and the level that it names.
    fn held(&self, mentions: &[LogMention]) -> Option<(LoggedName, Option<LoggedName>, Option<LoggedName>)> {
        let roles: Vec<&LoggedName> =
            mentions.iter().filter_map(|mention| mention.of(NameOf::Role)).collect();
        let [role] = roles.as_slice() else { return None };
        let other = |kind: NameOf| {
            let others = mentions.iter().filter(|mention| mention.of(NameOf::Role).is_none());
            let found: Vec<&LoggedName> = others.filter_map(|mention| mention.of(kind)).collect();
            match found.as_slice() {
                [] => Some(None),
                [one] => Some(Some((*one).clone())),
                _ => None,
            }
        };
        let (function, level) = (other(NameOf::Function)?, other(NameOf::Level)?);
        (function.is_some() || level.is_some()).then(|| ((*role).clone(), function, level))
    }
}

/// "Renamed team to delivery crew", of which no page knows the second name: what stands behind the last "to" and is the sentence's
/// end.
fn renamed_to_unknown(words: &[String], functions: &[&LogMention], all: &[LogMention]) -> Option<Claim> {
    let [old] = functions else { return None };
    let at = words.iter().rposition(|word| ["to", "as", "into"].contains(&word.as_str()))? + 1;
    let name = words.get(at..).filter(|name| !name.is_empty() && name.len() <= NAME_WORDS)?.join(" ");
    let is_known = all.iter().any(|mention| mention.start >= at);
    (old.start < at && !is_known)
        .then(|| Claim::Unknown { name: LoggedName { key: name.clone(), name }, of: NameOf::Function })
}

/// Words between what came or went and where.
const PREPOSITIONS: [&str; 5] = ["to", "from", "in", "into", "at"];
/// A longer name is a sentence.
const NAME_WORDS: usize = 5;

/// The functions of a model that a name and a level's name fit.
fn fitting<'a>(
    model: &'a Model,
    function: Option<&LoggedName>,
    level: Option<&LoggedName>,
) -> impl Iterator<Item = (&'a Level, &'a Function)> {
    let (function, level) = (function.map(|said| said.key.clone()), level.map(|said| said.key.clone()));
    let levels = model.levels.iter().filter(move |l| level.as_ref().is_none_or(|key| level_key(l) == *key));
    let all = levels.flat_map(|level| level.functions.iter().map(move |function| (level, function)));
    all.filter(move |(_, f)| function.as_ref().is_none_or(|name| key(&f.name) == *name))
}

/// What is so instead, where a claim is wrong.
fn contradicts(claim: &Claim, old: &Model, new: &Model) -> Option<String> {
    let has = |model: &Model, function: &LoggedName, level: &LoggedName| {
        fitting(model, Some(function), Some(level)).next().is_some()
    };
    match claim {
        Claim::Moved { function, to, from } => {
            if !has(new, function, to) {
                return Some(whereabouts(new, function));
            }
            match from {
                Some(from) if !has(old, function, from) => {
                    Some(format!("\"{}\" did not stand in \"{}\" before", function.name, from.name))
                }
                Some(from) if has(new, function, from) => {
                    Some(format!("\"{}\" still stands in \"{}\"", function.name, from.name))
                }
                Some(_) => None,
                None => has(old, function, to)
                    .then(|| format!("\"{}\" stood in \"{}\" before", function.name, to.name)),
            }
        }
        Claim::Added { function, level } => {
            if !has(new, function, level) {
                return Some(whereabouts(new, function));
            }
            has(old, function, level)
                .then(|| format!("\"{}\" stood in \"{}\" before", function.name, level.name))
        }
        Claim::Removed { function, level } => {
            if has(new, function, level) {
                return Some(format!("\"{}\" still stands in \"{}\"", function.name, level.name));
            }
            (!has(old, function, level))
                .then(|| format!("\"{}\" did not stand in \"{}\" before", function.name, level.name))
        }
        Claim::RoleAdded { role, function, level } => {
            let now: Vec<_> =
                fitting(new, function.as_ref(), level.as_ref()).filter(|f| holds(f.1, role)).collect();
            if now.is_empty() {
                return Some(format!(
                    "{} has no role \"{}\"",
                    place(function.as_ref(), level.as_ref()),
                    role.name
                ));
            }
            let is_new = now.iter().any(|(l, f)| !held_before(old, l, f, role));
            (!is_new).then(|| {
                format!("{} had the role \"{}\" before", place(function.as_ref(), level.as_ref()), role.name)
            })
        }
        Claim::RoleRemoved { role, function, level } => {
            let before: Vec<_> =
                fitting(old, function.as_ref(), level.as_ref()).filter(|f| holds(f.1, role)).collect();
            if before.is_empty() {
                let place = place(function.as_ref(), level.as_ref());
                return Some(format!("{place} did not have the role \"{}\" before", role.name));
            }
            let is_gone = before.iter().any(|(l, f)| !held_before(new, l, f, role));
            (!is_gone).then(|| {
                format!("{} still has the role \"{}\"", place(function.as_ref(), level.as_ref()), role.name)
            })
        }
        Claim::Unknown { name, of: NameOf::Role } => {
            Some(format!("no function has the role \"{}\"", name.name))
        }
        Claim::Unknown { name, .. } => Some(format!("no function is named \"{}\"", name.name)),
        Claim::Renamed { old: was, new: is } => {
            let levels = |model: &Model, name: &LoggedName| -> BTreeSet<String> {
                fitting(model, Some(name), None).map(|(level, _)| level_key(level)).collect()
            };
            let (before, after) = (levels(old, was), levels(new, is));
            let is_so = before.iter().any(|level| {
                after.contains(level) && !levels(new, was).contains(level) && !levels(old, is).contains(level)
            });
            match (is_so, after.is_empty(), levels(new, was).is_empty()) {
                (true, ..) => None,
                (_, true, _) => Some(format!("no function is named \"{}\"", is.name)),
                (_, _, false) => Some(format!("there still is \"{}\"", was.name)),
                _ => Some(format!("\"{}\" did not become \"{}\"", was.name, is.name)),
            }
        }
    }
}

fn holds(function: &Function, role: &LoggedName) -> bool {
    function.roles.iter().any(|held| role_key(&held.name) == role.key)
}

/// Whether a function of the same name and level has a role in another model.
fn held_before(model: &Model, level: &Level, function: &Function, role: &LoggedName) -> bool {
    let (of_level, of_function) = (level_key(level), key(&function.name));
    let same = model.levels.iter().filter(|level| level_key(level) == of_level);
    same.flat_map(|level| &level.functions).any(|f| key(&f.name) == of_function && holds(f, role))
}

fn place(function: Option<&LoggedName>, level: Option<&LoggedName>) -> String {
    match (function, level) {
        (Some(function), Some(level)) => format!("\"{}\" in \"{}\"", function.name, level.name),
        (Some(said), None) | (None, Some(said)) => format!("\"{}\"", said.name),
        (None, None) => "nothing".to_owned(),
    }
}

/// Where a function stands.
fn whereabouts(model: &Model, function: &LoggedName) -> String {
    let levels: Vec<String> =
        fitting(model, Some(function), None).map(|(level, _)| format!("\"{}\"", level.name)).collect();
    match levels.as_slice() {
        [] => format!("the page has no function \"{}\"", function.name),
        levels => format!("\"{}\" stands in {}", function.name, levels.join(" and ")),
    }
}

/// Whether a change is of what a claim is about.
fn is_about(change: &Change, claim: &Claim) -> bool {
    let function = match claim {
        Claim::Moved { function, .. } | Claim::Added { function, .. } | Claim::Removed { function, .. } => {
            function
        }
        Claim::Renamed { old, .. } => old,
        Claim::Unknown { .. } => return false,
        Claim::RoleAdded { role, .. } | Claim::RoleRemoved { role, .. } => {
            return match change {
                Change::RoleGained { role: held, .. } | Change::RoleLost { role: held, .. } => {
                    role_key(held) == role.key
                }
                _ => false,
            };
        }
    };
    match change {
        Change::FunctionAdded { function: part }
        | Change::FunctionRemoved { function: part }
        | Change::FunctionMoved { function: part, .. } => key(&part.name) == function.key,
        Change::FunctionRenamed { function: part, old } => {
            key(old) == function.key || key(&part.name) == function.key
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
