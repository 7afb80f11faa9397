//! Whether a flow chart shows all of its model: its words, and that each stands where it belongs.
use govdraw::geom::Rect;
use govdraw::model::{FlowKind, Model, NodeRef};
use govdraw::scene::{Group, Meaning, Node, Scene, ShapeKind};
use govdraw::theme::Theme;

/// What a level's bar is drawn of: where arrows end at the level, its bar is a part of its own.
pub(crate) fn bar_nodes(level: &Group) -> &[Node] {
    match level.children.first() {
        Some(Node::Group(own)) if matches!(own.meaning, Meaning::Node { .. }) => &own.children,
        _ => &level.children,
    }
}

/// Texts of a scene, in its order; with the shapes of boxes and lines counted.
pub(crate) fn contents(
    nodes: &[Node],
    words: &mut Vec<String>,
    boxes: &mut Vec<String>,
    flows: &mut Vec<(String, String)>,
) {
    for node in nodes {
        match node {
            Node::Text(text) => words.extend(text.line.text.split_whitespace().map(str::to_owned)),
            Node::Group(group) => {
                match &group.meaning {
                    Meaning::Node { id } => boxes.push(id.clone()),
                    Meaning::Flow { from, to, .. } => flows.push((from.clone(), to.clone())),
                    _ => {}
                }
                contents(&group.children, words, boxes, flows);
            }
            Node::Shape(shape) => assert!(
                shape.kind != ShapeKind::Line || shape.stroke.is_some(),
                "a line without a stroke is not seen"
            ),
            Node::Image(_) => panic!("an image that no page asks for"),
        }
    }
}

/// Every text's bounds, and whether the texts of each bar and box stay inside it.
pub(crate) fn place_texts(nodes: &[Node], texts: &mut Vec<(Rect, String)>) {
    for node in nodes {
        match node {
            Node::Text(text) => texts.push((text.bounds(), text.line.text.clone())),
            Node::Shape(_) | Node::Image(_) => {}
            Node::Group(group) => {
                let first = bar_nodes(group);
                if let (Meaning::Level { .. }, Some(Node::Shape(bar))) = (&group.meaning, first.first()) {
                    let mut inside = Vec::new();
                    let own = first.iter().filter(|node| {
                        matches!(node, Node::Group(inner) if matches!(inner.meaning, Meaning::Heading { .. }))
                    });
                    place_texts(&own.cloned().collect::<Vec<_>>(), &mut inside);
                    let room = bar.geometry.bounds();
                    assert!(!inside.is_empty(), "a bar without its level's name");
                    for (rect, words) in inside {
                        assert!(room.union(rect) == room, "\"{words}\" leaves its bar: {rect:?} in {room:?}");
                    }
                }
                place_texts(&group.children, texts);
            }
        }
    }
}

/// Asserts that no two texts of a scene overlap and none leaves the sheet.
pub(crate) fn assert_texts_apart(scene: &Scene) {
    let mut texts = Vec::new();
    place_texts(&scene.nodes, &mut texts);
    let sheet = Rect::from_origin_size((0.0, 0.0), scene.size);
    for (i, (a, first)) in texts.iter().enumerate() {
        assert!(sheet.union(*a) == sheet, "\"{first}\" leaves the sheet");
        for (b, second) in &texts[i + 1..] {
            let shared = a.intersect(*b);
            assert!(shared.width() <= 0.1 || shared.height() <= 0.1, "\"{first}\" lies on \"{second}\"");
        }
    }
}

/// Every word that a model's flow chart is to show, sorted.
pub(crate) fn words_of(model: &Model) -> Vec<String> {
    let mut texts: Vec<&str> = vec![&model.title];
    for level in &model.levels {
        texts.push(&level.name);
        // its bar says it, and a box where there is nothing else, or where an arrow leads from it to itself
        let loops = model.flows.iter().any(|flow| flow.from.id == level.id && flow.to.id == level.id);
        if level.functions.is_empty() || loops {
            texts.push(&level.name);
        }
        for function in level.functions.iter().flat_map(|own| std::iter::once(own).chain(&own.functions)) {
            texts.push(function.chart_name());
            texts.extend(function.caption.as_deref());
        }
    }
    let english = govdraw::words::texts("en");
    for outside in &model.outside {
        texts.push(&outside.name);
        texts.extend(outside.caption.as_deref());
    }
    texts.extend((!model.outside.is_empty()).then_some(english.outside));
    for outcome in &model.outcomes {
        texts.push(&outcome.name);
        texts.extend(outcome.caption.as_deref());
    }
    texts.extend(model.flows.iter().map(|flow| flow.label.as_str()));
    let occurs = |kind: &FlowKind| model.flows.iter().any(|flow| flow.kind == *kind && !flow.main);
    let kinds: Vec<FlowKind> = FlowKind::ALL.into_iter().filter(occurs).collect();
    let main = model.flows.iter().any(|flow| flow.main);
    texts.extend(main.then_some(english.main));
    // dots and the main line are drawn for nothing else, and so they are explained
    if kinds.len() > 1 || kinds.contains(&FlowKind::Advises) || main {
        texts.extend(kinds.iter().map(|kind| match kind {
            FlowKind::Directs => english.directs,
            FlowKind::Feedback => english.feedback,
            FlowKind::Mutual => english.mutual,
            FlowKind::Advises => english.advises,
        }));
        // beside other entries, and where there is more than one colour
        let theme = Theme::defra();
        let ink = |from: NodeRef| match from {
            NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
                theme.level(level).ink
            }
            NodeRef::Outcome { .. } => theme.outcome,
            NodeRef::Outside { .. } => theme.text,
        };
        let mut inks = model.flows.iter().map(|flow| ink(flow.from.node));
        let first = inks.next();
        texts.extend(inks.any(|ink| Some(ink) != first).then_some(english.sender));
        // solid arrows within a level are thinner than others
        let level = |node: NodeRef| match node {
            NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
                level as i64
            }
            NodeRef::Outcome { .. } => -1,
            NodeRef::Outside { .. } => -2,
        };
        let is_solid = |kind| matches!(kind, FlowKind::Directs | FlowKind::Mutual);
        let solid = model.flows.iter().filter(|flow| !flow.main && is_solid(flow.kind));
        let within: Vec<bool> = solid.map(|flow| level(flow.from.node) == level(flow.to.node)).collect();
        texts.extend((within.contains(&true) && within.contains(&false)).then_some(english.reach));
    }
    // the lines from bodies to those within them
    let has_ties = model.levels.iter().flat_map(|level| &level.functions).any(|f| !f.functions.is_empty());
    texts.extend(has_ties.then_some(english.tie));
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
    words.sort();
    words
}
