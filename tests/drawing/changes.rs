//! Pictures of what changed: every change is marked by a word and a sign, what is no more is still there, and what stays
//! stands where it stood.
use govdraw::diagnostic::Source;
use govdraw::geom::Rect;
use govdraw::input::{self, Format};
use govdraw::layout::{Look, Sheet, Style, changed, layout};
use govdraw::model::Model;
use govdraw::scene::{Meaning, Node, Scene, ShapeKind};
use govdraw::text::Fonts;
use govdraw::theme::{Theme, contrast};
use std::collections::BTreeMap;

const OLD: &str = include_str!("../../examples/delivery-group.md");

fn model(text: &str) -> Model {
    let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
    input::read(&source, Format::Markdown).expect("sound").value
}

/// The page with edits of every kind: one function moved, one renamed, one removed with its flows, one added with a flow, one
/// reworded, one with other roles, one flow with another label.
fn new() -> String {
    let mut text = OLD.to_owned();
    let mut edit = |old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    };
    let section = |text: &str, from: &str, to: &str| {
        let start = text.find(from).expect(from);
        let end = start + text[start..].find(to).expect(to);
        text[start..end].to_owned()
    };
    let design = section(OLD, "### Service design", "### Product");
    edit(&design, "");
    edit("## Co-ordination level", &format!("{design}## Co-ordination level"));
    edit("co-ordination/service-design:", "strategic/service-design:");
    edit(&section(OLD, "### Technology", "## Co-ordination"), "");
    edit(&section(OLD, "  strategic/technology", "  co-ordination/service-ownership"), "");
    for flow in OLD.lines().filter(|line| line.starts_with('|') && line.contains("Technology")) {
        edit(&format!("{flow}\n"), "");
    }
    edit("### Profession leads", "### Heads of profession");
    edit("co-ordination/profession-leads:", "co-ordination/heads-of-profession:");
    edit("| Profession leads |", "| Heads of profession |");
    edit("## Implementation level", "### Data\n\nKeeps data.\n\nRoles: Data lead\n\n## Implementation level");
    edit("Gives one product or service its vision", "Gives one product its vision");
    edit("Roles: Policy lead, operations lead", "Roles: Policy lead, data analyst");
    edit(
        "| Fund the services’ work | |",
        "| Fund all the work | |\n| Data | Co-ordination / Delivery | Report use | |",
    );
    text
}

fn drawn(old: &Model, new: &Model, style: Style, theme: &Theme) -> Scene {
    let (fonts, sheet) = (Fonts::bundled(), Sheet::default());
    let look = Look::new(theme, &fonts, &sheet);
    changed(old, new, style, &look).expect("drawn").value
}

fn each<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let Node::Group(group) = node {
            each(&group.children, visit);
        }
    }
}

/// What is drawn for each function, outcome and arrow, by id or `from>to`.
fn groups(scene: &Scene) -> BTreeMap<String, &[Node]> {
    let mut found = BTreeMap::new();
    each(&scene.nodes, &mut |node| {
        let Node::Group(group) = node else { return };
        match &group.meaning {
            Meaning::Node { id } | Meaning::Function { id } => {
                found.insert(id.clone(), group.children.as_slice());
            }
            Meaning::Flow { number, from, to, .. } => {
                found.insert(format!("{from}>{to} {number}"), group.children.as_slice());
            }
            _ => {}
        }
    });
    found
}

