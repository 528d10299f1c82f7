//! A GraphQL request as it is sent: the JSON of a POST, the parameters of a GET.

use async_graphql::Variables;
use serde::Deserialize;
use serde_json::Value as Json;

use super::fault::{Fault, JsonType};
use super::manifest::{Hash, hash_of_hex};
use super::persisted::{Named, Persisted};

/// One GraphQL request. Properties that it doesn't know are passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payload {
    query: Option<String>,
    #[serde(default)]
    document_id: Option<String>,
    /// Which operation of the document is meant.
    #[serde(default)]
    pub operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Variables>,
    #[serde(default)]
    extensions: Option<Extensions>,
}

/// Of the extensions we look at `persistedQuery` alone.
type Extensions = serde_json::Map<String, Json>;

/// A request that is complete.
#[derive(Debug)]
pub struct Call {
    /// The text of the query.
    pub query: String,
    /// Which operation of it is meant.
    pub operation_name: Option<String>,
    /// The variables.
    pub variables: Variables,
    /// The hash by which to keep the query once it was found to be sound.
    pub keep_as: Option<Hash>,
}

impl Payload {
    /// Reads a body. The text is read once where it is right; a wrong one is read again to say why.
    ///
    /// # Errors
    /// [`Fault::NotUtf8`], [`Fault::NotJson`], [`Fault::Batch`], [`Fault::NotAnObject`] or
    /// [`Fault::Property`].
    pub fn from_body(body: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(body).map_err(|_| Fault::NotUtf8)?;
        // The derived reader would take an array for an object without names.
        if text.trim_ascii_start().starts_with('[') {
            return Err(Fault::Batch);
        }
        serde_json::from_str(text).map_err(|error| what_is_wrong(text, &error))
    }

    /// Reads a query string. An empty value counts as not given.
    ///
    /// # Errors
    /// [`Fault::NotJson`] or [`Fault::Property`].
    pub fn from_query_string(parameters: Vec<(String, String)>) -> Result<Self, Fault> {
        let mut payload = Self::default();
        for (name, value) in parameters {
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "query" => payload.query = Some(value),
                "documentId" => payload.document_id = Some(value),
                "operationName" => payload.operation_name = Some(value),
                "variables" => payload.variables = Some(object(&value, "variables")?),
                "extensions" => payload.extensions = Some(object(&value, "extensions")?),
                _ => {}
            }
        }
        Ok(payload)
    }

    /// The request, where it has a document or names one.
    ///
    /// # Errors
    /// As [`Persisted::find`] has them.
    pub fn into_call(self, persisted: &Persisted) -> Result<Call, Fault> {
        let hash = self.extensions.as_ref().map_or(Ok(None), hash_named)?;
        let (query, keep_as) = persisted.find(Named {
            query: self.query,
            id: self.document_id,
            hash,
        })?;
        Ok(Call {
            query,
            // Some clients send "" where they mean none.
            operation_name: self.operation_name.filter(|name| !name.is_empty()),
            variables: self.variables.unwrap_or_default(),
            keep_as,
        })
    }
}

/// The hash of a persisted query.
fn hash_named(extensions: &Extensions) -> Result<Option<Hash>, Fault> {
    let named = match extensions.get("persistedQuery") {
        None | Some(Json::Null) => return Ok(None),
        Some(named) => named,
    };
    let is_known = named.get("version").and_then(Json::as_u64) == Some(1);
    let hash = named.get("sha256Hash").and_then(Json::as_str);
    let hash = hash.filter(|_| is_known).and_then(hash_of_hex);
    hash.map(Some).ok_or(Fault::Property {
        property: "extensions.persistedQuery",
        expected: JsonType::PersistedQuery,
    })
}

fn object<'a, T: Deserialize<'a>>(text: &'a str, property: &'static str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::Property {
        property,
        expected: JsonType::Object,
    })
}

/// Why a body is no request. Off the beaten path, so the text may be read again.
fn what_is_wrong(text: &str, error: &serde_json::Error) -> Fault {
    let properties = match serde_json::from_str(text) {
        Ok(Json::Object(properties)) => properties,
        Ok(_) => return Fault::NotAnObject,
        Err(error) => {
            return Fault::NotJson {
                reason: error.to_string(),
            };
        }
    };
    for (property, expected) in [
        ("query", JsonType::Text),
        ("documentId", JsonType::Text),
        ("operationName", JsonType::Text),
        ("variables", JsonType::Object),
        ("extensions", JsonType::Object),
    ] {
        let fits = match properties.get(property) {
            None | Some(Json::Null) => true,
            Some(Json::String(_)) => expected == JsonType::Text,
            Some(Json::Object(_)) => expected == JsonType::Object,
            Some(_) => false,
        };
        if !fits {
            return Fault::Property { property, expected };
        }
    }
    Fault::NotJson {
        reason: error.to_string(),
    }
}
