//! What every payload carries: what the user can put right.

use async_graphql::{Context, Error, SimpleObject};

use crate::domain::base::language::Language;
use crate::graphql::fault::Showing;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::user_fault::UserFault;
use crate::services::warning::Warning;
use crate::words::faults;
use crate::words::warnings as words;

/// What the user can put right. `code` is one of this closed list: `ROUND_EXISTS`, `UNKNOWN_REGULATION`,
/// `UNKNOWN_PROVINCE`, `UNKNOWN_AREA`, `OUT_OF_RANGE`, `NAMED_TWICE`, `TITLE_NOT_FOR_AREA`,
/// `NOT_IN_MERGER_PLAN`, `ALREADY_NOMINATED`, `ILLEGAL_STATE`, `SURVEY_EXISTS`, `UNKNOWN_QUESTIONNAIRE`,
/// `UNKNOWN_HAMLET`, `NO_HAMLET`, `HOUSEHOLDS_UNKNOWN`, `CLOSES_BEFORE_IT_OPENS`, `NEW_CLOSING_NEEDED`,
/// `UNKNOWN_RESPONSE`, `ALREADY_VOIDED`, `UNKNOWN_SET_ASIDE`, `NOT_COUNTABLE`, `ALREADY_CHOSEN`,
/// `UNKNOWN_CORRECTION`, `ALREADY_CONFIRMED`, `CORRECTION_SUPERSEDED`, `SECOND_ACCOUNT_NEEDED`, `LINK_DROPPED`,
/// `UNCONFIRMED_CORRECTIONS`, `QUESTIONED_RESPONSES`, `STANDS_SO`, `OTHER_HOUSEHOLD`, `REASON_MISSING`, `INVALID_TEXT`, `UNKNOWN_COLLECTOR`, `DATES_OUT_OF_ORDER`,
/// `IN_THE_FUTURE`, `MISSING_EXCEEDS_ISSUED`, `WRONG_COLLECTION_MODE`, `COUNTS_NOT_OF_FORM`,
/// `COLLECTED_NOT_VALID_AND_SPOILT`, `MORE_BACK_THAN_OUT`, `ITEM_NOT_VALID`, `NO_COUNT_RECORD`,
/// `NOT_THE_DIFFERING_FIELDS`, `COUNT_RECORDS_UNFINISHED`, `HOUSEHOLD_ON_ROSTER`, `HOUSEHOLD_NOT_ON_ROSTER`,
/// `WRONG_SURVEY_KIND`, `PLACE_MISSING`, `NOT_POSTED`,
/// `UNKNOWN_TOPIC`, `ALREADY_ANSWERED`, `DISMISSED_CHANGES_NOTHING`, `SAME_ACCOUNT`, `UNKNOWN_POINT`,
/// `POINT_NOT_SAID`, `POINT_NOT_ACCEPTED`, `OBJECTIONS_OPEN`, `RECOUNT_DIFFERS`, `SEED_COMMITTED`,
/// `SEED_NOT_COMMITTED`, `SAMPLE_DRAWN`, `SAMPLE_NOT_DRAWN`, `SAMPLE_TOO_LARGE`, `SAMPLE_TOO_SMALL`,
/// `SAMPLE_SIZE_UNCLEAR`, `FRAME_EMPTY`, `SURVEY_NOT_CLOSED`, `UNKNOWN_COMMENT`, `VALUE_MISSING`,
/// `PERSONAL_DATA`, `REPORT_NUMBER_TAKEN`,
/// `OTHER_ROUND`, `ALREADY_RECEIVED`, `NO_CANDIDACY`, `UNKNOWN_CRITERION`, `UNKNOWN_CONDITION`,
/// `UNKNOWN_DOCUMENT`, `EMPTY_DOCUMENT`, `NOT_OF_ITS_TYPE`, `DOES_NOT_ADD_UP`, `NAME_MISSING`,
/// `UNFIT_LEVEL`, `UNKNOWN_AGENCY`, `UNKNOWN_AREA_ON_DAY`, `DIRECTIVE_EXISTS`, `NOT_ONE_OWNER`,
/// `ALREADY_PROPOSED`, `UNKNOWN_CATEGORY`, `TOO_FEW_STARS`, `NOT_YOUR_ASSIGNMENT`, `NO_OPEN_BALLOT`,
/// `UNKNOWN_ACCOUNT`, `TERMS_OVERLAP`, `NOT_THE_CHAIR`, `NO_COUNCIL`, `UNKNOWN_MEMBER`,
/// `NOT_READY`, `ON_ANOTHER_AGENDA`, `NOT_ON_AGENDA`, `EMPTY_AGENDA`, `NO_QUORUM`, `NOT_A_CORRECTION`,
/// `BALLOT_CLOSED`, `NOT_A_MEMBER`, `NOT_PRESENT`, `ALREADY_VOTED`, `NOT_ELECTRONIC`, `NOT_COUNTED_BY_HAND`,
/// `FIGURES_DONT_ADD_UP`, `COUNTS_NOT_OF_AGENDA`, `ENVELOPES_FIRST`, `COUNT_IS_FINAL`, `COUNT_NOT_FINAL`,
/// `COUNTED_BY_TWO`, `DECISION_EXISTS`, `AGAINST_THE_VOTE`, `TITLE_HELD`, `TITLE_NOT_HELD`, `NOT_REVOCABLE`,
/// `NOTHING_CARRIES_OVER`, `NOT_A_LATER_ROUND`, `MERGER_PLAN_EXISTS`, `NOT_A_REASSESSMENT`,
/// `CRITERIA_CONTRADICT`, `NOT_A_COLLECTOR`, `INVITATION_MISTYPED`, `INVITATION_NOT_VALID`,
/// `INVITATION_NOT_NOW`, `OTHER_NOTICE`, `ANSWERS_TAKEN_AWAY` (lỗi người dùng có thể sửa).
#[derive(Debug, Clone, SimpleObject)]
pub struct UserError {
    /// Which fault, of the closed list above (mã lỗi).
    pub code: String,
    /// The fault in words, in the request's language (diễn giải).
    pub message: String,
    /// Which field, from the argument down, such as `input`, `hamlets`, `3`, `households` (vị trí).
    pub path: Vec<String>,
}

