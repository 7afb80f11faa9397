//! An arrow as a sentence, for those who hear a flow chart.

/// How a kind of arrow reads; `{from}` and `{to}` stand for its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrowSentences {
    /// A solid arrow.
    pub directs: &'static str,
    /// A dashed arrow.
    pub feedback: &'static str,
    /// An arrow with two heads.
    pub mutual: &'static str,
    /// A dotted arrow.
    pub advises: &'static str,
    /// Between the sentence and what flows.
    pub colon: &'static str,
}
