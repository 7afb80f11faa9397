//! From what a page names to a draft of the model: content, flows, levels.
use super::candidate::{Candidate, NameForm};
use super::charts::PageChart;
use super::content::{self, ContentRules, Of, ReadContent};
use super::ends::Ends;
use super::evidence::NameWords;
use super::functions::FunctionSearch;
use super::links;
use super::names::{Register, key};
use super::relations::{self, Registers};
use super::stated::{self, Stated};
use super::tiers::Level;
use super::trace::{ReadAs, Trace};
use super::{ReadPage, trace_headings};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::input::flows;
use crate::input::page::Block;
use crate::input::text::PlainText;
use crate::model::{DraftFlow, DraftFunction, DraftLevel, DraftRole, Place, RoleMark};
use crate::words::{FlowColumn, Kinds, Language, flow_column, fold, is_furniture, kinds_of};
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
pub(super) struct PageParts<'a> {
    pub(super) levels: Vec<Level<'a>>,
    pub(super) functions: Vec<Candidate<'a>>,
    pub(super) charts: Vec<PageChart>,
    pub(super) band: Band,
}

/// A function with its content, before its flows are known.
pub(super) struct FunctionBody {
    pub(super) draft: DraftFunction,
    pub(super) level: usize,
    /// The body that it stands within.
    pub(super) within: Option<usize>,
    pub(super) relations: Vec<(Kinds, PlainText, PlainText)>,
}

