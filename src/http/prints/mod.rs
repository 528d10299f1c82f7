//! Papers to print over HTTP: for the Front, with the token of the API.

pub mod routes;
