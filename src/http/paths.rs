//! The patterns of the routes, as they stand in logs and figures.

/// Every route that `router.rs` lists.
pub const PATHS: [&str; 8] = [
    "/graphql",
    "/graphiql",
    "/graphiql/{version}/{file}",
    "/documents",
    "/documents/{id}",
    "/healthz",
    "/readyz",
    "/metrics",
];
