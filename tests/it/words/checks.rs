//! The sentences of checks: what is asked, what there is, and where it is worst.

use std::fmt::Write;

use longdan::domain::base::ids::AreaId;
use longdan::domain::base::language::Language;
use longdan::domain::base::ratio::{Comparison, Limit, Share};
use longdan::domain::law::check::{CheckStatus, Severity};
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::survey::verdict::{Actual, Finding, Outcome};
use longdan::words::checks::{Found, actual, message, required};
use uuid::Uuid;

fn minimum(measure: Measure, each: Each, base: Base, comparison: Comparison) -> Minimum {
    Minimum {
        title: Title::Standard,
        level: AreaLevel::Commune,
        measure,
        each,
        base,
        comparison,
        limit: Limit::from_hundredths(8000).expect("a limit"),
        severity: Severity::Blocking,
        source: "HD 78/HD-MTTW-BTT".to_owned(),
        confirmed: true,
    }
}

fn outcome(minimum: Minimum, status: CheckStatus, actual: Option<Actual>) -> Outcome {
    let finding = |actual| Finding {
        area: AreaId(Uuid::nil()),
        item: Some(7),
        actual,
    };
    Outcome {
        minimum,
        status,
        worst: actual.map(finding),
    }
}

fn share(count: i64, base: i64) -> Actual {
    Actual::Share(Share::of(count, base))
}

fn cases() -> Vec<Outcome> {
    use Comparison::{AtLeast, MoreThan};
    let overall = |comparison| minimum(Measure::Overall, Each::Area, Base::Collected, comparison);
    let average =
        |comparison| minimum(Measure::ItemAverage, Each::Area, Base::Answered, comparison);
    let items = || minimum(Measure::EachItem, Each::Commune, Base::Answered, AtLeast);
    let coverage = |each| minimum(Measure::Coverage, each, Base::Households, MoreThan);
    let unconfirmed = Minimum {
        confirmed: false,
        ..coverage(Each::Area)
    };
    let average_of = |hundredths| Some(Actual::Average(hundredths));
    vec![
        outcome(overall(MoreThan), CheckStatus::Met, Some(share(355, 360))),
        outcome(overall(MoreThan), CheckStatus::NotMet, Some(share(4, 5))),
        outcome(
            overall(AtLeast),
            CheckStatus::NotMet,
            Some(share(19_999, 25_000)),
        ),
        outcome(overall(AtLeast), CheckStatus::Pending, None),
        outcome(items(), CheckStatus::NotMet, Some(share(300, 400))),
        outcome(items(), CheckStatus::NotMet, None),
        outcome(average(AtLeast), CheckStatus::NotMet, average_of(8000)),
        outcome(average(MoreThan), CheckStatus::NotMet, average_of(8000)),
        outcome(average(MoreThan), CheckStatus::Met, average_of(8000)),
        outcome(average(AtLeast), CheckStatus::Met, average_of(9611)),
        outcome(unconfirmed, CheckStatus::Met, Some(share(410, 400))),
        outcome(
            coverage(Each::District),
            CheckStatus::NotMet,
            Some(share(10, 400)),
        ),
        outcome(
            coverage(Each::Area),
            CheckStatus::Pending,
            Some(Actual::Nothing),
        ),
    ]
}

#[test]
fn checks_say_their_base_and_never_a_line_reached_that_was_not() {
    let found = Found {
        place: Some("Xã Gia Phố"),
        item: Some(("Q08", "Vệ sinh môi trường")),
    };
    let mut page = String::new();
    for case in cases() {
        writeln!(page, "{} {}", case.minimum.check_code(), case.status).expect("a text");
        for language in Language::ALL {
            let asked = required(&case.minimum, *language);
            let have = actual(&case, *language);
            let sentence = message(&case, &found, *language);
            writeln!(page, "  {asked} | {have}\n  {sentence}").expect("a text");
        }
    }
    insta::assert_snapshot!(page);
}
