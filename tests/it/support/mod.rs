//! What tests share.

pub mod door;
pub mod tiny;
