//! What a vote came to: quorum and majority of the regulation, in whole numbers.

use super::ballot::Votes;
use crate::domain::base::ids::{AgendaItemId, CandidacyId, SessionId};
use crate::domain::base::ratio::Share;
use crate::domain::law::regulation::{Base, Threshold, VoteRule};

/// Who could vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assembly {
    /// Members of the council on the day.
    pub members: i64,
    /// Of these, present.
    pub present: i64,
}

impl Assembly {
    /// The number that a threshold's share is of.
    const fn base(self, base: Base) -> i64 {
        match base {
            Base::Present => self.present,
            _ => self.members,
        }
    }
}

/// A threshold held against what there was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What the regulation asks.
    pub threshold: Threshold,
    /// What there was.
    pub share: Share,
}

impl Held {
    /// Whether it is reached; `None` where the base is 0.
    #[must_use]
    pub fn met(&self) -> Option<bool> {
        self.share
            .meets(self.threshold.comparison, self.threshold.limit)
    }
}

/// Whether enough members are present.
#[must_use]
pub fn quorum(rule: &VoteRule, assembly: Assembly) -> Held {
    Held {
        threshold: rule.quorum.clone(),
        share: Share::of(assembly.present, assembly.base(rule.quorum.base)),
    }
}

/// Whether enough members agreed.
#[must_use]
pub fn majority(rule: &VoteRule, assembly: Assembly, votes: Votes) -> Held {
    Held {
        threshold: rule.majority.clone(),
        share: Share::of(votes.agree, assembly.base(rule.majority.base)),
    }
}

/// The figures of a closed vote on one candidacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoteResult {
    /// Where it stood on the agenda.
    pub item: AgendaItemId,
    /// The session.
    pub session: SessionId,
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Who could vote.
    pub assembly: Assembly,
    /// Ballots handed out.
    pub handed_out: i64,
    /// Ballots returned.
    pub returned: i64,
    /// Of these, valid.
    pub valid: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Valid ballots by choice.
    pub votes: Votes,
}

impl VoteResult {
    /// Whether quorum and majority are reached; a regulation without a rule asks for nothing.
    #[must_use]
    pub fn passed(&self, rule: Option<&VoteRule>) -> bool {
        rule.is_none_or(|rule| {
            let reached = |held: Held| held.met() == Some(true);
            reached(quorum(rule, self.assembly))
                && reached(majority(rule, self.assembly, self.votes))
        })
    }
}
