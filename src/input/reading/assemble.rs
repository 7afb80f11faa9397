//! From what a page names to a draft of the model: content, flows, levels.
use super::candidate::{Candidate, Form};
use super::charts::{self, Chart};
use super::content::{self, Content, Reading};
use super::evidence::Words;
use super::functions::Search;
use super::names::Register;
use super::relations::{self, Relation};
use super::tiers::Level;
use super::trace::{ReadAs, Trace};
use super::{Page, trace_headings};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::input::flows;
use crate::input::page::Block;
use crate::input::text::Text;
use crate::model::{DraftFlow, DraftFunction, DraftLevel, FlowKind, Place};
use crate::words::{FlowColumn, Kinds, flow_column, is_furniture, kinds_of};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Whether the functions stand in levels or in one band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    Levels,
    /// Levels that share a lead-in before their points: what they say are no relations.
    Points,
    One,
}

/// What a page is made of.
pub(super) struct Parts<'a> {
    pub(super) levels: Vec<Level<'a>>,
    pub(super) functions: Vec<Candidate<'a>>,
    pub(super) charts: Vec<Chart>,
    pub(super) band: Band,
}

/// A function with its content, before its flows are known.
struct Body {
    draft: DraftFunction,
    level: usize,
    relations: Vec<(Kinds, Text, Text)>,
}

/// Makes the draft's levels and flows.
pub(super) fn assemble(
    parts: Parts<'_>,
    search: &Search<'_>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> Page {
    let Parts { levels, mut functions, charts, band } = parts;
    // a function that no level names stands with the one before it
    let mut last = 0;
    for function in &mut functions {
        last = function.level.unwrap_or(last);
        function.level = Some(last);
    }
    let shared = shared(&levels, &functions);
    let reading = Reading { language: search.language, own_label: search.own_label, shared: &shared };
    let mut drafts: Vec<DraftLevel> = Vec::new();
    let mut extra: Vec<Body> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        drafts.push(level_of(level, at, &functions, &reading, &mut extra, findings, trace));
    }
    if band == Band::One {
        drafts.push(DraftLevel { implicit: true, ..DraftLevel::default() });
    }
    let mut bodies: Vec<Body> = Vec::new();
    for function in &functions {
        let content = content_of(function, search, &reading, findings, trace);
        let level = function.level.unwrap_or(0);
        if let Some(draft) = drafts.get_mut(level) {
            draft.points.extend(content.shared.iter().cloned());
        }
        trace.add(function.span(), &function.name, ReadAs::Function, function.why.clone());
        bodies.push(body_of(function, content, level));
    }
    let contents: Vec<Vec<&Block>> = functions.iter().map(Candidate::content).collect();
    bodies.extend(extra);
    let taken: BTreeSet<usize> = functions
        .iter()
        .filter_map(|f| f.section)
        .chain(levels.iter().filter_map(|level| level.section))
        .collect();
    trace_headings(search, &taken, trace);

    if band == Band::One {
        super::doubts::report(&functions, search, findings);
    }
    let mut register = Register::of(search.language);
    let mut flows = written_flows(search, findings);
    let is_written = !flows.is_empty();
    for (at, body) in bodies.iter().enumerate() {
        register.add(at, &body.draft.name);
    }
    let mut stated = match band {
        Band::Points => Vec::new(),
        // written flows are all the flows there are
        _ if is_written => {
            name_in_full(&mut flows, &bodies, &drafts, &register);
            register = Register::default();
            Vec::new()
        }
        Band::Levels | Band::One => {
            let covered: BTreeSet<usize> = functions.iter().filter_map(heading_of).collect();
            let Stated { relations, unplaced, broken } =
                stated(&bodies, &contents, &covered, search, &register);
            keep(unplaced, &mut bodies, findings);
            broken.into_iter().for_each(|span| findings.push(broken_chain(span)));
            relations
        }
    };
    for chart in &charts {
        stated.extend(chart.relations(&register, trace));
    }
    if !is_written {
        flows.extend(drawn(&stated, &bodies, &drafts));
    }
    for body in bodies {
        if let Some(level) = drafts.get_mut(body.level) {
            level.functions.push(body.draft);
        }
    }
    Page { levels: drafts, flows, ..Page::default() }
}

