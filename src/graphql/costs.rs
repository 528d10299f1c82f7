//! The guard's numbers in the printed schema: weights and lengths of lists.

use std::fmt::Write;

use super::guard::limits::{DEFAULT_PAGE, LARGEST_PAGE, ListFields, Size};

/// The definitions of the directives that say it (IBM's cost specification has their names).
const DEFINITIONS: &str = r#""""
What a field counts for in the cost of a query; 1 where nothing is said. The cost of a query is the sum over its
fields, what stands below a list multiplied by its size; a header `x-graphql-cost: 1` brings it in `extensions.cost`.
"""
directive @cost(weight: String!) on FIELD_DEFINITION
"""
How long a list is taken to be: as one of `slicingArguments` says, at most 500 of them; else `assumedSize`. Of a
connection, the lists named in `sizedFields` have that size.
"""
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
"#;

/// Puts the directives on the fields that the guard counts otherwise than 1.
#[must_use]
pub fn written_into(sdl: &str, lists: &ListFields) -> String {
    let mut text = String::with_capacity(sdl.len().saturating_mul(2));
    let mut place = Place::default();
    for line in sdl.lines() {
        if line == "schema {" {
            text.push_str(DEFINITIONS);
        }
        text.push_str(line);
        if let Some(field) = place.ended(line) {
            text.push_str(&directives(field.name(), line, lists));
        }
        text.push('\n');
    }
    text
}

/// Where in the text a line stands.
#[derive(Debug, Default)]
struct Place {
    in_description: bool,
    in_fields: bool,
    /// The field whose arguments are being listed.
    open: Option<Field>,
}

#[derive(Debug, Clone)]
struct Field(String);

impl Field {
    fn name(&self) -> &str {
        &self.0
    }
}

impl Place {
    /// The field whose definition ends with this line.
    fn ended(&mut self, line: &str) -> Option<Field> {
        let marks = line.matches("\"\"\"").count();
        if self.in_description || marks > 0 {
            self.in_description ^= marks % 2 == 1;
            return None;
        }
        if !line.starts_with(' ') {
            let is_type = line.starts_with("type ") || line.starts_with("interface ");
            self.in_fields = is_type && line.ends_with('{');
            return None;
        }
        if !self.in_fields {
            return None;
        }
        if line.starts_with("  )") {
            return self.open.take();
        }
        let rest = line.strip_prefix("  ")?;
        let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
        let end = rest.find(|sign| !is_name(sign))?;
        let name = rest.get(..end).filter(|name| !name.is_empty())?;
        let field = Field(name.to_owned());
        if rest.ends_with('(') {
            self.open = Some(field);
            return None;
        }
        Some(field)
    }
}

fn directives(name: &str, line: &str, lists: &ListFields) -> String {
    let mut text = String::new();
    let kind = line.rsplit_once(": ").map_or("", |(_, kind)| kind);
    let kind = kind.split(' ').next().unwrap_or_default();
    // Writing into a string cannot fail.
    let _ = match lists.size(name) {
        Some(Size::Paged) if kind.trim_end_matches('!').ends_with("Connection") => write!(
            text,
            " @listSize(assumedSize: {DEFAULT_PAGE}, slicingArguments: [\"first\", \"last\"], sizedFields: [\"edges\", \"nodes\"], requireOneSlicingArgument: false)"
        ),
        Some(Size::About(size)) if kind.starts_with('[') => {
            write!(text, " @listSize(assumedSize: {})", size.min(LARGEST_PAGE))
        }
        _ => Ok(()),
    };
    let _ = match lists.weight(name) {
        1 => Ok(()),
        weight => write!(text, " @cost(weight: \"{weight}\")"),
    };
    text
}
