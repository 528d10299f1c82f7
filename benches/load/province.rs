//! A province as large as Ha Tinh: 262 communes of 10 hamlets, a survey each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Days, NaiveDate, TimeDelta};
use longdan::domain::base::chance::{Chance, SystemChance};
use longdan::domain::base::clock::{Clock, Instant, SystemClock};
use longdan::domain::base::ids::{AccountId, AreaId, SurveyId, TokenId};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::{Area, AreaLevel, CommuneKind, Place};
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::candidacies::{self, Nomination};
use longdan::services::office::{Office, SharedOffice};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::rounds::{self, NewRound};
use longdan::services::surveys;
use longdan::storage::accounts::{self, Account};
use longdan::storage::areas;
use longdan::storage::database::Database;

use super::documents;
use super::outcome::Outcome;
use super::place;

/// Districts of the province.
const DISTRICTS: u32 = 13;
/// Communes with a survey that responses are submitted to.
pub const COMMUNES: u32 = 262;
/// Hamlets of each commune.
pub const HAMLETS: u64 = 10;
/// Registered households of each hamlet.
const HOUSEHOLDS: i64 = 40;
/// The province's code.
pub const CODE: &str = "42";
/// The round's year.
pub const YEAR: i32 = 2019;

/// A survey with its hamlets, and how many forms were made for it.
pub struct Spot {
    /// The survey.
    pub survey: SurveyId,
    /// The commune's code.
    pub commune: String,
    /// Its hamlets with their codes.
    pub hamlets: Vec<(AreaId, String)>,
    forms: AtomicU64,
}

impl Spot {
    /// The number of the next form of this survey, from 0.
    pub fn next(&self) -> u64 {
        self.forms.fetch_add(1, Ordering::Relaxed)
    }
}

/// The province as the benchmark knows it.
pub struct Province {
    /// The surveys of the communes.
    pub spots: Vec<Spot>,
    /// One survey more, for rows that are written past the program.
    pub spare: Spot,
    /// The provincial Front.
    pub front: Actor,
}

/// An office in this process, on the benchmark's database.
pub async fn office(place: &place::Place) -> Outcome<SharedOffice> {
    Ok(Office::open(
        &place.options,
        Arc::new(SystemClock),
        Arc::new(SystemChance),
    )
    .await?)
}

/// Fills a migrated database.
pub async fn found(place: &place::Place) -> Outcome<Province> {
    let now = SystemClock.now();
    let db = Database::open(&place.options).await?;
    let units = units(now)?;
    let account = AccountId(SystemChance.id(now)?);
    let tx = db.begin_write().await?;
    areas::insert(&tx, &units.all).await?;
    let row = Account {
        id: account,
        name: "load".to_owned(),
        created_at: now,
        disabled_at: None,
    };
    accounts::insert(&tx, &row).await?;
    documents::insert(&tx, now).await?;
    tx.commit().await?;
    db.close().await?;
    let actor = |role, areas| -> Outcome<Actor> {
        Ok(Actor {
            account,
            token: TokenId(SystemChance.id(now)?),
            name: "load".to_owned(),
            roles: vec![role],
            areas,
            agency: None,
            expires_at: None,
            request: None,
            sign_in: None,
        })
    };
    let front = actor(Role::Front, vec![units.province])?;
    let coordination = actor(Role::CoordinationOffice, Vec::new())?;
    let office = office(place).await?;
    let mut spots = surveys_of(&office, &front, &coordination, units.communes).await?;
    office.close().await?;
    let spare = spots.pop().ok_or("no commune")?;
    Ok(Province {
        spots,
        spare,
        front,
    })
}

