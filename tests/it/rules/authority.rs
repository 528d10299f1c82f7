//! The table of who may do what, written out again, against what is permitted.

use longdan::domain::trust::actor::{Actor, Role};
use longdan::domain::trust::authority::{Action, Denied, may_ever, permit};

use super::given::{actor, place};

/// The columns of the table, in the order of the rules.
const COLUMNS: [Role; 7] = [
    Role::Collector,
    Role::Front,
    Role::CoordinationOffice,
    Role::Department,
    Role::SteeringCommittee,
    Role::CouncilMember,
    Role::Admin,
];

/// The rows: `x` may, `-` may not, `p` may at the level of a province alone. Voting,
/// verifying have no action yet: they come with what they are done to.
const TABLE: [(&str, &str, &[Action]); 28] = [
    ("accounts and tokens", "-x----x", &[Action::RunAccounts]),
    ("second administrators", "------x", &[Action::ConfirmAdmins]),
    ("locks on accounts", "------x", &[Action::LockAccounts]),
    (
        "assigned surveys, forms, hamlets",
        "xxx-x-x",
        &[Action::ReadAssigned],
    ),
    ("submit responses", "xx-----", &[Action::Submit]),
    (
        "coverage before CLOSED",
        "xxx-x-x",
        &[Action::ReadCoverageBeforeClose],
    ),
    (
        "approval before CLOSED",
        "-x-----",
        &[Action::ReadApprovalBeforeClose],
    ),
    (
        "coverage and approval from CLOSED on",
        "-xxxxx-",
        &[Action::ReadFiguresAfterClose, Action::ReadFindings],
    ),
    (
        "candidacies, without figures",
        "xxxxxxx",
        &[Action::ReadCandidacies],
    ),
    (
        "single responses, household codes, comments",
        "-x-----",
        &[Action::ReadResponses],
    ),
    (
        "create, open, close surveys, void",
        "-x-----",
        &[Action::RunSurveys],
    ),
    (
        "verify, return, direct check, report",
        "-p-----",
        &[
            Action::RunDirectChecks,
            Action::VerifySurveys,
            Action::SubmitFrontReport,
        ],
    ),
    (
        "take the Front's report in",
        "--x----",
        &[Action::ReceiveFrontReport],
    ),
    ("create rounds, nominate", "--x---x", &[Action::RunRounds]),
    ("what dossiers hold", "-xxxxxx", &[Action::ReadDossiers]),
    (
        "appraise criteria, state debt and conditions",
        "---x---",
        &[
            Action::AppraiseCriteria,
            Action::RecordDebt,
            Action::RecordStatements,
        ],
    ),
    (
        "opinions of organisations",
        "-x-----",
        &[Action::RecordOpinions],
    ),
    ("send documents", "-xxx---", &[Action::SendDocuments]),
    ("cast a ballot", "-----x-", &[Action::CastBallot]),
    (
        "the council and its sessions",
        "--x-xxx",
        &[Action::ReadCouncil],
    ),
    (
        "appoint the council",
        "--x---x",
        &[Action::AppointCouncil, Action::RunWebhooks],
    ),
    (
        "run sessions, count ballots",
        "--x--x-",
        &[Action::RunSessions],
    ),
    ("decide, take titles back", "--x----", &[Action::Decide]),
    (
        "the audit, breaches",
        "-p----x",
        &[Action::ReadAudit, Action::RunBreaches],
    ),
    (
        "notices, assignments, reports on them",
        "-xxxx--",
        &[Action::ReadAssignments, Action::ReportAssignments],
    ),
    (
        "put notices on record, rate OCOP for a province",
        "--x----",
        &[Action::RunDirectives, Action::RunOcop],
    ),
    (
        "propose and rate OCOP, record titles of hamlets",
        "--x-x--",
        &[Action::RateOcop, Action::RecordHamletTitles],
    ),
    ("who one is", "xxxxxxx", &[Action::ReadViewer]),
];

/// The mark of a role in an action's row.
fn mark(action: Action, role: Role) -> char {
    let row = TABLE
        .iter()
        .find(|(_, _, actions)| actions.contains(&action));
    let (_, marks, _) = row.expect("a row for each action");
    let column = COLUMNS.iter().position(|other| *other == role);
    marks
        .chars()
        .nth(column.expect("a column for each role"))
        .expect("a mark")
}

#[test]
fn every_action_and_role_stands_in_the_table_once() {
    for action in Action::ALL {
        let rows = TABLE
            .iter()
            .filter(|(_, _, actions)| actions.contains(action));
        assert_eq!(rows.count(), 1, "{action}");
    }
    for role in Role::ALL {
        assert_eq!(
            COLUMNS.iter().filter(|other| *other == role).count(),
            1,
            "{role}"
        );
    }
}

#[test]
fn roles_of_each_action_are_those_of_its_row() {
    for action in Action::ALL {
        for role in Role::ALL {
            let may = mark(*action, *role) != '-';
            assert_eq!(action.roles().contains(role), may, "{role} {action}");
        }
    }
}

/// What tokens name: nothing, each level, two hamlets, a district here and a province there.
const AREAS: [&[u128]; 9] = [
    &[],
    &[100],
    &[120],
    &[123],
    &[1_230],
    &[1_230, 1_241],
    &[120, 200],
    &[130],
    &[200],
];

/// Places inside some of them and outside others, and above.
const PLACES: [u128; 10] = [100, 120, 123, 1_230, 1_231, 1_241, 130, 200, 211, 2_110];

/// The digits that all within a place begin with: `12` for the district 120.
fn digits(number: u128) -> String {
    let text = number.to_string();
    if number < 1_000 {
        text.trim_end_matches('0').to_owned()
    } else {
        text
    }
}

