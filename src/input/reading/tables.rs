//! Tables: of bodies, of members, of what is said of one body.
use super::candidate::{Candidate, NameForm};
use super::evidence::NameWords;
use super::people;
use crate::input::page::{Block, Table};
use crate::input::text::PlainText;
use crate::words::{Kinds, Language, fold, hits, kinds_of};
use std::collections::BTreeMap;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnUse {
    /// The names of bodies or posts.
    Name,
    /// The level of each.
    Level,
    Members,
    Chair,
    /// Another of its posts: who stands in for the chair, who keeps its papers.
    Office,
    /// What it is for.
    About,
    /// What it does.
    Duties,
    /// Where it stands to another.
    Relation(Kinds),
    Cadence,
    Decides,
    /// Anything else.
    Other,
}

/// A table whose rows are bodies or posts.
#[derive(Debug)]
pub(super) struct BodyTable {
    pub(super) columns: Vec<ColumnUse>,
    /// Whether a column says to whom each reports.
    pub(super) has_relation: bool,
    /// Whether a column says who is in each.
    pub(super) has_members: bool,
    /// Whether the names' header says that they are bodies, and not only `Name` or `Role`.
    pub(super) says_bodies: bool,
    /// Whether the names' header says that they are roles.
    pub(super) says_roles: bool,
}

/// Whether a table's rows are bodies or posts, and what its columns hold.
pub(super) fn bodies(table: &Table) -> Option<BodyTable> {
    let first = head_kinds(table.header.first()?);
    if table.rows.is_empty() || !first.has(Kinds::COLUMN_BODY) || is_matrix(table) {
        return None;
    }
    let mut columns = vec![ColumnUse::Name];
    columns.extend(table.header.iter().skip(1).map(|cell| column(head_kinds(cell))));
    let has = |wanted: fn(&ColumnUse) -> bool| columns.iter().any(wanted);
    let has_relation = has(|c| matches!(c, ColumnUse::Relation(_)));
    let has_members = has(|c| matches!(c, ColumnUse::Members | ColumnUse::Chair | ColumnUse::Office));
    let known = columns
        .iter()
        .filter(|c| !matches!(c, ColumnUse::Other | ColumnUse::Name | ColumnUse::Level))
        .count();
    (known > 0).then_some(BodyTable {
        has_relation,
        has_members,
        says_bodies: first.has(Kinds::BODY.union(Kinds::GROUPING)),
        says_roles: first.has(Kinds::MEMBERS.union(Kinds::POST).union(Kinds::HOLDER))
            && !first.has(Kinds::BODY.union(Kinds::NAME_COLUMN)),
        columns,
    })
}

/// What the header of a column means: as a whole, in one of two languages, or as a noun beside a body's.
fn head_kinds(cell: &PlainText) -> Kinds {
    const HEAD_WORDS: usize = 4;
    let plain = cell.flat();
    let whole = kinds_of(&plain);
    if !whole.is_empty() || plain.split_whitespace().count() > HEAD_WORDS {
        return whole;
    }
    if plain.contains(" / ") {
        return plain.split(" / ").fold(whole, |kinds, part| kinds.union(kinds_of(part.trim())));
    }
    // `Committee name`, `Name of the committee`, `Committee chair`
    let found = hits(&plain);
    let Some(body) = found.iter().position(|hit| hit.kinds.has(Kinds::BODY)) else { return whole };
    let others: Vec<Kinds> =
        found.iter().enumerate().filter(|(at, _)| *at != body).map(|(_, hit)| hit.kinds).collect();
    let posts = Kinds::CHAIR.union(Kinds::DEPUTY).union(Kinds::SECRETARY).union(Kinds::MEMBERS);
    if let Some(post) = others.iter().find(|kinds| kinds.has(posts) && !kinds.has(Kinds::NAME_COLUMN)) {
        return *post;
    }
    let is_named = others.iter().any(|kinds| kinds.has(Kinds::NAME_COLUMN));
    if is_named { Kinds::COLUMN_BODY.union(Kinds::BODY) } else { whole }
}

