//! Random surveys of a province, worked out as the public side sees them.

use std::sync::Arc;

use longdan::domain::base::clock::Day;
use longdan::domain::base::ids::{CandidacyId, QuestionnaireId, RegulationId};
use longdan::domain::base::language::Bilingual;
use longdan::domain::base::ratio::Comparison;
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum, Regulation};
use longdan::domain::law::title::Title;
use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::lifecycle::{SurveyKind, SurveyState};
use longdan::domain::survey::questionnaire::{Layout, Questionnaire};
use longdan::domain::survey::record::{Survey, SurveyHamlet};
use longdan::domain::survey::sheet::Sheet;
use longdan::domain::survey::tally::{Tally, Weight};
use longdan::services::counting::work_out;
use longdan::services::forms::{Form, Ruleset};
use longdan::services::results::SurveyResult;
use proptest::prelude::*;
use uuid::Uuid;

use super::figures::minimum;
use super::given::{SURVEY, closes, form, opens, place, survey};

/// The forms of one hamlet: roads and overall always answered, the market by some.
#[derive(Debug, Clone)]
pub struct Village {
    /// 0 to 2: its commune is 111, 112 or 121.
    pub commune: usize,
    pub spoilt: u8,
    pub sheets: Vec<(u16, Option<u16>, u16)>,
}

pub fn villages() -> impl Strategy<Value = Vec<Village>> {
    let sheet = (0..3_u16, prop::option::of(0..3_u16), 0..3_u16);
    let sheets = prop_oneof![
        prop::collection::vec(sheet.clone(), 0..7),
        prop::collection::vec(sheet, 0..20),
    ];
    let village = (0..3_usize, 0..3_u8, sheets).prop_map(|(commune, spoilt, sheets)| Village {
        commune,
        spoilt,
        sheets,
    });
    prop::collection::vec(village, 1..8)
}

fn tally(village: &Village) -> Tally {
    let layout = Layout::of(&form());
    let mut tally = Tally::empty(&layout);
    for _ in 0..village.spoilt {
        tally.add(&layout, Weight::Spoilt).expect("a sum");
    }
    for (roads, market, overall) in &village.sheets {
        let sheet = Sheet {
            choices: vec![Some(*roads), *market, Some(*overall)],
            ..Sheet::default()
        };
        tally.add(&layout, Weight::Valid(&sheet)).expect("a sum");
    }
    tally
}

pub fn hamlets(villages: &[Village]) -> Vec<SurveyHamlet> {
    let hamlet = |(number, village): (u128, &Village)| {
        let at = [1_110, 1_120, 1_210][village.commune] + number;
        SurveyHamlet {
            survey: SURVEY,
            place: place(at),
            code: at.to_string(),
            name: format!("Hamlet {at}"),
            households: 100,
            has_roster: false,
            mode: CollectionMode::HouseVisits,
            tally: tally(village),
            issued: None,
        }
    };
    (0..).zip(villages).map(hamlet).collect()
}

/// Every satisfaction measure over the area and its parts, each of some base.
pub fn minimums() -> impl Strategy<Value = Vec<Minimum>> {
    let bases = vec![
        Base::Answered,
        Base::Valid,
        Base::Collected,
        Base::Households,
    ];
    let one = (
        prop::sample::select(bases),
        prop::sample::select(vec![0, 5_000, 8_000, 10_000]),
    );
    prop::collection::vec(one, 9).prop_map(|chosen| {
        let measures = [Measure::Overall, Measure::EachItem, Measure::ItemAverage];
        let pairs = measures
            .into_iter()
            .flat_map(|measure| Each::ALL.iter().map(move |each| (measure, *each)));
        pairs
            .zip(chosen)
            .map(|((measure, each), (base, limit))| {
                minimum(measure, each, base, Comparison::AtLeast, limit)
            })
            .collect()
    })
}

fn ruleset(minimums: &[Minimum]) -> Ruleset {
    let words = || Bilingual {
        vi: "thử".to_owned(),
        en: "try".to_owned(),
    };
    let regulation = Regulation {
        code: "try".to_owned(),
        version: 1,
        name: words(),
        valid_from: Day::MIN,
        valid_until: None,
        legal_basis: "the tests".to_owned(),
        base: None,
        minimums: minimums.to_vec(),
        criteria: Vec::new(),
        conditions: Vec::new(),
        vote: None,
        revocations: Vec::new(),
        carry_overs: Vec::new(),
    };
    Ruleset {
        id: RegulationId(Uuid::from_u128(1)),
        own: regulation.clone(),
        composed: regulation,
        base: None,
    }
}

/// The figures of a closed survey of the province.
pub fn result(
    hamlets: Vec<SurveyHamlet>,
    questionnaire: Questionnaire,
    minimums: &[Minimum],
) -> SurveyResult {
    let of_province = Survey {
        id: SURVEY,
        candidacy: CandidacyId(Uuid::from_u128(1)),
        place: place(100),
        kind: SurveyKind::Collection,
        questionnaire: QuestionnaireId(Uuid::from_u128(1)),
        lifecycle: survey(SurveyState::Closed, Some(closes())),
        version: 1,
        published_on: None,
        created_at: opens(),
    };
    let form = Form {
        id: of_province.questionnaire,
        layout: Layout::of(&questionnaire),
        questionnaire,
    };
    let rules = Arc::new(ruleset(minimums));
    let hamlets = Arc::new(hamlets);
    work_out(
        &of_province,
        hamlets,
        Arc::new(form),
        rules,
        Title::Standard,
    )
    .expect("figures")
}
