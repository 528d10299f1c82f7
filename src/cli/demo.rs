//! `demo`: round 1 of 2019 with simulated responses, filled in and served.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use clap::Args;
use serde_json::json;
use tempfile::TempDir;

use super::console;
use super::failure::{Failure, Outcome};
use super::open;
use super::progress::Shown;
use super::samples::{self, Samples};
use super::server;
use super::session::Session;
use super::settings::Settings;
use crate::graphql::samples::SAMPLES;
use crate::services::demo::fill::{self, DemoOptions, Filled};
use crate::services::demo::people::DemoToken;
use crate::services::demo::refusal::DemoRefusal;
use crate::services::schema;
use crate::words::program::Notice;

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Đơn vị hành chính và 18 xã là thật; thôn, số hộ và mọi phiếu đều là mô phỏng.\nUnits and 18 communes are real; hamlets, households and all responses are simulated.\nVí dụ (example):\n  longdan demo\n  longdan demo --no-serve --database-url sqlite:thu.db --responses 20000 --seed 7"
)]
pub struct DemoArgs {
    /// Số phiếu (responses in all)
    #[arg(long, value_name = "N", default_value_t = 12_000, value_parser = clap::value_parser!(u64).range(500..=5_000_000))]
    responses: u64,
    /// Cùng hạt giống cho cùng số liệu (the same seed gives the same figures)
    #[arg(long, value_name = "N", default_value_t = 2019)]
    seed: u64,
    /// Chỉ điền dữ liệu, không chạy máy chủ (only fill)
    #[arg(long)]
    no_serve: bool,
    /// In JSON
    #[arg(long)]
    json: bool,
}

/// Runs `demo`.
///
/// # Errors
/// Where the database is not empty, or can't be filled or served.
pub async fn run(session: &Session, args: &DemoArgs) -> Result<Outcome, Failure> {
    let (settings, folder) = place(&session.settings)?;
    let session = Session { settings };
    let filled = fill(&session, args).await?;
    if args.no_serve {
        let url = samples::url(session.settings.listen);
        tell(&session, &filled, &samples::of(&url, &filled), args.json)?;
        if let Some(folder) = folder {
            let kept = folder.keep();
            console::tell(&format!("sqlite: {}", kept.display()));
        }
        return Ok(Outcome::Done);
    }
    let office = open::office(&session).await?;
    let announce = |address: SocketAddr| {
        let samples = samples::of(&samples::url(address), &filled);
        tell(&session, &filled, &samples, args.json)
    };
    let served = server::serve(&session, office, None, announce).await;
    // The folder lives until the server has stopped.
    drop(folder);
    served
}

/// The settings' database, or a new one in a temporary folder where they name none.
fn place(settings: &Settings) -> Result<(Settings, Option<TempDir>), Failure> {
    let mut settings = settings.clone();
    if settings.database_is_named {
        return Ok((settings, None));
    }
    let unwritable = |fault: std::io::Error| Notice::Unwritable {
        path: std::env::temp_dir().display().to_string(),
        reason: fault.to_string(),
    };
    let folder = tempfile::Builder::new()
        .prefix("longdan-demo-")
        .tempdir()
        .map_err(unwritable)?;
    settings.database_url = format!("sqlite:{}", folder.path().join("demo.db").display());
    Ok((settings, Some(folder)))
}

async fn fill(session: &Session, args: &DemoArgs) -> Result<Filled, Failure> {
    let database = open::database(&session.settings);
    schema::up(&database, None, open::clock(), open::chance()).await?;
    let options = DemoOptions {
        responses: args.responses,
        seed: args.seed,
    };
    let progress = Shown::on(session.language());
    let filled = fill::fill(&database, options, open::clock(), open::chance(), &progress).await;
    Ok(filled.map_err(notice)?)
}

fn notice(refusal: DemoRefusal) -> Notice {
    match refusal {
        DemoRefusal::NotEmpty => Notice::NotEmpty,
        DemoRefusal::Refused(refusal) => refusal.into(),
        DemoRefusal::Unsound(fault) => Notice::System(fault.to_string()),
        DemoRefusal::Stranger(fault) => Notice::System(fault.to_string()),
    }
}

fn tell(session: &Session, filled: &Filled, samples: &Samples, json: bool) -> Result<(), Failure> {
    if json {
        let tokens = filled
            .tokens
            .iter()
            .map(|token| (token.key.as_str(), token.secret.as_str()));
        return console::json(&json!({
            "url": samples.url,
            "database": session.settings.database_shown(),
            "tokens": tokens.collect::<BTreeMap<_, _>>(),
            "samples": {
                "submit": samples.submit,
                "approval": samples.approval,
                "queries": queries(),
            },
        }));
    }
    let note = session.say(
        "Dữ liệu mô phỏng: 18 xã có tên trong đợt 1 năm 2019 và kết quả của họ là thật; thôn, số hộ, 4 đề nghị khác, mọi phiếu và mọi số liệu thẩm định đều không có thật.",
        "Simulated data: the 18 communes named in round 1 of 2019 and their outcome are real; hamlets, households, 4 other nominations, all responses and all findings are made up.",
    );
    console::line(&format!(
        "{note}\n\n{}\n{}/graphiql\n",
        samples.url, samples.url
    ))?;
    table(filled)?;
    let submit = session.say(
        "Gửi một phiếu; gửi lại lần nữa chỉ được trả lời DUPLICATE:",
        "Submit a response; sending it again is answered DUPLICATE:",
    );
    let approval = session.say(
        "Đọc kết quả, trước và sau khi gửi:",
        "Read approval, before and after:",
    );
    let tabs = session.say(
        "GraphiQL mở sẵn một thẻ cho mỗi vai; dán mã vào mục Headers: \"Authorization\": \"Bearer ldn_...\".",
        "GraphiQL opens with a tab for each of these; put its token under Headers: \"Authorization\": \"Bearer ldn_...\".",
    );
    console::line(&format!(
        "\n# {submit}\n{}\n\n# {approval}\n{}\n\n# {tabs}",
        samples.submit, samples.approval
    ))
}

/// The tokens that are shown: what each is asked for by, its text, whose it is.
fn table(filled: &Filled) -> Result<(), Failure> {
    let shown = || filled.tokens.iter().filter(|token| token.is_shown);
    let width = shown().map(|token| token.key.len()).max().unwrap_or(0);
    for token in shown() {
        let DemoToken {
            key, secret, name, ..
        } = token;
        console::line(&format!("{key:<width$} {secret}  {name}"))?;
    }
    Ok(())
}

/// The queries of the editor's tabs, by the key of the token that each is asked with.
fn queries() -> BTreeMap<&'static str, &'static str> {
    SAMPLES
        .iter()
        .map(|sample| (sample.key, sample.query))
        .collect()
}
