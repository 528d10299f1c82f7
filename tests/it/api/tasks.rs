//! Notices, who sees and reports on what they give to whom, and what is late.

use chrono::Duration;
use longdan::domain::place::bundled::bundled_list;
use longdan::domain::tasks::assignment::AssignmentStatus;
use longdan::domain::tasks::bundled::bundled_directive;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::assignments::{self, AssignmentFilter};
use longdan::services::{directives, documents, imports};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::world::World;

const CREATE: &str = "mutation($input: CreateDirectiveInput!) { createDirective(input: $input) {
    directive { code number issuedOn title province { code } tasks { item text dueBefore each helpers deliverable roundOrdinal } }
    userErrors { code message path } } }";
const REPORT: &str = "mutation($input: ReportAssignmentInput!) { reportAssignment(input: $input) {
    assignment { status report { version receivedOn number summary recordedBy reason } } userErrors { code message path } } }";
const REVISE: &str = "mutation($input: ReviseReportInput!) { reviseReport(input: $input) {
    assignment { status report { version summary reason } reports { version summary } } userErrors { code path } } }";
const LIST: &str =
    "query($filter: AssignmentFilter) { assignments(filter: $filter) { totalCount nodes {
    id status agency agencyName area { code } task { item } directive { code } } } }";

fn notice() -> Value {
    json!({
        "code": "n-1", "number": "05-TB/BCĐ", "issuedOn": "2019-07-17", "issuer": "Ban Chỉ đạo",
        "signer": "Phó Trưởng ban", "title": "Nhiệm vụ", "titleEn": "Tasks",
        "regulationCode": "ntm-2016",
        "tasks": [
            { "item": "5.3a", "text": "Nợ", "textEn": "Debt", "agencies": ["SO_KE_HOACH"],
              "helpers": ["SO_TAI_CHINH"], "dueBefore": "2019-08-10",
              "countsFor": { "deliverable": "DEBT_STATEMENT", "ordinal": 1 } },
            { "item": "11.1", "text": "Thẩm tra", "agencies": ["MAT_TRAN_TINH"], "dueBefore": "2019-08-10" },
            { "item": "II.4", "text": "Tổng kết", "each": "DISTRICT", "dueBefore": "2019-07-19" },
            { "item": "I.1.4a", "text": "Tổng kết", "areaCodes": ["18628"] },
        ],
    })
}

pub async fn with_notice(app: &App) {
    let office = app.world.coordination_office();
    let made = app
        .ask(Some(&office), CREATE, json!({ "input": notice() }))
        .await;
    assert_eq!(
        made["data"]["createDirective"]["userErrors"],
        json!([]),
        "{made}"
    );
}

fn department(world: &World, agency: &str) -> Actor {
    Actor {
        agency: Some(agency.to_owned()),
        ..world.somebody(Role::Department, &[])
    }
}

/// The items that somebody sees, each with its owner and where it stands.
async fn seen(app: &App, who: Option<&Actor>, filter: Value) -> Vec<String> {
    let answer = app.ask(who, LIST, json!({ "filter": filter })).await;
    let list = &answer["data"]["assignments"];
    let nodes = list["nodes"].as_array().expect("a list");
    assert_eq!(list["totalCount"], nodes.len(), "{answer}");
    let owner = |node: &Value| match node["agency"].as_str() {
        Some(agency) => agency.to_owned(),
        None => node["area"]["code"].as_str().expect("a code").to_owned(),
    };
    let text = |node: &Value, field: &str| node[field].as_str().expect("a text").to_owned();
    nodes
        .iter()
        .map(|node| {
            let item = text(&node["task"], "item");
            format!("{item} {} {}", owner(node), text(node, "status"))
        })
        .collect()
}

