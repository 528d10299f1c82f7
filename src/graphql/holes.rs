//! Leaves no hole in an answer where a field that can't be null has failed.

use async_graphql::{PathSegment, Response, Value};

/// Makes an answer null as a whole where a field is missing from it.
///
/// The library leaves a failed field out of its object and goes on. A field that may be null is
/// answered by null here (see [`super::fault::Nullable`]); one that may not is read from the
/// database and fails only together with it, so that nothing worth keeping is lost.
pub fn close(response: &mut Response) {
    let holed = response
        .errors
        .iter()
        .any(|error| is_hole(&response.data, &error.path));
    if holed {
        response.data = Value::Null;
    }
}

fn is_hole(data: &Value, path: &[PathSegment]) -> bool {
    let mut value = data;
    for segment in path {
        let next = match (value, segment) {
            (Value::Object(fields), PathSegment::Field(name)) => fields.get(name.as_str()),
            (Value::List(values), PathSegment::Index(index)) => values.get(*index),
            _ => return false,
        };
        match next {
            Some(next) => value = next,
            None => return true,
        }
    }
    false
}
