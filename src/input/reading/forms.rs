//! Functions that are no headings: lines in bold, items of lists, rows of tables, bold subjects of sentences.
use super::bodies::by_words;
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, found, meaning};
use super::items::{item_name, without_article, without_note};
use super::labels;
use super::marks::{self, Member};
use super::names::bare;
use super::nested::{are_bodies, nested_bodies};
use super::people;
use super::tables::{self, ColumnUse};
use super::weights::{ENOUGH, Score, Term};
use crate::input::page::{Block, ListItem, Table};
use crate::input::text::PlainText;
use crate::words::{Kinds, Language, kinds_of};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockPlace {
    /// The section.
    pub(super) section: Option<usize>,
    /// What the section's heading says.
    pub(super) words: NameWords,
    /// Whether the heading, or one above it, gathers bodies.
    pub(super) is_gathered: bool,
    /// Whether it stands in a level.
    pub(super) level: Option<usize>,
    /// Whether it is, or stands in, a function's section.
    pub(super) is_in_function: bool,
    /// Whether it is about a process or the document.
    pub(super) is_process: bool,
    /// Whether it stands below words for plans.
    pub(super) is_planned: bool,
    /// Whether the page is about roles.
    pub(super) is_roles_page: bool,
    /// Whether the title names a body that the page may be the charter of.
    pub(super) is_of_titled_body: bool,
    /// The language of the page.
    pub(super) language: &'static Language,
}

/// The functions that blocks name.
pub(super) fn find<'a>(blocks: &'a [Block], place: &BlockPlace) -> Vec<Candidate<'a>> {
    let mut functions = bold_lines(blocks, place);
    if place.is_in_function {
        functions.extend(inside(blocks, place));
        for candidate in &mut functions {
            candidate.section = candidate.section.or(place.section);
        }
        return functions;
    }
    let has_bold = !functions.is_empty();
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        match block {
            Block::List(items) if !has_bold || is_gathering_label(before, place.language) => {
                functions.extend(list(items, before, place));
            }
            Block::Table(table) => functions.extend(rows(table, place)),
            _ => {}
        }
    }
    if functions.is_empty() {
        functions = subjects(blocks, place);
    }
    for candidate in &mut functions {
        candidate.section = place.section;
        candidate.level = place.level;
    }
    functions
}

/// The bodies that a body's own section gathers, below a heading or behind a lead-in for bodies.
fn inside<'a>(blocks: &'a [Block], place: &BlockPlace) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        let Block::List(items) = block else { continue };
        if opens_bodies(items, before, place.words, place.language) {
            let inner = BlockPlace { is_gathered: true, is_in_function: false, is_process: false, ..*place };
            found.extend(list(items, before, &inner));
        } else if place.words.is_body() && are_bodies(items, before, place.language) {
            found.extend(nested_bodies(items, None, place.language));
        }
    }
    found
}

/// Whether a list is of bodies: the heading above it or the words before it say so, and most of its items are.
pub(super) fn opens_bodies(
    items: &[ListItem],
    before: Option<&Block>,
    heading: NameWords,
    language: &'static Language,
) -> bool {
    let top = items.first().map_or(1, |item| item.depth);
    let own: Vec<&ListItem> = items.iter().filter(|item| item.depth == top).collect();
    let bodies = own.iter().filter(|item| {
        item_name(&item.text, language).is_some_and(|named| {
            let words = NameWords::of(&bare(&named.name).flat(), language);
            words.is_body() && words.is_sure
        })
    });
    (heading.is_bodies() || is_gathering_label(before, language))
        && bodies.count() * 2 > own.len()
        && own.len() > 1
}

/// The functions of lists that a label announces.
pub(super) fn announced<'a>(blocks: &'a [Block], place: &BlockPlace) -> Vec<Candidate<'a>> {
    let mut functions = Vec::new();
    for pair in blocks.windows(2) {
        if let [before, Block::List(items)] = pair
            && is_gathering_label(Some(before), place.language)
        {
            functions.extend(list(items, Some(before), place));
        }
    }
    for candidate in &mut functions {
        candidate.section = place.section;
        candidate.level = place.level;
    }
    functions
}

