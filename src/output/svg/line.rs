//! A line of text by itself: for the rasteriser, as outlines, or as outlines with its words kept for readers.
use super::body::{Body, stack};
use super::markup::{attribute, path, words};
use super::paragraph::Shown;
use super::{TextMode, outline};
use crate::scene::{Color, Text};
use crate::text::{Run, Weight};
use std::borrow::Cow;
use std::fmt::Write as _;

impl Body<'_> {
    /// A line as the rasteriser needs it, which orders nothing and anchors nothing: each run at its place.
    pub(super) fn bare(&mut self, Shown { text, dark }: Shown<'_>) {
        self.words(text, Some((text.fill, dark)), Vec::new());
    }

    /// The outlines for the eye, and the words, unseen, for readers and for search.
    pub(super) fn outlined(&mut self, shown: Shown<'_>) {
        self.out.push_str("<path aria-hidden=\"true\"");
        self.outlines(&[shown], vec![Cow::Borrowed("glyphs")]);
        self.words(shown.text, None, vec![Cow::Borrowed("unseen")]);
    }

    /// Lines of one colour as one outline.
    pub(super) fn paths(&mut self, texts: &[Shown<'_>]) {
        let mut name = String::new();
        for Shown { text, .. } in texts {
            name.push_str(&text.line.text);
            name.push_str(if text.line.space_after { " " } else { "" });
        }
        self.out.push_str("<path role=\"img\"");
        words(&mut self.out, "aria-label", name.trim_end());
        if texts.iter().any(|shown| shown.text.label) {
            self.out.push_str(" data-part=\"label\"");
        }
        self.outlines(texts, vec![Cow::Borrowed("glyphs")]);
    }

    /// Writes the rest of a path of some lines' glyphs, all in the first one's colour.
    fn outlines(&mut self, texts: &[Shown<'_>], mut classes: Vec<Cow<'static, str>>) {
        let Some(Shown { text: Text { fill, .. }, dark }) = texts.first() else { return };
        self.out.push_str(" d=\"");
        for Shown { text, .. } in texts {
            path(&mut self.out, &outline::path(self.fonts, text));
        }
        self.out.push('"');
        self.color("fill", *fill, *dark, &mut classes);
        self.classes(&classes);
        self.out.push_str("/>");
    }

    /// Writes a line as text, unseen where it has no colour.
    fn words(
        &mut self,
        text: &Text,
        fill: Option<(Color, Option<Color>)>,
        mut classes: Vec<Cow<'static, str>>,
    ) {
        let Text { origin, fill: _, label, anchor: _, goes_on: _, link: _, line } = text;
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
        if *label {
            self.out.push_str(" data-part=\"label\"");
        }
        if single {
            if let Some(run) = line.runs.first() {
                self.face(run, weight);
            }
            self.out.push('>');
            self.single(line.runs.first(), &line.text);
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
                self.single(Some(run), line.text.get(run.text.clone()).unwrap_or(""));
                self.out.push_str("</tspan>");
            }
        }
        if line.space_after {
            self.out.push(' ');
        }
        self.out.push_str("</text>");
    }

    fn single(&mut self, run: Option<&Run>, words: &str) {
        match run {
            Some(run) => self.bounded(run, words),
            None => crate::markup::escape(&mut self.out, words),
        }
    }

    /// Names the run's family where it is not the root's, and its weight where it is not the line's.
    fn face(&mut self, run: &Run, weight: Weight) {
        let face = self.fonts.face(run.face);
        if self.mode == TextMode::Bare && face.family != self.fonts.face(self.main).family {
            let stack = stack(self.fonts, run.face, self.prefix);
            words(&mut self.out, "font-family", &stack);
        }
        if face.weight != weight {
            let _ = write!(self.out, " font-weight=\"{}\"", face.weight.css());
        }
    }
}
