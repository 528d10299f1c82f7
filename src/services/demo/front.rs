//! August 2019: the provincial Front asks some residents, verifies, and reports.
//!
//! In Vietnamese: thẩm tra, trực tiếp lấy ý kiến, báo cáo (notice 05-TB/BCĐ, item 11.1). One account leads the
//! direct checks, another verifies and reports.

use std::collections::HashMap;

use super::calendar::{
    ANSWERED, CHECKED, CHECKED_AGAIN, OBJECTED, REPORTED, REPORTED_LATE, VERIFIED, VERIFIED_AGAIN,
    at,
};
use super::communes::Mood;
use super::findings::report_on_task;
use super::season::{FORM, submit_all};
use super::stage::{Candidate, Stage};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, FrontReportId, SurveyId};
use crate::domain::law::check::CheckStatus;
use crate::domain::recognition::front_report::FrontConclusion;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::sample::Wanted;
use crate::domain::survey::verification::{PointFinding, VerificationSubject};
use crate::services::objections::{self, NewAnswer, NewObjection};
use crate::services::planning::{self, NewSurvey};
use crate::services::progress::Silent;
use crate::services::refusal::Refusal;
use crate::services::reporting::{self, NewConclusion, NewReport};
use crate::services::sampling;
use crate::services::surveys;
use crate::services::verifying::{self, NewDecision, PointSaid};

/// Households of each hamlet that are asked directly.
const ASKED_IN_EACH: i64 = 2;

/// In one commune a resident objects to what hangs out, and is answered.
///
/// # Errors
/// As the use cases say.
pub async fn hear_objection(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    let few = |one: &&Candidate| one.commune().mood == Mood::TooFewAsked;
    for one in candidates.iter().filter(few) {
        let front = stage.commune_front(one)?;
        let received_at = stage.on(OBJECTED, 9);
        let new = NewObjection {
            survey: one.survey()?,
            received_at,
            topic: None,
            text: "Hộ tôi chưa được phát phiếu (mô phỏng)".to_owned(),
        };
        let (objection, _) = objections::record(stage.office, front, new).await?;
        stage.on(ANSWERED, 9);
        let answer = NewAnswer {
            objection: objection.id,
            version: objection.version,
            upheld: false,
            text: "Hộ vắng nhà trong thời gian lấy ý kiến; kết quả không thay đổi (mô phỏng)"
                .to_owned(),
            households: Vec::new(),
            take_out: Vec::new(),
        };
        objections::answer(stage.office, front, answer).await?;
    }
    Ok(())
}

/// Asks some residents directly, after the departments' findings: first of those whose surveys stand.
///
/// # Errors
/// As the use cases say.
pub async fn check(stage: &Stage<'_>, candidates: &mut [Candidate]) -> Result<(), Refusal> {
    for one in candidates.iter_mut().filter(|one| !one.is_returned()) {
        check_one(stage, one, CHECKED).await?;
    }
    Ok(())
}

/// Draws a sample, asks it, closes: a day's work, ended the next morning.
async fn check_one(stage: &Stage<'_>, of: &mut Candidate, day: Day) -> Result<(), Refusal> {
    let (office, team) = (stage.office, stage.who("FRONT_TEAM")?);
    let opens_at = stage.on(day, 7);
    let new = NewSurvey {
        candidacy: of.candidacy,
        kind: SurveyKind::DirectCheck,
        questionnaire_code: FORM.to_owned(),
        questionnaire_version: None,
        opens_at,
        closes_at: at(day, 20),
        hamlets: None,
        collectors: Vec::new(),
    };
    let id = planning::create(office, team, new).await?.id;
    sampling::commit_seed(office, team, id).await?;
    let wanted = Wanted::InEach(ASKED_IN_EACH);
    let (drawn, _) = sampling::draw(office, team, id, wanted).await?;
    let homes = {
        let mut found =
            sampling::drawn_households(office, team, std::slice::from_ref(&drawn)).await?;
        let codes: HashMap<AreaId, String> = surveys::hamlets(office, &[id])
            .await?
            .into_values()
            .flatten()
            .map(|hamlet| (hamlet.place.area, hamlet.code))
            .collect();
        let named = found.remove(&id).unwrap_or_default().into_iter();
        let mut homes: Vec<(String, String)> = named
            .filter_map(|(hamlet, home)| Some((codes.get(&hamlet)?.clone(), home)))
            .collect();
        // Ids are of true chance; the order that a seed repeats is that of the codes.
        homes.sort_unstable();
        homes
    };
    surveys::open(office, team, id, None, None).await?;
    let drafts = of.part.asked_afresh(&homes, opens_at);
    stage.on(day, 19);
    let team = stage.cast.who("FRONT_TEAM")?;
    submit_all(office, vec![(team, id, drafts)], &Silent).await?;
    surveys::close(office, Some(team), id).await?;
    Ok(())
}

/// Looks through the opinions and the survey of each commune, and verifies them; one is returned.
///
/// # Errors
/// As the use cases say.
pub async fn verify(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    stage.on(VERIFIED, 15);
    for one in candidates {
        decide(
            stage,
            one.survey()?,
            VerificationSubject::OrganisationOpinions,
        )
        .await?;
    }
    stage.on(VERIFIED, 16);
    for one in candidates {
        let survey = one.survey()?;
        if one.is_returned() {
            give_back(stage, survey).await?;
        } else {
            decide(stage, survey, VerificationSubject::ResidentSurvey).await?;
        }
    }
    Ok(())
}

