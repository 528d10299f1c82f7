//! Variables that were not sent leave an input field to its own default.

use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::council::round;
use crate::support::database::on_both;

const NOMINATE: &str = "mutation($round: ID!, $code: String!, $purpose: CandidacyPurpose) {
    nominate(input: { roundId: $round, areaCode: $code, title: STANDARD, purpose: $purpose }) {
        candidacy { purpose } userErrors { code }
    }
}";

#[tokio::test]
async fn an_input_field_takes_its_default_where_its_variable_was_not_sent_and_null_where_it_was() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let round = GlobalId::Round(round(&app.world, 1).await).encode().0;
        let office = app.world.coordination_office();
        let code = &app.world.commune.code;
        let nominate = async |variables: Value| app.ask(Some(&office), NOMINATE, variables).await;
        let null = json!({ "round": round, "code": code, "purpose": null });
        let refused = nominate(null).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
            "{refused}"
        );
        for purpose in ["RECOGNITION", "REASSESSMENT"] {
            let mut variables = json!({ "round": round, "code": code });
            if purpose != "RECOGNITION" {
                variables["purpose"] = json!(purpose);
            }
            let answer = nominate(variables).await;
            let made = &answer["data"]["nominate"]["candidacy"]["purpose"];
            assert_eq!(made, purpose, "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_condition_takes_its_variables_default() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let query = "query($on: Boolean! = true, $off: Boolean! = true) {
            viewer { roles @include(if: $on) name @skip(if: $off) } }";
        for (variables, roles, name) in [
            (json!({}), true, false),
            (json!({ "on": false, "off": false }), false, true),
        ] {
            let answer = app.ask(Some(&office), query, variables).await;
            let viewer = answer["data"]["viewer"]
                .as_object()
                .unwrap_or_else(|| panic!("{answer}"));
            assert_eq!(
                (viewer.contains_key("roles"), viewer.contains_key("name")),
                (roles, name),
                "{answer}"
            );
        }
    })
    .await;
}
