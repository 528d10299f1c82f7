//! The steering committee before the vote: each figure with its base.

use serde_json::{Value, json};

use crate::support::program::Desk;

const ROUND: &str = "{ certificationRound(year: 2019, ordinal: 1) {
    summary { candidacies ready byTitle { title count } }
    deadlines { deliverable dueBefore expected outstanding }
    candidacies(first: 100) { totalCount nodes {
        area { name } title simulated
        approval { stage collected valid satisfied percent required met items { item { code } answered percent } }
        readiness { ready checks { code status severity required actual message confirmed } }
        surveys(kind: COLLECTION) { state coverage { households responded percent met } approvalWithheld }
    } }
}
later: certificationRound(year: 2019, ordinal: 2) { candidacies(first: 10) { nodes {
    approval { collected } deferredFrom { area { name } }
    surveys(kind: COLLECTION) { state coverage { responded } approvalWithheld }
} } } }";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_committee_reads_the_round_before_the_vote() {
    let desk = Desk::new();
    let demo = desk.demo();
    let server = desk.serve();
    let token = demo["tokens"]["STEERING_COMMITTEE"]
        .as_str()
        .expect("a token");
    let answer = server.ask(token, ROUND, json!({})).await;
    assert!(answer["errors"].is_null(), "{answer}");
    let round = &answer["data"]["certificationRound"];
    assert_eq!(round["summary"]["candidacies"], 22);
    let candidacies = round["candidacies"]["nodes"]
        .as_array()
        .expect("candidacies");
    let closed = |one: &&Value| one["surveys"][0]["state"] == "VERIFIED";
    let (closed, unasked): (Vec<&Value>, Vec<&Value>) = candidacies.iter().partition(closed);
    assert_eq!(unasked.len(), 1, "one was nominated too late to be asked");
    assert_eq!(unasked[0]["simulated"], true);
    one_survey_still_runs(&answer["data"]["later"]);
    let ready = candidacies
        .iter()
        .filter(|one| one["readiness"]["ready"] == true)
        .count();
    assert_eq!(round["summary"]["ready"], ready);
    assert!(ready >= 18, "the dossiers of the named communes: {ready}");
    let approved = candidacies
        .iter()
        .filter(|one| one["approval"]["met"] == true)
        .count();
    assert!(approved >= 18, "the named communes pass: {approved}");
    simulated_ones_fail_each_by_its_own_check(&closed);
    for one in closed {
        let approval = &one["approval"];
        let (valid, satisfied) = (
            approval["valid"].as_f64().expect("a count"),
            approval["satisfied"].as_f64().expect("a count"),
        );
        let percent = approval["percent"].as_f64().expect("a percentage");
        assert!(
            (percent - 100.0 * satisfied / valid).abs() < 0.006,
            "shown of its own base: {approval}"
        );
        for check in one["readiness"]["checks"].as_array().expect("checks") {
            assert!(!check["message"].as_str().expect("words").is_empty());
            assert!(check["confirmed"].is_boolean(), "what is not known is said");
        }
    }
}

/// In the next round, to which four were put off; its figures stay with the Front until it closes.
fn one_survey_still_runs(later: &Value) {
    let candidacies = later["candidacies"]["nodes"].as_array().expect("a list");
    let put_off = |one: &&Value| !one["deferredFrom"].is_null();
    assert_eq!(candidacies.iter().filter(put_off).count(), 4, "{later}");
    let asked = |one: &&Value| one["surveys"][0]["state"] == "OPEN";
    let open: Vec<&Value> = candidacies.iter().filter(asked).collect();
    assert_eq!(open.len(), 1, "{later}");
    assert!(
        open[0]["approval"].is_null() && open[0]["surveys"][0]["approvalWithheld"] == true,
        "not before it closes"
    );
    assert!(
        open[0]["surveys"][0]["coverage"]["responded"].is_i64(),
        "coverage is for the committee's eyes"
    );
}

/// Coverage, the overall item, one item: each fails one that is made up, and none that is named.
fn simulated_ones_fail_each_by_its_own_check(closed: &[&Value]) {
    let failed: Vec<(&Value, Vec<&Value>)> = closed
        .iter()
        .map(|one| {
            let checks = one["readiness"]["checks"].as_array().expect("checks");
            let failed = checks.iter().filter(|check| check["status"] == "NOT_MET");
            (*one, failed.collect::<Vec<_>>())
        })
        .filter(|(_, failed)| !failed.is_empty())
        .collect();
    let mut by: Vec<&str> = Vec::new();
    for (one, checks) in &failed {
        assert_eq!(one["simulated"], true, "no commune that is named: {one}");
        assert_eq!(checks.len(), 1, "by one thing alone: {one}");
        by.push(checks[0]["code"].as_str().expect("a code"));
    }
    by.sort_unstable();
    assert_eq!(by, ["COVERAGE", "EACH_ITEM", "OVERALL"]);
    let by_item = failed
        .iter()
        .find(|(_, checks)| checks[0]["code"] == "EACH_ITEM");
    let (one, checks) = by_item.expect("one that fails by an item");
    assert_eq!(one["title"], "ADVANCED");
    assert_eq!(one["approval"]["met"], false);
    assert_eq!(
        checks[0]["confirmed"], false,
        "an assumption is said to be one"
    );
    let judged = closed
        .iter()
        .filter(|one| one["title"] == "ADVANCED")
        .flat_map(|one| one["readiness"]["checks"].as_array().expect("checks"))
        .filter(|check| check["code"] == "EACH_ITEM");
    assert_eq!(
        judged.count(),
        5,
        "three that are named, and one that fails by coverage, are judged by item too"
    );
}
