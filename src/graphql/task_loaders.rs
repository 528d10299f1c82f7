//! Reads of notices' tasks and OCOP ratings, made together with those of siblings.

use std::collections::HashMap;

use async_graphql::{Context, Error};

use super::fault::Showing;
use super::loaders::{keys, loader, told};
use super::state::Asking;
use crate::domain::base::ids::{AssignmentId, DirectiveId, OcopRatingId};
use crate::domain::tasks::assignment::Assignment;
use crate::domain::tasks::directive::{Directive, Task};
use crate::domain::tasks::ocop::OcopRating;
use crate::services::refusal::Refusal;
use crate::services::{assignments, directives, ocop};

loader! {
    /// A notice that reaches the speaker.
    directive(directives: DirectiveId) -> Directive,
    |asker, ids| directives::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// The tasks of a notice, in its own order.
    directive_tasks(directive_tasks: DirectiveId) -> Vec<Task>,
    |asker, ids| directives::tasks(asker.office(), ids)
}
loader! {
    /// The rating of an OCOP product that the speaker may see.
    ocop_rating(ocop_ratings: OcopRatingId) -> OcopRating,
    |asker, ids| ocop::by_ids(asker.office(), asker.speaker(), ids)
}
loader! {
    /// An assignment that the speaker may see.
    assignment(assignments: AssignmentId) -> Assignment,
    |asker, ids| assignments::by_ids(asker.office(), asker.speaker(), ids)
}
