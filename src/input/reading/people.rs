//! Members: which role or person an item, a cell or a line names.
use super::evidence::{NameWords, in_brackets};
use super::labels;
use crate::input::page::ListItem;
use crate::input::roles;
use crate::input::text::{PlainText, without_stop};
use crate::words::{Kinds, Language, kinds_of};

/// A rule of eligibility has more words than a role.
const ROLE_WORDS: usize = 9;

/// Whether an item is a sentence, such as a rule or a duty, and not somebody's name or post.
pub(super) fn is_sentence(item: &PlainText, language: &Language) -> bool {
    let plain = item.flat();
    let (first, _) = halves(&plain).unwrap_or((&plain, ""));
    let has_label = labels::of_line(item, language).is_some_and(|l| !l.rest.is_blank());
    let words = first.split_whitespace().count();
    let spaced = first.is_ascii() || words > 1;
    let is_long = words > ROLE_WORDS || (!spaced && first.chars().count() > 24);
    let ends = plain.ends_with(['.', '。', '!', '?', '？']) && words >= 5;
    !has_label && (is_long || ends)
}

/// Whether a list that should be of members is of rules or sentences for the most part.
pub(super) fn is_rules(items: &[ListItem], language: &Language) -> bool {
    let top = items.first().map_or(1, |item| item.depth);
    let own = items.iter().filter(|item| item.depth == top);
    let (rules, all) = own
        .fold((0, 0), |(rules, all), item| (rules + usize::from(is_sentence(&item.text, language)), all + 1));
    rules * 2 > all
}

/// Whether a list is of people: most of its items are a name with a post beside it.
pub(super) fn is_roster(items: &[ListItem], language: &'static Language) -> bool {
    let top = items.first().map_or(1, |item| item.depth);
    let own: Vec<&ListItem> = items.iter().filter(|item| item.depth == top).collect();
    let is_person = |item: &&&ListItem| {
        let plain = item.text.flat();
        if plain.split_whitespace().count() > ROLE_WORDS + 3 {
            return false;
        }
        let is_post = |words: &str| {
            let words = NameWords::of(words, language);
            words.is_post() && !words.is_sentence
        };
        match (halves(&plain), in_brackets(&plain)) {
            (Some((left, right)), _) => is_post(right) && !is_post(left),
            (None, Some(inner)) => {
                is_post(inner) || is_person(&super::evidence::without_brackets(&plain), language)
            }
            _ => labels::of_line(&item.text, language).is_some_and(|labelled| {
                is_post(&labelled.label.flat()) && is_person(&labelled.rest.flat(), language)
            }),
        }
    };
    let people = own.iter().filter(is_person).count();
    // bare names beside one with a post are people too
    let is_bare = |plain: &str| is_handle(plain) || self::is_person(plain, language);
    let bare = own.iter().filter(|item| is_bare(&item.text.flat())).count();
    let people = if people > 0 { people + bare } else { 0 };
    people >= 2 && people * 5 >= own.len() * 3
}

/// Whether words are what somebody is called on a forge: `@ann`.
fn is_handle(words: &str) -> bool {
    words.trim().strip_prefix('@').is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    })
}

/// Whether every item of a list looks like a person's name.
pub(super) fn are_people(items: &[ListItem], language: &Language) -> bool {
    items.len() >= 2 && items.iter().all(|item| is_person(&item.text.flat(), language))
}

/// Whether a list is of posts and no duties: `Chair`, `Six members`; a short name may stand among them.
pub(super) fn are_posts(items: &[ListItem], language: &Language) -> bool {
    const POST_WORDS: usize = 8;
    const NAME_WORDS: usize = 4;
    let is_said = |words: NameWords| words.is_post() && words.is_sure && words.count <= POST_WORDS;
    let is_post = |plain: &str| {
        let (first, _) = halves(plain).unwrap_or((plain, ""));
        let bare = super::evidence::without_brackets(first);
        let beside = in_brackets(first).is_some_and(|inner| is_said(NameWords::of(inner, language)));
        beside || is_said(NameWords::of(bare.trim_end_matches([';', ',']), language))
    };
    let is_name = |plain: &str| {
        let starts_small = plain.starts_with(char::is_lowercase);
        !starts_small && plain.split_whitespace().count() <= NAME_WORDS && !plain.contains(':')
    };
    let lines: Vec<String> = items.iter().map(|item| item.text.flat()).collect();
    let is_list = items.len() >= 2 && items.iter().all(|item| item.depth == 1);
    if !is_list || lines.iter().any(|plain| plain.ends_with(['.', '。'])) {
        return false;
    }
    // at least half of them are posts, and the others names
    let mut others = 0;
    lines.iter().all(|plain| {
        is_post(plain) || {
            others += 1;
            2 * others <= lines.len() && is_name(plain)
        }
    })
}

