//! From a query's text to a document that may be run: parsed, measured, chosen.

use async_graphql::Variables;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType,
};
use async_graphql::parser::{self, parse_query};
use async_graphql_value::ConstValue;

use super::lexer::scan;
use super::limits::{Limits, ListFields};
use super::measure::Measure;
use super::refusal::{Bound, Refusal};
use super::walk::Walk;

/// What a document is measured against: bounds, and which fields hold lists.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The bounds.
    pub limits: Limits,
    /// The list fields of the schema.
    pub lists: ListFields,
}

/// A document that may be run.
#[derive(Debug, Clone, Copy)]
pub struct Admitted {
    /// Query, mutation or subscription.
    pub kind: OperationType,
    /// What the chosen operation comes to.
    pub measure: Measure,
}

/// Reads a query's text.
///
/// The work grows with the length of the text alone, here and in [`admit`], whatever its fragments
/// would unfold to.
///
/// # Errors
/// A [`Refusal`] for what can't be read or would cost too much to read.
pub fn read(text: &str, limits: &Limits) -> Result<ExecutableDocument, Refusal> {
    scan(text, limits)?;
    let document = parse_query(text).map_err(not_parsed)?;
    check_counts(&document, limits)?;
    Ok(document)
}

/// Chooses the operation of a document, and refuses what would cost too much with these variables.
///
/// # Errors
/// A [`Refusal`]; nothing of the request has been run then.
pub fn admit(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
    rules: &Rules,
) -> Result<Admitted, Refusal> {
    let operation = chosen(document, operation_name)?;
    let mut walk = Walk::new(document, operation, variables, &rules.lists, &rules.limits);
    let measure = walk.operation(operation)?;
    check(&measure, &rules.limits)?;
    check_variables(&measure, variables, &rules.limits)?;
    let kind = operation.ty;
    if kind == OperationType::Subscription && measure.width != 1 {
        return Err(Refusal::ManySubscriptions);
    }
    for (_, other) in document.operations.iter() {
        if !std::ptr::eq(&raw const other.node, operation) {
            check(&walk.operation(&other.node)?, &rules.limits)?;
        }
    }
    check(&walk.rest()?, &rules.limits)?;
    Ok(Admitted { kind, measure })
}

fn not_parsed(error: parser::Error) -> Refusal {
    match error {
        // The parser's own bound on selection sets in one another.
        parser::Error::RecursionLimitExceeded => Refusal::TooDeep { limit: 64 },
        error => Refusal::Parse {
            reason: error.to_string(),
            places: error.positions().collect(),
        },
    }
}

/// The operation that the request asks for.
///
/// # Errors
/// [`Refusal::UnknownOperation`] or [`Refusal::OperationNotNamed`].
pub fn chosen<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a OperationDefinition, Refusal> {
    let unknown = |name: &str| Refusal::UnknownOperation {
        name: name.to_owned(),
    };
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(&operation.node),
        (DocumentOperations::Single(_), Some(name)) => Err(unknown(name)),
        (DocumentOperations::Multiple(operations), Some(name)) => operations
            .get(name)
            .map(|operation| &operation.node)
            .ok_or_else(|| unknown(name)),
        (DocumentOperations::Multiple(operations), None) => {
            let mut all = operations.values();
            match (all.next(), all.next()) {
                (Some(operation), None) => Ok(&operation.node),
                _ => Err(Refusal::OperationNotNamed),
            }
        }
    }
}

fn check_counts(document: &ExecutableDocument, limits: &Limits) -> Result<(), Refusal> {
    for (bound, found, limit) in [
        (
            Bound::Operations,
            document.operations.iter().len(),
            limits.operations,
        ),
        (Bound::Fragments, document.fragments.len(), limits.fragments),
    ] {
        if found > limit {
            return Err(Refusal::TooMuch {
                bound,
                limit: u64::try_from(limit).unwrap_or(u64::MAX),
            });
        }
    }
    Ok(())
}

fn check(measure: &Measure, limits: &Limits) -> Result<(), Refusal> {
    if measure.depth > limits.depth {
        return Err(Refusal::TooDeep {
            limit: limits.depth,
        });
    }
    if measure.introspection_depth > limits.introspection_depth {
        return Err(Refusal::IntrospectionTooDeep {
            limit: limits.introspection_depth,
        });
    }
    for (bound, found, limit) in [
        (Bound::Selections, measure.selections, limits.selections),
        (Bound::RootFields, measure.width, limits.root_fields),
        (Bound::Cost, measure.cost, limits.cost),
    ] {
        if found > limit {
            return Err(Refusal::TooMuch { bound, limit });
        }
    }
    Ok(())
}

/// The library copies a variable's value wherever it is used, so a large one used often is refused.
fn check_variables(
    measure: &Measure,
    variables: &Variables,
    limits: &Limits,
) -> Result<(), Refusal> {
    let values = variables.values().map(values_in).sum::<u64>();
    if values.saturating_mul(measure.variable_uses) > limits.variable_values {
        return Err(Refusal::TooMuch {
            bound: Bound::VariableValues,
            limit: limits.variable_values,
        });
    }
    Ok(())
}

fn values_in(value: &ConstValue) -> u64 {
    match value {
        ConstValue::List(values) => values.iter().map(values_in).sum::<u64>().saturating_add(1),
        ConstValue::Object(fields) => fields
            .values()
            .map(values_in)
            .sum::<u64>()
            .saturating_add(1),
        _ => 1,
    }
}