/// A table with a row for each of what it names, and the names first: one that has a column for each body is turned, a
/// column of numbers goes, and what ranks the names stands behind them.
pub(super) fn upright(table: Table) -> Table {
    let mut table = turned(&table).unwrap_or(table);
    let number = |cell: &PlainText| {
        let plain = cell.flat();
        plain.trim_matches(['.', ')', '#', '(']).parse::<usize>().ok()
    };
    let numbers = table.rows.iter().enumerate().all(|(at, row)| row.first().and_then(number) == Some(at + 1));
    if numbers && table.header.len() > 2 && !table.rows.is_empty() {
        for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
            row.remove(0);
        }
    }
    let kinds: Vec<Kinds> = table.header.iter().take(2).map(head_kinds).collect();
    if let [level, name] = kinds.as_slice()
        && level.has(Kinds::LEVEL.union(Kinds::TIER))
        && name.has(Kinds::NAME_COLUMN.union(Kinds::COLUMN_BODY))
    {
        for row in std::iter::once(&mut table.header).chain(&mut table.rows).filter(|row| row.len() > 1) {
            row.swap(0, 1);
        }
    }
    table
}

/// A table whose columns are bodies and whose rows say things of them, with rows and columns exchanged.
fn turned(table: &Table) -> Option<Table> {
    let (corner, names) = table.header.split_first()?;
    let facets = Kinds::OF_A_BODY.union(Kinds::CHAIR).union(Kinds::DEPUTY).union(Kinds::SECRETARY);
    let says = |cell: &PlainText| kinds_of(&cell.flat()).has(facets);
    let is_body = |cell: &PlainText| {
        let kinds = kinds_of(&cell.flat());
        kinds.has(Kinds::BODY) || hits(&cell.flat()).iter().any(|hit| hit.kinds.has(Kinds::BODY))
    };
    let labels: Vec<&PlainText> = table.rows.iter().filter_map(|row| row.first()).collect();
    let is_aside = kinds_of(&corner.flat()).has(Kinds::COLUMN_ASPECT) || corner.is_blank();
    let said = labels.iter().filter(|label| says(label)).count();
    let bodies = names.iter().filter(|name| is_body(name) && !says(name)).count();
    if !is_aside || names.len() < 2 || said < 2 || said * 2 < labels.len() || bodies * 2 < names.len() {
        return None;
    }
    // the word for the corner is ours: there is none on the page
    let header =
        std::iter::once(PlainText::new("Body", corner.whole_span())).chain(labels.into_iter().cloned());
    let rows = names.iter().enumerate().map(|(at, name)| {
        let cells = table.rows.iter().map(|row| row.get(at + 1).cloned().unwrap_or_default());
        std::iter::once(name.clone()).chain(cells).collect()
    });
    Some(Table { header: header.collect(), rows: rows.collect(), span: table.span })
}

/// The levels that a column ranks the names by, in the order in which they first stand, each with its names.
pub(super) fn levels(table: &Table) -> Vec<(PlainText, Vec<PlainText>)> {
    const LEVEL_WORDS: usize = 6;
    let column = bodies(table).and_then(|b| b.columns.iter().position(|c| *c == ColumnUse::Level));
    let Some((column, head)) = column.and_then(|at| Some((at, table.header.get(at)?))) else {
        return Vec::new();
    };
    let mut levels: Vec<(PlainText, Vec<PlainText>)> = Vec::new();
    for row in &table.rows {
        let (Some(name), Some(cell)) = (row.first(), row.get(column)) else { continue };
        let words = cell.flat();
        if words.is_empty() || words.split_whitespace().count() > LEVEL_WORDS {
            return Vec::new();
        }
        // a bare number says which level it is
        let level = if words.chars().all(|c| c.is_ascii_digit()) {
            let mut level = head.clone();
            level.push(" ", cell.span(0..0));
            level.append(cell);
            level
        } else {
            cell.clone()
        };
        match levels.iter_mut().find(|(other, _)| fold(&other.flat()) == fold(&level.flat())) {
            Some((_, names)) => names.push(name.clone()),
            None => levels.push((level, vec![name.clone()])),
        }
    }
    if levels.len() > 1 { levels } else { Vec::new() }
}

