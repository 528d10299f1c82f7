//! `simulate`: a load generator that is a well-behaved survey app.

pub mod command;
mod figures;
mod outbox;
mod survey;
mod wire;
