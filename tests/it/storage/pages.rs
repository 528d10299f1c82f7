//! Keyset pages: every row once, in order, from either end, whatever the size.

use longdan::domain::base::page::{Cursor, Page, PageRequest};
use longdan::domain::survey::record::Voided;
use longdan::storage::areas::{self, CommuneQuery};
use longdan::storage::comments::{self, CommentQuery};
use longdan::storage::fault::StorageFault;
use longdan::storage::responses::{self, ResponseQuery};
use longdan::storage::rounds;

use super::make;
use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, noon};

fn request(limit: u64, from_end: bool, beside: Option<Cursor>) -> PageRequest {
    let (after, before) = if from_end {
        (None, beside)
    } else {
        (beside, None)
    };
    PageRequest {
        limit,
        from_end,
        after,
        before,
    }
}

fn count<T>(rows: &[T]) -> u64 {
    u64::try_from(rows.len()).unwrap()
}

/// Reads a whole list page by page.
async fn walk<T>(
    size: u64,
    from_end: bool,
    read: impl AsyncFn(&PageRequest) -> Result<Page<T>, StorageFault>,
) -> Vec<T> {
    let (mut rows, mut beside) = (Vec::new(), None);
    loop {
        let page = read(&request(size, from_end, beside.clone()))
            .await
            .unwrap();
        let (mut more, back) = (page.has_next, page.has_previous);
        if from_end {
            more = back;
        }
        assert!(count(&page.rows) <= size);
        assert_eq!(
            if from_end { page.has_next } else { back },
            beside.is_some()
        );
        let end = if from_end {
            page.rows.first()
        } else {
            page.rows.last()
        };
        beside = end.map(|(cursor, _)| cursor.clone());
        let mut found: Vec<T> = page.rows.into_iter().map(|(_, row)| row).collect();
        if from_end {
            found.append(&mut rows);
            rows = found;
        } else {
            rows.append(&mut found);
        }
        if !more {
            return rows;
        }
    }
}

#[tokio::test]
async fn every_response_stands_on_one_page() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let (survey, other) = (world.opened().await, world.opened().await);
        let hamlet = |number| world.hamlets[usize::try_from(number % 2).unwrap()].id();
        let all: Vec<_> = (1..=11)
            .map(|n| make::response(&world, &survey, hamlet(n), n))
            .collect();
        responses::insert(db.write(), all.clone()).await.unwrap();
        let more = vec![make::response(&world, &other, hamlet(0), 5)];
        responses::insert(db.write(), more).await.unwrap();
        for (size, from_end) in [(1, false), (4, true), (11, false), (11, true), (500, false)] {
            let query = ResponseQuery::default();
            let read = async |request: &PageRequest| {
                responses::list(db.read(), survey.id, &query, request).await
            };
            assert_eq!(walk(size, from_end, read).await, all, "{size} {from_end}");
        }
        let voided = Voided {
            at: noon(),
            by: all[0].account,
            reason: "?".to_owned(),
        };
        responses::void(db.write(), survey.id, all[0].id, &voided)
            .await
            .unwrap();
        for (hamlet, voided, spoilt, expected) in [
            (Some(hamlet(1)), None, None, 6),
            (Some(hamlet(1)), Some(true), None, 1),
            (None, Some(false), Some(false), 10),
            (None, None, Some(true), 0),
        ] {
            let query = ResponseQuery {
                hamlet,
                voided,
                spoilt,
                ..ResponseQuery::default()
            };
            assert_eq!(
                responses::count(db.read(), survey.id, &query)
                    .await
                    .unwrap(),
                expected
            );
            let read = async |request: &PageRequest| {
                responses::list(db.read(), survey.id, &query, request).await
            };
            assert_eq!(count(&walk(2, false, read).await), expected);
        }
    })
    .await;
}

