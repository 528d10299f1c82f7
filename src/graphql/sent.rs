//! Makes of a request's variables what the specification makes of them.
//!
//! The library takes a nullable variable that was not sent for null, and doesn't look at defaults where
//! `@skip` and `@include` ask for a variable. The specification (6.4.1, 3.10) has an argument or input field
//! whose variable was not sent left out, so that its own default stands; a variable that was sent as null
//! passes null.

use std::collections::HashSet;

use async_graphql::parser::types::{
    ExecutableDocument, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Request};
use async_graphql_value::Value;

use super::guard::document::chosen;

/// Gives variables that were not sent their defaults, and leaves out what has neither.
///
/// The document is copied only where there is something to leave out. It was held against the schema
/// before: a variable that is used nowhere any more would be refused there.
pub fn as_sent(request: &mut Request) {
    let name = request.operation_name.clone();
    // Taken out meanwhile, since the document is borrowed from the request.
    let mut variables = std::mem::take(&mut request.variables);
    let mut absent = HashSet::new();
    if let Ok(document) = request.parsed_query()
        && let Ok(operation) = chosen(document, name.as_deref())
    {
        for definition in &operation.variable_definitions {
            let definition = &definition.node;
            let name = &definition.name.node;
            if variables.contains_key(name) {
                continue;
            }
            match &definition.default_value {
                Some(default) => drop(variables.insert(name.clone(), default.node.clone())),
                None => drop(absent.insert(name.clone())),
            }
        }
    }
    request.variables = variables;
    if absent.is_empty() {
        return;
    }
    if let Ok(document) = request.parsed_query() {
        let mut document = document.clone();
        leave_out(&mut document, name.as_deref(), &absent);
        request.set_parsed_query(document);
    }
}

fn leave_out(document: &mut ExecutableDocument, name: Option<&str>, absent: &HashSet<Name>) {
    for fragment in document.fragments.values_mut() {
        in_set(&mut fragment.node.selection_set.node, absent);
    }
    if let Some(operation) = chosen_mut(document, name) {
        in_set(&mut operation.selection_set.node, absent);
    }
}

/// The operation that [`chosen`] chooses; there is one, since it was chosen before.
fn chosen_mut<'a>(
    document: &'a mut ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a mut OperationDefinition> {
    use async_graphql::parser::types::DocumentOperations;
    match (&mut document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(&mut operation.node),
        (DocumentOperations::Multiple(all), Some(name)) => {
            all.get_mut(name).map(|operation| &mut operation.node)
        }
        (DocumentOperations::Multiple(all), None) => {
            all.values_mut().next().map(|operation| &mut operation.node)
        }
    }
}

fn in_set(set: &mut SelectionSet, absent: &HashSet<Name>) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let field = &mut field.node;
                field
                    .arguments
                    .retain(|(_, value)| !is_absent(&value.node, absent));
                for (_, value) in &mut field.arguments {
                    in_value(&mut value.node, absent);
                }
                in_set(&mut field.selection_set.node, absent);
            }
            Selection::InlineFragment(inline) => {
                in_set(&mut inline.node.selection_set.node, absent);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// An input field is left out; an element of a list that was not sent stays, as null.
fn in_value(value: &mut Value, absent: &HashSet<Name>) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !is_absent(value, absent));
            for value in fields.values_mut() {
                in_value(value, absent);
            }
        }
        Value::List(values) => values.iter_mut().for_each(|value| in_value(value, absent)),
        _ => {}
    }
}

fn is_absent(value: &Value, absent: &HashSet<Name>) -> bool {
    matches!(value, Value::Variable(name) if absent.contains(name))
}
