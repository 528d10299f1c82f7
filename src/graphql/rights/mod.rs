//! Who may read or do what, decided for every field of the schema.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod candidacies;
pub mod corrections;
pub mod council;
pub mod count_records;
pub mod decided;
pub mod dossiers;
pub mod enrolments;
pub mod fieldwork;
pub mod front;
pub mod invitations;
pub mod pages;
pub mod places;
pub mod privacy;
pub mod published;
pub mod responses;
pub mod roots;
pub mod rounds;
pub mod surveys;
pub mod tasks;
pub mod todo;
pub mod webhooks;
