//! The dashboard at /: a web page for officials, all of it inside the program.

pub mod files;
pub mod pages;
