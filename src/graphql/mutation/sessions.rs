//! Calls sessions of the council and moves them step by step.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::{CandidacyId, MemberId, RoundId, SessionId};
use crate::domain::recognition::session::{self, BallotMode};
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::council::CouncilSession;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::agenda::{self, Wanted};
use crate::services::calling::{self, NewSession};
use crate::services::office::{Office, Speaker};
use crate::services::refusal::{InputFault, Refusal};
use crate::services::sessions;
use crate::services::{ballots, counts};

/// Candidacies or members that one input may name at the most.
pub(super) const MOST_NAMED: usize = 500;

/// A session to be called.
#[derive(Debug, InputObject)]
pub struct CallSessionInput {
    /// Global id of the round.
    round_id: ID,
    /// The day on which it is held (ngày họp).
    held_on: CalendarDay,
    /// Where (địa điểm).
    venue: String,
    /// How it votes (hình thức bỏ phiếu).
    #[graphql(default_with = "BallotMode::PaperSecret")]
    mode: BallotMode,
    /// What goes on its agenda; more may be put there until the ballot is opened (chương trình).
    agenda: Option<Vec<AgendaItemInput>>,
    /// Global id of the closed session whose vote is held again (phiên họp được bỏ phiếu lại).
    corrects: Option<ID>,
    /// Why it is held again (lý do bỏ phiếu lại).
    correction_reason: Option<String>,
}

/// A candidacy for the agenda.
#[derive(Debug, InputObject)]
pub struct AgendaItemInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Why it goes there though a blocking check does not hold; kept and shown (lý do).
    reason: Option<String>,
}

/// Candidacies to be put on an agenda.
#[derive(Debug, InputObject)]
pub struct PutOnAgendaInput {
    /// Global id of the session.
    session_id: ID,
    /// The candidacies, 1 to 500 (hồ sơ).
    agenda: Vec<AgendaItemInput>,
    /// The session's version that was read.
    version: Option<i64>,
}

/// A candidacy to be taken off an agenda.
#[derive(Debug, InputObject)]
pub struct TakeOffAgendaInput {
    /// Global id of the session.
    session_id: ID,
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// The session's version that was read.
    version: Option<i64>,
}

/// Who is present.
#[derive(Debug, InputObject)]
pub struct RecordAttendanceInput {
    /// Global id of the session.
    session_id: ID,
    /// Global ids of the terms of those present; everybody else is not (có mặt).
    present: Vec<ID>,
    /// The session's version that was read.
    version: Option<i64>,
}

/// A session to be moved.
#[derive(Debug, InputObject)]
pub struct SessionStepInput {
    /// Global id of the session.
    session_id: ID,
    /// The session's version that was read.
    version: Option<i64>,
}

