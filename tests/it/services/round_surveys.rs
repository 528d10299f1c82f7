//! Surveys for a whole round, and for districts and wards as for communes.

use chrono::{Duration, NaiveDate};
use longdan::domain::base::clock::Clock;
use longdan::domain::law::round::{Deliverable, DueDate};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::CommuneKind;
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose};
use longdan::domain::survey::record::Survey;
use longdan::services::by_commune::by_commune;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::refusal::Refusal;
use longdan::services::round_surveys::{self, NewSurveys};
use longdan::services::rounds::{self, NewRound};
use longdan::services::sight::{self, Seen};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::warning::WarningCode;
use longdan::services::{submit, surveys};
use longdan::storage::areas;

use super::front_people::codes;
use crate::support::database::on_both;
use crate::support::world::World;

/// A round under some rules, its report due before 10/8/2019, with a nomination for each title and
/// area.
async fn round(world: &World, rules: &str, nominated: &[(&str, Title)]) -> Vec<Candidacy> {
    let office = world.coordination_office();
    let due = DueDate {
        deliverable: Deliverable::FrontReport,
        due_before: NaiveDate::from_ymd_opt(2019, 8, 10).expect("a day"),
    };
    let new = NewRound {
        year: 2024,
        ordinal: 1,
        name: None,
        regulation_code: rules.to_owned(),
        province_code: None,
        as_of: NaiveDate::from_ymd_opt(2019, 7, 17),
        deadlines: vec![due],
    };
    let round = rounds::create(&world.office, Some(&office), new)
        .await
        .expect("a round");
    let mut all = Vec::new();
    for (code, title) in nominated {
        let new = Nomination {
            round: round.id,
            area_code: (*code).to_owned(),
            title: *title,
            purpose: CandidacyPurpose::Recognition,
            simulated: false,
        };
        let one = candidacies::nominate(&world.office, Some(&office), new).await;
        all.push(one.expect("a candidacy"));
    }
    all
}

fn plan(world: &World, candidacy: &Candidacy, days: i64) -> NewSurveys {
    NewSurveys {
        round: candidacy.round,
        commune_form: "small".to_owned(),
        district_form: None,
        opens_at: world.clock.now(),
        closes_at: world.clock.now() + Duration::days(days),
    }
}

async fn create(
    world: &World,
    new: NewSurveys,
) -> Result<(Vec<Survey>, Vec<WarningCode>), Refusal> {
    let front = world.provincial_front();
    let (surveys, warnings) = round_surveys::create(&world.office, Some(&front), new).await?;
    Ok((surveys, warnings.iter().map(|one| one.code).collect()))
}

#[tokio::test]
async fn a_round_gets_all_its_surveys_or_none() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let communes = [("18628", Title::Standard), ("18682", Title::Standard)];
        let all = round(&world, "ntm-2016", &communes).await;
        // One hamlet whose households nobody knows, in the second commune.
        let mut unknown = world.other_hamlet.clone();
        unknown.households = None;
        areas::update(world.db.write(), &unknown)
            .await
            .expect("an area");
        let plan = |days| plan(&world, &all[0], days);
        match create(&world, plan(12)).await {
            Err(Refusal::Faults(faults)) => {
                assert_eq!(faults.len(), 1);
                assert_eq!(faults[0].code, Code::HouseholdsUnknown);
                assert_eq!(faults[0].about, "18682: 18682-01");
            }
            other => panic!("a faulty candidacy was let through: {other:?}"),
        }
        areas::update(world.db.write(), &world.other_hamlet)
            .await
            .expect("an area");
        let none =
            surveys::of_candidacies(&world.office, Some(&world.provincial_front()), &[all[0].id])
                .await
                .expect("surveys");
        assert!(none.is_empty(), "nothing was created");
        let backwards = create(&world, plan(-1)).await;
        assert!(
            codes(backwards)
                .iter()
                .all(|code| *code == Code::ClosesBeforeItOpens)
        );
        // Closing on 29/7 and ten days of posting end on 8/8; a day later they end on the 9th, the
        // last day before the date, and two days later on the date itself.
        let (made, warnings) = create(&world, plan(12)).await.expect("surveys");
        assert_eq!((made.len(), warnings.len()), (2, 0));
        assert_eq!(codes(create(&world, plan(12)).await), [Code::NoCandidacy]);
    })
    .await;
}

