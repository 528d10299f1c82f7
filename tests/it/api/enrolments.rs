//! The Front sets collectors' phones up, renews them, and cuts them off.

use chrono::Duration;
use longdan::domain::place::area::Area;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::Role;
use longdan::graphql::id::GlobalId;
use longdan::services::surveys;
use serde_json::{Value, json};

use crate::support::database::on_both;
use crate::support::phone::Field;

const PAYLOAD: &str = "{ enrolment { id collector enrolledBy expiresAt revokedAt hamlets { code } }
    token sheetPath qrPath userErrors { code path } }";

fn id(survey: &Survey) -> String {
    GlobalId::Survey(survey.id).encode().0
}

/// Somebody with a token.
struct Person<'a> {
    field: &'a Field,
    token: String,
}

impl Person<'_> {
    async fn enrol(&self, survey: &Survey, name: &str, hamlets: Value) -> Value {
        let input = json!({ "surveyId": id(survey), "collector": name, "hamletCodes": hamlets });
        self.change("enrolCollector", "EnrolCollectorInput", input)
            .await
    }

    /// What a mutation answers, else the code of its error.
    async fn change(&self, name: &str, kind: &str, input: Value) -> Value {
        let query = format!("mutation ($input: {kind}!) {{ {name}(input: $input) {PAYLOAD} }}");
        let variables = json!({ "input": input });
        let answer = self.field.ask(&self.token, &query, variables).await;
        match answer["errors"].get(0) {
            Some(error) => error["extensions"]["code"].clone(),
            None => answer["data"][name].clone(),
        }
    }
}

/// Somebody of a role in some areas.
async fn person<'a>(field: &'a Field, name: &str, role: Role, areas: &[&Area]) -> Person<'a> {
    let token = field.token(name, role, areas).await;
    Person { field, token }
}

fn codes(answer: &Value) -> Vec<&str> {
    let errors = answer["userErrors"].as_array().expect("a list");
    errors
        .iter()
        .map(|error| error["code"].as_str().expect("a code"))
        .collect()
}

#[tokio::test]
async fn a_collector_is_enrolled_for_hamlets_of_the_survey() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let (world, token) = (&field.world, field.front().await);
        let survey = world.opened().await;
        let front = Person {
            field: &field,
            token,
        };
        let both = json!(["18628-01", "18628-02"]);
        let made = front.enrol(&survey, " Chị Lan ", both).await;
        let enrolment = &made["enrolment"];
        assert_eq!(enrolment["collector"], "Chị Lan", "{made}");
        assert_eq!(enrolment["enrolledBy"], "Mặt trận xã");
        assert_eq!(
            enrolment["hamlets"],
            json!([{ "code": "18628-01" }, { "code": "18628-02" }])
        );
        assert_eq!(enrolment["expiresAt"], "2019-10-05T05:00:00Z");
        let token = made["token"].as_str().expect("a token");
        assert!(token.starts_with("ldn_"));
        assert_eq!(made["sheetPath"], format!("/openrosa/k/{token}/sheet"));
        assert_eq!(made["qrPath"], format!("/openrosa/k/{token}/qr.svg"));

        // The same person collects elsewhere too, with another code.
        let more = front.enrol(&survey, "Chị Lan", json!(["18628-03"])).await;
        assert!(codes(&more).is_empty());
        let query =
            "query ($id: ID!) { satisfactionSurvey(id: $id) { enrolments { id collector } } }";
        let variables = json!({ "id": id(&survey) });
        let listed = field.ask(&front.token, query, variables.clone()).await;
        let listed = &listed["data"]["satisfactionSurvey"]["enrolments"];
        assert_eq!(listed[0]["id"], enrolment["id"]);
        assert_eq!(listed[1]["id"], more["enrolment"]["id"]);
        let token = made["token"].as_str().expect("a token");
        let refused = field.ask(token, query, variables).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
        assert_eq!(
            refused["data"]["satisfactionSurvey"]["enrolments"],
            Value::Null
        );
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_enrolled_is_said() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let (world, token) = (&field.world, field.front().await);
        let survey = world.opened().await;
        let front = Person {
            field: &field,
            token,
        };
        let one = json!(["18628-01"]);
        for (name, hamlets, expected) in [
            ("Anh Ba", json!([]), vec!["NO_HAMLET"]),
            (
                "Anh Ba",
                json!(["18628-01", "18682-01", "18628-01"]),
                vec!["UNKNOWN_HAMLET", "NAMED_TWICE"],
            ),
            (" ", one.clone(), vec!["INVALID_TEXT"]),
            // Somebody else's account, which is no collector's.
            ("tests", one.clone(), vec!["NOT_A_COLLECTOR"]),
        ] {
            let answer = front.enrol(&survey, name, hamlets).await;
            assert_eq!(codes(&answer), expected, "{name}");
            assert_eq!(answer["token"], Value::Null);
        }
        let elsewhere = person(
            &field,
            "Mặt trận khác",
            Role::Front,
            &[&world.other_commune],
        )
        .await;
        assert_eq!(
            elsewhere.enrol(&survey, "Anh Ba", one.clone()).await,
            "NOT_FOUND"
        );
        let collector = person(&field, "Anh Tư", Role::Collector, &[&world.commune]).await;
        assert_eq!(
            collector.enrol(&survey, "Anh Ba", one.clone()).await,
            "FORBIDDEN"
        );
        surveys::close(&world.office, Some(&world.commune_front()), survey.id)
            .await
            .expect("closed");
        let late = front.enrol(&survey, "Anh Ba", one).await;
        assert_eq!(codes(&late), ["ILLEGAL_STATE"]);
    })
    .await;
}

