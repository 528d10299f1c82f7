//! The result of a vote is what the ballots, or two counts that agree, give.

use std::collections::{BTreeSet, HashMap};

use super::told::{PAGE, differs};
use crate::domain::base::ids::{AgendaItemId, CandidacyId, MemberId};
use crate::domain::recognition::session::{AgendaItem, CouncilSession, SessionState};
use crate::domain::recognition::vote::VoteResult;
use crate::services::counts;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::database::Transaction;
use crate::storage::{agendas, ballots, every, sessions};

/// Counts every closed session again; one that is not closed has no result.
pub(super) async fn give_the_results(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in every::sessions(tx).await?.chunks(PAGE) {
        let mut found = sessions::find_many(tx, page).await?;
        found.sort_by_key(|session| session.id);
        for session in &found {
            let agenda = agendas::of_sessions(tx, &[session.id]).await?;
            recount(tx, session, &agenda, findings).await?;
            boxes(tx, session, &agenda, findings).await?;
        }
    }
    Ok(())
}

async fn recount(
    tx: &Transaction,
    session: &CouncilSession,
    agenda: &[AgendaItem],
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let candidacies: Vec<CandidacyId> = agenda.iter().map(|item| item.candidacy).collect();
    let mut kept: HashMap<AgendaItemId, VoteResult> = ballots::results(tx, &candidacies)
        .await?
        .into_iter()
        .filter(|stored| stored.result.session == session.id)
        .map(|stored| (stored.result.item, stored.result))
        .collect();
    let made = if session.state == SessionState::Closed {
        match counts::results(tx, session, agenda).await {
            Ok(made) => made,
            Err(Refusal::Faults(_)) => {
                findings.push(Finding::new("ballot_sheet", &session.id, Wrong::Follows));
                return Ok(());
            }
            Err(other) => return Err(other),
        }
    } else {
        Vec::new()
    };
    for made in &made {
        let kept = kept.remove(&made.item).as_ref().map(shown);
        let kept = kept.unwrap_or_default();
        differs(findings, ("vote_result", &made.item), &kept, &shown(made));
    }
    for (item, kept) in kept {
        let finding = Finding::new("vote_result", &item, Wrong::Follows);
        findings.push(finding.with(&"", &shown(&kept)));
    }
    Ok(())
}

/// The figures of a result in one line.
fn shown(result: &VoteResult) -> String {
    let VoteResult {
        assembly, votes, ..
    } = result;
    format!(
        "{}/{} {}/{} {}+{} {}:{}:{}",
        assembly.present,
        assembly.members,
        result.returned,
        result.handed_out,
        result.valid,
        result.spoilt,
        votes.agree,
        votes.disagree,
        votes.abstain,
    )
}

/// A box holds one vote of each member present who has voted, and no other.
async fn boxes(
    tx: &Transaction,
    session: &CouncilSession,
    agenda: &[AgendaItem],
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let items: Vec<AgendaItemId> = agenda.iter().map(|item| item.id).collect();
    let found = ballots::boxes(tx, &items).await?;
    if found.is_empty() {
        return Ok(());
    }
    let present: BTreeSet<MemberId> = sessions::seats(tx, &[session.id])
        .await?
        .into_iter()
        .filter(|seat| seat.present)
        .map(|seat| seat.member)
        .collect();
    for (item, ballots) in found {
        let voted = i64::try_from(ballots.voted.len()).unwrap_or(i64::MAX);
        differs(
            findings,
            ("ballot_box", &item),
            &ballots.votes.total(),
            &voted,
        );
        if !ballots.voted.iter().all(|member| present.contains(member)) {
            findings.push(Finding::new("ballot_box", &item, Wrong::Follows));
        }
    }
    Ok(())
}
