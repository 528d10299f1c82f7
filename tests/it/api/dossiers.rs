//! A dossier grows, part by part, and what that makes of readiness.

use chrono::Duration;
use longdan::domain::recognition::candidacy::Candidacy;
use longdan::domain::trust::actor::Role;
use longdan::graphql::id::GlobalId;
use longdan::services::dossiers;
use longdan::storage::candidacies;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

/// The agencies of the nineteen criteria, in their order (ntm-2016).
pub const AGENCIES: [&str; 19] = [
    "SO_XAY_DUNG",
    "SO_GIAO_THONG_VAN_TAI",
    "SO_NONG_NGHIEP",
    "SO_CONG_THUONG",
    "SO_GIAO_DUC",
    "SO_VAN_HOA",
    "SO_CONG_THUONG",
    "SO_THONG_TIN",
    "SO_XAY_DUNG",
    "CUC_THONG_KE",
    "SO_LAO_DONG",
    "SO_LAO_DONG",
    "SO_NONG_NGHIEP",
    "SO_GIAO_DUC",
    "SO_Y_TE",
    "SO_VAN_HOA",
    "SO_TAI_NGUYEN",
    "SO_NOI_VU",
    "CONG_AN_TINH",
];

pub const RECORD: &str = "mutation($input: RecordAppraisalsInput!) {
    recordAppraisals(input: $input) {
        appraisals {
            criterion { code name } version met score value note agency appraisedAt appraisedBy reason
            documents { name } history { version }
        }
        userErrors { code message path }
    }
}";

pub const DEBT: &str = "mutation($input: RecordDebtStatementInput!) {
    recordDebtStatement(input: $input) {
        debtStatement { asOf total planned arrears version agency reason }
        userErrors { code message path }
    }
}";

pub const OPINION: &str = "mutation($input: RecordOpinionInput!) {
    recordOpinion(input: $input) {
        opinion { level organisation otherName agrees version note }
        userErrors { code message path }
    }
}";

pub const STATEMENT: &str = "mutation($input: RecordStatementInput!) {
    recordStatement(input: $input) {
        statement { condition met version agency note reason }
        userErrors { code message path }
    }
}";

const READ: &str = "query($id: ID!) { node(id: $id) { ... on Candidacy {
    state version
    appraisals { criterion { code } met version history { version met reason } }
    opinions { organisation agrees }
    statements { condition met }
    debtStatement { total arrears history { version } }
    frozenDossier { revision }
    readiness { ready checks { code status severity required actual message legalBasis confirmed } }
} } }";

pub fn candidacy_id(candidacy: &Candidacy) -> String {
    GlobalId::Candidacy(candidacy.id).encode().0
}

pub fn round_id(candidacy: &Candidacy) -> String {
    GlobalId::Round(candidacy.round).encode().0
}

/// A finding on a criterion.
pub fn finding(candidacy: &Candidacy, criterion: &str, met: bool) -> Value {
    json!({ "candidacyId": candidacy_id(candidacy), "criterion": criterion, "met": met })
}

/// Every department finds all of its criteria met but these.
pub async fn appraise(app: &App, candidacy: &Candidacy, but: &[usize]) {
    for (position, agency) in AGENCIES.iter().enumerate() {
        let number = position + 1;
        let met = !but.contains(&number);
        let finding = finding(candidacy, &number.to_string(), met);
        let input = json!({ "roundId": round_id(candidacy), "appraisals": [finding] });
        let who = app.world.department(agency);
        let answer = app.ask(Some(&who), RECORD, json!({ "input": input })).await;
        let version = &answer["data"]["recordAppraisals"]["appraisals"][0]["version"];
        assert_eq!(version, 1, "{answer}");
    }
}

pub fn debt(candidacy: &Candidacy, planned: &str, arrears: &str) -> Value {
    let total: i64 = planned.parse::<i64>().unwrap() + arrears.parse::<i64>().unwrap();
    json!({
        "roundId": round_id(candidacy), "candidacyId": candidacy_id(candidacy),
        "asOf": "2019-07-17", "total": total.to_string(), "planned": planned, "arrears": arrears,
    })
}

async fn statuses(app: &App, candidacy: &Candidacy) -> Vec<String> {
    let office = app.world.coordination_office();
    let id = json!({ "id": candidacy_id(candidacy) });
    let answer = app.ask(Some(&office), READ, id).await;
    let checks = answer["data"]["node"]["readiness"]["checks"].as_array();
    let said = |check: &Value| {
        let text = |field: &str| check[field].as_str().unwrap().to_owned();
        format!("{} {}: {}", text("code"), text("status"), text("actual"))
    };
    checks.unwrap().iter().map(said).collect()
}

