//! Documents over HTTP: sent in and fetched with the token of the API.

pub mod answer;
pub mod desk;
pub mod routes;
