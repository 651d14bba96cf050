//! Files locked with a password, and files that only say what one may do with them:
//! those open with the empty password (ISO 32000-2, 7.6).

use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::cipher::{Aes, md5, rc4};
use crate::object::{Dict, Object};

/// What unlocks the strings and streams of a file.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    key: Vec<u8>,
    streams: Cipher,
    strings: Cipher,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cipher {
    None,
    Rc4,
    Aes,
    /// AES with a key of 32 bytes, the same for every object.
    LongAes,
}

/// The bytes that fill up a password (Algorithm 2).
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// The key of a file for which nobody needs to give a password; `None` when one is
/// needed, or the file is locked in another way.
pub(crate) fn key(encrypt: &Dict, id: &[u8]) -> Option<Key> {
    let number = |name: &str| encrypt.get(name).and_then(Object::number);
    let text = |name: &str| match encrypt.get(name) {
        Some(Object::Text(text)) => Some(text.as_slice()),
        _ => None,
    };
    if encrypt.get("Filter").and_then(Object::name) != Some(b"Standard") {
        return None;
    }
    let version = number("V").unwrap_or(0.0) as u8;
    let revision = number("R")? as u8;
    let cipher = |name: &str| match version {
        1 | 2 => Some(Cipher::Rc4),
        4 | 5 => {
            let filter = encrypt.get(name).and_then(Object::name).unwrap_or(b"Identity");
            if filter == b"Identity" {
                return Some(Cipher::None);
            }
            let filters = encrypt.get("CF")?.dict()?;
            let filter = filters.0.iter().find(|(key, _)| key == filter)?.1.dict()?;
            match filter.get("CFM").and_then(Object::name)? {
                b"None" => Some(Cipher::None),
                b"V2" => Some(Cipher::Rc4),
                b"AESV2" => Some(Cipher::Aes),
                b"AESV3" => Some(Cipher::LongAes),
                _ => None,
            }
        }
        _ => None,
    };
    let (streams, strings) = (cipher("StmF")?, cipher("StrF")?);
    let key = match revision {
        2..=4 => {
            let length = match version {
                1 => 5,
                4 => 16,
                _ => (number("Length").unwrap_or(40.0) as usize / 8).clamp(5, 16),
            };
            let keeps_metadata = encrypt.get("EncryptMetadata") != Some(&Object::Bool(false));
            let mut seed = PADDING.to_vec();
            seed.extend(text("O")?.get(..32)?);
            // Permissions are written with a sign, or as an unsigned number by some.
            seed.extend((number("P")? as i64 as u32).to_le_bytes());
            seed.extend(id);
            if 4 <= revision && !keeps_metadata {
                seed.extend([0xff; 4]);
            }
            let mut sum = md5(&seed);
            if 3 <= revision {
                for _ in 0..50 {
                    sum = md5(&sum[..length]);
                }
            }
            let key = sum[..length].to_vec();
            opens(&key, revision, id, text("U")?).then_some(key)?
        }
        5 | 6 => {
            let user = text("U")?.get(..48)?;
            let (check, salts) = user.split_at(32);
            let (of_check, of_key) = salts.split_at(8);
            let hash = |salt: &[u8]| match revision {
                5 => Sha256::digest(salt).to_vec(),
                _ => hardened(salt),
            };
            (hash(of_check) == check).then_some(())?;
            Aes::new(&hash(of_key))?.unlock([0; 16], text("UE")?.get(..32)?)
        }
        _ => return None,
    };
    Some(Key { key, streams, strings })
}

/// Whether a key is that of the empty password (Algorithms 4 and 5).
fn opens(key: &[u8], revision: u8, id: &[u8], user: &[u8]) -> bool {
    if revision == 2 {
        return rc4(key, &PADDING) == user;
    }
    let mut seed = PADDING.to_vec();
    seed.extend(id);
    let mut check = rc4(key, &md5(&seed));
    for turn in 1..20 {
        let turned: Vec<u8> = key.iter().map(|byte| byte ^ turn).collect();
        check = rc4(&turned, &check);
    }
    user.get(..16) == Some(&check[..])
}

/// The hash of the empty password and a salt that revision 6 asks for (Algorithm 2.B).
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::digest(salt).to_vec();
    let mut round = 0_u32;
    loop {
        let repeated = hash.repeat(64);
        let (key, before) = hash.split_at(16);
        let before = before.first_chunk::<16>().copied().unwrap_or_default();
        let Some(aes) = Aes::new(key) else { return Vec::new() };
        let locked = aes.lock(before, &repeated);
        let sum: u32 = locked.iter().take(16).map(|byte| u32::from(*byte)).sum();
        hash = match sum % 3 {
            0 => Sha256::digest(&locked).to_vec(),
            1 => Sha384::digest(&locked).to_vec(),
            _ => Sha512::digest(&locked).to_vec(),
        };
        round += 1;
        let last = locked.last().copied().map_or(0, u32::from);
        if 64 <= round && last + 32 <= round {
            break;
        }
    }
    hash.truncate(32);
    hash
}

impl Key {
    pub fn unlock_stream(&self, bytes: &[u8], id: (u32, u32)) -> Vec<u8> {
        self.unlock(self.streams, bytes, id)
    }

    /// Unlocks every string of a value.
    pub fn unlock_strings(&self, object: &mut Object, id: (u32, u32)) {
        match object {
            Object::Text(text) => *text = self.unlock(self.strings, text, id),
            Object::List(list) => list.iter_mut().for_each(|one| self.unlock_strings(one, id)),
            Object::Dict(dict) => {
                dict.0.iter_mut().for_each(|(_, value)| self.unlock_strings(value, id));
            }
            _ => {}
        }
    }

    fn unlock(&self, cipher: Cipher, bytes: &[u8], (number, generation): (u32, u32)) -> Vec<u8> {
        let of_object = || {
            let mut seed = self.key.clone();
            seed.extend(&number.to_le_bytes()[..3]);
            seed.extend(&generation.to_le_bytes()[..2]);
            if cipher == Cipher::Aes {
                seed.extend(b"sAlT");
            }
            md5(&seed)[..(self.key.len() + 5).min(16)].to_vec()
        };
        let key = match cipher {
            Cipher::None => return bytes.to_vec(),
            Cipher::Rc4 => return rc4(&of_object(), bytes),
            Cipher::Aes => of_object(),
            Cipher::LongAes => self.key.clone(),
        };
        let Some((before, rest)) = bytes.split_first_chunk::<16>() else { return Vec::new() };
        let Some(aes) = Aes::new(&key) else { return Vec::new() };
        let mut plain = aes.unlock(*before, rest);
        // The last byte says how many were added to fill the block.
        if let Some(added @ 1..=16) = plain.last().copied() {
            plain.truncate(plain.len().saturating_sub(usize::from(added)));
        }
        plain
    }
}
