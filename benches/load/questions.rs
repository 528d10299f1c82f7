//! What W3 to W5 ask, and what the first answer is held against.

use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;

use longdan::domain::base::ids::SurveyId;
use longdan::graphql::id::GlobalId;
use longdan::storage::database::Database;
use longdan::storage::tallies;
use serde_json::Value as Json;

use super::documents::{ITEMS, OPTIONS};
use super::outcome::{Outcome, wrong};
use super::province::{Province, Spot, YEAR};
use super::wire::Wire;
use super::works::{Ask, Desk};

const COMMUNE: &str = "query Commune($id: ID!) { satisfactionSurvey(id: $id) { approval { \
     collected valid satisfied percent met \
     items { item { code } answered satisfied notSatisfied otherOpinion percent met } } } }";
const PROVINCE: &str = "query Province($year: Int!) { certificationRound(year: $year, ordinal: 1) { \
     candidacies(first: 300) { nodes { area { code } approval { collected percent met \
     items { item { code } answered satisfied percent } } } } } }";
const PAGE: &str = "query Page($id: ID!) { satisfactionSurvey(id: $id) { responses(first: 50) { nodes { \
     responseId hamlet { code } householdCode collectedAt receivedAt spoilt voided \
     answers { item { code } option { code } } } pageInfo { hasNextPage endCursor } } } }";

/// Collected responses, and counters in the form's order.
type Counted = (i64, Vec<i64>);

/// What the tables hold of each survey.
pub async fn counted(db: &Database, province: &Province) -> Outcome<HashMap<SurveyId, Counted>> {
    let spots = province.spots.iter().chain([&province.spare]);
    let ids: Vec<SurveyId> = spots.map(|spot| spot.survey).collect();
    let mut counted: HashMap<SurveyId, Counted> = HashMap::new();
    for (survey, _, tally) in tallies::of_surveys(db.read(), &ids).await? {
        let sum = counted
            .entry(survey)
            .or_insert_with(|| (0, vec![0; tally.counts.len()]));
        sum.0 += tally.collected;
        for (sum, count) in sum.1.iter_mut().zip(tally.counts) {
            *sum += count;
        }
    }
    Ok(counted)
}

fn of_survey(desk: &Desk, query: &str, spot: &Spot) -> Vec<u8> {
    let id = GlobalId::Survey(spot.survey).encode();
    desk.request(query, &format!("{{\"id\":\"{}\"}}", id.as_str()))
}

/// W3: approval of one commune by item, the communes in turn.
pub async fn commune(
    desk: &Desk,
    province: &Province,
    counted: &HashMap<SurveyId, Counted>,
) -> Outcome<Ask> {
    let mut questions = Vec::with_capacity(province.spots.len());
    let mut wire = Wire::connect(desk.address).await?;
    for spot in &province.spots {
        let request = of_survey(desk, COMMUNE, spot);
        let body = first(&mut wire, &request).await?;
        let answer: Json = serde_json::from_slice(&body)?;
        let approval = at(&answer, "/data/satisfactionSurvey/approval")?;
        hold_approval(approval, counted.get(&spot.survey))?;
        questions.push((request, body));
    }
    Ok(asking(desk, questions))
}

/// W4: approval of all communes by item.
pub async fn province(
    desk: &Desk,
    province: &Province,
    counted: &HashMap<SurveyId, Counted>,
) -> Outcome<Ask> {
    let mut wire = Wire::connect(desk.address).await?;
    let request = desk.request(PROVINCE, &format!("{{\"year\":{YEAR}}}"));
    let body = first(&mut wire, &request).await?;
    let answer: Json = serde_json::from_slice(&body)?;
    let nodes = at(&answer, "/data/certificationRound/candidacies/nodes")?;
    let nodes: HashMap<&str, &Json> = nodes
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node.pointer("/area/code")?.as_str()?, node)))
        .collect();
    for spot in province.spots.iter().chain([&province.spare]) {
        let node = nodes
            .get(spot.commune.as_str())
            .ok_or("a commune is missing")?;
        hold_approval(at(node, "/approval")?, counted.get(&spot.survey))?;
    }
    Ok(asking(desk, vec![(request, body)]))
}

/// W5: the first page of 50 responses, the communes in turn.
pub async fn page(desk: &Desk, province: &Province) -> Outcome<Ask> {
    let mut questions = Vec::with_capacity(province.spots.len());
    let mut wire = Wire::connect(desk.address).await?;
    for spot in &province.spots {
        let request = of_survey(desk, PAGE, spot);
        let body = first(&mut wire, &request).await?;
        let answer: Json = serde_json::from_slice(&body)?;
        let nodes = at(&answer, "/data/satisfactionSurvey/responses/nodes")?;
        let nodes = nodes.as_array().ok_or("no nodes")?;
        let whole = |node: &&Json| {
            let answers = node.get("answers").and_then(Json::as_array);
            answers.is_some_and(|answers| answers.len() == ITEMS.len())
                && node.get("householdCode").is_some_and(Json::is_string)
        };
        if nodes.len() > 50 || nodes.is_empty() || !nodes.iter().all(|node| whole(&node)) {
            return wrong("a page isn't whole");
        }
        questions.push((request, body));
    }
    Ok(asking(desk, questions))
}

fn asking(desk: &Desk, questions: Vec<(Vec<u8>, Vec<u8>)>) -> Ask {
    Ask {
        address: desk.address,
        questions,
        asked: AtomicUsize::new(0),
    }
}

async fn first(wire: &mut Wire, request: &[u8]) -> Outcome<Vec<u8>> {
    let answer = wire.ask(request).await?;
    if answer.status == 200 {
        Ok(answer.body)
    } else {
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        wrong(format!("answered {}: {body}", answer.status))
    }
}

fn at<'a>(json: &'a Json, pointer: &str) -> Outcome<&'a Json> {
    match json.pointer(pointer) {
        Some(found) if !found.is_null() => Ok(found),
        _ => wrong(format!("no {pointer} in {json:.600}")),
    }
}

fn count(json: &Json, name: &str) -> Option<i64> {
    json.get(name)?.as_i64()
}

/// Holds that an approval says what the counters say.
fn hold_approval(approval: &Json, counted: Option<&Counted>) -> Outcome<()> {
    let (collected, counts) = counted.ok_or("a survey without counters")?;
    let items = at(approval, "/items")?.as_array().ok_or("no items")?;
    let options = counts.chunks(OPTIONS.len());
    let right = count(approval, "collected") == Some(*collected)
        && items.len() == ITEMS.len()
        && items
            .iter()
            .zip(ITEMS)
            .zip(options)
            .all(|((item, code), counts)| {
                item.pointer("/item/code").and_then(Json::as_str) == Some(code)
                    && count(item, "answered") == Some(counts.iter().sum())
                    && count(item, "satisfied") == counts.first().copied()
            });
    if right {
        Ok(())
    } else {
        wrong(format!(
            "counters say {collected} {counts:?}, the answer {approval}"
        ))
    }
}