fn column(kinds: Kinds) -> ColumnUse {
    if kinds.has(Kinds::LEVEL.union(Kinds::TIER)) {
        return ColumnUse::Level;
    }

    let relations = super::content::RELATIONS;
    if let Some(relation) = relations.into_iter().find(|relation| kinds.has(*relation)) {
        return ColumnUse::Relation(relation);
    }
    let asks_who = kinds.has(Kinds::NAME_COLUMN) && kinds.has(Kinds::QUESTION);
    if kinds.has(Kinds::CHAIR) {
        ColumnUse::Chair
    } else if asks_who {
        ColumnUse::Members
    } else if kinds.has(Kinds::DEPUTY.union(Kinds::SECRETARY)) && !kinds.has(Kinds::PROCESS) {
        ColumnUse::Office
    } else if kinds.has(Kinds::POST)
        && !kinds.has(Kinds::COLUMN_BODY.union(Kinds::FURNITURE).union(Kinds::MEMBERS))
    {
        // `Department | Head of department`
        ColumnUse::Office
    } else if kinds.has(Kinds::MEMBERS) && !kinds.has(Kinds::PURPOSE) {
        ColumnUse::Members
    } else if kinds.has(Kinds::PURPOSE) {
        ColumnUse::About
    } else if kinds.has(Kinds::DUTIES) {
        ColumnUse::Duties
    } else if kinds.has(Kinds::CADENCE) {
        if kinds.has(Kinds::QUORUM) { ColumnUse::Other } else { ColumnUse::Cadence }
    } else if kinds.has(Kinds::DECIDES) {
        ColumnUse::Decides
    } else {
        ColumnUse::Other
    }
}

/// The columns of a table of who is responsible for what, where nothing else on a page names functions.
pub(super) fn of_matrix<'a>(
    tree: &super::tree::HeadingTree,
    language: &'static Language,
) -> Vec<Candidate<'a>> {
    let blocks = tree.lead.iter().chain(tree.sections.iter().flat_map(|section| &section.own));
    let matrix = blocks.filter_map(|block| match block {
        Block::Table(table) if is_matrix(table) => Some(table),
        _ => None,
    });
    let Some(table) = matrix.into_iter().next() else { return Vec::new() };
    let names: Vec<&PlainText> = table.header.iter().skip(1).filter(|cell| !cell.is_blank()).collect();
    let named = names.iter().filter(|cell| {
        let words = NameWords::of(&cell.flat(), language);
        words.is_body() || words.is_post()
    });
    if names.len() < 2 || named.count() * 2 < names.len() {
        return Vec::new();
    }
    names
        .into_iter()
        .map(|name| {
            let mut candidate = Candidate::new(name.clone(), NameForm::Row);
            candidate.sum = super::weights::ENOUGH;
            candidate.why = "a column of the table of who is responsible for what".to_owned();
            candidate
        })
        .collect()
}

/// A table of who is responsible, accountable, consulted or informed: most of its cells are a letter or a short word that
/// stands in many of them.
pub(super) fn is_matrix(table: &Table) -> bool {
    let cells = table.rows.iter().flat_map(|row| row.iter().skip(1));
    let (letters, all) = cells.fold((0_usize, 0_usize), |(letters, all), cell| {
        let text = cell.flat();
        let is_letter = !text.is_empty()
            && text.split(['/', ',', ' ', '-']).all(|part| {
                part.chars().count() <= 1 && part.chars().all(|c| "RACIVSraciavs–✓✔xX*".contains(c))
                    || part.is_empty()
            });
        (letters + usize::from(is_letter), all + usize::from(!text.is_empty()))
    });
    table.header.len() > 2 && letters * 2 > all
}

/// Who alone is accountable for what in a table of who is responsible, accountable, consulted or informed: the heads of
/// columns, each with a row's activity.
pub(super) fn decided_alone(table: &Table) -> Vec<(&PlainText, &PlainText)> {
    if !is_matrix(table) {
        return Vec::new();
    }
    let is_alone = |cell: &PlainText| matches!(cell.flat().as_str(), "A" | "a");
    let holds =
        |cell: &PlainText| cell.flat().split(['/', ',', ' ', '-']).any(|part| matches!(part, "A" | "a"));
    let of_row = |row: &'_ Vec<PlainText>| -> Option<usize> {
        let held: Vec<usize> =
            row.iter().enumerate().skip(1).filter(|(_, cell)| holds(cell)).map(|(at, _)| at).collect();
        match held.as_slice() {
            [one] if row.get(*one).is_some_and(is_alone) => Some(*one),
            _ => None,
        }
    };
    let rows = table.rows.iter();
    rows.filter_map(|row| {
        let column = of_row(row)?;
        Some((table.header.get(column)?, row.first().filter(|activity| !activity.is_blank())?))
    })
    .collect()
}

