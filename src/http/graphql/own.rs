//! The documents that the program's own pages ask, read out of their scripts.
//!
//! Where nothing but trusted documents is run, these are trusted too: they come with the program.

use std::collections::BTreeMap;

/// How a constant of a script begins that holds a text of several lines.
const CONSTANT: &str = "const ";
const TEXT: &str = " = `";

/// The documents in a script: constants whose text begins as an operation does, with the constants that they name
/// (`${NOTICE}`) put in their places.
#[must_use]
pub fn documents_in(script: &str) -> Vec<String> {
    let constants = constants(script);
    let is_operation = |text: &&&str| text.starts_with("query") || text.starts_with("mutation");
    let operations = constants.values().filter(is_operation);
    operations.map(|text| filled(text, &constants)).collect()
}

fn constants(script: &str) -> BTreeMap<&str, &str> {
    let mut found = BTreeMap::new();
    let mut rest = script;
    while let Some((_, after)) = rest.split_once(CONSTANT) {
        rest = after;
        let Some((name, text)) = after.split_once(TEXT) else {
            break;
        };
        if name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            && let Some((text, after)) = text.split_once('`')
        {
            found.insert(name, text);
            rest = after;
        }
    }
    found
}

/// A text with what it names put in; constants are named after they were made, so this ends.
fn filled(text: &str, constants: &BTreeMap<&str, &str>) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        whole.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(named) = constants.get(name).filter(|named| **named != text) {
            whole.push_str(&filled(named, constants));
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}
