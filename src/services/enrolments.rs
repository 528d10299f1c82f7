//! Collectors' phones: set up for a survey, renewed, cut off.
//!
//! A phone of the ODK family shows a token in its address. Each enrolment has one of its own, for its hamlets alone,
//! and whoever holds its QR code holds the token; so it ends some time after the survey, and can be changed or revoked
//! without touching another phone.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;

use super::access;
use super::bell::Ring;
use super::minting::{self, Wanted};
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::surveys::locked;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, EnrolmentId, SurveyId, TokenId};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::Survey;
use crate::domain::trust::actor::Role;
use crate::domain::trust::authority::{self, Action};
use crate::domain::trust::enrolment::Enrolment;
use crate::storage::accounts::{self, Account, Token};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{areas, bell, enrolments, survey_hamlets, surveys, tokens};

/// Enrolments of a survey at the most: two collectors in each hamlet of the largest district, and half as many anew.
const MOST: u64 = 1_000;
/// How long after its survey's closing a phone may still send: forms come out of the hills late.
const GRACE: TimeDelta = TimeDelta::days(60);

/// A phone to be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnrolment {
    /// The survey.
    pub survey: SurveyId,
    /// The collector's name; the account is made where there is none of that name.
    pub collector: String,
    /// Codes of the hamlets to collect in.
    pub hamlets: Vec<String>,
}

/// An enrolment with what its token says, and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentView {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// The collector's name.
    pub collector: String,
    /// Name of the account that made it.
    pub enrolled_by: String,
    /// The hamlets to collect in.
    pub hamlets: Vec<AreaId>,
    /// The first instant at which its token is no longer taken.
    pub expires_at: Option<Instant>,
    /// When its token was revoked.
    pub revoked_at: Option<Instant>,
}

/// A phone's enrolment with the token that sets it up; the only time that its text is known.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// The enrolment.
    pub view: EnrolmentView,
    /// What stands in the phone's address.
    pub secret: String,
}

impl std::fmt::Debug for Enrolled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolled")
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}

/// Sets a collector's phone up for hamlets of a survey.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn enrol(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewEnrolment,
) -> Result<Enrolled, Refusal> {
    let (tx, survey, now) = locked(office, speaker, new.survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    is_collected(&survey, now)?;
    if enrolments::count(&tx, survey.id).await? >= MOST {
        let most = MOST.to_string();
        return Err(UserFault::at("surveyId", UserFaultCode::OutOfRange, most).into());
    }
    let hamlets = hamlets(&tx, &survey, &new.hamlets).await?;
    let account = collector(office, speaker, &tx, &survey, &new.collector).await?;
    let (token, secret) = minted(office, &tx, &survey, account, hamlets).await?;
    let enrolment = Enrolment {
        id: EnrolmentId(office.chance.id(now)?),
        survey: survey.id,
        account,
        token: token.id,
        enrolled_at: now,
        enrolled_by: actor.account,
    };
    enrolments::insert(&tx, &enrolment).await?;
    noted(office, speaker, &tx, "collector.enrol", &enrolment, &token).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(Enrolled {
        view: view(office, enrolment).await?,
        secret,
    })
}

/// Gives an enrolment another token; the phone that shows the one before is cut off at once, and revoked ones are let
/// in again.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where the survey is over.
pub async fn renew(
    office: &Office,
    speaker: Speaker<'_>,
    id: EnrolmentId,
) -> Result<Enrolled, Refusal> {
    let (tx, survey, now, found) = locked_with(office, speaker, id).await?;
    is_collected(&survey, now)?;
    let before = tokens::by_ids(&tx, &[found.token]).await?;
    let hamlets = before.into_values().next().ok_or(Refusal::NotFound)?.areas;
    let was_in_force = accounts::revoke(&tx, found.token, now).await?;
    let (token, secret) = minted(office, &tx, &survey, found.account, hamlets).await?;
    enrolments::renew(&tx, id, token.id).await?;
    let renewed = Enrolment {
        token: token.id,
        ..found
    };
    noted(office, speaker, &tx, "collector.renew", &renewed, &token).await?;
    cut_off(office, tx, was_in_force).await?;
    Ok(Enrolled {
        view: view(office, renewed).await?,
        secret,
    })
}

/// Cuts a phone off; what it sends from now on is refused. Safe to repeat.
///
/// # Errors
/// As the rights say.
pub async fn revoke(
    office: &Office,
    speaker: Speaker<'_>,
    id: EnrolmentId,
) -> Result<EnrolmentView, Refusal> {
    let (tx, _, now, found) = locked_with(office, speaker, id).await?;
    if accounts::revoke(&tx, found.token, now).await? {
        let named = tokens::by_ids(&tx, &[found.token]).await?;
        let token = named.into_values().next().ok_or(Refusal::NotFound)?;
        noted(office, speaker, &tx, "collector.revoke", &found, &token).await?;
        cut_off(office, tx, true).await?;
    } else {
        tx.rollback().await.map_err(StorageFault::from)?;
    }
    view(office, found).await
}

/// The enrolments of those of some surveys that the speaker runs, in the order they were made.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    surveys: &[Survey],
) -> Result<HashMap<SurveyId, Vec<EnrolmentView>>, Refusal> {
    let ids = access::permitted(speaker, Action::RunSurveys, surveys);
    let found = enrolments::of_surveys(office.db.read(), &ids).await?;
    let mut grouped: HashMap<SurveyId, Vec<EnrolmentView>> = HashMap::new();
    for view in views(office, found).await? {
        let survey = view.enrolment.survey;
        grouped.entry(survey).or_default().push(view);
    }
    Ok(grouped)
}

