//! What a step of a benchmark answers, and how it says that something is wrong.

use std::error::Error;

/// Anything that ends a run.
pub type Fault = Box<dyn Error + Send + Sync>;

/// What a step answers.
pub type Outcome<T> = Result<T, Fault>;

/// A run ends with this sentence.
pub fn wrong<T>(sentence: impl Into<String>) -> Outcome<T> {
    Err(sentence.into().into())
}