#[tokio::test]
async fn what_arrives_between_two_pages_moves_nothing() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let (survey, hamlet) = (world.opened().await, world.hamlets[0].id());
        let made = |numbers: &[u128]| -> Vec<_> {
            let numbers = numbers.iter();
            numbers
                .map(|n| make::response(&world, &survey, hamlet, *n))
                .collect()
        };
        let first = made(&[10, 20, 30, 40]);
        responses::insert(db.write(), first.clone()).await.unwrap();
        let query = ResponseQuery::default();
        let read = async |beside| {
            let request = request(2, false, beside);
            responses::list(db.read(), survey.id, &query, &request)
                .await
                .unwrap()
        };
        let page = read(None).await;
        // One before the cursor, one behind it, and one that ends the list.
        responses::insert(db.write(), made(&[15, 25, 50]))
            .await
            .unwrap();
        let (cursor, _) = page.rows.last().unwrap().clone();
        let second = read(Some(cursor)).await;
        let (cursor, _) = second.rows.last().unwrap().clone();
        let third = read(Some(cursor)).await;
        let rows = [page.rows, second.rows, third.rows].concat();
        let read: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        assert_eq!(
            read,
            [
                first[0].clone(),
                first[1].clone(),
                made(&[25])[0].clone(),
                first[2].clone(),
                first[3].clone(),
                made(&[50])[0].clone()
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_page_lies_between_two_cursors() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let all: Vec<_> = (1..=9)
            .map(|n| make::response(&world, &survey, world.hamlets[0].id(), n))
            .collect();
        responses::insert(db.write(), all.clone()).await.unwrap();
        let cursor = |n: usize| Some(Cursor(vec![all[n].id.to_string()]));
        let between = |from_end| PageRequest {
            limit: 2,
            from_end,
            after: cursor(1),
            before: cursor(6),
        };
        let query = ResponseQuery::default();
        for (from_end, expected) in [(false, 2..4), (true, 4..6)] {
            let page = responses::list(db.read(), survey.id, &query, &between(from_end))
                .await
                .unwrap();
            let found: Vec<_> = page.rows.into_iter().map(|(_, row)| row).collect();
            assert_eq!(found, all[expected]);
            assert!(page.has_next && page.has_previous);
        }
    })
    .await;
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    on_both(async |Fresh { db, .. }| {
        let survey = uuid::Uuid::nil().into();
        for cursor in [vec![], vec!["x"], vec!["1", "2"], vec!["\u{0}"], vec![""]] {
            let cursor = Cursor(cursor.into_iter().map(str::to_owned).collect());
            for from_end in [false, true] {
                let request = request(5, from_end, Some(cursor.clone()));
                let page =
                    responses::list(db.read(), survey, &ResponseQuery::default(), &request).await;
                assert!(matches!(page, Err(StorageFault::BadCursor)), "{page:?}");
                let page = rounds::list(db.read(), None, &request).await;
                assert!(matches!(page, Err(StorageFault::BadCursor)), "{page:?}");
            }
        }
        let nul = request(
            5,
            false,
            Some(Cursor(vec![
                "\u{0}".to_owned(),
                uuid::Uuid::nil().to_string(),
            ])),
        );
        let page = areas::communes(db.read(), &CommuneQuery::default(), &nul).await;
        assert!(matches!(page, Err(StorageFault::BadCursor)), "{page:?}");
    })
    .await;
}

#[tokio::test]
async fn comments_are_found_in_any_case_and_accent_of_vietnamese() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let comment = |n: u128| match n % 4 {
            0 => None,
            1 => Some("Đường liên thôn".to_owned()),
            2 => Some("ĐƯỜNG HỎNG".to_owned()),
            _ => Some("100% hài lòng".to_owned()),
        };
        let all: Vec<_> = (1..=40)
            .map(|n| {
                let mut response = make::response(&world, &survey, world.hamlets[0].id(), n);
                response.comment = comment(n);
                response
            })
            .collect();
        responses::insert(db.write(), all).await.unwrap();
        for (part, expected) in [
            ("đường", 20),
            ("ĐƯờNG", 20),
            ("%", 10),
            ("0%", 10),
            ("", 30),
            ("cầu", 0),
            ("\u{0}", 0),
        ] {
            let query = CommentQuery {
                hamlet: None,
                text_contains: Some(part.to_owned()),
                ..CommentQuery::default()
            };
            assert_eq!(
                comments::count(db.read(), survey.id, &query).await.unwrap(),
                expected,
                "{part:?}"
            );
            for (size, from_end) in [(1, false), (7, true), (500, false)] {
                let read = async |request: &PageRequest| {
                    comments::list(db.read(), survey.id, &query, request).await
                };
                assert_eq!(
                    count(&walk(size, from_end, read).await),
                    expected,
                    "{part:?}"
                );
            }
        }
        let query = CommentQuery {
            hamlet: Some(world.hamlets[1].id()),
            ..CommentQuery::default()
        };
        assert_eq!(
            comments::count(db.read(), survey.id, &query).await.unwrap(),
            0
        );
    })
    .await;
}
