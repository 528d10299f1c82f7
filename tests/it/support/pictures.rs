//! PDF files as poppler reads them: text, and a page beside a picture.
//!
//! Where poppler is not there the pages are not looked at, unless `LONGDAN_REQUIRE_ENGINES=1`.
//! `INSTA_UPDATE=always` keeps what is drawn now as the picture.

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// How many of a thousand dots may differ much: other versions of poppler smooth edges otherwise.
const MOST_OF_A_THOUSAND: usize = 10;
/// From where on a dot differs much, of 255.
const MUCH: u8 = 96;

/// Whether a program of poppler is here.
pub fn is_here(program: &str) -> bool {
    let tried = Command::new(program)
        .arg("-v")
        .stderr(Stdio::null())
        .status();
    let here = tried.is_ok_and(|status| status.success());
    let required = is_set("LONGDAN_REQUIRE_ENGINES", "1");
    assert!(
        here || !required,
        "{program} is required: install poppler-utils"
    );
    here
}

#[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
fn is_set(name: &str, wanted: &str) -> bool {
    std::env::var(name).is_ok_and(|value| value == wanted)
}

fn through(program: &str, before: &[&str], after: &[&str], file: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.pdf");
    fs::write(&path, file).expect("the paper");
    let mut command = Command::new(program);
    let output = command.args(before).arg(&path).args(after).output();
    let output = output.expect("poppler");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// The text of a file of PDF, as one line.
pub fn text_of(file: &[u8]) -> String {
    let text = String::from_utf8(through("pdftotext", &[], &["-"], file)).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What poppler says of a file of PDF: `pdfinfo` with these flags. It prints titles of headings in
/// UTF-16 among the rest, so what isn't UTF-8 is replaced.
pub fn info_of(flags: &[&str], file: &[u8]) -> String {
    String::from_utf8_lossy(&through("pdfinfo", flags, &[], file)).into_owned()
}

/// The words of a file of PDF in the order in which it is drawn, without the numbers of pages.
pub fn drawn_words(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8(through("pdftotext", &["-raw"], &["-"], file)).expect("UTF-8");
    let pages = text.split('\u{c}').enumerate();
    let words = pages.flat_map(|(page, text)| {
        let number = (page + 1).to_string();
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        if page > 0 && words.last() == Some(&number) {
            words.pop();
        }
        words
    });
    words.collect()
}

/// That the first page looks like the picture that is kept of it.
pub fn like_picture(name: &str, file: &[u8]) {
    if !is_here("pdftoppm") {
        return;
    }
    let drawn = through(
        "pdftoppm",
        &["-gray", "-r", "50", "-f", "1", "-l", "1"],
        &[],
        file,
    );
    let kept =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/pictures/{name}.pgm.gz"));
    if is_set("INSTA_UPDATE", "always") {
        let mut gz = GzEncoder::new(Vec::new(), Compression::best());
        gz.write_all(&drawn).expect("compressed");
        fs::create_dir_all(kept.parent().expect("a folder")).expect("the folder");
        fs::write(&kept, gz.finish().expect("compressed")).expect("the picture");
    }
    let gz = fs::read(&kept).expect("a kept picture: INSTA_UPDATE=always makes it");
    let mut picture = Vec::new();
    GzDecoder::new(gz.as_slice())
        .read_to_end(&mut picture)
        .expect("a picture");
    assert_eq!(drawn.len(), picture.len(), "{name}: another size");
    let dots = drawn.iter().zip(&picture);
    let differing = dots
        .filter(|(now, then)| now.abs_diff(**then) > MUCH)
        .count();
    assert!(
        differing * 1_000 <= drawn.len() * MOST_OF_A_THOUSAND,
        "{name}: {differing} dots of {} differ",
        drawn.len()
    );
    assert!(
        picture.iter().any(|dot| *dot < 128),
        "{name}: the picture is blank"
    );
}