fn score_in(words: &NameWords, place: &BlockPlace) -> Score {
    let mut score = by_words(words, place.is_roles_page);
    score.add_if(place.is_gathered, Term::Gathered);
    score.add_if(place.is_process && !place.is_gathered, Term::UnderProcess);
    score.add_if(place.is_planned, Term::Planned);
    score
}

/// Where most of a set are functions, those of which nothing is known are too; the others go.
fn settle<'a>(mut set: Vec<(Candidate<'a>, Score)>, fewest: usize) -> Vec<Candidate<'a>> {
    let open = set.iter().filter(|(_, score)| score.sum() > -0.4).count();
    let enough = set.iter().filter(|(_, score)| score.is_enough()).count();
    if enough >= 2 && enough * 5 >= open * 3 {
        for (_, score) in &mut set {
            score.add_if(score.sum() > -0.4 && !score.is_enough(), Term::LikeSiblings);
        }
    }
    let set: Vec<Candidate<'a>> = set
        .into_iter()
        .filter(|(_, score)| score.is_enough())
        .map(|(mut candidate, score)| {
            candidate.sum = score.sum();
            candidate.why = score.why();
            candidate
        })
        .collect();
    if set.len() >= fewest { set } else { Vec::new() }
}

/// `**Name**` on a line of its own, with what follows up to the next.
fn bold_lines<'a>(blocks: &'a [Block], place: &BlockPlace) -> Vec<Candidate<'a>> {
    let mut set: Vec<(Candidate<'a>, Score)> = Vec::new();
    let mut is_open = false;
    // few pages have such lines
    let mut counts: Option<BTreeMap<String, usize>> = None;
    let mut is_once = |name: &PlainText| {
        let counts = counts.get_or_insert_with(|| counted(blocks));
        counts.get(&super::names::key(&name.flat())).is_none_or(|count| *count < 2)
    };
    for block in blocks {
        if let Block::Paragraph(text) = block
            && let Some((name, rest)) = bold_name(text)
        {
            let words = NameWords::of(&name.flat(), place.language);
            let kinds = meaning(&name.flat(), place.language);
            // a label: it tells something of the body before it
            if is_label(kinds, &words) {
                // what is of a process, and is said once behind several bodies, is said of all
                if set.len() > 1 && is_of_all(kinds, &name, place.language) && is_once(&name) {
                    is_open = false;
                    continue;
                }
                if let Some((candidate, _)) = set.last_mut().filter(|_| is_open) {
                    candidate.blocks.push(Cow::Borrowed(block));
                }
                continue;
            }
            let mut score = score_in(&words, place);
            // a colon makes it a label, unless its noun is a body's
            let is_said = words.any.has(Kinds::BODY) || (words.is_post() && words.is_sure);
            let is_named = !name.flat().ends_with([':', '：']) || is_said;
            score.add_if(place.level.is_some() && is_named, Term::InLevel);
            score.add_if(place.is_in_function, Term::UnderBody);
            let mut candidate =
                Candidate::new(without_note(&bare(&name), false, place.language), NameForm::Bold);
            if !rest.is_blank() {
                candidate.blocks.push(Cow::Owned(Block::Paragraph(rest)));
            }
            is_open = true;
            set.push((candidate, score));
        } else if let Some((candidate, score)) = set.last_mut().filter(|_| is_open) {
            score.add_if(
                super::bodies::announces_members(std::slice::from_ref(block), None, place.language),
                Term::Members,
            );
            candidate.blocks.push(Cow::Borrowed(block));
        }
    }
    if place.is_in_function {
        // within a body, only one with members of its own is a body, or one of several
        let several = set.iter().filter(|(_, score)| score.has(Term::BodyWord)).count() >= 2;
        set.retain(|(_, score)| (score.has(Term::Members) || several) && score.has(Term::BodyWord));
    }
    settle(set, 1)
}

