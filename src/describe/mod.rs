//! The text version of a model, and the alternative text of each of its pictures.
//!
//! Both are made from the model alone, so that they are in step with it and say no more than it does.
mod alt;
mod imprint;
mod lens;
mod phrase;
mod roles;
mod write;

pub use alt::{Picture, alt, alt_level, alt_role, name};
pub use imprint::{imprint, sheet_of};
pub use lens::{lens_count, lens_sentence, lens_title};
pub use phrase::Phrase;
pub use roles::roles;
pub(crate) use write::markdown as literal_markdown;

use crate::model::{
    Content, Flow, FlowKind, Function, Lens, Level, Model, NodeRef, Role, RoleMark, sentences,
    without_full_stop,
};
use crate::words::{Texts, fold, texts, without_level_word};

/// A text version: all that the pictures show, as prose that reflows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// BCP 47 tag.
    pub lang: String,
    /// In page order.
    pub blocks: Vec<Block>,
}

/// One block of a text version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; depth 1 is the whole, 2 a level, 3 a function; where no level is drawn as one, a function has 2.
    Heading {
        /// From 1.
        depth: u8,
        /// Its words.
        text: Phrase,
    },
    /// A paragraph.
    Paragraph(Phrase),
    /// A label with its colon, and what it announces.
    Labelled {
        /// `Roles:`
        label: String,
        /// The roles.
        items: Vec<Item>,
        /// Between two roles.
        separator: &'static str,
    },
    /// Bullets.
    List(Vec<Phrase>),
    /// Columns with a header.
    Table {
        /// Names of the columns.
        header: Vec<String>,
        /// Rows, each as long as the header.
        rows: Vec<Vec<String>>,
    },
}

/// One of several things in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its words.
    pub text: Phrase,
    /// Whether it stands out.
    pub marked: bool,
}

/// The text version of a model, in its own language.
#[must_use]
pub fn describe(model: &Model) -> Description {
    describe_with(model, None)
}

/// The text version of a model in which one role stands out: its title names the role, the first paragraph where it
/// is held, and it is marked wherever it stands.
#[must_use]
pub fn describe_role(model: &Model, lens: &Lens) -> Description {
    describe_with(model, Some(lens))
}

fn describe_with(model: &Model, lens: Option<&Lens>) -> Description {
    // all fields, so that a new one cannot be forgotten; the aside's heading, theme and logo are the pictures' own
    let Content {
        title,
        summary,
        lang,
        aside: _,
        theme: _,
        logo: _,
        logo_alt: _,
        imprint: _,
        cascade: _,
        legend: _,
        levels,
        outcomes,
        outside,
        flows,
    } = &**model;
    let words = texts(lang);
    let text = lens.map_or_else(|| title.clone(), |lens| lens_title(model, lens));
    let heading = |depth: u8, text: &str| Block::Heading { depth, text: text.into() };
    let mut blocks = vec![heading(1, &text)];
    blocks.extend(lens.map(|lens| Block::Paragraph(lens_sentence(model, lens).into())));
    blocks.extend(summary.iter().map(|text| Block::Paragraph(text.as_str().into())));
    blocks.extend(imprint::paragraph(model).map(Block::Paragraph));
    for level in levels {
        let shown = level.shown_name();
        let link = level.link.as_deref();
        blocks.extend(shown.map(|name| Block::Heading { depth: 2, text: Phrase::linked(name, link) }));
        let depth = if shown.is_some() { 3 } else { 2 };
        let mut own = Vec::new();
        prose_and_points(&level.summary, &level.points, &mut own);
        phrase::link(&mut own, &level.links);
        blocks.append(&mut own);
        for function in &level.functions {
            describe_function(function, depth, words, lens, &mut blocks);
        }
    }
    if !outside.is_empty() {
        blocks.push(heading(2, words.outside));
        let items = outside.iter().map(|outside| match &outside.caption {
            Some(caption) => captioned(&outside.name, caption, words).into(),
            None => outside.name.as_str().into(),
        });
        blocks.push(Block::List(items.collect()));
    }
    if !outcomes.is_empty() {
        blocks.push(heading(2, words.outcomes));
        let items = outcomes.iter().map(|outcome| match &outcome.caption {
            Some(caption) => captioned(&outcome.name, caption, words).into(),
            None => outcome.name.as_str().into(),
        });
        blocks.push(Block::List(items.collect()));
    }
    if !flows.is_empty() {
        blocks.push(heading(2, words.flows));
        blocks.push(flow_table(model, flows, words));
    }
    Description { lang: lang.clone(), blocks }
}

