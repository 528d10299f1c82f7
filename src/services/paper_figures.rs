//! What stands on count records and on reports of the Front.

use super::areas;
use super::front_reports::{self, ReportView};
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::results::HamletSight;
use super::round_lines::SurveyLine;
use super::sight::{self, ResultStage, Seen};
use super::surveys;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{FrontReportId, SurveyId};
use crate::domain::place::area::Area;
use crate::domain::survey::record::{FrozenResult, SurveyHamlet};
use crate::domain::trust::chain::{ChainId, Head};
use crate::storage::audit_heads;

/// A closed survey's figures with what ties them to the record.
#[derive(Debug, Clone)]
pub struct CountPaper {
    /// The survey and its figures.
    pub line: SurveyLine,
    /// The result that the figures are of.
    pub frozen: FrozenResult,
    /// Its area.
    pub area: Area,
    /// The one hamlet that the paper is of; `None`: the whole area.
    pub hamlet: Option<HamletPaper>,
    /// How the paper is tied to the audit.
    pub proof: Proof,
}

/// One hamlet of such a paper.
#[derive(Debug, Clone)]
pub struct HamletPaper {
    /// The hamlet.
    pub hamlet: SurveyHamlet,
    /// Its figures as the speaker may see them.
    pub sight: HamletSight,
}

/// A report of the Front with its content.
#[derive(Debug, Clone)]
pub struct ReportPaper {
    /// The report.
    pub view: ReportView,
    /// Its content: canonical JSON.
    pub content: String,
    /// The province whose Front reports; `None` where it isn't known.
    pub province: Option<Area>,
    /// How the paper is tied to the audit.
    pub proof: Proof,
}

/// What ties a paper to the audit: the head of the main chain when it was made.
#[derive(Debug, Clone, Copy)]
pub struct Proof {
    /// The head; `None` before the first entry.
    pub head: Option<Head>,
    /// When the paper was made.
    pub made_at: Instant,
}

/// The head of the main chain, as papers bear it: it tells of nothing that is in the chain.
pub(super) async fn proof(office: &Office) -> Result<Proof, Refusal> {
    let heads = audit_heads::of_chains(office.db.read(), &[ChainId::MAIN]).await?;
    Ok(Proof {
        head: heads.first().map(|dated| dated.head),
        made_at: office.clock.now(),
    })
}

/// The count record of a closed survey, or of one of its hamlets.
///
/// # Errors
/// [`Refusal::NotFound`] outside; [`Refusal::Forbidden`] for whoever sees no such figures;
/// [`Refusal::Faults`] before it is closed, for a hamlet that isn't its, and for one whose group is
/// too small to be shown to the speaker.
pub async fn count_paper(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    hamlet: Option<&str>,
) -> Result<CountPaper, Refusal> {
    let survey = surveys::by_ids(office, speaker, &[id]).await?.remove(&id);
    let survey = survey.ok_or(Refusal::NotFound)?;
    let sight = sight::of(office, speaker, std::slice::from_ref(&survey))
        .await?
        .remove(&id);
    let sight = sight.ok_or(Refusal::NotFound)?;
    if sight.stage == ResultStage::Provisional {
        return Err(UserFault::at("survey", UserFaultCode::SurveyNotClosed, "").into());
    }
    if matches!(sight.approval, Seen::Never) {
        return Err(Refusal::Forbidden);
    }
    let hamlet = match hamlet {
        Some(code) => Some(of_hamlet(&sight, code)?),
        None => None,
    };
    let frozen = surveys::frozen_results(office, &[id]).await?.remove(&id);
    let frozen = frozen.ok_or(Refusal::NotFound)?;
    let places = areas::by_ids(office, &[survey.place.area]).await?;
    let area = places.into_values().next().ok_or(Refusal::NotFound)?;
    Ok(CountPaper {
        line: SurveyLine {
            survey,
            sight,
            frozen: None,
        },
        frozen,
        area,
        hamlet,
        proof: proof(office).await?,
    })
}

fn of_hamlet(sight: &sight::Sight, code: &str) -> Result<HamletPaper, Refusal> {
    let unknown = || UserFault::at("hamletCode", UserFaultCode::UnknownHamlet, code);
    let seen = match &sight.hamlets {
        Seen::Shown(seen) => seen,
        Seen::Later | Seen::Never => return Err(Refusal::Forbidden),
    };
    let own = seen.iter().find(|one| one.view.code == code);
    let mut all = sight.result.hamlets.iter();
    let hamlet = all.find(|one| one.code == code);
    let (own, hamlet) = own.zip(hamlet).ok_or_else(unknown)?;
    Ok(HamletPaper {
        hamlet: hamlet.clone(),
        sight: own.clone(),
    })
}

/// A report of the Front in its latest version.
///
/// # Errors
/// [`Refusal::NotFound`] outside; [`Refusal::Forbidden`] for whoever doesn't read its content.
pub async fn report_paper(
    office: &Office,
    speaker: Speaker<'_>,
    id: FrontReportId,
) -> Result<ReportPaper, Refusal> {
    let view = front_reports::find(office, speaker, id).await?;
    let view = view.ok_or(Refusal::NotFound)?;
    let content = front_reports::content(office, speaker, &view.report).await?;
    let content = content.ok_or(Refusal::Forbidden)?;
    let round = super::rounds::by_ids(office, &[view.report.round]).await?;
    let province = match round.get(&view.report.round) {
        Some(round) => {
            let found = areas::by_ids(office, &[round.province]).await?;
            found.into_values().next()
        }
        None => None,
    };
    Ok(ReportPaper {
        view,
        content,
        province,
        proof: proof(office).await?,
    })
}
