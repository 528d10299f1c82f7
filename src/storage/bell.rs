//! Tells other processes on the same PostgreSQL of changed surveys and more.

use std::time::Duration;

use futures_util::Stream;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, ValueTuple};
use sea_orm::sqlx::postgres::{PgListener, PgNotification, PgPoolOptions};
use sea_orm::{ConnectionTrait, DbBackend, Value};
use uuid::Uuid;

use super::cells::{ASKED, padded};
use super::database::Database;
use super::fault::StorageFault;
use crate::domain::base::ids::{CandidacyId, RoundId, SessionId, SurveyId};

const SURVEYS: &str = "longdan_survey";
const CANDIDACIES: &str = "longdan_candidacy";
const TOKENS: &str = "longdan_token";
const SESSIONS: &str = "longdan_session";

/// How long to wait before PostgreSQL is asked for a new connection.
const PAUSE: Duration = Duration::from_secs(1);

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// A survey has this version now.
    Changed {
        /// The survey.
        survey: SurveyId,
        /// Its version.
        version: i64,
    },
    /// A candidacy or what hangs on it has changed.
    Candidacy {
        /// Its round.
        round: RoundId,
        /// The candidacy.
        candidacy: CandidacyId,
    },
    /// A token was revoked.
    Revoked,
    /// The connection was lost or is new: anything may have happened unheard.
    /// A session of the council, or what hangs on it, has changed.
    Session(SessionId),
    /// The connection was lost or is new: anything may have changed unheard.
    Unsure,
}

/// Rings for surveys when the transaction commits, in one statement for all of them; does nothing
/// on SQLite, which has one process.
///
/// # Errors
/// What the database answers.
pub async fn ring(
    db: &impl ConnectionTrait,
    versions: &[(SurveyId, i64)],
) -> Result<(), StorageFault> {
    let payload = |(survey, version): &(SurveyId, i64)| format!("{survey} {version}");
    notify(db, SURVEYS, versions.iter().map(payload).collect()).await
}

/// Rings for a candidacy of a round when the transaction commits; does nothing on SQLite.
///
/// # Errors
/// What the database answers.
pub async fn ring_candidacy(
    db: &impl ConnectionTrait,
    round: RoundId,
    candidacy: CandidacyId,
) -> Result<(), StorageFault> {
    notify(db, CANDIDACIES, vec![format!("{round} {candidacy}")]).await
}

/// Rings for a revoked token when the transaction commits; does nothing on SQLite.
///
/// It doesn't say which, so that a listener learns no more than that it should look.
///
/// # Errors
/// What the database answers.
pub async fn revoked(db: &impl ConnectionTrait) -> Result<(), StorageFault> {
    notify(db, TOKENS, vec![String::new()]).await
}

/// Rings for a session of the council when the transaction commits; does nothing on SQLite.
///
/// # Errors
/// What the database answers.
pub async fn ring_session(
    db: &impl ConnectionTrait,
    session: SessionId,
) -> Result<(), StorageFault> {
    notify(db, SESSIONS, vec![session.to_string()]).await
}

async fn notify(
    db: &impl ConnectionTrait,
    channel: &'static str,
    payloads: Vec<String>,
) -> Result<(), StorageFault> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    // PostgreSQL passes the same payload on once, so the padding is not heard.
    for chunk in payloads.chunks(ASKED) {
        let rung = padded(chunk.iter().map(String::as_str).map(Value::from).collect());
        let rung: Vec<ValueTuple> = rung.into_iter().map(ValueTuple::One).collect();
        let notified = Func::cust("pg_notify")
            .args([Expr::val(channel), Expr::col("column1").cast_as("text")]);
        let statement = Query::select()
            .expr(notified)
            .from_values(rung, "rung")
            .take();
        db.execute(&statement).await?;
    }
    Ok(())
}

/// What the other processes ring, and this one too; `None` on SQLite.
///
/// The stream never ends: a lost connection is made again, and [`Ring::Unsure`] says so.
#[must_use]
pub fn listen(database: &Database) -> Option<impl Stream<Item = Ring> + Send + use<>> {
    if database.backend() != DbBackend::Postgres {
        return None;
    }
    let options = database
        .read()
        .get_postgres_connection_pool()
        .connect_options();
    // A connection of its own, so that listening takes none from the requests.
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with((*options).clone());
    Some(futures_util::stream::unfold(None, move |listener| {
        let pool = pool.clone();
        async move { Some(next(listener, &pool).await) }
    }))
}

async fn next(
    mut listener: Option<PgListener>,
    pool: &sea_orm::sqlx::PgPool,
) -> (Ring, Option<PgListener>) {
    loop {
        let Some(open) = listener.as_mut() else {
            match connect(pool).await {
                Ok(fresh) => return (Ring::Unsure, Some(fresh)),
                Err(error) => {
                    tracing::warn!(%error, "listening to the database failed");
                    pause().await;
                }
            }
            continue;
        };
        match open.try_recv().await {
            Ok(Some(notification)) => {
                if let Some(ring) = read(&notification) {
                    return (ring, listener);
                }
            }
            Ok(None) | Err(_) => listener = None,
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a server that is down sends no event"
)]
async fn pause() {
    tokio::time::sleep(PAUSE).await;
}

async fn connect(pool: &sea_orm::sqlx::PgPool) -> Result<PgListener, sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    let all = [SURVEYS, CANDIDACIES, TOKENS, SESSIONS];
    listener.listen_all(all).await?;
    Ok(listener)
}

fn read(notification: &PgNotification) -> Option<Ring> {
    if notification.channel() == TOKENS {
        return Some(Ring::Revoked);
    }
    if notification.channel() == SESSIONS {
        let session = Uuid::parse_str(notification.payload()).ok()?;
        return Some(Ring::Session(SessionId(session)));
    }
    let (first, second) = notification.payload().split_once(' ')?;
    let first = Uuid::parse_str(first).ok()?;
    Some(if notification.channel() == CANDIDACIES {
        Ring::Candidacy {
            round: RoundId(first),
            candidacy: CandidacyId(Uuid::parse_str(second).ok()?),
        }
    } else {
        Ring::Changed {
            survey: SurveyId(first),
            version: second.parse().ok()?,
        }
    })
}
