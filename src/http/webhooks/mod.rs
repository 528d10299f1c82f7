//! Tells other programs of events: signed, in order, tried again.

pub mod client;
pub mod payload;
pub mod sender;