/// The members that sentences name: `It comprises a chair, two deans and a clerk.`
pub(super) fn of_sentences(lines: &[PlainText], language: &Language) -> Vec<PlainText> {
    const LEAD_WORDS: usize = 6;
    let Some((first, rest)) = lines.split_first() else { return Vec::new() };
    let text = super::passages::joined(first, rest, " ");
    let plain = text.as_str();
    let mut found = Vec::new();
    for hit in super::evidence::found(plain, language) {
        if !(hit.kinds.has(Kinds::ANNOUNCES)
            && is_verb(plain.get(hit.start..hit.end).unwrap_or_default(), language))
        {
            continue;
        }
        let before = plain.get(..hit.start).unwrap_or_default();
        let lead = before.rsplit(['.', '!', '?', ';']).next().unwrap_or_default();
        let behind = plain.get(hit.end..).unwrap_or_default();
        let end = behind.find(['.', ':', '!', '?', '。']).unwrap_or(behind.len());
        let parts = split(&text.slice(hit.end..hit.end + end), language);
        let is_name =
            |part: &PlainText| is_value(part) && part.flat().split_whitespace().count() <= LEAD_WORDS;
        // "its work consists of" is of no members
        let is_subject = lead.split_whitespace().count() <= 1
            || super::evidence::found(lead, language)
                .iter()
                .any(|hit| hit.kinds.has(Kinds::BODY.union(Kinds::MEMBERS)));
        let is_lead = lead.split_whitespace().count() <= LEAD_WORDS && is_subject;
        if is_lead && parts.len() > 1 && parts.iter().all(is_name) {
            found.extend(parts);
        }
    }
    found
}

/// Whether words that announce members are a verb, behind which they stand: no word for members is among them.
fn is_verb(words: &str, language: &Language) -> bool {
    !super::evidence::found(words, language)
        .iter()
        .any(|hit| hit.kinds.has(Kinds::POST) || hit.kinds.has(Kinds::GROUPING))
}

/// Whether words look like a person's name: two to four, each with a capital, none of them a body's or a post's. Initials
/// may stand before the last.
pub(super) fn is_person(words: &str, language: &Language) -> bool {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let is_capital = |part: &&str| part.starts_with(char::is_uppercase);
    let is_name = |part: &&str| is_capital(part) && part.chars().skip(1).any(char::is_lowercase);
    let is_initial = |part: &&str| is_capital(part) && part.ends_with('.') && part.chars().count() == 2;
    (2..=4).contains(&parts.len())
        && parts.iter().all(|part| is_name(part) || is_initial(part))
        && parts.last().is_some_and(is_name)
        && super::evidence::found(words, language).is_empty()
}

/// Whether an item or a cell is of one person, with what they are behind a comma: `Ann Lee, treasurer`.
pub(super) fn is_one(line: &PlainText, language: &Language) -> bool {
    // few have a comma at all
    if !line.as_str().contains([',', '，', '،', '、']) {
        return false;
    }
    let plain = line.flat();
    let is_person = |words: &str| is_person(super::evidence::without_brackets(words).trim(), language);
    if halves(&plain).is_some_and(|(name, _)| is_person(name)) {
        return true;
    }
    let parts = roles::split(line);
    let Some((first, rest)) = parts.split_first() else { return false };
    let is_mark = |part: &PlainText| super::marks::of_kinds(kinds_of(&part.flat())).is_some();
    let is_marked = matches!(rest, [mark] if is_mark(mark) && !is_mark(first));
    let is_told =
        is_person(&first.flat()) && !rest.is_empty() && !rest.iter().any(|part| is_person(&part.flat()));
    is_marked || is_told
}

/// Those whom an item of a list names behind a label that announces roles: one, or several between commas.
pub(super) fn of_items(item: &PlainText, language: &Language) -> Vec<PlainText> {
    if is_one(item, language) { vec![person(item, language)] } else { roles::split(item) }
}

/// Whether nobody is named yet, or nobody at all: `TBC`, `[Name]`, `9`.
pub(super) fn is_vacant(text: &PlainText) -> bool {
    /// No word for nobody is longer.
    const LONGEST_BYTES: usize = 60;
    text.as_str().len() <= LONGEST_BYTES && vacant(text).is_some_and(|post| post.is_none())
}