/// Accepts every point; where one is not in order, the note says that the process was.
async fn decide(
    stage: &Stage<'_>,
    survey: SurveyId,
    subject: VerificationSubject,
) -> Result<(), Refusal> {
    let verifier = stage.who("FRONT")?;
    let found = verifying::findings(stage.office, verifier, survey, subject).await?;
    let said = |found: PointFinding| PointSaid {
        point: found.point,
        accepted: true,
        note: (found.status != CheckStatus::Met)
            .then(|| "Làm đúng quy trình; chưa đạt mức yêu cầu (mô phỏng)".to_owned()),
    };
    let new = NewDecision {
        survey,
        subject,
        points: found.into_iter().map(said).collect(),
        reasons: None,
    };
    verifying::verify(stage.office, verifier, new).await?;
    Ok(())
}

async fn give_back(stage: &Stage<'_>, survey: SurveyId) -> Result<(), Refusal> {
    let (verifier, subject) = (stage.who("FRONT")?, VerificationSubject::ResidentSurvey);
    let found = verifying::findings(stage.office, verifier, survey, subject).await?;
    let wrong = found
        .iter()
        .filter(|found| found.status != CheckStatus::Met);
    let points = wrong.map(|found| PointSaid {
        point: found.point,
        accepted: false,
        note: Some("Phiếu phát ra không khớp phiếu thu về (mô phỏng)".to_owned()),
    });
    let new = NewDecision {
        survey,
        subject,
        points: points.collect(),
        reasons: Some(
            "Phiếu phát ra của một thôn không khớp phiếu thu về; đề nghị kiểm lại, niêm yết lại (mô phỏng)"
                .to_owned(),
        ),
    };
    verifying::give_back(stage.office, verifier, new).await?;
    Ok(())
}

/// Asks directly and verifies where the survey was returned.
///
/// # Errors
/// As the use cases say.
pub async fn verify_again(stage: &Stage<'_>, candidates: &mut [Candidate]) -> Result<(), Refusal> {
    for one in candidates.iter_mut().filter(|one| one.is_returned()) {
        check_one(stage, one, CHECKED_AGAIN).await?;
        stage.on(VERIFIED_AGAIN, 15);
        let survey = one.survey()?;
        decide(stage, survey, VerificationSubject::ResidentSurvey).await?;
    }
    Ok(())
}

/// Reports in time on the communes that are known.
///
/// # Errors
/// As the use cases say.
pub async fn report(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    let known = candidates
        .iter()
        .filter(|one| !one.commune().is_simulated());
    hand_in(stage, REPORTED, "01/BC-MTTQ (mô phỏng)", known).await?;
    report_on_task(stage, "MAT_TRAN_TINH", "I.11.1a", "Báo cáo số 01 về 18 xã").await
}

/// Reports on those that are made up, too late; the report says so itself.
///
/// # Errors
/// As the use cases say.
pub async fn report_late(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    let made_up = candidates.iter().filter(|one| one.commune().is_simulated());
    hand_in(stage, REPORTED_LATE, "02/BC-MTTQ (mô phỏng)", made_up).await?;
    Ok(())
}

/// Hands a report in, and has the coordination office take it in.
async fn hand_in<'a>(
    stage: &Stage<'_>,
    day: Day,
    number: &str,
    on: impl Iterator<Item = &'a Candidate>,
) -> Result<FrontReportId, Refusal> {
    stage.on(day, 10);
    let new = NewReport {
        revises: None,
        reason: None,
        number: number.to_owned(),
        reported_on: day,
        signer: "Ban Thường trực Ủy ban MTTQ tỉnh (mô phỏng)".to_owned(),
        conclusions: on.map(conclusion).collect(),
    };
    let (report, _) = reporting::submit(stage.office, stage.who("FRONT")?, new).await?;
    stage.on(day, 16);
    let coordination = stage.who("COORDINATION_OFFICE")?;
    reporting::receive(stage.office, coordination, report.id).await?;
    Ok(report.id)
}

fn conclusion(on: &Candidate) -> NewConclusion {
    let (conclusion, note) = match on.commune().mood {
        Mood::Passes | Mood::AskedLater => (FrontConclusion::Proposed, None),
        Mood::TooFewAsked => (
            FrontConclusion::NotProposed,
            Some("Số hộ được lấy ý kiến chưa đạt mức tối thiểu (mô phỏng)"),
        ),
        Mood::TooFewSatisfied => (
            FrontConclusion::NotProposed,
            Some("Tỷ lệ hài lòng chung chưa đạt (mô phỏng)"),
        ),
        Mood::OneThingWrong => (
            FrontConclusion::ProposedWithRemarks,
            Some("Người dân chưa hài lòng về môi trường; báo cáo chậm do kiểm lại (mô phỏng)"),
        ),
    };
    NewConclusion {
        candidacy: on.candidacy,
        conclusion,
        note: note.map(str::to_owned),
    }
}
