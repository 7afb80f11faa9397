//! The text that is ours, in each built-in language.

/// Text of ours in pictures and text versions, as it is drawn.
#[derive(Debug)]
pub struct Texts {
    /// Heading of the poster's aside.
    pub aside: &'static str,
    /// Stands before a card's roles, with its colon.
    pub roles: &'static str,
    /// What a role is that is no plain member, in the order of `RoleMark::ALL`.
    pub marks: [&'static str; 5],
    /// Stands before how often a body meets, with its colon.
    pub meets: &'static str,
    /// Stands before what a body decides, with its colon.
    pub decides: &'static str,
    /// Stands before the bodies within a body, with its colon.
    pub within: &'static str,
    /// Stands between two roles.
    pub separator: &'static str,
    /// Stands between a name and what is below it.
    pub colon: &'static str,
    /// Stand around words that are quoted: a title, a role.
    pub quotation: [&'static str; 2],
    /// Legend: a solid arrow.
    pub directs: &'static str,
    /// Legend: a dashed arrow.
    pub feedback: &'static str,
    /// Legend: an arrow with two heads.
    pub mutual: &'static str,
    /// Legend: a dotted arrow.
    pub advises: &'static str,
    /// Legend: the arrows of the main line.
    pub main: &'static str,
    /// Legend: what the colours of arrows say.
    pub sender: &'static str,
    /// Legend: thin arrows.
    pub reach: &'static str,
    /// Legend: the line from a body to one within it.
    pub tie: &'static str,
    /// Heading of the outcomes in a text version.
    pub outcomes: &'static str,
    /// Heading of the bodies outside, in a text version and on their band.
    pub outside: &'static str,
    /// Heading of the flows in a text version.
    pub flows: &'static str,
    /// Header of the column where a flow starts.
    pub from: &'static str,
    /// Header of the column where a flow points.
    pub to: &'static str,
    /// Header of the column that says what flows.
    pub flow: &'static str,
    /// Header of the column that says how it is drawn.
    pub kind: &'static str,
    /// In the column of kinds: against the main direction.
    pub kind_feedback: &'static str,
    /// In the column of kinds: both ways.
    pub kind_mutual: &'static str,
    /// In the column of kinds: advice.
    pub kind_advises: &'static str,
    /// In the column of kinds: on the main line.
    pub kind_main: &'static str,
    /// Note on a flow chart without flows.
    pub cascade: &'static str,
    /// What each picture is called: the simple visual, the flow chart, the poster.
    pub pictures: [&'static str; 3],
    /// Alternative text of a simple visual, `{title}` standing for the title.
    pub alt_simple: &'static str,
    /// Alternative text of a flow chart.
    pub alt_flow: &'static str,
    /// Alternative text of a flow chart whose arrows are the cascade.
    pub alt_cascade: &'static str,
    /// Alternative text of a flow chart without an arrow.
    pub alt_boxes: &'static str,
    /// Alternative text of a poster without roles.
    pub alt_poster: &'static str,
    /// Alternative text of a poster.
    pub alt_poster_roles: &'static str,
    /// Alternative text of a poster's sheet that shows one level.
    pub alt_poster_level: &'static str,
    /// Which role stands out, `{role}`, and in which `{functions}`.
    pub marked: &'static str,
    /// How many functions have the role that stands out, `{held}`, of how many, `{all}`.
    pub held: &'static str,
    /// Stands before the version of what a picture shows.
    pub version: &'static str,
    /// Stands before who answers for it.
    pub owner: &'static str,
    /// Stands before the terms under which it may be used.
    pub licence: &'static str,
    /// Stands before the address that it is from.
    pub source: &'static str,
    /// Which sheet of a series it is, `{number}`, of `{all}`.
    pub sheet: &'static str,
}

impl Texts {
    /// A name, and behind it in the language's brackets what is said of it.
    #[must_use]
    pub fn bracketed(&self, name: &str, inner: &str) -> String {
        // Chinese and Japanese have wide brackets, as they have wide colons
        match self.colon {
            "：" => format!("{name}（{inner}）"),
            _ => format!("{name} ({inner})"),
        }
    }

    /// Words between the language's quotation marks; none where there are no words.
    #[must_use]
    pub fn quoted(&self, words: &str) -> String {
        let [open, close] = self.quotation;
        let words = words.trim();
        if words.is_empty() { String::new() } else { [open, words, close].concat() }
    }
}
