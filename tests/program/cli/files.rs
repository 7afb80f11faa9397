//! What the program reads and writes: names, whole files, exit codes.

use super::support::{PAGE, folder, govdraw, govdraw_with, names};
use std::fs;
use std::time::{Duration, SystemTime};

#[test]
fn pdfs_are_written_on_paper_with_bleed() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let options = ["render", "page.md", "--format", "pdf", "--paper", "A4", "--bleed", "3mm", "-o", "out"];
    let ran = govdraw(place.path(), &options);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let out = place.path().join("out");
    assert_eq!(names(&out), ["page-flow.pdf", "page-poster.pdf", "page-simple.pdf"]);
    for name in names(&out) {
        let bytes = fs::read(out.join(&name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        assert!(bytes.windows(8).any(|window| window == b"/TrimBox"), "{name}");
    }
    let ran = govdraw(place.path(), &options);
    assert_eq!(ran.stderr.matches("unchanged:").count(), 3, "{}", ran.stderr);
}

/// The named sheets of paper, upright, in mm.
const PAPERS: [(&str, f64, f64); 12] = [
    ("A0", 841.0, 1189.0),
    ("A1", 594.0, 841.0),
    ("A2", 420.0, 594.0),
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
    ("Tabloid", 279.4, 431.8),
    ("tabloid", 279.4, 431.8),
    ("320x210.5mm", 210.5, 320.0),
];

/// A box of a PDF's one page: left, bottom, right, top, in points.
fn page_box(pdf: &str, name: &str) -> Vec<f64> {
    let (_, rest) = pdf.split_once(&format!("/{name}[")).unwrap_or_default();
    let numbers = rest.split(']').next().unwrap_or_default().split_whitespace();
    numbers.map(|number| number.parse().unwrap()).collect()
}

#[test]
fn every_sheet_of_paper_is_as_large_as_it_is() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    for (paper, short, long) in PAPERS {
        for (way, width, height) in [("portrait", short, long), ("landscape", long, short)] {
            let sheet =
                ["render", "page.md", "-s", "simple", "--paper", paper, "--orientation", way, "-o", "x.pdf"];
            let draw = |more: &[&str]| {
                let ran = govdraw(place.path(), &[&sheet[..], more].concat());
                assert_eq!(ran.code, 0, "{paper} {way}: {}", ran.stderr);
                String::from_utf8_lossy(&fs::read(place.path().join("x.pdf")).unwrap()).into_owned()
            };
            let near = |pdf: &str, name: &str, mm: [f64; 4]| {
                let found = page_box(pdf, name);
                let points = mm.map(|mm| mm * 72.0 / 25.4);
                let right = found.len() == 4 && found.iter().zip(points).all(|(a, b)| (a - b).abs() < 0.1);
                assert!(right, "{paper} {way}: {name} is {found:?}, not {points:?}");
            };
            near(&draw(&[]), "MediaBox", [0.0, 0.0, width, height]);
            let pdf = draw(&["--bleed", "3mm"]);
            near(&pdf, "MediaBox", [0.0, 0.0, width + 16.0, height + 16.0]);
            near(&pdf, "BleedBox", [5.0, 5.0, width + 11.0, height + 11.0]);
            near(&pdf, "TrimBox", [8.0, 8.0, width + 8.0, height + 8.0]);
        }
    }
}

#[test]
fn every_process_writes_the_same_pdf() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let arguments =
        ["render", "page.md", "--split", "level", "--paper", "A3", "--bleed", "3mm", "-f", "pdf", "-o", "-"];
    let first = govdraw(place.path(), &arguments);
    assert_eq!(first.code, 0, "{}", first.stderr);
    for _ in 0..4 {
        assert!(govdraw(place.path(), &arguments).stdout == first.stdout);
    }
}

