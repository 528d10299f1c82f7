//! Sponsor units: put on record with what notices give them, and corrected.

use std::collections::BTreeSet;

use super::earlier_entries;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::{InputFault, Refusal};
use super::rounds;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::reason;
use crate::domain::base::ids::{AssignmentId, SponsorId};
use crate::domain::base::text::{LONGEST_NAME, cleaned, is_code};
use crate::domain::law::agency::agency;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::tasks::assignment::Owner;
use crate::domain::tasks::sponsor::Sponsor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, assignments, sponsors};

/// Communes that one unit may sponsor: more than a province has.
const MOST_COMMUNES: usize = 500;

/// A sponsor unit to be put on record.
#[derive(Debug, Clone)]
pub struct NewSponsor {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of the province; may be left out where there is one alone.
    pub province_code: Option<String>,
    /// Codes of the communes that it sponsors, today; 1 to 500.
    pub commune_codes: Vec<String>,
    /// The version that was read, where one on record is corrected; none, or 0, for a new one.
    pub version: Option<i32>,
    /// Why the one on record is wrong.
    pub reason: Option<String>,
}

/// Puts a sponsor unit on record or corrects one. A new one is given the tasks of every sponsor: its
/// plans and results are reports on these, each with the due date of its notice.
///
/// # Errors
/// As the rights say; [`Refusal::BadInput`] for no commune or too many; [`Refusal::NotFound`] where there is none to correct, [`Refusal::Conflict`] where
/// it was corrected in between; [`Refusal::Faults`] for what the user can put right.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewSponsor,
) -> Result<Sponsor, Refusal> {
    authority::may_ever(speaker, Action::RunDirectives)?;
    let tx = office.db.begin_write().await?;
    let today = office.clock.today();
    let province = rounds::province(&tx, new.province_code.as_deref(), today).await?;
    authority::permit(speaker, Action::RunDirectives, &province)?;
    let commune_codes = named(&new)?;
    let (name, mut faults) = plain(&new);
    let found = areas::with_codes_on(&tx, &commune_codes, today).await?;
    let fits =
        |area: &&Area| area.place.level == AreaLevel::Commune && area.place.is_in(province.area);
    let communes: Vec<Area> = found.iter().filter(fits).cloned().collect();
    for code in &commune_codes {
        if !communes.iter().any(|area| area.code == *code) {
            let unknown = UserFaultCode::UnknownAreaOnDay;
            faults.push(UserFault::at("communeCodes", unknown, code));
        }
    }
    let Some(name) = name.filter(|_| faults.is_empty()) else {
        return Err(Refusal::Faults(faults));
    };
    let sponsor = Sponsor {
        id: SponsorId(office.chance.id(office.clock.now())?),
        code: new.code,
        province: province.area,
        name,
        communes: communes.iter().map(Area::id).collect(),
    };
    match new.version.filter(|read| *read > 0) {
        Some(read) => {
            let reason = reason("reason", new.reason.as_deref())?;
            correct(office, speaker, tx, sponsor, read, &reason).await
        }
        None => create(office, speaker, tx, sponsor).await,
    }
}

async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    sponsor: Sponsor,
) -> Result<Sponsor, Refusal> {
    sponsors::insert(&tx, &sponsor).await.map_err(taken)?;
    let mut given = Vec::new();
    for task in sponsors::tasks(&tx, sponsor.province).await? {
        let id = AssignmentId(office.chance.id(office.clock.now())?);
        given.push((id, task, Owner::Agency(sponsor.code.clone())));
    }
    assignments::insert(&tx, &given).await?;
    let details = serde_json::json!({
        "sponsor": sponsor.id, "code": sponsor.code, "assignments": given.len(),
    });
    note(office, &tx, speaker, None, "sponsor.create", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(sponsor)
}

/// Puts another name and other communes in the place of those on record; the code stays, since
/// assignments and tokens name it.
async fn correct(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    mut sponsor: Sponsor,
    read: i32,
    reason: &str,
) -> Result<Sponsor, Refusal> {
    let before = sponsors::lock(&tx, &sponsor.code).await?;
    let before = before
        .filter(|before| before.province == sponsor.province)
        .ok_or(Refusal::NotFound)?;
    sponsor.id = before.id;
    let (id, read) = (before.id.0, Some(read));
    let version =
        earlier_entries::replace(office, &tx, id, &content(&before), read, reason).await?;
    sponsors::update(&tx, &sponsor).await?;
    let details = serde_json::json!({ "version": version, "entry": content(&sponsor) });
    note(office, &tx, speaker, None, "sponsor.correct", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(sponsor)
}

fn content(sponsor: &Sponsor) -> serde_json::Value {
    serde_json::json!({
        "sponsor": sponsor.id, "code": sponsor.code, "name": sponsor.name,
        "communes": sponsor.communes,
    })
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::SponsorCode) => {
            UserFault::at("code", UserFaultCode::NamedTwice, "").into()
        }
        other => other.into(),
    }
}

/// The codes of the communes, each once.
fn named(new: &NewSponsor) -> Result<Vec<String>, Refusal> {
    let codes: BTreeSet<&String> = new.commune_codes.iter().collect();
    if codes.is_empty() || new.commune_codes.len() > MOST_COMMUNES {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "communeCodes".to_owned()],
            fault: InputFault::ListLength {
                most: MOST_COMMUNES,
            },
        });
    }
    Ok(codes.into_iter().cloned().collect())
}

/// The name as it is kept, and what is wrong that shows without the record.
fn plain(new: &NewSponsor) -> (Option<String>, Vec<UserFault>) {
    let name = cleaned(&new.name, LONGEST_NAME).ok();
    let mut faults = Vec::new();
    if name.is_none() {
        faults.push(UserFault::at("name", UserFaultCode::InvalidText, "1-200"));
    }
    if !is_code(&new.code) {
        faults.push(UserFault::at("code", UserFaultCode::InvalidText, "1-64"));
    }
    // An agency's token must not come to speak for a sponsor of its name.
    if agency(&new.code).is_some() {
        faults.push(UserFault::at("code", UserFaultCode::NamedTwice, ""));
    }
    (name, faults)
}

/// The sponsor units by code, at most 500.
///
/// # Errors
/// Where the database can't be read.
pub async fn list(office: &Office) -> Result<Vec<Sponsor>, Refusal> {
    Ok(sponsors::list(office.db.read(), None).await?)
}