#[tokio::test]
async fn a_dossier_grows_until_only_the_survey_is_missing() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let before = statuses(&app, &candidacy).await;
        appraise(&app, &candidacy, &[17]).await;
        let finance = app.world.department("SO_TAI_CHINH");
        let owed = json!({ "input": debt(&candidacy, "1500000000", "0") });
        app.ask(Some(&finance), DEBT, owed).await;
        let police = app.world.department("CONG_AN_TINH");
        let stated = json!({ "input": {
            "candidacyId": candidacy_id(&candidacy), "condition": "SECURITY_AND_ORDER", "met": true,
        } });
        app.ask(Some(&police), STATEMENT, stated).await;
        let front = app.world.commune_front();
        let spoken = json!({ "input": {
            "candidacyId": candidacy_id(&candidacy), "level": "COMMUNE",
            "organisation": "WOMENS_UNION", "agrees": true,
        } });
        app.ask(Some(&front), OPINION, spoken).await;
        let office = app.world.coordination_office();
        let id = json!({ "id": candidacy_id(&candidacy) });
        let dossier = app.ask(Some(&office), READ, id).await;
        insta::assert_json_snapshot!("dossier", dossier);
        insta::assert_json_snapshot!("conditions_before", before);
    })
    .await;
}

#[tokio::test]
async fn a_finding_is_revised_with_a_reason_and_both_stay() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let who = app.world.department("SO_TAI_NGUYEN");
        let mut one = finding(&candidacy, "17", false);
        one["note"] = json!("Bãi rác chưa đạt");
        one["score"] = json!("7.25");
        let input = |one: &Value| {
            json!({ "input": { "roundId": round_id(&candidacy), "appraisals": [one] } })
        };
        let mut answers = vec![app.ask(Some(&who), RECORD, input(&one)).await];
        app.world.pass(Duration::hours(3));
        one["met"] = json!(true);
        one["version"] = json!(1);
        answers.push(app.ask(Some(&who), RECORD, input(&one)).await);
        one["reason"] = json!("Đã đóng bãi rác ngày 20/7");
        answers.push(app.ask(Some(&who), RECORD, input(&one)).await);
        answers.push(app.ask(Some(&who), RECORD, input(&one)).await);
        let history = "query($id: ID!) { node(id: $id) { ... on Candidacy { state version appraisals {
            met version history { met version score note reason appraisedAt history { version } }
        } } } }";
        let id = json!({ "id": candidacy_id(&candidacy) });
        answers.push(app.ask(Some(&who), history, id).await);
        insta::assert_json_snapshot!("revised", answers);
    })
    .await;
}

#[tokio::test]
async fn what_is_owed_is_counted_and_late_where_the_last_comes_late() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let round = candidacy.round;
        let set = "2019-07-18";
        let dates = [
            ("CRITERION_APPRAISALS", set),
            ("DEBT_STATEMENT", set),
            ("FRONT_REPORT", set),
        ];
        due(&app, round, &dates).await;
        let query = "query($id: ID!) { node(id: $id) { ... on CertificationRound { deadlines {
            deliverable expected received late outstanding
        } } } }";
        let id = json!({ "id": GlobalId::Round(round).encode().0 });
        let office = app.world.coordination_office();
        let mut answers = vec![app.ask(Some(&office), query, id.clone()).await];
        let finance = app.world.department("SO_KE_HOACH");
        let owed = json!({ "input": debt(&candidacy, "0", "0") });
        app.ask(Some(&finance), DEBT, owed).await;
        app.world.pass(Duration::days(1));
        appraise(&app, &candidacy, &[]).await;
        answers.push(app.ask(Some(&office), query, id).await);
        insta::assert_json_snapshot!("deadlines", answers);
    })
    .await;
}

