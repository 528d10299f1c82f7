//! The words of every code, gathered from the subjects.

use super::{
    ballots, corrections, council, counts, decisions, dossiers, enrolments, invitations,
    nominations, postings, reports, samples, surveys, tasks, values, verifications,
};
use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::{Spoken, Text};

/// What is said of a code that no subject has words for; a test fails where one is left.
pub const UNSAID: Text = Text::of(
    "Yêu cầu chưa hợp lệ.",
    "The request can't be taken as it is.",
);

/// The subjects.
const SUBJECTS: &[fn(UserFaultCode) -> Option<Text>] = &[
    ballots::words,
    corrections::words,
    council::words,
    counts::words,
    decisions::words,
    dossiers::words,
    enrolments::words,
    invitations::words,
    nominations::words,
    postings::words,
    reports::words,
    samples::words,
    surveys::words,
    tasks::words,
    values::words,
    verifications::words,
];

impl Spoken for UserFaultCode {
    fn words(self) -> Text {
        let said = SUBJECTS.iter().find_map(|subject| subject(self));
        said.unwrap_or(UNSAID)
    }
}
