//! Which headings name functions: a score for each, then siblings together.
use super::evidence::NameWords;
use super::labels;
use super::names::bare;
use super::people;
use super::tables;
use super::tree::HeadingTree;
use super::weights::{Score, Term};
use crate::input::page::{Block, Steer};
use crate::input::roles;
use crate::words::{Kinds, Language, kinds_of};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of each heading of a page.
#[derive(Debug)]
pub(super) struct HeadingFacts {
    /// What its words say, by section.
    pub(super) words: Vec<NameWords>,
    /// What speaks for and against it, by section.
    pub(super) scores: Vec<Score>,
    /// Whether its own list names the bodies that it gathers, by section.
    pub(super) gathers: Vec<bool>,
}

impl HeadingFacts {
    /// Whether a section is a function by its heading.
    pub(super) fn is_function(&self, index: usize) -> bool {
        self.scores.get(index).is_some_and(Score::is_enough)
    }

    /// What a section's words say.
    pub(super) fn of(&self, index: usize) -> NameWords {
        self.words.get(index).copied().unwrap_or_default()
    }
}

/// Whether a page says itself what its levels are: two sections or more that stand in no other rank.
pub(super) fn is_plain(tree: &HeadingTree) -> bool {
    let ranked =
        tree.roots.iter().filter(|at| tree.sections.get(**at).is_some_and(|section| section.is_ranked));
    ranked.count() > 1
}

/// What is known of the headings of a page that says itself what its levels are: their words alone, for what stands below
/// a level is a function whatever it is called.
pub(super) fn unscored(tree: &HeadingTree, language: &'static Language) -> HeadingFacts {
    let words: Vec<NameWords> =
        tree.sections.iter().map(|s| NameWords::of(&bare(&s.heading.text).flat(), language)).collect();
    // what stands outside the levels is left out for a reason
    let scores = words.iter().map(|own| by_words(own, false)).collect();
    let gathers = vec![false; words.len()];
    HeadingFacts { words, scores, gathers }
}

/// Whether the first of several `#` headings is a body beside others, and so no title.
pub(super) fn are_tops(blocks: &[Block], language: &'static Language) -> bool {
    let mut tops = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.depth == 1 => {
            Some(NameWords::of(&bare(&heading.text).flat(), language))
        }
        _ => None,
    });
    let is_one = |words: &NameWords| words.is_body() && words.is_sure && !words.is_bodies();
    let starts = matches!(blocks.iter().find(|block| matches!(block, Block::Heading(_))), Some(Block::Heading(first)) if first.depth == 1);
    let first = tops.next().unwrap_or_default();
    let others: Vec<NameWords> = tops.collect();
    starts
        && is_one(&first)
        && others.iter().any(|words| is_one(words) || words.is_bodies())
        && !others.iter().any(|words| words.is_facet() && !words.is_body())
}