/// What the table says to one role, with the token's areas and in a place.
fn one_role(action: Action, role: Role, areas: &[u128], at: u128) -> Result<(), Denied> {
    let mark = mark(action, role);
    let of_province = areas.iter().any(|area| area.is_multiple_of(100));
    if mark == '-' || (mark == 'p' && !of_province) {
        return Err(Denied::Forbidden);
    }
    let everywhere = areas.is_empty() && !matches!(role, Role::Front | Role::Collector);
    let counts = |area: &&u128| mark != 'p' || area.is_multiple_of(100);
    let mut inside = areas.iter().filter(counts);
    if everywhere || inside.any(|area| digits(at).starts_with(&digits(*area))) {
        Ok(())
    } else {
        Err(Denied::NotThere)
    }
}

/// The best of what each role of the token is told.
fn any_role(action: Action, roles: &[Role], areas: &[u128], at: u128) -> Result<(), Denied> {
    let told = |role: &Role| one_role(action, *role, areas, at);
    let answers: Vec<_> = roles.iter().map(told).collect();
    let best = [Ok(()), Err(Denied::NotThere)];
    let best = best.into_iter().find(|answer| answers.contains(answer));
    best.unwrap_or(Err(Denied::Forbidden))
}

fn given(speaker: &Actor, action: Action, at: u128) -> Result<(), Denied> {
    let permit = permit(Some(speaker), action, &place(at))?;
    assert_eq!(permit.action(), action, "a permit is for what was asked");
    Ok(())
}

#[test]
fn each_role_may_what_its_column_says_inside_its_areas_alone() {
    for role in Role::ALL {
        for areas in AREAS {
            let speaker = actor(&[*role], areas);
            for (action, at) in everything() {
                let wanted = one_role(action, *role, areas, at);
                assert_eq!(
                    given(&speaker, action, at),
                    wanted,
                    "{role} of {areas:?}: {action} in {at}"
                );
            }
        }
    }
}

fn everything() -> impl Iterator<Item = (Action, u128)> {
    Action::ALL
        .iter()
        .flat_map(|action| PLACES.map(|at| (*action, at)))
}

/// Every set of roles on one token: none lends another its areas or its rights.
#[test]
fn several_roles_on_one_token_may_what_one_of_them_may() {
    for set in 0..1_usize << COLUMNS.len() {
        let roles: Vec<Role> = (0..)
            .zip(COLUMNS)
            .filter(|(bit, _)| set >> bit & 1 == 1)
            .map(|(_, role)| role)
            .collect();
        for areas in AREAS {
            let speaker = actor(&roles, areas);
            for (action, at) in everything() {
                let wanted = any_role(action, &roles, areas, at);
                assert_eq!(
                    given(&speaker, action, at),
                    wanted,
                    "{roles:?} of {areas:?}: {action} in {at}"
                );
            }
        }
    }
}

#[test]
fn without_a_token_nothing_is_permitted() {
    for (action, at) in everything() {
        assert_eq!(
            permit(None, action, &place(at)),
            Err(Denied::Unauthenticated)
        );
        assert_eq!(may_ever(None, action), Err(Denied::Unauthenticated));
    }
}

#[test]
fn token_without_a_role_may_nothing() {
    let nobody = actor(&[], &[100]);
    for (action, at) in everything() {
        assert_eq!(given(&nobody, action, at), Err(Denied::Forbidden));
    }
}

#[test]
fn who_may_it_somewhere_is_told_so_whatever_the_place() {
    for role in Role::ALL {
        for areas in AREAS {
            let speaker = actor(&[*role], areas);
            for action in Action::ALL {
                let mut told = PLACES.iter().map(|at| one_role(*action, *role, areas, *at));
                let forbidden = told.all(|answer| answer == Err(Denied::Forbidden));
                let wanted = if forbidden {
                    Err(Denied::Forbidden)
                } else {
                    Ok(&speaker)
                };
                assert_eq!(may_ever(Some(&speaker), *action), wanted, "{role} {action}");
            }
        }
    }
}

#[test]
fn front_and_collector_without_an_area_reach_nowhere() {
    for role in Role::ALL {
        let speaker = actor(&[*role], &[]);
        let needs = matches!(role, Role::Front | Role::Collector);
        assert_eq!(role.needs_area(), needs);
        assert_eq!(speaker.goes_everywhere(*role), !needs, "{role}");
        assert_eq!(speaker.reaches(*role, &place(123)), !needs, "{role}");
        assert!(
            !actor(&[*role], &[123]).goes_everywhere(*role),
            "named areas bound every role"
        );
    }
    assert!(!actor(&[], &[]).goes_everywhere(Role::Admin));
}

#[test]
fn direct_check_is_the_provincial_fronts_in_its_own_province() {
    let check =
        |areas: &[u128], at| given(&actor(&[Role::Front], areas), Action::RunDirectChecks, at);
    assert_eq!(check(&[100], 123), Ok(()));
    assert_eq!(
        check(&[100], 211),
        Err(Denied::NotThere),
        "as if it didn't exist"
    );
    assert_eq!(
        check(&[120], 123),
        Err(Denied::Forbidden),
        "a district's Front never may"
    );
    assert_eq!(check(&[123], 123), Err(Denied::Forbidden));
    assert_eq!(
        check(&[120, 200], 123),
        Err(Denied::NotThere),
        "a province elsewhere lends nothing"
    );
    assert!(actor(&[Role::Front], &[100]).is_provincial_front(&place(123)));
    assert!(!actor(&[Role::Department], &[100]).is_provincial_front(&place(123)));
}
