//! Counts again from responses and count records, and compares with what is kept.
//!
//! Each survey is read in one snapshot, its responses in chunks, so the recount needs little memory
//! and holds also while responses come in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::counters;
use super::difference::{Difference, Differing};
use super::forms::Form;
use super::freeze;
use super::imported::number;
use super::library;
use super::office::Office;
use super::progress::{Progress, Work};
use super::refusal::Refusal;
use crate::domain::base::canonical::sha256_hex;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::survey::record::{FrozenResult, Response, Survey, SurveyHamlet};
use crate::domain::survey::tally::Tally;
use crate::storage::database::Transaction;
use crate::storage::{
    count_records, double_households, frozen, responses, retentions, survey_hamlets, surveys,
};

/// Responses that are read at a time.
const CHUNK: u64 = 2_000;

/// What was recounted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recount {
    /// Surveys looked at.
    pub surveys: u64,
    /// Responses read, voided ones included.
    pub responses: u64,
    /// What differs; empty where all agrees.
    pub differences: Vec<Difference>,
}

/// Recounts one survey, or all of them.
///
/// # Errors
/// [`Refusal::NotFound`] for a survey that isn't there; where the database can't be read.
pub async fn verify(
    office: &Office,
    only: Option<SurveyId>,
    progress: &dyn Progress,
) -> Result<Recount, Refusal> {
    let ids = match only {
        Some(id) => vec![id],
        None => surveys::ids(office.db.read(), &[]).await?,
    };
    let mut recount = Recount::default();
    progress.begin(Work::Recounting, number(ids.len()));
    for id in ids {
        one(office, id, &mut recount).await?;
        progress.advance(1);
    }
    progress.end();
    Ok(recount)
}

async fn one(office: &Office, id: SurveyId, recount: &mut Recount) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    let survey = surveys::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    let form = library::form(office, survey.questionnaire).await?;
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    let mut counted = Counted::of(&survey, &form, &hamlets);
    counted.taken_away = retentions::taken_away(&tx, id).await?.is_some();
    counted.read(&tx).await?;
    counted.stand_as_kept();
    recount.surveys = recount.surveys.saturating_add(1);
    recount.responses = recount.responses.saturating_add(counted.responses);
    counted.compare_tallies();
    for (hamlet, households) in double_households::count(&tx, id).await? {
        let hamlet = counted.code(hamlet);
        counted.differ(
            Differing::Households { hamlet },
            "0",
            &households.to_string(),
        );
    }
    compare_frozen(&tx, &survey, &mut counted).await?;
    recount.differences.append(&mut counted.differences);
    Ok(())
}

/// A survey counted again.
struct Counted<'a> {
    survey: &'a Survey,
    form: &'a Arc<Form>,
    hamlets: &'a [SurveyHamlet],
    tallies: HashMap<AreaId, Tally>,
    responses: u64,
    stray: u64,
    heard: BTreeMap<AreaId, u64>,
    taken_away: bool,
    differences: Vec<Difference>,
}

impl<'a> Counted<'a> {
    fn of(survey: &'a Survey, form: &'a Arc<Form>, hamlets: &'a [SurveyHamlet]) -> Self {
        let empty = |hamlet: &SurveyHamlet| (hamlet.place.area, Tally::empty(&form.layout));
        Self {
            survey,
            form,
            hamlets,
            tallies: hamlets.iter().map(empty).collect(),
            responses: 0,
            stray: 0,
            heard: BTreeMap::new(),
            taken_away: false,
            differences: Vec::new(),
        }
    }

    async fn read(&mut self, tx: &Transaction) -> Result<(), Refusal> {
        let mut last: Option<ResponseId> = None;
        loop {
            let chunk = responses::chunk(tx, self.survey.id, last, CHUNK).await?;
            let Some(end) = chunk.last() else { break };
            last = Some(end.id);
            for response in &chunk {
                self.add(response);
            }
        }
        if self.stray > 0 {
            let stray = self.stray.to_string();
            self.differ(Differing::Stray, "0", &stray);
        }
        self.read_records(tx).await
    }

    /// Adds the count records that stand, in whose hamlets nothing else may be counted.
    async fn read_records(&mut self, tx: &Transaction) -> Result<(), Refusal> {
        for record in count_records::of_surveys(tx, &[self.survey.id]).await? {
            let Some(figures) = record.progress.counted() else {
                continue;
            };
            let hamlet = self.code(record.hamlet);
            let counted = figures.tally(&self.form.layout);
            let tally = self.tallies.get_mut(&record.hamlet);
            if tally.is_none_or(|tally| tally.merge(&counted).is_err()) {
                let hamlet = hamlet.clone();
                self.differ(Differing::Shape { hamlet }, "", "");
            }
            if let Some(heard) = self.heard.get(&record.hamlet).copied() {
                self.differ(Differing::Mixed { hamlet }, "0", &heard.to_string());
            }
        }
        Ok(())
    }

    fn add(&mut self, response: &Response) {
        self.responses = self.responses.saturating_add(1);
        if response.voided.is_some() {
            return;
        }
        let Some(tally) = self.tallies.get_mut(&response.hamlet) else {
            self.stray = self.stray.saturating_add(1);
            return;
        };
        let heard = self.heard.entry(response.hamlet).or_default();
        *heard = heard.saturating_add(1);
        if self.taken_away {
            return;
        }
        let weight = counters::weight(response.sheet.as_ref());
        if tally.add(&self.form.layout, weight).is_err() {
            let hamlet = self.code(response.hamlet);
            self.differ(Differing::Shape { hamlet }, "", "");
        }
    }

