//! A ballot at screens: no row, time or log links who and what.

use std::sync::Mutex;

use longdan::domain::recognition::ballot::BallotChoice::{self, Abstain, Agree, Disagree};
use longdan::domain::recognition::session::{BallotMode, CouncilSession};
use longdan::domain::trust::actor::Role;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{ballots, counts, votes};
use longdan::storage::database::Database;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tracing_subscriber::filter::LevelFilter;

use crate::support::council::{Council, code, person};
use crate::support::database::{Fresh, on_both};
use crate::support::log::Log;
use crate::support::world::World;

/// Every row of every table, table by table, as text.
async fn dump(db: &Database) -> Vec<(String, Vec<String>)> {
    let sqlite = db.backend() == DbBackend::Sqlite;
    let ask = async |sql: String| -> Vec<String> {
        let statement = Statement::from_string(db.backend(), sql);
        let rows = db.read().query_all_raw(statement).await.expect("rows");
        let text = |row: &sea_orm::QueryResult| row.try_get_by_index(0).expect("a text");
        rows.iter().map(text).collect()
    };
    let tables = if sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    } else {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    };
    let mut all = Vec::new();
    for table in ask(tables.to_owned()).await {
        // The hashes of the audit begin with the database's own secret key, and name no ballot.
        if table == "audit_head" || table == "audit_row" {
            continue;
        }
        let rows = if table == "audit_entry" {
            let columns = if sqlite {
                "quote(at) || quote(account_id) || quote(action) || quote(details)"
            } else {
                "ROW(at, account_id, action, details)::text"
            };
            format!(
                "SELECT {columns} FROM audit_entry WHERE action NOT LIKE 'chain.%' ORDER BY at, 1"
            )
        } else if sqlite {
            let columns = ask(format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let quoted: Vec<_> = columns
                .iter()
                .map(|name| format!("quote(\"{name}\")"))
                .collect();
            format!(
                "SELECT {} FROM \"{table}\" ORDER BY 1",
                quoted.join(" || '|' || ")
            )
        } else {
            format!("SELECT t::text FROM \"{table}\" t ORDER BY 1")
        };
        // What the secret key and the schema's history hold is of the database, not of the vote.
        if table != "secret_key" && table != "seaql_migrations" {
            all.push((table.clone(), ask(rows).await));
        }
    }
    all
}

/// What the members say, in the order in which they come.
type Said = [(usize, BallotChoice); 5];

/// Casts the ballots, a minute apart; gives every table, and what was logged meanwhile.
async fn cast(fresh: Fresh, said: Said) -> (Vec<(String, Vec<String>)>, String) {
    let world = World::on(fresh.db).await;
    let council = Council::of(&world).await;
    council
        .voting(&world, BallotMode::ElectronicSecret, 5)
        .await;
    let before = dump(&world.db).await;
    let log = Log::listen(LevelFilter::TRACE);
    for (member, choice) in said {
        world.pass(chrono::Duration::minutes(1));
        let actor = Some(&council.members[member].1);
        let candidacy = council.candidacies[0].id;
        ballots::cast(&world.office, actor, candidacy, choice)
            .await
            .expect("a ballot");
    }
    let log = log.end();
    let after = dump(&world.db).await;
    let changed: Vec<&String> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .map(|(_, (table, _))| table)
        .collect();
    assert_eq!(
        changed,
        ["ballot_box"],
        "a ballot changes nothing else: no audit, no version, no time"
    );
    (after, log)
}

#[tokio::test]
async fn the_same_votes_leave_the_same_rows_whoever_cast_which_and_when() {
    let orders: [Said; 3] = [
        [
            (0, Agree),
            (1, Agree),
            (2, Disagree),
            (3, Agree),
            (4, Abstain),
        ],
        // The other way round.
        [
            (4, Abstain),
            (3, Agree),
            (2, Disagree),
            (1, Agree),
            (0, Agree),
        ],
        // Others said it.
        [
            (0, Abstain),
            (1, Disagree),
            (2, Agree),
            (3, Agree),
            (4, Agree),
        ],
    ];
    let left = Mutex::new(Vec::new());
    for said in orders {
        on_both(async |fresh| {
            let backend = fresh.db.backend();
            let (rows, log) = cast(fresh, said).await;
            for word in [
                "AGREE", "DISAGREE", "ABSTAIN", "Agree", "Disagree", "Abstain",
            ] {
                assert!(!log.contains(word), "a log line says {word}");
            }
            left.lock().expect("a sound lock").push((backend, rows));
        })
        .await;
    }
    let left = left.into_inner().expect("a sound lock");
    assert!(left.len() >= orders.len());
    for (backend, rows) in &left {
        let (_, first) = left
            .iter()
            .find(|(other, _)| other == backend)
            .expect("itself");
        assert_eq!(first, rows, "{backend:?}: what is left tells who said what");
    }
}

/// While a ballot runs it is told how many have voted, never what.
async fn only_how_many(world: &World, council: &Council, session: &CouncilSession) {
    let progress = votes::progress(&world.office, std::slice::from_ref(session))
        .await
        .expect("progress");
    let returned: Vec<_> = progress[&session.id]
        .agenda
        .iter()
        .map(|(_, returned)| *returned)
        .collect();
    assert_eq!(returned, [Some(4), Some(0)], "how many, never what");
    let running = votes::of(&world.office, &council.candidacies)
        .await
        .expect("votes");
    assert!(running.values().all(|vote| vote.result.is_none()));
}

#[tokio::test]
async fn each_ballot_that_is_not_to_be_taken_has_its_reason() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let office = &world.office;
        let clerk = Some(&council.clerk);
        let id = council.ids()[0];
        let cast = async |member: usize, choice| {
            ballots::cast(office, Some(&council.members[member].1), id, choice).await
        };
        assert_eq!(code(cast(0, Agree).await), Code::NotOnAgenda);
        let session = council
            .voting(&world, BallotMode::ElectronicSecret, 4)
            .await;
        cast(0, Agree).await.expect("a ballot");
        assert_eq!(code(cast(0, Disagree).await), Code::AlreadyVoted);
        assert_eq!(code(cast(4, Agree).await), Code::NotPresent);
        let stranger = person(&world, "stranger", Role::CouncilMember).await;
        let answer = ballots::cast(office, Some(&stranger), id, Agree).await;
        assert_eq!(code(answer), Code::NotAMember);
        for member in 1..4 {
            cast(member, Agree).await.expect("a ballot");
        }
        only_how_many(&world, &council, &session).await;
        ballots::close(office, clerk, session.id, None)
            .await
            .expect("closed");
        assert_eq!(code(cast(1, Agree).await), Code::BallotClosed);
        counts::close_session(office, clerk, session.id, None)
            .await
            .expect("closed");
        let standing = votes::of(office, &council.candidacies)
            .await
            .expect("votes");
        let closed = standing[&id].result.as_ref().expect("figures");
        assert_eq!(closed.figures.votes.agree, 4);
        assert!(closed.passed);
        let other = standing[&council.ids()[1]]
            .result
            .as_ref()
            .expect("figures");
        assert_eq!(
            (other.figures.returned, other.passed),
            (0, false),
            "nobody voted on it"
        );
    })
    .await;
}

#[tokio::test]
async fn paper_is_not_cast_at_a_screen() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        council.voting(&world, BallotMode::PaperSecret, 5).await;
        let member = Some(&council.members[0].1);
        let answer = ballots::cast(&world.office, member, council.ids()[0], Agree).await;
        assert_eq!(code(answer), Code::NotElectronic);
    })
    .await;
}
