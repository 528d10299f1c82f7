//! One linear walk over a parsed document that measures it, each fragment once.

use std::collections::HashMap;

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};
use async_graphql_value::{ConstValue, Value};

use super::limits::{DEFAULT_PAGE, LARGEST_PAGE, Limits, ListFields, Size, introspection_size};
use super::measure::Measure;
use super::refusal::{Bound, Refusal};

/// Whether a selection set stands in the schema's own description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Region {
    Data,
    Introspection,
}

/// A fragment on the way, or measured.
enum Known {
    Entered,
    Measured(Measure),
}

/// Walks one document. Aliases and directives are counted for the whole of it.
pub struct Walk<'a> {
    document: &'a ExecutableDocument,
    lists: &'a ListFields,
    limits: &'a Limits,
    variables: &'a Variables,
    defaults: &'a OperationDefinition,
    fragments: HashMap<(&'a str, Region), Known>,
    aliases: u64,
    directives: u64,
}

impl<'a> Walk<'a> {
    /// A walk over `document`; page sizes come from `variables` or the defaults of `operation`.
    #[must_use]
    pub fn new(
        document: &'a ExecutableDocument,
        operation: &'a OperationDefinition,
        variables: &'a Variables,
        lists: &'a ListFields,
        limits: &'a Limits,
    ) -> Self {
        Self {
            document,
            lists,
            limits,
            variables,
            defaults: operation,
            fragments: HashMap::with_capacity(document.fragments.len()),
            aliases: 0,
            directives: 0,
        }
    }

    /// Measures an operation and everything that it spreads.
    ///
    /// # Errors
    /// [`Refusal::FragmentCycle`] and [`Refusal::TooDeep`] at once; all else is for the caller.
    pub fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Measure, Refusal> {
        let mut measure = Measure::default();
        self.note_directives(&operation.directives, &mut measure);
        measure.beside(self.set(&operation.selection_set.node, Region::Data, 0)?);
        self.check_counts()?;
        Ok(measure)
    }

    /// Measures the fragments that no operation spreads: the library's rules visit them too.
    ///
    /// # Errors
    /// As [`Self::operation`].
    pub fn rest(&mut self) -> Result<Measure, Refusal> {
        let document = self.document;
        let names = document.fragments.keys().map(Name::as_str);
        let unspread = |name: &&str| {
            let regions = [Region::Data, Region::Introspection];
            let mut known = regions.iter().map(|region| (*name, *region));
            !known.any(|place| self.fragments.contains_key(&place))
        };
        let mut unspread: Vec<&str> = names.filter(unspread).collect();
        // In an order of its own, so that the same document always gets the same answer.
        unspread.sort_unstable();
        let mut measure = Measure::default();
        for name in unspread {
            measure.beside(self.fragment(name, Region::Data, 0)?);
        }
        self.check_counts()?;
        // What no operation spreads has no fields of the root.
        Ok(Measure {
            width: 0,
            ..measure
        })
    }

    fn check_counts(&self) -> Result<(), Refusal> {
        for (bound, found, limit) in [
            (Bound::Aliases, self.aliases, self.limits.aliases),
            (Bound::Directives, self.directives, self.limits.directives),
        ] {
            if found > limit {
                return Err(Refusal::TooMuch { bound, limit });
            }
        }
        Ok(())
    }

    fn set(
        &mut self,
        set: &'a SelectionSet,
        region: Region,
        level: u64,
    ) -> Result<Measure, Refusal> {
        self.check_nesting(level)?;
        let mut measure = Measure::default();
        for selection in &set.items {
            let part = match &selection.node {
                Selection::Field(field) => self.field(&field.node, region, level)?,
                Selection::InlineFragment(inline) => {
                    let content = self.set(
                        &inline.node.selection_set.node,
                        region,
                        level.saturating_add(1),
                    )?;
                    self.note_directives(&inline.node.directives, &mut measure);
                    content.spread()
                }
                Selection::FragmentSpread(spread) => {
                    self.note_directives(&spread.node.directives, &mut measure);
                    let name = spread.node.fragment_name.node.as_str();
                    self.fragment(name, region, level)?.spread()
                }
            };
            measure.beside(part);
        }
        Ok(measure)
    }

