//! What the words of a name say: whether it is a body's, a post's, a facet's or a process's.
use crate::words::{
    Folded, Head, Hit, Kinds, LANGUAGES, Language, fold, has_level_word, hits, is_bare_level_word, is_dated,
    is_role_label, kinds_of, kinds_of_in,
};

/// What a text means as a whole, to a page in a language: in its own words and in English ones, which stand on pages of
/// any language. Words of other languages may look alike and mean something else.
pub(super) fn meaning(text: &str, language: &Language) -> Kinds {
    kinds_of_in(text, languages(language))
}

/// The words of a text that mean something to a page in a language.
pub(super) fn found(text: &str, language: &Language) -> Vec<Hit> {
    Folded::new(text).hits_in(languages(language))
}

fn languages(language: &Language) -> u32 {
    language.bit() | LANGUAGES.first().map_or(0, Language::bit)
}

/// What a heading, a bold line, an item or a cell says by its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameWords {
    /// What its head noun means: `process` in "decision process of the board".
    pub(super) head: Kinds,
    /// Whether nothing else stands beside the head noun in its part of the name.
    pub(super) is_sure: bool,
    /// What any word of it means.
    pub(super) any: Kinds,
    /// What it means as a whole.
    pub(super) whole: Kinds,
    /// Whether it is a label that announces roles wherever it stands.
    pub(super) is_role_label: bool,
    /// How many words it has.
    pub(super) count: usize,
    /// Whether it is a question or a sentence.
    pub(super) is_sentence: bool,
    /// Whether a date stands in it.
    pub(super) is_dated: bool,
    /// Whether one of several things that it names gathers bodies: "principles and bodies".
    pub(super) gathers: bool,
}

/// A name of more words is a sentence.
const NAME_WORDS: usize = 9;

impl NameWords {
    /// Reads a name, in the language of its page.
    pub(super) fn of(name: &str, language: &Language) -> Self {
        let bare = without_brackets(name);
        let bare = bare.trim().trim_end_matches(['.', ':', '：']).trim_end();
        let found = found(bare, language);
        let any = found.iter().fold(Kinds::default(), |any, hit| any.union(hit.kinds));
        let starts_with_question =
            found.first().is_some_and(|hit| hit.start == 0 && hit.kinds.has(Kinds::QUESTION));
        let (head, is_sure) = match post_before_comma(bare, language) {
            Some(post) => post,
            None => head(bare, &found_content(&found), language),
        };
        let mut whole = meaning(bare, language);
        let mut head = head;
        // "Authority" is what a body has, "Design Authority" is one
        let both = Kinds::BODY.union(Kinds::DECIDES);
        if head.has(Kinds::BODY) && head.has(Kinds::DECIDES) {
            let is_first = found.first().is_some_and(|hit| hit.start == 0 && hit.kinds.has(Kinds::DECIDES));
            head = head.without(if is_first { Kinds::BODY } else { Kinds::DECIDES });
        }
        if whole.has(Kinds::BODY) && whole.has(Kinds::DECIDES) {
            whole = whole.without(both).union(Kinds::DECIDES);
        }
        let count = bare.split_whitespace().count();
        let is_spaced = bare.chars().any(|c| c.is_ascii_alphabetic());
        let ends_like_sentence = name.trim_end().ends_with(['?', '!', '？', '。', '！']);
        let length = bare.chars().count();
        Self {
            head,
            is_sure,
            any,
            whole,
            is_role_label: is_role_label(bare),
            count,
            is_sentence: starts_with_question
                || ends_like_sentence
                || count > NAME_WORDS
                || (!is_spaced && length > 24 && count < 3),
            is_dated: is_dated(name),
            gathers: gathers(bare, &found, head, language),
        }
    }

    /// Whether the head noun is one of these kinds and of none of those that make it something else.
    pub(super) fn is_body(&self) -> bool {
        self.head.has(Kinds::BODY) && !self.head.has(Kinds::PROCESS)
    }

    /// Whether the head noun is a post's.
    pub(super) fn is_post(&self) -> bool {
        self.head.has(Kinds::POST) && !self.is_body()
    }

    /// Whether the name as a whole is one of those that say something of a body: duties, meetings, members.
    pub(super) fn is_facet(&self) -> bool {
        let facets = Kinds::OF_A_BODY.union(Kinds::ESCALATES_TO);
        self.whole.has(facets) || (self.head.has(facets) && !self.head.has(Kinds::BODY.union(Kinds::POST)))
    }

