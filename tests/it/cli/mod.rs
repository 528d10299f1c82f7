//! The real program, run as an operator or a script runs it.

mod demo;
mod doctor;
mod export;
mod export_tables;
mod field;
mod help;
mod import_bad;
mod import_good;
mod keep;
mod migrate;
mod schedule;
mod settings;
mod sign_in_settings;
mod simulate;
mod tls;
mod token;
mod verify;
