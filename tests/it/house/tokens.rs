//! Reads Rust as words and signs, with comments and texts taken out.

/// A word or a sign, and the line on which it stands (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// An identifier, a number, `::` or one sign.
    pub word: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// The text with comments, strings and character literals blanked; lines keep their numbers.
pub fn without_comments_and_texts(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_blank(&chars, at);
        if end == at {
            kept.push(chars[at]);
            at += 1;
        } else {
            kept.extend(
                chars[at..end]
                    .iter()
                    .map(|c| if *c == '\n' { '\n' } else { ' ' }),
            );
            at = end;
        }
    }
    kept
}

/// The tokens of a Rust text, without its comments, strings and characters.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for (index, line) in without_comments_and_texts(text).lines().enumerate() {
        let chars: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let end = end_of_word(&chars, at);
            let word: String = chars[at..end].iter().collect();
            if !word.trim().is_empty() {
                found.push(Token {
                    word,
                    line: index + 1,
                });
            }
            at = end;
        }
    }
    found
}

fn end_of_word(chars: &[char], at: usize) -> usize {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
    let length = chars[at..].iter().take_while(|c| is_part(c)).count();
    let colons = chars[at..].starts_with(&[':', ':']);
    at + if colons { 2 } else { length.max(1) }
}

/// Where the comment, string or character that begins at `at` ends; `at` where none begins.
fn end_of_blank(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    if rest.starts_with(&['/', '/']) {
        return at + rest.iter().take_while(|c| **c != '\n').count();
    }
    if rest.starts_with(&['/', '*']) {
        return end_of_block_comment(chars, at);
    }
    match rest[0] {
        '"' => end_of_string(chars, at),
        '\'' => end_of_character(chars, at),
        'r' if !follows_word(chars, at) => end_of_raw_string(chars, at),
        _ => at,
    }
}

fn follows_word(chars: &[char], at: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    // `br"..."` is a raw byte string: its `b` is no word before the `r`.
    let before = |back: usize| at.checked_sub(back).map(|index| chars[index]);
    match (before(2), before(1)) {
        (Some(first), Some('b' | 'c')) => is_word(first),
        (_, Some(last)) => is_word(last) && !matches!(last, 'b' | 'c'),
        (_, None) => false,
    }
}

fn end_of_block_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < chars.len() {
        if chars[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if chars[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// A lifetime such as `'a` is no character: it is left where it stands.
fn end_of_character(chars: &[char], start: usize) -> usize {
    let rest = &chars[start + 1..];
    if rest.first() == Some(&'\\') {
        let length = rest.iter().skip(2).take_while(|c| **c != '\'').count();
        return (start + 4 + length).min(chars.len());
    }
    if rest.get(1) == Some(&'\'') {
        start + 3
    } else {
        start
    }
}

fn end_of_raw_string(chars: &[char], start: usize) -> usize {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return start;
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    let mut at = open + 1;
    while at < chars.len() && !chars[at..].starts_with(&close) {
        at += 1;
    }
    (at + close.len()).min(chars.len())
}

#[test]
fn comments_and_texts_are_blanked() {
    let text = "let a = \"fn // \\\" {\"; // fn {\n/* fn /* { */ */ let b = r#\"{\"#; let c = '{'; fn d<'x>() {}";
    let blank = without_comments_and_texts(text);
    assert_eq!(blank.matches('{').count(), 1, "{blank}");
    assert_eq!(blank.matches("fn").count(), 1, "{blank}");
    assert_eq!(blank.lines().count(), 2);
    assert!(blank.contains("'x"), "{blank}");
}

#[test]
fn byte_texts_and_escapes_are_blanked() {
    let blank = without_comments_and_texts("f(br\"{\", b'{', '\\'', '\\u{7d}', b\"}\", for\"{\")");
    assert!(!blank.contains(['{', '}']), "{blank}");
}

#[test]
fn words_and_signs_are_told_apart() {
    let words: Vec<_> = tokens("use a::{b as c};\nd")
        .into_iter()
        .map(|t| (t.word, t.line))
        .collect();
    let expected = ["use", "a", "::", "{", "b", "as", "c", "}", ";"];
    assert_eq!(
        words[..9]
            .iter()
            .map(|(word, _)| word.as_str())
            .collect::<Vec<_>>(),
        expected
    );
    assert_eq!(words[9], ("d".to_owned(), 2));
}