#[tokio::test]
async fn a_renewed_or_revoked_phone_is_let_in_no_more() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let (world, token) = (&field.world, field.front().await);
        let survey = world.opened().await;
        let front = Person {
            field: &field,
            token,
        };
        let made = front.enrol(&survey, "Chị Lan", json!(["18628-01"])).await;
        let input = json!({ "enrolmentId": made["enrolment"]["id"] });
        let phone = |answer: &Value| field.phone_with(answer["token"].as_str().expect("a token"));
        let first = phone(&made);
        let list = first.get("formList").await;
        assert_eq!(list.status, 200);
        assert!(list.text.contains(&survey.id.to_string()));

        let renewed = front
            .change("renewEnrolment", "EnrolmentInput", input.clone())
            .await;
        assert_eq!(
            renewed["enrolment"]["hamlets"],
            json!([{ "code": "18628-01" }])
        );
        assert_eq!(renewed["enrolment"]["id"], made["enrolment"]["id"]);
        assert_eq!(first.get("formList").await.status, 403);
        let second = phone(&renewed);
        assert_eq!(second.get("formList").await.status, 200);
        assert!(second.get("sheet").await.text.contains("5/10/2019"));

        for _ in 0..2 {
            let revoked = front
                .change("revokeEnrolment", "EnrolmentInput", input.clone())
                .await;
            assert_eq!(revoked["enrolment"]["revokedAt"], "2019-07-17T05:00:00Z");
            assert_eq!(revoked["token"], Value::Null);
        }
        assert_eq!(second.get("formList").await.status, 403);
        let again = front
            .change("renewEnrolment", "EnrolmentInput", input.clone())
            .await;
        let third = phone(&again);
        assert_eq!(third.get("formList").await.status, 200);

        let elsewhere = [&world.other_commune];
        let other = person(&field, "Mặt trận khác", Role::Front, &elsewhere).await;
        for name in ["renewEnrolment", "revokeEnrolment"] {
            let answer = other.change(name, "EnrolmentInput", input.clone()).await;
            assert_eq!(answer, "NOT_FOUND");
        }
        // The token ends by itself 60 days after the planned closing.
        world.pass(Duration::days(79));
        assert_eq!(third.get("submission").await.status, 204);
        world.pass(Duration::days(1));
        assert_eq!(third.get("submission").await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn the_sheet_says_whose_phone_it_sets_up_and_for_where() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let sheet = phone.get("sheet").await;
        assert_eq!(sheet.status, 200);
        assert_eq!(sheet.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(sheet.header("cache-control"), "no-store");
        for words in [
            "lang=\"vi\"",
            "Tổ 1",
            "Thôn 01, Thôn 02",
            "<svg ",
            "báo ngay cho Mặt trận",
        ] {
            assert!(sheet.text.contains(words), "{words}: {}", sheet.text);
        }
        assert!(!sheet.text.contains("<script") && !sheet.text.contains("style=\""));
        let code = phone.get("qr.svg").await;
        assert_eq!(code.header("content-type"), "image/svg+xml; charset=utf-8");
        assert!(
            sheet.text.contains(&code.text),
            "the same code on the sheet"
        );
        assert_eq!(field.phone_with("ldn_x").get("sheet").await.status, 403);
    })
    .await;
}
