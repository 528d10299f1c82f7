//! Areas by code, day and name, and the part of the country that somebody sees.

use chrono::NaiveDate;
use longdan::domain::base::ids::{AreaId, CandidacyId};
use longdan::domain::base::page::PageRequest;
use longdan::domain::place::area::{Area, AreaLevel, CommuneKind};
use longdan::domain::recognition::candidacy::Candidacy;
use longdan::storage::areas::{self, CommuneQuery};
use longdan::storage::candidacies::{self, CandidacyQuery};
use longdan::storage::candidacy_order::Lead;
use longdan::storage::within::{Scope, Sight};
use longdan::storage::{households, lineage};

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[tokio::test]
async fn a_code_used_again_is_read_on_its_day() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let mut old = world.commune.clone();
        old.valid_until = Some(day(2019, 12, 31));
        areas::update(db.write(), &old).await.unwrap();
        let mut new = old.clone();
        new.place.area = AreaId(world.id());
        new.name = "Xã Tân Lâm Hương".to_owned();
        new.valid_from = Some(day(2020, 1, 1));
        new.valid_until = None;
        areas::insert(db.write(), std::slice::from_ref(&new))
            .await
            .unwrap();
        lineage::insert(db.write(), &[(old.id(), new.id())])
            .await
            .unwrap();
        lineage::insert(db.write(), &[(old.id(), new.id())])
            .await
            .unwrap();
        let on = async |day| {
            let codes = [old.code.clone(), "\u{0}".to_owned()];
            areas::with_codes_on(db.read(), &codes, day).await.unwrap()
        };
        assert_eq!(on(day(2019, 12, 31)).await, [old.clone()]);
        assert_eq!(on(day(2020, 1, 1)).await, [new.clone()]);
        let ids = [old.id(), new.id()];
        let before = lineage::predecessors(db.read(), &ids).await.unwrap();
        assert_eq!(before, [(new.id(), old.id())]);
        let after = lineage::successors(db.read(), &ids).await.unwrap();
        assert_eq!(after, [(old.id(), new.id())]);
        let in_2020 = areas::of_level(db.read(), AreaLevel::Commune, Some(day(2020, 6, 1))).await;
        assert_eq!(in_2020.unwrap(), [new, world.other_commune.clone()]);
    })
    .await;
}