impl UserError {
    fn of(fault: &UserFault, language: Language) -> Self {
        Self {
            code: fault.code.as_str().to_owned(),
            message: faults::user_fault(fault, language),
            path: fault.path.clone(),
        }
    }
}

/// What was done though it is unwise; it stops nothing. `code` is one of this closed list:
/// `POSTING_ENDS_AFTER_DUE_DATE`, `POSTED_TOO_FEW_DAYS`, `FORMS_DO_NOT_ADD_UP`, `MORE_THAN_HOUSEHOLDS`,
/// `OTHER_THAN_ISSUED`, `NOTHING_COLLECTED`, `MANY_SPOILT`, `MANY_BLANK`, `ALL_ALIKE`, `COUNT_RECORD_MISSING`,
/// `COUNT_RECORD_WITHOUT_SCAN`, `OBJECTION_AFTER_POSTING`,
/// `CHECK_BEFORE_APPRAISALS`, `REPORT_LATE`, `SURVEY_NOT_VERIFIED`, `NO_DIRECT_CHECK`, `REVISED_ON_AGENDA`,
/// `FORMS_STILL_ON_PHONES`
/// (cảnh báo).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "Warning")]
pub struct UserWarning {
    /// Which warning, of the closed list above (mã cảnh báo).
    pub code: String,
    /// The warning in words, in the request's language (diễn giải).
    pub message: String,
}

impl UserWarning {
    /// Warnings in the request's language.
    #[must_use]
    pub fn all(ctx: &Context<'_>, warnings: &[Warning]) -> Vec<Self> {
        let told = |warning: &Warning| Self {
            code: warning.code.as_str().to_owned(),
            message: words::warning(warning, ctx.language()),
        };
        warnings.iter().map(told).collect()
    }
}

/// A change and what the user can put right: one of the two is there.
pub type Outcome<T> = (Option<T>, Vec<UserError>);

/// Parts what the user can put right from what a program did wrong.
///
/// # Errors
/// Every refusal but the user's faults.
pub fn outcome<T>(ctx: &Context<'_>, answer: Result<T, Refusal>) -> Result<Outcome<T>, Error> {
    match answer {
        Ok(value) => Ok((Some(value), Vec::new())),
        Err(Refusal::Faults(faults)) => {
            let language = ctx.language();
            Ok((
                None,
                faults
                    .iter()
                    .map(|fault| UserError::of(fault, language))
                    .collect(),
            ))
        }
        Err(refusal) => Err(ctx.fault(&refusal)),
    }
}