/// The lead-ins that several levels share.
fn shared(levels: &[Level<'_>], functions: &[Candidate<'_>]) -> BTreeSet<String> {
    if levels.len() < 2 {
        return BTreeSet::new();
    }
    let all = levels.iter().enumerate().map(|(at, level)| {
        let own = level.blocks.iter().map(AsRef::as_ref);
        let inner = functions
            .iter()
            .filter(move |f| f.level == Some(at))
            .flat_map(|f| f.blocks.iter().map(AsRef::as_ref));
        own.chain(inner).collect::<Vec<&Block>>()
    });
    content::shared_lead_ins(all)
}

fn level_of(
    level: &Level<'_>,
    at: usize,
    functions: &[Candidate<'_>],
    reading: &Reading<'_>,
    extra: &mut Vec<Body>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> DraftLevel {
    let blocks: Vec<&Block> = level.blocks.iter().map(AsRef::as_ref).collect();
    let words = Words::of(&level.name.flat(), reading.language);
    let own = content::read(&blocks, &words, reading, findings, trace);
    trace.add(level.name.whole_span(), &level.name, ReadAs::Level, "it ranks what stands below it");
    let is_empty = !functions.iter().any(|function| function.level == Some(at));
    let mut draft = DraftLevel {
        name: level.name.flat(),
        link: level.link.as_ref().map(Text::flat),
        place: Place(Some(level.name.whole_span())),
        ..DraftLevel::default()
    };
    // a level that only says who decides there holds those
    if is_empty && own.deciders.len() > 1 {
        for name in &own.deciders {
            trace.add(name.whole_span(), name, ReadAs::Function, "the level says that it decides there");
            extra.push(Body { draft: bare_function(name), level: at, relations: Vec::new() });
        }
    }
    report_roles(&own, findings);
    draft.summary = own.prose;
    draft.points = own.points;
    draft.points.extend(own.shared);
    draft
}

fn bare_function(name: &Text) -> DraftFunction {
    DraftFunction { name: name.flat(), place: Place(Some(name.whole_span())), ..DraftFunction::default() }
}

fn report_roles(own: &Content, findings: &mut Findings) {
    // roles of a level in so many words were meant for a function; of a level's people in other words nothing is lost
    let severity = if own.is_strict { Severity::Warning } else { Severity::Note };
    for role in &own.roles {
        findings.push(
            Diagnostic::new(
                severity,
                Code::RolesOutside,
                format!("\"{}\" is a role of a level and not drawn", role.name),
            )
            .at(role.place.0)
            .hint("put the roles below the `###` heading of the function that they hold"),
        );
    }
}

fn content_of(
    function: &Candidate<'_>,
    search: &Search<'_>,
    reading: &Reading<'_>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> Content {
    let known = function.section.filter(|_| function.form == Form::Heading);
    let words = match known {
        Some(at) => search.headings.of(at),
        None => Words::of(&function.name.flat(), reading.language),
    };
    content::read(&function.content(), &words, reading, findings, trace)
}

fn body_of(function: &Candidate<'_>, content: Content, level: usize) -> Body {
    let mut roles = content.roles;
    // two lists of one body's members are the same people in other words: the fuller one counts
    if function.roles.len() > roles.len() {
        roles = Vec::new();
        let mut seen = BTreeSet::new();
        for role in &function.roles {
            let name = role.flat();
            if !name.is_empty() && seen.insert(crate::words::fold(&name)) {
                roles.push(crate::model::DraftRole { name, place: Place(Some(role.whole_span())) });
            }
        }
    }
    let mut relations = function.relations.clone();
    relations.extend(content.relations);
    Body {
        draft: DraftFunction {
            name: function.name.flat(),
            description: content.prose,
            points: content.points,
            roles,
            link: function.link.as_ref().map(Text::flat),
            place: Place(Some(function.span())),
            ..DraftFunction::default()
        },
        level,
        relations,
    }
}

/// The flows of the page's tables.
fn written_flows(search: &Search<'_>, findings: &mut Findings) -> Vec<DraftFlow> {
    let lead = search.tree.lead.iter();
    let blocks = lead.chain(search.tree.sections.iter().flat_map(|section| &section.own));
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            found.extend(flows::from_table(table, findings));
        }
    }
    // lists below a heading that says that flows follow
    for section in &search.tree.sections {
        let name = super::names::bare(&section.heading.text).flat();
        if flow_column(&name) != Some(FlowColumn::Flow) {
            continue;
        }
        for block in &section.own {
            if let Block::List(items) = block {
                let items: Vec<Text> = items.iter().map(|item| item.text.clone()).collect();
                found.extend(flows::from_list(&items, findings));
            }
        }
    }
    found
}

