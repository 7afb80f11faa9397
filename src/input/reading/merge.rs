//! One function for each body, however often and in however many forms the page names it.
use super::candidate::Candidate;
use super::evidence::{in_brackets, without_brackets};
use super::names::Register;

/// Joins candidates that mean the same body, in page order.
pub(super) fn merge(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    candidates.sort_by_key(|candidate| (candidate.span().start, candidate.form));
    // whole names first, so that a short one finds what it is short for wherever that stands
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|at| candidates.get(*at).map_or(0, |c| usize::MAX - c.name.flat().chars().count()));
    let mut register = Register::default();
    let mut group: Vec<usize> = (0..candidates.len()).collect();
    for at in order {
        let Some(candidate) = candidates.get(at) else { continue };
        let name = candidate.name.flat();
        match register.find(&name) {
            Some(first) => {
                if let Some(slot) = group.get_mut(at) {
                    *slot = first;
                }
            }
            None => register.add(at, &name),
        }
    }
    let mut merged: Vec<Candidate<'_>> = Vec::new();
    let mut place: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for (candidate, group) in candidates.into_iter().zip(group) {
        match place.get(&group).and_then(|at| merged.get_mut(*at)) {
            Some(first) => join(first, candidate),
            None => {
                place.insert(group, merged.len());
                merged.push(candidate);
            }
        }
    }
    merged
}

/// Takes over what a second mention of a body says.
fn join<'a>(first: &mut Candidate<'a>, other: Candidate<'a>) {
    let Candidate {
        name,
        link,
        form,
        section,
        level,
        blocks,
        roles,
        meets,
        decides,
        within,
        holder,
        relations,
        sum,
        why,
    } = other;
    if is_better(&name.flat(), &first.name.flat()) {
        first.name = name;
    }
    first.link = first.link.take().or(link);
    if form < first.form {
        first.form = form;
        // the surest form says where it stands
        first.within = within;
        first.holder = holder;
        first.section = section.or(first.section);
        first.why = why;
    }
    first.section = first.section.or(section);
    first.level = first.level.or(level);
    // two lists of one body's members are the same people in other words: the fuller one counts
    if roles.len() > first.roles.len() {
        first.roles = roles;
    }
    first.meets = first.meets.take().or(meets);
    if first.decides.is_empty() {
        first.decides = decides;
    }
    first.blocks.extend(blocks);
    first.relations.extend(relations);
    first.sum = first.sum.max(sum);
}

/// Whether another form of a name is the better one to draw: words rather than capitals or initials.
fn is_better(name: &str, than: &str) -> bool {
    let is_shouted = |name: &str| {
        let letters = || without_brackets(name);
        letters().chars().any(char::is_alphabetic) && !letters().chars().any(char::is_lowercase)
    };
    let is_initials = |short: &str, long: &str| {
        is_shouted(short)
            && !short.trim().contains(' ')
            && without_brackets(long).contains(' ')
            && in_brackets(long) != Some(long)
            && !long.starts_with(short)
    };
    if is_initials(than, name) {
        return true;
    }
    is_shouted(than) && !is_shouted(name) && than.contains(' ')
}
