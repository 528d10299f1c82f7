//! The house's own law, read from its sources: who imports whom, and how big.

mod circles;
mod crates;
mod imports;
mod manners;
mod papers;
mod rooms;
mod sizes;
mod sources;
mod tokens;
mod vouched;