/// Whether a section's table or list is read as flows.
pub(super) fn holds_flows(section: &super::tree::Section) -> bool {
    let is_named = flow_column(&super::names::bare(&section.heading.text).flat()) == Some(FlowColumn::Flow);
    section.own.iter().any(|block| match block {
        Block::Table(table) => flows::is_flow_table(table),
        Block::List(_) => is_named,
        _ => false,
    })
}

/// Ends of written flows that are called by their head noun, by their names: "Board" for the only "Board of Directors".
fn name_in_full(flows: &mut [DraftFlow], bodies: &[Body], levels: &[DraftLevel], register: &Register) {
    let known: BTreeSet<String> = levels.iter().map(|level| super::names::key(&level.name)).collect();
    // a long table repeats its ends
    let mut seen: BTreeMap<String, Option<String>> = BTreeMap::new();
    let full = |end: &str| {
        let key = super::names::key(end);
        let body = register.inflected(&key).and_then(|at| bodies.get(at))?;
        let is_known = known.contains(&key) || register.find(end).is_some() || end.contains(" / ");
        (!is_known).then(|| body.draft.name.clone())
    };
    for end in flows.iter_mut().flat_map(|flow| [&mut flow.from, &mut flow.to]) {
        let name = match seen.get(end.as_str()) {
            Some(name) => name.clone(),
            None => seen.entry(end.clone()).or_insert_with_key(|end| full(end)).clone(),
        };
        if let Some(name) = name {
            *end = name;
        }
    }
}

/// The section that a function is the heading of.
fn heading_of(function: &Candidate<'_>) -> Option<usize> {
    function.section.filter(|_| function.form == Form::Heading)
}

/// What a page states of how its bodies stand to each other.
#[derive(Default)]
struct Stated {
    relations: Vec<Relation>,
    /// What labels and columns say of a body and something that is none of the page's: its label, and its name.
    unplaced: Vec<(usize, Text, Text)>,
    /// Where chains of arrows start some of whose names are no function's.
    broken: Vec<Span>,
}

impl Stated {
    fn label(&mut self, body: usize, said: &(Kinds, Text, Text), register: &Register) {
        let (kinds, names, label) = said;
        let found = relations::of_label(body, *kinds, names, label, register);
        if found.is_empty() && !relations::is_of(body, names, register) {
            self.unplaced.push((body, label.clone(), names.clone()));
        }
        self.relations.extend(found);
    }
}

/// The relations that labels, columns, sentences and chains state. `covered` are the sections of functions, whose content is
/// read with them.
fn stated(
    bodies: &[Body],
    contents: &[Vec<&Block>],
    covered: &BTreeSet<usize>,
    search: &Search<'_>,
    register: &Register,
) -> Stated {
    let mut found = Stated::default();
    for (at, body) in bodies.iter().enumerate() {
        for said in &body.relations {
            found.label(at, said, register);
        }
    }
    for (at, blocks) in contents.iter().enumerate() {
        found.relations.extend(relations::of_sentences(Some(at), blocks, register));
    }
    // sentences outside the bodies' own sections name both ends
    let is_free =
        |at: &usize| !covered.contains(at) && !search.tree.above(*at).any(|up| covered.contains(&up));
    let free = (0..search.tree.sections.len()).filter(is_free);
    let free = free.filter_map(|at| search.tree.sections.get(at)).flat_map(|section| &section.own);
    let free: Vec<&Block> = search.tree.lead.iter().chain(free).collect();
    found.relations.extend(relations::of_sentences(None, &free, register));
    let lead = search.tree.lead.iter();
    for block in lead.chain(search.tree.sections.iter().flat_map(|section| &section.own)) {
        for chain in charts::chains(block) {
            let flows = relations::of_chain(&chain, register);
            let known = chain.iter().filter(|name| register.find_short(&name.flat()).is_some()).count();
            if known >= 2 && flows.len() + 1 < chain.len() {
                found.broken.extend(chain.first().map(Text::whole_span));
            }
            found.relations.extend(flows);
        }
        if let Block::Table(table) = block {
            of_table(table, register, &mut found);
        }
    }
    found
}

