//! Unfolding the bytes of a stream, never to more than is allowed (ISO 32000-1, 7.4).

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::object::{Dict, Object};

/// Bytes unfolded by one filter, at most `most`. What breaks off is kept as far as it
/// goes; `None` when the filter is not one of text, or more would come than is allowed.
pub(crate) fn unfold(
    name: &[u8],
    bytes: &[u8],
    parms: Option<&Dict>,
    most: usize,
) -> Option<Vec<u8>> {
    let unfolded = match name {
        b"FlateDecode" | b"Fl" => predicted(inflate(bytes, most)?, parms, most)?,
        b"LZWDecode" | b"LZW" => {
            let early = parms.and_then(|parms| parms.get("EarlyChange")).and_then(Object::number);
            predicted(lzw(bytes, early != Some(0.0), most)?, parms, most)?
        }
        b"ASCII85Decode" | b"A85" => ascii_85(bytes, most)?,
        b"ASCIIHexDecode" | b"AHx" => ascii_hex(bytes),
        b"RunLengthDecode" | b"RL" => run_length(bytes, most)?,
        b"Crypt" => bytes.to_vec(),
        _ => return None,
    };
    (unfolded.len() <= most).then_some(unfolded)
}

/// Whether a filter folds an image and nothing else.
pub(crate) fn is_of_images(name: &[u8]) -> bool {
    matches!(
        name,
        b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF"
    )
}

fn inflate(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut unfolded = Vec::new();
    let failed = ZlibDecoder::new(bytes).take(limit).read_to_end(&mut unfolded).is_err();
    if failed && unfolded.is_empty() {
        // Without its two bytes at the head, or with wrong ones.
        let _ = DeflateDecoder::new(bytes).take(limit).read_to_end(&mut unfolded);
        if let Some(rest) = bytes.get(2..).filter(|_| unfolded.is_empty()) {
            let _ = DeflateDecoder::new(rest).take(limit).read_to_end(&mut unfolded);
        }
    }
    (unfolded.len() <= most).then_some(unfolded)
}

/// LZW with codes of 9 to 12 bits, the highest bit first.
fn lzw(bytes: &[u8], early: bool, most: usize) -> Option<Vec<u8>> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut unfolded: Vec<u8> = Vec::new();
    // Each code is a stretch of what was unfolded already: where it begins, and its length.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut held, mut bits, mut width) = (0_u32, 0, 9);
    let mut last: Option<(usize, usize)> = None;
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        match code {
            CLEAR => {
                table.clear();
                (width, last) = (9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let start = unfolded.len();
        match code.checked_sub(END + 1) {
            None => unfolded.push(code as u8),
            Some(index) => {
                let (from, length) = match (table.get(index), last) {
                    (Some(stretch), _) => *stretch,
                    // The code that is being made: the last stretch and its first byte.
                    (None, Some((from, length))) if index == table.len() => (from, length + 1),
                    _ => return Some(unfolded),
                };
                for at in from..from + length {
                    let byte = *unfolded.get(at)?;
                    unfolded.push(byte);
                }
            }
        }
        if most < unfolded.len() {
            return None;
        }
        if let Some((from, length)) = last
            && table.len() < 4096 - END - 1
        {
            table.push((from, length + 1));
        }
        last = Some((start, unfolded.len() - start));
        let next = table.len() + END + 1 + usize::from(early);
        width = match next {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    Some(unfolded)
}

fn ascii_85(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut unfolded = Vec::new();
    let (mut group, mut count) = (0_u32, 0);
    for byte in bytes {
        match byte {
            b'~' => break,
            b'z' if count == 0 => unfolded.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    unfolded.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
        if most < unfolded.len() {
            return None;
        }
    }
    if 1 < count {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        unfolded.extend(group.to_be_bytes().iter().take(count - 1));
    }
    Some(unfolded)
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|value| u8::try_from(value).ok())
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_length(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut unfolded = Vec::new();
    let mut rest = bytes;
    while let [length, after @ ..] = rest {
        let length = usize::from(*length);
        match length {
            128 => break,
            0..128 => {
                let (here, next) = after.split_at((length + 1).min(after.len()));
                unfolded.extend(here);
                rest = next;
            }
            _ => {
                let Some((byte, next)) = after.split_first() else { break };
                unfolded.extend(std::iter::repeat_n(*byte, 257 - length));
                rest = next;
            }
        }
        if most < unfolded.len() {
            return None;
        }
    }
    Some(unfolded)
}

/// Undoes what was foretold of each row from the row above it.
fn predicted(bytes: Vec<u8>, parms: Option<&Dict>, most: usize) -> Option<Vec<u8>> {
    let value = |name: &str, otherwise: usize| {
        parms.and_then(|parms| parms.get(name)).and_then(Object::count).unwrap_or(otherwise)
    };
    let predictor = value("Predictor", 1);
    if predictor < 2 {
        return Some(bytes);
    }
    let colors = value("Colors", 1).clamp(1, 32);
    let bits = value("BitsPerComponent", 8).clamp(1, 16);
    let columns = value("Columns", 1).clamp(1, most.max(1));
    let row = columns.checked_mul(colors)?.checked_mul(bits)?.div_ceil(8);
    let pixel = (colors * bits).div_ceil(8);
    if predictor == 2 {
        let mut bytes = bytes;
        if bits == 8 {
            for row in bytes.chunks_mut(row) {
                for at in pixel..row.len() {
                    row[at] = row[at].wrapping_add(row[at - pixel]);
                }
            }
        }
        return Some(bytes);
    }
    let mut plain: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0; row.min(bytes.len())];
    for line in bytes.chunks(row + 1) {
        let Some((kind, rest)) = line.split_first() else { break };
        let mut here = rest.to_vec();
        for at in 0..here.len() {
            let left = at.checked_sub(pixel).map_or(0, |at| here[at]);
            let up = above.get(at).copied().unwrap_or(0);
            let corner = at.checked_sub(pixel).and_then(|at| above.get(at)).copied().unwrap_or(0);
            let foretold = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            here[at] = here[at].wrapping_add(foretold);
        }
        plain.extend(&here);
        above = here;
    }
    Some(plain)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let sum = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |one: u8| (sum - i16::from(one)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &[u8], folded: &[u8], expected: &[u8]) {
        assert_eq!(unfold(name, folded, None, 1 << 20).as_deref(), Some(expected));
        assert_eq!(unfold(name, folded, None, expected.len() - 1), None);
    }

    #[test]
    fn the_filters_of_text() {
        check(b"ASCIIHexDecode", b"48 65 6c6C 6f>", b"Hello");
        check(b"ASCII85Decode", b"87cURD]i,\"Ebo80~>", b"Hello World!");
        check(b"RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128], b"abccc");
    }

    #[test]
    fn lzw_as_the_standard_shows_it() {
        // ISO 32000-1, 7.4.4.2, example 1.
        let folded = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        check(b"LZWDecode", &folded, &[45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }

    #[test]
    fn rows_foretold_from_the_row_above() {
        let parms = Dict(vec![
            (b"Predictor".to_vec(), Object::Number(12.0)),
            (b"Columns".to_vec(), Object::Number(3.0)),
        ]);
        let rows = vec![2, 1, 2, 3, 2, 1, 1, 1];
        assert_eq!(predicted(rows, Some(&parms), 100), Some(vec![1, 2, 3, 2, 3, 4]));
    }
}
