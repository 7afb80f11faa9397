//! A Markdown page: front matter, then headings for levels and functions, prose, lists, roles and flow tables.
use super::front::{self, Front};
use super::outline::{self, Outline, Part, Section};
use super::page::{self, Block, Heading};
use super::text::Text;
use super::{ReadOptions, body, flows, recovery};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source};
use crate::limits::LEVELS;
use crate::markers;
use crate::model::{Draft, DraftFunction, DraftLevel, Place, nearest, slug};
use crate::words::{has_level_word, is_dated, is_furniture, without_level_word};
use std::collections::BTreeSet;

/// Reads a page; what it finds wrong joins `findings`.
pub(super) fn read(source: &Source, start: usize, options: &ReadOptions, findings: &mut Findings) -> Draft {
    // what the program itself wrote into the page is not what the page says
    let (text, broken) = markers::blanked(&source.text);
    let warning = |fault| Diagnostic { severity: Severity::Warning, ..fault };
    findings.extend(broken.into_iter().map(warning));
    let text = text.as_ref();
    let extent = front::extent(text, start);
    let (front, start) = match &extent {
        Some(extent) => {
            let inner = text.get(extent.inner.clone()).unwrap_or_default();
            (front::read(inner, extent.inner.start, findings), extent.body)
        }
        None => {
            findings.extend(front::unclosed(text.get(start..).unwrap_or_default(), start));
            (Front::default(), start)
        }
    };
    let blocks = match page::blocks(text.get(start..).unwrap_or_default(), start, findings) {
        Ok(blocks) => blocks,
        Err(error) => {
            findings.push(error);
            return Draft::default();
        }
    };
    let depth = options.level_heading.clamp(1, 5);
    let outline = outline::outline(blocks, depth, findings);
    draft(outline, front, depth, findings)
}

fn draft(outline: Outline, front: Front, depth: u8, findings: &mut Findings) -> Draft {
    let label = front.roles_label.as_ref().map(Text::flat);
    let label = label.as_deref();
    let Outline { title, lead, sections } = outline;

    let mut flows = front.flows;
    let tables = lead.iter().chain(
        sections
            .iter()
            .flat_map(|section| section.own.iter().chain(section.parts.iter().flat_map(|part| &part.body))),
    );
    for block in tables {
        if let Block::Table(table) = block {
            flows.extend(flows::from_table(table, findings));
        }
    }

    if front.levels.len() > LEVELS {
        findings.push(too_many_names(&front.levels));
        return Draft::default();
    }
    let named: Vec<String> = front.levels.iter().map(|name| slug(&name.flat())).collect();
    let is_named = |name: &str| named.contains(&slug(name));
    let sections = recovery::promote_levels(sections, label, is_named, findings);
    let levels: Vec<Section> = choose(sections, &front.levels, front.level_pattern.as_ref(), label, findings)
        .into_iter()
        .map(|mut section| {
            recovery::drop_dated(&mut section, findings);
            recovery::restore_headings(section, depth + 1, label, findings)
        })
        .collect();
    if levels.is_empty() {
        findings.push(no_levels(depth));
    }
    let shared = body::shared_lead_ins(&levels);
    let levels = levels.into_iter().map(|section| level(section, &shared, label, findings)).collect();

    let page_title = front.title.or(title.map(|heading| outline::without_number(&heading.text)));
    let summary = if front.summary.is_empty() { body::prose(&lead) } else { front.summary };
    let flat = |text: Option<Text>| text.map(|text| text.flat()).filter(|text| !text.is_empty());
    Draft {
        title: flat(front.picture_title).or(flat(page_title)).unwrap_or_default(),
        summary: summary.iter().map(Text::flat).collect(),
        lang: flat(front.lang).unwrap_or_default(),
        aside: flat(front.aside),
        theme: flat(front.theme),
        logo: flat(front.logo),
        logo_alt: flat(front.logo_alt),
        levels,
        outcomes: front.outcomes,
        flows,
        settings: front.settings,
    }
}

fn too_many_names(names: &[Text]) -> Diagnostic {
    let message = format!("`levels` has {} names, more than the {LEVELS} levels that are read", names.len());
    Diagnostic::new(Severity::Error, Code::TooLarge, message)
        .at(names.first().map(Text::whole_span))
        .hint("name fewer levels")
}

fn no_levels(depth: u8) -> Diagnostic {
    let marks = "#".repeat(depth.into());
    Diagnostic::new(Severity::Error, Code::NoLevels, "the page has no section that could be a level").hint(format!(
        "start each level with a `{marks} ` heading, or say with `--level-heading` which depth the levels have"
    ))
}

