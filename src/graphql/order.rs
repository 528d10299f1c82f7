//! Puts the fields of an answer into the order in which the query names them.
//!
//! The library awaits an object's fields side by side and keeps them as they become ready (its
//! `resolve_container`), so a field that needs the database comes after those that don't. The
//! specification wants the query's order (GraphQL, "Serialized Map Ordering"): that of the first
//! appearance of each field, fragments read where they are spread.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    Directive, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Request, Value, Variables};
use async_graphql_value::Value as Written;

use super::guard::document::chosen;

/// The order of an object's fields, and below each field that of its own.
#[derive(Debug, Default)]
pub struct Order(IndexMap<Name, Self>);

impl Order {
    /// The order that a request asks for; none where its document can't be read.
    #[must_use]
    pub fn of(request: &mut Request) -> Self {
        // Taken out meanwhile, since a batch's variables are large and the document is borrowed.
        let variables = std::mem::take(&mut request.variables);
        let name = request.operation_name.clone();
        let order = request
            .parsed_query()
            .ok()
            .and_then(|document| {
                let operation = chosen(document, name.as_deref()).ok()?;
                let mut order = Self::default();
                let mut reading = Reading {
                    document,
                    operation,
                    variables: &variables,
                    inside: Vec::new(),
                };
                order.add(&operation.selection_set.node, &mut reading);
                Some(order)
            })
            .unwrap_or_default();
        request.variables = variables;
        order
    }

    /// Puts a value's fields into order: one comparison a field where they are in order already,
    /// and one look-up a field where they are not.
    pub fn arrange(&self, value: &mut Value) {
        match value {
            _ if self.0.is_empty() => {}
            Value::List(values) => values.iter_mut().for_each(|value| self.arrange(value)),
            Value::Object(fields) => self.arrange_fields(fields),
            _ => {}
        }
    }

    fn arrange_fields(&self, fields: &mut IndexMap<Name, Value>) {
        let mut expected = self.0.keys();
        if !fields.keys().all(|name| expected.any(|next| next == name)) {
            let mut found = std::mem::take(fields);
            let ordered = self.0.keys();
            fields.extend(ordered.filter_map(|name| found.swap_remove_entry(name)));
            // There is no other field; what came unasked would still not be lost.
            fields.extend(found);
        }
        let mut expected = self.0.iter();
        for (name, value) in fields {
            if let Some((_, below)) = expected.find(|(next, _)| *next == name) {
                below.arrange(value);
            }
        }
    }

    fn add<'a>(&mut self, set: &'a SelectionSet, reading: &mut Reading<'a>) {
        for selection in &set.items {
            if reading.leaves_out(selection.node.directives()) {
                continue;
            }
            match &selection.node {
                Selection::Field(field) => {
                    let key = field.node.response_key().node.clone();
                    let below = self.0.entry(key).or_default();
                    below.add(&field.node.selection_set.node, reading);
                }
                Selection::InlineFragment(fragment) => {
                    self.add(&fragment.node.selection_set.node, reading);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = reading.document.fragments.get(name);
                    // A fragment inside itself is refused elsewhere; here it must only end.
                    if let Some(fragment) = fragment.filter(|_| !reading.inside.contains(&name)) {
                        reading.inside.push(name);
                        self.add(&fragment.node.selection_set.node, reading);
                        reading.inside.pop();
                    }
                }
            }
        }
    }
}

/// What the reading of a document needs on its way down.
struct Reading<'a> {
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    /// The fragments that are being read.
    inside: Vec<&'a Name>,
}

impl Reading<'_> {
    /// Whether `@skip` or `@include` takes a selection out, so that it doesn't count as its field's
    /// first appearance.
    fn leaves_out(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let condition = directive.node.get_argument("if");
            let holds = condition.and_then(|condition| self.truth(&condition.node));
            match directive.node.name.node.as_str() {
                "skip" => holds == Some(true),
                "include" => holds == Some(false),
                _ => false,
            }
        })
    }

    fn truth(&self, condition: &Written) -> Option<bool> {
        let given = match condition {
            Written::Boolean(holds) => return Some(*holds),
            Written::Variable(name) => self.variables.get(name).or_else(|| self.default(name)),
            _ => None,
        };
        match given {
            Some(Value::Boolean(holds)) => Some(*holds),
            _ => None,
        }
    }

    fn default(&self, name: &Name) -> Option<&Value> {
        let mut definitions = self.operation.variable_definitions.iter();
        definitions
            .find(|definition| definition.node.name.node == *name)
            .and_then(|definition| definition.node.default_value())
    }
}
