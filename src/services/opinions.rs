//! Opinions of socio-political organisations, written down by the Front.

use std::collections::HashMap;

use super::access;
use super::evidence::{self, Hook};
use super::moves;
use super::office::{Office, Speaker};
use super::recorded::{Recorded, recorded};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::writing::{Last, Writing};
use crate::domain::base::ids::{CandidacyId, OpinionId};
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::opinion::{Body, Opinion, Organisation};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::opinions;

/// An opinion to be written down.
#[derive(Debug, Clone)]
pub struct NewOpinion {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The level of the body that speaks.
    pub level: AreaLevel,
    /// The organisation.
    pub organisation: Organisation,
    /// Its name, where it is another one.
    pub other_name: Option<String>,
    /// Whether it agrees.
    pub agrees: bool,
    /// Remark, evidence, version, reason.
    pub writing: Writing,
}

/// The current opinions on some candidacies with their history; only where the speaker may see
/// them.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Candidacy],
) -> Result<HashMap<CandidacyId, Vec<Recorded<Opinion>>>, Refusal> {
    let ids = access::with_dossier(speaker, of);
    let versions = opinions::of_candidacies(office.db.read(), &ids).await?;
    let mut found: HashMap<CandidacyId, Vec<Recorded<Opinion>>> = HashMap::new();
    for ((candidacy, _), one) in recorded(versions, |one| (one.candidacy, one.body.clone())) {
        found.entry(candidacy).or_default().push(one);
    }
    Ok(found)
}

/// Writes an organisation's opinion down; for the Front of the organisation's level.
///
/// # Errors
/// As the rights say; [`Refusal::Forbidden`] for the Front of another level;
/// [`Refusal::Conflict`] where somebody has revised it in between; [`Refusal::Faults`].
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewOpinion,
) -> Result<Opinion, Refusal> {
    let actor = authority::may_ever(speaker, Action::RecordOpinions)?;
    let mut faults = Vec::new();
    let body = body(&new, &mut faults);
    let places = [(String::new(), &new.writing)];
    evidence::check(office, actor, &places, &mut faults).await?;
    let tx = office.db.begin_write().await?;
    let candidacy = moves::lock(&tx, new.candidacy, None).await?;
    authority::permit(speaker, Action::RecordOpinions, &candidacy.place)?;
    check_level(actor, &candidacy, new.level, &mut faults)?;
    moves::refuse_after_vote(&candidacy, &mut faults);
    let on_record = opinions::of_candidacies(&tx, &[candidacy.id]).await?;
    let before = on_record.into_iter().rfind(|one| one.body == body);
    let last = before
        .as_ref()
        .map(|one| Last::of(one.version, &one.by_name, one.at));
    let written = new.writing.written(last, "", &mut faults)?;
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let now = office.clock.now();
    let row = Opinion {
        id: OpinionId(office.chance.id(now)?),
        candidacy: candidacy.id,
        body,
        version: written.version,
        agrees: new.agrees,
        note: written.note,
        by: actor.account,
        by_name: actor.name.clone(),
        at: now,
        reason: written.reason,
    };
    opinions::insert(&tx, std::slice::from_ref(&row)).await?;
    let hook = Hook {
        subject: row.id.0,
        candidacy: Some(candidacy.id),
        round: None,
        agency: None,
    };
    evidence::attach(&tx, &[(hook, &new.writing)]).await?;
    let (action, details) = ("opinion.record", details(&row, before.as_ref()));
    moves::written(office, speaker, tx, &[candidacy], action, details).await?;
    Ok(row)
}

/// Who speaks, by level, organisation and name.
fn body(new: &NewOpinion, faults: &mut Vec<UserFault>) -> Body {
    let name = new.other_name.as_deref().unwrap_or_default();
    let other_name = match (new.organisation, name.trim().is_empty()) {
        (Organisation::Other, false) => cleaned(name, LONGEST_NAME).unwrap_or_else(|_| {
            faults.push(UserFault::at("otherName", UserFaultCode::InvalidText, ""));
            String::new()
        }),
        (Organisation::Other, true) => {
            faults.push(UserFault::at("otherName", UserFaultCode::NameMissing, ""));
            String::new()
        }
        (_, _) => String::new(),
    };
    Body {
        level: new.level,
        organisation: new.organisation,
        other_name,
    }
}

/// A body speaks on a candidacy of its own area or one inside it, and its own Front writes it down.
fn check_level(
    actor: &Actor,
    candidacy: &Candidacy,
    level: AreaLevel,
    faults: &mut Vec<UserFault>,
) -> Result<(), Refusal> {
    if level > candidacy.place.level || level == AreaLevel::Hamlet {
        let (code, about) = (UserFaultCode::UnfitLevel, level.as_str());
        faults.push(UserFault::at("level", code, about));
        return Ok(());
    }
    let of_level = |area: &Place| area.level == level && candidacy.place.is_in(area.area);
    if actor.is(Role::Front) && actor.areas.iter().any(of_level) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

fn details(row: &Opinion, before: Option<&Opinion>) -> serde_json::Value {
    let short = |one: &Opinion| serde_json::json!({ "opinion": one.id, "version": one.version, "agrees": one.agrees });
    serde_json::json!({
        "candidacy": row.candidacy, "level": row.body.level.as_str(),
        "organisation": row.body.organisation.as_str(), "otherName": row.body.other_name,
        "before": before.map(short), "after": short(row),
    })
}
