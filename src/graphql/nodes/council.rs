//! The council: its members, its sessions, what stands on an agenda.

use async_graphql::{ID, SimpleObject};

use crate::domain::recognition::council::{self, CouncilPosition};
use crate::domain::recognition::session::{self, BallotMode, SessionState};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};

/// One term of a member of a province's recognition council (thành viên hội đồng).
#[derive(Debug, Clone, SimpleObject)]
pub struct CouncilMember {
    /// Global id of the term.
    pub id: ID,
    /// Name of the member's account (tên tài khoản).
    pub name: String,
    /// As what (chức danh trong hội đồng).
    pub position: CouncilPosition,
    /// The first day of the term (từ ngày).
    pub since: CalendarDay,
    /// The last day of the term; null: until it is ended (đến ngày).
    pub until: Option<CalendarDay>,
}

impl From<council::CouncilMember> for CouncilMember {
    fn from(member: council::CouncilMember) -> Self {
        Self {
            id: GlobalId::Member(member.id).encode(),
            name: member.name,
            position: member.position,
            since: CalendarDay(member.since),
            until: member.until.map(CalendarDay),
        }
    }
}

/// A session of the recognition council on candidacies of one round (phiên họp hội đồng).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CouncilSession {
    /// Global id.
    pub id: ID,
    /// The day on which it is held (ngày họp).
    pub held_on: CalendarDay,
    /// Where (địa điểm).
    pub venue: String,
    /// How it votes (hình thức bỏ phiếu).
    pub mode: BallotMode,
    /// Where it stands (trạng thái).
    pub state: SessionState,
    /// Rises with every change but a ballot.
    pub version: i64,
    /// Why the vote of the session that it corrects is held again; null where it corrects none (lý do bỏ phiếu lại).
    pub correction_reason: Option<String>,
    /// When it was called.
    pub called_at: Moment,
    /// When it was over; null while it is not.
    pub closed_at: Option<Moment>,
    #[graphql(skip)]
    pub(in crate::graphql) of: session::CouncilSession,
}

impl From<session::CouncilSession> for CouncilSession {
    fn from(session: session::CouncilSession) -> Self {
        Self {
            id: GlobalId::Session(session.id).encode(),
            held_on: CalendarDay(session.held_on),
            venue: session.venue.clone(),
            mode: session.mode,
            state: session.state,
            version: session.version,
            correction_reason: session.correction_reason.clone(),
            called_at: Moment(session.called_at),
            closed_at: session.closed_at.map(Moment),
            of: session,
        }
    }
}

/// A member's seat in a session (điểm danh).
#[derive(Debug, Clone, SimpleObject)]
pub struct SessionSeat {
    /// The member.
    pub member: CouncilMember,
    /// Whether the member is there (có mặt).
    pub present: bool,
}

/// A candidacy on an agenda (nội dung chương trình).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AgendaItem {
    /// Its place on the agenda, from 1 (thứ tự).
    pub position: i32,
    /// Codes of the blocking checks that did not hold when it was put there (điều kiện chưa đạt).
    pub failed_checks: Vec<String>,
    /// Why it was put there all the same (lý do).
    pub reason: Option<String>,
    /// Ballots cast at screens so far; null where they are counted by hand (số phiếu đã bỏ).
    pub returned: Option<i64>,
    #[graphql(skip)]
    pub(in crate::graphql) of: session::AgendaItem,
}

impl AgendaItem {
    /// An item and the ballots cast on it so far.
    #[must_use]
    pub fn of(item: session::AgendaItem, returned: Option<i64>) -> Self {
        Self {
            position: item.position,
            failed_checks: item.failed.clone(),
            reason: item.reason.clone(),
            returned,
            of: item,
        }
    }
}
