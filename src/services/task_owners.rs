//! Who owes the tasks of a notice: named ones, and each one of a kind.

use std::collections::{BTreeSet, HashMap};

use super::forms::Ruleset;
use super::refusal::Refusal;
use crate::domain::place::area::{Area, AreaLevel, Place};
use crate::domain::tasks::assignment::Owner;
use crate::domain::tasks::directive::{DirectiveText, Each, TaskText};
use crate::storage::database::Transaction;
use crate::storage::{areas, regulations, sponsors};

/// What of a notice doesn't fit the record.
pub(super) enum Unfit {
    /// There is another notice of its code.
    OtherContent,
    /// The province can't be told.
    Province,
    /// No regulation has the code.
    Regulation,
    /// No area of the province has the code that a task names, by its place from 0.
    Area(usize, String),
}

/// Those who can owe a task of one notice.
pub(super) struct Owners {
    named: HashMap<String, Place>,
    districts: Vec<Place>,
    communes: Vec<Place>,
    criterion_agencies: BTreeSet<String>,
    sponsors: Vec<String>,
}

impl Owners {
    /// Reads them, as they are on the day of the notice.
    pub(super) async fn of(
        tx: &Transaction,
        text: &DirectiveText,
        province: &Place,
    ) -> Result<Result<Self, Vec<Unfit>>, Refusal> {
        let mut unfit = Vec::new();
        let named = named(tx, text, province).await?;
        for (place, task) in text.tasks.iter().enumerate() {
            let unknown = task.areas.iter().filter(|code| !named.contains_key(*code));
            unfit.extend(unknown.map(|code| Unfit::Area(place, code.clone())));
        }
        let agencies = match &text.regulation {
            None => Some(BTreeSet::new()),
            Some(code) => criterion_agencies(tx, code).await?,
        };
        let Some(criterion_agencies) = agencies else {
            unfit.push(Unfit::Regulation);
            return Ok(Err(unfit));
        };
        if !unfit.is_empty() {
            return Ok(Err(unfit));
        }
        Ok(Ok(Self {
            named,
            districts: inside(tx, text, province, AreaLevel::District).await?,
            communes: inside(tx, text, province, AreaLevel::Commune).await?,
            criterion_agencies,
            sponsors: sponsors::list(tx, Some(province.area))
                .await?
                .into_iter()
                .map(|sponsor| sponsor.code)
                .collect(),
        }))
    }

    /// Those who owe a task, in order of their codes.
    pub(super) fn owing(&self, task: &TaskText) -> Vec<Owner> {
        let agency = |code: &String| Owner::Agency(code.clone());
        let areas = |places: &[Place]| places.iter().copied().map(Owner::Area).collect();
        match task.each {
            Some(Each::District) => areas(&self.districts),
            Some(Each::Commune) => areas(&self.communes),
            Some(Each::CriterionAgency) => self.criterion_agencies.iter().map(agency).collect(),
            // One that comes later is given its tasks when it is put on record.
            Some(Each::Sponsor) => self.sponsors.iter().map(agency).collect(),
            None => {
                let named = task.areas.iter().filter_map(|code| self.named.get(code));
                let named = named.copied().map(Owner::Area);
                task.agencies.iter().map(agency).chain(named).collect()
            }
        }
    }
}

async fn named(
    tx: &Transaction,
    text: &DirectiveText,
    province: &Place,
) -> Result<HashMap<String, Place>, Refusal> {
    let codes = text
        .tasks
        .iter()
        .flat_map(|task| task.areas.iter().cloned());
    let codes: BTreeSet<String> = codes.collect();
    let codes: Vec<String> = codes.into_iter().collect();
    let found = areas::with_codes_on(tx, &codes, text.issued_on).await?;
    Ok(found
        .into_iter()
        .filter(|area| area.place.is_in(province.area))
        .map(|area| (area.code, area.place))
        .collect())
}

async fn inside(
    tx: &Transaction,
    text: &DirectiveText,
    province: &Place,
    level: AreaLevel,
) -> Result<Vec<Place>, Refusal> {
    let found = areas::inside(tx, &[province.area], level, Some(text.issued_on)).await?;
    Ok(found.iter().map(|area: &Area| area.place).collect())
}

/// The agencies that the criteria of a regulation's newest version name, its base's too; `None`
/// where no regulation has the code.
async fn criterion_agencies(
    tx: &Transaction,
    code: &str,
) -> Result<Option<BTreeSet<String>>, Refusal> {
    let all = regulations::all(tx).await?;
    let newest = all
        .iter()
        .filter(|stored| stored.regulation.code == code)
        .max_by_key(|stored| stored.regulation.version);
    Ok(newest.map(|stored| {
        let criteria = Ruleset::of(stored, &all).composed.criteria;
        criteria.into_iter().filter_map(|one| one.agency).collect()
    }))
}
