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
/// Most bytes of a configuration: 1 MB.
pub const CONFIG_BYTES: usize = 1024 * 1024;
/// Most entries of a list in a configuration.
pub const CONFIG_ENTRIES: usize = 1_000;
