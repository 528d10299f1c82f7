//! Who gets what: the audit and the log of reading.

use super::access::Access::{For, WhatMayBeSeen, WithItsObject};
use super::access::{Decision, EDGE, PAGE};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Query",
        For(Action::ReadAudit),
        "auditEntries auditHead accessLog",
    ),
    (
        "AuditEntry",
        WithItsObject,
        "chain sequence at account role action details requestId previous hash",
    ),
    ("AuditEntry", WhatMayBeSeen, "survey"),
    ("AuditHead", WithItsObject, "chain sequence hash at line"),
    ("AccessLogLine", WithItsObject, "at account role kind rows"),
    ("AccessLogLine", WhatMayBeSeen, "survey"),
    ("AuditEntryConnection", WithItsObject, PAGE),
    ("AuditEntryEdge", WithItsObject, EDGE),
    ("AccessLogLineConnection", WithItsObject, PAGE),
    ("AccessLogLineEdge", WithItsObject, EDGE),
];
