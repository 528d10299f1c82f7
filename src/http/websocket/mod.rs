//! GraphQL over WebSocket: the protocol graphql-transport-ws.

pub mod close;
pub mod message;
pub mod operation;
pub mod session;
pub mod upgrade;
