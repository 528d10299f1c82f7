//! Connections with their filters, for whoever leads to them.

pub mod assignments;
pub mod audit;
pub mod candidacies;
pub mod communes;
pub mod corrections;
pub mod published;
pub mod responses;
pub mod reviews;
pub mod rounds;
