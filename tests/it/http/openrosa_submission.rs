//! What phones send: the same judge, receipts and counters as for all others.

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::graphql::id::GlobalId;
use longdan::services::surveys;
use serde_json::{Value, json};

use crate::support::database::on_both;
use crate::support::filled::{Filled, asked, counted, says};
use crate::support::phone::Field;

#[tokio::test]
async fn a_form_counts_once_however_often_it_is_sent() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        let mut form = Filled::of(&survey, field.world.clock.now(), 1);
        says(
            &phone.send(&form.xml(), &[]).await,
            201,
            "Máy chủ đã nhận phiếu.",
        );
        for _ in 0..2 {
            says(
                &phone.send(&form.xml(), &[]).await,
                201,
                "đã nhận phiếu này từ trước",
            );
        }
        // An upload in parts brings the same form each time.
        let parts = [("photo.jpg", "\u{FFFD}JFIF"), ("*isIncomplete*", "yes")];
        says(&phone.send(&form.xml(), &parts).await, 201, "từ trước");
        assert_eq!(counted(&field, &front, &survey).await, (json!(1), json!(1)));

        form.answers = "<Q1>SATISFIED</Q1><ALL>NOT_SATISFIED</ALL>";
        says(&phone.send(&form.xml(), &[]).await, 409, "có nội dung khác");
        assert_eq!(counted(&field, &front, &survey).await, (json!(1), json!(1)));
    })
    .await;
}

#[tokio::test]
async fn by_phone_and_by_graphql_it_is_the_same_form() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        let form = Filled::of(&survey, field.world.clock.now(), 1);
        let sent = |number: u128, choice: &str| {
            let answers = ["Q1", "Q2", "ALL"].map(|item| json!({ "item": item, "choice": choice }));
            json!({
                "id": uuid::Uuid::from_u128(number).to_string(),
                "hamletCode": "18628-01",
                "householdCode": format!("H-{number}"),
                "collectedAt": form.end,
                "answers": answers,
            })
        };
        let id = GlobalId::Survey(survey.id).encode().0;
        let batch = async |forms: Value| {
            let query = "mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) { receipts { status code } } }";
            let input = json!({ "surveyId": id, "responses": forms });
            let answer = field.ask(&phone.token, query, json!({ "input": input })).await;
            answer["data"]["submitResponses"]["receipts"].clone()
        };
        says(&phone.send(&form.xml(), &[]).await, 201, "Máy chủ đã nhận");
        let receipts = batch(json!([sent(1, "SATISFIED"), sent(2, "NOT_SATISFIED"), sent(3, "SATISFIED")])).await;
        let statuses: Vec<_> = ["DUPLICATE", "ACCEPTED", "ACCEPTED"].into();
        let said: Vec<_> = receipts.as_array().expect("receipts").iter().map(|one| one["status"].clone()).collect();
        assert_eq!(said, statuses);
        let again = Filled::of(&survey, field.world.clock.now(), 3);
        says(&phone.send(&again.xml(), &[]).await, 201, "từ trước");
        let other = Filled::of(&survey, field.world.clock.now(), 2);
        says(&phone.send(&other.xml(), &[]).await, 409, "nội dung khác");
        assert_eq!(counted(&field, &front, &survey).await, (json!(3), json!(2)));
    })
    .await;
}

/// Forms that are not kept, with the status and the words that the phone gets.
fn refused(form: impl Fn(u128) -> Filled) -> [(Filled, u16, &'static str); 7] {
    [
        (
            Filled {
                hamlet: "18628-03",
                ..form(4)
            },
            403,
            "không được giao",
        ),
        (
            Filled {
                hamlet: "18682-01",
                ..form(5)
            },
            422,
            "không thuộc cuộc lấy ý kiến",
        ),
        (
            Filled {
                household: "Nhà ông An".to_owned(),
                ..form(6)
            },
            422,
            "mã hộ sai quy cách",
        ),
        (
            Filled {
                answers: "<Q1>SATISFIED</Q1>",
                ..form(7)
            },
            422,
            "bắt buộc",
        ),
        (
            Filled {
                answers: "<Q1>YES</Q1><ALL>SATISFIED</ALL>",
                ..form(8)
            },
            422,
            "lựa chọn",
        ),
        (
            Filled {
                answers: "<Q9>1</Q9><ALL>SATISFIED</ALL>",
                ..form(9)
            },
            422,
            "không có trong mẫu",
        ),
        (
            Filled {
                survey: uuid::Uuid::nil().to_string(),
                ..form(10)
            },
            404,
            "Không có mẫu phiếu",
        ),
    ]
}

#[tokio::test]
async fn what_the_server_keeps_is_a_success_and_what_it_refuses_is_not() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        let now = field.world.clock.now();
        let form = |number| Filled::of(&survey, now, number);
        says(&phone.send(&form(1).xml(), &[]).await, 201, "đã nhận");
        let rival = Filled {
            household: "H-1".to_owned(),
            ..form(2)
        };
        let early = Filled {
            end: "2019-07-01T08:00:00+07:00".to_owned(),
            ..form(3)
        };
        for kept in [rival, early] {
            for _ in 0..2 {
                says(
                    &phone.send(&kept.xml(), &[]).await,
                    201,
                    "Phiếu được giữ riêng",
                );
            }
        }
        for (form, status, words) in refused(form) {
            says(&phone.send(&form.xml(), &[]).await, status, words);
        }
        let aside = asked(&field, &front, &survey, "setAside { totalCount }").await;
        assert_eq!(aside["totalCount"], 2);
        assert_eq!(counted(&field, &front, &survey).await, (json!(1), json!(1)));

        // After the closing a phone that comes out of the hills still gets rid of its forms.
        field.world.pass(Duration::days(21));
        let commune = field.world.commune_front();
        surveys::close(&field.world.office, Some(&commune), survey.id)
            .await
            .expect("closed");
        says(&phone.send(&form(11).xml(), &[]).await, 201, "giữ riêng");
    })
    .await;
}