/// Keeps what is said of a body and something outside the page as a point of the body, and says that it is no arrow.
fn keep(unplaced: Vec<(usize, Text, Text)>, bodies: &mut [Body], findings: &mut Findings) {
    for (body, label, names) in unplaced {
        let Some(body) = bodies.get_mut(body) else { continue };
        let name = names.flat();
        let label = label.flat();
        let point = if label.is_empty() { name.clone() } else { format!("{label}: {name}") };
        if !body.draft.points.contains(&point) {
            body.draft.points.push(point);
        }
        findings.push(
            Diagnostic::new(
                Severity::Note,
                Code::FlowNotDrawn,
                format!("what is said of \"{name}\" is not drawn as a flow: no function is named so"),
            )
            .at(names.whole_span())
            .hint(
                "it stands among the points of its function; name one of the functions as its heading does to draw an arrow",
            ),
        );
    }
}

fn broken_chain(span: Span) -> Diagnostic {
    let message = "not every arrow of this chain is drawn: some of its names are no function's";
    Diagnostic::new(Severity::Note, Code::FlowNotDrawn, message)
        .at(span)
        .hint("give each of them a heading, or write the flows in a table with From and To")
}

/// A table that says to whom each body reports.
fn of_table(table: &crate::input::page::Table, register: &Register, found: &mut Stated) {
    let Some(bodies) = super::tables::bodies(table).filter(|bodies| bodies.has_relation) else { return };
    for row in &table.rows {
        let Some(body) = row.first().and_then(|cell| register.find_short(&cell.flat())) else { continue };
        // beside nothing but the line itself, how often is how often it reports
        let is_of_lines = bodies.columns.len() <= 3;
        let cadence = bodies.columns.iter().zip(row).find(|(c, _)| **c == super::tables::Column::Cadence);
        let cadence = cadence.filter(|_| is_of_lines).map(|(_, cell)| cell.clone());
        for ((column, cell), head) in bodies.columns.iter().zip(row).zip(&table.header) {
            if let super::tables::Column::Relation(kinds) = column {
                let label = cadence.clone().unwrap_or_else(|| head.clone());
                let flows = relations::of_label(body, *kinds, cell, &label, register);
                if flows.is_empty() && !relations::is_of(body, cell, register) {
                    found.unplaced.push((body, head.clone(), cell.clone()));
                }
                found.relations.extend(flows);
            }
        }
    }
}

/// Stated relations as flows, each once.
fn drawn(stated: &[Relation], bodies: &[Body], levels: &[DraftLevel]) -> Vec<DraftFlow> {
    let mut seen = BTreeMap::new();
    let mut flows: Vec<DraftFlow> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for body in bodies {
        *counts.entry(body.draft.name.as_str()).or_default() += 1;
    }
    let end = |at: usize| {
        let body = bodies.get(at);
        let name = body.map_or("", |body| body.draft.name.as_str());
        let level = body.and_then(|body| levels.get(body.level)).filter(|level| !level.implicit);
        match level {
            Some(level) if counts.get(name).is_some_and(|count| *count > 1) => {
                format!("{} / {name}", level.name)
            }
            _ => name.to_owned(),
        }
    };
    for relation in stated {
        let key = (relation.from, relation.to);
        if let Some(at) = seen.get(&key).copied() {
            // a later statement may say what the arrow is about
            if let Some(flow) = flows.get_mut::<usize>(at)
                && flow.label.is_empty()
            {
                flow.label.clone_from(&relation.label);
            }
            continue;
        }
        seen.insert(key, flows.len());
        let place = Place(Some(relation.place));
        let kind = match (relation.is_mutual, relation.is_dotted) {
            (true, _) => FlowKind::Mutual,
            (_, true) => FlowKind::Feedback,
            _ => FlowKind::Directs,
        };
        flows.push(DraftFlow {
            from: end(relation.from),
            to: end(relation.to),
            label: relation.label.clone(),
            kind,
            place,
            from_place: place,
            to_place: place,
            soft: true,
        });
    }
    flows
}

