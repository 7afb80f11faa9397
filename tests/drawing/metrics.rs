//! Every flow chart is free of hard faults: those of the examples, those of hard shapes, those of random models.
use crate::whole::{assert_texts_apart, bar_nodes, contents, words_of};
use govdraw::diagnostic::{Code, Source};
use govdraw::geom::Rect;
use govdraw::input::{Format, read};
use govdraw::layout::metrics::{Expected, Hard, Metrics, measure};
use govdraw::layout::{Direction, Effort, Orientation, Paper, Sheet, Style, layout, tied_functions};
use govdraw::model::{
    Draft, DraftFlow, DraftFunction, DraftLevel, DraftOutcome, DraftOutside, FlowKind, Model,
};
use govdraw::scene::{Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, proptest};
use std::sync::LazyLock;

const DIRECTIONS: [Direction; 2] = [Direction::Down, Direction::Right];

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

fn draw_on(model: &Model, sheet: &Sheet) -> (Scene, Vec<Code>) {
    let drawn = layout(model, Style::Flow, &Theme::default(), &FONTS, sheet).unwrap();
    (drawn.value, drawn.warnings.iter().map(|warning| warning.code).collect())
}

fn draw(model: &Model) -> (Scene, Vec<Code>) {
    draw_on(model, &Sheet::default())
}

fn metrics_on(model: &Model, sheet: &Sheet) -> Metrics {
    let flows = (!model.flows.is_empty()).then_some(model.flows.len());
    measure(&draw_on(model, sheet).0, &Expected { flows, same: &tied_functions(model) })
}

fn metrics(model: &Model) -> Metrics {
    metrics_on(model, &Sheet::default())
}

/// Every page and data file of the project's examples.
fn examples() -> Vec<(String, Model)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut models = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => Format::Markdown,
            Some("json") => Format::Json,
            Some("yaml") => Format::Yaml,
            _ => continue,
        };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source { name: name.clone(), text: std::fs::read_to_string(&path).unwrap() };
        models.push((name, read(&source, format).unwrap().value));
    }
    models.sort_by(|a, b| a.0.cmp(&b.0));
    models
}

fn example(name: &str) -> Model {
    examples().into_iter().find(|(file, _)| file == name).unwrap().1
}

#[test]
fn every_example() {
    let examples = examples();
    assert!(examples.len() >= 3);
    for (name, model) in examples {
        for effort in [Effort::Fast, Effort::Default, Effort::Best] {
            let metrics = metrics_on(&model, &Sheet { effort, ..Sheet::default() });
            assert_eq!(metrics.hard, Hard::default(), "{name}");
        }
    }
}

#[test]
fn the_delivery_group_is_drawn_better_than_by_hand() {
    let metrics = metrics(&example("delivery-group.md"));
    let soft = &metrics.soft;
    assert_eq!((metrics.boxes, metrics.flows), (16, 30));
    assert_eq!((soft.crossings, soft.near_misses), (0, 0));
    assert!(soft.bends <= 6 && soft.most_bends <= 2, "{soft:?}");
    assert_eq!((soft.aligned, soft.alignable), (7, 7));
    assert!(soft.most_label_lines <= 4, "{soft:?}");
    assert!(soft.least_gap.arrow_arrow.is_none_or(|gap| gap >= 24.0), "{soft:?}");
    assert!(soft.least_gap.label_arrow.is_none_or(|gap| gap >= 24.0), "{soft:?}");
}

#[test]
fn labels_of_examples_are_no_columns_and_push_no_lone_arrow_aside() {
    let a4 = Some(Paper { width: 210.0, height: 297.0 });
    let portrait = Sheet { paper: a4, orientation: Some(Orientation::Portrait), ..Sheet::default() };
    for (name, model) in examples() {
        for sheet in [Sheet::default(), portrait] {
            let soft = metrics_on(&model, &sheet).soft;
            assert_eq!(soft.column_labels, 0, "{name}");
            // the line to a body within shares a side with arrows, and is none of those that are measured
            let has_ties = model.levels.iter().flat_map(|l| &l.functions).any(|f| !f.functions.is_empty());
            assert!(soft.lone_off_middle <= 0.5 || has_ties, "{name}: {}", soft.lone_off_middle);
        }
    }
}

