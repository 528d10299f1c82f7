//! GraphQL over HTTP, as the specification of that name and its audit have it.

pub mod accept;
pub mod answer;
pub mod body;
pub mod call;
pub mod codes;
pub mod fault;
pub mod get;
pub mod payload;
pub mod post;
