//! Measures the server and its database, and says what meets its target.

#![expect(
    clippy::print_stdout,
    reason = "a benchmark's report is what it prints"
)]

mod bench;
mod documents;
mod exports;
mod flags;
mod inside;
mod limits;
mod numbers;
mod outcome;
mod place;
mod press;
mod processes;
mod province;
mod questions;
mod report;
mod served;
mod server;
mod sheets;
mod wire;
mod works;

use clap::Parser;

#[tokio::main(worker_threads = 2)]
async fn main() -> outcome::Outcome<()> {
    bench::run(&flags::Flags::parse()).await
}