/// Scores every heading.
pub(super) fn score(
    tree: &HeadingTree,
    is_roles_page: bool,
    own_label: Option<&str>,
    language: &'static Language,
) -> HeadingFacts {
    let said = said_elsewhere(tree);
    let words: Vec<NameWords> =
        tree.sections.iter().map(|s| NameWords::of(&bare(&s.heading.text).flat(), language)).collect();
    let mut scores: Vec<Score> = Vec::with_capacity(words.len());
    let facets: Vec<BTreeSet<String>> =
        (0..words.len()).map(|at| facets_of(tree, at, &words, language)).collect();
    for (at, section) in tree.sections.iter().enumerate() {
        let own = words.get(at).copied().unwrap_or_default();
        let mut score = by_words(&own, is_roles_page);
        if said.contains(&super::names::key(&bare(&section.heading.text).flat())) && !own.is_members() {
            score.drop(Term::ProcessWord);
            score.add(Term::SaidElsewhere);
        }
        let has_members = announces_members(&section.own, own_label, language)
            || has_members_heading(tree, at, &words)
            || ((own.is_body() || own.is_post()) && lists_people(&section.own, language));
        score.add_if(has_members, Term::Members);
        // `Chair: Head of works` names a member
        let is_label = labels::of_line(&section.heading.text, language).is_some_and(|l| {
            !l.rest.is_blank()
                && l.kinds
                    .has(Kinds::CHAIR.union(Kinds::DEPUTY).union(Kinds::SECRETARY).union(Kinds::MEMBERS))
        });
        if is_label {
            score.add(Term::FacetWord);
        }
        score.add_if(reports(&section.own, language), Term::Reports);
        let has_aspects =
            section.own.iter().any(|b| matches!(b, Block::Table(t) if tables::aspects(t).is_some()));
        score.add_if(has_aspects, Term::AspectTable);
        let count = facets.get(at).map_or(0, BTreeSet::len);
        score.add_if(count >= 2, Term::Facets);
        score.add_if(count == 1, Term::OneFacet);
        for above in tree.above(at) {
            let above = words.get(above).copied().unwrap_or_default();
            let is_near = tree.parent(at).and_then(|p| words.get(p)).is_some_and(|p| p.count == above.count);
            score.add_if(above.any.has(Kinds::PLANNED) && !above.is_body(), Term::Planned);
            if is_near && above.is_process() && !above.is_grouping() {
                score.add(Term::UnderProcess);
            }
        }
        if let Some(parent) = tree.parent(at) {
            let above = words.get(parent).copied().unwrap_or_default();
            // what is a body itself gathers none
            let is_body = scores.get(parent).is_some_and(Score::is_enough);
            score.add_if(above.is_grouping() && !is_body, Term::Gathered);
            score.add_if(above.is_facet() && !above.is_grouping(), Term::UnderFacet);
            // "Parent board" below a body is whom that one reports to
            score.add_if(is_body && own.whole.has(Kinds::REPORTS_TO), Term::FacetWord);
        }
        match section.heading.steer {
            Some(Steer::Function) => {
                score = Score::default();
                score.add(Term::BodyWord);
            }
            Some(Steer::Skip) => {
                score = Score::default();
                score.add(Term::Skipped);
            }
            Some(Steer::Level | Steer::Members) => {
                score = Score::default();
                score.add(Term::Furniture);
            }
            None => {}
        }
        scores.push(score);
    }
    let mut headings = HeadingFacts { words, scores, gathers: vec![false; tree.sections.len()] };
    same_facets(tree, &facets, &mut headings);
    facet_words(&mut headings);
    process_words(tree, &mut headings);
    post_siblings(tree, &mut headings);
    like_siblings(tree, &mut headings);
    gathering(tree, language, &mut headings);
    headings
}

/// What a name's words alone say.
pub(super) fn by_words(words: &NameWords, is_roles_page: bool) -> Score {
    let mut score = Score::default();
    let is_name = !words.whole.has(Kinds::FURNITURE) && !words.is_dated;
    if words.is_body() && is_name {
        score.add(if words.is_sure { Term::BodyWord } else { Term::BodyWordBeside });
    } else if is_role_of_post(words, is_roles_page)
        || (words.is_post() && words.is_sure && is_name && is_post_alone(words))
    {
        score.add(Term::PostWord);
        score.add_if(is_roles_page, Term::RolesPage);
    }
    let is_also_body = words.whole.has(Kinds::BODY.union(Kinds::POST));
    let is_facet = (words.is_facet() && !is_also_body) || words.is_members();
    score.add_if(is_facet && !is_role_of_post(words, is_roles_page), Term::FacetWord);
    score.add_if(words.is_process() && !is_also_body, Term::ProcessWord);
    score.add_if(words.has_process_word() && !words.is_process() && !is_also_body, Term::ProcessBeside);
    score.add_if(words.whole.has(Kinds::FURNITURE) || words.is_dated, Term::Furniture);
    score.add_if(words.is_sentence, Term::Sentence);
    score.add_if(words.whole.has(Kinds::GROUPING) && !words.whole.has(Kinds::BODY), Term::GathersOthers);
    score.add_if(words.any.has(Kinds::PLANNED), Term::Planned);
    score
}

/// "Members" are a post on their own alone: "approving members" is about them.
fn is_post_alone(words: &NameWords) -> bool {
    words.count == 1 || !(words.head.has(Kinds::MEMBERS) && words.head.has(Kinds::POST))
}

/// "Role of the director", on a page about roles.
fn is_role_of_post(words: &NameWords, is_roles_page: bool) -> bool {
    is_roles_page
        && words.count > 1
        && words.whole.is_empty()
        && words.any.has(Kinds::POST)
        && words.head.has(Kinds::MEMBERS)
        && words.head.has(Kinds::PURPOSE)
}

