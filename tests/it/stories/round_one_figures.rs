//! What the committee reads of round 1: what is late, the figures of the press.

use serde_json::{Value, json};

use crate::support::province::Province;

/// A deadline as the API tells of it: owed, in, and late.
pub fn as_told((what, owed, received, late): (&str, i64, i64, i64)) -> Value {
    json!({ "deliverable": what, "expected": owed, "received": received, "late": late })
}

/// What of the round is in, by what is owed.
pub async fn deadlines(town: &Province) -> Vec<Value> {
    let query = "{ certificationRound(year: 2019, ordinal: 1) { deadlines { deliverable expected received late } } }";
    let round = town.ask("committee", query, json!({})).await;
    let mut found = round["certificationRound"]["deadlines"]
        .as_array()
        .expect("dates")
        .clone();
    found.sort_by_key(|one| one["deliverable"].to_string());
    found
}

const ROUND: &str = "{ certificationRound(year: 2019, ordinal: 1) {
    summary { candidacies byTitle { title count } byState { state count } }
    candidacies(first: 50) { nodes { title state area { name } vote { present agree passed } approval { percent }
        readiness { ready checks { code status } } frozenDossier { sha256 } } } }
    later: certificationRound(year: 2019, ordinal: 2) { summary { byState { state count } } }
    area(code: \"18466\") { name ... on Commune { titles { title since decision } } } }";

/// The figures of the press: 22 = 14 + 5 + 3 nominated, 13 + 3 + 2 recognised, each by all.
pub async fn the_round_reads_as_it_was(town: &Province) {
    let read = town.ask("committee", ROUND, json!({})).await;
    let round = &read["certificationRound"];
    let told = |title: &str, count: i64| json!({ "title": title, "count": count });
    let titles = [
        told("STANDARD", 14),
        told("ADVANCED", 5),
        told("SUBSTANTIALLY_COMPLETE", 3),
    ];
    assert_eq!(round["summary"]["byTitle"], json!(titles));
    let states =
        json!([{ "state": "RECOGNISED", "count": 18 }, { "state": "DEFERRED", "count": 4 }]);
    assert_eq!(round["summary"]["byState"], states);
    assert_eq!(
        read["later"]["summary"]["byState"],
        json!([{ "state": "NOMINATED", "count": 4 }])
    );
    the_known_were_voted_for_by_all(round);
    let title = json!([{ "title": "STANDARD", "since": "2019-09-30", "decision": "QĐ-01" }]);
    assert_eq!(read["area"]["titles"], title, "{}", read["area"]["name"]);
    let vote = ("RECOGNITION_VOTE", 19, 19, 19);
    assert!(
        deadlines(town).await.contains(&as_told(vote)),
        "voted on 23/9, due before 30/8"
    );
}

/// The 18 that are known: each by all, each ready. Of the others three fail, each by one check.
fn the_known_were_voted_for_by_all(round: &Value) {
    let all = round["candidacies"]["nodes"]
        .as_array()
        .expect("candidacies");
    let recognised: Vec<&Value> = all
        .iter()
        .filter(|one| one["state"] == "RECOGNISED")
        .collect();
    for (title, count) in [
        ("STANDARD", 13),
        ("ADVANCED", 3),
        ("SUBSTANTIALLY_COMPLETE", 2),
    ] {
        let of = recognised.iter().filter(|one| one["title"] == title);
        assert_eq!(of.count(), count, "{title}");
    }
    for one in recognised {
        assert_eq!(
            (&one["vote"]["agree"], &one["vote"]["passed"]),
            (&one["vote"]["present"], &json!(true))
        );
        assert_eq!(one["readiness"]["ready"], true, "{one}");
        assert!(
            one["frozenDossier"]["sha256"].is_string(),
            "as it went to the vote: {one}"
        );
    }
    let failed = |code: &str| {
        let fails = |one: &&Value| {
            one["readiness"]["checks"]
                .as_array()
                .expect("checks")
                .contains(&json!({ "code": code, "status": "NOT_MET" }))
        };
        all.iter().filter(fails).count()
    };
    assert_eq!(
        (failed("COVERAGE"), failed("OVERALL"), failed("EACH_ITEM")),
        (1, 1, 1)
    );
}
