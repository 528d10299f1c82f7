//! Who owes which task, and every version of the reports.
//!
//! In Vietnamese: nhiệm vụ được giao và báo cáo thực hiện. A revision is a new row; none is changed.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, SelectTwo,
};
use uuid::Uuid;

use super::areas::place;
use super::cells::{is_text, rows_of};
use super::directives;
use super::entity::{
    account, area, assignment, assignment_report, directive, directive_task, task_helper,
};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{
    AccountId, AssignmentId, DirectiveId, DocumentId, ReportId, TaskId,
};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::tasks::assignment::{Assignment, AssignmentStatus, Owner, Report};

/// What somebody may see of assignments: in these provinces, and there any one of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentSight {
    /// The provinces whose notices reach them.
    pub provinces: Scope,
    /// Provinces of which they see all.
    pub overseen: Scope,
    /// Agencies whose assignments they see, as owner or helper.
    pub agencies: Vec<String>,
    /// Areas whose assignments they see, with what lies in them.
    pub areas: Scope,
}

/// Which assignments a list holds; what is left out filters nothing.
#[derive(Debug, Clone)]
pub struct AssignmentQuery {
    /// What the reader may see.
    pub sight: AssignmentSight,
    /// The day on which it is asked where they stand.
    pub today: Day,
    /// These alone.
    pub among: Option<Vec<AssignmentId>>,
    /// Of this notice.
    pub directive: Option<DirectiveId>,
    /// Of tasks with this number.
    pub item: Option<String>,
    /// Owed by this agency.
    pub agency: Option<String>,
    /// Owed by areas with this code.
    pub area_code: Option<String>,
    /// Standing in one of these ways.
    pub statuses: Vec<AssignmentStatus>,
    /// Due before a day that lies behind today and not behind this one.
    pub due_until: Option<Day>,
}

/// Adds assignments, each with its task and its owner: an agency or an area.
///
/// # Errors
/// What the database answers.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: &[(AssignmentId, TaskId, Owner)],
) -> Result<(), StorageFault> {
    let row = |(id, task, owner): &(AssignmentId, TaskId, Owner)| {
        let (agency, area) = match owner {
            Owner::Agency(code) => (Some(code.clone()), None),
            Owner::Area(place) => (None, Some(place.area.0)),
        };
        assignment::Model {
            id: id.0,
            task_id: task.0,
            agency,
            area_id: area,
        }
    };
    insert_all::<assignment::Entity>(db, new.iter().map(row).collect(), None).await?;
    Ok(())
}

/// A page of assignments: by notice, in the notice's order, by code of the owner.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    query: &AssignmentQuery,
    request: &PageRequest,
) -> Result<Page<Assignment>, StorageFault> {
    let key = Key::ascending()
        .then((directive::Entity, directive::Column::Code), Kind::Text)
        .then(
            (directive_task::Entity, directive_task::Column::Position),
            Kind::Number,
        )
        .then_value(owner_code(), Kind::Text)
        .then((assignment::Entity, assignment::Column::Id), Kind::Uuid);
    let rows = key.window(select(query), request)?.all(db).await?;
    let codes: Vec<String> = rows
        .iter()
        .map(|(row, area)| {
            let code = area.as_ref().map(|area| area.code.clone());
            code.or_else(|| row.agency.clone()).unwrap_or_default()
        })
        .collect();
    let found = read_all(db, rows).await?;
    let rows = found.into_iter().zip(codes).map(|(one, code)| {
        let key = vec![
            one.directive.code.clone(),
            one.task.position.to_string(),
            code,
            one.id.to_string(),
        ];
        (Cursor(key), one)
    });
    Ok(page(request, rows.collect()))
}

/// How many assignments there are.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    query: &AssignmentQuery,
) -> Result<u64, StorageFault> {
    let rows = assignment::Entity::find()
        .inner_join(directive_task::Entity)
        .join(
            sea_orm::JoinType::InnerJoin,
            directive_task::Relation::Directive.def(),
        )
        .left_join(area::Entity)
        .filter(condition(query));
    Ok(rows.count(db).await?)
}

