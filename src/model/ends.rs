//! What the words at an end of a flow name: an id, a name, or `Level / Function`.
use super::suggest::nearest_of;
use super::{Level, NodeRef, Outcome, slug};
use crate::words::without_level_word;
use std::collections::BTreeMap;

/// Every name of every part of a model that a flow, a setting or `same_as` may name.
pub(super) struct Names {
    ids: BTreeMap<String, NodeRef>,
    /// Slugs of `Level / Function`, of functions, of outcomes and of levels.
    names: BTreeMap<String, Vec<NodeRef>>,
    /// As a user would write them, for suggestions.
    spoken: Vec<(String, NodeRef)>,
}

/// What words name.
pub(super) enum Named {
    /// One part.
    One(NodeRef),
    /// Several, as a user would write each apart.
    Several(Vec<String>),
    /// None, and the nearest that there is.
    None(Option<String>),
}

/// Most parts of one name that a message lists.
const SEVERAL_MAX: usize = 8;

impl Names {
    /// All names of these levels and outcomes.
    pub(super) fn new(levels: &[Level], outcomes: &[Outcome]) -> Self {
        let mut names = Self { ids: BTreeMap::new(), names: BTreeMap::new(), spoken: Vec::new() };
        for (l, level) in levels.iter().enumerate() {
            let short = without_level_word(&level.name);
            let node = NodeRef::Level { level: l };
            if !level.implicit {
                names.add(&level.id, node, [slug(&level.name), slug(&short)], level.name.clone());
            }
            for (f, function) in level.functions.iter().enumerate() {
                let own = slug(&function.name);
                let keys =
                    [own.clone(), format!("{}/{own}", slug(&level.name)), format!("{}/{own}", slug(&short))];
                let node = NodeRef::Function { level: l, function: f };
                let spoken = match level.shown_name() {
                    Some(_) => format!("{short} / {}", function.name),
                    None => function.name.clone(),
                };
                names.add(&function.id, node, keys, spoken);
            }
            // a function that is called as the page is comes before the level that nobody sees
            if level.implicit && !names.names.contains_key(&slug(&level.name)) {
                names.add(&level.id, node, [slug(&level.name)], level.name.clone());
            }
        }
        for (o, outcome) in outcomes.iter().enumerate() {
            let own = slug(&outcome.name);
            let keys = [own.clone(), format!("outcome/{own}")];
            names.add(&outcome.id, NodeRef::Outcome { outcome: o }, keys, outcome.name.clone());
        }
        names
    }

    fn add(&mut self, id: &str, node: NodeRef, keys: impl IntoIterator<Item = String>, spoken: String) {
        self.ids.insert(id.to_owned(), node);
        for key in keys {
            let nodes = self.names.entry(key).or_default();
            if nodes.last() != Some(&node) {
                nodes.push(node);
            }
        }
        self.spoken.push((spoken, node));
    }

    /// What the words name among the parts that `fits` admits.
    pub(super) fn find(&self, words: &str, fits: impl Fn(NodeRef) -> bool, suggests: bool) -> Named {
        let words = words.trim();
        if let Some(node) = self.ids.get(words).filter(|node| fits(**node)) {
            return Named::One(*node);
        }
        for key in keys(words) {
            if let Some(node) =
                self.ids.get(&key).filter(|node| fits(**node) && !self.names.contains_key(&key))
            {
                return Named::One(*node);
            }
            let nodes: Vec<NodeRef> = self
                .names
                .get(&key)
                .into_iter()
                .flatten()
                .copied()
                .filter(|node| fits(*node))
                .take(SEVERAL_MAX)
                .collect();
            match nodes.as_slice() {
                [] => {}
                [one] => return Named::One(*one),
                several if suggests => {
                    let spoken = self.spoken.iter().filter(|(_, node)| several.contains(node));
                    return Named::Several(spoken.map(|(name, _)| name.clone()).collect());
                }
                _ => return Named::Several(Vec::new()),
            }
        }
        if !suggests {
            return Named::None(None);
        }
        // whoever mistypes a function may have left its level out, or have meant its id
        let fitting = self.spoken.iter().filter(|(_, node)| fits(*node));
        let candidates = fitting.flat_map(|(spoken, _)| {
            let own = spoken.rsplit(" / ").next().unwrap_or(spoken);
            [(spoken.as_str(), spoken), (own, spoken)]
        });
        Named::None(nearest_of(words, candidates).cloned())
    }
}

/// The keys that words may stand for, the most exact first.
fn keys(words: &str) -> Vec<String> {
    let parts: Vec<&str> = words.split('/').map(str::trim).collect();
    let mut keys = Vec::new();
    if let [level, function] = parts.as_slice() {
        keys.push(format!("{}/{}", slug(level), slug(function)));
        keys.push(format!("{}/{}", slug(&without_level_word(level)), slug(function)));
    }
    // a name may hold a stroke of its own
    keys.push(slug(words));
    keys.push(slug(&without_level_word(words)));
    keys.retain(|key| !key.is_empty() && key != "/");
    keys
}
