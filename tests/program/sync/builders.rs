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
        // Sphinx copies the image of Markdown into a folder of its own
        pictures: ["_images/index-flow.svg", "index-poster.svg"],
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
    for picture in builder.pictures {
        let file = site.path(builder.built).with_file_name("").join(picture);
        assert!(html.contains(picture) && file.is_file(), "{}: {picture} is not shown\n{html}", builder.site);
    }
    for words in ["Upper level: Sponsor. Lower level: Team.", "<h4>Sponsor</h4>", "Set the goals"] {
        assert!(html.contains(words), "{}: {words} is not there\n{html}", builder.site);
    }
    site.sync(&["--check"]);
    site.edit(page, "\n### Sponsor", "\n### Patron");
    site.edit(page, "| Sponsor |", "| Patron |");
    let said = site.stale();
    assert!(said.contains("the page changed"), "{}: {said}", builder.site);
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
    for (program_of, file, text, idle) in [
        (("GOVDRAW_MAKE", "make"), "Makefile", makefile, "up to date"),
        (("GOVDRAW_NINJA", "ninja"), "build.ninja", ninja, "no work to do"),
    ] {
        let Some(tool) = program(program_of.0, &[program_of.1]) else { continue };
        let site = Site::new();
        site.write(file, &text);
        let run = || {
            let ran = Command::new(&tool).current_dir(site.path("")).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stdout).into_owned();
            assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
            said
        };
        assert!(!run().contains(idle));
        assert!(run().contains(idle), "{}", program_of.1);
        later(&site, "docs/a.md", "Builds", "Makes");
        assert!(!run().contains(idle), "{}", program_of.1);
        assert!(site.read("docs/a-poster.svg").contains("Makes"));
    }
}

/// Edits a file so that its time is later than that of what was made from it.
fn later(site: &Site, name: &str, old: &str, new: &str) {
    site.edit(name, old, new);
    let time = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    fs::File::options().append(true).open(site.path(name)).unwrap().set_modified(time).unwrap();
}
