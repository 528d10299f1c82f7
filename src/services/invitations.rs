//! Invitations of the households that answer by themselves: made, renewed, revoked.
//!
//! A code is told once, to whoever has it printed; what is kept can't be turned back into it. So a lost sheet is
//! printed anew with other codes, and the earlier ones end.

use std::collections::{BTreeSet, HashSet};

use super::access::act_on;
use super::minting;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::surveys::locked;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, InvitationId, SurveyId};
use crate::domain::base::text::is_code;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::invitation::{HamletInvitations, Invitation, InvitationCode};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::trust::authority::Action;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, households, invitations, survey_hamlets, surveys};

/// Invitations of one hamlet at the most.
pub const MOST: usize = 2_000;
/// What the account is called that residents' answers come by. It has no token, so nobody signs in to it.
const RESIDENTS: &str = "Người dân trả lời theo giấy mời";
/// What stands before the number of a household that no roster names.
const NUMBERED: &str = "MOI";

/// Invitations to be made for a hamlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitations {
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet's code.
    pub hamlet: String,
    /// The households whose codes are to be renewed; none: every household that has no code yet.
    pub households: Vec<String>,
    /// Without a roster, how many numbered invitations there are to be in all; its households, where
    /// left out.
    pub count: Option<u32>,
}

/// A household's code, known this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The household's opaque code.
    pub household: String,
    /// Its invitation's code.
    pub code: InvitationCode,
}

/// The invitations that were made for a hamlet, in the order of its households.
#[derive(Debug, Clone)]
pub struct Letters {
    /// The survey.
    pub survey: Survey,
    /// The hamlet.
    pub hamlet: SurveyHamlet,
    /// One for each household.
    pub letters: Vec<Letter>,
}

/// Makes invitations for a hamlet; for the Front of its area.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a hamlet that doesn't answer by itself, a survey that is over, and
/// households that aren't there.
pub async fn make(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewInvitations,
) -> Result<Letters, Refusal> {
    let (tx, survey, now) = locked(office, speaker, new.survey).await?;
    made(office, speaker, tx, survey, new, now).await
}

/// As [`make`], for whoever runs the program.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Faults`] as [`make`].
pub async fn make_as_operator(office: &Office, new: NewInvitations) -> Result<Letters, Refusal> {
    let tx = office.db.begin_write().await?;
    let survey = surveys::lock(&tx, &[new.survey]).await?.pop();
    let survey = survey.ok_or(Refusal::NotFound)?;
    let now = office.clock.now();
    made(office, None, tx, survey, new, now).await
}

async fn made(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    survey: Survey,
    new: NewInvitations,
    now: Instant,
) -> Result<Letters, Refusal> {
    let hamlet = hamlet(&tx, &survey, &new.hamlet).await?;
    answers_by_itself(&survey, &hamlet)?;
    let place = (survey.id, hamlet.place.area);
    let wanted = wanted(&tx, &survey, &hamlet, &new).await?;
    if wanted.is_empty() {
        tx.rollback().await.map_err(StorageFault::from)?;
        return Ok(Letters {
            survey,
            hamlet,
            letters: Vec::new(),
        });
    }
    let renewed = if new.households.is_empty() {
        0
    } else {
        invitations::revoke(&tx, place, Some(&new.households), now).await?
    };
    let (letters, rows) = drawn(office, speaker, &tx, place, wanted).await?;
    invitations::insert(&tx, &rows).await?;
    let details = serde_json::json!({
        "hamlet": hamlet.place.area, "made": rows.len(), "renewed": renewed,
    });
    note(
        office,
        &tx,
        speaker,
        Some(survey.id),
        "invitations.make",
        details,
    )
    .await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(Letters {
        survey,
        hamlet,
        letters,
    })
}

/// A letter for each household, and what is kept of it.
async fn drawn(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    (survey, hamlet): (SurveyId, AreaId),
    households: Vec<String>,
) -> Result<(Vec<Letter>, Vec<Invitation>), Refusal> {
    let now = office.clock.now();
    let account = residents(office, tx).await?;
    let mut letters = Vec::with_capacity(households.len());
    let mut rows = Vec::with_capacity(households.len());
    for household in households {
        let code = InvitationCode::draw(office.chance.as_ref())?;
        rows.push(Invitation {
            id: InvitationId(office.chance.id(now)?),
            survey,
            hamlet,
            household_code: household.clone(),
            code_hash: code.hash(&office.key),
            account,
            made_at: now,
            made_by: speaker.map(|actor| actor.account),
            revoked_at: None,
        });
        letters.push(Letter { household, code });
    }
    Ok((letters, rows))
}

