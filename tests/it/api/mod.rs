//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod audit;
mod council;
mod documents;
mod dossier_faults;
mod dossier_rights;
mod dossiers;
mod front_rights;
mod full_disk;
mod kept_queries;
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
mod trail;
mod todo;
