//! What is done over and over in the story of round 1, held to what it says.

use longdan::services::demo::communes::Mood;
use serde_json::{Value, json};

use super::round_one_people::{Commune, DEPARTMENTS};
use crate::support::province::Province;

/// The office nominates communes.
pub async fn nominated(town: &Province, round: &Value, communes: &mut [Commune]) {
    for one in communes {
        let new = json!({ "roundId": round, "areaCode": one.code, "title": one.title });
        let made = town
            .does("office", "nominate", "candidacy { id }", new)
            .await;
        one.candidacy = made["candidacy"]["id"].clone();
    }
}

/// Closes, records the forms (in one hamlet wrongly, where it is said), hangs the result out.
pub async fn closed_and_posted(town: &Province, one: &Commune, from: &str, wrongly: bool) {
    let (front, survey) = (one.front(), &one.survey);
    town.does(&front, "closeSurvey", "", json!({ "surveyId": survey }))
        .await;
    let collected = one.responses().len();
    let issued = if wrongly { collected + 7 } else { collected };
    let corrects = from != "2019-07-28";
    let forms = json!([{ "hamletCode": format!("{}-01", one.code), "issued": issued, "missing": 0,
        "version": corrects.then_some(1), "reason": corrects.then_some("Kiểm lại") }]);
    let wanted = "warnings { code }";
    let record = json!({ "surveyId": survey, "hamlets": forms });
    let said = town.does(&front, "recordIssuedForms", wanted, record).await;
    let told = said["warnings"][0]["code"] == "FORMS_DO_NOT_ADD_UP";
    assert_eq!(told, wrongly, "{said}");
    let place = json!([{ "kind": "CULTURAL_HOUSE" }, { "kind": "LOUDSPEAKER" }]);
    let post = json!({ "surveyId": survey, "from": from, "places": place });
    town.does(&front, "postResult", "", post).await;
}

/// Accepts each point; where the system doesn't find it in order, a note says why.
pub async fn verified(town: &Province, one: &Commune) {
    let query = "query ($id: ID!) { verificationPoints(surveyId: $id) { point status } }";
    let found = town
        .ask("provincial Front", query, json!({ "id": one.survey }))
        .await;
    let found = found["verificationPoints"].as_array().expect("points");
    let failed: Vec<&Value> = found
        .iter()
        .filter(|point| point["status"] != "MET")
        .map(|point| &point["point"])
        .collect();
    let expected = if one.mood == Mood::TooFewAsked {
        vec!["COVERAGE"]
    } else {
        vec![]
    };
    assert_eq!(failed, expected, "{}: {found:?}", one.code);
    let point = |found: &Value| json!({ "point": found["point"], "accepted": true, "note": "Đúng quy trình" });
    let points: Vec<Value> = found.iter().map(point).collect();
    let input = json!({ "surveyId": one.survey, "points": points });
    town.does(
        "provincial Front",
        "verifySurvey",
        "survey { state }",
        input,
    )
    .await;
}

/// A report under a number, which says the same of each.
pub fn report<'a>(
    number: &str,
    date: &str,
    on: impl IntoIterator<Item = &'a Commune>,
    says: &str,
) -> Value {
    let conclusion = |one: &Commune| json!({ "candidacyId": one.candidacy, "conclusion": says });
    let conclusions: Vec<Value> = on.into_iter().map(conclusion).collect();
    json!({ "number": format!("{number}/BC-MTTQ"), "date": date, "signer": "Ban Thường trực", "conclusions": conclusions })
}

/// Envelopes and votes, each typed by two accounts: all for the 18, two of five against the other.
pub async fn the_ballots_are_counted_twice(town: &Province, session: &Value, all: &[Commune]) {
    let envelopes = json!({ "sessionId": session, "handedOut": 5, "returned": 5 });
    let count = |one: &Commune| {
        let against = if one.mood == Mood::Passes { 0 } else { 2 };
        json!({ "candidacyId": one.candidacy, "valid": 5, "spoilt": 0, "agree": 5 - against,
            "disagree": against, "abstain": 0 })
    };
    let counts: Vec<Value> = on_agenda(all).map(count).collect();
    let counts = json!({ "sessionId": session, "counts": counts });
    for (what, sheet) in [
        ("recordEnvelopes", envelopes),
        ("recordBallotCount", counts),
    ] {
        for (teller, agreed) in [("first teller", false), ("second teller", true)] {
            let typed = town.does(teller, what, "agreed", sheet.clone()).await;
            assert_eq!(typed["agreed"], agreed, "two must type the same");
        }
    }
}

/// What comes before the council: the 18, and one against a failed check.
pub fn on_agenda(all: &[Commune]) -> impl Iterator<Item = &Commune> {
    all.iter().filter(|one| is_on_agenda(one))
}

/// Whether a commune comes before the council.
pub const fn is_on_agenda(one: &Commune) -> bool {
    matches!(one.mood, Mood::Passes | Mood::OneThingWrong)
}

/// The council's five members, its chair first.
pub async fn appointed(town: &Province) -> Vec<Value> {
    let mut members = Vec::new();
    for number in 1..=5 {
        let position = if number == 1 { "CHAIR" } else { "MEMBER" };
        let term = json!({ "account": format!("member {number}"), "position": position,
            "since": "2019-01-01" });
        let made = town
            .does("office", "appointCouncilMember", "member { id }", term)
            .await;
        members.push(made["member"]["id"].clone());
    }
    members
}

/// Departments, organisations, debt and security: of all but the one that is returned, or of it.
pub async fn dossiers_fill(
    town: &Province,
    round: &Value,
    all: &[Commune],
    when: &str,
    late: bool,
) {
    town.on_the(when);
    let of: Vec<&Commune> = all
        .iter()
        .filter(|one| (one.mood == Mood::OneThingWrong) == late)
        .collect();
    for (agency, criteria) in DEPARTMENTS {
        let appraisal = |one: &&Commune, code: &&str| json!({ "candidacyId": one.candidacy, "criterion": code, "met": true });
        let appraisals: Vec<Value> = of
            .iter()
            .flat_map(|one| criteria.iter().map(move |code| appraisal(one, code)))
            .collect();
        let input = json!({ "roundId": round, "appraisals": appraisals });
        town.does(agency, "recordAppraisals", "", input).await;
    }
    for one in of {
        let opinion = json!({ "candidacyId": one.candidacy, "level": "COMMUNE", "organisation": "WOMENS_UNION", "agrees": true });
        town.does(&one.front(), "recordOpinion", "", opinion).await;
        let debt = json!({ "roundId": round, "candidacyId": one.candidacy, "asOf": "2019-08-05",
            "total": "2000000000", "planned": "2000000000", "arrears": "0" });
        town.does("SO_KE_HOACH", "recordDebtStatement", "", debt)
            .await;
        if one.title != "SUBSTANTIALLY_COMPLETE" {
            let kept = json!({ "candidacyId": one.candidacy, "condition": "SECURITY_AND_ORDER", "met": true });
            town.does("CONG_AN_TINH", "recordStatement", "", kept).await;
        }
    }
}