/// Revokes codes of a hamlet: those of these households, or all. Answers how many; safe to repeat.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a hamlet that isn't the survey's.
pub async fn revoke(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    hamlet_code: &str,
    of: Option<&[String]>,
) -> Result<i64, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let place = hamlet(&tx, &survey, hamlet_code).await?.place.area;
    let revoked = invitations::revoke(&tx, (survey.id, place), of, now).await?;
    if revoked > 0 {
        let details = serde_json::json!({ "hamlet": place, "revoked": revoked });
        let action = "invitations.revoke";
        note(office, &tx, speaker, Some(survey.id), action, details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(i64::try_from(revoked).unwrap_or(i64::MAX))
}

/// How many invitations each hamlet of a survey has; never who has answered.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] for a survey that isn't there or lies outside.
pub async fn counts(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
) -> Result<Vec<HamletInvitations>, Refusal> {
    let read = office.db.read();
    let survey = act_on(
        speaker,
        Action::RunSurveys,
        surveys::find(read, survey).await?,
    )?;
    Ok(invitations::by_hamlet(read, survey.id).await?)
}

/// The survey's hamlet of this code.
async fn hamlet(tx: &Transaction, survey: &Survey, code: &str) -> Result<SurveyHamlet, Refusal> {
    let all = survey_hamlets::of_surveys(tx, &[survey.id]).await?;
    let found = all.into_iter().find(|hamlet| hamlet.code == code);
    let unknown = || UserFault::at("hamletCode", UserFaultCode::UnknownHamlet, code);
    Ok(found.ok_or_else(unknown)?)
}

/// Whether residents of the hamlet may answer by themselves, now or once the survey opens.
fn answers_by_itself(survey: &Survey, hamlet: &SurveyHamlet) -> Result<(), UserFault> {
    if survey.kind != SurveyKind::Collection {
        let kind = survey.kind.as_str();
        return Err(UserFault::at(
            "surveyId",
            UserFaultCode::WrongSurveyKind,
            kind,
        ));
    }
    let state = survey.lifecycle.stored;
    if !matches!(state, SurveyState::Draft | SurveyState::Open) {
        let state = state.as_str();
        return Err(UserFault::at(
            "surveyId",
            UserFaultCode::IllegalState,
            state,
        ));
    }
    if hamlet.mode != CollectionMode::SelfService {
        let mode = hamlet.mode.as_str();
        let code = UserFaultCode::WrongCollectionMode;
        return Err(UserFault::at("hamletCode", code, mode));
    }
    Ok(())
}

/// The households that get a code, each once.
async fn wanted(
    tx: &Transaction,
    survey: &Survey,
    hamlet: &SurveyHamlet,
    new: &NewInvitations,
) -> Result<Vec<String>, Refusal> {
    if !new.households.is_empty() {
        named(tx, hamlet, &new.households).await?;
        return Ok(new.households.clone());
    }
    let area = hamlet.place.area;
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    let mut all = invitations::on_roster(tx, area, most.saturating_add(1)).await?;
    if all.is_empty() {
        all = numbered(hamlet, new.count)?;
    }
    if all.len() > MOST {
        return Err(UserFault::at("count", UserFaultCode::OutOfRange, MOST.to_string()).into());
    }
    let invited = invitations::invited(tx, survey.id, area).await?;
    all.retain(|household| !invited.contains(household));
    Ok(all)
}

/// Whether codes can be given to these households: well formed, named once, on the roster.
async fn named(tx: &Transaction, hamlet: &SurveyHamlet, codes: &[String]) -> Result<(), Refusal> {
    if codes.len() > MOST {
        let most = MOST.to_string();
        return Err(UserFault::at("households", UserFaultCode::OutOfRange, most).into());
    }
    let area: AreaId = hamlet.place.area;
    let homes: Vec<_> = codes
        .iter()
        .filter(|code| is_code(code))
        .map(|code| (area, code.as_str()))
        .collect();
    let has_roster = !households::rosters(tx, &[area]).await?.is_empty();
    let listed = households::listed(tx, &homes).await?;
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (position, code) in codes.iter().enumerate() {
        let fault = if !is_code(code) {
            UserFaultCode::InvalidText
        } else if !seen.insert(code) {
            UserFaultCode::NamedTwice
        } else if has_roster && !listed.contains(&(area, code.clone())) {
            UserFaultCode::HouseholdNotOnRoster
        } else {
            continue;
        };
        faults.push(UserFault::at(
            &format!("households.{position}"),
            fault,
            code,
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// Households by number, where no roster names them.
fn numbered(hamlet: &SurveyHamlet, count: Option<u32>) -> Result<Vec<String>, UserFault> {
    let count = match count {
        Some(count) => i64::from(count),
        None if hamlet.households > 0 => hamlet.households,
        None => {
            let code = hamlet.code.as_str();
            return Err(UserFault::at(
                "count",
                UserFaultCode::HouseholdsUnknown,
                code,
            ));
        }
    };
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    if !(1..=most).contains(&count) {
        return Err(UserFault::at(
            "count",
            UserFaultCode::OutOfRange,
            count.to_string(),
        ));
    }
    let numbers: BTreeSet<String> = (1..=count)
        .map(|number| format!("{NUMBERED}-{number:04}"))
        .collect();
    Ok(numbers.into_iter().collect())
}

/// The account that residents' answers come by, made where it isn't there yet.
async fn residents(office: &Office, tx: &Transaction) -> Result<AccountId, Refusal> {
    if let Some(found) = accounts::named(tx, RESIDENTS).await? {
        return Ok(found.id);
    }
    Ok(minting::account(office, tx, RESIDENTS.to_owned()).await?.id)
}
