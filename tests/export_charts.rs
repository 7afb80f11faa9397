//! The flows in other tools' languages: what they hold, and that the tools take them.
use govdraw::diagnostic::Source;
use govdraw::export::{csv, d2, dot, mermaid};
use govdraw::input::{Format, read};
use govdraw::model::Model;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn model(page: &str) -> Model {
    let source = Source { name: "page".to_owned(), text: page.to_owned() };
    read(&source, Format::Markdown).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn delivery_group() -> Model {
    model(include_str!("../examples/delivery-group.md"))
}

/// Names and labels that would end a string, a node or a comment, or call something, in one of the languages.
fn hostile() -> Model {
    model(
        "---\noutcomes: ['end']\ngovdraw:\n  a-level/x: {caption: 'c \"d\" \\e'}\n---\n## A \"level\" ]\n### x\n\
         ### =1+1, \"q\"\n### ${y} # z; end\n## B level\nText.\n\n| From | To | Flow | Kind |\n|--|--|--|--|\n\
         | x | =1+1, \"q\" | a \"b\" \\\\n \\| c --> d[e] {f} \\`g\\` &lt;h&gt; %% // | |\n\
         | ${y} # z; end | B level | | feedback |\n| x | end | ${z} | both |\n",
    )
}

#[test]
fn every_language_has_every_flow() {
    let model = delivery_group();
    assert_eq!(csv(&model).matches("\r\n").count(), 31);
    let lines = |text: &str, arrows: &[&str]| {
        text.lines().filter(|line| arrows.iter().any(|arrow| line.contains(arrow))).count()
    };
    assert_eq!(lines(&mermaid(&model), &[" --> ", "-->|", "-.->"]), 30);
    assert_eq!(lines(&d2(&model), &[" -> ", " <-> "]), 30);
    assert_eq!(lines(&dot(&model), &[" -> "]), 30);
    assert_eq!(mermaid(&model).matches("subgraph").count(), 3);
}

#[test]
fn words_cannot_leave_their_quotes() {
    let model = hostile();
    assert_eq!(
        csv(&model),
        "from,to,from_name,to_name,label,kind\r\n\
         a-level/x,a-level/1-1-q,\"A \"\"level\"\" ] / x\",\"A \"\"level\"\" ] / =1+1, \"\"q\"\"\",\
         \"a \"\"b\"\" \\n | c --> d[e] {f} `g` <h> %% //\",directs\r\n\
         a-level/y-z-end,b,\"A \"\"level\"\" ] / ${y} # z; end\",B level,,feedback\r\n\
         a-level/x,outcome/end,\"A \"\"level\"\" ] / x\",end,${z},mutual\r\n"
    );
    for line in mermaid(&model).lines() {
        // two quotation marks at most: those that hold the text
        assert!(line.matches('"').count() <= 2 && !line.contains('`'), "{line}");
    }
    for line in d2(&model).lines().chain(dot(&model).lines()) {
        let bare = line.replace("\\\\", "").replace("\\\"", "");
        assert!(bare.matches('"').count() % 2 == 0, "{line}");
    }
    assert!(d2(&model).contains("\\${z}"));
}

#[test]
fn graphviz_takes_the_chart() {
    for model in [delivery_group(), hostile()] {
        let Ok(mut child) =
            Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
        else {
            eprintln!("skipped: Graphviz is not installed");
            return;
        };
        child.stdin.take().unwrap().write_all(dot(&model).as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let plain = String::from_utf8(output.stdout).unwrap();
        assert_eq!(plain.lines().filter(|line| line.starts_with("edge ")).count(), model.flows.len());
    }
}
