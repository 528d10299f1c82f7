//! The audit names the request in which something was done.

use async_graphql::futures_util::future::join_all;
use longdan::domain::trust::actor::Role;
use longdan::domain::trust::chain::ChainId;
use longdan::graphql::id::GlobalId;
use longdan::services::accounts::{self, NewToken};
use longdan::services::submit;
use longdan::storage::audit;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::support::app::App;
use crate::support::database::on_both;

#[tokio::test]
async fn a_line_of_the_audit_names_its_request() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let survey = app.world.planned().await;
        let query =
            "mutation($input: OpenSurveyInput!) { openSurvey(input: $input) { survey { state } } }";
        let input = json!({ "input": { "surveyId": GlobalId::Survey(survey.id).encode().0 } });
        let answer = app.answer(Some(&front), "en", query, input).await;
        assert_eq!(
            answer.json()["data"]["openSurvey"]["survey"]["state"],
            "OPEN"
        );
        let lines = audit::chunk(app.world.db.read(), ChainId::of(Some(survey.id)), 0, 100)
            .await
            .expect("the audit");
        let of = |action: &str| {
            let line = lines.iter().find(|line| line.entry.action == action);
            line.expect("a line").entry.request_id.clone()
        };
        assert_eq!(
            of("survey.open").as_deref(),
            Some(answer.header("x-request-id"))
        );
        assert_eq!(of("survey.create"), None, "no request made the plan");
    })
    .await;
}

#[tokio::test]
async fn each_batch_of_a_group_has_the_line_of_its_own_request() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let names: BTreeSet<String> = (0..8).map(|number| format!("request-{number}")).collect();
        // The first is being written while the others gather for the next transaction.
        let sent = names.iter().map(|name| {
            let front = app
                .world
                .commune_front()
                .in_request(Arc::from(name.as_str()));
            let drafts = vec![app.world.draft(0, &format!("H-{name}"))];
            let office = &app.world.office;
            async move { submit::batch(office, Some(&front), survey.id, drafts).await }
        });
        for answer in join_all(sent).await {
            answer.expect("a submission");
        }
        let lines = audit::chunk(app.world.db.read(), ChainId::of(Some(survey.id)), 0, 100)
            .await
            .expect("the audit");
        let noted: BTreeSet<String> = lines
            .into_iter()
            .filter(|line| line.entry.action == "responses.submit")
            .filter_map(|line| line.entry.request_id)
            .collect();
        assert_eq!(noted, names);
    })
    .await;
}

#[tokio::test]
async fn the_programs_own_commands_have_no_request() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let new = NewToken {
            line: 1,
            name: "ai đó".to_owned(),
            roles: vec![Role::Admin],
            areas: Vec::new(),
            agency: None,
            expires_days: None,
        };
        accounts::create(&app.world.office, vec![new])
            .await
            .expect("a token");
        let lines = audit::chunk(app.world.db.read(), ChainId::MAIN, 0, 100)
            .await
            .expect("the audit");
        let line = lines
            .iter()
            .find(|line| line.entry.action == "token.create");
        assert_eq!(line.expect("a line").entry.request_id, None);
    })
    .await;
}