pub async fn id_of(app: &App, item: &str, area: Option<&str>) -> String {
    let office = app.world.coordination_office();
    let filter = json!({ "filter": { "item": item, "areaCode": area } });
    let answer = app.ask(Some(&office), LIST, filter).await;
    let id = &answer["data"]["assignments"]["nodes"][0]["id"];
    id.as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn each_sees_its_own_and_the_office_sees_all() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        with_notice(&app).await;
        let world = &app.world;
        world.pass(Duration::days(2));
        let mut page = Vec::new();
        for (name, who) in [
            ("the office", Some(world.coordination_office())),
            (
                "the steering committee",
                Some(world.somebody(Role::SteeringCommittee, &[&world.province])),
            ),
            (
                "a district's committee",
                Some(world.somebody(Role::SteeringCommittee, &[&world.district])),
            ),
            (
                "who owes the debt's",
                Some(department(world, "SO_KE_HOACH")),
            ),
            ("who helps", Some(department(world, "SO_TAI_CHINH"))),
            ("another department", Some(department(world, "SO_Y_TE"))),
            ("the province's Front", Some(world.provincial_front())),
            ("the commune's Front", Some(world.commune_front())),
            (
                "a member of the council",
                Some(world.somebody(Role::CouncilMember, &[])),
            ),
            ("nobody", None),
        ] {
            page.push(json!([name, seen(&app, who.as_ref(), json!({})).await]));
        }
        insta::assert_json_snapshot!("who_sees_what", page);
        let office = world.coordination_office();
        let due = seen(&app, Some(&office), json!({ "dueWithinDays": 21 })).await;
        assert_eq!(due, ["5.3a SO_KE_HOACH OPEN", "11.1 MAT_TRAN_TINH OPEN"]);
        let due = seen(&app, Some(&office), json!({ "dueWithinDays": 20 })).await;
        assert!(due.is_empty(), "{due:?}");
        let overdue = seen(
            &app,
            Some(&office),
            json!({ "statuses": ["OVERDUE"], "areaCode": "445" }),
        )
        .await;
        assert_eq!(overdue, ["II.4 445 OVERDUE"]);
    })
    .await;
}

#[tokio::test]
async fn reports_are_on_time_or_late_and_revised_with_a_reason_alone() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        with_notice(&app).await;
        let world = &app.world;
        world.pass(Duration::days(2));
        let planning = department(world, "SO_KE_HOACH");
        let debt = id_of(&app, "5.3a", None).await;
        let report = json!({ "assignmentId": debt, "number": "120/BC", "summary": "Không có nợ đọng" });
        let ontime = app.ask(Some(&planning), REPORT, json!({ "input": report })).await;
        let district = world.somebody(Role::SteeringCommittee, &[&world.district]);
        let review = id_of(&app, "II.4", Some("445")).await;
        let late = json!({ "assignmentId": review, "summary": "Đã tổng kết" });
        let late = app.ask(Some(&district), REPORT, json!({ "input": late })).await;
        insta::assert_json_snapshot!("reports", [ontime, late]);

        let again = app.ask(Some(&planning), REPORT, json!({ "input": report })).await;
        assert_eq!(again["errors"][0]["extensions"]["code"], "CONFLICT", "{again}");
        let revise = |version: i32, reason: &str| {
            json!({ "input": { "assignmentId": debt, "version": version, "reason": reason, "summary": "Sửa" } })
        };
        let bare = app.ask(Some(&planning), REVISE, revise(1, " ")).await;
        let done = app.ask(Some(&planning), REVISE, revise(1, "cộng sai")).await;
        let stale = app.ask(Some(&planning), REVISE, revise(1, "cộng sai")).await;
        assert_eq!(stale["errors"][0]["extensions"]["code"], "CONFLICT", "{stale}");
        insta::assert_json_snapshot!("revisions", [bare, done]);
        let office = world.coordination_office();
        let reported = seen(&app, Some(&office), json!({ "statuses": ["ON_TIME", "LATE"] })).await;
        assert_eq!(reported, ["5.3a SO_KE_HOACH ON_TIME", "II.4 445 LATE"]);
    })
    .await;
}

#[tokio::test]
async fn a_bad_report_changes_nothing_and_says_why_in_both_languages() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        with_notice(&app).await;
        let world = &app.world;
        let debt = id_of(&app, "5.3a", None).await;
        let report = |field: &str, value: Value| {
            let mut input = json!({ "assignmentId": debt, "summary": "x" });
            input[field] = value;
            json!({ "input": input })
        };
        let mut answers = Vec::new();
        for (agency, language, input) in [
            ("SO_TAI_CHINH", "vi", report("summary", json!("x"))),
            ("SO_TAI_CHINH", "en", report("summary", json!("x"))),
            ("SO_Y_TE", "en", report("summary", json!("x"))),
            (
                "SO_KE_HOACH",
                "vi",
                report("receivedOn", json!("2019-07-16")),
            ),
            (
                "SO_KE_HOACH",
                "en",
                report("receivedOn", json!("2019-07-18")),
            ),
            ("SO_KE_HOACH", "en", report("summary", json!("\u{7}"))),
        ] {
            let who = department(world, agency);
            let answer = app.answer(Some(&who), language, REPORT, input).await.json();
            answers.push(answer);
        }
        insta::assert_json_snapshot!("bad_reports", answers);
        let office = world.coordination_office();
        let open = seen(&app, Some(&office), json!({ "statuses": ["OPEN"] })).await;
        assert_eq!(open.len(), 5, "{open:?}");
    })
    .await;
}

