//! What fails a dossier is named, in both languages.

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::domain::base::ids::CandidacyId;
use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::response::Draft;
use longdan::graphql::id::GlobalId;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::rounds::{self, NewRound};
use longdan::services::{submit, surveys};
use serde_json::json;

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::world::World;

/// A district under the rules of 2021, whose survey is closed: in its commune 2 of 10 are not
/// satisfied with the second item, and 3 of 10 with the first.
async fn judged_by_commune(world: &World) -> CandidacyId {
    let (clerk, front) = (world.coordination_office(), world.provincial_front());
    let new = NewRound {
        year: 2021,
        ordinal: 1,
        name: None,
        regulation_code: "ntm-2021".to_owned(),
        province_code: None,
        as_of: Some(world.clock.today()),
        deadlines: Vec::new(),
    };
    let round = rounds::create(&world.office, Some(&clerk), new).await;
    let new = Nomination {
        round: round.expect("a round").id,
        area_code: world.district.code.clone(),
        title: Title::Standard,
        purpose: CandidacyPurpose::Recognition,
        simulated: false,
    };
    let candidacy = candidacies::nominate(&world.office, Some(&clerk), new).await;
    let candidacy = candidacy.expect("a candidacy").id;
    let new = NewSurvey {
        candidacy,
        kind: SurveyKind::Collection,
        questionnaire_code: "small".to_owned(),
        questionnaire_version: None,
        opens_at: world.clock.now(),
        closes_at: world.clock.now() + Duration::days(20),
        hamlets: None,
        collectors: Vec::new(),
    };
    let survey = planning::create(&world.office, Some(&front), new).await;
    let survey = survey.expect("a survey").id;
    surveys::open(&world.office, Some(&front), survey, None, None)
        .await
        .expect("an open survey");
    let draft = |number: usize| {
        let mut draft = world.draft(0, &format!("H{number}"));
        for (item, dissatisfied) in [(0, 3), (1, 2)] {
            if number < dissatisfied {
                draft.answers[item].choice = "NOT_SATISFIED".to_owned();
            }
        }
        draft
    };
    let drafts: Vec<Draft> = (0..10).map(draft).collect();
    submit::batch(&world.office, Some(&front), survey, drafts)
        .await
        .expect("receipts");
    surveys::close(&world.office, Some(&front), survey)
        .await
        .expect("a closed survey");
    candidacy
}

#[tokio::test]
async fn the_item_and_the_place_that_fail_are_named() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = judged_by_commune(&app.world).await;
        let front = app.world.provincial_front();
        let query = "query($id: ID!) { node(id: $id) { ... on Candidacy {
            readiness { checks { code status message } } approval { checks { code message } } } } }";
        let id = GlobalId::Candidacy(candidacy).encode().0;
        for (language, words) in [
            ("en", "lowest for item Q1 “Q1” in Xã Tượng Sơn, 70.00% (7 of 10 "),
            ("vi", "thấp nhất là nội dung Q1 “Q1” ở Xã Tượng Sơn, 70,00% (7/10 "),
        ] {
            let answer = app
                .answer(Some(&front), language, query, json!({ "id": id }))
                .await
                .json();
            let node = &answer["data"]["node"];
            for checks in [&node["readiness"]["checks"], &node["approval"]["checks"]] {
                let checks = checks.as_array().expect("checks");
                let by_item = checks
                    .iter()
                    .find(|check| check["code"] == "EACH_ITEM_PER_COMMUNE");
                let message = by_item.expect("a check by item")["message"].as_str();
                assert!(message.is_some_and(|text| text.contains(words)), "{message:?}");
            }
        }
    })
    .await;
}
