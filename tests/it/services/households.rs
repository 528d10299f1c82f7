//! What is held about one household, and nothing of its neighbours.

use chrono::Duration;
use longdan::domain::base::canonical::sha256_hex;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::Role;
use longdan::services::refusal::Refusal;
use longdan::services::{households, submit};
use longdan::storage::within::Scope;
use longdan::storage::{access_log, erasures};
use serde_json::Value;

use crate::support::database::on_both;
use crate::support::world::{World, answers};

async fn lines(world: &World) -> u64 {
    let count = access_log::count(world.db.read(), &Scope::Everywhere, None).await;
    count.expect("a count")
}

/// A survey with an answer of H1, a second one that was set aside, and an answer of its neighbour.
async fn answered(world: &World) -> Survey {
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut first = world.draft(0, "H1");
    first.comment = Some("đường của nhà H1".to_owned());
    let mut second = world.draft(0, "H1");
    second.answers = answers("NOT_SATISFIED");
    let mut neighbour = world.draft(0, "H2");
    neighbour.comment = Some("hàng xóm".to_owned());
    let drafts = vec![first, second, neighbour, world.draft(1, "H1")];
    let done = submit::batch(&world.office, Some(&front), survey.id, drafts).await;
    done.expect("receipts");
    survey
}

#[tokio::test]
async fn a_household_gets_all_that_is_held_and_nothing_of_others() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = answered(&world).await;
        let front = world.somebody(Role::Front, &[&world.district]);
        let hamlet = world.hamlets[0].code.clone();
        let before = lines(&world).await;
        let held = async |code: &str| {
            let held = households::held(&world.office, Some(&front), &hamlet, code).await;
            held.expect("an answer").expect("a hamlet")
        };
        let of = held("H1").await;
        assert_eq!((of.responses, of.set_aside), (1, 1));
        assert_eq!(of.sha256, sha256_hex(&of.json));
        assert!(of.json.contains("đường của nhà H1") && !of.json.contains("hàng xóm"));
        let whole: Value = serde_json::from_str(&of.json).expect("JSON");
        let one = &whole["surveys"][0];
        assert_eq!(one["survey"], survey.id.to_string());
        assert_eq!(one["responses"][0]["answers"][0]["choice"], "SATISFIED");
        assert_eq!(one["setAside"][0]["answers"][0]["choice"], "NOT_SATISFIED");
        assert_eq!(
            lines(&world).await,
            before + 1,
            "the reading is written down"
        );
        assert_eq!(held("H9").await.responses, 0);
        assert_eq!(lines(&world).await, before + 1, "nothing was read");

        world.pass(Duration::days(1));
        let tx = world.db.begin_write().await.expect("a transaction");
        erasures::drop_links(&tx, survey.id).await.expect("dropped");
        tx.commit().await.expect("a commit");
        let of = held("H1").await;
        assert_eq!(
            (of.responses, of.set_aside),
            (0, 0),
            "nobody can say any more"
        );
    })
    .await;
}

#[tokio::test]
async fn only_the_front_above_the_commune_reads_it() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        answered(&world).await;
        let hamlet = world.hamlets[0].code.clone();
        let held = async |who| households::held(&world.office, Some(who), &hamlet, "H1").await;
        let commune = world.commune_front();
        assert!(matches!(held(&commune).await, Err(Refusal::Forbidden)));
        let admin = world.somebody(Role::Admin, &[&world.province]);
        assert!(matches!(held(&admin).await, Err(Refusal::Forbidden)));
        let elsewhere = world.somebody(Role::Front, &[&world.other_district]);
        assert_eq!(held(&elsewhere).await.expect("an answer"), None);
        let odd =
            households::held(&world.office, Some(&world.provincial_front()), "\0", "\0").await;
        assert_eq!(odd.expect("an answer"), None);
    })
    .await;
}
