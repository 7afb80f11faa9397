//! Texts made comparable: in lower case, without accents, cut into words. The build folds the lists of words the same way.
//!
//! A mark is left out where writers leave it out; where it makes another letter (й, が) it stays.

/// A word of a text, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded.
    pub(crate) text: String,
    /// Where it starts in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// What joins it to the word before it.
    pub(crate) joined: Joined,
    /// Whether it is of a script that puts no space between words, so that it is a run of several.
    pub(crate) is_run: bool,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// A space, or anything else that parts.
    No,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// Nothing: the script changes.
    Script,
}

/// The words of a text. `&` and a dash that stands alone are words; an ending in brackets, as in `chair(s)`, is left out.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word: Option<Token> = None;
    let mut joined = Joined::No;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let end = at + c.len_utf8();
        if !c.is_ascii() && is_mark(c) {
            if let Some(word) = &mut word {
                compose(&mut word.text, c);
                word.end = end;
            }
            continue;
        }
        if c.is_alphanumeric() {
            let is_run = is_unspaced(c);
            if let Some(done) = word.take_if(|word| word.is_run != is_run) {
                tokens.push(done);
                joined = Joined::Script;
            }
            let word = word.get_or_insert_with(|| Token {
                text: String::new(),
                start: at,
                end,
                joined: std::mem::replace(&mut joined, Joined::No),
                is_run,
            });
            push_folded(&mut word.text, c);
            word.end = end;
            continue;
        }
        let was_word = word.is_some();
        tokens.extend(word.take());
        let next = rest.peek().map(|(_, next)| *next);
        let before_word = next.is_some_and(char::is_alphanumeric);
        joined = match c {
            '-' | '\u{2010}' | '\u{2011}' if was_word && before_word => Joined::Hyphen,
            '\'' | '’' | 'ʼ' | '"' | '״' | '׳' if was_word && before_word => Joined::Apostrophe,
            _ => Joined::No,
        };
        if c == '('
            && was_word
            && let Some(length) = ending_in_brackets(text.get(end..).unwrap_or_default())
        {
            rest.by_ref().take(length).for_each(drop);
        }
        let is_alone = !was_word && !before_word;
        if c == '&' || (is_alone && matches!(c, '-' | '–' | '—')) {
            let text = if c == '&' { "&" } else { "-" }.to_owned();
            tokens.push(Token { text, start: at, end, joined: Joined::No, is_run: false });
        }
    }
    tokens.extend(word);
    tokens
}

/// How many characters an ending in brackets has, of a text that starts behind the opening one: `s)`, `en)`.
fn ending_in_brackets(text: &str) -> Option<usize> {
    const LONGEST: usize = 5;
    let length = text.chars().take(LONGEST + 1).position(|c| c == ')')?;
    let is_ending = text.chars().take(length).all(|c| c.is_alphabetic() && c.is_lowercase());
    (length > 0 && is_ending).then_some(length + 1)
}

/// Whether a character only changes the one before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
}

/// The marks that make another letter of the one before them.
pub(super) fn compose(folded: &mut String, mark: char) {
    let letter = match (folded.chars().next_back(), mark) {
        (Some('и'), '\u{306}') => 'й',
        (Some('і'), '\u{308}') => 'ї',
        _ => return,
    };
    folded.pop();
    folded.push(letter);
}

/// Adds a character to a folded text.
pub(super) fn push_folded(folded: &mut String, c: char) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase().filter(|c| !is_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            // the forms that Chinese and Japanese keyboards give of Latin letters and digits
            '！'..='～' => folded.extend(char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase())),
            c => folded.push(base(c)),
        }
    }
}

/// A letter without its accent, in lower case. The letters of Vietnamese alone keep theirs: without it, most of its syllables
/// are other words, and words of other languages.
fn base(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        other => other,
    }
}

/// Han, kana, Thai and their neighbours: scripts that put no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
