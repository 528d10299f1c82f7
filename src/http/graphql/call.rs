//! One GraphQL request from its parts to the library: judged once, parsed once.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Request};

use super::fault::Fault;
use super::payload::Call;
use crate::domain::base::language::Language;
use crate::domain::trust::sign_in::Presence;
use crate::graphql::guard::document::{Admitted, admit, chosen};
use crate::graphql::guard::literals::misfits_of_literals;
use crate::graphql::guard::positions::misplaced_variables;
use crate::graphql::guard::variables::misfits_of_variables;
use crate::graphql::state::Origin;
use crate::graphql::straight::AsJson;
use crate::http::actor::{AuthFault, Authenticate};
use crate::http::rates::Caller;
use crate::http::request_id::RequestId;
use crate::http::state::Api;
use crate::services::tries::Client;

/// How a request came; each way takes some kinds of operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// By POST: queries and mutations.
    Post,
    /// By GET, which must change nothing: queries.
    Get,
    /// By either of them, the answer as events: subscriptions too, and mutations by POST alone.
    Events {
        /// Whether it came by GET.
        by_get: bool,
    },
    /// Over a WebSocket: all of them.
    Socket,
}

impl Transport {
    const fn takes(self, kind: OperationType) -> Result<(), Fault> {
        match (self, kind) {
            (Self::Post | Self::Get, OperationType::Subscription) => {
                Err(Fault::SubscriptionOverHttp)
            }
            (Self::Get | Self::Events { by_get: true }, OperationType::Mutation) => {
                Err(Fault::MethodNotAllowed { allow: "POST" })
            }
            _ => Ok(()),
        }
    }
}

/// A request that may be given to the library.
pub struct Ready {
    /// The request, its document parsed and its data filled in.
    pub request: Request,
    /// Query, mutation or subscription.
    pub kind: OperationType,
    /// Field values that the answer could hold.
    pub cost: u64,
}

/// Who speaks, from where, in what language, under which name.
#[derive(Debug, Clone)]
pub struct Speaker<T> {
    /// Whom the token speaks for; none without a token.
    pub actor: Option<T>,
    /// Where the request comes from.
    pub client: Client,
    /// The language to answer in.
    pub language: Language,
    /// The request's name.
    pub request_id: RequestId,
    /// Whose bucket its requests take from.
    pub caller: Caller,
    /// What the request says of whether somebody does something.
    pub presence: Presence,
    /// Whether the answer is to say what it cost.
    pub wants_cost: bool,
}

/// The header that asks for the cost of a query in the answer's extensions.
pub const WANTS_COST: &str = "x-graphql-cost";

/// What a client is told of a token that was not taken.
#[must_use]
pub fn of_auth(fault: AuthFault, request_id: &RequestId) -> Fault {
    match fault {
        AuthFault::Refused => Fault::Unauthenticated,
        AuthFault::Busy => Fault::Busy,
        AuthFault::Failed(source) => {
            tracing::error!(
                reference = request_id.as_str(),
                reason = %source,
                "token look-up failed"
            );
            Fault::Internal {
                reference: request_id.to_string(),
            }
        }
    }
}

/// Judges a request and makes it ready for the library.
///
/// # Errors
/// [`Fault::Refused`] and [`Fault::Misplaced`] for the document, [`Fault::Misfits`] for its values, and
/// what the transport doesn't take.
pub fn prepare<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    call: Call,
    speaker: &Speaker<A::Actor>,
    transport: Transport,
) -> Result<Ready, Fault> {
    let Call {
        query,
        operation_name,
        variables,
        keep_as,
    } = call;
    let reading = api.readings.read(&query, &api.rules.limits)?;
    let document = &reading.document;
    let name = operation_name.as_deref();
    let Admitted { kind, measure } = admit(document, name, &variables, &api.rules)?;
    transport.takes(kind)?;
    let operation = chosen(document, name)?;
    // What is in order was looked at before; it depends on the document alone.
    if !reading.is_in_order() {
        let misplaced = misplaced_variables(document, operation, &api.types);
        if !misplaced.is_empty() {
            return Err(Fault::Misplaced(misplaced));
        }
    }
    let mut misfits = misfits_of_variables(document, operation, &variables, &api.types);
    misfits.extend(misfits_of_literals(document, operation, &api.types));
    if !misfits.is_empty() {
        return Err(Fault::Misfits(misfits));
    }
    if let Some(hash) = keep_as {
        api.persisted.keep(hash, &query);
    }
    let mut request = Request::new(query).variables(variables);
    request.operation_name = operation_name;
    request.set_parsed_query(document.clone());
    request.data.insert(Arc::clone(&reading));
    let is_alone = transport != Transport::Socket && kind != OperationType::Subscription;
    if reading.is_plain && is_alone {
        request.data.insert(AsJson);
    }
    request.data.insert(speaker.language);
    request.data.insert(speaker.request_id.clone());
    request.data.insert(Origin {
        client: speaker.client,
        request: speaker.request_id.shared(),
    });
    if let Some(actor) = &speaker.actor {
        request.data.insert(actor.clone());
    }
    if api.options.hide_schema {
        request = request.disable_introspection();
    }
    Ok(Ready {
        request,
        kind,
        cost: measure.cost,
    })
}
