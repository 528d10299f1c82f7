//! Titles of hamlets, and sponsor units with what notices give them.

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::rounds;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::past_day;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AssignmentId, HamletTitleId, SponsorId};
use crate::domain::base::text::{LONGEST_NAME, cleaned, is_code};
use crate::domain::law::agency::agency;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::tasks::assignment::Owner;
use crate::domain::tasks::hamlet_title::{HamletTitle, HamletTitleKind, MOST_GARDENS, gardens_fit};
use crate::domain::tasks::sponsor::Sponsor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, assignments, hamlet_titles as stored, sponsors};

/// Titles and sponsors that are listed at the most.
pub const MOST_LISTED: u64 = stored::MOST_TITLES;

/// A title that a hamlet was given.
#[derive(Debug, Clone)]
pub struct NewHamletTitle {
    /// Code of the hamlet on the day of the decision.
    pub hamlet_code: String,
    /// The title.
    pub title: HamletTitleKind,
    /// The day of the decision.
    pub since: Day,
    /// Number of the decision.
    pub decision: String,
    /// How many gardens; of model gardens alone.
    pub gardens: Option<i32>,
}

/// A sponsor unit to be put on record.
#[derive(Debug, Clone)]
pub struct NewSponsor {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of the province; may be left out where there is one alone.
    pub province_code: Option<String>,
    /// Codes of the communes that it sponsors, today.
    pub commune_codes: Vec<String>,
}

/// Records a title of a hamlet.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewHamletTitle,
) -> Result<HamletTitle, Refusal> {
    authority::may_ever(speaker, Action::RecordHamletTitles)?;
    let codes = [new.hamlet_code.clone()];
    let found = areas::with_codes_on(office.db.read(), &codes, new.since).await?;
    let reached =
        |area: &Area| authority::permit(speaker, Action::RecordHamletTitles, &area.place).is_ok();
    let hamlet = found
        .into_iter()
        .find(|area| area.place.level == AreaLevel::Hamlet && reached(area));
    let mut faults = Vec::new();
    if hamlet.is_none() {
        let code = UserFaultCode::UnknownAreaOnDay;
        faults.push(UserFault::at("hamletCode", code, &new.hamlet_code));
    }
    faults.extend(past_day("since", new.since, office.clock.today()).err());
    if !gardens_fit(new.title, new.gardens) {
        let about = format!("1-{MOST_GARDENS}");
        faults.push(UserFault::at("gardens", UserFaultCode::OutOfRange, about));
    }
    let decision = cleaned(&new.decision, LONGEST_NAME).ok();
    if decision.is_none() {
        faults.push(UserFault::at(
            "decision",
            UserFaultCode::InvalidText,
            "1-200",
        ));
    }
    let (Some(hamlet), Some(decision), true) = (hamlet, decision, faults.is_empty()) else {
        return Err(Refusal::Faults(faults));
    };
    let title = HamletTitle {
        id: HamletTitleId(office.chance.id(office.clock.now())?),
        hamlet: hamlet.id(),
        title: new.title,
        since: new.since,
        decision,
        gardens: new.gardens,
    };
    let tx = office.db.begin_write().await?;
    stored::insert(&tx, &title).await.map_err(taken)?;
    let details = serde_json::json!({
        "title": title.id, "hamlet": title.hamlet, "kind": title.title.as_str(),
    });
    note(office, &tx, speaker, None, "hamlet.title", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(title)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::HamletTitle) => {
            UserFault::at("since", UserFaultCode::NamedTwice, "").into()
        }
        StorageFault::Taken(Unique::SponsorCode) => {
            UserFault::at("code", UserFaultCode::NamedTwice, "").into()
        }
        other => other.into(),
    }
}

/// The titles of hamlets in the unit that bears a code today, the newest first, at most
/// [`MOST_LISTED`].
///
/// # Errors
/// Where the database can't be read.
pub async fn list(
    office: &Office,
    area_code: &str,
    title: Option<HamletTitleKind>,
) -> Result<Vec<HamletTitle>, Refusal> {
    let read = office.db.read();
    let codes = [area_code.to_owned()];
    let found = areas::with_codes_on(read, &codes, office.clock.today()).await?;
    match found.first() {
        Some(area) => Ok(stored::inside(read, area.id(), title).await?),
        None => Ok(Vec::new()),
    }
}

/// Puts a sponsor unit on record, and gives it the tasks of every sponsor: its plans and results
/// are reports on these, each with the due date of its notice.
///
/// # Errors
/// As [`record`].
pub async fn sponsor(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewSponsor,
) -> Result<Sponsor, Refusal> {
    authority::may_ever(speaker, Action::RunDirectives)?;
    let (name, mut faults) = plain(&new);
    let tx = office.db.begin_write().await?;
    let today = office.clock.today();
    let province = rounds::province(&tx, new.province_code.as_deref(), today).await?;
    authority::permit(speaker, Action::RunDirectives, &province)?;
    let found = areas::with_codes_on(&tx, &new.commune_codes, today).await?;
    let fits =
        |area: &&Area| area.place.level == AreaLevel::Commune && area.place.is_in(province.area);
    let communes: Vec<Area> = found.iter().filter(fits).cloned().collect();
    for code in &new.commune_codes {
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

/// The sponsor units by code, at most [`MOST_LISTED`].
///
/// # Errors
/// Where the database can't be read.
pub async fn sponsors_on_record(office: &Office) -> Result<Vec<Sponsor>, Refusal> {
    Ok(sponsors::list(office.db.read(), None).await?)
}