    fn field(&mut self, field: &'a Field, region: Region, level: u64) -> Result<Measure, Refusal> {
        let name = field.name.node.as_str();
        let region = match name {
            "__schema" | "__type" => Region::Introspection,
            _ => region,
        };
        let content = if field.selection_set.node.items.is_empty() {
            Measure::default()
        } else {
            self.set(&field.selection_set.node, region, level.saturating_add(1))?
        };
        let (size, weight) = match region {
            Region::Introspection => (introspection_size(name), 1),
            Region::Data => (self.page(field), self.lists.weight(name)),
        };
        let mut measure = content.under_field(size, region == Region::Introspection);
        measure.cost = measure.cost.saturating_add(weight.saturating_sub(1));
        if field.alias.is_some() {
            self.aliases = self.aliases.saturating_add(1);
        }
        for (_, value) in &field.arguments {
            note_variables(&value.node, &mut measure);
        }
        self.note_directives(&field.directives, &mut measure);
        Ok(measure)
    }

    fn fragment(&mut self, name: &'a str, region: Region, level: u64) -> Result<Measure, Refusal> {
        match self.fragments.get(&(name, region)) {
            Some(Known::Entered) => {
                return Err(Refusal::FragmentCycle {
                    name: name.to_owned(),
                });
            }
            Some(Known::Measured(measure)) => {
                let measure = *measure;
                self.check_nesting(level.saturating_add(measure.nesting))?;
                return Ok(measure);
            }
            None => {}
        }
        let Some(fragment) = self.document.fragments.get(name) else {
            // The library says that there is no such fragment.
            return Ok(Measure::default());
        };
        self.fragments.insert((name, region), Known::Entered);
        let mut measure = Measure::default();
        self.note_directives(&fragment.node.directives, &mut measure);
        measure.beside(self.set(
            &fragment.node.selection_set.node,
            region,
            level.saturating_add(1),
        )?);
        self.fragments
            .insert((name, region), Known::Measured(measure));
        Ok(measure)
    }

    const fn check_nesting(&self, level: u64) -> Result<(), Refusal> {
        if level > self.limits.nesting {
            return Err(Refusal::TooDeep {
                limit: self.limits.nesting,
            });
        }
        Ok(())
    }

    fn note_directives(&mut self, directives: &[Positioned<Directive>], measure: &mut Measure) {
        for directive in directives {
            self.directives = self.directives.saturating_add(1);
            for (_, value) in &directive.node.arguments {
                note_variables(&value.node, measure);
            }
        }
    }

    fn page(&self, field: &Field) -> u64 {
        match self.lists.size(field.name.node.as_str()) {
            None => self.named(field),
            Some(Size::About(size)) => size,
            Some(Size::Paged) => ["first", "last"]
                .into_iter()
                .filter_map(|name| field.get_argument(name))
                .find_map(|value| self.count(&value.node))
                .unwrap_or(DEFAULT_PAGE)
                .min(LARGEST_PAGE),
        }
    }

    /// How many things a field asks for by their ids, such as `nodes(ids: [...])`; 1 without ids.
    fn named(&self, field: &Field) -> u64 {
        let ids = field.get_argument("ids").map(|value| &value.node);
        let length = match ids {
            Some(Value::List(ids)) => ids.len(),
            Some(Value::Variable(name)) => match self.given(name) {
                Some(ConstValue::List(ids)) => ids.len(),
                _ => 1,
            },
            _ => 1,
        };
        u64::try_from(length).unwrap_or(u64::MAX)
    }

    /// The value of a variable, or its default.
    fn given(&self, name: &Name) -> Option<&ConstValue> {
        self.variables.get(name).or_else(|| {
            self.defaults
                .variable_definitions
                .iter()
                .find(|definition| definition.node.name.node == *name)
                .and_then(|definition| definition.node.default_value())
        })
    }

    /// A page size that is written out or given by a variable; `None` where it is neither.
    fn count(&self, value: &Value) -> Option<u64> {
        match value {
            Value::Number(number) => number.as_u64(),
            Value::Variable(name) => match self.given(name) {
                Some(ConstValue::Number(number)) => number.as_u64(),
                _ => None,
            },
            _ => None,
        }
    }
}

fn note_variables(value: &Value, measure: &mut Measure) {
    match value {
        Value::Variable(_) => measure.variable_uses = measure.variable_uses.saturating_add(1),
        Value::List(values) => values
            .iter()
            .for_each(|value| note_variables(value, measure)),
        Value::Object(fields) => fields
            .values()
            .for_each(|value| note_variables(value, measure)),
        _ => {}
    }
}
