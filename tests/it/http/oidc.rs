//! Signing in by a provider: there and back, and answers that are not believed.

use std::collections::HashMap;

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{StatusCode, Url};
use serde_json::{Value, json};

use crate::support::database::{on_both, on_sqlite};
use crate::support::entrance::{Scene, Sent, session, who};
use crate::support::issuer::CLIENT;

#[tokio::test]
async fn a_person_comes_back_signed_in_on_the_page_that_they_wanted() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let sent = scene.begin("/rounds/2019%3Fx=1").await;
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", CLIENT.0),
            ("scope", "openid profile"),
            ("code_challenge_method", "S256"),
            ("redirect_uri", &scene.at("/oidc/callback")),
        ] {
            assert_eq!(sent.asked[name], value, "{name}");
        }
        let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = session(&answer).expect("a session");
        let page = answer.text().await.expect("a page");
        assert!(
            page.contains("content=\"0;url=/rounds/2019?x=1\""),
            "{page}"
        );
        let told = who(&scene, &cookie).await;
        assert_eq!(told["name"], "Nguyễn Thị Lan");
        assert_eq!(told["roles"], json!(["FRONT"]));
        assert_eq!(told["ways"]["oidc"], true);
        // Signing out here leads to signing out there.
        let out = scene
            .client
            .delete(scene.at("/session"))
            .header(COOKIE, &cookie);
        let out = out
            .header("graphql-require-preflight", "1")
            .send()
            .await
            .expect("an answer");
        let told: Value = out.json().await.expect("JSON");
        let there = told["endSession"].as_str().expect("an address");
        assert!(
            there.starts_with(&format!("{}/end?client_id=longdan&", scene.issuer.name())),
            "{there}"
        );
        // It is shown whom it has signed in, and where to come back to.
        let query: HashMap<_, _> = Url::parse(there)
            .expect("an address")
            .query_pairs()
            .into_owned()
            .collect();
        assert_eq!(query["post_logout_redirect_uri"], scene.at("/"));
        assert_eq!(query["id_token_hint"].split('.').count(), 3);
        // Once more with the same code and cookie.
        let replayed = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        assert_eq!(
            (replayed.status(), session(&replayed)),
            (StatusCode::BAD_REQUEST, None)
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_not_believed_signs_nobody_in() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let now = scene.field.world.clock.now().timestamp();
        for (what, claims) in [
            ("another nonce", json!({ "nonce": "x" })),
            ("no nonce", json!({ "nonce": null })),
            ("another provider", json!({ "iss": "https://idp.example" })),
            ("another client", json!({ "aud": "other" })),
            (
                "several clients, none said",
                json!({ "aud": ["longdan", "other"] }),
            ),
            ("for another party", json!({ "azp": "other" })),
            ("expired", json!({ "exp": now - 61 })),
            ("no end", json!({ "exp": null })),
            (
                "an end that is a text",
                json!({ "exp": (now + 300).to_string() }),
            ),
            ("from the future", json!({ "iat": now + 61 })),
            ("not yet", json!({ "nbf": now + 61 })),
            ("not yet, as a text", json!({ "nbf": "x" })),
            ("nobody", json!({ "sub": null })),
        ] {
            let answer = scene.enter(claims).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::BAD_REQUEST, None),
                "{what}"
            );
        }
        for (what, claims) in [
            (
                "no group of the table",
                json!({ "realm_access": { "roles": ["offline_access"] } }),
            ),
            ("no groups", json!({ "realm_access": null })),
        ] {
            let answer = scene.enter(claims).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::FORBIDDEN, None),
                "{what}"
            );
        }
        // A clock that is a little off is none of these.
        let answer = scene
            .enter(json!({ "iat": now + 30, "exp": now - 30, "aud": ["longdan"] }))
            .await;
        assert!(session(&answer).is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_of_this_browser_or_too_old_signs_nobody_in() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let sent = scene.begin("/").await;
        let other = scene.begin("/").await;
        let approve = |sent: &Sent| scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let (state, code) = (&sent.asked["state"], approve(&sent));
        let forged = format!("{}A", sent.transit);
        let cut = sent.transit.split('.').next().expect("a part").to_owned();
        for (what, transit, state) in [
            (
                "another state",
                sent.transit.as_str(),
                other.asked["state"].as_str(),
            ),
            ("no state", &sent.transit, ""),
            ("another browser", &other.transit, state),
            ("no cookie", "a=b", state),
            ("a forged seal", &forged, state),
            ("no seal", &cut, state),
        ] {
            let answer = scene.back(transit, &code, state).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::BAD_REQUEST, None),
                "{what}"
            );
        }
        // A code of another sign-in is no good with this one's verifier.
        let stolen = approve(&other);
        let answer = scene.back(&sent.transit, &stolen, state).await;
        assert_eq!(session(&answer), None);
        // An answer that says that it is another provider's.
        let mixed = format!("{state}&iss=https://idp.example");
        let answer = scene.back(&sent.transit, &code, &mixed).await;
        assert_eq!(session(&answer), None);
        scene.field.world.pass(Duration::minutes(10));
        let late = scene.back(&sent.transit, &code, state).await;
        assert_eq!(session(&late), None);
    })
    .await;
}

