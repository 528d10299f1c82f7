//! The schema's history: every migration, in the order in which it is applied.
//!
//! Each says in its header what it does to rows that are already there. None of them knows today's entities:
//! history must not change when the code does.

#![forbid(unsafe_code)]

mod m20261123_000001_secret_key;
mod m20261123_000002_areas;
mod m20261123_000003_rules;
mod m20261123_000004_rounds;
mod m20261123_000005_accounts;
mod m20261123_000006_candidacies;
mod m20261123_000007_surveys;
mod m20261123_000008_responses;
mod m20261123_000009_growing_keys;
mod m20261123_000010_audit;
mod m20261126_110001_documents;
mod m20261126_110002_appraisals;
mod m20261126_110003_statements;
mod m20261126_110004_dossiers;
mod m20261126_120001_postings;
mod m20261126_120002_samples;
mod m20261126_120003_front_reports;
mod m20261126_130001_council;
mod m20261126_130002_decisions;
mod m20261126_140001_directives;
mod m20261126_140002_ocop;
mod m20261126_140003_indicators;
mod m20261126_140004_hamlets;
mod m20261126_150001_audit_chain;
mod m20261126_150002_access_log;
mod m20261126_160001_correction;
mod m20261126_160002_erasure;
mod m20261126_160003_plain_names;
mod m20261126_170004_earlier_entries;
mod m20261126_180001_comments;
mod m20261126_180002_reviews;
mod m20261126_180003_breaches;
mod m20261126_180101_paper;
mod m20261126_180102_roster;
mod m20261126_190001_enrolment;
mod m20261126_190002_device_queue;
mod m20261126_200001_invitation;
mod m20261126_200002_retention;
mod m20261126_200003_matched_table;
mod m20261127_060001_webhook;
mod m20261127_300001_signing_in;
mod m20261127_350001_provider_logout;
mod m20261127_350002_disabled_account;
mod m20261127_350003_sign_in_device;
mod sql;

pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};
pub use sea_orm_migration::{Migration, MigrationStatus, SchemaManager};

/// Brings a database from any earlier schema to today's, and back.
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_secret_key::Migration),
            Box::new(m20261123_000002_areas::Migration),
            Box::new(m20261123_000003_rules::Migration),
            Box::new(m20261123_000004_rounds::Migration),
            Box::new(m20261123_000005_accounts::Migration),
            Box::new(m20261123_000006_candidacies::Migration),
            Box::new(m20261123_000007_surveys::Migration),
            Box::new(m20261123_000008_responses::Migration),
            Box::new(m20261123_000009_growing_keys::Migration),
            Box::new(m20261123_000010_audit::Migration),
            Box::new(m20261126_110001_documents::Migration),
            Box::new(m20261126_110002_appraisals::Migration),
            Box::new(m20261126_110003_statements::Migration),
            Box::new(m20261126_110004_dossiers::Migration),
            Box::new(m20261126_120001_postings::Migration),
            Box::new(m20261126_120002_samples::Migration),
            Box::new(m20261126_120003_front_reports::Migration),
            Box::new(m20261126_130001_council::Migration),
            Box::new(m20261126_130002_decisions::Migration),
            Box::new(m20261126_140001_directives::Migration),
            Box::new(m20261126_140002_ocop::Migration),
            Box::new(m20261126_140003_indicators::Migration),
            Box::new(m20261126_140004_hamlets::Migration),
            Box::new(m20261126_150001_audit_chain::Migration),
            Box::new(m20261126_150002_access_log::Migration),
            Box::new(m20261126_160001_correction::Migration),
            Box::new(m20261126_160002_erasure::Migration),
            Box::new(m20261126_160003_plain_names::Migration),
            Box::new(m20261126_170004_earlier_entries::Migration),
            Box::new(m20261126_180001_comments::Migration),
            Box::new(m20261126_180002_reviews::Migration),
            Box::new(m20261126_180003_breaches::Migration),
            Box::new(m20261126_180101_paper::Migration),
            Box::new(m20261126_180102_roster::Migration),
            Box::new(m20261126_190001_enrolment::Migration),
            Box::new(m20261126_190002_device_queue::Migration),
            Box::new(m20261126_200001_invitation::Migration),
            Box::new(m20261126_200002_retention::Migration),
            Box::new(m20261126_200003_matched_table::Migration),
            Box::new(m20261127_060001_webhook::Migration),
            Box::new(m20261127_300001_signing_in::Migration),
            Box::new(m20261127_350001_provider_logout::Migration),
            Box::new(m20261127_350002_disabled_account::Migration),
            Box::new(m20261127_350003_sign_in_device::Migration),
        ]
    }
}