/// The roles that an item of a list of members names.
pub(super) fn of_item(item: &PlainText, language: &Language) -> Vec<PlainText> {
    let lines = item.lines();
    let Some(line) = lines.iter().find(|line| !line.is_blank()) else { return Vec::new() };
    let line = without_mark(line);
    if let Some(post) = vacant(&line) {
        return post.into_iter().collect();
    }
    if let Some(labelled) = labels::of_line(&line, language)
        && !labelled.rest.is_blank()
    {
        return of_label(&line, &labelled, language);
    }
    vec![person(&line, language)]
}

/// The roles that stand behind a label: `Chair: Harbour Master` is one, `Members: a, b` are two.
pub(super) fn of_label(
    line: &PlainText,
    labelled: &labels::LabelledLine,
    language: &Language,
) -> Vec<PlainText> {
    let single = Kinds::MARKED;
    let label = labelled.label.flat();
    let words = NameWords::of(&label, language);
    let rest = labelled.rest.flat();
    let is_short = rest.split_whitespace().count() <= ROLE_WORDS && !rest.ends_with(['.', '。']);
    if labelled.kinds.has(Kinds::MEMBERS) && !labelled.kinds.has(single) {
        return split(&labelled.rest, language);
    }
    // of several who may be there, each is one
    let several = Kinds::OBSERVER.union(Kinds::ADVISER);
    if labelled.kinds.has(several) && !is_placeholder(&rest) {
        let parts = split(&labelled.rest, language);
        if parts.len() > 1 {
            return parts.iter().map(|part| with_label(&labelled.label, part)).collect();
        }
    }
    if labelled.kinds.has(single) {
        let is_empty = kinds_of(&rest).has(Kinds::VACANT) || is_placeholder(&rest);
        let one = if is_short && !is_empty { line.clone() } else { labelled.label.clone() };
        return vec![one];
    }
    // `Trustees: Ann Lee, Bo Roe`, `Governors: 14 elected governors, two of the staff`
    if words.any.has(Kinds::POST.union(Kinds::BODY)) && is_of_several(&labelled.rest, &label, language) {
        return split(&labelled.rest, language);
    }
    if words.is_post() && is_holder(&labelled.rest, language) {
        // `Governors: 14 elected governors`
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
        return vec![if is_number { person(&labelled.rest, language) } else { line.clone() }];
    }
    // words that explain a post are no part of it
    if labelled.is_bold || words.is_post() || !is_short {
        return vec![without_count(&labelled.label)];
    }
    vec![person(line, language)]
}

/// Whether what stands behind a post's label is who holds it, and no words that explain it: a person, another post, a number
/// of people, or a single name.
fn is_holder(rest: &PlainText, language: &Language) -> bool {
    const POST_WORDS: usize = 6;
    let plain = rest.flat();
    let bare = without_title(&plain);
    let words = NameWords::of(&bare, language);
    let is_name = words.count == 1 && plain.starts_with(char::is_uppercase);
    let is_post = words.is_post() && words.count <= POST_WORDS && !words.is_sentence;
    plain.starts_with(|c: char| c.is_ascii_digit()) || is_name || is_post || is_person(&bare, language)
}

/// Whether what stands behind a post's label are those who hold it, two or more: people's names, or a number of them.
pub(super) fn is_of_several(rest: &PlainText, label: &str, language: &Language) -> bool {
    if !rest.as_str().contains([',', ';', '、', '，', '،', '；']) {
        return false;
    }
    let label = crate::words::fold(label);
    let parts = roles::split(rest);
    let is_holder = |part: &PlainText| {
        let words = part.flat();
        words.starts_with(|c: char| c.is_ascii_digit())
            || crate::words::fold(&words).contains(label.trim())
            || is_person(&without_title(&words), language)
    };
    parts.len() > 1 && parts.iter().all(|part| is_value(part) && is_holder(part))
}

/// A person's name without the title before it or what stands in brackets behind it: `Dr. Ana Reis (Portugal)`.
pub(super) fn without_title(name: &str) -> String {
    /// A title is no longer, the stop behind it included.
    const TITLE_CHARS: usize = 5;
    let bare = super::evidence::without_brackets(name);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let is_title =
        |word: &&str| word.chars().count() <= TITLE_CHARS && word.ends_with('.') && word.chars().count() > 2;
    words.into_iter().skip_while(is_title).collect::<Vec<_>>().join(" ")
}

