//! `import` of bad files: every bad line is named, and nothing is imported.

use crate::support::program::Desk;

const AREAS: &str = "code,name,level,parent_code,households,valid_from\n";
const HOUSEHOLDS: &str = "hamlet_code,household_code\n";
const NOMINATIONS: &str = "year,ordinal,area_code,title\n";
/// More than any number that a computer counts with.
const HUGE: &str = "99999999999999999999999999";

/// A desk with units, a hamlet and a round.
fn set_up() -> Desk {
    let desk = Desk::new();
    desk.done(&["migrate", "up"]);
    desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
    let hamlet = "code,name,level,parent_code\n18628-01,Thôn 1,hamlet,18628\n";
    let hamlet = desk.put("hamlet.csv", hamlet);
    desk.done(&["import", "areas", &hamlet]);
    let round =
        "[[rounds]]\nyear = 2019\nordinal = 1\nregulation = \"ha-tinh-2019\"\nas_of = 2019-07-17\n";
    let round = desk.put("round.toml", round);
    desk.done(&["import", "round", &round]);
    desk
}

/// Imports a bad file, which must be refused with exactly these lines.
fn refused(desk: &Desk, what: &str, content: impl AsRef<[u8]>, lines: &[&str]) {
    let file = desk.put("bad", content);
    let said = desk.fails(1, &["import", what, &file]);
    let mut told = said.lines();
    let head = format!(
        "longdan: {file}: {} faults, nothing was imported",
        lines.len()
    );
    assert_eq!(told.next(), Some(head.as_str()), "{what}: {said}");
    for (found, expected) in told.by_ref().zip(lines) {
        assert!(
            found.starts_with(expected),
            "{what}: {expected:?} in {said}"
        );
    }
    assert_eq!(said.lines().count(), lines.len() + 1, "{what}: {said}");
}

#[test]
fn files_that_cannot_be_read_are_told_in_a_line() {
    let desk = set_up();
    let kinds = [
        "areas",
        "households",
        "regulation",
        "questionnaire",
        "round",
        "nominations",
    ];
    for what in kinds {
        let said = desk.fails_in_a_line(1, &["import", what, "nowhere.file"]);
        assert!(said.contains("nowhere.file can't be read"), "{said}");
        desk.fails_in_a_line(1, &["import", what, "."]);
    }
    for what in ["areas", "households", "nominations"] {
        refused(&desk, what, "", &["line 1: the file is empty"]);
        refused(&desk, what, "\u{feff}\r\n", &["line 1: the file is empty"]);
    }
    for what in kinds {
        let lines = ["line 2: not UTF-8", "line 4: not UTF-8"];
        refused(&desk, what, b"one\ntw\xff\nthree\n\xfe", &lines);
    }
    for what in ["regulation", "questionnaire"] {
        let file = desk.put("empty", "");
        let said = desk.fails(1, &["import", what, &file]);
        assert!(
            said.contains("line 1: code: this field is missing"),
            "{said}"
        );
        refused(
            &desk,
            what,
            "code = \"x\n",
            &["line 1: not the grammar of TOML"],
        );
    }
    refused(
        &desk,
        "round",
        "",
        &["line 1: rounds: must have 1 to 100 entries"],
    );
}

