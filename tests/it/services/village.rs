//! A survey with a hamlet that answers by itself, and a resident of it.

use std::net::{IpAddr, Ipv4Addr};

use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::consent::ConsentNotice;
use longdan::domain::survey::invitation::InvitationCode;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Consent;
use longdan::domain::trust::actor::Actor;
use longdan::services::batch::Receipt;
use longdan::services::invitations::{self, Letter, NewInvitations};
use longdan::services::invited::{self, OwnAnswer};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::rosters::{self, NewRosterChange};
use longdan::services::tries::Client;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::{collection_modes, recount, sight, surveys};
use longdan::storage::database::Database;

use crate::support::world::{World, answers};

/// The first hamlet answers by itself; the others are visited.
pub struct Village {
    pub world: World,
    pub survey: Survey,
    pub front: Actor,
}

impl Village {
    pub async fn planned(db: Database) -> Self {
        let world = World::among(db, &["thẩm tra viên"]).await;
        let survey = Self::survey(&world).await;
        let front = world.commune_front();
        Self {
            world,
            survey,
            front,
        }
    }

    pub async fn survey(world: &World) -> Survey {
        let survey = world.planned().await;
        let modes = [(world.hamlets[0].code.clone(), CollectionMode::SelfService)];
        let front = world.commune_front();
        collection_modes::set(&world.office, Some(&front), survey.id, &modes)
            .await
            .expect("a mode")
    }

    /// The same, open.
    pub async fn on(db: Database) -> Self {
        let village = Self::planned(db).await;
        village.open(&village.survey).await;
        village
    }

    pub async fn open(&self, survey: &Survey) {
        surveys::open(&self.world.office, Some(&self.front), survey.id, None, None)
            .await
            .expect("an open survey");
    }

    pub fn wanted(&self, households: &[&str], count: Option<u32>) -> NewInvitations {
        NewInvitations {
            survey: self.survey.id,
            hamlet: self.world.hamlets[0].code.clone(),
            households: households.iter().map(|code| (*code).to_owned()).collect(),
            count,
        }
    }

    pub async fn make(&self, new: NewInvitations) -> Result<Vec<Letter>, Refusal> {
        let made = invitations::make(&self.world.office, Some(&self.front), new).await?;
        Ok(made.letters)
    }

    pub async fn two(&self) -> Vec<Letter> {
        self.make(self.wanted(&[], Some(2))).await.expect("letters")
    }

    pub async fn roster(&self, households: &[&str]) {
        let change = NewRosterChange {
            hamlet: self.world.hamlets[0].id(),
            add: households.iter().map(|code| (*code).to_owned()).collect(),
            close: Vec::new(),
            reason: "lập danh sách".to_owned(),
        };
        rosters::change(&self.world.office, Some(&self.front), change)
            .await
            .expect("a roster");
    }

    pub fn own(&self) -> OwnAnswer {
        let now = self.world.clock.now();
        OwnAnswer {
            id: ResponseId(self.world.id()),
            collected_at: now,
            answers: answers("SATISFIED"),
            comment: None,
            consent: Consent {
                notice_version: ConsentNotice::bundled().expect("a notice").version.clone(),
                given_at: now,
            },
            sent_at: None,
        }
    }

    pub async fn answer(&self, letter: &Letter, own: &OwnAnswer) -> Result<Receipt, Refusal> {
        let code = letter.code.shown();
        invited::answer(&self.world.office, at(1), None, &code, own.clone()).await
    }

    pub async fn try_code(&self, from: u8, code: &str) -> Result<invited::Invited, Refusal> {
        invited::open(&self.world.office, at(from), code).await
    }

    /// Counted responses of the survey.
    pub async fn counted(&self) -> i64 {
        let (office, front) = (&self.world.office, Some(&self.front));
        let now = surveys::by_ids(office, front, &[self.survey.id]).await;
        let now = now.expect("a read").remove(&self.survey.id).expect("it");
        let sights = sight::of(office, front, &[now]).await.expect("figures");
        let approval = sights[&self.survey.id].approval.shown();
        approval.expect("shown").collected
    }

    pub async fn is_clean(&self) {
        let office = &self.world.office;
        let counted = recount::verify(office, None, &Silent)
            .await
            .expect("a recount");
        assert_eq!(counted.differences, []);
        let verified = verify(office, &Asked::default(), &Silent)
            .await
            .expect("a look");
        assert_eq!(verified.findings, []);
    }
}

/// A client at an address of the test network 192.0.2.0/24.
pub fn at(last: u8) -> Client {
    Client::at(IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)))
}

/// A code of the right form that nobody was given.
pub fn foreign(village: &Village) -> String {
    let code = InvitationCode::draw(village.world.office.chance.as_ref());
    code.expect("chance").shown()
}
