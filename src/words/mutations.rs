//! How Welsh words begin; the build writes down each form of those that it lists.

/// A mutated beginning of a Welsh word and what it may have been.
pub(crate) const WELSH: [(&str, &[&str]); 18] = [
    ("ngh", &["c"]),
    ("mh", &["p"]),
    ("nh", &["t"]),
    ("ch", &["c"]),
    ("ph", &["p"]),
    ("th", &["t"]),
    ("ng", &["g"]),
    ("dd", &["d"]),
    ("g", &["c"]),
    ("b", &["p"]),
    ("d", &["t"]),
    ("f", &["b", "m"]),
    ("m", &["b"]),
    ("n", &["d"]),
    ("l", &["ll"]),
    ("r", &["rh"]),
    ("w", &["gw"]),
    ("y", &["gy"]),
];
