//! The use cases, on real databases.

mod chaining;
mod conflicts;
mod figures;
mod following;
mod history;
mod submit;
mod tampering;
mod tenure;
