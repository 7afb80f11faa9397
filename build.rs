//! Writes down as Rust what `src/words/languages` says of each language, a file each: English first, then by tag.
//!
//! English is the measure: each file has its keys, no more and no fewer. A file that is wrong ends the build, with the
//! file and the key in the message.
#[path = "src/words/fold.rs"]
mod fold;
#[path = "src/words/lists.rs"]
mod lists;
#[path = "src/words/mutations.rs"]
mod mutations;
#[path = "src/words/slots.rs"]
mod slots;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use toml::de::{DeTable, DeValue};

const FOLDER: &str = "src/words/languages";

/// The least that a word's beginning or end must have, in letters: less would be in every other word.
const SHORTEST: usize = 3;

/// The lists of `[strict]` that are walked, word by word; in the others words are looked up.
const WALKED: [&str; 3] = ["level", "roles", "months"];

/// The list of `[read]` that a list of `[strict]` belongs to, where it has another name.
const RENAMED: [(&str, &str); 2] = [("roles", "members"), ("months", "month")];

/// Lists of `[strict]` whose words say something only where they are all that stands in a cell.
const ALONE: [&str; 2] = ["advice", "main"];

fn main() {
    for path in [
        FOLDER,
        "src/words/fold.rs",
        "src/words/lists.rs",
        "src/words/mutations.rs",
        "src/words/slots.rs",
        "build.rs",
        "Cargo.toml",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let files = files();
    let tables: Vec<(String, DeTable<'_>)> = files
        .iter()
        .map(|(name, text)| match DeTable::parse(text) {
            Ok(table) => (name.clone(), table.into_inner()),
            Err(error) => fail(name, "", &error.to_string()),
        })
        .collect();
    let languages: Vec<File<'_>> = tables.iter().map(|(name, table)| File { name, table }).collect();
    let english = &languages[0];
    let faults = languages
        .iter()
        .flat_map(|file| file.faults(english).into_iter().map(move |fault| (file.name, fault)));
    let faults: Vec<_> = faults.collect();
    for (file, (key, message)) in &faults {
        println!("cargo::error={file}, `{key}`: {message}");
    }
    if !faults.is_empty() {
        std::process::exit(1);
    }
    let hyphenated = hyphenated();
    for file in &languages {
        let patterns = file.string("hyphenation");
        if !patterns.is_empty() && !hyphenated.iter().any(|feature| feature == patterns) {
            fail(file.name, "hyphenation", "is no feature that Cargo.toml asks of `hypher`");
        }
        if file.list("strict", "months").len() % 12 != 0 {
            fail(file.name, "strict.months", "is not all months in each of its forms");
        }
    }
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let write = |name: &str, text: String| {
        if let Err(error) = std::fs::write(Path::new(&out).join(name), text) {
            fail(name, "", &error.to_string());
        }
    };
    write("languages.rs", written_languages(&languages));
    write("tables.rs", Tables::of(&languages).written());
}

/// The languages whose patterns are asked of `hypher`.
fn hyphenated() -> Vec<String> {
    let text = std::fs::read_to_string("Cargo.toml").unwrap_or_default();
    let features = DeTable::parse(&text).ok().and_then(|manifest| {
        let hypher = manifest.get_ref().get("dependencies")?.get_ref().get("hypher")?;
        strings(hypher.get_ref().get("features")?.get_ref())
    });
    features.unwrap_or_default()
}

/// Every file, English first.
fn files() -> Vec<(String, String)> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| error.to_string());
    let entries = match std::fs::read_dir(FOLDER) {
        Ok(entries) => entries,
        Err(error) => fail(FOLDER, "", &error.to_string()),
    };
    let mut files: Vec<(String, String)> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            let name = path.display().to_string();
            let text = read(&path).unwrap_or_else(|error| fail(&name, "", &error));
            (name, text)
        })
        .collect();
    files.sort_by_key(|(name, _)| (!name.ends_with("/en.toml"), name.clone()));
    files
}

