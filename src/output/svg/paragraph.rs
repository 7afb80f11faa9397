//! A paragraph: one element, whatever its lines, so that a phrase is found, copied and heard whole.
use super::body::Body;
use super::markup::{attribute, words};
use super::{Inline, TextMode, near};
use crate::geom::Point;
use crate::markup::escape;
use crate::scene::{Anchor, Color, Text};
use crate::text::{Line, Run, Weight};
use std::borrow::Cow;
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
    /// Whether it runs from right to left and has signs, such as brackets.
    signs: bool,
}

impl Body<'_> {
    /// Writes a paragraph's texts, in reading order.
    pub(super) fn paragraph(&mut self, texts: &[Shown<'_>]) {
        let has_font = |run: &Run| self.faces.iter().any(|face| face.face == run.face);
        if self.mode == TextMode::Embedded
            && texts.iter().flat_map(|shown| &shown.text.line.runs).all(has_font)
        {
            self.block(texts);
            return;
        }
        // each text an element: links are around them
        for texts in texts.chunk_by(of_one_link) {
            let is_link = texts.first().is_some_and(|first| self.open_link(first.text));
            match self.mode {
                TextMode::Bare => texts.iter().for_each(|shown| self.bare(*shown)),
                TextMode::Embedded => texts.iter().for_each(|shown| self.outlined(*shown)),
                TextMode::Paths => {
                    for texts in texts.chunk_by(|a, b| (a.text.fill, a.dark) == (b.text.fill, b.dark)) {
                        self.paths(texts);
                    }
                }
            }
            self.out.push_str(if is_link { "</a>" } else { "" });
        }
    }

    fn block(&mut self, texts: &[Shown<'_>]) {
        let Some(Shown { text, dark }) = texts.first() else { return };
        let rtl = text.line.direction.is_rtl();
        let signed = |line: &Line| line.runs.iter().any(|run| has_signs(run, line));
        let common = Common {
            anchor: text.anchor,
            weight: text.line.weight,
            fill: (text.fill, *dark),
            rtl,
            signs: rtl && texts.iter().any(|shown| signed(&shown.text.line)),
        };
        let mixed = |line: &Line| line.direction.is_rtl() || line.runs.iter().any(|run| run.rtl);
        self.out.push_str("<text");
        if common.rtl {
            self.out.push_str(" direction=\"rtl\"");
        }
        // Inkscape drops a space between lines otherwise, and joins Arabic letters across them; MDX knows no such name
        if self.inline == Inline::Html && texts.len() > 1 && texts.iter().any(|shown| mixed(&shown.text.line))
        {
            self.out.push_str(" xml:space=\"preserve\"");
        }
        // some programs look for a place here only
        self.place(hook(text));
        if common.anchor != Anchor::Left {
            words(&mut self.out, "text-anchor", keyword(common.anchor));
        }
        attribute(&mut self.out, "font-size", text.line.size);
        // some read only here how long a line is, others at the line alone
        if texts.len() == 1 && !mixed(&text.line) {
            self.length(text);
        }
        self.weight(common.weight, Weight::Regular);
        let mut classes = Vec::new();
        self.color("fill", text.fill, *dark, &mut classes);
        self.classes(&classes);
        if text.label {
            self.out.push_str(" data-part=\"label\"");
        }
        self.out.push('>');
        let on_line = |y: f64, other: Option<&Shown<'_>>| other.is_some_and(|o| o.text.origin.y == y);
        let mut at = 0_usize;
        for linked in texts.chunk_by(of_one_link) {
            let start = self.out.len();
            let is_link = linked.first().is_some_and(|first| self.open_link(first.text));
            let inside = self.out.len();
            for (i, shown) in (at..).zip(linked) {
                let y = shown.text.origin.y;
                let before = i.checked_sub(1).and_then(|before| texts.get(before));
                let alone = !on_line(y, before) && !on_line(y, texts.get(i + 1));
                if mixed(&shown.text.line) {
                    self.placed(*shown, alone, &common);
                } else {
                    self.flowing(*shown, &common);
                }
            }
            if is_link {
                self.out.push_str("</a>");
                self.stand_in(start, inside);
            }
            at += linked.len();
        }
        self.out.push_str("</text>");
    }

    /// Puts the words of a link that was just written, from `start` on and inside from `inside` on, before it once more, for one
    /// program alone: LibreOffice draws no words within a link within a text, and does draw those that are not to be displayed.
    fn stand_in(&mut self, start: usize, inside: usize) {
        let link = self.out.split_off(start);
        let words = link.get(inside - start..).and_then(|rest| rest.strip_suffix("</a>")).unwrap_or_default();
        // words have no signs of markup, so that each of these is a tag; some programs look at the innermost alone
        self.out.push_str(&words.replace("<tspan", "<tspan display=\"none\""));
        self.out.push_str(&link);
    }

    /// A piece of a line that runs from left to right.
    fn flowing(&mut self, shown: Shown<'_>, common: &Common) {
        let words = &shown.text.line;
        self.out.push_str("<tspan");
        self.place(hook(shown.text));
        if common.rtl {
            self.out.push_str(" direction=\"ltr\"");
        }
        self.length(shown.text);
        self.spacing(&words.text, words, words.width);
        self.own(shown, common);
        self.out.push('>');
        for run in &words.runs {
            self.run(run, words);
        }
        self.out.push_str("</tspan>");
        self.space(shown.text, common);
    }

    /// A piece of a line of both directions, or of the one from right to left: each run at its place, so that it is the same for
    /// programs that know nothing of directions; in reading order, for those who read the file. Of runs side by side each hangs
    /// on the end where reading starts. Where there are signs, all say their direction, without which Inkscape puts signs at the
    /// wrong end, and hang on their middle, which alone is the same in both directions.
    fn placed(&mut self, shown: Shown<'_>, alone: bool, common: &Common) {
        let Text { origin, line: words, .. } = shown.text;
        let mut runs: Vec<&Run> = words.runs.iter().collect();
        runs.sort_by_key(|run| run.text.start);
        let anchor = match common.anchor {
            anchor if alone && runs.len() < 2 => anchor,
            _ if common.rtl => Anchor::Right,
            _ => Anchor::Left,
        };
        for run in runs {
            let turned = common.signs || has_signs(run, words);
            let anchor = if turned { Anchor::Middle } else { anchor };
            self.out.push_str("<tspan");
            self.place(Point::new(origin.x + run.x + anchor.share() * run.width, origin.y));
            if anchor != common.anchor {
                self::words(&mut self.out, "text-anchor", keyword(anchor));
            }
            match (common.rtl, turned) {
                (true, false) => self.out.push_str(" direction=\"ltr\""),
                (false, true) => self.out.push_str(" direction=\"rtl\""),
                (true, true) | (false, false) => {}
            }
            if !run.rtl {
                self.spacing(words.text.get(run.text.clone()).unwrap_or(""), words, run.width);
            }
            self.own(shown, common);
            self.out.push('>');
            self.run(run, words);
            self.out.push_str("</tspan>");
        }
        self.space(shown.text, common);
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
    fn length(&mut self, text: &Text) {
        attribute(&mut self.out, "textLength", text.line.width);
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
        let text = line.text.get(run.text.clone()).unwrap_or("");
        let own = family.is_some() || face.weight != line.weight;
        if own {
            self.out.push_str("<tspan");
            self.weight(face.weight, line.weight);
            let stand_in = near::stand_in(text, line.weight).filter(|_| family.is_some());
            if let Some(near::StandIn { families, share }) = stand_in {
                words(&mut self.out, "font-family", families);
                attribute(&mut self.out, "font-size", share * line.size);
            }
            self.classes(&family.map(Cow::Owned).into_iter().collect::<Vec<_>>());
            self.out.push('>');
        }
        self.bounded(run, text);
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

/// Whether two texts of a paragraph that follow each other are of the same link, or of none.
fn of_one_link(a: &Shown<'_>, b: &Shown<'_>) -> bool {
    a.text.link == b.text.link
}

/// Whether a run goes from right to left and has more than letters and spaces.
fn has_signs(run: &Run, line: &Line) -> bool {
    let words = line.text.get(run.text.clone()).unwrap_or("");
    run.rtl && !words.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// What a line hangs on.
fn hook(text: &Text) -> Point {
    Point::new(text.origin.x + text.anchor.share() * text.line.width, text.origin.y)
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
