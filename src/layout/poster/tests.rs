//! The poster's type beside an oracle that tries every arrangement that the rules allow, one after the other.
use super::aside::Aside;
use super::bound::shares;
use super::card::Card;
use super::fit::{Arrangement, largest};
use super::panel::{ASIDE_FILL, AsidePlace, BELOW_BANNER, How, PADDING, PanelWords};
use super::rows::Choice;
use super::rows::{GAP, RowColumn, SHARES_WORTH, card_width, cramped};
use super::styles::Styles;
use super::{CardRoom, PANEL_GAP, measure, words};
use crate::layout::{LayoutInput, Look, Prepared, Style};
use crate::model::{Draft, DraftFunction, DraftLevel, DraftRole, Model};
use crate::text::{Fonts, Weight};
use crate::theme::Theme;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

const SENTENCES: [&str; 6] = [
    "Reports progress",
    "Holds the budget and signs off what is spent",
    "Agrees the roadmap for the year with those who have to live with it",
    "Makes sure that every team knows which outcomes come first and why they do",
    "Looks at a whole journey from end to end, on and off the screen, over the whole life of a service and beyond it",
    "Brings people in, keeps their skills fresh, and shares what one team has learned with all the others in the group",
];
const NAMES: [&str; 7] =
    ["Business", "Service ownership", "Product", "Profession leads", "Delivery", "Technology", "Support"];

/// A model of levels with so many functions each, whose words differ in number.
fn model(functions: &[usize]) -> Model {
    let mut next = 0;
    let mut sentence = || {
        next += 1;
        SENTENCES[(next * 5 + next / 3) % SENTENCES.len()].to_owned()
    };
    let levels = functions.iter().enumerate().map(|(l, &count)| DraftLevel {
        name: format!("Level of {}", NAMES[l % NAMES.len()]),
        points: (0..=l % 2).map(|_| sentence()).collect(),
        functions: (0..count)
            .map(|f| DraftFunction {
                name: NAMES[f % NAMES.len()].to_owned() + if f < NAMES.len() { "" } else { " again" },
                points: (0..1 + (f + l) % 3).map(|_| sentence()).collect(),
                roles: NAMES[..(f + l) % 4]
                    .iter()
                    .map(|name| DraftRole { name: format!("Head of {name}"), ..DraftRole::default() })
                    .collect(),
                ..DraftFunction::default()
            })
            .collect(),
        ..DraftLevel::default()
    });
    let draft = Draft { title: "How we decide".to_owned(), levels: levels.collect(), ..Draft::default() };
    Model::build(draft).expect("a valid draft").value
}

