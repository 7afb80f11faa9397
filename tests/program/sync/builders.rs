//! A small site for each builder, built by the builder itself: what `sync` keeps in a page comes out of it, and a page that
//! was edited since makes the check fail.
use super::support::Site;
use crate::tools::program;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A builder, and the site that it builds.
struct Builder {
    /// Its program, and the variable that may name another place of it.
    program: (&'static str, &'static str),
    arguments: &'static [&'static str],
    /// The folder below `tests/sites`.
    site: &'static str,
    /// Where the page goes, and what stands in front of it.
    page: (&'static str, &'static str),
    /// The built page, and the pictures as it refers to them, from its folder.
    built: &'static str,
    pictures: [&'static str; 2],
}

const BUILDERS: &[Builder] = &[
    Builder {
        program: ("GOVDRAW_HUGO", "hugo"),
        arguments: &["--quiet"],
        site: "hugo",
        page: ("content/governance/index.md", "---\ntitle: Governance\n---\n"),
        built: "public/governance/index.html",
        pictures: ["index-flow.svg", "index-poster.svg"],
    },
    Builder {
        program: ("GOVDRAW_JEKYLL", "jekyll"),
        arguments: &["build", "--quiet"],
        site: "jekyll",
        page: ("governance.md", "---\ntitle: Governance\nlayout: default\n---\n"),
        built: "_site/governance.html",
        pictures: ["governance-flow.svg", "governance-poster.svg"],
    },
    Builder {
        program: ("GOVDRAW_MKDOCS", "mkdocs"),
        arguments: &["build", "--quiet"],
        site: "mkdocs",
        page: ("docs/index.md", ""),
        built: "site/index.html",
        pictures: ["index-flow.svg", "index-poster.svg"],
    },
    Builder {
        program: ("GOVDRAW_SPHINX", "sphinx-build"),
        arguments: &["-q", "-W", ".", "out"],
        site: "sphinx",
        page: ("index.md", ""),
        built: "out/index.html",
        // Sphinx copies pictures into a folder of its own
        pictures: ["_images/index-flow.svg", "_images/index-poster.svg"],
    },
    Builder {
        program: ("GOVDRAW_MDBOOK", "mdbook"),
        arguments: &["build"],
        site: "mdbook",
        // mdBook prints front matter: settings stand in a comment
        page: ("src/governance.md", "<!-- govdraw-settings:\ntitle: Governance\n-->\n"),
        built: "book/governance.html",
        pictures: ["governance-flow.svg", "governance-poster.svg"],
    },
    Builder {
        program: ("GOVDRAW_ELEVENTY", "eleventy"),
        arguments: &["--quiet"],
        site: "eleventy",
        page: ("app/index.md", "---\ntitle: Governance\nlayout: page\n---\n"),
        built: "_site/index.html",
        pictures: ["index-flow.svg", "index-poster.svg"],
    },
];

#[test]
fn each_builder_shows_what_sync_keeps_in_a_page() {
    for builder in BUILDERS {
        if let Some(program) = program(builder.program.0, &[builder.program.1]) {
            build(builder, &program);
        }
    }
}

fn build(builder: &Builder, program: &Path) {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let site = Site::empty();
    copy(&sites.join(builder.site), &site.path(""));
    let (page, front) = builder.page;
    let text = fs::read_to_string(sites.join("governance.md")).unwrap();
    site.write(page, &format!("{front}{text}"));
    // a builder from npm finds its plugins beside itself
    if let Some(modules) = program.ancestors().find(|folder| folder.ends_with("node_modules")) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(modules, site.path("node_modules")).unwrap();
        #[cfg(not(unix))]
        drop(modules);
    }
    site.sync(&[]);
    let ran = Command::new(program).args(builder.arguments).current_dir(site.path("")).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{}: {said}", builder.site);
    let html = site.read(builder.built);
    let sources: Vec<&str> =
        html.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for picture in builder.pictures {
        let source = sources.iter().find(|source| source.trim_start_matches("./") == picture);
        let file = source.map(|source| site.path(builder.built).with_file_name("").join(source));
        assert!(file.is_some_and(|file| file.is_file()), "{}: {picture} is not shown\n{html}", builder.site);
    }
    // an ampersand, brackets and strokes of a name are in the alternative text as they are
    let alts: Vec<&str> = html.split(" alt=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let plain = |alt: &&str| {
        alt.replace("&amp;", "&").replace("&#91;", "[").replace("&#93;", "]").replace("&#95;", "_")
    };
    assert!(
        alts.iter().map(plain).filter(|alt| alt.contains("R & D [pilot] of_two")).count() >= 2,
        "{}: {alts:?}",
        builder.site
    );
    for words in ["Upper level: Sponsor. Lower level: Team.", "<h4>Sponsor</h4>", "Set the goals"] {
        assert!(html.contains(words), "{}: {words} is not there\n{html}", builder.site);
    }
    site.sync(&["--check"]);
    site.edit(page, "\n### Sponsor", "\n### Patron");
    site.edit(page, "| Sponsor |", "| Patron |");
    let said = site.stale();
    assert!(said.contains("the page changed"), "{}: {said}", builder.site);
}

