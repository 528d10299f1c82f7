//! Sets collectors' phones up, renews them, cuts them off.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::surveys::survey_id;
use crate::domain::base::ids::EnrolmentId;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::enrolment::Enrolment;
use crate::graphql::state::Asking;
use crate::services::enrolments::{self, Enrolled, NewEnrolment};
use crate::services::refusal::Refusal;

/// A collector's phone to be set up.
#[derive(Debug, InputObject)]
pub struct EnrolCollectorInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Name of the collector, 1 to 200 characters; its account is made where there is none of that name (người
    /// lấy phiếu).
    collector: String,
    /// Codes of the survey's hamlets to collect in (mã các thôn).
    hamlet_codes: Vec<String>,
}

/// An enrolment to be changed.
#[derive(Debug, InputObject)]
pub struct EnrolmentInput {
    /// Global id of the enrolment.
    enrolment_id: ID,
}

/// What became of an enrolment.
#[derive(Debug, SimpleObject)]
pub struct EnrolmentPayload {
    /// The enrolment; null where `userErrors` says why nothing changed.
    enrolment: Option<Enrolment>,
    /// The phone's token, a secret that is told this once; null where none was made (mã truy cập).
    token: Option<String>,
    /// Where on this server a page with its QR code stands, A4 and ready to print; as secret as the token (trang in
    /// mã QR).
    sheet_path: Option<String>,
    /// Where on this server the QR code alone stands, as SVG; as secret as the token (mã QR).
    qr_path: Option<String>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Setting up of phones.
#[derive(Debug, Default)]
pub struct EnrolmentsMutation;

#[Object]
impl EnrolmentsMutation {
    /// Sets a collector's phone up for hamlets of a survey, by a QR code that ODK Collect and KoboCollect read; for the
    /// Front (ghi danh người lấy phiếu).
    async fn enrol_collector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey, the collector and the hamlets.")] input: EnrolCollectorInput,
    ) -> Nullable<EnrolmentPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewEnrolment {
                survey: survey_id(&input.survey_id)?,
                collector: input.collector,
                hamlets: input.hamlet_codes,
            };
            enrolments::enrol(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(with_token(ctx, answer))
    }

    /// Gives an enrolment another QR code; the phone with the one before is cut off at once. For the Front (cấp lại
    /// mã QR).
    async fn renew_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The enrolment.")] input: EnrolmentInput,
    ) -> Nullable<EnrolmentPayload> {
        let answer: Result<_, Refusal> = async {
            let id = enrolment_id(&input)?;
            enrolments::renew(ctx.office()?, ctx.speaker(), id).await
        }
        .await;
        Some(with_token(ctx, answer))
    }

    /// Cuts a phone off; what it sends from now on is refused. For the Front (thu hồi).
    async fn revoke_enrolment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The enrolment.")] input: EnrolmentInput,
    ) -> Nullable<EnrolmentPayload> {
        let answer: Result<_, Refusal> = async {
            let id = enrolment_id(&input)?;
            enrolments::revoke(ctx.office()?, ctx.speaker(), id).await
        }
        .await;
        let payload = |(view, user_errors): (Option<_>, _)| EnrolmentPayload {
            enrolment: view.map(Enrolment::from),
            token: None,
            sheet_path: None,
            qr_path: None,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}

fn enrolment_id(input: &EnrolmentInput) -> Result<EnrolmentId, Refusal> {
    id::key_at(&input.enrolment_id, &["input", "enrolmentId"])
}

fn with_token(
    ctx: &Context<'_>,
    answer: Result<Enrolled, Refusal>,
) -> Result<EnrolmentPayload, Error> {
    let (done, user_errors) = outcome(ctx, answer)?;
    let (view, token) = done.map(|Enrolled { view, secret }| (view, secret)).unzip();
    let path = |name: &str| {
        let token = token.as_ref()?;
        Some(format!("/openrosa/k/{token}/{name}"))
    };
    Ok(EnrolmentPayload {
        enrolment: view.map(Enrolment::from),
        sheet_path: path("sheet"),
        qr_path: path("qr.svg"),
        token,
        user_errors,
    })
}
