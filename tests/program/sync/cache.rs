//! What `sync` keeps of a large site: it saves time and decides nothing.
use super::support::{PAGE, Site};
use std::fs;

const CACHE: &str = ".govdraw-cache/pages";
/// As many pages as a cache is worth its folder for.
const PAGES: usize = 50;

/// A site of pages that are quick to draw; the first has something to be warned of, the last is of another kind.
fn large() -> Site {
    let site = Site::new();
    site.write("govdraw.toml", "pages = ['docs/*.md']\nstyles = ['simple']\ntext = 'paths'\n");
    for number in 10..10 + PAGES - 3 {
        site.write(&format!("docs/b-{number}.md"), &PAGE.replace("Team rules", &format!("Rules {number}")));
    }
    site.write("docs/a.md", &PAGE.replace("### Support", "Support"));
    site.write("docs/a-crest.md", &format!("---\ngovdraw:\n  logo: crest.svg\n---\n\n{PAGE}"));
    let crest = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>"#;
    site.write("docs/crest.svg", crest);
    site.write("docs/z.md", "# About\n\n## Who we are\n\nPeople.\n");
    site
}

#[test]
fn a_large_site_is_told_the_same_with_what_is_known_of_it_and_without() {
    let site = large();
    let first = site.sync(&[]);
    assert!(site.read(".govdraw-cache/.gitignore").ends_with("*\n"));
    let known = site.read(CACHE);
    assert_eq!(known.lines().count(), 1 + PAGES);
    let told = |err: &str| -> Vec<String> {
        err.lines().filter(|line| !line.starts_with("wrote ")).map(str::to_owned).collect()
    };
    let second = site.sync(&[]);
    assert_eq!(told(&first.err), told(&second.err)[..told(&second.err).len() - 1]);
    assert!(
        second.err.contains("`docs/z.md` has no levels of functions: it is passed over")
            && second.err.contains("missing-heading-marks"),
        "{}",
        second.err
    );
    assert!(second.err.ends_with(&format!("all {} pictures are in step\n", PAGES - 1)), "{}", second.err);
    let deps = |site: &Site| {
        site.sync(&["-q", "--deps", "deps.json"]);
        site.read("deps.json")
    };
    let (with, checked) = (deps(&site), site.sync(&["--check"]).out);
    fs::remove_dir_all(site.path(".govdraw-cache")).unwrap();
    assert_eq!(site.sync(&["--check"]).out, checked);
    assert!(!site.path(CACHE).exists(), "a check writes nothing");
    assert_eq!(site.sync(&[]).err, second.err);
    assert!(deps(&site) == with);
    assert_eq!(site.read(CACHE), known, "it holds no history");
}

#[test]
fn what_is_known_is_used_and_whatever_changed_is_looked_at() {
    let site = large();
    site.sync(&["-q"]);
    let known = site.read(CACHE);
    // a finding that only the cache can tell
    site.edit(CACHE, "is read as a function", "is doctored");
    assert!(site.sync(&[]).err.contains("is doctored"));
    site.write(CACHE, &known.replace(" 0.", " 9."));
    assert!(!site.sync(&[]).err.contains("is doctored"));
    assert_eq!(site.read(CACHE), known);
    for (name, old, new, says) in [
        (
            "docs/b-12.md",
            "Builds the thing",
            "Makes the thing",
            "`docs/b-12-simple.svg` is stale: the page changed",
        ),
        (
            "docs/b-13-simple.svg",
            "</svg>",
            "<g/></svg>",
            "`docs/b-13-simple.svg` is stale: the file was edited",
        ),
        ("docs/crest.svg", "M1 1h7", "M2 1h6", "`docs/a-crest-simple.svg` is stale: the page changed"),
        (
            "docs/z.md",
            "## Who we are",
            "## Upper level\n\n### Board\n\nRoles: Chair\n",
            "`docs/z-simple.svg` is stale",
        ),
    ] {
        let before = site.read(name);
        site.edit(name, old, new);
        let said = site.stale();
        assert!(said.contains(says) && said.matches("is stale").count() == 1, "{name}: {said}");
        site.write(name, &before);
        site.sync(&["-q", "--check"]);
    }
    let before = site.read("govdraw.toml");
    site.edit("govdraw.toml", "text =", "theme = 'dark'\ntext =");
    assert_eq!(site.stale().matches("the theme changed").count(), PAGES - 1);
    site.write("govdraw.toml", &before);
    // words that no picture shows
    site.edit("docs/b-14.md", "# Rules 14", "<!-- a remark -->\n\n# Rules 14");
    let pictures = || site.files().into_iter().filter(|(name, _)| name.ends_with(".svg")).collect::<Vec<_>>();
    let before = pictures();
    site.sync(&["-q"]);
    assert_eq!(pictures(), before);
    fs::remove_file(site.path("docs/b-14.md")).unwrap();
    site.sync(&["-q", "--prune"]);
    assert!(!site.read(CACHE).contains("b-14"), "a page that is gone is forgotten");
}
