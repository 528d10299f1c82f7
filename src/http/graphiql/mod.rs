//! The GraphiQL editor at /graphiql, all of it inside the program.

pub mod files;
pub mod pages;
