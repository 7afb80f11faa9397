//! The forms of pages in `docs/pages.md`: each is read as it is said there, and shown as it is drawn today.
//!
//! `GOVDRAW_TEST=accept cargo test --test program forms` draws the pictures again.
use crate::kept::{Comparison, Set};
use govdraw::input::{Format, decode, read};
use govdraw::model::Model;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A page of the document: its file, the style of its picture, and what it is read as, a line a level, function or flow.
struct Form {
    name: &'static str,
    style: &'static str,
    reads: &'static [&'static str],
}

const FORMS: [Form; 10] = [
    Form {
        name: "headings",
        style: "poster",
        reads: &[
            "Seed board: chair, head gardener, treasurer",
            "Tasting panel: cook, beekeeper",
            "Shed crew: shed keeper, volunteers",
        ],
    },
    Form {
        name: "bold-lines",
        style: "poster",
        reads: &[
            "Museum council: curator, chief engineer, a member of the friends' society",
            "Workshop committee: chief engineer, foreman",
            "Visitors' forum: two guides, a school teacher",
        ],
    },
    Form {
        name: "list-items",
        style: "flow",
        reads: &[
            "Festival board: Chair: harbour warden, treasurer, two kite makers",
            "Safety group: wind watcher, first aider",
            "Programme committee: Chair: kite maker",
            "Night team",
            "Programme committee -> Festival board: Reports to",
        ],
    },
    Form {
        name: "table",
        style: "poster",
        reads: &[
            "Foundry board: Master founder, Bookkeeper, two journeymen",
            "Sound committee: Tuner, Organist, master founder",
            "Furnace group: Smelter, Stoker, nurse",
            "Sound committee -> Foundry board: Reports to",
            "Furnace group -> Foundry board: Reports to",
        ],
    },
    Form {
        name: "aspect-tables",
        style: "poster",
        reads: &[
            "Programme committee: Astronomer, Projectionist, two teachers",
            "Building committee: Caretaker, Electrician, roofer",
            "Building committee -> Programme committee: Reports to",
        ],
    },
    Form {
        name: "diagram",
        style: "flow",
        reads: &[
            "River council",
            "Water board",
            "Bank team",
            "River council -> Water board: sets the limits",
            "River council -> Bank team: sends out",
            "Bank team -> Water board: brings samples",
            "Water board -> River council: reports",
        ],
    },
    Form {
        name: "nested-list",
        style: "flow",
        reads: &[
            "Director of ferries",
            "Head of landings",
            "Pier master, north bank",
            "Pier master, south bank",
            "Head of boats",
            "Skipper",
            "Ship's engineer",
            "Head of landings -> Director of ferries: ",
            "Pier master, north bank -> Head of landings: ",
            "Pier master, south bank -> Head of landings: ",
            "Head of boats -> Director of ferries: ",
            "Skipper -> Head of boats: ",
            "Ship's engineer -> Head of boats: ",
        ],
    },
    Form {
        name: "charter",
        style: "poster",
        reads: &["Heather Burning Panel: Chair: head ranger, Two shepherds, A botanist of the county museum"],
    },
    Form {
        name: "ranked-levels",
        style: "flow",
        reads: &[
            "# Strategic level",
            "Board: chair, director, a councillor of the valley",
            "# Operational level",
            "Operations: station master, driver, guard",
            "Track: track master, rope maker",
            "Board -> Operations: Set the timetable",
            "Operations -> Board: Report delays",
            "Track -> Operations: Clear the line",
        ],
    },
    Form {
        name: "one-band",
        style: "simple",
        reads: &[
            "Choir committee: Chair, Treasurer, One singer of each voice",
            "Repertoire group: Choirmaster, Librarian",
        ],
    },
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model(page: &str) -> Model {
    read(&decode("page.md", page.as_bytes()).unwrap(), Format::Markdown).unwrap().value
}

/// A line for each level that the page ranks, for each function with its roles, and for each flow.
fn lines(model: &Model) -> Vec<String> {
    let mut lines = Vec::new();
    for level in &model.levels {
        lines.extend((!level.implicit).then(|| format!("# {}", level.name)));
        for function in &level.functions {
            let roles: Vec<&str> = function.roles.iter().map(|role| role.name.as_str()).collect();
            let gap = if roles.is_empty() { "" } else { ": " };
            lines.push(format!("{}{gap}{}", function.name, roles.join(", ")));
        }
    }
    let functions = || model.levels.iter().flat_map(|level| &level.functions);
    let name =
        |id: &str| functions().find(|function| function.id == id).map_or("", |function| &function.name);
    for flow in &model.flows {
        lines.push(format!("{} -> {}: {}", name(&flow.from.id), name(&flow.to.id), flow.label));
    }
    lines
}

#[test]
fn each_form_is_read_as_it_is_meant() {
    let mut wrong = Vec::new();
    for form in &FORMS {
        let page = fs::read_to_string(root().join(format!("examples/forms/{}.md", form.name))).unwrap();
        let lines = lines(&model(&page));
        if lines != form.reads {
            wrong.push(format!("{}:\n  {}", form.name, lines.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_document_shows_each_form_with_its_picture() {
    let document = fs::read_to_string(root().join("docs/pages.md")).unwrap();
    let mut pictures =
        Comparison::new(Set::in_repository("forms", "examples/forms/pictures", "--test program forms"));
    let fresh = tempfile::tempdir().unwrap();
    for Form { name, style, reads: _ } in &FORMS {
        let page = fs::read_to_string(root().join(format!("examples/forms/{name}.md"))).unwrap();
        assert!(
            document.contains(&format!("markdown\n{page}```")),
            "docs/pages.md has no {name}.md as it is"
        );
        let picture = format!("{name}-{style}.png");
        assert!(
            document.contains(&format!("](../examples/forms/pictures/{picture})")),
            "{picture} is not shown"
        );
        let status = Command::new(env!("CARGO_BIN_EXE_govdraw"))
            .args(["render", &format!("examples/forms/{name}.md"), "--style", style, "--format", "png"])
            .args(["--width", "800", "--quiet", "-o"])
            .arg(fresh.path())
            .current_dir(root())
            .status()
            .unwrap();
        assert!(status.success(), "{name}");
        pictures.png(&picture, &fs::read(fresh.path().join(&picture)).unwrap());
    }
    let files = fs::read_dir(root().join("examples/forms")).unwrap().flatten();
    let pages = files.filter(|file| file.path().extension().is_some_and(|end| end == "md")).count();
    assert_eq!(pages, FORMS.len(), "a page is of no form");
    pictures.strays(|_| true);
    pictures.end();
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
