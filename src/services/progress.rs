//! How far long work has come, for whoever waits for it.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Simulated residents answer.
    Answering,
    /// A database is copied, row by row.
    Copying,
    /// Responses are counted again.
    Recounting,
}

/// Told how far long work has come.
pub trait Progress: Send + Sync {
    /// Work begins, of so many steps.
    fn begin(&self, work: Work, steps: u64);
    /// So many steps more are done.
    fn advance(&self, steps: u64);
    /// The work that began last is done.
    fn end(&self);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _work: Work, _steps: u64) {}
    fn advance(&self, _steps: u64) {}
    fn end(&self) {}
}
