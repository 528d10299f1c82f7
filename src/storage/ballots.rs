//! Ballots: boxes of those cast at a screen, sheets of those counted, results.
//!
//! In Vietnamese: phiếu bầu, biên bản kiểm phiếu. A box is one row, written by one statement whose text is the
//! same for every choice, without a time: what was voted stands in no log of statements.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::cells::{rows_of, term};
use super::database::Database;
use super::entity::documents::{Ids, SheetDocument};
use super::entity::{agenda_item, ballot_box, ballot_sheet, council_session, vote_result};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{
    AccountId, AgendaItemId, BallotSheetId, CandidacyId, MemberId, SessionId,
};
use crate::domain::recognition::ballot::{BallotBox, Sheet, SheetStep, Votes};
use crate::domain::recognition::session::BallotMode;
use crate::domain::recognition::vote::{Assembly, VoteResult};

/// One version of one account's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSheet {
    /// Its id.
    pub id: BallotSheetId,
    /// The session.
    pub session: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// Rises with each correction of that account.
    pub version: i32,
    /// What was counted.
    pub sheet: Sheet,
    /// Why it was corrected.
    pub reason: Option<String>,
    /// When it was typed.
    pub recorded_at: Instant,
}

/// A result with the session that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResult {
    /// The figures.
    pub result: VoteResult,
    /// The day of the session.
    pub held_on: Day,
    /// How it voted.
    pub mode: BallotMode,
}