/// Whether blocks announce members by a label.
pub(super) fn announces_members(blocks: &[Block], own_label: Option<&str>, language: &Language) -> bool {
    let members = Kinds::MEMBERS.union(Kinds::CHAIR).union(Kinds::DEPUTY).union(Kinds::SECRETARY);
    let is_label = |line: &crate::input::text::PlainText| {
        labels::of_line(line, language).is_some_and(|l| l.kinds.has(members) && !l.kinds.has(Kinds::PURPOSE))
    };
    blocks.iter().any(|block| match block {
        Block::Paragraph(text) => {
            roles::part(text, own_label).label.is_some() || text.lines().iter().any(is_label)
        }
        Block::List(items) => items
            .iter()
            .any(|item| roles::part(&item.text, own_label).label.is_some() || is_label(&item.text)),
        _ => false,
    })
}

/// Whether a list or a table among blocks is of people with their posts.
pub(super) fn lists_people(blocks: &[Block], language: &'static Language) -> bool {
    blocks.iter().any(|block| match block {
        Block::List(items) => people::is_roster(items, language),
        Block::Table(table) => tables::is_of_members(table),
        _ => false,
    })
}

fn has_members_heading(tree: &HeadingTree, at: usize, words: &[NameWords]) -> bool {
    tree.sections.get(at).is_some_and(|section| {
        section.children.iter().any(|child| {
            // "role object" is about something else
            words
                .get(*child)
                .is_some_and(|words| words.is_members() && (words.is_sure || !words.whole.is_empty()))
        })
    })
}

/// The names of the facets that stand below a heading: as headings, and as labels on lines of their own.
fn facets_of(tree: &HeadingTree, at: usize, words: &[NameWords], language: &Language) -> BTreeSet<String> {
    let Some(section) = tree.sections.get(at) else { return BTreeSet::new() };
    let mut facets = BTreeSet::new();
    for child in &section.children {
        if words.get(*child).is_some_and(|words| words.is_facet() && !words.is_body() && !words.is_grouping())
        {
            facets.extend(tree.sections.get(*child).map(|s| super::names::key(&s.name())));
        }
    }
    let kinds =
        Kinds::PURPOSE.union(Kinds::DUTIES).union(Kinds::CADENCE).union(Kinds::DECIDES).union(Kinds::FACET);
    for block in &section.own {
        let Block::Paragraph(text) = block else { continue };
        for line in text.lines() {
            let label = labels::of_line(&line, language).filter(|l| l.is_bold && l.kinds.has(kinds));
            facets.extend(label.map(|l| super::names::key(&l.label.flat())));
        }
    }
    facets
}

/// Whether the first words of a section say to whom it reports.
pub(super) fn reports(blocks: &[Block], language: &Language) -> bool {
    let lines = Kinds::REPORTS_TO.union(Kinds::APPOINTED_BY);
    let says = |text: &crate::input::text::PlainText| {
        text.as_str().len() < 600
            && super::evidence::found(text.as_str(), language)
                .iter()
                .any(|hit| hit.kinds.has(lines) && hit.end - hit.start > 6)
    };
    matches!(blocks.first(), Some(Block::Paragraph(text)) if says(text))
}

/// The names that diagrams, chains of arrows and tables of bodies give to bodies, as they are compared.
fn said_elsewhere(tree: &HeadingTree) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for block in tree.lead.iter().chain(tree.sections.iter().flat_map(|section| &section.own)) {
        if let Block::Code(code) = block
            && let Some(diagram) = crate::input::diagram::read(&code.language, &code.text)
            && diagram.nodes.len() >= 3
        {
            let names =
                diagram.nodes.iter().filter(|node| !node.is_question).filter_map(|node| node.lines.first());
            said.extend(names.map(|name| super::names::key(&bare(name).flat())));
        }
        if let Block::Table(table) = block
            && tables::bodies(table).is_some_and(|bodies| bodies.has_members || bodies.has_relation)
        {
            said.extend(
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.first())
                    .map(|cell| super::names::key(&bare(cell).flat())),
            );
        }
        for chain in super::charts::chains(block) {
            said.extend(chain.iter().map(|name| super::names::key(&bare(name).flat())));
        }
    }
    said.remove("");
    said
}

