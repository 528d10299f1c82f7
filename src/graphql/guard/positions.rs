//! Whether each variable of an operation stands where its type may stand.
//!
//! The specification's rule "All Variable Usages Are Allowed" (5.8.5). The library has a rule of that
//! name, but its visitor never hands it a value, so it lets everything through.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Pos, Positioned};
use async_graphql_value::{ConstValue, Value};

use super::misfit::MOST_MISFITS;
use super::types::{Kind, Of, SchemaTypes, Shape, Slot, TypeIndex};
use crate::domain::base::language::Language;

/// A variable at a place that its type doesn't fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// The variable's name, without the dollar.
    pub variable: String,
    /// The type that it is declared with.
    pub declared: String,
    /// The type that is asked for where it stands.
    pub expected: String,
    /// Where it is declared, and where it stands.
    pub places: [Pos; 2],
}

impl Misplaced {
    /// What is wrong, in the words of the specification's reference implementation.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Self {
            variable,
            declared,
            expected,
            ..
        } = self;
        match language {
            Language::En => format!(
                "Variable \"${variable}\" of type \"{declared}\" used in position expecting type \"{expected}\"."
            ),
            Language::Vi => {
                format!(
                    "Biến \"${variable}\" kiểu \"{declared}\" đứng ở chỗ cần kiểu \"{expected}\"."
                )
            }
        }
    }
}

/// The variables of an operation that stand where they may not, in its fragments too.
///
/// Each selection is looked at once, however often a fragment is spread, and none where the operation
/// has no variables. What the schema lacks is the library's to name.
#[must_use]
pub fn misplaced_variables(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    types: &SchemaTypes,
) -> Vec<Misplaced> {
    let declared = operation.variable_definitions.iter();
    let declared: HashMap<&str, Declared> = declared
        .filter_map(|definition| {
            let Positioned { pos, node } = definition;
            let default = node.default_value.as_ref().map(|default| &default.node);
            let declared = Declared {
                pos: *pos,
                shape: types.shape(&node.var_type.node)?,
                has_default: default.is_some_and(|default| *default != ConstValue::Null),
            };
            Some((node.name.node.as_str(), declared))
        })
        .collect();
    if declared.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk {
        document,
        types,
        declared,
        entered: HashSet::new(),
        found: Vec::new(),
    };
    walk.directives(&operation.directives);
    walk.set(&operation.selection_set.node, types.root(operation.ty));
    walk.found
}

/// A variable as its operation declares it.
struct Declared {
    pos: Pos,
    shape: Shape,
    /// Whether it has a default that is not null.
    has_default: bool,
}

/// A place that a value may stand at.
#[derive(Clone, Copy)]
struct Spot<'s> {
    shape: &'s Shape,
    /// Whether the argument or input field has a default.
    has_default: bool,
    /// Whether it is the field of a `@oneOf` input, which takes no null.
    of_one: bool,
}

impl<'s> Spot<'s> {
    const fn plain(shape: &'s Shape) -> Self {
        Self {
            shape,
            has_default: false,
            of_one: false,
        }
    }

    const fn slot(slot: &'s Slot, of_one: bool) -> Self {
        Self {
            shape: &slot.shape,
            has_default: !slot.shape.nullable && !slot.required,
            of_one,
        }
    }

    const fn takes_null(&self) -> bool {
        self.shape.nullable && !self.of_one
    }

    fn allows(&self, variable: &Declared) -> bool {
        if variable.shape.nullable && !self.takes_null() {
            (variable.has_default || self.has_default)
                && is_compatible(&variable.shape.of, &self.shape.of)
        } else {
            fits(&variable.shape, self.shape)
        }
    }
}

fn fits(variable: &Shape, place: &Shape) -> bool {
    (place.nullable || !variable.nullable) && is_compatible(&variable.of, &place.of)
}

