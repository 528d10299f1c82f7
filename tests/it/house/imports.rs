//! Which modules a Rust file names, in its `use` lines and in its paths.

use std::collections::BTreeSet;

use super::tokens::{Token, tokens};

/// A path as the file names it, made absolute: `crate`, `domain`, `base`, `clock`, `Day`.
pub type Named = Vec<String>;

/// Every path that a file names, from the roots that the caller wants to know of.
///
/// `module` is the file's own module (`["domain", "base"]`), from which `self` and `super` count.
/// A path inside the crate begins with `crate`; any other begins with the other crate's name.
pub fn paths_named(text: &str, module: &[String]) -> BTreeSet<Named> {
    let words = tokens(text);
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < words.len() {
        // `use<'a>` in a signature names lifetimes and imports nothing.
        let captures = words.get(at + 1).is_some_and(|next| next.word == "<");
        if words[at].word == "use" && !captures {
            at = use_tree(&words, at + 1, &[], &mut found);
        } else {
            at = inline_path(&words, at, &mut found);
        }
    }
    found
        .into_iter()
        .map(|path| absolute(path, module))
        .collect()
}

/// The module that a file of `src` is: `src/domain/base/mod.rs` is `["domain", "base"]`.
pub fn module_of(path: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    inside
        .split('/')
        .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
        .map(str::to_owned)
        .collect()
}

/// Reads one branch of a `use` tree that begins at `at`; gives the place after it.
fn use_tree(
    words: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut BTreeSet<Named>,
) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = words.get(at) {
        match token.word.as_str() {
            "::" => at += 1,
            "{" => return use_group(words, at + 1, &path, found),
            "as" => at += 2,
            "," | "}" | ";" => break,
            word => {
                path.push(word.to_owned());
                at += 1;
            }
        }
    }
    found.insert(path);
    at
}

fn use_group(
    words: &[Token],
    mut at: usize,
    path: &[String],
    found: &mut BTreeSet<Named>,
) -> usize {
    while let Some(token) = words.get(at) {
        match token.word.as_str() {
            "}" => return at + 1,
            ";" => return at,
            "," => at += 1,
            _ => at = use_tree(words, at, path, found),
        }
    }
    at
}

/// Reads a path such as `crate::domain::base::clock::day_of` outside `use`; gives the place after it.
fn inline_path(words: &[Token], start: usize, found: &mut BTreeSet<Named>) -> usize {
    let is_name = |at: usize| {
        words
            .get(at)
            .is_some_and(|token| token.word.starts_with(is_word))
    };
    let is_colons = |at: usize| words.get(at).is_some_and(|token| token.word == "::");
    if !is_name(start) || !is_colons(start + 1) {
        return start + 1;
    }
    let mut path = vec![words[start].word.clone()];
    let mut at = start + 1;
    while is_colons(at) && is_name(at + 1) {
        path.push(words[at + 1].word.clone());
        at += 2;
    }
    found.insert(path);
    at
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn absolute(path: Named, module: &[String]) -> Named {
    let ups = path
        .iter()
        .take_while(|part| *part == "super" || *part == "self")
        .count();
    if ups == 0 {
        return path;
    }
    let levels = path[..ups].iter().filter(|part| *part == "super").count();
    let kept = module.len().saturating_sub(levels);
    let mut whole = vec!["crate".to_owned()];
    whole.extend_from_slice(&module[..kept]);
    whole.extend_from_slice(&path[ups..]);
    whole
}

#[cfg(test)]
fn joined(text: &str, module: &str) -> Vec<String> {
    let module = module_of(module);
    paths_named(text, &module)
        .into_iter()
        .map(|path| path.join("::"))
        .collect()
}

#[test]
fn use_trees_are_unfolded() {
    let text = "use crate::{a::{b, c as d}, e::*}; pub(crate) use super::f; use self::g::H; fn f<'a>() -> impl I + use<'a> {}";
    let expected = [
        "crate::a::b",
        "crate::a::c",
        "crate::e::*",
        "crate::x::f",
        "crate::x::y::g::H",
    ];
    assert_eq!(joined(text, "src/x/y.rs"), expected);
}

#[test]
fn paths_in_the_middle_of_code_are_seen() {
    let text =
        "fn f() -> $crate::a::B { let x: Vec<super::c::D> = sea_orm::E::f(); /* crate::no::X */ }";
    let found = joined(text, "src/x/y.rs");
    assert_eq!(found, ["crate::a::B", "crate::x::c::D", "sea_orm::E::f"]);
}

#[test]
fn a_file_knows_its_module() {
    assert_eq!(module_of("src/domain/base/mod.rs"), ["domain", "base"]);
    assert_eq!(
        module_of("src/domain/base/clock.rs"),
        ["domain", "base", "clock"]
    );
    assert!(module_of("src/lib.rs").is_empty());
}
