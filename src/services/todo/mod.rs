//! One list of work for whoever asks: what is due, whose it is, by when.

pub mod dossiers;
pub mod gather;
pub mod item;
pub mod papers;
pub mod surveys;