fn fail(file: &str, key: &str, message: &str) -> ! {
    let at = if key.is_empty() { String::new() } else { format!(", `{key}`") };
    println!("cargo::error={file}{at}: {}", message.trim().replace('\n', " "));
    std::process::exit(1)
}

/// A language's file.
struct File<'a> {
    name: &'a str,
    table: &'a DeTable<'a>,
}

impl File<'_> {
    /// What is wrong with the file's keys: each with what to say of it.
    fn faults(&self, english: &Self) -> Vec<(String, &'static str)> {
        let mut faults = differing("", self.table, english.table);
        for (key, theirs) in english.table {
            let key = key.get_ref();
            if let (Some(theirs), Some(ours)) = (theirs.get_ref().as_table(), self.table(key)) {
                faults.extend(differing(key, ours, theirs));
            }
            // the words for icons are the only ones that a language may do without
            if matches!(key.as_ref(), "strict" | "read") {
                let lists = self.table(key).into_iter().flatten();
                let empty =
                    lists.filter(|(_, list)| list.get_ref().as_array().is_none_or(|list| list.is_empty()));
                faults.extend(empty.map(|(list, _)| (format!("{key}.{}", list.get_ref()), "has no words")));
            }
        }
        let read = self.table("read").into_iter().flat_map(|table| table.keys());
        let unknown = read.filter(|key| !lists::LISTS.contains(&key.get_ref().as_ref()));
        faults.extend(
            unknown.map(|key| (format!("read.{}", key.get_ref()), "is no list of `src/words/lists.rs`")),
        );
        faults
    }

    fn table(&self, key: &str) -> Option<&DeTable<'_>> {
        self.table.get(key)?.get_ref().as_table()
    }

    fn value(&self, inside: &str, key: &str) -> &DeValue<'_> {
        let table = if inside.is_empty() { Some(self.table) } else { self.table(inside) };
        match table.and_then(|table| table.get(key)) {
            Some(value) => value.get_ref(),
            None => fail(self.name, &format!("{inside}.{key}"), "is missing"),
        }
    }

    fn string(&self, key: &str) -> &str {
        self.value("", key).as_str().unwrap_or_else(|| fail(self.name, key, "is no string"))
    }

    /// A list of words, each once.
    fn list(&self, inside: &str, key: &str) -> Vec<String> {
        let place = format!("{inside}.{key}");
        let words = strings(self.value(inside, key))
            .unwrap_or_else(|| fail(self.name, &place, "is no list of strings"));
        let mut seen = BTreeSet::new();
        for word in &words {
            if word.to_lowercase() != *word {
                fail(self.name, &place, &format!("\"{word}\" is not in lower case"));
            }
            if !seen.insert(word) {
                fail(self.name, &place, &format!("\"{word}\" stands there twice"));
            }
        }
        words
    }
}

/// The keys that only one of two tables has.
fn differing(inside: &str, ours: &DeTable<'_>, theirs: &DeTable<'_>) -> Vec<(String, &'static str)> {
    let keys = |table: &DeTable<'_>| -> BTreeSet<String> {
        table.keys().map(|key| key.get_ref().to_string()).collect()
    };
    let (ours, theirs) = (keys(ours), keys(theirs));
    let place = |key: &String| if inside.is_empty() { key.clone() } else { format!("{inside}.{key}") };
    let missing = theirs.difference(&ours).map(|key| (place(key), "is missing"));
    missing
        .chain(ours.difference(&theirs).map(|key| (place(key), "is not among the keys of en.toml")))
        .collect()
}

fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}

