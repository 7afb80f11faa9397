//! Each built-in language's words: what marks a level, a role or a flow on a page, and the text that is
//! ours in a picture or a text version.
mod changes;
mod fold;
mod forms;
mod guess;
mod hits;
mod kinds;
mod language;
mod lists;
mod mutations;
mod sentences;
mod slots;
mod stem;
mod tables;
mod texts;

pub use changes::ChangeWords;
pub(crate) use forms::{forms, plain};
pub use guess::guess;
pub use hits::{Folded, Hit, hits, kinds_of, kinds_of_in};
pub use kinds::Kinds;
pub use language::{Head, IconWords, Language, Verb, WordRows, Writing};
pub use sentences::ArrowSentences;
pub(crate) use stem::stem;
pub use texts::Texts;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language of a BCP 47 tag, by its first part, and for Chinese by its script or region; English for one that is not
/// built in.
#[must_use]
pub fn language(tag: &str) -> &'static Language {
    let tag = tag.to_lowercase();
    let parts: Vec<&str> = tag.split(['-', '_']).collect();
    let has = |any: &[&str]| parts.iter().any(|part| any.contains(part));
    let wanted = match parts.as_slice() {
        ["zh", ..] if has(&["hant", "tw", "hk", "mo"]) && !has(&["hans"]) => "zh-hant",
        [primary, ..] => primary,
        [] => "",
    };
    LANGUAGES.iter().find(|language| language.tag == wanted).unwrap_or(&LANGUAGES[0])
}

/// Words of a BCP 47 tag's language that lean on the next one; none for one that is not built in.
#[must_use]
pub fn leaning(tag: &str) -> &'static [&'static str] {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    LANGUAGES.iter().find(|language| language.tag == primary).map_or(&[], |language| language.leaning)
}

/// The sentences of a BCP 47 tag's language; English for one that is not built in.
#[must_use]
pub fn arrow_sentences(tag: &str) -> &'static ArrowSentences {
    &language(tag).arrows
}

/// The text that is ours, in the language of a BCP 47 tag.
#[must_use]
pub fn texts(tag: &str) -> &'static Texts {
    &language(tag).texts
}

/// The words of a picture that shows what changed, in the language of a BCP 47 tag.
#[must_use]
pub fn change_words(tag: &str) -> &'static ChangeWords {
    &language(tag).changes
}

/// Whether a heading is a level's: whether the level word of any language stands in it.
#[must_use]
pub fn has_level_word(name: &str) -> bool {
    let folded = fold(name);
    let is_plain = folded.is_ascii();
    LANGUAGES.iter().any(|language| {
        // a syllable may belong to other words too: Vietnamese has it in those for a supplier and a permit
        let words = language.level.iter().filter(|word| !is_plain || word.is_ascii());
        words.copied().any(|word| match language.writing {
            Writing::Syllables => folded.split_whitespace().next() == Some(word),
            _ => folded.contains(word),
        })
    })
}

/// Whether a heading starts or ends with a level word as a word of its own.
#[must_use]
pub fn is_edged_by_level_word(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split_whitespace();
    let others: Vec<&Language> =
        LANGUAGES.iter().filter(|language| language.writing != Writing::Syllables).collect();
    let edge = |word: Option<&str>| {
        word.is_some_and(|word| others.iter().any(|language| language.level.contains(&word)))
    };
    edge(words.next()) || edge(words.next_back())
}

/// A level's name without the level word, for its id and for ends of flows: `Strategic level` → `Strategic`.
/// The whole name where nothing else would be left.
#[must_use]
pub fn without_level_word(name: &str) -> String {
    let kept: Vec<&str> = name.split_whitespace().filter(|word| !is_level_word(&fold(word))).collect();
    match kept.as_slice() {
        [] => name.trim().to_owned(),
        // Japanese and Chinese write no space before the word
        [one] => {
            let unspaced = LANGUAGES.iter().filter(|language| language.writing == Writing::Unspaced);
            let short = unspaced.flat_map(|language| language.level).find_map(|word| one.strip_suffix(word));
            short.filter(|short| !short.is_empty()).unwrap_or(one).to_owned()
        }
        _ => kept.join(" "),
    }
}

/// Whether a name is a level word and nothing else.
#[must_use]
pub fn is_bare_level_word(name: &str) -> bool {
    is_level_word(fold(name).trim())
}

fn is_level_word(folded: &str) -> bool {
    LANGUAGES.iter().any(|language| language.level.contains(&folded))
}

/// Case folded, and with the apostrophe that word processors put for the typed one.
#[must_use]
pub fn fold(text: &str) -> String {
    // most words are plain
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// Whether a label such as `Roles` announces roles, in any language.
#[must_use]
pub fn is_role_label(label: &str) -> bool {
    settled(label).has(Kinds::MEMBERS)
}

/// What a text settles on its own as a whole, by the `[strict]` lists of any language.
#[must_use]
pub fn settled(text: &str) -> Kinds {
    let folded = fold(text.trim());
    let found = tables::STRICT.binary_search_by(|(word, _)| word.bytes().cmp(folded.as_bytes()));
    found.ok().and_then(|at| tables::STRICT.get(at)).map_or_else(Kinds::default, |(_, kinds)| Kinds(*kinds))
}

/// The label that announces roles which a word was meant to be: one letter is missing, doubled or swapped with its
/// neighbour. A wrong letter is no such slip, for then `Rules` would be `Roles`; nor is a word that any language has.
#[must_use]
pub fn misspelt_role_label(label: &str) -> Option<&'static str> {
    LANGUAGES.iter().find_map(|language| misspelt_role_label_in(label, language))
}