/// One of several behind a label, behind the label alone.
pub(super) fn with_label(label: &PlainText, part: &PlainText) -> PlainText {
    let mut line = label.clone();
    let at = label.whole_span().end;
    line.push(": ", crate::diagnostic::Span { start: at, end: at });
    line.append(part);
    line
}

/// The roles of a line of several.
pub(super) fn split(line: &PlainText, language: &Language) -> Vec<PlainText> {
    let mut parts: Vec<PlainText> = roles::split(line);
    // `a, b and c`
    if let Some(last) = parts.last().cloned() {
        let plain = last.as_str();
        if let Some((start, end)) = and_of(plain).filter(|(start, end)| {
            let side = |part: &str| NameWords::of(part, language);
            let (left, right) =
                (plain.get(..*start).unwrap_or_default(), plain.get(*end..).unwrap_or_default());
            let (left, right) = (side(left), side(right));
            left.is_post()
                || left.is_body()
                || left.count == 0
                || (parts.len() > 1 && left.count <= 2 && right.count <= 2)
        }) {
            let (left, right) = (last.slice(0..start), last.slice(end..plain.len()));
            if !right.is_blank() {
                parts.pop();
                if !left.is_blank() {
                    parts.push(left);
                }
                parts.push(right);
            }
        }
    }
    parts
        .iter()
        .filter_map(|part| match vacant(part) {
            Some(post) => post,
            None => Some(person(part, language)),
        })
        .collect()
}

/// Whether a line below a heading or a label is its value, and no sentence.
pub(super) fn is_value(line: &PlainText) -> bool {
    let words = line.flat();
    let ends = words.ends_with(['.', '。', '!', '?', '？', ':', '：']);
    !words.is_empty() && words.split_whitespace().count() <= ROLE_WORDS && !ends
}

/// The members that lines below a heading or a label name: several lines a member each, a single one as a label's value.
/// None where they are prose.
pub(super) fn of_lines(lines: &[PlainText], language: &Language) -> Vec<PlainText> {
    /// A post or a name is no longer.
    const NAME_WORDS: usize = 6;
    let is_name = |text: &PlainText| {
        let plain = text.flat();
        is_value(text) && plain.split_whitespace().count() <= NAME_WORDS
    };
    if let [line] = lines {
        let parts = split(line, language);
        let plain = line.flat();
        let is_known = || {
            let words = NameWords::of(&plain, language);
            words.count <= 2 || words.is_post() || words.is_body() || is_person(&plain, language)
        };
        let is_list = parts.len() > 1 || is_known();
        return if is_list && !plain.ends_with('.') && parts.iter().all(is_name) {
            parts
        } else {
            Vec::new()
        };
    }
    let is_list = lines.iter().all(is_name)
        && lines.iter().all(|line| line.as_str().trim_start().starts_with(|c: char| !c.is_lowercase()));
    if is_list {
        return lines.iter().flat_map(|line| split(line, language)).collect();
    }
    Vec::new()
}

/// Where the word stands that joins the last of several, outside brackets.
fn and_of(plain: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for word in super::evidence::words_of(plain) {
        let before = plain.get(..word.start).unwrap_or_default();
        depth = before.matches(['(', '（']).count().saturating_sub(before.matches([')', '）']).count());
        let text = plain.get(word.clone()).unwrap_or_default();
        if depth == 0 && word.start > 0 && text != "&" && kinds_of(text).has(Kinds::AND) {
            return Some((word.start, word.end));
        }
    }
    let _ = depth;
    None
}

/// `[TODO]`, `TBC`, `[Name]`: nobody yet; the post in brackets behind it, where there is one.
#[expect(clippy::option_option, reason = "vacant without a post, vacant with one, not vacant")]
fn vacant(text: &PlainText) -> Option<Option<PlainText>> {
    let plain = text.flat();
    let bare = super::evidence::without_brackets(&plain);
    let is_vacant = plain.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        || is_placeholder(&plain)
        || kinds_of(bare.trim()).has(Kinds::VACANT)
        || (plain.starts_with('[') && is_placeholder(plain.split(']').next().map_or("", |s| s)));
    is_vacant.then(|| {
        let post = in_brackets(&plain).filter(|post| !kinds_of(post).has(Kinds::VACANT))?;
        let at = text.as_str().rfind(post)?;
        Some(text.slice(at..at + post.len()))
    })
}

