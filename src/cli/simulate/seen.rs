//! What phones and typists have seen, and what the server must report.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::figures::Figures;

/// What went wrong on the way, or was done on purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Troubles {
    /// Sendings that the server got.
    pub requests: u64,
    /// Sendings whose answer got lost.
    pub lost: u64,
    /// Sendings that never reached the server.
    pub unsent: u64,
    /// Sendings that arrived after the next one.
    pub overtaken: u64,
    /// Deaths of the app in the middle of sending.
    pub crashes: u64,
    /// Phones whose clock was wrong.
    pub wrong_clocks: u64,
    /// Phones that spoke `OpenRosa`.
    pub openrosa: u64,
    /// Count records that were typed.
    pub records: u64,
    /// Times that fields of a count record were typed anew.
    pub corrected: u64,
}

impl Troubles {
    fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.requests, other.requests),
            (&mut self.lost, other.lost),
            (&mut self.unsent, other.unsent),
            (&mut self.overtaken, other.overtaken),
            (&mut self.crashes, other.crashes),
            (&mut self.wrong_clocks, other.wrong_clocks),
            (&mut self.openrosa, other.openrosa),
            (&mut self.records, other.records),
            (&mut self.corrected, other.corrected),
        ];
        for (sum, more) in pairs {
            *sum = sum.saturating_add(more);
        }
    }
}

/// The forms of one household that two phones have asked: of each its id and what it adds if it counts.
pub type Rivals = Vec<(Uuid, Figures)>;

/// What has been seen so far.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Receipts by status; of `OpenRosa` by HTTP status.
    pub receipts: BTreeMap<String, u64>,
    /// Why responses were not taken, each reason once.
    pub refused: BTreeMap<String, u64>,
    /// What happened on the way.
    pub troubles: Troubles,
    /// What each survey must report more than before, contested households left out.
    pub added: BTreeMap<String, Figures>,
    /// Forms that must be set aside whatever happens, by survey: their phone's clock was wrong, and
    /// its protocol can't say so.
    pub aside: BTreeMap<String, BTreeSet<Uuid>>,
    /// Households that two phones have asked, by survey and code: all their forms but one are set aside.
    pub contested: BTreeMap<(String, String), Rivals>,
}

impl Seen {
    /// Adds what others have seen.
    pub fn merge(&mut self, other: Self) {
        let add = |to: &mut BTreeMap<String, u64>, from: BTreeMap<String, u64>| {
            for (name, count) in from {
                let sum = to.entry(name).or_default();
                *sum = sum.saturating_add(count);
            }
        };
        add(&mut self.receipts, other.receipts);
        add(&mut self.refused, other.refused);
        self.troubles.merge(&other.troubles);
        for (survey, figures) in other.added {
            self.added.entry(survey).or_default().merge(&figures);
        }
        for (survey, ids) in other.aside {
            self.aside.entry(survey).or_default().extend(ids);
        }
        for (household, forms) in other.contested {
            self.contested.entry(household).or_default().extend(forms);
        }
    }

    /// Notes a receipt.
    pub fn receipt(&mut self, status: &str) {
        note(&mut self.receipts, status);
    }

    /// Notes why something was not taken.
    pub fn refusal(&mut self, reason: &str) {
        note(&mut self.refused, reason);
    }
}

fn note(names: &mut BTreeMap<String, u64>, name: &str) {
    let count = names.entry(name.to_owned()).or_default();
    *count = count.saturating_add(1);
}
