//! As much of HTTP/1.1 as a browser on this machine needs: one request a connection, and its answer.
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// Longest request that is read.
const HEAD_BYTES: usize = 16 * 1024;
/// A request is all there after this long, or is none.
const PATIENCE: Duration = Duration::from_secs(10);
/// So long is listened to what nobody will follow.
const DRAINED: Duration = Duration::from_secs(1);

/// What the page itself may do: run and show what is served with it, and nothing else.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What a picture may do that is opened by itself: an SVG has its colours and fonts inside.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Without what stands behind `?`.
    pub(super) path: String,
    /// Whether the answer's head alone is wanted.
    pub(super) is_head: bool,
}

/// How an answer starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    BadRequest,
    NotFound,
    MethodNotAllowed,
    /// Asked by a name that is not this machine's own: a page elsewhere whose name was made to lead here.
    Misdirected,
    Unprocessable,
    TooLarge,
    Busy,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::Misdirected => "421 Misdirected Request",
            Self::Unprocessable => "422 Unprocessable Content",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
        }
    }
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerKind {
    Html,
    Css,
    Script,
    Json,
    Text,
    Events,
    Svg,
    Png,
    Pdf,
}

impl AnswerKind {
    fn name(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Css => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Json => "application/json",
            Self::Text => "text/plain; charset=utf-8",
            Self::Events => "text/event-stream",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    fn policy(self) -> &'static str {
        match self {
            Self::Svg | Self::Png | Self::Pdf => PICTURE_POLICY,
            _ => PAGE_POLICY,
        }
    }
}

/// Reads a request that was sent to one of our names.
///
/// # Errors
/// How to answer one that is not followed.
pub(super) fn read(stream: &mut TcpStream, port: u16) -> Result<Request, Status> {
    let head = head(stream)?;
    parse(&head, port)
}

fn head(stream: &mut TcpStream) -> Result<String, Status> {
    let end = Instant::now() + PATIENCE;
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        if head.len() > HEAD_BYTES {
            return Err(Status::TooLarge);
        }
        let left = end.saturating_duration_since(Instant::now());
        // no time at all would mean for ever
        let left = left.max(Duration::from_millis(1));
        let count = stream.set_read_timeout(Some(left)).and_then(|()| stream.read(&mut piece));
        match count {
            Ok(0) | Err(_) => return Err(Status::BadRequest),
            Ok(count) => head.extend_from_slice(piece.get(..count).unwrap_or_default()),
        }
    }
    String::from_utf8(head).map_err(|_| Status::BadRequest)
}

fn parse(head: &str, port: u16) -> Result<Request, Status> {
    let (head, _) = head.split_once("\r\n\r\n").ok_or(Status::BadRequest)?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (first.next(), first.next(), first.next(), first.next())
    else {
        return Err(Status::BadRequest);
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return Err(Status::BadRequest);
    }
    let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
    // a page elsewhere is not shown what it asks for, and has no reason to have it drawn
    let is_from_elsewhere = |(name, value): &(&str, &str)| {
        name.eq_ignore_ascii_case("sec-fetch-site") && ["cross-site", "same-site"].contains(&value.trim())
    };
    let is_asked_elsewhere = fields.iter().any(is_from_elsewhere);
    let hosts = fields.into_iter();
    let mut hosts = hosts.filter(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, host)| host.trim());
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Status::BadRequest) };
    if !is_ours(host, port) || (is_asked_elsewhere && !target.eq("/")) {
        return Err(Status::Misdirected);
    }
    let is_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Status::MethodNotAllowed),
    };
    let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
    Ok(Request { path, is_head })
}

/// Whether a host is this machine by a name that nobody else can have, with our port.
fn is_ours(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) => (name, given.parse().ok()),
        None => (host, Some(80)),
    };
    given == Some(port) && (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost"))
}

/// Sends an answer.
///
/// # Errors
/// The browser went away.
pub(super) fn answer(
    stream: &mut TcpStream,
    (status, kind): (Status, AnswerKind),
    body: &[u8],
    is_head: bool,
) -> io::Result<()> {
    let mut bytes = start(status, kind, Some(body.len())).into_bytes();
    if !is_head {
        bytes.extend_from_slice(body);
    }
    stream.write_all(&bytes)?;
    stream.flush()
}

/// Takes what a request that was refused has still to say: one that is cut off in it would not see its answer.
pub(super) fn drain(stream: &mut TcpStream) {
    let end = Instant::now() + DRAINED;
    let mut piece = [0; 1024];
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(DRAINED));
    while Instant::now() < end && stream.read(&mut piece).is_ok_and(|count| count > 0) {}
}

/// The start of an answer; where its length is not known, it ends with the connection.
pub(super) fn start(status: Status, kind: AnswerKind, length: Option<usize>) -> String {
    let length = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
    let allow = if status == Status::MethodNotAllowed { "Allow: GET, HEAD\r\n" } else { "" };
    format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\n{length}{allow}Content-Security-Policy: {}\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        status.line(),
        kind.name(),
        kind.policy(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Request, Status, parse};

    fn ask(head: &str) -> Result<Request, Status> {
        parse(&head.replace('\n', "\r\n"), 8000)
    }

    #[test]
    fn a_request_by_our_name_is_followed() {
        let path = |path: &str| path.to_owned();
        for host in ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000"] {
            let asked = ask(&format!("GET /state?v=2 HTTP/1.1\nHost: {host}\nAccept: */*\n\n"));
            assert_eq!(asked, Ok(Request { path: path("/state"), is_head: false }));
        }
        let asked = ask("HEAD / HTTP/1.1\nhost:127.0.0.1:8000\n\n");
        assert_eq!(asked, Ok(Request { path: path("/"), is_head: true }));
        assert!(parse("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 80).is_ok());
    }

    #[test]
    fn any_other_is_refused() {
        let hosts = [
            "evil.example:8000",
            "localhost:8001",
            "localhost",
            "127.0.0.1.evil.example:8000",
            "[::1]:8000",
            "",
        ];
        for host in hosts {
            assert_eq!(ask(&format!("GET / HTTP/1.1\nHost: {host}\n\n")), Err(Status::Misdirected), "{host}");
        }
        let from = |path: &str, site: &str| {
            ask(&format!("GET {path} HTTP/1.1\nHost: localhost:8000\nSec-Fetch-Site: {site}\n\n"))
        };
        for site in ["cross-site", "same-site"] {
            assert_eq!(from("/pictures/flow.png", site), Err(Status::Misdirected), "{site}");
            assert!(from("/", site).is_ok(), "a link to the page may be followed");
        }
        assert!(from("/pictures/flow.png", "same-origin").is_ok() && from("/state", "none").is_ok());
        for head in [
            "GET / HTTP/1.1\n\n",
            "GET / HTTP/1.1\nHost: localhost:8000\nHost: localhost:8000\n\n",
            "GET http://localhost:8000/ HTTP/1.1\nHost: localhost:8000\n\n",
            "GET /\nHost: localhost:8000\n\n",
            "GET  / HTTP/1.1\nHost: localhost:8000\n\n",
            "\n\n",
            "nothing",
        ] {
            assert_eq!(ask(head), Err(Status::BadRequest), "{head}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get"] {
            let asked = ask(&format!("{method} / HTTP/1.1\nHost: localhost:8000\n\n"));
            assert_eq!(asked, Err(Status::MethodNotAllowed), "{method}");
        }
    }
}
