//! Every code of a finding: input that produces it, the words that it points at, and what it tells the user to do.
use govdraw::diagnostic::{Code, Diagnostic, Source};
use govdraw::input::{Format, ReadOptions, allowed, decode, read, read_theme, read_whole};
use govdraw::lint::lint;
use govdraw::model::Lens;
use std::collections::BTreeSet;

/// Codes that reading and linting cannot produce, for they are about pictures; their own tests produce them.
const OF_PICTURES: &[Code] =
    &[Code::MissingGlyph, Code::DoesNotFit, Code::NoFlows, Code::SmallType, Code::UnknownIcon, Code::Drawing];

/// Codes of flows that were inferred: `tests/reading/flow_ends.rs` has them.
const OF_INFERRED_FLOWS: &[Code] = &[Code::FlowNotDrawn];

/// Codes of configurations and of what a page keeps between markers; the tests beside those produce them.
const OF_SYNC: &[Code] = &[
    Code::BadPath,
    Code::PictureName,
    Code::BadRegion,
    Code::StaleRegion,
    Code::EditedRegion,
    Code::LinkedPicture,
    Code::AltText,
    Code::UnreferencedPicture,
    Code::LogContradicts,
];

/// A source, and the finding that it must give.
struct Case {
    code: Code,
    format: Format,
    text: &'static str,
    /// What stands at the finding's place; empty for one without a place.
    at: &'static str,
    /// Part of the message.
    says: &'static str,
    /// Part of the hint.
    hint: &'static str,
}

const fn page(
    code: Code,
    text: &'static str,
    at: &'static str,
    says: &'static str,
    hint: &'static str,
) -> Case {
    Case { code, format: Format::Markdown, text, at, says, hint }
}

const fn yaml(
    code: Code,
    text: &'static str,
    at: &'static str,
    says: &'static str,
    hint: &'static str,
) -> Case {
    Case { code, format: Format::Yaml, text, at, says, hint }
}

const fn json(
    code: Code,
    text: &'static str,
    at: &'static str,
    says: &'static str,
    hint: &'static str,
) -> Case {
    Case { code, format: Format::Json, text, at, says, hint }
}

