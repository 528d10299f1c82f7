//! Who gets what: units and their titles.

use super::access::Access::{Everybody, WhatMayBeSeen, WithItsObject};
use super::access::Decision;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Area", Everybody, AREA),
    ("Province", Everybody, AREA),
    ("Province", Everybody, "districts"),
    ("District", Everybody, AREA),
    ("Commune", Everybody, AREA),
    (
        "Commune",
        Everybody,
        "kind criteriaMet titles district hamlets households",
    ),
    ("Commune", WhatMayBeSeen, "candidacies"),
    ("Commune", WhatMayBeSeen, "history"),
    ("District", WhatMayBeSeen, "history communeSums"),
    (
        "DistrictSums",
        WithItsObject,
        "communes titled nominated byState approval",
    ),
    ("CommunesApproval", WithItsObject, "communes share lowest"),
    ("LowestCommune", WithItsObject, "share commune"),
    ("AreaHistoryEntry", WithItsObject, "year candidacy title"),
    ("Hamlet", Everybody, AREA),
    ("Hamlet", Everybody, "households"),
    ("RecognisedTitle", Everybody, "title since until decision"),
];

const AREA: &str = "id code name level validFrom validUntil parent predecessors successors";
