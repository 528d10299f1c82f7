//! How dashboards and apps speak: the GraphQL schema and what guards it.

pub mod batch;
pub mod enums;
pub mod guard;
pub mod id;
pub mod scalars;
