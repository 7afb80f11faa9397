//! What goes wrong around a run: kills, read-only folders, links that lead out, two runs at once, pages that are edited.
use super::support::{PAGE, Site};
use std::fs;
use std::process::Child;
use std::thread;
use std::time::Duration;

/// Kills in all; each is a fresh run at a moment of its own.
const KILLS: u64 = 200;

/// A site whose pictures are quick, so that a kill often falls between writes.
fn quick() -> Site {
    let site = Site::new();
    site.write(
        "govdraw.toml",
        "pages = ['docs/*.md']\nstyles = ['simple']\ntext = 'paths'\nformats = ['svg', 'pdf']\n",
    );
    site
}

fn litter(site: &Site) -> Vec<String> {
    site.names().into_iter().filter(|name| name.contains(".govdraw-")).collect()
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_whole_files_and_a_polite_signal_no_litter() {
    let site = quick();
    // what each state of the page is drawn as, with nothing going wrong
    let states: Vec<(String, Vec<Vec<u8>>)> = ["Builds", "Makes"]
        .map(|word| {
            let page = PAGE.replace("### Support", &format!("### {word}"));
            site.write("docs/a.md", &page);
            site.sync(&[]);
            (
                page,
                ["docs/a-simple.svg", "docs/a-simple.pdf"]
                    .map(|name| fs::read(site.path(name)).unwrap())
                    .to_vec(),
            )
        })
        .to_vec();
    let start = std::time::Instant::now();
    site.write("docs/a.md", &states[0].0);
    site.sync(&[]);
    let whole = start.elapsed();
    let mut killed = 0;
    for round in 0..KILLS {
        site.write("docs/a.md", &states[usize::from(round % 2 == 0)].0);
        let child = site.command("", &["sync"]).spawn().unwrap();
        // moments spread over a run, in an order that is not the clock's
        thread::sleep(whole * u32::try_from(round * 37 % KILLS).unwrap() / u32::try_from(KILLS).unwrap());
        let signal = ["-KILL", "-TERM", "-INT", "-HUP"][usize::try_from(round % 4).unwrap()];
        killed += usize::from(end(child, signal));
        for (index, name) in ["docs/a-simple.svg", "docs/a-simple.pdf"].iter().enumerate() {
            let found = fs::read(site.path(name)).unwrap();
            assert!(
                states.iter().any(|(_, files)| files[index] == found),
                "{name} is half written ({signal})"
            );
        }
        if signal == "-KILL" {
            // nothing can be done about this one but by a later run
            for name in litter(&site) {
                fs::remove_file(site.path(&name)).unwrap();
            }
        }
        assert_eq!(litter(&site), Vec::<String>::new(), "after {signal}");
    }
    assert!(killed > 20, "only {killed} of {KILLS} runs were killed before they ended");
    site.sync(&[]);
    site.sync(&["--check"]);
}

/// Sends a signal; whether it ended the run.
fn end(mut child: Child, signal: &str) -> bool {
    let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    let status = child.wait().unwrap();
    sent.success() && status.code().is_none()
}

#[cfg(unix)]
#[test]
fn a_run_that_waits_for_a_pipes_reader_can_be_ended_and_has_written_its_files() {
    let site = quick();
    let pipe = site.path("docs/a-simple.svg");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child =
        site.command("docs", &["render", "a.md", "-s", "simple", "-f", "svg", "-f", "pdf"]).spawn().unwrap();
    let start = std::time::Instant::now();
    while !site.path("docs/a-simple.pdf").exists() && start.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(fs::read(site.path("docs/a-simple.pdf")).unwrap().starts_with(b"%PDF-"));
    // it waits now, or will in a moment
    thread::sleep(Duration::from_millis(200));
    let sent = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    thread::sleep(Duration::from_millis(500));
    let status = child.try_wait().unwrap();
    if status.is_none() {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(sent.success() && status.is_some_and(|status| status.code().is_none()), "{status:?}");
    fs::remove_file(pipe).unwrap();
    assert_eq!(litter(&site), Vec::<String>::new());
}

#[test]
fn two_runs_at_once_end_with_what_one_would_make() {
    let site = Site::new();
    site.sync(&[]);
    let wanted = site.files();
    for name in ["docs/a-simple.svg", "docs/a-poster.svg"] {
        fs::remove_file(site.path(name)).unwrap();
    }
    let mut runs: Vec<Child> = (0..4).map(|_| site.command("", &["sync"]).spawn().unwrap()).collect();
    for run in &mut runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    assert_eq!(site.files(), wanted);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_through_a_link_that_leads_out() {
    let site = Site::new();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path("out")).unwrap();
    site.edit("govdraw.toml", "styles", "output = \"out\"\nstyles");
    let ran = site.run(&["sync"]);
    assert!(ran.code == 2 && ran.err.contains("outside the configuration's folder"), "{}", ran.err);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    // a picture that is itself a link, to nothing yet
    site.write("govdraw.toml", super::support::CONFIG);
    std::os::unix::fs::symlink(outside.path().join("x.svg"), site.path("docs/a-simple.svg")).unwrap();
    let ran = site.run(&["sync"]);
    assert!(ran.code == 2 && ran.err.contains("outside"), "{}", ran.err);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    // a font and a theme
    fs::write(outside.path().join("t.yaml"), "base: dark\n").unwrap();
    std::os::unix::fs::symlink(outside.path().join("t.yaml"), site.path("t.yaml")).unwrap();
    fs::remove_file(site.path("docs/a-simple.svg")).unwrap();
    site.edit("govdraw.toml", "styles", "theme = \"t.yaml\"\nstyles");
    let ran = site.run(&["sync"]);
    assert!(ran.code == 2 && ran.err.contains("`t.yaml` is outside"), "{}", ran.err);
    for bad in ["output = '../x'", "output = '/elsewhere/x'", "fonts = ['../f.ttf']"] {
        site.write("govdraw.toml", &format!("pages = ['docs/*.md']\n{bad}\n"));
        let ran = site.run(&["sync"]);
        assert!(
            ran.code == 2 && ran.err.contains("bad-path") && ran.err.contains("govdraw.toml:2:"),
            "{}",
            ran.err
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_has_one_clear_word_and_no_part_of_a_set() {
    let site = Site::new();
    site.edit("govdraw.toml", "styles", "output = \"pictures\"\nstyles");
    site.write("pictures", "a file in the way");
    let before = site.files();
    let ran = site.run(&["sync"]);
    assert!(
        ran.code == 2 && ran.err.contains("cannot be made a folder") && ran.err.contains("in the way"),
        "{}",
        ran.err
    );
    assert_eq!(ran.err.matches("error").count(), 2, "the fault and the sum: {}", ran.err);
    assert_eq!(site.files(), before);
    // a read-only picture was meant to stay; root may write where others may not
    let site = Site::new();
    site.sync(&[]);
    let picture = site.path("docs/a-poster.svg");
    let mut rights = fs::metadata(&picture).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&picture, rights).unwrap();
    site.edit("docs/a.md", "### Support", "### Help");
    let before = site.files();
    let ran = site.run(&["sync"]);
    assert!(ran.code == 2 && ran.err.contains("read-only"), "{}", ran.err);
    assert_eq!(site.files(), before, "no part of the set is written");
}

#[test]
fn a_page_that_is_edited_while_it_is_read_is_not_written_over() {
    let site = Site::new();
    // large enough that the run takes a while to come to the page itself
    let many: String =
        (0..60).map(|n| format!("### Team {n}\n\nDoes part {n}.\n\nRoles: Lead\n\n")).collect();
    let page =
        format!("# T\n\n## Upper level\n\n{many}\n<!-- govdraw:begin text -->\n<!-- govdraw:end -->\n");
    site.write("docs/a.md", &page);
    let mut child = site.command("", &["sync"]).spawn().unwrap();
    let mut edits = 0;
    while child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
        if site.read("docs/a.md").contains("sum=") {
            break;
        }
        edits += 1;
        fs::write(site.path("docs/a.md"), format!("{page}\nEdit {edits}.\n")).unwrap();
    }
    let code = child.wait().unwrap().code();
    let after = site.read("docs/a.md");
    // either the run saw an edit and left the page, or it wrote before the next edit came: the last edit is there
    let last = format!("Edit {edits}.");
    assert!(
        edits == 0 || after.contains(&last) || after.contains(&format!("Edit {}.", edits - 1)),
        "{code:?}"
    );
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let site = Site::new();
    site.write("page.svg", PAGE);
    let before = site.files();
    for command in [
        "describe docs/a.md -o docs/a.md",
        "export docs/a.md --to json -o docs/../docs/a.md",
        "roles docs/a.md -o docs/a.md",
        "render page.svg --style simple -o page.svg",
        "render docs/a.md --theme docs/t.svg --style simple -o docs/a.md/../t.svg",
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let ran = site.run(&arguments);
        assert_eq!(ran.code, 2, "{command}: {}", ran.err);
        assert_eq!(site.files(), before, "{command}");
    }
    assert!(site.run(&["describe", "docs/a.md", "-o", "docs/a.md"]).err.contains("would be written over"));
}

/// A watch that ends with the test, however that ends.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_save_is_drawn_at_once_also_by_an_editor_that_renames_and_nothing_loops() {
    let site = Site::new();
    let _watching = Watching(site.command("", &["watch", "-q"]).spawn().unwrap());
    let wait_for = |what: &str, is_so: &dyn Fn() -> bool| {
        let start = std::time::Instant::now();
        while !is_so() {
            assert!(start.elapsed() < Duration::from_secs(60), "no {what}");
            thread::sleep(Duration::from_millis(2));
        }
    };
    let shows =
        |words: &str| fs::read_to_string(site.path("docs/a-poster.svg")).is_ok_and(|svg| svg.contains(words));
    wait_for("first pictures", &|| shows("Builds the thing"));
    // the watch begins when the pictures are there: a save in between would be seen by the next one only
    thread::sleep(Duration::from_millis(500));
    site.edit("docs/a.md", "Builds", "Makes");
    wait_for("picture after a save", &|| shows("Makes the thing"));
    site.write("docs/.a.md.swp", &site.read("docs/a.md").replace("Makes", "Shapes"));
    fs::rename(site.path("docs/.a.md.swp"), site.path("docs/a.md")).unwrap();
    wait_for("picture after a rename", &|| shows("Shapes the thing"));
    // a slip is waited out, a new page and another configuration are seen
    site.edit("docs/a.md", "| Sponsor |", "| Spnsor |");
    thread::sleep(Duration::from_millis(100));
    site.edit("docs/a.md", "| Spnsor |", "| Sponsor |");
    site.edit("docs/a.md", "Shapes", "Forms");
    wait_for("picture after a slip", &|| shows("Forms the thing"));
    site.write("docs/b.md", PAGE);
    wait_for("picture of a new page", &|| site.path("docs/b-simple.svg").exists());
    site.edit("govdraw.toml", "styles", "formats = [\"svg\", \"pdf\"]\nstyles");
    wait_for("picture of another format", &|| site.path("docs/b-poster.pdf").exists());
    thread::sleep(Duration::from_millis(300));
    let before = site.files();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(site.files(), before);
    site.sync(&["--check"]);
}
