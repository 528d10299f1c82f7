//! From the command line to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::command::{Command, Program};
use super::console;
use super::failure::{Failure, Outcome};
use super::session::Session;
use super::settings::{Environment, Settings, spoken};
use super::simulate::command as simulate;
use super::{
    check_document, demo, doctor, erase, export, import, keep, logs, migrate, retention, schema,
    serve, tls, token, verify,
};
use crate::domain::base::language::Language;
use crate::words::program::Notice;

/// The stack of a worker: a query's fields are futures within futures, and what isn't touched costs nothing.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Runs the program with these arguments, the program's own name first.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let program = match Program::try_parse_from(arguments) {
        Ok(program) => program,
        Err(fault) => {
            // Help and version go to stdout with code 0, wrong usage to stderr with code 2.
            drop(fault.print());
            return ExitCode::from(u8::try_from(fault.exit_code()).unwrap_or(2));
        }
    };
    let environment: Environment = std::env::vars_os()
        .filter_map(|(name, value)| {
            let value = value.to_string_lossy().into_owned();
            Some((name.into_string().ok()?, value))
        })
        .collect();
    let settings = match Settings::gather(&program.flags, &environment) {
        Ok(settings) => settings,
        Err(notice) => {
            let language = spoken(&program.flags, &environment);
            return end(language, Err(Failure::usage(notice)));
        }
    };
    logs::start(&settings);
    let session = Session { settings };
    end(session.language(), started(&session, program.command))
}

fn started(session: &Session, command: Command) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_stack_size(STACK_BYTES)
        .enable_all()
        .build()
        .map_err(|fault| Notice::System(fault.to_string()))?;
    runtime.block_on(commanded(session, command))
}

#[expect(clippy::cognitive_complexity, reason = "a line for each command")]
async fn commanded(session: &Session, command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Serve(args) => serve::run(session, &args).await,
        Command::Demo(args) => demo::run(session, &args).await,
        Command::Migrate(args) => migrate::run(session, &args).await,
        Command::Import(args) => import::run(session, &args).await,
        Command::Token(args) => token::run(session, &args).await,
        Command::Tls(args) => tls::run(session, &args),
        Command::Simulate(args) => simulate::run(session, &args).await,
        Command::Verify(args) => verify::run(session, &args).await,
        Command::Export(args) => export::run(session, &args).await,
        Command::CheckDocument(args) => check_document::run(session, &args).await,
        Command::Erase(args) => erase::run(session, &args).await,
        Command::Retention(args) => retention::run(session, &args).await,
        Command::Backup(args) => keep::backup(session, &args).await,
        Command::Restore(args) => keep::restore(session, &args).await,
        Command::Schema(args) => schema::run(&args),
        Command::Doctor(args) => doctor::run(session, &args).await,
    }
}

fn end(language: Language, outcome: Result<Outcome, Failure>) -> ExitCode {
    match outcome {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(failure) => {
            console::tell(&format!("longdan: {}", failure.notice.say(language)));
            ExitCode::from(failure.code)
        }
    }
}
