//! What is public: published results without a token, as pages and as open data.

pub mod answer;
pub mod json;
pub mod routes;
