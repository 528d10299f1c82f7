//! What the user can put right: a closed list, and where in the input it stands.
//!
//! A code is added beside those of its subject; its words stand in `words/user_faults`.

use crate::domain::base::terms::terms;

terms! {
    /// The closed list of what a user can put right.
    UserFaultCode {
        /// The province has a round of this year and number.
        RoundExists = "ROUND_EXISTS",
        /// No regulation of this code.
        UnknownRegulation = "UNKNOWN_REGULATION",
        /// No province of this code, or several and none named.
        UnknownProvince = "UNKNOWN_PROVINCE",
        /// No unit bears this code on the round's day.
        UnknownArea = "UNKNOWN_AREA",
        /// A number outside its range.
        OutOfRange = "OUT_OF_RANGE",
        /// The same thing named twice.
        NamedTwice = "NAMED_TWICE",
        /// A unit of this level or kind can't hold the title.
        TitleNotForArea = "TITLE_NOT_FOR_AREA",
        /// The title is only for a commune in a recorded merger plan.
        NotInMergerPlan = "NOT_IN_MERGER_PLAN",
        /// The area is nominated for this title and purpose already.
        AlreadyNominated = "ALREADY_NOMINATED",
        /// The state doesn't allow it.
        IllegalState = "ILLEGAL_STATE",
        /// The candidacy has a collection survey already.
        SurveyExists = "SURVEY_EXISTS",
        /// No form of this code and version.
        UnknownQuestionnaire = "UNKNOWN_QUESTIONNAIRE",
        /// No hamlet of the area bears this code on the round's day.
        UnknownHamlet = "UNKNOWN_HAMLET",
        /// The area has no hamlet to ask in.
        NoHamlet = "NO_HAMLET",
        /// A hamlet's households are not known: name them.
        HouseholdsUnknown = "HOUSEHOLDS_UNKNOWN",
        /// The survey would close before it opens.
        ClosesBeforeItOpens = "CLOSES_BEFORE_IT_OPENS",
        /// A returned survey is opened again only with a new time to close.
        NewClosingNeeded = "NEW_CLOSING_NEEDED",
        /// The survey has no accepted response of this id.
        UnknownResponse = "UNKNOWN_RESPONSE",
        /// The response was voided before.
        AlreadyVoided = "ALREADY_VOIDED",
        /// No form of this id was set aside.
        UnknownSetAside = "UNKNOWN_SET_ASIDE",
        /// The form can't be counted: it breaks a rule that was not looked at before.
        NotCountable = "NOT_COUNTABLE",
        /// The form is counted already, or the same choice stands.
        AlreadyChosen = "ALREADY_CHOSEN",
        /// The survey has no correction of this number.
        UnknownCorrection = "UNKNOWN_CORRECTION",
        /// The correction was confirmed before.
        AlreadyConfirmed = "ALREADY_CONFIRMED",
        /// A later choice about the same form stands in its place.
        CorrectionSuperseded = "CORRECTION_SUPERSEDED",
        /// Another account than the one that did it must do this.
        SecondAccountNeeded = "SECOND_ACCOUNT_NEEDED",
        /// Corrections wait for a second account.
        UnconfirmedCorrections = "UNCONFIRMED_CORRECTIONS",
        /// A reason is needed.
        ReasonMissing = "REASON_MISSING",
        /// Too long, or with control characters.
        InvalidText = "INVALID_TEXT",
        /// No collector account of this name.
        UnknownCollector = "UNKNOWN_COLLECTOR",
        /// No agency of this code.
        UnknownAgency = "UNKNOWN_AGENCY",
        /// No unit bears this code on that day.
        UnknownAreaOnDay = "UNKNOWN_AREA_ON_DAY",
        /// A notice of this code is on record.
        DirectiveExists = "DIRECTIVE_EXISTS",
        /// A task names none or several of agencies, areas and a kind.
        NotOneOwner = "NOT_ONE_OWNER",
        /// One day lies before another that it must follow.
        DatesOutOfOrder = "DATES_OUT_OF_ORDER",
        /// The product is proposed for this year already.
        AlreadyProposed = "ALREADY_PROPOSED",
        /// No category of products has this code.
        UnknownCategory = "UNKNOWN_CATEGORY",
        /// Too few stars to be published.
        TooFewStars = "TOO_FEW_STARS",
        /// Another owes the task.
        NotYourAssignment = "NOT_YOUR_ASSIGNMENT",
        /// The ballot can't be cast: no session is voting on the candidacy.
        NoOpenBallot = "NO_OPEN_BALLOT",
    }
}

/// Something the user can put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFault {
    /// What is wrong.
    pub code: UserFaultCode,
    /// Which field of the input, from the input down.
    pub path: Vec<String>,
    /// What the sentence is about: a code, a state, a number; empty where nothing is needed.
    pub about: String,
}

impl UserFault {
    /// A fault of one field of the input.
    #[must_use]
    pub fn at(field: &str, code: UserFaultCode, about: impl Into<String>) -> Self {
        let path = std::iter::once("input")
            .chain(field.split('.'))
            .map(str::to_owned)
            .collect();
        Self {
            code,
            path,
            about: about.into(),
        }
    }
}
