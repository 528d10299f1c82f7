//! Who gets what: notices, assignments and reports.

use super::access::Access::{Everybody, For, WhatMayBeSeen, WithItsObject};
use super::access::{Decision, EDGE, PAGE};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", WhatMayBeSeen, "directives assignments"),
    ("Mutation", For(Action::RunDirectives), "createDirective"),
    (
        "Mutation",
        For(Action::ReportAssignments),
        "reportAssignment reviseReport",
    ),
    (
        "Directive",
        WithItsObject,
        "id code number issuedOn issuer signer title province tasks",
    ),
    ("Directive", WhatMayBeSeen, "assignments"),
    (
        "DirectiveTask",
        WithItsObject,
        "item text dueBefore each helpers deliverable roundOrdinal",
    ),
    (
        "Assignment",
        WithItsObject,
        "id task agency agencyName status report reports directive area",
    ),
    (
        "AssignmentReport",
        WithItsObject,
        "version receivedOn number summary recordedBy recordedAt reason document",
    ),
    ("AssignmentConnection", WithItsObject, PAGE),
    ("AssignmentEdge", WithItsObject, EDGE),
    ("Query", WhatMayBeSeen, "ocopRatings"),
    (
        "Mutation",
        For(Action::RateOcop),
        "proposeOcopProduct rateOcopProduct",
    ),
    ("Mutation", For(Action::RunOcop), "publishOcopRating"),
    (
        "OcopRating",
        WithItsObject,
        "id product category categoryName producer year state version stars publishedOn area",
    ),
    (
        "OcopRating",
        WithItsObject,
        "districtScore districtRatedOn districtLate provinceScore provinceRatedOn legalBasis",
    ),
    ("OcopRating", WithItsObject, "confirmed"),
    ("OcopRatingConnection", WithItsObject, PAGE),
    ("OcopRatingEdge", WithItsObject, EDGE),
    ("OcopRatingPayload", WithItsObject, "rating userErrors"),
    (
        "Query",
        Everybody,
        "indicators communeGroups hamletTitles sponsors",
    ),
    (
        "Mutation",
        For(Action::RecordHamletTitles),
        "recordHamletTitle",
    ),
    ("Mutation", For(Action::RunDirectives), "recordSponsor"),
    (
        "HamletTitle",
        Everybody,
        "title since decision gardens hamlet version earlier",
    ),
    (
        "SponsorUnit",
        Everybody,
        "code name sponsored version earlier",
    ),
    ("HamletTitlePayload", WithItsObject, "title userErrors"),
    ("SponsorPayload", WithItsObject, "sponsor userErrors"),
    (
        "AreaIndicator",
        Everybody,
        "code day value unit source version earlier",
    ),
    (
        "EarlierEntry",
        Everybody,
        "version content reason replacedAt",
    ),
    (
        "CommuneGroup",
        Everybody,
        "code atLeast atMost communesInIt",
    ),
    ("DirectivePayload", WithItsObject, "directive userErrors"),
    ("AssignmentPayload", WithItsObject, "assignment userErrors"),
];