#[test]
fn no_extension_of_python_markdown_changes_a_picture_in_the_page() {
    let Some(mkdocs) = program("GOVDRAW_MKDOCS", &["mkdocs"]) else { return };
    let site = Site::empty();
    site.write("govdraw.toml", "pages = [\"docs/*.md\"]\n");
    site.write(
        "mkdocs.yml",
        "site_name: Site\nmarkdown_extensions: [abbr, tables, attr_list, smarty, pymdownx.caret, pymdownx.tilde, \
         pymdownx.arithmatex, pymdownx.smartsymbols, pymdownx.emoji, pymdownx.magiclink]\n",
    );
    let names = "### HB of 100 m^2^ (c)\n\nSpends $n$ or ~~less~~ :smile: at https://example.org\n\nRoles: 1/2 HB --> clerk\n";
    site.write(
        "docs/index.md",
        &format!(
            "# HB\n\n## Upper level\n\n{names}\n### Other\n\nDoes.\n\n<!-- govdraw:begin poster as=inline -->\n\
             <!-- govdraw:end -->\n\n*[HB]: Harbour board\n"
        ),
    );
    site.sync(&[]);
    let ran = Command::new(mkdocs).args(["build", "--quiet"]).current_dir(site.path("")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let page = site.read("docs/index.md");
    let start = page.find("<svg").expect("a picture");
    let picture = &page[start..page.find("</svg>").expect("its end")];
    assert!(site.read("site/index.html").contains(picture));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn make_and_ninja_run_again_where_and_only_where_a_source_changed() {
    let ours = env!("CARGO_BIN_EXE_govdraw");
    let makefile = format!(
        "pictures.stamp:\n\t{ours} sync -q --deps pictures.stamp.d && touch $@\n-include pictures.stamp.d\n"
    );
    let ninja = format!(
        "rule sync\n  command = {ours} sync -q --deps $out.d && touch $out\n  depfile = $out.d\nbuild pictures.stamp: sync govdraw.toml\n"
    );
    let written = |site: &Site| {
        let deps = site.read("pictures.stamp.d");
        assert!(deps.contains("docs/a.md:\n"), "{deps}");
    };
    for (program_of, file, text, idle) in [
        (("GOVDRAW_MAKE", "make"), "Makefile", makefile, "up to date"),
        (("GOVDRAW_NINJA", "ninja"), "build.ninja", ninja, "no work to do"),
    ] {
        let Some(tool) = program(program_of.0, &[program_of.1]) else { continue };
        let site = Site::new();
        site.write(file, &text);
        let tried = || {
            let ran = Command::new(&tool).current_dir(site.path("")).output().unwrap();
            (
                ran.status.success(),
                String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr),
            )
        };
        let run = || {
            let (is_done, said) = tried();
            assert!(is_done, "{said}");
            said
        };
        assert!(!run().contains(idle));
        assert!(run().contains(idle), "{}", program_of.1);
        later(&site, "docs/a.md", "Builds", "Makes");
        assert!(!run().contains(idle), "{}", program_of.1);
        assert!(site.read("docs/a-poster.svg").contains("Makes"));
        written(&site);
        // a slip stays red until it is mended, and the mend is seen
        let sound = site.read("docs/a.md");
        site.write(
            "docs/a.md",
            &sound.replace("| --- | --- | --- |", "| --- | --- | --- |\n| Nobody | Nowhere | Nothing |"),
        );
        dated(&site, "docs/a.md", 4);
        assert!(!tried().0 && !tried().0, "{}: a page with an error is built", program_of.1);
        site.write("docs/a.md", &sound.replace("Makes", "Crafts"));
        dated(&site, "docs/a.md", 6);
        run();
        assert!(site.read("docs/a-poster.svg").contains("Crafts"));
        // a page that is gone does not stop the build
        site.write("docs/b.md", &site.read("docs/a.md"));
        site.edit("docs/a.md", "Crafts", "Forges");
        dated(&site, "docs/a.md", 8);
        run();
        fs::remove_file(site.path("docs/b.md")).unwrap();
        run();
        assert!(site.read("docs/a-poster.svg").contains("Forges"));
    }
}

/// Edits a file so that its time is later than that of what was made from it.
fn later(site: &Site, name: &str, old: &str, new: &str) {
    site.edit(name, old, new);
    dated(site, name, 2);
}

/// Gives a file a time so many seconds from now.
fn dated(site: &Site, name: &str, seconds: u64) {
    let time = std::time::SystemTime::now() + std::time::Duration::from_secs(seconds);
    fs::File::options().append(true).open(site.path(name)).unwrap().set_modified(time).unwrap();
}