/// A value as Rust: strings, and lists of values.
fn literal(value: &DeValue<'_>, file: &File<'_>, key: &str, list: &str) -> String {
    if let Some(text) = value.as_str() {
        return format!("{text:?}");
    }
    match value.as_array() {
        Some(items) => {
            let items: Vec<String> =
                items.iter().map(|item| literal(item.get_ref(), file, key, "&")).collect();
            format!("{list}[{}]", items.join(", "))
        }
        None => fail(file.name, key, "is neither a string nor a list"),
    }
}

/// Lists of lists as one text, a row a line, its cells parted by tabs: see `WordRows`.
fn in_rows(value: &DeValue<'_>, file: &File<'_>, key: &str) -> String {
    let place = format!("icons.{key}");
    let rows = value.as_array().unwrap_or_else(|| fail(file.name, &place, "is no list"));
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = strings(row.get_ref())
                .unwrap_or_else(|| fail(file.name, &place, "has a row that is no list of strings"));
            if cells.len() < 2 {
                fail(file.name, &place, "has a row without an icon and a word");
            }
            if cells.iter().any(|cell| cell.contains(['\t', '\n'])) {
                fail(file.name, &place, "has a tab or a line's end in a word");
            }
            cells.join("\t")
        })
        .collect();
    rows.join("\n")
}

/// `LANGUAGES`, in the order of their files.
fn written_languages(languages: &[File<'_>]) -> String {
    let mut out =
        "/// Every built-in language; English first.\npub static LANGUAGES: &[Language] = &[\n".to_owned();
    for file in languages {
        let one_of = |key: &str, choices: &[(&str, &'static str)]| {
            let given = file.string(key);
            let found = choices.iter().find(|(name, _)| *name == given);
            found.map_or_else(|| fail(file.name, key, "is not one of its choices"), |(_, rust)| *rust)
        };
        let head = one_of("head", &[("first", "Head::First"), ("last", "Head::Last")]);
        let verb = one_of("verb", &[("before", "Verb::Before"), ("behind", "Verb::Behind")]);
        let writing = one_of(
            "writing",
            &[
                ("spaced", "Writing::Spaced"),
                ("unspaced", "Writing::Unspaced"),
                ("syllables", "Writing::Syllables"),
            ],
        );
        let stops: BTreeSet<String> =
            file.list("read", "stop").iter().filter_map(|word| single(word)).collect();
        let _ = writeln!(
            out,
            "Language {{ tag: {:?}, name: {:?}, head: {head}, verb: {verb}, writing: {writing}, hyphenation: {}, stops: &{:?},",
            file.string("tag"),
            file.string("name"),
            hyphenation(file.string("hyphenation")),
            stops.iter().collect::<Vec<_>>(),
        );
        for key in ["leaning", "examples", "clauses"] {
            let _ = writeln!(out, "{key}: {},", literal(file.value("", key), file, key, "&"));
        }
        for key in WALKED {
            let place = format!("strict.{key}");
            let _ = writeln!(out, "{key}: {},", literal(file.value("strict", key), file, &place, "&"));
        }
        for (table, kind) in [("texts", "Texts"), ("arrows", "ArrowSentences"), ("changes", "ChangeWords")] {
            let mut fields = String::new();
            for (key, value) in file.table(table).into_iter().flatten() {
                let place = format!("{table}.{}", key.get_ref());
                let _ =
                    writeln!(fields, "{}: {},", key.get_ref(), literal(value.get_ref(), file, &place, ""));
            }
            let _ = writeln!(out, "{table}: {kind} {{ {fields} }},");
        }
        let mut rows = String::new();
        for (key, value) in file.table("icons").into_iter().flatten() {
            let _ = writeln!(
                rows,
                "{}: WordRows({:?}),",
                key.get_ref(),
                in_rows(value.get_ref(), file, key.get_ref())
            );
        }
        let _ = writeln!(out, "icons: IconWords {{ {rows} }},");
        out.push_str("},\n");
    }
    out.push_str("];\n");
    out
}

/// The patterns of a language, which the compiler looks for in `hypher`.
fn hyphenation(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => format!("Some(hypher::Lang::{}{})", first.to_uppercase(), letters.as_str()),
        None => "None".to_owned(),
    }
}

/// The word itself, folded, where an entry is a single whole word.
fn single(entry: &str) -> Option<String> {
    let words = fold::FoldedWords::of(entry);
    match words.tokens() {
        [one] if !entry.contains('*') => Some(words.text(one).to_owned()),
        _ => None,
    }
}

/// A word of a pattern.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum PatternWord {
    Is(String),
    Starts(String),
    Ends(String),
}