/// Assignments of a query, in the order in which they were made.
///
/// # Errors
/// What the database answers.
pub async fn all(
    db: &impl ConnectionTrait,
    query: &AssignmentQuery,
) -> Result<Vec<Assignment>, StorageFault> {
    let rows = select(query).order_by_asc(assignment::Column::Id);
    read_all(db, rows.all(db).await?).await
}

/// Adds a version of a report.
///
/// # Errors
/// [`StorageFault::Taken`] with
/// [`Unique::AssignmentReport`](super::fault::Unique::AssignmentReport) where it is there already.
pub async fn insert_report(db: &impl ConnectionTrait, report: &Report) -> Result<(), StorageFault> {
    let row = assignment_report::Model {
        id: report.id.0,
        assignment_id: report.assignment.0,
        version: report.version,
        received_on: report.received_on,
        number: report.number.clone(),
        summary: report.summary.clone(),
        document_id: report.document.map(|id| id.0),
        recorded_by: report.by.0,
        recorded_at: report.at,
        reason: report.reason.clone(),
    };
    insert_all::<assignment_report::Entity>(db, vec![row], None).await?;
    Ok(())
}

fn select(query: &AssignmentQuery) -> SelectTwo<assignment::Entity, area::Entity> {
    assignment::Entity::find()
        .find_also_related(area::Entity)
        .join(
            sea_orm::JoinType::InnerJoin,
            assignment::Relation::DirectiveTask.def(),
        )
        .join(
            sea_orm::JoinType::InnerJoin,
            directive_task::Relation::Directive.def(),
        )
        .filter(condition(query))
}

/// Code of the agency or area that owes.
fn owner_code() -> SimpleExpr {
    let area = Expr::col((area::Entity, area::Column::Code));
    let agency = Expr::col((assignment::Entity, assignment::Column::Agency));
    Func::coalesce([area, agency]).into()
}

fn condition(query: &AssignmentQuery) -> Condition {
    let AssignmentQuery {
        sight,
        today,
        among,
        directive,
        item,
        agency,
        area_code,
        statuses,
        due_until,
    } = query;
    let mut all = Condition::all().add(seen(sight));
    if let Some(ids) = among {
        all = all.add(assignment::Column::Id.is_in(ids.iter().map(|id| id.0)));
    }
    if let Some(id) = directive {
        all = all.add(directive_task::Column::DirectiveId.eq(id.0));
    }
    let texts = [
        item.clone()
            .map(|text| (directive_task::Column::Item.into_expr(), text)),
        agency
            .clone()
            .map(|text| (assignment::Column::Agency.into_expr(), text)),
        area_code
            .clone()
            .map(|text| (area::Column::Code.into_expr(), text)),
    ];
    for (column, text) in texts.into_iter().flatten() {
        // PostgreSQL can't even be asked for a text with NUL; no row has one.
        all = all.add(if is_text(&text) {
            column.eq(text)
        } else {
            Expr::val(1).eq(0)
        });
    }
    if !statuses.is_empty() {
        let any = statuses.iter().fold(Condition::any(), |any, status| {
            any.add(stands(*status, *today))
        });
        all = all.add(any);
    }
    if let Some(until) = due_until {
        all = all
            .add(stands(AssignmentStatus::Open, *today))
            .add(directive_task::Column::DueBefore.lte(*until));
    }
    all
}

fn seen(sight: &AssignmentSight) -> Condition {
    let helps = Query::select()
        .expr(Expr::val(1))
        .from(task_helper::Entity)
        .and_where(
            Expr::col((task_helper::Entity, task_helper::Column::TaskId))
                .equals((assignment::Entity, assignment::Column::TaskId)),
        )
        .and_where(task_helper::Column::Agency.is_in(sight.agencies.clone()))
        .take();
    let own = Condition::any()
        .add(provinces(&sight.overseen))
        .add(assignment::Column::Agency.is_in(sight.agencies.clone()))
        .add(Expr::exists(helps))
        .add(
            Condition::all()
                .add(assignment::Column::AreaId.is_not_null())
                .add(sight.areas.areas()),
        );
    Condition::all().add(provinces(&sight.provinces)).add(own)
}

