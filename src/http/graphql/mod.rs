//! GraphQL over HTTP, as the specification of that name and its audit have it.

pub mod accept;
pub mod answer;
pub mod body;
pub mod call;
pub mod codes;
pub mod events;
pub mod fault;
mod fault_words;
pub mod get;
pub mod manifest;
pub mod own;
pub mod payload;
pub mod persisted;
pub mod post;
pub mod reply;
pub mod speaker;
