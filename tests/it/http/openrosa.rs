//! What phones fetch: their list of forms, the forms, and whether they may send.

use std::fmt::Write as _;

use chrono::Duration;
use longdan::domain::trust::actor::Role;
use longdan::services::{accounts, surveys};
use md5::{Digest as _, Md5};
use reqwest::Method;

use crate::support::database::on_both;
use crate::support::phone::{Field, Heard, heard};

fn md5_of(text: &str) -> String {
    Md5::digest(text.as_bytes())
        .iter()
        .fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a text");
            hex
        })
}

/// Every answer says which version it speaks, in a type that phones take.
fn is_spoken(answer: &Heard) {
    assert_eq!(answer.header("x-openrosa-version"), "1.0", "{answer:?}");
    assert_eq!(
        answer.header("content-type"),
        "text/xml; charset=utf-8",
        "{answer:?}"
    );
    assert!(!answer.header("date").is_empty(), "{answer:?}");
}

#[tokio::test]
async fn a_phone_finds_its_forms_and_their_hashes_hold() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let empty = phone.get("formList").await;
        is_spoken(&empty);
        assert_eq!((empty.status, empty.text.contains("<xform>")), (200, false));

        let survey = field.world.opened().await;
        let list = phone.get("formList").await;
        is_spoken(&list);
        assert_eq!(list.element("formID"), format!("longdan-{}", survey.id));
        assert_eq!(list.element("name"), "Xã Tượng Sơn: small");
        assert!(!list.text.contains("descriptionText"));
        let address = list.element("downloadUrl").to_owned();
        let form = heard(field.client.get(&address)).await;
        is_spoken(&form);
        assert_eq!(list.element("hash"), format!("md5:{}", md5_of(&form.text)));
        assert!(
            form.text
                .contains(&format!("version=\"{}\"", list.element("version")))
        );
        assert!(form.text.contains("Thôn 01") && form.text.contains("Thôn 02"));
        assert!(!form.text.contains("Thôn 03"), "not a hamlet of this phone");

        let tag = form.header("etag").to_owned();
        let again = heard(field.client.get(&address).header("if-none-match", tag)).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""));
        let files = phone.get(&format!("manifest/longdan-{}", survey.id)).await;
        assert_eq!(files.status, 200);
        assert!(files.text.contains("xformsManifest") && !files.text.contains("mediaFile"));

        let verbose = phone
            .get("formList?verbose=true&sort=x&listAllVersions=1")
            .await;
        assert_eq!(verbose.element("descriptionText"), "Thôn 01, Thôn 02");
        let other = phone.get("formList?formID=other").await;
        assert!(!other.text.contains("<xform>"));
    })
    .await;
}

#[tokio::test]
async fn a_form_is_there_while_the_survey_runs_and_for_its_collectors() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let survey = field.world.opened().await;
        let path = format!("forms/longdan-{}", survey.id);
        assert_eq!(phone.get(&path).await.status, 200);
        let away = [&field.world.other_hamlet];
        let away = field.token("Tổ 9", Role::Collector, &away).await;
        let away = field.phone_with(&away);
        assert!(!away.get("formList").await.text.contains("<xform>"));
        for path in [path.as_str(), "forms/other", "forms/longdan-1"] {
            let answer = away.get(path).await;
            is_spoken(&answer);
            assert_eq!(answer.status, 404);
            assert!(
                answer
                    .text
                    .contains("<message nature=\"error\">Không có mẫu phiếu này")
            );
        }
        // Drafts on the phone are still finished while it closes; then it is over.
        field.world.pass(Duration::days(21));
        assert_eq!(phone.get(&path).await.status, 200);
        let front = field.world.commune_front();
        surveys::close(&field.world.office, Some(&front), survey.id)
            .await
            .expect("closed");
        assert_eq!(phone.get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_phone_may_send_where_its_token_holds() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        for method in [Method::HEAD, Method::GET] {
            let answer = heard(phone.request(method, "submission")).await;
            assert_eq!((answer.status, answer.text.as_str()), (204, ""));
            assert_eq!(answer.header("x-openrosa-version"), "1.0");
            assert_eq!(
                answer.header("x-openrosa-accept-content-length"),
                "10000000"
            );
        }
        let lenient = format!(
            "http://{}/openrosa/k/{}/formList",
            field.address, phone.token
        );
        assert_eq!(heard(field.client.get(&lenient)).await.status, 200);
        let other = field
            .client
            .get(&lenient)
            .header("x-openrosa-version", "2.0");
        let other = heard(other).await;
        is_spoken(&other);
        assert_eq!(other.status, 400);
        assert!(other.text.contains("OpenRosa phiên bản 1.0"));
        let english = phone
            .request(Method::GET, "forms/x")
            .header("accept-language", "en");
        let english = heard(english).await;
        assert_eq!(english.header("content-language"), "en");
        assert!(english.text.contains("There is no such form"));

        let member = field.token("Thành viên", Role::CouncilMember, &[]).await;
        assert_eq!(field.phone_with(&member).get("formList").await.status, 403);

        let line = accounts::tokens(&field.world.office).await.expect("tokens");
        let mine = line.iter().find(|line| line.name == "Tổ 1").expect("mine");
        accounts::revoke(&field.world.office, mine.id)
            .await
            .expect("revoked");
        let strangers = [
            phone.token.clone(),
            "ldn_unknown".to_owned(),
            "x".to_owned(),
        ];
        for token in strangers {
            let stranger = field.phone_with(&token);
            for path in ["formList", "forms/x", "manifest/x", "submission"] {
                let answer = stranger.get(path).await;
                is_spoken(&answer);
                // 401 would make a phone ask for a password.
                assert_eq!(answer.status, 403, "{path}");
                assert!(answer.text.contains("Mã QR cài đặt không còn hiệu lực"));
            }
            assert_eq!(stranger.send("<data/>", &[]).await.status, 403);
        }
    })
    .await;
}
