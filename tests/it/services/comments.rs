//! Comments: found by words on both databases alike, forwarded, counted by topic.

use std::collections::BTreeSet;

use chrono::Duration;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::handling::HandlingStatus;
use longdan::domain::survey::record::Survey;
use longdan::services::handlings::{self, NewHandling, TopicCount};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::responses::{self, CommentFilter};
use longdan::services::submit;
use longdan::services::todo::gather;
use longdan::services::todo::item::TodoKind;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::verify::all::{Asked, verify};
use longdan::storage::comment_words::{wanted, words_of};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::ConnectionTrait;

use crate::support::database::on_both;
use crate::support::world::World;

/// What comments are made of: the same syllables with and without marks, composed and decomposed.
const PIECES: &[&str] = &[
    "đường",
    "duong",
    "ĐƯỜNG",
    "đu\u{31b}o\u{31b}\u{300}ng",
    "nước",
    "nuoc",
    "sạch",
    "sach",
    "điện",
    "trường",
    "trưởng",
    "thôn",
    "3",
    "2019",
    "lầy-lội",
    "\"quote\"",
    "AND",
    "NOT",
    "NEAR(",
    "a*",
    "'",
    "\\",
    "!!!",
    "§",
    "¶",
    "²",
    "Straße",
    "ﬁn",
    "日本",
    "đ",
    "x:y",
    "--",
    "\u{1F600}",
];

async fn commented(world: &World, survey: &Survey, texts: &[String]) -> Vec<ResponseId> {
    let mut ids = Vec::new();
    let front = world.commune_front();
    for (number, text) in texts.iter().enumerate() {
        let mut draft = world.draft(number % 2, &format!("H{number}"));
        draft.comment = Some(text.clone());
        ids.push(draft.id);
        let done = submit::batch(&world.office, Some(&front), survey.id, vec![draft]).await;
        done.expect("receipts");
    }
    ids
}

async fn found(world: &World, survey: &Survey, filter: CommentFilter) -> BTreeSet<ResponseId> {
    let front = world.commune_front();
    let all = PageRequest {
        limit: 500,
        ..PageRequest::default()
    };
    let page = responses::comments(&world.office, Some(&front), survey, &filter, &all)
        .await
        .expect("a page");
    let count = responses::count_comments(&world.office, Some(&front), survey, &filter).await;
    assert_eq!(
        count.expect("a count"),
        u64::try_from(page.rows.len()).expect("few")
    );
    page.rows.into_iter().map(|(_, one)| one.response).collect()
}

async fn by_words(world: &World, survey: &Survey, words: &str) -> BTreeSet<ResponseId> {
    let filter = CommentFilter {
        words: Some(words.to_owned()),
        ..CommentFilter::default()
    };
    found(world, survey, filter).await
}

#[tokio::test]
async fn words_find_what_a_plain_scan_finds() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let (survey, other) = (world.opened().await, world.opened().await);
        let mut runner = TestRunner::deterministic();
        let text = prop::collection::vec(prop::sample::select(PIECES), 1..7)
            .prop_map(|pieces| pieces.join(" "));
        let next = |runner: &mut TestRunner| text.new_tree(runner).expect("a text").current();
        let texts: Vec<String> = (0..60).map(|_| next(&mut runner)).collect();
        let ids = commented(&world, &survey, &texts).await;
        // The other survey says the same: a search stays within its own.
        commented(&world, &other, &texts[..10]).await;
        for _ in 0..120 {
            let asked = next(&mut runner);
            let scan: BTreeSet<ResponseId> = std::iter::zip(&ids, &texts)
                .filter(|(_, text)| {
                    let has: BTreeSet<String> = words_of(text).into_iter().collect();
                    wanted(&asked).is_subset(&has)
                })
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(by_words(&world, &survey, &asked).await, scan, "{asked:?}");
        }
    })
    .await;
}

#[test]
fn words_are_folded_alike_with_and_without_marks() {
    let strategy = prop::collection::vec(prop::sample::select(PIECES), 0..9);
    TestRunner::new(Config::default())
        .run(&strategy, |pieces| {
            let text = pieces.join(" ");
            let words = words_of(&text);
            // Folding what is folded changes nothing, and no word can end a quotation.
            prop_assert_eq!(&words_of(&words.join(" ")), &words);
            prop_assert!(
                words
                    .iter()
                    .all(|word| word.chars().all(char::is_alphanumeric))
            );
            Ok(())
        })
        .expect("every text");
    assert_eq!(
        words_of("Đường ĐI, lầy-lội!"),
        ["duong", "di", "lay", "loi"]
    );
    assert_eq!(words_of(&"a".repeat(4_000))[0].len(), 64);
}

#[tokio::test]
async fn a_long_word_is_kept_and_found() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let texts = ["ế".repeat(4_000), "đường ".repeat(600)];
        let ids = commented(&world, &survey, &texts).await;
        let e = by_words(&world, &survey, &"e".repeat(80)).await;
        assert_eq!(e, BTreeSet::from([ids[0]]));
        assert_eq!(
            by_words(&world, &survey, "DUONG").await,
            BTreeSet::from([ids[1]])
        );
    })
    .await;
}

fn handling(survey: &Survey, response: ResponseId, status: HandlingStatus) -> NewHandling {
    NewHandling {
        survey: survey.id,
        response,
        version: None,
        topic: Some("Q1".to_owned()),
        status,
        reply: None,
        public_text: None,
        forwarded_to: None,
        due_on: None,
    }
}

async fn refused(world: &World, new: NewHandling) -> (Code, String) {
    let front = world.commune_front();
    match handlings::handle(&world.office, Some(&front), new).await {
        Err(Refusal::Faults(faults)) => (faults[0].code, faults[0].path.join(".")),
        other => panic!("{other:?}"),
    }
}

