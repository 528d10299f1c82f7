//! The office behind the routes: knows tokens, and whether it can work.

use std::sync::Arc;

use super::actor::{AuthFault, Authenticate};
use super::health::{NotReady, ReadyCheck};
use super::request_id::RequestId;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::{Ending, Presence};
use crate::services::accounts::{self, AuthRefusal};
use crate::services::office::SharedOffice;
use crate::services::refusal::Refusal;
use crate::services::{sign_ins, tenure};

/// Looks tokens up in the office.
#[derive(Clone, Debug)]
pub struct OfficeTokens(pub SharedOffice);

impl Authenticate for OfficeTokens {
    type Actor = Arc<Actor>;

    async fn actor(&self, token: &str, request: &RequestId) -> Result<Self::Actor, AuthFault> {
        taken(accounts::authenticate(&self.0, token).await, request)
    }

    async fn signed_in(
        &self,
        secret: &str,
        presence: Presence,
        request: &RequestId,
    ) -> Result<Self::Actor, AuthFault> {
        taken(sign_ins::actor_of(&self.0, secret, presence).await, request)
    }

    async fn used(&self, actor: &Self::Actor) {
        if let Err(refusal) = sign_ins::used(&self.0, actor).await {
            tracing::warn!(%refusal, "the use of a session could not be looked at");
        }
    }

    fn ended(&self, actor: &Self::Actor) -> impl Future<Output = Ending> + Send + 'static {
        tenure::of(&self.0, actor).ended()
    }
}

fn taken(found: Result<Actor, AuthRefusal>, request: &RequestId) -> Result<Arc<Actor>, AuthFault> {
    match found {
        Ok(actor) => Ok(Arc::new(actor.in_request(request.shared()))),
        Err(AuthRefusal::Unknown | AuthRefusal::Expired | AuthRefusal::Revoked) => {
            Err(AuthFault::Refused)
        }
        Err(AuthRefusal::Unavailable(Refusal::Overloaded { .. })) => Err(AuthFault::Busy),
        Err(AuthRefusal::Unavailable(refusal)) => Err(AuthFault::Failed(Box::new(refusal))),
    }
}

/// Whether the office's database is reachable and migrated.
#[must_use]
pub fn readiness(office: &SharedOffice) -> ReadyCheck {
    let office = Arc::clone(office);
    Arc::new(move || {
        let office = Arc::clone(&office);
        Box::pin(async move {
            match office.is_migrated().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(NotReady::Migrations),
                Err(_) => Err(NotReady::Database),
            }
        })
    })
}