/// Locks the survey of an enrolment that the speaker runs, and reads the enrolment below the lock.
async fn locked_with(
    office: &Office,
    speaker: Speaker<'_>,
    id: EnrolmentId,
) -> Result<(Transaction, Survey, Instant, Enrolment), Refusal> {
    authority::may_ever(speaker, Action::RunSurveys)?;
    let named = enrolments::find(office.db.read(), id).await?;
    let survey = named.ok_or(Refusal::NotFound)?.survey;
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let found = enrolments::find(&tx, id).await?;
    Ok((tx, survey, now, found.ok_or(Refusal::NotFound)?))
}

/// Holds that a survey still is, or will be, collected.
fn is_collected(survey: &Survey, now: Instant) -> Result<(), UserFault> {
    match survey.lifecycle.state_at(now) {
        SurveyState::Draft | SurveyState::Open | SurveyState::Closing => Ok(()),
        state => {
            let state = state.as_str();
            Err(UserFault::at(
                "surveyId",
                UserFaultCode::IllegalState,
                state,
            ))
        }
    }
}

/// The hamlets of these codes, each one of the survey's and named once.
async fn hamlets(
    tx: &Transaction,
    survey: &Survey,
    codes: &[String],
) -> Result<Vec<AreaId>, Refusal> {
    if codes.is_empty() {
        return Err(UserFault::at("hamletCodes", UserFaultCode::NoHamlet, "").into());
    }
    let all = survey_hamlets::of_surveys(tx, &[survey.id]).await?;
    let by_code: HashMap<&str, AreaId> = all
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet.place.area))
        .collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for (position, code) in codes.iter().enumerate() {
        let field = format!("hamletCodes.{position}");
        match by_code.get(code.as_str()) {
            Some(hamlet) if seen.insert(*hamlet) => found.push(*hamlet),
            Some(_) => faults.push(UserFault::at(&field, UserFaultCode::NamedTwice, code)),
            None => faults.push(UserFault::at(&field, UserFaultCode::UnknownHamlet, code)),
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// The account of a collector. One that is there must be a collector of the speaker's area and nothing else, so that
/// nobody sends forms in another's name; a direct check is for those whom it names.
async fn collector(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    survey: &Survey,
    name: &str,
) -> Result<AccountId, Refusal> {
    let name = texts::name("collector", name)?;
    let named = accounts::named(tx, &name).await?;
    if survey.kind == SurveyKind::DirectCheck {
        let collectors = surveys::collectors(tx, &[survey.id]).await?;
        let is_named = |account: &Account| collectors.iter().any(|(_, id)| *id == account.id);
        let found = named.filter(is_named).map(|account| account.id);
        let unknown = || UserFault::at("collector", UserFaultCode::UnknownCollector, &name);
        return Ok(found.ok_or_else(unknown)?);
    }
    let Some(account) = named else {
        return Ok(minting::account(office, tx, name).await?.id);
    };
    let own = tokens::of_account(tx, account.id).await?;
    let collects = |token: &Token| token.roles == [Role::Collector];
    let ids: Vec<AreaId> = own.iter().flat_map(|token| token.areas.clone()).collect();
    let places = areas::find_many(tx, &ids).await?;
    let mine = |area| authority::permit(speaker, Action::RunSurveys, area).is_ok();
    let all_mine = places.iter().all(|area| mine(&area.place));
    if !own.is_empty() && own.iter().all(collects) && all_mine {
        Ok(account.id)
    } else {
        Err(UserFault::at("collector", UserFaultCode::NotACollector, &name).into())
    }
}

async fn minted(
    office: &Office,
    tx: &Transaction,
    survey: &Survey,
    account: AccountId,
    areas: Vec<AreaId>,
) -> Result<(Token, String), Refusal> {
    let wanted = Wanted {
        account,
        roles: vec![Role::Collector],
        areas,
        agency: None,
        expires_at: survey.lifecycle.closes_at.checked_add_signed(GRACE),
    };
    minting::mint(office, tx, wanted).await
}

async fn noted(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    action: &'static str,
    enrolment: &Enrolment,
    token: &Token,
) -> Result<(), Refusal> {
    let details = serde_json::json!({
        "enrolment": enrolment.id,
        "account": enrolment.account,
        "token": token.id,
        "areas": token.areas,
        "expiresAt": token.expires_at,
    });
    note(office, tx, speaker, Some(enrolment.survey), action, details).await
}

/// Commits, and tells every process where a token was revoked.
async fn cut_off(office: &Office, tx: Transaction, is_revoked: bool) -> Result<(), Refusal> {
    if is_revoked {
        bell::revoked(&tx).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    if is_revoked {
        office.bell.pass_on(Ring::Revoked);
    }
    Ok(())
}

async fn view(office: &Office, enrolment: Enrolment) -> Result<EnrolmentView, Refusal> {
    let view = views(office, vec![enrolment]).await?.pop();
    view.ok_or(Refusal::NotFound)
}

/// Enrolments with what their tokens say, in a fixed number of statements.
async fn views(office: &Office, all: Vec<Enrolment>) -> Result<Vec<EnrolmentView>, Refusal> {
    let read = office.db.read();
    let ids: Vec<TokenId> = all.iter().map(|one| one.token).collect();
    let mut tokens = tokens::by_ids(read, &ids).await?;
    let people = all.iter().flat_map(|one| [one.account, one.enrolled_by]);
    let names = accounts::names(read, &people.collect::<Vec<_>>()).await?;
    let name = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    let views = all.into_iter().filter_map(|enrolment| {
        let token = tokens.remove(&enrolment.token)?;
        Some(EnrolmentView {
            collector: name(enrolment.account),
            enrolled_by: name(enrolment.enrolled_by),
            hamlets: token.areas,
            expires_at: token.expires_at,
            revoked_at: token.revoked_at,
            enrolment,
        })
    });
    Ok(views.collect())
}
