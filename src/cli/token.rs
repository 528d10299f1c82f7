//! `token`: makes, lists and revokes access tokens.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::console;
use super::failure::{Failure, Outcome};
use super::files;
use super::import;
use super::open;
use super::session::Session;
use crate::domain::base::ids::TokenId;
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::Role;
use crate::services::accounts::{self, IssuedToken, NewToken, TokenLine};
use crate::services::imported::ImportRefusal;
use crate::services::refusal::Refusal;
use crate::words::program::Notice;

/// Arguments of `token`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ (example):\n  longdan token create --role COLLECTOR --area 18628 --name 'Tổ 1, Tượng Sơn'\n  longdan token list --json"
)]
pub struct TokenArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Tạo mã; in một mã duy nhất ra stdout (make a token; prints it, alone)
    #[command(
        after_help = "Vai trò (roles): ADMIN, COORDINATION_OFFICE, FRONT, DEPARTMENT, STEERING_COMMITTEE, COUNCIL_MEMBER, COLLECTOR\nVí dụ (example):\n  longdan token create --role FRONT --area 42 --name 'UBMTTQ tỉnh' --expires 365\n  longdan token create --from nguoi-dung.csv > ma.csv"
    )]
    Create(CreateArgs),
    /// Liệt kê, không kèm mã (list, without the tokens themselves)
    #[command(after_help = "Ví dụ (example):\n  longdan token list --json")]
    List {
        /// In JSON
        #[arg(long)]
        json: bool,
    },
    /// Thu hồi, có hiệu lực ngay (revoke, at once)
    #[command(
        after_help = "Ví dụ (example):\n  longdan token revoke 019353a0-0000-7000-8000-000000000000"
    )]
    Revoke {
        /// Số hiệu trong `token list` (the id that `token list` shows)
        id: Uuid,
    },
}

#[derive(Debug, Args)]
struct CreateArgs {
    /// Vai trò, có thể lặp lại (role, may be repeated)
    #[arg(long, required_unless_present = "from", conflicts_with = "from", value_parser = role)]
    role: Vec<Role>,
    /// Mã địa bàn `CODE` hoặc `CODE@NGÀY`, có thể lặp lại (area, may be repeated)
    #[arg(long, value_name = "CODE", conflicts_with = "from", value_parser = area)]
    area: Vec<AreaRef>,
    /// Mã cơ quan (agency)
    #[arg(long, value_name = "CODE", conflicts_with = "from")]
    agency: Option<String>,
    /// Tên người, thiết bị hoặc chương trình (the account's name)
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "from",
        conflicts_with = "from"
    )]
    name: Option<String>,
    /// Hết hạn sau số ngày; 0: đã hết hạn (ends after so many days; 0: it has ended)
    #[arg(long, value_name = "DAYS", conflicts_with = "from", value_parser = clap::value_parser!(i64).range(0..=3650))]
    expires: Option<i64>,
    /// Tệp CSV: name,role,areas,agency,expires; in CSV name,token (make many; prints CSV)
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

fn role(text: &str) -> Result<Role, String> {
    let known = || {
        Role::ALL
            .iter()
            .map(|role| role.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let found = Role::ALL.iter().find(|role| role.as_str() == text);
    found.copied().ok_or_else(known)
}

fn area(text: &str) -> Result<AreaRef, String> {
    text.parse()
        .map_err(|_| "18628, 18628@2019-12-31".to_owned())
}

/// Runs `token`.
///
/// # Errors
/// Where what was asked has faults, or the database refuses.
pub async fn run(session: &Session, args: &TokenArgs) -> Result<Outcome, Failure> {
    match &args.what {
        What::Create(args) => create(session, args).await,
        What::List { json } => list(session, *json).await,
        What::Revoke { id } => revoke(session, TokenId(*id)).await,
    }
}

async fn create(session: &Session, args: &CreateArgs) -> Result<Outcome, Failure> {
    if let Some(path) = &args.from {
        let file = files::read(path)?;
        let issued = open::within(session, async |office| {
            Ok(accounts::create_from(office, &file).await)
        })
        .await?;
        let issued =
            issued.map_err(|refusal| import::failure(path.display().to_string(), refusal))?;
        return many(&issued);
    }
    let new = NewToken {
        line: 1,
        name: args.name.clone().unwrap_or_default(),
        roles: args.role.clone(),
        areas: args.area.clone(),
        agency: args.agency.clone(),
        expires_days: args.expires,
    };
    let issued = open::within(session, async |office| {
        Ok(accounts::create(office, vec![new]).await)
    })
    .await?;
    let issued = issued.map_err(|refusal| match refusal {
        ImportRefusal::Faults(faults) => Failure::usage(Notice::Faulty(faults)),
        ImportRefusal::Refused(refusal) => refusal.into(),
    })?;
    for token in &issued {
        console::line(&token.secret)?;
    }
    Ok(Outcome::Done)
}

fn many(issued: &[IssuedToken]) -> Result<Outcome, Failure> {
    let written = || -> Result<String, csv::Error> {
        let mut lines = csv::Writer::from_writer(Vec::new());
        lines.write_record(["name", "token"])?;
        for token in issued {
            lines.write_record([&token.name, &token.secret])?;
        }
        let bytes = lines
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = written().map_err(|fault| Notice::System(fault.to_string()))?;
    console::print(&text)?;
    Ok(Outcome::Done)
}

async fn list(session: &Session, json: bool) -> Result<Outcome, Failure> {
    let lines = open::within(session, async |office| Ok(accounts::tokens(office).await?)).await?;
    if json {
        console::json(&lines.iter().map(in_json).collect())?;
        return Ok(Outcome::Done);
    }
    for line in &lines {
        let roles: Vec<&str> = line.roles.iter().map(|role| role.as_str()).collect();
        let areas: Vec<&str> = line.areas.iter().map(|area| area.code.as_str()).collect();
        let ends = line
            .expires_at
            .map(|at| at.to_rfc3339())
            .unwrap_or_default();
        let revoked = if line.revoked_at.is_some() {
            session.say("đã thu hồi", "revoked")
        } else {
            ""
        };
        let columns = [
            &line.id.to_string(),
            &roles.join(" "),
            &areas.join(" "),
            &line.name,
            &ends,
            revoked,
        ];
        console::line(columns.join("\t").trim_end())?;
    }
    Ok(Outcome::Done)
}

fn in_json(line: &TokenLine) -> serde_json::Value {
    serde_json::json!({
        "id": line.id,
        "name": line.name,
        "roles": line.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
        "areas": line.areas.iter().map(|area| area.code.as_str()).collect::<Vec<_>>(),
        "agency": line.agency,
        "expiresAt": line.expires_at,
        "revokedAt": line.revoked_at,
    })
}

async fn revoke(session: &Session, id: TokenId) -> Result<Outcome, Failure> {
    let revoked = open::within(session, async |office| {
        Ok(accounts::revoke(office, id).await)
    })
    .await?;
    match revoked {
        Ok(()) => Ok(Outcome::Done),
        Err(Refusal::NotFound) => {
            let what = session.say("mã còn hiệu lực nào mang số hiệu", "token in force with id");
            Err(Notice::NotThere(what, id.to_string()).into())
        }
        Err(other) => Err(other.into()),
    }
}
