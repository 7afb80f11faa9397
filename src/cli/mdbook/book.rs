//! mdBook's protocol: `[context, book]` in, the book out. A book of mdBook 0.5 has its chapters below `items`, one of 0.4 below
//! `sections`; whatever else there is goes back as it came.
use super::super::report::Finding;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A book as mdBook handed it over.
#[derive(Debug)]
pub(super) struct Book {
    /// The folder of book.toml.
    pub(super) root: PathBuf,
    /// The folder of the chapters' files.
    source: PathBuf,
    book: Value,
}

/// A chapter with a file.
#[derive(Debug)]
pub(super) struct Chapter {
    /// The file.
    pub(super) path: PathBuf,
    /// Its Markdown, after the preprocessors before.
    pub(super) text: String,
}

impl Book {
    /// Reads what mdBook hands over.
    ///
    /// # Errors
    /// Anything else.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Finding> {
        let hint = "mdBook 0.4 and 0.5 write `[context, book]`; see https://rust-lang.github.io/mdBook/for_developers/preprocessors.html";
        let bad =
            |what: &str| Finding::io(format!("what mdBook handed over cannot be read: {what}"), Some(hint));
        let read: Value = serde_json::from_slice(bytes).map_err(|error| bad(&error.to_string()))?;
        let Value::Array(parts) = read else { return Err(bad("it is no array")) };
        let Ok([context, book]) = <[Value; 2]>::try_from(parts) else {
            return Err(bad("it is no array of two parts"));
        };
        let root = context.get("root").and_then(Value::as_str).map(PathBuf::from);
        let root = root.ok_or_else(|| bad("its context has no `root`"))?;
        if KEYS.iter().all(|key| book.get(key).is_none_or(|items| !items.is_array())) {
            return Err(bad("its book has neither `items` nor `sections`"));
        }
        let source = context.pointer("/config/book/src").and_then(Value::as_str).unwrap_or("src");
        Ok(Self { source: root.join(source), root, book })
    }

    /// Its chapters in their order, those without a file left out.
    pub(super) fn chapters(&mut self) -> Vec<Chapter> {
        let mut found = Vec::new();
        let source = self.source.clone();
        each(&mut self.book, &mut |chapter| {
            if let Some((path, text)) = parts(chapter) {
                found.push(Chapter { path: source.join(path), text: text.to_owned() });
            }
        });
        found
    }

    /// Gives its chapters, in the order of [`Book::chapters`], these texts.
    pub(super) fn replace(&mut self, texts: Vec<String>) {
        let mut texts = texts.into_iter();
        each(&mut self.book, &mut |chapter| {
            if parts(chapter).is_some()
                && let (Some(slot), Some(text)) = (chapter.get_mut("content"), texts.next())
            {
                *slot = Value::String(text);
            }
        });
    }

    /// As mdBook takes it back.
    pub(super) fn written(&self) -> Result<Vec<u8>, Finding> {
        // what was JSON can be written as JSON
        serde_json::to_vec(&self.book).map_err(|error| Finding::io(error.to_string(), None))
    }
}

/// Where chapters stand in a book, by mdBook's version.
const KEYS: [&str; 2] = ["items", "sections"];

/// Every chapter, each before those below it; how deep they are nested was limited when they were read.
fn each(book: &mut Value, act: &mut impl FnMut(&mut Value)) {
    for key in KEYS {
        if let Some(items) = book.get_mut(key) {
            each_of(items, act);
        }
    }
}

fn each_of(items: &mut Value, act: &mut impl FnMut(&mut Value)) {
    for item in items.as_array_mut().into_iter().flatten() {
        // separators and titles of parts are other words and objects
        let Some(chapter) = item.get_mut("Chapter") else { continue };
        act(chapter);
        if let Some(below) = chapter.get_mut("sub_items") {
            each_of(below, act);
        }
    }
}

/// The file and the text of a chapter that has both: a chapter that is only planned has no file.
fn parts(chapter: &Value) -> Option<(&Path, &str)> {
    // `path` is where the page will be, and for a README another name than the file's
    let path = ["source_path", "path"].iter().find_map(|key| chapter.get(key)?.as_str())?;
    Some((Path::new(path), chapter.get("content")?.as_str()?))
}

#[cfg(test)]
mod tests {
    use super::Book;

    fn handed(key: &str) -> String {
        let chapter = |name: &str, below: &str| {
            format!(
                r##"{{"Chapter":{{"name":"{name}","content":"# {name}","number":[1],"sub_items":[{below}],
                "path":"{name}/index.md","source_path":"{name}/README.md","parent_names":[],"other":1.50}}}}"##
            )
        };
        let planned =
            r#"{"Chapter":{"name":"P","content":"","sub_items":[],"path":null,"source_path":null}}"#;
        let items = [
            &chapter("a", &chapter("b", "")),
            "\"Separator\"",
            r#"{"PartTitle":"T"}"#,
            planned,
            &chapter("c", ""),
        ];
        format!(
            r#"[{{"root":"/book","config":{{"book":{{"src":"pages"}}}},"renderer":"html","mdbook_version":"0"}},
            {{"{key}":[{}],"__non_exhaustive":null}}]"#,
            items.join(",")
        )
    }

    #[test]
    fn both_protocols_are_read_and_all_else_goes_back() {
        for key in ["items", "sections"] {
            let mut book = Book::read(handed(key).as_bytes()).unwrap();
            let found = book.chapters();
            let paths: Vec<String> = found.iter().map(|chapter| chapter.path.display().to_string()).collect();
            assert_eq!(
                paths,
                ["/book/pages/a/README.md", "/book/pages/b/README.md", "/book/pages/c/README.md"]
            );
            book.replace(found.iter().map(|chapter| chapter.text.replace("# ", "## ")).collect());
            let (_, expected) =
                serde_json::from_str::<(serde_json::Value, serde_json::Value)>(&handed(key)).unwrap();
            let back: serde_json::Value = serde_json::from_slice(&book.written().unwrap()).unwrap();
            let expected = expected.to_string().replace("\"# ", "\"## ");
            assert_eq!(back.to_string(), expected);
        }
    }

    #[test]
    fn what_is_no_book_is_refused() {
        let deep = format!("[{{\"root\":\"/\"}},{}", "{\"items\":[".repeat(10_000));
        for text in [
            "",
            "{}",
            "[]",
            "[1]",
            "[1,2]",
            "[{},{\"items\":[]}]",
            "[{\"root\":\"/\"},{}]",
            "[{\"root\":\"/\"},{\"items\":1}]",
            &deep,
        ] {
            let fault = Book::read(text.as_bytes()).map(|_| ()).expect_err("no book");
            assert!(fault.message.contains("cannot be read") && fault.hint.is_some(), "{fault:?}");
        }
    }
}
