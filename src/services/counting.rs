//! Tally to verdict to figures: what a survey's hamlets add up to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::forms::{Form, Ruleset};
use super::results::{ApprovalView, CoverageView, HamletView, ItemView, Side, SurveyResult};
use super::withholding::{hidden_cells, item_code, without_small_items};
use crate::domain::base::ids::AreaId;
use crate::domain::base::ratio::Limit;
use crate::domain::law::regulation::{Each, Measure, Minimum};
use crate::domain::law::title::Title;
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::coverage::Coverage;
use crate::domain::survey::disclosure;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::survey::tally::{Tally, TallyFault};
use crate::domain::survey::verdict::{self, Evidence, Figures, Outcome};

/// Works out the figures of a survey from its hamlets' counters.
///
/// # Errors
/// [`TallyFault`] where a hamlet's counters are of another form.
pub fn work_out(
    survey: &Survey,
    hamlets: Arc<Vec<SurveyHamlet>>,
    form: Arc<Form>,
    rules: Arc<Ruleset>,
    title: Title,
) -> Result<SurveyResult, TallyFault> {
    let whole = sum(survey.place.area, hamlets.iter(), &form)?;
    let communes = grouped(&hamlets, &form, |place| place.commune)?;
    let districts = grouped(&hamlets, &form, |place| place.district)?;
    let evidence = Evidence {
        form: &form.questionnaire,
        layout: &form.layout,
        whole: &whole,
        communes: &communes,
        districts: &districts,
    };
    let minimums = rules.composed.minimums_for(title, survey.place.level);
    let (coverage_checks, checks): (Vec<_>, Vec<_>) = minimums
        .map(|minimum| verdict::check(minimum, &evidence))
        .partition(|outcome| outcome.minimum.measure == Measure::Coverage);
    let approval = approval_of((&whole, by_record(&hamlets)), &form, &checks, &evidence);
    let full = Side {
        approval: Some(Arc::new(approval.clone())),
        hamlets: Arc::new(
            hamlets
                .iter()
                .map(|hamlet| hamlet_view(hamlet, &form, &BTreeSet::new()))
                .collect(),
        ),
        sights: OnceLock::new(),
    };
    let public = public_side(&approval, &hamlets, &form);
    Ok(SurveyResult {
        version: survey.version,
        coverage: coverage_of(whole.coverage, &coverage_checks),
        form,
        rules,
        title,
        coverage_checks,
        full,
        public,
        hamlets,
    })
}

fn sum<'a>(
    area: AreaId,
    hamlets: impl Iterator<Item = &'a SurveyHamlet> + Clone,
    form: &Form,
) -> Result<Figures, TallyFault> {
    // The forms of a place are known once each of its hamlets has recorded its own.
    let issued = hamlets
        .clone()
        .map(|hamlet| hamlet.issued)
        .try_fold(0_i64, |sum, issued| Some(sum.saturating_add(issued?)));
    let mut figures = Figures {
        area,
        coverage: Coverage::default(),
        tally: Tally::empty(&form.layout),
        issued: None,
    };
    for hamlet in hamlets {
        figures.coverage.households = figures
            .coverage
            .households
            .saturating_add(hamlet.households);
        figures.tally.merge(&hamlet.tally)?;
    }
    figures.issued = issued;
    // One counted response a household, so the collected ones are the households heard; of a count
    // record each form that came back is taken for one.
    figures.coverage.responded = figures.tally.collected;
    Ok(figures)
}

fn grouped(
    hamlets: &[SurveyHamlet],
    form: &Form,
    unit: impl Fn(&Place) -> Option<AreaId>,
) -> Result<Vec<Figures>, TallyFault> {
    let mut units: BTreeMap<AreaId, Vec<&SurveyHamlet>> = BTreeMap::new();
    for hamlet in hamlets {
        if let Some(area) = unit(&hamlet.place) {
            units.entry(area).or_default().push(hamlet);
        }
    }
    let units = units.into_iter();
    units
        .map(|(area, hamlets)| sum(area, hamlets.into_iter(), form))
        .collect()
}

/// Counted forms of hamlets where they stand in a count record.
fn by_record(hamlets: &[SurveyHamlet]) -> i64 {
    let counted = |hamlet: &&SurveyHamlet| hamlet.mode == CollectionMode::CountRecord;
    hamlets.iter().filter(counted).fold(0, |sum: i64, hamlet| {
        sum.saturating_add(hamlet.tally.collected)
    })
}

