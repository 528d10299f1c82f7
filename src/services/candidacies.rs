//! Candidacies: nominate, list what the speaker may see.

use std::collections::HashMap;

use super::access;
use super::bell;
use super::notes::note;
use super::office::{Office, Speaker};
use super::ordering;
use super::overdue;
use super::readiness;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::law::title::Title;
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::{
    Candidacy, CandidacyOrder, CandidacyPurpose, CandidacyState, can_hold,
};
use crate::domain::trust::authority::{self, Action};
use crate::storage::candidacies::{self, CandidacyQuery};
use crate::storage::candidacy_order::Lead;
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, mergers, rounds};

/// Which candidacies a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct CandidacyFilter {
    /// The round.
    pub round: Option<RoundId>,
    /// The area, exactly.
    pub area: Option<AreaId>,
    /// Code of the district that the area is or lies in.
    pub district_code: Option<String>,
    /// Titles.
    pub titles: Vec<Title>,
    /// States.
    pub states: Vec<CandidacyState>,
    /// A part of the area's name, in any case, with or without diacritics.
    pub name_contains: Option<String>,
    /// Whether the dossier may go to the vote, as the speaker may see it.
    pub ready: Option<bool>,
    /// Whether the Front's report on it is overdue.
    pub report_overdue: Option<bool>,
    /// In what order; by area, where left out.
    pub order: Option<CandidacyOrder>,
}

/// An area to be nominated.
#[derive(Debug, Clone)]
pub struct Nomination {
    /// The round.
    pub round: RoundId,
    /// The area's code on the round's day.
    pub area_code: String,
    /// The title.
    pub title: Title,
    /// What for.
    pub purpose: CandidacyPurpose,
    /// Made up for a demonstration.
    pub simulated: bool,
}

/// Candidacies by id; only what the speaker may know of.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Candidacy>, Refusal> {
    let visible = access::visible(office, speaker);
    let found = candidacies::seen(office.db.read(), &visible, ids).await?;
    Ok(found
        .into_iter()
        .map(|candidacy| (candidacy.id, candidacy))
        .collect())
}

/// A page of candidacies by district, commune, title; only what the speaker may know of.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
    request: &PageRequest,
) -> Result<Page<Candidacy>, Refusal> {
    let Some(query) = query(office, speaker, filter).await? else {
        return Ok(Page::empty());
    };
    let lead = match filter.order.unwrap_or(CandidacyOrder::AreaCode) {
        CandidacyOrder::AreaCode => Lead::Nothing,
        CandidacyOrder::Title => Lead::Title,
        CandidacyOrder::State => Lead::State,
        order @ (CandidacyOrder::CoveragePercent | CandidacyOrder::ApprovalPercent) => {
            let request = ordering::unmarked(order, request)?;
            let all = candidacies::all(office.db.read(), &query).await?;
            let page = ordering::by_figure(office, speaker, all, order, &request).await?;
            return Ok(ordering::marked(order, page));
        }
    };
    let Some(order) = filter
        .order
        .filter(|order| *order != CandidacyOrder::AreaCode)
    else {
        return Ok(candidacies::list(office.db.read(), &query, lead, request).await?);
    };
    let request = ordering::unmarked(order, request)?;
    let page = candidacies::list(office.db.read(), &query, lead, &request).await?;
    Ok(ordering::marked(order, page))
}

/// How many candidacies the list holds.
///
/// # Errors
/// Where the database can't be read.
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
) -> Result<u64, Refusal> {
    let Some(query) = query(office, speaker, filter).await? else {
        return Ok(0);
    };
    Ok(candidacies::count(office.db.read(), &query).await?)
}

/// All candidacies of some rounds that the speaker may know of.
pub(super) async fn of_rounds(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[RoundId],
) -> Result<Vec<Candidacy>, Refusal> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = CandidacyQuery {
        rounds: ids.to_vec(),
        ..CandidacyQuery::all(access::visible(office, speaker))
    };
    Ok(candidacies::all(office.db.read(), &query).await?)
}

