//! The roles line: its label, and where one role ends and the next begins.
use super::text::{PlainText, without_stop};
use crate::words::{fold, is_role_label, misspelt_role_label};

/// A paragraph's prose, and the roles that a line of it announced.
#[derive(Debug, Default)]
pub(super) struct Parted {
    /// The lines before the label.
    pub(super) prose: Vec<PlainText>,
    /// What stands behind the label and below it; empty where the roles follow as a list.
    pub(super) roles: Option<PlainText>,
    /// The label, with its colon.
    pub(super) label: Option<PlainText>,
    /// What the label was meant to be, where it is misspelt.
    pub(super) meant: Option<&'static str>,
}

/// Parts a paragraph at the line that starts with a role label, `own` being the page's own label.
pub(super) fn part(paragraph: &PlainText, own: Option<&str>) -> Parted {
    let mut parted = Parted::default();
    for line in paragraph.lines() {
        if let Some(roles) = &mut parted.roles {
            // the line wrapped in the source
            let whole = line.whole_span();
            roles.push(" ", crate::diagnostic::Span { start: whole.start, end: whole.start });
            roles.push(line.as_str(), whole_of(&line));
        } else if let Some((end, meant)) = label_end(line.as_str(), own) {
            let length = line.as_str().len();
            parted.label = Some(line.slice(0..end));
            parted.meant = meant;
            parted.roles = Some(line.slice(end..length));
        } else if !line.is_blank() {
            parted.prose.push(line);
        }
    }
    parted
}

fn whole_of(line: &PlainText) -> crate::diagnostic::Span {
    line.span(0..line.as_str().len())
}

/// Where the role label that a line starts with ends, its colon included, and what it was meant to be if it is
/// misspelt.
fn label_end(line: &str, own: Option<&str>) -> Option<(usize, Option<&'static str>)> {
    let (at, colon) = line.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (label, end) = (line.get(..at)?, at + colon.len_utf8());
    if is_label(label, own) {
        return Some((end, None));
    }
    // a list of roles is no sentence
    let is_list = !line.get(end..)?.trim_end().trim_end_matches(['.', '。']).contains(['.', '。', '?', '!']);
    let meant = misspelt_role_label(label).filter(|_| is_list)?;
    Some((end, Some(meant)))
}

/// Whether the words announce roles.
pub(super) fn is_label(label: &str, own: Option<&str>) -> bool {
    let own = own.map(|own| fold(own.trim().trim_end_matches([':', '：']).trim()));
    is_role_label(label) || own.is_some_and(|own| !own.is_empty() && own == fold(label.trim()))
}

/// The single roles: split at commas and semicolons of any script that do not stand inside brackets.
pub(super) fn split(roles: &PlainText) -> Vec<PlainText> {
    let plain = roles.as_str();
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in plain.char_indices() {
        match c {
            '(' | '[' | '（' | '［' => depth += 1,
            ')' | ']' | '）' | '］' => depth = depth.saturating_sub(1),
            ',' | ';' | '،' | '؛' | '、' | '，' | '；' if depth == 0 => {
                parts.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(start..plain.len());
    let mut parts: Vec<PlainText> =
        parts.into_iter().map(|part| trimmed(roles, part)).filter(|part| !part.is_blank()).collect();
    if let Some(last) = parts.pop() {
        // a sentence's full stop at the end of the line is no part of the last role
        parts.push(last.slice(0..without_stop(last.as_str()).len()));
    }
    parts
}

fn trimmed(text: &PlainText, range: std::ops::Range<usize>) -> PlainText {
    let part = text.as_str().get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    text.slice(start..(start + part.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::{label_end, part, split};
    use crate::diagnostic::Span;
    use crate::input::text::PlainText;

    fn text(plain: &str) -> PlainText {
        PlainText::new(plain, Span { start: 100, end: 100 + plain.len() })
    }

    fn roles(plain: &str) -> Vec<String> {
        split(&text(plain)).iter().map(PlainText::flat).collect()
    }

    #[test]
    fn roles_end_at_commas_outside_brackets() {
        assert_eq!(
            roles(" Lead (content, design), architect ; QA"),
            ["Lead (content, design)", "architect", "QA"]
        );
        assert_eq!(roles("مدير، مصمم"), ["مدير", "مصمم"]);
        assert_eq!(roles("責任者、設計者。"), ["責任者", "設計者"]);
        assert_eq!(roles("Chair, secretary."), ["Chair", "secretary"]);
        assert_eq!(roles("Chair, J. Smith Jr."), ["Chair", "J. Smith Jr."]);
        assert_eq!(roles(" , ,"), Vec::<String>::new());
        assert_eq!(roles("a) odd, b"), ["a) odd", "b"]);
        assert_eq!(split(&text("Chair, secretary"))[1].whole_span(), Span { start: 107, end: 116 });
    }

    #[test]
    fn the_label_is_known_in_every_language_and_the_page_may_add_one() {
        assert_eq!(label_end("Roles: a", None), Some((6, None)));
        assert_eq!(label_end("Rôles : a", None), Some(("Rôles :".len(), None)));
        assert_eq!(label_end("役割：長", None), Some(("役割：".len(), None)));
        assert_eq!(label_end("Composition: a", None), Some((12, None)));
        assert_eq!(label_end("Held by: a", None), None);
        assert_eq!(label_end("Held by: a", Some("held by:")), Some((8, None)));
        assert_eq!(label_end("It plays many roles: a", None), None);
    }

    #[test]
    fn a_label_with_a_slip_is_known_and_another_word_is_not() {
        for label in ["Rolse", "Rols", "Rolles", "Roels"] {
            assert_eq!(label_end(&format!("{label}: chair"), None), Some((label.len() + 1, Some("roles"))));
        }
        assert_eq!(label_end("Membres: chair", None), Some((8, None)), "the French word");
        for line in
            ["Rules: keep to them", "Poles: a", "Goals: a", "Rolse: It decides. It also pays.", "Rol: a, b"]
        {
            assert!(label_end(line, None).is_none_or(|(_, meant)| meant.is_none()), "{line}");
        }
    }

    #[test]
    fn a_paragraph_is_parted_at_its_roles_line() {
        let parted = part(&text("Sets budgets.\nRoles: chair,\nsecretary"), None);
        assert_eq!(parted.prose.len(), 1);
        let roles = parted.roles.unwrap();
        assert_eq!(split(&roles).iter().map(PlainText::flat).collect::<Vec<_>>(), ["chair", "secretary"]);
        assert_eq!(split(&roles)[1].whole_span(), Span { start: 128, end: 137 });
    }
}
