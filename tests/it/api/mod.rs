//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod rights;
mod rounds;
mod submit;
mod surveys;
