//! Documents are sent in, attached, and fetched by those who see what they hang on.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::recognition::evidence::LARGEST_DOCUMENT;
use longdan::domain::trust::actor::{Actor, Role};
use serde_json::{Value, json};

use super::dossiers::{RECORD, finding, round_id};
use super::tasks::{id_of, with_notice};
use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::door::Answer;

const PDF: &[u8] = b"%PDF-1.7\nminutes";

fn post(name: &str, media_type: &str, content: impl Into<Body>) -> Request<Body> {
    Request::post(format!("/documents?name={name}"))
        .header("content-type", media_type)
        .header("accept-language", "en")
        .body(content.into())
        .unwrap()
}

async fn fetch(app: &App, who: Option<&Actor>, id: &str, held: Option<&str>) -> Answer {
    let mut request = Request::get(format!("/documents/{id}")).header("accept-language", "en");
    if let Some(tag) = held {
        request = request.header("if-none-match", tag);
    }
    let request = request.body(Body::empty()).unwrap();
    app.through_the_door(who, request).await
}

async fn sent(app: &App, who: &Actor) -> String {
    let request = post("Bi%C3%AAn%20b%E1%BA%A3n.pdf", "application/pdf", PDF);
    let answer = app.through_the_door(Some(who), request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let document = answer.json();
    assert_eq!(document["name"], "Biên bản.pdf");
    assert_eq!(document["mediaType"], "application/pdf");
    assert_eq!(document["size"], 16);
    assert_eq!(document["sha256"].as_str().unwrap().len(), 64);
    document["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_document_is_its_senders_until_it_hangs_on_something() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let sender = app.world.department("SO_Y_TE");
        let id = sent(&app, &sender).await;
        // Another account of the same office: a token of somebody else.
        let office = Actor {
            account: app.world.id().into(),
            ..app.world.coordination_office()
        };
        let before = fetch(&app, Some(&office), &id, None).await;
        assert_eq!(before.status, StatusCode::NOT_FOUND);
        let mut one = finding(&candidacy, "15", true);
        one["documentIds"] = json!([id]);
        let input = json!({ "roundId": round_id(&candidacy), "appraisals": [one] });
        let answer = app
            .ask(Some(&sender), RECORD, json!({ "input": input }))
            .await;
        let shown = &answer["data"]["recordAppraisals"]["appraisals"][0]["documents"];
        assert_eq!(shown[0]["name"], "Biên bản.pdf", "{answer}");
        let after = fetch(&app, Some(&office), &id, None).await;
        assert_eq!((after.status, after.text.as_bytes()), (StatusCode::OK, PDF));
        let disposition = "attachment; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n.pdf";
        assert_eq!(after.header("content-disposition"), disposition);
        assert_eq!(after.header("x-content-type-options"), "nosniff");
        assert_eq!(after.header("content-type"), "application/pdf");
        let tag = after.header("etag").to_owned();
        let again = fetch(&app, Some(&office), &id, Some(&tag)).await;
        assert_eq!(
            (again.status, again.text.as_str()),
            (StatusCode::NOT_MODIFIED, "")
        );
        let stranger = |role: Role, area| Actor {
            account: app.world.id().into(),
            ..app.world.somebody(role, &[area])
        };
        for who in [
            stranger(Role::CoordinationOffice, &app.world.other_district),
            stranger(Role::Collector, &app.world.commune),
            Actor {
                agency: Some("SO_XAY_DUNG".to_owned()),
                ..stranger(Role::Department, &app.world.province)
            },
        ] {
            let refused = fetch(&app, Some(&who), &id, None).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{:?}", who.roles);
        }
        let query = "query($id: ID!) { node(id: $id) { ... on Document { name size path } } }";
        let node = app.ask(Some(&office), query, json!({ "id": id })).await;
        assert_eq!(node["data"]["node"]["path"], format!("/documents/{id}"));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_document_is_refused_in_two_languages() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let sender = app.world.department("SO_Y_TE");
        let collector = app.world.somebody(Role::Collector, &[&app.world.commune]);
        let large = vec![b'a'; LARGEST_DOCUMENT + 1];
        let cases: [(Option<&Actor>, &str, &str, Vec<u8>); 8] = [
            (None, "a.pdf", "application/pdf", PDF.to_vec()),
            (Some(&collector), "a.pdf", "application/pdf", PDF.to_vec()),
            (Some(&sender), "a.pdf", "application/pdf", b"MZ".to_vec()),
            (Some(&sender), "a.pdf", "application/pdf", Vec::new()),
            (Some(&sender), "a%2Fb.pdf", "application/pdf", PDF.to_vec()),
            (
                Some(&sender),
                "a.exe",
                "application/x-msdownload",
                b"MZ".to_vec(),
            ),
            (
                Some(&sender),
                "a.txt",
                "text/plain; charset=utf-16",
                b"a".to_vec(),
            ),
            (Some(&sender), "a.txt", "text/plain", large),
        ];
        let mut answers = Vec::new();
        for (who, name, media_type, content) in cases {
            for language in ["en", "vi"] {
                let mut request = post(name, media_type, content.clone());
                let language = language.parse().unwrap();
                request.headers_mut().insert("accept-language", language);
                let answer = app.through_the_door(who, request).await;
                let error: &Value = &answer.json()["errors"][0];
                answers.push(json!([
                    answer.status.as_u16(),
                    error["extensions"]["code"],
                    error["message"],
                ]));
            }
        }
        insta::assert_json_snapshot!("documents_refused", answers);
        let nothing = fetch(&app, None, "x", None).await;
        assert_eq!(nothing.status, StatusCode::UNAUTHORIZED);
        let unknown = fetch(&app, Some(&sender), "x", None).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_document_of_a_report_is_read_by_who_sees_the_assignment() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        with_notice(&app).await;
        let sender = app.world.department("SO_KE_HOACH");
        let document = sent(&app, &sender).await;
        let report = "mutation($input: ReportAssignmentInput!) { reportAssignment(input: $input) {
            assignment { report { version document { id name } } } userErrors { code } } }";
        let input = json!({ "input": {
            "assignmentId": id_of(&app, "5.3a", None).await, "summary": "Không có nợ đọng",
            "documentId": document,
        } });
        let answer = app.ask(Some(&sender), report, input).await;
        let shown = &answer["data"]["reportAssignment"]["assignment"]["report"]["document"];
        assert_eq!(
            *shown,
            json!({ "id": document, "name": "Biên bản.pdf" }),
            "{answer}"
        );
        let other = |who: Actor| Actor {
            account: app.world.id().into(),
            ..who
        };
        let office = other(app.world.coordination_office());
        let stranger = other(app.world.department("SO_Y_TE"));
        for (who, status) in [(office, StatusCode::OK), (stranger, StatusCode::NOT_FOUND)] {
            let answer = fetch(&app, Some(&who), &document, None).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
    })
    .await;
}
