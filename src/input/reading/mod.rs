//! What the parts of a page are: its levels, their functions, who is in them, and what flows between them.
//!
//! Nothing is decided by one word alone. Each heading, bold line, item and row is scored by what speaks for and against
//! its being a function's name ([`weights`]), and siblings are decided together:
//!
//! ```text
//! blocks → tree of sections → slips mended → headings scored → levels, where the page ranks
//!        → functions in levels, or anywhere in one band, or the one body that the title names
//!        → content of each (prose, points, roles) → flows that are stated → draft
//! ```
mod arrows;
mod assemble;
mod bodies;
mod candidate;
mod charter;
mod charts;
mod content;
mod doubts;
mod ends;
mod evidence;
mod forms;
mod functions;
mod items;
mod labels;
mod leads;
mod links;
mod marks;
mod mentions;
mod merge;
mod names;
mod nested;
mod outside;
mod passages;
mod people;
mod relations;
mod sayings;
mod signs;
mod slips;
mod stated;
mod tables;
mod tidy;
mod tiers;
mod trace;
mod tree;
mod weights;

pub use trace::{Entry, Outline, ReadAs};

use super::diagram;
use super::links::PageLink;
use super::page::Block;
use super::text::PlainText;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{DraftFlow, DraftLevel, DraftOutcome, DraftOutside};
use crate::words::{Language, guess, language};
use assemble::{Band, PageParts};
use bodies::HeadingFacts;
use candidate::Candidate;
use functions::FunctionSearch;
use regex_lite::Regex;
use std::collections::BTreeSet;
use tiers::{AuthorSays, Level};
use trace::Trace;
use tree::HeadingTree;

/// What a page's front matter and the caller say of how to read it.
#[derive(Debug, Default)]
pub(super) struct Steering<'a> {
    /// The title in front matter.
    pub(super) title: Option<&'a PlainText>,
    /// The language in front matter or of the caller.
    pub(super) lang: Option<String>,
    /// Headings to take as levels, in order.
    pub(super) levels: &'a [PlainText],
    /// What every level's heading matches.
    pub(super) level_pattern: Option<&'a Regex>,
    /// The depth of levels' headings.
    pub(super) level_heading: Option<u8>,
    /// The page's own label of roles.
    pub(super) roles_label: Option<String>,
    /// Bodies outside that the front matter names.
    pub(super) outside: &'a [DraftOutside],
    /// Outcomes that the front matter names.
    pub(super) outcomes: &'a [DraftOutcome],
    /// The links of the page's texts, in its order.
    pub(super) links: &'a [PageLink],
}

/// A page as it was read.
#[derive(Debug, Default)]
pub(super) struct ReadPage {
    /// The title's heading, without a number.
    pub(super) title: Option<PlainText>,
    /// Paragraphs before the first section.
    pub(super) summary: Vec<PlainText>,
    /// Levels with their functions.
    pub(super) levels: Vec<DraftLevel>,
    /// Flows, in page order.
    pub(super) flows: Vec<DraftFlow>,
    /// Bodies outside that the page names as such.
    pub(super) outside: Vec<DraftOutside>,
    /// The language that it was read in, as a BCP 47 tag: as it says itself, else the one that its words are in.
    pub(super) lang: &'static str,
    /// What was read as what.
    pub(super) outline: Outline,
}

