//! Who speaks: roles, areas of responsibility, agency.

use std::sync::Arc;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SignInId, TokenId};
use crate::domain::base::terms::terms;
use crate::domain::place::area::{AreaLevel, Place};

terms! {
    /// What an account is.
    Role {
        /// Runs the system; sees no resident's answer.
        Admin = "ADMIN",
        /// The coordination office (văn phòng điều phối).
        CoordinationOffice = "COORDINATION_OFFICE",
        /// The Fatherland Front; its level is its area's.
        Front = "FRONT",
        /// A department that appraises criteria.
        Department = "DEPARTMENT",
        /// The steering committee (ban chỉ đạo).
        SteeringCommittee = "STEERING_COMMITTEE",
        /// A member of the recognition council.
        CouncilMember = "COUNCIL_MEMBER",
        /// A person or device that collects in given hamlets.
        Collector = "COLLECTOR",
    }
}

impl Role {
    /// Whether a token of the role must name its areas; the others' go everywhere without.
    #[must_use]
    pub const fn needs_area(self) -> bool {
        matches!(self, Self::Front | Self::Collector)
    }
}

/// The account that a token speaks for in a request, with the token's own roles and areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The token.
    pub token: TokenId,
    /// The session at a browser that the token was exchanged for; none where the token itself is shown.
    pub sign_in: Option<SignInId>,
    /// The account's name.
    pub name: String,
    /// The token's roles.
    pub roles: Vec<Role>,
    /// The token's areas; empty: everywhere, for roles that need none.
    pub areas: Vec<Place>,
    /// The token's agency.
    pub agency: Option<String>,
    /// When the token ends.
    pub expires_at: Option<Instant>,
    /// The name of the request that it speaks in, 1 to 64 plain signs, for the audit; the program
    /// itself speaks in none.
    pub request: Option<Arc<str>>,
}

impl Actor {
    /// The same, speaking in a request.
    #[must_use]
    pub fn in_request(self, request: Arc<str>) -> Self {
        Self {
            request: Some(request),
            ..self
        }
    }
}

impl Actor {
    /// Whether the token has the role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether a place lies in the areas in which the token has this role.
    #[must_use]
    pub fn reaches(&self, role: Role, place: &Place) -> bool {
        self.is(role)
            && (self.goes_everywhere(role) || self.areas.iter().any(|area| place.is_in(area.area)))
    }

    /// Whether the token has this role everywhere.
    #[must_use]
    pub fn goes_everywhere(&self, role: Role) -> bool {
        self.is(role) && self.areas.is_empty() && !role.needs_area()
    }

    /// Whether the Front of a province speaks, for a place in it.
    #[must_use]
    pub fn is_provincial_front(&self, place: &Place) -> bool {
        let in_it = |area: &Place| area.level == AreaLevel::Province && place.is_in(area.area);
        self.is(Role::Front) && self.areas.iter().any(in_it)
    }

    /// The ids of the token's areas.
    #[must_use]
    pub fn area_ids(&self) -> Vec<AreaId> {
        self.areas.iter().map(|area| area.area).collect()
    }
}
