//! Sentences: where one ends, and a bullet without its full stop.

/// Words that end in a full stop inside a sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "vs", "cf", "dr", "mr", "mrs", "ms", "prof", "sr", "jr", "st", "no", "nos",
    "approx", "etc", "incl", "dept", "gov", "inc", "ltd", "co", "corp", "fig", "vol", "pp", "art", "al",
    "z.b", "d.h", "bzw", "usw", "ca", "vgl", "nr", "p.ex", "p. ex", "c.-à-d", "env", "ex", "p.ej", "p. ej",
    "sra", "u.a", "u.s", "u.k",
];

/// The sentences of a paragraph, in order, each as written.
///
/// One ends at `.`, `?`, `!` or `…` with closing marks behind it, before a space or the end; at `。`, `！` and `？`
/// wherever they stand; and at `؟`. None ends inside brackets, at an abbreviation, an initial, a list number, or
/// before a word in lower case.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<String> {
    let chars: Vec<(usize, char)> = paragraph.char_indices().collect();
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut i = 0;
    while let Some(&(at, c)) = chars.get(i) {
        i += 1;
        match c {
            '(' | '[' | '（' | '「' => depth += 1,
            ')' | ']' | '）' | '」' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || !is_end_mark(c) {
            continue;
        }
        // closing marks and further end marks belong to the sentence
        while chars.get(i).is_some_and(|&(_, c)| is_end_mark(c) || is_closing(c)) {
            i += 1;
        }
        let end = chars.get(i).map_or(paragraph.len(), |&(at, _)| at);
        let rest = paragraph.get(end..).unwrap_or_default();
        let is_wide = matches!(c, '。' | '！' | '？');
        if !is_wide && !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let next = rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']).chars().next();
        if !is_wide && next.is_some_and(char::is_lowercase) {
            continue;
        }
        let before = paragraph.get(start..at).unwrap_or_default();
        if c == '.' && next.is_some() && ends_in_abbreviation(before) {
            continue;
        }
        push(&mut found, paragraph.get(start..end).unwrap_or_default());
        start = end;
    }
    push(&mut found, paragraph.get(start..).unwrap_or_default());
    found
}

fn push(found: &mut Vec<String>, sentence: &str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        found.push(sentence.to_owned());
    }
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '؟')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '）' | '」')
}

/// Whether the full stop behind these words belongs to the last of them.
fn ends_in_abbreviation(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = word.chars();
    let is_initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    // a number opens a list item only where nothing stands before it
    let is_list_number = is_number && before.trim() == last;
    is_initial || is_list_number || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// A bullet as it is drawn: one full stop at its end is dropped, an ellipsis and an abbreviation's stop are not.
#[must_use]
pub fn without_full_stop(point: &str) -> &str {
    let point = point.trim();
    if let Some(bare) = point.strip_suffix('。') {
        return bare.trim_end();
    }
    match point.strip_suffix('.') {
        Some(bare) if !bare.ends_with('.') && !bare.is_empty() && !is_abbreviation_at_end(bare) => {
            bare.trim_end()
        }
        _ => point,
    }
}

/// `e.g`, `U.S`, `etc`, and the last initial of `Ann B`: the stop is theirs.
fn is_abbreviation_at_end(bare: &str) -> bool {
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains('.') && last.split('.').all(|part| part.chars().count() <= 2)
        || last.eq_ignore_ascii_case("etc")
        || is_initial(bare, last)
}

/// Whether a capital alone stands behind a word with a capital or behind another initial.
fn is_initial(bare: &str, last: &str) -> bool {
    let mut letters = last.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_capital
        && bare
            .split_whitespace()
            .rev()
            .nth(1)
            .is_some_and(|before| before.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{sentences, without_full_stop};

    #[test]
    fn sentences_end_where_they_end() {
        let cases: &[(&str, &[&str])] = &[
            ("Sets goals. Holds budgets.", &["Sets goals.", "Holds budgets."]),
            ("Works with others, e.g. the board. Done", &["Works with others, e.g. the board.", "Done"]),
            ("See No. 4 and Dr. Jones. Then stop!", &["See No. 4 and Dr. Jones.", "Then stop!"]),
            ("Version 2.1 is out. It works", &["Version 2.1 is out.", "It works"]),
            (
                "Pays 3.5 million (net. of tax. And so on) a year.",
                &["Pays 3.5 million (net. of tax. And so on) a year."],
            ),
            ("Is it “done.” Yes", &["Is it “done.”", "Yes"]),
            ("One... two. Three", &["One... two.", "Three"]),
            ("J. Smith leads. K. Lee helps.", &["J. Smith leads.", "K. Lee helps."]),
            ("目標を決める。予算を持つ。", &["目標を決める。", "予算を持つ。"]),
            ("1. First", &["1. First"]),
            ("It has 12. Then more", &["It has 12.", "Then more"]),
            ("", &[]),
            (" no stop ", &["no stop"]),
        ];
        for (paragraph, expected) in cases {
            assert_eq!(sentences(paragraph), *expected, "{paragraph}");
        }
    }

    #[test]
    fn a_bullet_drops_its_full_stop_and_nothing_else() {
        let cases = [
            ("Sets goals.", "Sets goals"),
            ("Wait…", "Wait…"),
            ("Wait...", "Wait..."),
            ("Sets goals .", "Sets goals"),
            ("Really?", "Really?"),
            ("In the U.S.", "In the U.S."),
            ("Boards, panels, etc.", "Boards, panels, etc."),
            ("Liaison with Ann B.", "Liaison with Ann B."),
            ("Liaison with J. B.", "Liaison with J. B."),
            ("Works by plan B.", "Works by plan B"),
            ("目標を決める。", "目標を決める"),
            (".", "."),
        ];
        for (point, expected) in cases {
            assert_eq!(without_full_stop(point), expected);
        }
    }
}
