//! Captions, roots that only assemble, and what no file may say.

use super::sources::{Source, has_ending, rust_files, text_files};
use super::tokens::without_comments_and_texts;

const CAPTION_LENGTH: usize = 80;

/// Each file begins with one plain sentence that says what it is.
fn caption_fault(path: &str, text: &str) -> Option<String> {
    let first = text.lines().next().unwrap_or_default();
    let sentence = first.strip_prefix("//! ").unwrap_or_default();
    let good = !sentence.trim().is_empty()
        && sentence.ends_with('.')
        && first.is_ascii()
        && sentence.len() <= CAPTION_LENGTH;
    (!good).then(|| {
        format!("{path}: line 1 must be `//! ` and one ASCII sentence, {CAPTION_LENGTH} at most: {first}")
    })
}

/// A root assembles: it holds `mod` lines and words, and lends no name of its own.
fn root_faults(path: &str, text: &str) -> Vec<String> {
    without_comments_and_texts(text)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("#![") && !is_mod_line(line))
        .map(|line| format!("{path} may hold only `mod` lines, but says: {line}"))
        .collect()
}

fn is_mod_line(line: &str) -> bool {
    let bare = line
        .trim_start_matches("pub(crate) ")
        .trim_start_matches("pub ");
    bare.strip_prefix("mod ")
        .and_then(|rest| rest.strip_suffix(';'))
        .is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
}

/// Words of code that stand for something unfinished, hidden or slept away.
fn word_faults(path: &str, text: &str) -> Vec<String> {
    let code: String = without_comments_and_texts(text)
        .split_whitespace()
        .collect();
    let everywhere = [
        "#[allow(",
        "#![allow(",
        "todo!",
        "unimplemented!",
        "thread::sleep",
    ];
    let inline_tests = ["#[cfg(test)]", "#[test]"];
    let not_in_src = if path.starts_with("src/") {
        &inline_tests[..]
    } else {
        &[]
    };
    everywhere
        .iter()
        .chain(not_in_src)
        .filter(|word| code.contains(**word))
        .map(|word| format!("{path} says `{word}`"))
        .collect()
}

/// Paths and hosts of one machine, which mean nothing on the next.
fn machine_faults(path: &str, text: &str) -> Vec<String> {
    let folders = ["root", "home", "work", "Users"].map(|name| format!("/{name}/"));
    let hosts = ["registry.npmjs", "static.crates", "index.crates"].map(|name| {
        if name.ends_with("npmjs") {
            format!("{name}.org")
        } else {
            format!("{name}.io")
        }
    });
    folders
        .iter()
        .chain(&hosts)
        .filter(|needle| holds_path(text, needle))
        .map(|needle| format!("{path} says `{needle}`"))
        .collect()
}

/// Whether `needle` stands there by itself: in `pages/home/` it is a folder of ours.
fn holds_path(text: &str, needle: &str) -> bool {
    text.match_indices(needle).any(|(at, _)| {
        let before = text.split_at(at).0.chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}'))
    })
}

fn check(sources: &[Source], rule: impl Fn(&Source) -> Vec<String>) {
    let found: Vec<_> = sources.iter().flat_map(rule).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_file_says_what_it_is() {
    check(&rust_files(), |source| {
        caption_fault(&source.path, &source.text)
            .into_iter()
            .collect()
    });
}

#[test]
fn roots_only_assemble() {
    let roots: Vec<_> = rust_files()
        .into_iter()
        .filter(|source| {
            source.path.ends_with("/mod.rs")
                || matches!(source.path.as_str(), "src/lib.rs" | "tests/it/main.rs")
        })
        .collect();
    check(&roots, |source| root_faults(&source.path, &source.text));
}

#[test]
fn nothing_unfinished_or_hidden_is_left() {
    check(&rust_files(), |source| {
        word_faults(&source.path, &source.text)
    });
}

#[test]
fn no_file_knows_one_machine() {
    let ours: Vec<_> = text_files()
        .into_iter()
        .filter(|source| !has_ending(&source.path, "lock"))
        .collect();
    check(&ours, |source| machine_faults(&source.path, &source.text));
}

#[test]
fn bad_captions_are_seen() {
    assert!(caption_fault("x.rs", "//! Says what it is.\n").is_none());
    let long = format!("//! {}.", "a".repeat(CAPTION_LENGTH));
    for bad in [
        "",
        "use a;",
        "//! ",
        "//! No full stop",
        "//! Không phải ASCII.",
        &long,
    ] {
        assert!(caption_fault("x.rs", bad).is_some(), "{bad}");
    }
}

#[test]
fn a_root_that_lends_names_is_seen() {
    assert!(root_faults("mod.rs", "//! A.\n#![cfg(test)]\n\npub mod a;\nmod b;\n").is_empty());
    assert_eq!(
        root_faults("mod.rs", "mod a;\npub use a::B;\npub struct C;\n").len(),
        2
    );
}

#[test]
fn unfinished_and_hidden_words_are_seen() {
    assert_eq!(
        word_faults(
            "tests/x.rs",
            "#[allow(dead_code)]\nfn f() { std::thread::sleep(d) }"
        )
        .len(),
        2
    );
    assert_eq!(
        word_faults(
            "src/x.rs",
            "#[cfg(test)]\nmod t { #[test] fn f() { todo!() } }"
        )
        .len(),
        3
    );
    assert!(
        word_faults(
            "tests/x.rs",
            "// todo!()\n#[test] fn f() { g(\"#[allow(\") }"
        )
        .is_empty()
    );
}

#[test]
fn machine_paths_are_seen() {
    let path = ["", "home", "me", "x"].join("/");
    assert_eq!(machine_faults("x.md", &format!("see {path}")).len(), 1);
    assert!(machine_faults("x.md", &format!("see pages{path}")).is_empty());
}