    /// Whether it announces members.
    pub(super) fn is_members(&self) -> bool {
        let is_said = self.whole.has(Kinds::MEMBERS)
            && (self.is_role_label || !self.whole.has(Kinds::BODY.union(Kinds::POST)))
            && !(self.whole.has(Kinds::GROUPING) && self.count > 1);
        is_said
            || (self.head.has(Kinds::MEMBERS)
                && self.is_sure
                && !self.head.has(Kinds::BODY.union(Kinds::POST).union(Kinds::GROUPING)))
    }

    /// Whether it is a process, or about the document.
    pub(super) fn is_process(&self) -> bool {
        self.whole.has(Kinds::PROCESS.union(Kinds::FURNITURE))
            || self.is_dated
            || (self.is_sure && self.has_process_word())
    }

    /// Whether its head noun is a process's, though other words may stand beside it.
    pub(super) fn has_process_word(&self) -> bool {
        self.head.has(Kinds::PROCESS) && !self.head.has(Kinds::BODY.union(Kinds::POST))
    }

    /// Whether it is of bodies in the plural alone: "Boards", "Our teams", "Boards and groups".
    pub(super) fn is_bodies(&self) -> bool {
        self.is_sure && self.head.has(Kinds::GROUPING) && self.head.has(Kinds::BODY)
    }

    /// Whether it gathers bodies or posts.
    pub(super) fn is_grouping(&self) -> bool {
        self.gathers
            || self.whole.has(Kinds::GROUPING)
            || (self.head.has(Kinds::GROUPING) && !(self.is_sure && self.head.has(Kinds::BODY)))
    }
}

fn found_content(found: &[crate::words::Hit]) -> Vec<(usize, usize, Kinds)> {
    found.iter().map(|hit| (hit.start, hit.end, hit.kinds)).collect()
}

/// "Harbour master, Port Authority" is the post of somebody there: what stands before the comma tells.
fn post_before_comma(name: &str, language: &Language) -> Option<(Kinds, bool)> {
    let (first, _) = name.split_once(", ")?;
    let hits = found(first, language);
    let (kinds, is_sure) = head(first, &found_content(&hits), language);
    let others = Kinds::BODY.union(Kinds::GROUPING).union(Kinds::MEMBERS);
    (kinds.has(Kinds::POST) && !kinds.has(others) && is_sure).then_some((kinds, is_sure))
}

/// What the noun means that the name is about, and whether nothing unknown stands beside it.
fn head(name: &str, found: &[(usize, usize, Kinds)], language: &Language) -> (Kinds, bool) {
    // words such as "first" and "project" only qualify, and short ones only join
    let weak = Kinds::RANK.union(Kinds::STOP).union(Kinds::QUESTION).union(Kinds::AND).union(Kinds::PLANNED);
    let means = |kinds: Kinds| {
        let strong = Kinds::BODY
            .union(Kinds::POST)
            .union(Kinds::FACET)
            .union(Kinds::PROCESS)
            .union(Kinds::GROUPING)
            .union(Kinds::MEMBERS)
            .union(Kinds::FURNITURE)
            .union(Kinds::PURPOSE)
            .union(Kinds::DUTIES)
            .union(Kinds::CADENCE)
            .union(Kinds::DECIDES)
            .union(Kinds::LEVEL)
            .union(Kinds::TIER);
        kinds.has(strong)
    };
    // the part before the first word that says what the noun is of or for
    let mut cut = name.len();
    let mut started = false;
    for word in words_of(name) {
        let text = name.get(word.clone()).unwrap_or_default();
        // "Code of conduct committee": a small word inside a phrase parts nothing
        if found.iter().any(|(start, end, _)| *start < word.start && word.end < *end) {
            continue;
        }
        // what `and` joins is of one kind: the last noun tells, or the first
        if language.is_stop(&fold(text)) && !meaning(text, language).has(Kinds::AND) {
            if started {
                cut = word.start;
                break;
            }
        } else {
            started = true;
        }
    }
    let segment: Vec<&(usize, usize, Kinds)> =
        found.iter().filter(|(start, _, kinds)| *start < cut && means(*kinds)).collect();
    let whole: Vec<&(usize, usize, Kinds)> = found.iter().filter(|(.., kinds)| means(*kinds)).collect();
    let pick = |of: &[&(usize, usize, Kinds)]| match language.head {
        Head::Last => of.last().map(|hit| **hit),
        Head::First => of.iter().find(|(.., kinds)| !kinds.has(weak)).or(of.first()).map(|hit| **hit),
    };
    let Some((start, end, kinds)) =
        pick(&segment).or_else(|| if segment.is_empty() { None } else { pick(&whole) })
    else {
        return (Kinds::default(), false);
    };
    let rest = match language.head {
        Head::Last => name.get(end..cut).unwrap_or_default(),
        Head::First => name.get(..start).unwrap_or_default(),
    };
    // numbers and acronyms behind the noun do not change what it is
    let is_plain = |word: &str| {
        word.chars().all(|c| !c.is_alphabetic() || c.is_uppercase()) || language.is_stop(&fold(word))
    };
    // `Werkgroep Vogels`: where nouns alone have capitals, or names, the noun may stand before a name of its own
    let is_named = language.head == Head::Last
        && language.tag != "en"
        && start == 0
        && rest.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let beside = if is_named { 0 } else { rest.split_whitespace().filter(|word| !is_plain(word)).count() };
    let most = match language.head {
        Head::Last => 0,
        // an adjective may stand before the noun
        Head::First => 1,
    };
    // "management and order" is of two things, the first a body's noun by chance
    let behind = name.get(end..cut).unwrap_or_default();
    let mut next = words_of(behind).into_iter().filter_map(|word| behind.get(word));
    let is_joined = language.head == Head::First
        && next.next().is_some_and(|word| meaning(word, language).has(Kinds::AND))
        && !next.next().is_some_and(|word| meaning(word, language).has(Kinds::BODY.union(Kinds::POST)));
    (kinds, beside <= most && !is_joined)
}

