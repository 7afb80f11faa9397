//! Pictures that pages make and nothing on the site refers to.
use super::super::files;
use super::super::report::Finding;
use super::page::Task;
use super::project::Project;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::limits::SOURCE_BYTES;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of files in which a site refers to pictures.
const TEXTS: [&str; 18] = [
    "md", "markdown", "mdx", "html", "htm", "njk", "liquid", "hbs", "rst", "adoc", "txt", "astro", "vue",
    "jsx", "tsx", "yml", "yaml", "json",
];
/// Most files that are looked into, and deepest folder.
const FILES_MAX: usize = 20_000;
const DEPTH_MAX: usize = 32;

/// Notes on pictures that exist, that pages make by the configuration, and whose names stand in no text below its folder: each
/// with the page. None where there is no configuration.
pub(crate) fn unreferenced(pages: &[PathBuf]) -> Vec<(PathBuf, Finding)> {
    // a page that is named otherwise, or a broken configuration, is told of elsewhere
    let Ok(project) = Project::open(None, true) else { return Vec::new() };
    if project.file.is_none() {
        return Vec::new();
    }
    let mut open: Vec<(&PathBuf, String, String)> = Vec::new();
    for page in pages.iter().filter(|page| !files::is_dash(page) && page.exists()) {
        let Ok(rels) = project.pages(std::slice::from_ref(page)) else { continue };
        let Some(rel) = rels.into_iter().next().filter(|rel| project.config.has_page(rel)) else { continue };
        let text = fs::read_to_string(page).unwrap_or_default();
        let task = Task::new(&project, rel, false);
        for (file, picture) in task.files.iter().zip(&task.config.pictures) {
            // an inlined picture stands in the page itself
            let is_inlined = text.contains(&format!("govdraw:begin {}", picture.name));
            if !is_inlined && project.path(file).is_file() {
                let name = file.rsplit('/').next().unwrap_or(file).to_owned();
                open.push((page, file.clone(), name));
            }
        }
    }
    let mut search =
        NameSearch { names: open.iter().map(|(.., name)| name.clone()).collect(), left: FILES_MAX };
    if !search.names.is_empty() {
        search.walk(&project.path(""), 0);
    }
    // what was not looked into may refer to anything
    if search.left == 0 {
        return Vec::new();
    }
    let finding = |(page, file, name): (&PathBuf, String, String)| {
        let note = Diagnostic::new(
            Severity::Note,
            Code::UnreferencedPicture,
            format!("nothing on the site refers to the picture `{file}`"),
        )
        .hint("show it on a page, or leave its style or format out in govdraw.toml");
        search.names.contains(&name).then(|| (page.clone(), Finding::from(note)))
    };
    open.into_iter().filter_map(finding).collect()
}

/// A search for names in texts; names that are found are left out.
struct NameSearch {
    names: BTreeSet<String>,
    /// How many files may still be looked into.
    left: usize,
}

impl NameSearch {
    fn walk(&mut self, folder: &Path, depth: usize) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if self.names.is_empty() || self.left == 0 {
                return;
            }
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
            if kind.is_dir() {
                let is_searched =
                    !name.starts_with('.') && !["node_modules", "target"].contains(&name.as_str());
                if is_searched && depth < DEPTH_MAX {
                    self.walk(&entry.path(), depth + 1);
                }
                continue;
            }
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            let is_text = ending.is_some_and(|ending| TEXTS.contains(&ending.as_str()));
            let is_small = entry.metadata().is_ok_and(|about| about.len() <= SOURCE_BYTES as u64);
            if is_text && is_small {
                self.left -= 1;
                let bytes = fs::read(entry.path()).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes);
                // addresses write a space as `%20`
                let plain = text.replace("%20", " ");
                self.names.retain(|name| !plain.contains(name.as_str()));
            }
        }
    }
}
