//! All integration tests, in one binary: one link step on small machines.
#![cfg(test)]

mod api;
mod cli;
mod graphql;
mod house;
mod http;
mod openrosa;
mod rules;
mod services;
mod storage;
mod stories;
mod support;
mod words;
