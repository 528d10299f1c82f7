//! Whether the variables of a request are of the types that its operation declares.

use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition};

use super::literals::first_use;
use super::misfit::{Misfit, Place};
use super::types::SchemaTypes;
use super::values::{Judge, Source};

/// Judges every declared variable once, however often it is used.
///
/// A misfit is placed from the argument that the variable is used for, so that
/// `submitResponses(input: $batch)` names `input.responses.17.collectedAt` whatever the variable's
/// name. Variables that are not declared are not looked at, as the specification has it.
#[must_use]
pub fn misfits_of_variables(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    types: &SchemaTypes,
) -> Vec<Misfit> {
    let mut all = Vec::new();
    for definition in &operation.variable_definitions {
        let definition = &definition.node;
        // A type that the schema lacks is the library's to name.
        let Some(shape) = types.shape(&definition.var_type.node) else {
            continue;
        };
        let name = definition.name.node.as_str();
        let place = Place::root(name);
        let mut judge = Judge::new(types, Source::Json);
        match variables.get(name) {
            Some(value) => judge.value(value, &shape, &place),
            None if definition.default_value.is_none() && !shape.nullable => {
                judge.missing(&place, &shape);
            }
            None => {}
        }
        let found = judge.into_misfits();
        if !found.is_empty() {
            let prefix = first_use(document, operation, name);
            all.extend(found.into_iter().map(|misfit| from(&prefix, misfit)));
        }
    }
    all
}

/// A misfit's place with the variable's name replaced by where it is used.
fn from(prefix: &[super::misfit::Segment], mut misfit: Misfit) -> Misfit {
    if !prefix.is_empty() {
        misfit.place.splice(..1, prefix.iter().cloned());
    }
    misfit
}
