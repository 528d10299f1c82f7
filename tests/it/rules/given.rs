//! Small forms, surveys, places and people that the rules are tried on.

use chrono::TimeDelta;
use longdan::domain::base::clock::Instant;
use longdan::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId, TokenId};
use longdan::domain::base::language::Bilingual;
use longdan::domain::place::area::{AreaLevel, Place};
use longdan::domain::survey::lifecycle::{Lifecycle, SurveyState};
use longdan::domain::survey::questionnaire::{AnswerOption, Item, Questionnaire, Sentiment};
use longdan::domain::survey::response::{Draft, DraftAnswer};
use longdan::domain::survey::submission::SubmissionKey;
use longdan::domain::trust::actor::{Actor, Role};
use uuid::Uuid;

/// The survey that most tests speak of.
pub const SURVEY: SurveyId = SurveyId(Uuid::from_u128(0x5e));

pub fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}

/// The first instant of the window of [`survey`].
pub fn opens() -> Instant {
    instant("2019-07-20T00:00:00Z")
}

/// The first instant after the window of [`survey`].
pub fn closes() -> Instant {
    instant("2019-08-03T00:00:00Z")
}

pub fn microsecond() -> TimeDelta {
    TimeDelta::microseconds(1)
}

/// A survey from [`opens`] to [`closes`] in a stored state.
pub fn survey(stored: SurveyState, closing_began_at: Option<Instant>) -> Lifecycle {
    Lifecycle {
        stored,
        opens_at: opens(),
        closes_at: closes(),
        closing_began_at,
    }
}

fn words(text: &str) -> Bilingual {
    Bilingual {
        vi: text.to_owned(),
        en: text.to_owned(),
    }
}

/// An item with the choices YES, NO and OTHER.
pub fn item(code: &str, required: bool, overall: bool) -> Item {
    let option = |(code, sentiment): (&str, Sentiment)| AnswerOption {
        code: code.to_owned(),
        label: words(code),
        sentiment,
    };
    let options = [
        ("YES", Sentiment::Positive),
        ("NO", Sentiment::Negative),
        ("OTHER", Sentiment::Neutral),
    ];
    Item {
        code: code.to_owned(),
        label: words(code),
        required,
        overall,
        criterion: None,
        options: options.into_iter().map(option).collect(),
    }
}

/// A form of these items.
pub fn form_of(items: Vec<Item>) -> Questionnaire {
    Questionnaire {
        consent_notice: None,
        code: "small".to_owned(),
        version: 1,
        title: words("small"),
        items,
    }
}

/// A form with a required item, one that may be left blank, and the overall one.
pub fn form() -> Questionnaire {
    form_of(vec![
        item("ROADS", true, false),
        item("MARKET", false, false),
        item("OVERALL", true, true),
    ])
}

pub fn answer(item: &str, choice: &str) -> DraftAnswer {
    DraftAnswer {
        item: item.to_owned(),
        choice: choice.to_owned(),
        reason: None,
    }
}

/// A household's form that nothing is wrong with, collected a day after the window began.
pub fn draft() -> Draft {
    Draft {
        id: ResponseId(Uuid::from_u128(0xd)),
        hamlet_code: "18-1".to_owned(),
        household_code: "H-017".to_owned(),
        collected_at: opens() + TimeDelta::days(1),
        answers: vec![
            answer("ROADS", "YES"),
            answer("MARKET", "NO"),
            answer("OVERALL", "YES"),
        ],
        comment: None,
        spoilt: false,
        consent: None,
    }
}

pub fn key() -> SubmissionKey {
    SubmissionKey::new(b"a key of the tests").expect("a key")
}

pub fn area(number: u128) -> AreaId {
    AreaId(Uuid::from_u128(number))
}

/// A province, its districts, communes and hamlets: the last three digits say where it lies.
///
/// 100 is a province, 120 its second district, 123 that district's third commune, and 1230 to
/// 1239 its hamlets.
pub fn place(number: u128) -> Place {
    let (level, province, district, commune) = match number {
        1_000.. => (AreaLevel::Hamlet, number / 1_000, number / 100, number / 10),
        _ if number.is_multiple_of(100) => (AreaLevel::Province, 0, 0, 0),
        _ if number.is_multiple_of(10) => (AreaLevel::District, number / 100, 0, 0),
        _ => (AreaLevel::Commune, number / 100, number / 10, 0),
    };
    let above = |part: u128, scale: u128| (part > 0).then(|| area(part * scale));
    Place {
        area: area(number),
        level,
        province: above(province, 100),
        district: above(district, 10),
        commune: above(commune, 1),
    }
}

/// Somebody with these roles in these areas, as [`place`] numbers them.
pub fn actor(roles: &[Role], areas: &[u128]) -> Actor {
    Actor {
        account: AccountId(Uuid::from_u128(0xacc)),
        token: TokenId(Uuid::from_u128(0x70)),
        sign_in: None,
        name: "Somebody".to_owned(),
        roles: roles.to_vec(),
        areas: areas.iter().map(|number| place(*number)).collect(),
        agency: None,
        expires_at: None,
        request: None,
    }
}
