//! The states of a candidacy, and who can hold which title.

use longdan::domain::law::title::Title;
use longdan::domain::place::area::{AreaLevel, CommuneKind};
use longdan::domain::recognition::candidacy::{CandidacyState, IllegalMove, can_hold};

/// Each state with the states that it may go to, as the rules give them.
const MOVES: [(CandidacyState, &[CandidacyState]); 8] = {
    use CandidacyState::{
        Appraising, Deferred, Nominated, Ready, Recognised, Refused, Voted, Withdrawn,
    };
    [
        (Nominated, &[Appraising, Deferred, Withdrawn]),
        (Appraising, &[Ready, Deferred, Withdrawn]),
        (Ready, &[Voted, Deferred, Withdrawn]),
        (Voted, &[Recognised, Refused, Deferred]),
        (Recognised, &[]),
        (Refused, &[]),
        (Deferred, &[]),
        (Withdrawn, &[]),
    ]
};

#[test]
fn moves_are_those_of_the_rules_and_no_other() {
    assert_eq!(MOVES.map(|(from, _)| from).as_slice(), CandidacyState::ALL);
    for (from, lawful) in MOVES {
        for to in CandidacyState::ALL {
            let wanted = if lawful.contains(to) {
                Ok(*to)
            } else {
                Err(IllegalMove { from, to: *to })
            };
            assert_eq!(from.to(*to), wanted, "{from} to {to}");
        }
    }
}

#[test]
fn opened_survey_begins_the_appraisal_and_takes_nothing_back() {
    for state in CandidacyState::ALL {
        let wanted = match state {
            CandidacyState::Nominated => CandidacyState::Appraising,
            other => *other,
        };
        assert_eq!(state.once_looked_at(), wanted);
    }
}

#[test]
fn surveys_run_before_the_vote_alone() {
    let before: Vec<_> = CandidacyState::ALL
        .iter()
        .filter(|state| state.is_before_vote())
        .collect();
    let names: Vec<_> = before.iter().map(|state| state.as_str()).collect();
    assert_eq!(names, ["NOMINATED", "APPRAISING", "READY"]);
}

/// Who may hold each title: province, district, then commune, township and ward.
const HOLDERS: [(Title, [bool; 5]); 6] = [
    (Title::Standard, [true, true, true, false, false]),
    (Title::Advanced, [true, true, true, false, false]),
    (Title::Model, [true, true, true, false, false]),
    (
        Title::SubstantiallyComplete,
        [false, false, true, false, false],
    ),
    (Title::TaskComplete, [true, true, false, false, false]),
    (Title::CivilisedUrban, [false, false, false, true, true]),
];

#[test]
fn each_title_is_for_its_kinds_of_unit() {
    assert_eq!(HOLDERS.map(|(title, _)| title).as_slice(), Title::ALL);
    let units = [
        (AreaLevel::Province, None),
        (AreaLevel::District, None),
        (AreaLevel::Commune, Some(CommuneKind::Commune)),
        (AreaLevel::Commune, Some(CommuneKind::Township)),
        (AreaLevel::Commune, Some(CommuneKind::Ward)),
    ];
    for (title, wanted) in HOLDERS {
        let given = units.map(|(level, kind)| can_hold(title, level, kind));
        assert_eq!(given, wanted, "{title}");
        for kind in [None, Some(CommuneKind::Commune), Some(CommuneKind::Ward)] {
            assert!(
                !can_hold(title, AreaLevel::Hamlet, kind),
                "a hamlet holds no title"
            );
        }
    }
}
