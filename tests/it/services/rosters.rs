//! A roster changes with reasons, stays changed, and is held against what came in.

use longdan::domain::base::ids::AreaId;
use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::correction::ConflictChoice;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::roster::RosterChangeKind;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::conflicts::{self, Resolution};
use longdan::services::fieldwork::{self, HamletWork};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::rosters::{self, NewRosterChange};
use longdan::services::user_fault::UserFaultCode;
use longdan::services::verify::all::{self, Asked};
use longdan::services::{imports, submit};

use super::front_people::codes;
use crate::support::database::on_both;
use crate::support::world::World;

async fn change(
    world: &World,
    who: &Actor,
    (add, close): (&[&str], &[&str]),
    reason: &str,
) -> Result<i64, Refusal> {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let new = NewRosterChange {
        hamlet: world.hamlets[0].id(),
        add: codes(add),
        close: codes(close),
        reason: reason.to_owned(),
    };
    let done = rosters::change(&world.office, Some(who), new).await;
    done.map(|(_, households)| households)
}

#[tokio::test]
async fn what_is_closed_answers_no_more_and_no_file_brings_it_back() {
    use UserFaultCode::{
        HouseholdNotOnRoster, HouseholdOnRoster, InvalidText, NamedTwice, ReasonMissing,
    };
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let (front, survey) = (world.commune_front(), world.opened().await);
        let code = &world.hamlets[0].code;
        let file = format!("hamlet_code,household_code\n{code},H1\n{code},H2\n");
        let import = async || imports::households(&world.office, file.as_bytes()).await;
        assert_eq!(import().await.expect("imported").inserted, 2);

        let households = change(&world, &front, (&["H3"], &["H2"]), "Hộ chuyển đi").await;
        assert_eq!(households.expect("changed"), 2);
        let again = import().await.expect("imported");
        assert_eq!((again.inserted, again.unchanged), (0, 2), "H2 stays closed");
        let drafts = ["H1", "H2", "H3"].map(|home| world.draft(0, home)).to_vec();
        let done = submit::batch(&world.office, Some(&front), survey.id, drafts)
            .await
            .expect("receipts");
        let told: Vec<_> = done.receipts.iter().map(|one| one.code).collect();
        assert_eq!(told, [None, Some(RejectionCode::UnknownHousehold), None]);

        let wrong = change(&world, &front, (&["H1", "H 4", "H5", "H5"], &["H2"]), "x").await;
        let wanted = [
            HouseholdOnRoster,
            InvalidText,
            NamedTwice,
            HouseholdNotOnRoster,
        ];
        assert_eq!(codes(wrong), wanted);
        let wrong = change(&world, &front, (&["H9"], &[]), " ").await;
        assert_eq!(codes(wrong), [ReasonMissing]);
        let back = change(&world, &front, (&["H2"], &[]), "Hộ trở về").await;
        assert_eq!(back.expect("changed"), 3);

        let hamlet: AreaId = world.hamlets[0].id();
        let changes = rosters::latest(&world.office, Some(&front), hamlet)
            .await
            .expect("changes");
        let told: Vec<_> = changes
            .iter()
            .map(|one| (one.change.code.as_str(), one.change.kind))
            .collect();
        let (added, closed) = (RosterChangeKind::Added, RosterChangeKind::Closed);
        assert_eq!(told, [("H2", added), ("H2", closed), ("H3", added)]);
        let outside = world.somebody(Role::Front, &[&world.other_commune]);
        let refused = change(&world, &outside, (&["H8"], &[]), "x").await;
        assert!(matches!(refused, Err(Refusal::NotFound)));
        let office = world.coordination_office();
        let refused = change(&world, &office, (&["H8"], &[]), "x").await;
        assert!(matches!(refused, Err(Refusal::Forbidden)));
        let verified = all::verify(&world.office, &Asked::default(), &Silent)
            .await
            .expect("a verification");
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    })
    .await;
}

#[tokio::test]
async fn fieldwork_tells_target_done_remaining_and_conflicts_by_hamlet() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let (front, survey) = (world.commune_front(), world.opened().await);
        change(&world, &front, (&["H1", "H2", "H3"], &[]), "Lập danh sách")
            .await
            .expect("a roster");
        let rival = world.draft(0, "H1");
        let drafts = vec![
            world.draft(0, "H1"),
            rival.clone(),
            world.draft(0, "H2"),
            world.draft(1, "X1"),
        ];
        submit::batch(&world.office, Some(&front), survey.id, drafts)
            .await
            .expect("receipts");
        let works = async |who: &Actor| -> Option<Vec<HamletWork>> {
            let all = std::slice::from_ref(&survey);
            let mut found = fieldwork::of_surveys(&world.office, Some(who), all)
                .await
                .expect("a read");
            found.remove(&survey.id)?.shown().cloned()
        };
        let seen = works(&front).await.expect("shown");
        let target = world.hamlets[0].households.expect("households");
        let first = &seen[0];
        assert_eq!(first.mode, CollectionMode::HouseVisits);
        assert_eq!(
            (first.target, first.done, first.remaining()),
            (target, 2, target - 2)
        );
        assert_eq!((first.on_roster, first.in_conflict), (Some(3), 1));
        assert_eq!(
            (seen[1].on_roster, seen[1].in_conflict, seen[1].done),
            (None, 0, 1)
        );

        let wanted = Resolution {
            survey: survey.id,
            response: rival.id,
            choice: ConflictChoice::KeepFirst,
            reason: "Giữ".to_owned(),
        };
        conflicts::resolve(&world.office, Some(&front), wanted)
            .await
            .expect("a choice");
        assert_eq!(works(&front).await.expect("shown")[0].in_conflict, 0);
        let collector = world.somebody(Role::Collector, &[&world.hamlets[1]]);
        let own = works(&collector).await.expect("its hamlet");
        assert_eq!((own.len(), own[0].done), (1, 1));
    })
    .await;
}
