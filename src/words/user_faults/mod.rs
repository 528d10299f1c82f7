//! What a user can put right, in words: one file a subject.

pub mod all;
pub mod corrections;
pub mod nominations;
pub mod surveys;
pub mod tasks;
pub mod values;
