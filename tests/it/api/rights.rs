//! The rights: every field is decided about, and every role gets what was decided.

use std::collections::BTreeSet;
use std::fmt::Write;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::domain::trust::authority::may_ever;
use longdan::graphql::id::GlobalId;
use longdan::graphql::rights::access::Access;
use longdan::graphql::rights::decided::{access, decisions};
use longdan::graphql::sdl;
use longdan::services::{submit, surveys};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

#[test]
fn every_field_is_decided_about_once_and_no_decision_is_without_a_field() {
    let document = parse_schema(sdl::print()).expect("the schema parses");
    let mut fields = BTreeSet::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let owner = definition.node.name.node.as_str();
        let own = match &definition.node.kind {
            TypeKind::Object(object) => &object.fields,
            TypeKind::Interface(interface) => &interface.fields,
            _ => continue,
        };
        fields.extend(
            own.iter()
                .map(|field| format!("{owner}.{}", field.node.name.node)),
        );
    }
    let mut decided = BTreeSet::new();
    for (owner, _, names) in decisions() {
        for name in names.split(' ') {
            let field = format!("{owner}.{name}");
            assert!(
                decided.insert(field.clone()),
                "{field} is decided about twice"
            );
        }
    }
    let undecided: Vec<_> = fields.difference(&decided).collect();
    let unknown: Vec<_> = decided.difference(&fields).collect();
    assert!(undecided.is_empty(), "nobody decided about {undecided:#?}");
    assert!(
        unknown.is_empty(),
        "decisions without a field: {unknown:#?}"
    );
}

/// Everybody who may ask, inside the survey's area and outside.
pub fn people(app: &App) -> Vec<(String, Option<Actor>)> {
    let world = &app.world;
    let mut people = vec![
        ("no token".to_owned(), None),
        (
            "FRONT of the province".to_owned(),
            Some(world.provincial_front()),
        ),
    ];
    for (place, area) in [
        ("district", &world.district),
        ("commune", &world.commune),
        ("other district", &world.other_district),
        ("other commune", &world.other_commune),
    ] {
        let front = world.somebody(Role::Front, &[area]);
        people.push((format!("FRONT of the {place}"), Some(front)));
    }
    let all: Vec<_> = world.hamlets.iter().collect();
    let one = world.hamlets.first().expect("a hamlet");
    for (place, hamlets) in [
        ("all hamlets", all),
        ("one hamlet", vec![one]),
        ("other hamlet", vec![&world.other_hamlet]),
    ] {
        let collector = world.somebody(Role::Collector, &hamlets);
        people.push((format!("COLLECTOR of {place}"), Some(collector)));
    }
    for role in Role::ALL.iter().filter(|role| !role.needs_area()) {
        for (place, area) in [
            ("inside", &world.province),
            ("outside", &world.other_district),
        ] {
            let somebody = world.somebody(*role, &[area]);
            people.push((format!("{role} {place}"), Some(somebody)));
        }
    }
    people
}

/// What a field came to: a value, null, or the code of its error.
pub fn outcome(answer: &Value, path: &[&str]) -> String {
    let mut value = &answer["data"];
    for step in path {
        value = &value[*step];
    }
    let errors = answer["errors"].as_array().cloned().unwrap_or_default();
    let own = errors.iter().find(|error| {
        let named: Vec<_> = error["path"].as_array().into_iter().flatten().collect();
        named.len() <= path.len() && named.iter().zip(path).all(|(step, own)| *step == own)
    });
    match own.and_then(|error| error["extensions"]["code"].as_str()) {
        Some(code) => code.to_owned(),
        None if value.is_null() => "null".to_owned(),
        None => "value".to_owned(),
    }
}

const READ: &str = "query($survey: ID!, $candidacy: ID!, $response: ID!) {
    survey: satisfactionSurvey(id: $survey) {
        coverage { responded } approval { valid } frozenResult { revision }
        byHamlet { withheld } responses { totalCount } comments { totalCount }
        setAside { totalCount } corrections { totalCount }
    }
    candidacy: node(id: $candidacy) { ... on Candidacy { title approval { valid } } }
    response: node(id: $response) { id }
    assignedSurveys { id }
    viewer { name }
    regulations { code }
}";

const READ_FIELDS: &[&[&str]] = &[
    &["survey"],
    &["survey", "coverage"],
    &["survey", "approval"],
    &["survey", "byHamlet"],
    &["survey", "frozenResult"],
    &["survey", "responses"],
    &["survey", "comments"],
    &["survey", "setAside"],
    &["survey", "corrections"],
    &["candidacy"],
    &["candidacy", "approval"],
    &["response"],
    &["assignedSurveys"],
    &["viewer"],
    &["regulations"],
];

/// A row for each reader, a column for each field.
async fn reading(app: &App, variables: &Value) -> String {
    let names: Vec<_> = READ_FIELDS.iter().map(|path| path.join(".")).collect();
    let mut table = format!("{:<28}| {}\n", "", names.join(" | "));
    for (name, who) in people(app) {
        let answer = app.ask(who.as_ref(), READ, variables.clone()).await;
        let cells = READ_FIELDS.iter().zip(&names).map(|(path, column)| {
            format!("{:<width$}", outcome(&answer, path), width = column.len())
        });
        let cells: Vec<_> = cells.collect();
        writeln!(table, "{name:<28}| {}", cells.join(" | ").trim_end()).expect("a text");
    }
    table
}

