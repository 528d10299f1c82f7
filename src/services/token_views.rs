//! A token as it is shown, and whose it is to run.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::admin_grants;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::AreaId;
use crate::domain::place::area::Place;
use crate::domain::trust::actor::{Actor, Role};
use crate::storage::accounts::{self, Token};
use crate::storage::areas;
use crate::storage::fault::StorageFault;

/// A token as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenView {
    /// The token.
    pub token: Token,
    /// Name of its account.
    pub account: String,
    /// Whether it waits for a second administrator to become one.
    pub waits_for_admin: bool,
}

/// Where some areas lie.
pub(super) async fn places(
    db: &impl ConnectionTrait,
    ids: &[AreaId],
) -> Result<HashMap<AreaId, Place>, StorageFault> {
    let found = areas::find_many(db, ids).await?;
    Ok(found.iter().map(|area| (area.id(), area.place)).collect())
}

/// Whether a token is one of those that the speaker runs: the Front's are collectors of its area and nothing else.
pub(super) fn may_touch(actor: &Actor, token: &Token, places: &HashMap<AreaId, Place>) -> bool {
    let mine = |area| {
        let place = places.get(area);
        place.is_some_and(|place| actor.reaches(Role::Front, place))
    };
    let collects = token.roles == [Role::Collector] && !token.areas.is_empty();
    actor.is(Role::Admin) || (collects && token.areas.iter().all(mine))
}

/// A token with its names.
pub(super) async fn view(office: &Office, token: Token) -> Result<TokenView, Refusal> {
    let name = accounts::name_of(office.db.read(), token.account).await?;
    Ok(TokenView {
        account: name.unwrap_or_default(),
        waits_for_admin: !admin_grants::waiting_of(office, &[token.id])
            .await?
            .is_empty(),
        token,
    })
}