/// Posts beside posts are what a page about roles is about, unless a body stands above them, whose members they are.
fn post_siblings(tree: &HeadingTree, headings: &mut HeadingFacts) {
    for_siblings(tree, |siblings| {
        let parent = siblings.first().and_then(|at| tree.parent(*at));
        let is_in_body = parent.is_some_and(|parent| {
            let words = headings.of(parent);
            headings.is_function(parent) || words.is_members() || (words.is_facet() && !words.is_grouping())
        });
        let is_post =
            |at: &usize| headings.scores.get(*at).is_some_and(|s| s.has(Term::PostWord) && s.sum() > 0.0);
        let posts: Vec<usize> = siblings.iter().copied().filter(is_post).collect();
        if is_in_body || posts.len() < 2 {
            return;
        }
        for at in posts {
            if let Some(score) = headings.scores.get_mut(at) {
                score.add(Term::PostSiblings);
            }
        }
    });
}

/// Whether the items of a section's list are of the kind that its heading names: circles below "The circles".
fn lists_its_kind(section: &super::tree::Section, language: &'static Language) -> bool {
    const STEM_CHARS: usize = 4;
    let stem = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        crate::words::fold(last).chars().take(STEM_CHARS).collect::<String>()
    };
    let heading = stem(&bare(&section.heading.text).flat());
    section.own.iter().any(|block| {
        let Block::List(items) = block else { return false };
        let top = items.first().map_or(1, |item| item.depth);
        let mut names = items
            .iter()
            .filter(|item| item.depth == top)
            .filter_map(|item| labels::bold_start(&item.text).map(|end| item.text.slice(0..end).flat()));
        heading.chars().count() == STEM_CHARS
            && names.all(|name| stem(&name) == heading && NameWords::of(&name, language).is_body())
    })
}

/// Whether each item of a list starts with a name in bold and says something of it.
fn names_bodies(items: &[crate::input::page::ListItem]) -> bool {
    let top = items.first().map_or(1, |item| item.depth);
    let own: Vec<_> = items.iter().filter(|item| item.depth == top).collect();
    own.len() >= 2
        && own.iter().all(|item| {
            labels::bold_start(&item.text).is_some_and(|end| {
                item.text.as_str().get(..end).is_some_and(|name| {
                    name.split_whitespace().count() <= 6 && kinds_of(name.trim()).is_empty()
                })
            })
        })
}

/// Siblings with the same facets are bodies of a kind.
fn same_facets(tree: &HeadingTree, facets: &[BTreeSet<String>], headings: &mut HeadingFacts) {
    for_siblings(tree, |siblings| {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for at in siblings {
            for facet in facets.get(*at).into_iter().flatten() {
                *counts.entry(facet).or_default() += 1;
            }
        }
        for at in siblings {
            let shares =
                facets.get(*at).into_iter().flatten().any(|facet| counts.get(facet).is_some_and(|c| *c > 1));
            if let Some(score) = headings.scores.get_mut(*at) {
                score.add_if(shares, Term::SameFacets);
            }
        }
    });
}

/// A facet's word beside others does not count against members and parts that its siblings share.
fn facet_words(headings: &mut HeadingFacts) {
    for (words, score) in headings.words.iter().zip(&mut headings.scores) {
        let is_whole = !words.whole.is_empty() || words.is_members();
        if !is_whole && score.has(Term::Members) && (score.has(Term::SameFacets) || score.has(Term::Facets)) {
            score.drop(Term::FacetWord);
        }
    }
}

/// Nor does a process's word that is not all of a name, where bodies with members stand beside it: a board may be of schools
/// or of elections.
fn process_words(tree: &HeadingTree, headings: &mut HeadingFacts) {
    let is_open = |score: &Score| {
        score.has(Term::ProcessWord) && score.has(Term::Members) && !score.has(Term::Furniture)
    };
    if !headings.scores.iter().any(is_open) {
        return;
    }
    for_siblings(tree, |siblings| {
        let is_beside = |at: &&usize| {
            headings.is_function(**at) && headings.scores.get(**at).is_some_and(|s| s.has(Term::Members))
        };
        if siblings.iter().filter(is_beside).count() < 2 {
            return;
        }
        for at in siblings {
            let is_part = headings.of(*at).whole.is_empty();
            if let Some(score) = headings.scores.get_mut(*at).filter(|score| is_part && is_open(score)) {
                score.drop(Term::ProcessWord);
                score.add(Term::ProcessBeside);
            }
        }
    });
}

/// Where most siblings are functions, one of which nothing is known is one too: first those of which something is, beside
/// as many that are, then the others.
fn like_siblings(tree: &HeadingTree, headings: &mut HeadingFacts) {
    like_siblings_from(tree, 0.55, 0.5, headings);
    like_siblings_from(tree, -0.4, 0.6, headings);
}

