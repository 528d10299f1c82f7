//! From a vote to its session, and from a deferral to where it leads.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::loaders;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::council::CouncilSession;
use crate::graphql::nodes::titles::ReassessmentLine;
use crate::graphql::nodes::vote::{Deferral, RecognitionVote};

#[ComplexObject]
impl RecognitionVote {
    /// The session; null for those who may not read of the council (phiên họp).
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<CouncilSession>, Error> {
        let session = loaders::session(ctx, self.session).await?;
        Ok(session.map(CouncilSession::from))
    }
}

#[ComplexObject]
impl Deferral {
    /// The candidacy in the later round; null where the reader may not know of it (hồ sơ ở đợt sau).
    async fn successor(&self, ctx: &Context<'_>) -> Result<Option<Candidacy>, Error> {
        let successor = loaders::candidacy(ctx, self.to).await?;
        Ok(successor.map(Candidacy::from))
    }
}

#[ComplexObject]
impl ReassessmentLine {
    /// The commune (xã).
    async fn area(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        ways::area(ctx, self.area).await
    }
}
