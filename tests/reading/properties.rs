//! Properties of reading and writing over made-up models and pages.
use govdraw::describe::{Picture, alt, describe};
use govdraw::diagnostic::Source;
use govdraw::diff::diff;
use govdraw::export;
use govdraw::input::{Format, front_matter, read};
use govdraw::lint::lint;
use govdraw::model::{
    Draft, DraftFlow, DraftFunction, DraftLevel, DraftOutcome, DraftOutside, DraftRole, FlowKind, Model,
    RoleMark, sentences, without_full_stop,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;

/// Words that have meant something to some reader of YAML, Markdown, JSON or a template.
const ODD: &[&str] = &[
    "yes",
    "null",
    "~",
    "- a",
    "a: b",
    "a #b",
    "'",
    "\"",
    "\\",
    "{{x}}",
    "[a](b)",
    "|",
    "1. a",
    "0x1F",
    "1e3",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "<b>",
    "]]>",
    "a -> b",
    "Roles: x",
    "…",
    "e.g. this",
    "é",
    "المستوى",
    "役割：長",
    "a 🙂",
    "\u{A0}x\u{A0}y",
    "a\u{2028}b",
    "\u{FEFF}a",
    "a, b; c",
    "2026-02-12",
    "Level",
    "/",
    "a/b",
    "#",
    "=",
    "---",
];

fn words() -> impl Strategy<Value = String> {
    let odd = (0..ODD.len()).prop_map(|index| ODD[index].to_owned());
    prop_oneof![3 => "[A-Za-z][a-z]{0,8}( [a-z]{1,8}){0,4}", 2 => odd, 1 => "\\PC{1,20}"]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("a name is more than a picture", |text| {
            text.chars().any(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
        })
}

fn prose() -> impl Strategy<Value = Vec<String>> {
    vec(vec(words(), 1..4).prop_map(|sentences| sentences.join(". ")), 0..3)
}

fn roles() -> impl Strategy<Value = Vec<DraftRole>> {
    let role = (words(), option::of(select(&RoleMark::ALL[..]))).prop_map(|(name, mark)| DraftRole {
        name,
        mark,
        ..DraftRole::default()
    });
    vec(role, 0..3)
}

/// A body within a function, which has no place of its own.
fn body() -> impl Strategy<Value = DraftFunction> {
    (words(), prose(), option::of(words()), vec(words(), 0..2), roles()).prop_map(
        |(name, description, meets, decides, roles)| DraftFunction {
            name,
            description,
            meets,
            decides,
            roles,
            ..DraftFunction::default()
        },
    )
}

fn function() -> impl Strategy<Value = DraftFunction> {
    let texts = (option::of(words()), option::of(words()), option::of(words()));
    let pins = (option::of(1..9_u16), option::of(1..9_u16));
    let governs = (option::of(words()), vec(words(), 0..3), vec(body(), 0..3));
    (words(), texts, prose(), vec(words(), 0..3), roles(), pins, governs).prop_map(
        |(
            name,
            (title, caption, icon),
            description,
            points,
            roles,
            (row, column),
            (meets, decides, functions),
        )| DraftFunction {
            name,
            title,
            caption,
            icon,
            description,
            points,
            roles,
            meets,
            decides,
            functions,
            row,
            column,
            ..DraftFunction::default()
        },
    )
}

fn level() -> impl Strategy<Value = DraftLevel> {
    (words(), prose(), vec(words(), 0..3), vec(function(), 0..5)).prop_map(
        |(name, summary, points, functions)| DraftLevel {
            name,
            summary,
            points,
            functions,
            ..DraftLevel::default()
        },
    )
}

/// A draft whose flows name functions by the ids that they will have.
fn draft() -> impl Strategy<Value = Draft> {
    let drawn = (select(&FlowKind::ALL[..]), any::<bool>());
    let flow = (0..100_usize, 0..100_usize, option::of(words()), drawn);
    let named = || vec((words(), option::of(words())), 0..3);
    (words(), prose(), vec(level(), 1..5), named(), named(), vec(flow, 0..12)).prop_map(
        |(title, summary, levels, outcomes, outside, flows)| {
            let outside = outside
                .into_iter()
                .map(|(name, caption)| DraftOutside { name, caption, ..DraftOutside::default() })
                .collect();
            let outcomes = outcomes
                .into_iter()
                .map(|(name, caption)| DraftOutcome { name, caption, ..DraftOutcome::default() })
                .collect();
            let mut draft = Draft {
                title,
                summary,
                levels,
                outcomes,
                outside,
                lang: "en".to_owned(),
                ..Draft::default()
            };
            let bare = Model::build(draft.clone()).unwrap_or_else(|errors| panic!("{errors:#?}")).value;
            let mut ids: Vec<&str> = bare.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
            ids.extend(bare.outside.iter().map(|outside| outside.id.as_str()));
            ids.extend(bare.levels.iter().map(|level| level.id.as_str()));
            ids.extend(bare.bodies().map(|(_, function)| function.id.as_str()));
            draft.flows = flows
                .into_iter()
                .map(|(from, to, label, (kind, main))| DraftFlow {
                    from: ids[from % ids.len()].to_owned(),
                    to: ids[to % ids.len()].to_owned(),
                    label: label.unwrap_or_default(),
                    kind,
                    main,
                    by_id: true,
                    ..DraftFlow::default()
                })
                .collect();
            draft
        },
    )
}

fn built(draft: Draft) -> Model {
    Model::build(draft).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn again(text: &str, format: Format) -> Model {
    let source = Source { name: "model".to_owned(), text: text.to_owned() };
    read(&source, format).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}")).value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_model_is_read_back_from_its_json_and_its_yaml(draft in draft()) {
        // what is read is tidied once: white space, marks without a picture
        let model = again(&export::json(&built(draft)).unwrap(), Format::Json);
        let json = export::json(&model).unwrap();
        assert_eq!(again(&json, Format::Json), model);
        assert_eq!(export::json(&again(&json, Format::Json)).unwrap(), json);
        let yaml = export::yaml(&model);
        let from_yaml = again(&yaml, Format::Yaml);
        assert_eq!(from_yaml, model, "{}", yaml);
        assert_eq!(export::json(&from_yaml).unwrap(), json);
    }

    #[test]
    fn any_draft_gives_a_model_whose_ids_are_unique_and_whose_ends_exist(draft in draft()) {
        let model = built(draft.clone());
        let mut ids: Vec<&str> = model.levels.iter().map(|level| level.id.as_str()).collect();
        ids.extend(model.bodies().map(|(_, function)| function.id.as_str()));
        ids.extend(model.outside.iter().map(|outside| outside.id.as_str()));
        ids.extend(model.outcomes.iter().map(|outcome| outcome.id.as_str()));
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)), "{ids:?}");
        assert_eq!(model.flows.len(), draft.flows.len());
        assert!(model.flows.iter().all(|flow| ids.contains(&flow.from.id.as_str())));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert!(lint(&model).iter().all(|finding| finding.hint.is_some()));
    }

    #[test]
    fn a_text_version_has_every_word_of_the_pictures(draft in draft()) {
        let model = built(draft);
        let plain = describe(&model).to_plain();
        let html = describe(&model).to_html();
        for level in &model.levels {
            assert!(plain.contains(&level.name));
        }
        for (_, function) in model.bodies() {
            assert!(plain.contains(&function.name));
            assert!(function.roles.iter().all(|role| plain.contains(&role.name)));
            assert!(function.meets.iter().chain(&function.decides).all(|words| plain.contains(words.as_str())));
        }
        assert!(model.outside.iter().all(|outside| plain.contains(&outside.name)));
        assert!(model.flows.iter().all(|flow| plain.contains(&flow.label)));
        assert!(!html.contains("{{") && !html.contains("{%"));
        assert!(diff(&model, &model).is_empty());
        for target in [export::mermaid, export::d2, export::dot, export::csv] {
            let text = target(&model);
            assert!(model.flows.is_empty() || text.lines().count() > model.flows.len());
        }
        for picture in [Picture::Simple, Picture::FlowChart, Picture::Poster] {
            assert!(alt(&model, picture).contains(&model.title));
        }
    }

    #[test]
    fn any_text_can_be_read_as_a_page_or_as_data(text in "(\\PC|\n|#|- |> |\\||:|`|\\*|\\[|\\(|---\n|## A level\n|### B\n|Roles: ){0,60}") {
        let source = Source { name: "page".to_owned(), text };
        let front = front_matter(&source.text).map_or(0..0, |front| front.range);
        assert!(source.text.get(..front.start).is_some() && source.text.get(front.end..).is_some(), "{front:?}");
        for format in [Format::Markdown, Format::Json, Format::Yaml] {
            let findings = match read(&source, format) {
                Ok(read) => {
                    let json = export::json(&read.value).unwrap();
                    assert_eq!(again(&json, Format::Json), read.value);
                    read.warnings
                }
                Err(errors) => {
                    assert!(!errors.is_empty());
                    errors
                }
            };
            for finding in findings {
                if let Some(span) = finding.span {
                    assert!(source.text.get(span.start..span.end).is_some(), "{finding:?}");
                }
            }
        }
    }

    #[test]
    fn sentences_lose_no_word(text in "([A-Za-z]{1,6}|[.?!…。 (),:”]| |e\\.g\\.){0,30}") {
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let parts = sentences(&text);
        assert_eq!(squeeze(&parts.concat()), squeeze(&text));
        for part in &parts {
            assert!(part.starts_with(without_full_stop(part)));
        }
    }
}

#[test]
fn the_examples_are_read_back_from_their_json_and_their_yaml() {
    let pages = [
        include_str!("../../examples/delivery-group.md"),
        include_str!("../../examples/digital-services.md"),
        include_str!("../../examples/starter.md"),
    ];
    for page in pages {
        let model = again(page, Format::Markdown);
        let json = export::json(&model).unwrap();
        assert_eq!(export::json(&again(&json, Format::Json)).unwrap(), json);
        let yaml = export::yaml(&model);
        assert_eq!(export::json(&again(&yaml, Format::Yaml)).unwrap(), json, "{yaml}");
        assert!(!yaml.lines().any(|line| line.ends_with(' ')), "{yaml}");
    }
}