#[test]
fn render_alone_draws_every_picture_beside_the_page() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.md"]);
    assert_eq!((ran.code, ran.out()), (0, ""), "{}", ran.stderr);
    let pictures = ["flow", "poster", "simple"].map(|s| [format!("page-{s}.png"), format!("page-{s}.svg")]);
    let mut expected: Vec<String> = pictures.concat();
    expected.insert(0, "page.md".to_owned());
    expected.sort();
    assert_eq!(names(place.path()), expected);
    for name in names(place.path()) {
        let bytes = fs::read(place.path().join(&name)).unwrap();
        if name.ends_with(".svg") {
            assert!(bytes.starts_with(b"<svg"), "{name}");
        } else if name.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
        }
        assert!(
            name == "page.md" || ran.stderr.contains(&format!("drew {name}\n")),
            "{name}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_picture_is_written_again_only_when_it_changes() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let render = ["render", "page.md", "--style", "simple", "--format", "svg"];
    assert_eq!(govdraw(place.path(), &render).code, 0);
    let picture = place.path().join("page-simple.svg");
    let old = SystemTime::now() - Duration::from_secs(86_400);
    fs::File::open(&picture).unwrap().set_modified(old).unwrap();
    let ran = govdraw(place.path(), &render);
    assert!(ran.stderr.contains("unchanged"), "{}", ran.stderr);
    assert_eq!(fs::metadata(&picture).unwrap().modified().unwrap(), old);
    fs::write(place.path().join("page.md"), PAGE.replace("Team rules", "Other rules")).unwrap();
    assert_eq!(govdraw(place.path(), &render).code, 0);
    assert_ne!(fs::metadata(&picture).unwrap().modified().unwrap(), old);
}

#[test]
fn standard_input_and_output_carry_a_page_and_a_picture() {
    let place = folder(&[]);
    let svg = ["render", "-", "--style", "simple", "--format", "svg", "-o", "-"];
    let page = govdraw_with(place.path(), &svg, PAGE.as_bytes());
    assert_eq!(page.code, 0, "{}", page.stderr);
    assert!(page.out().starts_with("<svg") && page.out().trim_end().ends_with("</svg>"));
    assert_eq!(page.stderr, "");
    // the same model as JSON, told by its first character, gives the same bytes
    let json = govdraw_with(place.path(), &["export", "-", "--to", "json"], PAGE.as_bytes());
    assert_eq!(govdraw_with(place.path(), &svg, &json.stdout).stdout, page.stdout);
    assert!(names(place.path()).is_empty());
    let ran = govdraw_with(place.path(), &["render", "-", "-s", "simple", "-f", "svg"], PAGE.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(names(place.path()), ["govdraw-simple.svg"]);
}

#[test]
fn yaml_and_json_give_the_page_its_pictures() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    for format in ["json", "yaml"] {
        // ids come from the name
        let file = format!("page.{format}");
        assert_eq!(govdraw(place.path(), &["export", "page.md", "--to", format, "-o", &file]).code, 0);
        let svg = |page: &str| {
            govdraw(place.path(), &["render", page, "-s", "simple", "-f", "svg", "-o", "-"]).stdout
        };
        assert_eq!(svg(&file), svg("page.md"), "{format}");
    }
}

#[test]
fn a_page_with_an_error_writes_nothing_and_the_others_are_drawn() {
    let broken = PAGE.replace("| Sponsor |", "| Nobody |");
    let place = folder(&[("good.md", PAGE.as_bytes()), ("bad.md", broken.as_bytes())]);
    let ran = govdraw(
        place.path(),
        &["render", "bad.md", "good.md", "-f", "svg", "-s", "simple", "-o", "out/deep"],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("bad.md:"), "{}", ran.stderr);
    assert_eq!(names(&place.path().join("out/deep")), ["good-simple.svg"]);
}

#[test]
fn exit_codes_tell_clean_from_findings_from_failure() {
    let warned = PAGE.replace("### Support", "Support");
    let place = folder(&[("clean.md", PAGE.as_bytes()), ("warned.md", warned.as_bytes())]);
    let code = |arguments: &[&str]| govdraw(place.path(), arguments).code;
    assert_eq!(code(&["lint", "clean.md"]), 0);
    assert_eq!(code(&["lint", "warned.md"]), 1);
    assert_eq!(code(&["lint", "warned.md", "none.md"]), 2);
    let render = ["render", "warned.md", "-s", "simple", "-f", "svg"];
    assert_eq!(code(&render), 0);
    assert_eq!(code(&[render.as_slice(), &["--deny-warnings"]].concat()), 1);
    assert_eq!(code(&["render", "clean.md", "--deny-warnings", "-s", "simple", "-f", "svg"]), 0);
    assert_eq!(code(&["describe", "warned.md"]), 0);
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&["--version"]), 0);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["render"]), 2);
}