/// The rows of a table of two columns that says things of one body: `Aspect | Description`.
pub(super) fn aspects(table: &Table) -> Option<Vec<(PlainText, PlainText)>> {
    if table.header.len() != 2 {
        return None;
    }
    let facets = Kinds::OF_A_BODY.union(Kinds::MARKED);
    let pairs: Vec<(PlainText, PlainText)> = table
        .rows
        .iter()
        .filter_map(|row| Some((row.first()?.clone(), row.get(1).cloned().unwrap_or_default())))
        .collect();
    let mut pairs = pairs;
    // where a table must have a header, the first row may stand there
    if let [label, value] = table.header.as_slice()
        && kinds_of(&label.flat()).has(facets)
        && !kinds_of(&label.flat()).has(Kinds::COLUMN_BODY)
        && !kinds_of(&value.flat()).has(Kinds::NAME_COLUMN.union(Kinds::COLUMN_ASPECT))
    {
        pairs.insert(0, (label.clone(), value.clone()));
    }
    let known = pairs.iter().filter(|(label, _)| kinds_of(&label.flat()).has(facets)).count();
    let head = table.header.first().map(|cell| kinds_of(&cell.flat())).unwrap_or_default();
    let is_said = head.has(Kinds::COLUMN_ASPECT) || table.header.first().is_some_and(PlainText::is_blank);
    let needed = if is_said { 1 } else { 2 };
    (known >= needed && known * 2 >= pairs.len()).then_some(pairs)
}

/// Whether a table is of people with their posts: a column of names beside one of posts.
pub(super) fn is_of_members(table: &Table) -> bool {
    let kinds: Vec<Kinds> = table.header.iter().map(|cell| kinds_of(&cell.flat())).collect();
    let posts = Kinds::MEMBERS.union(Kinds::POST);
    let has_member = kinds.iter().any(|kinds| kinds.has(Kinds::MEMBERS) || kinds.has(Kinds::POST));
    let has_name = kinds.iter().any(|kinds| kinds.has(Kinds::HOLDER) && !kinds.has(posts));
    // `Role | Held by`, `Position | Holder`
    let is_held = matches!(kinds.as_slice(), [post, holder]
        if post.has(Kinds::COLUMN_BODY)
            && !post.has(Kinds::BODY.union(Kinds::LEVEL).union(Kinds::NAME_COLUMN))
            && holder.has(Kinds::HOLDER)
            && !holder.has(Kinds::COLUMN_BODY));
    let is_plan =
        kinds.iter().any(|kinds| kinds.has(Kinds::COLUMN_ACTIVITY) && !kinds.has(Kinds::COLUMN_BODY));
    (is_held || (has_member && has_name)) && !is_plan && !is_matrix(table)
}

/// Whether a table's first column is of people's names.
pub(super) fn has_names(table: &Table, language: &'static Language) -> bool {
    let first = table.header.first().map(|cell| kinds_of(&cell.flat())).unwrap_or_default();
    let people = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .filter(|cell| people::is_person(&cell.flat(), language));
    let are_people = people.count() * 5 >= table.rows.len().max(1) * 3;
    (first.has(Kinds::NAME_COLUMN) || are_people) && !is_matrix(table)
}

