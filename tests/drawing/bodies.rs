//! Flow charts of bodies within bodies, bodies outside, advice, whole levels and the main line.
use govdraw::Page;
use govdraw::geom::{PathEl, Point, Rect, Shape as _};
use govdraw::layout::metrics::{self, Expected};
use govdraw::layout::{Direction, Sheet, Style};
use govdraw::picture::Origin;
use govdraw::scene::{Geometry, Meaning, Node, Scene, Shape, ShapeKind};

/// A model with all of them; `flows` are added to those between its functions.
fn page(flows: &str) -> Page {
    with_outcomes(flows, r#""outcomes": [{"name": "Clean rivers"}],"#)
}

fn with_outcomes(flows: &str, outcomes: &str) -> Page {
    let json = format!(
        r#"{{"title": "Rivers trust", "levels": [
        {{"name": "Strategic level", "functions": [
            {{"name": "Trustees", "functions": [{{"name": "Audit committee"}}, {{"name": "Nominations panel"}}]}},
            {{"name": "Council"}}]}},
        {{"name": "Delivery level", "functions": [{{"name": "Executive"}}, {{"name": "Groups"}}, {{"name": "Science"}}]}}],
        {outcomes}
        "outside": [{{"name": "Agency", "caption": "regulator"}}, {{"name": "Charity register"}}],
        "flows": [
            {{"from": "strategic/trustees", "to": "delivery/executive", "label": "Directs", "main": true}},
            {{"from": "delivery/science", "to": "delivery/executive", "label": "Evidence", "kind": "advises"}},
            {{"from": "strategic/trustees/audit-committee", "to": "strategic/council", "kind": "feedback"}}{flows}]}}"#
    );
    Page::parse("rivers.json", json.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"))
}

const FROM_ABOVE: &str = r#", {"from": "outside/agency", "to": "strategic", "label": "Licences"},
    {"from": "outside/charity-register", "to": "strategic/trustees"}"#;
const BELOW: &str = r#", {"from": "delivery/groups", "to": "outside/agency", "label": "Report"},
    {"from": "delivery/science", "to": "outside/charity-register"}"#;

fn drawn(page: &Page, direction: Direction) -> Scene {
    let sheet = Sheet { direction, ..Sheet::default() };
    let drawn = page.render(Style::Flow).sheet(sheet).draw().unwrap_or_else(|errors| panic!("{errors}"));
    drawn.value.into_iter().next().expect("a flow chart is one sheet").scene
}

/// Top of the box of a node, in px.
fn top(scene: &Scene, id: &str) -> f64 {
    fn find(nodes: &[Node], id: &str) -> Option<f64> {
        nodes.iter().find_map(|node| match node {
            Node::Group(group) => match &group.meaning {
                Meaning::Node { id: own } if own == id => {
                    group.children.iter().find_map(|child| match child {
                        Node::Shape(shape) => Some(shape.geometry.bounds().y0),
                        _ => None,
                    })
                }
                _ => find(&group.children, id),
            },
            _ => None,
        })
    }
    find(&scene.nodes, id).unwrap_or_else(|| panic!("{id} is not drawn"))
}

#[test]
fn every_part_is_a_box_and_every_arrow_is_drawn_without_a_fault() {
    for flows in ["", FROM_ABOVE, BELOW] {
        for direction in [Direction::Down, Direction::Right] {
            let page = page(flows);
            let scene = drawn(&page, direction);
            let expected = Expected { flows: Some(page.model().flows.len()), same: &[] };
            let metrics = metrics::measure(&scene, &expected);
            assert_eq!(metrics.hard.total(), 0, "{flows} {direction:?}: {:?}", metrics.hard);
            for id in [
                "strategic/trustees/audit-committee",
                "strategic/trustees/nominations-panel",
                "outside/agency",
                "outside/charity-register",
                "outcome/clean-rivers",
            ] {
                top(&scene, id);
            }
        }
    }
}

#[test]
fn bodies_outside_stand_where_their_arrows_are_short() {
    let above = drawn(&page(FROM_ABOVE), Direction::Down);
    assert!(top(&above, "outside/agency") < top(&above, "strategic/trustees"));
    top(&above, "strategic");
    let below = drawn(&with_outcomes(BELOW, ""), Direction::Down);
    assert!(top(&below, "outside/agency") > top(&below, "delivery/groups"));
}