#[test]
fn labels_of_examples_stand_clear_of_the_edges_of_bands() {
    // px, at 20 px type
    let air = 12.0;
    for ((name, model), direction) in examples().into_iter().flat_map(|e| DIRECTIONS.map(|d| (e.clone(), d)))
    {
        let scene = draw_on(&model, &Sheet { direction, ..Sheet::default() }).0;
        let (mut bands, mut labels) = (Vec::new(), Vec::new());
        bands_and_labels(&scene.nodes, &mut bands, &mut labels);
        assert!(bands.len() == model.levels.len() && (labels.is_empty() == model.flows.is_empty()), "{name}");
        for (two, (label, words)) in bands.windows(2).flat_map(|two| labels.iter().map(move |l| (two, l))) {
            let apart = match direction {
                Direction::Auto | Direction::Down => {
                    label.y1 <= two[0].y1 - air || label.y0 >= two[1].y0 + air
                }
                Direction::Right => label.x1 <= two[0].x1 - air || label.x0 >= two[1].x0 + air,
            };
            assert!(apart, "{name}: \"{words}\" is near the edge of a band");
        }
    }
}

/// The levels' bars, and each line of a label: from the top of its capitals to its descenders.
fn bands_and_labels(nodes: &[Node], bands: &mut Vec<Rect>, labels: &mut Vec<(Rect, String)>) {
    for node in nodes {
        match node {
            Node::Group(group) => {
                if let (Meaning::Level { .. }, Some(Node::Shape(bar))) =
                    (&group.meaning, bar_nodes(group).first())
                {
                    bands.push(bar.geometry.bounds());
                }
                bands_and_labels(&group.children, bands, labels);
            }
            Node::Text(text) if text.label => {
                let (at, size) = (text.origin, text.line.size);
                let right = at.x + text.line.width;
                let seen = Rect::new(at.x, at.y - 0.7 * size, right, at.y + 0.2 * size);
                labels.push((seen, text.line.text.clone()));
            }
            _ => {}
        }
    }
}

#[test]
fn bands_to_the_right_follow_each_other_and_hold_their_names() {
    let sizes: Vec<usize> = (0..8).map(|l| l % 3).collect();
    let mut draft = levels(&sizes);
    draft.levels[3].name = "Rindfleischetikettierungsüberwachungsaufgabenübertragung".into();
    for model in examples().into_iter().map(|(_, model)| model).chain([build(draft)]) {
        let sheet = Sheet { direction: Direction::Right, ..Sheet::default() };
        let scene = draw_on(&model, &sheet).0;
        assert_eq!(metrics_on(&model, &sheet).hard, Hard::default());
        assert_texts_apart(&scene);
        let (mut bands, mut labels) = (Vec::new(), Vec::new());
        bands_and_labels(&scene.nodes, &mut bands, &mut labels);
        assert!(bands.windows(2).all(|two| two[0].x1 < two[1].x0 && two[0].y0 == two[1].y0));
        let a4 = Some(Paper { width: 210.0, height: 297.0 });
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            let sheet = Sheet { paper: a4, orientation: Some(orientation), ..sheet };
            let size = draw_on(&model, &sheet).0.size;
            let aspect = if orientation == Orientation::Portrait { 210.0 / 297.0 } else { 297.0 / 210.0 };
            assert!((size.width / size.height - aspect).abs() < 0.002, "{size:?}");
        }
    }
}

#[test]
fn paper_gives_its_proportions() {
    let model = example("delivery-group.md");
    let a4 = Paper { width: 210.0, height: 297.0 };
    for (orientation, aspect) in [(None, 297.0 / 210.0), (Some(Orientation::Portrait), 210.0 / 297.0)] {
        let sheet = Sheet { paper: Some(a4), orientation, ..Sheet::default() };
        let metrics = metrics_on(&model, &sheet);
        assert_eq!(metrics.hard, Hard::default());
        assert!((metrics.soft.aspect - aspect).abs() < 0.002, "{} is not {aspect}", metrics.soft.aspect);
    }
}

#[test]
fn a_narrow_column_never_gives_a_wider_chart() {
    let model = example("delivery-group.md");
    let usual = draw(&model).0.size.width;
    let sheet = Sheet { width: Some(usual * 0.8), ..Sheet::default() };
    let metrics = metrics_on(&model, &sheet);
    assert_eq!(metrics.hard, Hard::default());
    assert!(draw_on(&model, &sheet).0.size.width <= usual);
}

