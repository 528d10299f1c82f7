//! The surveys that somebody watches, each read once for all its watchers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::watch::Sender;

use crate::domain::base::ids::SurveyId;
use crate::domain::survey::record::Survey;

/// Where the watchers of a survey hear of it, for as long as there are any.
#[derive(Debug, Default)]
pub struct Watches(Mutex<HashMap<SurveyId, Weak<Sender<Survey>>>>);

impl Watches {
    /// The source of a survey's news; true where it is new, and somebody must feed it.
    pub(super) fn source(&self, now: Survey) -> (Arc<Sender<Survey>>, bool) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, source| source.strong_count() > 0);
        if let Some(source) = kept.get(&now.id).and_then(Weak::upgrade) {
            return (source, false);
        }
        let id = now.id;
        let source = Arc::new(Sender::new(now));
        kept.insert(id, Arc::downgrade(&source));
        (source, true)
    }
}
