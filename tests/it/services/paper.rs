//! A survey with a hamlet counted by hand, and three people who type.

use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::count_figures::CountFigure;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::accounts::{self, NewToken};
use longdan::services::count_records::{self, Changed};
use longdan::services::count_sheets::{CountSheet, ItemSheet, TypedField};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::verify::all::{self, Asked};
use longdan::services::{collection_modes, sight, surveys};

use super::front_people::as_account;
use crate::support::world::World;

/// An open survey whose first hamlet is counted by hand, and two people of its Front.
pub struct Paper {
    pub world: World,
    pub survey: Survey,
    pub first: Actor,
    pub second: Actor,
    pub third: Actor,
}

impl Paper {
    pub async fn on(db: longdan::storage::database::Database) -> Self {
        let world = World::on(db).await;
        let survey = world.planned().await;
        let front = world.commune_front();
        let modes = [(code(&world), CollectionMode::CountRecord)];
        collection_modes::set(&world.office, Some(&front), survey.id, &modes)
            .await
            .expect("a mode");
        let survey = surveys::open(&world.office, Some(&front), survey.id, None, None)
            .await
            .expect("an open survey");
        let second = person(&world, world.commune_front(), "người nhập hai").await;
        let third = person(&world, world.commune_front(), "người nhập ba").await;
        Self {
            first: front,
            second,
            third,
            survey,
            world,
        }
    }

    pub async fn enter(&self, who: &Actor, sheet: &CountSheet) -> Result<Changed, Refusal> {
        let (office, hamlet) = (&self.world.office, code(&self.world));
        count_records::enter(office, Some(who), self.survey.id, &hamlet, sheet, &[]).await
    }

    pub async fn correct(
        &self,
        who: &Actor,
        version: i64,
        fields: &[TypedField],
    ) -> Result<Changed, Refusal> {
        let (office, hamlet) = (&self.world.office, code(&self.world));
        let of = (hamlet.as_str(), version);
        count_records::correct(office, Some(who), self.survey.id, of, fields, "Nhập nhầm").await
    }

    /// Collected, spoilt and counted by record, of the whole survey.
    pub async fn counted(&self) -> (i64, i64, i64) {
        let office = &self.world.office;
        let front = Some(&self.first);
        let now = surveys::by_ids(office, front, &[self.survey.id]).await;
        let now = now.expect("a read").remove(&self.survey.id).expect("it");
        let sights = sight::of(office, front, &[now]).await.expect("figures");
        let approval = sights[&self.survey.id].approval.shown().expect("shown");
        (approval.collected, approval.spoilt, approval.by_record)
    }

    /// What `verify` finds wrong.
    pub async fn wrong(&self) -> Vec<String> {
        let verified = all::verify(&self.world.office, &Asked::default(), &Silent).await;
        let findings = verified.expect("a verification").findings;
        findings.iter().map(|found| format!("{found:?}")).collect()
    }
}

/// A person whose account the audit knows.
pub async fn person(world: &World, who: Actor, name: &str) -> Actor {
    let new = NewToken {
        line: 1,
        name: name.to_owned(),
        roles: vec![Role::Front],
        areas: vec![world.commune.code.parse().expect("a code")],
        agency: None,
        expires_days: None,
    };
    accounts::create(&world.office, vec![new])
        .await
        .expect("a token");
    as_account(world, who, name).await
}

pub fn code(world: &World) -> String {
    world.hamlets[0].code.clone()
}

/// A sheet of so many satisfied of 18 valid forms; the others are not.
pub fn sheet(satisfied: i64) -> CountSheet {
    let item = |code: &str| ItemSheet {
        item: code.to_owned(),
        choices: [
            ("OTHER", 0),
            ("SATISFIED", satisfied),
            ("NOT_SATISFIED", 17 - satisfied),
        ]
        .map(|(choice, count)| (choice.to_owned(), count))
        .to_vec(),
        blank: 1,
    };
    CountSheet {
        issued: 20,
        collected: 18,
        valid: 18,
        spoilt: 0,
        missing: 2,
        // In another order than the form's.
        items: ["ALL", "Q1", "Q2"].map(item).to_vec(),
    }
}

pub fn choice(item: &str, choice: &str, value: i64) -> TypedField {
    TypedField {
        figure: CountFigure::Choice,
        item: Some(item.to_owned()),
        choice: Some(choice.to_owned()),
        value,
    }
}

/// The two figures of each item in which `sheet(15)` and `sheet(16)` differ, as `sheet(satisfied)`.
pub fn all_differing(satisfied: i64) -> Vec<TypedField> {
    ["Q1", "Q2", "ALL"]
        .into_iter()
        .flat_map(|item| {
            [
                choice(item, "SATISFIED", satisfied),
                choice(item, "NOT_SATISFIED", 17 - satisfied),
            ]
        })
        .collect()
}