/// A template's field: `[Name]`, `<name>`, `{{ name }}`, `____`.
fn is_placeholder(plain: &str) -> bool {
    let plain = plain.trim();
    let framed = (plain.starts_with('[') && plain.trim_end_matches(']').len() < plain.len())
        || (plain.starts_with('<') && plain.ends_with('>'))
        || (plain.starts_with("{{") && plain.ends_with("}}"));
    plain.is_empty()
        || framed
        || plain.starts_with('[') && !plain.contains(']')
        || plain.chars().all(|c| "_-–—.…".contains(c))
}

/// One person or post: of `name – post` the post, of `post – name` too; without a house, a handle, a date behind it.
pub(super) fn person(text: &PlainText, language: &Language) -> PlainText {
    let plain = text.as_str();
    if let Some((left, right)) = halves(plain) {
        let (left_start, right_start) = (offset(plain, left), offset(plain, right));
        let side = |side: &str| NameWords::of(side, language);
        let (a, b) = (side(left), side(right));
        let is_bold = labels::bold_start(text).is_some_and(|end| end <= right_start);
        let right_is_post = (b.is_post() || b.is_body()) && b.count <= ROLE_WORDS && !b.is_sentence;
        let takes_right = right_is_post && !a.is_post() && !is_bold;
        // "Ann Lee – Chair": neither who nor what is lost
        if takes_right && super::marks::of_kinds(kinds_of(right)).is_some() && is_person(left, language) {
            let post = text.slice(right_start..right_start + right.len());
            return with_label(&post, &text.slice(left_start..left_start + left.len()));
        }
        let part = if takes_right { right_start..plain.len() } else { left_start..left_start + left.len() };
        return person_alone(&text.slice(part));
    }
    person_alone(text)
}

/// A name without a handle behind it, or a house behind a linked name.
fn person_alone(text: &PlainText) -> PlainText {
    let text = &without_letter(text);
    let plain = text.as_str();
    // `[Ana Sedge](…), Bogtrust`
    if let Some(end) = labels::link_start(text)
        && plain.get(end..).is_some_and(|rest| rest.trim_start().starts_with([',', '，', '(', '-']))
    {
        return text.slice(0..end);
    }
    // `Lin Bo (@handle), since May`
    if let Some(at) = plain.find(['@']) {
        let before = plain
            .get(..at)
            .unwrap_or_default()
            .trim_end()
            .trim_end_matches(['(', '（', '[', ',', '-', '–'])
            .trim_end();
        if !before.is_empty() {
            return text.slice(0..before.len());
        }
    }
    let counted = without_count(text);
    let bare = counted.as_str().trim_end().trim_end_matches([';', '；', ',', '，']);
    counted.slice(0..without_stop(bare).trim_end().len())
}

/// `a) two parents` in a row of several.
pub(super) fn without_letter(text: &PlainText) -> PlainText {
    let plain = text.as_str();
    let trimmed = plain.trim_start().trim_start_matches('(');
    match trimmed.split_once(") ") {
        Some((mark, rest)) if mark.len() == 1 && mark.chars().all(|c| c.is_ascii_alphanumeric()) => {
            text.slice(plain.len() - rest.len()..plain.len())
        }
        _ => text.clone(),
    }
}

/// `Solution Architects (2)` are Solution Architects.
fn without_count(text: &PlainText) -> PlainText {
    let plain = text.as_str().trim_end();
    let is_count =
        in_brackets(plain).is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit() || c == 'x'));
    match plain.rfind(['(', '（']).filter(|_| is_count) {
        Some(at) => text.slice(0..plain.get(..at).unwrap_or_default().trim_end().len()),
        None => text.clone(),
    }
}

/// A bullet that stands as a sign in a cell: `* Ana`.
fn without_mark(text: &PlainText) -> PlainText {
    let plain = text.as_str();
    let bare = plain.trim_start().trim_start_matches(['•', '*', '·', '–', '-']).trim_start();
    text.slice(plain.len() - bare.len()..plain.len())
}

/// What stands before and behind a dash.
fn halves(plain: &str) -> Option<(&str, &str)> {
    const DASHES: [&str; 5] = [" – ", " — ", " - ", "——", "–"];
    let found = DASHES.iter().take(3).filter_map(|dash| plain.find(dash).map(|at| (at, dash.len()))).min()?;
    let (at, length) = found;
    let (left, right) = (plain.get(..at)?.trim(), plain.get(at + length..)?.trim());
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}