/// A round, and in it each commune's candidacy with its open survey.
async fn surveys_of(
    office: &Office,
    front: &Actor,
    coordination: &Actor,
    communes: Vec<(String, Vec<(AreaId, String)>)>,
) -> Outcome<Vec<Spot>> {
    let now = office.clock.now();
    let new = NewRound {
        year: YEAR,
        ordinal: 1,
        name: None,
        regulation_code: documents::REGULATION.to_owned(),
        province_code: Some(CODE.to_owned()),
        as_of: NaiveDate::from_ymd_opt(2019, 7, 17),
        deadlines: Vec::new(),
    };
    let round = rounds::create(office, Some(coordination), new).await?;
    let mut spots = Vec::with_capacity(communes.len());
    for (commune, hamlets) in communes {
        let new = Nomination {
            round: round.id,
            area_code: commune.clone(),
            title: Title::Standard,
            purpose: CandidacyPurpose::Recognition,
            simulated: true,
        };
        let candidacy = candidacies::nominate(office, Some(coordination), new).await?;
        let new = NewSurvey {
            candidacy: candidacy.id,
            kind: SurveyKind::Collection,
            questionnaire_code: documents::FORM.to_owned(),
            questionnaire_version: None,
            opens_at: now - TimeDelta::days(1),
            closes_at: now.checked_add_days(Days::new(30)).unwrap_or(now),
            hamlets: None,
            collectors: Vec::new(),
        };
        let survey = planning::create(office, Some(front), new).await?;
        let survey = surveys::open(office, Some(front), survey.id, None, None).await?;
        spots.push(Spot {
            survey: survey.id,
            commune,
            hamlets,
            forms: AtomicU64::new(0),
        });
    }
    Ok(spots)
}

struct Units {
    all: Vec<Area>,
    province: Place,
    communes: Vec<(String, Vec<(AreaId, String)>)>,
}

fn units(now: Instant) -> Outcome<Units> {
    let province = unit(now, AreaLevel::Province, CODE.to_owned(), None)?;
    let districts = (0..DISTRICTS)
        .map(|number| {
            unit(
                now,
                AreaLevel::District,
                (436 + number).to_string(),
                Some(&province),
            )
        })
        .collect::<Outcome<Vec<Area>>>()?;
    let mut all = vec![province.clone()];
    let mut communes = Vec::new();
    for (number, district) in (0..=COMMUNES).zip(districts.iter().cycle()) {
        let code = (18_001 + number).to_string();
        let commune = unit(now, AreaLevel::Commune, code.clone(), Some(district))?;
        let hamlets = (1..=HAMLETS)
            .map(|hamlet| {
                unit(
                    now,
                    AreaLevel::Hamlet,
                    format!("{code}-{hamlet:02}"),
                    Some(&commune),
                )
            })
            .collect::<Outcome<Vec<Area>>>()?;
        let known = hamlets
            .iter()
            .map(|hamlet| (hamlet.id(), hamlet.code.clone()));
        communes.push((code, known.collect()));
        all.push(commune);
        all.extend(hamlets);
    }
    all.extend(districts);
    Ok(Units {
        all,
        province: province.place,
        communes,
    })
}

fn unit(now: Instant, level: AreaLevel, code: String, parent: Option<&Area>) -> Outcome<Area> {
    let id = AreaId(SystemChance.id(now)?);
    let above = parent.map(|parent| parent.place);
    let place = Place {
        area: id,
        level,
        commune: above.and_then(|place| place.commune),
        district: above.and_then(|place| place.district),
        province: above.and_then(|place| place.province),
    };
    let place = match (level, parent.map(Area::id)) {
        (AreaLevel::Hamlet, commune) => Place { commune, ..place },
        (AreaLevel::Commune, district) => Place { district, ..place },
        (AreaLevel::District, province) => Place { province, ..place },
        (AreaLevel::Province, _) => place,
    };
    Ok(Area {
        place,
        name: format!("Unit {code}"),
        code,
        kind: (level == AreaLevel::Commune).then_some(CommuneKind::Commune),
        parent: parent.map(Area::id),
        households: (level == AreaLevel::Hamlet).then_some(HOUSEHOLDS),
        valid_from: None,
        valid_until: None,
    })
}