/// The same, of the labels of one language.
#[must_use]
pub fn misspelt_role_label_in(label: &str, language: &Language) -> Option<&'static str> {
    /// One slip makes too many other words of a shorter one.
    const SHORTEST_CHARS: usize = 4;
    let folded = fold(label.trim());
    let letters = folded.chars().count();
    if !(SHORTEST_CHARS..=32).contains(&letters) || !kinds_of(label).is_empty() {
        return None;
    }
    language.roles.iter().copied().find(|known| {
        let length = known.chars().count();
        let is_swapped = length == letters
            && strsim::osa_distance(known, &folded) == 1
            && strsim::levenshtein(known, &folded) == 2;
        let is_one_off = length.abs_diff(letters) == 1 && strsim::osa_distance(known, &folded) == 1;
        length >= SHORTEST_CHARS && (is_swapped || is_one_off)
    })
}

/// What a column of a flow table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlowColumn {
    /// Where the arrow starts.
    From,
    /// Where it points.
    To,
    /// What flows.
    Flow,
    /// How it is drawn.
    Kind,
}

/// The column that a header names, in any language.
#[must_use]
pub fn flow_column(header: &str) -> Option<FlowColumn> {
    let settled = settled(header);
    let columns = [
        (Kinds::FROM, FlowColumn::From),
        (Kinds::TO, FlowColumn::To),
        (Kinds::FLOW, FlowColumn::Flow),
        (Kinds::KIND, FlowColumn::Kind),
    ];
    columns.into_iter().find(|(kind, _)| settled.has(*kind)).map(|(_, column)| column)
}

/// Whether a heading is part of a page's furniture: contents, further reading, references.
#[must_use]
pub fn is_furniture(heading: &str) -> bool {
    settled(heading).has(Kinds::FURNITURE)
}

/// Whether a heading is a date, or starts with or ends in one, as the entries of a change log do.
#[must_use]
pub fn is_dated(heading: &str) -> bool {
    // every date has a year in figures
    if !heading.contains(char::is_numeric) {
        return false;
    }
    let folded = fold(heading);
    let words: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || ",:;–—()".contains(c))
        // between a day, a month and a year in Spanish and Portuguese
        .filter(|word| !matches!(*word, "" | "de" | "del"))
        .collect();
    words.iter().any(|word| is_numeric_date(word))
        || words.windows(2).any(is_month_and_year)
        || words.iter().any(is_year) && has_spaced_month(&folded)
}

/// Whether a month whose name is of two words stands in a heading: `tháng 2 năm 2026`.
fn has_spaced_month(folded: &str) -> bool {
    let months = LANGUAGES.iter().flat_map(|language| language.months);
    months.filter(|name| name.contains(' ')).any(|name| folded.contains(name))
}

/// `2026-02-12`, `12/02/2026`, `12.2.2026`, `2026年2月12日`.
fn is_numeric_date(word: &str) -> bool {
    let numbers: Vec<&str> =
        word.split(|c: char| "-/.年月日".contains(c)).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.len() <= 4 && part.parse::<u32>().is_ok();
    (numbers.len() == 3 || word.contains('月'))
        && numbers.iter().all(is_number)
        && numbers.iter().any(is_year)
}

/// `february 2026`, the month's name in any language.
fn is_month_and_year(pair: &[&str]) -> bool {
    let [month, year] = pair else { return false };
    let month = month.trim_end_matches('.');
    let is_short = month.chars().count() >= 3;
    is_year(year)
        && LANGUAGES
            .iter()
            .flat_map(|language| language.months)
            .any(|name| *name == month || (is_short && name.is_ascii() && name.starts_with(month)))
}

