//! Where a line may end: the opportunities of UAX 14, sorted by how well a reader takes them.
use unicode_linebreak::linebreaks;

/// Where lines may end, as byte offsets after which the next one starts, each list in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    /// Between words, or between phrases where a script has no spaces.
    pub(super) usual: Vec<usize>,
    /// Inside them: at hyphens, and inside phrases of Chinese, Japanese and Korean. For what is wider than a line.
    pub(super) spare: Vec<usize>,
}

/// Finds them. The text's end is one of the usual ones, unless it is empty.
pub(super) fn breaks(text: &str) -> Breaks {
    let mut found = Breaks::default();
    if text.is_empty() {
        return found;
    }
    // of one text a reader knows whether its characters are Chinese or Japanese
    let kana = text.chars().any(|c| matches!(Letter::of(c), Some(Letter::Hiragana | Letter::Katakana)));
    for (at, _) in linebreaks(text) {
        let Some((before, after)) = text.split_at_checked(at).filter(|(before, _)| !before.is_empty()) else {
            continue;
        };
        if after.is_empty() {
            found.usual.push(at);
            continue;
        }
        let is_bound =
            after.starts_with(|c| CLOSING.contains(c)) || before.ends_with(|c| OPENING.contains(c));
        if is_bound || is_inside_guillemets(before, after) || is_before_dash(before, after) {
            continue;
        }
        let is_inside = before.ends_with(['-', '\u{2010}']) || parts_phrase(before, after, kana);
        if is_inside { &mut found.spare } else { &mut found.usual }.push(at);
    }
    found
}

/// Whether a break would part a quotation mark from words that it stands apart from, as in « French »; in other languages
/// the same marks touch their words, and the other way round.
fn is_inside_guillemets(before: &str, after: &str) -> bool {
    let mut behind = before.trim_end().chars().rev();
    let opens =
        matches!(behind.next(), Some('«' | '‹')) && behind.next().is_none_or(|c| !c.is_alphanumeric());
    let mut ahead = after.chars();
    let closes = matches!(ahead.next(), Some('»' | '›')) && ahead.next().is_none_or(|c| !c.is_alphanumeric());
    opens || closes
}

/// Whether a break would have a dash that stands between words start a line, where it looks like a bullet or a minus.
fn is_before_dash(before: &str, after: &str) -> bool {
    let mut ahead = after.chars();
    before.ends_with(' ')
        && matches!(ahead.next(), Some('-' | '\u{2010}'..='\u{2015}'))
        && !ahead.next().is_some_and(char::is_numeric)
}

/// What starts no line: what JIS X 4051 keeps from a line's start.
const CLOSING: &str =
    "」』）】〉》〕］｝、。，．・：；？！‥…ー〜ゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// What ends none.
const OPENING: &str = "「『（【〈《〔［｛";

/// Scripts that write no spaces between words, or in which a line may end inside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Han,
    Hiragana,
    Katakana,
    Hangul,
}

impl Letter {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Self::Katakana,
            '々'
            | '〇'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Han,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7ff}' => Self::Hangul,
            _ => return None,
        })
    }
}

/// Whether a break between two stretches of a line would part a phrase. A Japanese one starts where another script follows
/// kana, or katakana follow Han: particles and endings are hiragana. A Chinese one is taken to be of pairs of characters.
fn parts_phrase(before: &str, after: &str, kana: bool) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    match (Letter::of(last), Letter::of(next)) {
        (Some(Letter::Hangul), Some(Letter::Hangul)) => true,
        (Some(Letter::Han), Some(Letter::Han)) if !kana => !is_between_pairs(before, after),
        (Some(last), Some(next)) => next == Letter::Hiragana || last == next,
        (None, Some(Letter::Hiragana)) => last.is_alphanumeric() || "」』）】〉》".contains(last),
        // a number goes with what it counts
        (None, Some(Letter::Han | Letter::Katakana)) => last.is_numeric(),
        _ => false,
    }
}

/// Whether a break in a row of Han characters leaves whole pairs before it, and no character alone behind it. The
/// commonest particle ends what stands before it, so pairs are counted from there.
fn is_between_pairs(before: &str, after: &str) -> bool {
    const PARTICLE: char = '的';
    let is_han = |c: &char| Letter::of(*c) == Some(Letter::Han);
    let row = before.chars().rev().take_while(|c| is_han(c) && *c != PARTICLE).count();
    let behind = after.chars().take_while(is_han).count();
    let is_after_particle = row == 0;
    !after.starts_with(PARTICLE) && behind >= 2 && (is_after_particle || row % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::breaks;

    fn pieces(text: &str) -> Vec<&str> {
        let mut from = 0;
        breaks(text).usual.iter().map(|&to| text.get(std::mem::replace(&mut from, to)..to).unwrap()).collect()
    }

    #[test]
    fn no_dash_starts_a_line() {
        assert_eq!(pieces("we ask – and listen"), ["we ", "ask – ", "and ", "listen"]);
        assert_eq!(pieces("staff -successful"), ["staff -successful"]);
        assert_eq!(pieces("from 3 -5 °C"), ["from ", "3 ", "-5 ", "°C"]);
    }

    #[test]
    fn japanese_is_broken_between_phrases() {
        let cases: &[(&str, &[&str])] = &[
            ("戦略レベル", &["戦略", "レベル"]),
            ("町全体の備えの方針と予算を決める", &["町全体の", "備えの", "方針と", "予算を", "決める"]),
            ("「三日分」の水、食料", &["「三日分」の", "水、", "食料"]),
            ("アドバイザー（非常勤）", &["アドバイザー", "（非常勤）"]),
            ("水・食料・毛布を5日分", &["水・", "食料・", "毛布を", "5日分"]),
            ("GISの地図", &["GISの", "地図"]),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), *expected, "{text}");
        }
    }

    #[test]
    fn chinese_is_broken_between_pairs_and_korean_between_words() {
        assert_eq!(pieces("制定年度计划"), ["制定", "年度", "计划"]);
        assert_eq!(pieces("服务的质量好"), ["服务的", "质量好"]);
        assert_eq!(pieces("救助"), ["救助"]);
        assert_eq!(pieces("전략 수준의 목표"), ["전략 ", "수준의 ", "목표"]);
    }

    #[test]
    fn quotation_marks_stay_with_their_words() {
        assert_eq!(pieces("le « plan source » : oui"), ["le ", "« plan ", "source » : ", "oui"]);
        assert_eq!(pieces("der »Plan« gilt"), ["der ", "»Plan« ", "gilt"]);
        assert_eq!(pieces("„Plan“ und co-ordination"), ["„Plan“ ", "und ", "co-ordination"]);
        assert_eq!(breaks("co-ordination").spare, [3]);
        assert_eq!(breaks(""), super::Breaks::default());
    }
}
