//! Invitations: made and revoked by the Front, used by residents without a token.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::submission::{AnswerInput, ConsentInput};
use super::submit::ResponseReceipt;
use super::surveys::survey_id;
use crate::domain::base::ids::ResponseId;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::invitation::{Invitation, InvitationLetter};
use crate::graphql::scalars::{Moment, UniqueId};
use crate::graphql::state::Asking;
use crate::services::batch::Receipt;
use crate::services::invitations::{self, NewInvitations};
use crate::services::invited::{self, OwnAnswer};
use crate::services::refusal::Refusal;

/// Invitations to be made for a hamlet whose mode is SELF_SERVICE.
#[derive(Debug, InputObject)]
pub struct MakeInvitationsInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// Codes of households whose invitation is made anew, the one before being revoked, at most 2,000; where left out,
    /// every household of the roster that has none yet (các hộ cấp lại).
    households: Option<Vec<String>>,
    /// Without a roster: how many numbered invitations the hamlet has in all, 1 to 2,000; the number of its households,
    /// where left out (số giấy mời).
    count: Option<i32>,
}

/// Invitations to be revoked.
#[derive(Debug, InputObject)]
pub struct RevokeInvitationsInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// Codes of the households; all of the hamlet, where left out (các hộ).
    households: Option<Vec<String>>,
}

/// A code from an invitation.
#[derive(Debug, InputObject)]
pub struct OpenInvitationInput {
    /// The code, in any case, with or without hyphens and spaces (mã mời).
    code: String,
}

/// A household's answer, given by itself; whose it is says the code.
#[derive(InputObject)]
pub struct AnswerInvitationInput {
    /// The code, in any case, with or without hyphens and spaces (mã mời).
    code: String,
    /// The answer (phiếu).
    response: OwnResponseInput,
    /// When this call leaves, by the phone's own clock, told anew each time; see `SubmitResponsesInput.sentAt` (giờ
    /// trên máy khi gửi).
    sent_at: Option<Moment>,
}

/// What a household answers by itself.
#[derive(InputObject)]
pub struct OwnResponseInput {
    /// Made by the app; version 7 recommended. Sending it again is safe.
    id: UniqueId,
    /// When the household answered.
    collected_at: Moment,
    /// Its answers, in any order (các câu trả lời).
    answers: Vec<AnswerInput>,
    /// Another opinion or remark, at most 4,000 characters (ý kiến khác).
    comment: Option<String>,
    /// Its consent to the notice that `openInvitation` showed; kept with the answer (sự đồng ý).
    consent: ConsentInput,
}

/// The invitations that were made.
#[derive(Debug, SimpleObject)]
pub struct MakeInvitationsPayload {
    /// One for each household that got a code, by household; the codes are told this once (giấy mời).
    letters: Vec<InvitationLetter>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of invitations that were to be revoked.
#[derive(Debug, SimpleObject)]
pub struct RevokeInvitationsPayload {
    /// How many were revoked; null where `userErrors` says why none was.
    revoked: Option<i64>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What a code is for.
#[derive(Debug, SimpleObject)]
pub struct OpenInvitationPayload {
    /// The form and where the household lives; null where `userErrors` says why the code opens nothing.
    invitation: Option<Invitation>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a household's own answer.
#[derive(Debug, SimpleObject)]
pub struct AnswerInvitationPayload {
    /// The receipt; null where `userErrors` says why nothing was judged (biên nhận).
    receipt: Option<ResponseReceipt>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Making and using of invitations.
#[derive(Debug, Default)]
pub struct InvitationsMutation;

#[Object]
impl InvitationsMutation {
    /// Makes one code a household of a hamlet whose residents answer by themselves, in a survey that is DRAFT or OPEN;
    /// for the Front (cấp mã mời).
    async fn make_invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The hamlet, and which households.")] input: MakeInvitationsInput,
    ) -> Nullable<MakeInvitationsPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewInvitations {
                survey: survey_id(&input.survey_id)?,
                hamlet: input.hamlet_code,
                households: input.households.unwrap_or_default(),
                // A number below zero is as far out of range as none.
                count: input.count.map(|count| u32::try_from(count).unwrap_or(0)),
            };
            invitations::make(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        let payload = |(made, user_errors): (Option<invitations::Letters>, _)| {
            let letters = made.map(|made| made.letters).unwrap_or_default();
            MakeInvitationsPayload {
                letters: letters.into_iter().map(InvitationLetter::from).collect(),
                user_errors,
            }
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Revokes codes; an answer that came by one stays. Safe to repeat. For the Front (thu hồi mã mời).
    async fn revoke_invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The hamlet, and which households.")] input: RevokeInvitationsInput,
    ) -> Nullable<RevokeInvitationsPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            let of = input.households.as_deref();
            invitations::revoke(office, speaker, survey, &input.hamlet_code, of).await
        }
        .await;
        let payload = |(revoked, user_errors)| RevokeInvitationsPayload {
            revoked,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// What an invitation is for; whoever has its code may ask, without a token. A slip in the code is told before
    /// anything is looked up; codes that are none are answered alike, and too many of them from one place are
    /// RATE_LIMITED (mở giấy mời).
    async fn open_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code.")] input: OpenInvitationInput,
    ) -> Nullable<OpenInvitationPayload> {
        let answer: Result<_, Refusal> =
            async { invited::open(ctx.office()?, ctx.client(), &input.code).await }.await;
        let payload = |(invited, user_errors): (Option<_>, _)| OpenInvitationPayload {
            invitation: invited.map(Invitation::from),
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Takes a household's own answer; whoever has its code may give it, without a token. Judged and counted like every
    /// other: the first is counted, up to two more are set aside for the Front. What is accepted or set aside is on
    /// disk when the answer leaves the server (tự trả lời phiếu).
    async fn answer_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code and the answer.")] input: AnswerInvitationInput,
    ) -> Nullable<AnswerInvitationPayload> {
        let language = ctx.language();
        let answer = taken(ctx, input).await;
        let payload = |(receipt, user_errors): (Option<_>, _)| AnswerInvitationPayload {
            receipt: receipt.map(|receipt| ResponseReceipt::of(&receipt, language)),
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}

async fn taken(ctx: &Context<'_>, input: AnswerInvitationInput) -> Result<Receipt, Refusal> {
    let OwnResponseInput {
        id,
        collected_at,
        answers,
        comment,
        consent,
    } = input.response;
    let own = OwnAnswer {
        id: ResponseId(id.0),
        collected_at: collected_at.0,
        answers: answers.into_iter().map(|answer| answer.0).collect(),
        comment,
        consent: consent.0,
        sent_at: input.sent_at.map(|at| at.0),
    };
    let request = ctx.request_name();
    invited::answer(ctx.office()?, ctx.client(), request, &input.code, own).await
}