/// Reads a page's blocks.
pub(super) fn read(blocks: Vec<Block>, steering: &Steering<'_>, findings: &mut Findings) -> ReadPage {
    let mut trace = Trace::default();
    let own_label = steering.roles_label.as_deref();
    let blocks = tidy::tidied(blocks);
    let language = language_of(&blocks, steering);
    let (blocks, named_outside) = outside::taken(blocks, language, steering.outside, &mut trace, findings);
    let mut all_outside = steering.outside.to_vec();
    all_outside.extend(named_outside.iter().map(|named| named.draft.clone()));

    let may_title = steering.level_heading != Some(1) && !bodies::are_tops(&blocks, language);
    // 1. Sections, with the slips mended that hide a heading.
    let mut tree = tree::grow(blocks, may_title, findings, &mut trace);
    let named: BTreeSet<String> =
        steering.levels.iter().map(|name| crate::model::slug(&name.flat())).collect();
    slips::promote_levels(&mut tree, own_label, |name| named.contains(&crate::model::slug(name)), findings);
    let title = tree.title.as_ref().map(|heading| names::without_number(&heading.text));
    let page_title = steering.title.or(title.as_ref()).cloned();
    let is_roles_page = page_title.as_ref().is_some_and(|title| bodies::is_about_roles(&title.flat()));

    // 2. Headings scored; levels, where the page ranks.
    let mut headings = scored(&tree, is_roles_page, own_label, language);
    let mut sections = level_sections(&tree, &headings, steering, language, findings);
    if let Some(blocks) = slips::restore_headings(&tree, &sections, own_label, findings) {
        tree = tree::grow(blocks, may_title, findings, &mut trace);
        headings = scored(&tree, is_roles_page, own_label, language);
        sections = level_sections(&tree, &headings, steering, language, &mut Findings::default());
    }
    let is_of_titled_body =
        page_title.as_ref().is_some_and(|title| charter::body_of(title, language).is_some());
    let title_gathers = page_title
        .as_ref()
        .is_some_and(|title| evidence::NameWords::of(&names::bare(title).flat(), language).is_bodies());
    let search = FunctionSearch {
        tree: &tree,
        headings: &headings,
        own_label,
        is_roles_page,
        is_of_titled_body,
        outside: &all_outside,
        said_outside: &named_outside,
        outcomes: steering.outcomes,
        links: steering.links,
        title_gathers,
        language,
    };

    // 3. Functions: in levels, in parts with points, in one band, or the one that the title names.
    let is_said =
        !steering.levels.is_empty() || steering.level_pattern.is_some() || steering.level_heading.is_some();
    let parts = parts(&search, &sections, page_title.as_ref(), is_said, findings, &mut trace);
    let Some(parts) = parts else {
        findings.push(nothing_to_draw(&tree));
        trace_headings(&search, &BTreeSet::new(), &mut trace);
        return ReadPage { title, lang: language.tag, outline: trace.finish(), ..ReadPage::default() };
    };

    // 4. Content, flows, draft.
    let is_one_band = parts.band == Band::One;
    let first = parts.functions.iter().filter(|f| f.section.is_none() && f.form == candidate::NameForm::Bold);
    let first = first.map(|function| function.span().start).min();
    let mut page = assemble::assemble(parts, &search, findings, &mut trace);
    page.outside = named_outside.iter().map(|named| named.draft.clone()).collect();
    page.summary = leads::prose(&tree.lead);
    // from its first body in bold on, a page tells of bodies
    page.summary.retain(|text| first.is_none_or(|first| text.whole_span().start < first));
    // a charter's title is also the function that it is about
    let has_title = steering.title.is_some() || title.is_some();
    page.title = title;
    page.lang = language.tag;
    page.outline = Outline { is_one_band, has_title, ..trace.finish() };
    page
}

/// What is known of each heading.
fn scored(
    tree: &HeadingTree,
    is_roles_page: bool,
    own_label: Option<&str>,
    language: &'static Language,
) -> HeadingFacts {
    if bodies::is_plain(tree) {
        bodies::unscored(tree, language)
    } else {
        bodies::score(tree, is_roles_page, own_label, language)
    }
}

/// The language of a page: as it says, else by its words.
fn language_of(blocks: &[Block], steering: &Steering<'_>) -> &'static Language {
    /// As much as tells a language.
    const ENOUGH_CHARS: usize = 20_000;
    if let Some(lang) = &steering.lang {
        return language(lang);
    }
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => text.push_str(heading.text.as_str()),
            Block::Paragraph(words) => text.push_str(words.as_str()),
            Block::List(items) => items.iter().for_each(|item| {
                text.push_str(item.text.as_str());
                text.push(' ');
            }),
            _ => {}
        }
        text.push('\n');
        if text.len() > ENOUGH_CHARS {
            break;
        }
    }
    guess(&text)
}

/// The sections that are levels: as the author says, else those that rank.
fn level_sections(
    tree: &HeadingTree,
    headings: &HeadingFacts,
    steering: &Steering<'_>,
    language: &'static Language,
    findings: &mut Findings,
) -> Vec<usize> {
    let said =
        AuthorSays { names: steering.levels, pattern: steering.level_pattern, depth: steering.level_heading };
    tiers::said(tree, &said, findings).unwrap_or_else(|| tiers::ranked(tree, headings, language))
}

