//! A Markdown page: front matter, then headings, prose, lists, tables and diagrams.
use super::front;
use super::reading::{self, Outline, Steering};
use super::text::PlainText;
use super::{ReadOptions, page};
use crate::diagnostic::{Diagnostic, Findings, Severity, Source};
use crate::markers;
use crate::model::Draft;

/// Reads a page; what it finds wrong joins `findings`.
pub(super) fn read(
    source: &Source,
    start: usize,
    options: &ReadOptions,
    findings: &mut Findings,
) -> (Draft, Outline) {
    // what the program itself wrote into the page is not what the page says
    let (text, broken) = markers::blanked(&source.text);
    let warning = |fault| Diagnostic { severity: Severity::Warning, ..fault };
    findings.extend(broken.into_iter().map(warning));
    let text = text.as_ref();
    let extent = front::extent(text, start);
    let (front, start) = match &extent {
        Some(extent) => (front::read(text, extent, findings), extent.body),
        None => {
            findings.extend(front::unclosed(text.get(start..).unwrap_or_default(), start));
            let settings = options.settings.as_deref();
            (settings.map(|settings| front::elsewhere(settings, findings)).unwrap_or_default(), start)
        }
    };
    let (blocks, links) = match page::blocks(text.get(start..).unwrap_or_default(), start, findings) {
        Ok(blocks) => blocks,
        Err(error) => {
            findings.push(error);
            return (Draft::default(), Outline::default());
        }
    };
    let flat = |text: Option<PlainText>| text.map(|text| text.flat()).filter(|text| !text.is_empty());
    let lang = flat(front.lang);
    let steering = Steering {
        title: front.title.as_ref(),
        lang: lang.clone().or_else(|| options.lang.clone()),
        levels: &front.levels,
        level_pattern: front.level_pattern.as_ref(),
        level_heading: options.level_heading,
        roles_label: front.roles_label.as_ref().map(PlainText::flat),
        outside: &front.outside,
        outcomes: &front.outcomes,
        links: &links,
    };
    let is_said = steering.lang.is_some();
    let page = reading::read(blocks, &steering, findings);
    // what is drawn speaks the page's language
    let lang = lang.or_else(|| (!is_said).then(|| page.lang.to_owned()));
    let page_title = front.title.or(page.title);
    let summary = if front.summary.is_empty() { page.summary } else { front.summary };
    let mut outside = front.outside;
    outside.extend(page.outside);
    let mut flows = front.flows;
    flows.extend(page.flows);
    let draft = Draft {
        title: flat(front.picture_title).or(flat(page_title)).unwrap_or_default(),
        summary: summary.iter().map(PlainText::flat).collect(),
        lang: lang.unwrap_or_default(),
        aside: flat(front.aside),
        theme: flat(front.theme),
        logo: flat(front.logo),
        logo_alt: flat(front.logo_alt),
        version: front.imprint.version,
        date: front.imprint.date,
        owner: front.imprint.owner,
        licence: front.imprint.licence,
        source: front.imprint.source,
        cascade: front.cascade,
        legend: front.legend,
        levels: page.levels,
        outcomes: front.outcomes,
        outside,
        flows,
        settings: front.settings,
    };
    (draft, page.outline)
}
