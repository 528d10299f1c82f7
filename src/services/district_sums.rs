//! A district's communes in one round: how many, how far they came, how satisfied.
//!
//! In Vietnamese: tổng hợp các xã của huyện. A district is judged by each of its communes (HD 90/HD-MTTW-BTT of
//! 2022): beside the sum stands the commune with the lowest share.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::candidacies;
use super::office::{Office, Speaker};
use super::readiness::collection_of;
use super::refusal::Refusal;
use super::sight::{self, Seen, Sight};
use super::{rounds, surveys};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId, SurveyId};
use crate::domain::base::ratio::Share;
use crate::domain::law::round::Round;
use crate::domain::law::title::Title;
use crate::domain::place::area::{Area, AreaLevel, CommuneKind};
use crate::domain::recognition::candidacy::{Candidacy, CandidacyPurpose, CandidacyState};
use crate::domain::survey::record::Survey;
use crate::storage::{area_titles, areas};

/// The titles that a recognised commune holds.
const TITLES: [Title; 3] = [Title::Standard, Title::Advanced, Title::Model];

/// A district in a round.
pub type DistrictInRound = (AreaId, RoundId);

/// The communes of a district in numbers; wards and townships are not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistrictSums {
    /// Its communes on the round's day.
    pub communes: i64,
    /// Of these, those that hold STANDARD, ADVANCED or MODEL today.
    pub titled: i64,
    /// Of these, those that are or were nominated for recognition in the round, as far as the speaker may
    /// see.
    pub nominated: i64,
    /// Their candidacies by state, each that occurs.
    pub by_state: Vec<(CandidacyState, i64)>,
    /// What their residents said; `None` where no commune's closed result may be seen.
    pub approval: Option<CommunesApproval>,
}

/// The closed results of a district's communes, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommunesApproval {
    /// The communes whose results are in it.
    pub communes: i64,
    /// Counted forms less spoilt ones.
    pub valid: i64,
    /// Of these, satisfied by the overall item.
    pub satisfied: i64,
    /// The commune with the lowest share; of equal ones the first by code.
    pub lowest: (AreaId, Share),
}

impl CommunesApproval {
    fn of(commune: AreaId, share: Share) -> Self {
        Self {
            communes: 1,
            valid: share.base,
            satisfied: share.count,
            lowest: (commune, share),
        }
    }

    fn and(self, other: Self) -> Self {
        let is_lower = other.lowest.1.compare(self.lowest.1).is_lt();
        Self {
            communes: self.communes.saturating_add(other.communes),
            valid: self.valid.saturating_add(other.valid),
            satisfied: self.satisfied.saturating_add(other.satisfied),
            lowest: if is_lower { other.lowest } else { self.lowest },
        }
    }
}

/// The sums of some districts in some rounds, of what the speaker may see; a fixed number of statements
/// for all. A round that isn't there has none.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    speaker: Speaker<'_>,
    asked: &[DistrictInRound],
) -> Result<HashMap<DistrictInRound, DistrictSums>, Refusal> {
    let districts: BTreeSet<AreaId> = asked.iter().map(|(district, _)| *district).collect();
    let districts: Vec<AreaId> = districts.into_iter().collect();
    let of_rounds: BTreeSet<RoundId> = asked.iter().map(|(_, round)| *round).collect();
    let of_rounds: Vec<RoundId> = of_rounds.into_iter().collect();
    let known = rounds::by_ids(office, &of_rounds).await?;
    let read = office.db.read();
    let mut communes = areas::inside(read, &districts, AreaLevel::Commune, None).await?;
    communes.retain(|area| area.kind == Some(CommuneKind::Commune));
    let ids: Vec<AreaId> = communes.iter().map(Area::id).collect();
    let titles = area_titles::of_areas(read, &ids).await?;
    let today = office.clock.today();
    let holding = titles
        .iter()
        .filter(|title| TITLES.contains(&title.title) && title.holds_on(today));
    let holding: HashSet<AreaId> = holding.map(|title| title.area).collect();
    let nominations = nominations(office, speaker, &of_rounds, &communes).await?;
    let sums = |(district, round): &DistrictInRound| {
        let found = known.get(round)?;
        let own = communes
            .iter()
            .filter(|area| lies_in(area, *district, found.as_of));
        let own: Vec<&Area> = own.collect();
        Some((
            (*district, *round),
            sum(&own, found, &holding, &nominations),
        ))
    };
    Ok(asked.iter().filter_map(sums).collect())
}

