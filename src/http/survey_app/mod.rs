//! The survey app at /survey: a web app for phones, all of it inside the program.

pub mod files;
pub mod pages;
