//! Sums that formats keep of their parts, made right again after a change.

/// Makes the checksums of a PNG's chunks or of a font's tables right.
pub(crate) fn mend(bytes: &mut [u8]) {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        chunks(bytes);
    } else if [b"\0\x01\0\0", b"OTTO", b"true"].iter().any(|version| bytes.starts_with(*version)) {
        tables(bytes, 0);
    } else if bytes.starts_with(b"ttcf") {
        for n in 0..number(bytes, 8).min(16) {
            tables(bytes, number(bytes, 12 + 4 * n));
        }
    }
}

/// Four bytes, as a number; 0 where there are none.
fn number(bytes: &[u8], at: usize) -> usize {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    found.map_or(0, |found| u32::from_be_bytes(*found) as usize)
}

fn chunks(bytes: &mut [u8]) {
    let mut at = 8;
    while let Some(end) = at_end(bytes, at) {
        let sum = bytes.get(at + 4..end).map_or(0, crc);
        if let Some(place) = bytes.get_mut(end..end + 4) {
            place.copy_from_slice(&sum.to_be_bytes());
        }
        at = end + 4;
    }
}

/// Where the chunk's data end that starts at a place.
fn at_end(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at + 8 + number(bytes, at);
    (end + 4 <= bytes.len()).then_some(end)
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

fn tables(bytes: &mut [u8], face: usize) {
    for n in 0..(number(bytes, face + 4) >> 16).min(64) {
        let record = face + 12 + 16 * n;
        let (start, length) = (number(bytes, record + 8), number(bytes, record + 12));
        let is_head = bytes.get(record..record + 4) == Some(b"head");
        let Some(table) = bytes.get(start..start + length) else { continue };
        let words = table.chunks(4).enumerate().map(|(n, chunk)| match is_head && n == 2 {
            true => 0,
            false => chunk.iter().chain(&[0; 3]).take(4).fold(0, |word, byte| (word << 8) | u32::from(*byte)),
        });
        let sum = words.fold(0, u32::wrapping_add);
        if let Some(place) = bytes.get_mut(record + 4..record + 8) {
            place.copy_from_slice(&sum.to_be_bytes());
        }
    }
}
