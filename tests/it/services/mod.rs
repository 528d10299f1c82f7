//! The use cases, on real databases.

mod figures;
mod following;
mod history;
mod submit;
mod tenure;
