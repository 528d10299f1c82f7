//! The tokens that sessions of this process hang on, looked after together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::watch::Sender;

use crate::domain::base::ids::{AreaId, SignInId, TokenId};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::sign_in::Ending;

/// What a session hangs on: a token with its rights, and at a browser the sign-in that it was exchanged for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Hold {
    /// The token.
    pub token: TokenId,
    /// The sign-in.
    pub sign_in: Option<SignInId>,
    rights: Rights,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Rights {
    roles: Vec<Role>,
    areas: Vec<AreaId>,
    agency: Option<String>,
}

impl Rights {
    fn of(actor: &Actor) -> Self {
        let (mut roles, mut areas) = (actor.roles.clone(), actor.area_ids());
        roles.sort_unstable();
        areas.sort_unstable();
        Self {
            roles,
            areas,
            agency: actor.agency.clone(),
        }
    }
}

impl Hold {
    /// What hangs on an actor.
    pub fn of(actor: &Actor) -> Self {
        Self {
            token: actor.token,
            sign_in: actor.sign_in,
            rights: Rights::of(actor),
        }
    }

    /// Whether the token's actor still has the rights that it had.
    pub fn is_as_it_was(&self, actor: &Actor) -> bool {
        self.rights == Rights::of(actor)
    }
}

/// Where a session hears of its end.
pub(super) type Source = Sender<Option<Ending>>;

/// Where sessions hear that their token has ended, for as long as there are any.
#[derive(Debug, Default)]
pub struct HeldTokens(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    tokens: HashMap<Hold, Weak<Source>>,
    /// Whether somebody looks after them.
    looked_after: bool,
}

impl HeldTokens {
    /// The source of a token's news; true where somebody must begin to look after the tokens.
    pub(super) fn source(&self, token: Hold) -> (Arc<Source>, bool) {
        let mut held = self.held();
        let kept = held.tokens.get(&token).and_then(Weak::upgrade);
        let source = kept.unwrap_or_else(|| Arc::new(Sender::new(None)));
        held.tokens.insert(token, Arc::downgrade(&source));
        let is_first = !std::mem::replace(&mut held.looked_after, true);
        (source, is_first)
    }

    /// Those that are still held; where there is none, nobody looks after them from now on.
    pub(super) fn living(&self) -> HashMap<Hold, Arc<Source>> {
        let mut held = self.held();
        held.tokens.retain(|_, source| source.strong_count() > 0);
        let living: HashMap<_, _> = held
            .tokens
            .iter()
            .filter_map(|(token, source)| Some((token.clone(), source.upgrade()?)))
            .collect();
        held.looked_after = !living.is_empty();
        living
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // A panic while holding the lock can't leave the map half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