fn is_year(part: &&str) -> bool {
    part.len() == 4 && part.parse::<u16>().is_ok_and(|year| (1900..=2199).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::{
        FlowColumn, Kinds, LANGUAGES, arrow_sentences, flow_column, fold, has_level_word, is_dated,
        is_edged_by_level_word, is_furniture, is_role_label, language, misspelt_role_label, settled, tables,
        without_level_word,
    };

    #[test]
    fn level_words_are_found_in_any_language_and_left_out_of_ids() {
        let cases = [
            ("Strategic level", "Strategic"),
            ("Lefel strategol", "strategol"),
            ("Niveau stratégique", "stratégique"),
            ("Strategische Ebene", "Strategische"),
            ("Nivel estratégico", "estratégico"),
            ("المستوى الاستراتيجي", "الاستراتيجي"),
            ("戦略レベル", "戦略"),
            ("הרמה האסטרטגית", "האסטרטגית"),
            ("רמת הביצוע", "הביצוע"),
            ("战略层级", "战略"),
            ("协调层", "协调"),
            ("策略層面", "策略"),
            ("Στρατηγικό επίπεδο", "Στρατηγικό"),
            ("Cấp chiến lược", "chiến lược"),
            ("Poziom strategiczny", "strategiczny"),
            ("Стратегічний рівень", "Стратегічний"),
            ("Nível estratégico", "estratégico"),
            ("Livello strategico", "strategico"),
            ("Strategisch niveau", "Strategisch"),
            ("Strategisk nivå", "Strategisk"),
            ("Stratejik düzey", "Stratejik"),
            ("Стратегический уровень", "Стратегический"),
        ];
        for (name, short) in cases {
            assert!(has_level_word(name), "{name}");
            assert_eq!(without_level_word(name), short);
        }
        assert_eq!(without_level_word("Level"), "Level");
        assert_eq!(without_level_word("レベル"), "レベル");
        assert!(!has_level_word("Simplify governance"));
        assert!(!has_level_word("Nhà cung cấp"));
        assert!(is_edged_by_level_word("Implementation level"));
        assert!(!is_edged_by_level_word("Multi-level analysis"));
        assert!(!is_edged_by_level_word("Cấp phép") && !is_edged_by_level_word("Nhà cung cấp"));
    }

    #[test]
    fn headings_of_change_logs_are_dates() {
        for dated in [
            "12 February 2026",
            "February 2026",
            "12 Feb 2026: co-ordination level changed",
            "2026-02-12",
            "12/02/2026",
            "12. Februar 2026",
            "12 février 2026",
            "12 Chwefror 2026",
            "12 de febrero 2026",
            "2026年2月12日",
            "2026年2月",
            "12 فبراير 2026",
            "12 בפברואר 2026",
            "פברואר 2026",
            "12 Φεβρουαρίου 2026",
            "12 lutego 2026",
            "12 лютого 2026",
            "Ngày 12 tháng 2 năm 2026",
            "12 de fevereiro de 2026",
            "12 febbraio 2026",
            "12 februari 2026",
            "den 12 februari 2026",
            "12 Şubat 2026",
            "12 февраля 2026 г.",
        ] {
            assert!(is_dated(dated), "{dated}");
        }
        for plain in ["Strategy 2030", "May", "Marching 2026", "3.1.2 Product", "Product", "24/7/365 support"]
        {
            assert!(!is_dated(plain), "{plain}");
        }
    }

    #[test]
    fn words_that_settle_are_folded_already() {
        assert!(tables::STRICT.len() > 500);
        for (word, kinds) in tables::STRICT {
            let word = std::str::from_utf8(word.bytes()).unwrap();
            assert_eq!(word, fold(word).trim());
            assert_eq!(settled(word), Kinds(*kinds), "{word}");
        }
    }

    #[test]
    fn labels_headers_and_furniture_are_known_whatever_their_case() {
        assert!(is_role_label("Roles") && is_role_label("RÔLES ") && is_role_label("役割"));
        assert!(!is_role_label("Roles and duties"));
        assert_eq!(flow_column(" From"), Some(FlowColumn::From));
        assert_eq!(flow_column("Nach"), Some(FlowColumn::To));
        assert_eq!(flow_column("流れ"), Some(FlowColumn::Flow));
        assert_eq!(flow_column("Date"), None);
        assert!(is_furniture("Further reading") && is_furniture("Sommaire"));
        assert_eq!(language("cy-GB").tag, "cy");
        assert_eq!(language("tlh").tag, "en");
        assert!(is_role_label("תפקידים") && is_role_label("角色") && is_role_label("Vai trò"));
        assert_eq!(flow_column("传递内容"), Some(FlowColumn::Flow));
    }

    #[test]
    fn a_word_of_another_language_is_no_slip() {
        assert_eq!(misspelt_role_label("Roels"), Some("roles"));
        assert_eq!(misspelt_role_label("Miembrs"), Some("miembros"));
        for word in ["Membros", "Membri", "Rôles", "Rules", "Rolle", "Papel", "Meetings"] {
            assert_eq!(misspelt_role_label(word), None, "{word}");
        }
    }

    #[test]
    fn chinese_is_in_the_characters_of_its_script_or_region() {
        for tag in ["zh", "zh-CN", "zh-Hans", "zh-Hans-HK", "zh_SG"] {
            assert_eq!(language(tag).tag, "zh", "{tag}");
        }
        for tag in ["zh-Hant", "zh-TW", "zh_HK", "zh-Hant-MO"] {
            assert_eq!(language(tag).tag, "zh-hant", "{tag}");
        }
    }

    #[test]
    fn every_language_has_arrows_of_its_own_that_name_both_ends() {
        for language in LANGUAGES {
            let sentences = arrow_sentences(language.tag);
            assert_eq!(*sentences == LANGUAGES[0].arrows, language.tag == "en", "{}", language.tag);
            for sentence in [sentences.directs, sentences.feedback, sentences.mutual, sentences.advises] {
                assert!(sentence.contains("{from}") && sentence.contains("{to}"), "{sentence}");
            }
        }
    }
}