/// Makes the draft's levels and flows.
pub(super) fn assemble(
    parts: PageParts<'_>,
    search: &FunctionSearch<'_>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> ReadPage {
    let PageParts { levels, mut functions, charts, band } = parts;
    // a function that no level names stands with the one before it
    let mut last = 0;
    for function in &mut functions {
        last = function.level.unwrap_or(last);
        function.level = Some(last);
    }
    let shared = shared(&levels, &functions);
    let listed = [NameForm::Item, NameForm::Box];
    let names: BTreeSet<usize> = functions
        .iter()
        .filter(|function| listed.contains(&function.form))
        .map(|function| function.span().start)
        .collect();
    let reading = ContentRules {
        language: search.language,
        own_label: search.own_label,
        shared: &shared,
        names: &names,
    };
    without_inner(&mut functions);
    let arrows = super::arrows::between(&mut functions);
    let mut drafts: Vec<DraftLevel> = Vec::new();
    let mut extra: Vec<FunctionBody> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        drafts.push(level_of(level, at, &functions, &reading, &mut extra, findings, trace));
    }
    if band == Band::One {
        drafts.push(DraftLevel { implicit: true, ..DraftLevel::default() });
    }
    let mut bodies: Vec<FunctionBody> = Vec::new();
    let sections: BTreeMap<usize, usize> = functions
        .iter()
        .enumerate()
        .filter(|(_, function)| function.form == NameForm::Heading)
        .filter_map(|(at, function)| Some((function.section?, at)))
        .collect();
    let mut holders = Register::default();
    if functions.iter().any(|function| function.holder.is_some()) {
        functions.iter().enumerate().for_each(|(at, function)| holders.add(at, &function.name.flat()));
    }
    let mut names_of_bodies: Option<BTreeSet<String>> = None;
    for function in &functions {
        let mut content = content_of(function, search, &reading, findings, trace);
        if !content.told.is_empty() {
            let names = names_of_bodies
                .get_or_insert_with(|| functions.iter().map(|function| key(&function.name.flat())).collect());
            let told = std::mem::take(&mut content.told);
            content
                .roles
                .retain(|role| !told.contains(&fold(&role.name)) || !names.contains(&key(&role.name)));
        }
        let level = function.level.unwrap_or(0);
        if let Some(draft) = drafts.get_mut(level) {
            draft.points.extend(content.shared.iter().cloned());
        }
        trace.add(function.span(), &function.name, ReadAs::Function, function.why.clone());
        let mut body = body_of(function, content, level, search.language);
        body.within = match &function.holder {
            Some(holder) => holders.find(&holder.flat()),
            None => function.within.and_then(|section| sections.get(&section)).copied(),
        };
        bodies.push(body);
    }
    links::of_functions(search.links, &functions, &mut bodies);
    links::of_levels(search.links, &levels, &mut drafts);
    let contents: Vec<Vec<&Block>> = functions.iter().map(Candidate::content).collect();
    bodies.extend(extra);
    let taken: BTreeSet<usize> = functions
        .iter()
        .filter_map(|f| f.section)
        .chain(levels.iter().filter_map(|level| level.section))
        .collect();
    decisions_of_matrices(search, &mut bodies, trace);
    trace_bold(search, &functions, trace);
    trace_headings(search, &taken, trace);

    if band == Band::One {
        super::doubts::report(&functions, search, findings);
    }
    let mut flows = written_flows(search, findings);
    let is_written = !flows.is_empty();
    let ends = Ends { bodies: &bodies, outside: search.outside, levels: &drafts, outcomes: search.outcomes };
    // where each end of what is written names a part in full, nobody is looked for
    let is_plain = is_written && ends.are_in_full(&flows);
    let mut registers = if is_plain { Registers::default() } else { ends.registers(search.language) };
    let mut stated = match band {
        Band::Points => Stated::default(),
        // written flows are all the flows there are
        _ if is_written => {
            ends.name_in_full(&mut flows, &registers);
            registers = Registers::default();
            Stated::default()
        }
        Band::Levels | Band::One => {
            let covered: BTreeSet<usize> = functions.iter().filter_map(heading_of).collect();
            stated::stated(&ends, &contents, &covered, search, &registers)
        }
    };
    if band == Band::Levels && !is_written {
        for (at, level) in levels.iter().enumerate() {
            let blocks: Vec<&Block> = level.blocks.iter().map(AsRef::as_ref).collect();
            let own = relations::of_sentences(Some(ends.level(at)), &blocks, &registers);
            // what a level says of its own bodies is said of them, and what it says of itself leads to another level
            stated.relations.extend(own.into_iter().filter(|relation| ends.fits(relation)));
        }
    }
    if !is_written && band != Band::Points {
        let first = bodies.len() + search.outside.len() - search.said_outside.len();
        for (at, named) in (first..).zip(search.said_outside) {
            let blocks: Vec<&Block> = named.blocks.iter().collect();
            stated.relations.extend(relations::of_sentences(Some(at), &blocks, &registers));
        }
    }
    if !is_written && band != Band::Points {
        stated.relations.extend(arrows);
    }
    for chart in &charts {
        stated.relations.extend(chart.relations(&registers.bodies, trace));
    }
    if !is_written {
        flows.extend(ends.drawn(&stated.relations));
    }
    stated.tell(&mut bodies, findings);
    nest(bodies, &mut drafts);
    ReadPage { levels: drafts, flows, ..ReadPage::default() }
}

/// Notes the lines in bold that are said of all the bodies before them, and so of none.
fn trace_bold(search: &FunctionSearch<'_>, functions: &[Candidate<'_>], trace: &mut Trace) {
    if !functions.iter().any(|function| function.form == NameForm::Bold) {
        return;
    }
    let taken: BTreeSet<usize> =
        functions.iter().flat_map(|function| &function.blocks).map(|block| block.span().start).collect();
    let blocks = search.tree.lead.iter().chain(search.tree.sections.iter().flat_map(|section| &section.own));
    for block in blocks.filter(|block| !taken.contains(&block.span().start)) {
        if let Some(name) = super::forms::said_of_all(block, search.language) {
            trace.add(name.whole_span(), &name, ReadAs::LeftOut, "its words are of a process");
        }
    }
}

