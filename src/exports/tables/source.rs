//! Reads a table page by page, each within the reader's rights.

use std::collections::HashMap;
use std::sync::Arc;

use super::asked::{Asked, Sheet, written};
use super::cell::{Head, Row};
use super::column::{cells, heads};
use super::dossier_columns::{of_appraisal, of_debt};
use super::feed_rows::{self, Part};
use super::response_columns;
use super::round_columns::{cells_after, heads_after, whose};
use super::task_columns::{self, of_assignment};
use crate::domain::base::ids::AreaId;
use crate::domain::base::page::{Cursor, LARGEST_PAGE, Page, PageRequest};
use crate::domain::survey::record::Survey;
use crate::services::forms::Form;
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::round_lines;
use crate::services::{areas, assignments, library, responses};

/// Candidacies that are read at once.
const CANDIDACIES: u64 = 100;

/// A table while it is read.
pub struct Source {
    asked: Asked,
    heads: Vec<Head>,
    of_responses: Option<OfResponses>,
    cursor: Option<Cursor>,
    at_end: bool,
}

/// What the rows of a survey's responses are read with.
struct OfResponses {
    survey: Survey,
    form: Arc<Form>,
    hamlets: HashMap<AreaId, String>,
    /// The chain's last entry when the reading began: what comes later is for the next table.
    until: i64,
}

impl Source {
    /// Begins to read.
    ///
    /// # Errors
    /// For an `after` that no such table ends with; for responses, as the rights say.
    pub async fn open(
        office: &Office,
        speaker: Speaker<'_>,
        asked: Asked,
    ) -> Result<Self, Refusal> {
        if asked.sheet != Sheet::Responses {
            return Ok(Self {
                heads: heads_of(asked.sheet),
                cursor: asked.cursor()?,
                asked,
                of_responses: None,
                at_end: false,
            });
        }
        let mut asked = asked;
        let survey = asked.survey.ok_or(Refusal::NotFound)?;
        let survey = responses::survey_of(office, speaker, survey).await?;
        let form = library::form(office, survey.questionnaire).await?;
        let plan = library::plan(office, survey.id).await?;
        let hamlets = plan.hamlets.iter();
        let until = responses::last_entry(office, speaker, &survey).await?;
        asked.responses.entered_after = asked.entry()?;
        asked.responses.entered_until = Some(until);
        Ok(Self {
            heads: response_columns::heads(&form),
            of_responses: Some(OfResponses {
                hamlets: hamlets
                    .map(|(code, place)| (place.area, code.clone()))
                    .collect(),
                survey,
                form,
                until,
            }),
            cursor: None,
            asked,
            at_end: false,
        })
    }

    /// Its columns.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Its name.
    #[must_use]
    pub const fn sheet(&self) -> Sheet {
        self.asked.sheet
    }

    /// Where the next table of this kind goes on.
    #[must_use]
    pub fn after(&self) -> Option<String> {
        match &self.of_responses {
            Some(of) => Some(of.until.to_string()),
            None => self
                .cursor
                .as_ref()
                .map(|cursor| written(self.asked.sheet, cursor)),
        }
    }

    /// The next rows; `None` after the last ones. May be empty in between.
    ///
    /// # Errors
    /// As the rights say; where the database can't be read.
    pub async fn next(
        &mut self,
        office: &Office,
        speaker: Speaker<'_>,
    ) -> Result<Option<Vec<Row>>, Refusal> {
        if self.at_end {
            return Ok(None);
        }
        let page = match (self.asked.sheet, &self.of_responses) {
            (Sheet::Responses, None) => return Err(Refusal::NotFound),
            (_, Some(of)) => self.responses(office, speaker, of).await?,
            (Sheet::Assignments, None) => self.assignments(office, speaker).await?,
            (sheet, None) => self.candidacies(office, speaker, sheet).await?,
        };
        self.at_end = !page.has_next;
        if let Some((cursor, _)) = page.rows.last() {
            self.cursor = Some(cursor.clone());
        }
        Ok(Some(
            page.rows.into_iter().flat_map(|(_, rows)| rows).collect(),
        ))
    }

    fn request(&self, limit: u64) -> PageRequest {
        PageRequest {
            limit,
            after: self.cursor.clone(),
            ..PageRequest::default()
        }
    }

    async fn candidacies(
        &self,
        office: &Office,
        speaker: Speaker<'_>,
        sheet: Sheet,
    ) -> Result<Page<Vec<Row>>, Refusal> {
        let (filter, request) = (&self.asked.candidacies, self.request(CANDIDACIES));
        let first = whose();
        match sheet {
            Sheet::Appraisals => {
                let page = round_lines::appraised(office, speaker, filter, &request).await?;
                let more = of_appraisal();
                Ok(page.map(|one| {
                    let findings = one.findings.iter();
                    findings
                        .map(|finding| cells_after(&first, &one.line, &more, finding))
                        .collect()
                }))
            }
            Sheet::Debts => {
                let page = round_lines::indebted(office, speaker, filter, &request).await?;
                let more = of_debt();
                Ok(page.map(|one| {
                    let statement = one.statement.iter();
                    statement
                        .map(|debt| cells_after(&first, &one.line, &more, debt))
                        .collect()
                }))
            }
            _ => {
                let page = round_lines::list(office, speaker, filter, &request).await?;
                let part = part_of(sheet);
                Ok(page.map(|line| {
                    let rows = feed_rows::rows(part, &line).into_iter();
                    rows.map(|(_, row)| row).collect()
                }))
            }
        }
    }

    async fn assignments(
        &self,
        office: &Office,
        speaker: Speaker<'_>,
    ) -> Result<Page<Vec<Row>>, Refusal> {
        let request = self.request(LARGEST_PAGE);
        let page = assignments::list(office, speaker, &self.asked.assignments, &request).await?;
        let owners = page
            .rows
            .iter()
            .filter_map(|(_, one)| task_columns::owner(one));
        let areas = areas::by_ids(office, &owners.collect::<Vec<_>>()).await?;
        let (today, columns) = (office.clock.today(), of_assignment());
        Ok(page.map(|one| vec![cells(&columns, &task_columns::row(one, today, &areas))]))
    }

    async fn responses(
        &self,
        office: &Office,
        speaker: Speaker<'_>,
        of: &OfResponses,
    ) -> Result<Page<Vec<Row>>, Refusal> {
        let request = self.request(LARGEST_PAGE);
        let page =
            responses::list(office, speaker, &of.survey, &self.asked.responses, &request).await?;
        Ok(page.map(|one| vec![response_columns::row(one, &of.form, &of.hamlets)]))
    }
}

fn heads_of(sheet: Sheet) -> Vec<Head> {
    match sheet {
        Sheet::Round | Sheet::Items | Sheet::Hamlets => feed_rows::heads_of(part_of(sheet)),
        Sheet::Appraisals => heads_after(&of_appraisal()),
        Sheet::Debts => heads_after(&of_debt()),
        Sheet::Assignments => heads(&of_assignment()),
        // These follow the form.
        Sheet::Responses => Vec::new(),
    }
}

/// What of a candidacy is a row in a sheet of figures.
const fn part_of(sheet: Sheet) -> Part {
    match sheet {
        Sheet::Items => Part::Items,
        Sheet::Hamlets => Part::Hamlets,
        _ => Part::Candidacy,
    }
}
