//! No file over 400 lines and no function over 60, tests and scripts included.

use super::sources::{has_ending, rust_files, text_files};
use super::tokens::{Token, tokens};

const LINES_A_FILE: usize = 400;
const LINES_A_FUNCTION: usize = 60;

/// Endings of files that people write and read as code.
const CODE: &[&str] = &["rs", "sh", "js", "mjs", "ts", "tsx", "css", "html"];

fn long_file(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LINES_A_FILE).then(|| format!("{path} has {lines} lines; {LINES_A_FILE} are allowed"))
}

/// Functions that are too long, counted from the line of `fn` to the closing brace.
fn long_functions(path: &str, text: &str) -> Vec<String> {
    let words = tokens(text);
    let starts = words
        .iter()
        .enumerate()
        .filter(|(_, token)| token.word == "fn");
    starts
        .filter_map(|(at, token)| {
            let lines = body_end(&words[at..])? - token.line + 1;
            let name = words.get(at + 1).map_or("", |next| next.word.as_str());
            (lines > LINES_A_FUNCTION).then(|| {
                format!("{path}: `{name}` has {lines} lines; {LINES_A_FUNCTION} are allowed")
            })
        })
        .collect()
}

/// The line of the brace that closes the function which begins here; `None` where it has no body.
fn body_end(words: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for token in words {
        match token.word.as_str() {
            "{" => depth += 1,
            "}" if depth <= 1 => return Some(token.line),
            "}" => depth -= 1,
            ";" | "," | ")" if depth == 0 && is_over(words, token) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a sign before any brace ends a function that has no body, such as `fn f(&self);`.
fn is_over(words: &[Token], sign: &Token) -> bool {
    let before = words.iter().take_while(|token| !std::ptr::eq(*token, sign));
    let open = before.fold(0_i64, |open, token| match token.word.as_str() {
        "(" | "[" => open + 1,
        ")" | "]" => open - 1,
        _ => open,
    });
    match sign.word.as_str() {
        ";" => open == 0,
        ")" => open < 1,
        _ => false,
    }
}

#[test]
fn files_are_short() {
    let is_code = |path: &str| {
        let plain = path.starts_with("scripts/") && !path.contains('.');
        plain || CODE.iter().any(|ending| has_ending(path, ending))
    };
    let found: Vec<_> = text_files()
        .iter()
        .filter(|source| is_code(&source.path))
        .filter_map(|source| long_file(&source.path, &source.text))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn functions_are_short() {
    let found: Vec<_> = rust_files()
        .iter()
        .flat_map(|source| long_functions(&source.path, &source.text))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_long_file_is_seen() {
    assert!(long_file("x.rs", &"\n".repeat(400)).is_none());
    assert!(long_file("x.rs", &"\n".repeat(401)).is_some());
}

#[test]
fn a_long_function_is_seen() {
    let of = |lines: usize| {
        let body = "    let brace = \"}\"; // }\n".repeat(lines - 2);
        format!(
            "trait T {{ fn none(&self, a: [u8; 2]); }}\nfn long(x: fn(u8) -> u8)\nwhere X: Y {{\n{body}}}\n"
        )
    };
    assert!(
        long_functions("x.rs", &of(59)).is_empty(),
        "{:?}",
        long_functions("x.rs", &of(59))
    );
    assert_eq!(
        long_functions("x.rs", &of(60)),
        ["x.rs: `long` has 61 lines; 60 are allowed"]
    );
}
