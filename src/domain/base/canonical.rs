//! One text for one content: canonical JSON (RFC 8785) and its SHA-256.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A value that has no canonical JSON: a map with keys that are not texts, a number that JSON lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value has no canonical JSON")]
pub struct NotCanonical;

/// The canonical JSON of a value: the same content gives the same bytes.
///
/// # Errors
/// [`NotCanonical`] where JSON can't hold the value.
pub fn canonical_json<T: Serialize>(value: &T) -> Result<String, NotCanonical> {
    serde_json_canonicalizer::to_string(value).map_err(|_| NotCanonical)
}

/// The SHA-256 of a text or of bytes.
#[must_use]
pub fn sha256(content: &(impl AsRef<[u8]> + ?Sized)) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// The SHA-256 of a text or of bytes in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(content: &(impl AsRef<[u8]> + ?Sized)) -> String {
    hex(&sha256(content))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0F]);
    nibbles
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

/// 32 bytes of their hexadecimal, as [`hex`] writes them; `None` for any other text.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> = text
        .bytes()
        .map(|digit| match digit {
            b'0'..=b'9' => digit.checked_sub(b'0'),
            b'a'..=b'f' => digit.checked_sub(b'a')?.checked_add(10),
            _ => None,
        })
        .collect();
    let digits = digits?;
    let bytes = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some(high << 4 | low),
        _ => None,
    });
    bytes.collect::<Option<Vec<u8>>>()?.try_into().ok()
}