#[tokio::test]
async fn a_form_without_times_was_collected_when_it_first_came() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        let form = Filled {
            end: String::new(),
            ..Filled::of(&survey, field.world.clock.now(), 1)
        };
        let rival = Filled {
            household: "H-1".to_owned(),
            end: String::new(),
            ..Filled::of(&survey, field.world.clock.now(), 2)
        };
        says(&phone.send(&form.xml(), &[]).await, 201, "đã nhận phiếu.");
        says(&phone.send(&rival.xml(), &[]).await, 201, "giữ riêng");
        field.world.pass(Duration::hours(3));
        says(&phone.send(&form.xml(), &[]).await, 201, "từ trước");
        says(&phone.send(&rival.xml(), &[]).await, 201, "giữ riêng");
        let other = Filled {
            answers: "<Q1>SATISFIED</Q1><ALL>OTHER</ALL>",
            ..form
        };
        says(&phone.send(&other.xml(), &[]).await, 409, "nội dung khác");
        assert_eq!(counted(&field, &front, &survey).await, (json!(1), json!(1)));
    })
    .await;
}

#[tokio::test]
async fn forms_sent_at_once_count_once() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        for end in [
            Filled::of(&survey, field.world.clock.now(), 1).end,
            String::new(),
        ] {
            let number = if end.is_empty() { 2 } else { 1 };
            let form = Filled {
                end,
                ..Filled::of(&survey, field.world.clock.now(), number)
            }
            .xml();
            let sending = (0..8).map(|_| phone.send(&form, &[]));
            for answer in futures_util::future::join_all(sending).await {
                assert_eq!(answer.status, 201, "{answer:?}");
            }
        }
        assert_eq!(counted(&field, &front, &survey).await, (json!(2), json!(2)));
    })
    .await;
}

#[tokio::test]
async fn an_edited_form_takes_the_place_of_the_one_that_was_sent() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        let front = field.front().await;
        let survey = field.world.opened().await;
        let now = field.world.clock.now();
        let first = Filled::of(&survey, now, 1);
        let answers = "<Q1>SATISFIED</Q1><Q2>SATISFIED</Q2><ALL>NOT_SATISFIED</ALL>";
        let second = Filled {
            answers,
            household: first.household.clone(),
            ..Filled::of(&survey, now, 2)
        };
        says(&phone.send(&first.xml(), &[]).await, 201, "đã nhận");
        let edited = second.editing(&first);
        for _ in 0..2 {
            says(&phone.send(&edited, &[]).await, 201, "đã nhận");
        }
        assert_eq!(counted(&field, &front, &survey).await, (json!(1), json!(0)));
        let list = asked(
            &field,
            &front,
            &survey,
            "responses { nodes { voided replaces replacedBy } }",
        )
        .await;
        let nodes = list["nodes"].as_array().expect("nodes").clone();
        let replaced = nodes
            .iter()
            .filter(|node| node["replacedBy"] != Value::Null);
        assert_eq!((nodes.len(), replaced.count()), (2, 1));

        // What was never there, or is voided, can't be replaced: the form is judged like any other.
        let unsent = Filled::of(&survey, now, 3);
        let orphan = Filled::of(&survey, now, 4).editing(&unsent);
        says(&phone.send(&orphan, &[]).await, 201, "đã nhận");
        let third = Filled {
            household: first.household.clone(),
            ..Filled::of(&survey, now, 5)
        };
        let again = third.editing(&first);
        says(&phone.send(&again, &[]).await, 201, "giữ riêng");
        assert_eq!(counted(&field, &front, &survey).await, (json!(2), json!(1)));
    })
    .await;
}
