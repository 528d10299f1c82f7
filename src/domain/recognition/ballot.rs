//! Ballots: the box of an electronic one, the sheets of a counted one.
//!
//! In Vietnamese: phiếu bầu, biên bản kiểm phiếu. Whole numbers throughout.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::base::ids::{CandidacyId, MemberId};
use crate::domain::base::terms::terms;

terms! {
    /// What a ballot says.
    BallotChoice {
        /// For recognition (đồng ý).
        Agree = "AGREE",
        /// Against recognition (không đồng ý).
        Disagree = "DISAGREE",
        /// Neither (không có ý kiến).
        Abstain = "ABSTAIN",
    }
}

/// Votes by choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Votes {
    /// For recognition.
    pub agree: i64,
    /// Against recognition.
    pub disagree: i64,
    /// Neither.
    pub abstain: i64,
}

impl Votes {
    /// All of them.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.agree
            .saturating_add(self.disagree)
            .saturating_add(self.abstain)
    }

    /// One more of a choice.
    #[must_use]
    pub const fn with(self, choice: BallotChoice) -> Self {
        match choice {
            BallotChoice::Agree => Self {
                agree: self.agree.saturating_add(1),
                ..self
            },
            BallotChoice::Disagree => Self {
                disagree: self.disagree.saturating_add(1),
                ..self
            },
            BallotChoice::Abstain => Self {
                abstain: self.abstain.saturating_add(1),
                ..self
            },
        }
    }

    fn any_negative(&self) -> bool {
        self.agree < 0 || self.disagree < 0 || self.abstain < 0
    }
}

/// The member has voted on this candidacy before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a second ballot")]
pub struct SecondBallot;

/// An electronic ballot on one candidacy: who has voted as a set, what was voted as three numbers.
///
/// Nothing ties one to the other; the same votes in any order leave the same box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BallotBox {
    /// Who has voted.
    pub voted: BTreeSet<MemberId>,
    /// What was voted.
    pub votes: Votes,
}

impl BallotBox {
    /// The box with one ballot more.
    ///
    /// # Errors
    /// [`SecondBallot`] where the member has voted.
    pub fn cast(mut self, member: MemberId, choice: BallotChoice) -> Result<Self, SecondBallot> {
        if !self.voted.insert(member) {
            return Err(SecondBallot);
        }
        self.votes = self.votes.with(choice);
        Ok(self)
    }
}

terms! {
    /// What is counted on a sheet, in this order.
    SheetStep {
        /// Envelopes handed out and returned.
        Envelopes = "ENVELOPES",
        /// Votes by candidacy.
        Votes = "VOTES",
    }
}

/// Envelopes of a session's paper ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelopes {
    /// Handed out to members present.
    pub handed_out: i64,
    /// Returned.
    pub returned: i64,
}

/// What was counted on one candidacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteCount {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Valid ballots.
    pub valid: i64,
    /// Spoilt ballots.
    pub spoilt: i64,
    /// Valid ballots by choice.
    #[serde(flatten)]
    pub votes: Votes,
}

/// One account's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sheet {
    /// Of the envelopes.
    Envelopes(Envelopes),
    /// Of the votes, in the order of the agenda.
    Votes(Vec<VoteCount>),
}

impl Sheet {
    /// Which step it is of.
    #[must_use]
    pub const fn step(&self) -> SheetStep {
        match self {
            Self::Envelopes(_) => SheetStep::Envelopes,
            Self::Votes(_) => SheetStep::Votes,
        }
    }
}

