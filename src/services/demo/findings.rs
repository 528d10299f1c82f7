//! August 2019: what organisations, departments and agencies put into the dossiers.
//!
//! That every criterion is met, and what is owed, no source says: these findings are made up, and each
//! says so.

use super::calendar::{APPRAISED, CLOSED_AGAIN, DEBT_AS_OF, DEBT_STATED, REPORTED, SPOKEN};
use super::people::{DEPARTMENTS, key_of};
use super::stage::{Candidate, Stage};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::DocumentId;
use crate::domain::base::money::Money;
use crate::domain::base::page::PageRequest;
use crate::domain::law::condition::Requirement;
use crate::domain::law::regulation::Regulation;
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::debt::DebtFigures;
use crate::domain::recognition::evidence::MediaType;
use crate::domain::recognition::opinion::Organisation;
use crate::domain::survey::handling::HandlingStatus;
use crate::services::appraisals::{self, NewAppraisal};
use crate::services::assignments::{self, AssignmentFilter, NewReport};
use crate::services::debts::{self, NewDebtStatement};
use crate::services::evidence;
use crate::services::handlings::{self, NewHandling};
use crate::services::library;
use crate::services::opinions::{self, NewOpinion};
use crate::services::refusal::Refusal;
use crate::services::rounds;
use crate::services::statements::{self, NewStatement};
use crate::services::writing::Writing;

/// Đồng of one thousand million: what debts are made up in.
const THOUSAND_MILLION: i64 = 1_000_000_000;
/// Comments of one survey that are handled.
const COMMENTS_HANDLED: usize = 2;
/// What stands beside whatever no source says.
const MADE_UP: &str = "Số liệu mô phỏng";

fn writing() -> Writing {
    Writing {
        note: Some(MADE_UP.to_owned()),
        ..Writing::default()
    }
}

/// The rules of the round.
///
/// # Errors
/// Where they can't be read.
pub async fn rules(stage: &Stage<'_>) -> Result<Regulation, Refusal> {
    let found = rounds::by_ids(stage.office, &[stage.round]).await?;
    let round = found.get(&stage.round).ok_or(Refusal::NotFound)?;
    let rules = library::ruleset(stage.office, round.regulation).await?;
    Ok(rules.composed.clone())
}

/// Organisations of the commune and the district speak, and the commune's Front answers remarks.
///
/// # Errors
/// As the use cases say.
pub async fn hear_organisations(
    stage: &Stage<'_>,
    candidates: &[Candidate],
) -> Result<(), Refusal> {
    stage.on(SPOKEN, 9);
    let spoken = [
        (AreaLevel::Commune, Organisation::WomensUnion),
        (AreaLevel::Commune, Organisation::FarmersUnion),
        (AreaLevel::District, Organisation::VeteransAssociation),
    ];
    for one in candidates {
        for (level, organisation) in spoken {
            let front = match level {
                AreaLevel::District => stage.district_front(one)?,
                _ => stage.commune_front(one)?,
            };
            let new = NewOpinion {
                candidacy: one.candidacy,
                level,
                organisation,
                other_name: None,
                agrees: true,
                writing: writing(),
            };
            opinions::record(stage.office, front, new).await?;
        }
        answer_remarks(stage, one).await?;
    }
    Ok(())
}

async fn answer_remarks(stage: &Stage<'_>, of: &Candidate) -> Result<(), Refusal> {
    let front = stage.commune_front(of)?;
    for response in of.part.remarked.iter().take(COMMENTS_HANDLED) {
        let new = NewHandling {
            survey: of.survey()?,
            response: *response,
            version: None,
            topic: None,
            status: HandlingStatus::Answered,
            reply: Some("UBND xã tiếp thu, đưa vào kế hoạch năm 2020 (mô phỏng)".to_owned()),
            public_text: None,
            forwarded_to: None,
            due_on: None,
        };
        handlings::handle(stage.office, front, new).await?;
    }
    Ok(())
}

/// Departments appraise their criteria of every commune, debt and security are stated. The findings on
/// the commune whose survey is returned come later.
///
/// # Errors
/// As the use cases say.
pub async fn appraise(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    let rules = rules(stage).await?;
    stage.on(APPRAISED, 9);
    let in_time: Vec<&Candidate> = candidates.iter().filter(|one| !one.is_returned()).collect();
    record_appraisals(stage, &rules, &in_time).await?;
    for (one, thousands) in candidates.iter().zip(1_i64..) {
        let sum = thousands.saturating_mul(THOUSAND_MILLION);
        state_debt(stage, Some(one), APPRAISED, sum).await?;
        state_security(stage, &rules, one).await?;
    }
    Ok(())
}

/// Each department reports on its task of the notice, in time.
///
/// # Errors
/// As the use case says.
pub async fn report_on_tasks(stage: &Stage<'_>) -> Result<(), Refusal> {
    stage.on(REPORTED, 8);
    for code in DEPARTMENTS {
        report_on_task(
            stage,
            code,
            "I.10.1a",
            "Đã thẩm định các tiêu chí đợt 1/2019",
        )
        .await?;
    }
    report_on_task(
        stage,
        "SO_KE_HOACH",
        "I.5.3a",
        "Nợ của các xã đều có nguồn trả",
    )
    .await
}

