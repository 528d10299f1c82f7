//! One kind of tampering: what is done by hand, and what must be found.

/// What somebody with a database console does.
pub struct Kind {
    /// What it is, for the message where it is not found.
    pub name: &'static str,
    /// The statements, one after another.
    pub statements: Vec<String>,
    /// The table that a finding must name.
    pub table: &'static str,
    /// What that finding's id must hold.
    pub id: String,
    /// Only whoever has written down a head can find it.
    pub needs_pin: bool,
    /// The table of a finding that what is made of others doesn't follow from it any more: found even
    /// where the audit were changed to fit.
    pub follows: Option<&'static str>,
}

impl Kind {
    /// Found also since something of this table doesn't follow any more.
    pub fn followed(self, table: &'static str) -> Self {
        Self {
            follows: Some(table),
            ..self
        }
    }
}

/// A kind of tampering that is found in this table at this id.
#[expect(
    clippy::needless_pass_by_value,
    reason = "ids, places and parts of them alike"
)]
pub fn kind(
    name: &'static str,
    statements: impl IntoIterator<Item = String>,
    table: &'static str,
    id: impl ToString,
) -> Kind {
    Kind {
        name,
        statements: statements.into_iter().collect(),
        table,
        id: id.to_string(),
        needs_pin: false,
        follows: None,
    }
}