const CASES: &[Case] = &[
    page(
        Code::SiteCode,
        "## A level\n{% if a %}\n### B {.c}\n{% endif %}\n",
        "{% if a %}",
        "template tags (2), attribute lists (1)",
        "write those on the page",
    ),
    page(Code::UnclosedCode, "## A level\n### B\n```x\nc\n", "```x", "never closed", "the same marks"),
    page(
        Code::LateFrontMatter,
        "\n<!-- of the office -->\n\n---\ntitle: T\n---\n## A level\n### B\nText.\n",
        "",
        "below a blank line",
        "on the first line",
    ),
    page(Code::Syntax, "+++\ntitle = x y\n+++\n## A level\n", "", "", "key = \"some words\""),
    page(Code::Syntax, "+++\ntitle = \"x\"\n\n## A level\n", "+++", "no end", "`+++`"),
    page(Code::Syntax, "{\n\"title\": \"x\",\n}\n## A level\n", "{", "no JSON", "none behind the last"),
    page(Code::EmojiLeftOut, "## A level\n### B 🎭\nText 🙂\n", "🎭", "\"🎭\"", "write that word"),
    page(
        Code::RuleBelow,
        "## A level\n### B\nChecked in spring\nby the office\n---\n",
        "Checked in spring\nby the office",
        "read as a paragraph",
        "blank line",
    ),
    page(
        Code::SimilarFunctions,
        "## First level\n### Service owner\nText.\n## Second level\n### Service owners\nText.\n",
        "Service owners",
        "is \"Service owner\" in \"First level\"",
        "same_as",
    ),
    page(
        Code::BadMarker,
        "## A level\n### One\nText.\n\n<!-- govdraw:end -->\n",
        "<!-- govdraw:end -->",
        "did not begin",
        "take the marker out",
    ),
    page(
        Code::NotDrawn,
        "# T\n## A level\n### B\nDecides.\n\n> We have always done it so.\n",
        "> We have always done it so.\n",
        "somebody else's words",
        "`<!-- govdraw: function -->`",
    ),
    page(
        Code::OneBand,
        "# T\n## Board of trustees\nSets the aims.\n## Audit committee\nReads the accounts.\n",
        "Board of trustees",
        "as one band",
        "`## Strategic level`",
    ),
    page(Code::NoTitle, "## A level\n### B\nDecides.\n", "", "no title", "`# How we are governed`"),
    page(
        Code::EmptyLevel,
        "## A level\n### B\nDecides.\n## B level\n",
        "B level",
        "no functions",
        "take the level out",
    ),
    page(
        Code::Doubtful,
        "# T\n## Harbour crew\nKeeps the boats.\n## Lamps\nLights the quay.\n\nMembers: two keepers, a clerk\n## Council\nDecides.\n## Voting\nBy hand.\n## Boats\nAre many.\n## Nets\nAre old.\n",
        "Lamps",
        "has members",
        "`<!-- govdraw: function -->`",
    ),
    page(Code::NoLevels, "# Title\n\nText.\n", "", "no headings", "`## `"),
    page(
        Code::MissingHeadingMarks,
        "## A level\n### One\nText.\n\nRoles: x\n\nTwo\n\nDoes it.\n\nRoles: y\n",
        "Two",
        "lost its `###`",
        "write `### Two`",
    ),
    page(Code::MissingHeadingMarks, "## A level\n\n###One\n\nText.\n", "###One", "no space", "`### One`"),
    page(
        Code::DemotedLevel,
        "## First level\n### A\nText.\n### Second level\n### B\nText.\n",
        "Second level",
        "marks of a function",
        "`## Second level`",
    ),
    page(
        Code::DatedHeading,
        "## First level\n### A\nText.\n### 12 May 2026\nChanged.\n",
        "12 May 2026",
        "change log",
        "`## Change log`",
    ),
    page(
        Code::DatedHeading,
        "## First level\n### A\nText.\n## 2026-05-12: first level changed\n",
        "2026-05-12: first level changed",
        "change log",
        "`## Change log`",
    ),
    page(
        Code::LeftOut,
        "## First level\n### A\nText.\n## Second\n### B\nText.\n\nRoles: x\n",
        "Second",
        "lacks the word",
        "`levels`",
    ),
    page(
        Code::EmptyHeading,
        "## A level\n### One\nText.\n###\n\nMore.\n",
        "###",
        "without a word",
        "`### Name`",
    ),
    page(Code::MisspeltLabel, "## A level\n### B\nText.\n\nRolse: x, y\n", "Rolse:", "\"Roles\"", "`Roles:`"),
    page(Code::TwoRoleLines, "## A level\n### B\nRoles: x\n\nRoles: y\n", "Roles:", "twice", "first line"),
    page(Code::RolesOutside, "## A level\nText.\n\nRoles: chair\n", "chair", "role of a level", "`###`"),
    page(
        Code::UnknownLevel,
        "---\nlevels: [First, Secnd]\n---\n## First\n## Second\n",
        "Secnd",
        "no heading says \"Secnd\"",
        "did you mean `Second`?",
    ),
    page(
        Code::BadPattern,
        "---\nlevel_pattern: '(tier'\n---\n## A tier\n",
        "(tier",
        "regular expression",
        "`level_pattern:",
    ),
    page(
        Code::UnknownEnd,
        "## A level\n### Board\n### Team\n\n| From | To | Flow |\n|--|--|--|\n| Borad | Team | x |\n",
        "Borad",
        "nothing is named",
        "did you mean `A / Board`?",
    ),
    page(
        Code::UnknownEnd,
        "---\nflows:\n  - A / Board -> Taem: do it\n---\n## A level\n### Board\n### Team\n",
        "Taem",
        "nothing is named",
        "did you mean `A / Team`?",
    ),
    page(
        Code::AmbiguousEnd,
        "---\nflows: ['Board -> Team: x']\n---\n## A level\n### Board\n### Team\n## B level\n### Board\n",
        "Board",
        "several parts",
        "write `A / Board` or `B / Board`",
    ),
    page(
        Code::AmbiguousEnd,
        "---\nflows: ['A / Board -> Team']\n---\n## A level\n### Board\n### Team\n### Board\n",
        "A / Board",
        "several parts",
        "names of their own",
    ),
    page(
        Code::UnknownTarget,
        "---\ngovdraw:\n  a/bord: {caption: x}\n---\n## A level\n### Board\n",
        "a/bord",
        "nothing is named",
        "did you mean `A / Board`?",
    ),
    page(
        Code::UnknownTarget,
        "---\ngovdraw:\n  a/board: {same_as: Tem}\n---\n## A level\n### Board\n## B level\n### Team\n",
        "Tem",
        "nothing is named",
        "did you mean `B / Team`?",
    ),
    page(
        Code::UnknownKind,
        "## A level\n### B\n\n| From | To | Flow | Kind |\n|--|--|--|--|\n| B | B | x | feedbak |\n",
        "feedbak",
        "no kind of flow",
        "`feedback`",
    ),
    page(
        Code::BadFlow,
        "---\nflows: [A to B]\n---\n## A level\n",
        "A to B",
        "no arrow",
        "`Level / Function -> ",
    ),
    page(
        Code::BadFlow,
        "## A level\n### B\n\n| From | To | Flow |\n|--|--|--|\n| B | | x |\n",
        "",
        "no end",
        "`Level / Function`",
    ),
    page(Code::DuplicateFunction, "## A level\n### B\n### B\n", "B", "stands twice", "rename"),
    yaml(
        Code::DuplicateId,
        "levels: [{name: A, id: x}, {name: B, id: x}]",
        "B",
        "stands twice",
        "change one",
    ),
    yaml(
        Code::ImplicitLevel,
        "levels: [A, {name: B, implicit: true, functions: [x]}]",
        "B",
        "beside others",
        "take `implicit` out",
    ),
    yaml(
        Code::InnerBody,
        "levels: [{name: A, functions: [{name: B, functions: [{name: C, row: 2}]}]}]",
        "C",
        "no `row`",
        "take `row` out",
    ),
    yaml(
        Code::InnerBody,
        "levels: [{name: A, functions: [{name: B, functions: [{name: C, functions: [D]}]}]}]",
        "C",
        "itself within",
        "one step up",
    ),
    yaml(
        Code::UnknownMark,
        "levels: [{name: A, functions: [{name: B, roles: [{name: C, mark: chairs}]}]}]",
        "chairs",
        "nothing that a role",
        "`chair`",
    ),
    yaml(Code::EmptyName, "levels: [{name: '', id: x}]", "", "no name", "give it a name"),
    page(Code::Syntax, "---\ntitle: [x\n---\n## A level\n", "", "", "double quotes"),
    page(Code::Syntax, "---\ntitle: x\n\n## A level\n", "---", "no end", "`---`"),
    json(Code::Syntax, "{\"title\": \"x\",}", "}", "key must be a string", "none behind the last"),
    yaml(Code::YamlAlias, "title: &t x\nlang: *t\nlevels: [A]", "*t", "alias", "write the text out"),
    yaml(
        Code::UnknownField,
        "levels:\n  - name: A\n    fucntions: [B]\n",
        "fucntions",
        "no field",
        "`functions`?",
    ),
    page(
        Code::UnknownField,
        "---\ngovdraw:\n  a: {caption: x}\n---\n## A level\n### B\n",
        "a",
        "no `caption`",
        "take `caption` out",
    ),
    yaml(
        Code::UnknownField,
        "groups:\n  - name: Council\n    chairs: [Ann]\n",
        "groups",
        "no field `groups`",
        "`govdraw schema` prints, such as `levels: [{name:",
    ),
    json(Code::MissingField, "{\"title\": \"x\"}", "", "`levels`", "- name:"),
    yaml(Code::DuplicateField, "title: x\ntitle: y\nlevels: [A]", "title", "written twice", "keep one"),
    yaml(
        Code::WrongType,
        "title: [x]\nlevels: [A]",
        "[x]",
        "must be a text, not a list",
        "`title: some words`",
    ),
    json(Code::WrongType, "{\"levels\": 3}", "3", "a list, not a number", "[\"some words\"]"),
    json(Code::WrongType, "{\"levels\": [{\"name\": 3}]}", "3", "a text, not a number", "in double quotes"),
    json(
        Code::WrongType,
        "{\"title\": true, \"levels\": [\"A\"]}",
        "true",
        "a text, not true or false",
        "in double quotes",
    ),
    yaml(
        Code::WrongType,
        "levels: [{name: A, functions: [3]}]",
        "3",
        "a function must be a text or a mapping, not a number",
        "if it is a name",
    ),
    page(
        Code::WrongType,
        "---\ngovdraw:\n  a/b: {row: first}\n---\n## A level\n### B\n",
        "first",
        "whole number",
        "`row: 2`",
    ),
    page(Code::Mojibake, "## A level\nIt donâ€™t.\n", "â€™", "garbled", "write `’`"),
    page(Code::ControlCharacter, "## A level\nBad \u{1B}here.\n", "\u{1B}", "U+001B", "delete"),
    page(Code::BidiControl, "## A \u{202E}level\n", "\u{202E}", "U+202E", "delete"),
    page(
        Code::UnsafeLink,
        "## [A](javascript:x) level\n### [B](javascript:x)\n",
        "B",
        "not drawn",
        "`https://`",
    ),
    page(Code::UnsafeLink, "## A level\n### [B](//b)\n", "B", "not drawn", "on the page's own site"),
    page(Code::NoDescription, "## A level\n### B\nText.\n### C\n", "C", "no description", "what it is for"),
    page(Code::NoRoles, "## A level\n### B\nRoles: x\n### C\n", "C", "no roles", "`Roles:`"),
    page(
        Code::SimilarRoles,
        "## A level\n### B\nRoles: Programme manager\n### C\nRoles: Program manager\n",
        "",
        "",
        "",
    ),
    page(
        Code::SimilarRoles,
        "## A level\n### B\nRoles: Service designer\n### C\nRoles: Service desinger, Service designers\n",
        "Service designers",
        "\"Service designer\" elsewhere",
        "in both places",
    ),
    page(
        Code::Unconnected,
        "## A level\n### B\n### C\n### D\n\n| From | To | Flow |\n|--|--|--|\n| B | C | x |\n",
        "D",
        "no flow",
        "add a row",
    ),
    page(
        Code::NotAPage,
        "---\ngovdraw: false\n---\n## A level\n",
        "false",
        "no governance page",
        "take `govdraw",
    ),
    page(
        Code::UnknownCode,
        "## A level\n### B <!-- govdraw-allow: no-rolls -->\n",
        "no-rolls",
        "no finding has",
        "`no-roles`?",
    ),
    page(
        Code::UnusedAllow,
        "---\ngovdraw: {allow: no-roles}\n---\n## A level\n### B\n",
        "no-roles",
        "no such finding",
        "take it out",
    ),
    page(
        Code::UnusedAllow,
        "<!-- govdraw-allow: bad-flow -->\n## A level\n### B\n\n| From | To | Flow |\n|--|--|--|\n| B | | x |\n",
        "bad-flow",
        "cannot be accepted",
        "`govdraw explain bad-flow`",
    ),
    page(
        Code::DuplicateFlow,
        "## A level\n### B\n### C\n\n| From | To | Flow |\n|--|--|--|\n| B | C | x |\n| B | C | x |\n",
        "B",
        "stands twice",
        "a label of its own",
    ),
];

