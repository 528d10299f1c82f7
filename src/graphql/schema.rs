//! The roots put together.

use async_graphql::{MergedObject, Schema, SchemaBuilder, ValidationMode};

use super::mutation::ballots::BallotsMutation;
use super::mutation::corrections::CorrectionsMutation;
use super::mutation::rounds::RoundsMutation;
use super::mutation::submit::SubmitMutation;
use super::mutation::surveys::SurveysMutation;
use super::nodes::node::AreaIsNode;
use super::query::areas::AreasQuery;
use super::query::laws::LawsQuery;
use super::query::node::NodeQuery;
use super::query::published::PublishedQuery;
use super::query::rounds::RoundsQuery;
use super::query::surveys::SurveysQuery;
use super::query::todo::TodoQuery;
use super::subscription::SubscriptionRoot;
use crate::services::office::SharedOffice;

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(
    NodeQuery,
    AreasQuery,
    RoundsQuery,
    SurveysQuery,
    LawsQuery,
    PublishedQuery,
    TodoQuery,
);

/// Everything that can be changed. Each takes one `input` and answers with one payload; what the
/// user can put right stands in its `userErrors`.
#[derive(MergedObject, Default)]
pub struct Mutation(
    RoundsMutation,
    SurveysMutation,
    SubmitMutation,
    BallotsMutation,
    CorrectionsMutation,
);

/// The schema.
pub type LongdanSchema = Schema<Query, Mutation, SubscriptionRoot>;

pub(super) fn builder() -> SchemaBuilder<Query, Mutation, SubscriptionRoot> {
    Schema::build(Query::default(), Mutation::default(), SubscriptionRoot)
        .register_output_type::<AreaIsNode>()
}

/// The schema of an office. Requests are put to it through [`super::runner::Runner`], which has
/// had each document examined; so it trusts them.
#[must_use]
pub fn build(office: SharedOffice) -> LongdanSchema {
    builder()
        .data(office)
        .validation_mode(ValidationMode::Fast)
        .finish()
}
