//! Who may read or do what, decided for every field of the schema: deny by default.
//!
//! The services refuse, each for itself; this table says what is expected of them, and a test
//! fails on a field that nobody decided about, on a decision without a field, and on a service
//! that answers otherwise.

use crate::domain::trust::authority::Action;

/// Who gets a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, also without a token: areas, rounds, titles, rule books, forms.
    Everybody,
    /// Whoever was given the object that it stands on.
    WithItsObject,
    /// A list, count or thing that holds what the reader may know of: less for one than for
    /// another, and never refused.
    WhatMayBeSeen,
    /// Whoever may do this, inside the own area; others are refused.
    For(Action),
    /// Figures: for some while the survey runs, for more from CLOSED on, for all once published.
    Figures {
        /// What lets a reader see them while the survey runs.
        running: Action,
    },
}

use Access::{Everybody, Figures, For, WhatMayBeSeen, WithItsObject};

const APPROVAL: Access = Figures {
    running: Action::ReadApprovalBeforeClose,
};
const COVERAGE: Access = Figures {
    running: Action::ReadCoverageBeforeClose,
};

/// One decision: the type, who gets them, the fields with spaces between.
pub type Decision = (&'static str, Access, &'static str);

/// Every field of the schema, by type.
pub const DECISIONS: &[Decision] = &[
    // Roots.
    (
        "Query",
        Everybody,
        "area communes certificationRound certificationRounds",
    ),
    ("Query", Everybody, "regulations questionnaires"),
    (
        "Query",
        WhatMayBeSeen,
        "node nodes viewer candidacies satisfactionSurvey",
    ),
    ("Query", For(Action::ReadAssigned), "assignedSurveys"),
    (
        "Mutation",
        For(Action::RunRounds),
        "createCertificationRound nominate",
    ),
    (
        "Mutation",
        For(Action::RunSurveys),
        "createSurvey openSurvey beginClosing closeSurvey voidResponse",
    ),
    ("Mutation", For(Action::Submit), "submitResponses"),
    ("Mutation", For(Action::CastBallot), "castBallot"),
    (
        "Subscription",
        WhatMayBeSeen,
        "surveyProgress roundProgress",
    ),
    // Places.
    ("Area", Everybody, AREA),
    ("Province", Everybody, AREA),
    ("District", Everybody, AREA),
    ("Commune", Everybody, AREA),
    (
        "Commune",
        Everybody,
        "kind criteriaMet titles district hamlets households",
    ),
    ("Commune", WhatMayBeSeen, "candidacies"),
    ("Hamlet", Everybody, AREA),
    ("Hamlet", Everybody, "households"),
    ("RecognisedTitle", Everybody, "title since until decision"),
    // Rounds, rule books, forms.
    (
        "CertificationRound",
        Everybody,
        "id year ordinal name asOf province regulation",
    ),
    (
        "CertificationRound",
        WhatMayBeSeen,
        "deadlines candidacies summary",
    ),
    (
        "Deadline",
        WithItsObject,
        "deliverable dueBefore expected received late outstanding",
    ),
    (
        "RoundSummary",
        WithItsObject,
        "candidacies ready byState byTitle",
    ),
    ("StateCount", WithItsObject, "state count"),
    ("TitleCount", WithItsObject, "title count"),
    (
        "Regulation",
        Everybody,
        "id code version name validFrom validUntil criteria base",
    ),
    ("Criterion", Everybody, "code number name agency"),
    ("Questionnaire", Everybody, "id code version title items"),
    (
        "QuestionnaireItem",
        Everybody,
        "required overall code label criterion options",
    ),
    ("AnswerOption", Everybody, "code label sentiment"),
    // Candidacies.
    (
        "Candidacy",
        WithItsObject,
        "id title purpose state version simulated area round",
    ),
    (
        "Candidacy",
        WithItsObject,
        "appraisals debtStatement frontReport vote",
    ),
    ("Candidacy", WhatMayBeSeen, "surveys readiness"),
    ("Candidacy", APPROVAL, "approval"),
    ("Readiness", WithItsObject, "ready checks"),
    (
        "Check",
        WithItsObject,
        "code status severity required actual message legalBasis",
    ),
    ("Check", WithItsObject, "confirmed"),
    (
        "CriterionAppraisal",
        WithItsObject,
        "criterion met note agency appraisedAt",
    ),
    ("DebtStatement", WithItsObject, "asOf"),
    (
        "FrontReport",
        WithItsObject,
        "id number version submittedAt late",
    ),
    ("RecognitionVote", WithItsObject, "closed"),
    // Surveys and their figures.
    (
        "SatisfactionSurvey",
        WithItsObject,
        "id kind state version opensAt closesAt",
    ),
    (
        "SatisfactionSurvey",
        WithItsObject,
        "candidacy questionnaire hamlets approvalWithheld",
    ),
    ("SatisfactionSurvey", COVERAGE, "coverage byHamlet"),
    ("SatisfactionSurvey", APPROVAL, "approval frozenResult"),
    (
        "SatisfactionSurvey",
        For(Action::ReadResponses),
        "responses comments",
    ),
    (
        "SurveyHamlet",
        WithItsObject,
        "households assigned hasRoster hamlet",
    ),
    (
        "Coverage",
        WithItsObject,
        "households responded percent required met exceedsHouseholds",
    ),
    (
        "Approval",
        WithItsObject,
        "stage collected spoilt valid satisfied notSatisfied",
    ),
    ("Approval", WithItsObject, "otherOpinion"),
    (
        "Approval",
        WithItsObject,
        "percent required met withheldItems checks items asOf",
    ),
    (
        "ItemApproval",
        WithItsObject,
        "answered satisfied notSatisfied otherOpinion percent required",
    ),
    ("ItemApproval", WithItsObject, "met item options"),
    ("OptionCount", WithItsObject, "option count"),
    ("HamletResult", WithItsObject, "coverage withheld hamlet"),
    ("HamletResult", APPROVAL, "approval"),
    (
        "FrozenResult",
        WithItsObject,
        "revision figures sha256 closedAt closedBy",
    ),
    // Single responses.
    (
        "SurveyResponse",
        WithItsObject,
        "id responseId collectedAt receivedAt spoilt voided comment",
    ),
    ("SurveyResponse", WithItsObject, "survey hamlet answers"),
    // Null for a commune's Front, which doesn't read answers together with a household.
    ("SurveyResponse", WhatMayBeSeen, "householdCode"),
    ("Answer", WithItsObject, "item option reason"),
    ("Comment", WithItsObject, "id text receivedAt hamlet"),
    // The account.
    ("Viewer", WithItsObject, "name roles agency areas"),
    // Pages and payloads.
    ("Node", WithItsObject, "id"),
    (
        "PageInfo",
        WithItsObject,
        "hasNextPage hasPreviousPage startCursor endCursor",
    ),
    ("CandidacyConnection", WithItsObject, PAGE),
    ("CandidacyEdge", WithItsObject, EDGE),
    ("CertificationRoundConnection", WithItsObject, PAGE),
    ("CertificationRoundEdge", WithItsObject, EDGE),
    ("CommentConnection", WithItsObject, PAGE),
    ("CommentEdge", WithItsObject, EDGE),
    ("CommuneConnection", WithItsObject, PAGE),
    ("CommuneEdge", WithItsObject, EDGE),
    ("SurveyResponseConnection", WithItsObject, PAGE),
    ("SurveyResponseEdge", WithItsObject, EDGE),
    (
        "CertificationRoundPayload",
        WithItsObject,
        "round userErrors",
    ),
    ("CandidacyPayload", WithItsObject, "candidacy userErrors"),
    ("SurveyPayload", WithItsObject, "survey userErrors"),
    ("VoidResponsePayload", WithItsObject, "survey userErrors"),
    (
        "SubmitResponsesPayload",
        WithItsObject,
        "receipts survey userErrors",
    ),
    (
        "ResponseReceipt",
        WithItsObject,
        "id status code message kept retry",
    ),
    ("CastBallotPayload", WithItsObject, "taken userErrors"),
    ("UserError", WithItsObject, "code message path"),
];

const AREA: &str = "id code name level validFrom validUntil parent predecessors successors";
const PAGE: &str = "edges nodes pageInfo totalCount";
const EDGE: &str = "node cursor";

/// The decision for a field; `None` where nobody decided.
#[must_use]
pub fn access(owner: &str, field: &str) -> Option<Access> {
    let decided = DECISIONS
        .iter()
        .find(|(name, _, fields)| *name == owner && fields.split(' ').any(|one| one == field));
    decided.map(|(_, access, _)| *access)
}
