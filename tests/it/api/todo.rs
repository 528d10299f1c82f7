//! The list of work: each role its own, the most urgent first.

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::domain::law::round::{Deliverable, DueDate};
use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::rounds::{self, NewRound};
use longdan::services::{responses, submit, surveys};
use serde_json::{Value, json};

use super::dossiers::{DEBT, debt};
use super::published::closed;
use super::webhooks::{RESUME, hooked, tell};
use crate::support::app::App;
use crate::support::council::{day, nominate};
use crate::support::database::on_both;
use crate::support::receiver::{Mood, Receiver};

const TODO: &str = "{ todo(dueWithinDays: 30) {
    kind message count dueBefore overdue candidacy { area { code } } survey { state }
} }";

pub async fn kinds(app: &App, who: &Actor) -> Vec<String> {
    let answer = app.ask(Some(who), TODO, json!({})).await;
    let list = answer["data"]["todo"].as_array().expect("a list").clone();
    let kind = |one: &Value| one["kind"].as_str().expect("a kind").to_owned();
    list.iter().map(kind).collect()
}

#[tokio::test]
async fn the_front_is_led_from_opening_to_posting() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.planned().await;
        let front = world.commune_front();
        let other = world.somebody(Role::Front, &[&world.other_commune]);
        assert_eq!(kinds(&app, &front).await, ["OPEN_SURVEY"]);
        assert_eq!(
            kinds(&app, &other).await,
            [""; 0],
            "outside nothing is to be done"
        );

        surveys::open(&world.office, Some(&front), survey.id, None, None)
            .await
            .expect("an open survey");
        assert_eq!(kinds(&app, &front).await, [""; 0], "it runs");
        let draft = world.draft(0, "H1");
        submit::batch(&world.office, Some(&front), survey.id, vec![draft.clone()])
            .await
            .expect("receipts");
        responses::void(&world.office, Some(&front), survey.id, draft.id, "Nhầm")
            .await
            .expect("a void");
        assert_eq!(kinds(&app, &front).await, ["CONFIRM_CORRECTIONS"]);

        world.pass(Duration::days(22));
        let answer = app.ask(Some(&front), TODO, json!({})).await;
        let first = &answer["data"]["todo"][0];
        assert_eq!(first["kind"], "CLOSE_SURVEY", "{answer}");
        assert_eq!(first["overdue"], true);
        assert_eq!(first["message"], "close the survey");
        assert_eq!(first["survey"]["state"], "CLOSING");
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        let found = kinds(&app, &front).await;
        assert_eq!(found, ["POST_RESULT", "CONFIRM_CORRECTIONS"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_without_a_token_has_work_and_a_department_its_own_criteria() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        app.world.candidacy().await;
        let answer = app.ask(None, TODO, json!({})).await;
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!(code, "UNAUTHENTICATED", "{answer}");
        let nobody = app.world.somebody(Role::Department, &[]);
        assert_eq!(
            kinds(&app, &nobody).await,
            [""; 0],
            "no agency, no criteria"
        );
    })
    .await;
}

/// A candidacy of a round whose statements of debt are due before a day.
async fn owing(app: &App) -> Candidacy {
    let office = app.world.coordination_office();
    let new = NewRound {
        year: 2019,
        ordinal: 1,
        name: None,
        regulation_code: "ntm-2016".to_owned(),
        province_code: None,
        as_of: Some(app.world.clock.today()),
        deadlines: vec![DueDate {
            deliverable: Deliverable::DebtStatement,
            due_before: day(7, 20),
        }],
    };
    let round = rounds::create(&app.world.office, Some(&office), new).await;
    let round = round.expect("a round").id;
    let purpose = CandidacyPurpose::Recognition;
    nominate(
        &app.world,
        round,
        &app.world.commune,
        Title::Standard,
        purpose,
    )
    .await
}

#[tokio::test]
async fn who_states_debt_has_what_is_missing_on_the_list_until_one_of_them_has_stated_it() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = owing(&app).await;
        let owed = async |agency: &str| {
            let answer = app
                .ask(Some(&app.world.department(agency)), TODO, json!({}))
                .await;
            let all = answer["data"]["todo"].as_array().expect("a list").clone();
            all.into_iter().find(|one| one["kind"] == "RECORD_DEBT")
        };
        let first = owed("SO_KE_HOACH").await.expect("it is owed");
        assert_eq!(
            (&first["dueBefore"], &first["overdue"]),
            (&json!("2019-07-20"), &json!(false))
        );
        assert!(owed("SO_TAI_CHINH").await.is_some(), "with Finance");
        assert!(owed("SO_Y_TE").await.is_none(), "no affair of Health");
        let mut elsewhere = app.world.department("SO_KE_HOACH");
        elsewhere.areas = vec![app.world.other_district.place];
        assert!(
            !kinds(&app, &elsewhere)
                .await
                .contains(&"RECORD_DEBT".to_owned())
        );

        app.world.pass(Duration::days(4));
        let late = owed("SO_KE_HOACH").await.expect("still owed");
        assert_eq!(late["overdue"], true, "missing, and late");
        let input = json!({ "input": debt(&candidacy, "5", "0") });
        let stated = app
            .ask(Some(&app.world.department("SO_TAI_CHINH")), DEBT, input)
            .await;
        assert_eq!(
            stated["data"]["recordDebtStatement"]["debtStatement"]["version"], 1,
            "{stated}"
        );
        for agency in ["SO_KE_HOACH", "SO_TAI_CHINH"] {
            assert!(owed(agency).await.is_none(), "{agency}: it is stated");
        }
    })
    .await;
}

#[tokio::test]
async fn a_program_that_was_given_up_is_on_the_list_of_whoever_may_resume_it_until_that_is_done() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let office = world.somebody(Role::CoordinationOffice, &[&world.province]);
        let receiver = Receiver::start().await;
        let (id, _) = hooked(&app, &office, &receiver, &["SURVEY_CLOSED"]).await;
        closed(&app).await;
        let given_up = async |who: &Actor| {
            let query = "{ todo(dueWithinDays: 0) { kind message count dueBefore overdue
                candidacy { id } survey { id } webhook { id url } } }";
            let answer = app.ask(Some(who), query, json!({})).await;
            let all = answer["data"]["todo"].as_array().expect("a list").clone();
            let is_it = |one: &Value| one["kind"] == "RESUME_WEBHOOK";
            all.into_iter().filter(is_it).collect::<Vec<Value>>()
        };
        assert_eq!(given_up(&office).await, [json!(null); 0], "it is told");
        receiver.be(Mood::Says(410));
        tell(&app).await;
        let entry = json!({
            "kind": "RESUME_WEBHOOK",
            "message": "resume or remove a program that is told of events no more",
            "count": 1, "dueBefore": null, "overdue": false, "candidacy": null, "survey": null,
            "webhook": { "id": id, "url": receiver.url },
        });
        assert_eq!(given_up(&office).await, std::slice::from_ref(&entry));
        assert_eq!(given_up(&world.somebody(Role::Admin, &[])).await, [entry]);
        let district = world.somebody(Role::CoordinationOffice, &[&world.district]);
        for other in [district, world.provincial_front(), world.commune_front()] {
            assert_eq!(given_up(&other).await, [json!(null); 0], "{other:?}");
        }
        receiver.be(Mood::Says(200));
        let input = json!({ "input": { "webhookId": id } });
        app.ask(Some(&office), RESUME, input).await;
        assert_eq!(given_up(&office).await, [json!(null); 0], "resumed");
    })
    .await;
}
