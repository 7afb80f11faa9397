//! What was probably misread: said with a warning at its line, for nobody looks at a picture that nothing was said of.
use super::candidate::{Candidate, NameForm};
use super::functions::FunctionSearch;
use super::weights::Term;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::input::text::PlainText;
use crate::words::Kinds;

/// Reports functions that may be none, and headings that may be functions, on a page that ranks nothing.
pub(super) fn report(functions: &[Candidate<'_>], search: &FunctionSearch<'_>, findings: &mut Findings) {
    posts_beside_bodies(functions, search, findings);
    left_out_with_members(functions, search, findings);
}

/// Posts that were read as functions for nothing but their words, beside bodies.
fn posts_beside_bodies(functions: &[Candidate<'_>], search: &FunctionSearch<'_>, findings: &mut Findings) {
    let term = |candidate: &Candidate<'_>, term: Term| {
        let score = candidate.section.and_then(|at| search.headings.scores.get(at));
        candidate.form == NameForm::Heading && score.is_some_and(|score| score.has(term))
    };
    let is_weak = |candidate: &&Candidate<'_>| {
        let held_up = [
            Term::RolesPage,
            Term::Gathered,
            Term::SaidElsewhere,
            Term::SameFacets,
            Term::Facets,
            Term::Members,
        ];
        term(candidate, Term::PostSiblings) && !held_up.into_iter().any(|held| term(candidate, held))
    };
    let has_bodies = functions.iter().any(|candidate| candidate.form != NameForm::Heading);
    if !has_bodies {
        return;
    }
    for candidate in functions.iter().filter(is_weak) {
        findings.push(
            doubt(
                &candidate.name,
                "is read as a function, though its words are a post's and bodies stand beside it",
            )
            .hint("if it is none, put `<!-- govdraw: skip -->` behind its heading"),
        );
    }
}

/// Headings with members that were left out for their words.
fn left_out_with_members(functions: &[Candidate<'_>], search: &FunctionSearch<'_>, findings: &mut Findings) {
    let taken: std::collections::BTreeSet<usize> =
        functions.iter().filter_map(|candidate| candidate.section).collect();
    for (at, section) in search.tree.sections.iter().enumerate() {
        let is_inside = taken.contains(&at) || search.tree.above(at).any(|above| taken.contains(&above));
        let Some(score) = search.headings.scores.get(at).filter(|_| !is_inside) else { continue };
        let holds_functions = search.tree.below(at).any(|below| taken.contains(&below));
        let words = search.headings.of(at);
        let is_name = !words.is_sentence
            && !words.is_facet()
            && !words.is_members()
            && !words.is_grouping()
            && words.count <= 5;
        let is_other = words.any.has(Kinds::PROCESS.union(Kinds::FURNITURE));
        let is_plain =
            !is_other && score.has(Term::Members) && !score.has(Term::FacetWord) && !score.has(Term::Planned);
        if is_plain && is_name && !holds_functions && !words.is_process() {
            findings.push(
                doubt(&section.heading.text, "has members, and its words are no body's: it is not drawn")
                    .hint("if it should be drawn, put `<!-- govdraw: function -->` behind its heading"),
            );
        }
    }
}

fn doubt(name: &PlainText, what: &str) -> Diagnostic {
    Diagnostic::new(Severity::Warning, Code::Doubtful, format!("\"{}\" {what}", name.flat()))
        .at(name.whole_span())
}
