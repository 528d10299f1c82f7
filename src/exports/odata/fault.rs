//! Why a query option can't be followed.

/// Why an option can't be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptionFault {
    /// It can't be read.
    #[error("the expression can't be read")]
    Syntax,
    /// A literal is of another kind than its property.
    #[error("the literal is of another type than its property")]
    Kind,
    /// There is no such property.
    #[error("there is no property of this name")]
    Unknown(String),
    /// It is too long or too deep.
    #[error("the expression is too long")]
    TooLong,
    /// An option of OData that this feed doesn't have.
    #[error("this query option is not implemented")]
    NotImplemented(String),
    /// An option that OData doesn't have, or one given twice.
    #[error("this query option is not known")]
    Strange(String),
}
