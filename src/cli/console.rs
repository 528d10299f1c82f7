//! Writes to the terminal: results on stdout, all else on stderr.

use std::io::{self, IsTerminal, Write};

use super::failure::Failure;
use crate::words::program::Notice;

/// A result, on stdout: what a script reads.
///
/// # Errors
/// Where stdout can't be written; a reader that went away early is no error of ours.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => Err(Notice::Unwritable {
            path: "stdout".to_owned(),
            reason: fault.to_string(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// A line of result.
///
/// # Errors
/// As [`print`].
pub fn line(text: &str) -> Result<(), Failure> {
    print(&format!("{text}\n"))
}

/// A result as one JSON value.
///
/// # Errors
/// As [`print`].
pub fn json(value: &serde_json::Value) -> Result<(), Failure> {
    line(&format!("{value:#}"))
}

/// A word to the person who runs the program, on stderr.
pub fn tell(text: &str) {
    // Nothing can be said where stderr is closed.
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// Whether a person watches stderr.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}
