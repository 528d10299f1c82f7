//! The schema: its printed text, and the contract it keeps.

mod contract;
mod order;
mod printed;
mod sent;
