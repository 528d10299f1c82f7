//! September 2019: the council votes, the province decides.
//!
//! In Vietnamese: bỏ phiếu kín ngày 23/9/2019. Each of the 18 that are known was voted for by all (kinhtenongthon.vn
//! post30730). The 19th on the agenda is made up: it stands there against a failed check with a written reason,
//! and misses the majority.

use super::calendar::{CALLED, DECIDED, NOTICE, PUT_OFF, VOTED};
use super::findings::report_on_task;
use super::people::{self, COUNCIL, PROVINCE};
use super::stage::{Candidate, Stage};
use crate::domain::base::ids::{MemberId, SessionId};
use crate::domain::recognition::ballot::{Envelopes, Sheet, VoteCount, Votes};
use crate::domain::recognition::council::CouncilPosition;
use crate::domain::recognition::decision::DecisionOutcome;
use crate::domain::recognition::session::BallotMode;
use crate::services::agenda::Wanted;
use crate::services::ballots;
use crate::services::calling::{self, NewSession};
use crate::services::council::{self, Appointment};
use crate::services::counts;
use crate::services::decisions::{self, NewOutcome, Paper};
use crate::services::deferrals;
use crate::services::refusal::Refusal;
use crate::services::sessions;

/// Members who are not there on the day of the vote.
const ABSENT: usize = 1;
/// What is voted on the dossier that misses the majority, of twelve present.
const DIVIDED: Votes = Votes {
    agree: 8,
    disagree: 3,
    abstain: 1,
};
/// Why it stands on the agenda nevertheless.
const REASON: &str =
    "Đề nghị Hội đồng xem xét: còn một nội dung người dân chưa hài lòng (mô phỏng)";

/// The office appoints the council, its chair first.
///
/// # Errors
/// As the use case says.
pub async fn appoint(stage: &Stage<'_>) -> Result<Vec<MemberId>, Refusal> {
    stage.on(NOTICE, 10);
    let mut members = Vec::with_capacity(COUNCIL);
    for (number, key) in people::council().enumerate() {
        let new = Appointment {
            province_code: Some(PROVINCE.to_owned()),
            account: stage.cast.who(&key)?.name.clone(),
            position: match number {
                0 => CouncilPosition::Chair,
                1 => CouncilPosition::ViceChair,
                _ => CouncilPosition::Member,
            },
            since: NOTICE,
            until: None,
        };
        let coordination = stage.who("COORDINATION_OFFICE")?;
        members.push(council::appoint(stage.office, coordination, new).await?.id);
    }
    Ok(members)
}

/// Whether a candidacy comes before the council in this round.
fn is_voted_on(one: &Candidate) -> bool {
    !one.commune().is_simulated() || one.is_returned()
}

/// Puts off what can't be ready, each with its reason.
///
/// # Errors
/// As the use case says.
pub async fn put_off(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    stage.on(PUT_OFF, 9);
    let coordination = stage.who("COORDINATION_OFFICE")?;
    for one in candidates.iter().filter(|one| !is_voted_on(one)) {
        let reason = if one.is_asked() {
            "Kết quả lấy ý kiến chưa đạt mức yêu cầu (mô phỏng)"
        } else {
            "Đề nghị muộn, chưa kịp lấy ý kiến người dân (mô phỏng)"
        };
        let (id, later) = (one.candidacy, stage.later);
        deferrals::defer(stage.office, coordination, id, later, reason, None).await?;
    }
    Ok(())
}

/// Calls the session with its agenda; each dossier is frozen as it goes there.
///
/// # Errors
/// As the use case says.
pub async fn call(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<SessionId, Refusal> {
    stage.on(CALLED, 9);
    let wanted = |one: &Candidate| Wanted {
        candidacy: one.candidacy,
        reason: one.is_returned().then(|| REASON.to_owned()),
    };
    let new = NewSession {
        round: stage.round,
        held_on: VOTED,
        venue: "Hội trường UBND tỉnh (mô phỏng)".to_owned(),
        mode: BallotMode::PaperSecret,
        agenda: candidates
            .iter()
            .filter(|one| is_voted_on(one))
            .map(wanted)
            .collect(),
        corrects: None,
        correction_reason: None,
    };
    let coordination = stage.who("COORDINATION_OFFICE")?;
    Ok(calling::call(stage.office, coordination, new).await?.id)
}

/// The vote of 23/9/2019: opened by the chair, counted on paper by two accounts.
///
/// # Errors
/// As the use cases say.
pub async fn vote(
    stage: &Stage<'_>,
    session: SessionId,
    members: &[MemberId],
    candidates: &[Candidate],
) -> Result<(), Refusal> {
    let (office, chair) = (stage.office, stage.who("COUNCIL_CHAIR")?);
    let there = members.len().saturating_sub(ABSENT);
    let present: Vec<MemberId> = members.iter().copied().take(there).collect();
    stage.on(VOTED, 8);
    sessions::open(office, chair, session, None).await?;
    sessions::attend(office, chair, session, &present, None).await?;
    stage.on(VOTED, 9);
    ballots::open(office, chair, session, None).await?;
    stage.on(VOTED, 10);
    ballots::close(office, chair, session, None).await?;
    let present = i64::try_from(there).unwrap_or(0);
    let envelopes = Sheet::Envelopes(Envelopes {
        handed_out: present,
        returned: present,
    });
    let on_agenda = candidates.iter().filter(|one| is_voted_on(one));
    let votes = Sheet::Votes(on_agenda.map(|one| count(one, present)).collect());
    for sheet in [envelopes, votes] {
        for teller in ["TELLER_1", "TELLER_2"] {
            let teller = stage.who(teller)?;
            counts::record(office, teller, session, sheet.clone(), None).await?;
        }
    }
    stage.on(VOTED, 11);
    counts::close_session(office, chair, session, None).await?;
    let summary = "Hội đồng đã bỏ phiếu xét công nhận đợt 1/2019";
    report_on_task(stage, "VAN_PHONG_DIEU_PHOI", "I.1.1a", summary).await
}

fn count(of: &Candidate, present: i64) -> VoteCount {
    let all = Votes {
        agree: present,
        ..Votes::default()
    };
    VoteCount {
        candidacy: of.candidacy,
        valid: present,
        spoilt: 0,
        votes: if of.is_returned() { DIVIDED } else { all },
    }
}

/// One decision: 18 are recognised, the one that missed the majority is put off.
///
/// # Errors
/// As the use case says.
pub async fn decide(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    stage.on(DECIDED, 9);
    let paper = Paper {
        number: "QĐ-01/2019 (mô phỏng)".to_owned(),
        decided_on: DECIDED,
        signer: "Chủ tịch UBND tỉnh (mô phỏng)".to_owned(),
    };
    let outcome = |one: &Candidate| {
        let missed = one.is_returned();
        NewOutcome {
            candidacy: one.candidacy,
            outcome: if missed {
                DecisionOutcome::Deferred
            } else {
                DecisionOutcome::Recognised
            },
            reason: missed.then(|| "Chưa đủ tỷ lệ phiếu đồng ý (mô phỏng)".to_owned()),
            to_round: missed.then_some(stage.later),
        }
    };
    let on_agenda = candidates.iter().filter(|one| is_voted_on(one));
    let outcomes = on_agenda.map(outcome).collect();
    let coordination = stage.who("COORDINATION_OFFICE")?;
    decisions::record(stage.office, coordination, paper, outcomes).await?;
    Ok(())
}