/// The filter by ids; `None` where it names a district that isn't there.
async fn query(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &CandidacyFilter,
) -> Result<Option<CandidacyQuery>, Refusal> {
    let read = office.db.read();
    let inside = match &filter.district_code {
        Some(code) => {
            let district = district(office, filter.round, code).await?;
            match district {
                Some(district) => Some(district),
                None => return Ok(None),
            }
        }
        None => None,
    };
    let mut query = CandidacyQuery {
        sight: access::visible(office, speaker),
        rounds: filter.round.into_iter().collect(),
        area: filter.area,
        inside,
        titles: filter.titles.clone(),
        states: filter.states.clone(),
        name_contains: filter.name_contains.clone(),
        among: None,
    };
    if let Some(wanted) = filter.report_overdue {
        let all = candidacies::all(read, &query).await?;
        let overdue = overdue::reports(office, &all).await?;
        let ids = all.iter().map(|one| one.id);
        query.among = Some(ids.filter(|id| overdue.contains(id) == wanted).collect());
    }
    if let Some(ready) = filter.ready {
        let all = candidacies::all(read, &query).await?;
        let standing = readiness::of(office, speaker, &all).await?;
        let is_wanted = |one: &Candidacy| {
            standing
                .get(&one.id)
                .is_some_and(|standing| standing.ready == ready)
        };
        query.among = Some(
            all.iter()
                .filter(|one| is_wanted(one))
                .map(|one| one.id)
                .collect(),
        );
    }
    Ok(Some(query))
}

/// The district that bears a code on the round's day, or today.
async fn district(
    office: &Office,
    round: Option<RoundId>,
    code: &str,
) -> Result<Option<AreaId>, Refusal> {
    let read = office.db.read();
    let on = match round {
        Some(round) => rounds::find_many(read, &[round])
            .await?
            .pop()
            .map(|round| round.as_of),
        None => None,
    };
    let on = on.unwrap_or_else(|| office.clock.today());
    Ok(areas::with_codes_on(read, &[code.to_owned()], on)
        .await?
        .pop()
        .map(|area| area.id()))
}

/// Nominates an area for a title.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn nominate(
    office: &Office,
    speaker: Speaker<'_>,
    new: Nomination,
) -> Result<Candidacy, Refusal> {
    authority::may_ever(speaker, Action::RunRounds)?;
    let tx = office.db.begin_write().await?;
    let candidacy = nominate_in(office, speaker, &tx, new).await?;
    let details =
        serde_json::json!({ "candidacy": candidacy.id, "title": candidacy.title.as_str() });
    note(office, &tx, speaker, None, "candidacy.nominate", details).await?;
    bell::candidacy_changed(&office.bell, tx, &[&candidacy]).await?;
    Ok(candidacy)
}

/// Nominates inside a transaction: an import nominates many in one.
pub(super) async fn nominate_in(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: Nomination,
) -> Result<Candidacy, Refusal> {
    let round = rounds::find_many(tx, &[new.round])
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let unknown = || UserFault::at("areaCode", UserFaultCode::UnknownArea, &new.area_code);
    let area = areas::with_codes_on(tx, std::slice::from_ref(&new.area_code), round.as_of)
        .await?
        .pop();
    let area = area
        .filter(|area| area.place.is_in(round.province))
        .ok_or_else(unknown)?;
    // An area of somebody else's is answered like one that isn't there.
    if authority::permit(speaker, Action::RunRounds, &area.place).is_err() {
        return Err(unknown().into());
    }
    check_title(tx, &area, new.title).await?;
    let now = office.clock.now();
    let candidacy = Candidacy {
        id: CandidacyId(office.chance.id(now)?),
        round: round.id,
        place: area.place,
        title: new.title,
        purpose: new.purpose,
        state: CandidacyState::Nominated,
        version: 1,
        simulated: new.simulated,
        created_at: now,
        changed: None,
    };
    candidacies::insert(tx, std::slice::from_ref(&candidacy))
        .await
        .map_err(taken)?;
    Ok(candidacy)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Candidacy) => {
            UserFault::at("areaCode", UserFaultCode::AlreadyNominated, "").into()
        }
        other => other.into(),
    }
}

async fn check_title(tx: &Transaction, area: &Area, title: Title) -> Result<(), Refusal> {
    if !can_hold(title, area.place.level, area.kind) {
        return Err(UserFault::at("title", UserFaultCode::TitleNotForArea, title.as_str()).into());
    }
    if title == Title::SubstantiallyComplete && !mergers::is_planned(tx, area.id()).await? {
        return Err(UserFault::at("title", UserFaultCode::NotInMergerPlan, &area.code).into());
    }
    Ok(())
}
