//! Which way a line runs.
use unicode_bidi::{BidiClass, bidi_class};

/// The way that words follow one another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum BaseDirection {
    /// As in Latin script.
    #[default]
    LeftToRight,
    /// As in Arabic and Hebrew.
    RightToLeft,
}

impl BaseDirection {
    /// The base direction of a text on a page of this direction: a text whose letters all run one way runs that way,
    /// and one of both ways, or without letters, runs as its page does.
    #[must_use]
    pub fn of(self, text: &str) -> Self {
        let has = |direction| text.chars().any(|c| strong(c) == Some(direction));
        match (has(Self::LeftToRight), has(Self::RightToLeft)) {
            (true, false) => Self::LeftToRight,
            (false, true) => Self::RightToLeft,
            (true, true) | (false, false) => self,
        }
    }

    /// Whether it is from right to left.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        self == Self::RightToLeft
    }

    pub(super) fn level(self) -> unicode_bidi::Level {
        match self {
            Self::LeftToRight => unicode_bidi::Level::ltr(),
            Self::RightToLeft => unicode_bidi::Level::rtl(),
        }
    }

    /// What stands after a name in a list on a page of this direction, if the name has letters of the other: an invisible
    /// mark. Without it two such names would run on as one, the second before the first.
    #[must_use]
    pub fn mark_after(self, name: &str) -> Option<char> {
        let turns = name.chars().filter_map(strong).any(|direction| direction != self);
        turns.then_some(match self {
            Self::LeftToRight => '\u{200e}',
            Self::RightToLeft => '\u{200f}',
        })
    }
}

/// The direction that a character has of itself.
fn strong(c: char) -> Option<BaseDirection> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(BaseDirection::LeftToRight);
    }
    match bidi_class(c) {
        BidiClass::L => Some(BaseDirection::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(BaseDirection::RightToLeft),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::BaseDirection::{LeftToRight, RightToLeft};

    #[test]
    fn a_text_of_one_direction_runs_its_own_way_and_any_other_as_its_page() {
        for page in [LeftToRight, RightToLeft] {
            assert_eq!(page.of("Team (2024)."), LeftToRight);
            assert_eq!(page.of("الأدوار: (2024)"), RightToLeft);
            assert_eq!(page.of("תפקידים:"), RightToLeft);
            assert_eq!(page.of("役割："), LeftToRight);
            assert_eq!(page.of("Team مدير"), page);
            assert_eq!(page.of("2024 (5%)"), page);
        }
    }

    #[test]
    fn a_name_against_its_page_is_followed_by_a_mark_of_the_pages_direction() {
        assert_eq!(LeftToRight.mark_after("Ann"), None);
        assert_eq!(RightToLeft.mark_after("مدير (2)"), None);
        assert_eq!(RightToLeft.mark_after("Ann"), Some('\u{200f}'));
        assert_eq!(RightToLeft.mark_after("محلل GIS"), Some('\u{200f}'));
        assert_eq!(LeftToRight.mark_after("مدير"), Some('\u{200e}'));
    }
}
