//! `schema`: prints the API's definition.

use clap::Args;

use super::console;
use super::failure::{Failure, Outcome};
use crate::graphql::sdl;

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "Ví dụ (example):\n  longdan schema > schema.graphql")]
pub struct SchemaArgs {}

/// Runs `schema`.
///
/// # Errors
/// Where stdout can't be written.
pub fn run(_args: &SchemaArgs) -> Result<Outcome, Failure> {
    console::print(&sdl::print())?;
    Ok(Outcome::Done)
}