    /// Where what residents said was taken away: how many forms there are is compared; else the counters
    /// stand as they are kept, and are held against the frozen result alone.
    fn stand_as_kept(&mut self) {
        if !self.taken_away {
            return;
        }
        let hamlets = self.hamlets;
        for hamlet in hamlets {
            let area = hamlet.place.area;
            let on_record = self.tallies.get(&area).map_or(0, |tally| tally.collected);
            let heard = self.heard.get(&area).copied().unwrap_or(0);
            let here = on_record.saturating_add_unsigned(heard);
            let what = Differing::Collected {
                hamlet: hamlet.code.clone(),
            };
            self.compare(what, hamlet.tally.collected, here);
            self.tallies.insert(area, hamlet.tally.clone());
        }
    }

    fn compare_tallies(&mut self) {
        let hamlets = self.hamlets;
        for hamlet in hamlets {
            let counted = self
                .tallies
                .get(&hamlet.place.area)
                .cloned()
                .unwrap_or_default();
            let code = hamlet.code.clone();
            self.compare(
                Differing::Collected {
                    hamlet: code.clone(),
                },
                hamlet.tally.collected,
                counted.collected,
            );
            self.compare(
                Differing::Spoilt {
                    hamlet: code.clone(),
                },
                hamlet.tally.spoilt,
                counted.spoilt,
            );
            if hamlet.tally.counts.len() == counted.counts.len() {
                self.compare_options(hamlet, &counted);
            } else {
                let (kept, here) = (hamlet.tally.counts.len(), counted.counts.len());
                self.differ(
                    Differing::Shape { hamlet: code },
                    &kept.to_string(),
                    &here.to_string(),
                );
            }
        }
    }

    fn compare_options(&mut self, hamlet: &SurveyHamlet, counted: &Tally) {
        let form = self.form;
        for (item_position, item) in form.questionnaire.items.iter().enumerate() {
            for (option_position, option) in item.options.iter().enumerate() {
                let what = Differing::Option {
                    hamlet: hamlet.code.clone(),
                    item: item.code.clone(),
                    option: option.code.clone(),
                };
                let kept = hamlet
                    .tally
                    .option(&form.layout, item_position, option_position);
                let here = counted.option(&form.layout, item_position, option_position);
                self.compare(what, kept, here);
            }
        }
    }

    fn compare(&mut self, what: Differing, kept: i64, counted: i64) {
        if kept != counted {
            self.differ(what, &kept.to_string(), &counted.to_string());
        }
    }

    fn differ(&mut self, what: Differing, kept: &str, counted: &str) {
        let (kept, counted) = (kept.to_owned(), counted.to_owned());
        self.differences.push(Difference {
            survey: self.survey.id,
            what,
            kept,
            counted,
        });
    }

    fn code(&self, hamlet: AreaId) -> String {
        let found = self.hamlets.iter().find(|one| one.place.area == hamlet);
        found.map_or_else(|| hamlet.to_string(), |one| one.code.clone())
    }
}

/// Hashes of every revision; the counters of the latest, where the survey stands closed.
async fn compare_frozen(
    tx: &Transaction,
    survey: &Survey,
    counted: &mut Counted<'_>,
) -> Result<(), Refusal> {
    let revisions = frozen::revisions(tx, survey.id).await?;
    for result in &revisions {
        compare_hashes(result, counted);
    }
    if !survey.lifecycle.is_closed() {
        return Ok(());
    }
    match revisions.last() {
        None => counted.differ(Differing::NotFrozen, "", ""),
        Some(latest) => compare_counters(latest, counted),
    }
    Ok(())
}

fn compare_hashes(result: &FrozenResult, counted: &mut Counted<'_>) {
    let revision = result.revision;
    let hash = sha256_hex(&result.figures);
    if hash != result.sha256 {
        counted.differ(Differing::Hash { revision }, &result.sha256, &hash);
    }
    let full = freeze::full_hash(&result.salt, &result.full_text);
    match freeze::named_full_hash(result) {
        Some(named) if named == full => {}
        Some(named) => counted.differ(Differing::FullHash { revision }, &named, &full),
        None => counted.differ(Differing::Unreadable { revision }, "", ""),
    }
}

fn compare_counters(result: &FrozenResult, counted: &mut Counted<'_>) {
    let revision = result.revision;
    let mut hamlets = counted.hamlets.to_vec();
    if freeze::restore_counters(result, counted.form, &mut hamlets).is_err() {
        counted.differ(Differing::Unreadable { revision }, "", "");
        return;
    }
    for hamlet in hamlets {
        let here = counted
            .tallies
            .get(&hamlet.place.area)
            .cloned()
            .unwrap_or_default();
        if hamlet.tally != here {
            let what = Differing::Frozen {
                revision,
                hamlet: hamlet.code,
            };
            counted.differ(what, &shown(&hamlet.tally), &shown(&here));
        }
    }
}

fn shown(tally: &Tally) -> String {
    let counts: Vec<String> = tally.counts.iter().map(i64::to_string).collect();
    format!("{}/{}: {}", tally.collected, tally.spoilt, counts.join(" "))
}