/// Sets up empty boxes.
///
/// # Errors
/// What the database answers.
pub async fn open_boxes(
    db: &impl ConnectionTrait,
    items: &[AgendaItemId],
) -> Result<(), StorageFault> {
    let rows = items
        .iter()
        .map(|item| box_row(*item, &BallotBox::default()));
    insert_all::<ballot_box::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// The boxes of items that have one. Only for the count when the ballot is closed, and for the next ballot.
///
/// # Errors
/// What the database answers.
pub async fn boxes(
    db: &impl ConnectionTrait,
    items: &[AgendaItemId],
) -> Result<Vec<(AgendaItemId, BallotBox)>, StorageFault> {
    let mut found = Vec::with_capacity(items.len());
    for chunk in items.chunks(rows_of(1)) {
        let of = ballot_box::Column::ItemId.is_in(chunk.iter().map(|item| item.0));
        let rows = ballot_box::Entity::find().filter(of).all(db).await?;
        found.extend(rows.into_iter().map(|row| {
            let ballots = BallotBox {
                voted: row.voted.0.into_iter().map(MemberId).collect(),
                votes: Votes {
                    agree: row.agree,
                    disagree: row.disagree,
                    abstain: row.abstain,
                },
            };
            (AgendaItemId(row.item_id), ballots)
        }));
    }
    Ok(found)
}

/// Writes a box down. The session's row must be locked.
///
/// # Errors
/// What the database answers.
pub async fn put(
    db: &impl ConnectionTrait,
    item: AgendaItemId,
    ballots: &BallotBox,
) -> Result<(), StorageFault> {
    let ballot_box::Model {
        item_id,
        voted,
        agree,
        disagree,
        abstain,
    } = box_row(item, ballots);
    ballot_box::Entity::update_many()
        .col_expr(ballot_box::Column::Voted, Expr::val(voted))
        .col_expr(ballot_box::Column::Agree, agree.into())
        .col_expr(ballot_box::Column::Disagree, disagree.into())
        .col_expr(ballot_box::Column::Abstain, abstain.into())
        .filter(ballot_box::Column::ItemId.eq(item_id))
        .exec(db)
        .await?;
    Ok(())
}

fn box_row(item: AgendaItemId, ballots: &BallotBox) -> ballot_box::Model {
    ballot_box::Model {
        item_id: item.0,
        voted: Ids(ballots.voted.iter().map(|member| member.0).collect()),
        agree: ballots.votes.agree,
        disagree: ballots.votes.disagree,
        abstain: ballots.votes.abstain,
    }
}

/// Asks the database to let go of earlier versions of the boxes: what stood in them between two ballots.
///
/// # Errors
/// What the database answers; the boxes are as they were.
pub async fn forget_versions(db: &Database) -> Result<(), StorageFault> {
    let statement = if db.is_sqlite() {
        "PRAGMA wal_checkpoint(TRUNCATE)"
    } else {
        "VACUUM ballot_box"
    };
    db.write().execute_unprepared(statement).await?;
    Ok(())
}

/// Adds a version of a sheet.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::BallotSheet`](super::fault::Unique::BallotSheet).
pub async fn insert_sheet(
    db: &impl ConnectionTrait,
    sheet: &StoredSheet,
) -> Result<(), StorageFault> {
    let StoredSheet {
        id,
        session,
        account,
        version,
        sheet,
        reason,
        recorded_at,
    } = sheet;
    let row = ballot_sheet::Model {
        id: id.0,
        session_id: session.0,
        step: sheet.step().as_str().to_owned(),
        account_id: account.0,
        version: *version,
        figures: SheetDocument(sheet.clone()),
        reason: reason.clone(),
        recorded_at: *recorded_at,
    };
    ballot_sheet::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Every version of every sheet of sessions, in the order in which they were typed.
///
/// # Errors
/// What the database answers.
pub async fn sheets(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<StoredSheet>, StorageFault> {
    let mut found = Vec::new();
    for chunk in sessions.chunks(rows_of(1)) {
        let of = ballot_sheet::Column::SessionId.is_in(chunk.iter().map(|id| id.0));
        let rows = ballot_sheet::Entity::find()
            .filter(of)
            .order_by_asc(ballot_sheet::Column::Id)
            .all(db)
            .await?;
        for row in rows {
            let _: SheetStep = term("ballot_sheet.step", &row.step)?;
            found.push(StoredSheet {
                id: BallotSheetId(row.id),
                session: SessionId(row.session_id),
                account: AccountId(row.account_id),
                version: row.version,
                sheet: row.figures.0,
                reason: row.reason,
                recorded_at: row.recorded_at,
            });
        }
    }
    Ok(found)
}

/// Adds results.
///
/// # Errors
/// What the database answers.
pub async fn insert_results(
    db: &impl ConnectionTrait,
    results: &[VoteResult],
) -> Result<(), StorageFault> {
    let rows = results.iter().map(|result| vote_result::Model {
        item_id: result.item.0,
        members: result.assembly.members,
        present: result.assembly.present,
        handed_out: result.handed_out,
        returned: result.returned,
        valid: result.valid,
        spoilt: result.spoilt,
        agree: result.votes.agree,
        disagree: result.votes.disagree,
        abstain: result.votes.abstain,
    });
    insert_all::<vote_result::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// The results of candidacies, the newest of each last.
///
/// # Errors
/// What the database answers.
pub async fn results(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<StoredResult>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = agenda_item::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = vote_result::Entity::find()
            .find_also_related(agenda_item::Entity)
            .and_also_related(council_session::Entity)
            .filter(of)
            .order_by_asc(agenda_item::Column::Id)
            .all(db)
            .await?;
        for (row, item, session) in rows {
            let (Some(item), Some(session)) = (item, session) else {
                return Err(StorageFault::Unreadable {
                    what: "vote_result.item_id",
                });
            };
            found.push(read_result(&row, &item, &session)?);
        }
    }
    Ok(found)
}

fn read_result(
    row: &vote_result::Model,
    item: &agenda_item::Model,
    session: &council_session::Model,
) -> Result<StoredResult, StorageFault> {
    let result = VoteResult {
        item: AgendaItemId(row.item_id),
        session: SessionId(item.session_id),
        candidacy: CandidacyId(item.candidacy_id),
        assembly: Assembly {
            members: row.members,
            present: row.present,
        },
        handed_out: row.handed_out,
        returned: row.returned,
        valid: row.valid,
        spoilt: row.spoilt,
        votes: Votes {
            agree: row.agree,
            disagree: row.disagree,
            abstain: row.abstain,
        },
    };
    Ok(StoredResult {
        result,
        held_on: session.held_on,
        mode: term("council_session.mode", &session.mode)?,
    })
}
