//! A word without its ending, so that a name is found in either number and, where nouns change by case, in any case.
use super::hits::folded;

/// Shortest stem, in characters.
const SHORTEST: usize = 3;

/// Endings of folded words without accents, and what stands in their place; one that ends in another stands before it.
fn endings(tag: &str) -> &'static [(&'static str, &'static str)] {
    match tag {
        "en" => &[
            ("ies", "y"),
            ("ches", "ch"),
            ("shes", "sh"),
            ("sses", "ss"),
            ("xes", "x"),
            ("ss", "ss"),
            ("us", "us"),
            ("s", ""),
        ],
        "fr" => &[("aux", "al"), ("s", ""), ("x", "")],
        "es" => &[("es", ""), ("s", ""), ("e", "")],
        "pt" => &[("oes", "ao"), ("res", "r"), ("ais", "al"), ("s", "")],
        "it" => &[("a", ""), ("e", ""), ("i", ""), ("o", "")],
        "de" => {
            &[("ien", ""), ("ium", ""), ("en", ""), ("es", ""), ("ss", "ss"), ("e", ""), ("n", ""), ("s", "")]
        }
        "nl" => &[("en", ""), ("s", ""), ("n", "")],
        "sv" => &[
            ("erna", ""),
            ("arna", ""),
            ("orna", ""),
            ("er", ""),
            ("ar", ""),
            ("or", ""),
            ("en", ""),
            ("et", ""),
            ("e", ""),
            ("a", ""),
            ("n", ""),
        ],
        "tr" => &[
            ("nin", ""),
            ("nun", ""),
            ("na", ""),
            ("ne", ""),
            ("ni", ""),
            ("nu", ""),
            ("nı", ""),
            ("ya", ""),
            ("ye", ""),
            ("e", ""),
            ("a", ""),
        ],
        "pl" => &[
            ("dzie", "d"),
            ("cie", "t"),
            ("owi", ""),
            ("iemu", ""),
            ("iego", ""),
            ("emu", ""),
            ("ego", ""),
            ("ami", ""),
            ("ach", ""),
            ("iej", ""),
            ("ej", ""),
            ("em", ""),
            ("ym", ""),
            ("om", ""),
            ("a", ""),
            ("e", ""),
            ("i", ""),
            ("o", ""),
            ("u", ""),
            ("y", ""),
        ],
        "ru" => &[
            ("ией", ""),
            ("ием", ""),
            ("ому", ""),
            ("ого", ""),
            ("ия", ""),
            ("ии", ""),
            ("ию", ""),
            ("ие", ""),
            ("ый", ""),
            ("ым", ""),
            ("ой", ""),
            ("ом", ""),
            ("ая", ""),
            ("ую", ""),
            ("ое", ""),
            ("ые", ""),
            ("а", ""),
            ("у", ""),
            ("е", ""),
            ("ы", ""),
        ],
        "uk" => &[
            ("ією", ""),
            ("ому", ""),
            ("ого", ""),
            ("им", ""),
            ("ою", ""),
            ("ія", ""),
            ("ії", ""),
            ("іі", ""),
            ("ію", ""),
            ("ій", ""),
            ("ий", ""),
            ("ой", ""),
            ("ої", ""),
            ("а", ""),
            ("і", ""),
            ("у", ""),
            ("ю", ""),
            ("я", ""),
            ("и", ""),
        ],
        _ => &[],
    }
}

/// The stem of a word in a language, folded and without accents; the whole word where the language has no endings here.
pub(crate) fn stem(tag: &str, word: &str) -> String {
    of_folded(tag, &folded(word))
}

fn of_folded(tag: &str, word: &str) -> String {
    // Turkish parts the endings of names by an apostrophe
    let word = match word.split_once(['\'', '’']) {
        Some((name, _)) if tag == "tr" && name.chars().count() >= SHORTEST => return of_folded(tag, name),
        _ => word,
    };
    let short = endings(tag).iter().find_map(|(ending, instead)| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() + instead.len() >= SHORTEST).then(|| format!("{rest}{instead}"))
    });
    short.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_word_has_one_stem_in_every_number_and_case() {
        for (tag, words) in [
            ("en", &["Committee", "committees"] as &[&str]),
            ("en", &["Body", "bodies"]),
            ("en", &["Branch", "branches"]),
            ("fr", &["Conseil", "conseils"]),
            ("es", &["Comité", "comités"]),
            ("es", &["Dirección", "direcciones"]),
            ("pt", &["Comissão", "comissões"]),
            ("it", &["Comitato", "comitati"]),
            ("de", &["Gremium", "Gremien"]),
            ("de", &["Ausschuss", "Ausschüsse", "Ausschusses"]),
            ("nl", &["Commissie", "commissies"]),
            ("sv", &["Styrelse", "styrelsen"]),
            ("sv", &["Nämnd", "nämnden", "nämnderna"]),
            ("tr", &["Kurulu", "Kuruluna", "Kurulu'na", "Kurulunu"]),
            ("pl", &["Rada", "Radzie", "Radę"]),
            ("pl", &["Nadzorcza", "Nadzorczej"]),
            ("pl", &["Zarząd", "Zarządowi", "zarządu"]),
            ("ru", &["Комиссия", "комиссии", "комиссию"]),
            ("ru", &["Совет", "Совету", "советом"]),
            ("uk", &["Рада", "раді", "раду"]),
        ] {
            let mut stems: Vec<String> = words.iter().map(|word| stem(tag, word)).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{words:?}: {stems:?}");
        }
    }

    #[test]
    fn other_words_keep_stems_of_their_own() {
        for (tag, one, other) in [("en", "board", "body"), ("pl", "rada", "rodzina"), ("xx", "team", "teams")]
        {
            assert_ne!(stem(tag, one), stem(tag, other));
        }
    }
}
