//! A district's communes in one round, added up for whoever may see them.

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::domain::base::ids::{AreaTitleId, CandidacyId, ResponseId, RoundId};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::{Area, AreaLevel, CommuneKind};
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::domain::recognition::title_record::AreaTitle;
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::response::Draft;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::services::planning::{self, NewSurvey};
use longdan::services::{submit, surveys};
use longdan::storage::{area_titles, areas};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::council::{day, nominate, round};
use crate::support::database::on_both;
use crate::support::world::{World, answers, noon};

const SUMS: &str = "query($round: ID!) { area(code: \"42\") { ... on Province { districts { code communeSums(roundId: $round) {
    communes titled nominated byState { state count }
    approval { communes share { count base of percent } lowest { commune { code } share { count base percent } } }
} } } } }";

/// A second commune of the district, with a hamlet, and a ward beside it.
async fn more_units(world: &World) -> (Area, Area) {
    let make = world.make();
    let at = |level, code, name: &str, parent, households| {
        make.area(level, code, name, Some(parent), households)
    };
    let second = at(
        AreaLevel::Commune,
        "18631",
        "Xã Thạch Lâm",
        &world.district,
        None,
    );
    let hamlet = at(AreaLevel::Hamlet, "18631-01", "Thôn 01", &second, Some(20));
    let ward = Area {
        kind: Some(CommuneKind::Township),
        ..at(
            AreaLevel::Commune,
            "18562",
            "Thị trấn Thạch Hà",
            &world.district,
            None,
        )
    };
    areas::insert(world.db.write(), &[second.clone(), hamlet.clone(), ward])
        .await
        .expect("units");
    (second, hamlet)
}

/// A survey in which so many households of a hamlet are satisfied and so many are not.
async fn heard(
    world: &World,
    candidacy: CandidacyId,
    hamlet: &Area,
    [satisfied, others]: [usize; 2],
) {
    let front = world.provincial_front();
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
    let form = |number: usize| Draft {
        id: ResponseId(world.id()),
        hamlet_code: hamlet.code.clone(),
        answers: answers(if number < satisfied {
            "SATISFIED"
        } else {
            "NOT_SATISFIED"
        }),
        ..world.draft(0, &format!("H{number:02}"))
    };
    let forms = (0..satisfied + others).map(form).collect();
    submit::batch(&world.office, Some(&front), survey, forms)
        .await
        .expect("receipts");
}

async fn close_all(world: &World, candidacies: &[CandidacyId]) {
    world.pass(Duration::days(21));
    let front = world.provincial_front();
    let found = surveys::of_candidacies(&world.office, Some(&front), candidacies).await;
    for survey in found.expect("surveys").values().flatten() {
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
    }
}

/// The sums of the world's first district, as somebody sees them.
async fn sums(app: &App, who: Option<&Actor>, round: RoundId) -> Value {
    let round = GlobalId::Round(round).encode().0;
    let answer = app.ask(who, SUMS, json!({ "round": round })).await;
    let all = answer["data"]["area"]["districts"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"));
    let own = all
        .iter()
        .find(|one| one["code"] == app.world.district.code);
    own.expect("the district")["communeSums"].clone()
}

async fn titled(world: &World, commune: &Area) {
    let title = AreaTitle {
        id: AreaTitleId(world.id()),
        area: commune.id(),
        title: Title::Standard,
        since: Some(day(1, 1)),
        until: None,
        decision: None,
        number: None,
        carried_from: None,
        ended_by: None,
        end_reason: None,
        recorded_at: noon(),
    };
    area_titles::insert(world.db.write(), &[title])
        .await
        .expect("a title");
}

#[tokio::test]
async fn a_district_shows_its_communes_and_the_lowest_of_them() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let (second, hamlet) = more_units(world).await;
        titled(world, &second).await;
        let round = round(world, 1).await;
        let purpose = CandidacyPurpose::Recognition;
        let mut ids = Vec::new();
        for (commune, hamlet, said) in [
            (&world.commune, &world.hamlets[0], [9, 1]),
            (&second, &hamlet, [6, 2]),
            (&world.other_commune, &world.other_hamlet, [0, 9]),
        ] {
            let one = nominate(world, round, commune, Title::Advanced, purpose).await;
            heard(world, one.id, hamlet, said).await;
            ids.push(one.id);
        }
        let front = world.provincial_front();
        let open = sums(&app, Some(&front), round).await;
        assert_eq!(open["approval"], Value::Null, "no figure that can still change");
        close_all(world, &ids).await;
        let closed = sums(&app, Some(&front), round).await;
        let expected = json!({
            "communes": 2, "titled": 1, "nominated": 2,
            "byState": [{ "state": "APPRAISING", "count": 2 }],
            "approval": {
                "communes": 2,
                "share": { "count": 15, "base": 18, "of": "VALID", "percent": 83.33 },
                "lowest": { "commune": { "code": "18631" }, "share": { "count": 6, "base": 8, "percent": 75.0 } },
            },
        });
        assert_eq!(closed, expected);

        let nothing = json!({ "communes": 2, "titled": 1, "nominated": 0, "byState": [], "approval": null });
        assert_eq!(sums(&app, None, round).await, nothing, "nothing is published");
        let elsewhere = world.somebody(Role::CoordinationOffice, &[&world.other_district]);
        assert_eq!(sums(&app, Some(&elsewhere), round).await, nothing);
        let one = world.somebody(Role::CoordinationOffice, &[&world.commune]);
        let own = sums(&app, Some(&one), round).await;
        assert_eq!((&own["nominated"], &own["approval"]["share"]["base"]), (&json!(1), &json!(10)));
    })
    .await;
}

#[tokio::test]
async fn the_sums_of_three_districts_cost_as_many_statements_as_those_of_two() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let round = round(world, 1).await;
        let front = world.provincial_front();
        let statements = async || {
            let before = world.office.statements();
            sums(&app, Some(&front), round).await;
            world.office.statements() - before
        };
        statements().await;
        let of_two = statements().await;
        let make = world.make();
        let district = make.area(
            AreaLevel::District,
            "444",
            "Huyện Hương Khê",
            Some(&world.province),
            None,
        );
        let commune = make.area(
            AreaLevel::Commune,
            "18532",
            "Xã Gia Phố",
            Some(&district),
            None,
        );
        areas::insert(world.db.write(), &[district, commune])
            .await
            .expect("units");
        assert_eq!(statements().await, of_two);
    })
    .await;
}