fn like_siblings_from(tree: &HeadingTree, least: f64, share: f64, headings: &mut HeadingFacts) {
    for_siblings(tree, |siblings| {
        let open: Vec<usize> = siblings
            .iter()
            .copied()
            .filter(|at| headings.scores.get(*at).is_some_and(|s| s.sum() > -0.4))
            .collect();
        let functions = open.iter().filter(|at| headings.is_function(**at)).count();
        #[expect(clippy::cast_precision_loss, reason = "a share of headings")]
        let of_all = functions as f64 / open.len().max(1) as f64;
        if functions < 2 || of_all < share {
            return;
        }
        for at in open {
            if let Some(score) = headings.scores.get_mut(at) {
                score.add_if(!score.is_enough() && score.sum() > least, Term::LikeSiblings);
            }
        }
    });
}

/// A heading below which functions stand, and whose own noun only gathers them, is none; nor is one whose name is that of
/// its children together.
fn gathering(tree: &HeadingTree, language: &'static Language, headings: &mut HeadingFacts) {
    for at in (0..tree.sections.len()).rev() {
        let Some(section) = tree.sections.get(at) else { continue };
        let inner = section.children.iter().filter(|child| headings.is_function(**child)).count();
        let words = headings.of(at);
        let has_own_members =
            headings.scores.get(at).is_some_and(|s| s.has(Term::Members) || s.has(Term::AspectTable));
        // bodies in the plural, over a table or a diagram of them, or over headings of which each is one
        let shows_bodies = section.own.iter().enumerate().any(|(at, block)| match block {
            Block::List(items) => {
                let before = at.checked_sub(1).and_then(|at| section.own.get(at));
                super::forms::opens_bodies(items, before, words, language)
            }
            Block::Table(table) => tables::bodies(table).is_some_and(|b| b.has_members || b.has_relation),
            Block::Code(_) => true,
            _ => false,
        });
        // nothing is said of it but the bodies that follow
        let has_text = section.own.iter().any(|block| !matches!(block, Block::Steer(..)));
        let is_list =
            section.own.iter().any(|block| matches!(block, Block::List(items) if names_bodies(items)))
                && (matches!(section.own.as_slice(), [Block::List(_)]) || lists_its_kind(section, language));
        if headings.is_function(at)
            && !has_own_members
            && ((inner >= 2 && !has_text) || (is_list && words.is_body()))
        {
            if let Some(score) = headings.scores.get_mut(at) {
                *score = Score::default();
                score.add(Term::GathersOthers);
            }
            if let Some(gathers) = headings.gathers.get_mut(at) {
                *gathers = true;
            }
            continue;
        }
        let is_generic = words.head.has(Kinds::GROUPING)
            && words.head.has(Kinds::BODY.union(Kinds::POST))
            && words.is_sure;
        if is_generic && (shows_bodies || inner >= 2) {
            if let Some(score) = headings.scores.get_mut(at) {
                *score = Score::default();
                score.add(Term::GathersOthers);
            }
            continue;
        }
        let is_plural = words.any.has(Kinds::GROUPING);
        let gathers = (inner >= 1 && is_plural) || (inner >= 2 && !words.is_body());
        if let Some(score) = headings.scores.get_mut(at) {
            score.add_if(gathers && !has_own_members, Term::GathersOthers);
        }
    }
}

fn for_siblings(tree: &HeadingTree, mut visit: impl FnMut(&[usize])) {
    let depth = |at: &usize| tree.sections.get(*at).map_or(0, |section| section.heading.depth);
    // what stands in no other section may be of several depths
    for of_depth in 1..=6 {
        let siblings: Vec<usize> = tree.roots.iter().copied().filter(|at| depth(at) == of_depth).collect();
        visit(&siblings);
    }
    for section in &tree.sections {
        if !section.children.is_empty() {
            visit(&section.children);
        }
    }
}

/// Whether a title says that its page is about roles: its noun is `roles`, or a post in the plural.
pub(super) fn is_about_roles(title: &str) -> bool {
    let kinds = crate::words::hits(title);
    kinds.iter().any(|hit| {
        let whole = title.get(hit.start..hit.end).map(kinds_of).unwrap_or_default();
        whole.has(Kinds::GROUPING) && whole.has(Kinds::MEMBERS)
    })
}
