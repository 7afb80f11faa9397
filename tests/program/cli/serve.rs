//! `serve`: what it answers, to whom, and what it tells of.
use super::support::{PAGE, folder, govdraw};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that serves, until the test ends, however that ends.
struct Serving {
    child: Child,
    /// Such as `127.0.0.1:40123`.
    address: String,
    stderr: BufReader<ChildStderr>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Serving {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_govdraw"))
            .arg("serve")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Self { child, address, stderr }
    }

    /// Sends words as they are and takes what comes until the other side has done.
    fn send(&self, words: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(words.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.address)
    }

    /// What is told of changes, line by line.
    fn changes(&self) -> impl Iterator<Item = String> + use<> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET /changes HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let start = Instant::now();
        let lines = BufReader::new(stream).lines().map(Result::unwrap);
        lines.filter_map(move |line| {
            // there is always another line: that it is still waited for
            assert!(start.elapsed() < Duration::from_secs(90), "nothing more is told");
            line.strip_prefix("data: ").map(str::to_owned)
        })
    }
}

#[test]
fn what_is_served_is_what_render_writes() {
    let folder = folder(&[("rules.md", PAGE.as_bytes())]);
    let options = ["rules.md", "--theme", "dark", "--layout-width", "900", "--role", "Designer"];
    let serving = Serving::start(folder.path(), &options);
    let ran = govdraw(
        folder.path(),
        &[&["render"], options.as_slice(), &["-f", "svg,png,pdf", "-o", "out"]].concat(),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let state = serving.get("/state").json();
    assert_eq!((&state["title"], &state["is_old"]), (&"Team rules".into(), &false.into()));
    let pictures = state["pictures"].as_array().unwrap();
    assert_eq!(pictures.len(), 3);
    for picture in pictures {
        for file in picture["files"].as_array().unwrap() {
            let (format, name) = (file["format"].as_str().unwrap(), file["name"].as_str().unwrap());
            let address = format!("/pictures/{}.{format}?1", picture["style"].as_str().unwrap());
            let answer = serving.get(&address);
            assert_eq!(answer.status, 200, "{address}");
            assert!(
                answer.body == fs::read(folder.path().join("out").join(name)).unwrap(),
                "{address} is not {name}"
            );
        }
        assert!(picture["alt"].as_str().unwrap().len() > 20 && picture["width"].as_f64().unwrap() > 100.0);
    }
    let page = serving.get("/");
    assert!(page.text().contains("page.js") && page.head.contains("Content-Type: text/html"));
    for address in ["/page.js", "/page.css"] {
        assert_eq!(serving.get(address).status, 200);
    }
}

#[test]
fn only_this_machine_by_its_own_names_is_answered_and_with_nothing_else() {
    let folder = folder(&[("rules.md", PAGE.as_bytes()), ("secret.txt", b"secret")]);
    let serving = Serving::start(folder.path(), &["rules.md", "-q"]);
    assert!(serving.address.starts_with("127.0.0.1:"));
    let port = serving.address.rsplit_once(':').unwrap().1;
    assert_eq!(serving.ask("GET", "/", &format!("localhost:{port}")).status, 200);
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1:1".to_owned()] {
        for address in ["/", "/state", "/changes", "/pictures/flow.svg"] {
            let answer = serving.ask("GET", address, &host);
            assert_eq!((answer.status, answer.text()), (421, ""), "{host}{address}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = serving.ask(method, "/state", &serving.address);
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("Allow: GET, HEAD"));
    }
    for address in [
        "/secret.txt",
        "/rules.md",
        "/../secret.txt",
        "//etc/passwd",
        "/pictures/flow.txt",
        "/pictures/../page.js",
        "/pictures/",
    ] {
        assert_eq!(serving.get(address).status, 404, "{address}");
    }
    for words in [
        "\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u{fffd}\r\n\r\n",
    ] {
        assert_eq!(serving.send(words).status, 400, "{words:?}");
    }
    assert_eq!(serving.send(&format!("GET / HTTP/1.1\r\nX: {}\r\n", "x".repeat(20_000))).status, 431);
    let (whole, head) = (serving.get("/"), serving.ask("HEAD", "/", &serving.address));
    assert_eq!((&whole.head, head.body.len()), (&head.head, 0));
    for line in [
        "Content-Security-Policy: default-src 'none'; script-src 'self'",
        "nosniff",
        "Cache-Control: no-store",
        "Cross-Origin-Resource-Policy: same-origin",
    ] {
        assert!(whole.head.contains(line), "{}", whole.head);
    }
    assert!(!serving.get("/pictures/flow.svg").head.contains("script-src"));
}

#[test]
fn a_save_is_told_and_errors_keep_the_pictures() {
    let folder = folder(&[("rules.md", PAGE.as_bytes())]);
    let page = folder.path().join("rules.md");
    let serving = Serving::start(folder.path(), &["rules.md", "-q"]);
    let mut changes = serving.changes();
    assert_eq!(changes.next().unwrap(), "1");
    fs::write(&page, PAGE.replace("Sponsor", "Patron")).unwrap();
    assert_eq!(changes.next().unwrap(), "2");
    let svg = serving.get("/pictures/poster.svg");
    assert!(svg.text().contains("Patron") && !svg.text().contains("Sponsor"));
    // by an editor that renames, and with a slip
    fs::write(folder.path().join("new"), PAGE.replace("| Sponsor |", "| Spnsor |")).unwrap();
    fs::rename(folder.path().join("new"), &page).unwrap();
    assert_eq!(changes.next().unwrap(), "3");
    let state = serving.get("/state").json();
    assert_eq!((&state["is_old"], state["pictures"].as_array().unwrap().len()), (&true.into(), 3));
    let finding = &state["findings"][0];
    assert_eq!((&finding["severity"], &finding["line"]), (&"error".into(), &33.into()), "{finding}");
    assert!(serving.get("/pictures/poster.svg").body == svg.body);
    fs::write(&page, PAGE).unwrap();
    assert_eq!(changes.next().unwrap(), "4");
    assert_eq!(serving.get("/state").json()["is_old"], false);
    assert!(serving.get("/pictures/poster.svg").text().contains("Sponsor"));
    // what the page names, and what it names no more
    fs::write(&page, format!("---\ngovdraw: {{theme: own.yaml}}\n---\n{PAGE}")).unwrap();
    assert_eq!(changes.next().unwrap(), "5");
    assert_eq!(serving.get("/state").json()["is_old"], true);
    fs::write(folder.path().join("own.yaml"), "base: mono\n").unwrap();
    assert_eq!(changes.next().unwrap(), "6");
    assert_eq!(serving.get("/state").json()["is_old"], false);
}

#[test]
fn what_cannot_be_served_is_refused_at_once() {
    let folder = folder(&[("rules.md", PAGE.as_bytes())]);
    for (arguments, words) in [
        (&["serve", "-"][..], "standard input is never saved again"),
        (&["serve", "none.md"], "there is no file `none.md`"),
        (&["serve", "rules.md", "--split", "level"], "not one of each level"),
        (&["serve", "rules.md", "--port", "0"], "0 is not in"),
    ] {
        let ran = govdraw(folder.path(), arguments);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    let serving = Serving::start(folder.path(), &["rules.md", "-q"]);
    let port = serving.address.rsplit_once(':').unwrap().1;
    let ran = govdraw(folder.path(), &["serve", "rules.md", "--port", port]);
    assert!(
        ran.code == 2 && ran.stderr.contains("no page can be served: address already in use"),
        "{}",
        ran.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_while_browsers_wait() {
    let folder = folder(&[("rules.md", PAGE.as_bytes())]);
    let mut serving = Serving::start(folder.path(), &["rules.md"]);
    let mut changes = serving.changes();
    assert_eq!(changes.next().unwrap(), "1");
    let mut said = String::new();
    while !said.contains("Ctrl-C") {
        assert_ne!(serving.stderr.read_line(&mut said).unwrap(), 0, "{said}");
    }
    let pid = serving.child.id().to_string();
    // not that of Ctrl-C, which is ignored in what a script runs beside itself
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let start = Instant::now();
    let status = loop {
        match serving.child.try_wait().unwrap() {
            Some(status) => break status,
            None => assert!(start.elapsed() < Duration::from_secs(20), "it goes on"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
}
