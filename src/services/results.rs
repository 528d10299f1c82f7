//! The figures of a survey, as they are shown.

<<<<<<< HEAD
=======
use std::collections::{BTreeMap, BTreeSet};
>>>>>>> c4bf86a (Work out averages exactly, and withhold what a check's finding gives away)
use std::sync::Arc;

use super::forms::{Form, Ruleset};
use crate::domain::base::ratio::{Limit, Share};
use crate::domain::law::title::Title;
use crate::domain::place::area::Place;
use crate::domain::survey::coverage::Coverage;
<<<<<<< HEAD
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::tally::ItemCount;
use crate::domain::survey::verdict::Outcome;
=======
use crate::domain::survey::disclosure;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::survey::tally::{ItemCount, Tally, TallyFault};
use crate::domain::survey::verdict::{self, Evidence, Figures, Finding, Outcome};
>>>>>>> c4bf86a (Work out averages exactly, and withhold what a check's finding gives away)

/// Coverage with what the regulation asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageView {
    /// The counts.
    pub coverage: Coverage,
    /// The limit, where one is asked: of the area as a whole, else of each of its parts.
    pub required: Option<Limit>,
    /// Whether every coverage minimum holds; `None` where none is asked or it can't be told.
    pub met: Option<bool>,
}

/// Answers to one item with what the regulation asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// The item's position in the form.
    pub position: usize,
    /// The counts.
    pub count: ItemCount,
    /// The item's limit, where one is asked.
    pub required: Option<Limit>,
    /// Whether it holds; `None` where none is asked or nobody answered.
    pub met: Option<bool>,
    /// The counts of its options, in the form's order.
    pub options: Vec<i64>,
}

/// What the residents said, and the regulation's verdict on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalView {
    /// Counted responses, spoilt ones included.
    pub collected: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Answers to the overall item.
    pub overall: ItemCount,
    /// The overall item's limit, where one is asked.
    pub required: Option<Limit>,
    /// Whether every satisfaction minimum holds.
    pub met: Option<bool>,
    /// One check for each satisfaction minimum.
    pub checks: Vec<Outcome>,
    /// The items that are shown, in the form's order.
    pub items: Vec<ItemView>,
    /// Codes of items left out because too few answered.
    pub withheld_items: Vec<String>,
}

impl ApprovalView {
    /// Valid responses.
    #[must_use]
    pub const fn valid(&self) -> i64 {
        self.collected.saturating_sub(self.spoilt)
    }

    /// Satisfied of valid, on the overall item.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.overall.satisfied, self.valid())
    }
}

/// One hamlet's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletView {
    /// The hamlet.
    pub place: Place,
    /// Its code.
    pub code: String,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its approval; `None` where the group is too small to be shown.
    pub approval: Option<Arc<ApprovalView>>,
}

/// The figures as one kind of reader sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The area's approval; `None` where the group is too small to be shown.
    pub approval: Option<Arc<ApprovalView>>,
    /// Each hamlet.
    pub hamlets: Arc<Vec<HamletView>>,
}

/// The figures of a survey at one version: worked out once, shown many times.
#[derive(Debug)]
pub struct SurveyResult {
    /// The survey's version that they were read at.
    pub version: i64,
    /// The form.
    pub form: Arc<Form>,
    /// The rules that judge it.
    pub rules: Arc<Ruleset>,
    /// The title it is judged for.
    pub title: Title,
    /// Coverage of the area.
    pub coverage: CoverageView,
    /// One check for each coverage minimum.
    pub coverage_checks: Vec<Outcome>,
    /// All of it: for the Front.
    pub full: Side,
    /// Small groups withheld: for everyone else.
    pub public: Side,
    /// The hamlets with their counters.
    pub hamlets: Arc<Vec<SurveyHamlet>>,
}
<<<<<<< HEAD
=======

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
    let approval = approval_of(&whole, &form, &checks, &evidence);
    let all = hamlets
        .iter()
        .map(|hamlet| hamlet_view(hamlet, &form, &BTreeSet::new()));
    let full = Side {
        approval: Some(Arc::new(approval.clone())),
        hamlets: Arc::new(all.collect()),
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
    hamlets: impl Iterator<Item = &'a SurveyHamlet>,
    form: &Form,
) -> Result<Figures, TallyFault> {
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
    // One counted response a household, so the collected ones are the households heard.
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

fn coverage_of(coverage: Coverage, checks: &[Outcome]) -> CoverageView {
    CoverageView {
        coverage,
        required: limit_of(checks, Measure::Coverage),
        met: verdict::all_met(checks),
    }
}

fn approval_of(
    whole: &Figures,
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
fn hamlet_view(hamlet: &SurveyHamlet, form: &Form, hidden: &BTreeSet<usize>) -> HamletView {
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
        coverage,
        approval,
    }
}

fn item_code(form: &Form, position: usize) -> Option<String> {
    form.questionnaire
        .items
        .get(position)
        .map(|item| item.code.clone())
}

fn public_side(approval: &ApprovalView, hamlets: &[SurveyHamlet], form: &Form) -> Side {
    let hidden = disclosure::hidden_cells(&form.questionnaire, &form.layout, hamlets);
    let views = hamlets
        .iter()
        .zip(&hidden)
        .map(|(hamlet, hidden)| hamlet_view(hamlet, form, hidden))
        .collect();
    let cells: Vec<(Place, BTreeSet<usize>)> = hamlets
        .iter()
        .map(|hamlet| hamlet.place)
        .zip(hidden)
        .collect();
    let approval = (!disclosure::is_small(approval.overall.answered))
        .then(|| Arc::new(without_small_items(approval, &cells, form)));
    Side {
        approval,
        hamlets: Arc::new(views),
    }
}

fn without_small_items(
    approval: &ApprovalView,
    cells: &[(Place, BTreeSet<usize>)],
    form: &Form,
) -> ApprovalView {
    let small = |item: &ItemView| disclosure::is_small(item.count.answered);
    let (hidden, items): (Vec<_>, Vec<_>) = approval.items.iter().cloned().partition(small);
    let hidden: BTreeSet<usize> = hidden.iter().map(|item| item.position).collect();
    let mut checks = approval.checks.clone();
    for outcome in &mut checks {
        outcome.worst = outcome
            .worst
            .filter(|worst| !gives_away(&outcome.minimum, worst, &hidden, cells, form));
    }
    ApprovalView {
        items,
        withheld_items: hidden
            .iter()
            .filter_map(|item| item_code(form, *item))
            .collect(),
        checks,
        ..approval.clone()
    }
}

/// Whether what a check found would tell of counts that are withheld.
///
/// Of the whole area, an item is withheld where too few answered it, and an average with any of
/// its items. A part of the area is shown by its hamlets alone: a finding in it is a second total,
/// from which a hamlet's withheld counts could be worked out.
fn gives_away(
    minimum: &Minimum,
    worst: &Finding,
    hidden: &BTreeSet<usize>,
    cells: &[(Place, BTreeSet<usize>)],
    form: &Form,
) -> bool {
    let overall = form.layout.overall();
    let looked_at = |item: &usize| match worst.item {
        Some(worst) => worst == *item,
        None => Some(*item) != overall,
    };
    if minimum.each == Each::Area {
        hidden.iter().any(looked_at)
    } else {
        cells
            .iter()
            .any(|(place, hidden)| place.is_in(worst.area) && hidden.iter().any(looked_at))
    }
}
>>>>>>> c4bf86a (Work out averages exactly, and withhold what a check's finding gives away)
