//! The transport: GraphQL over HTTP and WebSocket, health, limits.

mod coercion;
mod dashboard;
mod fragments;
mod graphiql;
mod guard;
mod negotiation;
mod openrosa;
mod openrosa_bodies;
mod openrosa_secrecy;
mod openrosa_submission;
mod positions;
mod requests;
mod server;
mod survey_app;
mod websocket;
