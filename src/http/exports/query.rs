//! What is said of an export in its address: the API's filters.

use std::str::FromStr;

use crate::domain::base::ids::{DirectiveId, RoundId, SurveyId};
use crate::domain::base::language::Language;
use crate::exports::tables::asked::{Asked, Sheet};
use crate::graphql::id::{Key, key};
use crate::services::office::Office;
use crate::services::refusal::{InputFault, Refusal};
use crate::services::rounds;

/// The pairs of an address's query.
pub(super) struct Said(pub(super) Vec<(String, String)>);

/// How a table is to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// A byte order mark before CSV.
    pub mark: bool,
    /// The last line, which says what the table is.
    pub about: bool,
    /// The language of titles and words in a workbook.
    pub language: Language,
}

impl Said {
    /// The value of a name that may stand once.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] where it is not of its kind, or stands twice.
    pub fn one<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let mut all = self.all(name)?;
        match all.len() {
            0 | 1 => Ok(all.pop()),
            _ => Err(bad(name)),
        }
    }

    /// The values of a name that may stand many times.
    ///
    /// # Errors
    /// As [`Said::one`].
    pub fn all<T: FromStr>(&self, name: &str) -> Result<Vec<T>, Refusal> {
        let own = self.0.iter().filter(|(key, _)| key == name);
        own.map(|(_, value)| value.parse().map_err(|_| bad(name)))
            .collect()
    }

    /// An id as the API writes it.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] for anything else.
    pub fn id<K: Key>(&self, name: &str) -> Result<Option<K>, Refusal> {
        let text: Option<String> = self.one(name)?;
        text.map(|text| key(&text.into()).map_err(|_| bad(name)))
            .transpose()
    }

    /// That only these names are said: one mistyped would let through what it should hold back.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] for the first other one.
    pub fn only(&self, names: &[&str]) -> Result<(), Refusal> {
        let strange = self
            .0
            .iter()
            .find(|(key, _)| !names.contains(&key.as_str()));
        strange.map_or(Ok(()), |(key, _)| Err(bad(key)))
    }

    /// How the table is to be written; the language of the request, where none is said.
    ///
    /// # Errors
    /// As [`Said::one`].
    pub fn manner(&self, language: Language) -> Result<Manner, Refusal> {
        let said: Option<String> = self.one("lang")?;
        let said = match said.as_deref() {
            None => language,
            Some("vi") => Language::Vi,
            Some("en") => Language::En,
            Some(_) => return Err(bad("lang")),
        };
        Ok(Manner {
            mark: self.one("bom")?.unwrap_or(false),
            about: self.one("about")?.unwrap_or(true),
            language: said,
        })
    }
}

/// Names that every table takes.
const OF_ALL: [&str; 4] = ["after", "bom", "about", "lang"];
/// Names of tables of candidacies.
const OF_CANDIDACIES: [&str; 10] = [
    "round",
    "year",
    "ordinal",
    "province",
    "districtCode",
    "titles",
    "states",
    "nameContains",
    "ready",
    "reportOverdue",
];
/// Names of the table of assignments.
const OF_ASSIGNMENTS: [&str; 6] = [
    "directive",
    "item",
    "agency",
    "areaCode",
    "statuses",
    "dueWithinDays",
];
/// Names of the table of responses.
const OF_RESPONSES: [&str; 4] = ["survey", "hamletCode", "voided", "spoilt"];

/// The table that an address asks for.
///
/// # Errors
/// [`Refusal::BadInput`] for a name or value that isn't known; [`Refusal::NotFound`] for a round
/// that isn't there.
pub(super) async fn asked(office: &Office, sheet: Sheet, said: &Said) -> Result<Asked, Refusal> {
    let own: &[&str] = match sheet {
        Sheet::Responses => &OF_RESPONSES,
        Sheet::Assignments => &OF_ASSIGNMENTS,
        _ => &OF_CANDIDACIES,
    };
    said.only(&[&OF_ALL, own].concat())?;
    let mut asked = Asked {
        after: said.one("after")?,
        ..Asked::all(sheet)
    };
    match sheet {
        Sheet::Responses => of_responses(said, &mut asked)?,
        Sheet::Assignments => of_assignments(said, &mut asked)?,
        _ => of_candidacies(office, said, &mut asked).await?,
    }
    Ok(asked)
}

async fn of_candidacies(office: &Office, said: &Said, asked: &mut Asked) -> Result<(), Refusal> {
    let filter = &mut asked.candidacies;
    filter.round = round(office, said).await?;
    filter.district_code = said.one("districtCode")?;
    filter.titles = said.all("titles")?;
    filter.states = said.all("states")?;
    filter.name_contains = said.one("nameContains")?;
    filter.ready = said.one("ready")?;
    filter.report_overdue = said.one("reportOverdue")?;
    Ok(())
}

/// The round by id, or by year and number.
///
/// # Errors
/// As [`asked`].
pub(super) async fn round(office: &Office, said: &Said) -> Result<Option<RoundId>, Refusal> {
    if let Some(round) = said.id::<RoundId>("round")? {
        return Ok(Some(round));
    }
    let (year, ordinal) = (said.one("year")?, said.one("ordinal")?);
    let province: Option<String> = said.one("province")?;
    match (year, ordinal) {
        (None, None) => Ok(None),
        (Some(year), Some(ordinal)) => {
            let found = rounds::find(office, year, ordinal, province.as_deref()).await?;
            Ok(Some(found.ok_or(Refusal::NotFound)?.id))
        }
        (Some(_), None) => Err(bad("ordinal")),
        (None, Some(_)) => Err(bad("year")),
    }
}

fn of_assignments(said: &Said, asked: &mut Asked) -> Result<(), Refusal> {
    let filter = &mut asked.assignments;
    filter.directive = said.id::<DirectiveId>("directive")?;
    filter.item = said.one("item")?;
    filter.agency = said.one("agency")?;
    filter.area_code = said.one("areaCode")?;
    filter.statuses = said.all("statuses")?;
    filter.due_within_days = said.one("dueWithinDays")?;
    Ok(())
}

fn of_responses(said: &Said, asked: &mut Asked) -> Result<(), Refusal> {
    asked.survey = said.id::<SurveyId>("survey")?;
    if asked.survey.is_none() {
        return Err(bad("survey"));
    }
    let filter = &mut asked.responses;
    filter.hamlet_code = said.one("hamletCode")?;
    filter.voided = said.one("voided")?;
    filter.spoilt = said.one("spoilt")?;
    Ok(())
}

/// A name or value that isn't known.
pub(super) fn bad(name: &str) -> Refusal {
    Refusal::BadInput {
        path: vec![name.to_owned()],
        fault: InputFault::Parameter,
    }
}
