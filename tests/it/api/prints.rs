//! Papers to print: numbered forms, the empty record, the posting sheet.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::services::{submit, surveys};
use longdan::storage::frozen;

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::door::Answer;

async fn fetch(app: &App, who: Option<&Actor>, path: &str) -> Answer {
    let request = Request::get(path).header("accept-language", "en");
    let request = request.body(Body::empty()).expect("a request");
    app.through_the_door(who, request).await
}

#[tokio::test]
async fn blank_forms_are_numbered_by_hamlet_and_the_record_names_each_item() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.planned().await;
        let front = world.commune_front();
        let path = format!("/print/{}", GlobalId::Survey(survey.id).encode().0);
        let forms = fetch(&app, Some(&front), &format!("{path}/forms?count=2")).await;
        assert_eq!(forms.status, StatusCode::OK, "{}", forms.text);
        assert_eq!(forms.header("content-type"), "text/html; charset=utf-8");
        assert!(
            forms
                .header("content-security-policy")
                .starts_with("default-src 'none'")
        );
        let sheets = forms.text.matches("<section>").count();
        assert_eq!(sheets, 2 * world.hamlets.len());
        for hamlet in &world.hamlets {
            assert!(forms.text.contains(&format!("{}/0001", hamlet.code)));
            assert!(forms.text.contains(&hamlet.name));
        }
        assert!(forms.text.contains("/0002") && !forms.text.contains("/0003"));
        assert!(!forms.text.contains("<script"), "nothing runs");

        let code = &world.hamlets[0].code;
        let one = fetch(&app, Some(&front), &format!("{path}/forms?hamlet={code}")).await;
        let households = world.hamlets[0].households.expect("households");
        let sheets = i64::try_from(one.text.matches("<section>").count());
        assert_eq!(sheets, Ok(households));
        let record = fetch(
            &app,
            Some(&front),
            &format!("{path}/count-record?hamlet={code}"),
        )
        .await;
        assert!(record.text.contains("BIÊN BẢN KIỂM PHIẾU") && record.text.contains("Để trống"));
        assert_eq!(
            record.text.matches("Để trống").count(),
            3,
            "one for each item"
        );
        let strange = fetch(&app, Some(&front), &format!("{path}/forms?hamlet=x")).await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(strange.text.contains("UNKNOWN_HAMLET"));
        let strange = fetch(&app, Some(&front), &format!("{path}/poems")).await;
        assert_eq!(strange.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_posting_sheet_bears_the_frozen_hash_and_papers_are_the_fronts() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.opened().await;
        let front = world.commune_front();
        let path = format!("/print/{}", GlobalId::Survey(survey.id).encode().0);
        let early = fetch(&app, Some(&front), &format!("{path}/posting")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text.contains("SURVEY_NOT_CLOSED"), "{}", early.text);
        let drafts = (1..=6)
            .map(|home| world.draft(0, &format!("H{home}")))
            .collect();
        submit::batch(&world.office, Some(&front), survey.id, drafts)
            .await
            .expect("receipts");
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        let kept = frozen::latest(world.db.read(), &[survey.id])
            .await
            .expect("a read");
        let hash = &kept[0].sha256;
        let sheet = fetch(&app, Some(&front), &format!("{path}/posting")).await;
        let (group, rest) = hash.split_at(4);
        let (next, _) = rest.split_at(4);
        assert!(sheet.text.contains(&format!("{group} {next}")));
        assert!(sheet.text.contains("100,00%"), "{}", sheet.text);
        let spoken = fetch(&app, Some(&front), &format!("{path}/loudspeaker")).await;
        assert!(
            spoken
                .text
                .contains("6 phiếu thu về, trong đó 6 phiếu hợp lệ")
        );

        let outside = world.somebody(Role::Front, &[&world.other_commune]);
        let refused = [
            (None, StatusCode::UNAUTHORIZED),
            (Some(outside), StatusCode::NOT_FOUND),
            (Some(world.coordination_office()), StatusCode::FORBIDDEN),
            (
                Some(world.somebody(Role::Collector, &[&world.hamlets[0]])),
                StatusCode::FORBIDDEN,
            ),
        ];
        for (who, status) in refused {
            let answer = fetch(&app, who.as_ref(), &format!("{path}/posting")).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
    })
    .await;
}
