//! `export forms`: papers of a survey, to a file or to standard output.

use serde_json::Value;

use crate::support::program::Desk;

/// The survey that the demonstration leaves open, as its sample query names it.
fn open_survey(demo: &Value) -> String {
    let command = demo["samples"]["submit"].as_str().expect("a command");
    let (_, rest) = command.split_once("\"surveyId\":\"").expect("a survey");
    let (id, _) = rest.split_once('"').expect("its end");
    id.to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn papers_go_to_a_file_or_to_standard_output() {
    Desk::on_both(async |desk| {
        let survey = open_survey(&desk.demo());
        let export = |more: &[&str]| {
            let mut all = vec!["export", "forms", "--survey", &survey];
            all.extend(more);
            desk.run(&all)
        };
        let file = desk.file("phieu.html");
        let path = file.to_str().expect("a path");
        let written = export(&["--count", "2", "--output", path]);
        assert_eq!(written.status.code(), Some(0));
        assert_eq!(written.stdout, b"");
        let page = std::fs::read_to_string(&file).expect("the file");
        assert!(page.contains("/0002") && !page.contains("/0003"), "{page}");

        let printed = export(&["--kind", "count-record"]);
        assert_eq!(printed.status.code(), Some(0));
        let printed = String::from_utf8(printed.stdout).expect("UTF-8");
        assert!(printed.contains("BIÊN BẢN KIỂM PHIẾU"), "{printed}");

        for wrong in [
            ["--kind", "posting"],
            ["--kind", "poems"],
            ["--hamlet", "x"],
            ["--count", "0"],
        ] {
            let output = export(&wrong);
            assert_ne!(output.status.code(), Some(0), "{wrong:?}");
            assert_eq!(output.stdout, b"", "{wrong:?}");
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            assert!(!said.contains("panicked"), "{said}");
        }
    })
    .await;
}
