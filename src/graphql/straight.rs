//! Objects that are written into an answer as JSON, without a map for each.
//!
//! The library makes a future for every field and a map for every object; in an answer of
//! thousands of fields that follow from what is at hand, this is nearly all of the work. Here such
//! fields are written as text, and the library resolves only what has to be looked up.

use std::borrow::Cow;

use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};
use futures_util::future::join_all;

use super::json::{Json, Plain};

/// What a request carries whose answer may hold objects as JSON: its document names every field of
/// an object once, without fragments and directives, and what it is written into knows them.
#[derive(Debug, Clone, Copy)]
pub struct AsJson;

/// An object whose plain fields are written straight.
#[derive(Debug, Clone)]
pub struct Straight<T>(pub T);

/// A list of objects that is written straight where all that is asked of them is plain.
#[derive(Debug, Clone)]
pub struct StraightList<T>(pub Vec<T>);

impl<T: Plain> OutputType for Straight<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        if ctx.data_opt::<AsJson>().is_none() {
            return self.0.resolve(ctx, field).await;
        }
        let (json, later) = write(&self.0, ctx);
        if later.is_empty() {
            return Ok(Value::Binary(json.into_bytes().into()));
        }
        let found = later.iter().map(|place| async move {
            let ctx = ctx.with_field(place.field);
            self.0.resolve_field(&ctx).await
        });
        let found = join_all(found).await;
        Ok(joined(ctx, &json, later.iter().zip(found)))
    }
}

/// A field that the library resolves, and where in the text it stands.
struct Later<'a> {
    field: &'a Positioned<Field>,
    at: usize,
}

/// Writes an object's plain fields, and tells the others.
fn write<'a, T: Plain>(object: &T, ctx: &ContextSelectionSet<'a>) -> (Json, Vec<Later<'a>>) {
    let mut json = Json::default();
    let mut later = Vec::new();
    json.raw(b"{");
    for selection in &ctx.item.node.items {
        // Only documents without fragments come here.
        let Selection::Field(field) = &selection.node else {
            continue;
        };
        let at = json.len();
        json.key(&field.node.response_key().node);
        if !json.field(object, &field.node) {
            json.take_back(at);
            later.push(Later { field, at });
        }
    }
    json.raw(b"}");
    (json, later)
}

/// The object with what the library has resolved in its places. A field that failed is left out,
/// as the library does, and its error noted.
fn joined<'a>(
    ctx: &ContextSelectionSet<'_>,
    json: &Json,
    found: impl Iterator<Item = (&'a Later<'a>, ServerResult<Option<Value>>)>,
) -> Value {
    let mut whole = Json::default();
    let mut from = 0;
    for (Later { field, at }, value) in found {
        whole.after_gap(json.piece(from, *at));
        from = *at;
        match value {
            Ok(value) => {
                whole.key(&field.node.response_key().node);
                whole.value(&value.unwrap_or_default());
            }
            Err(error) => ctx.add_error(error),
        }
    }
    whole.after_gap(json.piece(from, json.len()));
    Value::Binary(whole.into_bytes().into())
}

impl<T: Plain> OutputType for StraightList<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let mut json = Json::default();
        if ctx.data_opt::<AsJson>().is_some() && json.list(&self.0, &field.node) {
            return Ok(Value::Binary(json.into_bytes().into()));
        }
        self.0.resolve(ctx, field).await
    }
}

/// Reads what was written straight back into values: for an answer with errors, in which places
/// are looked up.
pub fn unfold(value: &mut Value) {
    match value {
        Value::Binary(json) => {
            // It was written by us, so it can be read.
            *value = serde_json::from_slice(json).unwrap_or_default();
        }
        Value::List(values) => values.iter_mut().for_each(unfold),
        Value::Object(fields) => fields.values_mut().for_each(unfold),
        _ => {}
    }
}
