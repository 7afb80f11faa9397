//! Finds a scene's boxes, arrows and labels.
use crate::geom::{BezPath, PathEl, Point, Rect};
use crate::scene::{Geometry, Meaning, Node, Scene, Shape, ShapeKind};
use std::collections::BTreeMap;

/// What a flow chart's scene holds, in its order.
#[derive(Debug, Default)]
pub(super) struct SceneParts {
    pub(super) boxes: Vec<BoxPart>,
    pub(super) flows: Vec<FlowPart>,
    /// The corners of the lines that tie bodies to those that they are within.
    pub(super) ties: Vec<Vec<Point>>,
    /// Numbers of the arrows that are rows of the box that they leave, as in a narrow column.
    pub(super) rows: Vec<usize>,
    /// The size of each text that is read, in px.
    pub(super) sizes: Vec<f64>,
    /// Index of the box of each id.
    by_id: BTreeMap<String, usize>,
}

/// A box and the texts of its group.
#[derive(Debug)]
pub(super) struct BoxPart {
    pub(super) id: String,
    pub(super) rect: Rect,
    pub(super) texts: Vec<Rect>,
}

/// An arrow, its rounded bends as the corners they stand for.
#[derive(Debug)]
pub(super) struct FlowPart {
    pub(super) number: usize,
    pub(super) from: String,
    pub(super) to: String,
    /// Lines in its group; 1 in a sound scene.
    pub(super) lines: usize,
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Rect>,
    pub(super) label_lines: usize,
}

impl SceneParts {
    /// The box of an id.
    pub(super) fn rect(&self, id: &str) -> Option<Rect> {
        self.by_id.get(id).map(|&i| self.boxes[i].rect)
    }

    /// Bounds of boxes, arrows and labels.
    pub(super) fn content(&self) -> Rect {
        let points = self.flows.iter().flat_map(|flow| &flow.points).map(|p| Rect::from_points(*p, *p));
        let labels = self.flows.iter().filter_map(|flow| flow.label);
        let boxes = self.boxes.iter().map(|part| part.rect);
        boxes.chain(labels).chain(points).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO)
    }
}

/// Collects a scene's parts.
pub(super) fn collect(scene: &Scene) -> SceneParts {
    let mut parts = SceneParts::default();
    walk(&scene.nodes, &mut parts);
    read(&scene.nodes, &mut parts.sizes);
    for (i, part) in parts.boxes.iter().enumerate() {
        parts.by_id.insert(part.id.clone(), i);
    }
    parts
}

/// Sizes of the texts that are read, which are not there for the eye alone.
fn read(nodes: &[Node], sizes: &mut Vec<f64>) {
    for node in nodes {
        match node {
            Node::Text(text) if text.line.text.contains(char::is_alphanumeric) => sizes.push(text.line.size),
            Node::Group(group) if group.meaning != Meaning::Decoration => read(&group.children, sizes),
            Node::Group(_) | Node::Text(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

fn walk(nodes: &[Node], parts: &mut SceneParts) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        match &group.meaning {
            Meaning::Node { id } => {
                let mut found = Inside::default();
                found.look(&group.children);
                parts.rows.append(&mut found.rows);
                for rect in found.boxes {
                    parts.boxes.push(BoxPart {
                        id: id.clone(),
                        rect,
                        texts: std::mem::take(&mut found.texts),
                    });
                }
            }
            Meaning::Flow { number, from, to, .. } => {
                let mut found = Inside::default();
                found.look(&group.children);
                parts.flows.push(FlowPart {
                    number: *number,
                    from: from.clone(),
                    to: to.clone(),
                    lines: found.lines.len(),
                    points: found.lines.first().map(corners).unwrap_or_default(),
                    label: found.labels.iter().copied().reduce(|a, b| a.union(b)),
                    label_lines: found.labels.len(),
                });
            }
            Meaning::List
            | Meaning::Level { .. }
            | Meaning::Function { .. }
            | Meaning::Heading { .. }
            | Meaning::Paragraph
            | Meaning::Item
            | Meaning::Link { .. } => walk(&group.children, parts),
            Meaning::Decoration => {
                let ties = group.children.iter().filter_map(|node| match node {
                    Node::Shape(Shape { kind: ShapeKind::Tie, geometry: Geometry::Path(path), .. }) => {
                        Some(corners(path))
                    }
                    _ => None,
                });
                parts.ties.extend(ties);
            }
            Meaning::Emblem => {}
        }
    }
}

/// What one group holds, its inner groups among it.
#[derive(Default)]
struct Inside {
    boxes: Vec<Rect>,
    texts: Vec<Rect>,
    labels: Vec<Rect>,
    lines: Vec<BezPath>,
    rows: Vec<usize>,
}

impl Inside {
    fn look(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Group(group) => {
                    let before = self.labels.len();
                    self.look(&group.children);
                    if let Meaning::Flow { number, .. } = group.meaning {
                        self.rows.push(number);
                        // its words stand in the box as others do
                        self.texts.extend(self.labels.drain(before..));
                    }
                }
                Node::Text(text) if text.label => self.labels.push(text.bounds()),
                Node::Text(text) => self.texts.push(text.bounds()),
                Node::Shape(Shape { kind: ShapeKind::Box, geometry, .. }) => {
                    self.boxes.push(geometry.bounds())
                }
                Node::Shape(Shape { kind: ShapeKind::Line, geometry, .. }) => {
                    self.lines.push(match geometry {
                        Geometry::Path(path) => path.clone(),
                        other => other.to_path(),
                    })
                }
                Node::Shape(Shape { kind: ShapeKind::Head | ShapeKind::Plain | ShapeKind::Tie, .. })
                | Node::Image(_) => {}
            }
        }
    }
}

/// A path's corners from end to end: a curve stands for the corner where its tangents meet.
pub(super) fn corners(path: &BezPath) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for element in path.elements() {
        let last = points.last().copied().unwrap_or(Point::ZERO);
        match *element {
            PathEl::MoveTo(p) | PathEl::LineTo(p) => points.push(p),
            PathEl::QuadTo(c, p) => points.extend([c, p]),
            PathEl::CurveTo(a, b, p) => points.extend(meeting(last, a, b, p).into_iter().chain([p])),
            PathEl::ClosePath => {}
        }
    }
    simplify(&points)
}

/// Where the line from `a` through `b` meets the line from `d` back through `c`, unless they are parallel.
fn meeting(a: Point, b: Point, c: Point, d: Point) -> Option<Point> {
    let (u, v) = (b - a, c - d);
    let turn = u.cross(v);
    (turn.abs() > 1e-9 * u.hypot2().sqrt() * v.hypot2().sqrt()).then(|| a + u * ((d - a).cross(v) / turn))
}

/// Drops repeated points and points in the middle of a straight piece.
fn simplify(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if !(point.x.is_finite() && point.y.is_finite()) {
            continue;
        }
        if kept.last().is_some_and(|last| last.distance(point) < 1e-6) {
            continue;
        }
        if let [.., before, last] = kept[..] {
            let (along, on) = (last - before, point - last);
            if along.cross(on).abs() < 0.01 * along.hypot2().sqrt().max(on.hypot2().sqrt())
                && along.dot(on) > 0.0
            {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}
