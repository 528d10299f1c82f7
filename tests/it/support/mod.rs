//! What tests share.

pub mod database;
pub mod door;
pub mod tiny;
