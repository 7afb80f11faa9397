//! What a role is in its body, as a label, brackets or a column say it.
use super::evidence::{in_brackets, meaning};
use super::labels;
use crate::input::text::PlainText;
use crate::model::{DraftRole, Place, RoleMark};
use crate::words::{Kinds, Language};

/// Somebody in a body, with what a column says that they are.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) text: PlainText,
    pub(super) mark: Option<RoleMark>,
}

impl Member {
    /// Those that a column or a label says are one thing.
    pub(super) fn all(texts: Vec<PlainText>, mark: Option<RoleMark>) -> impl Iterator<Item = Self> {
        texts.into_iter().map(move |text| Self { text, mark })
    }

    /// As a role of the model. The words stay as they are written, `Chair: Harbour master` or `Harbour master (chair)`; of
    /// several behind one label, each has its name alone.
    pub(super) fn role(&self, language: &'static Language) -> DraftRole {
        let text = &self.text;
        let place = Place(Some(text.whole_span()));
        let whole = |mark| DraftRole { name: text.flat(), mark, place };
        if self.mark.is_some() {
            return whole(self.mark);
        }
        if let Some(labelled) = labels::of_line(text, language).filter(|l| !l.rest.is_blank())
            && let Some(mark) = of_kinds(labelled.kinds)
        {
            return match mark {
                RoleMark::Observer | RoleMark::Adviser => {
                    DraftRole { name: labelled.rest.flat(), mark: Some(mark), place }
                }
                RoleMark::Chair | RoleMark::Deputy | RoleMark::Secretary => whole(Some(mark)),
            };
        }
        let plain = text.flat();
        // `Mayor, chair`
        if let Some((who, said)) = plain.rsplit_once([',', '，', '、'])
            && let Some(mark) = of_kinds(meaning(said.trim(), language))
            && !who.contains([',', '，', '、'])
        {
            return DraftRole { name: who.trim().to_owned(), mark: Some(mark), place };
        }
        let is_behind = |inner: &&str| plain.len() > inner.len() + 3;
        let inner = in_brackets(&plain).filter(is_behind);
        whole(inner.and_then(|inner| of_kinds(meaning(inner, language))))
    }
}

/// What a label or brackets mark whoever they are said of as. Who leads a team is in no chair.
pub(super) fn of_kinds(kinds: Kinds) -> Option<RoleMark> {
    let marks = [
        (Kinds::DEPUTY, RoleMark::Deputy),
        (Kinds::PRESIDING, RoleMark::Chair),
        (Kinds::OBSERVER, RoleMark::Observer),
        (Kinds::ADVISER, RoleMark::Adviser),
        (Kinds::RECORDING, RoleMark::Secretary),
    ];
    marks.into_iter().find(|(kind, _)| kinds.has(*kind)).map(|(_, mark)| mark)
}
