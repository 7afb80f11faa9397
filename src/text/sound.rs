//! Whether a font file can be trusted: what draws, reduces and compresses faces takes their tables at their word.
use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::types::GlyphId;
use skrifa::raw::{FontRef, TableProvider as _};

/// Whether each table is as its checksum says, and no outline claims points that it does not have.
pub(super) fn is_sound(font: &FontRef<'_>) -> bool {
    let records = font.table_directory().table_records();
    let whole = records.iter().all(|record| {
        let Some(table) = font.table_data(record.tag()) else { return false };
        // the header's own field for the whole file's sum counts as zero
        let hole = if record.tag() == *b"head" { 8..12 } else { 0..0 };
        checksum(table.as_bytes(), &hole) == record.checksum()
    });
    whole && outlines_are_sound(font)
}

/// The sum of a table's big-endian words; the bytes in `hole` count as zero.
fn checksum(bytes: &[u8], hole: &std::ops::Range<usize>) -> u32 {
    bytes.chunks(4).enumerate().fold(0u32, |sum, (n, chunk)| {
        let mut word = [0; 4];
        for (k, (to, from)) in word.iter_mut().zip(chunk).enumerate() {
            *to = if hole.contains(&(4 * n + k)) { 0 } else { *from };
        }
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// A TrueType outline without contours must have no points either: readers of outlines index them unseen.
fn outlines_are_sound(font: &FontRef<'_>) -> bool {
    let (Ok(glyf), Ok(loca), Ok(maxp)) = (font.glyf(), font.loca(None), font.maxp()) else { return true };
    (0..u32::from(maxp.num_glyphs())).all(|id| match loca.get_glyf(GlyphId::new(id), &glyf) {
        Ok(Some(Glyph::Simple(glyph))) => {
            !glyph.end_pts_of_contours().is_empty() || glyph.glyph_data().is_empty()
        }
        Ok(_) => true,
        Err(_) => false,
    })
}