/// What an entry means, by language.
type Meanings = BTreeMap<usize, u64>;

/// The tables in which words are looked up.
#[derive(Default)]
struct Tables {
    patterns: BTreeMap<Vec<PatternWord>, Meanings>,
    runs: BTreeMap<String, Meanings>,
    /// Words that settle on their own what a line is, in any language.
    strict: BTreeMap<String, u64>,
    function_words: BTreeMap<String, u32>,
    letters: BTreeMap<char, u32>,
}

impl Tables {
    fn of(languages: &[File<'_>]) -> Self {
        let mut tables = Self::default();
        for (at, file) in languages.iter().enumerate() {
            for (bit, list) in lists::LISTS.iter().enumerate() {
                let strict =
                    RENAMED.iter().find(|(_, read)| read == list).map_or(*list, |(strict, _)| *strict);
                for (inside, key) in [("strict", strict), ("read", list)] {
                    if file.table(inside).is_some_and(|table| table.contains_key(key)) {
                        for entry in file.list(inside, key) {
                            if inside == "strict" {
                                *tables.strict.entry(entry.clone()).or_default() |= 1 << bit;
                            }
                            if ALONE.contains(list) {
                                continue;
                            }
                            tables.add(file, &format!("{inside}.{key}"), &entry, (at, 1 << bit));
                        }
                    }
                }
            }
            for entry in
                [file.list("read", "stop"), file.list("read", "and"), file.list("", "leaning")].concat()
            {
                if let Some(word) = single(&entry) {
                    *tables.function_words.entry(word).or_default() |= 1 << at;
                }
            }
            for c in letters(file) {
                *tables.letters.entry(c).or_default() |= 1 << at;
            }
        }
        tables
    }

    /// Takes an entry of a language's list.
    fn add(&mut self, file: &File<'_>, key: &str, entry: &str, (language, kind): (usize, u64)) {
        let fail = |message: &str| fail(file.name, key, &format!("\"{entry}\" {message}"));
        let mut pieces = Vec::new();
        let words = fold::FoldedWords::of(entry);
        if words.tokens().iter().any(|token| token.is_run) {
            if entry.contains('*') {
                fail("has a star, though its script puts no space between words");
            }
            *self.runs.entry(words.text_of_all().to_owned()).or_default().entry(language).or_default() |=
                kind;
            return;
        }
        for part in entry.split_whitespace() {
            let (starts, ends) = (part.ends_with('*'), part.starts_with('*'));
            let words = fold::FoldedWords::of(part);
            for (at, word) in words.tokens().iter().enumerate() {
                let (starts, ends) = (starts && at + 1 == words.tokens().len(), ends && at == 0);
                let word = words.text(word).to_owned();
                if (starts || ends) && word.chars().count() < SHORTEST {
                    fail("leaves too much of a word open");
                }
                pieces.push(match (starts, ends) {
                    (true, true) => fail("is open at both ends"),
                    (true, false) => PatternWord::Starts(word),
                    (false, true) => PatternWord::Ends(word),
                    (false, false) => PatternWord::Is(word),
                });
            }
        }
        if pieces.is_empty() {
            fail("has no word");
        }
        let mutated = if file.string("tag") == "cy" { mutated(&pieces) } else { Vec::new() };
        for pieces in mutated.into_iter().chain([pieces]) {
            *self.patterns.entry(pieces).or_default().entry(language).or_default() |= kind;
        }
    }

    fn written(&self) -> String {
        let mut out = String::new();
        let longest = self.runs.keys().map(|run| run.chars().count()).max().unwrap_or(0);
        let _ = writeln!(out, "pub(super) const SHORTEST: usize = {SHORTEST};");
        let _ = writeln!(out, "pub(super) const LONGEST_RUN: usize = {longest};");
        let mut pool = Pool::default();
        let (mut whole, mut starts, mut ends, mut runs) =
            (Table::default(), Table::default(), Table::default(), Table::default());
        let patterns = self.patterns.keys();
        let longest = patterns.map(Vec::len).max().unwrap_or(0);
        let _ = writeln!(out, "pub(super) const LONGEST_PHRASE: usize = {longest};");
        for (pieces, meanings) in &self.patterns {
            let Some((first, rest)) = pieces.split_first() else { continue };
            let rest = pool.rest(rest);
            let (table, key) = match first {
                PatternWord::Is(word) => (&mut whole, word),
                PatternWord::Starts(word) => (&mut starts, word),
                PatternWord::Ends(word) => (&mut ends, word),
            };
            table.add(key, &pool.word(key), &rest, meanings);
        }
        for (run, meanings) in &self.runs {
            runs.add(run, &pool.word(run), "Rest { start: 0, len: 0 }", meanings);
        }
        for (name, table, from) in [
            ("WHOLE", whole, Side::Start),
            ("STARTS", starts, Side::Start),
            ("ENDS", ends, Side::End),
            ("RUNS", runs, Side::Start),
        ] {
            let slots = table.slots(from);
            let _ =
                writeln!(out, "static {name}_ENTRIES: [WordPattern; {}] = [\n{}];", table.len, table.entries);
            let _ = writeln!(out, "static {name}_SLOTS: [u16; {}] = {slots:?};", slots.len());
            let _ = writeln!(
                out,
                "pub(super) static {name}: PatternTable = PatternTable {{ entries: &{name}_ENTRIES, slots: &{name}_SLOTS }};"
            );
        }
        out.push_str("pub(super) static STRICT: &[(TableWord, u64)] = &[\n");
        for (word, kinds) in &self.strict {
            let _ = writeln!(out, "({}, {kinds}),", pool.word(word));
        }
        out.push_str("];\npub(super) static FUNCTION_WORDS: &[(TableWord, u32)] = &[\n");
        for (word, languages) in &self.function_words {
            let _ = writeln!(out, "({}, {languages}),", pool.word(word));
        }
        out.push_str("];\npub(super) static LETTERS: &[(char, char, u32)] = &[\n");
        let mut ranges: Vec<(char, char, u32)> = Vec::new();
        for (c, languages) in &self.letters {
            match ranges.last_mut() {
                Some((_, last, same)) if *same == *languages && *last as u32 + 1 == *c as u32 => *last = *c,
                _ => ranges.push((*c, *c, *languages)),
            }
        }
        for range in ranges {
            let _ = writeln!(out, "{range:?},");
        }
        let _ = writeln!(out, "];\npub(super) static PIECES: &[PatternWord] = &[\n{}];", pool.pieces);
        let _ = writeln!(out, "pub(super) static TEXT: &str = {:?};", pool.text);
        out
    }
}

/// All words of the tables in one text, and the later words of all patterns in one list.
///
/// A table of references would be as many addresses, which the loader has to write at every start.
#[derive(Default)]
struct Pool {
    text: String,
    places: BTreeMap<String, usize>,
    pieces: String,
    pieces_len: usize,
}

impl Pool {
    /// A word as Rust: its place in the text.
    fn word(&mut self, word: &str) -> String {
        let next = self.text.len();
        let start = *self.places.entry(word.to_owned()).or_insert(next);
        if start == next {
            self.text.push_str(word);
        }
        format!("TableWord {{ start: {start}, len: {} }}", word.len())
    }

