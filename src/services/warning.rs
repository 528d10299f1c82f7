//! What was done though it is unwise: said beside the answer, and stops nothing.

use crate::domain::base::terms::terms;

terms! {
    /// The closed list of warnings.
    WarningCode {
        /// Closing and ten days of posting end after the Front's report is due.
        PostingEndsAfterDueDate = "POSTING_ENDS_AFTER_DUE_DATE",
        /// The result hung out for fewer days than it should.
        PostedTooFewDays = "POSTED_TOO_FEW_DAYS",
        /// Issued forms are not those collected and missing.
        FormsDoNotAddUp = "FORMS_DO_NOT_ADD_UP",
        /// More forms came back than the hamlet has households.
        MoreThanHouseholds = "MORE_THAN_HOUSEHOLDS",
        /// A count record says other forms were issued or missing than were recorded.
        OtherThanIssued = "OTHER_THAN_ISSUED",
        /// No form came back.
        NothingCollected = "NOTHING_COLLECTED",
        /// Many forms are spoilt.
        ManySpoilt = "MANY_SPOILT",
        /// Many forms leave an item blank.
        ManyBlank = "MANY_BLANK",
        /// All valid forms say the same.
        AllAlike = "ALL_ALIKE",
        /// Hamlets whose paper is counted by hand have no count record.
        CountRecordMissing = "COUNT_RECORD_MISSING",
        /// Count records have no picture of the signed paper.
        CountRecordWithoutScan = "COUNT_RECORD_WITHOUT_SCAN",
        /// Received when the posting days were over.
        ObjectionAfterPosting = "OBJECTION_AFTER_POSTING",
        /// The direct check comes before the departments' appraisals are in.
        CheckBeforeAppraisals = "CHECK_BEFORE_APPRAISALS",
        /// The report came after its date.
        ReportLate = "REPORT_LATE",
        /// A survey that is reported on isn't verified.
        SurveyNotVerified = "SURVEY_NOT_VERIFIED",
        /// A candidacy without a closed direct check.
        NoDirectCheck = "NO_DIRECT_CHECK",
        /// Phones told that they still hold forms of the survey.
        FormsStillOnPhones = "FORMS_STILL_ON_PHONES",
        /// A revised report on a candidacy that is on an agenda.
        RevisedOnAgenda = "REVISED_ON_AGENDA",
    }
}

/// Something that was allowed and is unwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// What the sentence is about: a number, a day, a code; empty where nothing is needed.
    pub about: String,
}

impl Warning {
    /// A warning and what it is about.
    #[must_use]
    pub fn of(code: WarningCode, about: impl Into<String>) -> Self {
        Self {
            code,
            about: about.into(),
        }
    }
}
