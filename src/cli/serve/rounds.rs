//! The rounds of `serve`: the page is drawn, shown, and drawn again at each save.
use super::super::args::Messages;
use super::super::report::Finding;
use super::super::saves::{Saves, real};
use super::super::{Exit, Stream, files, sync};
use super::Serve;
use super::board::{BoardPainter, Round};
use super::site::Site;
use crate::config::FILE_NAME;
use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::thread;

/// Serves until a signal ends the program.
pub(super) fn run(args: &Serve, messages: &Messages) -> Exit {
    match begin(args, messages) {
        Ok(exit) => exit,
        Err(fault) => messages.fail(fault),
    }
}

fn begin(args: &Serve, messages: &Messages) -> Result<Exit, Finding> {
    let painter = BoardPainter::new(args)?;
    // a page that is not there is a slip of the command's; one with errors is waited for
    files::read(&args.page, crate::limits::SOURCE_BYTES)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port.unwrap_or(0)));
    let listener = listener.and_then(|listener| listener.local_addr().map(|address| (listener, address)));
    let (listener, address) = listener.map_err(|error| {
        let hint = "leave --port out, and take the one that is free";
        Finding::io(format!("no page can be served: {}", files::reason(&error)), Some(hint))
    })?;
    let mut saves = Saves::new().map_err(|why| unwatched(&why))?;
    let mut known = BTreeSet::new();
    let Round { board, reports, sources } = painter.round(None);
    listen(&mut saves, &mut known, args, sources)?;
    let site = Site::new(&painter, address.port(), board);
    messages.tell(reports, Stream::Stderr);
    files::print(format!("http://{address}/\n").as_bytes())?;
    messages.note("serving; Ctrl-C ends it");
    thread::scope(|scope| {
        let answering = thread::Builder::new().spawn_scoped(scope, || site.answer_all(&listener, scope));
        if let Err(error) = answering {
            return Err(Finding::io(format!("no page can be served: {}", files::reason(&error)), None));
        }
        loop {
            if saves.wait(|path| known.contains(path) || is_config(path), &known).is_none() {
                // what was drawn is shown all the same
                return Ok(messages.fail(unwatched("the system says no more of it")));
            }
            let Round { board, reports, sources } = painter.round(Some(&site.board()));
            site.put(board);
            messages.tell(reports, Stream::Stderr);
            if let Err(fault) = listen(&mut saves, &mut known, args, sources) {
                messages.fail(fault);
            }
        }
    })
}

/// Has the saves told of all that the page was drawn from, and of its configuration.
fn listen(
    saves: &mut Saves,
    known: &mut BTreeSet<PathBuf>,
    args: &Serve,
    sources: Vec<PathBuf>,
) -> Result<(), Finding> {
    known.extend(sources.iter().map(|source| real(source)));
    known.extend(sync::config_of(&args.page));
    saves.watch(known.iter().filter_map(|file| file.parent())).map_err(|why| unwatched(&why))
}

fn is_config(path: &std::path::Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE_NAME)
}

fn unwatched(why: &str) -> Finding {
    let hint = "draw the pictures with `govdraw render` after each save instead";
    Finding::io(format!("the page's folder cannot be watched: {why}"), Some(hint))
}