    /// The later words of a pattern as Rust: their place in the list.
    fn rest(&mut self, rest: &[PatternWord]) -> String {
        let start = self.pieces_len;
        for piece in rest {
            let (kind, word) = match piece {
                PatternWord::Is(word) => ("Is", word),
                PatternWord::Starts(word) => ("Starts", word),
                PatternWord::Ends(word) => ("Ends", word),
            };
            let word = self.word(word);
            let _ = writeln!(self.pieces, "PatternWord::{kind}({word}),");
        }
        self.pieces_len += rest.len();
        format!("Rest {{ start: {start}, len: {} }}", rest.len())
    }
}

/// From which side a key is hashed.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// A table of entries as Rust; those of one key stand together.
#[derive(Default)]
struct Table {
    entries: String,
    len: usize,
    /// Each key with its first entry.
    keys: Vec<(String, usize)>,
}

impl Table {
    /// Writes an entry for each of its meanings, with the languages that agree in it.
    fn add(&mut self, key: &str, word: &str, rest: &str, meanings: &Meanings) {
        if self.keys.last().is_none_or(|(last, _)| last != key) {
            self.keys.push((key.to_owned(), self.len));
        }
        let mut agreeing: BTreeMap<u64, u32> = BTreeMap::new();
        for (language, kinds) in meanings {
            *agreeing.entry(*kinds).or_default() |= 1 << language;
        }
        self.len += agreeing.len();
        for (kinds, languages) in agreeing {
            let _ = writeln!(
                self.entries,
                "WordPattern {{ key: {word}, rest: {rest}, kinds: {kinds}, languages: {languages} }},"
            );
        }
    }

