//! What an SVG would cost those who build trees of it, counted on its bytes before they see any.
//!
//! A small file can stand for a large drawing: what is referred to is drawn once more for each reference, each element is
//! compared with each rule of a style, namespaces are handed down to every element below, and a curve is parted into the more
//! pieces the larger it is. Where a count cannot be exact, it is too high.
use super::{Result, refuse};
use crate::limits::{
    EMBLEM_ATTRIBUTES, EMBLEM_ATTRIBUTES_IN_ALL, EMBLEM_ELEMENTS, EMBLEM_NAMESPACES, EMBLEM_NODES,
    EMBLEM_NUMBER, EMBLEM_POINTS, EMBLEM_STYLE_BYTES, EMBLEM_STYLE_WORK, NESTING,
};
use crate::xml::{Event, Fault, Reader, Tag, local, resolve};
use std::collections::BTreeMap;

/// What a file may cost; each is told of in [`crate::limits`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    elements: usize,
    points: usize,
    attributes: usize,
    attributes_in_all: usize,
    namespaces: usize,
    nodes: usize,
    style_bytes: usize,
    style_work: usize,
    number: f64,
    nesting: usize,
}

impl Limits {
    pub(super) const USUAL: Self = Self {
        elements: EMBLEM_ELEMENTS,
        points: EMBLEM_POINTS,
        attributes: EMBLEM_ATTRIBUTES,
        attributes_in_all: EMBLEM_ATTRIBUTES_IN_ALL,
        namespaces: EMBLEM_NAMESPACES,
        nodes: EMBLEM_NODES,
        style_bytes: EMBLEM_STYLE_BYTES,
        style_work: EMBLEM_STYLE_WORK,
        number: EMBLEM_NUMBER,
        nesting: NESTING,
    };
}

/// What some elements cost.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    elements: usize,
    points: usize,
    attributes: usize,
    /// References to clip paths.
    clips: usize,
    /// Elements that refer to others.
    uses: usize,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.elements = self.elements.saturating_add(other.elements);
        self.points = self.points.saturating_add(other.points);
        self.attributes = self.attributes.saturating_add(other.attributes);
        self.clips = self.clips.saturating_add(other.clips);
        self.uses = self.uses.saturating_add(other.uses);
    }

    fn times(self, n: usize) -> Self {
        Self {
            elements: self.elements.saturating_mul(n),
            points: self.points.saturating_mul(n),
            attributes: self.attributes.saturating_mul(n),
            clips: self.clips.saturating_mul(n),
            uses: self.uses.saturating_mul(n),
        }
    }

    /// The larger of each.
    fn max(self, other: Self) -> Self {
        Self {
            elements: self.elements.max(other.elements),
            points: self.points.max(other.points),
            attributes: self.attributes.max(other.attributes),
            clips: self.clips.max(other.clips),
            uses: self.uses.max(other.uses),
        }
    }
}

/// An element that has not closed.
#[derive(Debug, Default)]
struct Opened {
    id: Option<Vec<u8>>,
    is_clip: bool,
    is_style: bool,
    cost: Cost,
}

/// A reference: what it names, and whether it stands in a clip path.
struct Use {
    to: Vec<u8>,
    in_clip: bool,
}

/// Counts a file through; what would cost too much is refused.
///
/// # Errors
/// What there is too much of, or a document type, or that it is no XML.
pub(super) fn check(text: &str, limits: &Limits) -> Result<()> {
    let mut count = Count {
        limits,
        open: Vec::new(),
        named: BTreeMap::new(),
        uses: Vec::new(),
        clip: Cost::default(),
        all: Cost::default(),
        style: Vec::new(),
        namespaces: 0,
        nodes: 0,
        deepest: 0,
    };
    let mut reader = Reader::new(text.as_bytes(), text.len());
    loop {
        match reader.next() {
            Ok(Some(event)) => count.event(&event)?,
            Ok(None) => return count.finish(),
            Err(fault) => return broken(fault),
        }
    }
}

fn broken<T>(_: Fault) -> Result<T> {
    refuse("is no XML", "save it again as a plain SVG")
}

fn too_many<T>(max: usize, what: &str) -> Result<T> {
    refuse(format!("has more than {max} {what}"), "simplify it")
}

