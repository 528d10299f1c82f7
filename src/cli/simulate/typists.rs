//! Two accounts type the paper of hamlets whose forms are counted by hand.

use std::sync::Arc;

use serde_json::{Value, json};

use super::fate::{Luck, Part};
use super::field::Field;
use super::paper::Paper;
use super::seen::Seen;
use super::wire::WireFault;

/// Steps after which a record is given up that doesn't become final.
const MOST_STEPS: u32 = 20;
/// Number of the typists' luck: no phone has it.
const NETWORK: u64 = 0xFFFF_FFFF;

const RECORDS: &str = "query($id: ID!) { satisfactionSurvey(id: $id) { countRecords {
    state version hamlet { code } differing { figure item choice } } } }";
const ENTER: &str = "mutation($input: EnterCountRecordInput!) { enterCountRecord(input: $input) { userErrors { code } } }";
const CORRECT: &str = "mutation($input: CorrectCountRecordInput!) { correctCountRecord(input: $input) { userErrors { code } } }";
const ACCEPT: &str = "mutation($input: AcceptCountRecordInput!) { acceptCountRecord(input: $input) { userErrors { code } } }";

/// Two people at their keyboards.
pub struct Typists {
    field: Arc<Field>,
    tokens: [String; 2],
    luck: Luck,
    seen: Seen,
}

/// Where a hamlet's record stands.
#[derive(Debug)]
struct Standing {
    state: String,
    version: Value,
    differing: Vec<Value>,
}

impl Typists {
    /// Two accounts, by their tokens.
    #[must_use]
    pub fn new(field: &Arc<Field>, tokens: [String; 2]) -> Self {
        Self {
            field: Arc::clone(field),
            tokens,
            luck: Luck::of(field.manners.seed, NETWORK),
            seen: Seen::default(),
        }
    }

    /// Types every record of which nothing is typed yet, and says what that adds.
    ///
    /// # Errors
    /// [`WireFault`] where the server is given up, or the tokens may not type.
    pub async fn work(mut self) -> Result<Seen, WireFault> {
        let field = Arc::clone(&self.field);
        for (position, survey) in field.surveys.iter().enumerate() {
            let position = u64::try_from(position).unwrap_or(0);
            let mut dice = Part::Paper(position).dice(field.manners.seed);
            for (hamlet, households) in &survey.on_paper {
                let paper = Paper::of(hamlet, *households, &survey.form, &mut dice);
                let slip = dice.below(100) < field.manners.slips;
                let slipped = if slip {
                    paper.slipped(&mut dice)
                } else {
                    paper.clone()
                };
                // Either of the two may slip.
                let sheets = if dice.happens(500) {
                    [&slipped, &paper]
                } else {
                    [&paper, &slipped]
                };
                let standing = self.standing(&survey.id, hamlet).await?;
                if standing.is_some_and(|found| found.state == "EMPTY") {
                    self.type_in(&survey.id, &paper, sheets).await?;
                }
            }
        }
        Ok(self.seen)
    }

    /// Goes on until the record counts. Each step is taken from where the record stands, so that a step
    /// whose answer got lost does no harm.
    async fn type_in(
        &mut self,
        survey: &str,
        paper: &Paper,
        sheets: [&Paper; 2],
    ) -> Result<(), WireFault> {
        let [first, second] = sheets;
        for step in 0..MOST_STEPS {
            let Some(standing) = self.standing(survey, &paper.hamlet).await? else {
                break;
            };
            match standing.state.as_str() {
                "EMPTY" => self.tell(0, ENTER, first.input(survey)).await?,
                "ENTERED_ONCE" => self.tell(1, ENTER, second.input(survey)).await?,
                "DIFFERENT" => {
                    let input = correction(survey, paper, &standing);
                    self.seen.troubles.corrected = self.seen.troubles.corrected.saturating_add(1);
                    // Whoever is right and types it again changes nothing: the turn goes to the other.
                    self.tell(step.is_multiple_of(2).into(), CORRECT, input)
                        .await?;
                }
                "AGREED" => {
                    let input = json!({ "surveyId": survey, "hamletCode": paper.hamlet,
                        "version": standing.version, "note": "Đã xem lại biên bản" });
                    self.tell(1, ACCEPT, input).await?;
                }
                _ => {
                    self.seen.troubles.records = self.seen.troubles.records.saturating_add(1);
                    let added = self.seen.added.entry(survey.to_owned()).or_default();
                    added.record(paper);
                    return Ok(());
                }
            }
        }
        self.seen.refusal(&format!("COUNT_RECORD {}", paper.hamlet));
        Ok(())
    }

    /// Tells the server; what it answers is seen in where the record stands. A lost answer is told again.
    async fn tell(&mut self, typist: usize, query: &str, input: Value) -> Result<(), WireFault> {
        let token = self.tokens.get(typist).cloned().unwrap_or_default();
        let times = if self.luck.percent(self.field.manners.lost) {
            2
        } else {
            1
        };
        for _ in 0..times {
            let variables = json!({ "input": input });
            match self.field.wire.ask(&token, query, variables).await {
                // A repeat meets a record that has moved on.
                Ok(_) | Err(WireFault::Refused(_)) => {}
                Err(gone) => return Err(gone),
            }
        }
        Ok(())
    }

    async fn standing(&self, survey: &str, hamlet: &str) -> Result<Option<Standing>, WireFault> {
        let [token, _] = &self.tokens;
        let answer = self.field.wire.ask(token, RECORDS, json!({ "id": survey }));
        let answer = answer
            .await
            .map_err(|fault| fault.about("--first-typist"))?;
        let records = answer.pointer("/satisfactionSurvey/countRecords");
        let mut records = records.and_then(Value::as_array).into_iter().flatten();
        let is_it = |record: &&Value| record.pointer("/hamlet/code") == Some(&json!(hamlet));
        Ok(records.find(is_it).map(|record| Standing {
            state: text(record, "state").unwrap_or_default().to_owned(),
            version: record.get("version").cloned().unwrap_or_default(),
            differing: list(record, "differing"),
        }))
    }
}

/// The differing fields, read from the paper once more.
fn correction(survey: &str, paper: &Paper, standing: &Standing) -> Value {
    let fields = standing.differing.iter().map(|field| {
        let (item, choice) = (text(field, "item"), text(field, "choice"));
        let figure = text(field, "figure").unwrap_or_default();
        let value = paper.value(figure, item, choice);
        json!({ "figure": figure, "item": item, "choice": choice, "value": value })
    });
    json!({
        "surveyId": survey,
        "hamletCode": paper.hamlet,
        "version": standing.version,
        "fields": fields.collect::<Value>(),
        "reason": "Đọc lại biên bản",
    })
}

fn text<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str)
}

fn list(of: &Value, name: &str) -> Vec<Value> {
    let found = of.get(name).and_then(Value::as_array);
    found.cloned().unwrap_or_default()
}
