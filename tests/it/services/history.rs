//! Random histories: the running tally equals a recount, and nothing is lost.
//!
//! Each history is a list of steps; a plain model of the rules runs beside the real thing. The
//! test fails if a counter drifts, an accepted response disappears, or a household counts twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::correction::ConflictChoice;
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::domain::survey::tally::{Tally, Weight};
use longdan::domain::trust::actor::Actor;
use longdan::services::batch::ReceiptStatus;
use longdan::services::conflicts::{self, Resolution};
use longdan::services::{corrections, responses, submit, surveys};
use longdan::storage;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, small_form};

/// One step of a history; numbers name households, earlier forms, choices.
#[derive(Debug, Clone)]
enum Step {
    /// New forms: hamlet, household, choice of each item.
    Submit(Vec<(usize, u8, [u8; 3], bool)>),
    /// Forms sent before, again; some with other content.
    Repeat(Vec<(usize, bool)>),
    /// A form sent before is voided.
    Void(usize),
    /// The Front chooses about a form sent before; takes it, or keeps what is counted.
    Choose(usize, bool),
    /// Somebody else confirms every correction that waits.
    Confirm,
    /// Time passes.
    Pass(u8),
    BeginClosing,
    Close,
    /// The survey is returned and opened again.
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let form = (
        0..3_usize,
        0..12_u8,
        [0..4_u8, 0..4_u8, 0..4_u8],
        prop::bool::weighted(0.1),
    );
    let step = prop_oneof![
        6 => prop::collection::vec(form, 1..8).prop_map(Step::Submit),
        3 => prop::collection::vec((0..40_usize, prop::bool::weighted(0.2)), 1..6).prop_map(Step::Repeat),
        2 => (0..40_usize).prop_map(Step::Void),
        3 => (0..40_usize, prop::bool::weighted(0.7)).prop_map(|(pick, take)| Step::Choose(pick, take)),
        1 => Just(Step::Confirm),
        1 => (0..100_u8).prop_map(Step::Pass),
        1 => Just(Step::BeginClosing),
        1 => Just(Step::Close),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..16)
}

/// What the rules say must be there.
#[derive(Default)]
struct Model {
    accepted: BTreeSet<ResponseId>,
    voided: BTreeSet<ResponseId>,
    set_aside: BTreeSet<ResponseId>,
    counted_households: BTreeMap<(String, String), ResponseId>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tally_of_any_history_equals_its_recount() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        // One history after another, each with a survey of its own, so that one database serves all.
        let mut runner = TestRunner::new(Config {
            cases: 24,
            failure_persistence: None,
            ..Config::default()
        });
        for _ in 0..runner.config().cases {
            let history = steps().new_tree(&mut runner).expect("a history").current();
            play(&world, history).await;
        }
    })
    .await;
}

async fn play(world: &World, history: Vec<Step>) {
    let survey = world.opened().await;
    let mut model = Model::default();
    let mut sent: Vec<Draft> = Vec::new();
    let text = format!("{history:?}");
    for step in history {
        match step {
            Step::Submit(forms) => {
                let drafts: Vec<Draft> = forms.into_iter().map(|form| draft(world, form)).collect();
                sent.extend(drafts.iter().cloned());
                submit(world, &survey, drafts, &mut model).await;
            }
            Step::Repeat(picks) => {
                let drafts = repeats(&sent, picks);
                if !drafts.is_empty() {
                    submit(world, &survey, drafts, &mut model).await;
                }
            }
            Step::Void(pick) => void(world, &survey, picked(&sent, pick), &mut model).await,
            Step::Choose(pick, take) => {
                choose(world, &survey, picked(&sent, pick), take, &mut model).await;
            }
            step => move_on(world, &survey, &step).await,
        }
        recount(world, &survey, &model, &text).await;
    }
}

fn picked(sent: &[Draft], pick: usize) -> Option<&Draft> {
    sent.get(pick % sent.len().max(1))
}

fn repeats(sent: &[Draft], picks: Vec<(usize, bool)>) -> Vec<Draft> {
    let again = |(pick, changed): (usize, bool)| {
        let mut draft = picked(sent, pick)?.clone();
        if changed {
            draft.comment = Some("đổi".to_owned());
        }
        Some(draft)
    };
    picks.into_iter().filter_map(again).collect()
}

