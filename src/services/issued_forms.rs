//! Forms issued by hamlet: recorded, corrected, held against what came back.

use std::collections::{HashMap, HashSet};

use super::access;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::stale::unless_stale;
use super::surveys::locked;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::base::ids::SurveyId;
use crate::domain::place::area::Place;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::paper::{CrossFooting, IssuedForms, MOST_FORMS};
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::trust::authority::Action;
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{bell, issued_forms, survey_hamlets, surveys};

/// Forms of a hamlet to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForms {
    /// Code of the hamlet.
    pub hamlet_code: String,
    /// Forms handed out.
    pub issued: i64,
    /// Of these, not brought back.
    pub missing: i64,
    /// The version that is corrected; `None` the first time.
    pub version: Option<i64>,
    /// Why it is corrected.
    pub reason: Option<String>,
}

/// A hamlet's forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletForms {
    /// The hamlet.
    pub place: Place,
    /// What was recorded; `None` until then.
    pub recorded: Option<IssuedForms>,
    /// It cross-footed; `None` until it is recorded.
    pub footing: Option<CrossFooting>,
}

/// Records forms of some hamlets, all of them or none.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] with the place of each; [`Refusal::Conflict`] where
/// somebody else corrected a hamlet since.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    new: Vec<NewForms>,
) -> Result<(Survey, Vec<Warning>), Refusal> {
    let (tx, survey, now) = locked(office, speaker, id).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    if survey.lifecycle.stored == SurveyState::Verified {
        let state = survey.lifecycle.stored.as_str();
        return Err(UserFault::at("surveyId", UserFaultCode::IllegalState, state).into());
    }
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    let before = issued_forms::of_surveys(&tx, &[id]).await?;
    let named = named(&hamlets, &new)?;
    let mut rows = Vec::with_capacity(new.len());
    let mut warnings = Vec::new();
    for ((position, new), hamlet) in new.into_iter().enumerate().zip(named) {
        let last = before.get(&(id, hamlet.place.area));
        let stands = last.map(|last| (last.version, last.recorded_at, last.recorded_by));
        unless_stale(&tx, stands, new.version).await?;
        let field = format!("hamlets.{position}.reason");
        let reason = match last {
            None => None,
            Some(_) => Some(texts::needed(
                &field,
                new.reason.as_deref().unwrap_or_default(),
            )?),
        };
        let footing = CrossFooting::of(new.issued, new.missing, &hamlet.tally);
        warnings.extend(apart(&survey, hamlet, footing));
        rows.push(IssuedForms {
            survey: id,
            hamlet: hamlet.place.area,
            version: last.map_or(1, |last| last.version.saturating_add(1)),
            issued: new.issued,
            missing: new.missing,
            reason,
            recorded_at: now,
            recorded_by: actor.account,
        });
    }
    issued_forms::insert(&tx, &rows).await.map_err(taken)?;
    Ok((noted(office, speaker, tx, survey, &rows).await?, warnings))
}

async fn noted(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    survey: Survey,
    rows: &[IssuedForms],
) -> Result<Survey, Refusal> {
    let version = surveys::update(&tx, &survey).await?;
    let survey = Survey { version, ..survey };
    let recorded = rows.iter().map(|row| {
        serde_json::json!({
            "hamlet": row.hamlet, "version": row.version,
            "issued": row.issued, "missing": row.missing,
        })
    });
    let details = serde_json::json!({ "after": recorded.collect::<Vec<_>>() });
    note(
        office,
        &tx,
        speaker,
        Some(survey.id),
        "forms.record",
        details,
    )
    .await?;
    bell::ring(&tx, &[(survey.id, version)]).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.ring(survey.id, version);
    Ok(survey)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::IssuedForms) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// The hamlets that the input names, in its order.
fn named<'a>(
    hamlets: &'a [SurveyHamlet],
    new: &[NewForms],
) -> Result<Vec<&'a SurveyHamlet>, Refusal> {
    let by_code: HashMap<&str, &SurveyHamlet> = hamlets
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet))
        .collect();
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    let mut found = Vec::with_capacity(new.len());
    if new.is_empty() {
        faults.push(UserFault::at("hamlets", UserFaultCode::NoHamlet, ""));
    }
    for (position, one) in new.iter().enumerate() {
        let code = one.hamlet_code.as_str();
        let mut fault = |field: &str, fault, about: &str| {
            faults.push(UserFault::at(
                &format!("hamlets.{position}.{field}"),
                fault,
                about,
            ));
        };
        match by_code.get(code) {
            None => fault("hamletCode", UserFaultCode::UnknownHamlet, code),
            Some(_) if !seen.insert(code) => fault("hamletCode", UserFaultCode::NamedTwice, code),
            Some(hamlet) => found.push(*hamlet),
        }
        for (field, number) in [("issued", one.issued), ("missing", one.missing)] {
            if !(0..=MOST_FORMS).contains(&number) {
                fault(field, UserFaultCode::OutOfRange, &format!("0-{MOST_FORMS}"));
            }
        }
        if one.missing > one.issued {
            let about = format!("{} > {}", one.missing, one.issued);
            fault("missing", UserFaultCode::MissingExceedsIssued, &about);
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// That the forms of a closed survey's hamlet don't add up. While it runs, more may come.
fn apart(survey: &Survey, hamlet: &SurveyHamlet, footing: CrossFooting) -> Option<Warning> {
    let out = survey.lifecycle.is_closed() && footing.unexplained() != 0;
    out.then(|| {
        let about = format!(
            "{}: {} ≠ {} + {}",
            hamlet.code, footing.issued, footing.collected, footing.missing
        );
        Warning::of(WarningCode::FormsDoNotAddUp, about)
    })
}

/// The forms of each hamlet of some surveys, by code: for the Front, none for anyone else.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    wanted: &[Survey],
) -> Result<HashMap<SurveyId, Vec<HamletForms>>, Refusal> {
    let mine = access::permitted(speaker, Action::RunSurveys, wanted);
    let read = office.db.read();
    let mut recorded = issued_forms::of_surveys(read, &mine).await?;
    let mut grouped: HashMap<SurveyId, Vec<HamletForms>> = HashMap::new();
    for hamlet in survey_hamlets::of_surveys(read, &mine).await? {
        let recorded = recorded.remove(&(hamlet.survey, hamlet.place.area));
        grouped.entry(hamlet.survey).or_default().push(HamletForms {
            place: hamlet.place,
            footing: recorded
                .as_ref()
                .map(|forms| CrossFooting::of(forms.issued, forms.missing, &hamlet.tally)),
            recorded,
        });
    }
    Ok(grouped)
}
