//! The council's vote on a candidacy, the decision, the deferral.

use async_graphql::SimpleObject;

use super::check::Check;
use crate::domain::base::ids::{CandidacyId, SessionId};
use crate::domain::base::language::Language;
use crate::domain::law::check::Severity;
use crate::domain::recognition::decision::{self, DecisionOutcome};
use crate::domain::recognition::session::BallotMode;
use crate::domain::recognition::title_record;
use crate::domain::recognition::vote::Held;
use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::votes;
use crate::words::conditions::Condition;
use crate::words::votes as words;

/// The council's vote on a candidacy; figures are null until it is closed (bỏ phiếu xét công nhận).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RecognitionVote {
    /// Whether the vote is closed and its figures stand.
    pub closed: bool,
    /// How the council voted (hình thức bỏ phiếu).
    pub mode: BallotMode,
    /// The day of the session (ngày bỏ phiếu).
    pub held_on: Option<CalendarDay>,
    /// Members of the council on that day (tổng số thành viên).
    pub members: Option<i64>,
    /// Of these, present (có mặt).
    pub present: Option<i64>,
    /// Ballots handed out (phiếu phát ra).
    pub handed_out: Option<i64>,
    /// Ballots returned (phiếu thu về).
    pub returned: Option<i64>,
    /// Of these, valid (phiếu hợp lệ).
    pub valid: Option<i64>,
    /// Of these, spoilt (phiếu không hợp lệ).
    pub spoilt: Option<i64>,
    /// Valid ballots for recognition (đồng ý).
    pub agree: Option<i64>,
    /// Valid ballots against it (không đồng ý).
    pub disagree: Option<i64>,
    /// Valid ballots that say neither (không có ý kiến).
    pub abstain: Option<i64>,
    /// Quorum and majority, as the round's regulation asks; empty until the vote is closed.
    pub checks: Vec<Check>,
    /// Whether all of them hold (đạt).
    pub passed: Option<bool>,
    #[graphql(skip)]
    pub(in crate::graphql) session: SessionId,
}

impl RecognitionVote {
    /// A vote in a language.
    #[must_use]
    pub fn of(vote: &votes::Vote, language: Language) -> Self {
        let result = vote.result.as_ref();
        let figures = result.map(|result| result.figures);
        let checks = result.map_or_else(Vec::new, |result| {
            let quorum = result.quorum.iter().map(|held| quorum(held, language));
            let majority = result.majority.iter().map(|held| {
                let words = words::majority(held, language);
                check("MAJORITY", held, words)
            });
            quorum.chain(majority).collect()
        });
        Self {
            closed: result.is_some(),
            mode: vote.mode,
            held_on: result.map(|result| CalendarDay(result.held_on)),
            members: figures.map(|figures| figures.assembly.members),
            present: figures.map(|figures| figures.assembly.present),
            handed_out: figures.map(|figures| figures.handed_out),
            returned: figures.map(|figures| figures.returned),
            valid: figures.map(|figures| figures.valid),
            spoilt: figures.map(|figures| figures.spoilt),
            agree: figures.map(|figures| figures.votes.agree),
            disagree: figures.map(|figures| figures.votes.disagree),
            abstain: figures.map(|figures| figures.votes.abstain),
            checks,
            passed: result.map(|result| result.passed),
            session: vote.session,
        }
    }
}

/// Members present, held against the quorum.
#[must_use]
pub fn quorum(held: &Held, language: Language) -> Check {
    check("QUORUM", held, words::quorum(held, language))
}

fn check(code: &str, held: &Held, words: Condition) -> Check {
    Check {
        code: code.to_owned(),
        status: words::status(held),
        severity: Severity::Blocking,
        required: words.required,
        actual: words.actual,
        message: words.message,
        legal_basis: Some(held.threshold.source.clone()),
        confirmed: held.threshold.confirmed,
    }
}

/// What a decision says of a candidacy (quyết định công nhận).
#[derive(Debug, Clone, SimpleObject)]
pub struct RecognitionDecision {
    /// Its number (số quyết định).
    pub number: String,
    /// Its day (ngày quyết định).
    pub decided_on: CalendarDay,
    /// Who signed it (người ký).
    pub signer: String,
    /// What it says (nội dung quyết định).
    pub outcome: DecisionOutcome,
    /// Why; null where the title is given (lý do).
    pub reason: Option<String>,
}

impl From<(decision::DecidedCandidacy, decision::Decision)> for RecognitionDecision {
    fn from((decided, decision): (decision::DecidedCandidacy, decision::Decision)) -> Self {
        Self {
            number: decision.number,
            decided_on: CalendarDay(decision.decided_on),
            signer: decision.signer,
            outcome: decided.outcome,
            reason: decided.reason,
        }
    }
}

/// Where a candidacy was put off to (chuyển sang đợt sau).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Deferral {
    /// Why (lý do).
    pub reason: String,
    /// When.
    pub deferred_at: Moment,
    #[graphql(skip)]
    pub(in crate::graphql) to: CandidacyId,
}

impl From<decision::Deferral> for Deferral {
    fn from(deferral: decision::Deferral) -> Self {
        Self {
            reason: deferral.reason,
            deferred_at: Moment(deferral.at),
            to: deferral.successor,
        }
    }
}

/// What the re-assessment of a commune that was recognised before came to (kết quả rà soát).
#[derive(Debug, Clone, SimpleObject)]
pub struct Reassessment {
    /// Rises with each revision.
    pub version: i32,
    /// Whether the commune still meets the standard (còn đạt chuẩn).
    pub still_meets: bool,
    /// Codes of the criteria that it no longer meets (tiêu chí không còn đạt).
    pub failed_criteria: Vec<String>,
    /// A remark, or why it was revised (ghi chú).
    pub note: Option<String>,
    /// Name of the account that recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: Moment,
}

impl From<title_record::Reassessment> for Reassessment {
    fn from(found: title_record::Reassessment) -> Self {
        Self {
            version: found.version,
            still_meets: found.still_meets,
            failed_criteria: found.failed,
            note: found.note,
            recorded_by: found.by,
            recorded_at: Moment(found.at),
        }
    }
}
