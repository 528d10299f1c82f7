//! Reads the command and hands it on.

use std::process::ExitCode;

fn main() -> ExitCode {
    longdan::cli::run::run(std::env::args_os())
}
