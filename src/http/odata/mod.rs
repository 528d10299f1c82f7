//! The OData feed over HTTP, at `/odata/v4`.

mod answer;
pub mod routes;
