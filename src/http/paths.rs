//! The patterns of the routes, as they stand in logs and figures.

/// Every route that `router.rs` lists.
pub const PATHS: [&str; 21] = [
    "/",
    "/app/{*file}",
    "/graphql",
    "/graphiql",
    "/graphiql/{version}/{file}",
    "/survey",
    "/survey/",
    "/survey/{file}",
    "/documents",
    "/documents/{id}",
    "/print/{survey}/{kind}",
    "/print/{survey}/invitations",
    "/openrosa/k/{token}/formList",
    "/openrosa/k/{token}/forms/{id}",
    "/openrosa/k/{token}/manifest/{id}",
    "/openrosa/k/{token}/submission",
    "/openrosa/k/{token}/sheet",
    "/openrosa/k/{token}/qr.svg",
    "/healthz",
    "/readyz",
    "/metrics",
];