/// Whether a label is of a process, and of nothing that each body has.
fn is_of_all(kinds: Kinds, name: &PlainText, language: &Language) -> bool {
    let of_each = Kinds::PURPOSE
        .union(Kinds::DUTIES)
        .union(Kinds::CADENCE)
        .union(Kinds::DECIDES)
        .union(Kinds::MEMBERS)
        .union(Kinds::GROUPING)
        .union(Kinds::MARKED)
        .union(super::content::RELATION_KINDS);
    // "Conflicts of interest" starts with a process's word
    let starts_so = || {
        let plain = name.flat();
        plain.split_whitespace().next().is_some_and(|word| meaning(word, language).has(Kinds::PROCESS))
    };
    !kinds.has(of_each) && (kinds.has(Kinds::PROCESS.union(Kinds::FURNITURE)) || starts_so())
}

/// The bold words at the start of a paragraph that are of a process, and of nothing that each body has.
pub(super) fn said_of_all(block: &Block, language: &'static Language) -> Option<PlainText> {
    let Block::Paragraph(text) = block else { return None };
    let (name, _) = bold_name(text)?;
    is_of_all(meaning(&name.flat(), language), &name, language).then_some(name)
}

/// How many paragraphs start with each words in bold, as names are compared.
fn counted(blocks: &[Block]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for block in blocks {
        if let Block::Paragraph(text) = block
            && let Some((name, _)) = bold_name(text)
        {
            *counts.entry(super::names::key(&name.flat())).or_default() += 1;
        }
    }
    counts
}

/// A paragraph that starts with a line in bold: the name, and the other lines.
fn bold_name(text: &PlainText) -> Option<(PlainText, PlainText)> {
    let plain = text.as_str();
    let first = plain.find('\n').unwrap_or(plain.len());
    let line = text.slice(0..first);
    if !labels::is_all_bold(&line) {
        return None;
    }
    let name = line.flat();
    let count = name.split_whitespace().count();
    if count > 10 || name.ends_with(['.', '!', '?', '。']) {
        return None;
    }
    let line = super::names::without_number(&line);
    Some((line, text.slice((first + 1).min(plain.len())..plain.len())))
}

/// Whether words are a label that tells something of a body, and no body's name.
fn is_label(kinds: Kinds, words: &NameWords) -> bool {
    let facets = Kinds::OF_A_BODY.union(Kinds::CHAIR).union(Kinds::ESCALATES_TO).union(Kinds::GROUPING);
    kinds.has(facets) && !kinds.has(Kinds::BODY)
        || kinds.has(Kinds::GROUPING) && kinds.has(Kinds::BODY)
        || words.is_facet() && !words.is_body() && !words.is_post()
}

/// Whether a paragraph before a list says that bodies follow: `Bodies:`, `It has the following committees:`.
fn is_gathering_label(before: Option<&Block>, language: &Language) -> bool {
    let Some(Block::Paragraph(text)) = before else { return false };
    let words = text.flat();
    let words = words.trim_end();
    if !words.ends_with([':', '：']) {
        return false;
    }
    let last = text.lines().last().map(PlainText::flat).unwrap_or_default();
    let label = meaning(last.trim_end_matches([':', '：']), language);
    let gathers = |kinds: Kinds| kinds.has(Kinds::GROUPING) && !kinds.has(Kinds::MEMBERS);
    // words that announce members make the bodies that follow members of another
    let announces = Kinds::MEMBERS.union(Kinds::ANNOUNCES);
    if label.is_empty()
        && found(&last, language)
            .iter()
            .any(|hit| hit.kinds.has(announces) && !hit.kinds.has(Kinds::GROUPING))
    {
        return false;
    }
    gathers(label)
        || found(&last, language).iter().any(|hit| gathers(hit.kinds) && hit.kinds.has(Kinds::BODY))
}

