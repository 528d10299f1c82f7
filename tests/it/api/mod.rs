//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod audit;
mod documents;
mod full_disk;
mod hamlet_titles;
mod live;
mod nodes;
mod ocop;
mod order;
mod pages;
mod published;
mod rights;
mod rounds;
mod statements;
mod submit;
mod surveys;
mod tasks;
