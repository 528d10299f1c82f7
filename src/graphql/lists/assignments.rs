//! Assignments as a connection.

use async_graphql::{Context, InputObject};

use crate::domain::base::ids::DirectiveId;
use crate::domain::tasks::assignment::AssignmentStatus;
use crate::graphql::nodes::assignment::Assignment;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::assignments::{self, AssignmentFilter};
use crate::services::refusal::Refusal;

/// Which assignments a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "AssignmentFilter")]
pub struct AssignmentFilterInput {
    /// Only of tasks with this number in their document (mục).
    item: Option<String>,
    /// Only owed by the agency of this code (mã cơ quan).
    agency: Option<String>,
    /// Only owed by the area of this code (mã đơn vị hành chính).
    area_code: Option<String>,
    /// Only standing in one of these ways (tình trạng).
    statuses: Option<Vec<AssignmentStatus>>,
    /// Only open ones whose last day in time is today or at most so many days away (sắp đến hạn).
    due_within_days: Option<i32>,
}

impl AssignmentFilterInput {
    /// The filter within a notice, or over all of them.
    #[must_use]
    pub fn of_directive(self, directive: Option<DirectiveId>) -> AssignmentFilter {
        let Self {
            item,
            agency,
            area_code,
            statuses,
            due_within_days,
        } = self;
        AssignmentFilter {
            directive,
            item,
            agency,
            area_code,
            statuses: statuses.unwrap_or_default(),
            due_within_days,
        }
    }
}

/// A page of assignments, of those that the reader may see.
///
/// # Errors
/// For a page that can't be; where the database can't be read.
pub async fn connection(
    ctx: &Context<'_>,
    filter: &AssignmentFilter,
    asked: &Asked,
) -> Result<Connection<Assignment>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let (today, language) = (office.clock.today(), ctx.language());
    let page = assignments::list(office, speaker, filter, &asked.request::<Assignment>()?).await?;
    let total = if wants_total(ctx) {
        assignments::count(office, speaker, filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, |one| {
        Assignment::on(one, today, language)
    }))
}