async fn forwarded(world: &World, survey: &Survey, response: ResponseId) {
    let front = world.commune_front();
    let whole = NewHandling {
        forwarded_to: Some("UBND xã Hương Trà".to_owned()),
        due_on: Some(world.clock.today() + Duration::days(10)),
        public_text: Some("Đường thôn 3 lầy lội".to_owned()),
        ..handling(survey, response, HandlingStatus::Forwarded)
    };
    let without = [
        (
            "forwardedTo",
            NewHandling {
                forwarded_to: None,
                ..whole.clone()
            },
        ),
        (
            "dueOn",
            NewHandling {
                due_on: None,
                ..whole.clone()
            },
        ),
        (
            "publicText",
            NewHandling {
                public_text: None,
                ..whole.clone()
            },
        ),
    ];
    for (field, new) in without {
        let path = format!("input.{field}");
        assert_eq!(refused(world, new).await, (Code::ValueMissing, path));
    }
    for left in ["gọi 0912 345 678", "CCCD 042099001234", "a.b@example.vn"] {
        let new = NewHandling {
            public_text: Some(left.to_owned()),
            ..whole.clone()
        };
        let path = "input.publicText".to_owned();
        assert_eq!(refused(world, new).await, (Code::PersonalData, path));
    }
    let past = NewHandling {
        due_on: Some(world.clock.today() - Duration::days(1)),
        ..whole.clone()
    };
    assert_eq!(refused(world, past).await.0, Code::DatesOutOfOrder);
    let unsaid = handling(survey, response, HandlingStatus::Answered);
    assert_eq!(
        refused(world, unsaid).await,
        (Code::ValueMissing, "input.reply".to_owned())
    );
    let done = handlings::handle(&world.office, Some(&front), whole).await;
    done.expect("forwarded");
}

/// Filters of an inbox whose first comment was forwarded for ten days, its second noted and its third left,
/// with what each finds.
fn filters(world: &World, ids: &[ResponseId]) -> Vec<(CommentFilter, Vec<ResponseId>)> {
    let filter = CommentFilter::default;
    let by = |days| Some(world.clock.today() + Duration::days(days));
    vec![
        (
            CommentFilter {
                handled: Some(false),
                ..filter()
            },
            vec![ids[2]],
        ),
        (
            CommentFilter {
                handled: Some(true),
                ..filter()
            },
            vec![ids[0], ids[1]],
        ),
        (
            CommentFilter {
                statuses: Some(vec![HandlingStatus::Forwarded]),
                ..filter()
            },
            vec![ids[0]],
        ),
        (
            CommentFilter {
                topic: Some("Q2".to_owned()),
                ..filter()
            },
            vec![],
        ),
        (
            CommentFilter {
                topic: Some("Q1".to_owned()),
                statuses: Some(vec![HandlingStatus::Forwarded, HandlingStatus::Noted]),
                words: Some("nuoc".to_owned()),
                ..filter()
            },
            vec![ids[1]],
        ),
        (
            CommentFilter {
                due_before: by(0),
                ..filter()
            },
            vec![],
        ),
        (
            CommentFilter {
                due_before: by(11),
                ..filter()
            },
            vec![ids[0]],
        ),
    ]
}

#[tokio::test]
async fn the_inbox_tells_new_from_forwarded_and_what_is_late() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let texts = ["Ông A 0912345678: đường lầy", "Nước bẩn", "Cảm ơn"].map(str::to_owned);
        let ids = commented(&world, &survey, &texts).await;
        forwarded(&world, &survey, ids[0]).await;
        let noted = handling(&survey, ids[1], HandlingStatus::Noted);
        let done = handlings::handle(&world.office, Some(&front), noted).await;
        done.expect("noted");

        for (filter, expected) in filters(&world, &ids) {
            let expected: BTreeSet<ResponseId> = expected.into_iter().collect();
            assert_eq!(
                found(&world, &survey, filter.clone()).await,
                expected,
                "{filter:?}"
            );
        }

        let topics = handlings::by_topic(&world.office, Some(&front), &survey).await;
        let q1 = TopicCount {
            topic: Some("Q1".to_owned()),
            total: 2,
            forwarded: 1,
            closed: 1,
            ..TopicCount::default()
        };
        let fresh = TopicCount {
            total: 1,
            ..TopicCount::default()
        };
        assert_eq!(topics.expect("topics"), [q1, fresh]);

        let todo = gather::list(&world.office, Some(&front), 30)
            .await
            .expect("a list");
        let follow: Vec<_> = todo
            .iter()
            .filter(|item| item.kind == TodoKind::FollowUpComments)
            .map(|item| (item.count, item.due_before, item.overdue))
            .collect();
        let due = world.clock.today() + Duration::days(11);
        assert_eq!(follow, [(1, Some(due), false)]);
    })
    .await;
}

#[tokio::test]
async fn verify_tells_words_that_were_bent() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        commented(&world, &survey, &["Đường lầy".to_owned()]).await;
        let asked = Asked {
            survey: Some(survey.id),
            ..Asked::default()
        };
        let findings = async || {
            let done = verify(&world.office, &asked, &Silent)
                .await
                .expect("verified");
            done.findings
                .iter()
                .map(|one| one.table)
                .collect::<Vec<_>>()
        };
        assert_eq!(findings().await, Vec::<&str>::new());
        let bend = "DELETE FROM comment_text";
        world
            .db
            .write()
            .execute_unprepared(bend)
            .await
            .expect("a change by hand");
        assert_eq!(findings().await, ["comment_text"]);
        assert_eq!(by_words(&world, &survey, "duong").await, BTreeSet::new());
    })
    .await;
}