/// The findings on the commune whose survey was returned come after the notice's date.
///
/// # Errors
/// As the use case says.
pub async fn appraise_late(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    let rules = rules(stage).await?;
    stage.on(CLOSED_AGAIN, 14);
    let late: Vec<&Candidate> = candidates.iter().filter(|one| one.is_returned()).collect();
    record_appraisals(stage, &rules, &late).await
}

/// Minutes of a department's visit, sent in as a document.
async fn minutes_of(stage: &Stage<'_>, code: &str) -> Result<DocumentId, Refusal> {
    let text = format!("BIÊN BẢN THẨM ĐỊNH (mô phỏng)\n{code}: các tiêu chí phụ trách đều đạt.\n");
    let name = "bien-ban-tham-dinh-mo-phong.txt";
    let department = stage.who(key_of(code))?;
    let content = text.into_bytes();
    let sent = evidence::deposit(stage.office, department, name, MediaType::Text, content).await?;
    Ok(sent.id)
}

async fn record_appraisals(
    stage: &Stage<'_>,
    rules: &Regulation,
    of: &[&Candidate],
) -> Result<(), Refusal> {
    for code in DEPARTMENTS {
        let mut new: Vec<NewAppraisal> = Vec::new();
        for one in of {
            let criteria = rules.criteria_for(one.commune().title, AreaLevel::Commune);
            let own = criteria.filter(|criterion| criterion.agency.as_deref() == Some(code));
            new.extend(own.map(|criterion| NewAppraisal {
                candidacy: one.candidacy,
                criterion: criterion.code.clone(),
                met: true,
                score: None,
                value: None,
                writing: writing(),
            }));
        }
        // The minutes of the visit prove the first of a department's findings.
        if let Some(first) = new.first_mut() {
            first.writing.documents.push(minutes_of(stage, code).await?);
            let department = stage.who(key_of(code))?;
            appraisals::record(stage.office, department, stage.round, new).await?;
        }
    }
    Ok(())
}

/// All of it has a planned source: what no source says must not read as arrears of a commune.
async fn state_debt(
    stage: &Stage<'_>,
    of: Option<&Candidate>,
    as_of: Day,
    sum: i64,
) -> Result<(), Refusal> {
    let total = Money::of_dong(sum).unwrap_or(Money::NONE);
    let new = NewDebtStatement {
        round: stage.round,
        candidacy: of.map(|one| one.candidacy),
        as_of,
        figures: DebtFigures {
            total,
            planned: total,
            arrears: Money::NONE,
        },
        writing: writing(),
    };
    debts::record(stage.office, stage.who("SO_KE_HOACH")?, new).await?;
    Ok(())
}

/// Construction debt of the whole province as of 31/8/2019 (notice, item 5).
///
/// # Errors
/// As the use cases say.
pub async fn state_debt_of_province(stage: &Stage<'_>) -> Result<(), Refusal> {
    stage.on(DEBT_STATED, 9);
    let sum = THOUSAND_MILLION.saturating_mul(250);
    state_debt(stage, None, DEBT_AS_OF, sum).await?;
    report_on_task(
        stage,
        "SO_KE_HOACH",
        "I.5.3c",
        "Báo cáo nợ đến ngày 31/8/2019",
    )
    .await
}

/// Each agency that the regulation names states that its condition holds.
async fn state_security(
    stage: &Stage<'_>,
    rules: &Regulation,
    of: &Candidate,
) -> Result<(), Refusal> {
    for condition in rules.conditions_for(of.commune().title, AreaLevel::Commune) {
        let Requirement::Statement { agency, .. } = &condition.requirement else {
            continue;
        };
        let new = NewStatement {
            candidacy: of.candidacy,
            condition: condition.code.clone(),
            met: true,
            writing: writing(),
        };
        statements::record(stage.office, stage.who(key_of(agency))?, new).await?;
    }
    Ok(())
}

/// Reports on a task of the notice, where the agency owes it.
///
/// # Errors
/// As the use cases say.
pub async fn report_on_task(
    stage: &Stage<'_>,
    agency: &str,
    item: &str,
    summary: &str,
) -> Result<(), Refusal> {
    let speaker = match agency {
        "MAT_TRAN_TINH" => stage.who("FRONT")?,
        "VAN_PHONG_DIEU_PHOI" => stage.who("COORDINATION_OFFICE")?,
        code => stage.who(key_of(code))?,
    };
    let filter = AssignmentFilter {
        item: Some(item.to_owned()),
        agency: Some(agency.to_owned()),
        ..AssignmentFilter::default()
    };
    let page = PageRequest::default();
    let owed = assignments::list(stage.office, speaker, &filter, &page).await?;
    for (_, assignment) in owed.rows {
        let new = NewReport {
            summary: format!("{summary} (mô phỏng)"),
            ..NewReport::default()
        };
        assignments::report(stage.office, speaker, assignment.id, new).await?;
    }
    Ok(())
}
