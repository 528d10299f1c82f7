//! What the chain costs a batch, and that checkpoints come by themselves.

use longdan::domain::trust::chain::ChainId;
use longdan::services::submit;
use longdan::storage::audit;

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

/// Statements of one transaction of the writer, the two of the chain's head among them.
const MOST_STATEMENTS: u64 = 14;

#[tokio::test]
async fn a_batch_costs_a_fixed_few_statements() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db).await;
        let front = world.commune_front();
        let survey = world.opened().await.id;
        let first = vec![world.draft(0, "H0")];
        submit::batch(&world.office, Some(&front), survey, first)
            .await
            .expect("a receipt");
        for (size, from) in [(1, 1), (64, 100)] {
            let drafts = (from..from + size)
                .map(|n| world.draft(0, &format!("H{n}")))
                .collect();
            let before = world.office.statements();
            submit::batch(&world.office, Some(&front), survey, drafts)
                .await
                .expect("receipts");
            let cost = world.office.statements() - before;
            assert!(
                cost <= MOST_STATEMENTS,
                "{cost} statements for {size} responses"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_checkpoint_is_made_when_time_has_passed() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let front = world.commune_front();
        let survey = world.opened().await.id;
        for (minutes, household) in [(0, "H1"), (16, "H2"), (1, "H3")] {
            world.pass(chrono::Duration::minutes(minutes));
            let drafts = vec![world.draft(0, household)];
            submit::batch(&world.office, Some(&front), survey, drafts)
                .await
                .expect("a receipt");
        }
        // The lane has made it before it took the third batch.
        let found = audit::last_of(db.read(), ChainId::MAIN, "chain.checkpoint")
            .await
            .expect("the audit");
        let heads = found.expect("a checkpoint").entry.details["heads"].clone();
        assert!(heads[0][1].as_i64() >= Some(4), "{heads}");
    })
    .await;
}
