//! Exact decimals, groups by criteria met, and files of indicators.

use longdan::domain::base::import_fault::{FaultReason, TaskReason};
use longdan::domain::imports::indicator_rows::read_indicators;
use longdan::domain::tasks::decimal::Decimal;
use longdan::domain::tasks::indicator::{
    GROUPS_FILE, bundled_indicators, grouping, indicator_lists, read_groups,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_decimal_is_written_as_it_was_read(value in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0..=6_u32) {
        let number = Decimal::of(value, scale).expect("a decimal");
        let text = number.to_string();
        // A number of fewer digits than decimals is written with a zero in front, one digit more.
        if text.bytes().filter(u8::is_ascii_digit).count() <= 15 {
            prop_assert_eq!(text.parse::<Decimal>(), Ok(number));
        }
    }
}

#[test]
fn only_plain_decimals_are_read() {
    for text in [
        "",
        "-",
        ".5",
        "5.",
        "5,82",
        "1e3",
        "+1",
        " 1",
        "--1",
        "1.2.3",
        "1.1234567",
        "1234567890123456",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text:?}");
    }
    let rate: Decimal = "5.82".parse().expect("a decimal");
    assert_eq!((rate.value(), rate.scale(), rate.whole()), (582, 2, None));
    assert_eq!(
        "12.00".parse::<Decimal>().expect("a decimal").whole(),
        Some(12)
    );
    assert_eq!(
        "-0.5".parse::<Decimal>().expect("a decimal").to_string(),
        "-0.5"
    );
}

#[test]
fn every_number_of_criteria_from_0_to_19_is_in_one_group() {
    assert_eq!(
        &read_groups(GROUPS_FILE.as_bytes()).expect("a sound file"),
        grouping()
    );
    for met in 0..=19 {
        let groups = grouping().groups.iter();
        let holding: Vec<_> = groups.filter(|group| group.holds(met)).collect();
        assert_eq!(holding.len(), 1, "{met}: {holding:?}");
    }
}

#[test]
fn the_rates_of_the_notice_are_bundled() {
    for list in indicator_lists() {
        let text = bundled_indicators(list).expect("a list");
        let rows = read_indicators(text.as_bytes())
            .whole()
            .expect("a sound file");
        let found: Vec<_> = rows
            .iter()
            .map(|row| (row.code.as_str(), row.value.to_string()))
            .collect();
        let rates = [
            ("POOR_HOUSEHOLDS", "5.82".to_owned()),
            ("NEAR_POOR_HOUSEHOLDS", "5.91".to_owned()),
        ];
        assert_eq!(found, rates);
    }
}

#[test]
fn every_bad_line_of_an_indicators_file_is_named() {
    let file = "area_code,code,day,value,unit,source\n42,A,2019-07-17,5.82,%,x\n42,A,2019-07-17,6,%,x\n42,B C,2019-02-30,5;8,,x\n";
    let faults = read_indicators(file.as_bytes()).faults;
    let found: Vec<_> = faults
        .into_iter()
        .map(|fault| (fault.line, fault.reason))
        .collect();
    assert_eq!(
        found,
        [
            (3, FaultReason::RepeatedFrom(2)),
            (4, FaultReason::NotACode),
            (4, FaultReason::NotADay),
            (4, FaultReason::OfTask(TaskReason::NotADecimal)),
            (4, FaultReason::Empty),
        ]
    );
}