/// The members that a table names: by their posts where a column has those, else by their names.
pub(super) fn members(table: &Table, language: &'static Language) -> Vec<PlainText> {
    if is_matrix(table) {
        return Vec::new();
    }
    let kinds: Vec<Kinds> = table.header.iter().map(head_kinds).collect();
    let post = kinds.iter().position(|kinds| {
        kinds.has(Kinds::MEMBERS.union(Kinds::POST).union(Kinds::CHAIR))
            || kinds.has(Kinds::COLUMN_BODY.union(Kinds::HOLDER)) && !is_name(*kinds)
    });
    let name = kinds.iter().position(|kinds| is_name(*kinds));
    // a column that most rows leave empty says nothing
    let filled = |column: usize| {
        let filled =
            table.rows.iter().filter(|row| row.get(column).is_some_and(|cell| !cell.is_blank())).count();
        filled * 2 > table.rows.len()
    };
    let first_is_people =
        table.rows.iter().filter_map(|row| row.first()).any(|cell| people::is_person(&cell.flat(), language));
    let post = post.filter(|column| *column != 0 || !first_is_people);
    // beside people's names, a column that may be of anything must be of posts
    let says_posts = |column: usize| {
        let is_said = kinds.get(column).is_some_and(|kinds| {
            kinds.has(Kinds::MEMBERS.union(Kinds::POST).union(Kinds::CHAIR).union(Kinds::HOLDER))
        });
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let posts = cells.filter(|cell| NameWords::of(&cell.flat(), language).is_post()).count();
        is_said || posts * 2 > table.rows.len()
    };
    let post = post.filter(|column| name.is_none() || says_posts(*column));
    let Some(column) =
        post.filter(|column| filled(*column)).or(name).or_else(|| (!table.header.is_empty()).then_some(0))
    else {
        return Vec::new();
    };
    let holder = name.or(first_is_people.then_some(0)).filter(|name| *name != column);
    let cells: Vec<(&Vec<PlainText>, &PlainText)> =
        table.rows.iter().filter_map(|row| Some((row, row.get(column)?))).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    if holder.is_some() {
        cells.iter().for_each(|(_, cell)| *counts.entry(cell.flat()).or_default() += 1);
    }
    let mut found = Vec::new();
    for (row, post) in cells.iter().filter(|(_, cell)| !cell.is_blank()) {
        // what several are tells them apart as little as "member" does
        let is_shared = || counts.get(&post.flat()).is_some_and(|count| *count > 1);
        match holder.and_then(|at| row.get(at)).and_then(|name| held_by(post, name, language)) {
            Some(held) => found.push(if is_shared() { held.name } else { held.role }),
            None => found.extend(people::of_item(post, language)),
        }
    }
    found
}

/// Who holds a post.
struct Held {
    name: PlainText,
    /// The post with the name behind it.
    role: PlainText,
}

/// A post with the name of the one who holds it.
fn held_by(post: &PlainText, name: &PlainText, language: &'static Language) -> Option<Held> {
    let plain = name.flat();
    if plain.is_empty() || post.lines().len() > 1 || people::is_vacant(name) {
        return None;
    }
    let words = NameWords::of(&post.flat(), language);
    let marks = Kinds::CHAIR.union(Kinds::DEPUTY).union(Kinds::SECRETARY);
    let is_one = words.whole.has(marks)
        || words.is_post() && people::is_person(&people::without_title(&plain), language);
    let name = people::person(name, language);
    is_one.then(|| Held { role: people::with_label(post, &name), name })
}

/// Whether a header says `Name` and not that the column is of posts.
fn is_name(kinds: Kinds) -> bool {
    kinds.has(Kinds::NAME_COLUMN)
}

/// The members in a cell: one a line, or several between commas.
pub(super) fn of_cell(cell: &PlainText, language: &'static Language) -> Vec<PlainText> {
    let lines: Vec<PlainText> = cell.lines().into_iter().filter(|line| !line.is_blank()).collect();
    if lines.len() > 1
        || lines.first().is_some_and(|line| line.as_str().trim_start().starts_with(['*', '•', '-']))
    {
        return lines.iter().flat_map(|line| people::of_item(line, language)).collect();
    }
    // `a + b`
    let plain = cell.as_str();
    if let Some(at) = plain.find(" + ") {
        let (first, rest) = (cell.slice(0..at), cell.slice(at + " + ".len()..plain.len()));
        return people::split(&first, language).into_iter().chain(of_cell(&rest, language)).collect();
    }
    people::split(cell, language)
}

/// Whether the names in a table's first column are bodies or posts by their words, as a share.
pub(super) fn share_of_bodies(table: &Table, language: &'static Language) -> f64 {
    let names: Vec<NameWords> = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| NameWords::of(&cell.flat(), language))
        .collect();
    let bodies = names.iter().filter(|words| words.is_body()).count();
    #[expect(clippy::cast_precision_loss, reason = "a share of rows")]
    let share = bodies as f64 / names.len().max(1) as f64;
    share
}