/// Sets dates of a round.
async fn due(app: &App, round: longdan::domain::base::ids::RoundId, dates: &[(&str, &str)]) {
    let dates: Vec<_> = dates
        .iter()
        .map(|(deliverable, day)| longdan::domain::law::round::DueDate {
            deliverable: deliverable.parse().unwrap(),
            due_before: day.parse().unwrap(),
        })
        .collect();
    longdan::storage::rounds::set_dates(app.world.db.write(), round, &dates)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_department_has_its_own_tasks_in_pages() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let who = app.world.department("SO_LAO_DONG");
        let first = json!({ "input": {
            "roundId": round_id(&candidacy), "appraisals": [finding(&candidacy, "12", true)],
        } });
        app.ask(Some(&who), RECORD, first).await;
        let query = "query($id: ID!, $first: Int, $after: String, $agency: String, $outstanding: Boolean) {
            node(id: $id) { ... on CertificationRound {
                appraisalTasks(first: $first, after: $after, agency: $agency, outstanding: $outstanding) {
                    totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
                    nodes { candidacy { title } criterion { code } appraisal { met version } }
                }
            } }
        }";
        let ask = async |who: &longdan::domain::trust::actor::Actor, more: Value| {
            let mut variables = json!({ "id": round_id(&candidacy) });
            variables.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let mut answer = app.ask(Some(who), query, variables).await;
            let tasks = answer["data"]["node"]["appraisalTasks"].take();
            if tasks.is_null() { answer } else { tasks }
        };
        let own = ask(&who, json!({ "first": 1 })).await;
        let rest = ask(&who, json!({ "after": own["pageInfo"]["endCursor"] })).await;
        let open = ask(&who, json!({ "outstanding": true })).await;
        let others = ask(&who, json!({ "agency": "SO_Y_TE" })).await;
        let office = app.world.coordination_office();
        let all = ask(&office, json!({})).await["totalCount"].take();
        let health = ask(&office, json!({ "agency": "SO_Y_TE" })).await;
        let mut pages = json!([own, rest, open, others, all, health]);
        for page in pages.as_array_mut().unwrap() {
            if let Some(cursor) = page.pointer_mut("/pageInfo/endCursor") {
                *cursor = json!("[cursor]");
            }
        }
        insta::assert_json_snapshot!("tasks", pages);
    })
    .await;
}

#[tokio::test]
async fn a_commune_is_known_by_its_criteria() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let query = "query($below: Int!) {
            area(code: \"18628\") { ... on Commune { criteriaMet } }
            communes(filter: { criteriaMetBelow: $below }) { totalCount nodes { code criteriaMet } }
        }";
        let mut answers = vec![app.ask(None, query, json!({ "below": 19 })).await];
        appraise(&app, &candidacy, &[6, 17]).await;
        for below in [17, 18] {
            answers.push(app.ask(None, query, json!({ "below": below })).await);
        }
        insta::assert_json_snapshot!("criteria_met", answers);
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_frozen_as_one_text_with_one_hash() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        appraise(&app, &candidacy, &[]).await;
        let office = app.world.coordination_office();
        let freeze = async || {
            let tx = app.world.db.begin_write().await.unwrap();
            let locked = candidacies::lock(&tx, &[candidacy.id]).await.unwrap().pop();
            let frozen = dossiers::freeze_in(&app.world.office, &office, &tx, &locked.unwrap())
                .await
                .unwrap();
            tx.commit().await.unwrap();
            frozen
        };
        let first = freeze().await;
        let content: Value = serde_json::from_str(&first.content).unwrap();
        assert_eq!(content["appraisals"].as_array().unwrap().len(), 19);
        assert_eq!(content["readiness"]["ready"], false);
        assert_eq!(content["version"], 20);
        let second = freeze().await;
        assert_eq!((first.revision, second.revision), (1, 2));
        let without = |text: &str| text.replace("\"revision\":2", "\"revision\":1");
        assert_eq!(without(&second.content), first.content);
        let query = "query($id: ID!) { node(id: $id) { ... on Candidacy {
            frozenDossier { revision sha256 content frozenBy }
        } } }";
        let id = json!({ "id": candidacy_id(&candidacy) });
        let member = app.world.somebody(Role::CouncilMember, &[]);
        let answer = app.ask(Some(&member), query, id.clone()).await;
        let shown = &answer["data"]["node"]["frozenDossier"];
        assert_eq!(shown["revision"], 2, "{answer}");
        assert_eq!(shown["sha256"], json!(second.sha256));
        assert_eq!(shown["content"], json!(second.content));
        let department = app.world.department("SO_Y_TE");
        let answer = app.ask(Some(&department), query, id).await;
        assert_eq!(answer["data"]["node"]["frozenDossier"], Value::Null);
    })
    .await;
}

/// Readiness of many candidacies costs as many statements as that of one.
#[tokio::test]
async fn readiness_of_many_costs_as_many_statements_as_of_one() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let query = "{ candidacies { nodes {
            readiness { ready } appraisals { version documents { id } } debtStatement { total }
            opinions { agrees } statements { met } frozenDossier { sha256 }
        } } }";
        let office = app.world.coordination_office();
        let cost = async || {
            let before = app.world.office.statements();
            app.ask(Some(&office), query, json!({})).await;
            app.world.office.statements() - before
        };
        let one = app.world.candidacy().await;
        appraise(&app, &one, &[]).await;
        cost().await;
        let of_one = cost().await;
        for _ in 0..3 {
            let more = app.world.candidacy().await;
            appraise(&app, &more, &[]).await;
        }
        assert_eq!(cost().await, of_one);
    })
    .await;
}
