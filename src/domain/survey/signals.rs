//! Signals of invented answers: hints to whoever verifies, never verdicts.
//!
//! In Vietnamese: dấu hiệu bất thường của phiếu. Each compares the forms that one account has sent for
//! one survey; what an account has few of says nothing.

use std::collections::{BTreeMap, HashMap};

use chrono::{TimeDelta, Timelike};

use crate::domain::base::clock::{Instant, local};
use crate::domain::base::ids::AccountId;
use crate::domain::base::terms::terms;

/// Forms of one account below which nothing is looked for.
pub const FEWEST_FORMS: usize = 20;
/// Seconds below which two forms follow each other too fast.
pub const SECONDS_APART: i64 = 60;
/// The first hour of the night, by Vietnam's clock.
pub const NIGHT_BEGINS: u32 = 22;
/// The hour at which the night is over.
pub const NIGHT_ENDS: u32 = 5;
/// Of so many forms, one at least must be noticed for a signal of haste or night.
const ONE_OF: usize = 4;

terms! {
    /// What is noticed about the forms of one account.
    SignalKind {
        /// All its valid forms say the same, item by item.
        AllAlike = "ALL_ALIKE",
        /// Every one of its valid forms is satisfied on the overall item.
        AllSatisfied = "ALL_SATISFIED",
        /// A quarter of its forms or more were collected within a minute of the one before.
        SecondsApart = "SECONDS_APART",
        /// A quarter of its forms or more were collected at night, from 22:00 to 5:00.
        AtNight = "AT_NIGHT",
    }
}

/// What of a form is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenForm {
    /// The account that sent it.
    pub account: AccountId,
    /// When the household answered.
    pub collected_at: Instant,
    /// The chosen options by item; `None` for a spoilt form, and once they were taken away.
    pub choices: Option<Vec<Option<u16>>>,
    /// Whether it is satisfied on the overall item.
    pub satisfied: bool,
}

/// A hint about the forms of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signal {
    /// The account.
    pub account: AccountId,
    /// What is noticed.
    pub kind: SignalKind,
    /// Forms of which it is noticed.
    pub noticed: usize,
    /// Forms that were looked at.
    pub of: usize,
}

/// The signals in some forms of one survey, by account and kind.
#[must_use]
pub fn signals(forms: &[SeenForm]) -> Vec<Signal> {
    let mut by_account: BTreeMap<AccountId, Vec<&SeenForm>> = BTreeMap::new();
    for form in forms {
        by_account.entry(form.account).or_default().push(form);
    }
    let mut found: Vec<Signal> = by_account
        .into_iter()
        .filter(|(_, forms)| forms.len() >= FEWEST_FORMS)
        .flat_map(|(account, forms)| of_account(account, &forms))
        .collect();
    found.sort_unstable();
    found
}

fn of_account(account: AccountId, forms: &[&SeenForm]) -> Vec<Signal> {
    let valid: Vec<&SeenForm> = forms
        .iter()
        .copied()
        .filter(|form| form.choices.is_some())
        .collect();
    let enough = valid.len() >= FEWEST_FORMS;
    let mut alike: HashMap<&Option<Vec<Option<u16>>>, usize> = HashMap::new();
    for form in &valid {
        let count = alike.entry(&form.choices).or_default();
        *count = count.saturating_add(1);
    }
    let satisfied = valid.iter().filter(|form| form.satisfied).count();
    let hasty = hasty(forms);
    let nightly = forms.iter().filter(|form| at_night(form)).count();
    let signal = |kind, noticed, of| Signal {
        account,
        kind,
        noticed,
        of,
    };
    let often = |count: usize| count.saturating_mul(ONE_OF) >= forms.len();
    [
        (enough && alike.len() == 1)
            .then(|| signal(SignalKind::AllAlike, valid.len(), valid.len())),
        (enough && satisfied == valid.len())
            .then(|| signal(SignalKind::AllSatisfied, satisfied, valid.len())),
        often(hasty).then(|| signal(SignalKind::SecondsApart, hasty, forms.len())),
        often(nightly).then(|| signal(SignalKind::AtNight, nightly, forms.len())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Forms that were collected within a minute of the one before.
fn hasty(forms: &[&SeenForm]) -> usize {
    let mut times: Vec<Instant> = forms.iter().map(|form| form.collected_at).collect();
    times.sort_unstable();
    let pairs = times.iter().zip(times.iter().skip(1));
    pairs
        .filter(|(before, after)| {
            after.signed_duration_since(**before) < TimeDelta::seconds(SECONDS_APART)
        })
        .count()
}

fn at_night(form: &SeenForm) -> bool {
    let hour = local(form.collected_at).hour();
    !(NIGHT_ENDS..NIGHT_BEGINS).contains(&hour)
}