#[tokio::test]
async fn a_provider_may_change_its_keys() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        assert!(session(&scene.enter(json!({})).await).is_some());
        scene.issuer.change_key();
        // Asked for just now: a stranger's tokens must not make the server ask again and again.
        assert_eq!(session(&scene.enter(json!({})).await), None);
        scene.field.world.pass(Duration::seconds(10));
        assert!(session(&scene.enter(json!({})).await).is_some());
        // Another key under the name of the one before.
        scene.issuer.change_key();
        scene.field.world.pass(Duration::seconds(10));
        assert!(session(&scene.enter(json!({})).await).is_some());
    })
    .await;
}

#[tokio::test]
async fn one_is_led_on_to_pages_of_this_server_alone() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        for next in [
            "https://evil.example",
            "//evil.example",
            "/%5Cevil.example",
            "/%22%3E",
            "x",
            "",
        ] {
            let sent = scene.begin(next).await;
            let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
            let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
            let page = answer.text().await.expect("a page");
            assert!(page.contains("content=\"0;url=/\""), "{next}: {page}");
        }
        // In HTML this would be a slash, and the address another server's.
        let sent = scene
            .begin("/%26%2347;evil.example/%26amp;x%3D1%26y%3D2")
            .await;
        let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        let page = answer.text().await.expect("a page");
        assert!(
            page.contains("url=/&amp;#47;evil.example/&amp;amp;x=1&amp;y=2\""),
            "{page}"
        );
        // A view of the dashboard stands behind a `#`.
        let sent = scene.begin("/%23/round/2019/1%3Fsort%3Darea").await;
        let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        let page = answer.text().await.expect("a page");
        assert!(
            page.contains("content=\"0;url=/#/round/2019/1?sort=area\""),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn where_the_provider_is_away_the_page_says_so_and_a_token_still_opens_the_door() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        scene.issuer.goes_down(true);
        let start = async |language: &str| {
            let request = scene.client.get(scene.at("/oidc/start?next=/"));
            let request = request.header("accept-language", language);
            request.send().await.expect("an answer")
        };
        for (language, words) in [
            ("vi", "hãy thử lại sau, hoặc đăng nhập bằng mã truy cập"),
            ("en", "try again later, or sign in with an access code"),
        ] {
            let answer = start(language).await;
            assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
            let page = answer.text().await.expect("a page");
            assert!(
                page.contains(words) && page.contains("<a href=\"/\">"),
                "{page}"
            );
        }
        assert_eq!(
            scene.issuer.was_asked_for("configuration"),
            1,
            "asked once for both"
        );
        let token = scene.field.front().await;
        let request = scene.client.post(scene.at("/session")).bearer_auth(token);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::CREATED);
        scene.issuer.goes_down(false);
        scene.field.world.pass(Duration::seconds(10));
        assert_eq!(start("vi").await.status(), StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_cookie_that_was_planted_before_is_nobodys_afterwards() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let planted = session(&scene.enter(json!({ "sub": "eve", "name": "Eve" })).await);
        let planted = planted.expect("a session");
        let sent = scene.begin("/").await;
        let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let both = format!("{planted}; {}", sent.transit);
        let answer = scene.back(&both, &code, &sent.asked["state"]).await;
        let own = session(&answer).expect("a session");
        assert_ne!(own, planted);
        assert_eq!(who(&scene, &own).await["name"], "Nguyễn Thị Lan");
        assert_eq!(who(&scene, &planted).await["name"], "Eve");
    })
    .await;
}

#[tokio::test]
async fn over_tls_what_a_sign_in_remembers_is_this_hosts_alone() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let request = scene.client.get(scene.at("/oidc/start?next=/"));
        let answer = request.header("x-forwarded-proto", "https").send().await;
        let answer = answer.expect("an answer");
        let line = answer.headers()[SET_COOKIE].to_str().expect("a text");
        assert!(line.starts_with("__Host-longdan-oidc="), "{line}");
        assert!(
            line.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
            "{line}"
        );
    })
    .await;
}