fn provinces(scope: &Scope) -> Condition {
    match scope {
        Scope::Everywhere => Condition::all(),
        Scope::Areas(areas) => {
            let ids = areas.iter().map(|id| id.0);
            Condition::all().add(directive::Column::ProvinceId.is_in(ids))
        }
    }
}

/// The assignments that stand so: as [`crate::domain::tasks::assignment::status`] has it.
fn stands(status: AssignmentStatus, today: Day) -> Condition {
    let due = directive_task::Column::DueBefore;
    let late = || {
        let received = Expr::col((
            assignment_report::Entity,
            assignment_report::Column::ReceivedOn,
        ));
        let due = Expr::col((directive_task::Entity, directive_task::Column::DueBefore));
        first_report().and_where(received.gte(due)).take()
    };
    let reported = || Expr::exists(first_report());
    match status {
        AssignmentStatus::Open => Condition::all()
            .add(reported().not())
            .add(Condition::any().add(due.is_null()).add(due.gt(today))),
        AssignmentStatus::Overdue => Condition::all().add(reported().not()).add(due.lte(today)),
        AssignmentStatus::OnTime => Condition::all()
            .add(reported())
            .add(Expr::exists(late()).not()),
        AssignmentStatus::Late => Condition::all().add(Expr::exists(late())),
    }
}

fn first_report() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(assignment_report::Entity)
        .and_where(
            Expr::col((
                assignment_report::Entity,
                assignment_report::Column::AssignmentId,
            ))
            .equals((assignment::Entity, assignment::Column::Id)),
        )
        .and_where(assignment_report::Column::Version.eq(1))
        .take()
}

async fn read_all(
    db: &impl ConnectionTrait,
    rows: Vec<(assignment::Model, Option<area::Model>)>,
) -> Result<Vec<Assignment>, StorageFault> {
    let mut found = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(rows_of(1)) {
        let mut tasks: Vec<Uuid> = chunk.iter().map(|(row, _)| row.task_id).collect();
        tasks.sort_unstable();
        tasks.dedup();
        let tasks = directives::tasks(db, &tasks).await?;
        let ids: Vec<Uuid> = chunk.iter().map(|(row, _)| row.id).collect();
        let mut reports = reports_of(db, &ids).await?;
        for (row, area) in chunk {
            let lost = |what| StorageFault::Unreadable { what };
            let (directive, task) = tasks
                .get(&TaskId(row.task_id))
                .cloned()
                .ok_or_else(|| lost("assignment.task_id"))?;
            let owner = match (&row.agency, area) {
                (Some(code), None) => Owner::Agency(code.clone()),
                (None, Some(area)) => Owner::Area(place(area)?),
                _ => return Err(lost("assignment.area_id")),
            };
            found.push(Assignment {
                id: AssignmentId(row.id),
                directive,
                task,
                owner,
                reports: reports.remove(&row.id).unwrap_or_default(),
            });
        }
    }
    Ok(found)
}

async fn reports_of(
    db: &impl ConnectionTrait,
    assignments: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Report>>, StorageFault> {
    let of = assignment_report::Column::AssignmentId.is_in(assignments.iter().copied());
    let rows = assignment_report::Entity::find()
        .find_both_related(account::Entity)
        .filter(of)
        .order_by_asc(assignment_report::Column::Version)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Report>> = HashMap::new();
    for (row, account) in rows {
        let reports = found.entry(row.assignment_id).or_default();
        reports.push(Report {
            id: ReportId(row.id),
            assignment: AssignmentId(row.assignment_id),
            version: row.version,
            received_on: row.received_on,
            number: row.number,
            summary: row.summary,
            document: row.document_id.map(DocumentId),
            by: AccountId(row.recorded_by),
            by_name: account.name,
            at: row.recorded_at,
            reason: row.reason,
        });
    }
    Ok(found)
}
