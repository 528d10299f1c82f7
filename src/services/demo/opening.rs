//! 17/7/2019: units, the notice with its tasks, both rounds, nominations.

use super::calendar::{DUE_DATES, LATER_DUE_DATES, NOTICE};
use super::communes::{COMMUNES, DemoCommune};
use super::homes::areas_file;
use super::people::PROVINCE;
use super::refusal::DemoRefusal;
use super::script::Part;
use super::stage::{Candidate, Stage};
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::law::round::DueDate;
use crate::domain::law::title::Title;
use crate::domain::place::area::Area;
use crate::domain::place::bundled::bundled_list;
use crate::domain::recognition::candidacy::CandidacyPurpose;
use crate::domain::tasks::bundled::bundled_directive;
use crate::domain::tasks::indicator::bundled_indicators;
use crate::services::candidacies::{self, Nomination};
use crate::services::council_files;
use crate::services::directives;
use crate::services::imports;
use crate::services::indicators;
use crate::services::keep;
use crate::services::mergers::{self, NewMergerPlan};
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::rounds::{self, NewRound};
use crate::storage::areas;

/// The bundled list of units that the round is of, and the bundled indicators.
const UNITS: &str = "ha-tinh-2019";
/// The bundled notice.
const DIRECTIVE: &str = "ha-tinh-05-2019";
/// The regulation that judges the rounds.
pub const REGULATION: &str = "ha-tinh-2019";

/// Titles of communes that are looked at again, as a file.
const EARLIER_TITLES: &str = "area_code,title,since,until,number
18532,STANDARD,2014-12-26,,01/QĐ (mô phỏng)
18178,STANDARD,2014-12-26,,01/QĐ (mô phỏng)
18415,STANDARD,2015-12-28,,02/QĐ (mô phỏng)
";

/// Brings units, hamlets, the notice's tasks and its indicators in; answers the communes, each with
/// its district, in the order of [`COMMUNES`].
///
/// # Errors
/// [`DemoRefusal`]; [`DemoRefusal::NotEmpty`] for a database that holds anything.
pub async fn bring_in(office: &Office, parts: &[Part]) -> Result<Vec<(Area, Area)>, DemoRefusal> {
    if !keep::is_empty(&office.db).await.map_err(Refusal::from)? {
        return Err(DemoRefusal::NotEmpty);
    }
    let missing = || DemoRefusal::from(Refusal::NotFound);
    imports::bundled_areas(office, bundled_list(UNITS).ok_or_else(missing)?).await?;
    let hamlets = areas_file(
        parts
            .iter()
            .map(|part| (part.commune.code, part.hamlets.as_slice())),
    );
    imports::areas(office, hamlets.as_bytes()).await?;
    let notice = bundled_directive(DIRECTIVE).ok_or_else(missing)?;
    directives::import(office, notice.as_bytes()).await?;
    let figures = bundled_indicators(UNITS).ok_or_else(missing)?;
    indicators::import(office, figures.as_bytes()).await?;
    council_files::titles(office, EARLIER_TITLES.as_bytes()).await?;
    Ok(with_districts(office).await?)
}

async fn with_districts(office: &Office) -> Result<Vec<(Area, Area)>, Refusal> {
    let codes: Vec<String> = COMMUNES.iter().map(|one| one.code.to_owned()).collect();
    let communes = areas::with_codes_on(office.db.read(), &codes, NOTICE).await?;
    let ids: Vec<_> = communes
        .iter()
        .filter_map(|commune| commune.place.district)
        .collect();
    let districts = areas::find_many(office.db.read(), &ids).await?;
    let mut found = Vec::with_capacity(codes.len());
    for code in codes {
        let commune = communes.iter().find(|commune| commune.code == code);
        let commune = commune.ok_or(Refusal::NotFound)?;
        let is_of = |district: &&Area| commune.place.district == Some(district.id());
        let district = districts.iter().find(is_of).ok_or(Refusal::NotFound)?;
        found.push((commune.clone(), district.clone()));
    }
    Ok(found)
}

/// Creates both rounds of 2019 with the dates of the notice.
///
/// # Errors
/// As [`rounds::create`].
pub async fn create_rounds(
    office: &Office,
    coordination: Speaker<'_>,
) -> Result<(RoundId, RoundId), Refusal> {
    let round = async |ordinal: i32, deadlines: &[DueDate]| {
        let new = NewRound {
            year: 2019,
            ordinal,
            name: Some(format!("Đợt {ordinal} năm 2019")),
            regulation_code: REGULATION.to_owned(),
            province_code: Some(PROVINCE.to_owned()),
            as_of: Some(NOTICE),
            deadlines: deadlines.to_vec(),
        };
        Ok::<RoundId, Refusal>(rounds::create(office, coordination, new).await?.id)
    };
    Ok((
        round(1, &DUE_DATES).await?,
        round(2, &LATER_DUE_DATES).await?,
    ))
}

/// Records the merger plan that two of the communes stand in.
///
/// The notice speaks of communes in a merger plan approved by the Standing Committee of the
/// provincial Party Committee; its number and day are not public, so those here are made up.
///
/// # Errors
/// As the use case says.
pub async fn plan_mergers(stage: &Stage<'_>) -> Result<(), Refusal> {
    let merging = |commune: &&DemoCommune| commune.title == Title::SubstantiallyComplete;
    let plan = NewMergerPlan {
        province_code: Some(PROVINCE.to_owned()),
        number: "PA-01 (mô phỏng)".to_owned(),
        approved_on: NOTICE,
        approved_by: "Ban Thường vụ Tỉnh ủy (số và ngày mô phỏng)".to_owned(),
        communes: COMMUNES
            .iter()
            .filter(merging)
            .map(|commune| commune.code.to_owned())
            .collect(),
    };
    mergers::record(stage.office, stage.who("COORDINATION_OFFICE")?, plan).await?;
    Ok(())
}

/// Nominates communes, each with the code of its district.
///
/// # Errors
/// As the use case says.
pub async fn nominate(
    stage: &Stage<'_>,
    parts: Vec<(Part, String)>,
) -> Result<Vec<Candidate>, Refusal> {
    let mut candidates = Vec::with_capacity(parts.len());
    for (part, district) in parts {
        candidates.push(Candidate {
            candidacy: nominate_one(stage, part.commune).await?,
            district,
            survey: None,
            part,
        });
    }
    Ok(candidates)
}

async fn nominate_one(stage: &Stage<'_>, commune: DemoCommune) -> Result<CandidacyId, Refusal> {
    let new = Nomination {
        round: stage.round,
        area_code: commune.code.to_owned(),
        title: commune.title,
        purpose: CandidacyPurpose::Recognition,
        simulated: commune.is_simulated(),
    };
    let coordination = stage.who("COORDINATION_OFFICE")?;
    let nominated = candidacies::nominate(stage.office, coordination, new).await?;
    Ok(nominated.id)
}
