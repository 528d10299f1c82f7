//! Whether a hash typed from paper is the record's, and whether it still holds.

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::canonical::sha256_hex;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{CandidacyId, FrontReportId, SurveyId};
use crate::domain::law::title::Title;
use crate::domain::trust::typed_hash::{Fit, TypedHash};
use crate::storage::printed::{self, Printed};
use crate::storage::{areas, candidacies, front_reports, frozen, surveys};

/// What a typed hash is of.
#[derive(Debug, Clone)]
pub struct Found {
    /// How what was typed fits.
    pub fit: Fit,
    /// The hash on record.
    pub sha256: String,
    /// What it is of.
    pub of: Document,
    /// Whether a later revision took its place.
    pub superseded_by: Option<i64>,
    /// Whether the text on record still has this hash; if not, the record was changed.
    pub sound: bool,
}

/// A document that bears a hash.
#[derive(Debug, Clone)]
pub enum Document {
    /// A revision of a survey's result.
    Result {
        /// The survey.
        survey: SurveyId,
        /// Name of its area.
        area: String,
        /// The title that it is for; `None` where its candidacy can't be found.
        title: Option<Title>,
        /// The revision.
        revision: i32,
        /// When it was frozen.
        frozen_at: Instant,
        /// By whom.
        frozen_by: String,
    },
    /// A version of a report of the Front.
    Report {
        /// The report.
        report: FrontReportId,
        /// Its number.
        number: String,
        /// The version.
        version: i64,
        /// When it was handed in.
        submitted_at: Instant,
    },
}

/// What a typed hash is of; nothing where the record has none like it. For whoever runs the program.
///
/// # Errors
/// Where the database can't be read.
pub async fn look_up(office: &Office, typed: &TypedHash) -> Result<Vec<Found>, Refusal> {
    let all = printed::hashes(office.db.read()).await?;
    let mut fits: Vec<(Printed, String, Fit)> = all
        .into_iter()
        .filter_map(|(of, hash)| typed.fit(&hash).map(|fit| (of, hash, fit)))
        .collect();
    if fits.iter().any(|(_, _, fit)| *fit == Fit::Whole) {
        fits.retain(|(_, _, fit)| *fit == Fit::Whole);
    }
    let mut found = Vec::with_capacity(fits.len());
    for (of, hash, fit) in fits {
        let one = match of {
            Printed::Result(survey, revision) => {
                result(office, survey, revision, hash, fit).await?
            }
            Printed::Report(report, version) => {
                self::report(office, report, version, hash, fit).await?
            }
        };
        found.extend(one);
    }
    Ok(found)
}

async fn result(
    office: &Office,
    survey: SurveyId,
    revision: i32,
    sha256: String,
    fit: Fit,
) -> Result<Option<Found>, Refusal> {
    let read = office.db.read();
    let revisions = frozen::revisions(read, survey).await?;
    let latest = revisions.last().map_or(revision, |last| last.revision);
    let Some(own) = revisions.into_iter().find(|one| one.revision == revision) else {
        return Ok(None);
    };
    let Some(survey) = surveys::find(read, survey).await? else {
        return Ok(None);
    };
    let area = areas::find_many(read, &[survey.place.area]).await?.pop();
    let candidacy: CandidacyId = survey.candidacy;
    Ok(Some(Found {
        fit,
        sound: sha256_hex(&own.figures) == sha256,
        sha256,
        superseded_by: (latest > revision).then(|| latest.into()),
        of: Document::Result {
            survey: survey.id,
            area: area.map(|area| area.name).unwrap_or_default(),
            title: candidacies::find(read, candidacy)
                .await?
                .map(|one| one.title),
            revision,
            frozen_at: own.closed_at,
            frozen_by: own.closed_by_name,
        },
    }))
}

async fn report(
    office: &Office,
    report: FrontReportId,
    version: i64,
    sha256: String,
    fit: Fit,
) -> Result<Option<Found>, Refusal> {
    let mut all = front_reports::versions(office.db.read(), &[report]).await?;
    let all = all.remove(&report).unwrap_or_default();
    let latest = all.last().map_or(version, |last| last.version);
    let own = all.into_iter().find(|one| one.version == version);
    Ok(own.map(|own| Found {
        fit,
        sound: sha256_hex(&own.content) == sha256,
        sha256,
        superseded_by: (latest > version).then_some(latest),
        of: Document::Report {
            report,
            number: own.number,
            version,
            submitted_at: own.submitted_at,
        },
    }))
}
