//! A direct check's sample is what its seed draws from its frame.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::told::{PAGE, differs};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::sample::{self, Frame, Wanted, seed_sha256};
use crate::services::refusal::Refusal;
use crate::services::sampling;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::database::Transaction;
use crate::storage::samples::{self, Drawn, Sample, Stratum};
use crate::storage::{erasures, survey_hamlets, surveys};

/// Holds every sample against its seed, its strata and, where it can be made again, its frame.
///
/// The frame can be made again as long as rosters and answers are what they were; its hash says so.
pub(super) async fn were_drawn(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in surveys::ids(tx, &[]).await?.chunks(PAGE) {
        let found = samples::of_surveys(tx, page).await?;
        if found.is_empty() {
            continue;
        }
        let mut strata: HashMap<SurveyId, Vec<Stratum>> = HashMap::new();
        for (survey, stratum) in samples::strata(tx, page).await? {
            strata.entry(survey).or_default().push(stratum);
        }
        let mut homes: HashMap<SurveyId, Vec<(AreaId, String)>> = HashMap::new();
        for (survey, hamlet, code) in samples::households(tx, page).await? {
            homes.entry(survey).or_default().push((hamlet, code));
        }
        for sample in page.iter().filter_map(|id| found.get(id)) {
            let seed = seed_sha256(&sample.seed);
            differs(
                findings,
                ("sample", &sample.survey),
                &sample.seed_sha256,
                &seed,
            );
            let Some(drawn) = &sample.drawn else { continue };
            let one = OneDraw {
                sample,
                drawn,
                strata: strata.remove(&sample.survey).unwrap_or_default(),
                homes: homes.remove(&sample.survey).unwrap_or_default(),
            };
            one.adds_up(findings);
            one.is_drawn_again(tx, findings).await?;
        }
    }
    Ok(())
}

/// A draw with all that was written down of it.
struct OneDraw<'a> {
    sample: &'a Sample,
    drawn: &'a Drawn,
    strata: Vec<Stratum>,
    homes: Vec<(AreaId, String)>,
}

impl OneDraw<'_> {
    /// The strata are the sample's parts.
    fn adds_up(&self, findings: &mut Vec<Finding>) {
        let sum = |part: fn(&Stratum) -> i64| {
            let parts = self.strata.iter().map(part);
            parts.fold(0, i64::saturating_add)
        };
        let id = self.sample.survey;
        let frame = sum(|stratum| stratum.frame);
        differs(
            findings,
            ("sample_stratum", &id),
            &frame,
            &self.drawn.frame_size,
        );
        let drawn = sum(|stratum| stratum.drawn);
        differs(findings, ("sample_stratum", &id), &drawn, &self.drawn.size);
    }

    /// The households are those that the seed draws; once their codes are taken away there are none.
    async fn is_drawn_again(
        &self,
        tx: &Transaction,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Refusal> {
        let id = self.sample.survey;
        if self.homes.is_empty() && erasures::is_dropped(tx, id).await? {
            return Ok(());
        }
        let mut by_hamlet: BTreeMap<AreaId, BTreeSet<&str>> = BTreeMap::new();
        for (hamlet, code) in &self.homes {
            by_hamlet.entry(*hamlet).or_default().insert(code);
        }
        for stratum in &self.strata {
            let there = by_hamlet.get(&stratum.hamlet).map_or(0, BTreeSet::len);
            let there = i64::try_from(there).unwrap_or(i64::MAX);
            differs(findings, ("sample_household", &id), &there, &stratum.drawn);
        }
        let hamlets = survey_hamlets::of_surveys(tx, &[id]).await?;
        let Some(frame) = self.frame(tx, &hamlets).await? else {
            return Ok(());
        };
        let codes: HashMap<AreaId, &str> = hamlets
            .iter()
            .map(|hamlet| (hamlet.place.area, hamlet.code.as_str()))
            .collect();
        let numbers = self.numbers(&codes);
        if !self.is_shared_out(&frame, &numbers) {
            findings.push(Finding::new("sample_stratum", &id, Wrong::Follows));
        }
        let again = sample::take(&frame, &numbers, &self.sample.seed);
        let again = again
            .iter()
            .flat_map(|(hamlet, homes)| homes.iter().map(|home| (hamlet.as_str(), home.as_str())));
        let kept = self.homes.iter().filter_map(|(hamlet, home)| {
            let code = codes.get(hamlet)?;
            Some((*code, home.as_str()))
        });
        let (again, kept): (BTreeSet<_>, BTreeSet<_>) = (again.collect(), kept.collect());
        if again != kept {
            // Who was drawn is said to nobody but the checking Front.
            findings.push(Finding::new("sample_household", &id, Wrong::Follows));
        }
        Ok(())
    }

    /// The frame, where what it was made of still gives the hash that was written down.
    async fn frame(
        &self,
        tx: &Transaction,
        hamlets: &[SurveyHamlet],
    ) -> Result<Option<Frame>, Refusal> {
        let Some(survey) = surveys::find(tx, self.sample.survey).await? else {
            return Ok(None);
        };
        match sampling::frame(tx, &survey, hamlets).await {
            Ok((frame, _)) => Ok(Some(frame).filter(|it| it.sha256() == self.drawn.frame_sha256)),
            Err(Refusal::Faults(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn numbers(&self, codes: &HashMap<AreaId, &str>) -> BTreeMap<String, i64> {
        let number = |stratum: &Stratum| {
            let code = codes.get(&stratum.hamlet)?;
            Some(((*code).to_owned(), stratum.drawn))
        };
        self.strata.iter().filter_map(number).collect()
    }

    /// Whether so many in each hamlet is what the rule gives: of so many in all, or in each.
    fn is_shared_out(&self, frame: &Frame, numbers: &BTreeMap<String, i64>) -> bool {
        let most = numbers.values().max().copied().unwrap_or(0);
        let ways = [Wanted::InAll(self.drawn.size), Wanted::InEach(most)];
        let filled = |numbers: &BTreeMap<String, i64>| -> BTreeMap<String, i64> {
            let some = numbers.iter().filter(|(_, number)| **number > 0);
            some.map(|(code, number)| (code.clone(), *number)).collect()
        };
        ways.iter().any(|wanted| {
            let allocated = sample::allocate(&frame.sizes(), *wanted);
            allocated.is_ok_and(|allocated| filled(&allocated) == filled(numbers))
        })
    }
}