/// An open survey with eight responses, of which the first is known by its id.
pub async fn survey_with_responses(app: &App) -> (Survey, Value) {
    let survey = app.world.opened().await;
    let front = app.world.commune_front();
    let drafts: Vec<_> = (0..8)
        .map(|number| app.world.draft(0, &format!("H{number}")))
        .collect();
    let response = drafts.first().expect("a draft").id;
    submit::batch(&app.world.office, Some(&front), survey.id, drafts)
        .await
        .expect("a submission");
    let variables = json!({
        "survey": GlobalId::Survey(survey.id).encode().0,
        "candidacy": GlobalId::Candidacy(survey.candidacy).encode().0,
        "response": GlobalId::Response(survey.id, response).encode().0,
    });
    (survey, variables)
}

#[tokio::test]
async fn what_each_role_reads_before_and_after_closing() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (survey, variables) = survey_with_responses(&app).await;
        insta::assert_snapshot!("reading_while_open", reading(&app, &variables).await);
        let front = app.world.commune_front();
        surveys::close(&app.world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        insta::assert_snapshot!("reading_once_closed", reading(&app, &variables).await);
    })
    .await;
}

/// Those that correct a count.
fn corrections(survey: &Survey) -> Vec<(&'static str, &'static str, Value)> {
    let id = GlobalId::Survey(survey.id).encode().0;
    let nobody = uuid::Uuid::nil();
    vec![
        (
            "resolveConflict",
            "ResolveConflictInput",
            json!({ "surveyId": id, "responseId": nobody, "choice": "KEEP_FIRST", "reason": "-" }),
        ),
        (
            "confirmCorrection",
            "ConfirmCorrectionInput",
            json!({ "surveyId": id, "number": 0 }),
        ),
    ]
}

/// Each mutation with an input that every right lets through to the rules, which refuse it.
fn mutations(survey: &Survey) -> Vec<(&'static str, &'static str, Value)> {
    let id = GlobalId::Survey(survey.id).encode().0;
    let candidacy = GlobalId::Candidacy(survey.candidacy).encode().0;
    let nobody = uuid::Uuid::nil();
    vec![
        (
            "createCertificationRound",
            "CreateCertificationRoundInput",
            json!({ "year": 1, "ordinal": 1, "regulationCode": "none" }),
        ),
        (
            "nominate",
            "NominateInput",
            json!({ "roundId": GlobalId::Round(nobody.into()).encode().0, "areaCode": "1", "title": "MODEL" }),
        ),
        (
            "createSurvey",
            "CreateSurveyInput",
            json!({
                "candidacyId": candidacy, "kind": "COLLECTION", "questionnaireCode": "none",
                "opensAt": "2019-07-17T05:00:00Z", "closesAt": "2019-07-18T05:00:00Z",
            }),
        ),
        ("openSurvey", "OpenSurveyInput", json!({ "surveyId": id })),
        (
            "voidResponse",
            "VoidResponseInput",
            json!({ "surveyId": id, "responseId": nobody, "reason": "-" }),
        ),
        (
            "submitResponses",
            "SubmitResponsesInput",
            json!({ "surveyId": id, "responses": [{
            "id": nobody, "hamletCode": "none", "householdCode": "H", "answers": [],
            "collectedAt": "2019-07-17T05:00:00Z",
        }] }),
        ),
        (
            "castBallot",
            "CastBallotInput",
            json!({ "candidacyId": candidacy, "choice": "AGREE" }),
        ),
        // These two move the survey, after which whoever has the right is told of its state.
        (
            "beginClosing",
            "BeginClosingInput",
            json!({ "surveyId": id }),
        ),
        ("closeSurvey", "CloseSurveyInput", json!({ "surveyId": id })),
    ]
}

#[tokio::test]
async fn what_each_role_may_do() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (survey, _) = survey_with_responses(&app).await;
        let mut table = String::new();
        for (mutation, input, value) in mutations(&survey).into_iter().chain(corrections(&survey)) {
            writeln!(table, "{mutation}").expect("a text");
            let query = format!("mutation($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}");
            for (name, who) in people(&app) {
                let answer = app.ask(who.as_ref(), &query, json!({ "input": value })).await;
                let got = outcome(&answer, &[mutation]);
                hold(mutation, who.as_ref(), &got);
                writeln!(table, "  {name:<28}| {got}").expect("a text");
            }
        }
        insta::assert_snapshot!("doing", table);
    })
    .await;
}

/// Holds an outcome to the table of decisions: a role that never may is told so.
pub fn hold(mutation: &str, who: Option<&Actor>, got: &str) {
    let Some(Access::For(action)) = access("Mutation", mutation) else {
        panic!("{mutation} is not for somebody");
    };
    let expected = match who {
        None => "UNAUTHENTICATED",
        Some(actor) if may_ever(Some(actor), action).is_err() => "FORBIDDEN",
        Some(_) => {
            assert!(got == "value" || got == "NOT_FOUND", "{mutation}: {got}");
            return;
        }
    };
    assert_eq!(got, expected, "{mutation} by {who:?}");
}
