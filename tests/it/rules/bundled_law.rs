//! The bundled regulations and questionnaires read, and say what the law says.

use chrono::NaiveDate;
use longdan::domain::base::canonical::{canonical_json, sha256_hex};
use longdan::domain::base::language::Language;
use longdan::domain::base::ratio::Comparison;
use longdan::domain::law::bundled::regulations;
use longdan::domain::law::check::Severity;
use longdan::domain::law::regulation::{Base, Each, Measure, Minimum, Regulation};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::survey::bundled::questionnaires;
use longdan::domain::survey::questionnaire::{Questionnaire, Sentiment};

fn regulation(code: &str) -> Regulation {
    let all = regulations().expect("the bundled regulations read");
    all.into_iter().find(|one| one.code == code).expect(code)
}

fn questionnaire(code: &str) -> Questionnaire {
    let all = questionnaires().expect("the bundled questionnaires read");
    all.into_iter().find(|one| one.code == code).expect(code)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn minimum(set: &Regulation, title: Title, level: AreaLevel, measure: Measure) -> Minimum {
    let mut all = set.minimums_for(title, level);
    let found = all.find(|minimum| minimum.measure == measure);
    found.cloned().expect("a minimum")
}

/// One line a minimum, as a lawyer would read it.
fn table(set: &Regulation) -> String {
    let line = |one: &Minimum| {
        let limit = one.limit.hundredths();
        format!(
            "{:<23}{:<9}{:<13}{:<9}{:<11}{:<10}{:>3}.{:02} % {:<9}{:<12}{}",
            one.title.as_str(),
            one.level.as_str(),
            one.measure.as_str(),
            one.each.as_str(),
            one.base.as_str(),
            one.comparison.as_str(),
            limit / 100,
            limit % 100,
            one.severity.as_str(),
            if one.confirmed {
                "confirmed"
            } else {
                "unconfirmed"
            },
            one.source,
        )
    };
    set.minimums.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn minimums_stand_as_the_field_notes_give_them() {
    insta::assert_snapshot!("minimums_2016_2020", table(&regulation("ntm-2016")));
    insta::assert_snapshot!("minimums_2021_2025", table(&regulation("ntm-2021")));
}

#[test]
fn exactly_eighty_percent_passes_since_2022_and_not_before() {
    use longdan::domain::base::ratio::Share;
    let before = minimum(
        &regulation("ntm-2016"),
        Title::Standard,
        AreaLevel::Commune,
        Measure::Overall,
    );
    assert_eq!(
        Share::of(80, 100).meets(before.comparison, before.limit),
        Some(false)
    );
    assert_eq!(
        Share::of(8_001, 10_000).meets(before.comparison, before.limit),
        Some(true)
    );
    assert!(before.confirmed);
    assert_eq!(
        (before.base, before.severity),
        (Base::Collected, Severity::Blocking)
    );

    let since = regulation("ntm-2021");
    let item = minimum(
        &since,
        Title::Standard,
        AreaLevel::Commune,
        Measure::EachItem,
    );
    assert_eq!(
        Share::of(80, 100).meets(item.comparison, item.limit),
        Some(true)
    );
    assert_eq!(
        Share::of(7_999, 10_000).meets(item.comparison, item.limit),
        Some(false)
    );
    let overall = minimum(
        &since,
        Title::Standard,
        AreaLevel::Commune,
        Measure::Overall,
    );
    assert_eq!(overall.limit.hundredths(), 9_000);
    assert_eq!(
        Share::of(90, 100).meets(overall.comparison, overall.limit),
        Some(true)
    );
}

#[test]
fn district_of_2021_is_held_to_each_content_in_each_commune() {
    let set = regulation("ntm-2021");
    let rule = minimum(
        &set,
        Title::Standard,
        AreaLevel::District,
        Measure::EachItem,
    );
    assert_eq!(
        (rule.each, rule.limit.hundredths(), rule.confirmed),
        (Each::Commune, 8_000, true)
    );
    let overall = minimum(&set, Title::Standard, AreaLevel::District, Measure::Overall);
    assert_eq!(
        (overall.each, overall.limit.hundredths()),
        (Each::Area, 9_000)
    );
}

#[test]
fn day_of_the_notice_is_covered_for_every_commune_title() {
    let notice = day("2019-07-17");
    let base = regulation("ntm-2016");
    let ha_tinh = regulation("ha-tinh-2019").over(&base);
    for set in [&base, &ha_tinh] {
        assert!(set.in_force_on(notice), "{}", set.code);
        for title in [
            Title::Standard,
            Title::Advanced,
            Title::Model,
            Title::SubstantiallyComplete,
        ] {
            let minimums = set.minimums_for(title, AreaLevel::Commune).count();
            let by_item = matches!(title, Title::Advanced | Title::Model) && *set == ha_tinh;
            assert_eq!(minimums, 2 + usize::from(by_item), "{} {title}", set.code);
        }
    }
    assert!(!regulation("ntm-2021").in_force_on(notice));
}

#[test]
fn ha_tinh_s_minimum_of_each_item_is_said_to_be_an_assumption() {
    let set = regulation("ha-tinh-2019");
    for title in [Title::Advanced, Title::Model] {
        let rule = minimum(&set, title, AreaLevel::Commune, Measure::EachItem);
        assert_eq!(
            (rule.limit.hundredths(), rule.comparison, rule.base),
            (8_000, Comparison::AtLeast, Base::Answered)
        );
        assert_eq!((rule.severity, rule.confirmed), (Severity::Blocking, false));
        assert!(rule.source.contains("an assumption"), "{}", rule.source);
    }
}

#[test]
fn days_of_the_two_periods_meet_without_gap_or_overlap() {
    let (first, second) = (regulation("ntm-2016"), regulation("ntm-2021"));
    let last = first.valid_until.expect("an end");
    assert_eq!(last.succ_opt(), Some(second.valid_from));
}

#[test]
fn each_period_has_nineteen_criteria_and_ha_tinh_a_twentieth() {
    let numbers = |set: &Regulation| {
        set.criteria
            .iter()
            .map(|one| one.number)
            .collect::<Vec<_>>()
    };
    let nineteen: Vec<i32> = (1..=19).collect();
    let base = regulation("ntm-2016");
    assert_eq!(numbers(&base), nineteen);
    assert_eq!(numbers(&regulation("ntm-2021")), nineteen);
    let ha_tinh = regulation("ha-tinh-2019");
    assert_eq!(numbers(&ha_tinh), [20]);
    let base_ref = ha_tinh.base.as_ref().map(ToString::to_string);
    assert_eq!(base_ref.as_deref(), Some("ntm-2016@1"));
    let both = ha_tinh.over(&base);
    assert_eq!(both.criteria.len(), 20);
    assert_eq!(
        (both.minimums.len(), both.vote.is_some()),
        (base.minimums.len() + ha_tinh.minimums.len(), true)
    );
}

#[test]
fn what_the_notes_call_recollection_is_never_confirmed() {
    for set in regulations().expect("the bundled regulations read") {
        if let Some(vote) = &set.vote {
            assert!(
                !vote.quorum.confirmed && !vote.majority.confirmed,
                "{}",
                set.code
            );
            assert_eq!(vote.quorum.limit.hundredths(), 7_000);
            assert_eq!(vote.majority.limit.hundredths(), 9_000);
        }
        for minimum in set.minimums.iter().filter(|minimum| minimum.confirmed) {
            assert_eq!(minimum.title, Title::Standard, "{minimum:?}");
            assert_eq!(minimum.severity, Severity::Blocking, "{minimum:?}");
        }
    }
}

#[test]
fn commune_form_has_eighteen_items_and_the_overall_one() {
    let form = questionnaire("commune-2016");
    assert_eq!(form.items.len(), 19);
    let codes: Vec<String> = (1..=18).map(|number| format!("Q{number:02}")).collect();
    let found: Vec<&str> = form.items.iter().map(|item| item.code.as_str()).collect();
    assert_eq!(
        found.get(..18),
        Some(
            codes
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice()
        )
    );
    let last = form.items.last().expect("items");
    assert!(last.code == "OVERALL" && last.overall && last.required);
    let criteria = regulation("ntm-2016").criteria;
    for item in form.items.iter().filter(|item| !item.overall) {
        let linked = item.criterion.as_deref().expect("a criterion");
        assert!(criteria.iter().any(|one| one.code == linked), "{linked}");
    }
}

#[test]
fn district_form_has_ten_items_and_the_overall_one() {
    let form = questionnaire("district-2016");
    assert_eq!(form.items.len(), 11);
    assert_eq!(form.items.iter().filter(|item| item.overall).count(), 1);
}

#[test]
fn every_item_offers_the_three_answers_in_two_languages() {
    use Sentiment::{Negative, Neutral, Positive};
    for form in questionnaires().expect("the bundled questionnaires read") {
        for item in &form.items {
            let options = item.options.iter();
            let found: Vec<_> = options
                .map(|one| (one.code.as_str(), one.sentiment))
                .collect();
            let three = [
                ("SATISFIED", Positive),
                ("NOT_SATISFIED", Negative),
                ("OTHER", Neutral),
            ];
            assert_eq!(found, three);
            assert_ne!(item.label.text(Language::Vi), item.label.text(Language::En));
        }
    }
}

#[test]
fn canonical_form_tells_the_same_content_from_other_content() {
    let one = regulation("ntm-2016");
    let text = canonical_json(&one).expect("JSON");
    let back: Regulation = serde_json::from_str(&text).expect("the same regulation");
    assert_eq!(back, one);
    let mut other = one.clone();
    other.minimums.reverse();
    let hash = |set| sha256_hex(&canonical_json(set).expect("JSON"));
    assert_eq!(hash(&one), hash(&back));
    assert_ne!(hash(&one), hash(&other));
    assert_eq!(hash(&one).len(), 64);

    let form = questionnaire("commune-2016");
    let back: Questionnaire =
        serde_json::from_str(&canonical_json(&form).expect("JSON")).expect("the form");
    assert_eq!(back, form);
}
