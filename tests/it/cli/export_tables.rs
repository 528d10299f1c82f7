//! Tables and papers by command; a hash looked up from paper.

use serde_json::Value;

use crate::support::program::Desk;

fn token(desk: &Desk, demo: &Value, role: &str) -> String {
    let token = demo["tokens"][role].as_str().expect("a token");
    desk.put(&format!("{role}.txt"), format!("{token}\n"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_and_papers_are_written_for_whoever_has_a_token() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let front = token(&desk, &demo, "FRONT");
        let round = [
            "--year",
            "2019",
            "--ordinal",
            "1",
            "--token-file",
            front.as_str(),
        ];
        let run = |more: &[&str]| {
            let mut all = vec!["export"];
            all.extend(more);
            all.extend(round);
            desk.done(&all)
        };
        let csv = run(&["round"]);
        let rows = csv
            .lines()
            .count()
            .checked_sub(2)
            .expect("a heading and a last line");
        assert!(rows > 10, "{csv}");
        assert!(
            csv.trim_end()
                .lines()
                .last()
                .expect("a line")
                .starts_with(&format!("# sheet=round rows={rows} "))
        );
        let model = run(&["round", "--title", "MODEL", "--no-about"]);
        assert_eq!(model.lines().count(), 1, "{model}");
        for sheet in ["items", "hamlets", "appraisals", "debts"] {
            let lines = run(&[sheet, "--format", "jsonl"]);
            let last = lines.trim_end().lines().last().expect("a line");
            let about: Value = serde_json::from_str(last).expect("JSON");
            assert_eq!(about["about"]["sheet"], sheet);
        }
        let book = desk.file("dot-1.xlsx");
        let path = book.to_str().expect("a path");
        assert_eq!(run(&["hamlets", "--format", "xlsx", "--output", path]), "");
        let bytes = std::fs::read(&book).expect("the workbook");
        assert!(bytes.starts_with(b"PK"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_is_written_and_its_hash_found_again() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let front = token(&desk, &demo, "FRONT");
        let csv = desk.done(&["export", "round", "--token-file", &front]);
        let closed = csv
            .lines()
            .find(|line| line.contains(",CLOSED,") || line.contains(",VERIFIED,"));
        let closed = closed.expect("a closed survey");
        let fields: Vec<&str> = closed.split(',').collect();
        let survey = fields.last().expect("its id");
        let hash = fields
            .iter()
            .find(|field| field.len() == 64)
            .expect("its hash");
        let paper = desk.file("bien-ban.pdf");
        let path = paper.to_str().expect("a path");
        desk.done(&[
            "export",
            "count-record",
            "--survey",
            survey,
            "--token-file",
            &front,
            "--output",
            path,
        ]);
        assert!(
            std::fs::read(&paper)
                .expect("the paper")
                .starts_with(b"%PDF-")
        );
        let (one, rest) = hash.split_at(4);
        let said = desk.done(&["--lang", "en", "check-document", &one.to_uppercase(), rest]);
        assert!(
            said.contains("revision 1") && said.contains("it stands"),
            "{said}"
        );
        let slipped = format!(
            "{}{}",
            if one.starts_with('a') { "b" } else { "a" },
            hash.split_at(1).1
        );
        let json: Value = serde_json::from_str(&desk.done(&["check-document", "--json", &slipped]))
            .expect("JSON");
        assert_eq!(
            json["documents"][0]["mistypedGroups"],
            serde_json::json!([1])
        );
        let unknown = desk.run(&["check-document", &"0123456789abcdef".repeat(4)]);
        assert_eq!(unknown.status.code(), Some(1));
        desk.fails_in_a_line(2, &["check-document", "12 34"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_good_token_nothing_is_written() {
    Desk::on_both(async |desk| {
        let demo = desk.demo();
        let bad = desk.put("bad.txt", "nothing");
        let path = desk.file("none.csv");
        let output = path.to_str().expect("a path");
        desk.fails_in_a_line(
            1,
            &["export", "round", "--token-file", &bad, "--output", output],
        );
        assert!(!path.exists());
        let collector = token(&desk, &demo, "COLLECTOR");
        let survey = demo["samples"]["submit"].as_str().expect("a command");
        let (_, rest) = survey.split_once("\"surveyId\":\"").expect("a survey");
        let (survey, _) = rest.split_once('"').expect("its end");
        desk.fails_in_a_line(
            1,
            &[
                "export",
                "responses",
                "--survey",
                survey,
                "--token-file",
                &collector,
            ],
        );
        let front = token(&desk, &demo, "FRONT");
        let lines = desk.done(&[
            "export",
            "responses",
            "--survey",
            survey,
            "--token-file",
            &front,
            "--format",
            "jsonl",
        ]);
        assert!(lines.contains("\"about\""), "{lines}");
        desk.fails(
            2,
            &["export", "round", "--year", "2019", "--token-file", &front],
        );
    })
    .await;
}
