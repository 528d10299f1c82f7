//! The tokens that sessions of this process hang on, looked after together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::watch::Sender;

use crate::domain::base::ids::{SignInId, TokenId};

/// What a session hangs on: a token, and at a browser the sign-in that it was exchanged for.
pub(super) type Hold = (TokenId, Option<SignInId>);

/// Where sessions hear that their token has ended, for as long as there are any.
#[derive(Debug, Default)]
pub struct HeldTokens(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    tokens: HashMap<Hold, Weak<Sender<bool>>>,
    /// Whether somebody looks after them.
    looked_after: bool,
}

impl HeldTokens {
    /// The source of a token's news; true where somebody must begin to look after the tokens.
    pub(super) fn source(&self, token: Hold) -> (Arc<Sender<bool>>, bool) {
        let mut held = self.held();
        let kept = held.tokens.get(&token).and_then(Weak::upgrade);
        let source = kept.unwrap_or_else(|| Arc::new(Sender::new(false)));
        held.tokens.insert(token, Arc::downgrade(&source));
        let is_first = !std::mem::replace(&mut held.looked_after, true);
        (source, is_first)
    }

    /// Those that are still held; where there is none, nobody looks after them from now on.
    pub(super) fn living(&self) -> HashMap<Hold, Arc<Sender<bool>>> {
        let mut held = self.held();
        held.tokens.retain(|_, source| source.strong_count() > 0);
        let living: HashMap<_, _> = held
            .tokens
            .iter()
            .filter_map(|(token, source)| Some((*token, source.upgrade()?)))
            .collect();
        held.looked_after = !living.is_empty();
        living
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // A panic while holding the lock can't leave the map half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
