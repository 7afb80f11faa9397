//! Where pictures go: pipes, devices, mounted files, names that are no picture's, and pictures that cannot be made.

use super::support::{PAGE, folder, govdraw, govdraw_with, names};
use std::fs;
use std::process::Command;

#[test]
fn a_name_of_another_kind_of_file_is_no_folder() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    for name in ["x.jpg", "x.JPEG", "x.html"] {
        let ran = govdraw(place.path(), &["render", "page.md", "-s", "simple", "-f", "svg", "-o", name]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("which is not drawn") && ran.stderr.contains(&format!("`{name}/`")));
        assert_eq!(names(place.path()), ["page.md"]);
    }
    for name in ["x.jpg/", "v1.2"] {
        assert_eq!(
            govdraw(place.path(), &["render", "page.md", "-s", "simple", "-f", "svg", "-o", name]).code,
            0
        );
    }
    assert_eq!(names(place.path()), ["page.md", "v1.2", "x.jpg"]);
}

#[test]
fn a_page_in_the_place_of_a_command_is_told_how_it_is_drawn() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["page.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("to draw a page: govdraw render page.md"), "{}", ran.stderr);
    let ran = govdraw(place.path(), &["rendr"]);
    assert!(ran.stderr.contains("'render'") && !ran.stderr.contains("to draw a page"), "{}", ran.stderr);
}

#[test]
fn a_picture_that_is_too_large_costs_the_others_nothing() {
    let place = folder(&[("page.md", PAGE.as_bytes()), ("page-flow.png", b"old")]);
    let ran = govdraw(place.path(), &["render", "page.md", "--scale", "32"]);
    assert_eq!(ran.code, 2);
    let told = |name: &str| ran.stderr.contains(&format!("`{name}` is not written: a picture of "));
    // posters are 1,100 px wide at least: 35,200 pixels
    assert!(told("page-poster.png") && ran.stderr.contains("--scale"), "{}", ran.stderr);
    for name in ["page-simple.svg", "page-flow.svg", "page-poster.svg"] {
        assert!(place.path().join(name).exists(), "{name}: {}", ran.stderr);
    }
    let flow = fs::read(place.path().join("page-flow.png")).unwrap();
    assert_eq!(flow == b"old", told("page-flow.png"), "{}", ran.stderr);
    assert!(!place.path().join("page-poster.png").exists());
}

#[test]
fn paper_and_dots_an_inch_give_the_sheets_pixels() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let run = |arguments: &[&str]| {
        let mut all = vec!["render", "page.md", "-f", "png", "-o", "out"];
        all.extend(arguments);
        let ran = govdraw(place.path(), &all);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ["simple", "flow", "poster"].map(|style| {
            let bytes = fs::read(place.path().join(format!("out/page-{style}.png"))).unwrap();
            let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let info = reader.info();
            ((info.width, info.height), info.pixel_dims.unwrap().xppu)
        })
    };
    assert_eq!(
        run(&["--paper", "A4", "--dpi", "150"]).map(|(size, _)| size),
        [(1754, 1240), (1754, 1240), (1240, 1754)]
    );
    let sheets = run(&["--paper", "A5", "--dpi", "300"]);
    assert_eq!(sheets, [((2480, 1748), 11811), ((2480, 1748), 11811), ((1748, 2480), 11811)]);
    assert_eq!(run(&["--paper", "A5", "--dpi", "300", "--width", "900"])[0].0.0, 900);
}

#[test]
fn a_file_that_needs_no_change_keeps_its_time_unless_it_is_touched() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let picture = place.path().join("page-simple.svg");
    let draw = |more: &[&str]| {
        let mut arguments = vec!["render", "page.md", "-s", "simple", "-f", "svg"];
        arguments.extend(more);
        assert_eq!(govdraw(place.path(), &arguments).code, 0);
        fs::metadata(&picture).unwrap().modified().unwrap()
    };
    draw(&[]);
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().append(true).open(&picture).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(draw(&[]), long_ago);
    assert!(draw(&["--touch"]) > long_ago);
}

#[test]
fn line_ends_of_old_macs_end_front_matter_too() {
    let page = format!("---\rlang: cy\rtitle: Rheolau\r---\r{}", PAGE.replace('\n', "\r"));
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(place.path(), &["export", "page.md", "--to", "yaml"]);
    assert!(ran.code == 0 && ran.out().contains("lang: cy") && ran.out().contains("title: Rheolau"));
}

#[test]
fn a_wrong_icon_or_link_is_found_on_its_own_line() {
    let page = PAGE.replace(
        "# Team rules",
        "---\ngovdraw:\n  Team:\n    icon: rockt\n    link: javascript:x\n---\n# Team rules",
    );
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(place.path(), &["lint", "page.md"]);
    assert!(ran.out().contains("page.md:4:11") && ran.out().contains("page.md:5:11"), "{}", ran.out());
}

#[cfg(target_os = "linux")]
#[test]
fn pipes_and_devices_take_a_picture_as_it_comes() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    // an id of its own, for else it comes of the file's name
    let simple = ["render", "page.md", "-s", "simple", "-f", "svg", "--id", "loops", "-o"];
    let with = |to: &str| govdraw_with(place.path(), &[&simple[..], &[to]].concat(), b"");
    let expected = with("-").stdout;
    let ran = with("/dev/stdout");
    assert!(ran.code == 0 && ran.stdout == expected, "{}", ran.stderr);
    assert_eq!(with("/dev/null").code, 0);
    let pipe = place.path().join("pipe.svg");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read(pipe).unwrap()
    });
    let ran = with("pipe.svg");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(reader.join().unwrap(), expected);
    assert_eq!(names(place.path()), ["page.md", "pipe.svg"]);
}

#[cfg(target_os = "linux")]
#[test]
fn mounted_files_are_filled_and_read_only_folders_are_named_once() {
    let place = folder(&[("page.md", PAGE.as_bytes()), ("real.svg", b"old"), ("page-simple.svg", b"")]);
    fs::create_dir(place.path().join("out")).unwrap();
    // in a space of its own, so that nothing stays mounted
    let script = "mount --bind real.svg page-simple.svg && mount -t tmpfs -o ro none out || exit 77; \
                  \"$0\" render page.md -s simple -f svg && \"$0\" render page.md -o out";
    let ran = Command::new("unshare")
        .args(["-m", "sh", "-c", script, env!("CARGO_BIN_EXE_govdraw")])
        .current_dir(place.path())
        .output();
    let Some(ran) = ran.ok().filter(|ran| !matches!(ran.status.code(), Some(77 | 1))) else {
        eprintln!("skipped: files cannot be mounted here");
        return;
    };
    let told = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{told}");
    assert!(fs::read_to_string(place.path().join("real.svg")).unwrap().starts_with("<svg"), "{told}");
    assert_eq!(told.matches("nothing can be written in the folder `out`").count(), 1, "{told}");
    assert_eq!(told.matches("error").count(), 2, "one, and the sum: {told}");
}
