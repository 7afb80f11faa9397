//! Flow charts of bodies within bodies, bodies outside, advice, whole levels and the main line.
use govdraw::Page;
use govdraw::layout::metrics::{self, Expected};
use govdraw::layout::{Direction, Sheet, Style};
use govdraw::picture::Origin;
use govdraw::scene::{Meaning, Node, Scene};

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
