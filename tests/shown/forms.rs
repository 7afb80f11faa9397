//! The forms of pages in `docs/pages.md` are those of `examples/forms`.
use govdraw::input::{Format, decode, read};
use govdraw::model::Model;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model(page: &str) -> Model {
    read(&decode("page.md", page.as_bytes()).unwrap(), Format::Markdown).unwrap().value
}

#[test]
fn the_document_shows_each_form() {
    let document = fs::read_to_string(root().join("docs/pages.md")).unwrap();
    let mut shown = 0;
    for file in fs::read_dir(root().join("examples/forms")).unwrap().flatten() {
        let page = fs::read_to_string(file.path()).unwrap();
        assert!(document.contains(&format!("markdown\n{page}```")), "{} is not shown", file.path().display());
        shown += 1;
    }
    assert_eq!(shown, document.matches("```markdown\n# ").count(), "a form is no file");
}

#[test]
fn the_front_matter_and_the_data_of_the_document_are_without_fault() {
    let document = fs::read_to_string(root().join("docs/pages.md")).unwrap();
    let blocks: Vec<&str> =
        document.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let page = fs::read_to_string(root().join("examples/forms/ranked-levels.md")).unwrap();
    let with_front = model(&format!("{}{page}", blocks[0]));
    assert_eq!((with_front.outcomes.len(), with_front.flows.len()), (1, 4));
    let data = decode("page.yaml", blocks[1].as_bytes()).unwrap();
    assert_eq!(read(&data, Format::Yaml).unwrap().value.flows.len(), 1);
}
