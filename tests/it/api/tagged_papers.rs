//! Papers as a screen reader goes through them: elements in the order of reading.

use longdan::exports::pdf::minutes::minutes;
use longdan::services::paper_votes;

use crate::support::app::App;
use crate::support::council::Council;
use crate::support::database::on_both;
use crate::support::pictures::{drawn_words, info_of, is_here};

/// Minutes on several pages: the agenda's items are repeated.
async fn long_minutes(app: &App) -> Vec<u8> {
    let council = Council::of(&app.world).await;
    let session = council
        .voted(&app.world, [[5, 0, 0, 0], [2, 2, 0, 1]])
        .await;
    let office = &app.world.office;
    let paper = paper_votes::minutes(office, Some(&council.clerk), session.id).await;
    let mut paper = paper.expect("minutes");
    paper.items = paper.items.iter().cycle().take(60).cloned().collect();
    minutes(&paper).expect("a paper")
}

/// The elements that `pdfinfo -struct` prints, by name, in their order.
fn elements(file: &[u8]) -> Vec<String> {
    let printed = info_of(&["-struct"], file);
    let lines = printed.lines().map(str::trim_start);
    lines
        .filter_map(|line| line.split([' ', ':']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of all elements, in the order of the tree.
fn read_words(file: &[u8]) -> Vec<String> {
    let printed = info_of(&["-struct-text"], file);
    let texts = printed
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('"')?.strip_suffix('"'));
    texts
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn minutes_are_read_as_they_are_drawn_and_headings_of_tables_once() {
    if !is_here("pdfinfo") {
        return;
    }
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let file = long_minutes(&app).await;
        let info = info_of(&[], &file);
        assert!(info.contains("Biên bản họp hội đồng"), "a title: {info}");
        let tagged = info.lines().find(|line| line.starts_with("Tagged:"));
        assert!(tagged.is_some_and(|line| line.ends_with("yes")), "{info}");

        let elements = elements(&file);
        let count = |name: &str| elements.iter().filter(|one| *one == name).count();
        assert_eq!(count("Document"), 1, "{elements:?}");
        assert_eq!((count("H1"), count("H2")), (1, 2), "{elements:?}");
        assert_eq!((count("Table"), count("THead"), count("TBody")), (2, 2, 2));
        // Five members below one heading, sixty items below another; a name a row; three signatures
        // and the proofs are lists.
        assert_eq!(count("TR"), 5 + 1 + 60 + 1);
        assert_eq!(count("TH"), 3 + 5 + 10 + 60);
        assert_eq!(count("TD"), 5 * 2 + 60 * 9);
        assert_eq!((count("L"), count("LI"), count("LBody")), (2, 4, 4));

        let (read, mut drawn) = (read_words(&file), drawn_words(&file));
        // The table's heading is drawn again on the second page and on each that follows.
        let heading = "TT Đơn vị, danh hiệu Phát ra Thu về Hợp lệ Không hợp lệ Đồng ý";
        let heading: Vec<&str> = heading.split(' ').collect();
        let again = |words: &[String]| words.windows(heading.len()).filter(|at| *at == heading).count();
        assert_eq!(again(&read), 1, "{read:?}");
        assert!(again(&drawn) > 1, "several pages: {drawn:?}");
        let whole = "TT Đơn vị, danh hiệu Phát ra Thu về Hợp lệ Không hợp lệ Đồng ý Không đồng ý Ý kiến khác Kết quả";
        let whole: Vec<&str> = whole.split(' ').collect();
        let mut seen = 0;
        let mut at = 0;
        while at + whole.len() <= drawn.len() {
            if drawn[at..at + whole.len()] == whole[..] {
                seen += 1;
                if seen > 1 {
                    drawn.drain(at..at + whole.len());
                    continue;
                }
            }
            at += 1;
        }
        assert_eq!(read, drawn);
    })
    .await;
}