struct Count<'a> {
    limits: &'a Limits,
    open: Vec<Opened>,
    /// What each id stands for.
    named: BTreeMap<Vec<u8>, Cost>,
    uses: Vec<Use>,
    /// All clip paths together.
    clip: Cost,
    all: Cost,
    style: Vec<u8>,
    namespaces: usize,
    nodes: usize,
    deepest: usize,
}

impl Count<'_> {
    fn event(&mut self, event: &Event<'_>) -> Result<()> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return too_many(self.limits.nodes, "tags and stretches of words");
        }
        match event {
            Event::Open(tag) => {
                let opened = self.opened(tag)?;
                if self.open.len() >= self.limits.nesting {
                    return refuse(
                        format!("is nested deeper than {}", self.limits.nesting),
                        "take groups out of groups",
                    );
                }
                self.open.push(opened);
                self.deepest = self.deepest.max(self.open.len());
                if tag.is_empty { self.close() } else { Ok(()) }
            }
            Event::Close => self.close(),
            Event::Words(words) => self.words(words, true),
            Event::Literal(words) => self.words(words, false),
            Event::Aside => Ok(()),
            Event::Doctype => refuse("has a document type, which is refused", "save it again as a plain SVG"),
        }
    }

    fn words(&mut self, words: &[u8], has_references: bool) -> Result<()> {
        if !self.open.last().is_some_and(|inner| inner.is_style) {
            return Ok(());
        }
        match has_references {
            true => resolve(words, &mut self.style).or_else(broken)?,
            false => self.style.extend_from_slice(words),
        }
        // so that sheets that follow each other do not make one rule of two
        self.style.push(b'\n');
        if self.style.len() > self.limits.style_bytes {
            return refuse(
                "has a style sheet that is too long",
                "save it with attributes in place of styles",
            );
        }
        Ok(())
    }

    fn opened(&mut self, tag: &Tag<'_>) -> Result<Opened> {
        let name = tag.local();
        let mut opened =
            Opened { is_clip: name == b"clipPath", is_style: name == b"style", ..Opened::default() };
        let is_use = name == b"use";
        let in_clip = self.open.iter().any(|outer| outer.is_clip);
        let cost = &mut opened.cost;
        cost.elements = 1;
        cost.uses = usize::from(is_use);
        cost.points = usual_points(name);
        for found in tag.attributes() {
            let (name, raw) = found.or_else(broken)?;
            cost.attributes += 1;
            if name == b"xmlns" || name.starts_with(b"xmlns:") {
                self.namespaces += 1;
            }
            let mut resolved = Vec::new();
            let value = match raw.contains(&b'&') {
                true => {
                    resolve(raw, &mut resolved).or_else(broken)?;
                    &resolved
                }
                false => raw,
            };
            match local(name) {
                b"id" => opened.id = Some(value.to_vec()),
                b"href" if is_use => {
                    let to = value.trim_ascii().strip_prefix(b"#").unwrap_or_default().to_vec();
                    self.uses.push(Use { to, in_clip });
                }
                b"d" => cost.points = cost.points.saturating_add(pieces(value)),
                b"points" => cost.points = cost.points.saturating_add(numbers(value).count()),
                _ => {}
            }
            let largest = match local(name) {
                b"style" => largest_in_style(value),
                name if LISTS.contains(&name) => largest(value),
                name if LENGTHS.contains(&name) => match is_of_letters(value) && tag.local() != b"svg" {
                    true => return refuse("has lengths in units of letters", "give them in plain numbers"),
                    // a unit or a percentage of the whole
                    false if value.last().is_some_and(|last| !last.is_ascii_digit()) => {
                        100.0 * largest(value)
                    }
                    false => largest(value),
                },
                _ => 0.0,
            };
            self.number(largest)?;
            if matches!(local(name), b"rx" | b"ry") {
                cost.points = cost.points.saturating_add(ARC);
            }
            cost.clips += references(value);
        }
        if cost.attributes > self.limits.attributes {
            return too_many(self.limits.attributes, "attributes in one element");
        }
        if self.namespaces > self.limits.namespaces {
            return too_many(self.limits.namespaces, "declarations of namespaces");
        }
        Ok(opened)
    }

    fn number(&self, largest: f64) -> Result<()> {
        if largest > self.limits.number {
            let hint = "draw it in smaller units";
            return refuse(format!("has a number larger than {}", self.limits.number), hint);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let Some(closed) = self.open.pop() else { return broken(Fault::Broken) };
        if closed.is_clip && !self.open.iter().any(|outer| outer.is_clip) {
            self.clip.add(closed.cost);
        }
        if let Some(id) = closed.id {
            // which of two with one id is meant is not the same to all
            let known = self.named.entry(id).or_default();
            *known = known.max(closed.cost);
        }
        match self.open.last_mut() {
            Some(outer) => outer.cost.add(closed.cost),
            None => self.all.add(closed.cost),
        }
        // with references unresolved it is too little, yet a file that is beyond it by itself need not be read on
        let so_far = self.open.iter().fold(self.all, |mut sum, outer| {
            sum.add(outer.cost);
            sum
        });
        self.judge(so_far)
    }

    fn judge(&self, cost: Cost) -> Result<()> {
        if cost.elements > self.limits.elements {
            return too_many(self.limits.elements, "elements");
        }
        if cost.points > self.limits.points {
            return refuse("has too many points", "simplify its outlines");
        }
        if cost.attributes > self.limits.attributes_in_all {
            return too_many(self.limits.attributes_in_all, "attributes");
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        let (mut all, mut clip) = (self.all, self.clip);
        for Use { to, in_clip } in &self.uses {
            let Some(target) = self.named.get(to) else { continue };
            if target.uses > 0 {
                return refuse("has a `<use>` within what a `<use>` refers to", "save it as plain shapes");
            }
            all.add(*target);
            if *in_clip {
                clip.add(*target);
            }
        }
        // a style may give any element a clip path
        let clips = all.clips.saturating_add(references(&self.style).saturating_mul(all.elements));
        all.add(clip.times(clips));
        self.judge(all)?;
        self.number(largest_in_style(&self.style))?;
        let work = style_work(&self.style, self.deepest).saturating_mul(all.elements);
        if work > self.limits.style_work {
            return refuse(
                "has a style sheet of too many rules for so many elements",
                "save it with attributes in place of styles",
            );
        }
        Ok(())
    }
}

/// Attributes of numbers alone.
const LISTS: [&[u8]; 4] = [b"d", b"points", b"transform", b"viewBox"];
/// Attributes that hold one length.
const LENGTHS: [&[u8]; 16] = [
    b"x",
    b"y",
    b"width",
    b"height",
    b"r",
    b"rx",
    b"ry",
    b"cx",
    b"cy",
    b"x1",
    b"x2",
    b"y1",
    b"y2",
    b"stroke-width",
    b"stroke-dashoffset",
    b"font-size",
];

fn largest(value: &[u8]) -> f64 {
    numbers(value).fold(0.0, f64::max)
}

/// Whether a length is in ems, which can grow from element to element.
fn is_of_letters(value: &[u8]) -> bool {
    let value = value.trim_ascii().to_ascii_lowercase();
    value.ends_with(b"em") || value.ends_with(b"ex")
}

/// The largest number in style declarations; the digits of colours are none.
fn largest_in_style(style: &[u8]) -> f64 {
    style
        .split(|byte| b":;, ()\n".contains(byte))
        .filter(|word| !word.starts_with(b"#"))
        .map(largest)
        .fold(0.0, f64::max)
}

/// Pieces of an ellipse's or a rounded rectangle's outline, at most, and so of an arc.
const ARC: usize = 24;

/// Pieces of the outline of an element that has no list of them, save round corners.
fn usual_points(name: &[u8]) -> usize {
    match name {
        b"circle" | b"ellipse" => ARC,
        b"rect" => 5,
        b"line" => 2,
        _ => 0,
    }
}

/// Pieces of a path's outline, at most.
fn pieces(path: &[u8]) -> usize {
    let (mut pieces, mut command, mut from) = (0_usize, b'M', 0);
    let mut end = |command: u8, part: &[u8]| {
        let count = numbers(part).count();
        let most = match command {
            b'M' | b'L' | b'T' => count / 2,
            b'C' => count / 6,
            b'S' | b'Q' => count / 4,
            // flags may be written without spaces, so that 5 numbers are 7
            b'A' => count.div_ceil(5) * ARC,
            _ => count,
        };
        pieces += most.max(1);
    };
    for (at, byte) in path.iter().enumerate() {
        if byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E') {
            end(command, path.get(from..at).unwrap_or_default());
            (command, from) = (byte.to_ascii_uppercase(), at + 1);
        }
    }
    end(command, path.get(from..).unwrap_or_default());
    // before the first command there is none
    pieces - 1
}

