//! Figures made from plain counts, and minimums made from their five parts.

use longdan::domain::base::ids::AreaId;
use longdan::domain::base::ratio::{Comparison, Limit};
use longdan::domain::law::check::Severity;
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::survey::coverage::Coverage;
use longdan::domain::survey::questionnaire::{Layout, Questionnaire};
use longdan::domain::survey::tally::Tally;
use longdan::domain::survey::verdict::{self, Evidence, Figures, Outcome};

use super::given::{area, form};

/// The counts of a place; of each item those satisfied, not satisfied and of another opinion.
#[derive(Debug, Clone, Default)]
pub struct Area {
    pub households: i64,
    pub issued: Option<i64>,
    pub collected: i64,
    pub spoilt: i64,
    pub items: Vec<[i64; 3]>,
}

pub fn minimum(
    measure: Measure,
    each: Each,
    base: Base,
    comparison: Comparison,
    limit: i64,
) -> Minimum {
    Minimum {
        title: Title::Standard,
        level: AreaLevel::Province,
        measure,
        each,
        base,
        comparison,
        limit: Limit::from_hundredths(limit).expect("a limit"),
        severity: Severity::Blocking,
        source: "the tests".to_owned(),
        confirmed: true,
    }
}

pub fn tally(form: &Questionnaire, counts: &Area) -> Tally {
    let tally = Tally {
        collected: counts.collected,
        spoilt: counts.spoilt,
        counts: counts.items.concat(),
    };
    assert_eq!(
        tally.counts.len(),
        Layout::of(form).width(),
        "three counts an item"
    );
    tally
}

pub fn figures(area: AreaId, form: &Questionnaire, counts: &Area) -> Figures {
    Figures {
        area,
        coverage: Coverage {
            households: counts.households,
            responded: counts.collected,
        },
        tally: tally(form, counts),
        issued: counts.issued,
    }
}

/// Holds a minimum against a province with communes and districts.
pub fn check_of(
    minimum: &Minimum,
    form: &Questionnaire,
    whole: &Figures,
    communes: &[Figures],
    districts: &[Figures],
) -> Outcome {
    let layout = Layout::of(form);
    let evidence = Evidence {
        form,
        layout: &layout,
        whole,
        communes,
        districts,
    };
    verdict::check(minimum, &evidence)
}

/// Holds a minimum against one area without parts, with the usual form.
pub fn check(minimum: &Minimum, counts: &Area) -> Outcome {
    let form = form();
    check_of(minimum, &form, &figures(area(100), &form, counts), &[], &[])
}
