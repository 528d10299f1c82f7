//! The first entries of the audit's chains: what was there before there were any.
//!
//! A new database has next to nothing then. One that is older than the chains has entries without a
//! place and rows that no entry vouches for: from here on they are vouched for as they were found.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::chain;
use super::refusal::Refusal;
use crate::domain::base::canonical::{canonical_json, hex, sha256_hex};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AuditId, SurveyId};
use crate::domain::survey::seal::Seal;
use crate::domain::survey::submission::SubmissionKey;
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::chain::{ChainId, Link, NOTHING_BEFORE, Vouched, hash};
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;
use crate::storage::thing::Thing;
use crate::storage::vouched::THINGS;
use crate::storage::{audit, audit_heads, keys, responses, schema, set_aside, surveys};

/// What the first entry of a chain did.
pub(super) const BEGIN: &str = "chain.begin";

/// Rows that are read at a time.
const CHUNK: u64 = 1_000;

/// Begins the main chain where there is none, and those of the surveys that already have responses.
///
/// # Errors
/// Where the database can't be read or written.
pub(super) async fn ensure(
    db: &Database,
    key: &SubmissionKey,
    now: Instant,
    chance: &dyn Chance,
) -> Result<(), Refusal> {
    let begun = |heads: Vec<_>| !heads.is_empty();
    if !schema::has_chains(db).await?
        || begun(audit_heads::of_chains(db.read(), &[ChainId::MAIN]).await?)
    {
        return Ok(());
    }
    // Two processes that open one database at once: the second finds what the first has written.
    let tx = schema::begin(db).await?;
    if begun(audit_heads::of_chains(&tx, &[ChainId::MAIN]).await?) {
        return Ok(());
    }
    for survey in surveys::ids(&tx, &[]).await? {
        let details = taken_before(&tx, key, survey).await?;
        let entry = entry(chance, now, Some(survey), details)?;
        chain::append_vouching(&tx, entry, Vec::new()).await?;
    }
    let (entries, digest) = unchained(&tx).await?;
    let details = json!({
        "entriesBefore": entries,
        "entriesBeforeDigest": digest,
        "secretKey": hex(&keys::submission_digest(&tx).await?),
    });
    let entry = entry(chance, now, None, details)?;
    chain::append_vouching(&tx, entry, stock(&tx).await?).await?;
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

fn entry(
    chance: &dyn Chance,
    now: Instant,
    survey: Option<SurveyId>,
    details: Value,
) -> Result<AuditEntry, Refusal> {
    let id = AuditId(chance.id(now)?);
    Ok(AuditEntry::unasked(id, now, survey, BEGIN, details))
}

/// How many entries stand in no chain, and the digest over them in the order of their ids.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn unchained(tx: &Transaction) -> Result<(u64, String), Refusal> {
    let mut last = None;
    let mut count: u64 = 0;
    let mut digest = String::new();
    loop {
        let entries = audit::unchained(tx, last, CHUNK).await?;
        let Some(end) = entries.last() else { break };
        last = Some(end.entry.id);
        for one in &entries {
            let nowhere = Link {
                chain: ChainId::MAIN,
                sequence: 0,
                previous: NOTHING_BEFORE,
                rows: None,
                hash: NOTHING_BEFORE,
            };
            let one = hex(&hash(&one.entry, &nowhere)?);
            digest = sha256_hex(&canonical_json(&json!([digest, one]))?);
            count = count.saturating_add(1);
        }
    }
    Ok((count, digest))
}

/// The digests of what a survey took in before it had a chain.
async fn taken_before(
    tx: &Transaction,
    key: &SubmissionKey,
    survey: SurveyId,
) -> Result<Value, Refusal> {
    let (mut accepted, mut aside) = (Seal::default(), Seal::default());
    let (mut links, mut aside_links) = (Seal::default(), Seal::default());
    let mut last = None;
    loop {
        let chunk = responses::chunk(tx, survey, last, CHUNK).await?;
        let Some(end) = chunk.last() else { break };
        last = Some(end.id);
        for one in &chunk {
            accepted.add(&key.response(one));
            links.add(&one.fingerprint);
        }
    }
    last = None;
    loop {
        let chunk = set_aside::chunk(tx, survey, last, CHUNK).await?;
        let Some(end) = chunk.last() else { break };
        last = Some(end.draft.id);
        for one in &chunk {
            aside.add(&key.set_aside(one));
            aside_links.add(&one.fingerprint);
        }
    }
    Ok(json!({
        "accepted": accepted.forms(),
        "acceptedDigest": (accepted.forms() > 0).then(|| hex(&accepted.digest())),
        "acceptedLinks": (links.forms() > 0).then(|| hex(&links.digest())),
        "setAside": aside.forms(),
        "setAsideDigest": (aside.forms() > 0).then(|| hex(&aside.digest())),
        "setAsideLinks": (aside_links.forms() > 0).then(|| hex(&aside_links.digest())),
    }))
}

/// Everything that the audit vouches for, as it is found.
async fn stock(tx: &Transaction) -> Result<Vec<Vouched>, StorageFault> {
    let mut found = Vec::new();
    for thing in THINGS {
        let mut last: Option<Uuid> = None;
        loop {
            let (things, end) = thing.after(tx, last).await?;
            last = things.last_key_value().map(|(key, _)| *key);
            found.extend(first_turns(thing, things));
            if end {
                break;
            }
        }
    }
    Ok(found)
}

fn first_turns(
    thing: &'static Thing,
    things: BTreeMap<Uuid, [u8; 32]>,
) -> impl Iterator<Item = Vouched> {
    things.into_iter().map(|(key, digest)| Vouched {
        thing: thing.table.to_owned(),
        key,
        turn: 1,
        digest: Some(digest),
    })
}