/// What the page is made of; none where there is nothing to draw.
fn parts<'a>(
    search: &FunctionSearch<'a>,
    sections: &[usize],
    title: Option<&PlainText>,
    is_said: bool,
    findings: &mut Findings,
    trace: &mut Trace,
) -> Option<PageParts<'a>> {
    if !sections.is_empty() {
        let beside = if is_said { None } else { tiers::with_groups(search.tree, search.headings, sections) };
        let sections = beside.as_deref().unwrap_or(sections);
        let parts = in_sections(search, sections, findings, trace);
        // words that rank something else, on a page whose bodies stand elsewhere: "maturity levels"
        let is_hollow = parts.functions.is_empty() && sections.len() == 1 && !is_said;
        if let Some(band) = is_hollow.then(|| one_band(search, title, charts_of(search))).flatten() {
            return Some(band);
        }
        return Some(parts);
    }
    let mut levels = tiers::in_lists(search.tree, search.language, trace);
    if levels.is_empty() {
        levels = in_columns(search);
    }
    let charts = charts_of(search);
    if !levels.is_empty() {
        return Some(named_by_levels(search, levels, BTreeSet::new(), charts));
    }
    let shared = parts_with_points(search);
    if !shared.is_empty() {
        return Some(PageParts { band: Band::Points, ..in_sections(search, &shared, findings, trace) });
    }
    let framed: Vec<Level<'a>> = charts.iter().flat_map(charts::PageChart::levels).map(framed).collect();
    if !framed.is_empty() {
        return Some(named_by_levels(search, framed, BTreeSet::new(), charts));
    }
    one_band(search, title, charts)
}

/// The levels by which a column of a table ranks the functions that its rows name.
fn in_columns<'a>(search: &FunctionSearch<'a>) -> Vec<Level<'a>> {
    let functions = search.anywhere(&BTreeSet::new());
    let is_row = |name: &PlainText| {
        let span = name.whole_span();
        functions.iter().any(|function| {
            let at = function.span().start;
            function.form == candidate::NameForm::Row && (span.start..span.end).contains(&at)
        })
    };
    let blocks = search.tree.lead.iter().chain(search.tree.sections.iter().flat_map(|section| &section.own));
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(tables::levels(table)),
        _ => None,
    });
    let mut found = tables.filter(|levels| levels.iter().flat_map(|(_, names)| names).any(is_row));
    found.next().unwrap_or_default().into_iter().map(framed).collect()
}

fn framed<'a>((name, named): (PlainText, Vec<PlainText>)) -> Level<'a> {
    Level { name, link: None, section: None, blocks: Vec::new(), named }
}

/// Levels that are sections.
fn in_sections<'a>(
    search: &FunctionSearch<'a>,
    sections: &[usize],
    findings: &mut Findings,
    trace: &mut Trace,
) -> PageParts<'a> {
    let mut levels = tiers::of_sections(search.tree, sections, search.language);
    if levels.iter().any(|level| !level.named.is_empty()) {
        let inside: BTreeSet<usize> = sections.iter().flat_map(|at| search.tree.below(*at)).collect();
        for level in &mut levels {
            if let Some(at) = level.section {
                level.blocks = search.whole(at, &BTreeSet::new(), false);
            }
        }
        return named_by_levels(search, levels, inside, charts_of(search));
    }
    let mut functions: Vec<Candidate<'a>> = Vec::new();
    for (at, level) in levels.iter_mut().enumerate() {
        let Some(section) = level.section else { continue };
        let found = search.of_level(section, at);
        level.blocks = found.own;
        functions.extend(found.functions);
        for dated in found.dated {
            if let Some(section) = search.tree.sections.get(dated) {
                findings.push(slips::dated(&section.heading));
            }
        }
    }
    assemble::left_out_of_levels(search, sections, findings, trace);
    if functions.is_empty() {
        for (at, body) in tiers::named_after_bodies(&levels, search.language).into_iter().enumerate() {
            let Some(level) = levels.get_mut(at) else { continue };
            let mut candidate = Candidate::new(body, candidate::NameForm::Named);
            candidate.blocks =
                level.section.map_or_else(Vec::new, |section| search.whole(section, &BTreeSet::new(), false));
            candidate.level = Some(at);
            candidate.sum = weights::SURE;
            candidate.why = "the level is named after it".to_owned();
            level.blocks.clear();
            functions.push(candidate);
        }
    }
    PageParts { levels, functions, charts: charts_of(search), band: Band::Levels }
}