fn function(name: &str) -> DraftFunction {
    DraftFunction { name: name.into(), ..DraftFunction::default() }
}

fn flow(from: &str, to: &str, label: &str) -> DraftFlow {
    DraftFlow { from: from.into(), to: to.into(), label: label.into(), ..DraftFlow::default() }
}

/// Levels `A`, `B`, … with functions `A0`, `A1`, …, so many each.
fn levels(sizes: &[usize]) -> Draft {
    let letter = |l: usize| char::from(b'A' + l as u8);
    let level = |(l, &size): (usize, &usize)| DraftLevel {
        name: format!("{} level", letter(l)),
        functions: (0..size).map(|f| function(&format!("{}{f}", letter(l)))).collect(),
        ..DraftLevel::default()
    };
    Draft {
        title: "A model".into(),
        levels: sizes.iter().enumerate().map(level).collect(),
        ..Draft::default()
    }
}

fn build(draft: Draft) -> Model {
    Model::build(draft).unwrap().value
}

fn sound(draft: Draft) -> Metrics {
    let model = build(draft);
    let metrics = metrics(&model);
    assert_eq!(metrics.hard, Hard::default());
    assert_texts_apart(&draw(&model).0);
    metrics
}

#[test]
fn a_page_that_is_read_from_right_to_left_is_drawn_as_well() {
    let mut draft = levels(&[2, 3]);
    draft.lang = "ar".into();
    draft.flows =
        vec![flow("A0", "A1", "Set aims"), flow("B1", "A0", "Report on what was done"), flow("B0", "B2", "")];
    draft.flows[1].kind = FlowKind::Feedback;
    sound(draft);
}

#[test]
fn one_to_twelve_levels() {
    for count in 1..=12 {
        let mut draft = levels(&vec![2; count]);
        for l in 1..count {
            let (above, here) = (char::from(b'A' + l as u8 - 1), char::from(b'A' + l as u8));
            draft.flows.push(flow(&format!("{above}0"), &format!("{here}1"), "Set what is to be done"));
            draft.flows.push(flow(&format!("{here}0"), &format!("{above}0"), "Report"));
        }
        sound(draft);
    }
}

#[test]
fn a_level_without_functions_is_one_box() {
    let mut draft = levels(&[0, 2, 0]);
    draft.flows = vec![flow("A level", "B0", "Set aims"), flow("B1", "C level", "Give work")];
    let metrics = sound(draft);
    assert_eq!((metrics.boxes, metrics.flows), (4, 2));
}

#[test]
fn arrows_to_outcomes_from_several_levels() {
    let mut draft = levels(&[2, 3, 2]);
    draft.outcomes = ["Results", "Savings", "Trust"]
        .map(|name| DraftOutcome {
            name: name.into(),
            caption: Some("(for users)".into()),
            ..DraftOutcome::default()
        })
        .into();
    draft.flows = vec![
        flow("A0", "outcome/results", "Answer for results"),
        flow("B1", "outcome/savings", "Save money"),
        flow("C1", "outcome/trust", ""),
        flow("C0", "outcome/results", "Deliver"),
        flow("A1", "C1", "Skip a level"),
    ];
    sound(draft);
}

#[test]
fn loops_and_ten_parallel_arrows() {
    let mut draft = levels(&[2, 2]);
    draft.flows.push(flow("A0", "A0", "Reflect on what was done"));
    draft.flows.extend((0..10).map(|i| flow("A0", "B1", &format!("Give thing number {i}"))));
    let metrics = sound(draft);
    assert_eq!(metrics.flows, 11);
}

#[test]
fn a_hub_of_forty_arrows() {
    let mut draft = levels(&[1, 20, 20]);
    for i in 0..20 {
        draft.flows.push(flow("A0", &format!("B{i}"), "Set aims"));
        draft.flows.push(flow(&format!("C{i}"), "A0", "Report"));
    }
    sound(draft);
}

#[test]
fn a_complete_graph_of_nine() {
    let mut draft = levels(&[3, 3, 3]);
    let names: Vec<String> =
        ["A", "B", "C"].iter().flat_map(|l| (0..3).map(move |i| format!("{l}{i}"))).collect();
    for (i, from) in names.iter().enumerate() {
        draft.flows.extend(names[i + 1..].iter().map(|to| flow(from, to, "")));
    }
    assert_eq!(sound(draft).flows, 36);
}

