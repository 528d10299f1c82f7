//! Signing in at a browser: a token exchanged for a cookie, looked at, ended.

pub mod answer;
pub mod desk;
pub mod routes;
