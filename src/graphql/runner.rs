//! Runs requests on the schema: each with batches of its own, each answer in order.

use std::sync::Arc;

use async_graphql::{Data, Executor, Request, Response};
use futures_util::StreamExt;
use futures_util::stream::{BoxStream, once};

use super::batches::Batches;
use super::examiner::Examiner;
use super::holes;
use super::order::Order;
use super::schema::{LongdanSchema, build};
use super::sent::as_sent;
use super::straight;
use crate::services::office::SharedOffice;

/// The schema of an office, ready for requests.
///
/// A request carries who speaks as `Arc<Actor>` (nothing without a token) and the language to
/// answer in as `Language`.
#[derive(Clone)]
pub struct Runner {
    examiner: Examiner,
    schema: LongdanSchema,
}

impl Runner {
    /// A runner on an office.
    #[must_use]
    pub fn new(office: SharedOffice) -> Self {
        Self {
            examiner: Examiner::default(),
            schema: build(office),
        }
    }
}

impl Executor for Runner {
    async fn execute(&self, mut request: Request) -> Response {
        if let Err(refused) = self.examiner.examine(&mut request).await {
            return refused;
        }
        as_sent(&mut request);
        let order = Order::of(&mut request);
        let batches = Batches::default();
        let turns = Arc::clone(&batches.turns);
        let response = turns.run(self.schema.execute(request.data(batches))).await;
        finished(response, &order)
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let runner = self.clone();
        let answers = async move {
            if let Err(refused) = runner.examiner.examine(&mut request).await {
                return once(async { refused }).boxed();
            }
            as_sent(&mut request);
            let order = Order::of(&mut request);
            let batches = Batches::default();
            let turns = Arc::clone(&batches.turns);
            let session_data = session_data.unwrap_or_default();
            let values = runner
                .schema
                .execute_stream_with_session_data(request.data(batches), session_data)
                .boxed();
            turns
                .run_stream(values)
                .map(move |response| finished(response, &order))
                .boxed()
        };
        once(answers).flatten().boxed()
    }
}

/// What the library answers, as the specification has it.
fn finished(mut response: Response, order: &Order) -> Response {
    if !response.errors.is_empty() {
        straight::unfold(&mut response.data);
    }
    holes::close(&mut response);
    order.arrange(&mut response.data);
    response
}
