//! The command line: settings, commands, and what they print.

mod command;
mod console;
mod failure;
mod files;
mod flags;
mod import;
mod logs;
mod migrate;
mod open;
mod progress;
pub mod run;
mod session;
mod settings;
mod token;
mod verify;
