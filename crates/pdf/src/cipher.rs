//! The ciphers that PDFs are locked with: MD5 (RFC 1321), RC4 and AES (FIPS 197).
//!
//! They are old and small, and nothing is kept secret with them here: a file that
//! anybody may open is opened.

/// The MD5 sum of some bytes.
pub(crate) fn md5(bytes: &[u8]) -> [u8; 16] {
    const TURNS: [[u32; 4]; 4] =
        [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((bytes.len() as u64).wrapping_mul(8).to_le_bytes());
    let mut state: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    let (blocks, _) = padded.as_chunks::<64>();
    for block in blocks {
        let words: Vec<u32> =
            block.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for step in 0..64 {
            let (mixed, word) = match step / 16 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, (5 * step + 1) % 16),
                2 => (b ^ c ^ d, (3 * step + 5) % 16),
                _ => (c ^ (b | !d), (7 * step) % 16),
            };
            // The whole part of 2^32 |sin(step + 1)|.
            let sine = ((step as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(mixed).wrapping_add(sine).wrapping_add(words[word]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(TURNS[step / 16][step % 4]));
        }
        for (held, new) in state.iter_mut().zip([a, b, c, d]) {
            *held = held.wrapping_add(new);
        }
    }
    let mut sum = [0; 16];
    for (bytes, word) in sum.chunks_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    sum
}

/// Locks or unlocks bytes: RC4 is its own reverse.
pub(crate) fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    if key.is_empty() {
        return bytes.to_vec();
    }
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % key.len()])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let mut turned = Vec::with_capacity(bytes.len());
    for byte in bytes {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        let at = (usize::from(state[i]) + usize::from(state[j])) % 256;
        turned.push(byte ^ state[at]);
    }
    turned
}

/// AES with a key of 16 or 32 bytes, in chained blocks (CBC).
pub(crate) struct Aes {
    rounds: Vec<[u8; 16]>,
    forth: [u8; 256],
    back: [u8; 256],
}

/// Twice a number of the field that AES reckons in.
fn twice(byte: u8) -> u8 {
    byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1b }
}

fn times(byte: u8, by: u8) -> u8 {
    let (mut product, mut byte, mut by) = (0, byte, by);
    while by != 0 {
        if by & 1 == 1 {
            product ^= byte;
        }
        byte = twice(byte);
        by >>= 1;
    }
    product
}

impl Aes {
    /// `None` when the key is of another length.
    pub fn new(key: &[u8]) -> Option<Aes> {
        let words = key.len() / 4;
        if !matches!(key.len(), 16 | 32) {
            return None;
        }
        let (forth, back) = boxes();
        let count = 4 * (words + 7);
        let mut schedule: Vec<[u8; 4]> = key.as_chunks::<4>().0.to_vec();
        let mut constant = 1;
        for at in words..count {
            let mut word = schedule[at - 1];
            if at % words == 0 {
                word.rotate_left(1);
                word = word.map(|byte| forth[usize::from(byte)]);
                word[0] ^= constant;
                constant = twice(constant);
            } else if words == 8 && at % words == 4 {
                word = word.map(|byte| forth[usize::from(byte)]);
            }
            for (byte, before) in word.iter_mut().zip(schedule[at - words]) {
                *byte ^= before;
            }
            schedule.push(word);
        }
        let rounds = schedule
            .chunks(4)
            .map(|words| {
                let mut round = [0; 16];
                for (to, from) in round.iter_mut().zip(words.iter().flatten()) {
                    *to = *from;
                }
                round
            })
            .collect();
        Some(Aes { rounds, forth, back })
    }

    fn unlock_block(&self, block: [u8; 16]) -> [u8; 16] {
        let mut state = block;
        for (number, round) in self.rounds.iter().enumerate().rev() {
            add(&mut state, round);
            if number + 1 != self.rounds.len() && number != 0 {
                mix(&mut state, [14, 11, 13, 9]);
            }
            if number != 0 {
                let mut moved = [0; 16];
                for (at, byte) in state.iter().enumerate() {
                    moved[(at + 4 * (at % 4)) % 16] = self.back[usize::from(*byte)];
                }
                state = moved;
            }
        }
        state
    }

