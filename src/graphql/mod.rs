//! How dashboards and apps speak: the GraphQL schema and what guards it.

pub mod guard;
