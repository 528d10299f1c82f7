//! Runs many apps at once, then holds the server to what they sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;
use serde_json::json;
use tokio::task::JoinSet;

use super::figures::{self, Figures};
use super::outbox::{App, Manners, Seen};
use super::survey::{self, Assigned};
use super::wire::{Wire, WireFault};
use crate::cli::console;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::open;
use crate::cli::progress::Shown;
use crate::cli::session::Session;
use crate::domain::base::clock::Instant;
use crate::services::progress::{Progress, Work};
use crate::words::program::Notice;

/// Arguments of `simulate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Trong lúc chạy không ai khác được gửi phiếu vào các cuộc này (nobody else may submit to these surveys meanwhile).\nVí dụ (example):\n  longdan simulate --url http://127.0.0.1:8000 --token COLLECTOR_TOKEN --reader-token FRONT_TOKEN --responses 5000 --clients 16"
)]
pub struct SimulateArgs {
    /// Địa chỉ máy chủ (the server)
    #[arg(long, default_value = "http://127.0.0.1:8000")]
    url: String,
    /// Mã của người thu phiếu (a token that collects)
    #[arg(long)]
    token: String,
    /// Mã được đọc kết quả (a token that reads approval: FRONT)
    #[arg(long)]
    reader_token: String,
    /// Chỉ một cuộc lấy ý kiến, id của API (one survey only, as the API names it)
    #[arg(long, value_name = "ID")]
    survey: Option<String>,
    /// Số phiếu (responses in all)
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    responses: u64,
    /// Số ứng dụng cùng gửi (apps at once)
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=1_000))]
    clients: u64,
    /// Số phiếu mỗi lần gửi (responses in a batch)
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=500))]
    batch: u64,
    /// Phần trăm lần gửi kèm phiếu đã gửi (batches that repeat earlier responses, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u64).range(0..=100))]
    repeated: u64,
    /// Phần trăm câu trả lời bị mất, phải gửi lại (answers that get lost, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 5, value_parser = clap::value_parser!(u64).range(0..=100))]
    lost: u64,
    /// Hạt giống (seed)
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// Runs `simulate`.
///
/// # Errors
/// Where the server can't be worked with.
pub async fn run(session: &Session, args: &SimulateArgs) -> Result<Outcome, Failure> {
    let wire = Arc::new(Wire::to(&args.url).map_err(|fault| failure(&fault))?);
    let found = survey::assigned(&wire, &args.token, args.survey.as_deref()).await;
    let surveys = Arc::new(found.map_err(|fault| failure(&fault))?);
    if surveys.is_empty() {
        let none = session.say(
            "--token: không có cuộc lấy ý kiến nào đang mở để gửi phiếu",
            "--token: there is no open survey to collect for",
        );
        return Err(Notice::Simulation(none.to_owned()).into());
    }
    let before = read_all(&wire, args, &surveys)
        .await
        .map_err(|fault| failure(&fault))?;
    let began = open::clock().now();
    let seen = send_all(session, args, &wire, &surveys).await?;
    let ended = open::clock().now();
    let after = read_all(&wire, args, &surveys)
        .await
        .map_err(|fault| failure(&fault))?;
    let verdict = Verdict {
        seen,
        before,
        after,
        retries: wire.retries(),
        began,
        ended,
    };
    verdict.tell(session, args.json)
}

fn failure(fault: &WireFault) -> Failure {
    Notice::Simulation(fault.to_string()).into()
}

type ByName = BTreeMap<String, Figures>;

async fn read_all(
    wire: &Wire,
    args: &SimulateArgs,
    surveys: &[Assigned],
) -> Result<ByName, WireFault> {
    let mut all = ByName::new();
    for survey in surveys {
        all.insert(
            survey.id.clone(),
            figures::read(wire, &args.reader_token, &survey.id).await?,
        );
    }
    Ok(all)
}

async fn send_all(
    session: &Session,
    args: &SimulateArgs,
    wire: &Arc<Wire>,
    surveys: &Arc<Vec<Assigned>>,
) -> Result<Seen, Failure> {
    let mut run = [0; 4];
    open::chance()
        .fill(&mut run)
        .map_err(|fault| Notice::System(fault.to_string()))?;
    let manners = Manners {
        batch: args.batch,
        repeated: args.repeated,
        lost: args.lost,
        seed: args.seed,
        run: format!("S{:08x}", u32::from_be_bytes(run)),
    };
    let progress = Arc::new(Shown::on(session.language()));
    progress.begin(Work::Answering, args.responses);
    let mut apps = JoinSet::new();
    for number in 0..args.clients {
        let share = args.responses.checked_div(args.clients).unwrap_or(0);
        let rest = args.responses.checked_rem(args.clients).unwrap_or(0);
        let share = share.saturating_add(u64::from(number < rest));
        let app = App::new(wire, &args.token, surveys, &manners, number);
        let progress = Arc::clone(&progress);
        apps.spawn(async move { app.send(share, progress.as_ref()).await });
    }
    let mut seen = Seen::default();
    while let Some(ended) = apps.join_next().await {
        let ended = ended.map_err(|fault| Notice::System(fault.to_string()))?;
        seen.merge(&ended.map_err(|fault| failure(&fault))?);
    }
    progress.end();
    Ok(seen)
}

