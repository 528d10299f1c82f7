//! Whether values in a query's text fit their arguments, and where variables go.

use std::collections::HashSet;

use async_graphql::parser::types::{
    ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql_value::Value;

use super::misfit::{Misfit, Place, Segment};
use super::types::{Kind, SchemaTypes, TypeIndex};
use super::values::{Judge, Source};

/// Judges what is written in an operation and in the document's fragments, each once.
#[must_use]
pub fn misfits_of_literals(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    types: &SchemaTypes,
) -> Vec<Misfit> {
    let mut judge = Judge::new(types, Source::Text);
    if let Some(root) = types.root(operation.ty) {
        judge_set(&operation.selection_set.node, root, types, &mut judge);
    }
    for fragment in document.fragments.values() {
        let on = &fragment.node.type_condition.node.on.node;
        if let Some(parent) = types.named(on) {
            judge_set(&fragment.node.selection_set.node, parent, types, &mut judge);
        }
    }
    judge.into_misfits()
}

fn judge_set(set: &SelectionSet, parent: TypeIndex, types: &SchemaTypes, judge: &mut Judge<'_>) {
    for selection in &set.items {
        if judge.is_full() {
            return;
        }
        match &selection.node {
            Selection::Field(field) => judge_field(&field.node, parent, types, judge),
            Selection::InlineFragment(inline) => {
                let condition = inline.node.type_condition.as_ref();
                let parent = condition.map_or(Some(parent), |on| types.named(&on.node.on.node));
                if let Some(parent) = parent {
                    judge_set(&inline.node.selection_set.node, parent, types, judge);
                }
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn judge_field(field: &Field, parent: TypeIndex, types: &SchemaTypes, judge: &mut Judge<'_>) {
    let Some(Kind::Output(fields)) = types.get(parent).map(|named| &named.kind) else {
        return;
    };
    // A field that the type lacks is the library's to name.
    let Some(known) = fields.get(field.name.node.as_str()) else {
        return;
    };
    for (name, value) in &field.arguments {
        let name = name.node.as_str();
        if let Some(slot) = known.arguments.iter().find(|slot| slot.name == name) {
            judge.value(&value.node, &slot.shape, &Place::root(name));
        }
    }
    judge_set(&field.selection_set.node, known.leads_to, types, judge);
}

/// Where a variable is used first, from the argument down; empty where it isn't.
#[must_use]
pub fn first_use(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variable: &str,
) -> Vec<Segment> {
    let mut seen = HashSet::new();
    use_in_set(document, &operation.selection_set.node, variable, &mut seen).unwrap_or_default()
}

fn use_in_set<'a>(
    document: &'a ExecutableDocument,
    set: &'a SelectionSet,
    variable: &str,
    seen: &mut HashSet<&'a str>,
) -> Option<Vec<Segment>> {
    set.items
        .iter()
        .find_map(|selection| match &selection.node {
            Selection::Field(field) => field
                .node
                .arguments
                .iter()
                .find_map(|(name, value)| {
                    use_in_value(&value.node, variable, &Place::root(&name.node))
                })
                .or_else(|| use_in_set(document, &field.node.selection_set.node, variable, seen)),
            Selection::InlineFragment(inline) => {
                use_in_set(document, &inline.node.selection_set.node, variable, seen)
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                let fragment = document.fragments.get(name)?;
                if !seen.insert(name) {
                    return None;
                }
                use_in_set(document, &fragment.node.selection_set.node, variable, seen)
            }
        })
}

fn use_in_value(value: &Value, variable: &str, place: &Place<'_>) -> Option<Vec<Segment>> {
    match value {
        Value::Variable(name) if name == variable => Some(place.segments()),
        Value::List(values) => values
            .iter()
            .enumerate()
            .find_map(|(index, value)| use_in_value(value, variable, &place.element(index))),
        Value::Object(fields) => fields
            .iter()
            .find_map(|(name, value)| use_in_value(value, variable, &place.field(name))),
        _ => None,
    }
}
