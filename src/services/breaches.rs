//! The register of breaches: recorded, revised, read, with its 72-hour clock.

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::stale::unless_stale;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::BreachId;
use crate::domain::survey::redaction::names_somebody;
use crate::domain::trust::authority::{self, Action};
use crate::domain::trust::breach::{Breach, BreachStanding};
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{accounts, breaches};

/// Breaches that a list holds at the most.
pub const LONGEST: u64 = 500;

/// A breach to be recorded, or a new version of one.
#[derive(Debug, Clone)]
pub struct NewBreach {
    /// The number of the breach that is revised and the version that was read; `None` for a new one.
    pub revises: Option<(i64, i64)>,
    /// When it happened, where that is known.
    pub occurred_at: Option<Instant>,
    /// When it was discovered.
    pub discovered_at: Instant,
    /// What happened.
    pub description: String,
    /// How many people it may concern.
    pub affected: Option<i64>,
    /// What was done about it.
    pub measures: Option<String>,
    /// When the authority was told.
    pub notified_at: Option<Instant>,
    /// Why it was told late.
    pub late_reason: Option<String>,
}

/// A breach with who wrote it down, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachView {
    /// The breach.
    pub breach: Breach,
    /// How it stands now.
    pub standing: BreachStanding,
    /// Name of the account that wrote this version down.
    pub recorded_by: String,
}

/// Records a breach, or the next version of one; for administrators and provincial Fronts.
///
/// # Errors
/// As the rights say; [`Refusal::Conflict`] where somebody else revised it since it was read;
/// [`Refusal::Faults`] for times that can't be, texts that name somebody, a late notice without its
/// reason.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewBreach,
) -> Result<BreachView, Refusal> {
    let actor = authority::may_ever(speaker, Action::RunBreaches)?;
    let now = office.clock.now();
    let tx = office.db.begin_write().await?;
    let (number, version) = if let Some((number, read)) = new.revises {
        let last = breaches::latest(&tx, Some(number)).await?;
        let last = last.ok_or(Refusal::NotFound)?;
        let stands = Some((last.version, last.recorded_at, last.recorded_by));
        unless_stale(&tx, stands, Some(read)).await?;
        (number, last.version.saturating_add(1))
    } else {
        let last = breaches::latest(&tx, None).await?;
        (last.map_or(1, |last| last.number.saturating_add(1)), 1)
    };
    let breach = Breach {
        id: BreachId(office.chance.id(now)?),
        number,
        version,
        occurred_at: new.occurred_at,
        discovered_at: new.discovered_at,
        description: nameless("description", Some(&new.description))?
            .ok_or_else(|| UserFault::at("description", UserFaultCode::ValueMissing, ""))?,
        affected: new.affected,
        measures: nameless("measures", new.measures.as_deref())?,
        notified_at: new.notified_at,
        late_reason: nameless("lateReason", new.late_reason.as_deref())?,
        recorded_at: now,
        recorded_by: actor.account,
    };
    sound(&breach, now)?;
    breaches::insert(&tx, &breach).await.map_err(taken)?;
    let standing = breach.standing(now);
    let details = serde_json::json!({
        "number": number, "version": version, "standing": standing.as_str(),
    });
    note(office, &tx, speaker, None, "breach.record", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(BreachView {
        breach,
        standing,
        recorded_by: actor.name.clone(),
    })
}

/// A text of the register: it names nobody, as far as a program can tell.
fn nameless(field: &str, text: Option<&str>) -> Result<Option<String>, UserFault> {
    let text = texts::optional(field, text)?;
    if text.as_deref().is_some_and(names_somebody) {
        return Err(UserFault::at(field, UserFaultCode::PersonalData, ""));
    }
    Ok(text)
}

/// That times follow one another and don't lie ahead, and that a late notice says why.
fn sound(breach: &Breach, now: Instant) -> Result<(), UserFault> {
    let at = |field: &str, code, time: Instant| Err(UserFault::at(field, code, time.to_rfc3339()));
    if breach.discovered_at > now {
        return at(
            "discoveredAt",
            UserFaultCode::InTheFuture,
            breach.discovered_at,
        );
    }
    if let Some(time) = breach
        .occurred_at
        .filter(|time| *time > breach.discovered_at)
    {
        return at("occurredAt", UserFaultCode::DatesOutOfOrder, time);
    }
    if let Some(time) = breach.notified_at {
        if time > now {
            return at("notifiedAt", UserFaultCode::InTheFuture, time);
        }
        if time < breach.discovered_at {
            return at("notifiedAt", UserFaultCode::DatesOutOfOrder, time);
        }
    }
    if breach.affected.is_some_and(|people| people < 0) {
        return Err(UserFault::at("affected", UserFaultCode::OutOfRange, "≥ 0"));
    }
    if breach.standing(now) == BreachStanding::NotifiedLate && breach.late_reason.is_none() {
        return Err(UserFault::at(
            "lateReason",
            UserFaultCode::ReasonMissing,
            "",
        ));
    }
    Ok(())
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Breach) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// The breaches as they stand, the newest first, at most [`LONGEST`]; those alone that nobody was told
/// of, where asked for.
///
/// # Errors
/// As the rights say; where the database can't be read.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    unnotified: bool,
) -> Result<Vec<BreachView>, Refusal> {
    authority::may_ever(speaker, Action::RunBreaches)?;
    let (read, now) = (office.db.read(), office.clock.now());
    let all = breaches::all(read, unnotified, LONGEST).await?;
    let people: Vec<_> = all.iter().map(|breach| breach.recorded_by).collect();
    let names = accounts::names(read, &people).await?;
    let view = |breach: Breach| BreachView {
        standing: breach.standing(now),
        recorded_by: names.get(&breach.recorded_by).cloned().unwrap_or_default(),
        breach,
    };
    Ok(all.into_iter().map(view).collect())
}
