//! The figures of a district's survey, commune by commune.

use std::collections::BTreeMap;

use super::counting::hamlet_view;
use super::results::{HamletSight, HamletView};
use super::sight::{Seen, Sight};
use crate::domain::base::ids::AreaId;
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::tally::{Tally, TallyFault};

/// A commune's part of a survey, as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneSight {
    /// The commune.
    pub commune: AreaId,
    /// Its coverage and, where it is shown, its approval.
    pub view: HamletView,
    /// Whether its approval is kept back.
    pub withheld: bool,
}

/// Each commune that has a hamlet in the survey.
///
/// A commune's total beside its hamlets would tell what is withheld of one of them, so it is kept
/// back with any of its hamlets' cells; the Front, from whom nothing is withheld, sees all.
///
/// # Errors
/// [`TallyFault`] where a hamlet's counters are of another form.
pub fn by_commune(sight: &Sight) -> Result<Seen<Vec<CommuneSight>>, TallyFault> {
    let hamlets = match &sight.hamlets {
        Seen::Shown(hamlets) if hamlets.len() == sight.result.hamlets.len() => hamlets,
        Seen::Shown(_) | Seen::Later => return Ok(Seen::Later),
        Seen::Never => return Ok(Seen::Never),
    };
    let mut communes: BTreeMap<AreaId, Vec<(&SurveyHamlet, &HamletSight)>> = BTreeMap::new();
    for (hamlet, seen) in sight.result.hamlets.iter().zip(hamlets.iter()) {
        if let Some(commune) = hamlet.place.commune {
            communes.entry(commune).or_default().push((hamlet, seen));
        }
    }
    let mut found = Vec::with_capacity(communes.len());
    for (commune, parts) in communes {
        let whole = sum(parts.iter().map(|(hamlet, _)| *hamlet), sight)?;
        let Some(whole) = whole else { continue };
        let mut view = hamlet_view(
            &whole,
            &sight.result.form,
            &std::collections::BTreeSet::new(),
        );
        let withheld = parts.iter().any(|(_, seen)| {
            let approval = seen.view.approval.as_ref();
            seen.withheld || approval.is_none_or(|view| !view.withheld_items.is_empty())
        });
        if withheld {
            view.approval = None;
        }
        found.push(CommuneSight {
            commune,
            view,
            withheld,
        });
    }
    Ok(Seen::Shown(found))
}

/// Some hamlets of one commune as if they were one.
fn sum<'a>(
    hamlets: impl Iterator<Item = &'a SurveyHamlet>,
    sight: &Sight,
) -> Result<Option<SurveyHamlet>, TallyFault> {
    let mut whole: Option<SurveyHamlet> = None;
    for hamlet in hamlets {
        let sum = whole.get_or_insert_with(|| SurveyHamlet {
            households: 0,
            tally: Tally::empty(&sight.result.form.layout),
            ..hamlet.clone()
        });
        sum.households = sum.households.saturating_add(hamlet.households);
        sum.tally.merge(&hamlet.tally)?;
    }
    Ok(whole)
}
