//! The roots of reading, by noun.

pub mod areas;
pub mod audit;
pub mod council;
pub mod front;
pub mod laws;
pub mod node;
pub mod published;
pub mod rounds;
pub mod surveys;
pub mod todo;
