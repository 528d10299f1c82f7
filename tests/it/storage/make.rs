//! Rows to put into tables.

use longdan::domain::base::ids::{AreaId, ResponseId};
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::record::{Response, SetAside, Survey};
use longdan::domain::survey::response::{Consent, Draft};
use longdan::domain::survey::sheet::Sheet;
use longdan::domain::survey::submission::Digest;
use uuid::Uuid;

use crate::support::world::{World, answers, noon};

/// A hash that differs by number.
pub fn digest(number: u128) -> Digest {
    let mut digest = [0; 32];
    digest[16..].copy_from_slice(&number.to_be_bytes());
    digest
}

/// A response of the household of that number, under an id of that number.
pub fn response(world: &World, survey: &Survey, hamlet: AreaId, number: u128) -> Response {
    Response {
        id: ResponseId(Uuid::from_u128(number)),
        survey: survey.id,
        hamlet,
        household_key: Some(digest(number)),
        household_code: Some(format!("h-{number}")),
        collected_at: noon(),
        received_at: noon(),
        sheet: Some(Sheet {
            choices: vec![Some(0), None, Some(2)],
            reasons: [("ALL".to_owned(), "Đường còn lầy".to_owned())].into(),
        }),
        unjudged: Vec::new(),
        comment: None,
        fingerprint: digest(number),
        consent: Some(Consent {
            notice_version: "1".to_owned(),
            given_at: noon(),
        }),
        account: world.commune_front().account,
        voided: None,
    }
}

/// A form that was set aside, under an id of that number.
pub fn set_aside(world: &World, survey: &Survey, hamlet: usize, number: u128) -> SetAside {
    SetAside {
        survey: survey.id,
        hamlet: world.hamlets[hamlet].id(),
        household_key: digest(number),
        draft: Draft {
            id: ResponseId(Uuid::from_u128(number)),
            hamlet_code: world.hamlets[hamlet].code.clone(),
            household_code: format!("h-{number}"),
            collected_at: noon(),
            answers: answers("OTHER"),
            comment: Some("Đề nghị làm cầu".to_owned()),
            spoilt: false,
            consent: None,
        },
        fingerprint: digest(number),
        received_at: noon(),
        code: RejectionCode::HouseholdAlreadyAnswered,
        account: world.commune_front().account,
    }
}
