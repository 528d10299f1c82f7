//! What every rule stands on: ids, time, chance, language, exact shares.

pub mod average;
pub mod canonical;
pub mod chance;
pub mod clock;
pub mod ids;
pub mod import_fault;
pub mod interval;
pub mod language;
pub mod money;
pub mod page;
pub mod ratio;
pub mod terms;
pub mod text;
pub mod toml_reader;
pub mod wholes;
