//! The patterns of the routes, as they stand in logs and figures.

/// Every route that `router.rs` lists.
pub const PATHS: [&str; 6] = [
    "/graphql",
    "/graphiql",
    "/graphiql/{version}/{file}",
    "/healthz",
    "/readyz",
    "/metrics",
];
