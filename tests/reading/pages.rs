//! Whole pages: the examples, the slips that real pages have, every way to write what can be written in several.
use govdraw::diagnostic::{Code, Diagnostic, Source, Warned};
use govdraw::input::{Format, ReadOptions, read, read_with};
use govdraw::model::{FlowKind, Level, Model};

const DELIVERY_GROUP: &str = include_str!("../../examples/delivery-group.md");
const DIGITAL_SERVICES: &str = include_str!("../../examples/digital-services.md");
const PROJECT_BOARDS: &str = include_str!("../../examples/project-boards.json");
const STARTER: &str = include_str!("../../examples/starter.md");

fn source(text: &str) -> Source {
    Source { name: "folder/the-page.md".to_owned(), text: text.to_owned() }
}

fn page(text: &str) -> Warned<Model> {
    read(&source(text), Format::Markdown).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn clean(text: &str) -> Model {
    let read = page(text);
    assert_eq!(read.warnings, [], "{text}");
    read.value
}

fn names(level: &Level) -> Vec<&str> {
    level.functions.iter().map(|function| function.name.as_str()).collect()
}

fn roles(model: &Model, level: usize, function: usize) -> Vec<&str> {
    model.levels[level].functions[function].roles.iter().map(|role| role.name.as_str()).collect()
}

/// Line and column of a finding, from 1, in characters.
fn line_and_column(text: &str, finding: &Diagnostic) -> (usize, usize) {
    let before = &text[..finding.span.unwrap().start];
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap().chars().count() + 1)
}

#[test]
fn the_delivery_group_is_read_whole() {
    let model = clean(DELIVERY_GROUP);
    assert_eq!(model.title, "Delivery group governance");
    assert_eq!(model.lang, "en-GB");
    assert_eq!(model.summary.len(), 3);
    let ids: Vec<&str> = model.levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(ids, ["strategic", "co-ordination", "implementation"]);
    assert_eq!(names(&model.levels[0]), ["Business", "Delivery", "Product", "Technology"]);
    assert_eq!(
        names(&model.levels[1]),
        ["Service ownership", "Service design", "Product", "Delivery", "Profession leads", "Support"]
    );
    assert_eq!(
        names(&model.levels[2]),
        ["Service ownership", "Product", "Delivery", "Professions", "Support"]
    );
    assert_eq!(roles(&model, 2, 3).len(), 9);
    assert_eq!(model.levels[1].functions[4].same_as.as_deref(), Some("implementation/professions"));
    assert_eq!(model.flows.len(), 30);
    let count = |kind| model.flows.iter().filter(|flow| flow.kind == kind).count();
    assert_eq!([count(FlowKind::Directs), count(FlowKind::Feedback), count(FlowKind::Mutual)], [22, 5, 3]);
    assert_eq!(model.flows.iter().filter(|flow| flow.label.is_empty()).count(), 2);
    assert_eq!(model.outcomes.len(), 1);
    for level in &model.levels {
        assert!((1..=3).contains(&level.points.len()), "{:?}", level.points);
        for function in &level.functions {
            assert!(!function.points.is_empty() && !function.roles.is_empty() && function.caption.is_some());
        }
    }
}

#[test]
fn a_heading_that_lost_its_marks_changes_nothing_but_a_warning() {
    let broken = DELIVERY_GROUP.replace("### Product\n\nKeeps", "Product\n\nKeeps");
    assert_ne!(broken, DELIVERY_GROUP);
    let read = page(&broken);
    assert_eq!(read.value, clean(DELIVERY_GROUP));
    let [finding] = read.warnings.as_slice() else { panic!("{:#?}", read.warnings) };
    assert_eq!(finding.code, Code::MissingHeadingMarks);
    let line = broken.lines().position(|line| line == "Product").unwrap() + 1;
    assert_eq!(line_and_column(&broken, finding), (line, 1));
    assert_eq!(finding.hint.as_deref(), Some("write `### Product`"));
}

