//! Queries and mutations through the server's routes, as programs send them.

mod areas;
mod audit;
mod documents;
mod dossier_faults;
mod dossier_rights;
mod dossiers;
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
