//! What every rule stands on: ids, time, chance, language, exact shares.

pub mod chance;
pub mod clock;
pub mod ids;
pub mod language;
pub mod page;
pub mod ratio;
pub mod terms;
