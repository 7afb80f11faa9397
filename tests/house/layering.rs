//! The shape of the source: imports point one way, between modules and between files, and files stay short.
//!
//! Which module may import which is told by the table in ARCHITECTURE.md, read here; a module that is missing from it fails,
//! so that a new one gets its place first. What the library may not name at all stands in `clippy.toml`.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// Longest file, in lines.
const LINES_MAX: usize = 600;

/// Cycles that stand: the start of their files' names, and why.
const STANDING: &[(&str, &str)] = &[
    ("src/text/", "fonts hold faces, faces know their fonts, and a text is measured and wrapped by both"),
    ("src/input/reading/", "a table's cells are read as content, and content holds tables"),
    ("src/model/", "a level's record holds records of functions"),
];

/// A module's path below the crate, without `crate`.
type Module = Vec<String>;

#[test]
fn imports_point_one_way() {
    let (table, source) = (table(), Source::read());
    let mut wrong = Vec::new();
    for (module, file) in source.library() {
        let Some(allowed) = table.get(&module[0]) else {
            wrong.push(format!("{}: module `{}` has no row in the table", file.name, module[0]));
            continue;
        };
        for import in &file.imports {
            let target = &import.path[0];
            if source.is_module(target) && *target != module[0] && !allowed.contains(target) {
                wrong.push(format!(
                    "{}:{}: `{}` must not import `{target}`",
                    file.name, import.line, module[0]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_a_row_for_each_module_and_points_one_way() {
    let (table, source) = (table(), Source::read());
    let modules: BTreeSet<&String> = source.library().map(|(module, _)| &module[0]).collect();
    assert_eq!(table.keys().collect::<BTreeSet<_>>(), modules, "modules of the table, modules of the source");
    for (module, imports) in &table {
        for import in imports {
            assert!(table.contains_key(import), "`{module}` may import `{import}`, which has no row");
        }
    }
    let cycles = cycles(&table);
    assert!(cycles.is_empty(), "modules that import each other: {cycles:?}");
}

/// A file may use what its folder's `mod.rs` defines, which stands for the folder: that counts for no import.
#[test]
fn no_files_import_each_other_in_a_cycle() {
    let source = Source::read();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for (module, file) in &source.files {
        let targets = graph.entry(file.name.clone()).or_default();
        for import in &file.imports {
            let target = source.definition(&import.path);
            if target == *module || module.starts_with(&target) {
                continue;
            }
            if let Some(other) = source.files.get(&target) {
                targets.insert(other.name.clone());
                lines.insert((file.name.clone(), other.name.clone()), import.line);
            }
        }
    }
    let mut found = Vec::new();
    let mut standing: BTreeSet<&str> = STANDING.iter().map(|(start, _)| *start).collect();
    for cycle in cycles(&graph) {
        let known = STANDING.iter().find(|(start, _)| cycle.iter().all(|name| name.starts_with(start)));
        if let Some((start, _)) = known {
            standing.remove(start);
            continue;
        }
        found.push(format!("{} files:", cycle.len()));
        for ((from, to), line) in &lines {
            if cycle.contains(from) && cycle.contains(to) {
                found.push(format!("  {from}:{line} imports {to}"));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert!(standing.is_empty(), "cycles that are mended need no mention: {standing:?}");
}

#[test]
fn files_are_short_and_imports_are_named() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            let name = name_of(&path);
            let lines = text.lines().count();
            if lines > LINES_MAX {
                wrong.push(format!("{name}: {lines} lines; {LINES_MAX} are allowed"));
            }
            let globs = Reading::of(&text, &[]).globs;
            wrong.extend(globs.into_iter().map(|line| format!("{name}:{line}: a glob import")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each binary is linked with all of the library, so a new file of tests joins one that stands.
#[test]
fn tests_stand_in_few_binaries() {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("tests")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.join("main.rs").is_file() || path.extension().is_some_and(|end| end == "rs"));
    paths.sort();
    let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
    assert_eq!(
        names,
        ["drawing", "house", "pictures", "program", "reading"].map(|name| format!("tests/{name}"))
    );
}

#[test]
fn every_form_of_an_import_is_seen() {
    let code = "
        mod child;
        pub use child::Thing as Other;
        use crate::{a::{x, y}, b, c as d};
        use super::e::*;
        fn f() { crate::g::h(); let _: super::super::i::J; println!(\"{}\", crate::k::L); child::m(); }
        mod inner { use super::n; }
        // crate::no
        const TEXT: &str = \"crate::no\";
        #[cfg(test)]
        mod tests { use crate::no; }
        impl T { #[cfg(test)] fn t() { crate::no(); } }";
    let at = ["top", "here"].map(str::to_owned);
    let read = Reading::of(code, &at);
    let found: BTreeSet<String> = read.imports.iter().map(|import| import.path.join("::")).collect();
    let wanted = [
        "a::x",
        "a::y",
        "b",
        "c",
        "g::h",
        "i::J",
        "k::L",
        "top::e",
        "top::here::child::Thing",
        "top::here::child::m",
        "top::here::n",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    assert_eq!(read.shown["Other"].join("::"), "top::here::child::Thing");
    assert_eq!(read.globs.len(), 1);
}

#[test]
fn cycles_are_found() {
    let graph = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("e", "a")];
    let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in graph {
        table.entry(from.to_owned()).or_default().insert(to.to_owned());
    }
    assert_eq!(cycles(&table), [BTreeSet::from(["b", "c"].map(str::to_owned))]);
}

/// What each module may import: the rows of ARCHITECTURE.md's table that name modules of the library.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let quoted =
        |cell: &str| -> BTreeSet<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let rows = text.lines().skip_while(|line| !line.starts_with("| module | holds | imports |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let mut table = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        assert_eq!(cells.len(), 3, "{row}");
        let modules = quoted(cells[0]);
        if !modules.contains("cli") {
            table.extend(modules.into_iter().map(|module| (module, quoted(cells[2]))));
        }
    }
    assert!(!table.is_empty(), "ARCHITECTURE.md has no table of modules");
    table
}

/// The sets of two nodes or more from each of which every other can be reached.
fn cycles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reached = |from: &String| {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
        while let Some(next) = todo.pop() {
            todo.extend(graph.get(next).into_iter().flatten().filter(|to| seen.insert((*to).clone())));
        }
        seen
    };
    let reach: BTreeMap<&String, BTreeSet<String>> = graph.keys().map(|node| (node, reached(node))).collect();
    let back = |a: &String, b: &String| reach.get(b).is_some_and(|of_b| of_b.contains(a));
    let around = reach.iter().map(|(node, to)| -> BTreeSet<String> {
        to.iter().filter(|other| back(node, other)).cloned().collect()
    });
    let found: BTreeSet<BTreeSet<String>> = around.filter(|cycle| cycle.len() > 1).collect();
    found.into_iter().collect()
}

/// All of `src`, the library and the program.
struct Source {
    files: BTreeMap<Module, File>,
}

/// One file, without its unit tests: they may look further than the code that they test.
struct File {
    name: String,
    imports: Vec<Import>,
    /// What it shows on from elsewhere, by name.
    shown: BTreeMap<String, Module>,
}

/// A path that leads somewhere in the crate.
struct Import {
    line: usize,
    /// Below the crate.
    path: Module,
}

impl Source {
    fn read() -> Self {
        let src = root().join("src");
        let mut files = BTreeMap::new();
        for path in rust_files(&src) {
            let inside = path.strip_prefix(&src).unwrap().with_extension("");
            let mut module: Module =
                inside.components().map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            let is_root = ["lib", "main"].contains(&module[0].as_str());
            if is_root || module.iter().any(|part| part == "tests") {
                continue;
            }
            let Reading { imports, shown, .. } = Reading::of(&fs::read_to_string(&path).unwrap(), &module);
            files.insert(module, File { name: name_of(&path), imports, shown });
        }
        assert!(files.len() > 10, "the library's files were not found");
        Self { files }
    }

    /// All but the command line.
    fn library(&self) -> impl Iterator<Item = (&Module, &File)> {
        self.files.iter().filter(|(module, _)| module[0] != "cli")
    }

    /// Whether a name directly under the crate is a module.
    fn is_module(&self, name: &String) -> bool {
        self.files.keys().any(|module| module[0] == *name)
    }

    /// The module that defines what a path leads to, through what other modules show on.
    fn definition(&self, path: &[String]) -> Module {
        let longest = (0..=path.len()).rev().find(|&k| self.files.contains_key(&path[..k]));
        let Some(k) = longest else { return Module::new() };
        let shown = path.get(k).and_then(|name| self.files[&path[..k]].shown.get(name));
        match shown {
            Some(from) if from[..] != *path => {
                self.definition(&from.iter().chain(&path[k + 1..]).cloned().collect::<Vec<_>>())
            }
            _ => path[..k].to_vec(),
        }
    }
}

/// A walk through a file's syntax.
#[derive(Default)]
struct Reading {
    /// The module that the walk is in.
    module: Module,
    /// Modules that the file declares.
    children: BTreeSet<String>,
    imports: Vec<Import>,
    shown: BTreeMap<String, Module>,
    /// Lines of glob imports.
    globs: Vec<usize>,
}

impl Reading {
    fn of(text: &str, module: &[String]) -> Self {
        let file = syn::parse_file(text).unwrap();
        let mut reading = Self { module: module.to_vec(), ..Self::default() };
        for item in &file.items {
            if let syn::Item::Mod(module) = item
                && module.content.is_none()
            {
                reading.children.insert(module.ident.to_string());
            }
        }
        reading.visit_file(&file);
        reading
    }

    /// Where a path leads below the crate; `None` where it leads out of it, or to a name that was imported before.
    fn resolve(&self, path: &[String]) -> Option<Module> {
        let mut base = self.module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            name if self.children.contains(name) => {}
            _ => return None,
        }
        base.extend(rest.iter().filter(|name| *name != "self").cloned());
        (!base.is_empty()).then_some(base)
    }

    fn enter(&mut self, path: &[String], line: usize) -> Option<Module> {
        let path = self.resolve(path)?;
        self.imports.push(Import { line, path: path.clone() });
        Some(path)
    }

    fn read_use(&mut self, tree: &syn::UseTree, before: &[String], is_shown: bool) {
        let with = |name: &syn::Ident| -> Module {
            before.iter().cloned().chain(std::iter::once(name.to_string())).collect()
        };
        let (path, name) = match tree {
            syn::UseTree::Path(path) => return self.read_use(&path.tree, &with(&path.ident), is_shown),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|item| self.read_use(item, before, is_shown));
            }
            syn::UseTree::Name(name) => (with(&name.ident), &name.ident),
            syn::UseTree::Rename(rename) => (with(&rename.ident), &rename.rename),
            syn::UseTree::Glob(glob) => {
                let line = glob.star_token.spans[0].start().line;
                self.globs.push(line);
                self.enter(before, line);
                return;
            }
        };
        let line = name.span().start().line;
        if let Some(path) = self.enter(&path, line)
            && is_shown
        {
            self.shown.insert(name.to_string(), path);
        }
    }

    /// Paths from the crate's or a module's root in what a macro is given, which is no syntax yet.
    fn read_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        use proc_macro2::TokenTree;
        let mut path: Module = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Ident(ident) if colons == 2 || path.is_empty() => {
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.enter(&std::mem::take(&mut path), line);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.read_tokens(group.stream());
                    } else if let TokenTree::Ident(ident) = other {
                        path.push(ident.to_string());
                    }
                }
            }
        }
        self.enter(&path, line);
    }
}

/// Whether something is there for unit tests alone.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    })
}

impl<'a> Visit<'a> for Reading {
    fn visit_item(&mut self, item: &'a syn::Item) {
        let attributes = match item {
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Const(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        if !is_test(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if module.content.is_some() {
            self.module.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let is_shown = !matches!(item.vis, syn::Visibility::Inherited);
        self.read_use(&item.tree, &[], is_shown);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let names: Module = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if path.leading_colon.is_none() && names.len() > 1 {
            let line = path.segments[0].ident.span().start().line;
            self.enter(&names, line);
        }
        visit::visit_path(self, path);
    }

    fn visit_visibility(&mut self, _: &'a syn::Visibility) {
        // `pub(in crate::layout)` imports nothing
    }

    fn visit_macro(&mut self, of: &'a syn::Macro) {
        self.read_tokens(of.tokens.clone());
        visit::visit_macro(self, of);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> =
        files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs")).collect();
    found.extend(folders.iter().flat_map(|folder| rust_files(folder)));
    found
}