fn words(nodes: &[Node]) -> String {
    let mut words = String::new();
    each(nodes, &mut |node| {
        if let Node::Text(text) = node {
            words += &text.line.text;
            words.push(' ');
        }
    });
    words.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the levels' headings, with what is marked on them.
fn headings(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    each(&scene.nodes, &mut |node| {
        if let Node::Group(group) = node
            && group.meaning == (Meaning::Heading { depth: 2 })
        {
            found.push(words(&group.children));
        }
    });
    found
}

fn box_of(nodes: &[Node]) -> Option<Rect> {
    let mut found = None;
    each(nodes, &mut |node| {
        if let Node::Shape(shape) = node
            && shape.kind == ShapeKind::Box
        {
            found = Some(shape.geometry.bounds());
        }
    });
    found
}

#[test]
fn every_change_has_its_word_and_nothing_else_has_one() {
    let (old, new) = (model(OLD), model(&new()));
    let marks = ["Added", "Removed", "Moved", "Renamed", "Reworded", "Roles", "Changed"];
    let expected = [
        ("strategic/service-design", "Moved (before: Co-ordination level)"),
        ("strategic/technology", "Removed"),
        ("co-ordination/heads-of-profession", "Renamed (before: Profession leads)"),
        ("co-ordination/data", "Added"),
        ("implementation/product", "Reworded"),
        ("implementation/service-ownership", "Roles: − operations lead, + data analyst"),
    ];
    for style in Style::ALL {
        let scene = drawn(&old, &new, style, &Theme::defra());
        let groups = groups(&scene);
        for (id, nodes) in groups.iter().filter(|(id, _)| !id.contains('>')) {
            let words =
                words(nodes).replace("Roles: Policy lead, data analyst", "").replace(" Roles: ", " roles: ");
            match expected.iter().find(|(of, _)| of == id) {
                Some((_, mark)) => {
                    // there is room for what was before, but in a chip
                    let mark =
                        if style == Style::Simple { mark.split([' ', ':']).next().unwrap() } else { mark };
                    assert!(words.to_lowercase().contains(&mark.to_lowercase()), "{style:?} {id}: {words}");
                }
                None => assert!(!marks.iter().any(|mark| words.contains(mark)), "{style:?} {id}: {words}"),
            }
        }
        assert_eq!(
            expected.iter().filter(|(id, _)| groups.contains_key(*id)).count(),
            expected.len(),
            "{style:?}"
        );
    }
    let scene = drawn(&old, &new, Style::Flow, &Theme::defra());
    let labels: Vec<String> = groups(&scene)
        .into_iter()
        .filter(|(id, _)| id.contains('>'))
        .map(|(_, nodes)| words(nodes))
        .filter(|words| marks.iter().any(|mark| words.starts_with(mark)))
        .collect();
    assert_eq!(
        labels,
        [
            "Added: Report use",
            "Changed: Fund all the work (before: Fund the services’ work)",
            "Removed: Check that standards are followed",
            "Removed: Lay down how services are to be built",
        ]
    );
    assert_eq!(scene.title, "What changed: Delivery group governance");
    assert!(
        scene.description.contains("Moved: Service design (before: Co-ordination level)."),
        "{}",
        scene.description
    );
}

#[test]
fn marks_can_be_read_in_every_theme_and_stay_in_their_boxes() {
    let (old, new) = (model(OLD), model(&new()));
    let signs = |nodes: &[Node]| {
        let mut grounds = Vec::new();
        let mut texts = Vec::new();
        each(nodes, &mut |node| match node {
            Node::Shape(shape) if shape.kind != ShapeKind::Box => {
                grounds.extend(shape.fill.map(|fill| (shape.geometry.bounds(), fill.color)));
            }
            Node::Text(text) if text.line.text.starts_with("Removed") => {
                texts.push((text.bounds(), text.fill))
            }
            _ => {}
        });
        (grounds, texts)
    };
    for name in Theme::NAMES {
        let theme = Theme::named(name).expect("built in");
        let least = if name == "high-contrast" { 7.0 } else { 4.5 };
        for style in Style::ALL {
            let scene = drawn(&old, &new, style, &theme);
            let groups = groups(&scene);
            let nodes = groups["strategic/technology"];
            let (grounds, texts) = signs(nodes);
            let (at, ink) = texts[0];
            // the smallest ground that the word stands on
            let under = grounds.iter().filter(|(ground, _)| ground.contains(at.center()));
            let (ground, color) = under.min_by(|a, b| a.0.area().total_cmp(&b.0.area())).expect("a ground");
            assert!(contrast(ink, *color) >= least, "{name} {style:?}: {}", contrast(ink, *color));
            let whole = box_of(nodes).unwrap_or(scene.size.to_rect());
            assert!(whole.union(*ground) == whole, "{name} {style:?}: {ground:?} in {whole:?}");
            let mut dashed = 0;
            each(nodes, &mut |node| {
                let stroke = if let Node::Shape(shape) = node { shape.stroke.as_ref() } else { None };
                dashed += usize::from(stroke.is_some_and(|stroke| stroke.dash.is_some()));
            });
            assert_eq!(dashed, 1, "{name} {style:?}: what is no more has a broken outline");
        }
    }
}

/// Rows and columns of the boxes of each level, as ranks.
fn order(scene: &Scene, ids: &[&str]) -> Vec<(usize, usize)> {
    let groups = groups(scene);
    let centers: Vec<_> = ids.iter().map(|id| box_of(groups[*id]).expect("a box").center()).collect();
    let rank = |of: f64, all: Vec<f64>| {
        let mut all: Vec<i64> = all.into_iter().map(|at| (at / 40.0).round() as i64).collect();
        all.sort_unstable();
        all.dedup();
        all.iter().position(|at| *at == (of / 40.0).round() as i64).unwrap_or_default()
    };
    centers
        .iter()
        .map(|center| {
            let x = rank(center.x, centers.iter().map(|c| c.x).collect());
            (x, rank(center.y, centers.iter().map(|c| c.y).collect()))
        })
        .collect()
}

#[test]
fn what_stays_keeps_its_place_in_the_flow_chart() {
    let (old, new) = (model(OLD), model(&new()));
    let (fonts, theme) = (Fonts::bundled(), Theme::defra());
    let before = layout(&old, Style::Flow, &theme, &fonts, &Sheet::default()).expect("drawn").value;
    let plain = layout(&new, Style::Flow, &theme, &fonts, &Sheet::default()).expect("drawn").value;
    let scene = drawn(&old, &new, Style::Flow, &theme);
    let stay = [
        "strategic/business",
        "strategic/delivery",
        "strategic/product",
        "co-ordination/service-ownership",
        "co-ordination/product",
        "co-ordination/delivery",
        "co-ordination/support",
        "implementation/service-ownership",
        "implementation/product",
        "implementation/delivery",
        "implementation/professions",
        "implementation/support",
    ];
    assert_eq!(order(&scene, &stay), order(&before, &stay));
    assert_ne!(order(&plain, &stay), order(&before, &stay), "else nothing was shown");
    // what the old page alone has stands where it stood, too
    let with_gone = [&stay[..3], &["strategic/technology"]].concat();
    assert_eq!(order(&scene, &with_gone), order(&before, &with_gone));
}

#[test]
fn levels_come_and_go_and_pages_that_rank_nothing_are_drawn() {
    let level = "## Data level\n\nKeeps data.\n\n### Archive\n\nStores.\n\nRoles: Archivist\n\n";
    let with = OLD.replace("## Implementation level", &format!("{level}## Implementation level"));
    for (old, new, word) in [(OLD, with.as_str(), "Added"), (&with, OLD, "Removed")] {
        for style in Style::ALL {
            let scene = drawn(&model(old), &model(new), style, &Theme::defra());
            let headings = headings(&scene);
            let marked: Vec<&String> = headings
                .iter()
                .filter(|heading| heading.contains("dded") || heading.contains("emoved"))
                .collect();
            assert_eq!(marked, [&format!("Data level {word}")], "{style:?}");
            assert!(groups(&scene).contains_key("data/archive"), "{style:?}");
        }
    }
    let board = |extra: &str| {
        model(&format!(
            "# Rules\n\n## Board\n\nDecides.\n\nMembers:\n\n- Chair\n- Clerk\n\n## Audit committee\n\nChecks.\n\nMembers:\n\n- Auditor\n\n{extra}"
        ))
    };
    let (one, two) = (board(""), board("## Team committee\n\nWorks.\n\nMembers:\n\n- Lead\n"));
    for (old, new) in [(&one, &two), (&two, &one), (&one, &model(OLD)), (&model(OLD), &one)] {
        for style in Style::ALL {
            let scene = drawn(old, new, style, &Theme::defra());
            let all = words(&scene.nodes);
            assert!(all.contains("Added") || all.contains("Removed"), "{style:?}: {all}");
        }
    }
}

#[test]
fn a_page_from_right_to_left_says_it_in_its_own_words() {
    let text = include_str!("../../examples/languages/arabic-parks.md");
    let (old, new) = (
        model(text),
        model(
            &text.replacen("### إدارة المياه", "### إدارة الري", 1).replace("| إدارة المياه", "| إدارة الري"),
        ),
    );
    for style in Style::ALL {
        let scene = drawn(&old, &new, style, &Theme::defra());
        assert!(words(&scene.nodes).contains("تغيير الاسم"), "{style:?}: {}", words(&scene.nodes));
    }
    let stay = ["الاستراتيجي/مجلس-الهيئة", "التنسيق/تخطيط-الحدائق", "الميداني/مركز-الزوار"];
    let before = layout(&old, Style::Flow, &Theme::defra(), &Fonts::bundled(), &Sheet::default())
        .expect("drawn")
        .value;
    assert_eq!(order(&drawn(&old, &new, Style::Flow, &Theme::defra()), &stay), order(&before, &stay));
}

#[test]
fn a_page_that_did_not_change_says_so() {
    let page = model(OLD);
    let scene = drawn(&page, &page, Style::Poster, &Theme::defra());
    assert_eq!(scene.description, "What changed: Delivery group governance. Nothing changed.");
}

/// Two pages of our own, in which levels, bodies within bodies and bodies outside changed.
fn orchards() -> [Model; 2] {
    let of = |text: &str| {
        let source = Source { name: "page.yaml".to_owned(), text: text.to_owned() };
        input::read(&source, Format::Yaml).expect("sound").value
    };
    [include_str!("../changes/before.yaml"), include_str!("../changes/after.yaml")].map(of)
}

#[test]
fn levels_have_a_sign_and_a_word_and_keep_their_names() {
    let [old, new] = orchards();
    for style in Style::ALL {
        let scene = drawn(&old, &new, style, &Theme::defra());
        let found = headings(&scene);
        for heading in [
            "Trustee level Renamed (before: Society level)",
            "District level Removed",
            "Advisory level Added",
            "Orchard level",
        ] {
            assert!(found.iter().any(|words| words == heading), "{style:?} {heading}: {found:?}");
        }
        // each mark has the ground that its sign and its word stand on
        let mut grounds = 0;
        each(&scene.nodes, &mut |node| {
            let Node::Group(group) = node else { return };
            if group.meaning == (Meaning::Heading { depth: 2 }) {
                each(&group.children, &mut |node| {
                    grounds += usize::from(
                        matches!(node, Node::Shape(shape) if shape.fill.is_some() && shape.geometry.bounds().width() > 2.0 * shape.geometry.bounds().height()),
                    );
                });
            }
        });
        assert_eq!(grounds, 3, "{style:?}");
    }
}

#[test]
fn bodies_within_and_outside_are_marked() {
    let [old, new] = orchards();
    let expected = [
        ("audit", "Removed"),
        ("grants", "Renamed (before: Grants panel)"),
        ("seed", "Added"),
        ("county", "Removed"),
        ("water", "Renamed (before: Water company)"),
        ("bank", "Added"),
    ];
    for style in Style::ALL {
        let scene = drawn(&old, &new, style, &Theme::defra());
        let groups = groups(&scene);
        for (id, mark) in expected {
            let words =
                words(groups.get(id).unwrap_or_else(|| panic!("{style:?}: no {id} in {:?}", groups.keys())));
            // there is room for what was before, but in a chip and its like
            let mark = if style == Style::Simple { mark.split(' ').next().unwrap() } else { mark };
            assert!(words.contains(mark), "{style:?} {id}: {words}");
        }
        for told in [
            "Council / Audit panel (Society level)",
            "County council",
            "Council / Seed panel (Trustee level)",
            "National seed bank",
            "River authority (before: Water company)",
        ] {
            assert!(scene.description.contains(told), "{style:?} {told}: {}", scene.description);
        }
    }
    // an arrow to a body that is no more is still there, from one that is no more
    let scene = drawn(&old, &new, Style::Flow, &Theme::defra());
    assert!(groups(&scene).keys().any(|key| key.starts_with("county>grants")), "{:?}", groups(&scene).keys());
}
