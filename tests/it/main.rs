//! All integration tests, in one binary: one link step on small machines.

mod rules;
mod words;
