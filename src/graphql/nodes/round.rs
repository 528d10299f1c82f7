//! A certification round, its dates and what stands in it.

use async_graphql::{ID, SimpleObject};

use crate::domain::law::round::{Deliverable, Round};
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::CalendarDay;

/// A round of recognition, such as round 1 of 2019: who owes what by when, and which candidacies
/// are voted on (đợt xét công nhận).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CertificationRound {
    /// Global id.
    pub id: ID,
    /// Its year (năm).
    pub year: i32,
    /// Its number within the year, from 1 (đợt).
    pub ordinal: i32,
    /// Its name (tên đợt).
    pub name: String,
    /// The day on which area codes are read.
    pub as_of: CalendarDay,
    #[graphql(skip)]
    pub(in crate::graphql) round: Round,
}

impl From<Round> for CertificationRound {
    fn from(round: Round) -> Self {
        Self {
            id: GlobalId::Round(round.id).encode(),
            year: round.year,
            ordinal: round.ordinal,
            name: round.name.clone(),
            as_of: CalendarDay(round.as_of),
            round,
        }
    }
}

/// What is owed by when in a round: in time until the end of the day before `dueBefore`; late is
/// shown and blocks nothing (thời hạn).
#[derive(Debug, Clone, SimpleObject)]
pub struct Deadline {
    /// What is owed (nội dung).
    pub deliverable: Deliverable,
    /// In time until the end of the day before, in `Asia/Ho_Chi_Minh`.
    pub due_before: CalendarDay,
    /// How many are owed, of the candidacies that the reader may see.
    pub expected: i64,
    /// How many were received.
    pub received: i64,
    /// Of those received, how many came late (trễ hạn).
    pub late: i64,
    /// How many are still owed.
    pub outstanding: i64,
}

/// How many candidacies stand where, of those that the reader may see.
#[derive(Debug, Clone, SimpleObject)]
pub struct RoundSummary {
    /// Candidacies of the round.
    pub candidacies: i64,
    /// Of these, how many may go to the vote (đủ điều kiện).
    pub ready: i64,
    /// By state; a state without a candidacy is left out.
    pub by_state: Vec<StateCount>,
    /// By title; a title without a candidacy is left out.
    pub by_title: Vec<TitleCount>,
}

/// How many candidacies are in a state.
#[derive(Debug, Clone, SimpleObject)]
pub struct StateCount {
    /// The state.
    pub state: CandidacyState,
    /// How many.
    pub count: i64,
}

/// How many candidacies are for a title.
#[derive(Debug, Clone, SimpleObject)]
pub struct TitleCount {
    /// The title.
    pub title: Title,
    /// How many.
    pub count: i64,
}
