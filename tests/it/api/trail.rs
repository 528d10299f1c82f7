//! The audit and the log of reading, as those read them who may.

use longdan::domain::trust::actor::Role;
use longdan::domain::trust::chain::Head;
use longdan::graphql::id::GlobalId;
use longdan::services::progress::Silent;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::{submit, surveys};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const TRAIL: &str = "query($filter: AuditFilter, $survey: ID) {
    auditEntries(first: 10, filter: $filter) {
        totalCount
        nodes { chain sequence at account role action details previous hash survey { id } }
    }
    main: auditHead { chain sequence at hash line }
    own: auditHead(surveyId: $survey) { sequence line }
}";

const READS: &str = "query($survey: ID) {
    accessLog(surveyId: $survey) { totalCount nodes { account role kind rows survey { id } } }
}";

const READ: &str = "query($survey: ID!) {
    satisfactionSurvey(id: $survey) {
        responses { nodes { id } } comments { nodes { text } }
    }
}";

/// A survey with two responses and a comment, closed.
async fn told(app: &App) -> String {
    let front = app.world.commune_front();
    let survey = app.world.opened().await.id;
    let mut drafts = vec![app.world.draft(0, "H1"), app.world.draft(0, "H2")];
    drafts[0].comment = Some("Đường còn lầy".to_owned());
    submit::batch(&app.world.office, Some(&front), survey, drafts)
        .await
        .expect("receipts");
    surveys::close(&app.world.office, Some(&front), survey)
        .await
        .expect("closed");
    GlobalId::Survey(survey).encode().0
}

fn code(answer: &Value) -> &Value {
    &answer["errors"][0]["extensions"]["code"]
}

#[tokio::test]
async fn the_audit_is_read_by_administrators_and_the_provincial_front() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = told(&app).await;
        let asked = json!({ "filter": { "surveyId": survey }, "survey": survey });
        let front = app.world.provincial_front();
        let seen = app.ask(Some(&front), TRAIL, asked.clone()).await;
        let actions: Vec<_> = seen["data"]["auditEntries"]["nodes"]
            .as_array()
            .expect("entries")
            .iter()
            .map(|entry| entry["action"].as_str().expect("an action").to_owned())
            .collect();
        assert_eq!(
            actions,
            [
                "survey.close",
                "responses.submit",
                "survey.open",
                "survey.create"
            ]
        );
        assert_eq!(seen["data"]["auditEntries"]["totalCount"], 4);
        assert_eq!(
            seen["data"]["auditEntries"]["nodes"][0]["survey"]["id"],
            survey
        );
        assert!(!seen.to_string().contains("lầy"), "a resident's words");
        let all = app
            .ask(Some(&front), TRAIL, json!({ "survey": survey }))
            .await;
        assert_eq!(
            all["data"]["auditEntries"]["totalCount"], 4,
            "its surveys alone"
        );

        let admin = app.world.somebody(Role::Admin, &[]);
        let only = json!({ "filter": { "action": "round.create", "account": "tests" } });
        let seen = app.ask(Some(&admin), TRAIL, only).await;
        assert_eq!(seen["data"]["auditEntries"]["totalCount"], 1, "{seen}");
        let line = seen["data"]["main"]["line"].as_str().expect("a line");
        let pinned: Head = line.parse().expect("a head");
        let asked = Asked {
            survey: None,
            pinned: vec![pinned],
        };
        let verified = verify(&app.world.office, &asked, &Silent)
            .await
            .expect("verified");
        assert_eq!(verified.findings, []);
        assert_eq!(verified.head, Some(pinned));
    })
    .await;
}

#[tokio::test]
async fn others_read_neither_the_audit_nor_who_has_read() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = told(&app).await;
        for who in [app.world.commune_front(), app.world.coordination_office()] {
            let asked = json!({ "survey": survey });
            let answer = app.ask(Some(&who), TRAIL, asked.clone()).await;
            assert_eq!(code(&answer), "FORBIDDEN", "{answer}");
            let answer = app.ask(Some(&who), READS, asked).await;
            assert_eq!(code(&answer), "FORBIDDEN", "{answer}");
        }
        let answer = app.ask(None, READS, json!({})).await;
        assert_eq!(code(&answer), "UNAUTHENTICATED");
        let malformed = json!({ "filter": { "surveyId": "x" } });
        let admin = app.world.somebody(Role::Admin, &[]);
        let answer = app.ask(Some(&admin), TRAIL, malformed).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_answers_is_written_down() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = told(&app).await;
        let asked = json!({ "survey": survey });
        let front = app.world.provincial_front();
        let none = app.ask(Some(&front), READS, asked.clone()).await;
        assert_eq!(none["data"]["accessLog"]["totalCount"], 0);
        app.ask(Some(&front), READ, asked.clone()).await;
        let read = app.ask(Some(&front), READS, asked).await;
        let lines = &read["data"]["accessLog"];
        assert_eq!(lines["totalCount"], 2, "{read}");
        let mut kinds: Vec<_> = lines["nodes"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| {
                (
                    line["kind"].as_str().expect("a kind"),
                    line["rows"].as_i64(),
                )
            })
            .collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [("COMMENTS", Some(1)), ("RESPONSES", Some(2))]);
        assert_eq!(lines["nodes"][0]["account"], "tests");
        assert_eq!(lines["nodes"][0]["survey"]["id"], survey);
    })
    .await;
}
