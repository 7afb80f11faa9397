//! Every limit on what is read, in one place: beyond it there is an error that names it, never a hang. `docs/limits.md` is made of
//! this file, its sections of the lines that start with `// ##`.

// ## Pages and models

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
/// Most links in the texts of one part of a model: of a level, or of a function.
pub const LINKS: usize = 500;
/// Most characters of one text: a name, a label, a paragraph.
pub const TEXT_CHARS: usize = 10_000;

// ## Pictures

/// Most pixels on a side of a PNG.
pub const PICTURE_SIDE: u32 = 32_767;

// ## Pictures that are read back

/// Most bytes of a picture that a model is read out of: 512 MB; the largest raster that is written takes less.
pub const PICTURE_BYTES: usize = 512 * 1024 * 1024;
/// Most bytes of a model that is read out of a picture: 10 MB, as of a page.
pub const MODEL_BYTES: usize = 10 * 1024 * 1024;

// ## Icons and logos

/// Most bytes of a file with an icon or a logo: 1 MB.
pub const EMBLEM_BYTES: usize = 1024 * 1024;
/// Most pixels of an icon or a logo: 4 million.
pub const EMBLEM_PIXELS: u64 = 4_000_000;
/// Most elements of an icon or a logo, each counted as often as it is drawn by reference.
pub const EMBLEM_ELEMENTS: usize = 5_000;
/// Most pieces of outlines of an icon or a logo, each counted as often as it is drawn by reference.
pub const EMBLEM_POINTS: usize = 100_000;
/// Most attributes of one element of an icon or a logo.
pub const EMBLEM_ATTRIBUTES: usize = 200;
/// Most attributes of a whole icon or logo, each counted as often as its element is drawn by reference.
pub const EMBLEM_ATTRIBUTES_IN_ALL: usize = 50_000;
/// Most declarations of namespaces in an icon or a logo.
pub const EMBLEM_NAMESPACES: usize = 100;
/// Most marks and stretches of words in an icon or a logo, comments included.
pub const EMBLEM_NODES: usize = 30_000;
/// Most bytes of an icon's or a logo's style sheets: 16 KB.
pub const EMBLEM_STYLE_BYTES: usize = 16 * 1024;
/// Most comparisons of an icon's or a logo's elements with the selectors and declarations of its style sheets.
pub const EMBLEM_STYLE_WORK: usize = 1_000_000;
/// Largest number in the geometry of an icon or a logo: what readers make of curves grows with their size.
pub const EMBLEM_NUMBER: f64 = 1_000_000.0;

// ## Fonts

/// Most bytes of a font file: 64 MB.
pub const FONT_BYTES: usize = 64 * 1024 * 1024;
/// Most faces in one font file.
pub const FONT_FACES: usize = 100;
/// Most tables of a face, and most of its maps of characters.
pub const FONT_TABLES: usize = 64;
/// Deepest nesting of glyphs that are put together of others.
pub const FONT_COMPOSITE_DEPTH: usize = 16;
/// Most glyphs that one glyph is put together of, each counted as often as it is drawn.
pub const FONT_GLYPH_PARTS: usize = 1_000;
/// Most points of all outlines in a font file, each counted as often as it is drawn.
pub const FONT_POINTS: usize = 30_000_000;
/// Most steps of one outline that is a small program (`CFF`), with those of the subroutines that it calls.
pub const FONT_OUTLINE_STEPS: usize = 200_000;
/// Most steps of all such outlines in a font file.
pub const FONT_STEPS: usize = 200_000_000;
/// Most characters that one map of a font's characters claims: those of Unicode, twice.
pub const FONT_MAPPINGS: usize = 2 * 0x11_0000;

// ## Drawings in code blocks, and HTML

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

// ## Work

/// Most rows of one text that are shaped by themselves to be measured, where letters join over breaks; the width of further ones is
/// estimated.
pub const ROWS_SHAPED: usize = 20_000;

// ## Configurations

/// Most bytes of a configuration: 1 MB.
pub const CONFIG_BYTES: usize = 1024 * 1024;
/// Most entries of a list in a configuration.
pub const CONFIG_ENTRIES: usize = 1_000;
