//! What resolvers need of their request: the office, who speaks, in what language.

use std::sync::Arc;

use async_graphql::Context;

use super::batches::Batches;
use crate::domain::base::language::Language;
use crate::domain::trust::actor::Actor;
use crate::services::office::{Office, SharedOffice, Speaker};
use crate::services::refusal::Refusal;
use crate::services::tries::Client;

/// One who asks, with the place where they ask; cheap to clone.
#[derive(Clone)]
pub struct Asker {
    office: SharedOffice,
    speaker: Option<Arc<Actor>>,
    language: Language,
}

impl Asker {
    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Who speaks; `None`: nobody is signed in.
    #[must_use]
    pub fn speaker(&self) -> Speaker<'_> {
        self.speaker.as_deref()
    }

    /// The language to answer in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }
}

/// Where a request comes from, and its name.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Where it comes from.
    pub client: Client,
    /// Its name.
    pub request: Arc<str>,
}

/// A request that was not given what resolvers need: a slip of our own.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the request carries no {0}")]
struct Missing(&'static str);

/// Typed access to what a request carries.
pub trait Asking<'a> {
    /// The office.
    ///
    /// # Errors
    /// [`Refusal::Internal`] where the schema was built without one.
    fn office(&self) -> Result<&'a SharedOffice, Refusal>;

    /// Who speaks; `None`: nobody is signed in.
    fn speaker(&self) -> Speaker<'a>;

    /// The language to answer in.
    fn language(&self) -> Language;

    /// Where the request comes from, as far as it is known.
    fn client(&self) -> Client;

    /// The request's name, for the audit of what nobody is signed in for.
    fn request_name(&self) -> Option<Arc<str>>;

    /// What siblings ask for together.
    ///
    /// # Errors
    /// [`Refusal::Internal`] where the request was not prepared.
    fn batches(&self) -> Result<&'a Batches, Refusal>;

    /// All of it, to be taken along.
    ///
    /// # Errors
    /// As [`Asking::office`].
    fn asker(&self) -> Result<Asker, Refusal>;
}

impl<'a> Asking<'a> for Context<'a> {
    fn office(&self) -> Result<&'a SharedOffice, Refusal> {
        self.data_opt::<SharedOffice>()
            .ok_or_else(|| Refusal::Internal(Box::new(Missing("office"))))
    }

    fn speaker(&self) -> Speaker<'a> {
        self.data_opt::<Arc<Actor>>().map(AsRef::as_ref)
    }

    fn language(&self) -> Language {
        self.data_opt().copied().unwrap_or(Language::Vi)
    }

    fn client(&self) -> Client {
        self.data_opt::<Origin>()
            .map_or_else(Client::default, |origin| origin.client)
    }

    fn request_name(&self) -> Option<Arc<str>> {
        let origin = self.data_opt::<Origin>()?;
        Some(Arc::clone(&origin.request))
    }

    fn batches(&self) -> Result<&'a Batches, Refusal> {
        self.data_opt::<Batches>()
            .ok_or_else(|| Refusal::Internal(Box::new(Missing("batches"))))
    }

    fn asker(&self) -> Result<Asker, Refusal> {
        Ok(Asker {
            office: Arc::clone(self.office()?),
            speaker: self.data_opt::<Arc<Actor>>().cloned(),
            language: self.language(),
        })
    }
}
