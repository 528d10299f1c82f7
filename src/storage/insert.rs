//! Inserts many rows by few different statements.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, Iterable};

use super::cells::rows_of;
use super::fault::StorageFault;

/// Rows of one statement at the most: twice as many cost as much a row, and more memory in the server.
const MOST: usize = 256;
/// Up to so many rows go in one statement of just their number.
const FEW: usize = 16;

/// Inserts rows, however many, and answers how many were written.
///
/// A statement for each number of rows would have to be parsed anew almost each time, since a connection keeps
/// a few hundred; so the rows go in steps of 256, 128, 64 and 32, and what is left in one or two.
///
/// # Errors
/// What the database answers; then the transaction holds some of the rows and must be given up.
pub(crate) async fn insert_all<E>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    conflict: Option<OnConflict>,
) -> Result<u64, StorageFault>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let most = MOST.min(rows_of(E::Column::iter().count()));
    let mut rows = rows.into_iter();
    let mut written: u64 = 0;
    while let Some(power) = rows.len().min(most).checked_ilog2() {
        let step = if rows.len() <= FEW {
            rows.len()
        } else {
            1_usize.wrapping_shl(power)
        };
        let step = rows.by_ref().take(step);
        let mut insert = E::insert_many(step.map(IntoActiveModel::into_active_model));
        if let Some(conflict) = &conflict {
            insert = insert.on_conflict(conflict.clone());
        }
        written = written.saturating_add(insert.exec_without_returning(db).await?);
    }
    Ok(written)
}

/// Leaves rows out whose key is there already.
pub(crate) fn known_stay() -> OnConflict {
    OnConflict::new().do_nothing().to_owned()
}