#[test]
fn very_long_labels_and_names() {
    let mut draft = levels(&[2, 2]);
    let long = "Agree what is to be delivered and how it is paid for, and keep the record of it up to date. "
        .repeat(4);
    draft.flows = vec![flow("A0", "A1", &long), flow("A1", "B0", &long[..300]), flow("B0", "B1", "Short")];
    draft.levels[0].name = "Strategic and interdepartmental co-ordination and assurance level".into();
    draft.levels[1].functions[1].title = Some("Donaudampfschifffahrtsgesellschaftskapitänsmütze".into());
    draft.levels[1].functions[0].caption = Some(long[..180].into());
    draft.title = long.clone();
    sound(draft);
}

#[test]
fn a_model_without_flows_has_no_arrow_and_says_so_unless_the_cascade_is_asked_for() {
    let mut draft = levels(&[2, 2, 1]);
    for level in &mut draft.levels {
        level.functions.push(function("Product"));
    }
    let (scene, findings) = draw(&build(draft.clone()));
    let metrics = measure(&scene, &Expected { flows: None, same: &[] });
    assert_eq!(findings, [Code::NoFlows]);
    assert_eq!((metrics.hard, metrics.flows), (Hard::default(), 0));
    draft.cascade = true;
    let (scene, findings) = draw(&build(draft));
    let metrics = measure(&scene, &Expected { flows: Some(2), same: &[] });
    assert_eq!(findings, []);
    let (mut words, mut boxes, mut flows) = (Vec::new(), Vec::new(), Vec::new());
    contents(&scene.nodes, &mut words, &mut boxes, &mut flows);
    let words = words.join(" ");
    assert!(words.contains("No flows are given: the arrows show"), "the legend says it: {words}");
    assert_eq!(metrics.hard, Hard::default());
    assert_eq!((metrics.flows, metrics.soft.aligned, metrics.soft.alignable), (2, 2, 2));
}

const VOCABULARY: [&str; 16] = [
    "set",
    "agree",
    "review",
    "service",
    "delivery",
    "outcomes",
    "budget",
    "roadmap",
    "standards",
    "and",
    "for",
    "the",
    "interoperability",
    "co-ordination",
    "a",
    "responsibilities",
];

