//! A line of text: as text, as outlines, or as outlines with its words kept for readers.
use super::document::{Body, stack};
use super::markup::{attribute, path, words};
use super::{TextMode, outline};
use crate::markup::escape;
use crate::scene::{Color, Text};
use crate::text::{Run, Weight};
use std::fmt::Write as _;

impl Body<'_> {
    pub(super) fn text(&mut self, text: &Text, dark: Option<&Text>) {
        let Text { origin: _, fill, label, line } = text;
        let dark = dark.map(|dark| dark.fill);
        let mut classes: Vec<String> = Vec::new();
        if *label {
            classes.push("label".to_owned());
        }
        let has_font = |run: &Run| self.faces.iter().any(|face| face.face == run.face);
        match self.mode {
            TextMode::Bare => self.words(text, Some((*fill, dark)), classes),
            TextMode::Embedded if line.runs.iter().all(has_font) => {
                self.words(text, Some((*fill, dark)), classes);
            }
            // the outlines for the eye, and the words, unseen, for readers and for search
            TextMode::Embedded => {
                self.out.push_str("<path aria-hidden=\"true\"");
                self.outlines(text, dark, vec!["glyphs".to_owned()]);
                classes.push("unseen".to_owned());
                self.words(text, None, classes);
            }
            TextMode::Paths => {
                self.out.push_str("<path role=\"img\"");
                words(&mut self.out, "aria-label", &line.text);
                classes.insert(0, "glyphs".to_owned());
                self.outlines(text, dark, classes);
            }
        }
    }

    /// Writes the rest of a path of the line's glyphs.
    fn outlines(&mut self, text: &Text, dark: Option<Color>, mut classes: Vec<String>) {
        self.out.push_str(" d=\"");
        path(&mut self.out, &outline::path(self.fonts, text));
        self.out.push('"');
        self.color("fill", text.fill, dark, &mut classes);
        self.classes(&classes);
        self.out.push_str("/>\n");
    }

    /// Writes a line as text, unseen where it has no colour.
    fn words(&mut self, text: &Text, fill: Option<(Color, Option<Color>)>, mut classes: Vec<String>) {
        let Text { origin, fill: _, label: _, line } = text;
        self.out.push_str("<text");
        // x is where the element's own direction starts: the left end, since only the text around it runs the other way
        let rtl = line.direction.is_rtl();
        if rtl {
            self.out.push_str(" direction=\"rtl\"");
        }
        let single = matches!(line.runs.as_slice(), [_] | []) && !rtl;
        if single {
            attribute(&mut self.out, "x", origin.x);
        }
        attribute(&mut self.out, "y", origin.y);
        attribute(&mut self.out, "font-size", line.size);
        let face = line.runs.first().filter(|_| single).map(|run| self.fonts.face(run.face).weight);
        let weight = face.unwrap_or(line.weight);
        if weight != Weight::Regular {
            let _ = write!(self.out, " font-weight=\"{}\"", weight.css());
        }
        match fill {
            Some((light, dark)) => self.color("fill", light, dark, &mut classes),
            None => {
                self.out.push_str(" fill=\"none\"");
                attribute(&mut self.out, "textLength", line.width);
                self.out.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
            }
        }
        self.classes(&classes);
        if single {
            if let Some(run) = line.runs.first() {
                self.face(run, weight);
            }
            self.out.push('>');
            self.run(line.runs.first(), &line.text);
        } else {
            self.out.push('>');
            // in reading order, each at its place: readers of the file follow the words, the eye the places
            let mut runs: Vec<&Run> = line.runs.iter().collect();
            runs.sort_by_key(|run| run.text.start);
            for run in runs {
                self.out.push_str("<tspan");
                attribute(&mut self.out, "x", origin.x + run.x);
                if rtl {
                    self.out.push_str(" direction=\"ltr\"");
                }
                self.face(run, weight);
                self.out.push('>');
                self.run(Some(run), line.text.get(run.text.clone()).unwrap_or(""));
                self.out.push_str("</tspan>");
            }
        }
        if line.space_after {
            self.out.push(' ');
        }
        self.out.push_str("</text>\n");
    }

    fn run(&mut self, run: Option<&Run>, words: &str) {
        // the rasteriser orders each run by itself, as if it stood between words from left to right
        let bare = self.mode == TextMode::Bare && run.is_some_and(|run| run.rtl);
        let strong = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if bare && !strong(words.chars().next()) {
            self.out.push(RIGHT_TO_LEFT_MARK);
        }
        escape(&mut self.out, words);
        if bare && !strong(words.chars().next_back()) {
            self.out.push(RIGHT_TO_LEFT_MARK);
        }
    }

    /// Names the run's family where it is not the root's, and its weight where it is not the line's.
    fn face(&mut self, run: &Run, weight: Weight) {
        let face = self.fonts.face(run.face);
        if face.family != self.fonts.face(self.main).family {
            let stack = stack(self.fonts, run.face, self.prefix);
            words(&mut self.out, "font-family", &stack);
        }
        if face.weight != weight {
            let _ = write!(self.out, " font-weight=\"{}\"", face.weight.css());
        }
    }
}

const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