/// All that reading and linting say, but for what the source accepts.
fn findings(source: &Source, format: Format) -> Vec<Diagnostic> {
    let reading = read_whole(source, format, &ReadOptions::default());
    let all = match reading.model {
        Ok(read) => {
            let notes = reading.outline.notes();
            read.warnings.into_iter().chain(notes).chain(lint(&read.value)).collect()
        }
        Err(errors) => errors,
    };
    let allowed = allowed(source, format);
    let accepted = allowed.value.accept(all, |finding| (finding.severity, finding.code.name(), finding.span));
    [accepted.findings, accepted.refused, accepted.unused, allowed.warnings].concat()
}

#[test]
fn every_code_is_produced_where_it_belongs_with_a_way_out() {
    for case in CASES {
        let source = Source { name: "page".to_owned(), text: case.text.to_owned() };
        let all = findings(&source, case.format);
        let found: Vec<&Diagnostic> = all.iter().filter(|finding| finding.code == case.code).collect();
        // two letters apart is too far to be the same role
        if case.code == Code::SimilarRoles && case.hint.is_empty() {
            assert!(found.is_empty(), "{found:?}");
            continue;
        }
        assert!(!found.is_empty(), "{}: {:?} gave only {all:#?}", case.code.name(), case.text);
        let fits = found.iter().any(|finding| {
            let at = finding.span.map(|span| &source.text[span.start..span.end]);
            at.is_none_or(|at| case.at.is_empty() || at == case.at)
                && finding.message.contains(case.says)
                && finding.hint.as_deref().unwrap_or_default().contains(case.hint)
                && (finding.span.is_some() || case.at.is_empty())
        });
        assert!(fits, "{}: {:?} gave {found:#?}", case.code.name(), case.text);
    }
}

