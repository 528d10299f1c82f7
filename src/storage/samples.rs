//! Samples of direct checks: seed, strata, households.
//!
//! In Vietnamese: mẫu phúc tra.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{ExprTrait, ValueTuple};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Value,
};
use uuid::Uuid;

use super::cells::{ASKED, digest, listed, term, tuple};
use super::entity::{household, response, sample, sample_household, sample_stratum, survey_hamlet};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId};
use crate::domain::survey::sample::{FrameSource, Seed};

/// A sample: its seed, and its frame once it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The direct check.
    pub survey: SurveyId,
    /// The seed, which is shown once the sample is drawn.
    pub seed: Seed,
    /// SHA-256 of the seed, lower-case hexadecimal.
    pub seed_sha256: String,
    /// When the seed was fixed.
    pub committed_at: Instant,
    /// By which account.
    pub committed_by: AccountId,
    /// What was drawn; `None` until then.
    pub drawn: Option<Drawn>,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Households of the frame.
    pub frame_size: i64,
    /// SHA-256 of the frame's canonical list.
    pub frame_sha256: String,
    /// Households drawn.
    pub size: i64,
    /// When.
    pub at: Instant,
    /// By which account.
    pub by: AccountId,
}

/// A hamlet's part of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Where its households come from.
    pub source: FrameSource,
    /// Households of the frame.
    pub frame: i64,
    /// Households drawn.
    pub drawn: i64,
}

