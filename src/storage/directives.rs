//! Notices and their tasks.
//!
//! In Vietnamese: thông báo kết luận và các nhiệm vụ. Neither is changed once it is there.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::cells::{rows_of, term};
use super::entity::{directive, directive_task, task_helper};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AreaId, DirectiveId, TaskId};
use crate::domain::base::language::Bilingual;
use crate::domain::tasks::directive::{Directive, RoundMark, Task};

/// Notices that are listed at the most.
pub const MOST_DIRECTIVES: u64 = 500;

/// Adds a notice with its tasks.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::DirectiveCode`](super::fault::Unique::DirectiveCode).
pub async fn insert(
    db: &impl ConnectionTrait,
    new: &Directive,
    tasks: &[Task],
) -> Result<(), StorageFault> {
    insert_all::<directive::Entity>(db, vec![row(new)], None).await?;
    insert_all::<directive_task::Entity>(db, tasks.iter().map(task_row).collect(), None).await?;
    let helpers = tasks.iter().flat_map(|task| {
        let helper = |agency: &String| task_helper::Model {
            task_id: task.id.0,
            agency: agency.clone(),
        };
        task.helpers.iter().map(helper)
    });
    insert_all::<task_helper::Entity>(db, helpers.collect(), None).await?;
    Ok(())
}

/// The notice of a code.
///
/// # Errors
/// What the database answers.
pub async fn of_code(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<Directive>, StorageFault> {
    let row = directive::Entity::find()
        .filter(directive::Column::Code.eq(code))
        .one(db)
        .await?;
    Ok(row.map(read))
}

/// The notices of some provinces, or of all, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    provinces: Option<&[AreaId]>,
) -> Result<Vec<Directive>, StorageFault> {
    let mut rows = directive::Entity::find();
    if let Some(provinces) = provinces {
        let ids = provinces.iter().map(|id| id.0);
        rows = rows.filter(directive::Column::ProvinceId.is_in(ids));
    }
    let rows = rows
        .order_by_desc(directive::Column::IssuedOn)
        .order_by_asc(directive::Column::Code)
        .limit(MOST_DIRECTIVES)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Notices by id, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[DirectiveId],
) -> Result<Vec<Directive>, StorageFault> {
    let ids = directive::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = directive::Entity::find().filter(ids).all(db).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The tasks of some notices, in the notices' own order.
///
/// # Errors
/// What the database answers.
pub async fn tasks_of(
    db: &impl ConnectionTrait,
    directives: &[DirectiveId],
) -> Result<Vec<Task>, StorageFault> {
    let of = directive_task::Column::DirectiveId.is_in(directives.iter().map(|id| id.0));
    let rows = directive_task::Entity::find()
        .filter(of)
        .order_by_asc(directive_task::Column::Position)
        .all(db)
        .await?;
    with_helpers(db, rows).await
}

/// Tasks by id, each with its notice.
///
/// # Errors
/// What the database answers.
pub async fn tasks(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<TaskId, (Directive, Task)>, StorageFault> {
    let rows = directive_task::Entity::find()
        .find_both_related(directive::Entity)
        .filter(directive_task::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let (rows, directives): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let directives: HashMap<Uuid, Directive> = directives
        .into_iter()
        .map(|row| (row.id, read(row)))
        .collect();
    let tasks = with_helpers(db, rows).await?;
    let with_notice = |task: Task| {
        let notice = directives.get(&task.directive.0)?.clone();
        Some((task.id, (notice, task)))
    };
    Ok(tasks.into_iter().filter_map(with_notice).collect())
}

async fn with_helpers(
    db: &impl ConnectionTrait,
    rows: Vec<directive_task::Model>,
) -> Result<Vec<Task>, StorageFault> {
    let mut helpers: HashMap<Uuid, Vec<String>> = HashMap::new();
    for chunk in rows.chunks(rows_of(1)) {
        let of = task_helper::Column::TaskId.is_in(chunk.iter().map(|row| row.id));
        let found = task_helper::Entity::find()
            .filter(of)
            .order_by_asc(task_helper::Column::Agency)
            .all(db)
            .await?;
        for row in found {
            helpers.entry(row.task_id).or_default().push(row.agency);
        }
    }
    rows.into_iter()
        .map(|row| {
            let helpers = helpers.remove(&row.id).unwrap_or_default();
            read_task(row, helpers)
        })
        .collect()
}

fn read(row: directive::Model) -> Directive {
    let directive::Model {
        id,
        code,
        province_id,
        number,
        issued_on,
        issuer,
        signer,
        title_vi,
        title_en,
        sha256,
        recorded_at,
    } = row;
    Directive {
        id: DirectiveId(id),
        code,
        province: AreaId(province_id),
        number,
        issued_on,
        issuer,
        signer,
        title: Bilingual {
            vi: title_vi,
            en: title_en,
        },
        sha256,
        recorded_at,
    }
}

fn row(one: &Directive) -> directive::Model {
    let Directive {
        id,
        code,
        province,
        number,
        issued_on,
        issuer,
        signer,
        title,
        sha256,
        recorded_at,
    } = one;
    directive::Model {
        id: id.0,
        code: code.clone(),
        province_id: province.0,
        number: number.clone(),
        issued_on: *issued_on,
        issuer: issuer.clone(),
        signer: signer.clone(),
        title_vi: title.vi.clone(),
        title_en: title.en.clone(),
        sha256: sha256.clone(),
        recorded_at: *recorded_at,
    }
}

fn read_task(row: directive_task::Model, helpers: Vec<String>) -> Result<Task, StorageFault> {
    let directive_task::Model {
        id,
        directive_id,
        position,
        item,
        each_of,
        text_vi,
        text_en,
        due_before,
        deliverable,
        round_ordinal,
    } = row;
    let each = each_of.map(|text| term("directive_task.each_of", &text));
    let deliverable = deliverable.map(|text| term("directive_task.deliverable", &text));
    let deliverable = deliverable.transpose()?;
    let mark = deliverable.zip(round_ordinal);
    Ok(Task {
        id: TaskId(id),
        directive: DirectiveId(directive_id),
        position,
        item,
        each: each.transpose()?,
        text: Bilingual {
            vi: text_vi,
            en: text_en,
        },
        due_before,
        mark: mark.map(|(deliverable, ordinal)| RoundMark {
            deliverable,
            ordinal,
        }),
        helpers,
    })
}

fn task_row(one: &Task) -> directive_task::Model {
    let Task {
        id,
        directive,
        position,
        item,
        each,
        text,
        due_before,
        mark,
        helpers: _,
    } = one;
    directive_task::Model {
        id: id.0,
        directive_id: directive.0,
        position: *position,
        item: item.clone(),
        each_of: each.map(|each| each.as_str().to_owned()),
        text_vi: text.vi.clone(),
        text_en: text.en.clone(),
        due_before: *due_before,
        deliverable: mark.map(|mark| mark.deliverable.as_str().to_owned()),
        round_ordinal: mark.map(|mark| mark.ordinal),
    }
}
