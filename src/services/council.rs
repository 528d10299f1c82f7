//! The recognition council: its members, their terms, who runs sessions.
//!
//! In Vietnamese: hội đồng xét công nhận.

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AccountId, AreaId, MemberId};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::recognition::council::{CouncilMember, CouncilPosition};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{accounts, areas, council};

/// A member to be appointed.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// Code of the province; may be left out where there is one alone.
    pub province_code: Option<String>,
    /// Name of the member's account.
    pub account: String,
    /// As what.
    pub position: CouncilPosition,
    /// The first day of the term.
    pub since: Day,
    /// The last day of the term.
    pub until: Option<Day>,
}

/// Every term of a province's council, the oldest first, of the same day the chair's first; for those who may read of the council.
///
/// # Errors
/// As the rights say; where the database can't be read.
pub async fn members(
    office: &Office,
    speaker: Speaker<'_>,
    province: &Place,
) -> Result<Vec<CouncilMember>, Refusal> {
    authority::permit(speaker, Action::ReadCouncil, province)?;
    let mut found = council::of_province(office.db.read(), province.area).await?;
    found.sort_by(|one, other| {
        let rank = |member: &CouncilMember| (member.since, member.position);
        let by_rank = rank(one).cmp(&rank(other));
        by_rank.then_with(|| one.name.cmp(&other.name))
    });
    Ok(found)
}

/// As [`members`], of the province that bears a code today, or the only one there is.
///
/// # Errors
/// As [`members`]; [`Refusal::NotFound`] where the province is not clear.
pub async fn of_code(
    office: &Office,
    speaker: Speaker<'_>,
    code: Option<&str>,
) -> Result<Vec<CouncilMember>, Refusal> {
    authority::may_ever(speaker, Action::ReadCouncil)?;
    let today = office.clock.today();
    let mut provinces = areas::of_level(office.db.read(), AreaLevel::Province, Some(today)).await?;
    if let Some(code) = code {
        provinces.retain(|province| province.code == code);
    }
    match provinces.as_slice() {
        [only] => members(office, speaker, &only.place).await,
        _ => Err(Refusal::NotFound),
    }
}

/// Appoints a member.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for an unknown account, or a term that overlaps another
/// of the same account.
pub async fn appoint(
    office: &Office,
    speaker: Speaker<'_>,
    new: Appointment,
) -> Result<CouncilMember, Refusal> {
    authority::may_ever(speaker, Action::AppointCouncil)?;
    let tx = office.db.begin_write().await?;
    let province = province(&tx, new.province_code.as_deref(), new.since).await?;
    authority::permit(speaker, Action::AppointCouncil, &province)?;
    let member = appoint_in(office, &tx, province.area, &new).await?;
    let details = serde_json::json!({
        "member": member.id, "account": member.account, "position": member.position.as_str(),
        "since": member.since, "until": member.until,
    });
    note(office, &tx, speaker, None, "council.appoint", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(member)
}

/// Appoints inside a transaction: an import appoints many in one.
pub(super) async fn appoint_in(
    office: &Office,
    tx: &Transaction,
    province: AreaId,
    new: &Appointment,
) -> Result<CouncilMember, Refusal> {
    if new.until.is_some_and(|until| until < new.since) {
        return Err(UserFault::at("until", UserFaultCode::DatesOutOfOrder, "").into());
    }
    let unknown = || UserFault::at("account", UserFaultCode::UnknownAccount, &new.account);
    let account = accounts::named(tx, &new.account)
        .await?
        .ok_or_else(unknown)?;
    let terms = council::of_province(tx, province).await?;
    let overlapping = terms
        .iter()
        .find(|term| term.account == account.id && term.overlaps(new.since, new.until));
    if let Some(term) = overlapping {
        let since = term.since.to_string();
        return Err(UserFault::at("since", UserFaultCode::TermsOverlap, since).into());
    }
    let now = office.clock.now();
    let member = CouncilMember {
        id: MemberId(office.chance.id(now)?),
        province,
        account: account.id,
        name: account.name,
        position: new.position,
        since: new.since,
        until: new.until,
    };
    council::insert(tx, &member, now).await.map_err(taken)?;
    Ok(member)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::CouncilTerm) => {
            UserFault::at("since", UserFaultCode::TermsOverlap, "").into()
        }
        other => other.into(),
    }
}

/// Ends a term on a day.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a day before the term began.
pub async fn end_term(
    office: &Office,
    speaker: Speaker<'_>,
    id: MemberId,
    until: Day,
) -> Result<CouncilMember, Refusal> {
    authority::may_ever(speaker, Action::AppointCouncil)?;
    let tx = office.db.begin_write().await?;
    let member = council::find_many(&tx, &[id])
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let province = place(&tx, member.province).await?;
    authority::permit(speaker, Action::AppointCouncil, &province)?;
    if until < member.since {
        let since = member.since.to_string();
        return Err(UserFault::at("until", UserFaultCode::DatesOutOfOrder, since).into());
    }
    council::end(&tx, id, until).await?;
    let details = serde_json::json!({ "member": id, "before": { "until": member.until }, "after": { "until": until } });
    note(office, &tx, speaker, None, "council.end_term", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(CouncilMember {
        until: Some(until),
        ..member
    })
}

/// Whether the speaker may run a session of the province's council today: the coordination office,
/// and the council's own chair or vice-chair.
///
/// # Errors
/// [`Refusal::Faults`] for a member who is neither.
pub(super) async fn may_run(
    office: &Office,
    tx: &Transaction,
    actor: &Actor,
    province: &Place,
) -> Result<(), Refusal> {
    if actor.reaches(Role::CoordinationOffice, province) {
        return Ok(());
    }
    let today = office.clock.today();
    let terms = council::of_province(tx, province.area).await?;
    let runs = terms.iter().any(|term| {
        term.account == actor.account && term.serves_on(today) && term.position.runs_sessions()
    });
    if runs {
        Ok(())
    } else {
        Err(UserFault::at("sessionId", UserFaultCode::NotTheChair, "").into())
    }
}

/// The term that an account serves on a day.
pub(super) fn term_of(terms: &[CouncilMember], account: AccountId, day: Day) -> Option<MemberId> {
    terms
        .iter()
        .find(|term| term.account == account && term.serves_on(day))
        .map(|term| term.id)
}

/// The province that bears a code on a day, or the only one there is.
pub(super) async fn province(
    tx: &Transaction,
    code: Option<&str>,
    on: Day,
) -> Result<Place, Refusal> {
    let mut provinces = areas::of_level(tx, AreaLevel::Province, Some(on)).await?;
    if let Some(code) = code {
        provinces.retain(|province| province.code == code);
    }
    if let [only] = provinces.as_slice() {
        return Ok(only.place);
    }
    let about = code.unwrap_or_default();
    Err(UserFault::at("provinceCode", UserFaultCode::UnknownProvince, about).into())
}

/// Where an area lies.
pub(super) async fn place(tx: &Transaction, id: AreaId) -> Result<Place, Refusal> {
    let found = areas::find_many(tx, &[id]).await?.pop();
    found.map(|area| area.place).ok_or(Refusal::NotFound)
}
