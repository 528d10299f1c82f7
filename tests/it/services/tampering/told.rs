//! Two surveys with responses of all kinds: what somebody then tampers with.

use longdan::domain::base::ids::SurveyId;
use longdan::domain::survey::response::Draft;
use longdan::domain::survey::submission::Digest;
use longdan::domain::trust::chain::Head;
use longdan::services::verify::all;
use longdan::services::{responses, submit, surveys};
use longdan::storage::database::Database;
use longdan::storage::{audit, keys};

use crate::storage::raw::id;
use crate::support::world::World;

/// A world in which something happened, and the head that was written down then.
pub struct Told {
    pub world: World,
    pub pinned: Head,
    /// Closed; five accepted, one of them voided, one set aside.
    pub closed: SurveyId,
    /// Running; three accepted.
    pub open: SurveyId,
    /// The forms of the closed survey, in the order in which they were sent.
    pub forms: Vec<Draft>,
    /// The one that was set aside.
    pub aside: Draft,
    /// The keys of the households of the first two forms.
    pub keys: [Digest; 2],
    /// The head of the main chain if its last entry were another.
    pub forged: Head,
}

impl Told {
    /// Lets two surveys run on a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        let world = World::on(db).await;
        let front = world.commune_front();
        let closed = world.opened().await.id;
        let mut forms: Vec<Draft> = (1..=5)
            .map(|n| world.draft(n % 2, &format!("H{n}")))
            .collect();
        forms[0].comment = Some("Đường trục thôn còn lầy".to_owned());
        forms[1].answers[0].reason = Some("Chưa có cống".to_owned());
        let mut aside = world.draft(1, "H1");
        aside.comment = Some("Ý kiến khác".to_owned());
        submit::batch(&world.office, Some(&front), closed, forms[..4].to_vec())
            .await
            .expect("receipts");
        let second = vec![forms[4].clone(), aside.clone()];
        submit::batch(&world.office, Some(&front), closed, second)
            .await
            .expect("receipts");
        responses::void(&world.office, Some(&front), closed, forms[3].id, "Trùng hộ")
            .await
            .expect("voided");
        surveys::close(&world.office, Some(&front), closed)
            .await
            .expect("closed");
        let open = world.opened().await.id;
        let drafts = (1..=3)
            .map(|n| world.draft(n % 2, &format!("H{n}")))
            .collect();
        submit::batch(&world.office, Some(&front), open, drafts)
            .await
            .expect("receipts");
        all::checkpoint(&world.office).await.expect("a checkpoint");
        let head = all::head(&world.office).await.expect("a head");
        let pinned = head.expect("the main chain has begun");
        Self {
            keys: keys(&world, closed).await,
            forged: forge(&world.db, pinned).await,
            pinned,
            world,
            closed,
            open,
            forms,
            aside,
        }
    }

    /// An id as a literal.
    pub fn id(&self, of: uuid::Uuid) -> String {
        id(&self.world.db, of)
    }

    /// 32 bytes as a literal.
    pub fn bytes(&self, bytes: [u8; 32]) -> String {
        let digits = longdan::domain::base::canonical::hex(&bytes);
        if self.world.db.is_sqlite() {
            format!("x'{digits}'")
        } else {
            format!("'\\x{digits}'::bytea")
        }
    }

    /// The form of that number in the closed survey, as a condition.
    pub fn form(&self, number: usize) -> String {
        let (survey, form) = (self.id(self.closed.0), self.id(self.forms[number].id.0));
        format!("survey_id = {survey} AND id = {form}")
    }
}

/// The keys of the households of the first two forms, which lie in two hamlets.
async fn keys(world: &World, survey: SurveyId) -> [Digest; 2] {
    let key = keys::submission(world.db.read()).await.expect("the key");
    let of = |hamlet: usize, code| key.household(survey, world.hamlets[hamlet].id(), code);
    [of(1, "H1"), of(0, "H2")]
}

/// What the head would be if the last entry had done something else.
async fn forge(db: &Database, pinned: Head) -> Head {
    let before = pinned.sequence - 1;
    let mut last = audit::chunk(db.read(), pinned.chain, before, 1)
        .await
        .expect("an entry");
    let last = last.pop().expect("the last entry");
    let mut entry = last.entry;
    entry.action = "chain.forged".to_owned();
    let mut head = Head {
        chain: pinned.chain,
        sequence: before,
        hash: last.link.expect("a place").previous,
    };
    head.take(entry, None).expect("canonical JSON");
    head
}
