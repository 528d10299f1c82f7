//! Phones of the ODK family over HTTP, with the token in the address.

pub mod answer;
pub mod desk;
pub mod fault;
pub mod multipart;
pub mod routes;
pub mod sheet;
pub mod submission;
