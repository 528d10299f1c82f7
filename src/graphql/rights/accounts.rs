//! Who gets what: accounts, tokens, administrators to be confirmed.

use super::access::Access::{For, WhatMayBeSeen, WithItsObject};
use super::access::{Decision, EDGE, PAGE};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Viewer", WithItsObject, "name roles agency areas signIns"),
    ("Mutation", WhatMayBeSeen, "endSignIn"),
    ("SignInPayload", WithItsObject, "signIn userErrors"),
    (
        "SignIn",
        WithItsObject,
        "id accountName device begunAt usedAt endsAt isOwn",
    ),
    ("Query", For(Action::RunAccounts), "accounts"),
    ("Query", For(Action::ConfirmAdmins), "adminRequests"),
    (
        "Mutation",
        For(Action::RunAccounts),
        "createToken changeToken revokeToken",
    ),
    (
        "Mutation",
        For(Action::ConfirmAdmins),
        "confirmAdmin refuseAdmin",
    ),
    (
        "Mutation",
        For(Action::LockAccounts),
        "disableAccount enableAccount",
    ),
    ("AccountPayload", WithItsObject, "account userErrors"),
    (
        "Account",
        WithItsObject,
        "id name createdAt disabledAt byProvider accessTokens signIns",
    ),
    ("AccountConnection", WithItsObject, PAGE),
    ("AccountEdge", WithItsObject, EDGE),
    (
        "AccessToken",
        WithItsObject,
        "id accountName roles agency createdAt expiresAt revokedAt waitsForAdmin areas",
    ),
    (
        "AdminRequest",
        WithItsObject,
        "id accountName askedBy askedAt expiresAt state",
    ),
    (
        "AccessTokenPayload",
        WithItsObject,
        "accessToken secret userErrors",
    ),
    (
        "AdminRequestPayload",
        WithItsObject,
        "adminRequest userErrors",
    ),
];
