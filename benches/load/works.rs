//! The works over HTTP: what is asked, and the one answer that is right.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use longdan::graphql::id::GlobalId;

use super::outcome::{Outcome, wrong};
use super::press::Work;
use super::province::Province;
use super::sheets::{Numbered, collected_at, written};
use super::wire::{Answer, Wire, post};

const SUBMIT: &str = "mutation Submit($input: SubmitResponsesInput!) { submitResponses(input: $input) \
     { receipts { id status code kept retry } userErrors { code message path } } }";

/// Where the server is, and whom the token speaks for.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The server's address.
    pub address: SocketAddr,
    /// A token of the provincial Front.
    pub token: String,
}

impl Desk {
    /// A GraphQL request, as bytes.
    pub fn request(&self, query: &str, variables: &str) -> Vec<u8> {
        let body = format!("{{\"query\":\"{query}\",\"variables\":{variables}}}");
        post(self.address, &self.token, body.as_bytes())
    }
}

/// W1 and W2: batches of forms that are all accepted.
pub struct Submit {
    /// Where to.
    pub desk: Desk,
    /// The province.
    pub province: Arc<Province>,
    /// Responses of a batch.
    pub size: usize,
    /// Surveys that the batches go to in turn.
    pub surveys: usize,
    /// Batches so far.
    pub batches: AtomicUsize,
    /// Responses that were accepted.
    pub accepted: Arc<AtomicU64>,
}

impl Submit {
    /// The next request, and the body of its answer.
    fn next(&self) -> Outcome<(Vec<u8>, String)> {
        let number = self.batches.fetch_add(1, Ordering::Relaxed);
        let place = number.checked_rem(self.surveys).unwrap_or_default();
        let spot = self.province.spots.get(place).ok_or("no such survey")?;
        let at = written(collected_at());
        let id = GlobalId::Survey(spot.survey).encode();
        let mut variables = format!(
            "{{\"input\":{{\"surveyId\":\"{}\",\"responses\":[",
            id.as_str()
        );
        let mut expected = String::from("{\"data\":{\"submitResponses\":{\"receipts\":[");
        for place in 0..self.size {
            let form = Numbered::next(spot)?;
            if place > 0 {
                variables.push(',');
                expected.push(',');
            }
            form.write(spot, &at, &mut variables);
            expected.push_str("{\"id\":\"");
            expected.push_str(&form.id.0.to_string());
            expected.push_str(
                "\",\"status\":\"ACCEPTED\",\"code\":null,\"kept\":true,\"retry\":false}",
            );
        }
        variables.push_str("]}}");
        expected.push_str("],\"userErrors\":[]}}}");
        Ok((self.desk.request(SUBMIT, &variables), expected))
    }
}

impl Work for Submit {
    type Seat = Wire;

    async fn seat(&self) -> Outcome<Wire> {
        Wire::connect(self.desk.address).await
    }

    async fn once(&self, wire: &mut Wire) -> Outcome<()> {
        let (request, expected) = self.next()?;
        let answer = wire.ask(&request).await?;
        same(&answer, expected.as_bytes())?;
        let accepted = u64::try_from(self.size)?;
        self.accepted.fetch_add(accepted, Ordering::Relaxed);
        Ok(())
    }
}

/// W3 to W5: questions in turn, each with the answer that it must have.
pub struct Ask {
    /// Where to.
    pub address: SocketAddr,
    /// Each question with its answer.
    pub questions: Vec<(Vec<u8>, Vec<u8>)>,
    /// Questions so far.
    pub asked: AtomicUsize,
}

impl Work for Ask {
    type Seat = Wire;

    async fn seat(&self) -> Outcome<Wire> {
        Wire::connect(self.address).await
    }

    async fn once(&self, wire: &mut Wire) -> Outcome<()> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let place = number.checked_rem(self.questions.len()).unwrap_or_default();
        let (request, expected) = self.questions.get(place).ok_or("no question")?;
        let answer = wire.ask(request).await?;
        same(&answer, expected)
    }
}

/// Holds that an answer is the right one, byte for byte, or shows where it begins to differ.
fn same(answer: &Answer, expected: &[u8]) -> Outcome<()> {
    if answer.status == 200 && answer.body == expected {
        return Ok(());
    }
    let pairs = answer.body.iter().zip(expected);
    let place = pairs.take_while(|(one, other)| one == other).count();
    let around = |text: &[u8]| {
        let piece = text.iter().skip(place.saturating_sub(100)).take(300);
        String::from_utf8_lossy(&piece.copied().collect::<Vec<u8>>()).into_owned()
    };
    wrong(format!(
        "answered {} with {} bytes, expected {}; at {place}: {}\nexpected: {}",
        answer.status,
        answer.body.len(),
        expected.len(),
        around(&answer.body),
        around(expected),
    ))
}
