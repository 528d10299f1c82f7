//! The transport: GraphQL over HTTP and WebSocket, health, limits.

mod backchannel;
mod coercion;
mod dashboard;
mod events;
mod fragments;
mod graphiql;
mod guard;
mod headers;
mod idle;
mod negotiation;
mod oidc;
mod openrosa;
mod openrosa_bodies;
mod openrosa_secrecy;
mod openrosa_submission;
mod outward;
mod persisted;
mod positions;
mod rates;
mod rates_beside;
mod requests;
mod server;
mod session;
mod survey_app;
mod websocket;
