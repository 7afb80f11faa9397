//! Roles across a model: which functions name each, in whatever spelling, and the one that a picture is about.
use super::{Function, Level, Model, Role, nearest};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::words::fold;
use std::collections::BTreeMap;

/// A role and the functions that name it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldRole<'a> {
    /// Its most frequent spelling; the first of several.
    pub name: &'a str,
    /// In page order; a function that names it twice stands twice.
    pub holders: Vec<Holder<'a>>,
}

/// A function that names a role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holder<'a> {
    /// Where the function stands.
    pub level: &'a Level,
    /// The function, or the body within one.
    pub function: &'a Function,
    /// The function that the body stands within.
    pub within: Option<&'a Function>,
    /// The role as it is spelt there.
    pub role: &'a Role,
}

/// Every role of a model in the order of the alphabet; spellings that differ in capitals, punctuation or number are one.
#[must_use]
pub fn held_roles(model: &Model) -> Vec<HeldRole<'_>> {
    let mut by_key: BTreeMap<String, Vec<Holder<'_>>> = BTreeMap::new();
    for level in &model.levels {
        for function in &level.functions {
            let bodies = function.functions.iter().map(|body| (body, Some(function)));
            for (body, within) in std::iter::once((function, None)).chain(bodies) {
                for role in &body.roles {
                    let holder = Holder { level, function: body, within, role };
                    by_key.entry(role_key(role.who())).or_default().push(holder);
                }
            }
        }
    }
    let mut roles: Vec<HeldRole<'_>> = by_key
        .into_values()
        .map(|holders| HeldRole { name: usual_spelling(holders.iter().map(|h| h.role)), holders })
        .collect();
    roles.sort_by_cached_key(|role| fold(role.name));
    roles
}

/// The spelling that most of the roles have; the first of several.
fn usual_spelling<'a>(roles: impl Iterator<Item = &'a Role>) -> &'a str {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for role in roles {
        let name = role.who();
        let index = *at.entry(name).or_insert(counts.len());
        match counts.get_mut(index) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    // the last of the greatest, seen from behind, is the first
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or("", |(name, _)| name)
}

impl Role {
    /// Who it is, without what it is in its function: `Harbour master` of `Harbour master (chair)` and of `Chair: Harbour master`.
    #[must_use]
    pub fn who(&self) -> &str {
        let name = self.name.trim();
        let Some(mark) = self.mark else { return name };
        let brackets = [(" (", ')'), ("（", '）')].into_iter();
        let mut behind = brackets.filter_map(|(open, close)| name.strip_suffix(close)?.rsplit_once(open));
        if let Some((who, said)) = behind.next()
            && mark.is_said_in(said)
            && !who.trim().is_empty()
        {
            return who.trim();
        }
        match name.split_once([':', '：']) {
            Some((said, who)) if mark.is_said_in(said) && !who.trim().is_empty() => who.trim(),
            _ => name,
        }
    }
}

/// What all spellings of a role have in common: its letters and digits in lower case, each word without what marks a
/// plural in English, French and Spanish.
#[must_use]
pub fn role_key(name: &str) -> String {
    let folded = fold(name).replace('\'', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(singular).collect()
}

/// A word without the end that a plural has; the same for both numbers, if no word of a dictionary.
fn singular(word: &str) -> String {
    if word.chars().count() < 4 {
        return word.to_owned();
    }
    if let Some(start) = word.strip_suffix("ies") {
        return format!("{start}y");
    }
    let is_plural = !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let word = if is_plural { word.strip_suffix('s').unwrap_or(word) } else { word };
    word.strip_suffix('e').unwrap_or(word).to_owned()
}

/// The one role that a picture or a text version is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    role: String,
    key: String,
}

impl Lens {
    /// The role that the words name, whatever their capitals, punctuation and number.
    ///
    /// # Errors
    /// Words that are no role of the model, with the one that was probably meant.
    pub fn new(model: &Model, words: &str) -> Result<Self, Diagnostic> {
        let roles = held_roles(model);
        let key = role_key(words);
        let of_key = |role: &&HeldRole<'_>| role.holders.iter().any(|h| role_key(h.role.who()) == key);
        if let Some(role) = roles.iter().find(of_key) {
            return Ok(Self { role: role.name.to_owned(), key });
        }
        let names = || roles.iter().map(|role| role.name);
        let within = || names().find(|name| !key.is_empty() && role_key(name).contains(&key));
        let hint = match nearest(words, names()).or_else(within) {
            Some(name) => format!("did you mean `{name}`? `govdraw roles` lists all roles"),
            None if roles.is_empty() => "name roles on lines that start with `Roles:`".to_owned(),
            None => "choose one that `govdraw roles` lists".to_owned(),
        };
        let message = format!("no function has the role \"{}\"", words.trim());
        Err(Diagnostic::new(Severity::Error, Code::UnknownRole, message).hint(hint))
    }

