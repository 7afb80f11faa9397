//! Whether a page governs at all: boards are also of wood, and teams also play.
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, found};
use super::functions::FunctionSearch;
use super::weights::Term;
use crate::input::page::{Block, Steer};
use crate::input::text::PlainText;
use crate::words::{Hit, Kinds};

/// What a text says only of what governs: who stands where to whom, and who presides.
const SAID: Kinds = Kinds::ESCALATES_TO
    .union(Kinds::REPORTS_TO)
    .union(Kinds::APPOINTS)
    .union(Kinds::APPOINTED_BY)
    .union(Kinds::ADVISES)
    .union(Kinds::OVERSEES)
    .union(Kinds::DECIDES)
    .union(Kinds::CHAIR)
    .union(Kinds::DEPUTY);

/// Whether functions that a page names by everyday words alone are of governance: something else on the page says so. What
/// has a body's own word, such as a committee, needs no further sign.
pub(super) fn governs(
    search: &FunctionSearch<'_>,
    functions: &[Candidate<'_>],
    title: Option<&PlainText>,
) -> bool {
    // a title is no sign where the page has nothing but the body that it names itself
    let is_of_title = |title: &PlainText| {
        let (name, span) = (super::names::key(&title.flat()), title.whole_span());
        functions.iter().all(|function| {
            function.span().start >= span.start && function.span().end <= span.end
                || super::names::key(&function.name.flat()) == name
        })
    };
    let names_bodies = |title: &PlainText| {
        let name = title.flat();
        let words = NameWords::of(&name, search.language);
        let is_sign = gathers(&words) || words.whole.has(Kinds::MEMBERS);
        has_own_word(search, &name) || (is_sign && !is_of_title(title))
    };
    functions.iter().any(|function| is_sure(search, function))
        || title.is_some_and(names_bodies)
        || says(search, functions)
}

/// Whether a name has the word of a body or a post that names nothing else.
fn has_own_word(search: &FunctionSearch<'_>, name: &str) -> bool {
    let words = Kinds::BODY.union(Kinds::POST).union(Kinds::RANK);
    let is_own = |hit: &Hit| hit.kinds.has(words) && !hit.kinds.has(Kinds::EVERYDAY);
    found(name, search.language).iter().any(is_own)
}

/// Whether a function stands for governance by itself.
fn is_sure(search: &FunctionSearch<'_>, function: &Candidate<'_>) -> bool {
    let name = function.name.flat();
    let score = function.section.filter(|_| function.form == NameForm::Heading);
    let score = score.and_then(|at| search.headings.scores.get(at));
    let signs = [Term::Members, Term::Facets, Term::AspectTable, Term::Reports];
    let has_sign = score.is_some_and(|score| signs.into_iter().any(|term| score.has(term)));
    let steer = function.section.and_then(|at| search.tree.sections.get(at)).and_then(|s| s.heading.steer);
    has_own_word(search, &name)
        || has_sign
        || function.form == NameForm::Box
        || !function.roles.is_empty()
        || !function.relations.is_empty()
        || matches!(steer, Some(Steer::Function | Steer::Level))
}

/// Whether words gather bodies.
fn gathers(words: &NameWords) -> bool {
    let others = Kinds::MEMBERS.union(Kinds::TIER).union(Kinds::LEVEL);
    (words.is_grouping() || words.head.has(Kinds::GROUPING)) && !words.whole.has(others)
}

/// Whether anything on the page says what only governance does.
fn says(search: &FunctionSearch<'_>, functions: &[Candidate<'_>]) -> bool {
    let is_said = |text: &PlainText| {
        let plain = text.as_str();
        plain.len() <= crate::limits::TEXT_CHARS
            && found(plain, search.language).iter().any(|hit| hit.kinds.has(SAID))
    };
    // who leads an hour, or a game
    let is_lead = |head: &PlainText| {
        found(head.as_str(), search.language)
            .iter()
            .all(|hit| hit.kinds.has(Kinds::CHAIR.union(Kinds::DEPUTY)))
    };
    let says = |block: &Block| match block {
        Block::Paragraph(text) => is_said(text),
        Block::List(items) => items.iter().any(|item| is_said(&item.text)),
        Block::Table(table) => table.header.iter().any(|head| is_said(head) && !is_lead(head)),
        _ => false,
    };
    let is_function = |at: usize| functions.iter().any(|function| function.section == Some(at));
    let headed = search.tree.sections.iter().enumerate().any(|(at, section)| {
        let words = search.headings.of(at);
        let about = Kinds::OF_A_BODY.union(SAID);
        !is_function(at) && (gathers(&words) || words.whole.has(about)) || section.own.iter().any(says)
    });
    headed || search.tree.lead.iter().any(says)
}
