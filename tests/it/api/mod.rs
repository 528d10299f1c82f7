//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod rounds;
mod submit;
mod surveys;
