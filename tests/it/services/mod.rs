//! The use cases, on real databases.

mod conflicts;
mod figures;
mod following;
mod history;
mod submit;
mod tenure;