#[test]
fn every_finding_is_in_the_house_style() {
    for case in CASES {
        let source = Source { name: "page".to_owned(), text: case.text.to_owned() };
        for finding in findings(&source, case.format) {
            let message = &finding.message;
            assert!(finding.hint.is_some(), "no way out of: {message}");
            assert!(!message.ends_with('.'), "{message}");
            assert!(!message.starts_with(char::is_uppercase), "{message}");
            if let Some(span) = finding.span {
                assert!(source.text.get(span.start..span.end).is_some(), "{message}: {span:?}");
            }
        }
    }
}

#[test]
fn no_code_is_without_a_case() {
    let mut produced: BTreeSet<Code> = CASES.iter().map(|case| case.code).collect();
    let deep = format!("## A level\n\n{}x\n", "> ".repeat(100));
    let long = format!("## A level\n### {}\n", "x".repeat(10_001));
    for (text, code) in [(deep, Code::NestedTooDeep), (long, Code::TooLarge)] {
        let source = Source { name: "page".to_owned(), text };
        assert!(
            findings(&source, Format::Markdown).iter().any(|finding| finding.code == code),
            "{}",
            code.name()
        );
        produced.insert(code);
    }
    let outside =
        "## Upper level\n\n### Orchard board\n\nReports to: Growers\n\n## External partners\n\n- Growers\n";
    let links =
        "levels: [{name: A, functions: [{name: B, points: [Sets the plan], links: [{text: no, href: /n}]}]}]";
    for (text, format, code) in
        [(outside, Format::Markdown, Code::OutsideInferred), (links, Format::Yaml, Code::LinkWords)]
    {
        let source = Source { name: "page".to_owned(), text: text.to_owned() };
        let found = findings(&source, format);
        assert!(found.iter().any(|finding| finding.code == code), "{}: {found:?}", code.name());
        produced.insert(code);
    }
    produced.insert(decode("page", b"\xFF").unwrap_err().code);
    produced.extend(OF_PICTURES);
    produced.extend(OF_INFERRED_FLOWS);
    produced.extend(OF_SYNC);
    let source = Source { name: "page".to_owned(), text: "## A level\n### B\nRoles: C\n".to_owned() };
    let model = read(&source, Format::Markdown).expect("sound").value;
    produced.extend(Lens::new(&model, "D").err().map(|finding| finding.code));
    for text in ["base: defro", "text: '#999999'"] {
        let source = Source { name: "theme.yaml".to_owned(), text: text.to_owned() };
        produced.extend(read_theme(&source, Format::Yaml).unwrap_err().iter().map(|finding| finding.code));
    }
    let missing: Vec<&str> =
        Code::ALL.iter().filter(|code| !produced.contains(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
}

#[test]
fn yaml_takes_a_number_for_a_text_where_json_has_quotes() {
    let text = "title: 2026\nlevels:\n  - name: 1\n    points: [2, 3.5]\n    functions: [5G]\n";
    let source = Source { name: "x.yaml".to_owned(), text: text.to_owned() };
    let model = read(&source, Format::Yaml).expect("nothing is wrong").value;
    assert_eq!((model.title.as_str(), model.levels[0].name.as_str()), ("2026", "1"));
    assert_eq!(model.levels[0].points, ["2", "3.5"]);
}