/// What was sent, and what the server made of it.
struct Verdict {
    seen: Seen,
    before: ByName,
    after: ByName,
    retries: u64,
    began: Instant,
    ended: Instant,
}

impl Verdict {
    /// What differs, by survey: name, what must be, what is.
    fn differences(&self) -> Vec<(String, String, i64, i64)> {
        let mut found = Vec::new();
        for (survey, reported) in &self.after {
            let mut must = self.before.get(survey).cloned().unwrap_or_default();
            must.merge(&self.seen.added.get(survey).cloned().unwrap_or_default());
            let differing = must.differences(reported).into_iter();
            found.extend(differing.map(|(name, must, is)| (survey.clone(), name, must, is)));
        }
        found
    }

    fn tell(&self, session: &Session, json: bool) -> Result<Outcome, Failure> {
        let differences = self.differences();
        let millis = self
            .ended
            .signed_duration_since(self.began)
            .num_milliseconds()
            .max(1);
        if json {
            console::json(&self.in_json(&differences, millis))?;
        } else {
            self.in_words(session, &differences, millis)?;
        }
        let agrees = differences.is_empty() && self.seen.refused.is_empty();
        Ok(if agrees {
            Outcome::Done
        } else {
            Outcome::Differs
        })
    }

    fn in_json(
        &self,
        differences: &[(String, String, i64, i64)],
        millis: i64,
    ) -> serde_json::Value {
        json!({
            "receipts": self.seen.receipts,
            "refused": self.seen.refused,
            "requests": self.seen.batches,
            "lostAnswers": self.seen.lost,
            "retries": self.retries,
            "milliseconds": millis,
            "expected": self.after.keys().map(|survey| {
                let mut must = self.before.get(survey).cloned().unwrap_or_default();
                must.merge(&self.seen.added.get(survey).cloned().unwrap_or_default());
                (survey.clone(), must.0)
            }).collect::<BTreeMap<_, _>>(),
            "reported": self.after.iter().map(|(survey, figures)| (survey.clone(), figures.0.clone()))
                .collect::<BTreeMap<_, _>>(),
            "differences": differences.iter().map(|(survey, name, must, is)| {
                json!({ "survey": survey, "figure": name, "expected": must, "reported": is })
            }).collect::<Vec<_>>(),
        })
    }

    fn in_words(
        &self,
        session: &Session,
        differences: &[(String, String, i64, i64)],
        millis: i64,
    ) -> Result<(), Failure> {
        let receipts: Vec<String> = self
            .seen
            .receipts
            .iter()
            .map(|(status, count)| format!("{status} {count}"))
            .collect();
        let (requests, lost) = (
            session.say("lần gửi", "requests"),
            session.say("câu trả lời mất", "lost answers"),
        );
        let again = session.say("lần thử lại", "retries");
        console::line(&format!(
            "{}; {} {requests}, {} {lost}, {} {again}, {millis} ms",
            receipts.join(", "),
            self.seen.batches,
            self.seen.lost,
            self.retries
        ))?;
        for (code, count) in &self.seen.refused {
            console::line(&format!(
                "{}: {code} {count}",
                session.say("bị từ chối", "refused")
            ))?;
        }
        for (survey, reported) in &self.after {
            let count = |name: &str| reported.0.get(name).copied().unwrap_or(0);
            let (collected, spoilt) = (count("collected"), count("spoilt"));
            let word = session.say("thu về", "collected");
            console::line(&format!(
                "{survey}: {word} {collected}, {} {spoilt}",
                session.say("không hợp lệ", "spoilt")
            ))?;
        }
        for (survey, name, must, is) in differences {
            let (must_be, reported) = (
                session.say("phải là", "must be"),
                session.say("máy chủ báo", "reported"),
            );
            console::line(&format!(
                "{survey} {name}: {must_be} {must}, {reported} {is}"
            ))?;
        }
        console::line(match differences.len() {
            0 => session.say("số liệu khớp", "the figures agree"),
            _ => session.say("số liệu sai khác", "the figures differ"),
        })
    }
}
