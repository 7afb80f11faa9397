//! Signals that would end the program, held back while files are written.
#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What ends a program that does not mind.
#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGHUP, SIGINT, SIGTERM];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM];

/// The signals of this run.
#[derive(Debug)]
pub(crate) struct Signals {
    /// Whether no file is being written, so that a signal may end the program where it stands.
    idle: Arc<AtomicBool>,
    /// The signal that came meanwhile; 0 for none.
    came: Arc<AtomicUsize>,
}

impl Signals {
    /// Listens to them; none is held back yet.
    pub(crate) fn new() -> Self {
        let signals = Self::unheard();
        let ignored = ignored();
        for signal in SIGNALS.iter().copied().filter(|signal| !is_among(ignored, *signal)) {
            // a system that refuses leaves the signal as it was: what it leaves behind is swept by a later run
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = flag::register_usize(signal, Arc::clone(&signals.came), number);
            let _ = flag::register_conditional_default(signal, Arc::clone(&signals.idle));
        }
        signals
    }

    /// Listens to none, which is for the program around this one to do.
    pub(crate) fn unheard() -> Self {
        Self { idle: Arc::new(AtomicBool::new(true)), came: Arc::new(AtomicUsize::new(0)) }
    }

    /// Whether one came while they were held back.
    pub(crate) fn came(&self) -> bool {
        self.came.load(Ordering::SeqCst) != 0
    }

    /// Holds them back from now on.
    pub(crate) fn hold(&self) {
        self.idle.store(false, Ordering::SeqCst);
    }

    /// Lets them through again; one that came meanwhile ends the program here.
    pub(crate) fn release(&self) {
        self.idle.store(true, Ordering::SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(self.came.load(Ordering::SeqCst)) {
            // does not come back
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    }
}

/// The signals that whoever started the program had it ignore, as `nohup` does: a bit for each, from the lowest.
fn ignored() -> u64 {
    let status = fs::read("/proc/self/status").unwrap_or_default();
    ignored_in(&String::from_utf8_lossy(&status))
}

/// The same, from what the system says of a process.
fn ignored_in(status: &str) -> u64 {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// Whether a signal is among those of a mask.
fn is_among(mask: u64, signal: i32) -> bool {
    u32::try_from(signal - 1).is_ok_and(|bit| mask.checked_shr(bit).is_some_and(|mask| mask & 1 == 1))
}

#[cfg(test)]
mod tests {
    use super::{ignored_in, is_among};

    #[test]
    fn a_signal_is_ignored_where_its_bit_says_so() {
        // hanging up is signal 1, an interrupt 2, an end 15
        let mask = ignored_in("Name:\tgovdraw\nSigBlk:\tffff\nSigIgn:\t0000000000004001\nSigCgt:\t0\n");
        assert_eq!(
            [1, 2, 15, 0, -1, 99].map(|signal| is_among(mask, signal)),
            [true, false, true, false, false, false]
        );
        assert_eq!((ignored_in(""), ignored_in("SigIgn:\tnone")), (0, 0));
    }
}