#[test]
fn every_bad_line_of_a_table_is_named() {
    let desk = set_up();
    let areas = format!(
        "{AREAS}18628-02,Thôn 2,hamlet,18628,{HUGE},\n18628-03,,hamlet,18628,1,\n18628-04,Thôn 4,village,18628,1,\n99999-05,Thôn 5,hamlet,99999,1,\n18628-06,Thôn 6,hamlet,18628,1,2019-02-30\n18628-07,Thôn 7\n18628-08,Thôn 8,hamlet,18628,-1,\n18628-09,Thôn 9,hamlet,18628,9,\n"
    );
    refused(
        &desk,
        "areas",
        areas,
        &[
            "line 2: households: must be a whole number",
            "line 3: name: must not be empty",
            "line 4: level: must be one of",
            "line 5: parent_code: no such unit",
            "line 6: valid_from: must be a day of the calendar",
            "line 7: 2 fields, the header has 6",
            "line 8: households: must be a whole number",
        ],
    );
    let good = desk.put(
        "good.csv",
        "code,name,level,parent_code\n18628-09,Thôn 9,hamlet,18628\n",
    );
    let report = desk.read(&["import", "areas", &good, "--json"]);
    assert_eq!(
        report["inserted"], 1,
        "the good line of the bad file was not imported"
    );

    let households = format!(
        "{HOUSEHOLDS}18628-01,HT-1\n18628-77,HT-2\n18628-01,HT 3\n18628-01,HT-1\n18628-01,{}\n",
        "9".repeat(65)
    );
    let file = desk.put("households.csv", &households);
    let said = desk.fails(1, &["import", "households", &file]);
    for line in [
        "3: hamlet_code: ",
        "4: household_code: ",
        "5: household_code: ",
        "6: household_code: ",
    ] {
        assert!(said.contains(&format!("\nline {line}")), "{line}: {said}");
    }
    let unknown = format!("{HOUSEHOLDS}18628-01,HT-1\n18628-77,HT-2\n18628-78,HT-2\n");
    let lines = [
        "line 3: hamlet_code: no hamlet",
        "line 4: hamlet_code: no hamlet",
    ];
    refused(&desk, "households", unknown, &lines);
    let good = desk.put("good.csv", format!("{HOUSEHOLDS}18628-01,HT-1\n"));
    let report = desk.read(&["import", "households", &good, "--json"]);
    assert_eq!(
        report["inserted"], 1,
        "nothing of the bad files was imported"
    );
}

#[test]
fn every_bad_line_of_nominations_is_named() {
    let desk = set_up();
    let malformed = format!(
        "{NOMINATIONS}{HUGE},1,18628,ADVANCED\n2019,0,18628,ADVANCED\n2019,1,18628,BEST\n2019,1,18466,STANDARD\n2019,1,18466,STANDARD\n"
    );
    refused(
        &desk,
        "nominations",
        malformed,
        &[
            "line 2: year: must be a whole number",
            "line 3: ordinal: must be a whole number",
            "line 4: title: must be one of",
            "line 6: area_code: the same as on line 5",
        ],
    );
    let unfit = format!(
        "{NOMINATIONS}2019,1,18466,STANDARD\n2018,1,18628,ADVANCED\n2019,1,99999,ADVANCED\n2019,1,18628,TASK_COMPLETED\n2019,1,18628,SUBSTANTIALLY_COMPLETE\n"
    );
    refused(
        &desk,
        "nominations",
        unfit,
        &[
            "line 3: ordinal: there is no such round",
            "line 4: area_code: no unit has this code",
            "line 5: title: this title is not for",
            "line 6: title: the commune stands in no recorded merger plan",
        ],
    );
    let header = "year,ordinal,area_code,title,title,colour\n";
    let lines = [
        "line 1: colour: the format has no such field",
        "line 1: title: this column",
    ];
    refused(&desk, "nominations", header, &lines);
    refused(
        &desk,
        "nominations",
        "year,title,ordinal\n",
        &["line 1: area_code: this field is missing"],
    );
    let good = desk.put("good.csv", format!("{NOMINATIONS}2019,1,18466,STANDARD\n"));
    let report = desk.read(&["import", "nominations", &good, "--json"]);
    assert_eq!(
        report["inserted"], 1,
        "nothing of the bad files was imported"
    );
}