/// Whether a name gathers bodies beside its head noun: one of several things that it names does, or it is of what bodies
/// in the plural do, as "responsibilities of the committees".
fn gathers(name: &str, found: &[Hit], head: Kinds, language: &Language) -> bool {
    let joined = parts(name, language);
    let is_joined = joined.len() > 1
        && joined.iter().any(|part| {
            let kinds = meaning(part, language);
            let others = Kinds::MEMBERS.union(Kinds::POST).union(Kinds::FACET).union(Kinds::DOCUMENT);
            kinds.has(Kinds::GROUPING) && !kinds.has(others)
        });
    let of_facets = head.has(Kinds::FACET.union(Kinds::DUTIES)) && !head.has(Kinds::BODY);
    let is_of_bodies = of_facets
        && found.iter().skip(1).any(|hit| hit.kinds.has(Kinds::BODY) && hit.kinds.has(Kinds::GROUPING));
    is_joined || is_of_bodies
}

/// The things that a name joins by a comma or by `and`.
fn parts<'a>(name: &'a str, language: &Language) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for word in words_of(name) {
        if word.start > start && meaning(name.get(word.clone()).unwrap_or_default(), language).has(Kinds::AND)
        {
            parts.push(name.get(start..word.start).unwrap_or_default().trim());
            start = word.end;
        }
    }
    parts.push(name.get(start..).unwrap_or_default().trim());
    parts.into_iter().flat_map(|part| part.split(',')).map(str::trim).collect()
}

/// The words of a name, as byte ranges.
pub(super) fn words_of(name: &str) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in name.char_indices() {
        let is_part = c.is_alphanumeric() || matches!(c, '\'' | '’' | '&');
        match (start, is_part) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..name.len()));
    words
}

/// A name without what stands in brackets in it; the whole where nothing else would be left.
pub(super) fn without_brackets(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' | '[' | '（' | '［' | '【' => depth += 1,
            ')' | ']' | '）' | '］' | '】' if depth > 0 => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.trim().is_empty() { name.to_owned() } else { out }
}

/// What stands in the last brackets of a name.
pub(super) fn in_brackets(name: &str) -> Option<&str> {
    let end = name.trim_end().strip_suffix([')', '）'])?;
    let start = end.rfind(['(', '（'])?;
    let inner = end.get(start..)?.trim_start_matches(['(', '（']).trim();
    (!inner.is_empty()).then_some(inner)
}

/// Whether a name ranks what it names: a level or tier with a word or a number that says which.
pub(super) fn is_ranked(name: &str) -> bool {
    let bare = without_brackets(name);
    // a level word beside any other word ranks; a tier needs a rank or a number, for lines and layers are of many things
    let is_level = || has_level_word(&bare) && (words_of(&bare).len() > 1 || !is_bare_level_word(&bare));
    let is_tier = || {
        let found = hits(&bare);
        let tier = found.iter().rposition(|hit| hit.kinds.has(Kinds::TIER));
        // a rank's word in one language may look like a tier's in another: it ranks beside a tier's all the same
        let ranks = |(at, hit): (usize, &Hit)| {
            let is_tier = hit.kinds.has(Kinds::LEVEL.union(Kinds::TIER));
            hit.kinds.has(Kinds::RANK) && (!is_tier || Some(at) != tier)
        };
        tier.is_some() && (bare.chars().any(|c| c.is_ascii_digit()) || found.iter().enumerate().any(ranks))
    };
    (is_level() || is_tier()) && !kinds_of(&bare).has(Kinds::GROUPING) && !is_dated(name)
}