#[tokio::test]
async fn closing_and_posting_past_the_fronts_date_is_warned_of() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let all = round(&world, "ntm-2016", &[("18628", Title::Standard)]).await;
        let (made, warnings) = create(&world, plan(&world, &all[0], 14))
            .await
            .expect("surveys");
        assert_eq!(warnings, [WarningCode::PostingEndsAfterDueDate]);
        let told = round_surveys::warnings_of(&world.office, &made[0])
            .await
            .expect("warnings");
        assert_eq!(told[0].about, "2019-08-10");
        let mut earlier = made[0].clone();
        earlier.lifecycle.closes_at -= Duration::days(1);
        let told = round_surveys::warnings_of(&world.office, &earlier)
            .await
            .expect("warnings");
        assert!(told.is_empty());
    })
    .await;
}

async fn answered(world: &World, survey: &Survey, homes: &[(&str, usize, &str)]) -> Survey {
    let front = world.provincial_front();
    surveys::open(&world.office, Some(&front), survey.id, None, None)
        .await
        .expect("opened");
    let mut drafts = Vec::new();
    for (hamlet, number, choice) in homes {
        for home in 0..*number {
            let mut draft = world.draft(0, &format!("{choice}-{home}"));
            draft.hamlet_code = (*hamlet).to_owned();
            draft.answers = crate::support::world::answers(choice);
            drafts.push(draft);
        }
    }
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
    surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("closed")
}

async fn others_see(world: &World, survey: &Survey) {
    // For others a commune with a small hamlet is withheld, since its total would tell of it.
    let office = world.coordination_office();
    let sights = sight::of(&world.office, Some(&office), std::slice::from_ref(survey)).await;
    let Seen::Shown(communes) = by_commune(&sights.expect("figures")[&survey.id]).expect("sums")
    else {
        panic!("the office sees figures once closed");
    };
    let withheld: Vec<_> = communes.iter().map(|one| one.withheld).collect();
    assert_eq!(withheld, [true, false]);
}

#[tokio::test]
async fn a_province_is_asked_in_each_commune_and_held_to_the_least_of_them() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let all = round(&world, "ntm-2021", &[("42", Title::TaskComplete)]).await;
        let (made, _) = create(&world, plan(&world, &all[0], 5))
            .await
            .expect("surveys");
        let homes = [
            ("18628-01", 20, "SATISFIED"),
            ("18628-02", 10, "SATISFIED"),
            ("18682-01", 5, "SATISFIED"),
            ("18682-01", 5, "NOT_SATISFIED"),
        ];
        let survey = answered(&world, &made[0], &homes).await;
        let front = world.provincial_front();
        let sights = sight::of(&world.office, Some(&front), std::slice::from_ref(&survey)).await;
        let sight = &sights.expect("figures")[&survey.id];
        let Seen::Shown(communes) = by_commune(sight).expect("sums") else {
            panic!("the Front sees it");
        };
        let seen: Vec<_> = communes
            .iter()
            .map(|one| {
                let approval = one.view.approval.as_ref().expect("shown");
                (
                    one.commune,
                    one.view.coverage.households,
                    approval.overall.satisfied,
                )
            })
            .collect();
        let expected = [
            (world.commune.id(), 82, 30),
            (world.other_commune.id(), 50, 5),
        ];
        assert_eq!(seen, expected);
        let per_commune = sight
            .result
            .full
            .approval
            .as_ref()
            .expect("figures")
            .checks
            .iter();
        for check in
            per_commune.filter(|check| check.minimum.check_code().ends_with("_PER_COMMUNE"))
        {
            let worst = check.worst.expect("a worst place");
            assert_eq!(worst.area, world.other_commune.id(), "{check:?}");
        }
        others_see(&world, &survey).await;
    })
    .await;
}

#[tokio::test]
async fn a_ward_is_surveyed_for_civilised_urban() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let mut ward = world.commune.clone();
        ward.kind = Some(CommuneKind::Ward);
        areas::update(world.db.write(), &ward)
            .await
            .expect("an area");
        let all = round(&world, "ntm-2021", &[("18628", Title::CivilisedUrban)]).await;
        let (made, _) = create(&world, plan(&world, &all[0], 5))
            .await
            .expect("surveys");
        let homes = [("18628-01", 20, "SATISFIED"), ("18628-02", 10, "SATISFIED")];
        let survey = answered(&world, &made[0], &homes).await;
        let front = world.provincial_front();
        let sights = sight::of(&world.office, Some(&front), std::slice::from_ref(&survey)).await;
        let result = &sights.expect("figures")[&survey.id].result;
        assert_eq!(result.title, Title::CivilisedUrban);
        assert_eq!(
            result
                .full
                .approval
                .as_ref()
                .expect("figures")
                .overall
                .satisfied,
            30
        );
    })
    .await;
}