/// The numbers in a value, without their signs.
fn numbers(value: &[u8]) -> impl Iterator<Item = f64> {
    let mut rest = value;
    std::iter::from_fn(move || {
        let is_start = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
        let start = rest.iter().position(is_start)?;
        rest = rest.get(start..)?;
        let (mut end, mut has_dot, mut has_exponent) = (0, false, false);
        while let Some(byte) = rest.get(end) {
            let sign = usize::from(rest.get(end + 1).is_some_and(|next| matches!(next, b'+' | b'-')));
            match byte {
                b'0'..=b'9' => {}
                b'.' if !has_dot && !has_exponent => has_dot = true,
                b'e' | b'E' if !has_exponent && rest.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) => {
                    has_exponent = true;
                    end += sign;
                }
                _ => break,
            }
            end += 1;
        }
        let (number, after) = rest.split_at_checked(end)?;
        rest = after;
        // a point alone is none
        Some(std::str::from_utf8(number).ok().and_then(|number| number.parse().ok()).unwrap_or_default())
    })
}

/// How often a value refers to another part.
fn references(value: &[u8]) -> usize {
    value.windows(4).filter(|window| window.eq_ignore_ascii_case(b"url(")).count()
}

/// With how many selectors and declarations each element is compared; of a selector with ancestors, in how many ways at most.
fn style_work(style: &[u8], deepest: usize) -> usize {
    let mut work = 0_usize;
    let mut from = 0;
    for (at, byte) in style.iter().enumerate() {
        let part = style.get(from..at).unwrap_or_default().trim_ascii();
        match byte {
            b',' | b'{' => {
                let gaps = part
                    .split(u8::is_ascii_whitespace)
                    .filter(|word| !word.is_empty())
                    .count()
                    .saturating_sub(1);
                // a comment parts words as a space does
                let gaps = gaps + part.windows(2).filter(|window| window == b"/*").count();
                let ways =
                    u32::try_from(gaps).ok().and_then(|gaps| deepest.checked_pow(gaps)).unwrap_or(usize::MAX);
                work = work.saturating_add(ways);
            }
            b';' | b'}' => work = work.saturating_add(1),
            _ => continue,
        }
        from = at + 1;
    }
    work
}

