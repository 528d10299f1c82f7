//! All integration tests, in one binary: one link step on small machines.

mod http;
mod rules;
mod support;
mod words;