/// Why counted figures don't add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountFault {
    /// A number below 0.
    #[error("a negative number")]
    Negative,
    /// More envelopes, or hands, than members present.
    #[error("{counted} counted, {present} present")]
    MoreThanPresent {
        /// So many were counted.
        counted: i64,
        /// So many are present.
        present: i64,
    },
    /// More envelopes came back than went out.
    #[error("{returned} returned of {handed_out}")]
    MoreReturned {
        /// So many came back.
        returned: i64,
        /// So many went out.
        handed_out: i64,
    },
    /// Valid and spoilt ballots are not the envelopes returned.
    #[error("valid and spoilt are {counted}, returned are {returned}")]
    NotAllReturned {
        /// Valid and spoilt together.
        counted: i64,
        /// Envelopes returned.
        returned: i64,
    },
    /// The votes are not the valid ballots.
    #[error("{votes} votes of {valid} valid ballots")]
    NotAllValid {
        /// Votes of all choices.
        votes: i64,
        /// Valid ballots.
        valid: i64,
    },
}

/// Whether envelopes can be so: at most one for each member present, none back that went not out.
///
/// # Errors
/// The first fault.
pub const fn check_envelopes(envelopes: Envelopes, present: i64) -> Result<(), CountFault> {
    let Envelopes {
        handed_out,
        returned,
    } = envelopes;
    if handed_out < 0 || returned < 0 {
        return Err(CountFault::Negative);
    }
    if handed_out > present {
        return Err(CountFault::MoreThanPresent {
            counted: handed_out,
            present,
        });
    }
    if returned > handed_out {
        return Err(CountFault::MoreReturned {
            returned,
            handed_out,
        });
    }
    Ok(())
}

/// Whether the count of one candidacy can be so: valid and spoilt are what came back, the votes are
/// what is valid.
///
/// # Errors
/// The first fault.
pub fn check_count(count: &VoteCount, returned: i64) -> Result<(), CountFault> {
    let VoteCount {
        valid,
        spoilt,
        votes,
        ..
    } = count;
    if *valid < 0 || *spoilt < 0 || votes.any_negative() {
        return Err(CountFault::Negative);
    }
    let counted = valid.saturating_add(*spoilt);
    if counted != returned {
        return Err(CountFault::NotAllReturned { counted, returned });
    }
    if votes.total() != *valid {
        return Err(CountFault::NotAllValid {
            votes: votes.total(),
            valid: *valid,
        });
    }
    Ok(())
}

/// Whether hands can be so: no more than members present, none spoilt.
///
/// # Errors
/// The first fault.
pub fn check_hands(count: &VoteCount, present: i64) -> Result<(), CountFault> {
    let counted = count.valid.saturating_add(count.spoilt);
    if counted > present {
        return Err(CountFault::MoreThanPresent { counted, present });
    }
    if count.spoilt != 0 {
        return Err(CountFault::NotAllReturned {
            counted,
            returned: count.valid,
        });
    }
    check_count(count, counted)
}

/// The fields in which two sheets differ, by name alone: which figures stand there is not said.
///
/// Votes are named as `votes.0.agree`, by their place on the agenda.
#[must_use]
pub fn differing(one: &Sheet, other: &Sheet) -> Vec<String> {
    match (one, other) {
        (Sheet::Envelopes(one), Sheet::Envelopes(other)) => named(&[
            ("handedOut", one.handed_out, other.handed_out),
            ("returned", one.returned, other.returned),
        ]),
        (Sheet::Votes(one), Sheet::Votes(other)) => one
            .iter()
            .zip(other)
            .enumerate()
            .flat_map(|(position, (one, other))| {
                differing_counts(one, other)
                    .into_iter()
                    .map(move |field| format!("counts.{position}.{field}"))
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn differing_counts(one: &VoteCount, other: &VoteCount) -> Vec<String> {
    named(&[
        ("valid", one.valid, other.valid),
        ("spoilt", one.spoilt, other.spoilt),
        ("agree", one.votes.agree, other.votes.agree),
        ("disagree", one.votes.disagree, other.votes.disagree),
        ("abstain", one.votes.abstain, other.votes.abstain),
    ])
}

fn named(fields: &[(&str, i64, i64)]) -> Vec<String> {
    let differ = fields.iter().filter(|(_, one, other)| one != other);
    differ.map(|(name, ..)| (*name).to_owned()).collect()
}
