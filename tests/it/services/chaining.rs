//! What the chain costs a batch, and that checkpoints come by themselves.

use longdan::domain::base::ids::SurveyId;
use longdan::domain::recognition::decision::DecisionOutcome::Recognised;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::chain::ChainId;
use longdan::services::issued_forms::{self, NewForms};
use longdan::services::progress::Silent;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::{decisions, reporting, submit};
use longdan::storage::{audit, audit_heads};

use super::council_decisions::{outcomes, paper};
use super::direct_check::heard;
use super::front_people::{closed, verifier};
use super::front_reports::report;
use crate::support::council::Council;
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
async fn a_form_that_was_set_aside_before_is_brought_by_no_other_batch() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db).await;
        let front = world.commune_front();
        let survey = world.opened().await.id;
        let [first, second, third] = ["H1", "H1", "H1"].map(|code| world.draft(0, code));
        let batches = [
            vec![first, second.clone()],
            vec![second.clone(), third],
            vec![second],
        ];
        for drafts in batches {
            submit::batch(&world.office, Some(&front), survey, drafts)
                .await
                .expect("receipts");
        }
        let found = verify(&world.office, &Asked::default(), &Silent).await;
        assert_eq!(found.expect("verified").findings, []);
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

/// The heads that the last entry of the main chain holds, where it is a checkpoint.
async fn tied_last(world: &World) -> Vec<(String, i64)> {
    let read = world.db.read();
    let found = audit::last_of(read, ChainId::MAIN, "chain.checkpoint")
        .await
        .expect("the audit");
    let last = found.expect("a checkpoint");
    let head = audit_heads::of_chains(read, &[ChainId::MAIN])
        .await
        .expect("heads");
    let place = last.link.expect("a place").sequence;
    assert_eq!(place, head[0].head.sequence, "it is the last entry");
    let heads = last.entry.details["heads"].as_array().expect("heads");
    let head = |line: &serde_json::Value| {
        let survey = line[0].as_str().expect("a survey").to_owned();
        (survey, line[1].as_i64().expect("a sequence"))
    };
    heads.iter().map(head).collect()
}

/// The head of a survey's chain as it stands.
async fn head(world: &World, survey: SurveyId) -> (String, i64) {
    let chain = ChainId::of(Some(survey));
    let found = audit_heads::of_chains(world.db.read(), &[chain])
        .await
        .expect("heads");
    (survey.to_string(), found[0].head.sequence)
}

#[tokio::test]
async fn a_report_ties_in_the_surveys_that_it_stands_on() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db).await;
        let main = closed(&world, [9, 8, 7]).await;
        let check = heard(&world, &main).await;
        let verifier = verifier(&world).await;
        // Something that no checkpoint holds yet.
        issued(&world, &main).await;
        let new = report(&world, "47/BC-MTTQ", &[main.candidacy]);
        reporting::submit(&world.office, Some(&verifier), new)
            .await
            .expect("a report");
        let mut expected = vec![head(&world, main.id).await, head(&world, check.id).await];
        let mut tied = tied_last(&world).await;
        expected.sort();
        tied.sort();
        assert_eq!(tied, expected);
    })
    .await;
}

/// Notes how many forms were handed out in a hamlet of a closed survey.
async fn issued(world: &World, survey: &Survey) {
    let forms = NewForms {
        hamlet_code: world.hamlets[0].code.clone(),
        issued: 10,
        missing: 1,
        version: None,
        reason: None,
    };
    let front = world.commune_front();
    issued_forms::record(&world.office, Some(&front), survey.id, vec![forms])
        .await
        .expect("recorded");
}

#[tokio::test]
async fn a_decision_ties_in_the_surveys_of_what_it_decides() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db).await;
        let council = Council::of(&world).await;
        world.pass(chrono::Duration::days(100));
        council.voted(&world, [[5, 0, 0, 0], [5, 0, 0, 0]]).await;
        let said = outcomes(&council, [Recognised, Recognised]);
        decisions::record(&world.office, Some(&council.clerk), paper(), said)
            .await
            .expect("a decision");
        let mut surveys = Vec::new();
        for id in council.ids() {
            let own = longdan::services::surveys::of_candidacies(
                &world.office,
                Some(&council.clerk),
                &[id],
            )
            .await
            .expect("surveys");
            surveys.push(head(&world, own[&id][0].id).await);
        }
        let mut tied = tied_last(&world).await;
        surveys.sort();
        tied.sort();
        assert_eq!(tied, surveys);
    })
    .await;
}
