//! Which script each character of a line counts as.
use unicode_script::{Script, UnicodeScript as _};

/// The script of each character, with its offset, as browsers cut a line before they shape it: a sign that scripts share
/// counts as what stands before it, at the line's start as the first letter, and a closing bracket as its opening one.
pub(super) fn scripts(text: &str) -> Vec<(usize, Script)> {
    let of_letters = |c: char| Some(unified(c.script())).filter(|&script| !is_shared(script));
    let mut current = text.chars().find_map(of_letters).unwrap_or(Script::Common);
    let mut open: Vec<(char, Script)> = Vec::new();
    text.char_indices()
        .map(|(at, c)| {
            if let Some(script) = of_letters(c) {
                current = script;
            } else if let Some(close) = closing(c) {
                open.push((close, current));
            } else if let Some(depth) = open.iter().rposition(|&(close, _)| close == c) {
                current = open.get(depth).map_or(current, |&(_, script)| script);
                open.truncate(depth);
            } else {
                // a sign of some scripts only
                let mut own = c.script_extension().iter().map(unified);
                let first = own.next().filter(|&script| !is_shared(script));
                if let Some(first) =
                    first.filter(|&first| first != current && !own.any(|script| script == current))
                {
                    current = first;
                }
            }
            (at, current)
        })
        .collect()
}

fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// Scripts that one language writes side by side count as one.
fn unified(script: Script) -> Script {
    match script {
        Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
        other => other,
    }
}

/// What closes an opening bracket.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        '［' => '］',
        '〔' => '〕',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '〈' => '〉',
        '《' => '》',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::scripts;
    use unicode_script::Script::{self, Arabic, Common, Cyrillic, Han, Latin};

    #[test]
    fn shared_signs_count_as_the_letters_before_them_and_brackets_as_one_another() {
        let cases: &[(&str, &[(Script, usize)])] = &[
            ("12 a", &[(Latin, 4)]),
            ("1, 2", &[(Common, 4)]),
            ("ab (в) c", &[(Latin, 4), (Cyrillic, 1), (Latin, 3)]),
            ("م (ab) c", &[(Arabic, 3), (Latin, 2), (Arabic, 2), (Latin, 1)]),
            ("ab، c", &[(Latin, 2), (Arabic, 2), (Latin, 1)]),
            ("国のレベル。a", &[(Han, 6), (Latin, 1)]),
            ("a)", &[(Latin, 2)]),
        ];
        for (text, expected) in cases {
            let mut found: Vec<(Script, usize)> = Vec::new();
            for (_, script) in scripts(text) {
                match found.last_mut() {
                    Some((last, count)) if *last == script => *count += 1,
                    _ => found.push((script, 1)),
                }
            }
            assert_eq!(found, *expected, "{text}");
        }
    }
}
