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
        /// The links from households to answers were dropped.
        LinkDropped = "LINK_DROPPED",
        /// Corrections wait for a second account.
        UnconfirmedCorrections = "UNCONFIRMED_CORRECTIONS",
        /// Responses are in question.
        QuestionedResponses = "QUESTIONED_RESPONSES",
        /// The response stands so already.
        StandsSo = "STANDS_SO",
        /// The form is not of the household that answered before.
        OtherHousehold = "OTHER_HOUSEHOLD",
        /// A reason is needed.
        ReasonMissing = "REASON_MISSING",
        /// Too long, or with control characters.
        InvalidText = "INVALID_TEXT",
        /// No collector account of this name.
        UnknownCollector = "UNKNOWN_COLLECTOR",
        /// A day or time before one that it must follow.
        DatesOutOfOrder = "DATES_OUT_OF_ORDER",
        /// A day or time that has not come yet.
        InTheFuture = "IN_THE_FUTURE",
        /// More forms missing than were handed out.
        MissingExceedsIssued = "MISSING_EXCEEDS_ISSUED",
        /// The hamlet's answers are collected in another way.
        WrongCollectionMode = "WRONG_COLLECTION_MODE",
        /// Not each item and choice of the form once.
        CountsNotOfForm = "COUNTS_NOT_OF_FORM",
        /// Collected forms are not the valid and the spoilt ones.
        CollectedNotValidAndSpoilt = "COLLECTED_NOT_VALID_AND_SPOILT",
        /// More forms came back or are missing than were handed out.
        MoreBackThanOut = "MORE_BACK_THAN_OUT",
        /// The answers to an item, blank ones too, are not the valid forms.
        ItemNotValid = "ITEM_NOT_VALID",
        /// The hamlet has no count record yet.
        NoCountRecord = "NO_COUNT_RECORD",
        /// Not each differing field once, and no other.
        NotTheDifferingFields = "NOT_THE_DIFFERING_FIELDS",
        /// Count records are half typed.
        CountRecordsUnfinished = "COUNT_RECORDS_UNFINISHED",
        /// The household stands on the roster already.
        HouseholdOnRoster = "HOUSEHOLD_ON_ROSTER",
        /// The household doesn't stand on the roster.
        HouseholdNotOnRoster = "HOUSEHOLD_NOT_ON_ROSTER",
        /// Not for a survey of this kind.
        WrongSurveyKind = "WRONG_SURVEY_KIND",
        /// No place is named where the result hangs out.
        PlaceMissing = "PLACE_MISSING",
        /// The latest result doesn't hang out.
        NotPosted = "NOT_POSTED",
        /// The form has no item of this code.
        UnknownTopic = "UNKNOWN_TOPIC",
        /// The objection was answered before.
        AlreadyAnswered = "ALREADY_ANSWERED",
        /// An objection that is dismissed changes no figure.
        DismissedChangesNothing = "DISMISSED_CHANGES_NOTHING",
        /// The account entered figures that it would judge.
        SameAccount = "SAME_ACCOUNT",
        /// The point isn't one of what is verified.
        UnknownPoint = "UNKNOWN_POINT",
        /// A point without the verifier's finding, or without a note where one is needed.
        PointNotSaid = "POINT_NOT_SAID",
        /// A point that the verifier doesn't accept.
        PointNotAccepted = "POINT_NOT_ACCEPTED",
        /// Objections without an answer.
        ObjectionsOpen = "OBJECTIONS_OPEN",
        /// What is kept doesn't agree with a recount of the responses.
        RecountDiffers = "RECOUNT_DIFFERS",
        /// The seed was fixed before.
        SeedCommitted = "SEED_COMMITTED",
        /// The seed must be fixed first.
        SeedNotCommitted = "SEED_NOT_COMMITTED",
        /// The sample was drawn before.
        SampleDrawn = "SAMPLE_DRAWN",
        /// The sample must be drawn first.
        SampleNotDrawn = "SAMPLE_NOT_DRAWN",
        /// More households than there are.
        SampleTooLarge = "SAMPLE_TOO_LARGE",
        /// Not one household in each hamlet.
        SampleTooSmall = "SAMPLE_TOO_SMALL",
        /// Neither a number in all nor one for each hamlet, or both.
        SampleSizeUnclear = "SAMPLE_SIZE_UNCLEAR",
        /// There is no household to draw from.
        FrameEmpty = "FRAME_EMPTY",
        /// The candidacy's collection isn't closed.
        SurveyNotClosed = "SURVEY_NOT_CLOSED",
        /// The survey has no counted comment of this id.
        UnknownComment = "UNKNOWN_COMMENT",
        /// A field is needed where the thing stands.
        ValueMissing = "VALUE_MISSING",
        /// A text that leaves the Front holds a long number or an address of mail.
        PersonalData = "PERSONAL_DATA",
        /// The round has a report of this number.
        ReportNumberTaken = "REPORT_NUMBER_TAKEN",
        /// Candidacies of several rounds in one report.
        OtherRound = "OTHER_ROUND",
        /// The office took it in before.
        AlreadyReceived = "ALREADY_RECEIVED",
        /// The round has no candidacy that a survey could be made for.
        NoCandidacy = "NO_CANDIDACY",
        /// The regulation has no such criterion for this title.
        UnknownCriterion = "UNKNOWN_CRITERION",
        /// The regulation asks for no statement of this code for this title.
        UnknownCondition = "UNKNOWN_CONDITION",
        /// There is no such document that one may attach.
        UnknownDocument = "UNKNOWN_DOCUMENT",
        /// The document is empty.
        EmptyDocument = "EMPTY_DOCUMENT",
        /// What is in the document is not of the type that it is said to be.
        NotOfItsType = "NOT_OF_ITS_TYPE",
        /// The parts are not the total.
        DoesNotAddUp = "DOES_NOT_ADD_UP",
        /// A name is needed.
        NameMissing = "NAME_MISSING",
        /// Not a level that can speak here.
        UnfitLevel = "UNFIT_LEVEL",
        /// No agency of this code.
        UnknownAgency = "UNKNOWN_AGENCY",
        /// No unit bears this code on that day.
        UnknownAreaOnDay = "UNKNOWN_AREA_ON_DAY",
        /// A notice of this code is on record.
        DirectiveExists = "DIRECTIVE_EXISTS",
        /// A task names none or several of agencies, areas and a kind.
        NotOneOwner = "NOT_ONE_OWNER",
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
        /// No account of this name.
        UnknownAccount = "UNKNOWN_ACCOUNT",
        /// The account serves on the council on some of these days already.
        TermsOverlap = "TERMS_OVERLAP",
        /// Of the members only the chair and vice-chair run a session.
        NotTheChair = "NOT_THE_CHAIR",
        /// Nobody serves on the council on the session's day.
        NoCouncil = "NO_COUNCIL",
        /// Not a member with a seat in the session.
        UnknownMember = "UNKNOWN_MEMBER",
        /// Blocking checks don't hold, and no reason is given.
        NotReady = "NOT_READY",
        /// The candidacy is on the agenda of a session that is not over.
        OnAnotherAgenda = "ON_ANOTHER_AGENDA",
        /// The candidacy is not on the agenda.
        NotOnAgenda = "NOT_ON_AGENDA",
        /// There is nothing to vote on.
        EmptyAgenda = "EMPTY_AGENDA",
        /// Too few members are present.
        NoQuorum = "NO_QUORUM",
        /// Only a closed session of the same round can be corrected.
        NotACorrection = "NOT_A_CORRECTION",
        /// The ballot on the candidacy is closed.
        BallotClosed = "BALLOT_CLOSED",
        /// The account has no seat in the session.
        NotAMember = "NOT_A_MEMBER",
        /// The member is not marked as present.
        NotPresent = "NOT_PRESENT",
        /// The member has voted on this candidacy.
        AlreadyVoted = "ALREADY_VOTED",
        /// The session does not vote at screens.
        NotElectronic = "NOT_ELECTRONIC",
        /// The session's mode has no such count.
        NotCountedByHand = "NOT_COUNTED_BY_HAND",
        /// Counted figures don't add up.
        FiguresDontAddUp = "FIGURES_DONT_ADD_UP",
        /// Not each candidacy of the agenda once, in its order.
        CountsNotOfAgenda = "COUNTS_NOT_OF_AGENDA",
        /// Envelopes are counted before votes are entered.
        EnvelopesFirst = "ENVELOPES_FIRST",
        /// Two accounts have counted alike: the count stands.
        CountIsFinal = "COUNT_IS_FINAL",
        /// No two accounts have counted alike yet.
        CountNotFinal = "COUNT_NOT_FINAL",
        /// Two accounts count; a third does not.
        CountedByTwo = "COUNTED_BY_TWO",
        /// The province has a decision of this number.
        DecisionExists = "DECISION_EXISTS",
        /// The council did not carry it.
        AgainstTheVote = "AGAINST_THE_VOTE",
        /// The area holds the title already.
        TitleHeld = "TITLE_HELD",
        /// The area does not hold the title.
        TitleNotHeld = "TITLE_NOT_HELD",
        /// The failings are no ground for taking the title back.
        NotRevocable = "NOT_REVOCABLE",
        /// No rule carries a title over to the unit.
        NothingCarriesOver = "NOTHING_CARRIES_OVER",
        /// The round is not a later one of the same province.
        NotALaterRound = "NOT_A_LATER_ROUND",
        /// The province has a merger plan of this number.
        MergerPlanExists = "MERGER_PLAN_EXISTS",
        /// The candidacy is not there to be looked at again.
        NotAReassessment = "NOT_A_REASSESSMENT",
        /// Failed criteria contradict what is said of the standard.
        CriteriaContradict = "CRITERIA_CONTRADICT",
        /// An account of this name is not a collector of the area.
        NotACollector = "NOT_A_COLLECTOR",
        /// A slip in the code of an invitation.
        InvitationMistyped = "INVITATION_MISTYPED",
        /// No invitation that can be used has this code.
        InvitationNotValid = "INVITATION_NOT_VALID",
        /// The survey of the invitation isn't open.
        InvitationNotNow = "INVITATION_NOT_NOW",
        /// The consent is to another notice than the form shows.
        OtherNotice = "OTHER_NOTICE",
        /// What residents said was taken away.
        AnswersTakenAway = "ANSWERS_TAKEN_AWAY",
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
