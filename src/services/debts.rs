//! Statements of construction debt: of a candidacy, and of the whole province.

use std::collections::HashMap;

use super::access::{self, DossierSight};
use super::evidence::{self, Hook};
use super::moves;
use super::office::{Office, Speaker};
use super::recorded::{Recorded, recorded};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::writing::{Last, Writing};
use super::written::past_day;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{CandidacyId, DebtStatementId, RoundId};
use crate::domain::base::text::in_living_memory;
use crate::domain::law::round::Round;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::{DEBT_AGENCIES, DebtFigures, DebtStatement, DoesNotAddUp};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{areas, debts, rounds};

/// A statement to be written down.
#[derive(Debug, Clone)]
pub struct NewDebtStatement {
    /// The round that it is made for.
    pub round: RoundId,
    /// Whose debt; `None`: the whole province's.
    pub candidacy: Option<CandidacyId>,
    /// The day that the figures are of.
    pub as_of: Day,
    /// The figures.
    pub figures: DebtFigures,
    /// Remark, evidence, version, reason.
    pub writing: Writing,
}

/// The current statements on some candidacies with their history; only where the speaker may see
/// them.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Candidacy],
) -> Result<HashMap<CandidacyId, Recorded<DebtStatement>>, Refusal> {
    let ids = access::with_dossier(speaker, of);
    let versions = debts::of_candidacies(office.db.read(), &ids).await?;
    let by_candidacy = recorded(versions, |one| one.candidacy);
    let found = by_candidacy
        .into_iter()
        .filter_map(|(candidacy, one)| Some((candidacy?, one)));
    Ok(found.collect())
}

/// The current statements on the whole province of some rounds with their history; only where the
/// speaker may see them.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_provinces(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Round],
) -> Result<HashMap<RoundId, Recorded<DebtStatement>>, Refusal> {
    let sees = |round: &&Round| {
        access::dossier_of_province(speaker, round.province) != DossierSight::Nothing
    };
    let ids: Vec<RoundId> = of.iter().filter(sees).map(|round| round.id).collect();
    let versions = debts::of_provinces(office.db.read(), &ids).await?;
    Ok(recorded(versions, |one| one.round).into_iter().collect())
}

/// Writes a statement down; for Planning and Investment, and Finance.
///
/// # Errors
/// As the rights say; [`Refusal::Forbidden`] for another agency; [`Refusal::Conflict`] where
/// somebody has revised it in between; [`Refusal::Faults`], also where the figures don't add up.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewDebtStatement,
) -> Result<DebtStatement, Refusal> {
    let actor = authority::may_ever(speaker, Action::RecordDebt)?;
    let agency = actor.agency.as_deref().ok_or(Refusal::Forbidden)?;
    if !DEBT_AGENCIES.contains(&agency) {
        return Err(Refusal::Forbidden);
    }
    let mut faults = plain_faults(office, &new);
    let places = [(String::new(), &new.writing)];
    evidence::check(office, actor, &places, &mut faults).await?;
    let tx = office.db.begin_write().await?;
    let candidacy = owing(&tx, speaker, &new, &mut faults).await?;
    let before = before(&tx, &new).await?;
    let last = before
        .as_ref()
        .map(|one| Last::of(one.version, &one.by_name, one.at));
    let written = new.writing.written(last, "", &mut faults)?;
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let now = office.clock.now();
    let row = DebtStatement {
        id: DebtStatementId(office.chance.id(now)?),
        round: new.round,
        candidacy: new.candidacy,
        version: written.version,
        as_of: new.as_of,
        figures: new.figures,
        note: written.note,
        agency: agency.to_owned(),
        by: actor.account,
        by_name: actor.name.clone(),
        at: now,
        reason: written.reason,
    };
    debts::insert(&tx, std::slice::from_ref(&row)).await?;
    let hook = Hook {
        subject: row.id.0,
        candidacy: new.candidacy,
        round: Some(new.round),
        agency: Some(agency),
    };
    evidence::attach(&tx, &[(hook, &new.writing)]).await?;
    let (action, details) = ("debt.record", details(&row, before.as_ref()));
    moves::written(office, speaker, tx, candidacy.as_slice(), action, details).await?;
    Ok(row)
}

fn plain_faults(office: &Office, new: &NewDebtStatement) -> Vec<UserFault> {
    let mut faults = Vec::new();
    if let Err(DoesNotAddUp(DebtFigures {
        total,
        planned,
        arrears,
    })) = new.figures.cross_footed()
    {
        let about = format!("{planned} + {arrears} ≠ {total}");
        let code = UserFaultCode::DoesNotAddUp;
        faults.push(UserFault::at("total", code, about));
    }
    let day = new.as_of;
    match past_day("asOf", day, office.clock.today()) {
        Err(to_come) => faults.push(to_come),
        Ok(day) if !in_living_memory(day) => {
            faults.push(UserFault::at("asOf", UserFaultCode::OutOfRange, "1800-"));
        }
        Ok(_) => {}
    }
    faults
}

/// The candidacy that owes, locked, or none where the statement is on the whole province, whose
/// round is locked by being read for it alone.
async fn owing(
    tx: &Transaction,
    speaker: Speaker<'_>,
    new: &NewDebtStatement,
    faults: &mut Vec<UserFault>,
) -> Result<Option<Candidacy>, Refusal> {
    let Some(id) = new.candidacy else {
        let round = rounds::lock(tx, new.round)
            .await?
            .ok_or(Refusal::NotFound)?;
        let province = areas::find_many(tx, &[round.province]).await?.pop();
        let province = province.ok_or(Refusal::NotFound)?;
        authority::permit(speaker, Action::RecordDebt, &province.place)?;
        return Ok(None);
    };
    let candidacy = moves::lock(tx, id, None).await?;
    authority::permit(speaker, Action::RecordDebt, &candidacy.place)?;
    if candidacy.round != new.round {
        return Err(Refusal::NotFound);
    }
    moves::refuse_after_vote(&candidacy, faults);
    Ok(Some(candidacy))
}

async fn before(
    tx: &Transaction,
    new: &NewDebtStatement,
) -> Result<Option<DebtStatement>, StorageFault> {
    let versions = match new.candidacy {
        Some(candidacy) => debts::of_candidacies(tx, &[candidacy]).await?,
        None => debts::of_provinces(tx, &[new.round]).await?,
    };
    Ok(versions.into_iter().next_back())
}

fn details(row: &DebtStatement, before: Option<&DebtStatement>) -> serde_json::Value {
    let short = |one: &DebtStatement| {
        let DebtFigures {
            total,
            planned,
            arrears,
        } = one.figures;
        serde_json::json!({
            "debt": one.id, "version": one.version, "asOf": one.as_of,
            "total": total, "planned": planned, "arrears": arrears,
        })
    };
    serde_json::json!({
        "round": row.round, "candidacy": row.candidacy, "agency": row.agency,
        "before": before.map(short), "after": short(row),
    })
}