fn is_compatible(variable: &Of, place: &Of) -> bool {
    match (variable, place) {
        (Of::Named(variable), Of::Named(place)) => variable == place,
        (Of::List(variable), Of::List(place)) => fits(variable, place),
        _ => false,
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    types: &'a SchemaTypes,
    declared: HashMap<&'a str, Declared>,
    /// Fragments that were looked into.
    entered: HashSet<&'a str>,
    found: Vec<Misplaced>,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a SelectionSet, parent: Option<TypeIndex>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(&field.node, parent),
                Selection::InlineFragment(inline) => {
                    let inline = &inline.node;
                    self.directives(&inline.directives);
                    let condition = inline.type_condition.as_ref();
                    let parent = condition.map_or(parent, |on| self.types.named(&on.node.on.node));
                    self.set(&inline.selection_set.node, parent);
                }
                Selection::FragmentSpread(spread) => {
                    self.directives(&spread.node.directives);
                    self.fragment(&spread.node.fragment_name.node);
                }
            }
        }
    }

    fn fragment(&mut self, name: &'a str) {
        let Some(fragment) = self.document.fragments.get(name) else {
            return;
        };
        if self.entered.insert(name) {
            let fragment = &fragment.node;
            self.directives(&fragment.directives);
            let parent = self.types.named(&fragment.type_condition.node.on.node);
            self.set(&fragment.selection_set.node, parent);
        }
    }

    fn field(&mut self, field: &'a Field, parent: Option<TypeIndex>) {
        self.directives(&field.directives);
        let types = self.types;
        let known = parent.and_then(|parent| match &types.get(parent)?.kind {
            Kind::Output(fields) => fields.get(field.name.node.as_str()),
            _ => None,
        });
        let slots = known.map_or(&[][..], |known| &known.arguments);
        for (name, value) in &field.arguments {
            let slot = slots.iter().find(|slot| slot.name == name.node.as_str());
            if let Some(slot) = slot {
                self.value(&value.node, Spot::slot(slot, false), value.pos);
            }
        }
        let leads_to = known.map(|known| known.leads_to);
        self.set(&field.selection_set.node, leads_to);
    }

    /// `@skip` and `@include` alone take a value where a query may stand: `if: Boolean!`.
    fn directives(&mut self, directives: &'a [Positioned<Directive>]) {
        for directive in directives {
            let name = directive.node.name.node.as_str();
            let condition = directive.node.get_argument("if");
            let boolean = self.types.named("Boolean");
            if let ("skip" | "include", Some(value), Some(boolean)) = (name, condition, boolean) {
                let shape = Shape {
                    nullable: false,
                    of: Of::Named(boolean),
                };
                self.value(&value.node, Spot::plain(&shape), value.pos);
            }
        }
    }

    fn value(&mut self, value: &'a Value, at: Spot<'_>, pos: Pos) {
        match value {
            Value::Variable(name) => self.usage(name, at, pos),
            Value::List(values) => {
                if let Of::List(inner) = &at.shape.of {
                    for value in values {
                        self.value(value, Spot::plain(inner), pos);
                    }
                }
            }
            Value::Object(fields) => {
                let Some(Kind::Input(input)) = self.innermost(at.shape) else {
                    return;
                };
                for (name, value) in fields {
                    let slot = input.fields.iter().find(|slot| slot.name == name.as_str());
                    if let Some(slot) = slot {
                        self.value(value, Spot::slot(slot, input.one_of), pos);
                    }
                }
            }
            _ => {}
        }
    }

    /// The named type; one value stands for a list of one.
    fn innermost(&self, shape: &Shape) -> Option<&'a Kind> {
        match &shape.of {
            Of::Named(index) => self.types.get(*index).map(|named| &named.kind),
            Of::List(inner) => self.innermost(inner),
        }
    }

    fn usage(&mut self, name: &'a str, at: Spot<'_>, pos: Pos) {
        let Some(declared) = self.declared.get(name) else {
            return;
        };
        if self.found.len() >= MOST_MISFITS || at.allows(declared) {
            return;
        }
        let asked = Shape {
            nullable: at.takes_null(),
            of: at.shape.of.clone(),
        };
        self.found.push(Misplaced {
            variable: name.to_owned(),
            declared: self.types.written(&declared.shape),
            expected: self.types.written(&asked),
            places: [declared.pos, pos],
        });
    }
}
