//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod audit;
mod council;
mod documents;
mod front_rights;
mod full_disk;
mod live;
mod nodes;
mod order;
mod pages;
mod published;
mod rights;
mod rounds;
mod statements;
mod submit;
mod surveys;
mod trail;
