//! Who a token speaks for.

use std::sync::Arc;

use async_graphql::SimpleObject;

use crate::domain::trust::actor::{Actor, Role};

/// The account that a token speaks for, with the token's own roles and areas (tài khoản).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Viewer {
    /// The account's name (tên).
    pub name: String,
    /// The token's roles (vai trò).
    pub roles: Vec<Role>,
    /// The token's agency (cơ quan).
    pub agency: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) actor: Arc<Actor>,
}

impl From<&Arc<Actor>> for Viewer {
    fn from(actor: &Arc<Actor>) -> Self {
        Self {
            name: actor.name.clone(),
            roles: actor.roles.clone(),
            agency: actor.agency.clone(),
            actor: Arc::clone(actor),
        }
    }
}
