//! A round with many candidacies, each with a survey that runs and some responses.

use std::ops::Range;

use chrono::NaiveDate;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::ids::RoundId;
use longdan::domain::law::title::Title;
use longdan::domain::place::area::{Area, AreaLevel};
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose};
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::response::Draft;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::rounds::{self, NewRound};
use longdan::services::{submit, surveys};
use longdan::storage::areas;

use super::world::World;

/// A round of the world's province.
pub async fn round(world: &World, ordinal: i32) -> RoundId {
    let new = NewRound {
        year: 2018,
        ordinal,
        name: None,
        regulation_code: "ntm-2016".to_owned(),
        province_code: None,
        as_of: NaiveDate::from_ymd_opt(2019, 7, 17),
        deadlines: Vec::new(),
    };
    let speaker = world.coordination_office();
    let round = rounds::create(&world.office, Some(&speaker), new).await;
    round.expect("a round").id
}

/// New communes of these numbers, each with a hamlet, in both districts by turns.
pub async fn communes(world: &World, numbers: Range<usize>) -> Vec<Area> {
    let make = world.make();
    let (mut communes, mut hamlets) = (Vec::new(), Vec::new());
    for number in numbers {
        // The codes run against the order of making.
        let code = 39_999 - number;
        let district = if number % 2 == 0 {
            &world.district
        } else {
            &world.other_district
        };
        let commune = make.area(
            AreaLevel::Commune,
            &code.to_string(),
            &format!("Xã {number}"),
            Some(district),
            None,
        );
        hamlets.push(make.area(
            AreaLevel::Hamlet,
            &format!("{code}-01"),
            "Thôn 01",
            Some(&commune),
            Some(30),
        ));
        communes.push(commune);
    }
    let tx = world.db.begin_write().await.expect("a transaction");
    areas::insert(&tx, &communes).await.expect("communes");
    areas::insert(&tx, &hamlets).await.expect("hamlets");
    tx.commit().await.expect("a commit");
    communes
}

/// Nominates an area in a round.
pub async fn nominate(world: &World, round: RoundId, area: &Area, title: Title) -> Candidacy {
    let new = Nomination {
        round,
        area_code: area.code.clone(),
        title,
        purpose: CandidacyPurpose::Recognition,
        simulated: false,
    };
    let speaker = world.coordination_office();
    let candidacy = candidacies::nominate(&world.office, Some(&speaker), new).await;
    candidacy.expect("a candidacy")
}

/// New communes of these numbers, nominated, each asked in an open survey that six have answered.
pub async fn surveyed(world: &World, round: RoundId, numbers: Range<usize>) {
    let front = world.provincial_front();
    let office = &world.office;
    for commune in communes(world, numbers).await {
        let candidacy = nominate(world, round, &commune, Title::Standard).await;
        let new = NewSurvey {
            candidacy: candidacy.id,
            kind: SurveyKind::Collection,
            questionnaire_code: "small".to_owned(),
            questionnaire_version: None,
            opens_at: world.clock.now(),
            closes_at: world.clock.now() + chrono::Duration::days(20),
            hamlets: None,
            collectors: Vec::new(),
        };
        let survey = planning::create(office, Some(&front), new).await;
        let survey = survey.expect("a survey");
        surveys::open(office, Some(&front), survey.id, None, None)
            .await
            .expect("an open survey");
        let drafts = (0..6).map(|number| Draft {
            hamlet_code: format!("{}-01", commune.code),
            ..world.draft(0, &format!("H{number}"))
        });
        submit::batch(office, Some(&front), survey.id, drafts.collect())
            .await
            .expect("a submission");
    }
}
