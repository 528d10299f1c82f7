//! The patterns of the routes, as they stand in logs and figures.

/// Every route that `router.rs` lists.
pub const PATHS: [&str; 11] = [
    "/graphql",
    "/graphiql",
    "/graphiql/{version}/{file}",
    "/survey",
    "/survey/",
    "/survey/{file}",
    "/documents",
    "/documents/{id}",
    "/healthz",
    "/readyz",
    "/metrics",
];
