//! `$filter`: comparisons of properties with literals, joined by words.

use std::cmp::Ordering;

use super::fault::OptionFault;
use super::literal::Literal;
use super::tokens::{Token, tokens};
use crate::exports::tables::cell::{Cell, Head};

/// Brackets inside brackets at the most.
const DEEPEST: usize = 20;
/// Pieces of an expression at the most.
const LONGEST: usize = 200;

/// A condition on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter(Node);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Both(Box<Node>, Box<Node>),
    Either(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Compare {
        column: usize,
        how: How,
        with: Literal,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

impl Filter {
    /// Reads a condition on rows with these columns.
    ///
    /// # Errors
    /// [`OptionFault`] for anything that is none.
    pub fn read(text: &str, heads: &[Head]) -> Result<Self, OptionFault> {
        let tokens = tokens(text)?;
        if tokens.len() > LONGEST {
            return Err(OptionFault::TooLong);
        }
        let mut reader = Reader {
            rest: tokens.iter(),
            heads,
        };
        let node = reader.either(DEEPEST)?;
        if reader.rest.next().is_some() {
            return Err(OptionFault::Syntax);
        }
        Ok(Self(node))
    }

    /// Whether a row fulfils it.
    #[must_use]
    pub fn holds(&self, row: &[Cell]) -> bool {
        self.0.holds(row)
    }
}

impl Node {
    fn holds(&self, row: &[Cell]) -> bool {
        match self {
            Self::Both(one, other) => one.holds(row) && other.holds(row),
            Self::Either(one, other) => one.holds(row) || other.holds(row),
            Self::Not(one) => !one.holds(row),
            Self::Compare { column, how, with } => {
                let cell = row.get(*column).unwrap_or(&Cell::Empty);
                compared(cell, *how, with)
            }
        }
    }
}

fn compared(cell: &Cell, how: How, with: &Literal) -> bool {
    let is_null = *cell == Cell::Empty;
    if is_null || *with == Literal::Null {
        let same = is_null == (*with == Literal::Null);
        return match how {
            How::Eq => same,
            How::Ne => !same,
            _ => false,
        };
    }
    let stands = with.against(cell);
    match how {
        How::Eq => stands == Some(Ordering::Equal),
        How::Ne => stands != Some(Ordering::Equal),
        How::Gt => stands == Some(Ordering::Greater),
        How::Ge => matches!(stands, Some(Ordering::Greater | Ordering::Equal)),
        How::Lt => stands == Some(Ordering::Less),
        How::Le => matches!(stands, Some(Ordering::Less | Ordering::Equal)),
    }
}

/// Reads an expression from its front.
struct Reader<'a> {
    rest: std::slice::Iter<'a, Token>,
    heads: &'a [Head],
}

impl Reader<'_> {
    fn either(&mut self, deeper: usize) -> Result<Node, OptionFault> {
        let mut node = self.both(deeper)?;
        while self.takes("or") {
            node = Node::Either(Box::new(node), Box::new(self.both(deeper)?));
        }
        Ok(node)
    }

    fn both(&mut self, deeper: usize) -> Result<Node, OptionFault> {
        let mut node = self.one(deeper)?;
        while self.takes("and") {
            node = Node::Both(Box::new(node), Box::new(self.one(deeper)?));
        }
        Ok(node)
    }

    fn one(&mut self, deeper: usize) -> Result<Node, OptionFault> {
        let deeper = deeper.checked_sub(1).ok_or(OptionFault::TooLong)?;
        if self.takes("not") {
            return Ok(Node::Not(Box::new(self.one(deeper)?)));
        }
        match self.rest.next() {
            Some(Token::Open) => {
                let node = self.either(deeper)?;
                match self.rest.next() {
                    Some(Token::Close) => Ok(node),
                    _ => Err(OptionFault::Syntax),
                }
            }
            Some(Token::Word(name)) => self.comparison(name),
            _ => Err(OptionFault::Syntax),
        }
    }

    fn comparison(&mut self, name: &str) -> Result<Node, OptionFault> {
        let mut columns = self.heads.iter().enumerate();
        let found = columns.find(|(_, head)| head.key == name);
        let (column, head) = found.ok_or_else(|| OptionFault::Unknown(name.to_owned()))?;
        let how = match self.rest.next() {
            Some(Token::Word(word)) => how(word)?,
            _ => return Err(OptionFault::Syntax),
        };
        let literal = self.rest.next().ok_or(OptionFault::Syntax)?;
        let with = Literal::read(literal, head.kind)?;
        Ok(Node::Compare { column, how, with })
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next =
            matches!(self.rest.as_slice().first(), Some(Token::Word(next)) if next == word);
        if is_next {
            self.rest.next();
        }
        is_next
    }
}

fn how(word: &str) -> Result<How, OptionFault> {
    Ok(match word {
        "eq" => How::Eq,
        "ne" => How::Ne,
        "gt" => How::Gt,
        "ge" => How::Ge,
        "lt" => How::Lt,
        "le" => How::Le,
        _ => return Err(OptionFault::Syntax),
    })
}
