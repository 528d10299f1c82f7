//! From a part of a dossier to its documents and its earlier versions.

use async_graphql::{ComplexObject, Context, Error};
use uuid::Uuid;

use crate::domain::base::language::Language;
use crate::graphql::dossier_loaders;
use crate::graphql::nodes::dossier::{
    Agency, ConditionStatement, CriterionAppraisal, DebtStatement, Document, OrganisationOpinion,
};
use crate::graphql::state::Asking;

/// The most versions that a history shows, the newest ones.
const LONGEST_HISTORY: usize = 100;

#[ComplexObject]
impl Agency {
    /// Its name (tên cơ quan).
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        self.name_in(language.unwrap_or_else(|| ctx.language()))
    }
}

async fn documents(ctx: &Context<'_>, subject: Uuid) -> Result<Vec<Document>, Error> {
    let found = dossier_loaders::documents_of(ctx, subject).await?;
    Ok(found.into_iter().map(Document::from).collect())
}

/// Every version with those before it, the newest first.
fn history<T: Clone, U>(of: &T, earlier: &[T], make: impl Fn(T, Vec<T>) -> U) -> Vec<U> {
    let mut versions = vec![make(of.clone(), earlier.to_vec())];
    for (position, version) in earlier.iter().enumerate().rev() {
        let before = earlier.get(..position).unwrap_or_default().to_vec();
        versions.push(make(version.clone(), before));
    }
    versions.truncate(LONGEST_HISTORY);
    versions
}

/// Declares the links of parts of a dossier that stand version by version, each with how one of its
/// versions is made.
macro_rules! versioned {
    ($($name:ident: |$node:ident| $make:expr;)+) => {$(
        #[ComplexObject]
        impl $name {
            /// Documents that prove it (tài liệu minh chứng).
            async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<Document>, Error> {
                documents(ctx, self.of.id.0).await
            }

            /// Its versions, the newest first, this one included; at most 100 (lịch sử).
            async fn history(&self) -> Vec<Self> {
                let $node = self;
                history(&$node.of, &$node.earlier, $make)
            }
        }
    )+};
}

versioned! {
    CriterionAppraisal: |node| |of, earlier| CriterionAppraisal::of(of, node.criterion.clone(), earlier);
    OrganisationOpinion: |node| OrganisationOpinion::of;
    DebtStatement: |node| DebtStatement::of;
    ConditionStatement: |node| ConditionStatement::of;
}
