//! The council and its sessions.

use async_graphql::{Context, ID, Object};

use crate::domain::base::ids::SessionId;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::nodes::council::{CouncilMember, CouncilSession};
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::{council, sessions};

/// Reading of the council.
#[derive(Debug, Default)]
pub struct CouncilQuery;

#[Object]
impl CouncilQuery {
    /// Every term of the province's council, the oldest first; for the coordination office, the
    /// steering committee, members and the administrator (hội đồng xét công nhận).
    async fn council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code of the province; may be left out where there is one alone.")]
        province_code: Option<String>,
    ) -> Nullable<Vec<CouncilMember>> {
        let found: Result<_, Refusal> = async {
            let members =
                council::of_code(ctx.office()?, ctx.speaker(), province_code.as_deref()).await?;
            Ok(Some(members.into_iter().map(CouncilMember::from).collect()))
        }
        .await;
        ctx.nullable(found)
    }

    /// A session with its agenda and how far it has come; null where there is none that the reader
    /// may read of (phiên họp hội đồng).
    async fn council_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the session.")] id: ID,
    ) -> Nullable<CouncilSession> {
        let found: Result<_, Refusal> = async {
            let id: SessionId = id::key_at(&id, &["id"])?;
            let mut found = sessions::by_ids(ctx.office()?, ctx.speaker(), &[id]).await?;
            Ok(found.remove(&id).map(CouncilSession::from))
        }
        .await;
        ctx.nullable(found)
    }
}