    fn lock_block(&self, block: [u8; 16]) -> [u8; 16] {
        let mut state = block;
        for (number, round) in self.rounds.iter().enumerate() {
            if number != 0 {
                let mut moved = [0; 16];
                for (at, byte) in state.iter().enumerate() {
                    moved[(at + 12 * (at % 4)) % 16] = self.forth[usize::from(*byte)];
                }
                state = moved;
            }
            if number != 0 && number + 1 != self.rounds.len() {
                mix(&mut state, [2, 3, 1, 1]);
            }
            add(&mut state, round);
        }
        state
    }

    /// Unlocks chained blocks, the first chained to `before`; a rest that fills none is dropped.
    pub fn unlock(&self, before: [u8; 16], bytes: &[u8]) -> Vec<u8> {
        let mut before = before;
        let mut plain = Vec::with_capacity(bytes.len());
        for block in bytes.as_chunks::<16>().0 {
            let mut unlocked = self.unlock_block(*block);
            add(&mut unlocked, &before);
            plain.extend(unlocked);
            before = *block;
        }
        plain
    }

    /// Locks chained blocks, the first chained to `before`.
    pub fn lock(&self, before: [u8; 16], bytes: &[u8]) -> Vec<u8> {
        let mut before = before;
        let mut locked = Vec::with_capacity(bytes.len());
        for block in bytes.as_chunks::<16>().0 {
            let mut block = *block;
            add(&mut block, &before);
            before = self.lock_block(block);
            locked.extend(before);
        }
        locked
    }
}

fn add(state: &mut [u8; 16], other: &[u8; 16]) {
    for (byte, other) in state.iter_mut().zip(other) {
        *byte ^= other;
    }
}

fn mix(state: &mut [u8; 16], by: [u8; 4]) {
    for column in state.as_chunks_mut::<4>().0 {
        let before = *column;
        for (row, byte) in column.iter_mut().enumerate() {
            *byte = (0..4).fold(0, |sum, at| sum ^ times(before[at], by[(at + 4 - row) % 4]));
        }
    }
}

/// The box of substitutions of AES and its reverse, reckoned from their definition.
fn boxes() -> ([u8; 256], [u8; 256]) {
    let (mut forth, mut back) = ([0; 256], [0; 256]);
    // Three is a generator of the field: its powers and their inverses pass every number.
    let (mut power, mut inverse) = (1_u8, 1_u8);
    loop {
        power = times(power, 3);
        inverse = times(inverse, 0xf6);
        let turned = (1..5).fold(inverse, |sum, by| sum ^ inverse.rotate_left(by)) ^ 0x63;
        forth[usize::from(power)] = turned;
        back[usize::from(turned)] = power;
        if power == 1 {
            break;
        }
    }
    forth[0] = 0x63;
    back[0x63] = 0;
    (forth, back)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn md5_of_rfc_1321() {
        assert_eq!(hex(&md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex(&md5(b"message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
        let long =
            b"12345678901234567890123456789012345678901234567890123456789012345678901234567890";
        assert_eq!(hex(&md5(long)), "57edf4a22be3c955ac49da2e2107b67a");
    }

    #[test]
    fn rc4_of_rfc_6229_and_of_wikipedia() {
        assert_eq!(hex(&rc4(b"Key", b"Plaintext")), "bbf316e8d940af0ad3");
        assert_eq!(hex(&rc4(&[1, 2, 3, 4, 5], &[0; 16])), "b2396305f03dc027ccc3524a0a1118a8");
    }

    #[test]
    fn aes_of_fips_197() {
        let plain: Vec<u8> = (0..16).map(|n| n * 0x11).collect();
        for (length, locked) in
            [(16, "69c4e0d86a7b0430d8cdb78070b4c55a"), (32, "8ea2b7ca516745bfeafc49904b496089")]
        {
            let key: Vec<u8> = (0..length).collect();
            let aes = Aes::new(&key).expect("the key is of such a length");
            let there = aes.lock([0; 16], &plain);
            assert_eq!(hex(&there), locked);
            assert_eq!(aes.unlock([0; 16], &there), plain);
        }
        assert!(Aes::new(b"short").is_none());
    }
}