fn coverage_of(coverage: Coverage, checks: &[Outcome]) -> CoverageView {
    CoverageView {
        coverage,
        required: limit_of(checks, Measure::Coverage),
        met: verdict::all_met(checks),
    }
}

fn approval_of(
    (whole, by_record): (&Figures, i64),
    form: &Form,
    checks: &[Outcome],
    evidence: &Evidence<'_>,
) -> ApprovalView {
    let items = (0..form.questionnaire.items.len())
        .map(|position| {
            let measure = measure_of(form, position);
            ItemView {
                required: limit_of(checks, measure),
                met: verdict::item_met(asked(checks, measure), evidence, position),
                ..item_view(&whole.tally, form, position)
            }
        })
        .collect();
    ApprovalView {
        collected: whole.tally.collected,
        spoilt: whole.tally.spoilt,
        by_record,
        overall: whole.tally.overall(&form.questionnaire, &form.layout),
        required: limit_of(checks, Measure::Overall),
        met: verdict::satisfaction_met(checks),
        checks: checks.to_vec(),
        items,
        withheld_items: Vec::new(),
    }
}

/// What an item is held against: the overall one's own minimums, or those of each item.
fn measure_of(form: &Form, position: usize) -> Measure {
    if form.layout.overall() == Some(position) {
        Measure::Overall
    } else {
        Measure::EachItem
    }
}

fn asked(checks: &[Outcome], measure: Measure) -> impl Iterator<Item = &Minimum> {
    let minimums = checks.iter().map(|check| &check.minimum);
    minimums.filter(move |minimum| minimum.measure == measure)
}

/// The limit beside a share of the area: the area's own, else that of each of its parts.
fn limit_of(checks: &[Outcome], measure: Measure) -> Option<Limit> {
    let own = asked(checks, measure).find(|minimum| minimum.each == Each::Area);
    let minimum = own.or_else(|| asked(checks, measure).next());
    minimum.map(|minimum| minimum.limit)
}

fn item_view(tally: &Tally, form: &Form, position: usize) -> ItemView {
    let options = form
        .questionnaire
        .items
        .get(position)
        .map_or(0, |item| item.options.len());
    ItemView {
        position,
        count: tally.item(&form.questionnaire, &form.layout, position),
        required: None,
        met: None,
        options: (0..options)
            .map(|option| tally.option(&form.layout, position, option))
            .collect(),
    }
}

/// A hamlet as it is shown where the cells of `hidden` items are withheld; the overall item's
/// cell is the hamlet itself.
pub(super) fn hamlet_view(
    hamlet: &SurveyHamlet,
    form: &Form,
    hidden: &BTreeSet<usize>,
) -> HamletView {
    let whole_hidden = form
        .layout
        .overall()
        .is_some_and(|overall| hidden.contains(&overall));
    let approval = (!whole_hidden).then(|| {
        let shown =
            (0..form.questionnaire.items.len()).filter(|position| !hidden.contains(position));
        Arc::new(ApprovalView {
            collected: hamlet.tally.collected,
            spoilt: hamlet.tally.spoilt,
            by_record: by_record(std::slice::from_ref(hamlet)),
            overall: hamlet.tally.overall(&form.questionnaire, &form.layout),
            required: None,
            met: None,
            checks: Vec::new(),
            items: shown
                .map(|position| item_view(&hamlet.tally, form, position))
                .collect(),
            withheld_items: hidden
                .iter()
                .filter_map(|position| item_code(form, *position))
                .collect(),
        })
    });
    let coverage = Coverage {
        households: hamlet.households,
        responded: hamlet.tally.collected,
    };
    HamletView {
        place: hamlet.place,
        code: hamlet.code.clone(),
        mode: hamlet.mode,
        coverage,
        approval,
    }
}

fn public_side(approval: &ApprovalView, hamlets: &[SurveyHamlet], form: &Form) -> Side {
    let hidden = hidden_cells(hamlets, form);
    let views = hamlets
        .iter()
        .zip(&hidden)
        .map(|(hamlet, hidden)| hamlet_view(hamlet, form, hidden))
        .collect();
    let cells: Vec<_> = hamlets
        .iter()
        .map(|hamlet| hamlet.place)
        .zip(hidden)
        .collect();
    let approval = (!disclosure::is_small(approval.overall.answered))
        .then(|| Arc::new(without_small_items(approval, &cells, form)));
    Side {
        approval,
        hamlets: Arc::new(views),
        sights: OnceLock::new(),
    }
}
