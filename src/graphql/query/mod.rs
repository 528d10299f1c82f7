//! The roots of reading, by noun.

pub mod accounts;
pub mod areas;
pub mod audit;
pub mod council;
pub mod front;
pub mod hamlet_titles;
pub mod indicators;
pub mod invitations;
pub mod laws;
pub mod node;
pub mod ocop;
pub mod privacy;
pub mod published;
pub mod retentions;
pub mod rosters;
pub mod rounds;
pub mod signals;
pub mod surveys;
pub mod tasks;
pub mod todo;
pub mod webhooks;