fn describe_function(
    function: &Function,
    depth: u8,
    words: &'static Texts,
    lens: Option<&Lens>,
    blocks: &mut Vec<Block>,
) {
    let text = Phrase::linked(&function.name, function.link.as_deref());
    blocks.push(Block::Heading { depth, text });
    let mut own: Vec<Block> =
        function.caption.iter().map(|caption| Block::Paragraph(caption.as_str().into())).collect();
    prose_and_points(&function.description, &function.points, &mut own);
    if let Some(meets) = &function.meets {
        let items = vec![Item { text: meets.as_str().into(), marked: false }];
        own.push(Block::Labelled { label: words.meets.to_owned(), items, separator: words.separator });
    }
    if !function.decides.is_empty() {
        own.push(Block::Paragraph(words.decides.into()));
        own.push(Block::List(function.decides.iter().map(|text| text.as_str().into()).collect()));
    }
    if !function.roles.is_empty() {
        let marked = |role| lens.is_some_and(|lens| lens.is(role));
        let item = |role| Item { text: role_name(role, words).into(), marked: marked(role) };
        // as on the poster, whoever chairs comes first
        let is_chair = |role: &&Role| role.mark == Some(RoleMark::Chair);
        let (chairs, others): (Vec<&Role>, Vec<&Role>) = function.roles.iter().partition(is_chair);
        let items = chairs.into_iter().chain(others).map(item).collect();
        own.push(Block::Labelled { label: words.roles.to_owned(), items, separator: words.separator });
    }
    phrase::link(&mut own, &function.links);
    blocks.append(&mut own);
    for body in &function.functions {
        describe_function(body, depth + 1, words, lens, blocks);
    }
}

/// A name and what stands below it in pictures, on one line: `Police: call the teams out`, `Better services (for all)`.
fn captioned(name: &str, caption: &str, words: &Texts) -> String {
    let between = if caption.starts_with(['(', '（']) { " " } else { words.colon };
    [name, between, caption].concat()
}

/// A role with what it is in its function, in the page's language: `Harbour master (chair)`; its name alone where that says
/// it already, as `Chair: Harbour master` does.
#[must_use]
pub fn role_name(role: &Role, words: &Texts) -> String {
    match unsaid_mark(role, words) {
        Some(mark) => words.bracketed(&role.name, mark),
        None => role.name.clone(),
    }
}

/// The word for what a role is in its function, where its name does not say it.
#[must_use]
pub fn unsaid_mark(role: &Role, words: &Texts) -> Option<&'static str> {
    let word = mark_word(role.mark?, words)?;
    let is_said = role.who() != role.name.trim() || fold(&role.name).contains(&fold(word));
    (!is_said).then_some(word)
}

/// What a mark is called.
fn mark_word(mark: RoleMark, words: &Texts) -> Option<&'static str> {
    let named = RoleMark::ALL.into_iter().zip(words.marks);
    named.into_iter().find(|(other, _)| *other == mark).map(|(_, word)| word)
}

/// Paragraphs, then points, unless the points are the paragraphs' own sentences.
fn prose_and_points(prose: &[String], points: &[String], blocks: &mut Vec<Block>) {
    blocks.extend(prose.iter().map(|text| Block::Paragraph(text.as_str().into())));
    let own: Vec<String> =
        prose.iter().flat_map(|p| sentences(p)).map(|s| without_full_stop(&s).to_owned()).collect();
    if !points.is_empty() && own != points {
        blocks.push(Block::List(points.iter().map(|text| text.as_str().into()).collect()));
    }
}

fn flow_table(model: &Model, flows: &[Flow], words: &Texts) -> Block {
    let has_kinds = flows.iter().any(|flow| flow.kind != FlowKind::Directs || flow.main);
    let mut header: Vec<String> = [words.from, words.to, words.flow].map(str::to_owned).to_vec();
    if has_kinds {
        header.push(words.kind.to_owned());
    }
    let rows = flows.iter().map(|flow| {
        let mut row =
            vec![end_name(model, flow.from.node), end_name(model, flow.to.node), flow.label.clone()];
        if has_kinds {
            let kind = match flow.kind {
                FlowKind::Directs => "",
                FlowKind::Feedback => words.kind_feedback,
                FlowKind::Mutual => words.kind_mutual,
                FlowKind::Advises => words.kind_advises,
            };
            let said = [kind, if flow.main { words.kind_main } else { "" }];
            let said: Vec<&str> = said.into_iter().filter(|word| !word.is_empty()).collect();
            row.push(said.join(words.separator));
        }
        row
    });
    Block::Table { header, rows: rows.collect() }
}

/// What people call an end of a flow: `Strategic / Business`, a body within a function behind that, else the part's own name.
#[must_use]
pub fn end_name(model: &Model, node: NodeRef) -> String {
    let level_of = |level: usize| model.levels.get(level);
    match node {
        NodeRef::Function { level, function } => {
            let found = level_of(level).and_then(|l| l.functions.get(function).map(|f| (l, f)));
            found.map(|(level, function)| joined(level, function)).unwrap_or_default()
        }
        NodeRef::SubBody { level, function, body } => {
            let found = level_of(level).and_then(|level| {
                let function = level.functions.get(function)?;
                Some(format!("{} / {}", joined(level, function), function.functions.get(body)?.name))
            });
            found.unwrap_or_default()
        }
        NodeRef::Outside { outside } => {
            model.outside.get(outside).map(|outside| outside.name.clone()).unwrap_or_default()
        }
        NodeRef::Level { level } => level_of(level).map(|level| level.name.clone()).unwrap_or_default(),
        NodeRef::Outcome { outcome } => {
            model.outcomes.get(outcome).map(|outcome| outcome.name.clone()).unwrap_or_default()
        }
    }
}

fn joined(level: &Level, function: &Function) -> String {
    match level.shown_name() {
        Some(name) => format!("{} / {}", without_level_word(name), function.name),
        None => function.name.clone(),
    }
}