fn phrase(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&VOCABULARY[..]), words).prop_map(|words| words.join(" "))
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let sizes = prop::collection::vec(0usize..6, 1..7);
    (sizes, 0usize..3, any::<bool>()).prop_flat_map(|(sizes, outcomes, rich)| {
        let mut draft = levels(&sizes);
        // what stands in a function and outside, one in a few of them
        for (at, function) in draft.levels.iter_mut().flat_map(|level| &mut level.functions).enumerate() {
            let count = if rich { [0, 2, 0, 1, 0, 0, 3][at % 7] } else { 0 };
            function.functions =
                (0..count).map(|b| self::function(&format!("{}b{b}", function.name))).collect();
        }
        let mut ends: Vec<String> = Vec::new();
        for level in &draft.levels {
            for function in &level.functions {
                ends.push(function.name.clone());
                ends.extend(function.functions.iter().map(|body| body.name.clone()));
            }
            if level.functions.is_empty() || rich {
                ends.push(level.name.clone());
            }
        }
        ends.extend((0..outcomes).map(|o| format!("outcome/o{o}")));
        let outside = if rich { outcomes } else { 0 };
        ends.extend((0..outside).map(|o| format!("outside/p{o}")));
        draft.outside =
            (0..outside).map(|o| DraftOutside { name: format!("P{o}"), ..DraftOutside::default() }).collect();
        let end = prop::sample::select(ends);
        let kind = prop::sample::select(&FlowKind::ALL[..]);
        let flow = (end.clone(), end, phrase(0..9), kind, prop::bool::weighted(0.2));
        let flows = prop::collection::vec(flow, 0..24);
        let boxes = draft.levels.iter().map(|level| level.functions.len()).sum::<usize>();
        let captions = prop::collection::vec((prop::option::of(phrase(1..6)), any::<bool>()), boxes);
        (Just(draft), Just(outcomes), flows, captions).prop_map(
            move |(mut draft, outcomes, flows, captions)| {
                let functions = draft.levels.iter_mut().flat_map(|level| &mut level.functions);
                for (function, (caption, shared)) in functions.zip(captions) {
                    function.caption = caption;
                    if shared {
                        // the same function at other levels, under a title of its own
                        function.id = Some(format!("f/{}", function.name.to_lowercase()));
                        function.title = Some(function.name.clone());
                        function.name = format!("Shared {}", &function.name[1..]);
                    }
                }
                let names: Vec<(String, String)> = draft
                    .levels
                    .iter()
                    .flat_map(|level| &level.functions)
                    .filter_map(|f| Some((f.title.clone()?, f.id.clone()?)))
                    .collect();
                let end = |words: String| match names.iter().find(|(title, _)| *title == words) {
                    Some((_, id)) => id.clone(),
                    None => words,
                };
                draft.outcomes = (0..outcomes)
                    .map(|o| DraftOutcome { name: format!("O{o}"), ..DraftOutcome::default() })
                    .collect();
                draft.flows = flows
                    .into_iter()
                    .map(|(from, to, label, kind, main)| DraftFlow {
                        from: end(from),
                        to: end(to),
                        label,
                        kind,
                        main: main && rich,
                        ..DraftFlow::default()
                    })
                    .collect();
                draft
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_model_is_drawn_whole_and_without_a_fault(draft in any_draft(), right in any::<bool>()) {
        let model = build(draft);
        let direction = DIRECTIONS[usize::from(right)];
        let (scene, _) = draw_on(&model, &Sheet { direction, ..Sheet::default() });
        let drawn = (!model.flows.is_empty()).then_some(model.flows.len());
        let metrics = measure(&scene, &Expected { flows: drawn, same: &[] });
        prop_assert_eq!(metrics.hard, Hard::default());
        assert_texts_apart(&scene);
        let (mut words, mut boxes, mut flows) = (Vec::new(), Vec::new(), Vec::new());
        contents(&scene.nodes, &mut words, &mut boxes, &mut flows);
        words.sort();
        prop_assert_eq!(words, words_of(&model));
        boxes.sort();
        let count = boxes.len();
        boxes.dedup();
        prop_assert_eq!(boxes.len(), count);
        if drawn.is_some() {
            let wanted: Vec<(String, String)> =
                model.flows.iter().map(|flow| (flow.from.id.clone(), flow.to.id.clone())).collect();
            prop_assert_eq!(flows, wanted);
        }
    }
}

/// Type on a sheet of so many px across, as large as the drawing leaves it.
fn type_at(scene: &Scene, width: f64, height: f64) -> f64 {
    20.0 * (width / scene.size.width).min(height / scene.size.height)
}

#[test]
fn a_narrow_sheet_has_larger_type_than_the_usual_drawing_would_have_on_it() {
    // type in px at 960 px across when the drawing is made for the sheet: at least so large, and so many times that of the
    // drawing that is not
    for (name, aspect, least, gain) in [
        ("delivery-group.md", 9.0 / 16.0, 11.5, 1.2),
        ("delivery-group.md", 0.707, 10.7, 1.18),
        ("project-boards.json", 0.707, 16.8, 1.2),
        // without arrows the usual drawing is as narrow
        ("digital-services.md", 9.0 / 16.0, 20.0, 0.99),
    ] {
        let model = example(name);
        let usual = draw(&model).0;
        let narrow = draw_on(&model, &Sheet { aspect: Some(aspect), ..Sheet::default() }).0;
        let (with, without) =
            (type_at(&narrow, 960.0, 960.0 / aspect), type_at(&usual, 960.0, 960.0 / aspect));
        println!("{name} at {aspect:.3}: {with:.1} px in place of {without:.1}");
        assert!(with > least && with > gain * without, "{name} at {aspect}: {with} and {without}");
        let shape = narrow.size.width / narrow.size.height;
        assert!((0.8..1.25).contains(&(shape / aspect)), "{name}: {shape} where {aspect} is asked");
    }
}

#[test]
fn type_that_paper_would_make_small_is_reported() {
    let model = example("delivery-group.md");
    let on = |width: f64, height: f64| {
        let paper = Some(Paper { width, height });
        draw_on(&model, &Sheet { paper, ..Sheet::default() }).1
    };
    assert!(on(210.0, 297.0).contains(&Code::SmallType));
    assert!(!on(841.0, 1_189.0).contains(&Code::SmallType));
    assert!(!draw(&model).1.contains(&Code::SmallType));
}
