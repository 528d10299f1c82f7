//! A response as a row of its table, and back.

use std::collections::BTreeMap;

use super::cells::digest;
use super::entity::documents::{Answers, Choices, Reasons};
use super::entity::response;
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::survey::record::{Response, Voided};
use crate::domain::survey::response::Consent;
use crate::domain::survey::sheet::Sheet;

/// A response, of its row.
pub(crate) fn read(row: response::Model) -> Result<Response, StorageFault> {
    let response::Model {
        survey_id,
        id,
        hamlet_id,
        household_key,
        household_code,
        collected_at,
        received_at,
        spoilt,
        choices,
        reasons,
        unjudged,
        comment,
        fingerprint,
        consent_version,
        consent_at,
        account_id,
        voided_at,
        voided_by,
        void_reason,
        entry,
    } = row;
    let sheet = Sheet {
        choices: choices.0,
        reasons: reasons.map(|reasons| reasons.0).unwrap_or_default(),
    };
    let key = household_key.map(|key| digest("response.household_key", &key));
    let voided = match (voided_at, voided_by, void_reason) {
        (Some(at), Some(by), Some(reason)) => Some(Voided {
            at,
            by: AccountId(by),
            reason,
        }),
        _ => None,
    };
    Ok(Response {
        id: ResponseId(id),
        survey: SurveyId(survey_id),
        hamlet: AreaId(hamlet_id),
        household_key: key.transpose()?,
        household_code,
        collected_at,
        received_at,
        sheet: (!spoilt).then_some(sheet),
        unjudged: unjudged.map(|answers| answers.0).unwrap_or_default(),
        comment,
        fingerprint: digest("response.fingerprint", &fingerprint)?,
        consent: consent(consent_version, consent_at),
        account: AccountId(account_id),
        voided,
        entry,
    })
}

/// The row of a response.
pub(crate) fn row(response: Response) -> response::Model {
    let Response {
        id,
        survey,
        hamlet,
        household_key,
        household_code,
        collected_at,
        received_at,
        sheet,
        unjudged,
        comment,
        fingerprint,
        consent,
        account,
        voided,
        entry,
    } = response;
    let spoilt = sheet.is_none();
    let Sheet { choices, reasons } = sheet.unwrap_or_default();
    let (consent_version, consent_at) = consent
        .map(
            |Consent {
                 notice_version,
                 given_at,
             }| (notice_version, given_at),
        )
        .unzip();
    let (voided_at, voided_by, void_reason) = match voided {
        Some(Voided { at, by, reason }) => (Some(at), Some(by.0), Some(reason)),
        None => (None, None, None),
    };
    response::Model {
        survey_id: survey.0,
        id: id.0,
        hamlet_id: hamlet.0,
        household_key: household_key.map(|key| key.to_vec()),
        household_code,
        collected_at,
        received_at,
        spoilt,
        choices: Choices(choices),
        reasons: some(reasons).map(Reasons),
        unjudged: (!unjudged.is_empty()).then_some(Answers(unjudged)),
        comment,
        fingerprint: fingerprint.to_vec(),
        consent_version,
        consent_at,
        account_id: account.0,
        voided_at,
        voided_by,
        void_reason,
        entry,
    }
}

/// The consent of a row, of its two columns.
pub(crate) fn consent(version: Option<String>, at: Option<Instant>) -> Option<Consent> {
    Some(Consent {
        notice_version: version?,
        given_at: at?,
    })
}

fn some(reasons: BTreeMap<String, String>) -> Option<BTreeMap<String, String>> {
    (!reasons.is_empty()).then_some(reasons)
}