/// The items of a list that name functions.
fn list<'a>(items: &'a [ListItem], before: Option<&Block>, place: &BlockPlace) -> Vec<Candidate<'a>> {
    let is_said = is_gathering_label(before, place.language);
    let top = items.first().map_or(1, |item| item.depth);
    let is_announced = matches!(before, Some(Block::Paragraph(text)) if {
        let words = text.flat();
        words.ends_with([':', '：']) && found(&words, place.language).iter().any(|hit| hit.kinds.has(Kinds::ANNOUNCES.union(Kinds::MEMBERS)))
            && !is_said
    });
    let is_of_people = people::is_roster(items, place.language);
    // what a charter lists are the body's own matters
    let only_groups = place.is_of_titled_body && !place.is_gathered && !is_said;
    let is_labelled = matches!(before, Some(Block::Paragraph(text)) if text.flat().ends_with([':', '：']) || labels::is_all_bold(text));
    let own_items = items.iter().filter(|item| item.depth == top);
    let is_bold_list = own_items.clone().count() >= 2
        && own_items.clone().all(|item| labels::bold_start(&item.text).is_some())
        && !is_labelled;
    let only_groups = only_groups && !(is_bold_list && most_are_bodies(items, place.language));
    if is_announced || is_of_people || (place.words.is_members() && !place.words.is_grouping()) {
        return Vec::new();
    }
    let mut set: Vec<(Candidate<'a>, Score)> = Vec::new();
    let mut inner: Vec<Candidate<'a>> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        // the items of a group stand nested in it
        if item.depth != top {
            continue;
        }
        let nested: Vec<ListItem> =
            items.iter().skip(at + 1).take_while(|next| next.depth > top).cloned().collect();
        let Some(named) = item_name(&item.text, place.language) else { continue };
        let words = NameWords::of(&named.name.flat(), place.language);
        // "Boards" are bodies, and no body's name
        if words.count == 1 && words.is_bodies() && nested.is_empty() {
            continue;
        }
        if words.is_grouping() && !nested.is_empty() && !named.is_defined {
            let inner = BlockPlace { is_gathered: true, ..*place };
            set.extend(nested_list(&nested, &inner));
            continue;
        }
        if only_groups {
            continue;
        }
        let mut score = score_in(&words, place);
        score.add_if(is_said, Term::Gathered);
        score.add_if(is_bold_list && named.is_defined && place.level.is_some(), Term::InLevel);
        score.add_if(named.is_defined && (is_said || place.is_gathered), Term::OneFacet);
        let starts_with_body = !score.has(Term::BodyWord)
            && named.is_defined
            && NameWords::of(&head_of_sentence(&named.rest), place.language).is_body();
        score.add_if(starts_with_body, Term::BodyWordBeside);
        score.add_if(people::is_sentence(&item.text, place.language) && !named.is_defined, Term::Sentence);
        let mut candidate = Candidate::new(without_article(bare(&named.name)), NameForm::Item);
        candidate.link = named.link;
        if !named.rest.is_blank() {
            candidate.blocks.push(Cow::Owned(Block::Paragraph(named.rest)));
        }
        if words.is_body() && !words.is_grouping() && !place.is_roles_page {
            inner.extend(nested_bodies(&nested, Some(&candidate.name), place.language));
        }
        if !nested.is_empty() {
            candidate.blocks.push(Cow::Owned(Block::List(nested)));
        }
        let has_members = candidate.blocks.iter().any(|block| {
            super::bodies::announces_members(std::slice::from_ref(block.as_ref()), None, place.language)
        });
        score.add_if(has_members, Term::Members);
        set.push((candidate, score));
    }
    // a level may have a single body
    let is_sure = place.level.is_some() && set.iter().all(|(_, score)| score.has(Term::BodyWord));
    let mut found = settle(set, if is_sure { 1 } else { 2 });
    let held: BTreeSet<usize> = found.iter().map(|candidate| candidate.span().start).collect();
    let is_held = |candidate: &Candidate<'_>| {
        candidate.holder.as_ref().is_some_and(|name| held.contains(&name.whole_span().start))
    };
    found.extend(inner.into_iter().filter(is_held));
    found
}

