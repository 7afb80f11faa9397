//! `docs/limits.md` is made of `src/limits.rs`: `GOVDRAW_TEST=accept` writes it anew.
use std::fs;

const HEAD: &str = "# Limits

What is read has limits, so that no file takes all of a machine's memory or time; no page that people read comes near them. Beyond
one there is an error that names it (`govdraw explain too-large`), before the work is begun. This page is made of
[`src/limits.rs`](../src/limits.rs), where they stand.
";

/// A number's product, such as `10 * 1024 * 1024`, in full.
fn value(expression: &str) -> String {
    let factor = |word: &str| {
        let word = word.trim().replace('_', "");
        match word.strip_prefix("0x") {
            Some(digits) => u64::from_str_radix(digits, 16).expect("a number") as f64,
            None => word.parse::<f64>().expect("a number"),
        }
    };
    let digits = format!("{}", expression.split('*').map(factor).product::<f64>());
    // in groups of three
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn page(source: &str) -> String {
    let mut out = HEAD.to_owned();
    let mut words: Vec<&str> = Vec::new();
    for line in source.lines() {
        if let Some(heading) = line.strip_prefix("// ## ") {
            out.push_str(&format!("\n## {heading}\n\n| | most |\n| --- | ---: |\n"));
        } else if let Some(said) = line.strip_prefix("/// ") {
            words.push(said);
        } else if let Some(constant) = line.strip_prefix("pub const ") {
            let (_, expression) = constant.split_once('=').expect("a value");
            let said = words.join(" ").replace('|', "\\|");
            // the table's head says that it is the most
            let said = said.trim_end_matches('.');
            out.push_str(&format!("| {said} | {} |\n", value(expression.trim_end_matches(';'))));
            words.clear();
        }
    }
    out
}

#[test]
fn the_page_of_limits_is_that_of_the_source() {
    let made = page(&fs::read_to_string("src/limits.rs").expect("the source"));
    if std::env::var("GOVDRAW_TEST").is_ok_and(|how| how == "accept") {
        fs::write("docs/limits.md", &made).expect("a folder for it");
    }
    let kept = fs::read_to_string("docs/limits.md").unwrap_or_default();
    assert!(
        kept == made,
        "docs/limits.md is not what src/limits.rs says: GOVDRAW_TEST=accept cargo test --test house limits"
    );
}