/// What is no level on a page of levels though it has functions with roles, or a dated heading that looks like one.
pub(super) fn left_out_of_levels(
    search: &Search<'_>,
    levels: &[usize],
    findings: &mut Findings,
    trace: &mut Trace,
) {
    let levels: BTreeSet<usize> = levels.iter().copied().collect();
    let depth =
        levels.first().and_then(|at| search.tree.sections.get(*at)).map(|section| section.heading.depth);
    for (at, section) in search.tree.sections.iter().enumerate() {
        if Some(section.heading.depth) != depth || levels.contains(&at) {
            continue;
        }
        let name = section.name();
        if crate::words::is_dated(&name) && crate::words::has_level_word(&name) {
            findings.push(super::slips::dated(&section.heading));
            continue;
        }
        let is_other = is_furniture(&super::names::bare(&section.heading.text).flat());
        let has_roles =
            section.children.iter().any(|child| {
                search.tree.sections.get(*child).is_some_and(|c| {
                    super::bodies::announces_members(&c.own, search.own_label, search.language)
                })
            });
        if !is_other && has_roles {
            findings.push(left_out(&section.heading));
            trace.add(
                section.heading.text.whole_span(),
                &section.heading.text,
                ReadAs::LeftOut,
                "it lacks the word that the levels have",
            );
        }
    }
}

fn left_out(heading: &crate::input::page::Heading) -> Diagnostic {
    let name = heading.text.flat();
    let message =
        format!("\"{name}\" has functions with roles, but lacks the word that the levels' headings have");
    Diagnostic::new(Severity::Warning, Code::LeftOut, format!("{message}: it is not drawn"))
        .at(heading.text.whole_span())
        .hint(
            "put that word into it, or list the headings that are levels under `levels` in the front matter",
        )
}

/// Headings that wrap all functions of a page in two or more sets, and are neither bodies nor words that only gather: the
/// page groups its functions by them.
pub(super) fn wrappers(search: &Search<'_>, functions: &[Candidate<'_>]) -> Option<Vec<usize>> {
    let mut parents = Vec::new();
    for function in functions {
        let parent = search.tree.parent(function.section?)?;
        let words = search.headings.of(parent);
        let kinds = kinds_of(&search.tree.sections.get(parent)?.name());
        let is_plain = !words.is_grouping()
            && !words.is_process()
            && !words.is_facet()
            && !words.is_body()
            && kinds.is_empty();
        if !is_plain || words.is_sentence {
            return None;
        }
        if parents.last() != Some(&parent) {
            parents.push(parent);
        }
    }
    parents.sort_unstable();
    parents.dedup();
    let depths: BTreeSet<u8> = parents
        .iter()
        .filter_map(|at| search.tree.sections.get(*at))
        .map(|section| section.heading.depth)
        .collect();
    (parents.len() >= 2 && depths.len() == 1).then_some(parents)
}

/// Functions with the wrapper that each stands in for its level.
pub(super) fn in_wrappers<'a>(
    search: &Search<'_>,
    functions: Vec<Candidate<'a>>,
    wrappers: &[usize],
) -> Vec<Candidate<'a>> {
    let mut functions = functions;
    for function in &mut functions {
        let parent = function.section.and_then(|at| search.tree.parent(at));
        function.level = parent.and_then(|parent| wrappers.iter().position(|at| *at == parent));
    }
    functions
}

/// A level's own blocks.
pub(super) fn own<'a>(blocks: &'a [Block]) -> Vec<Cow<'a, Block>> {
    blocks.iter().map(Cow::Borrowed).collect()
}
