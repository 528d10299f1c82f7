//! The audit as it is read: entries, heads, reads of residents' answers.

use async_graphql::SimpleObject;

use crate::domain::base::canonical::{canonical_json, hex};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::trust::access::{AccessKind, AccessLine};
use crate::domain::trust::actor::Role;
use crate::domain::trust::chain::{Chained, Head};
use crate::graphql::scalars::Moment;

/// One entry of the audit: who did what, when (mục nhật ký kiểm toán).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AuditEntry {
    /// Its chain: `main`, or the UUID of the survey; null for an entry older than the chains (chuỗi).
    pub chain: Option<String>,
    /// Its number in the chain, from 1 (số thứ tự).
    pub sequence: Option<i64>,
    /// When.
    pub at: Moment,
    /// Name of the account; null: the program itself (tài khoản).
    pub account: Option<String>,
    /// In which role (vai trò).
    pub role: Option<Role>,
    /// What was done, as `survey.close` (việc đã làm).
    pub action: String,
    /// Canonical JSON of the rest, what was before and after; never an answer (chi tiết).
    pub details: String,
    /// The request that it was done in.
    pub request_id: Option<String>,
    /// SHA-256 of the entry before, in hexadecimal (mã băm của mục trước).
    pub previous: Option<String>,
    /// SHA-256 of this entry and its place, in hexadecimal (mã băm).
    pub hash: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) survey_id: Option<SurveyId>,
}

impl AuditEntry {
    /// An entry with the name of its account.
    #[must_use]
    pub fn of((Chained { entry, link }, account): (Chained, Option<String>)) -> Self {
        Self {
            chain: link.map(|link| link.chain.to_string()),
            sequence: link.map(|link| link.sequence),
            at: Moment(entry.at),
            account,
            role: entry.role,
            // What was stored has a canonical form.
            details: canonical_json(&entry.details).unwrap_or_default(),
            action: entry.action,
            request_id: entry.request_id,
            previous: link.map(|link| hex(&link.previous)),
            hash: link.map(|link| hex(&link.hash)),
            survey_id: entry.survey,
        }
    }
}

/// The last entry of a chain: printed in minutes, and pinned outside (đầu chuỗi nhật ký).
#[derive(Debug, Clone, SimpleObject)]
pub struct AuditHead {
    /// `main`, or the UUID of the survey (chuỗi).
    pub chain: String,
    /// Its number in the chain (số thứ tự).
    pub sequence: i64,
    /// SHA-256 in hexadecimal (mã băm).
    pub hash: String,
    /// When it was added.
    pub at: Moment,
    /// All of it as one line, as `longdan verify --head` takes it (dòng để in vào biên bản).
    pub line: String,
}

impl From<(Head, Instant)> for AuditHead {
    fn from((head, at): (Head, Instant)) -> Self {
        Self {
            chain: head.chain.to_string(),
            sequence: head.sequence,
            hash: hex(&head.hash),
            at: Moment(at),
            line: head.to_string(),
        }
    }
}

/// One query that read residents' responses or comments (lượt đọc phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AccessLogLine {
    /// When.
    pub at: Moment,
    /// Name of the account (tài khoản).
    pub account: Option<String>,
    /// In which role (vai trò).
    pub role: Role,
    /// What was read (nội dung đã đọc).
    pub kind: AccessKind,
    /// How many of them (số lượng).
    pub rows: i64,
    #[graphql(skip)]
    pub(in crate::graphql) survey_id: SurveyId,
}

impl AccessLogLine {
    /// A line with the reader's name.
    #[must_use]
    pub fn of((line, account): (AccessLine, Option<String>)) -> Self {
        Self {
            at: Moment(line.at),
            account,
            role: line.role,
            kind: line.kind,
            rows: line.rows,
            survey_id: line.survey,
        }
    }
}
