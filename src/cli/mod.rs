//! The command line: settings, commands, and what they print.

mod backups;
mod command;
mod console;
mod demo;
mod doctor;
mod erase;
mod failure;
mod files;
mod flags;
mod import;
mod keep;
mod logs;
mod migrate;
mod open;
mod origins;
mod progress;
pub mod run;
mod samples;
mod schema;
mod serve;
mod server;
mod session;
mod settings;
mod simulate;
mod stop;
mod token;
mod verify;
