//! The patterns of the routes, as they stand in logs and figures.

/// Every route that `router.rs` lists.
pub const PATHS: [&str; 9] = [
    "/graphql",
    "/graphiql",
    "/graphiql/{version}/{file}",
    "/documents",
    "/documents/{id}",
    "/print/{survey}/{kind}",
    "/healthz",
    "/readyz",
    "/metrics",
];
