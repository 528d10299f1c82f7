//! One view of a value, whether it came as a variable or is written in the query.

use async_graphql::{Name, Number, indexmap::IndexMap};
use async_graphql_value::{ConstValue, Value};

/// A value as the checks see it; `V` is the kind of value that lists and objects hold.
pub enum Given<'a, V> {
    /// Null.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number(&'a Number),
    /// A text.
    Text(&'a str),
    /// A name without quotes, in the text of a query alone.
    Name(&'a str),
    /// A list.
    List(&'a [V]),
    /// An object.
    Object(&'a IndexMap<Name, V>),
    /// A variable inside the query's text: judged where the variable is.
    Variable,
    /// Bytes, which no client can send.
    Bytes,
}

/// A value that can be looked at.
pub trait Look: Sized {
    /// The view of it.
    fn look(&self) -> Given<'_, Self>;
}

impl Look for ConstValue {
    fn look(&self) -> Given<'_, Self> {
        match self {
            Self::Null => Given::Null,
            Self::Boolean(_) => Given::Boolean,
            Self::Number(number) => Given::Number(number),
            Self::String(text) => Given::Text(text),
            Self::Enum(name) => Given::Name(name),
            Self::List(values) => Given::List(values),
            Self::Object(fields) => Given::Object(fields),
            Self::Binary(_) => Given::Bytes,
        }
    }
}

impl Look for Value {
    fn look(&self) -> Given<'_, Self> {
        match self {
            Self::Variable(_) => Given::Variable,
            Self::Null => Given::Null,
            Self::Boolean(_) => Given::Boolean,
            Self::Number(number) => Given::Number(number),
            Self::String(text) => Given::Text(text),
            Self::Enum(name) => Given::Name(name),
            Self::List(values) => Given::List(values),
            Self::Object(fields) => Given::Object(fields),
            Self::Binary(_) => Given::Bytes,
        }
    }
}
