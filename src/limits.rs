//! Every limit on what is read, in one place: beyond it there is an error that names it, never a hang.

/// Most bytes of a page or of data: 10 MB.
pub const SOURCE_BYTES: usize = 10 * 1024 * 1024;
/// Deepest nesting of lists and quotes, or of data.
pub const NESTING: usize = 64;
/// Most levels of a model.
pub const LEVELS: usize = 200;
/// Most functions of a model.
pub const FUNCTIONS: usize = 20_000;
/// Most flows of a model.
pub const FLOWS: usize = 100_000;
/// Most characters of one text: a name, a label, a paragraph.
pub const TEXT_CHARS: usize = 10_000;
/// Most bytes of a file with an icon or a logo: 1 MB.
pub const EMBLEM_BYTES: usize = 1024 * 1024;
/// Most pixels of an icon or a logo: 4 million.
pub const EMBLEM_PIXELS: u64 = 4_000_000;
/// Most lines of a drawing in a code block.
pub const DRAWING_LINES: usize = 2_000;
/// Most columns of a line of such a drawing.
pub const DRAWING_COLUMNS: usize = 400;
/// Most boxes of a drawing in a code block.
pub const DRAWING_NODES: usize = 2_000;
/// Most lines and arrows between them.
pub const DRAWING_EDGES: usize = 10_000;
/// Most columns of a table written in HTML, and most rows or columns that one of its cells may take.
pub const TABLE_COLUMNS: usize = 64;
/// Longest text, in bytes, of a cell over several rows that is read in each of them; a longer one is read in the first.
pub const REPEATED_CELL_BYTES: usize = 200;
/// Most tags inside words of HTML that are read as bold or as a link; around more of them, the words stand alone.
pub const TAGS_IN_WORDS: usize = 40;
/// Most braces in one another inside a tag of HTML or JSX; one with more is read as words.
pub const TAG_BRACES: usize = 16;
/// Most bytes of a configuration: 1 MB.
pub const CONFIG_BYTES: usize = 1024 * 1024;
/// Most entries of a list in a configuration.
pub const CONFIG_ENTRIES: usize = 1_000;