#[test]
fn quiet_runs_say_only_what_is_wrong() {
    let warned = PAGE.replace("### Support", "Support");
    let place = folder(&[("page.md", warned.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.md", "-q", "-s", "simple", "-f", "svg"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = govdraw(place.path(), &["render", "none.md", "-q"]);
    assert!(ran.stderr.contains("none.md"));
}

#[test]
fn no_color_holds_and_can_be_overruled() {
    let warned = PAGE.replace("### Support", "Support");
    let place = folder(&[("page.md", warned.as_bytes())]);
    let plain = govdraw(place.path(), &["lint", "page.md"]);
    assert!(!plain.out().contains('\u{1b}'));
    let colored = govdraw(place.path(), &["lint", "page.md", "--color", "always"]);
    assert!(colored.out().contains("\u{1b}["));
}

#[test]
fn machine_formats_are_whole_documents() {
    let broken = PAGE.replace("| Sponsor |", "| Nobody |").replace("### Support", "Support");
    let place = folder(&[("page.md", broken.as_bytes())]);
    let read = |format: &str| -> serde_json::Value {
        let ran = govdraw(place.path(), &["lint", "page.md", "--message-format", format]);
        assert_eq!(ran.code, 2);
        serde_json::from_slice(&ran.stdout).unwrap()
    };
    let rows = read("json");
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 2, "{rows:?}");
    let fields = ["code", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column"];
    for row in rows {
        assert!(fields.iter().all(|field| row.get(field).is_some()), "{row}");
    }
    let marks = rows.iter().find(|row| row["code"] == "missing-heading-marks").unwrap();
    assert_eq!((&marks["line"], &marks["column"]), (&23.into(), &1.into()), "{marks}");
    let sarif = read("sarif");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(results.len(), rows.len());
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
    }
}

#[test]
fn metrics_are_json_on_standard_output() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.md", "-s", "flow", "-f", "svg", "--metrics", "-q"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(read[0]["page"], "page.md");
    assert_eq!(read[0]["metrics"]["boxes"], 3, "{read}");
    assert_eq!(read[0]["metrics"]["flows"], 2);
    assert!(read[0].get("proof").is_none() && read[0].get("ended_by").is_none(), "{read}");
}

#[test]
fn metrics_say_what_ended_the_search() {
    let names: Vec<String> = (0..13).map(|n| format!("Body {n}")).collect();
    let bodies: String = names.iter().map(|name| format!("### {name}\n\nDoes it.\n\n")).collect();
    let pairs = names.iter().flat_map(|from| names.iter().map(move |to| (from, to)));
    let rows: String = pairs.filter(|(a, b)| a != b).map(|(a, b)| format!("| {a} | {b} |  |\n")).collect();
    let page =
        format!("# T\n\n## Level 1\n\n{bodies}## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n{rows}");
    let place = folder(&[("page.md", page.as_bytes())]);
    let command = ["render", "page.md", "-s", "flow", "-f", "svg", "--metrics", "--effort", "fast", "-q"];
    let ran = govdraw(place.path(), &command);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(
        (&read[0]["metrics"]["flows"], &read[0]["ended_by"]),
        (&156.into(), &serde_json::json!(["labels"]))
    );
}

#[test]
fn metrics_say_where_widths_were_estimated() {
    // letters that join have to be shaped anew in every row that might be one
    let ended_by = |words: usize| {
        let points = "ب ".repeat(words);
        let page = format!("# مجلس\n\n## المستوى الأول\n\n### اللجنة\n\n{points}\n\n### المجلس\n\nيقرر.\n");
        let place = folder(&[("page.md", page.as_bytes())]);
        let ran =
            govdraw(place.path(), &["render", "page.md", "-s", "poster", "-f", "svg", "--metrics", "-q"]);
        assert!(ran.code < 2, "{}", ran.stderr);
        let read: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        read[0].get("ended_by").cloned()
    };
    assert_eq!(ended_by(50), None);
    assert_eq!(ended_by(2_000), Some(serde_json::json!(["rows"])));
}

#[test]
fn the_best_effort_shows_its_proof() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let command = ["render", "page.md", "-s", "flow", "-f", "svg", "--metrics", "--effort", "best", "-q"];
    let ran = govdraw(place.path(), &command);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let proof = &read[0]["proof"];
    assert_eq!((&proof["proved"], &proof["rows"]), (&true.into(), &2.into()), "{read}");
    assert!(proof["nodes"].as_u64() > Some(0) && proof["bound"].as_f64() > Some(0.0), "{read}");
}