/// Whether most items of a list start with a body's name in bold.
fn most_are_bodies(items: &[ListItem], language: &'static Language) -> bool {
    let top = items.first().map_or(1, |item| item.depth);
    let own: Vec<&ListItem> = items.iter().filter(|item| item.depth == top).collect();
    let named = own.iter().filter(|item| {
        labels::bold_start(&item.text).is_some_and(|end| {
            let words = NameWords::of(&bare(&item.text.slice(0..end)).flat(), language);
            words.is_body() && words.is_sure
        })
    });
    named.count() * 2 > own.len()
}

/// The items of a group, each a body.
fn nested_list<'a>(items: &[ListItem], place: &BlockPlace) -> Vec<(Candidate<'a>, Score)> {
    let top = items.first().map_or(1, |item| item.depth);
    let own = items.iter().filter(|item| item.depth == top);
    own.filter_map(|item| {
        let named = item_name(&item.text, place.language)?;
        let mut score = score_in(&NameWords::of(&named.name.flat(), place.language), place);
        score.add(Term::OneFacet);
        let mut candidate = Candidate::new(bare(&named.name), NameForm::Item);
        candidate.link = named.link;
        if !named.rest.is_blank() {
            candidate.blocks.push(Cow::Owned(Block::Paragraph(named.rest)));
        }
        Some((candidate, score))
    })
    .collect()
}

/// The first words of a sentence, in which a name may stand.
fn head_of_sentence(rest: &PlainText) -> String {
    let plain = rest.flat();
    plain
        .split([',', '.', ';', '=', '/'])
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .take(4)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The rows of a table that name functions.
fn rows<'a>(table: &Table, place: &BlockPlace) -> Vec<Candidate<'a>> {
    let Some(bodies) = tables::bodies(table) else { return Vec::new() };
    let share = tables::share_of_bodies(table, place.language);
    let names: Vec<NameWords> = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| NameWords::of(&cell.flat(), place.language))
        .collect();
    let posts = names.iter().filter(|words| words.is_post()).count();
    let mut sum = 0.0;
    sum += if bodies.says_bodies { Term::Gathered.weight() } else { 0.0 };
    sum += if bodies.has_members { Term::Members.weight() } else { 0.0 };
    sum += if bodies.has_relation { Term::Gathered.weight() } else { 0.0 };
    sum += share * Term::BodyWord.weight();
    sum += if place.is_gathered || place.words.is_body() || place.level.is_some() {
        Term::Gathered.weight()
    } else {
        0.0
    };
    sum += if place.is_planned { Term::Planned.weight() } else { 0.0 };
    let is_ranked = bodies.columns.contains(&ColumnUse::Level);
    sum += if is_ranked { Term::InLevel.weight() } else { 0.0 };
    if bodies.says_roles && !is_ranked {
        let is_of_posts = posts * 2 >= names.len() && (bodies.has_relation || place.is_roles_page);
        sum += if is_of_posts { Term::PostWord.weight() } else { Term::UnderFacet.weight() };
    }
    if sum < ENOUGH {
        return Vec::new();
    }
    table.rows.iter().filter_map(|row| row_of(row, table, &bodies.columns, sum, place)).collect()
}