#[test]
fn advice_is_dotted_and_the_main_line_is_five_px_wide_and_first_in_the_legend() {
    let svg = page("").render(Style::Flow).origin(Origin::None).svg().expect("it can be drawn");
    let line = |number: u32| {
        let group = svg.split(&format!("data-flow=\"{number}\"")).nth(1).expect("the flow is drawn");
        group.split("/>").next().expect("its line").to_owned()
    };
    assert!(line(1).contains(r#"stroke-width="5""#), "{}", line(1));
    assert!(line(2).contains(r#"stroke-linecap="round""#), "{}", line(2));
    let [main, directs] =
        ["Main line", "Advises"].map(|words| svg.rfind(words).expect("it is in the legend"));
    assert!(main < directs);
}

/// The shape that is the box of a node, as a rectangle, and the words in its group.
pub(crate) fn part(scene: &Scene, id: &str) -> (Rect, String) {
    fn words(nodes: &[Node], said: &mut String) {
        for node in nodes {
            match node {
                Node::Group(group) => words(&group.children, said),
                Node::Text(text) => said.push_str(&format!("{} ", text.line.text)),
                Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }
    // a link may stand around it
    fn boxed(nodes: &[Node]) -> Option<Rect> {
        nodes.iter().find_map(|node| match node {
            Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
            Node::Group(group) => boxed(&group.children),
            _ => None,
        })
    }
    fn find(nodes: &[Node], id: &str) -> Option<(Rect, String)> {
        nodes.iter().find_map(|node| {
            let Node::Group(group) = node else { return None };
            if !matches!(&group.meaning, Meaning::Node { id: own } if own == id) {
                return find(&group.children, id);
            }
            let mut said = String::new();
            words(&group.children, &mut said);
            Some((boxed(&group.children)?, said))
        })
    }
    find(&scene.nodes, id).unwrap_or_else(|| panic!("{id} is not drawn"))
}

/// The sizes of type in each box, in reading order.
pub(crate) fn sizes(nodes: &[Node], found: &mut Vec<Vec<f64>>) {
    fn of(nodes: &[Node], found: &mut Vec<f64>) {
        for node in nodes {
            match node {
                Node::Group(group) => of(&group.children, found),
                Node::Text(text) => found.push(text.line.size),
                Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }
    for node in nodes {
        let Node::Group(group) = node else { continue };
        if let Meaning::Node { .. } = group.meaning {
            let mut own = Vec::new();
            of(&group.children, &mut own);
            found.push(own);
        }
        sizes(&group.children, found);
    }
}

/// Both ends of each arrow, by its number.
fn ends(nodes: &[Node], found: &mut Vec<(usize, [Point; 2])>) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        if let Meaning::Flow { number, .. } = group.meaning {
            let line = group.children.iter().find_map(|child| match child {
                Node::Shape(Shape { kind: ShapeKind::Line, geometry: Geometry::Path(path), .. }) => {
                    Some(path)
                }
                _ => None,
            });
            let elements = line.expect("a line").elements();
            let point = |element: Option<&PathEl>| element.and_then(PathEl::end_point).expect("a point");
            found.push((number, [point(elements.first()), point(elements.last())]));
        }
        ends(&group.children, found);
    }
}

const TO_LEVELS: &str = r#", {"from": "strategic/council", "to": "delivery", "label": "Orders"},
    {"from": "delivery", "to": "strategic", "label": "What each month showed", "kind": "feedback"},
    {"from": "outside/agency", "to": "strategic", "label": "Licences"},
    {"from": "delivery/groups", "to": "delivery", "label": "Wishes"}"#;

#[test]
fn an_arrow_that_ends_at_a_level_meets_the_bar_of_its_band() {
    for direction in [Direction::Down, Direction::Right] {
        let page = page(TO_LEVELS);
        let scene = drawn(&page, direction);
        let expected = Expected { flows: Some(page.model().flows.len()), same: &[] };
        let metrics = metrics::measure(&scene, &expected);
        assert_eq!(metrics.hard.total(), 0, "{direction:?}: {:?}", metrics.hard);
        let mut found = Vec::new();
        ends(&scene.nodes, &mut found);
        let meets = |bar: Rect, end: Point| match direction {
            Direction::Auto | Direction::Down => {
                (end.x - bar.x1).abs() < 0.01 && bar.y0 < end.y && end.y < bar.y1
            }
            Direction::Right => (end.y - bar.y1).abs() < 0.01 && bar.x0 < end.x && end.x < bar.x1,
        };
        for (number, [start, end]) in found {
            let flow = &page.model().flows[number - 1];
            for (of, at) in [(&flow.from.id, start), (&flow.to.id, end)] {
                if !["strategic", "delivery"].contains(&of.as_str()) {
                    continue;
                }
                let (bar, words) = part(&scene, of);
                assert!(meets(bar, at), "{direction:?}: {of} at {at:?}, its bar {bar:?}");
                assert!(words.contains("level"), "the bar has the name: {words}");
            }
        }
        // no box says the name once more
        let mut said = String::new();
        for id in ["strategic", "delivery"] {
            said.push_str(&part(&scene, id).1);
        }
        assert_eq!(said.matches("Strategic").count(), 1);
    }
    // a loop has no room at a bar: there the level is a box
    let page = page(r#", {"from": "delivery", "to": "delivery", "label": "Learns"}"#);
    let scene = drawn(&page, Direction::Down);
    let metrics = metrics::measure(&scene, &Expected { flows: Some(4), same: &[] });
    assert_eq!(metrics.hard.total(), 0, "{:?}", metrics.hard);
}

#[test]
fn the_legend_says_what_the_page_calls_a_line() {
    let legend = |words: &str| {
        let json = format!(
            r#"{{"levels": [{{"name": "Upper level", "functions": ["Board", "Team"]}}], {words}
            "flows": [{{"from": "Board", "to": "Team", "label": "Plan"}}]}}"#
        );
        let page = Page::parse("a.json", json.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
        let scene = drawn(&page, Direction::Down);
        let mut said = String::new();
        fn all(nodes: &[Node], said: &mut String) {
            for node in nodes {
                match node {
                    Node::Group(group) => all(&group.children, said),
                    Node::Text(text) => said.push_str(&format!("{} ", text.line.text)),
                    Node::Shape(_) | Node::Image(_) => {}
                }
            }
        }
        all(&scene.nodes, &mut said);
        said
    };
    assert!(!legend("").contains("Directs"), "one plain kind speaks for itself");
    assert!(legend(r#""legend": {"directs": "Pays and steers"},"#).contains("Pays and steers"));
    assert!(
        !legend(r#""legend": {"feedback": "Comes back"},"#).contains("Comes back"),
        "no such line is drawn"
    );
    let front = "---\ngovdraw:\n  legend: {main: Golden thread, directs: Steers}\n  legend/board: {caption: x}\n---\n\
                 # P\n\n## Upper level\n\n### Board\n\nDecides.\n\n### Team\n\nBuilds.\n\n| From | To | Flow |\n|---|---|---|\n| Board | Team | Plan |\n";
    let errors =
        Page::parse("a.md", front.as_bytes()).err().map(|errors| errors.to_string()).unwrap_or_default();
    assert!(errors.contains("legend/board"), "another part's settings stay those: {errors}");
    let page = Page::parse("a.md", front.replace("  legend/board: {caption: x}\n", "").as_bytes());
    let page = page.unwrap_or_else(|errors| panic!("{errors}"));
    let legend = page.model().legend.clone().expect("a legend");
    assert_eq!((legend.main.as_deref(), legend.directs.as_deref()), (Some("Golden thread"), Some("Steers")));
    let wrong = front.replace("directs: Steers", "direct: Steers");
    let errors =
        Page::parse("a.md", wrong.as_bytes()).err().map(|errors| errors.to_string()).unwrap_or_default();
    assert!(errors.contains("direct"), "{errors}");
}

#[test]
fn arrows_at_one_bar_keep_a_distance_that_is_seen() {
    let flows = r#", {"from": "strategic/council", "to": "delivery", "label": "Orders"},
        {"from": "delivery", "to": "strategic", "label": "What each month showed", "kind": "feedback"},
        {"from": "delivery/groups", "to": "delivery", "label": "Wishes"}"#;
    let page = page(flows);
    let scene = drawn(&page, Direction::Down);
    let mut found = Vec::new();
    ends(&scene.nodes, &mut found);
    let (bar, _) = part(&scene, "delivery");
    let mut at: Vec<f64> = found
        .iter()
        .flat_map(|(_, ends)| ends)
        .filter(|end| (end.x - bar.x1).abs() < 0.01)
        .map(|end| end.y)
        .collect();
    at.retain(|y| bar.y0 < *y && *y < bar.y1);
    at.sort_by(f64::total_cmp);
    assert_eq!(at.len(), 3, "{at:?}");
    // where the picture is shown 960 px wide
    let seen = 24.0 * scene.size.width.max(960.0) / 960.0;
    let places = [vec![bar.y0], at, vec![bar.y1]].concat();
    for pair in places.windows(2) {
        assert!(pair[1] - pair[0] >= seen, "{places:?}, at least {seen}");
    }
}

#[test]
fn a_note_that_wraps_is_centred_line_by_line_its_first_line_with_the_star() {
    let text = "# Rescue\n\n## Upper level\n\n### Medical board\n\nChair: Chief medical officer\n\n### Council\n\nChair: President of the council\n";
    let page = Page::parse("a.md", text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let scene = drawn(&page, Direction::Down);
    for id in ["upper/medical-board", "upper/council"] {
        let (at, _) = part(&scene, id);
        let (mut lines, mut stars) = (Vec::new(), Vec::new());
        inside(&scene.nodes, at, &mut lines, &mut stars);
        let first = lines.iter().position(|(words, _)| words.starts_with("Chair")).expect("a chair");
        assert!(lines.len() > first + 1, "the note wraps: {lines:?}");
        for (i, (words, (mut start, end))) in lines.into_iter().enumerate() {
            if i == first {
                start = stars[0];
            }
            let off = (start + end) / 2.0 - at.center().x;
            assert!(off.abs() < 1.0, "{id}: {words} is {off} px off the middle");
        }
    }
}

#[test]
fn a_note_keeps_its_label_and_a_part_of_what_it_says_together() {
    let text = include_str!("../../examples/mountain-rescue.md");
    let page = Page::parse("a.md", text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let scene = drawn(&page, Direction::Down);
    for (id, notes) in [
        ("control/control-room", ["Chair: Lead", "controller", "Meets: Every", "Monday"].as_slice()),
        ("control/training-group", &["Chair: Training", "officer", "Meets: Monthly"]),
    ] {
        let (at, _) = part(&scene, id);
        let (mut lines, mut stars) = (Vec::new(), Vec::new());
        inside(&scene.nodes, at, &mut lines, &mut stars);
        let words: Vec<&str> = lines.iter().skip(1).map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, notes, "{id}");
    }
}

/// The lines of text in a rectangle with where each starts and ends, and where signs start.
fn inside(nodes: &[Node], at: Rect, lines: &mut Vec<(String, (f64, f64))>, signs: &mut Vec<f64>) {
    for node in nodes {
        match node {
            Node::Group(group) => inside(&group.children, at, lines, signs),
            Node::Text(text) if at.contains(text.origin) => {
                lines.push((text.line.text.to_string(), (text.origin.x, text.origin.x + text.line.width)));
            }
            Node::Shape(Shape { kind: ShapeKind::Plain, geometry: Geometry::Path(path), .. }) => {
                let bounds = path.bounding_box();
                signs.extend(at.contains(bounds.center()).then_some(bounds.x0));
            }
            Node::Text(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

#[test]
fn arrows_meet_a_box_that_is_drawn_out_well_away_from_its_corners() {
    let text = include_str!("../../examples/languages/portuguese-markets.md");
    let page = Page::parse("a.md", text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let scene = drawn(&page, Direction::Down);
    let mut found = Vec::new();
    ends(&scene.nodes, &mut found);
    let of = |words: &str| {
        let flow = page.model().flows.iter().find(|flow| flow.label == words).expect("a flow");
        (
            &flow.to.id,
            found.iter().find(|(number, _)| page.model().flows[number - 1] == *flow).expect("drawn").1,
        )
    };
    let (id, [_, end]) = of("Mapa das bancas");
    let (at, _) = part(&scene, id);
    assert!(at.width() > 300.0, "drawn out: {at:?}");
    assert!(end.x - at.x0 >= 24.0 && at.x1 - end.x >= 24.0, "{end:?} in {at:?}");
}
