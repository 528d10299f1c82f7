//! A thing that the audit vouches for: rows that belong together, and their digest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{EntityTrait, ModelTrait};
use uuid::Uuid;

use super::database::Transaction;
use super::digest::{Part, ReadDigests, ReadKeys, digests, keys};
use super::fault::StorageFault;
use crate::domain::trust::chain::Hash;

/// Keys of a thing that are looked at together.
const KEYS: u64 = 100;

/// Rows that the audit vouches for together: a row, or all rows with the same key.
#[derive(Debug)]
pub struct Thing {
    /// The table.
    pub table: &'static str,
    pub(crate) part: Part,
    digests: ReadDigests,
    keys: ReadKeys,
}

/// The rows of a table, each under its id.
pub(crate) const fn each<E>(table: &'static str) -> Thing
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    grouped::<E>(table, "id")
}

/// The rows of a table, those together that have the same key.
pub(crate) const fn grouped<E>(table: &'static str, key: &'static str) -> Thing
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    Thing {
        table,
        part: Part {
            key,
            left_out: &[],
            only: &[],
            filled: None,
        },
        digests: digests::<E>,
        keys: keys::<E>,
    }
}

impl Thing {
    /// The same, but of another part of the rows.
    pub(crate) const fn of_part(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The digests of the things of these keys that are there.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn digests(
        &'static self,
        tx: &Transaction,
        keys: &[Uuid],
    ) -> Result<HashMap<Uuid, Hash>, StorageFault> {
        (self.digests)(tx, &self.part, keys).await
    }

    /// The next things in order of their keys, with their digests; a short list is the last.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn after(
        &'static self,
        tx: &Transaction,
        key: Option<Uuid>,
    ) -> Result<(BTreeMap<Uuid, Hash>, bool), StorageFault> {
        let keys = (self.keys)(tx, &self.part, key, KEYS).await?;
        let last = u64::try_from(keys.len()).is_ok_and(|found| found < KEYS);
        let found = self.digests(tx, &keys).await?;
        Ok((found.into_iter().collect(), last))
    }

    /// The statements that let a connection of SQLite take down what it changes.
    pub(crate) fn watch(&self, columns: &BTreeSet<String>) -> String {
        let (table, key) = (self.table, self.part.key);
        let mut script = String::new();
        for (event, when, rows) in self.events(columns) {
            let name = format!("audit_touch_{table}_{event}");
            let mut keys = String::new();
            for row in rows {
                // Not OR IGNORE: an upsert, which sets the trigger off, puts its own rule in its place.
                keys.push_str(&format!(
                    "INSERT INTO audit_touched SELECT '{table}', {row}.{key} WHERE NOT EXISTS (
                        SELECT 1 FROM audit_touched WHERE thing = '{table}' AND key = {row}.{key}); "
                ));
            }
            script.push_str(&format!(
                "DROP TRIGGER IF EXISTS temp.{name};
                 CREATE TEMPORARY TRIGGER {name} AFTER {when} ON main.{table} BEGIN {keys} END;\n"
            ));
        }
        script
    }

    /// What is watched: its name, the event, and the rows whose keys are taken down.
    ///
    /// Of a part of the columns only changes are: rows come and go with what is vouched for elsewhere.
    pub(crate) fn events(
        &self,
        columns: &BTreeSet<String>,
    ) -> Vec<(&'static str, String, &'static [&'static str])> {
        let both: &[&str] = &["OLD", "NEW"];
        let change = ("update", self.update(columns), both);
        if self.part.only.is_empty() {
            vec![
                ("insert", "INSERT".to_owned(), &["NEW"]),
                change,
                ("delete", "DELETE".to_owned(), &["OLD"]),
            ]
        } else {
            vec![change]
        }
    }

    fn update(&self, columns: &BTreeSet<String>) -> String {
        if self.part.left_out.is_empty() && self.part.only.is_empty() {
            return "UPDATE".to_owned();
        }
        let columns: Vec<&str> = columns
            .iter()
            .map(String::as_str)
            .filter(|column| self.part.holds(column) && *column != self.part.key && *column != "id")
            .collect();
        format!("UPDATE OF {}", columns.join(", "))
    }
}