/// Fixes a seed.
///
/// # Errors
/// [`StorageFault::Taken`] where the survey has one.
pub async fn insert(db: &impl ConnectionTrait, sample: &Sample) -> Result<(), StorageFault> {
    let row = sample::Model {
        survey_id: sample.survey.0,
        seed: sample.seed.to_vec(),
        seed_sha256: sample.seed_sha256.clone(),
        committed_at: sample.committed_at,
        committed_by: sample.committed_by.0,
        frame_size: None,
        frame_sha256: None,
        size: None,
        drawn_at: None,
        drawn_by: None,
    };
    sample::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes a draw down: what was drawn, by hamlet, household by household; and what the direct check
/// is to hear in each hamlet.
///
/// # Errors
/// What the database answers.
pub async fn draw(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    drawn: &Drawn,
    strata: &[Stratum],
    households: &[(AreaId, String)],
) -> Result<(), StorageFault> {
    sample::Entity::update_many()
        .col_expr(sample::Column::FrameSize, drawn.frame_size.into())
        .col_expr(
            sample::Column::FrameSha256,
            drawn.frame_sha256.as_str().into(),
        )
        .col_expr(sample::Column::Size, drawn.size.into())
        .col_expr(sample::Column::DrawnAt, drawn.at.into())
        .col_expr(sample::Column::DrawnBy, drawn.by.0.into())
        .filter(sample::Column::SurveyId.eq(survey.0))
        .exec(db)
        .await?;
    let rows = strata.iter().map(|stratum| sample_stratum::Model {
        survey_id: survey.0,
        hamlet_id: stratum.hamlet.0,
        source: stratum.source.as_str().to_owned(),
        frame: stratum.frame,
        drawn: stratum.drawn,
    });
    insert_all::<sample_stratum::Entity>(db, rows.collect(), None).await?;
    let rows = households
        .iter()
        .map(|(hamlet, code)| sample_household::Model {
            survey_id: survey.0,
            hamlet_id: hamlet.0,
            code: code.clone(),
        });
    insert_all::<sample_household::Entity>(db, rows.collect(), None).await?;
    for stratum in strata {
        survey_hamlet::Entity::update_many()
            .col_expr(survey_hamlet::Column::Households, stratum.drawn.into())
            .col_expr(survey_hamlet::Column::Given, true.into())
            .filter(survey_hamlet::Column::SurveyId.eq(survey.0))
            .filter(survey_hamlet::Column::HamletId.eq(stratum.hamlet.0))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// The samples of surveys.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Sample>, StorageFault> {
    let rows = sample::Entity::find()
        .filter(sample::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((SurveyId(row.survey_id), read(row)?)))
        .collect()
}

/// The strata of samples.
///
/// # Errors
/// What the database answers.
pub async fn strata(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<(SurveyId, Stratum)>, StorageFault> {
    let rows = sample_stratum::Entity::find()
        .filter(sample_stratum::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let stratum = Stratum {
                hamlet: AreaId(row.hamlet_id),
                source: term("sample_stratum.source", &row.source)?,
                frame: row.frame,
                drawn: row.drawn,
            };
            Ok((SurveyId(row.survey_id), stratum))
        })
        .collect()
}

/// The households of samples, by hamlet and code.
///
/// # Errors
/// What the database answers.
pub async fn households(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<(SurveyId, AreaId, String)>, StorageFault> {
    let rows = sample_household::Entity::find()
        .filter(sample_household::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(sample_household::Column::HamletId)
        .order_by_asc(sample_household::Column::Code)
        .all(db)
        .await?;
    let read =
        |row: sample_household::Model| (SurveyId(row.survey_id), AreaId(row.hamlet_id), row.code);
    Ok(rows.into_iter().map(read).collect())
}

/// Those of these households that their survey's sample drew.
///
/// # Errors
/// What the database answers.
pub async fn drawn(
    db: &impl ConnectionTrait,
    households: &[(SurveyId, AreaId, &str)],
) -> Result<HashSet<(SurveyId, AreaId, String)>, StorageFault> {
    use sample_household::Column::{Code, HamletId, SurveyId as OfSurvey};
    let mut drawn = HashSet::new();
    for chunk in households.chunks(ASKED) {
        let wanted = chunk.iter().map(|(survey, hamlet, code)| {
            ValueTuple::Three(
                Value::from(survey.0),
                Value::from(hamlet.0),
                Value::from(*code),
            )
        });
        let found: Vec<(Uuid, Uuid, String)> = sample_household::Entity::find()
            .select_only()
            .columns([OfSurvey, HamletId, Code])
            .filter(tuple([OfSurvey, HamletId, Code]).in_subquery(listed(wanted.collect())))
            .into_tuple()
            .all(db)
            .await?;
        drawn.extend(
            found
                .into_iter()
                .map(|(survey, hamlet, code)| (SurveyId(survey), AreaId(hamlet), code)),
        );
    }
    Ok(drawn)
}

/// The rosters of hamlets, household by household.
///
/// # Errors
/// What the database answers.
pub async fn roster(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
) -> Result<Vec<(AreaId, String)>, StorageFault> {
    let rows: Vec<(Uuid, String)> = household::Entity::find()
        .select_only()
        .columns([household::Column::HamletId, household::Column::Code])
        .filter(household::Column::HamletId.is_in(hamlets.iter().map(|id| id.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(of_hamlets(rows))
}

/// The households of hamlets that have a counted response in a survey.
///
/// # Errors
/// What the database answers.
pub async fn respondents(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlets: &[AreaId],
) -> Result<Vec<(AreaId, String)>, StorageFault> {
    let rows: Vec<(Uuid, String)> = response::Entity::find()
        .select_only()
        .columns([response::Column::HamletId, response::Column::HouseholdCode])
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::HamletId.is_in(hamlets.iter().map(|id| id.0)))
        .filter(response::Column::VoidedAt.is_null())
        .filter(response::Column::HouseholdCode.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(of_hamlets(rows))
}

fn of_hamlets(rows: Vec<(Uuid, String)>) -> Vec<(AreaId, String)> {
    rows.into_iter()
        .map(|(hamlet, code)| (AreaId(hamlet), code))
        .collect()
}

fn read(row: sample::Model) -> Result<Sample, StorageFault> {
    let sample::Model {
        survey_id,
        seed,
        seed_sha256,
        committed_at,
        committed_by,
        frame_size,
        frame_sha256,
        size,
        drawn_at,
        drawn_by,
    } = row;
    let drawn = match (frame_size, frame_sha256, size, drawn_at, drawn_by) {
        (Some(frame_size), Some(frame_sha256), Some(size), Some(at), Some(by)) => Some(Drawn {
            frame_size,
            frame_sha256,
            size,
            at,
            by: AccountId(by),
        }),
        _ => None,
    };
    Ok(Sample {
        survey: SurveyId(survey_id),
        seed: digest("sample.seed", &seed)?,
        seed_sha256,
        committed_at,
        committed_by: AccountId(committed_by),
        drawn,
    })
}
