//! What a word may be found as: in some languages the beginning of a word depends on what stands before it.

use super::mutations::WELSH;

/// Shortest rest of a word that has lost what stood before it, in characters.
const REST: usize = 3;

/// What Arabic writes before a noun as part of the word: article, conjunctions, prepositions.
const ARABIC: [&str; 7] = ["وال", "بال", "كال", "فال", "لل", "ال", "و"];
/// The same in Hebrew, a letter each; two of them may follow each other.
const HEBREW: [char; 7] = ['ה', 'ו', 'ב', 'ל', 'מ', 'כ', 'ש'];
/// The word in lower case, then what else it may be, nothing of it twice.
pub(crate) fn forms(lang: &str, word: &str) -> Vec<String> {
    let word = plain(lang, word);
    let mut forms = vec![word.clone()];
    match lang {
        "ar" => forms.extend(ARABIC.iter().filter_map(|start| rest(&word, start))),
        "he" => {
            let without =
                |word: &str| HEBREW.iter().find_map(|letter| rest(word, letter.encode_utf8(&mut [0; 4])));
            let once = without(&word);
            forms.extend(once.as_deref().and_then(without));
            forms.splice(1..1, once);
        }
        "cy" => {
            let starts = WELSH.iter().filter_map(|(start, was)| Some((word.strip_prefix(start)?, *was)));
            let unmutated = starts.flat_map(|(rest, was)| was.iter().map(move |was| format!("{was}{rest}")));
            forms.extend(unmutated.collect::<Vec<_>>());
        }
        _ => {}
    }
    forms
}

/// What a folded word may be without what Arabic and Hebrew write before it; nothing for other scripts.
pub(super) fn forms_of_script(word: &str) -> Vec<String> {
    let lang = match word.chars().next() {
        Some('\u{621}'..='\u{64a}') => "ar",
        Some('\u{5d0}'..='\u{5ea}') => "he",
        _ => return Vec::new(),
    };
    forms(lang, word).split_off(1)
}

fn rest(word: &str, start: &str) -> Option<String> {
    word.strip_prefix(start).filter(|rest| rest.chars().count() >= REST).map(str::to_owned)
}

/// A word as it is compared: in lower case; in Arabic without the marks and the forms of letters that writers leave out
/// or mix.
pub(crate) fn plain(lang: &str, word: &str) -> String {
    let word = word.to_lowercase();
    if lang != "ar" {
        return word;
    }
    word.chars()
        .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'))
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn a_word_is_found_behind_what_grammar_puts_before_it() {
        for (lang, word, expected) in [
            ("ar", "الاستراتيجية", "استراتيجيه"),
            ("ar", "والخدمات", "خدمات"),
            ("ar", "للإدارة", "اداره"),
            ("he", "השירות", "שירות"),
            ("he", "והמדיניות", "מדיניות"),
            ("cy", "Gynllunio", "cynllunio"),
            ("cy", "ngwasanaethau", "gwasanaethau"),
            ("cy", "wasanaeth", "gwasanaeth"),
            ("cy", "fusnes", "busnes"),
            ("en", "Teams", "teams"),
        ] {
            assert!(forms(lang, word).iter().any(|form| form == expected), "{word}: {:?}", forms(lang, word));
        }
    }

    #[test]
    fn a_short_word_keeps_its_beginning_and_other_languages_have_one_form() {
        assert_eq!(forms("ar", "وال"), ["وال"]);
        assert_eq!(forms("he", "הון"), ["הון"]);
        assert_eq!(forms("fr", "Gynllunio"), ["gynllunio"]);
    }
}