/// What moves the survey, not its forms.
async fn move_on(world: &World, survey: &Survey, step: &Step) {
    let (office, front) = (&world.office, world.commune_front());
    match step {
        Step::Pass(minutes) => world.pass(Duration::minutes(i64::from(*minutes))),
        Step::BeginClosing => drop(surveys::begin_closing(office, Some(&front), survey.id).await),
        Step::Close => drop(surveys::close(office, Some(&front), survey.id).await),
        Step::Reopen => reopen(world, survey).await,
        _ => confirm_all(world, survey).await,
    }
}

/// As the provincial Front returns it and the commune's opens it again.
async fn reopen(world: &World, survey: &Survey) {
    let write = world.db.write();
    let mut now = storage::surveys::find(write, survey.id)
        .await
        .expect("a read")
        .expect("the survey");
    if now.lifecycle.stored != SurveyState::Closed {
        return;
    }
    now.lifecycle.stored = SurveyState::Returned;
    storage::surveys::update(write, &now)
        .await
        .expect("a survey");
    let closes_at = world.clock.now() + Duration::days(5);
    let front = world.commune_front();
    surveys::open(
        &world.office,
        Some(&front),
        survey.id,
        None,
        Some(closes_at),
    )
    .await
    .expect("an open survey");
}

async fn confirm_all(world: &World, survey: &Survey) {
    let front = world.commune_front();
    let other = Actor {
        account: world.second_account().await,
        ..world.commune_front()
    };
    let page = PageRequest::default();
    let all = storage::corrections::list(world.db.read(), survey.id, Some(true), &page);
    for (_, waiting) in all.await.expect("corrections").rows {
        let own = corrections::confirm(&world.office, Some(&front), survey.id, waiting.number);
        assert!(own.await.is_err(), "nobody confirms their own");
        corrections::confirm(&world.office, Some(&other), survey.id, waiting.number)
            .await
            .expect("a confirmation");
    }
}

async fn choose(
    world: &World,
    survey: &Survey,
    draft: Option<&Draft>,
    take: bool,
    model: &mut Model,
) {
    let Some(draft) = draft else { return };
    let front = world.commune_front();
    let wanted = Resolution {
        survey: survey.id,
        response: draft.id,
        choice: if take {
            ConflictChoice::TakeThis
        } else {
            ConflictChoice::KeepFirst
        },
        reason: "Thử".to_owned(),
    };
    let Ok((_, made)) = conflicts::resolve(&world.office, Some(&front), wanted).await else {
        return;
    };
    assert!(
        model.set_aside.contains(&draft.id),
        "chosen of what was kept"
    );
    let home = (draft.hamlet_code.clone(), draft.household_code.clone());
    assert_eq!(
        made.correction.rival.as_ref(),
        model.counted_households.get(&home),
        "the rival is the household's counted one"
    );
    if take {
        assert!(model.accepted.insert(draft.id), "taken twice");
        if let Some(rival) = model.counted_households.insert(home, draft.id) {
            assert!(model.voided.insert(rival), "the rival was voided before");
        }
    }
}

fn draft(world: &World, (hamlet, household, choices, spoilt): (usize, u8, [u8; 3], bool)) -> Draft {
    let mut draft = world.draft(hamlet, &format!("H{household}"));
    let names = ["SATISFIED", "NOT_SATISFIED", "OTHER"];
    // The fourth choice leaves an item blank: allowed for Q2 alone.
    let answered = draft
        .answers
        .drain(..)
        .zip(choices)
        .filter_map(|(mut answer, choice)| {
            answer.choice = (*names.get(usize::from(choice))?).to_owned();
            Some(answer)
        });
    draft.answers = answered.collect();
    draft.spoilt = spoilt;
    draft
}

