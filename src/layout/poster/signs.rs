//! The icons of points: all of a poster's have one, or none.
use super::card::CardContent;
use super::panel::PanelWords;
use crate::layout::icons::are_enough;
use crate::theme::icons::Icon;

/// Gives the points of all levels an icon where enough of them call for one, and else none: those that do not call for one
/// have that of their card, or of their level.
pub(super) fn settle(all: &mut [PanelWords<'_>]) {
    let mut own = (0, 0);
    for icon in
        all.iter().flat_map(|words| words.cards.iter().flat_map(|card| &card.points).chain(&words.points))
    {
        own = (own.0 + usize::from(icon.is_some()), own.1 + 1);
    }
    let stands =
        |points: &[Option<Icon>], sign: Option<&Icon>| sign.is_some() || points.iter().all(Option::is_some);
    let sign = |card: &CardContent<'_>, level: Option<&Icon>| card.icon.clone().or_else(|| level.cloned());
    let any = are_enough(own.0, own.1)
        && all.iter().all(|words| {
            let level = words.icon.as_ref();
            let cards = &words.cards;
            cards.iter().all(|card| stands(&card.points, sign(card, level).as_ref()))
                && stands(&words.points, level)
        });
    for words in all {
        let level = words.icon.clone();
        for card in &mut words.cards {
            let sign = sign(card, level.as_ref());
            card.icons = any;
            fill(&mut card.points, sign.as_ref().filter(|_| any), any);
        }
        fill(&mut words.points, level.as_ref().filter(|_| any), any);
    }
}

fn fill(points: &mut [Option<Icon>], sign: Option<&Icon>, any: bool) {
    for icon in points {
        *icon = icon.take().filter(|_| any).or_else(|| sign.cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::theme::icons::find;

    #[test]
    fn points_have_their_own_icon_or_that_of_their_card_or_none_at_all() {
        let sign = find("compass");
        let names = |sign, any| {
            let mut icons = vec![find("key"), None];
            fill(&mut icons, sign, any);
            icons.into_iter().map(|icon| icon.map(|icon| icon.name.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(names(sign.as_ref(), true), [Some("key".to_owned()), Some("compass".to_owned())]);
        assert_eq!(names(None, false), [None, None]);
    }
}