fn lies_in(area: &Area, district: AreaId, on: Day) -> bool {
    area.place.is_in(district) && area.exists_on(on)
}

/// The communes' candidacies for recognition with the shares of the residents that they can show.
type Nominations = HashMap<(AreaId, RoundId), Vec<(CandidacyState, Option<Share>)>>;

async fn nominations(
    office: &Office,
    speaker: Speaker<'_>,
    of_rounds: &[RoundId],
    communes: &[Area],
) -> Result<Nominations, Refusal> {
    let communes: HashSet<AreaId> = communes.iter().map(Area::id).collect();
    let mut all = candidacies::of_rounds(office, speaker, of_rounds).await?;
    all.retain(|one| {
        one.purpose == CandidacyPurpose::Recognition && communes.contains(&one.place.area)
    });
    let shares = shares(office, speaker, &all).await?;
    let mut found = Nominations::new();
    for one in &all {
        let of_commune = found.entry((one.place.area, one.round)).or_default();
        of_commune.push((one.state, shares.get(&one.id).copied()));
    }
    Ok(found)
}

/// Satisfied of valid, of each candidacy whose survey is closed and whose figures the speaker may see.
async fn shares(
    office: &Office,
    speaker: Speaker<'_>,
    all: &[Candidacy],
) -> Result<HashMap<CandidacyId, Share>, Refusal> {
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
    let found = surveys::of_candidacies(office, speaker, &ids).await?;
    let closed: Vec<Survey> = found
        .into_values()
        .filter_map(collection_of)
        .filter(|survey| survey.lifecycle.is_closed())
        .collect();
    let sights: HashMap<SurveyId, Sight> = sight::of(office, speaker, &closed).await?;
    let share = |survey: &Survey| {
        let Seen::Shown(approval) = &sights.get(&survey.id)?.approval else {
            return None;
        };
        let valid = approval.collected.saturating_sub(approval.spoilt);
        let share = Share::of(approval.overall.satisfied, valid);
        (valid > 0).then_some((survey.candidacy, share))
    };
    Ok(closed.iter().filter_map(share).collect())
}

fn sum(
    communes: &[&Area],
    round: &Round,
    holding: &HashSet<AreaId>,
    nominations: &Nominations,
) -> DistrictSums {
    let mut sums = DistrictSums::default();
    let mut by_state: BTreeMap<CandidacyState, i64> = BTreeMap::new();
    for commune in communes {
        add(&mut sums.communes, true);
        add(&mut sums.titled, holding.contains(&commune.id()));
        let of_commune = nominations.get(&(commune.id(), round.id));
        let of_commune = of_commune.map_or(&[][..], Vec::as_slice);
        add(&mut sums.nominated, !of_commune.is_empty());
        for (state, _) in of_commune {
            add(by_state.entry(*state).or_default(), true);
        }
        // One result a commune: its households are heard once, whatever titles it asks for.
        let share = of_commune.iter().find_map(|(_, share)| *share);
        if let Some(share) = share {
            let own = CommunesApproval::of(commune.id(), share);
            sums.approval = Some(sums.approval.map_or(own, |sum| sum.and(own)));
        }
    }
    sums.by_state = by_state.into_iter().collect();
    sums
}

fn add(counter: &mut i64, one_more: bool) {
    *counter = counter.saturating_add(i64::from(one_more));
}