/// Levels that name their functions, which the page tells of elsewhere.
fn named_by_levels<'a>(
    search: &FunctionSearch<'a>,
    levels: Vec<Level<'a>>,
    skip: BTreeSet<usize>,
    charts: Vec<charts::PageChart>,
) -> PageParts<'a> {
    let mut functions: Vec<Candidate<'a>> =
        levels.iter().enumerate().flat_map(|(at, level)| tiers::named_functions(level, at)).collect();
    functions.extend(search.anywhere(&skip));
    functions.extend(charts.iter().flat_map(|chart| chart.candidates(search.language)));
    PageParts { levels, functions: merge::merge(functions), charts, band: Band::Levels }
}

/// A page that ranks nothing: its functions in one band.
fn one_band<'a>(
    search: &FunctionSearch<'a>,
    title: Option<&PlainText>,
    charts: Vec<charts::PageChart>,
) -> Option<PageParts<'a>> {
    let mut found = search.anywhere(&BTreeSet::new());
    let body = title.and_then(|title| charter::body_of(title, search.language));
    if let Some(name) = &body {
        charter::name_in_full(&mut found, name);
    }
    let mut functions = found.clone();
    functions.extend(charts.iter().flat_map(|chart| chart.candidates(search.language)));
    if let Some(name) = body
        && charter::is_charter(search, &name, &found)
    {
        functions.push(charter::candidate(name, search, &found, &names::Register::default()));
    }
    let mut functions = merge::merge(functions);
    functions.extend(charts::ends_of_chains(search.tree, &functions, search.language));
    if functions.is_empty() {
        functions = tables::of_matrix(search.tree, search.language);
    }
    let is_drawn = !functions.is_empty() && signs::governs(search, &functions, title);
    is_drawn.then(|| {
        let wrappers = assemble::wrappers(search, &functions);
        match wrappers {
            Some(sections) => {
                let mut levels = tiers::of_sections(search.tree, &sections, search.language);
                for (level, section) in levels.iter_mut().zip(&sections) {
                    let own = search.tree.sections.get(*section).map(|section| assemble::own(&section.own));
                    level.blocks = own.unwrap_or_default();
                }
                let functions = assemble::in_wrappers(search, functions, &sections);
                PageParts { levels, functions, charts, band: Band::Levels }
            }
            None => PageParts { levels: Vec::new(), functions, charts, band: Band::One },
        }
    })
}

/// The diagrams of a page.
fn charts_of(search: &FunctionSearch<'_>) -> Vec<charts::PageChart> {
    let lead = search.tree.lead.iter().map(|block| (None, block));
    let own = search.tree.sections.iter().enumerate();
    let blocks =
        lead.chain(own.flat_map(|(at, section)| section.own.iter().map(move |block| (Some(at), block))));
    // what headings name as functions
    let known: BTreeSet<String> = (0..search.tree.sections.len())
        .filter(|at| search.headings.is_function(*at))
        .filter_map(|at| search.tree.sections.get(at))
        .map(|section| names::key(&names::bare(&section.heading.text).flat()))
        .collect();
    blocks
        .filter_map(|(at, block)| {
            if let Block::List(items) = block {
                let is_free = at.is_none_or(|at| !search.headings.is_function(at));
                return charts::of_list(items, at, search.language).filter(|_| is_free);
            }
            let Block::Code(code) = block else { return None };
            let is_process = at.is_some_and(|at| {
                std::iter::once(at).chain(search.tree.above(at)).any(|at| {
                    let words = search.headings.of(at);
                    let is_part = words.whole.has(crate::words::Kinds::FURNITURE);
                    words.is_process() && !words.is_grouping() && !is_part
                })
            });
            charts::read(code, at, is_process, &known, search.language)
        })
        .collect()
}

