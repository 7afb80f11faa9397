//! Which icon stands for what in a model: the author's wish, else what the words call for. It is decided once a picture and a
//! kind of place: where enough names call for an icon all have one, else none has.
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::model::{Model, Place, nearest, slug};
use crate::theme::icons::{Icon, Rules, find, names};
use crate::theme::{Gallery, Theme};
use std::sync::Arc;

/// How an author asks for no icon.
const NO_ICON: &str = "none";

/// The least share of places of a kind that must call for an icon of their own, so that all have one.
const ENOUGH: f64 = 0.6;

/// What stands for levels, and for functions, whose names call for none or for one that stands beside them already: layers, and
/// people.
const ANY_LEVEL: [&str; 4] = ["stack-2", "sitemap", "schema", "network"];
const ANY_BODY: [&str; 6] =
    ["users-group", "users", "committee", "user-square-rounded", "messages", "id-badge-2"];

/// The icons of a model's levels and functions: of each kind all have one or none, save those that an author asked for.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Icons {
    /// One for each level.
    pub(in crate::layout) levels: Vec<Option<Icon>>,
    /// One for each function of each level.
    pub(in crate::layout) functions: Vec<Vec<Option<Icon>>>,
    /// For the points.
    pub(in crate::layout) rules: Rules,
}

/// What speaks for an icon at a place.
#[derive(Debug, Clone)]
enum Call {
    /// An author's wish, which may be for none.
    Wish(Option<Icon>),
    /// Those that the words call for, the best first.
    Words(Vec<Icon>),
}

impl Call {
    /// Whether the place counts, and whether it has an icon of its own.
    fn counts(&self) -> Option<bool> {
        match self {
            Self::Wish(wish) => wish.is_some().then_some(true),
            Self::Words(icons) => Some(!icons.is_empty()),
        }
    }
}

/// Whether places of a kind have icons.
pub(in crate::layout) fn are_enough(own: usize, all: usize) -> bool {
    own > 0 && own as f64 >= ENOUGH * all as f64
}

fn speak_for_icons<'a>(calls: impl Iterator<Item = &'a Call>) -> bool {
    let counted: Vec<bool> = calls.filter_map(Call::counts).collect();
    are_enough(counted.iter().filter(|own| **own).count(), counted.len())
}

/// An icon for each of some siblings, none of which stands among `taken` or at another of them as long as there are others.
fn different(calls: &[Call], wanted: bool, taken: &[Icon], any: &[&str]) -> Vec<Option<Icon>> {
    let wishes = calls.iter().filter_map(|call| match call {
        Call::Wish(wish) => wish.clone(),
        Call::Words(_) => None,
    });
    let mut taken: Vec<Icon> = taken.iter().cloned().chain(wishes).collect();
    let mut found: Vec<Option<Icon>> = Vec::with_capacity(calls.len());
    for (at, call) in calls.iter().enumerate() {
        let icon = match call {
            Call::Wish(wish) => wish.clone(),
            Call::Words(icons) if wanted => {
                let free = icons.iter().find(|icon| !taken.contains(icon)).cloned();
                free.or_else(|| make_way(calls.get(..at)?, &mut found, icons, &mut taken))
            }
            Call::Words(_) => None,
        };
        taken.extend(icon.clone());
        found.push(icon);
    }
    // what is left over takes what stands for any of its kind, once no name calls for that
    let is_left = |(place, call): (&Option<Icon>, &Call)| place.is_none() && matches!(call, Call::Words(_));
    let names = if wanted && found.iter().zip(calls).any(is_left) { any } else { &[] };
    let any: Vec<Icon> = names.iter().filter_map(|name| find(name)).collect();
    for (place, call) in found.iter_mut().zip(calls) {
        if let (true, None, Call::Words(icons)) = (wanted, &place, call) {
            let free = any.iter().find(|icon| !taken.contains(icon));
            *place = free.or(icons.first()).or(any.first()).cloned();
            taken.extend(place.clone());
        }
    }
    found
}

/// One of some icons that a sibling before has and can do without, for its words call for another that is free: that one it
/// has from now on.
fn make_way(
    calls: &[Call],
    found: &mut [Option<Icon>],
    icons: &[Icon],
    taken: &mut Vec<Icon>,
) -> Option<Icon> {
    for icon in icons {
        for (place, call) in found.iter_mut().zip(calls) {
            if let Call::Words(others) = call
                && place.as_ref() == Some(icon)
                && let Some(other) = others.iter().find(|other| !taken.contains(other))
            {
                taken.push(other.clone());
                return place.replace(other.clone());
            }
        }
    }
    None
}

