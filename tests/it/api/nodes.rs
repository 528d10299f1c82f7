//! Anything by its global id: mixed kinds, unknown ones, what lies elsewhere.

use longdan::domain::base::ids::{CandidacyId, ResponseId, SurveyId};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::services::submit;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

/// What each id comes to for a reader: its kind where it is seen.
async fn kinds(app: &App, who: Option<&Actor>, ids: &[String]) -> Vec<String> {
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    let answer = app.ask(who, query, json!({ "ids": ids })).await;
    let nodes = answer["data"]["nodes"].as_array().expect("nodes").iter();
    let kind = |(node, id): (&Value, &String)| {
        if node.is_object() {
            assert_eq!(node["id"], *id);
        }
        node["__typename"].as_str().unwrap_or("null").to_owned()
    };
    nodes.zip(ids).map(kind).collect()
}

/// Ids of every kind, among them such as name nothing.
async fn ids(
    app: &App,
    survey: SurveyId,
    candidacy: CandidacyId,
    [response, quiet]: [ResponseId; 2],
) -> [String; 14] {
    let (world, front) = (&app.world, app.world.commune_front());
    let query = "query($id: ID!) { satisfactionSurvey(id: $id) {
            questionnaire { id } candidacy { round { id regulation { id } } } } }";
    let id = GlobalId::Survey(survey).encode().0;
    let found = app.ask(Some(&front), query, json!({ "id": id })).await;
    let found = &found["data"]["satisfactionSurvey"];
    let round = &found["candidacy"]["round"];
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    let unknown = SurveyId(world.id());
    [
        GlobalId::Area(world.commune.id()).encode().0,
        GlobalId::Response(survey, response).encode().0,
        text(&round["regulation"]["id"]),
        GlobalId::Survey(unknown).encode().0,
        text(&found["questionnaire"]["id"]),
        GlobalId::Comment(survey, response).encode().0,
        GlobalId::Comment(survey, quiet).encode().0,
        GlobalId::Survey(survey).encode().0,
        text(&round["id"]),
        GlobalId::Response(survey, ResponseId(world.id()))
            .encode()
            .0,
        GlobalId::Candidacy(candidacy).encode().0,
        GlobalId::Area(world.hamlets[0].id()).encode().0,
        GlobalId::Response(unknown, response).encode().0,
        GlobalId::Area(world.commune.id()).encode().0,
    ]
}

#[tokio::test]
async fn each_id_gets_its_own_answer_in_its_place() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.opened().await;
        let front = world.commune_front();
        let mut draft = world.draft(0, "H01");
        draft.comment = Some("Đường còn lầy".to_owned());
        let (response, silent) = (draft.id, world.draft(0, "H02"));
        let quiet = silent.id;
        submit::batch(&world.office, Some(&front), survey.id, vec![draft, silent])
            .await
            .expect("a submission");
        let ids = ids(&app, survey.id, survey.candidacy, [response, quiet]).await;
        let open = [
            "Commune",
            "Regulation",
            "Questionnaire",
            "CertificationRound",
            "Hamlet",
        ];
        let own = [
            "Commune",
            "SurveyResponse",
            "Regulation",
            "null",
            "Questionnaire",
            "Comment",
            "null",
            "SatisfactionSurvey",
            "CertificationRound",
            "null",
            "Candidacy",
            "Hamlet",
            "null",
            "Commune",
        ];
        assert_eq!(kinds(&app, Some(&front), &ids).await, own);
        let public = own.map(|kind| if open.contains(&kind) { kind } else { "null" });
        let elsewhere = world.somebody(Role::Front, &[&world.other_commune]);
        assert_eq!(kinds(&app, Some(&elsewhere), &ids).await, public);
        assert_eq!(kinds(&app, None, &ids).await, public);
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_none_is_told_at_its_place() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let commune = GlobalId::Area(app.world.commune.id()).encode().0;
        let query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }";
        let mixed = json!({ "ids": ["nonsense", commune] });
        let answer = app.ask(Some(&front), query, mixed).await;
        assert_eq!(
            answer["data"]["nodes"],
            json!([null, { "__typename": "Commune" }])
        );
        assert_eq!(answer["errors"][0]["extensions"]["path"], json!(["ids", 0]));
        assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        let many = vec![commune; 501];
        let answer = app.ask(Some(&front), query, json!({ "ids": many })).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
            "{answer}"
        );
    })
    .await;
}
