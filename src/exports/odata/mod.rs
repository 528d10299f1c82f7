//! A read-only feed of closed figures in OData 4.0.

pub mod fault;
pub mod feed;
pub mod filter;
mod literal;
pub mod metadata;
pub mod options;
pub mod payload;
mod tokens;
