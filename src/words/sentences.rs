//! An arrow as a sentence, for those who hear a flow chart.

/// How a kind of arrow reads; `{from}` and `{to}` stand for its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrowSentences {
    /// A solid arrow.
    pub directs: &'static str,
    /// A dashed arrow.
    pub feedback: &'static str,
    /// An arrow with two heads.
    pub mutual: &'static str,
    /// Between the sentence and what flows.
    pub colon: &'static str,
}

const EN: ArrowSentences = ArrowSentences {
    directs: "{from} to {to}",
    feedback: "{from} feeds back to {to}",
    mutual: "{from} and {to}, both ways",
    colon: ": ",
};

const CY: ArrowSentences = ArrowSentences {
    directs: "{from} i {to}",
    feedback: "{from} yn rhoi adborth i {to}",
    mutual: "{from} a {to}, y ddwy ffordd",
    colon: ": ",
};

const FR: ArrowSentences = ArrowSentences {
    directs: "{from} vers {to}",
    feedback: "{from} fait remonter à {to}",
    mutual: "{from} et {to}, dans les deux sens",
    colon: "\u{A0}: ",
};

const DE: ArrowSentences = ArrowSentences {
    directs: "{from} an {to}",
    feedback: "{from} gibt Rückmeldung an {to}",
    mutual: "{from} und {to}, in beide Richtungen",
    colon: ": ",
};

const ES: ArrowSentences = ArrowSentences {
    directs: "{from} a {to}",
    feedback: "{from} informa a {to}",
    mutual: "{from} y {to}, en ambos sentidos",
    colon: ": ",
};

const AR: ArrowSentences = ArrowSentences {
    directs: "من {from} إلى {to}",
    feedback: "ملاحظات من {from} إلى {to}",
    mutual: "{from} و{to}، في الاتجاهين",
    colon: ": ",
};

const JA: ArrowSentences = ArrowSentences {
    directs: "{from}から{to}へ",
    feedback: "{from}から{to}へのフィードバック",
    mutual: "{from}と{to}、双方向",
    colon: "：",
};

/// The sentences of a BCP 47 tag's language; English for one that is not built in.
#[must_use]
pub fn arrow_sentences(tag: &str) -> &'static ArrowSentences {
    match super::language(tag).tag {
        "cy" => &CY,
        "fr" => &FR,
        "de" => &DE,
        "es" => &ES,
        "ar" => &AR,
        "ja" => &JA,
        _ => &EN,
    }
}

#[cfg(test)]
mod tests {
    use super::{EN, arrow_sentences};
    use crate::words::LANGUAGES;

    #[test]
    fn every_language_has_its_own_and_names_both_ends() {
        for language in LANGUAGES {
            let sentences = arrow_sentences(language.tag);
            assert_eq!(*sentences == EN, language.tag == "en", "{}", language.tag);
            for sentence in [sentences.directs, sentences.feedback, sentences.mutual] {
                assert!(sentence.contains("{from}") && sentence.contains("{to}"), "{sentence}");
            }
        }
    }
}
