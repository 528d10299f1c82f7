//! Longdan: resident satisfaction surveys and recognition rounds, room by room.
//!
//! The rooms stand in floor order; a room imports only those above it in this list.

pub mod cli;
pub mod domain;
pub mod exports;
pub mod graphql;
pub mod http;
pub mod openrosa;
pub mod services;
pub mod storage;
pub mod words;
