//! Puts households on rosters and takes them off.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::AreaId;
use crate::graphql::fault::Nullable;
use crate::graphql::id::{GlobalId, MalformedId};
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::state::Asking;
use crate::services::refusal::{InputFault, Refusal};
use crate::services::rosters::{self, NewRosterChange};

/// Households to be put on a hamlet's roster and taken off, 1 to 500 together.
#[derive(Debug, InputObject)]
pub struct ChangeRosterInput {
    /// Global id of the hamlet.
    hamlet_id: ID,
    /// Opaque codes of households to be put on (thêm hộ).
    add: Option<Vec<String>>,
    /// Codes of households to be taken off: moved away, joined another, dissolved (kết thúc hộ).
    close: Option<Vec<String>>,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// What became of a roster.
#[derive(Debug, SimpleObject)]
pub struct RosterPayload {
    /// The hamlet; null where `userErrors` says why nothing changed.
    hamlet: Option<Hamlet>,
    /// Households that stand on its roster now (số hộ trong danh sách).
    on_roster: Option<i64>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of rosters.
#[derive(Debug, Default)]
pub struct RostersMutation;

#[Object]
impl RostersMutation {
    /// Puts households on a hamlet's roster and takes others off, all or none; for the Front. What a
    /// closed household answered stays counted (cập nhật danh sách hộ).
    async fn change_roster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The households and the reason.")] input: ChangeRosterInput,
    ) -> Nullable<RosterPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewRosterChange {
                hamlet: hamlet_id(&input.hamlet_id, &["input", "hamletId"])?,
                add: input.add.unwrap_or_default(),
                close: input.close.unwrap_or_default(),
                reason: input.reason,
            };
            rosters::change(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        let payload = |(done, user_errors): (Option<_>, _)| {
            let (hamlet, on_roster) = Option::unzip(done);
            RosterPayload {
                hamlet: hamlet.map(Hamlet::from),
                on_roster,
                user_errors,
            }
        };
        Some(outcome(ctx, answer).map(payload))
    }
}

/// Reads a unit's global id that stands at a place of the request.
///
/// # Errors
/// [`Refusal::BadInput`] where it is malformed or of another kind.
pub fn hamlet_id(id: &ID, path: &[&str]) -> Result<AreaId, Refusal> {
    match GlobalId::decode(id) {
        Ok(GlobalId::Area(area)) => Ok(area),
        Ok(_) | Err(MalformedId) => Err(Refusal::BadInput {
            path: path.iter().copied().map(str::to_owned).collect(),
            fault: InputFault::GlobalId,
        }),
    }
}
