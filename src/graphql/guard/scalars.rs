//! What a value of each scalar must look like, so that a wrong one can be placed.

use async_graphql::Number;

use super::given::Given;
use crate::domain::base::money::Money;
use crate::domain::recognition::score::Score;
use crate::graphql::scalars::{day_of, instant_of, uuid_of};

/// How a scalar is recognised.
#[derive(Debug, Clone, Copy)]
pub enum Scalar {
    /// A 32-bit whole number.
    Int,
    /// A number.
    Float,
    /// A text.
    Text,
    /// True or false.
    Boolean,
    /// A text or a whole number.
    Id,
    /// A text of a form of its own.
    Formatted(Format),
    /// A scalar that only its resolver can judge.
    Unjudged,
}

/// The form of a scalar that is written as a text.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Whether a text has the form.
    pub fits: fn(&str) -> bool,
    /// A value that fits, for the message.
    pub example: &'static str,
}

impl Scalar {
    /// The scalar of that name in our schema.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "Int" => Self::Int,
            "Float" => Self::Float,
            "String" => Self::Text,
            "Boolean" => Self::Boolean,
            "ID" => Self::Id,
            "UUID" => Self::Formatted(Format {
                fits: |text| uuid_of(text).is_some(),
                example: "0198c0de-7b5a-7cc3-98c4-dc0c0c07398f",
            }),
            "DateTime" => Self::Formatted(Format {
                fits: |text| instant_of(text).is_some(),
                example: "2019-07-20T08:00:00+07:00",
            }),
            "Date" => Self::Formatted(Format {
                fits: |text| day_of(text).is_some(),
                example: "2019-07-20",
            }),
            "Money" => Self::Formatted(Format {
                fits: |text| text.parse::<Money>().is_ok(),
                example: "1500000000",
            }),
            "Score" => Self::Formatted(Format {
                fits: |text| text.parse::<Score>().is_ok(),
                example: "8.5",
            }),
            _ => Self::Unjudged,
        }
    }

    /// A value of this scalar for the message, where a text alone doesn't tell.
    #[must_use]
    pub const fn example(self) -> Option<&'static str> {
        match self {
            Self::Formatted(format) => Some(format.example),
            _ => None,
        }
    }

    /// Whether the value is one of this scalar.
    #[must_use]
    pub fn fits<V>(self, value: &Given<'_, V>) -> bool {
        match (self, value) {
            (Self::Unjudged, _)
            | (Self::Float, Given::Number(_))
            | (Self::Boolean, Given::Boolean)
            | (Self::Text | Self::Id, Given::Text(_)) => true,
            (Self::Int, Given::Number(number)) => is_int(number),
            (Self::Id, Given::Number(number)) => !number.is_f64(),
            (Self::Formatted(format), Given::Text(text)) => (format.fits)(text),
            _ => false,
        }
    }
}

fn is_int(number: &Number) -> bool {
    number
        .as_i64()
        .is_some_and(|number| i32::try_from(number).is_ok())
}
