//! Takes a survey app's batch.

use async_graphql::parser::types::Field;
use async_graphql::{Context, Error, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::submission::BatchInput;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::language::Language;
use crate::domain::survey::judge::RejectionCode;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::json::{Json, Plain};
use crate::graphql::links::ways;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::UniqueId;
use crate::graphql::state::Asking;
use crate::graphql::straight::StraightList;
use crate::services::batch::{Receipt, ReceiptStatus, Submitted};
use crate::services::refusal::Refusal;
use crate::services::submit;
use crate::words::receipts;

/// What became of a batch.
#[derive(Debug, SimpleObject)]
pub struct SubmitResponsesPayload {
    /// One receipt for each response, in the order of the input: one bad response never loses its
    /// neighbours (biên nhận).
    receipts: StraightList<ResponseReceipt>,
    /// The survey afterwards.
    survey: Option<SatisfactionSurvey>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of one response (biên nhận phiếu).
#[derive(Debug, SimpleObject)]
pub struct ResponseReceipt {
    /// The id that the app made for it.
    id: UniqueId,
    /// What became of it.
    status: ReceiptStatus,
    /// Why it was not counted; null where it was.
    code: Option<RejectionCode>,
    /// The same in words, in the request's language; null where it was counted.
    message: Option<String>,
    /// The server holds this response, counted or set aside: the app may delete its copy.
    kept: bool,
    /// The same response may be taken later, when what the code says has been put right.
    retry: bool,
}

impl ResponseReceipt {
    /// A receipt in the request's language.
    #[must_use]
    pub fn of(receipt: &Receipt, language: Language) -> Self {
        let Receipt {
            id,
            status,
            code,
            kept,
            retry,
        } = *receipt;
        let message = code.map(|code| receipts::rejection(code, kept, retry, language));
        Self {
            id: UniqueId(id.0),
            status,
            code,
            message,
            kept,
            retry,
        }
    }
}

impl Plain for ResponseReceipt {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "id" => json.put(&self.id.0),
            "status" => json.put(&self.status),
            "code" => json.put(&self.code),
            "message" => json.put(&self.message),
            "kept" => json.put(&self.kept),
            "retry" => json.put(&self.retry),
            _ => false,
        }
    }
}

/// Taking of responses.
#[derive(Debug, Default)]
pub struct SubmitMutation;

#[Object]
impl SubmitMutation {
    /// Takes 1 to 500 responses of a survey; for its collectors and the Front. What is accepted or set
    /// aside is on disk when the answer leaves the server (gửi phiếu).
    async fn submit_responses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The responses.")] input: BatchInput,
    ) -> Nullable<SubmitResponsesPayload> {
        let answer = submit(ctx, input).await;
        Some(outcome(ctx, answer).and_then(|(taken, faults)| payload(ctx, taken, faults)))
    }
}

async fn submit(ctx: &Context<'_>, input: BatchInput) -> Result<Submitted, Refusal> {
    let survey: SurveyId = id::key_at(&input.survey_id, &["input", "surveyId"])?;
    let office = ctx.office()?;
    submit::batch_of_phone(office, ctx.speaker(), survey, input.drafts, input.sending).await
}

fn payload(
    ctx: &Context<'_>,
    taken: Option<Submitted>,
    user_errors: Vec<UserError>,
) -> Result<SubmitResponsesPayload, Error> {
    let Some(Submitted { receipts, survey }) = taken else {
        return Ok(SubmitResponsesPayload {
            receipts: StraightList(Vec::new()),
            survey: None,
            user_errors,
        });
    };
    let language = ctx.language();
    Ok(SubmitResponsesPayload {
        receipts: StraightList(
            receipts
                .iter()
                .map(|receipt| ResponseReceipt::of(receipt, language))
                .collect(),
        ),
        survey: Some(ways::survey(ctx, survey)?),
        user_errors,
    })
}
