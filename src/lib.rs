//! Longdan: resident satisfaction surveys and recognition rounds, room by room.
//!
//! The rooms stand in floor order; a room imports only those above it in this list.

// The roots of the API are groups, which the compiler walks one inside the other.
#![recursion_limit = "256"]

pub mod cli;
pub mod domain;
pub mod exports;
pub mod graphql;
pub mod http;
pub mod openrosa;
pub mod services;
pub mod storage;
pub mod words;
