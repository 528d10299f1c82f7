//! Runs a field of phones and typists, then holds the server to what they sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::args::SimulateArgs;
use super::fate::Manners;
use super::field::Field;
use super::figures::{self, Figures};
use super::fleet;
use super::seen::Seen;
use super::set_aside::{listed, settled};
use super::survey::{self, Assigned};
use super::verdict::{SurveyVerdict, Verdict};
use super::wire::{Wire, WireFault};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::open;
use crate::cli::progress::Shown;
use crate::cli::session::Session;
use crate::words::program::Notice;

/// Runs `simulate`.
///
/// # Errors
/// Where the server can't be worked with.
pub async fn run(session: &Session, args: &SimulateArgs) -> Result<Outcome, Failure> {
    let wire = Wire::to(&args.url, args.tries).map_err(|fault| failure(&fault))?;
    let surveys = assigned(&wire, args)
        .await
        .map_err(|fault| failure(&fault))?;
    if surveys.is_empty() {
        let none = session.say(
            "--token: không có cuộc lấy ý kiến nào đang mở để gửi phiếu",
            "--token: there is no open survey to collect for",
        );
        return Err(Notice::Simulation(none.to_owned()).into());
    }
    let field = Arc::new(Field {
        wire,
        token: args.token.clone(),
        surveys,
        manners: Manners::of(args, new_run()?),
    });
    let before = read_all(&field, args)
        .await
        .map_err(|fault| failure(&fault))?;
    let began = open::clock().now();
    let shown = Arc::new(Shown::on(session.language()));
    let seen = fleet::work(&field, args, shown).await?;
    let took = open::clock().now().signed_duration_since(began);
    let surveys = judged(&field, args, &seen, before).await;
    let verdict = Verdict {
        surveys: surveys.map_err(|fault| failure(&fault))?,
        seen,
        retries: field.wire.retries(),
        millis: took.num_milliseconds().max(1),
    };
    verdict.tell(session, args.json)
}

fn failure(fault: &WireFault) -> Failure {
    Notice::Simulation(fault.to_string()).into()
}

/// What tells this run's households from another's.
fn new_run() -> Result<String, Failure> {
    let mut run = [0; 4];
    let filled = open::chance().fill(&mut run);
    filled.map_err(|fault| Notice::System(fault.to_string()))?;
    Ok(format!("S{:08x}", u32::from_be_bytes(run)))
}

async fn assigned(wire: &Wire, args: &SimulateArgs) -> Result<Vec<Assigned>, WireFault> {
    let mut surveys = survey::assigned(wire, &args.token, args.survey.as_deref()).await?;
    if args.openrosa > 0 {
        let asked = survey::ask_form_ids(wire, &args.token, &mut surveys).await;
        asked.map_err(|fault| fault.about("--openrosa"))?;
    }
    Ok(surveys)
}

type ByName = BTreeMap<String, Figures>;

async fn read_all(field: &Field, args: &SimulateArgs) -> Result<ByName, WireFault> {
    let mut all = ByName::new();
    for survey in &field.surveys {
        let figures = figures::read(&field.wire, &args.reader_token, &survey.id).await?;
        all.insert(survey.id.clone(), figures);
    }
    Ok(all)
}

/// What each survey must report, and what it reports.
async fn judged(
    field: &Field,
    args: &SimulateArgs,
    seen: &Seen,
    before: ByName,
) -> Result<BTreeMap<String, SurveyVerdict>, WireFault> {
    let mut reported = read_all(field, args).await?;
    let mut verdicts = BTreeMap::new();
    for (survey, mut expected) in before {
        let aside = listed(&field.wire, &args.reader_token, &survey).await?;
        let (added, wrong) = settled(seen, &survey, &aside);
        expected.merge(&added);
        let reported = reported.remove(&survey).unwrap_or_default();
        verdicts.insert(survey, SurveyVerdict::of(expected, reported, wrong));
    }
    Ok(verdicts)
}
