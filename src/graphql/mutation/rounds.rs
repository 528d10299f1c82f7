//! Creates rounds and nominates.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::RoundId;
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::{self, CandidacyPurpose};
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::candidacies::{self, Nomination};
use crate::services::refusal::Refusal;
use crate::services::rounds::{self, NewRound};

/// A round to be created.
#[derive(Debug, InputObject)]
pub struct CreateCertificationRoundInput {
    /// Its year, 1990 to 2200 (năm).
    year: i32,
    /// Its number within the year, 1 to 100 (đợt).
    ordinal: i32,
    /// Its name; made of number and year, where left out (tên đợt).
    name: Option<String>,
    /// Code of the regulation that judges it for ever; its newest version is taken (mã bộ quy định).
    regulation_code: String,
    /// Code of the province; may be left out where there is one alone (mã tỉnh).
    province_code: Option<String>,
    /// The day on which area codes are read; today, where left out.
    as_of: Option<CalendarDay>,
    /// What is owed by when (thời hạn).
    deadlines: Option<Vec<DeadlineInput>>,
}

/// What is owed by when.
#[derive(Debug, InputObject)]
pub struct DeadlineInput {
    /// What is owed (nội dung).
    deliverable: Deliverable,
    /// In time until the end of the day before.
    due_before: CalendarDay,
}

/// An area to be nominated for a title.
#[derive(Debug, InputObject)]
pub struct NominateInput {
    /// Global id of the round.
    round_id: ID,
    /// The area's code on the round's day (mã đơn vị).
    area_code: String,
    /// The title (danh hiệu).
    title: Title,
    /// What it is for (mục đích).
    #[graphql(default_with = "CandidacyPurpose::Recognition")]
    purpose: CandidacyPurpose,
}

/// What became of a round to be created.
#[derive(Debug, SimpleObject)]
pub struct CertificationRoundPayload {
    /// The round; null where `userErrors` says why nothing changed.
    round: Option<CertificationRound>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a nomination.
#[derive(Debug, SimpleObject)]
pub struct CandidacyPayload {
    /// The candidacy; null where `userErrors` says why nothing changed.
    candidacy: Option<Candidacy>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

impl CandidacyPayload {
    /// What became of a candidacy.
    pub(super) const fn of(candidacy: Option<Candidacy>, user_errors: Vec<UserError>) -> Self {
        Self {
            candidacy,
            user_errors,
        }
    }
}

/// Changing of rounds.
#[derive(Debug, Default)]
pub struct RoundsMutation;

#[Object]
impl RoundsMutation {
    /// Creates a round; for the coordination office (tạo đợt xét công nhận).
    async fn create_certification_round(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The round.")] input: CreateCertificationRoundInput,
    ) -> Nullable<CertificationRoundPayload> {
        let answer: Result<_, Refusal> = async {
            let round = rounds::create(ctx.office()?, ctx.speaker(), new_round(input)).await?;
            Ok(CertificationRound::from(round))
        }
        .await;
        let payload = |(round, user_errors)| CertificationRoundPayload { round, user_errors };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Nominates an area for a title; for the coordination office (đề nghị xét công nhận).
    async fn nominate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The nomination.")] input: NominateInput,
    ) -> Nullable<CandidacyPayload> {
        let answer = nominate(ctx, input).await;
        let payload: Result<_, Error> =
            outcome(ctx, answer).map(|(candidacy, user_errors)| CandidacyPayload {
                candidacy: candidacy.map(Candidacy::from),
                user_errors,
            });
        Some(payload)
    }
}

fn new_round(input: CreateCertificationRoundInput) -> NewRound {
    let CreateCertificationRoundInput {
        year,
        ordinal,
        name,
        regulation_code,
        province_code,
        as_of,
        deadlines,
    } = input;
    let due_date = |DeadlineInput {
                        deliverable,
                        due_before,
                    }| DueDate {
        deliverable,
        due_before: due_before.0,
    };
    NewRound {
        year,
        ordinal,
        name,
        regulation_code,
        province_code,
        as_of: as_of.map(|day| day.0),
        deadlines: deadlines
            .unwrap_or_default()
            .into_iter()
            .map(due_date)
            .collect(),
    }
}

async fn nominate(
    ctx: &Context<'_>,
    input: NominateInput,
) -> Result<candidacy::Candidacy, Refusal> {
    let NominateInput {
        round_id,
        area_code,
        title,
        purpose,
    } = input;
    let round: RoundId = id::key_at(&round_id, &["input", "roundId"])?;
    let nomination = Nomination {
        round,
        area_code,
        title,
        purpose,
        simulated: false,
    };
    candidacies::nominate(ctx.office()?, ctx.speaker(), nomination).await
}