#[test]
fn file_names_are_safe_wherever_they_come_from() {
    let long = format!("{}.md", "n".repeat(245));
    let files: Vec<(&str, &[u8])> =
        ["CON.md", "a:b.md", "-dash.md", &long].map(|n| (n, PAGE.as_bytes())).to_vec();
    let place = folder(&files);
    let arguments =
        ["render", "-s", "simple", "-f", "svg", "-o", "out", "--", "CON.md", "a:b.md", "-dash.md", &long];
    let ran = govdraw(place.path(), &arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let written = names(&place.path().join("out"));
    assert_eq!(written.len(), 4);
    for name in ["-dash-simple.svg", "CON-simple.svg", "a-b-simple.svg"] {
        assert!(written.iter().any(|n| n == name), "{written:?}");
    }
    assert!(written.iter().all(|name| name.len() <= 255));
}

#[test]
fn a_picture_that_cannot_be_written_leaves_the_old_one() {
    let place = folder(&[("page.md", PAGE.as_bytes()), ("page-simple.svg", b"old")]);
    // a read-only file, as a version control system may leave it: not even root replaces it
    let picture = place.path().join("page-simple.svg");
    let mut permissions = fs::metadata(&picture).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&picture, permissions).unwrap();
    let ran = govdraw(place.path(), &["render", "page.md", "-s", "simple", "-f", "svg"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`page-simple.svg`") && ran.stderr.contains("read-only"), "{}", ran.stderr);
    assert_eq!(fs::read(&picture).unwrap(), b"old");
    assert_eq!(names(place.path()), ["page-simple.svg", "page.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    use std::process::{Command, Stdio};
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .args(["describe", "page.md"])
        .current_dir(place.path())
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let told = String::from_utf8(child.stderr).unwrap();
    assert_eq!(child.status.code(), Some(2), "{told}");
    assert!(told.contains("standard output cannot be written: no space left on device"), "{told}");
    // a folder that cannot hold files
    let ran =
        govdraw(place.path(), &["render", "page.md", "-s", "simple", "-f", "svg", "-o", "/proc/self/fd"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`/proc/self/fd/page-simple.svg` cannot be written"), "{}", ran.stderr);
}

#[test]
fn many_pages_are_told_in_their_order() {
    let pages: Vec<String> = (0..12).map(|n| format!("p{n:02}.md")).collect();
    let warned = PAGE.replace("### Support", "Support");
    let files: Vec<(&str, &[u8])> = pages.iter().map(|name| (name.as_str(), warned.as_bytes())).collect();
    let place = folder(&files);
    let mut arguments = vec!["render", "-s", "simple", "-f", "svg", "-o", "out"];
    arguments.extend(pages.iter().map(String::as_str));
    let first = govdraw(place.path(), &arguments);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let told: Vec<usize> =
        pages.iter().map(|page| first.stderr.find(&format!("--> {page}:")).unwrap()).collect();
    assert!(told.is_sorted(), "{}", first.stderr);
    assert!(first.stderr.ends_with("12 warnings in 12 files\n"), "{}", first.stderr);
    assert_eq!(names(&place.path().join("out")).len(), 12);
}

#[test]
fn a_page_over_the_limit_is_refused_before_it_is_read_whole() {
    let place = folder(&[("big.md", &vec![b'a'; 10 * 1024 * 1024 + 1])]);
    let ran = govdraw(place.path(), &["lint", "big.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out().contains("larger than 10 MB"), "{}", ran.out());
}

#[test]
fn a_pdf_holds_a_page_for_each_style() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.md", "--paper", "A4", "-o", "all.pdf", "--metrics"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(names(place.path()), ["all.pdf", "page.md"]);
    let measured: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let styles: Vec<&str> =
        measured.as_array().unwrap().iter().filter_map(|one| one["style"].as_str()).collect();
    assert_eq!(styles, ["simple", "flow", "poster"], "each measured in its own way");
    assert!(measured[0]["metrics"]["fill"].as_f64() > Some(0.0), "{measured}");
    assert!(measured[2]["metrics"]["cards"].as_u64() > Some(0), "{measured}");
    let bytes = fs::read(place.path().join("all.pdf")).unwrap();
    let streamed = govdraw(place.path(), &["render", "page.md", "--paper", "A4", "-f", "pdf", "-o", "-"]);
    assert!(streamed.stdout == bytes, "the same on standard output");
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<&str> =
        text.match_indices("/MediaBox").map(|(at, _)| text[at..].split(']').next().unwrap()).collect();
    assert_eq!(boxes.len(), 3, "{boxes:?}");
    assert!(boxes[0] == boxes[1] && boxes[1] != boxes[2], "landscape, landscape, portrait: {boxes:?}");
    let model = govdraw(place.path(), &["extract", "all.pdf"]);
    assert_eq!(model.stdout, govdraw(place.path(), &["export", "page.md", "--to", "json"]).stdout);
    let two = ["render", "page.md", "-s", "poster,simple", "-o", "two.pdf"];
    assert_eq!(govdraw(place.path(), &two).code, 0);
    let bytes = fs::read(place.path().join("two.pdf")).unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes).matches("/MediaBox").count(), 2);
}

#[test]
fn a_split_poster_is_a_file_or_a_page_for_each_level() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let mut arguments =
        vec!["render", "page.md", "--split", "level", "-s", "poster,simple", "-f", "svg,png,pdf"];
    arguments.extend(["--color-scheme", "auto", "-o", "out"]);
    let ran = govdraw(place.path(), &arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let out = place.path().join("out");
    let expected = [
        "page-poster-lower.png",
        "page-poster-lower.svg",
        "page-poster-upper.png",
        "page-poster-upper.svg",
        "page-poster.pdf",
        "page-simple.pdf",
        "page-simple.png",
        "page-simple.svg",
    ];
    assert_eq!(names(&out), expected);
    let svg = |level: &str| fs::read_to_string(out.join(format!("page-poster-{level}.svg"))).unwrap();
    for (level, own, others) in [("upper", "Sponsor", "Support"), ("lower", "Support", "Sponsor")] {
        let svg = svg(level);
        let (head, body) = svg.split_once("</desc>").unwrap();
        let name = if level == "upper" { "Upper level" } else { "Lower level" };
        assert!(head.contains(&format!("<title>Team rules: {name}</title>")), "{head}");
        assert!(head.contains("one level") && head.contains(name) && head.contains(own), "{head}");
        // the model is all of the page's
        let body = body.split_once("</metadata>").unwrap().1;
        assert!(body.contains(own) && !body.contains(others), "{level}");
        assert!(body.contains("prefers-color-scheme") || head.contains("prefers-color-scheme"));
    }
    let pdf = fs::read(out.join("page-poster.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    assert_eq!(pdf.matches("/MediaBox").count(), 2);
    assert!(pdf.contains("Poster: Upper level") && pdf.contains("Poster: Lower level"));
    let model = govdraw(place.path(), &["extract", "out/page-poster-upper.png"]);
    assert_eq!(model.stdout, govdraw(place.path(), &["export", "page.md", "--to", "json"]).stdout);
}

#[test]
fn a_style_that_cannot_hold_the_page_is_left_out_unless_it_was_named() {
    let levels = (1..=31).map(|n| format!("## Level {n}\n\n### Team {n}\n\nBuilds.\n\n"));
    let page = levels.collect::<String>();
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.md", "-f", "svg", "-f", "pdf", "-o", "out"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("warning") && ran.stderr.contains("30 levels"), "{}", ran.stderr);
    let drawn = ["page-flow.pdf", "page-flow.svg", "page-poster.pdf", "page-poster.svg"];
    assert_eq!(names(&place.path().join("out")), drawn);
    let ran = govdraw(place.path(), &["render", "page.md", "-o", "all.pdf"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.path().join("all.pdf").is_file());
    for arguments in [&["render", "page.md", "--deny-warnings", "-o", "out"][..], &["lint", "page.md"]] {
        assert_eq!(govdraw(place.path(), arguments).code, 1, "{arguments:?}");
    }
    let named = ["render", "page.md", "--style", "simple", "--style", "poster", "-f", "svg", "-o", "none"];
    let ran = govdraw(place.path(), &named);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("error") && !place.path().join("none").exists(), "{}", ran.stderr);
}