async fn submit(world: &World, survey: &Survey, drafts: Vec<Draft>, model: &mut Model) {
    let front = world.commune_front();
    let done = submit::batch(&world.office, Some(&front), survey.id, drafts.clone())
        .await
        .expect("receipts");
    for (draft, receipt) in drafts.iter().zip(&done.receipts) {
        assert_eq!(
            draft.id, receipt.id,
            "receipts come in the order of the input"
        );
        match receipt.status {
            ReceiptStatus::Accepted => {
                assert!(model.accepted.insert(draft.id), "accepted twice");
                let home = (draft.hamlet_code.clone(), draft.household_code.clone());
                assert!(
                    model.counted_households.insert(home, draft.id).is_none(),
                    "a household counted twice"
                );
            }
            ReceiptStatus::Duplicate => {
                assert!(model.accepted.contains(&draft.id), "a repeat of nothing");
            }
            ReceiptStatus::Rejected if receipt.kept => drop(model.set_aside.insert(draft.id)),
            ReceiptStatus::Rejected => {}
        }
    }
}

async fn void(world: &World, survey: &Survey, draft: Option<&Draft>, model: &mut Model) {
    let Some(draft) = draft else { return };
    let front = world.commune_front();
    if responses::void(&world.office, Some(&front), survey.id, draft.id, "Thử")
        .await
        .is_ok()
    {
        assert!(
            model.accepted.contains(&draft.id) && model.voided.insert(draft.id),
            "voided what was not counted"
        );
        let home = (draft.hamlet_code.clone(), draft.household_code.clone());
        assert_eq!(model.counted_households.remove(&home), Some(draft.id));
    }
}

async fn recount(world: &World, survey: &Survey, model: &Model, history: &str) {
    let read = world.db.read();
    let layout = Layout::of(&small_form());
    let mut counted: BTreeMap<_, Tally> = BTreeMap::new();
    let mut held = BTreeSet::new();
    for response in storage::responses::chunk(read, survey.id, None, 500)
        .await
        .expect("responses")
    {
        held.insert(response.id);
        assert_eq!(
            response.voided.is_some(),
            model.voided.contains(&response.id),
            "{history}"
        );
        if response.voided.is_none() {
            let tally = counted
                .entry(response.hamlet)
                .or_insert_with(|| Tally::empty(&layout));
            tally
                .add(
                    &layout,
                    response
                        .sheet
                        .as_ref()
                        .map_or(Weight::Spoilt, Weight::Valid),
                )
                .expect("a sum");
        }
    }
    assert_eq!(
        held, model.accepted,
        "what was accepted is there, and nothing else: {history}"
    );
    let aside = storage::set_aside::count(read, survey.id)
        .await
        .expect("a count");
    assert_eq!(
        usize::try_from(aside).ok(),
        Some(model.set_aside.len()),
        "{history}"
    );
    for (_, hamlet, tally) in storage::tallies::of_surveys(read, &[survey.id])
        .await
        .expect("tallies")
    {
        let recounted = counted
            .remove(&hamlet)
            .unwrap_or_else(|| Tally::empty(&layout));
        assert_eq!(tally, recounted, "{history}");
    }
    assert!(counted.is_empty(), "a hamlet without a tally: {history}");
    frozen_as_counted(world, survey).await;
}

/// Once closed, what is shown is what was frozen, and what was frozen is what was counted.
async fn frozen_as_counted(world: &World, survey: &Survey) {
    let read = world.db.read();
    let now = storage::surveys::find(read, survey.id)
        .await
        .expect("a read")
        .expect("the survey");
    let frozen = storage::frozen::latest(read, &[survey.id])
        .await
        .expect("a read");
    let closed = now.lifecycle.stored == SurveyState::Closed;
    assert!(!closed || !frozen.is_empty(), "closed and not frozen");
    // What was frozen before it was opened again stays as it was.
    let Some(frozen) = frozen.first().filter(|_| closed) else {
        return;
    };
    let figures: serde_json::Value = serde_json::from_str(&frozen.full_text).expect("JSON");
    let tallies = storage::tallies::of_surveys(read, &[survey.id])
        .await
        .expect("tallies");
    let collected: i64 = tallies.iter().map(|(_, _, tally)| tally.collected).sum();
    assert_eq!(figures["collected"], collected);
    assert_eq!(
        longdan::domain::base::canonical::sha256_hex(&frozen.figures),
        frozen.sha256
    );
}
