//! A notice of the steering committee with its numbered tasks.
//!
//! In Vietnamese: thông báo kết luận của Ban Chỉ đạo và các nhiệm vụ được giao.

use std::collections::HashMap;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AreaId, DirectiveId, TaskId};
use crate::domain::base::language::Bilingual;
use crate::domain::base::terms::terms;
use crate::domain::law::agency::agency;
use crate::domain::law::round::Deliverable;
use crate::domain::place::area::{AreaLevel, Place};

terms! {
    /// A kind of which each one owes a task.
    Each {
        /// Every district unit of the province.
        District = "DISTRICT",
        /// Every unit of commune level of the province.
        Commune = "COMMUNE",
        /// Every agency that a criterion of the notice's regulation names.
        CriterionAgency = "CRITERION_AGENCY",
        /// Every sponsor unit on record (đơn vị đỡ đầu).
        Sponsor = "SPONSOR",
    }
}

/// What a task counts for in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct RoundMark {
    /// What is owed.
    pub deliverable: Deliverable,
    /// Number of the round within the notice's year, 1 to 100.
    pub ordinal: i32,
}

/// A task as a notice gives it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TaskText {
    /// The line of the file on which it begins; 0 where it comes from no file.
    #[serde(skip)]
    pub line: usize,
    /// Its number in the document, such as `I.5.3a`.
    pub item: String,
    /// Codes of the agencies that owe it.
    pub agencies: Vec<String>,
    /// Codes of the areas that owe it, read on the day of the notice.
    pub areas: Vec<String>,
    /// The kind of which each one owes it.
    pub each: Option<Each>,
    /// Codes of the agencies that help.
    pub helpers: Vec<String>,
    /// In time until the end of the day before; `None`: the notice gives no date.
    pub due_before: Option<Day>,
    /// What it counts for in a round.
    pub mark: Option<RoundMark>,
    /// What is to be done.
    pub text: Bilingual,
}

/// A notice as it is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DirectiveText {
    /// Our code of it.
    pub code: String,
    /// Its number, such as `05-TB/BCĐ`.
    pub number: String,
    /// Its day.
    pub issued_on: Day,
    /// Who issued it.
    pub issuer: String,
    /// Who signed it.
    pub signer: String,
    /// Code of the province; `None` where there is one alone.
    pub province: Option<String>,
    /// Code of the regulation whose criteria name agencies; `None`: no task is of them.
    pub regulation: Option<String>,
    /// What it is about.
    pub title: Bilingual,
    /// Its tasks, in its own order.
    pub tasks: Vec<TaskText>,
}

/// What is wrong with a task of a notice, seen without the record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskFault {
    /// Its number stands at an earlier task, by its place from 0.
    #[error("the number of task {0} again")]
    ItemTwice(usize),
    /// It would be due before the notice is issued.
    #[error("due before the notice")]
    DueBeforeIssued,
    /// No agency has this code.
    #[error("no agency {0}")]
    UnknownAgency(String),
    /// It names none or several of agencies, areas and a kind.
    #[error("not one kind of owner")]
    NotOneOwner,
    /// It is of the criteria's agencies, and the notice names no regulation.
    #[error("no regulation")]
    NoRegulation,
}

impl TaskFault {
    /// The field of the task that it is a fault of.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::ItemTwice(_) => "item",
            Self::DueBeforeIssued => "due_before",
            Self::UnknownAgency(_) | Self::NotOneOwner => "agencies",
            Self::NoRegulation => "each",
        }
    }
}

impl DirectiveText {
    /// What is wrong with its tasks, each fault with the task's place from 0.
    #[must_use]
    pub fn faults(&self) -> Vec<(usize, TaskFault)> {
        let mut found = Vec::new();
        let mut items: HashMap<&str, usize> = HashMap::new();
        for (place, task) in self.tasks.iter().enumerate() {
            let first = *items.entry(&task.item).or_insert(place);
            if first != place {
                found.push((place, TaskFault::ItemTwice(first)));
            }
            if task.due_before.is_some_and(|due| due <= self.issued_on) {
                found.push((place, TaskFault::DueBeforeIssued));
            }
            let named = task.agencies.iter().chain(&task.helpers);
            for code in named.filter(|code| agency(code).is_none()) {
                found.push((place, TaskFault::UnknownAgency(code.clone())));
            }
            let kinds = [
                !task.agencies.is_empty(),
                !task.areas.is_empty(),
                task.each.is_some(),
            ];
            if kinds.iter().filter(|named| **named).count() != 1 {
                found.push((place, TaskFault::NotOneOwner));
            }
            if task.each == Some(Each::CriterionAgency) && self.regulation.is_none() {
                found.push((place, TaskFault::NoRegulation));
            }
        }
        found
    }
}

/// A notice on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its id.
    pub id: DirectiveId,
    /// Our code of it.
    pub code: String,
    /// The province whose committee issued it.
    pub province: AreaId,
    /// Its number.
    pub number: String,
    /// Its day.
    pub issued_on: Day,
    /// Who issued it.
    pub issuer: String,
    /// Who signed it.
    pub signer: String,
    /// What it is about.
    pub title: Bilingual,
    /// SHA-256 of what it says, as it was taken in.
    pub sha256: String,
    /// When it was taken in.
    pub recorded_at: Instant,
}

impl Directive {
    /// The place that rights on it are held against.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place {
            area: self.province,
            level: AreaLevel::Province,
            commune: None,
            district: None,
            province: None,
        }
    }
}

/// A task on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The notice.
    pub directive: DirectiveId,
    /// Its place in the notice, from 1.
    pub position: i32,
    /// Its number in the document.
    pub item: String,
    /// The kind of which each one owes it.
    pub each: Option<Each>,
    /// What is to be done.
    pub text: Bilingual,
    /// In time until the end of the day before.
    pub due_before: Option<Day>,
    /// What it counts for in a round.
    pub mark: Option<RoundMark>,
    /// Codes of the agencies that help.
    pub helpers: Vec<String>,
}
