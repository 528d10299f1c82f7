//! Holds documents against the schema's rules, each document once.

use std::any::TypeId;
use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::{Request, Response};

use super::guard::readings::Reading;
use super::schema::{LongdanSchema, builder};

/// The library's full validation by itself.
///
/// The library validates on every run, and copies all variables to do so. The guard judges the
/// variables of each request (`guard::variables`) and where they stand (`guard::positions`), and what
/// is left depends on the document: so a document that was kept is held against the schema once and
/// then run on a schema that trusts it. Whatever its values are, each argument is still read as what it
/// must be before it is used.
///
/// A document of several operations is held against it each time: the guard looks at the chosen one.
#[derive(Clone)]
pub struct Examiner(LongdanSchema);

impl Default for Examiner {
    fn default() -> Self {
        Self(builder().extension(Stop).finish())
    }
}

impl Examiner {
    /// Holds a request's document against the schema, unless that was done before.
    ///
    /// # Errors
    /// The answer to a document that is not in order.
    pub async fn examine(&self, request: &mut Request) -> Result<(), Response> {
        let reading = reading(request);
        if reading
            .as_ref()
            .is_some_and(|reading| reading.is_in_order())
        {
            return Ok(());
        }
        let document = match request.parsed_query() {
            Ok(document) => document.clone(),
            Err(error) => return Err(Response::from_errors(vec![error])),
        };
        let is_looked_through = document.operations.iter().count() == 1;
        let mut alone = Request::new("").variables(request.variables.clone());
        alone.operation_name.clone_from(&request.operation_name);
        alone.set_parsed_query(document);
        let answer = self.0.execute(alone).await;
        if answer.is_err() {
            return Err(answer);
        }
        if let Some(reading) = reading.filter(|_| is_looked_through) {
            reading.note_in_order();
        }
        Ok(())
    }
}

fn reading(request: &Request) -> Option<Arc<Reading>> {
    let kept = request.data.get(&TypeId::of::<Arc<Reading>>())?;
    kept.downcast_ref::<Arc<Reading>>().cloned()
}

/// Ends each run after the validation, before any field is resolved.
struct Stop;

impl ExtensionFactory for Stop {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Stop {
    async fn execute(
        &self,
        _ctx: &ExtensionContext<'_>,
        _operation_name: Option<&str>,
        _next: NextExecute<'_>,
    ) -> Response {
        Response::default()
    }
}
