//! A paragraph: one element, whatever its lines, so that a phrase is found, copied and heard whole.
use super::document::Body;
use super::markup::{attribute, words};
use super::{TextMode, near};
use crate::geom::Point;
use crate::markup::escape;
use crate::scene::{Anchor, Color, Text};
use crate::text::{Line, Run, Weight};
use std::fmt::Write as _;

/// A text and its colour on dark pages.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) text: &'a Text,
    pub(super) dark: Option<Color>,
}

/// What a paragraph's element says for all its pieces.
struct Common {
    anchor: Anchor,
    weight: Weight,
    fill: (Color, Option<Color>),
    rtl: bool,
    /// Whether it has no line but one: then its element says how long that is too, since some programs read it nowhere
    /// else, and others at the line alone.
    single: bool,
}

impl Body<'_> {
    /// Writes a paragraph's texts, in reading order.
    pub(super) fn paragraph(&mut self, texts: &[Shown<'_>]) {
        let has_font = |run: &Run| self.faces.iter().any(|face| face.face == run.face);
        match self.mode {
            TextMode::Bare => texts.iter().for_each(|shown| self.bare(*shown)),
            TextMode::Embedded if texts.iter().flat_map(|shown| &shown.text.line.runs).all(has_font) => {
                self.block(texts);
            }
            TextMode::Embedded => texts.iter().for_each(|shown| self.outlined(*shown)),
            TextMode::Paths => {
                for texts in texts.chunk_by(|a, b| (a.text.fill, a.dark) == (b.text.fill, b.dark)) {
                    self.paths(texts);
                }
            }
        }
    }

    fn block(&mut self, texts: &[Shown<'_>]) {
        let Some(Shown { text, dark }) = texts.first() else { return };
        // spaces between pieces of different weights are those of the regular one
        let regular = texts.iter().any(|shown| shown.text.line.weight == Weight::Regular);
        let common = Common {
            anchor: text.anchor,
            weight: if regular { Weight::Regular } else { text.line.weight },
            fill: (text.fill, *dark),
            rtl: text.line.direction.is_rtl(),
            single: texts.iter().all(|shown| shown.text.origin.y == text.origin.y),
        };
        let lines = || texts.chunk_by(|a, b| a.text.origin.y == b.text.origin.y);
        let mixed = |line: &Line| line.direction.is_rtl() || line.runs.iter().any(|run| run.rtl);
        let flows = |line: &[Shown<'_>]| !line.iter().any(|shown| mixed(&shown.text.line));
        self.out.push_str("<text");
        if common.rtl {
            self.out.push_str(" direction=\"rtl\"");
        }
        // some programs look for a place here only
        self.place(lines().next().map_or(text.origin, |line| hook(line, common.anchor)));
        if common.anchor != Anchor::Left {
            words(&mut self.out, "text-anchor", keyword(common.anchor));
        }
        attribute(&mut self.out, "font-size", text.line.size);
        if common.single && flows(texts) {
            self.length(texts);
        }
        self.weight(common.weight, Weight::Regular);
        let mut classes = Vec::new();
        self.color("fill", text.fill, *dark, &mut classes);
        self.classes(&classes);
        if text.label {
            self.out.push_str(" data-part=\"label\"");
        }
        self.out.push('>');
        for line in lines() {
            if flows(line) {
                self.flowing_line(line, &common);
            } else {
                self.placed_line(line, &common);
            }
        }
        self.out.push_str("</text>");
    }

    /// A line that runs from left to right: its pieces follow each other, however wide they are.
    fn flowing_line(&mut self, line: &[Shown<'_>], common: &Common) {
        let [.., Shown { text: end, .. }] = line else { return };
        self.out.push_str("<tspan");
        self.place(hook(line, common.anchor));
        self.length(line);
        let alone = line.len() == 1;
        // the space between pieces is the root's face's, which the file may not have where no word needs it
        let mut faces = line.iter().flat_map(|shown| &shown.text.line.runs).map(|run| run.face);
        let apart = faces.any(|face| self.face_class(face).is_some());
        if alone {
            self.spacing(&end.line.text, &end.line, end.line.width);
        }
        self.out.push('>');
        for (i, shown @ Shown { text: Text { line: words, .. }, .. }) in line.iter().enumerate() {
            let own = !alone || shown.differs(common);
            if own {
                self.out.push_str("<tspan");
                if i > 0 && apart && common.anchor == Anchor::Left {
                    self.place(shown.text.origin);
                }
                if !alone {
                    self.spacing(&words.text, words, words.width);
                }
                self.own(*shown, common);
                self.out.push('>');
            }
            for run in &words.runs {
                self.run(run, words);
            }
            if own {
                self.out.push_str("</tspan>");
            }
            if words.space_after && i + 1 < line.len() {
                self.out.push(' ');
            }
        }
        self.out.push_str("</tspan>");
        self.space(end, common);
    }

    /// A line of both directions, or of the one from right to left: each run at its place, so that it is the same for programs
    /// that know nothing of directions; in reading order, for those who read the file.
    fn placed_line(&mut self, line: &[Shown<'_>], common: &Common) {
        for shown @ Shown { text: Text { origin, line: words, .. }, .. } in line {
            let mut runs: Vec<&Run> = words.runs.iter().collect();
            runs.sort_by_key(|run| run.text.start);
            // of runs side by side each hangs on the end where reading starts
            let anchor = match common.anchor {
                anchor if line.len() == 1 && runs.len() < 2 => anchor,
                _ if common.rtl => Anchor::Right,
                _ => Anchor::Left,
            };
            for run in runs {
                self.out.push_str("<tspan");
                self.place(Point::new(origin.x + run.x + anchor.share() * run.width, origin.y));
                if anchor != common.anchor {
                    self::words(&mut self.out, "text-anchor", keyword(anchor));
                }
                if common.rtl {
                    self.out.push_str(" direction=\"ltr\"");
                }
                if !run.rtl {
                    self.spacing(words.text.get(run.text.clone()).unwrap_or(""), words, run.width);
                }
                self.own(*shown, common);
                self.out.push('>');
                self.run(run, words);
                self.out.push_str("</tspan>");
            }
            self.space(shown.text, common);
        }
    }

    /// The space after a line, apart from it: it would move what does not hang on its left end, and be kerned with it.
    fn space(&mut self, text: &Text, common: &Common) {
        if text.line.space_after {
            let width = if common.rtl { 0.0 } else { text.line.width };
            self.out.push_str("<tspan");
            self.place(Point::new(text.origin.x + width, text.origin.y));
            self.out.push_str("> </tspan>");
        }
    }

    /// How long a line is, whatever the font.
    fn length(&mut self, line: &[Shown<'_>]) {
        let ends = ends(line);
        attribute(&mut self.out, "textLength", ends.1 - ends.0);
    }

    fn place(&mut self, at: Point) {
        attribute(&mut self.out, "x", at.x);
        attribute(&mut self.out, "y", at.y);
    }

    fn weight(&mut self, weight: Weight, around: Weight) {
        if weight != around {
            let _ = write!(self.out, " font-weight=\"{}\"", weight.css());
        }
    }

    /// Space between letters with which fonts that others have are as wide.
    fn spacing(&mut self, words: &str, line: &Line, width: f64) {
        if let Some(spacing) = near::spacing(words, line.weight, line.size, width) {
            attribute(&mut self.out, "letter-spacing", spacing);
        }
    }

    /// What a piece has not in common with its paragraph.
    fn own(&mut self, Shown { text, dark }: Shown<'_>, common: &Common) {
        self.weight(text.line.weight, common.weight);
        if (text.fill, dark) != common.fill {
            let mut classes = Vec::new();
            self.color("fill", text.fill, dark, &mut classes);
            self.classes(&classes);
        }
    }

    /// Writes a run's words, in an element of its own where its face is not what its line says.
    fn run(&mut self, run: &Run, line: &Line) {
        let face = self.fonts.face(run.face);
        let family = self.face_class(run.face);
        let own = family.is_some() || face.weight != line.weight;
        if own {
            self.out.push_str("<tspan");
            self.weight(face.weight, line.weight);
            self.classes(&family.into_iter().collect::<Vec<_>>());
            self.out.push('>');
        }
        self.bounded(run, line.text.get(run.text.clone()).unwrap_or(""));
        if own {
            self.out.push_str("</tspan>");
        }
    }

    /// Words of a run. Programs order each run by itself, as if it stood between words from left to right: marks keep the signs
    /// at the ends of one from right to left where they are.
    pub(super) fn bounded(&mut self, run: &Run, words: &str) {
        let strong = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if run.rtl && !strong(words.chars().next()) {
            self.out.push(RIGHT_TO_LEFT_MARK);
        }
        escape(&mut self.out, words);
        if run.rtl && !strong(words.chars().next_back()) {
            self.out.push(RIGHT_TO_LEFT_MARK);
        }
    }
}

impl Shown<'_> {
    fn differs(&self, common: &Common) -> bool {
        self.text.line.weight != common.weight || (self.text.fill, self.dark) != common.fill
    }
}

/// Where a line is from and to.
fn ends(line: &[Shown<'_>]) -> (f64, f64) {
    let ends = |shown: &Shown<'_>| (shown.text.origin.x, shown.text.origin.x + shown.text.line.width);
    line.iter().map(ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
}

/// Where a line's pieces hang together.
fn hook(line: &[Shown<'_>], anchor: Anchor) -> Point {
    let (left, right) = ends(line);
    let y = line.first().map_or(0.0, |shown| shown.text.origin.y);
    Point::new(left + anchor.share() * (right - left), y)
}

/// Of text that runs from left to right, as places have it.
fn keyword(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Left => "start",
        Anchor::Middle => "middle",
        Anchor::Right => "end",
    }
}

const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