fn row_of<'a>(
    row: &[PlainText],
    table: &Table,
    columns: &[ColumnUse],
    sum: f64,
    place: &BlockPlace,
) -> Option<Candidate<'a>> {
    let at = columns.iter().position(|column| *column == ColumnUse::Name).unwrap_or(0);
    let cell = row.get(at)?;
    let name = cell.flat();
    let is_note = name.starts_with(['(', '（']) || kinds_of(&name).has(Kinds::VACANT);
    if name.is_empty() || is_note || name.split_whitespace().count() > 10 {
        return None;
    }
    let mut candidate = Candidate::new(bare(cell), NameForm::Row);
    candidate.sum = sum;
    candidate.why = "a row of a table of functions".to_owned();
    let (mut chairs, mut members) = (Vec::new(), Vec::new());
    // beside nothing but a line to another body, how often is how often it reports
    let is_of_lines =
        columns.len() <= 3 && columns.iter().any(|column| matches!(column, ColumnUse::Relation(_)));
    for ((column, cell), head) in columns.iter().zip(row).zip(&table.header) {
        if cell.is_blank() {
            continue;
        }
        match column {
            ColumnUse::Chair | ColumnUse::Office => {
                let mark = marks::of_kinds(kinds_of(&head.flat()));
                // one post has one holder: "Ann Lee, treasurer"
                let found = if people::is_one(cell, place.language) {
                    vec![cell.clone()]
                } else {
                    tables::of_cell(cell, place.language)
                };
                chairs.extend(Member::all(found, mark));
            }
            ColumnUse::Members => members.extend(tables::of_cell(cell, place.language)),
            ColumnUse::About => candidate.blocks.push(Cow::Owned(Block::Paragraph(cell.clone()))),
            ColumnUse::Decides if !kinds_of(&head.flat()).has(Kinds::DECIDERS) => {
                candidate.decides.extend(cell.lines().into_iter().filter(|line| !line.is_blank()));
            }
            ColumnUse::Duties | ColumnUse::Decides => {
                let parts = cell.lines().into_iter().filter(|line| !line.is_blank());
                let items = parts.map(|text| ListItem { text, depth: 1 }).collect();
                candidate.blocks.push(Cow::Owned(Block::List(items)));
            }
            ColumnUse::Cadence if !is_of_lines => candidate.meets = Some(cadence_of(cell)),
            ColumnUse::Cadence => {}
            ColumnUse::Relation(kinds) => candidate.relations.push((*kinds, cell.clone(), head.clone())),
            ColumnUse::Name | ColumnUse::Level | ColumnUse::Other => {}
        }
    }
    candidate.roles = chairs.into_iter().chain(Member::all(members, None)).collect();
    Some(candidate)
}

/// How often, without the bullets that stand as signs in a cell.
fn cadence_of(cell: &PlainText) -> String {
    let lines = cell.lines();
    let bare = lines.iter().map(|line| line.flat().trim_start_matches(['•', '*', '-']).trim().to_owned());
    bare.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Whether a paragraph is bold words and what a dash says of them: `**Board** – twelve members`.
fn is_dashed(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return false };
    labels::bold_start(text).is_some_and(|end| {
        let behind = text.as_str().get(end..).unwrap_or_default().trim_start();
        behind.starts_with(['–', '—']) || behind.starts_with("- ")
    })
}

/// Sentences whose bold subject is a body: `The **audit committee** reads the accounts.` They count where the heading
/// above is about bodies or posts.
pub(super) fn subjects<'a>(blocks: &'a [Block], place: &BlockPlace) -> Vec<Candidate<'a>> {
    const ARTICLE_BYTES: usize = 8;
    let is_about_bodies = place.words.any.has(Kinds::BODY.union(Kinds::POST)) || place.is_gathered;
    if !is_about_bodies && !blocks.iter().any(is_dashed) {
        return Vec::new();
    }
    let mut set = Vec::new();
    for block in blocks {
        let Block::Paragraph(text) = block else { continue };
        let Some(mark) = text.marks().first().filter(|mark| mark.start <= ARTICLE_BYTES) else { continue };
        if mark.dress != crate::input::text::Dress::Strong {
            continue;
        }
        if !is_about_bodies && !is_dashed(block) {
            continue;
        }
        let name = text.slice(mark.start..mark.end);
        let words = NameWords::of(&name.flat(), place.language);
        let mut score = by_words(&words, true);
        score.add(Term::OneFacet);
        let mut candidate = Candidate::new(bare(&name), NameForm::Subject);
        // `**Board** – twelve members`: the name is no part of what is said of it
        let plain = text.as_str();
        let behind = plain.get(mark.end..).unwrap_or_default().trim_start();
        let rest = behind.trim_start_matches(['–', '—', '-', ':', '：']).trim_start();
        candidate.blocks.push(if rest.len() < behind.len() && mark.start == 0 {
            Cow::Owned(Block::Paragraph(text.slice(plain.len() - rest.len()..plain.len())))
        } else {
            Cow::Borrowed(block)
        });
        set.push((candidate, score));
    }
    settle(set, 2)
}
