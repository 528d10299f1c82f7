//! The two commands that the demonstration prints, ready to be run as they stand.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use serde_json::{Value, json};

use crate::graphql::id::GlobalId;
use crate::services::demo::fill::Filled;

/// Where the server is, and what may be asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples {
    /// The server's address.
    pub url: String,
    /// Submits a response to the survey that is open.
    pub submit: String,
    /// Reads that survey's approval.
    pub approval: String,
}

/// The address as a browser on this machine writes it.
#[must_use]
pub fn url(address: SocketAddr) -> String {
    let mut address = address;
    if address.ip().is_unspecified() {
        address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    format!("http://{address}")
}

/// The commands for a filled demonstration.
#[must_use]
pub fn of(url: &str, filled: &Filled) -> Samples {
    let survey = GlobalId::Survey(filled.survey).encode().to_string();
    let response = json!({
        "id": filled.sample.id,
        "hamletCode": filled.sample.hamlet_code,
        "householdCode": filled.sample.household_code,
        "collectedAt": filled.sample.collected_at,
        "answers": answers(filled),
    });
    let submit = json!({
        "query": "mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) { receipts { id status code message kept } } }",
        "variables": { "input": { "surveyId": survey, "responses": [response] } },
    });
    let approval = json!({
        "query": "query($id: ID!) { satisfactionSurvey(id: $id) { state coverage { households responded percent } approval { collected valid satisfied percent met } } }",
        "variables": { "id": survey },
    });
    Samples {
        url: url.to_owned(),
        submit: curl(url, secret(filled, "COLLECTOR"), &submit),
        approval: curl(url, secret(filled, "FRONT"), &approval),
    }
}

fn answers(filled: &Filled) -> Vec<Value> {
    let answers = filled.sample.answers.iter();
    answers
        .map(|answer| json!({ "item": answer.item, "choice": answer.choice }))
        .collect()
}

fn secret<'a>(filled: &'a Filled, key: &str) -> &'a str {
    let found = filled.tokens.iter().find(|token| token.key == key);
    found.map_or("", |token| token.secret.as_str())
}

/// A command for a POSIX shell; the JSON holds no quote of the kind that encloses it.
fn curl(url: &str, token: &str, body: &Value) -> String {
    format!(
        "curl -s {url}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer {token}' -d '{body}'"
    )
}