/// Sections that share one lead-in before their lists are parts with points: each is a level.
fn parts_with_points(search: &FunctionSearch<'_>) -> Vec<usize> {
    let tree = search.tree;
    let depth = tree
        .sections
        .iter()
        .map(|section| section.heading.depth)
        .filter(|depth| *depth > 1)
        .min()
        .unwrap_or(2);
    let all: Vec<usize> = (0..tree.sections.len())
        .filter(|at| {
            tree.sections.get(*at).is_some_and(|section| {
                section.heading.depth == depth
                    && !crate::words::is_furniture(&names::bare(&section.heading.text).flat())
                    && !crate::words::is_dated(&section.name())
            })
        })
        .collect();
    let whole = |at: &usize| search.whole(*at, &BTreeSet::new(), false);
    let bodies: Vec<Vec<std::borrow::Cow<'_, Block>>> = all.iter().map(whole).collect();
    let blocks = |cows: &'_ Vec<std::borrow::Cow<'_, Block>>| -> BTreeSet<String> {
        let refs: Vec<&Block> = cows.iter().map(AsRef::as_ref).collect();
        leads::lead_ins(&refs)
    };
    let shared = leads::shared_lead_ins(bodies.iter().map(|cows| cows.iter().map(AsRef::as_ref).collect()));
    let sharing = bodies.iter().filter(|cows| !blocks(cows).is_disjoint(&shared)).count();
    if sharing >= 2 && sharing * 2 >= all.len() { all } else { Vec::new() }
}

/// Notes how each heading was read that nothing else has noted.
fn trace_headings(search: &FunctionSearch<'_>, functions: &BTreeSet<usize>, trace: &mut Trace) {
    for (at, section) in search.tree.sections.iter().enumerate() {
        let is_inside =
            functions.contains(&at) || search.tree.above(at).any(|above| functions.contains(&above));
        let span = section.heading.text.whole_span();
        if !is_inside && !trace.has(span) {
            let words = search.headings.of(at);
            // its table or list is read as flows
            if assemble::holds_flows(section) {
                trace.add(span, &section.heading.text, ReadAs::Flows, "what stands below it are flows");
                continue;
            }
            let holds = search.tree.below(at).any(|below| functions.contains(&below));
            let (read_as, why): (_, fn(&weights::Score) -> String) = if holds && !words.is_process() {
                (ReadAs::Group, weights::Score::why)
            } else {
                (ReadAs::LeftOut, weights::Score::why_not)
            };
            let why = search.headings.scores.get(at).map(why).unwrap_or_default();
            trace.add(section.heading.text.whole_span(), &section.heading.text, read_as, why);
        }
    }
}

fn nothing_to_draw(tree: &HeadingTree) -> Diagnostic {
    let blocks = tree.lead.iter().chain(tree.sections.iter().flat_map(|section| &section.own));
    let is_beyond =
        |block: &Block| matches!(block, Block::Code(code) if diagram::is_beyond(&code.language, &code.text));
    let mut tables = blocks.clone().filter_map(|block| match block {
        Block::Table(table) => Some(table.header.first().map(PlainText::flat).unwrap_or_default()),
        _ => None,
    });
    let first_table = tables.next();
    let found = match (tree.sections.len(), first_table) {
        _ if blocks.into_iter().any(is_beyond) => format!(
            "a chart of the page is beyond the limits of {} lines, {} boxes and {} arrows",
            crate::limits::DRAWING_LINES,
            crate::limits::DRAWING_NODES,
            crate::limits::DRAWING_EDGES
        ),
        (0, Some(first)) => format!(
            "the page has no headings below its title, and its table starts with a column \"{first}\", which names no bodies"
        ),
        (0, _) => "the page has no headings".to_owned(),
        (1, _) => "the one heading of the page names no level and no body that governs".to_owned(),
        (many, _) => format!("none of the {many} headings of the page names a level or a body that governs"),
    };
    Diagnostic::new(Severity::Error, Code::NoLevels, format!("{found}: there is nothing to draw")).hint(
        "start each level with a `## ` heading that has the word level in it and each function with `### `, name the levels' headings under `levels` in the front matter, or put `<!-- govdraw: function -->` behind the headings that name functions",
    )
}
