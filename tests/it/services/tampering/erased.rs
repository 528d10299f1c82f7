//! Tampering with what says that links from households to answers are gone.

use longdan::domain::base::ids::SurveyId;
use longdan::domain::trust::chain::Head;
use longdan::services::erasures;
use longdan::services::verify::all;
use longdan::storage::database::Database;

use super::kinds::{Kind, kind};
use crate::services::erasures::{among, reported};
use crate::storage::raw::id;
use crate::support::world::World;

/// A world in which the links of one survey were dropped and those of another stand.
pub struct Erased {
    pub world: World,
    pub pinned: Head,
    cut: SurveyId,
    linked: SurveyId,
}

impl Erased {
    /// Drops the links of a survey on a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        let world = among(db).await;
        let (survey, ..) = reported(&world).await;
        world.pass(chrono::Duration::days(1));
        let dropped = erasures::drop_due(&world.office).await.expect("a look");
        assert_eq!(dropped.len(), 1);
        let linked = crate::services::front_people::closed(&world, [5, 0, 0]).await;
        all::checkpoint(&world.office).await.expect("a checkpoint");
        let head = all::head(&world.office).await.expect("a head");
        Self {
            pinned: head.expect("the main chain has begun"),
            cut: survey.id,
            linked: linked.id,
            world,
        }
    }

    /// Erasures that are put in, taken away or changed, with and without the links.
    pub fn kinds(&self) -> Vec<Kind> {
        let literal = |survey: SurveyId| id(&self.world.db, survey.0);
        let (erased, linked) = (literal(self.cut), literal(self.linked));
        let of_erased = format!("WHERE survey_id = {erased}");
        let put_in = format!(
            "INSERT INTO erasure (survey_id, erased_at, responses, set_aside)
             VALUES ({linked}, '2019-07-19T04:00:00.000000+00:00', 5, 0)"
        );
        let cut = format!(
            "UPDATE response SET household_code = NULL, household_key = NULL WHERE survey_id = {linked}"
        );
        let on = |name, statements: &[&str], survey: SurveyId| {
            let statements = statements.iter().map(|one| (*one).to_owned());
            kind(name, statements, "erasure", survey)
        };
        vec![
            on(
                "an erasure is put in that never was",
                &[&put_in],
                self.linked,
            ),
            on(
                "links are cut, and an erasure covers it",
                &[&cut, &put_in],
                self.linked,
            ),
            on(
                "an erasure is taken away",
                &[&format!("DELETE FROM erasure {of_erased}")],
                self.cut,
            ),
            on(
                "what an erasure took is changed",
                &[&format!(
                    "UPDATE erasure SET responses = responses + 1 {of_erased}"
                )],
                self.cut,
            ),
            on(
                "the time of an erasure is changed",
                &[&format!(
                    "UPDATE erasure SET erased_at = '2019-07-19T04:00:00.000000+00:00' {of_erased}"
                )],
                self.cut,
            ),
        ]
    }
}