    /// The role as the page spells it.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.role
    }

    /// Whether a role is this one.
    #[must_use]
    pub fn is(&self, role: &Role) -> bool {
        role_key(role.who()) == self.key
    }

    /// Whether a function has the role.
    #[must_use]
    pub fn is_held_by(&self, function: &Function) -> bool {
        function.roles.iter().any(|role| self.is(role))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lens, held_roles, role_key};
    use crate::model::{Draft, DraftFunction, DraftLevel, DraftRole, Model, RoleMark};

    fn model(functions: &[&[&str]]) -> Model {
        let role = |name: &&str| DraftRole { name: (*name).to_owned(), ..DraftRole::default() };
        let functions = functions.iter().enumerate().map(|(i, roles)| DraftFunction {
            name: format!("Function {i}"),
            roles: roles.iter().map(role).collect(),
            ..DraftFunction::default()
        });
        let level =
            DraftLevel { name: "Level".to_owned(), functions: functions.collect(), ..DraftLevel::default() };
        Model::build(Draft { levels: vec![level], ..Draft::default() }).expect("valid").value
    }

    #[test]
    fn spellings_of_one_role_have_one_key() {
        for same in [
            ["Principal developer", "principal Developers"],
            ["Co-ordinator", "Coordinators"],
            ["Head of policy", "Heads of policies"],
            ["Director(a)", "director a"],
            ["Chef de service", "Chefs de services"],
            ["Director", "Directores"],
            ["Users’ champion", "User champions"],
        ] {
            assert_eq!(role_key(same[0]), role_key(same[1]), "{same:?}");
        }
        for other in
            [["Principal developer", "Lead developer"], ["QA", "BA"], ["Press officer", "Pres officer"]]
        {
            assert_ne!(role_key(other[0]), role_key(other[1]), "{other:?}");
        }
    }

    #[test]
    fn a_role_has_its_most_frequent_spelling_and_all_its_holders() {
        let model = model(&[&["Testers", "Editor"], &["Tester"], &["Tester", "Author"]]);
        let roles = held_roles(&model);
        let names: Vec<_> = roles.iter().map(|role| (role.name, role.holders.len())).collect();
        assert_eq!(names, [("Author", 1), ("Editor", 1), ("Tester", 3)]);
        let first = roles[2].holders[0];
        assert_eq!((first.function.name.as_str(), first.role.name.as_str()), ("Function 0", "Testers"));
    }

    #[test]
    fn a_role_is_the_same_whatever_it_is_in_its_function() {
        let role = |name: &str, mark| DraftRole { name: name.to_owned(), mark, ..DraftRole::default() };
        let chair = Some(RoleMark::Chair);
        let function =
            |name: &str, roles| DraftFunction { name: name.to_owned(), roles, ..DraftFunction::default() };
        // one is held in a body within alone
        let inner =
            function("Audit", vec![role("Chair: Harbour master", chair), role("Auditor (chair)", chair)]);
        let board =
            function("Board", vec![role("Harbour master (chair)", chair), role("Pilot (north)", None)]);
        let board = DraftFunction { functions: vec![inner], ..board };
        let office = function("Office", vec![role("Harbour master", None)]);
        let level =
            DraftLevel { name: "L".to_owned(), functions: vec![board, office], ..DraftLevel::default() };
        let model = Model::build(Draft { levels: vec![level], ..Draft::default() }).expect("valid").value;
        let roles = held_roles(&model);
        let names: Vec<_> = roles.iter().map(|role| (role.name, role.holders.len())).collect();
        assert_eq!(names, [("Auditor", 1), ("Harbour master", 3), ("Pilot (north)", 1)]);
        let lens = Lens::new(&model, "auditor").expect("known");
        let board = &model.levels[0].functions[0];
        assert!(!lens.is_held_by(board) && lens.is_held_by(&board.functions[0]));
    }

    #[test]
    fn a_lens_forgives_and_an_unknown_role_has_a_way_out() {
        let model = model(&[&["Principal developer"], &["Editor"]]);
        let lens = Lens::new(&model, " principal DEVELOPERS.").expect("known");
        assert_eq!(lens.role(), "Principal developer");
        let held: Vec<bool> = model.levels[0].functions.iter().map(|f| lens.is_held_by(f)).collect();
        assert_eq!(held, [true, false]);
        let hint = |words| Lens::new(&model, words).expect_err(words).hint.unwrap_or_default();
        assert!(hint("Principle developer").contains("`Principal developer`"));
        assert!(hint("developer").contains("`Principal developer`"), "a part of a name");
        assert!(!hint("zebra").contains("did you mean") && hint("").contains("govdraw roles"));
    }
}
