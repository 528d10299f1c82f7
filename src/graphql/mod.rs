//! How dashboards and apps speak: the GraphQL schema and what guards it.

pub mod batch;
pub mod batches;
pub mod dossier_loaders;
pub mod enums;
pub mod examiner;
pub mod fault;
pub mod guard;
pub mod holes;
pub mod id;
pub mod links;
pub mod lists;
pub mod loaders;
pub mod mutation;
pub mod nodes;
pub mod order;
pub mod page;
pub mod query;
pub mod rights;
pub mod runner;
pub mod scalars;
pub mod schema;
pub mod sdl;
pub mod sizes;
pub mod state;
pub mod subscription;
pub mod turns;
