//! The use cases, on real databases.

mod conflicts;
mod erasures;
mod figures;
mod following;
mod history;
mod sharing;
mod submit;
mod tenure;
