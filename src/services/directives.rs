//! Takes notices in, from a file or the coordination office, with who owes what.
//!
//! A code stands for one content for ever: the same content again changes nothing, other content
//! is refused.

use std::collections::HashMap;

use super::assignments;
use super::directive_forms::examined;
use super::imported::{ImportRefusal, ImportReport};
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::rounds;
use super::task_owners::{Owners, Unfit};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::domain::base::ids::{AssignmentId, DirectiveId, TaskId};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::place::area::Place;
use crate::domain::tasks::assignment::Owner;
use crate::domain::tasks::directive::{Directive, DirectiveText, Task, TaskText};
use crate::domain::tasks::directive_file::read_directive;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{assignments as owed, directives as stored};

/// Notices that are shown at the most.
pub const MOST_DIRECTIVES: u64 = stored::MOST_DIRECTIVES;

/// Imports a notice, TOML.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn import(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let text = read_directive(file)?;
    let tx = office.db.begin_write().await?;
    let mut report = ImportReport::default();
    match take(office, &tx, None, &text).await? {
        Taken::New(_) => report.inserted = 1,
        Taken::Same => report.unchanged = 1,
        Taken::Never(unfit) => {
            let faults = unfit.into_iter().map(|unfit| unfit.of_file(&text));
            return Err(ImportRefusal::Faults(faults.collect()));
        }
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// Puts a notice on record, with everything that it gives to whom.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    text: DirectiveText,
) -> Result<Directive, Refusal> {
    authority::may_ever(speaker, Action::RunDirectives)?;
    let text = examined(text, office.clock.today()).map_err(Refusal::Faults)?;
    let tx = office.db.begin_write().await?;
    // A province of somebody else's is answered like one that isn't there.
    let taken = match take(office, &tx, speaker, &text).await {
        Err(Refusal::NotFound) => Taken::Never(vec![Unfit::Province]),
        other => other?,
    };
    let directive = match taken {
        Taken::New(directive) => directive,
        Taken::Same => {
            return Err(UserFault::at("code", UserFaultCode::DirectiveExists, &text.code).into());
        }
        Taken::Never(unfit) => {
            return Err(Refusal::Faults(
                unfit.into_iter().map(Unfit::of_input).collect(),
            ));
        }
    };
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(directive)
}

/// The notices that reach the speaker, the newest first.
///
/// # Errors
/// Where the database can't be read.
pub async fn list(office: &Office, speaker: Speaker<'_>) -> Result<Vec<Directive>, Refusal> {
    let provinces = assignments::provinces(speaker);
    Ok(stored::list(office.db.read(), provinces.as_deref()).await?)
}

/// Notices by id; only what reaches the speaker.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[DirectiveId],
) -> Result<HashMap<DirectiveId, Directive>, Refusal> {
    let provinces = assignments::provinces(speaker);
    let reaches = |one: &Directive| {
        provinces
            .as_ref()
            .is_none_or(|provinces| provinces.contains(&one.province))
    };
    let found = stored::find_many(office.db.read(), ids).await?;
    Ok(found
        .into_iter()
        .filter(reaches)
        .map(|one| (one.id, one))
        .collect())
}

/// The tasks of some notices, each in its own order.
///
/// # Errors
/// Where the database can't be read.
pub async fn tasks(
    office: &Office,
    ids: &[DirectiveId],
) -> Result<HashMap<DirectiveId, Vec<Task>>, Refusal> {
    let mut grouped: HashMap<DirectiveId, Vec<Task>> = HashMap::with_capacity(ids.len());
    for task in stored::tasks_of(office.db.read(), ids).await? {
        grouped.entry(task.directive).or_default().push(task);
    }
    Ok(grouped)
}

/// What became of a notice.
enum Taken {
    New(Directive),
    Same,
    Never(Vec<Unfit>),
}

impl Unfit {
    fn of_file(self, text: &DirectiveText) -> ImportFault {
        let (line, field, reason) = match self {
            Self::OtherContent => (1, "code".to_owned(), FaultReason::OtherContent),
            Self::Province => (1, "province".to_owned(), FaultReason::UnknownProvince),
            Self::Regulation => (1, "regulation".to_owned(), FaultReason::UnknownRegulation),
            Self::Area(place, _) => {
                let line = text.tasks.get(place).map_or(1, |task| task.line);
                let field = format!("tasks[{}].areas", place.saturating_add(1));
                (line, field, FaultReason::UnknownArea)
            }
        };
        ImportFault::of_field(line, field, reason)
    }

