//! Of several faults, the code that the rules name first is the one that is given.

use longdan::domain::base::clock::Instant;
use longdan::domain::survey::judge::{
    Circumstances, Examined, HamletStanding, Held, Judgement, RejectionCode, judge,
};
use longdan::domain::survey::lifecycle::{Lifecycle, SurveyState};
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::response::Draft;

use super::given::{SURVEY, answer, closes, draft, form, key, opens, survey};

/// The codes in the order of the rules ("Submitting").
const ORDER: [RejectionCode; 13] = [
    RejectionCode::UnknownHamlet,
    RejectionCode::HamletNotAssigned,
    RejectionCode::HamletCountedByHand,
    RejectionCode::IdReused,
    RejectionCode::SurveyNotOpen,
    RejectionCode::CollectedOutsideWindow,
    RejectionCode::InvalidText,
    RejectionCode::UnknownHousehold,
    RejectionCode::UnknownItem,
    RejectionCode::ItemAnsweredTwice,
    RejectionCode::UnknownChoice,
    RejectionCode::RequiredItemMissing,
    RejectionCode::HouseholdAlreadyAnswered,
];

/// A form and what lies around it: sound, until something is made wrong with it.
struct Case {
    draft: Draft,
    survey: Lifecycle,
    hamlet: HamletStanding,
    held: Option<Held>,
    household_known: bool,
    household_answered: bool,
}

impl Case {
    fn sound() -> Self {
        Self {
            draft: draft(),
            survey: survey(SurveyState::Open, None),
            hamlet: HamletStanding::Assigned,
            held: None,
            household_known: true,
            household_answered: false,
        }
    }

    /// Makes wrong what the code stands for.
    fn spoil(&mut self, code: RejectionCode) {
        let answers = &mut self.draft.answers;
        match code {
            RejectionCode::UnknownHamlet => self.hamlet = HamletStanding::Unknown,
            RejectionCode::HamletNotAssigned => self.hamlet = HamletStanding::NotAssigned,
            RejectionCode::HamletCountedByHand => self.hamlet = HamletStanding::CountedByHand,
            RejectionCode::IdReused => {
                self.held = Some(Held {
                    fingerprint: Some([0; 32]),
                    set_aside: None,
                });
            }
            RejectionCode::SurveyNotOpen => self.survey.stored = SurveyState::Closed,
            RejectionCode::CollectedOutsideWindow => self.draft.collected_at = closes(),
            RejectionCode::InvalidText => self.draft.comment = Some("a\0b".to_owned()),
            RejectionCode::UnknownHousehold => self.household_known = false,
            RejectionCode::UnknownItem => answers.push(answer("BRIDGES", "YES")),
            RejectionCode::ItemAnsweredTwice => answers.push(answer("MARKET", "YES")),
            RejectionCode::UnknownChoice => {
                answers.retain(|answer| answer.item != "ROADS");
                answers.push(answer("ROADS", "MAYBE"));
            }
            RejectionCode::RequiredItemMissing => {
                answers.retain(|answer| answer.item != "OVERALL");
            }
            RejectionCode::HouseholdAlreadyAnswered => self.household_answered = true,
        }
    }

    fn judge(self) -> Judgement {
        let now: Instant = opens() + chrono::TimeDelta::days(2);
        let form = form();
        let fingerprint = key().fingerprint(SURVEY, &self.draft);
        let examined = Examined::new(self.draft, fingerprint, &form, &Layout::of(&form));
        let around = Circumstances {
            survey: &self.survey,
            now,
            hamlet: self.hamlet,
            held: self.held,
            household_known: self.household_known,
            household_answered: self.household_answered,
        };
        judge(&examined, &around)
    }
}

fn code(judgement: Judgement) -> Option<RejectionCode> {
    match judgement {
        Judgement::Accept | Judgement::Duplicate => None,
        Judgement::SetAside(code) | Judgement::SetAsideBefore(code) => Some(code),
        Judgement::Refuse { code, .. } => Some(code),
    }
}

#[test]
fn order_here_is_that_of_the_closed_list() {
    assert_eq!(ORDER.as_slice(), RejectionCode::ALL);
}

#[test]
fn each_fault_alone_gives_its_code_and_none_is_accepted() {
    assert_eq!(Case::sound().judge(), Judgement::Accept);
    for wanted in ORDER {
        let mut case = Case::sound();
        case.spoil(wanted);
        assert_eq!(code(case.judge()), Some(wanted));
    }
}

/// Every set of faults that can stand together: 4,095 of them, each pair among them.
#[test]
fn of_any_faults_together_the_first_of_the_rules_is_given() {
    for set in 1..1_u32 << ORDER.len() {
        let faults = || {
            (0..)
                .zip(ORDER)
                .filter(|(bit, _)| set >> bit & 1 == 1)
                .map(|(_, code)| code)
        };
        let hamlets = faults().filter(|code| *code <= RejectionCode::HamletCountedByHand);
        if hamlets.count() >= 2 {
            continue; // a hamlet stands in one way alone: strange, somebody else's, counted by hand
        }
        let mut case = Case::sound();
        faults().for_each(|fault| case.spoil(fault));
        assert_eq!(
            code(case.judge()),
            faults().next(),
            "{:?}",
            faults().collect::<Vec<_>>()
        );
    }
}

#[test]
fn spoilt_form_is_not_held_against_the_questionnaire() {
    use RejectionCode::{
        HouseholdAlreadyAnswered, InvalidText, ItemAnsweredTwice, RequiredItemMissing,
        UnknownChoice, UnknownHousehold, UnknownItem,
    };
    let spoilt = |fault: Option<RejectionCode>| {
        let mut case = Case::sound();
        case.draft.spoilt = true;
        if let Some(fault) = fault {
            case.spoil(fault);
        }
        code(case.judge())
    };
    assert_eq!(spoilt(None), None);
    for not_judged in [
        UnknownItem,
        ItemAnsweredTwice,
        UnknownChoice,
        RequiredItemMissing,
    ] {
        assert_eq!(spoilt(Some(not_judged)), None, "{not_judged}");
    }
    for judged in [InvalidText, UnknownHousehold, HouseholdAlreadyAnswered] {
        assert_eq!(
            spoilt(Some(judged)),
            Some(judged),
            "a spoilt form takes its household's place"
        );
    }
    let mut empty = Case::sound();
    empty.draft.spoilt = true;
    empty.draft.answers.clear();
    assert_eq!(empty.judge(), Judgement::Accept);
}