#[tokio::test]
async fn a_bad_notice_is_not_taken() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        with_notice(&app).await;
        let mut answers = Vec::new();
        let office = app.world.coordination_office();
        for language in ["vi", "en"] {
            let mut bad = notice();
            bad["code"] = json!("n 2");
            bad["issuedOn"] = json!("2019-07-17");
            bad["number"] = json!("");
            bad["tasks"][0]["agencies"] = json!(["SO_KHONG_CO"]);
            bad["tasks"][1]["item"] = json!("5.3a");
            bad["tasks"][1]["each"] = json!("COMMUNE");
            bad["tasks"][2]["dueBefore"] = json!("2019-07-17");
            answers.push(
                app.answer(Some(&office), language, CREATE, json!({ "input": bad }))
                    .await
                    .json(),
            );
            let mut bad = notice();
            bad["code"] = json!("n-2");
            bad["tasks"][3]["areaCodes"] = json!(["00000"]);
            bad["regulationCode"] = json!("none");
            answers.push(
                app.answer(Some(&office), language, CREATE, json!({ "input": bad }))
                    .await
                    .json(),
            );
        }
        answers.push(
            app.ask(Some(&office), CREATE, json!({ "input": notice() }))
                .await,
        );
        insta::assert_json_snapshot!("bad_notices", answers);
    })
    .await;
}

#[tokio::test]
async fn only_the_office_makes_notices_and_only_those_with_tasks_report() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let nothing = longdan::domain::base::ids::AssignmentId(app.world.id());
        let nothing = longdan::graphql::id::GlobalId::Assignment(nothing).encode().0;
        let report = json!({ "input": { "assignmentId": nothing, "summary": "x" } });
        let revise = json!({ "input": { "assignmentId": nothing, "summary": "x", "version": 1, "reason": "x" } });
        let mut bad = notice();
        bad["code"] = json!("");
        let mut codes = Vec::new();
        let roles = Role::ALL.iter().map(|role| Some(*role)).chain([None]);
        for role in roles {
            let who = role.map(|role| app.world.somebody(role, &[&app.world.province]));
            let mut row = vec![json!(role.map_or("nobody", Role::as_str))];
            for (query, input) in [(CREATE, json!({ "input": bad })), (REPORT, report.clone()), (REVISE, revise.clone())] {
                let answer = app.ask(who.as_ref(), query, input).await;
                row.push(answer["errors"][0]["extensions"]["code"].clone());
            }
            codes.push(row);
        }
        insta::assert_json_snapshot!("who_may", codes);
    })
    .await;
}

#[tokio::test]
async fn the_whole_notice_is_imported_once_over_the_real_units() {
    on_both(async |fresh| {
        let mut world = World::on(fresh.db).await;
        world.restart().await;
        let office = &world.office;
        let list = bundled_list("ha-tinh-2019").expect("the units");
        imports::bundled_areas(office, list)
            .await
            .expect("the units");
        documents::seed(office).await.expect("the rule books");
        let text = bundled_directive("ha-tinh-05-2019").expect("the notice");
        let first = directives::import(office, text.as_bytes())
            .await
            .expect("the notice");
        let again = directives::import(office, text.as_bytes())
            .await
            .expect("the notice");
        assert_eq!([first.inserted, again.inserted, again.unchanged], [1, 0, 1]);
        let other = text.replacen("I.1.2", "I.1.2x", 1);
        let refused = directives::import(office, other.as_bytes()).await;
        assert!(refused.is_err(), "{refused:?}");

        let who = world.coordination_office();
        let count = async |filter: AssignmentFilter| {
            assignments::count(office, Some(&who), &filter)
                .await
                .expect("a count")
        };
        let item = |item: &str| AssignmentFilter {
            item: Some(item.to_owned()),
            ..AssignmentFilter::default()
        };
        assert_eq!(
            count(item("I.1.4a")).await,
            262,
            "every commune, ward and township"
        );
        assert_eq!(count(item("I.1.4b")).await, 13, "every district unit");
        assert_eq!(
            count(item("I.10.1a")).await,
            14,
            "every agency of a criterion"
        );
        assert_eq!(count(item("II.3b")).await, 1, "Can Lộc");
        world.pass(Duration::days(24));
        let overdue = AssignmentFilter {
            statuses: vec![AssignmentStatus::Overdue],
            agency: Some("MAT_TRAN_TINH".to_owned()),
            ..AssignmentFilter::default()
        };
        assert_eq!(
            count(overdue).await,
            1,
            "on 10/8 the report of round 1 is overdue"
        );
    })
    .await;
}
