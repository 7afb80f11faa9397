//! Tries mutated inputs on the library: `fuzz/run SECONDS [TARGET]`. How it works is told in `fuzz/README.md`.
// a program of its own, which talks to whoever runs it
#![allow(clippy::print_stdout, clippy::print_stderr)]
mod mutate;
mod seeds;
mod sums;
mod targets;

use mutate::{Rng, mutated};
use seeds::Seed;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use targets::{Target, Trier};

/// Most inputs that are kept beside the corpus.
const KEPT_MAX: usize = 2_000;
/// A run that takes longer is reported, and ends the whole.
const RUN_MAX: Duration = Duration::from_secs(60);
/// Most memory of the whole, in KB: what one input takes is far below, and what leaks adds up.
const MEMORY_MAX: usize = 2_000_000;

/// What is asked for.
struct Arguments {
    seconds: u64,
    runs: u64,
    seed: u64,
    targets: Vec<Target>,
    /// An input to try alone, as it is.
    replay: Option<String>,
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments { seconds: 10, runs: u64::MAX, seed: 1, targets: Vec::new(), replay: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number =
            || words.next().and_then(|word| word.parse().ok()).ok_or(format!("{word} needs a number"));
        match word.as_str() {
            "--seconds" => found.seconds = number()?,
            "--runs" => found.runs = number()?,
            "--seed" => found.seed = number()?,
            "--replay" => found.replay = words.next(),
            name => found.targets.push(Target::named(name).ok_or(format!("there is no target `{name}`"))?),
        }
    }
    if found.targets.is_empty() {
        found.targets = Target::ALL.to_vec();
    }
    Ok(found)
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::from(2);
        }
    };
    quieten();
    let trier = Trier::new();
    if let Some(path) = &arguments.replay {
        return replay(path, &arguments, &trier);
    }
    let each = Duration::from_secs(arguments.seconds) / u32::try_from(arguments.targets.len()).unwrap_or(1);
    let mut is_sound = true;
    for target in &arguments.targets {
        is_sound &= fuzz(*target, each, &arguments, &trier);
    }
    if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints where a panic came from, not how it got there, and nothing of what the library tries itself.
fn quieten() {
    std::panic::set_hook(Box::new(|panic| {
        if !govdraw::threads::is_trying() {
            eprintln!("{panic}");
        }
    }));
}

fn replay(path: &str, arguments: &Arguments, trier: &Trier) -> ExitCode {
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("there is no file `{path}`");
        return ExitCode::from(2);
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    for target in &arguments.targets {
        let start = Instant::now();
        let told = trier.run(*target, name, &bytes);
        println!("{}: {told:?} in {:?}", target.name(), start.elapsed());
    }
    ExitCode::SUCCESS
}

/// Tries inputs until the time or the number of runs is over; whether nothing was found.
fn fuzz(target: Target, time: Duration, arguments: &Arguments, trier: &Trier) -> bool {
    let seeds = seeds::of(target);
    let watched = Watched::start(target);
    let mut rng = Rng::new(arguments.seed ^ (target as u64) << 32);
    let mut pool: Vec<Seed> = seeds.clone();
    let mut known = BTreeSet::new();
    let mut found = BTreeSet::new();
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    let mut slow = None;
    let mut runs = 0_u64;
    while runs < arguments.runs && (runs < seeds.len() as u64 || start.elapsed() < time) {
        let from = match seeds.get(usize::try_from(runs).unwrap_or(usize::MAX)) {
            // the corpus itself comes first
            Some(seed) => seed.clone(),
            None => mutated(&mut rng, &pool, target),
        };
        runs += 1;
        watched.begin(&from);
        let begun = Instant::now();
        let told = catch_unwind(AssertUnwindSafe(|| trier.run(target, &from.name, &from.bytes)));
        let taken = begun.elapsed();
        if taken > slowest {
            slowest = taken;
            slow = Some(from.clone());
        }
        match told {
            Ok(Ok(like)) => {
                // what the library answered in a way that it has not yet is a step on the way to something new
                if known.insert(like) && pool.len() < seeds.len() + KEPT_MAX {
                    pool.push(from);
                }
            }
            Ok(Err(fault)) => {
                if found.insert(fault.chars().take(60).collect::<String>()) {
                    eprintln!("{}: run {runs}: {fault}\n  kept as {}", target.name(), keep(target, &from));
                }
            }
            Err(panic) => {
                let words = panic.downcast_ref::<String>().cloned();
                let words = words
                    .or(panic.downcast_ref::<&str>().map(|words| (*words).to_owned()))
                    .unwrap_or_default();
                if found.insert(words.chars().take(60).collect::<String>()) {
                    eprintln!(
                        "{}: run {runs}: a panic: {words}\n  kept as {}",
                        target.name(),
                        keep(target, &from)
                    );
                }
            }
        }
    }
    watched.end();
    let memory = peak_memory();
    println!(
        "{}: {runs} runs in {:.0} s, {} kinds of answers, the slowest {:.2} s, {} MB at most, {} found",
        target.name(),
        start.elapsed().as_secs_f64(),
        known.len(),
        slowest.as_secs_f64(),
        memory / 1024,
        found.len()
    );
    if let Some(seed) = slow.filter(|_| slowest > SLOW) {
        println!("  the slowest is kept as {}", keep(target, &seed));
    }
    if memory > MEMORY_MAX {
        eprintln!("{}: more memory than {} MB", target.name(), MEMORY_MAX / 1024);
    }
    found.is_empty() && memory <= MEMORY_MAX
}

/// An input that takes longer is kept, to be looked at.
const SLOW: Duration = Duration::from_secs(3);

/// Puts an input that failed where it can be looked at.
fn keep(target: Target, seed: &Seed) -> String {
    let path = format!("target/fuzz/{}-{:016x}-{}", target.name(), mutate::hash(&seed.bytes), seed.name);
    let kept = std::fs::create_dir_all("target/fuzz").and_then(|()| std::fs::write(&path, &seed.bytes));
    kept.map_or_else(|error| format!("nothing: {error}"), |()| path)
}

/// The most memory that this process had, in KB; 0 where the system does not say.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// An input that is being tried, and since when.
type Now = Arc<Mutex<Option<(Instant, Seed)>>>;

/// Ends the program where an input takes too long: a hang has no other end.
struct Watched(Now);

impl Watched {
    fn start(target: Target) -> Self {
        let now: Now = Arc::default();
        let seen = Arc::clone(&now);
        std::thread::spawn(move || {
            // until `end` drops the other one
            while Arc::strong_count(&seen) > 1 {
                std::thread::sleep(Duration::from_millis(500));
                let now = seen.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((_, seed)) = now.as_ref().filter(|(since, _)| since.elapsed() > RUN_MAX) {
                    eprintln!("{}: more than {RUN_MAX:?}\n  kept as {}", target.name(), keep(target, seed));
                    std::process::exit(1);
                }
            }
        });
        Self(now)
    }

    fn begin(&self, seed: &Seed) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), seed.clone()));
    }

    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
