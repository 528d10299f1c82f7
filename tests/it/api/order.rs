//! Answers in the order of the query, whichever field is ready first.

use async_graphql::futures_util::StreamExt as _;
use async_graphql::{Executor as _, Request, Value};
use longdan::domain::base::language::Language;
use longdan::graphql::id::GlobalId;
use longdan::graphql::runner::Runner;
use std::sync::Arc;

use crate::support::app::App;
use crate::support::database::on_both;

/// The names of an answer's fields, in their order.
fn names(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let names: Vec<_> = fields
                .iter()
                .map(|(name, value)| format!("{name}{}", names(value)))
                .collect();
            format!("{{{}}}", names.join(" "))
        }
        Value::List(values) => values.first().map(names).unwrap_or_default(),
        _ => String::new(),
    }
}

const CANDIDACIES: &str = "query($id: ID!) {
    node(id: $id) { ... on Candidacy {
        round { year } approval { valid percent } area { name } title
        surveys { coverage { responded } state hamlets { households hamlet { code } } kind }
        ...Rest readiness { ready } title
    } }
    now: viewer { name }
} fragment Rest on Candidacy { first: area { code } state readiness { checks { code } } purpose }";

#[tokio::test]
async fn what_is_read_later_stands_where_the_query_names_it() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let runner = Runner::new(Arc::clone(&app.world.office));
        let request = |query: &str, id: GlobalId| {
            Request::new(query)
                .variables(async_graphql::Variables::from_json(
                    serde_json::json!({ "id": id.encode().0 }),
                ))
                .data(Arc::new(app.world.commune_front()))
                .data(Language::En)
        };
        let answer = runner
            .execute(request(CANDIDACIES, GlobalId::Candidacy(survey.candidacy)))
            .await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        assert_eq!(
            names(&answer.data),
            "{node{round{year} approval{valid percent} area{name} title \
             surveys{coverage{responded} state hamlets{households hamlet{code}} kind} \
             first{code} state readiness{checks{code} ready} purpose} now{name}}"
        );
        let live = "subscription($id: ID!) { surveyProgress(surveyId: $id) {
            coverage { percent responded } candidacy { area { name } title } state
        } }";
        let mut values = runner.execute_stream(request(live, GlobalId::Survey(survey.id)), None);
        let first = values.next().await.expect("the present state");
        assert_eq!(
            names(&first.data),
            "{surveyProgress{coverage{percent responded} candidacy{area{name} title} state}}"
        );
    })
    .await;
}
