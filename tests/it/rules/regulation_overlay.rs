//! An overlay replaces what is the same rule, adds the rest, spares its base.

use longdan::domain::law::regulation::Regulation;

const BASE: &str = r#"
code = "base"
version = 1
name = { vi = "Gốc", en = "Base" }
valid_from = 2016-12-30
valid_until = 2022-09-19
legal_basis = "QĐ 1"

[[minimums]]
title = "STANDARD"
level = "COMMUNE"
measure = "overall"
each = "area"
base = "collected"
comparison = "more_than"
limit = "80"
severity = "blocking"
source = "base"
confirmed = true

[[minimums]]
title = "ADVANCED"
level = "COMMUNE"
measure = "overall"
each = "area"
base = "collected"
comparison = "more_than"
limit = "85"
severity = "blocking"
source = "base"
confirmed = true

[[criteria]]
code = "1"
number = 1
name = { vi = "Một", en = "One" }

[[criteria]]
code = "2"
number = 2
name = { vi = "Hai", en = "Two" }
agency = "SO_HAI"

[vote]
quorum = { base = "members", comparison = "at_least", limit = "70", source = "base", confirmed = false }
majority = { base = "present", comparison = "at_least", limit = "90", source = "base", confirmed = false }
"#;

const HEAD: &str = r#"
code = "over"
version = 2
name = { vi = "Phủ", en = "Over" }
valid_from = 2019-01-01
legal_basis = "QĐ 2"
base = "base@1"
"#;

fn read(text: &str) -> Regulation {
    Regulation::from_toml(text.as_bytes()).expect("a regulation")
}

fn over(more: &str) -> Regulation {
    read(&format!("{HEAD}{more}")).over(&read(BASE))
}

fn minimum(title: &str, each: &str, level: &str, base: &str, limit: &str) -> String {
    format!(
        "[[minimums]]\ntitle = \"{title}\"\nlevel = \"{level}\"\nmeasure = \"overall\"\neach = \"{each}\"\n\
         base = \"{base}\"\ncomparison = \"at_least\"\nlimit = \"{limit}\"\nseverity = \"warning\"\n\
         source = \"over\"\nconfirmed = false\n"
    )
}

#[test]
fn nothing_said_leaves_all_rules_of_the_base() {
    let (both, base) = (over(""), read(BASE));
    assert_eq!(both.minimums, base.minimums);
    assert_eq!(both.criteria, base.criteria);
    assert_eq!(both.vote, base.vote);
    assert_eq!((both.code.as_str(), both.version), ("over", 2));
    assert_eq!(both.valid_until, None);
    assert_eq!(both.legal_basis, "QĐ 2");
}

#[test]
fn minimum_of_same_title_level_measure_and_each_is_replaced_in_its_place() {
    let both = over(&minimum("STANDARD", "area", "COMMUNE", "valid", "66.67"));
    let limits: Vec<i64> = both
        .minimums
        .iter()
        .map(|one| one.limit.hundredths())
        .collect();
    assert_eq!(limits, [6_667, 8_500]);
    let first = both.minimums.first().expect("a minimum");
    assert_eq!((first.source.as_str(), first.confirmed), ("over", false));
}

#[test]
fn minimum_that_differs_in_any_of_them_is_added_behind() {
    for (title, each, level) in [
        ("MODEL", "area", "COMMUNE"),
        ("STANDARD", "area", "DISTRICT"),
        ("STANDARD", "commune", "DISTRICT"),
    ] {
        let both = over(&minimum(title, each, level, "collected", "50"));
        let limits: Vec<i64> = both
            .minimums
            .iter()
            .map(|one| one.limit.hundredths())
            .collect();
        assert_eq!(limits, [8_000, 8_500, 5_000], "{title} {each} {level}");
    }
}

#[test]
fn criterion_of_same_code_is_replaced_and_a_new_one_added() {
    let both = over(
        "[[criteria]]\ncode = \"2\"\nnumber = 2\nname = { vi = \"Khác\", en = \"Other\" }\n\
         [[criteria]]\ncode = \"20\"\nnumber = 20\nname = { vi = \"Mới\", en = \"New\" }\n",
    );
    let names: Vec<&str> = both
        .criteria
        .iter()
        .map(|one| one.name.en.as_str())
        .collect();
    assert_eq!(names, ["One", "Other", "New"]);
    let second = both.criteria.get(1).expect("a criterion");
    assert_eq!(second.agency, None, "replaced as a whole");
}

#[test]
fn vote_is_replaced_as_a_whole() {
    let both = over(
        "[vote]\n\
         quorum = { base = \"members\", comparison = \"more_than\", limit = \"50\", source = \"over\", confirmed = true }\n\
         majority = { base = \"members\", comparison = \"more_than\", limit = \"50\", source = \"over\", confirmed = true }\n",
    );
    let vote = both.vote.expect("a vote");
    assert_eq!(vote.quorum.limit.hundredths(), 5_000);
    assert_eq!(vote.majority.source, "over");
}
