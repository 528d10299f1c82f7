//! Reads of what dossiers hold, made together with those of siblings.

use async_graphql::{Context, Error};
use uuid::Uuid;

use super::fault::Showing;
use super::loaders::{keys, told};
use super::state::Asking;
use crate::domain::base::ids::{AreaId, CandidacyId, DocumentId, RoundId};
use crate::domain::law::round::Round;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::DebtStatement;
use crate::domain::recognition::dossier::FrozenDossier;
use crate::domain::recognition::evidence::Document;
use crate::domain::recognition::opinion::Opinion;
use crate::domain::recognition::statement::Statement;
use crate::services::recorded::Recorded;
use crate::services::{appraisals, criteria, debts, dossiers, evidence, opinions, statements};

/// Makes a function that reads something of a thing as the speaker may see it, together with that
/// of its siblings.
macro_rules! of_thing {
    ($(#[$meta:meta])* $name:ident($batch:ident: $key:ty, $thing:ty) -> $value:ty, $read:path) => {
        $(#[$meta])*
        ///
        /// # Errors
        /// Where the database can't be read.
        pub async fn $name(ctx: &Context<'_>, of: &$thing) -> Result<Option<$value>, Error> {
            let asker = ctx.show(ctx.asker())?;
            let read = |asked: Vec<($key, $thing)>| async move {
                let all: Vec<$thing> = asked.into_iter().map(|(_, one)| one).collect();
                told(&asker, $read(asker.office(), asker.speaker(), &all).await)
            };
            let batches = ctx.show(ctx.batches())?;
            let (turns, of) = (&batches.turns, of.clone());
            batches.$batch.load(turns, of.id, of, read).await
        }
    };
}

of_thing! {
    /// The findings on a candidacy, by criterion's code.
    appraisals(appraisals: CandidacyId, Candidacy) -> Vec<Recorded<Appraisal>>,
    appraisals::of_candidacies
}
of_thing! {
    /// The organisations' opinions on a candidacy.
    opinions(opinions: CandidacyId, Candidacy) -> Vec<Recorded<Opinion>>,
    opinions::of_candidacies
}
of_thing! {
    /// The agencies' statements on a candidacy, by the condition's code.
    statements(statements: CandidacyId, Candidacy) -> Vec<Recorded<Statement>>,
    statements::of_candidacies
}
of_thing! {
    /// The statement of a candidacy's construction debt.
    debt(debts: CandidacyId, Candidacy) -> Recorded<DebtStatement>,
    debts::of_candidacies
}
of_thing! {
    /// The statement of a whole province's construction debt.
    province_debt(province_debts: RoundId, Round) -> Recorded<DebtStatement>,
    debts::of_provinces
}
of_thing! {
    /// A candidacy's dossier as it was frozen last.
    frozen_dossier(frozen_dossiers: CandidacyId, Candidacy) -> FrozenDossier,
    dossiers::latest
}

/// A document that the speaker may read.
///
/// # Errors
/// Where the database can't be read.
pub async fn document(ctx: &Context<'_>, id: DocumentId) -> Result<Option<Document>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(DocumentId, ())>| async move {
        let ids = keys(&asked);
        told(
            &asker,
            evidence::by_ids(asker.office(), asker.speaker(), &ids).await,
        )
    };
    let batches = ctx.show(ctx.batches())?;
    batches.documents.load(&batches.turns, id, (), read).await
}

/// The documents of a thing that the speaker has been given.
///
/// # Errors
/// Where the database can't be read.
pub async fn documents_of(ctx: &Context<'_>, subject: Uuid) -> Result<Vec<Document>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(Uuid, ())>| async move {
        let ids = keys(&asked);
        told(&asker, evidence::of_subjects(asker.office(), &ids).await)
    };
    let batches = ctx.show(ctx.batches())?;
    let turns = &batches.turns;
    let found = batches.documents_of.load(turns, subject, (), read).await?;
    Ok(found.unwrap_or_default())
}

/// How many criteria a commune meets, as last appraised.
///
/// # Errors
/// Where the database can't be read.
pub async fn criteria_met(ctx: &Context<'_>, area: AreaId) -> Result<Option<i32>, Error> {
    let asker = ctx.show(ctx.asker())?;
    let read = |asked: Vec<(AreaId, ())>| async move {
        let ids = keys(&asked);
        told(&asker, criteria::met_of(asker.office(), &ids).await)
    };
    let batches = ctx.show(ctx.batches())?;
    let turns = &batches.turns;
    batches.criteria_met.load(turns, area, (), read).await
}
