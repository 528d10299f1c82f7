//! Settings of the ways in and out: documents, rates, certificates, webhooks.

use std::path::{Path, PathBuf};

use super::layers::{Given, read, text_of};
use super::values::{boolean, folder};
use crate::http::limits::{PerSecond, RateLimits};
use crate::http::outward::trust::Authorities;
use crate::words::program::Notice;

/// Their names, as they stand in the file.
pub(super) const NAMES: [&str; 9] = [
    "documents",
    "documents_only",
    "rate_token",
    "rate_address",
    "tls_cert",
    "tls_key",
    "webhooks_private",
    "licence",
    "ca_file",
];

/// Settings of the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiSettings {
    /// A manifest of documents that may be asked for by their id.
    pub documents: Option<PathBuf>,
    /// Whether nothing but those is run.
    pub documents_only: bool,
    /// Requests a second.
    pub rates: RateLimits,
    /// The certificate with which the server speaks TLS, the authorities that vouch for it after it.
    pub tls_cert: Option<PathBuf>,
    /// Its key.
    pub tls_key: Option<PathBuf>,
    /// Whether webhooks may be sent to addresses that are not public.
    pub webhooks_private: bool,
    /// Under which licence published results are given to everybody.
    pub licence: String,
    /// Who vouches for other servers (a provider of identities, webhooks), beside the authorities of the system.
    pub authorities: Authorities,
}

impl ApiSettings {
    /// Reads them.
    ///
    /// # Errors
    /// The first that is malformed, or lacks another.
    pub(super) fn read<'a>(find: &impl Fn(&str) -> Option<&'a Given>) -> Result<Self, Notice> {
        let defaults = RateLimits::default();
        let file = |name| read(find(name), |text| folder(text).map(Some), || None);
        Ok(Self {
            documents: file("documents")?,
            documents_only: read(find("documents_only"), boolean, || false)?,
            rates: RateLimits {
                token: read(find("rate_token"), rate, || defaults.token)?,
                address: read(find("rate_address"), rate, || defaults.address)?,
            },
            tls_cert: file("tls_cert")?,
            tls_key: file("tls_key")?,
            webhooks_private: read(find("webhooks_private"), boolean, || false)?,
            licence: read(find("licence"), licence, || "CC BY 4.0".to_owned())?,
            authorities: match find("ca_file") {
                None => Authorities::default(),
                Some(given) => authorities(given)?,
            },
        })
    }
}

/// Whole requests a second up to a million; 0: without a bound.
fn rate(text: &str) -> Option<PerSecond> {
    let number = text.parse().ok().filter(|number| *number <= 1_000_000)?;
    Some(PerSecond(number))
}

/// The authorities of a PEM file.
fn authorities(given: &Given) -> Result<Authorities, Notice> {
    let text = text_of(Path::new(&given.text))?;
    Authorities::of_pem(text.as_bytes()).ok_or_else(|| Notice::MalformedSetting(given.name.clone()))
}

/// 1 to 200 characters in one line.
fn licence(text: &str) -> Option<String> {
    let fits = (1..=200).contains(&text.chars().count()) && !text.contains(char::is_control);
    fits.then(|| text.to_owned())
}
