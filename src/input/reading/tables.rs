//! Tables: of bodies, of members, of what is said of one body.
use super::candidate::{Candidate, Form};
use super::evidence::Words;
use super::people;
use crate::input::page::{Block, Table};
use crate::input::text::Text;
use crate::words::{Kinds, Language, kinds_of};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The names of bodies or posts.
    Name,
    /// The level of each.
    Level,
    Members,
    Chair,
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
pub(super) struct Bodies {
    pub(super) columns: Vec<Column>,
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
pub(super) fn bodies(table: &Table) -> Option<Bodies> {
    let first = kinds_of(&table.header.first()?.flat());
    if table.rows.is_empty() || !first.has(Kinds::COLUMN_BODY) || is_matrix(table) {
        return None;
    }
    let mut columns = vec![Column::Name];
    columns.extend(table.header.iter().skip(1).map(|cell| column(kinds_of(&cell.flat()))));
    // `Level | Who | …`: the second column names what the first ranks
    let second = table.header.get(1).map(|cell| kinds_of(&cell.flat())).unwrap_or_default();
    let is_ranked = first.has(Kinds::LEVEL) && second.has(Kinds::NAME_COLUMN.union(Kinds::COLUMN_BODY));
    if is_ranked && let [level, name, ..] = columns.as_mut_slice() {
        (*level, *name) = (Column::Level, Column::Name);
    }
    let has = |wanted: fn(&Column) -> bool| columns.iter().any(wanted);
    let has_relation = has(|c| matches!(c, Column::Relation(_)));
    let has_members = has(|c| matches!(c, Column::Members | Column::Chair));
    let known = columns.iter().filter(|c| !matches!(c, Column::Other | Column::Name | Column::Level)).count();
    (known > 0).then_some(Bodies {
        has_relation,
        has_members,
        says_bodies: first.has(Kinds::BODY.union(Kinds::GROUPING)),
        says_roles: first.has(Kinds::MEMBERS.union(Kinds::POST).union(Kinds::HOLDER))
            && !first.has(Kinds::BODY.union(Kinds::NAME_COLUMN)),
        columns,
    })
}

fn column(kinds: Kinds) -> Column {
    let relations = super::content::RELATIONS;
    if let Some(relation) = relations.into_iter().find(|relation| kinds.has(*relation)) {
        return Column::Relation(relation);
    }
    if kinds.has(Kinds::CHAIR) {
        Column::Chair
    } else if kinds.has(Kinds::MEMBERS) && !kinds.has(Kinds::PURPOSE) {
        Column::Members
    } else if kinds.has(Kinds::PURPOSE) {
        Column::About
    } else if kinds.has(Kinds::DUTIES) {
        Column::Duties
    } else if kinds.has(Kinds::CADENCE) {
        if kinds.has(Kinds::QUORUM) { Column::Other } else { Column::Cadence }
    } else if kinds.has(Kinds::DECIDES) {
        Column::Decides
    } else {
        Column::Other
    }
}

/// The columns of a table of who is responsible for what, where nothing else on a page names functions.
pub(super) fn of_matrix<'a>(tree: &super::tree::Tree, language: &'static Language) -> Vec<Candidate<'a>> {
    let blocks = tree.lead.iter().chain(tree.sections.iter().flat_map(|section| &section.own));
    let matrix = blocks.filter_map(|block| match block {
        Block::Table(table) if is_matrix(table) => Some(table),
        _ => None,
    });
    let Some(table) = matrix.into_iter().next() else { return Vec::new() };
    let names: Vec<&Text> = table.header.iter().skip(1).filter(|cell| !cell.is_blank()).collect();
    let named = names.iter().filter(|cell| {
        let words = Words::of(&cell.flat(), language);
        words.is_body() || words.is_post()
    });
    if names.len() < 2 || named.count() * 2 < names.len() {
        return Vec::new();
    }
    names
        .into_iter()
        .map(|name| {
            let mut candidate = Candidate::new(name.clone(), Form::Row);
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
pub(super) fn decided_alone(table: &Table) -> Vec<(&Text, &Text)> {
    if !is_matrix(table) {
        return Vec::new();
    }
    let is_alone = |cell: &Text| matches!(cell.flat().as_str(), "A" | "a");
    let holds = |cell: &Text| cell.flat().split(['/', ',', ' ', '-']).any(|part| matches!(part, "A" | "a"));
    let of_row = |row: &'_ Vec<Text>| -> Option<usize> {
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
pub(super) fn aspects(table: &Table) -> Option<Vec<(Text, Text)>> {
    if table.header.len() != 2 {
        return None;
    }
    let facets = Kinds::OF_A_BODY.union(Kinds::MARKED);
    let pairs: Vec<(Text, Text)> = table
        .rows
        .iter()
        .filter_map(|row| Some((row.first()?.clone(), row.get(1).cloned().unwrap_or_default())))
        .collect();
    let known = pairs.iter().filter(|(label, _)| kinds_of(&label.flat()).has(facets)).count();
    let head = table.header.first().map(|cell| kinds_of(&cell.flat())).unwrap_or_default();
    let is_said = head.has(Kinds::COLUMN_ASPECT) || table.header.first().is_some_and(Text::is_blank);
    let needed = if is_said { 1 } else { 2 };
    (known >= needed && known * 2 >= pairs.len()).then_some(pairs)
}

/// Whether a table is of people with their posts: a column of names beside one of posts.
pub(super) fn is_of_members(table: &Table) -> bool {
    let kinds: Vec<Kinds> = table.header.iter().map(|cell| kinds_of(&cell.flat())).collect();
    let posts = Kinds::MEMBERS.union(Kinds::POST);
    let has_member = kinds.iter().any(|kinds| kinds.has(Kinds::MEMBERS) || kinds.has(Kinds::POST));
    let has_name = kinds.iter().any(|kinds| kinds.has(Kinds::HOLDER) && !kinds.has(posts));
    let is_plan =
        kinds.iter().any(|kinds| kinds.has(Kinds::COLUMN_ACTIVITY) && !kinds.has(Kinds::COLUMN_BODY));
    has_member && has_name && !is_plan && !is_matrix(table)
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
pub(super) fn members(table: &Table, language: &'static Language) -> Vec<Text> {
    if is_matrix(table) {
        return Vec::new();
    }
    let kinds: Vec<Kinds> = table.header.iter().map(|cell| kinds_of(&cell.flat())).collect();
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
    let Some(column) =
        post.filter(|column| filled(*column)).or(name).or_else(|| (!table.header.is_empty()).then_some(0))
    else {
        return Vec::new();
    };
    table
        .rows
        .iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| !cell.is_blank())
        .flat_map(|cell| people::of_item(cell, language))
        .collect()
}

/// Whether a header says `Name` and not that the column is of posts.
fn is_name(kinds: Kinds) -> bool {
    kinds.has(Kinds::NAME_COLUMN)
}

/// The members in a cell: one a line, or several between commas.
pub(super) fn of_cell(cell: &Text, language: &'static Language) -> Vec<Text> {
    let lines: Vec<Text> = cell.lines().into_iter().filter(|line| !line.is_blank()).collect();
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
    let names: Vec<Words> = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| Words::of(&cell.flat(), language))
        .collect();
    let bodies = names.iter().filter(|words| words.is_body()).count();
    #[expect(clippy::cast_precision_loss, reason = "a share of rows")]
    let share = bodies as f64 / names.len().max(1) as f64;
    share
}