#[test]
fn a_level_with_a_mark_too_many_changes_nothing_but_a_warning() {
    let broken = DELIVERY_GROUP.replace("## Implementation level", "### Implementation level");
    let read = page(&broken);
    assert_eq!(read.value, clean(DELIVERY_GROUP));
    let [finding] = read.warnings.as_slice() else { panic!("{:#?}", read.warnings) };
    assert_eq!(finding.code, Code::DemotedLevel);
    assert_eq!(
        finding.hint.as_deref(),
        Some("write `## Implementation level` in place of `### Implementation level`")
    );
}

#[test]
fn a_change_log_among_the_levels_changes_nothing_but_a_warning() {
    let entry =
        "### 12 February 2026\n\nThe lead moved to the co-ordination level.\n\n## Implementation level";
    let broken = DELIVERY_GROUP.replace("## Implementation level", entry);
    let read = page(&broken);
    assert_eq!(read.value, clean(DELIVERY_GROUP));
    assert_eq!(read.warnings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DatedHeading]);
}

#[test]
fn a_page_without_level_words_is_read_by_its_sections() {
    let model = clean(DIGITAL_SERVICES);
    let levels: Vec<&str> = model.levels.iter().map(|level| level.name.as_str()).collect();
    assert_eq!(
        levels,
        [
            "Put people in charge who know digital work",
            "Keep the work close to those who answer for it",
            "Build teams around services",
            "Let one person decide",
            "Start from what users need",
        ]
    );
    assert_eq!(names(&model.levels[0]), ["Director of digital services", "Chief of technology"]);
    // the list below the second function belongs to the level: other levels have it behind the same words
    assert_eq!(model.levels[0].points.len(), 2);
    assert!(model.levels[0].points[0].starts_with("give one board member"));
    assert!(model.levels[0].functions[1].points[0].starts_with("Looks after"));
    assert_eq!(model.levels[3].points.len(), 3);
    // quotes are somebody else's words: only the level's own sentences are points
    assert_eq!(model.levels[2].points.len(), 2);
    assert_eq!(model.levels[2].summary.len(), 1, "{:?}", model.levels[2].summary);
    assert_eq!(model.levels[4].summary.len(), 1);
}

#[test]
fn garbled_text_is_repaired_where_it_stands() {
    let broken = DIGITAL_SERVICES
        .replace("A service that is wholly", "Departments donâ€™t learn. A service that is wholly");
    let read = page(&broken);
    assert!(read.value.levels[1].summary[0].starts_with("Departments don’t learn."));
    let [finding] = read.warnings.as_slice() else { panic!("{:#?}", read.warnings) };
    assert_eq!(finding.code, Code::Mojibake);
    assert_eq!(line_and_column(&broken, finding).1, "Departments don".len() + 1);
}

#[test]
fn data_and_the_starter_are_read_without_a_finding() {
    let boards = read(&source(PROJECT_BOARDS), Format::Json).unwrap();
    assert_eq!(boards.warnings, []);
    assert_eq!(boards.value.levels.len(), 3);
    assert_eq!(boards.value.flows.len(), 12);
    assert_eq!(boards.value.levels[0].functions[0].roles[2].name, "Operations director");
    let starter = clean(STARTER);
    assert_eq!(starter.flows.len(), 5);
    assert_eq!(govdraw::lint::lint(&starter), []);
    assert_eq!(govdraw::lint::lint(&clean(DELIVERY_GROUP)), []);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{FEFF}{}", DELIVERY_GROUP.replace('\n', "\r\n"));
    assert_eq!(clean(&windows), clean(DELIVERY_GROUP));
}

#[test]
fn flows_in_front_matter_are_the_flows_of_a_table() {
    let body = "## A level\n### Board\n### Team\n\n";
    let table = "| From | To | Flow | Kind |\n|--|--|--|--|\n| Board | Team | Do: this | |\n\
                 | Team | Board | Say how | feedback |\n| Team | A / Board | Talk | both |\n| Team | Board | | |\n";
    let front = "---\nflows:\n  - 'A / Board -> Team: Do: this'\n  - Team --> Board: Say how\n\
                 \x20 - \"Team <-> a/board: Talk\"\n  - Team -> Board\n---\n";
    let (from_table, from_front) = (clean(&format!("{body}{table}")), clean(&format!("{front}{body}")));
    assert_eq!(from_table, from_front);
    assert_eq!(from_table.flows[0].label, "Do: this");
    assert_eq!(from_table.flows[2].kind, FlowKind::Mutual);
}

