//! A count of a document's tokens and brackets, without parsing or allocating.

use super::limits::Limits;
use super::refusal::{Bound, Refusal};

/// Reads the text once and refuses what would cost the parser too much: its time grows with the
/// tokens, its stack with the brackets.
///
/// # Errors
/// [`Refusal::TooMuch`] or [`Refusal::TooDeep`].
pub fn scan(text: &str, limits: &Limits) -> Result<(), Refusal> {
    if text.len() > limits.document_bytes {
        return Err(too_much(
            Bound::DocumentBytes,
            u64::try_from(limits.document_bytes).unwrap_or(u64::MAX),
        ));
    }
    let mut tokens = 0_u64;
    let mut depth = 0_u64;
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => continue,
            b'#' => {
                rest = past(rest, |byte| byte != b'\n' && byte != b'\r');
                continue;
            }
            b'"' => rest = after_string(rest),
            b'{' | b'[' | b'(' => {
                depth = depth.saturating_add(1);
                if depth > limits.brackets {
                    return Err(Refusal::TooDeep {
                        limit: limits.brackets,
                    });
                }
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b'.' => rest = past(rest, |byte| byte == b'.'),
            _ if in_word(byte) => rest = past(rest, in_word),
            _ => {}
        }
        tokens = tokens.saturating_add(1);
        if tokens > limits.tokens {
            return Err(too_much(Bound::Tokens, limits.tokens));
        }
    }
    Ok(())
}

const fn too_much(bound: Bound, limit: u64) -> Refusal {
    Refusal::TooMuch { bound, limit }
}

/// Names, numbers, and any other text: what is no GraphQL is left to the parser to name.
const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+') || !byte.is_ascii()
}

fn past(bytes: &[u8], inside: impl Fn(u8) -> bool) -> &[u8] {
    let length = bytes
        .iter()
        .position(|&byte| !inside(byte))
        .unwrap_or(bytes.len());
    bytes.get(length..).unwrap_or_default()
}

/// What follows a string whose opening quote has been read.
fn after_string(bytes: &[u8]) -> &[u8] {
    if let Some(block) = bytes.strip_prefix(b"\"\"") {
        return after_block(block);
    }
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' | b'\n' | b'\r' => return rest,
            b'\\' => rest = rest.get(1..).unwrap_or_default(),
            _ => {}
        }
    }
    rest
}

fn after_block(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(b"\"\"\"") {
            return after;
        }
        let step = if rest.starts_with(b"\\\"\"\"") { 4 } else { 1 };
        rest = rest.get(step..).unwrap_or_default();
    }
    rest
}