/// What became of a session.
#[derive(Debug, SimpleObject)]
pub struct CouncilSessionPayload {
    /// The session; null where `userErrors` says why nothing changed.
    session: Option<CouncilSession>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of sessions.
#[derive(Debug, Default)]
pub struct SessionsMutation;

#[Object]
impl SessionsMutation {
    /// Calls a session of the council; for the coordination office and the chair (triệu tập phiên họp).
    async fn call_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: CallSessionInput,
    ) -> Nullable<CouncilSessionPayload> {
        let answer = async {
            let new = new_session(input)?;
            calling::call(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Puts candidacies on the agenda; each must be ready, or have a written reason (đưa hồ sơ vào chương trình).
    async fn put_on_agenda(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The candidacies.")] input: PutOnAgendaInput,
    ) -> Nullable<CouncilSessionPayload> {
        let answer = async {
            let id = session_id(&input.session_id)?;
            let wanted = wanted(input.agenda)?;
            agenda::put_on(ctx.office()?, ctx.speaker(), id, &wanted, input.version).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Takes a candidacy off the agenda before the ballot (đưa hồ sơ ra khỏi chương trình).
    async fn take_off_agenda(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The candidacy.")] input: TakeOffAgendaInput,
    ) -> Nullable<CouncilSessionPayload> {
        let answer = async {
            let id = session_id(&input.session_id)?;
            let candidacy: CandidacyId =
                id::key_at(&input.candidacy_id, &["input", "candidacyId"])?;
            agenda::take_off(ctx.office()?, ctx.speaker(), id, candidacy, input.version).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Opens a session: each member who serves on its day has a seat (khai mạc).
    async fn open_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: SessionStepInput,
    ) -> Nullable<CouncilSessionPayload> {
        Some(step(ctx, &input, sessions::open).await)
    }

    /// Takes attendance, until the ballot is opened (điểm danh).
    async fn record_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is present.")] input: RecordAttendanceInput,
    ) -> Nullable<CouncilSessionPayload> {
        let answer = async {
            let id = session_id(&input.session_id)?;
            let present = members(&input.present)?;
            sessions::attend(ctx.office()?, ctx.speaker(), id, &present, input.version).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Opens the ballot, where a quorum is present (mở bỏ phiếu).
    async fn open_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: SessionStepInput,
    ) -> Nullable<CouncilSessionPayload> {
        Some(step(ctx, &input, ballots::open).await)
    }

    /// Closes the ballot: none is taken any more (kết thúc bỏ phiếu).
    async fn close_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: SessionStepInput,
    ) -> Nullable<CouncilSessionPayload> {
        Some(step(ctx, &input, ballots::close).await)
    }

    /// Lets the result stand, once it is counted; candidacies become VOTED and figures may be seen (bế mạc).
    async fn close_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: SessionStepInput,
    ) -> Nullable<CouncilSessionPayload> {
        Some(step(ctx, &input, counts::close_session).await)
    }

    /// Ends a session without a vote (hoãn phiên họp).
    async fn adjourn_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: SessionStepInput,
    ) -> Nullable<CouncilSessionPayload> {
        Some(step(ctx, &input, sessions::adjourn).await)
    }
}

/// Moves a session by one of the steps that need nothing but its version.
async fn step(
    ctx: &Context<'_>,
    input: &SessionStepInput,
    take: impl AsyncFnOnce(
        &Office,
        Speaker<'_>,
        SessionId,
        Option<i64>,
    ) -> Result<session::CouncilSession, Refusal>,
) -> Result<CouncilSessionPayload, Error> {
    let answer = async {
        let id = session_id(&input.session_id)?;
        take(ctx.office()?, ctx.speaker(), id, input.version).await
    };
    payload(ctx, answer.await)
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<session::CouncilSession, Refusal>,
) -> Result<CouncilSessionPayload, Error> {
    let answer = answer.map(CouncilSession::from);
    let payload = |(session, user_errors)| CouncilSessionPayload {
        session,
        user_errors,
    };
    outcome(ctx, answer).map(payload)
}

/// The session that an input names.
pub(super) fn session_id(id: &ID) -> Result<SessionId, Refusal> {
    id::key_at(id, &["input", "sessionId"])
}

fn new_session(input: CallSessionInput) -> Result<NewSession, Refusal> {
    let round: RoundId = id::key_at(&input.round_id, &["input", "roundId"])?;
    let corrects = input.corrects.as_ref();
    let corrects = corrects.map(|id| id::key_at(id, &["input", "corrects"]));
    Ok(NewSession {
        round,
        held_on: input.held_on.0,
        venue: input.venue,
        mode: input.mode,
        agenda: match input.agenda {
            Some(items) if !items.is_empty() => wanted(items)?,
            _ => Vec::new(),
        },
        corrects: corrects.transpose()?,
        correction_reason: input.correction_reason,
    })
}

fn wanted(items: Vec<AgendaItemInput>) -> Result<Vec<Wanted>, Refusal> {
    check_length(items.len(), "agenda", 1)?;
    items
        .into_iter()
        .enumerate()
        .map(|(position, item)| {
            let position = position.to_string();
            let path = ["input", "agenda", &position, "candidacyId"];
            Ok(Wanted {
                candidacy: id::key_at(&item.candidacy_id, &path)?,
                reason: item.reason,
            })
        })
        .collect()
}

fn members(ids: &[ID]) -> Result<Vec<MemberId>, Refusal> {
    check_length(ids.len(), "present", 0)?;
    let member = |(position, id): (usize, &ID)| {
        let position = position.to_string();
        id::key_at(id, &["input", "present", &position])
    };
    ids.iter().enumerate().map(member).collect()
}

/// Refuses a list that is too short or too long.
pub(super) fn check_length(length: usize, field: &str, least: usize) -> Result<(), Refusal> {
    if (least..=MOST_NAMED).contains(&length) {
        return Ok(());
    }
    Err(Refusal::BadInput {
        path: vec!["input".to_owned(), field.to_owned()],
        fault: InputFault::ListLength { most: MOST_NAMED },
    })
}