#[test]
fn a_level_without_functions_and_an_outcome_are_ends_of_flows() {
    let model = clean(
        "---\noutcomes: [{name: Good things, caption: (for all)}]\nflows: [Users level -> outcome / Good things]\n---\n\
         ## Users level\nThey use it.\n",
    );
    assert_eq!(model.flows[0].from.id, "users");
    assert_eq!(model.flows[0].to.id, "outcome/good-things");
    assert_eq!(model.outcomes[0].caption.as_deref(), Some("(for all)"));
}

#[test]
fn levels_may_be_named_ordered_and_matched() {
    let body = "## Second\nTwo.\n## About\nNot one.\n## First\nOne.\n";
    let named = clean(&format!("---\nlevels: [First, Second level]\n---\n{body}"));
    assert_eq!(named.levels.iter().map(|level| level.id.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    let matched = clean(&format!("---\nlevel_pattern: ^(Fir|Sec)\n---\n{body}"));
    assert_eq!(matched.levels.iter().map(|level| level.id.as_str()).collect::<Vec<_>>(), ["second", "first"]);
    assert_eq!(matched.title, "the-page");
}

#[test]
fn headings_of_every_depth_and_form_are_read() {
    let model = clean(
        "Title of it\n===========\n\nLead.\n\nTop level\n---------\n\nWhat it does.\n\n### One\n\nText.\n",
    );
    assert_eq!(model.title, "Title of it");
    assert_eq!(model.summary, ["Lead."]);
    assert_eq!(names(&model.levels[0]), ["One"]);
    let at = |depth| ReadOptions { level_heading: Some(depth), ..ReadOptions::default() };
    let deep = source("# Title\n## Part\n### Top level\n#### One\nText.\n");
    assert_eq!(names(&read_with(&deep, Format::Markdown, &at(3)).unwrap().value.levels[0]), ["One"]);
    let high = source("---\ntitle: T\n---\n# Top level\n## One\nText.\n");
    assert_eq!(names(&read_with(&high, Format::Markdown, &at(1)).unwrap().value.levels[0]), ["One"]);
}

#[test]
fn roles_are_read_in_every_form() {
    let model = clean(
        "---\nroles_label: Held by\n---\n## A level\n### One\n**Roles:** chair (or deputy, if away), clerk\n\
         ### Two\nText.\n\nRoles:\n\n- chair\n- clerk; scribe\n### Three\nText.\n#### Members\n* chair\n\
         ### Four\nText.\nHeld by: chair,\n  clerk\n### Five\n- does this\n- **Roles**: chair\n",
    );
    assert_eq!(roles(&model, 0, 0), ["chair (or deputy, if away)", "clerk"]);
    assert_eq!(roles(&model, 0, 1), ["chair", "clerk", "scribe"]);
    assert_eq!(roles(&model, 0, 2), ["chair"]);
    assert_eq!(roles(&model, 0, 3), ["chair", "clerk"]);
    assert_eq!(roles(&model, 0, 4), ["chair"]);
    assert_eq!(model.levels[0].functions[3].description, ["Text."]);
    assert_eq!(model.levels[0].functions[4].points, ["does this"]);
}

#[test]
fn two_role_lines_give_their_union() {
    let read = page("## A level\n### One\nRoles: Chair, clerk\n\nRoles: chair, scribe\n");
    assert_eq!(roles(&read.value, 0, 0), ["Chair", "clerk", "scribe"]);
    assert_eq!(read.warnings.len(), 1);
}

#[test]
fn every_built_in_language_is_read() {
    let pages = [
        (
            "cy",
            "Lefel strategol",
            "Lefel gweithredu",
            "Rolau: cadeirydd, clerc",
            "| O | I | Llif | Math |",
            "adborth",
        ),
        (
            "fr",
            "Niveau stratégique",
            "Niveau opérationnel",
            "**Rôles\u{A0}:** présidente, greffier",
            "| De | À | Flux | Type |",
            "retour",
        ),
        (
            "de",
            "Strategische Ebene",
            "Umsetzungsebene",
            "Rollen: Vorsitz; Schriftführung",
            "| Von | Nach | Fluss | Art |",
            "Rückmeldung",
        ),
        (
            "es",
            "Nivel estratégico",
            "Nivel operativo",
            "Roles: presidenta, secretario",
            "| De | A | Flujo | Tipo |",
            "retroalimentación",
        ),
        (
            "ar",
            "المستوى الاستراتيجي",
            "مستوى التنفيذ",
            "الأدوار: رئيس، أمين",
            "| من | إلى | التدفق | النوع |",
            "تغذية راجعة",
        ),
        (
            "ja",
            "戦略レベル",
            "実施レベル",
            "役割：議長、書記",
            "| 起点 | 終点 | 流れ | 種類 |",
            "フィードバック",
        ),
        (
            "en",
            "Strategic level",
            "Delivery level",
            "Composition: chair, clerk",
            "| From | To | Flow | Kind |",
            "feedback",
        ),
    ];
    for (lang, upper, lower, label, header, kind) in pages {
        let model = clean(&format!(
            "---\nlang: {lang}\n---\n## {upper}\n### X\nY.\n\n{label}\n## {lower}\n### Z\n\n\
             {header}\n|--|--|--|--|\n| Z | X | w | {kind} |\n"
        ));
        assert_eq!(model.levels.len(), 2, "{lang}");
        assert_eq!(roles(&model, 0, 0).len(), 2, "{lang}");
        assert_eq!(model.flows[0].kind, FlowKind::Feedback, "{lang}");
        let words = govdraw::words::texts(lang);
        assert!(!words.aside.is_empty() && words.alt_flow.contains("{title}"), "{lang}");
    }
}

#[test]
fn settings_win_over_the_page() {
    let model = clean(
        "---\ntitle: Page\ngovdraw:\n  title: Picture\n  theme: mono\n  aside: What we do\n  a: {points: One., icon: flag}\n\
         \x20 A / One: {title: The one, caption: c, row: 2, column: 3, link: 'https://example.org', icon: star}\n---\n\
         ## A level\nText.\n### One\nText.\n",
    );
    assert_eq!((model.title.as_str(), model.theme.as_deref()), ("Picture", Some("mono")));
    assert_eq!(model.aside.as_deref(), Some("What we do"));
    assert_eq!(model.levels[0].points, ["One"]);
    let one = &model.levels[0].functions[0];
    assert_eq!((one.chart_name(), one.row, one.column), ("The one", Some(2), Some(3)));
    assert_eq!((one.icon.as_deref(), one.link.as_deref()), (Some("star"), Some("https://example.org")));
}

#[test]
fn a_heading_has_the_first_link_in_it_that_has_a_word() {
    let model = clean(
        "## [A level](https://example.org/a)\n### See [B](/b#c) or [C](#c)\n### D [#](#d)\n### [](./e)E\n",
    );
    assert_eq!(model.levels[0].link.as_deref(), Some("https://example.org/a"));
    let links: Vec<Option<&str>> = model.levels[0].functions.iter().map(|f| f.link.as_deref()).collect();
    assert_eq!(links, [Some("/b#c"), None, None]);
    assert_eq!(names(&model.levels[0]), ["See B or C", "D #", "E"]);
}

#[test]
fn anchors_behind_a_heading_are_no_part_of_its_name() {
    let read = page("## A level {#a}\n### B {: .wide #b-1}\n### {c} d\n### {#F g}\n");
    assert_eq!(read.warnings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::SiteCode]);
    assert_eq!(read.value.levels[0].name, "A level");
    assert_eq!(names(&read.value.levels[0]), ["B", "{c} d", "{#F g}"]);
}

#[test]
fn equal_names_get_ids_of_their_own() {
    let read = page("## A level\n### B\n### B\n### !\n### ?\n");
    let ids: Vec<&str> = read.value.levels[0].functions.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(ids, ["a/b", "a/b-2", "a/function", "a/function-2"]);
}