    /// The slots of the keys' first entries: at most a quarter are taken, so that a word that is no key mostly meets an
    /// empty one.
    fn slots(&self, from: Side) -> Vec<u16> {
        let mut slots = vec![slots::EMPTY; (4 * self.keys.len()).next_power_of_two()];
        for (key, first) in &self.keys {
            let hash = match from {
                Side::Start => slots::Hash::of(key.bytes()),
                Side::End => slots::Hash::of(key.bytes().rev()),
            };
            let mut at = hash.slot(slots.len());
            while slots[at] != slots::EMPTY {
                at = (at + 1) % slots.len();
            }
            slots[at] = u16::try_from(*first).ok().filter(|at| *at != slots::EMPTY).expect("fewer entries");
        }
        slots
    }
}

/// A Welsh pattern as it begins behind other words.
fn mutated(pieces: &[PatternWord]) -> Vec<Vec<PatternWord>> {
    let Some((first, rest)) = pieces.split_first() else { return Vec::new() };
    let (word, piece): (&str, fn(String) -> PatternWord) = match first {
        PatternWord::Is(word) => (word, PatternWord::Is),
        PatternWord::Starts(word) => (word, PatternWord::Starts),
        PatternWord::Ends(_) => return Vec::new(),
    };
    let forms = mutations::WELSH.iter().filter_map(|(mutated, was)| {
        let rest = was.iter().find_map(|was| word.strip_prefix(was))?;
        // ch, ph and th are letters of their own, which do not change
        (!rest.starts_with('h')).then(|| format!("{mutated}{rest}"))
    });
    forms.map(|form| [vec![piece(form)], rest.to_vec()].concat()).collect()
}

/// The letters that tell a language, single or as ranges: `ßäöü`, `α-ω`.
fn letters(file: &File<'_>) -> Vec<char> {
    let given: Vec<char> = file.string("letters").chars().collect();
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(first) = given.get(at) {
        if let (Some('-'), Some(last)) = (given.get(at + 1), given.get(at + 2)) {
            letters.extend(*first..=*last);
            at += 3;
        } else {
            letters.push(*first);
            at += 1;
        }
    }
    letters
}
