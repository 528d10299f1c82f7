//! `import` of good files: once, again, with every kind of line end.

use serde_json::json;

use crate::support::program::Desk;

const AREAS: &str = "code,name,level,parent_code,households
18628-01,Thôn Hà Thanh,hamlet,18628,212
18628-02,Thôn Thượng Phú,hamlet,18628,198
";
const HOUSEHOLDS: &str = "hamlet_code,household_code
18628-01,HT-1
18628-01,HT-2
18628-02,HT-1
";
const ROUND: &str = "[[rounds]]
year = 2019
ordinal = 1
regulation = \"ha-tinh-2019\"
as_of = 2019-07-17
deadlines = [
  { deliverable = \"FRONT_REPORT\", due_before = 2019-08-10 },
  { deliverable = \"RECOGNITION_VOTE\", due_before = 2019-08-30 },
]

[[rounds]]
year = 2019
ordinal = 2
name = \"Đợt cuối năm\"
regulation = \"ntm-2016\"
province = \"42\"
";
const NOMINATIONS: &str = "year,ordinal,area_code,title
2019,1,18628,ADVANCED
2019,1,18466,standard
";
const REGULATION: &str = include_str!("../../../data/regulations/ha-tinh-2019.toml");
const QUESTIONNAIRE: &str = include_str!("../../../data/questionnaires/commune-2016.toml");

/// A desk whose database holds Ha Tinh's units of 2019.
fn set_up(desk: &Desk) {
    desk.done(&["migrate", "up"]);
    desk.done(&["import", "areas", "--bundled", "ha-tinh-2019"]);
}

/// Each kind with a good file, how many things it holds, in an order in which they can come.
fn files() -> Vec<(&'static str, String, u64)> {
    let regulation = REGULATION.replace("code = \"ha-tinh-2019\"", "code = \"x-2019\"");
    let questionnaire = QUESTIONNAIRE.replace("code = \"commune-2016\"", "code = \"x-2016\"");
    vec![
        ("areas", AREAS.to_owned(), 2),
        ("households", HOUSEHOLDS.to_owned(), 3),
        ("regulation", regulation, 1),
        ("questionnaire", questionnaire, 1),
        ("round", ROUND.to_owned(), 2),
        ("nominations", NOMINATIONS.to_owned(), 2),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_goes_in_once_however_its_lines_end() {
    Desk::on_both(async |desk| {
        set_up(&desk);
        for (what, text, count) in files() {
            let file = desk.put("unix", &text);
            let windows = desk.put(
                "windows",
                [b"\xEF\xBB\xBF", text.replace('\n', "\r\n").as_bytes()].concat(),
            );
            let first = desk.read(&["import", what, &windows, "--json"]);
            let new = json!({ "inserted": count, "updated": 0, "ended": 0, "unchanged": 0 });
            assert_eq!(first, new, "{what}");
            for again in [&windows, &file] {
                let second = desk.read(&["import", what, again, "--json"]);
                let same = json!({ "inserted": 0, "updated": 0, "ended": 0, "unchanged": count });
                assert_eq!(second, same, "{what} again");
            }
            let said = desk.done(&["import", what, &file]);
            assert_eq!(
                said,
                format!("added 0, updated 0, ended 0, unchanged {count}")
            );
        }
        desk.done(&["verify"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_s_dates_and_name_may_move_and_its_law_stays() {
    const READ: &str =
        "{ certificationRound(year: 2019, ordinal: 1) { name asOf regulation { code }
        deadlines { deliverable dueBefore } } }";
    Desk::on_both(async |desk| {
        set_up(&desk);
        let file = desk.put("round.toml", ROUND);
        desk.done(&["import", "round", &file]);
        let moved = "[[rounds]]\nyear = 2019\nordinal = 1\nname = \"Đợt 1\"\nregulation = \"ha-tinh-2019\"
deadlines = [ { deliverable = \"FRONT_REPORT\", due_before = 2019-08-15 }, { deliverable = \"DEBT_STATEMENT\", due_before = 2019-08-01 } ]\n";
        let moved = desk.put("moved.toml", moved);
        let report = desk.read(&["import", "round", &moved, "--json"]);
        assert_eq!((&report["inserted"], &report["updated"]), (&json!(0), &json!(1)));

        let other_law = ROUND.replace("\"ha-tinh-2019\"", "\"ntm-2016\"");
        let other_day = ROUND.replace("as_of = 2019-07-17", "as_of = 2019-07-18");
        for (text, field) in [(other_law, "regulation"), (other_day, "as_of")] {
            let file = desk.put("other.toml", text);
            let said = desk.fails(1, &["import", "round", &file]);
            let why = format!("line 1: {field}: the round is on record");
            assert!(said.contains(&why), "{said}");
        }
        let server = desk.serve();
        let answer = server.ask("", READ, json!({})).await;
        let round = &answer["data"]["certificationRound"];
        assert_eq!((&round["name"], &round["asOf"]), (&json!("Đợt 1"), &json!("2019-07-17")), "{answer}");
        assert_eq!(round["regulation"]["code"], "ha-tinh-2019");
        let dates = round["deadlines"].as_array().expect("dates");
        let on = |what: &str| dates.iter().find(|date| date["deliverable"] == what).map(|date| date["dueBefore"].clone());
        assert_eq!(on("FRONT_REPORT"), Some(json!("2019-08-15")), "moved");
        assert_eq!(on("RECOGNITION_VOTE"), Some(json!("2019-08-30")), "stays");
        assert_eq!(on("DEBT_STATEMENT"), Some(json!("2019-08-01")), "new");
    })
    .await;
}

#[test]
fn bundled_lists_come_in_order_of_time() {
    let desk = Desk::new();
    desk.done(&["migrate", "up"]);
    let list = |name| desk.read(&["import", "areas", "--bundled", name, "--json"]);
    assert!(list("ha-tinh-2019")["inserted"].as_u64() > Some(270));
    assert!(list("ha-tinh-2020")["ended"].as_u64() > Some(30));
    assert!(list("ha-tinh-2025")["ended"].as_u64() > Some(200));
    let again = list("ha-tinh-2025");
    assert_eq!(
        (&again["inserted"], &again["ended"]),
        (&json!(0), &json!(0))
    );
    let said = desk.fails_in_a_line(2, &["import", "areas", "--bundled", "nghe-an"]);
    assert!(
        said.contains("ha-tinh-2019, ha-tinh-2020, ha-tinh-2025"),
        "{said}"
    );
}