    fn of_input(self) -> UserFault {
        match self {
            Self::OtherContent => UserFault::at("code", UserFaultCode::DirectiveExists, ""),
            Self::Province => UserFault::at("provinceCode", UserFaultCode::UnknownProvince, ""),
            Self::Regulation => {
                UserFault::at("regulationCode", UserFaultCode::UnknownRegulation, "")
            }
            Self::Area(place, code) => UserFault::at(
                &format!("tasks.{place}.areaCodes"),
                UserFaultCode::UnknownAreaOnDay,
                code,
            ),
        }
    }
}

async fn take(
    office: &Office,
    tx: &Transaction,
    speaker: Speaker<'_>,
    text: &DirectiveText,
) -> Result<Taken, Refusal> {
    let place = match rounds::province(tx, text.province.as_deref(), text.issued_on).await {
        Ok(place) => place,
        Err(Refusal::Faults(_)) => return Ok(Taken::Never(vec![Unfit::Province])),
        Err(other) => return Err(other),
    };
    if speaker.is_some() {
        authority::permit(speaker, Action::RunDirectives, &place)?;
    }
    let json = canonical_json(text).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let sha256 = sha256_hex(&json);
    if let Some(known) = stored::of_code(tx, &text.code).await? {
        return Ok(if known.sha256 == sha256 {
            Taken::Same
        } else {
            Taken::Never(vec![Unfit::OtherContent])
        });
    }
    let owners = match Owners::of(tx, text, &place).await? {
        Ok(owners) => owners,
        Err(unfit) => return Ok(Taken::Never(unfit)),
    };
    let directive = directive(office, text, &place, sha256)?;
    let mut tasks = Vec::with_capacity(text.tasks.len());
    let mut given = Vec::new();
    for (position, written) in (1_i32..).zip(&text.tasks) {
        let task = task(office, &directive, position, written)?;
        for owner in owners.owing(written) {
            given.push((assignment_id(office)?, task.id, owner));
        }
        tasks.push(task);
    }
    record(office, tx, speaker, &directive, (&tasks, &given)).await?;
    Ok(Taken::New(directive))
}

async fn record(
    office: &Office,
    tx: &Transaction,
    speaker: Speaker<'_>,
    directive: &Directive,
    (tasks, given): (&[Task], &[(AssignmentId, TaskId, Owner)]),
) -> Result<(), Refusal> {
    stored::insert(tx, directive, tasks).await.map_err(taken)?;
    owed::insert(tx, given).await?;
    let details = serde_json::json!({
        "directive": directive.id, "code": directive.code, "sha256": directive.sha256,
        "tasks": tasks.len(), "assignments": given.len(),
    });
    note(office, tx, speaker, None, "directive.create", details).await
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::DirectiveCode) => {
            UserFault::at("code", UserFaultCode::DirectiveExists, "").into()
        }
        other => other.into(),
    }
}

fn directive(
    office: &Office,
    text: &DirectiveText,
    province: &Place,
    sha256: String,
) -> Result<Directive, Refusal> {
    let now = office.clock.now();
    Ok(Directive {
        id: DirectiveId(office.chance.id(now)?),
        code: text.code.clone(),
        province: province.area,
        number: text.number.clone(),
        issued_on: text.issued_on,
        issuer: text.issuer.clone(),
        signer: text.signer.clone(),
        title: text.title.clone(),
        sha256,
        recorded_at: now,
    })
}

fn task(
    office: &Office,
    directive: &Directive,
    position: i32,
    written: &TaskText,
) -> Result<Task, Refusal> {
    Ok(Task {
        id: TaskId(office.chance.id(office.clock.now())?),
        directive: directive.id,
        position,
        item: written.item.clone(),
        each: written.each,
        text: written.text.clone(),
        due_before: written.due_before,
        mark: written.mark,
        helpers: written.helpers.clone(),
    })
}

fn assignment_id(office: &Office) -> Result<AssignmentId, Refusal> {
    Ok(AssignmentId(office.chance.id(office.clock.now())?))
}
