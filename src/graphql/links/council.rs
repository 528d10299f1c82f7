//! From a session to its round, its members, its agenda and how far it has come.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::trust::authority::{self, Action};
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::check::Check;
use crate::graphql::nodes::council::{AgendaItem, CouncilMember, CouncilSession, SessionSeat};
use crate::graphql::nodes::report::FrontReport;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::nodes::vote;
use crate::graphql::state::Asking;
use crate::services::votes::Progress;

impl CouncilSession {
    async fn progress(&self, ctx: &Context<'_>) -> Result<Progress, Error> {
        let progress = loaders::session_progress(ctx, &self.of).await?;
        progress.ok_or_else(|| ways::lost(ctx, "session"))
    }
}

#[ComplexObject]
impl CouncilSession {
    /// The round (đợt).
    async fn round(&self, ctx: &Context<'_>) -> Result<CertificationRound, Error> {
        ways::round(ctx, self.of.round).await
    }

    /// The session whose vote it holds again; null where it corrects none (phiên họp được bỏ phiếu lại).
    async fn corrects(&self, ctx: &Context<'_>) -> Result<Option<CouncilSession>, Error> {
        match self.of.corrects {
            None => Ok(None),
            Some(id) => Ok(loaders::session(ctx, id).await?.map(Self::from)),
        }
    }

    /// Members with a seat, chair first; empty until the session is opened (thành viên).
    async fn seats(&self, ctx: &Context<'_>) -> Result<Vec<SessionSeat>, Error> {
        let seats = self.progress(ctx).await?.seats.into_iter();
        Ok(seats
            .map(|(member, present)| SessionSeat {
                member: CouncilMember::from(member),
                present,
            })
            .collect())
    }

    /// How many members have a seat (tổng số thành viên).
    async fn members(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.progress(ctx).await?.assembly.members)
    }

    /// Of these, how many are there (có mặt).
    async fn present(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.progress(ctx).await?.assembly.present)
    }

    /// Members present, against what the regulation asks; null where it asks for nothing (số đại biểu cần thiết).
    async fn quorum(&self, ctx: &Context<'_>) -> Result<Option<Check>, Error> {
        let quorum = self.progress(ctx).await?.quorum;
        Ok(quorum.map(|held| vote::quorum(&held, ctx.language())))
    }

    /// Envelopes handed out, once two accounts have counted them alike; null before, and where there are none (phiếu phát ra).
    async fn handed_out(&self, ctx: &Context<'_>) -> Result<Option<i64>, Error> {
        let envelopes = self.progress(ctx).await?.envelopes;
        Ok(envelopes.map(|envelopes| envelopes.handed_out))
    }

    /// Envelopes returned, as `handedOut` (phiếu thu về).
    async fn returned(&self, ctx: &Context<'_>) -> Result<Option<i64>, Error> {
        let envelopes = self.progress(ctx).await?.envelopes;
        Ok(envelopes.map(|envelopes| envelopes.returned))
    }

    /// The candidacies that it votes on, in order (chương trình).
    async fn agenda(&self, ctx: &Context<'_>) -> Result<Vec<AgendaItem>, Error> {
        let agenda = self.progress(ctx).await?.agenda.into_iter();
        Ok(agenda
            .map(|(item, returned)| AgendaItem::of(item, returned))
            .collect())
    }
}

#[ComplexObject]
impl AgendaItem {
    /// The candidacy; null where the reader may not know of it (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Result<Option<Candidacy>, Error> {
        let candidacy = loaders::candidacy(ctx, self.of.candidacy).await?;
        Ok(candidacy.map(Candidacy::from))
    }

    /// The Front's report on it, where a new version was handed in since it was put on the agenda; also
    /// where that version no longer names it. Null where nothing was revised (báo cáo của Mặt trận đã được sửa).
    async fn revised_report(&self, ctx: &Context<'_>) -> Nullable<FrontReport> {
        let read = async {
            let found = loaders::revised_report(ctx, &self.of).await?;
            Ok(found.map(FrontReport::from))
        };
        match authority::may_ever(ctx.speaker(), Action::ReadFindings) {
            Ok(_) => read.await.transpose(),
            Err(denied) => Some(Err(ctx.fault(&denied.into()))),
        }
    }
}
