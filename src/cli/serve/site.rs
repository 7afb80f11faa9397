//! What each address shows, and who is told of changes.
use super::board::{Board, BoardPainter};
use super::http::{self, AnswerKind, Status};
use std::io::{self, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, Scope};
use std::time::Duration;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Connections at a time: a browser holds a few a window.
const CONNECTIONS: usize = 64;
/// How often a browser that waits is told that it waits still, so that one that went away is noticed.
const STILL: Duration = Duration::from_secs(15);
/// One that takes nothing for this long has gone.
const WRITE: Duration = Duration::from_secs(30);
/// After a connection that the system could not give us.
const PAUSE: Duration = Duration::from_millis(50);

/// A connection, counted until it ends, in whatever way.
struct Connection<'a> {
    all: &'a AtomicUsize,
    /// How many there were when it came.
    others: usize,
}

impl<'a> Connection<'a> {
    fn new(all: &'a AtomicUsize) -> Self {
        Self { all, others: all.fetch_add(1, Ordering::SeqCst) }
    }
}

impl Drop for Connection<'_> {
    fn drop(&mut self) {
        self.all.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The page as it is served.
pub(super) struct Site<'a> {
    painter: &'a BoardPainter<'a>,
    port: u16,
    board: Mutex<Arc<Board>>,
    changed: Condvar,
    connections: AtomicUsize,
}

impl<'a> Site<'a> {
    pub(super) fn new(painter: &'a BoardPainter<'a>, port: u16, board: Board) -> Self {
        let board = Mutex::new(Arc::new(board));
        Self { painter, port, board, changed: Condvar::new(), connections: AtomicUsize::new(0) }
    }

    /// What is shown now.
    pub(super) fn board(&self) -> Arc<Board> {
        Arc::clone(&self.board.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows another state, and tells all who wait.
    pub(super) fn put(&self, board: Board) {
        *self.board.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(board);
        self.changed.notify_all();
    }

    /// Answers whoever comes, for ever.
    pub(super) fn answer_all<'s>(&'s self, listener: &TcpListener, scope: &'s Scope<'s, '_>) {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else {
                thread::sleep(PAUSE);
                continue;
            };
            let _ = stream.set_write_timeout(Some(WRITE));
            let connection = Connection::new(&self.connections);
            if connection.others >= CONNECTIONS {
                let busy = (Status::Busy, AnswerKind::Text);
                let _ = http::answer(&mut stream, busy, b"too many windows are open\n", false);
                continue;
            }
            // where no thread starts, the browser asks again
            let _ = thread::Builder::new().spawn_scoped(scope, move || {
                let _connection = connection;
                // a browser that went away is no fault
                let _ = self.answer(&mut stream);
            });
        }
    }

    fn answer(&self, stream: &mut TcpStream) -> io::Result<()> {
        let request = match http::read(stream, self.port) {
            Ok(request) => request,
            Err(status) => {
                http::answer(stream, (status, AnswerKind::Text), b"", false)?;
                http::drain(stream);
                return Ok(());
            }
        };
        if request.path == "/changes" {
            return self.tell_changes(stream, request.is_head);
        }
        let (status, kind, body) = self.found(&request.path);
        http::answer(stream, (status, kind), &body, request.is_head)
    }

    fn found(&self, path: &str) -> (Status, AnswerKind, Arc<Vec<u8>>) {
        let file = |kind, text: &str| (Status::Ok, kind, Arc::new(text.as_bytes().to_vec()));
        match path {
            "/" => file(AnswerKind::Html, PAGE),
            "/page.css" => file(AnswerKind::Css, STYLE),
            "/page.js" => file(AnswerKind::Script, SCRIPT),
            "/state" => file(AnswerKind::Json, &self.board().told),
            _ => self.picture(path).unwrap_or_else(|| {
                let (_, kind, words) = file(AnswerKind::Text, "there is nothing here\n");
                (Status::NotFound, kind, words)
            }),
        }
    }

    /// `/pictures/flow.svg` and the like.
    fn picture(&self, path: &str) -> Option<(Status, AnswerKind, Arc<Vec<u8>>)> {
        let (style, format) = path.strip_prefix("/pictures/")?.split_once('.')?;
        let kind = match format {
            "svg" => AnswerKind::Svg,
            "png" => AnswerKind::Png,
            _ => AnswerKind::Pdf,
        };
        Some(match self.painter.picture(&self.board(), style, format)? {
            Ok(bytes) => (Status::Ok, kind, bytes),
            Err(why) => (Status::Unprocessable, AnswerKind::Text, Arc::new(format!("{why}\n").into_bytes())),
        })
    }

    /// Says which state is shown now, and each one that comes, until the browser goes away.
    fn tell_changes(&self, stream: &mut TcpStream, is_head: bool) -> io::Result<()> {
        stream.write_all(http::start(Status::Ok, AnswerKind::Events, None).as_bytes())?;
        if is_head {
            return Ok(());
        }
        let mut told = None;
        loop {
            let version = self.next(told);
            match version {
                Some(version) => write!(stream, "data: {version}\n\n")?,
                None => stream.write_all(b":\n\n")?,
            }
            stream.flush()?;
            told = version.or(told);
        }
    }

    /// The state that is shown, as soon as it is another than this one; `None` after a while.
    fn next(&self, told: Option<u64>) -> Option<u64> {
        let board = self.board.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |board: &mut Arc<Board>| Some(board.version) == told;
        let (board, _) =
            self.changed.wait_timeout_while(board, STILL, is_same).unwrap_or_else(PoisonError::into_inner);
        (Some(board.version) != told).then_some(board.version)
    }
}
