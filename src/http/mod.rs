//! The server's one door: routes, who is speaking, GraphQL over HTTP and WebSocket.

pub mod actor;
mod address;
pub mod beside;
pub mod client;
pub mod dashboard;
pub mod documents;
pub mod envelope;
pub mod graphiql;
pub mod graphql;
pub mod health;
pub mod lifeline;
pub mod limits;
pub mod office;
pub mod openrosa;
pub mod paths;
pub mod prints;
pub mod request_id;
pub mod router;
pub mod server;
pub mod state;
pub mod survey_app;
pub mod websocket;
mod weight;
