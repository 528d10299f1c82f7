//! Papers as PDF by link: PDF/A, for those who may have them, each with its hash.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::domain::trust::typed_hash::TypedHash;
use longdan::graphql::id::GlobalId;
use longdan::services::printed::{Document, look_up};
use longdan::services::{reporting, submit, surveys};
use longdan::storage::frozen;

use crate::services::front_people::verifier;
use crate::services::front_reports::report;
use crate::support::app::App;
use crate::support::council::Council;
use crate::support::database::on_both;
use crate::support::pictures::{is_here, like_picture, text_of};

async fn pdf(app: &App, who: &Actor, path: &str) -> (StatusCode, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    app.bytes_through_the_door(Some(who), request).await
}

/// That it says it is PDF/A-2a and PDF/UA-1 in its XMP.
fn is_archival(file: &[u8]) {
    assert!(file.starts_with(b"%PDF-1."), "a PDF");
    let holds = |text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("<pdfaid:part>2</pdfaid:part>"), "the part of PDF/A");
    assert!(
        holds("<pdfaid:conformance>A</pdfaid:conformance>"),
        "its level"
    );
    assert!(
        holds("<pdfuaid:part>1</pdfuaid:part>"),
        "for screen readers"
    );
    assert!(holds("/OutputIntent"), "what its colours mean");
}

/// A survey of eight answers in one hamlet and three in another, open or closed, and its paper's address.
async fn counted(app: &App, close: bool) -> (Survey, String) {
    let world = &app.world;
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut drafts: Vec<_> = (1..=8)
        .map(|home| world.draft(0, &format!("H{home}")))
        .collect();
    drafts.extend((1..=3).map(|home| world.draft(1, &format!("H{home}"))));
    let sent = submit::batch(&world.office, Some(&front), survey.id, drafts).await;
    sent.expect("receipts");
    if close {
        let closed = surveys::close(&world.office, Some(&front), survey.id).await;
        closed.expect("a closed survey");
    }
    let id = GlobalId::Survey(survey.id).encode().0;
    (survey, format!("/exports/count-record.pdf?survey={id}"))
}

#[tokio::test]
async fn a_count_record_bears_the_frozen_hash_that_is_found_again() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let (survey, path) = counted(&app, true).await;
        let kept = frozen::latest(world.db.read(), &[survey.id])
            .await
            .expect("a read");
        let hash = &kept[0].sha256;
        let (status, whole) = pdf(&app, &world.commune_front(), &path).await;
        assert_eq!(status, StatusCode::OK);
        is_archival(&whole);
        if is_here("pdftotext") {
            let text = text_of(&whole);
            for words in [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "BIÊN BẢN KIỂM PHIẾU",
                "Phiếu hợp lệ",
            ] {
                assert!(text.contains(words), "{words} in {text}");
            }
            assert!(text.replace(' ', "").contains(hash), "{text}");
        }
        like_picture("count-record", &whole);

        let typed = TypedHash::read(&hash.to_uppercase()).expect("a hash");
        let found = look_up(&world.office, &typed).await.expect("a look");
        let [found] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert!(found.sound && found.superseded_by.is_none());
        assert!(matches!(found.of, Document::Result { revision: 1, .. }));
    })
    .await;
}

#[tokio::test]
async fn a_count_record_is_for_those_who_see_its_figures() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let (_, early) = counted(&app, false).await;
        let front = world.commune_front();
        let (status, _) = pdf(&app, &front, &early).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "before it is closed"
        );
        let (_, path) = counted(&app, true).await;
        let hamlet = &world.hamlets[1];
        let one = format!("{path}&hamletCode={}", hamlet.code);
        let (status, small) = pdf(&app, &world.coordination_office(), &one).await;
        assert_eq!(status, StatusCode::OK);
        if is_here("pdftotext") {
            let small = text_of(&small);
            assert!(
                small.contains("quá ít"),
                "withheld from the office: {small}"
            );
            assert!(small.contains(&hamlet.name), "{small}");
        }
        let outside = world.somebody(Role::Front, &[&world.other_commune]);
        let collector = world.somebody(Role::Collector, &[&world.hamlets[0]]);
        for (who, status) in [
            (outside, StatusCode::NOT_FOUND),
            (collector, StatusCode::FORBIDDEN),
        ] {
            assert_eq!(pdf(&app, &who, &path).await.0, status);
        }
        let (strange, _) = pdf(&app, &front, &format!("{path}&hamletCode=x")).await;
        assert_eq!(strange, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn minutes_add_up_and_decisions_are_listed() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let council = Council::of(world).await;
        let session = council.voted(world, [[5, 0, 0, 0], [2, 2, 0, 1]]).await;
        let path = format!(
            "/exports/minutes.pdf?session={}",
            GlobalId::Session(session.id).encode().0
        );
        let (status, file) = pdf(&app, &council.clerk, &path).await;
        assert_eq!(status, StatusCode::OK);
        is_archival(&file);
        if is_here("pdftotext") {
            let text = text_of(&file);
            for words in [
                "BIÊN BẢN HỌP HỘI ĐỒNG",
                "khớp ở mọi hồ sơ",
                "member 0",
                "Có mặt 5/5 thành viên",
            ] {
                assert!(text.contains(words), "{words} in {text}");
            }
        }
        like_picture("minutes", &file);
        let front = world.commune_front();
        assert_ne!(
            pdf(&app, &front, &path).await.0,
            StatusCode::OK,
            "the council's own"
        );
        let path = format!(
            "/exports/decisions.pdf?round={}",
            GlobalId::Round(council.round).encode().0
        );
        let (status, file) = pdf(&app, &council.clerk, &path).await;
        assert_eq!(status, StatusCode::OK);
        is_archival(&file);
        if is_here("pdftotext") {
            assert!(text_of(&file).contains("Chưa có quyết định nào"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_fronts_report_is_laid_out_from_its_own_content() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = crate::services::front_people::closed(world, [6, 6, 6]).await;
        let verifier = verifier(world).await;
        let new = report(world, "12/BC-MTTQ", &[survey.candidacy]);
        let made = reporting::submit(&world.office, Some(&verifier), new).await;
        let (made, _) = made.expect("a report");
        let id = made.id;
        let path = format!(
            "/exports/front-report.pdf?report={}",
            GlobalId::FrontReport(id).encode().0
        );
        let (status, file) = pdf(&app, &verifier, &path).await;
        assert_eq!(status, StatusCode::OK);
        is_archival(&file);
        if is_here("pdftotext") {
            let text = text_of(&file);
            let printed: String = text.split_whitespace().collect();
            assert!(
                text.contains("12/BC-MTTQ") && text.contains("Hà Văn Hùng"),
                "{text}"
            );
            assert!(printed.contains(&made.sha256), "{text}");
        }
        let collector = world.somebody(Role::Collector, &[&world.hamlets[0]]);
        assert_ne!(pdf(&app, &collector, &path).await.0, StatusCode::OK);
    })
    .await;
}
