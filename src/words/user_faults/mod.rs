//! What a user can put right, in words: one file a subject.

pub mod all;
pub mod corrections;
pub mod dossiers;
pub mod nominations;
pub mod surveys;
pub mod values;