/// The heights of a level's panel, one for each number of columns in which its cards can be read.
fn panel_heights(
    page: &LayoutInput<'_>,
    words: &PanelWords<'_>,
    styles: &Styles,
    width: f64,
    aside: AsidePlace,
) -> Vec<f64> {
    let plain = How { aside: AsidePlace::Over, rows: Choice::Lowest };
    let panel = words.measure(page, styles, width, plain).expect("asides over cards always stand");
    if words.cards.is_empty() {
        return vec![panel.height];
    }
    let (space, n) = (styles.space, words.cards.len());
    let inner = width - 2.0 * PADDING * space;
    let around = panel.banner + (BELOW_BANNER + PADDING) * space;
    let points = &words.level.points;
    let beside = aside.column(styles).filter(|_| !points.is_empty());
    let room = beside.map_or(inner, |column| inner - column - GAP * space);
    let mut heights = Vec::new();
    let mut add = |cards_height: f64| {
        if points.is_empty() {
            heights.push(around + cards_height);
        } else if let Some(column) = beside {
            let aside = Aside::measure(page, styles, points, column, true).height;
            if room >= 2.0 * column && aside >= ASIDE_FILL * cards_height {
                heights.push(around + cards_height.max(aside));
            }
        } else {
            let aside = Aside::measure(page, styles, points, inner, false).height;
            heights.push(around + cards_height + GAP * space + aside);
        }
    };
    for columns in 1..=n {
        let rows = n.div_ceil(columns);
        let sizes: Vec<usize> = (0..rows).map(|row| n / rows + usize::from(row < n % rows)).collect();
        let narrowest = (room - GAP * space * (columns - 1) as f64) / columns as f64;
        if columns > 1 && words.cards.iter().any(|card| card.least_width(styles) > narrowest) {
            continue;
        }
        let (mut cards_height, mut first, mut is_cramped) = (GAP * space * (rows - 1) as f64, 0, false);
        for size in sizes.iter().copied() {
            let wide = card_width(size, sizes[0], room, space);
            let row: Vec<Card> = words.cards[first..first + size]
                .iter()
                .map(|content| content.measure(page, styles, wide))
                .collect();
            let highest = |of: fn(&Card) -> f64| row.iter().map(of).fold(0.0, f64::max);
            cards_height += highest(|card| card.header) + highest(|card| card.body);
            let lines = row.iter().map(|card| card.lines() as f64).sum::<f64>() / size as f64;
            let measure = words.cards[first..first + size]
                .iter()
                .map(|content| content.measure_width(styles, wide))
                .fold(f64::INFINITY, f64::min);
            is_cramped |= cramped(&[RowColumn { measure, lines }], styles.em);
            first += size;
        }
        if let Some(widths) = shares(&words.cards, styles, room).filter(|_| rows == 1) {
            let each = || words.cards.iter().zip(&widths);
            let row: Vec<Card> =
                each().map(|(content, width)| content.measure(page, styles, *width)).collect();
            let columns = each().zip(&row).map(|((content, width), card)| RowColumn {
                measure: content.measure_width(styles, *width),
                lines: card.lines() as f64,
            });
            let highest = |of: fn(&Card) -> f64| row.iter().map(of).fold(0.0, f64::max);
            let height = highest(|card| card.header) + highest(|card| card.body);
            let columns: Vec<RowColumn> = columns.collect();
            if height * SHARES_WORTH <= cards_height && !cramped(&columns, styles.em) {
                add(height);
                continue;
            }
        }
        if !is_cramped || rows == n {
            add(cards_height);
        }
    }
    heights
}

#[test]
fn a_long_card_has_more_width_than_others_in_a_single_row() {
    let model = model(&[5]);
    let theme = Theme::defra();
    let free = crate::layout::Sheet::default();
    let look = Look::new(&theme, &FONTS, &free);
    let prepared = Prepared::new(&model, Style::Poster, &look);
    let page = prepared.page(&model, &look);
    let styles = Styles::new(16.0, 1_600.0, &theme, &page.style(Weight::Regular, 16.0, 1.0));
    let mut words = words(&page);
    let cards = &mut words[0].cards;
    let alike = cards[1].clone();
    cards.fill(alike);
    assert_eq!(shares(cards, &styles, 1_600.0), None, "cards alike are as wide as each other");
    let lengths = &mut cards[2].lengths;
    lengths.points = [lengths.points.clone(), vec![200.0; 2]].concat();
    let widths = shares(cards, &styles, 1_600.0).expect("of use");
    let gaps = 4.0 * GAP * styles.space;
    assert!((widths.iter().sum::<f64>() + gaps - 1_600.0).abs() < 1e-6, "the row fills the width");
    let [a, b, long, d, e] = widths[..] else { panic!("five") };
    assert!(long > 1.2 * a && [b, d, e].iter().all(|width| (width - a).abs() < 1e-9), "{widths:?}");
    assert!(cards.iter().zip(&widths).all(|(card, width)| *width >= card.least_width(&styles)));
}

/// Whether a poster at a body size fits a sheet in any way.
fn fits_somehow(page: &LayoutInput<'_>, words: &[PanelWords<'_>], em: f64, sheet: CardRoom) -> bool {
    Arrangement::all(sheet, words.len()).into_iter().any(|arrangement| {
        let plain = (Arrangement { aside: AsidePlace::Over, ..arrangement }, Choice::Comfortable);
        let frame = measure(page, words, em, sheet, plain).expect("asides over cards always stand");
        if em > arrangement.widest(sheet.width) || !frame.broken.is_empty() {
            return false;
        }
        let room = sheet.height.expect("a sheet") - frame.top() - frame.styles.margin;
        let gap = PANEL_GAP * frame.styles.space;
        let panels: Vec<Vec<f64>> = words
            .iter()
            .map(|words| panel_heights(page, words, &frame.styles, frame.width, arrangement.aside))
            .collect();
        // every choice of rows in every level, and every place where a column of panels can end
        let choices = panels.iter().map(Vec::len).product::<usize>();
        (0..choices).any(|choice| {
            let mut rest = choice;
            let heights: Vec<f64> = panels
                .iter()
                .map(|heights| {
                    let height = heights[rest % heights.len()];
                    rest /= heights.len();
                    height
                })
                .collect();
            splits(heights.len(), arrangement.columns).into_iter().any(|ends| {
                ends.windows(2).all(|pair| {
                    let column = &heights[pair[0]..pair[1]];
                    column.iter().sum::<f64>() + gap * (column.len() - 1) as f64 <= room
                })
            })
        })
    })
}

