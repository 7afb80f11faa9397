//! A PDF's objects as qpdf finds them, and the trees that they make up.
use super::readers::stdout;
use serde_json::{Map, Value};
use std::path::Path;

/// Every object of a file.
pub(crate) struct Objects(Map<String, Value>);

/// An element of the structure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) role: String,
    pub(crate) alt: Option<String>,
    pub(crate) title: Option<String>,
    /// What it is told to say.
    pub(crate) words: Option<String>,
    /// How many pieces of the page's content it holds itself.
    pub(crate) pieces: usize,
    /// How many annotations it holds itself.
    pub(crate) annotations: usize,
    pub(crate) children: Vec<Element>,
}

impl Objects {
    pub(crate) fn read(qpdf: &Path, path: &Path) -> Self {
        let json = stdout(qpdf, ["--json=2".as_ref(), "--json-key=qpdf".as_ref(), path.as_os_str()]);
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let mut objects = Map::new();
        for (name, object) in json["qpdf"][1].as_object().expect("objects") {
            let value = object.get("value").or_else(|| object["stream"].get("dict")).expect("a value");
            objects.insert(name.trim_start_matches("obj:").to_owned(), value.clone());
        }
        Self(objects)
    }

    /// The value itself, where there is a reference to it.
    pub(crate) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let referred = value.as_str().and_then(|name| self.0.get(name));
        referred.map_or(value, |value| self.resolved(value))
    }

    pub(crate) fn catalog(&self) -> &Value {
        self.resolved(&self.0["trailer"]["/Root"])
    }

    /// Every object that has these entries.
    pub(crate) fn having(&self, entries: &[(&str, &str)]) -> Vec<&Value> {
        let has = |object: &&Value| entries.iter().all(|(key, value)| object[*key] == *value);
        self.0.values().filter(has).collect()
    }

    /// The structure's root element.
    pub(crate) fn structure(&self) -> Element {
        let root = self.resolved(&self.catalog()["/StructTreeRoot"]);
        let kids = list(&root["/K"]);
        assert_eq!(kids.len(), 1, "one root");
        self.element(self.resolved(&kids[0]))
    }

    fn element(&self, value: &Value) -> Element {
        let role = value["/S"].as_str().expect("a role").trim_start_matches('/').to_owned();
        let (mut pieces, mut annotations, mut children) = (0, 0, Vec::new());
        for kid in list(&value["/K"]) {
            let kid = self.resolved(&kid);
            if kid.is_number() || kid["/Type"] == "/MCR" {
                pieces += 1;
            } else if kid["/Type"] == "/OBJR" {
                annotations += 1;
            } else {
                children.push(self.element(kid));
            }
        }
        Element {
            role,
            alt: string(&value["/Alt"]),
            title: string(&value["/T"]),
            words: string(&value["/ActualText"]),
            pieces,
            annotations,
            children,
        }
    }

    /// The outline's entries in reading order, each with its depth from 1.
    pub(crate) fn outline(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        self.outline_below(self.resolved(&self.catalog()["/Outlines"]), 1, &mut found);
        found
    }

    /// The outline's entries in reading order: each with its page, from 0, and the place there that it opens at, in points
    /// from the bottom left.
    pub(crate) fn destinations(&self) -> Vec<(String, usize, [f64; 2])> {
        let pages = list(&self.resolved(&self.catalog()["/Pages"])["/Kids"]);
        let mut found = Vec::new();
        self.destinations_below(self.resolved(&self.catalog()["/Outlines"]), &pages, &mut found);
        found
    }

    fn destinations_below(
        &self,
        parent: &Value,
        pages: &[Value],
        found: &mut Vec<(String, usize, [f64; 2])>,
    ) {
        let mut next = &parent["/First"];
        while !next.is_null() {
            let entry = self.resolved(next);
            let place = list(self.resolved(&entry["/Dest"]));
            let page = pages.iter().position(|page| *page == place[0]).expect("a page");
            let at = [&place[2], &place[3]].map(|number| number.as_f64().expect("a number"));
            found.push((string(&entry["/Title"]).expect("a title"), page, at));
            self.destinations_below(entry, pages, found);
            next = &entry["/Next"];
        }
    }

    fn outline_below(&self, parent: &Value, depth: usize, found: &mut Vec<(usize, String)>) {
        let mut next = &parent["/First"];
        while !next.is_null() {
            let entry = self.resolved(next);
            found.push((depth, string(&entry["/Title"]).expect("a title")));
            self.outline_below(entry, depth + 1, found);
            next = &entry["/Next"];
        }
    }
}

impl Element {
    /// It and all below it, in reading order.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut found = vec![self];
        found.extend(self.children.iter().flat_map(Element::all));
        found
    }

    /// The nearest elements of a role below it.
    pub(crate) fn nearest(&self, role: &str) -> Vec<&Element> {
        let below = |child: &'_ Element| child.role == role;
        self.children
            .iter()
            .flat_map(|child| if below(child) { vec![child] } else { child.nearest(role) })
            .collect()
    }

    pub(crate) fn count(&self, role: &str) -> usize {
        self.all().iter().filter(|element| element.role == role).count()
    }
}

/// One value is as good as a list of it.
fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        Value::Null => Vec::new(),
        value => vec![value.clone()],
    }
}

/// A text, as qpdf marks it.
pub(crate) fn string(value: &Value) -> Option<String> {
    value.as_str().and_then(|text| text.strip_prefix("u:")).map(str::to_owned)
}