/// The sections that are levels.
///
/// Those that the front matter names; else those whose heading holds a level word or matches the pattern; else all
/// that are no furniture.
fn choose(
    sections: Vec<Section>,
    named: &[Text],
    pattern: Option<&regex_lite::Regex>,
    label: Option<&str>,
    findings: &mut Findings,
) -> Vec<Section> {
    if !named.is_empty() {
        return choose_named(sections, named, findings);
    }
    let is_level = |heading: &Heading| {
        let name = heading.text.flat();
        has_level_word(&name) || pattern.is_some_and(|pattern| pattern.is_match(&name))
    };
    let has_any =
        sections.iter().any(|s| s.heading.as_ref().is_some_and(|h| is_level(h) && !is_dated(&h.text.flat())));
    let mut chosen = Vec::new();
    for section in sections {
        let Some(heading) = &section.heading else { continue };
        let name = heading.text.flat();
        let fits = if has_any {
            is_level(heading)
        } else {
            !is_furniture(&outline::without_number(&heading.text).flat()) && !holds_only_flows(&section)
        };
        if fits && is_dated(&name) {
            findings.push(recovery::dated(heading));
        } else if fits {
            chosen.push(section);
        } else if has_any
            && !is_furniture(&outline::without_number(&heading.text).flat())
            && has_roles(&section, label)
        {
            findings.push(left_out(heading));
        }
    }
    chosen
}

/// Whether a section has a function with roles, as levels do.
fn has_roles(section: &Section, label: Option<&str>) -> bool {
    let has = |part: &Part| {
        !body::read(&part.body, &BTreeSet::new(), label, &mut Findings::default()).roles.is_empty()
    };
    section.parts.iter().any(has)
}

fn left_out(heading: &Heading) -> Diagnostic {
    let name = heading.text.flat();
    let message =
        format!("\"{name}\" has functions with roles, but lacks the word that the levels' headings have");
    Diagnostic::new(Severity::Warning, Code::LeftOut, format!("{message}: it is not drawn"))
        .at(heading.text.whole_span())
        .hint(
            "put that word into it, or list the headings that are levels under `levels` in the front matter",
        )
}

fn choose_named(sections: Vec<Section>, named: &[Text], findings: &mut Findings) -> Vec<Section> {
    let name_of =
        |section: &Section| section.heading.as_ref().map(|h| outline::without_number(&h.text).flat());
    let headings: Vec<String> = sections.iter().filter_map(name_of).collect();
    let mut sections: Vec<Option<Section>> = sections.into_iter().map(Some).collect();
    let mut chosen = Vec::new();
    for name in named {
        let wanted = name.flat();
        let is_it = |section: &Option<Section>, short: bool| {
            section.as_ref().and_then(name_of).is_some_and(|heading| {
                if short {
                    slug(&without_level_word(&heading)) == slug(&without_level_word(&wanted))
                } else {
                    slug(&heading) == slug(&wanted)
                }
            })
        };
        let found = sections
            .iter()
            .position(|section| is_it(section, false))
            .or_else(|| sections.iter().position(|section| is_it(section, true)));
        match found.and_then(|index| sections.get_mut(index)).and_then(Option::take) {
            Some(section) => chosen.push(section),
            None => findings.push(
                Diagnostic::new(Severity::Error, Code::UnknownLevel, format!("no heading says \"{wanted}\""))
                    .at(name.whole_span())
                    .hint(match nearest(&wanted, headings.iter().take(LEVELS).map(String::as_str)) {
                        Some(heading) => format!("did you mean `{heading}`?"),
                        None => format!("add the heading `## {wanted}`, or take the name out of `levels`"),
                    }),
            ),
        }
    }
    chosen
}

/// Whether a section is there for its flow table alone.
fn holds_only_flows(section: &Section) -> bool {
    section.parts.is_empty()
        && section.own.iter().any(|block| matches!(block, Block::Table(table) if flows::is_flow_table(table)))
        && !section.own.iter().any(|block| matches!(block, Block::List(_)))
}

fn level(
    section: Section,
    shared: &BTreeSet<String>,
    label: Option<&str>,
    findings: &mut Findings,
) -> DraftLevel {
    let Section { heading, own, parts } = section;
    let own = body::read(&own, shared, label, findings);
    for role in &own.roles {
        findings.push(
            Diagnostic::new(
                Severity::Warning,
                Code::RolesOutside,
                format!("\"{}\" is a role of a level and not drawn", role.name),
            )
            .at(role.place.0)
            .hint("put the roles below the `###` heading of the function that they hold"),
        );
    }
    let mut level = DraftLevel { summary: own.prose, points: own.points, ..DraftLevel::default() };
    level.points.extend(own.shared);
    if let Some(heading) = heading {
        let name = outline::without_number(&heading.text);
        level.place = Place(Some(name.whole_span()));
        level.name = name.flat();
        level.link = heading.link.map(|link| link.flat());
    }
    for Part { heading, body: blocks } in parts {
        let read = body::read(&blocks, shared, label, findings);
        level.points.extend(read.shared);
        let name = outline::without_number(&heading.text);
        level.functions.push(DraftFunction {
            name: name.flat(),
            description: read.prose,
            points: read.points,
            roles: read.roles,
            link: heading.link.map(|link| link.flat()),
            place: Place(Some(name.whole_span())),
            ..DraftFunction::default()
        });
    }
    level
}
