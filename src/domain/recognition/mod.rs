//! Recognition: candidacies and the moves of their dossiers.

pub mod candidacy;