/// Chooses icons; an unknown name is a finding, and the words decide instead.
pub(in crate::layout) fn choose(model: &Model, theme: &Theme, gallery: &Gallery) -> Warned<Icons> {
    let rules = Rules::of(&model.lang);
    let mut warnings = Vec::new();
    let themed =
        |name: &str| theme.icons.iter().find(|(of, _)| slug(of) == slug(name)).map(|(_, icon)| icon.as_str());
    // a page's wish comes before the theme's, and both before what the words call for
    let mut call = |own: Option<&str>, name: &str, place: Place| {
        let words = || Call::Words(rules.all_for_name(name));
        let wish = own.map(|wish| (wish, gallery)).or_else(|| Some((themed(name)?, &theme.gallery)));
        let Some((wish, drawings)) = wish else { return words() };
        if wish == NO_ICON {
            return Call::Wish(None);
        }
        let drawing = drawings.get(wish);
        if drawing.is_some_and(|emblem| !emblem.has_form()) {
            warnings.push(formless(wish, place));
            return words();
        }
        let drawn = drawing.map(|emblem| Icon::own(wish, Arc::clone(emblem)));
        match drawn.or_else(|| find(wish)) {
            Some(icon) => Call::Wish(Some(icon)),
            None => {
                warnings.push(unknown(wish, place));
                words()
            }
        }
    };
    let levels: Vec<Call> = model
        .levels
        .iter()
        .map(|level| match level.shown_name() {
            Some(name) => call(level.icon.as_deref(), name, level.place),
            // a level that is not drawn as one has no words to stand beside
            None => Call::Wish(None),
        })
        .collect();
    let functions: Vec<Vec<Call>> = model
        .levels
        .iter()
        .map(|level| level.functions.iter().map(|f| call(f.icon.as_deref(), &f.name, f.place)).collect())
        .collect();
    let levels = different(&levels, speak_for_icons(levels.iter()), &[], &ANY_LEVEL);
    let wanted = speak_for_icons(functions.iter().flatten());
    let functions = functions.iter().zip(&levels);
    let functions =
        functions.map(|(calls, level)| different(calls, wanted, level.as_slice(), &ANY_BODY)).collect();
    Warned { value: Icons { levels, functions, rules }, warnings }
}

fn formless(wish: &str, place: Place) -> Diagnostic {
    let message = format!("the icon \"{wish}\" would be a plain square: none of its pixels is transparent");
    Diagnostic::new(Severity::Warning, Code::UnknownIcon, message)
        .at(place.0)
        .about(wish)
        .hint("save it with a transparent ground: an icon takes the colour of the words beside it")
}

fn unknown(wish: &str, place: Place) -> Diagnostic {
    if Gallery::is_file(wish) {
        let message = format!("the drawing \"{wish}\" has not been read");
        return Diagnostic::new(Severity::Warning, Code::UnknownIcon, message)
            .at(place.0)
            .about(wish)
            .hint("hand the file over with the page");
    }
    let hint = match nearest(wish, names()) {
        Some(name) => format!("did you mean \"{name}\"?"),
        None => "choose one of the names that `govdraw icons` lists, or \"none\"".to_owned(),
    };
    Diagnostic::new(Severity::Warning, Code::UnknownIcon, format!("no icon is named \"{wish}\""))
        .at(place.0)
        .about(wish)
        .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::diagnostic::Code;
    use crate::model::{Draft, DraftFunction, DraftLevel, Model};
    use crate::theme::icons::Icon;
    use crate::theme::{Gallery, Theme};

    #[test]
    fn the_author_decides_and_a_slip_is_a_finding() {
        let level = |icon: Option<&str>| DraftLevel {
            name: "Strategic level".to_owned(),
            icon: icon.map(str::to_owned),
            ..DraftLevel::default()
        };
        let levels =
            [None, Some("rocket"), Some("none"), Some("rockt"), Some("zzz")].map(level).into_iter().collect();
        let model = Model::build(Draft { levels, ..Draft::default() }).expect("valid").value;
        let none = Gallery::default();
        let name_of = |icon: &Option<Icon>| icon.as_ref().map_or(String::new(), |icon| icon.name.to_string());
        let theme =
            Theme { icons: [("strategic level".to_owned(), "rocket".to_owned())].into(), ..Theme::default() };
        assert_eq!(name_of(&choose(&model, &theme, &none).value.levels[0]), "rocket");
        let icons = choose(&model, &Theme::default(), &none);
        let names: Vec<_> = icons.value.levels.iter().map(name_of).collect();
        assert_eq!(names, ["compass", "rocket", "", "stack-2", "sitemap"]);
        let hints: Vec<_> = icons.warnings.iter().filter_map(|w| w.hint.as_deref()).collect();
        assert_eq!(hints.len(), 2);
        assert_eq!(hints[0], "did you mean \"rocket\"?");
        assert!(hints[1].contains("govdraw icons"));
        assert!(icons.warnings.iter().all(|warning| warning.code == Code::UnknownIcon));
    }

    #[test]
    fn a_sibling_whose_words_call_for_one_icon_alone_has_it() {
        let functions = ["Director of digital services", "Chief of technology"]
            .map(|name| DraftFunction { name: name.to_owned(), ..DraftFunction::default() });
        let level = DraftLevel {
            name: "Upper level".to_owned(),
            functions: functions.into_iter().collect(),
            ..DraftLevel::default()
        };
        let model = Model::build(Draft { levels: vec![level], ..Draft::default() }).expect("valid").value;
        let icons = choose(&model, &Theme::default(), &Gallery::default()).value;
        let names: Vec<_> = icons.functions[0].iter().flatten().map(|icon| icon.name.to_string()).collect();
        assert_eq!(names, ["stack-2", "cpu"]);
    }
}