#[tokio::test]
async fn what_lies_in_a_unit_is_found_at_every_level() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let mut both = world.hamlets.clone();
        both.push(world.other_hamlet.clone());
        for (containing, expected) in [
            (vec![&world.province], both.clone()),
            (vec![&world.district], world.hamlets.clone()),
            (vec![&world.commune, &world.other_hamlet], both.clone()),
            (vec![], vec![]),
        ] {
            let ids: Vec<AreaId> = containing.iter().map(|area| area.id()).collect();
            let found = areas::inside(db.read(), &ids, AreaLevel::Hamlet, None)
                .await
                .unwrap();
            assert_eq!(found, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn both_databases_sort_codes_alike() {
    let codes = [
        "18628-01", "18628_1", "18628", "186281", "18628.2", "18628A", "18628a",
    ];
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let added: Vec<Area> = codes
            .iter()
            .map(|code| {
                let mut hamlet = world.hamlets[0].clone();
                hamlet.place.area = AreaId(world.id());
                hamlet.code = format!("x{code}");
                hamlet
            })
            .collect();
        areas::insert(db.write(), &added).await.unwrap();
        let found = areas::of_level(db.read(), AreaLevel::Hamlet, None)
            .await
            .unwrap();
        let found: Vec<&str> = found.iter().map(|area| area.code.as_str()).collect();
        assert!(found.len() > codes.len() && found.is_sorted(), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn communes_are_found_by_a_part_of_their_name() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let mut ward = world.commune.clone();
        ward.place.area = AreaId(world.id());
        ward.code = "18073".to_owned();
        ward.name = "Phường Đại_Nài 100%".to_owned();
        ward.kind = Some(CommuneKind::Ward);
        areas::insert(db.write(), std::slice::from_ref(&ward))
            .await
            .unwrap();
        let long = "a".repeat(100_000);
        for (part, expected) in [
            ("TƯỢNG", vec![&world.commune]),
            ("đại", vec![&ward]),
            ("tuong son", vec![&world.commune]),
            ("DAI_NAI", vec![&ward]),
            ("_", vec![&ward]),
            ("%", vec![&ward]),
            ("\\", vec![]),
            ("\u{0}", vec![]),
            (long.as_str(), vec![]),
            // Composed of a letter and its marks, as some keyboards send it.
            ("C\u{1ea9}m", vec![&world.other_commune]),
            ("Ca\u{302}\u{309}m", vec![&world.other_commune]),
            ("Xã", vec![&world.commune, &world.other_commune]),
        ] {
            let query = CommuneQuery {
                name_contains: Some(part.to_owned()),
                ..CommuneQuery::default()
            };
            let page = areas::communes(db.read(), &query, &PageRequest::default())
                .await
                .unwrap();
            let found: Vec<&Area> = page.rows.iter().map(|(_, area)| area).collect();
            assert_eq!(found, expected, "{part:.20}");
            let count = areas::count_communes(db.read(), &query).await.unwrap();
            assert_eq!(count, u64::try_from(expected.len()).unwrap());
        }
        let query = CommuneQuery {
            inside: Some(world.district.id()),
            kinds: vec![CommuneKind::Ward, CommuneKind::Township],
            among: Some(vec![ward.id(), world.commune.id()]),
            on: Some(day(2019, 7, 17)),
            name_contains: None,
        };
        let page = areas::communes(db.read(), &query, &PageRequest::default())
            .await
            .unwrap();
        assert_eq!(page.rows.len(), 1);
        assert_eq!(page.rows[0].1, ward);
    })
    .await;
}

#[tokio::test]
async fn a_scope_shows_what_lies_in_it_and_nothing_else() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let inside = world.candidacy().await;
        let outside = Candidacy {
            id: CandidacyId(world.id()),
            place: world.other_commune.place,
            ..inside.clone()
        };
        candidacies::insert(db.write(), std::slice::from_ref(&outside))
            .await
            .unwrap();
        let both = vec![inside.clone(), outside.clone()];
        for (scope, expected) in [
            (Scope::Everywhere, both.clone()),
            (Scope::Areas(vec![world.province.id()]), both.clone()),
            (
                Scope::Areas(vec![world.commune.id(), world.other_commune.id()]),
                both.clone(),
            ),
            (
                Scope::Areas(vec![world.district.id()]),
                vec![inside.clone()],
            ),
            (
                Scope::Areas(vec![world.other_district.id()]),
                vec![outside.clone()],
            ),
            (Scope::Areas(vec![world.hamlets[0].id()]), vec![]),
            (Scope::nowhere(), vec![]),
        ] {
            let sight = Sight::within(scope);
            let query = CandidacyQuery::all(sight.clone());
            assert_eq!(
                candidacies::all(db.read(), &query).await.unwrap(),
                expected,
                "{sight:?}"
            );
            let page = candidacies::list(db.read(), &query, Lead::Nothing, &PageRequest::default())
                .await
                .unwrap();
            assert_eq!(page.rows.len(), expected.len());
            let count = candidacies::count(db.read(), &query).await.unwrap();
            assert_eq!(count, u64::try_from(expected.len()).unwrap());
            let seen = candidacies::seen(db.read(), &sight, &[inside.id, outside.id])
                .await
                .unwrap();
            assert_eq!(seen.len(), expected.len());
        }
    })
    .await;
}

#[tokio::test]
async fn rosters_know_their_households() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let [with, without] = [world.hamlets[0].id(), world.hamlets[1].id()];
        let roster = [(with, "h-1".to_owned()), (with, "h-2".to_owned())];
        assert_eq!(households::insert(db.write(), &roster).await.unwrap(), 2);
        assert_eq!(households::insert(db.write(), &roster).await.unwrap(), 0);
        assert_eq!(households::count(db.read(), with).await.unwrap(), 2);
        let keeping = households::rosters(db.read(), &[with, without])
            .await
            .unwrap();
        assert_eq!(keeping, [with].into());
        let asked = [(with, "h-1"), (with, "H-1"), (without, "h-2")];
        let listed = households::listed(db.read(), &asked).await.unwrap();
        assert_eq!(listed, [(with, "h-1".to_owned())].into());
        assert!(households::listed(db.read(), &[]).await.unwrap().is_empty());
    })
    .await;
}