/// Takes what bold lines say of a body within another out of what is said of that one.
fn without_inner(functions: &mut [Candidate<'_>]) {
    let inner: Vec<(usize, usize, usize)> = functions
        .iter()
        .filter(|function| function.form == NameForm::Bold)
        .filter_map(|function| {
            let start = function.span().start;
            let end = function.blocks.iter().map(|block| block.span().end).max().unwrap_or(start);
            Some((function.within?, start, end.max(function.span().end)))
        })
        .collect();
    for (section, start, end) in inner {
        let holders =
            functions.iter_mut().filter(|f| f.form == NameForm::Heading && f.section == Some(section));
        for holder in holders {
            holder.blocks.retain(|block| {
                let span = block.span();
                span.start < start || span.end > end
            });
        }
    }
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
    super::leads::shared_lead_ins(all)
}

fn level_of(
    level: &Level<'_>,
    at: usize,
    functions: &[Candidate<'_>],
    reading: &ContentRules<'_>,
    extra: &mut Vec<FunctionBody>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> DraftLevel {
    let blocks: Vec<&Block> = level.blocks.iter().map(AsRef::as_ref).collect();
    let words = NameWords::of(&level.name.flat(), reading.language);
    let own = content::read(&blocks, Of::Level, &words, reading, findings, trace);
    trace.add(level.name.whole_span(), &level.name, ReadAs::Level, "it ranks what stands below it");
    let is_empty = !functions.iter().any(|function| function.level == Some(at));
    let mut draft = DraftLevel {
        name: level.name.flat(),
        link: level.link.as_ref().map(PlainText::flat),
        place: Place(Some(level.name.whole_span())),
        ..DraftLevel::default()
    };
    // a level that only says who decides there holds those
    if is_empty && own.deciders.len() > 1 {
        for name in &own.deciders {
            trace.add(name.whole_span(), name, ReadAs::Function, "the level says that it decides there");
            extra.push(FunctionBody {
                draft: bare_function(name),
                level: at,
                within: None,
                relations: Vec::new(),
            });
        }
    }
    report_roles(&own, findings);
    draft.summary = own.prose;
    draft.points = own.points;
    draft.points.extend(own.shared);
    draft
}

fn bare_function(name: &PlainText) -> DraftFunction {
    DraftFunction { name: name.flat(), place: Place(Some(name.whole_span())), ..DraftFunction::default() }
}

fn report_roles(own: &ReadContent, findings: &mut Findings) {
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
    search: &FunctionSearch<'_>,
    reading: &ContentRules<'_>,
    findings: &mut Findings,
    trace: &mut Trace,
) -> ReadContent {
    let known = function.section.filter(|_| function.form == NameForm::Heading);
    let words = match known {
        Some(at) => search.headings.of(at),
        None => NameWords::of(&function.name.flat(), reading.language),
    };
    content::read(&function.content(), Of::Function, &words, reading, findings, trace)
}

fn body_of(
    function: &Candidate<'_>,
    content: ReadContent,
    level: usize,
    language: &'static Language,
) -> FunctionBody {
    let mut given: Vec<DraftRole> = Vec::new();
    let mut seen = BTreeSet::new();
    for member in &function.roles {
        let role = member.role(language);
        if !role.name.is_empty() && seen.insert(fold(&role.name)) {
            given.push(role);
        }
    }
    // two lists of one body's members are the same people in other words: the fuller one counts
    let (mut roles, other) = match function.roles.len() > content.roles.len() {
        true => (given, content.roles),
        false => (content.roles, given),
    };
    let marks: BTreeMap<String, RoleMark> =
        other.iter().filter_map(|role| Some((fold(&role.name), role.mark?))).collect();
    for role in &mut roles {
        role.mark = role.mark.or_else(|| marks.get(&fold(&role.name)).copied());
    }
    let mut relations = function.relations.clone();
    relations.extend(content.relations);
    let of_column = function.decides.iter().flat_map(|cell| {
        let plain = cell.flat();
        let parts = plain.split([';', '；']).map(|part| part.trim().to_owned());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
    });
    let mut decides = content.decides;
    let mut known: BTreeSet<String> = decides.iter().map(|words| fold(words)).collect();
    decides.extend(of_column.filter(|words| known.insert(fold(words))));
    FunctionBody {
        draft: DraftFunction {
            name: function.name.flat(),
            description: content.prose,
            points: content.points,
            meets: content.meets.or_else(|| function.meets.clone()),
            decides,
            roles,
            link: function.link.as_ref().map(PlainText::flat),
            place: Place(Some(function.span())),
            ..DraftFunction::default()
        },
        level,
        within: None,
        relations,
    }
}

/// What somebody alone answers for in a table of who is responsible for what, that they decide.
fn decisions_of_matrices(search: &FunctionSearch<'_>, bodies: &mut [FunctionBody], trace: &mut Trace) {
    // few pages have such a table
    let mut register: Option<Register> = None;
    let lead = search.tree.lead.iter().map(|block| (None, block));
    let own = search.tree.sections.iter();
    let own =
        own.flat_map(|section| section.own.iter().map(move |block| (Some(&section.heading.text), block)));
    for (heading, block) in lead.chain(own) {
        let Block::Table(table) = block else { continue };
        let mut found = false;
        for (column, activity) in super::tables::decided_alone(table) {
            let register = register.get_or_insert_with(|| {
                // "Board" heads the column of the only board
                let mut register = Register::of(search.language);
                bodies.iter().enumerate().for_each(|(at, body)| register.add(at, &body.draft.name));
                register
            });
            let body = register.find_short(&column.flat()).and_then(|at| bodies.get_mut(at));
            if let Some(body) = body {
                body.draft.decides.push(activity.flat());
                found = true;
            }
        }
        let why = "a table of who is responsible for what: who alone is accountable decides";
        if let Some(heading) = heading.filter(|heading| found && !trace.has(heading.whole_span())) {
            trace.add(heading.whole_span(), heading, ReadAs::About, "what stands below it says who decides");
        }
        if found {
            trace.say(table.span, "", ReadAs::About, why);
        }
    }
}

/// Puts each body into its level, or into the body that it stands within.
fn nest(bodies: Vec<FunctionBody>, levels: &mut [DraftLevel]) {
    // one step deep: what stands within a body within another stands beside it
    let within: Vec<Option<usize>> = (0..bodies.len())
        .map(|at| {
            let parent = |at: usize| bodies.get(at).and_then(|body| body.within).filter(|above| *above != at);
            let mut top = parent(at)?;
            let mut steps = 0;
            while let Some(above) = parent(top).filter(|_| steps < bodies.len()) {
                top = above;
                steps += 1;
            }
            (top != at).then_some(top)
        })
        .collect();
    let mut inner: BTreeMap<usize, Vec<DraftFunction>> = BTreeMap::new();
    let mut outer: Vec<(usize, FunctionBody)> = Vec::new();
    for ((at, body), within) in bodies.into_iter().enumerate().zip(within) {
        match within {
            Some(above) => inner.entry(above).or_default().push(body.draft),
            None => outer.push((at, body)),
        }
    }
    for (at, mut body) in outer {
        body.draft.functions = inner.remove(&at).unwrap_or_default();
        if let Some(level) = levels.get_mut(body.level) {
            level.functions.push(body.draft);
        }
    }
}

/// The flows of the page's tables.
fn written_flows(search: &FunctionSearch<'_>, findings: &mut Findings) -> Vec<DraftFlow> {
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
                let items: Vec<PlainText> = items.iter().map(|item| item.text.clone()).collect();
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

/// The section that a function is the heading of.
fn heading_of(function: &Candidate<'_>) -> Option<usize> {
    function.section.filter(|_| function.form == NameForm::Heading)
}

/// What is no level on a page of levels though it has functions with roles, or a dated heading that looks like one.
pub(super) fn left_out_of_levels(
    search: &FunctionSearch<'_>,
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
pub(super) fn wrappers(search: &FunctionSearch<'_>, functions: &[Candidate<'_>]) -> Option<Vec<usize>> {
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
    search: &FunctionSearch<'_>,
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
