//! Titles of hamlets: recorded, and corrected by a new version.

use super::earlier_entries;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::{past_day, reason, text};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::HamletTitleId;
use crate::domain::base::text::LONGEST_NAME;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::tasks::hamlet_title::{HamletTitle, HamletTitleKind, MOST_GARDENS, gardens_fit};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, hamlet_titles as stored};

/// Titles that are listed at the most.
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
    /// The entry that was wrong, in whose place this one comes.
    pub corrects: Option<WrongTitle>,
}

/// A title on record that is wrong.
#[derive(Debug, Clone)]
pub struct WrongTitle {
    /// Code of the hamlet that it names, on its day.
    pub hamlet_code: String,
    /// The title.
    pub title: HamletTitleKind,
    /// The day of the decision, as it stands there.
    pub since: Day,
    /// The version that was read.
    pub version: i32,
    /// Why it is wrong.
    pub reason: String,
}

/// Records a title of a hamlet, or puts one in the place of an entry that was wrong.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] where there is no such entry to correct,
/// [`Refusal::Conflict`] where it was corrected in between; [`Refusal::Faults`] for what the user can
/// put right.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewHamletTitle,
) -> Result<HamletTitle, Refusal> {
    authority::may_ever(speaker, Action::RecordHamletTitles)?;
    let (hamlet, decision) = examined(office, speaker, &new).await?;
    let mut title = HamletTitle {
        id: HamletTitleId(office.chance.id(office.clock.now())?),
        hamlet: hamlet.id(),
        title: new.title,
        since: new.since,
        decision,
        gardens: new.gardens,
    };
    let tx = office.db.begin_write().await?;
    let version = match &new.corrects {
        None => {
            stored::insert(&tx, &title).await.map_err(taken)?;
            1
        }
        Some(wrong) => {
            let reason = reason("corrects.reason", Some(&wrong.reason))?;
            let before = wrong_one(office, speaker, &tx, wrong).await?;
            let (id, read) = (before.id.0, Some(wrong.version));
            title.id = before.id;
            let content = content(&before);
            let next = earlier_entries::replace(office, &tx, id, &content, read, &reason).await?;
            stored::update(&tx, &title).await.map_err(taken)?;
            next
        }
    };
    let details = serde_json::json!({ "version": version, "entry": content(&title) });
    note(office, &tx, speaker, None, "hamlet.title", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(title)
}

/// The hamlet and the decision's number, where nothing is wrong with what is to be recorded.
async fn examined(
    office: &Office,
    speaker: Speaker<'_>,
    new: &NewHamletTitle,
) -> Result<(Area, String), Refusal> {
    let hamlet = reached(office, speaker, &new.hamlet_code, new.since).await?;
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
    let decision = text("decision", &new.decision, LONGEST_NAME);
    let decision = decision.map_err(|fault| faults.push(fault)).ok();
    match (hamlet, decision) {
        (Some(hamlet), Some(decision)) if faults.is_empty() => Ok((hamlet, decision)),
        _ => Err(Refusal::Faults(faults)),
    }
}

/// The hamlet of a code on a day, where it lies in the speaker's area.
async fn reached(
    office: &Office,
    speaker: Speaker<'_>,
    code: &str,
    day: Day,
) -> Result<Option<Area>, Refusal> {
    let found = areas::with_codes_on(office.db.read(), &[code.to_owned()], day).await?;
    let is_own =
        |area: &Area| authority::permit(speaker, Action::RecordHamletTitles, &area.place).is_ok();
    Ok(found
        .into_iter()
        .find(|area| area.place.level == AreaLevel::Hamlet && is_own(area)))
}

/// The entry that is to be corrected, locked.
async fn wrong_one(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    wrong: &WrongTitle,
) -> Result<HamletTitle, Refusal> {
    let hamlet = reached(office, speaker, &wrong.hamlet_code, wrong.since).await?;
    let hamlet = hamlet.ok_or(Refusal::NotFound)?.id();
    let found = stored::lock(tx, hamlet, wrong.title, wrong.since).await?;
    found.ok_or(Refusal::NotFound)
}

fn content(title: &HamletTitle) -> serde_json::Value {
    serde_json::json!({
        "title": title.id, "hamlet": title.hamlet, "kind": title.title.as_str(),
        "since": title.since, "decision": title.decision, "gardens": title.gardens,
    })
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::HamletTitle) => {
            UserFault::at("since", UserFaultCode::NamedTwice, "").into()
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
