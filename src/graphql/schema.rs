//! The roots put together.

use async_graphql::{MergedObject, Schema, SchemaBuilder, ValidationMode};

use super::mutation::accounts::AccountsMutation;
use super::mutation::appraisals::AppraisalsMutation;
use super::mutation::ballots::BallotsMutation;
use super::mutation::breaches::BreachesMutation;
use super::mutation::corrections::CorrectionsMutation;
use super::mutation::council::CouncilMutation;
use super::mutation::count_records::CountRecordsMutation;
use super::mutation::decisions::DecisionsMutation;
use super::mutation::enrolments::EnrolmentsMutation;
use super::mutation::hamlet_titles::HamletTitlesMutation;
use super::mutation::invitations::InvitationsMutation;
use super::mutation::ocop::OcopMutation;
use super::mutation::postings::PostingsMutation;
use super::mutation::reports::ReportsMutation;
use super::mutation::retentions::RetentionsMutation;
use super::mutation::reviews::ReviewsMutation;
use super::mutation::rosters::RostersMutation;
use super::mutation::rounds::RoundsMutation;
use super::mutation::sessions::SessionsMutation;
use super::mutation::statements::StatementsMutation;
use super::mutation::submit::SubmitMutation;
use super::mutation::surveys::SurveysMutation;
use super::mutation::tasks::TasksMutation;
use super::mutation::titles::TitlesMutation;
use super::mutation::verifications::VerificationsMutation;
use super::mutation::webhooks::WebhooksMutation;
use super::nodes::node::AreaIsNode;
use super::query::accounts::AccountsQuery;
use super::query::areas::AreasQuery;
use super::query::audit::AuditQuery;
use super::query::council::CouncilQuery;
use super::query::front::FrontQuery;
use super::query::hamlet_titles::HamletTitlesQuery;
use super::query::indicators::IndicatorsQuery;
use super::query::invitations::InvitationsQuery;
use super::query::laws::LawsQuery;
use super::query::node::NodeQuery;
use super::query::ocop::OcopQueryRoot;
use super::query::privacy::PrivacyQuery;
use super::query::published::PublishedQuery;
use super::query::retentions::RetentionsQuery;
use super::query::rosters::RostersQuery;
use super::query::rounds::RoundsQuery;
use super::query::signals::SignalsQuery;
use super::query::surveys::SurveysQuery;
use super::query::tasks::TasksQuery;
use super::query::todo::TodoQuery;
use super::query::webhooks::WebhooksQuery;
use super::subscription::SubscriptionRoot;
use crate::services::office::SharedOffice;

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(
    FrontQuery,
    NodeQuery,
    AreasQuery,
    RoundsQuery,
    SurveysQuery,
    LawsQuery,
    PublishedQuery,
    CouncilQuery,
    AuditQuery,
    TodoQuery,
    TasksQuery,
    OcopQueryRoot,
    IndicatorsQuery,
    HamletTitlesQuery,
    PeopleQuery,
);

/// Reading of what is held about people; apart, since one list of all roots is too deep for the compiler.
#[derive(MergedObject, Default)]
pub struct PeopleQuery(
    PrivacyQuery,
    RostersQuery,
    InvitationsQuery,
    RetentionsQuery,
    SignalsQuery,
    AccountsQuery,
    WebhooksQuery,
);

/// Everything that can be changed. Each takes one `input` and answers with one payload; what the
/// user can put right stands in its `userErrors`.
#[derive(MergedObject, Default)]
pub struct Mutation(
    RoundsMutation,
    SurveysMutation,
    PostingsMutation,
    VerificationsMutation,
    ReportsMutation,
    SubmitMutation,
    BallotsMutation,
    CorrectionsMutation,
    ReviewsMutation,
    CountRecordsMutation,
    CouncilMutation,
    SessionsMutation,
    DecisionsMutation,
    TitlesMutation,
    AppraisalsMutation,
    StatementsMutation,
    TasksMutation,
    OcopMutation,
    HamletTitlesMutation,
    PeopleMutation,
);

/// Changing of what is held about people.
#[derive(MergedObject, Default)]
pub struct PeopleMutation(
    EnrolmentsMutation,
    InvitationsMutation,
    RostersMutation,
    BreachesMutation,
    RetentionsMutation,
    AccountsMutation,
    WebhooksMutation,
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
