//! Rounds: create one, read them, what is due and what is late.

use std::collections::{HashMap, HashSet};

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::{Day, day_of};
use crate::domain::base::ids::{AreaId, RegulationId, RoundId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::law::round::{Deliverable, DueDate, Round};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{areas, regulations, rounds};

/// The longest name of a round, in characters.
const LONGEST_NAME: usize = 200;

/// A round to be created.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Its year.
    pub year: i32,
    /// Its number within the year, from 1.
    pub ordinal: i32,
    /// Its name; left out, it is made of number and year.
    pub name: Option<String>,
    /// Code of the regulation, whose newest version is taken.
    pub regulation_code: String,
    /// Code of the province; may be left out where there is one alone.
    pub province_code: Option<String>,
    /// The day on which area codes are read; today, where left out.
    pub as_of: Option<Day>,
    /// What is owed by when.
    pub deadlines: Vec<DueDate>,
}

/// Rounds by id.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(office: &Office, ids: &[RoundId]) -> Result<HashMap<RoundId, Round>, Refusal> {
    let found = rounds::find_many(office.db.read(), ids).await?;
    Ok(found.into_iter().map(|round| (round.id, round)).collect())
}

/// A round by year and number; the province may be left out where there is one alone.
///
/// # Errors
/// Where the database can't be read.
pub async fn find(
    office: &Office,
    year: i32,
    ordinal: i32,
    province_code: Option<&str>,
) -> Result<Option<Round>, Refusal> {
    let read = office.db.read();
    let mut found = rounds::numbered(read, year, ordinal).await?;
    if let Some(code) = province_code {
        let provinces: HashSet<AreaId> = areas::with_codes(read, &[code.to_owned()])
            .await?
            .iter()
            .map(super::super::domain::place::area::Area::id)
            .collect();
        found.retain(|round| provinces.contains(&round.province));
    }
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// A page of rounds, the newest first.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn list(office: &Office, request: &PageRequest) -> Result<Page<Round>, Refusal> {
    Ok(rounds::list(office.db.read(), None, request).await?)
}

/// How many rounds there are.
///
/// # Errors
/// Where the database can't be read.
pub async fn count(office: &Office) -> Result<u64, Refusal> {
    Ok(rounds::count(office.db.read(), None).await?)
}

/// What is owed by when in some rounds, the earliest first.
///
/// # Errors
/// Where the database can't be read.
pub async fn due_dates(
    office: &Office,
    ids: &[RoundId],
) -> Result<HashMap<RoundId, Vec<DueDate>>, Refusal> {
    let mut grouped: HashMap<RoundId, Vec<DueDate>> = HashMap::with_capacity(ids.len());
    for (round, date) in rounds::dates(office.db.read(), ids).await? {
        grouped.entry(round).or_default().push(date);
    }
    Ok(grouped)
}

/// Creates a round.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewRound,
) -> Result<Round, Refusal> {
    authority::may_ever(speaker, Action::RunRounds)?;
    let faults = plain_faults(&new);
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let tx = office.db.begin_write().await?;
    let round = create_in(office, speaker, &tx, new).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(round)
}

/// Creates a round in a transaction that the caller commits, with values in their ranges.
///
/// # Errors
/// As [`create`].
pub(super) async fn create_in(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: NewRound,
) -> Result<Round, Refusal> {
    let now = office.clock.now();
    let as_of = new.as_of.unwrap_or_else(|| day_of(now));
    let province = province(tx, new.province_code.as_deref(), as_of).await?;
    authority::permit(speaker, Action::RunRounds, &province)?;
    let regulation = newest(tx, &new.regulation_code).await?;
    let name = new
        .name
        .clone()
        .unwrap_or_else(|| format!("Đợt {} năm {}", new.ordinal, new.year));
    let round = Round {
        id: RoundId(office.chance.id(now)?),
        province: province.area,
        year: new.year,
        ordinal: new.ordinal,
        name: name.trim().to_owned(),
        regulation,
        as_of,
        created_at: now,
    };
    rounds::insert(tx, &round, &new.deadlines)
        .await
        .map_err(taken)?;
    regulations::mark_used(tx, regulation, now).await?;
    let details =
        serde_json::json!({ "round": round.id, "year": round.year, "ordinal": round.ordinal });
    note(office, tx, speaker, None, "round.create", details).await?;
    Ok(round)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::RoundOrdinal) => {
            UserFault::at("ordinal", UserFaultCode::RoundExists, "").into()
        }
        other => other.into(),
    }
}

fn plain_faults(new: &NewRound) -> Vec<UserFault> {
    let mut faults = Vec::new();
    if !(1990..=2200).contains(&new.year) {
        faults.push(UserFault::at(
            "year",
            UserFaultCode::OutOfRange,
            "1990-2200",
        ));
    }
    if !(1..=100).contains(&new.ordinal) {
        faults.push(UserFault::at("ordinal", UserFaultCode::OutOfRange, "1-100"));
    }
    let name = new.name.as_deref().map(str::trim);
    let sound = |name: &str| {
        !name.is_empty()
            && name.chars().count() <= LONGEST_NAME
            && !name.chars().any(char::is_control)
    };
    if name.is_some_and(|name| !sound(name)) {
        faults.push(UserFault::at("name", UserFaultCode::InvalidText, "1-200"));
    }
    let mut seen: HashSet<Deliverable> = HashSet::new();
    if let Some(twice) = new
        .deadlines
        .iter()
        .find(|date| !seen.insert(date.deliverable))
    {
        faults.push(UserFault::at(
            "deadlines",
            UserFaultCode::NamedTwice,
            twice.deliverable.as_str(),
        ));
    }
    faults
}

/// The province that bears the code on a day, or the only one there is.
pub(super) async fn province(
    tx: &Transaction,
    code: Option<&str>,
    on: Day,
) -> Result<Place, Refusal> {
    let unknown = || {
        UserFault::at(
            "provinceCode",
            UserFaultCode::UnknownProvince,
            code.unwrap_or_default(),
        )
    };
    let mut provinces = areas::of_level(tx, AreaLevel::Province, Some(on)).await?;
    if let Some(code) = code {
        provinces.retain(|province| province.code == code);
    }
    match provinces.as_slice() {
        [only] => Ok(only.place),
        _ => Err(unknown().into()),
    }
}

/// The newest version of a regulation.
async fn newest(tx: &Transaction, code: &str) -> Result<RegulationId, Refusal> {
    let unknown = || UserFault::at("regulationCode", UserFaultCode::UnknownRegulation, code);
    let versions = regulations::versions(tx, code).await?;
    let newest = versions
        .into_iter()
        .max_by_key(|stored| stored.regulation.version);
    Ok(newest.map(|stored| stored.id).ok_or_else(unknown)?)
}