#[test]
fn every_bad_line_of_a_document_is_named() {
    let desk = set_up();
    let regulation = include_str!("../../../data/regulations/ha-tinh-2019.toml");
    refused(
        &desk,
        "regulation",
        regulation.replace("number = 20", "number = 21"),
        &["line 1: version: this code and version is on record"],
    );
    let bad = regulation
        .replace("version = 1", &format!("version = {HUGE}"))
        .replace("base = \"answered\"", "base = \"friends\"")
        .replace("limit = \"80\"", "limit = \"80,5\"")
        .replace("ntm-2016@1", "ntm-2016");
    let file = desk.put("bad.toml", bad);
    let said = desk.fails(1, &["import", "regulation", &file]);
    for field in [
        "version",
        "base",
        "minimums[1].base",
        "minimums[2].base",
        "minimums[1].limit",
        "minimums[2].limit",
    ] {
        assert!(said.contains(&format!(": {field}: ")), "{field}: {said}");
    }
    let unknown = regulation
        .replace("code = \"ha-tinh-2019\"", "code = \"x\"")
        .replace("ntm-2016@1", "ntm-1945@1");
    refused(
        &desk,
        "regulation",
        unknown,
        &["line 1: base: the base is not on record yet"],
    );
}

#[test]
fn every_bad_line_of_a_form_is_named() {
    let desk = set_up();
    let form = include_str!("../../../data/questionnaires/commune-2016.toml");
    let two = form
        .replace("code = \"commune-2016\"", "code = \"x\"")
        .replacen("code = \"Q01\"", "overall = true\ncode = \"Q01\"", 1);
    let file = desk.put("two.toml", two);
    let said = desk.fails(1, &["import", "questionnaire", &file]);
    assert!(
        said.contains("exactly one item must be the overall one"),
        "{said}"
    );
    let meta = form
        .replace("code = \"commune-2016\"", "code = \"x\"")
        .replace("code = \"Q01\"", "code = \"meta\"")
        .replace("code = \"Q02\"", "code = \"2 02\"");
    let file = desk.put("meta.toml", meta);
    let said = desk.fails(1, &["import", "questionnaire", &file]);
    assert!(
        said.contains("form's own fields") && said.contains("must be an XML name"),
        "{said}"
    );
}

#[test]
fn every_bad_line_of_a_round_is_named() {
    let desk = set_up();
    let round = |ordinal: &str, rest: &str| {
        format!("[[rounds]]\nyear = 2020\nordinal = {ordinal}\n{rest}\n")
    };
    let good = round("1", "regulation = \"ntm-2016\"");
    let unknown = [
        good.clone(),
        round("2", "regulation = \"ntm-1945\""),
        round("3", "regulation = \"ntm-2016\"\nprovince = \"40\""),
    ];
    let lines = [
        "line 5: regulation: no regulation has this code",
        "line 9: province: the province can't be told",
    ];
    refused(&desk, "round", unknown.concat(), &lines);
    let malformed = [
        round(HUGE, "regulation = \"ntm-2016\""),
        round("2", "colour = \"red\""),
        round(
            "3",
            "regulation = \"ntm-2016\"\nas_of = \"2020-01-01\"\ndeadlines = [ { deliverable = \"CAKE\", due_before = 2020-01-01 } ]",
        ),
    ];
    refused(
        &desk,
        "round",
        malformed.concat(),
        &[
            "line 3: rounds[1].ordinal: must be a whole number from 1 to 100",
            "line 5: rounds[2].regulation: this field is missing",
            "line 8: rounds[2].colour: the format has no such field",
            "line 13: rounds[3].as_of: must be a date",
            "line 14: rounds[3].deadlines[1].deliverable: must be one of",
        ],
    );
    let twice = good.repeat(2);
    refused(
        &desk,
        "round",
        twice,
        &["line 7: rounds[2].ordinal: the same as on line 3"],
    );
    let file = desk.put("good.toml", good);
    let report = desk.read(&["import", "round", &file, "--json"]);
    assert_eq!(
        report["inserted"], 1,
        "nothing of the bad files was imported"
    );
}
