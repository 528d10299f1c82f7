//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod audit;
mod documents;
mod full_disk;
mod history;
mod live;
mod nodes;
mod order;
mod pages;
mod published;
mod rights;
mod rounds;
mod sorting;
mod statements;
mod submit;
mod surveys;
mod todo;
