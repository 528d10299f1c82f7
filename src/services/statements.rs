//! What agencies state on conditions that no criterion covers.

use std::collections::HashMap;

use super::access::{self, DossierSight};
use super::evidence::{self, Hook};
use super::library;
use super::moves;
use super::office::{Office, Speaker};
use super::recorded::{Recorded, recorded};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::writing::{Last, Writing};
use crate::domain::base::ids::{CandidacyId, StatementId};
use crate::domain::law::condition::Requirement;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::statement::Statement;
use crate::domain::trust::authority::{self, Action};
use crate::storage::{candidacies, rounds, statements};

/// A statement to be written down.
#[derive(Debug, Clone)]
pub struct NewStatement {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The condition's code.
    pub condition: String,
    /// Whether it holds.
    pub met: bool,
    /// Remark, evidence, version, reason.
    pub writing: Writing,
}

/// The current statements on some candidacies with their history, by the condition's code; only
/// what the speaker may see. A department sees its own.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Candidacy],
) -> Result<HashMap<CandidacyId, Vec<Recorded<Statement>>>, Refusal> {
    let sights: HashMap<CandidacyId, DossierSight<'_>> = of
        .iter()
        .map(|one| (one.id, access::dossier(speaker, &one.place)))
        .collect();
    let ids = access::with_dossier(speaker, of);
    let versions = statements::of_candidacies(office.db.read(), &ids).await?;
    let mut found: HashMap<CandidacyId, Vec<Recorded<Statement>>> = HashMap::new();
    for ((candidacy, _), one) in recorded(versions, |one| (one.candidacy, one.condition.clone())) {
        let sees = match sights.get(&candidacy) {
            Some(DossierSight::Whole) => true,
            Some(DossierSight::Own(agency)) => one.current.agency == *agency,
            Some(DossierSight::Nothing) | None => false,
        };
        if sees {
            found.entry(candidacy).or_default().push(one);
        }
    }
    Ok(found)
}

/// Writes a statement down; for the agency that the regulation names.
///
/// # Errors
/// As the rights say, also for a condition that another agency states; [`Refusal::Conflict`] where
/// somebody has revised it in between; [`Refusal::Faults`].
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewStatement,
) -> Result<Statement, Refusal> {
    let actor = authority::may_ever(speaker, Action::RecordStatements)?;
    let agency = actor.agency.as_deref().ok_or(Refusal::Forbidden)?;
    let mut faults = Vec::new();
    check_condition(office, speaker, &new, &mut faults).await?;
    let places = [(String::new(), &new.writing)];
    evidence::check(office, actor, &places, &mut faults).await?;
    let tx = office.db.begin_write().await?;
    let candidacy = moves::lock(&tx, new.candidacy, None).await?;
    authority::permit(speaker, Action::RecordStatements, &candidacy.place)?;
    moves::refuse_after_vote(&candidacy, &mut faults);
    let on_record = statements::of_candidacies(&tx, &[candidacy.id]).await?;
    let before = on_record
        .into_iter()
        .rfind(|one| one.condition == new.condition);
    let last = before
        .as_ref()
        .map(|one| Last::of(one.version, &one.by_name, one.at));
    let written = new.writing.written(last, "", &mut faults)?;
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let now = office.clock.now();
    let row = Statement {
        id: StatementId(office.chance.id(now)?),
        candidacy: candidacy.id,
        condition: new.condition.clone(),
        version: written.version,
        met: new.met,
        note: written.note,
        agency: agency.to_owned(),
        by: actor.account,
        by_name: actor.name.clone(),
        at: now,
        reason: written.reason,
    };
    statements::insert(&tx, std::slice::from_ref(&row)).await?;
    let hook = Hook {
        subject: row.id.0,
        candidacy: Some(candidacy.id),
        round: None,
        agency: Some(agency),
    };
    evidence::attach(&tx, &[(hook, &new.writing)]).await?;
    let (action, details) = ("statement.record", details(&row, before.as_ref()));
    moves::written(office, speaker, tx, &[candidacy], action, details).await?;
    Ok(row)
}

/// The condition must be one of the title that this agency states.
async fn check_condition(
    office: &Office,
    speaker: Speaker<'_>,
    new: &NewStatement,
    faults: &mut Vec<UserFault>,
) -> Result<(), Refusal> {
    let read = office.db.read();
    let candidacy = candidacies::find(read, new.candidacy).await?;
    let candidacy = candidacy.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RecordStatements, &candidacy.place)?;
    let round = rounds::find_many(read, &[candidacy.round]).await?.pop();
    let rules = library::ruleset(office, round.ok_or(Refusal::NotFound)?.regulation).await?;
    let own = speaker.and_then(|actor| actor.agency.as_deref());
    let stated = rules
        .composed
        .conditions_for(candidacy.title, candidacy.place.level)
        .filter(|condition| condition.code == new.condition)
        .find_map(|condition| match &condition.requirement {
            Requirement::Statement { agency, .. } => Some(agency.as_str()),
            _ => None,
        });
    match stated {
        None => {
            let code = UserFaultCode::UnknownCondition;
            faults.push(UserFault::at("condition", code, &new.condition));
            Ok(())
        }
        Some(named) if own != Some(named) => Err(Refusal::Forbidden),
        Some(_) => Ok(()),
    }
}

fn details(row: &Statement, before: Option<&Statement>) -> serde_json::Value {
    let short = |one: &Statement| serde_json::json!({ "statement": one.id, "version": one.version, "met": one.met });
    serde_json::json!({
        "candidacy": row.candidacy, "condition": row.condition, "agency": row.agency,
        "before": before.map(short), "after": short(row),
    })
}
