//! A query for each part that somebody plays, ready to be run as it stands.
//!
//! The editor opens with them as tabs, the demonstration prints them; a test runs each against it.

/// A query with the key of the token that it is asked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Key of the demonstration's token; [`PUBLIC`] for none.
    pub key: &'static str,
    /// The query; its first lines say in both languages what it is for.
    pub query: &'static str,
}

/// The key of what is asked without a token.
pub const PUBLIC: &str = "PUBLIC";

macro_rules! sample {
    ($key:literal) => {
        Sample {
            key: $key,
            query: include_str!(concat!("../../data/samples/", $key, ".graphql")),
        }
    };
}

/// The queries, in the order in which they are shown.
pub const SAMPLES: [Sample; 13] = [
    sample!("PUBLIC"),
    sample!("COORDINATION_OFFICE"),
    sample!("FRONT"),
    sample!("FRONT_DISTRICT"),
    sample!("FRONT_COMMUNE"),
    sample!("DEPARTMENT"),
    sample!("SO_KE_HOACH"),
    sample!("STEERING_COMMITTEE"),
    sample!("DASHBOARD"),
    sample!("COUNCIL_CHAIR"),
    sample!("COUNCIL_MEMBER"),
    sample!("COLLECTOR"),
    sample!("ADMIN"),
];