/// Every way to part so many things, in order, into so many columns: where each starts and ends.
fn splits(things: usize, columns: usize) -> Vec<Vec<usize>> {
    if columns == 1 {
        return vec![vec![0, things]];
    }
    let mut all = Vec::new();
    for last in columns - 1..things {
        for mut ends in splits(last, columns - 1) {
            ends.push(things);
            all.push(ends);
        }
    }
    all
}

#[test]
fn no_card_is_lower_than_its_bound() {
    let long = "Prüft Grundstücksverkehrsgenehmigungszuständigkeiten und mehr, wo es nötig ist";
    let texts = SENTENCES.into_iter().chain([long, "يحدد الأهداف ويراجع الميزانية مع الفرق كل شهر"]);
    let function = |text: &str| DraftFunction {
        name: text.to_owned(),
        points: vec![text.to_owned(), SENTENCES[0].to_owned()],
        roles: vec![DraftRole { name: text.to_owned(), ..DraftRole::default() }],
        ..DraftFunction::default()
    };
    let functions = texts.map(function).collect();
    let level = DraftLevel { name: "Level".to_owned(), functions, ..DraftLevel::default() };
    for (lang, hyphens) in [("en", false), ("de", true), ("ar", false)] {
        let draft = Draft { lang: lang.to_owned(), levels: vec![level.clone()], ..Draft::default() };
        let model = Model::build(draft).expect("a valid draft").value;
        let theme = Theme { hyphens, ..Theme::defra() };
        let free = crate::layout::Sheet::default();
        let look = Look::new(&theme, &FONTS, &free);
        let prepared = Prepared::new(&model, Style::Poster, &look);
        let page = prepared.page(&model, &look);
        for words in words(&page) {
            for step in 0..120 {
                let width = 120.0 + f64::from(step) * 10.0;
                let styles = Styles::new(16.0, 4.0 * width, &theme, &page.style(Weight::Regular, 16.0, 1.0));
                for card in &words.cards {
                    let (least, set) = (card.least(&styles, width), card.measure(&page, &styles, width));
                    let name = &card.function.name;
                    assert!(least.0 <= set.header + 1e-6, "{lang} {width}: header of {name}");
                    assert!(least.1 <= set.body + 1e-6, "{lang} {width}: {least:?} {} {name}", set.body);
                }
            }
        }
    }
}

#[test]
fn no_larger_type_fits_in_any_arrangement() {
    let theme = Theme::defra();
    let sheets =
        [(3_179.0, 4_494.0), (4_494.0, 3_179.0), (794.0, 1_123.0), (1_123.0, 794.0), (1_632.0, 1_056.0)];
    for functions in [&[4, 6, 5][..], &[1, 0, 7], &[3], &[2, 5, 1, 3], &[1, 2, 0, 3, 1, 2]] {
        let model = model(functions);
        let free = crate::layout::Sheet::default();
        let look = Look::new(&theme, &FONTS, &free);
        let prepared = Prepared::new(&model, Style::Poster, &look);
        let page = prepared.page(&model, &look);
        let each = vec![words(&page)];
        for (width, height) in sheets {
            let sheet = CardRoom { width, height: Some(height) };
            let posters = largest(&page, &each, sheet).expect("fits");
            let em = posters[0].styles.em;
            assert!(posters[0].height() <= height && posters[0].broken.is_empty());
            let mut larger = (em * 1.02 * 16.0).ceil() / 16.0;
            while larger < em * 1.15 {
                let fits = fits_somehow(&page, &each[0], larger, sheet);
                assert!(!fits, "{functions:?} on {width} × {height}: {larger} px fits beside {em} px");
                larger += (em / 160.0).max(1.0 / 16.0);
            }
            let again = fits_somehow(&page, &each[0], em, sheet);
            assert!(again, "{functions:?} on {width} × {height}: the oracle refuses {em} px");
        }
    }
}
