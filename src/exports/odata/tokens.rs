//! Cuts a `$filter` or `$orderby` into words, signs and literals.

use super::fault::OptionFault;

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, an operator, a number, a date.
    Word(String),
    /// A text in quotes.
    Quoted(String),
    Open,
    Close,
    Comma,
}

/// The pieces of an expression.
///
/// # Errors
/// [`OptionFault::Syntax`] for a quote without its end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, OptionFault> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let single = match sign {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            ',' => Some(Token::Comma),
            '\'' => Some(Token::Quoted(quoted(&mut signs)?)),
            _ => None,
        };
        if single.is_none() && !sign.is_whitespace() {
            word.push(sign);
            continue;
        }
        if !word.is_empty() {
            found.push(Token::Word(std::mem::take(&mut word)));
        }
        found.extend(single);
    }
    if !word.is_empty() {
        found.push(Token::Word(word));
    }
    Ok(found)
}

/// A text up to its closing quote; two quotes are one.
fn quoted(signs: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<String, OptionFault> {
    let mut text = String::new();
    while let Some(sign) = signs.next() {
        if sign != '\'' {
            text.push(sign);
        } else if signs.next_if_eq(&'\'').is_some() {
            text.push('\'');
        } else {
            return Ok(text);
        }
    }
    Err(OptionFault::Syntax)
}
