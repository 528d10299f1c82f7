//! What else may stand in a phone's request, or be missing from it.

use longdan::domain::base::clock::Clock;
use reqwest::Method;

use crate::support::database::on_both;
use crate::support::filled::{Filled, says};
use crate::support::phone::{Field, heard, multipart};

#[tokio::test]
async fn a_request_that_brings_no_form_says_what_is_wrong() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let survey = field.world.opened().await;
        let form = Filled::of(&survey, field.world.clock.now(), 1).xml();
        let post = |media: &str, body: Vec<u8>| {
            let request = phone.request(Method::POST, "submission");
            heard(request.header("content-type", media.to_owned()).body(body))
        };
        let (media, whole) = multipart(&form, &[]);
        let none = whole.replace("xml_submission_file", "other");
        let two = multipart(&form, &[("xml_submission_file", &form)]).1;
        let cut = whole.as_bytes()[..whole.len() / 2].to_vec();
        says(
            &post("text/xml", form.clone().into_bytes()).await,
            400,
            "multipart/form-data",
        );
        says(
            &post("multipart/form-data", whole.clone().into_bytes()).await,
            400,
            "multipart/form-data",
        );
        says(
            &post(&media, none.into_bytes()).await,
            400,
            "xml_submission_file",
        );
        says(
            &post(&media, two.into_bytes()).await,
            400,
            "xml_submission_file",
        );
        says(&post(&media, cut).await, 400, "đứt giữa chừng");
        says(
            &post(&media, b"nothing".to_vec()).await,
            400,
            "đứt giữa chừng",
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_beside_a_form_is_measured_and_never_followed() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let survey = field.world.opened().await;
        let form = Filled::of(&survey, field.world.clock.now(), 1).xml();
        // A name in another encoding is nobody's business but the sender's.
        let (media, body) = multipart(&form, &[("anh.jpg", "x")]);
        let mut latin = body.into_bytes();
        let at = latin
            .windows(3)
            .position(|bytes| bytes == b"anh")
            .expect("the name");
        latin[at] = 0xE1;
        let request = phone.request(Method::POST, "submission");
        let request = request.header("content-type", media).body(latin);
        says(&heard(request).await, 201, "đã nhận");
        let large = form.replace(
            "<comment/>",
            &format!("<comment>{}</comment>", "x".repeat(1024 * 1024)),
        );
        says(&phone.send(&large, &[]).await, 413, "1048576 byte");
        let heavy = "x".repeat(10_000_001);
        says(
            &phone.send(&form, &[("photo.jpg", &heavy)]).await,
            413,
            "10000000 byte",
        );
        says(&phone.send("<!DOCTYPE x><x/>", &[]).await, 400, "thực thể");
        let nameless = form.replace(
            "<instanceID>",
            "<deprecatedID>the first</deprecatedID><instanceID>",
        );
        says(&phone.send(&nameless, &[]).await, 400, "mã phiếu cũ");
    })
    .await;
}
