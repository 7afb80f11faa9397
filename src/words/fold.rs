//! Texts made comparable: in lower case, without accents, cut into words. The build folds the lists of words the same way.
//!
//! A mark is left out where writers leave it out; where it makes another letter (й, が) it stays.

/// The words of a text, folded.
#[derive(Debug, Clone, Default)]
pub(crate) struct FoldedWords {
    /// All of them, one behind another: a text of its own for each would cost more than folding it.
    folded: String,
    tokens: Vec<Token>,
}

/// A word of a text, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it starts in the folded text, in bytes.
    from: usize,
    /// Where it ends there.
    to: usize,
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

impl FoldedWords {
    /// The words of a text. `&` and a dash that stands alone are words; an ending in brackets, as in `chair(s)`, is left
    /// out.
    pub(crate) fn of(text: &str) -> Self {
        Self::first_of(text, usize::MAX)
    }

    /// The first words of a text: no more are looked for once there are more than a number.
    pub(crate) fn first_of(text: &str, most: usize) -> Self {
        let room = text.len().min(LINE_BYTES);
        let mut words =
            Self { folded: String::with_capacity(room), tokens: Vec::with_capacity(1 + room / WORD_BYTES) };
        let mut open: Option<Token> = None;
        let mut joined = Joined::No;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && words.tokens.len() <= most) {
            let (length, kind) = next(rest);
            let end = at + length;
            if kind == CharClass::Mark {
                if let Some(word) = &mut open {
                    rest.chars().next().into_iter().for_each(|mark| compose(&mut words.folded, mark));
                    word.end = end;
                }
                at = end;
                continue;
            }
            if let CharClass::Letters { is_run } = kind {
                if let Some(done) = open.take_if(|word| word.is_run != is_run) {
                    words.close(done);
                    joined = Joined::Script;
                }
                let from = words.folded.len();
                let word = open.get_or_insert_with(|| {
                    let joined = std::mem::replace(&mut joined, Joined::No);
                    Token { from, to: from, start: at, end, joined, is_run }
                });
                word.end = end;
                words.push(rest.get(..length).unwrap_or_default());
                at = end;
                continue;
            }
            let was_word = open.is_some();
            if let Some(done) = open.take() {
                words.close(done);
            }
            let behind = text.get(end..).unwrap_or_default();
            let before_word = behind.chars().next().is_some_and(char::is_alphanumeric);
            let sign = rest.chars().next().unwrap_or(' ');
            joined = match sign {
                '-' | '\u{2010}' | '\u{2011}' if was_word && before_word => Joined::Hyphen,
                '\'' | '’' | 'ʼ' | '"' | '״' | '׳' if was_word && before_word => Joined::Apostrophe,
                _ => Joined::No,
            };
            let is_alone = !was_word && !before_word;
            if sign == '&' || (is_alone && matches!(sign, '-' | '–' | '—')) {
                let from = words.folded.len();
                words.folded.push(if sign == '&' { '&' } else { '-' });
                words.close(Token { from, to: from, start: at, end, joined: Joined::No, is_run: false });
            }
            at = end;
            if sign == '(' && was_word {
                at += ending_in_brackets(behind).unwrap_or(0);
            }
        }
        if let Some(done) = open {
            words.close(done);
        }
        words
    }

    /// The words with where they stand.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// A word as it is compared.
    pub(crate) fn text(&self, token: &Token) -> &str {
        self.folded.get(token.from..token.to).unwrap_or_default()
    }

    /// All words as they are compared, one behind another.
    pub(crate) fn text_of_all(&self) -> &str {
        &self.folded
    }

    fn push(&mut self, letters: &str) {
        let from = self.folded.len();
        if letters.is_ascii() {
            self.folded.push_str(letters);
            self.folded.get_mut(from..).into_iter().for_each(str::make_ascii_lowercase);
        } else {
            letters.chars().for_each(|c| push_folded(&mut self.folded, c));
        }
    }

    fn close(&mut self, mut word: Token) {
        word.to = self.folded.len();
        self.tokens.push(word);
    }
}

/// How much of a text is folded before the room for it grows, in bytes.
const LINE_BYTES: usize = 1024;
/// How many bytes a word has, with what stands behind it: few words are shorter for long.
const WORD_BYTES: usize = 6;

/// What stands at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// Letters and digits of a word, or of a run of several.
    Letters { is_run: bool },
    /// What only changes the letter before it.
    Mark,
    /// What parts words.
    Sign,
}

/// How many bytes the next letters have, or the next sign, and what they are: of plain letters all that stand together.
fn next(rest: &str) -> (usize, CharClass) {
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 {
        return (plain, CharClass::Letters { is_run: false });
    }
    let Some(c) = rest.chars().next() else { return (0, CharClass::Sign) };
    let kind = match c {
        _ if c.is_ascii() => CharClass::Sign,
        _ if is_mark(c) => CharClass::Mark,
        _ if c.is_alphanumeric() => CharClass::Letters { is_run: is_unspaced(c) },
        _ => CharClass::Sign,
    };
    (c.len_utf8(), kind)
}

/// How many bytes an ending in brackets has, of a text that starts behind the opening one: `s)`, `en)`.
fn ending_in_brackets(text: &str) -> Option<usize> {
    const LONGEST: usize = 5;
    let (length, _) = text.char_indices().take(LONGEST + 1).find(|(_, c)| *c == ')')?;
    let ending = text.get(..length)?;
    let is_ending = ending.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
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
