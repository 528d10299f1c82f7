//! A value that is not of its type, and the place where it stands.

use std::fmt::{self, Display, Formatter};

use crate::domain::base::language::Language;

/// How many misfits of one request are told; the rest wait for the next try.
pub const MOST_MISFITS: usize = 10;

/// One step of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A field or an argument.
    Name(String),
    /// An element of a list, counted from 0.
    Index(usize),
}

impl Display for Segment {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name),
            Self::Index(index) => index.fmt(formatter),
        }
    }
}

/// A place on the way down, held on the stack until somebody asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Self>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// Where a walk begins: an argument or a variable.
    #[must_use]
    pub const fn root(name: &'a str) -> Self {
        Self {
            parent: None,
            step: Step::Name(name),
        }
    }

    /// A field of what stands here.
    #[must_use]
    pub const fn field(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            step: Step::Name(name),
        }
    }

    /// An element of what stands here.
    #[must_use]
    pub const fn element(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// The steps from the beginning.
    #[must_use]
    pub fn segments(&self) -> Vec<Segment> {
        let mut segments = self.parent.map(Self::segments).unwrap_or_default();
        segments.push(match self.step {
            Step::Name(name) => Segment::Name(name.to_owned()),
            Step::Index(index) => Segment::Index(index),
        });
        segments
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It must be given and isn't.
    Missing,
    /// It is null where null isn't taken.
    Null,
    /// It is not of its type; an example shows one that is.
    NotOfType {
        /// A value that would fit, where the type's name doesn't tell.
        example: Option<&'static str>,
    },
    /// Its type has no such field.
    UnknownField,
    /// It is none of the enum's values.
    UnknownValue,
    /// Not exactly one field of a `@oneOf` input is given.
    NotExactlyOne,
}

/// A value that is not of its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where, from the argument down.
    pub place: Vec<Segment>,
    /// What is wrong.
    pub reason: Reason,
    /// The type that is asked for there, as the schema writes it.
    pub expected: String,
}

impl Misfit {
    /// The place as it is read out: `input.responses.17.collectedAt`.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.place
            .iter()
            .map(Segment::to_string)
            .collect::<Vec<_>>()
            .join(".")
    }

    /// The place and what is wrong there, without the value: it may be a household's.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let words = match language {
            Language::En => self.english(),
            Language::Vi => self.vietnamese(),
        };
        format!("{}: {words}", self.dotted())
    }

    fn english(&self) -> String {
        let expected = &self.expected;
        match &self.reason {
            Reason::Missing => format!("a value of type {expected} is required"),
            Reason::Null => format!("null is not a value of type {expected}"),
            Reason::NotOfType { example: None } => format!("not a value of type {expected}"),
            Reason::NotOfType {
                example: Some(example),
            } => format!("not a value of type {expected}, such as {example}"),
            Reason::UnknownField => format!("{expected} has no such field"),
            Reason::UnknownValue => format!("not one of the values of {expected}"),
            Reason::NotExactlyOne => format!("{expected} takes exactly one field"),
        }
    }

    fn vietnamese(&self) -> String {
        let expected = &self.expected;
        match &self.reason {
            Reason::Missing => format!("thiếu giá trị kiểu {expected}"),
            Reason::Null => format!("kiểu {expected} không nhận null"),
            Reason::NotOfType { example: None } => {
                format!("không phải giá trị kiểu {expected}")
            }
            Reason::NotOfType {
                example: Some(example),
            } => format!("không phải giá trị kiểu {expected}, ví dụ {example}"),
            Reason::UnknownField => format!("kiểu {expected} không có trường này"),
            Reason::UnknownValue => format!("không thuộc các giá trị của {expected}"),
            Reason::NotExactlyOne => format!("kiểu {expected} cần đúng một trường"),
        }
    }
}