#[cfg(test)]
mod tests {
    use super::{Limits, check, numbers, pieces, style_work};

    fn svg(inside: &str) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>{inside}</svg>")
    }

    #[test]
    fn each_limit_holds_one_thing() {
        const LOW: Limits = Limits {
            elements: 8,
            points: 100,
            attributes: 6,
            attributes_in_all: 20,
            namespaces: 2,
            nodes: 24,
            style_bytes: 100,
            style_work: 20,
            number: 1_000.0,
            nesting: 4,
        };
        let line = "<path d='M0 0h1v1'/>";
        for (least, more, says) in [
            (line.repeat(7), line.repeat(8), "8 elements"),
            // as often as it is drawn
            (
                format!("<g id='a'>{line}</g><use href='#a'/>"),
                format!("<g id='a'>{line}{line}</g>{}", "<use href='#a'/>".repeat(2)),
                "8 elements",
            ),
            (
                format!("<path id='a' d='M0 0{}'/><use href='#a'/>", "h1".repeat(23)),
                format!("<path id='a' d='M0 0{}'/><use xlink:href='&#35;&#97;'/>", "h1".repeat(60)),
                "points",
            ),
            (format!("<path d='M0 0{}'/>", " 1 1".repeat(90)), format!("<path d='M0 0{}'/>", " 1 1".repeat(100)), "points"),
            ("<circle r='1'/>".repeat(4), "<circle r='1'/>".repeat(5), "points"),
            // a clip path is built anew for whatever it cuts
            (
                "<clipPath id='a'><rect width='4'/></clipPath><g clip-path='url(#a)'/>".to_owned(),
                "<clipPath id='a'><rect width='4'/></clipPath><g clip-path='url(#a)'/><g style='clip-path:URL(#a)'/>\
                 <g clip-path='url(#a)'/>"
                    .to_owned(),
                "elements",
            ),
            (
                "<style>g{clip-path:none}</style><clipPath id='a'><path d='M0 0'/></clipPath><g/>".to_owned(),
                "<style>g{clip-path:url(#a)}</style><clipPath id='a'><path d='M0 0'/></clipPath><g/>".to_owned(),
                "elements",
            ),
            ("<g a='1' b='2' c='3' d='4' e='5' f='6'/>".to_owned(), "<g a='1' b='2' c='3' d='4' e='5' f='6' g='7'/>".to_owned(), "in one element"),
            ("<g a='1' b='2' c='3'/>".repeat(6), "<g a='1' b='2' c='3'/>".repeat(7), "20 attributes"),
            ("<g xmlns:a='b'/>".to_owned(), "<g xmlns:a='b'/><g xmlns:a='b'/>".to_owned(), "namespaces"),
            ("x<!-- y -->".repeat(10), "x<!-- y -->".repeat(12), "stretches"),
            (format!("<style>{}</style>", "/".repeat(90)), format!("<style>{}</style>", "/".repeat(110)), "too long"),
            (format!("<style>{}</style>", "/".repeat(90)), format!("<style><![CDATA[{}]]></style>", "/".repeat(110)), "too long"),
            ("<style>a{b:c}</style>".to_owned(), "<style>a b c d e{b:c}</style>".to_owned(), "too many rules"),
            ("<style>a{b:c}</style>".to_owned(), "<style>a/**/b c d e{b:c}</style>".to_owned(), "too many rules"),
            ("<path d='M1e3 0'/>".to_owned(), "<path d='M-1.1e+3,0'/>".to_owned(), "larger than 1000"),
            ("<rect width='1000'/>".to_owned(), "<rect width='&#49;001px'/>".to_owned(), "larger than 1000"),
            ("<rect style='x:#1e9999'/>".to_owned(), "<rect style='stroke-width:1001'/>".to_owned(), "larger than 1000"),
            ("<style>a{b:1}</style>".to_owned(), "<style>a{b:1001}</style>".to_owned(), "larger than 1000"),
            ("<rect rx='1'/>".repeat(3), "<rect rx='1'/>".repeat(4), "points"),
            ("<g><g><g/></g></g>".to_owned(), "<g><g><g><g/></g></g></g>".to_owned(), "deeper than 4"),
            (String::new(), "<use/><g id='a'><use href='#a'/></g>".to_owned(), "`<use>`"),
        ] {
            assert_eq!(check(&svg(&least), &LOW), Ok(()), "{least}");
            let refused = check(&svg(&more), &LOW).expect_err(&more);
            assert!(refused.message.contains(says), "{more}: {}", refused.message);
            assert!(check(&svg(&more), &Limits::USUAL).is_ok() || says == "`<use>`", "{more}");
        }
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        for (text, says) in [
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "document type"),
            ("<svg", "no XML"),
            ("<svg/></svg>", "no XML"),
            ("<svg a=b/>", "no XML"),
            ("<svg a='&b;'/>", "no XML"),
            ("<svg width='1em'><rect width='1em'/></svg>", "letters"),
        ] {
            let refused = check(text, &Limits::USUAL).expect_err(text);
            assert!(refused.message.contains(says), "{text}: {}", refused.message);
        }
    }

    #[test]
    fn numbers_are_those_of_the_format() {
        let found = |text: &str| numbers(text.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("M1.5.5-3e2L4e-1,.25e"), [1.5, 0.5, 300.0, 0.4, 0.25]);
        assert_eq!(found("translate(10 -20) . x"), [10.0, 20.0, 0.0]);
        assert_eq!(found("1e400"), [f64::INFINITY]);
        assert_eq!([pieces(b"M0 0 1 1C1 1 2 2 3 3z"), pieces(b"M0 0a1 1 0 011 1")], [4, 1 + 24]);
        assert_eq!(style_work(b"a , b c{d:e;f:g}", 10), 1 + 10 + 2);
    }
}
