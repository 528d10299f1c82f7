//! JSON as it is written into an answer, piece by piece.

use async_graphql::parser::types::{Field, Selection};
use async_graphql::{ContainerType, Value};
use serde::Serialize;

/// An object that has plain fields: their values follow from it alone.
pub trait Plain: ContainerType {
    /// Writes a field's value as the library would; false where the field isn't plain, and what
    /// was written until then is taken back.
    fn plain(&self, field: &Field, json: &mut Json) -> bool;
}

impl<T: Plain> Plain for &T {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        T::plain(self, field, json)
    }
}

/// A text of JSON on its way.
#[derive(Debug, Default)]
pub struct Json(Vec<u8>);

impl Json {
    /// The bytes so far.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// How long the text is.
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// A piece of the text; nothing where there is no such piece.
    pub(super) fn piece(&self, from: usize, until: usize) -> &[u8] {
        self.0.get(from..until).unwrap_or_default()
    }

    /// Takes back what was written after this length.
    pub(super) fn take_back(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Adds a piece of an object that was taken apart: after a first field its comma is there, and
    /// before the first field none must be.
    pub(super) fn after_gap(&mut self, piece: &[u8]) {
        let begins = matches!(self.0.last(), None | Some(b'{'));
        let piece = match piece.strip_prefix(b",") {
            Some(rest) if begins => rest,
            _ => piece,
        };
        let lacks_comma = piece.first() == Some(&b'"') && !begins;
        if lacks_comma {
            self.0.push(b',');
        }
        self.raw(piece);
    }

    /// Adds signs that are JSON already.
    pub fn raw(&mut self, text: &[u8]) {
        self.0.extend_from_slice(text);
    }

    /// Adds a number, a text, a truth, a term of a closed list, or null.
    ///
    /// Answers true, as [`Plain::plain`] does for what it has written.
    pub fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> bool {
        // Such values always can be written, and a vector always takes them.
        serde_json::to_writer(&mut self.0, value).is_ok()
    }

    /// Adds the key of an object's field, a comma before it unless the object begins with it.
    pub fn key(&mut self, name: &str) {
        if self.0.last() != Some(&b'{') {
            self.0.push(b',');
        }
        self.put(name);
        self.0.push(b':');
    }

    /// Adds an object with the fields that are asked for; false where one of them isn't plain.
    pub fn object<T: Plain>(&mut self, object: &T, asked: &Field) -> bool {
        self.0.push(b'{');
        for selection in &asked.selection_set.node.items {
            let Selection::Field(field) = &selection.node else {
                return false;
            };
            self.key(&field.node.response_key().node);
            if !self.field(object, &field.node) {
                return false;
            }
        }
        self.0.push(b'}');
        true
    }

    /// The same, or null.
    pub fn maybe<T: Plain>(&mut self, object: Option<&T>, asked: &Field) -> bool {
        match object {
            Some(object) => self.object(object, asked),
            None => self.put(&()),
        }
    }

    /// Adds a list of objects; false where a field that is asked for isn't plain.
    pub fn list<T: Plain>(&mut self, objects: impl IntoIterator<Item = T>, asked: &Field) -> bool {
        self.0.push(b'[');
        for (place, object) in objects.into_iter().enumerate() {
            if place > 0 {
                self.0.push(b',');
            }
            if !self.object(&object, asked) {
                return false;
            }
        }
        self.0.push(b']');
        true
    }

    /// Adds one field's value; false where it isn't plain. An argument makes a field not plain.
    pub(super) fn field<T: Plain>(&mut self, object: &T, field: &Field) -> bool {
        if !field.arguments.is_empty() {
            false
        } else if field.name.node == "__typename" {
            self.put(&T::type_name())
        } else {
            object.plain(field, self)
        }
    }

    /// Adds a value of the library; one that is JSON already (bytes) as it is.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw(b"null"),
            Value::Boolean(truth) => drop(self.put(truth)),
            Value::Number(number) => drop(self.put(number)),
            Value::String(text) => drop(self.put(text.as_str())),
            Value::Enum(name) => drop(self.put(name.as_str())),
            Value::Binary(json) => self.raw(json),
            Value::List(values) => {
                self.0.push(b'[');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        self.0.push(b',');
                    }
                    self.value(value);
                }
                self.0.push(b']');
            }
            Value::Object(fields) => {
                self.0.push(b'{');
                for (name, value) in fields {
                    self.key(name);
                    self.value(value);
                }
                self.0.push(b'}');
            }
        }
    }
}
