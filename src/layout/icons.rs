//! Which icon stands for what in a model: the author's wish, else what the words call for.
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::model::{Level, Model, Place, nearest, slug};
use crate::theme::icons::{Icon, Rules, find, names};
use crate::theme::{Gallery, Theme};
use std::sync::Arc;

/// How an author asks for no icon.
const NO_ICON: &str = "none";

/// The icons of a model's levels and functions.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Icons {
    /// One for each level.
    pub(in crate::layout) levels: Vec<Option<Icon>>,
    /// One for each function of each level.
    pub(in crate::layout) functions: Vec<Vec<Option<Icon>>>,
    /// For the points.
    pub(in crate::layout) rules: Rules,
}

/// Chooses icons; an unknown name is a finding, and the words decide instead.
pub(in crate::layout) fn choose(model: &Model, theme: &Theme, gallery: &Gallery) -> Warned<Icons> {
    let rules = Rules::of(&model.lang);
    let mut warnings = Vec::new();
    let themed =
        |name: &str| theme.icons.iter().find(|(of, _)| slug(of) == slug(name)).map(|(_, icon)| icon.as_str());
    // a page's wish comes before the theme's, and both before what the words call for
    let mut one = |own: Option<&str>, name: &str, place: Place| {
        let wish = own.map(|wish| (wish, gallery)).or_else(|| Some((themed(name)?, &theme.gallery)));
        let Some((wish, drawings)) = wish else { return rules.for_name(name) };
        if wish == NO_ICON {
            return None;
        }
        let drawing = drawings.get(wish);
        if drawing.is_some_and(|emblem| !emblem.has_form()) {
            warnings.push(formless(wish, place));
            return rules.for_name(name);
        }
        let drawn = drawing.map(|emblem| Icon::own(wish, Arc::clone(emblem)));
        drawn.or_else(|| find(wish)).or_else(|| {
            warnings.push(unknown(wish, place));
            rules.for_name(name)
        })
    };
    // a level that is not drawn as one has no words to stand beside
    let level_name = |l: &Level| l.shown_name().unwrap_or_default().to_owned();
    let levels = model.levels.iter().map(|l| one(l.icon.as_deref(), &level_name(l), l.place)).collect();
    let functions = model
        .levels
        .iter()
        .map(|l| l.functions.iter().map(|f| one(f.icon.as_deref(), &f.name, f.place)).collect())
        .collect();
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
    use crate::model::{Draft, DraftLevel, Model};
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
        assert_eq!(names, ["compass", "rocket", "", "compass", "compass"]);
        let hints: Vec<_> = icons.warnings.iter().filter_map(|w| w.hint.as_deref()).collect();
        assert_eq!(hints.len(), 2);
        assert_eq!(hints[0], "did you mean \"rocket\"?");
        assert!(hints[1].contains("govdraw icons"));
        assert!(icons.warnings.iter().all(|warning| warning.code == Code::UnknownIcon));
    }
}
