//! Whom to trust: the authorities of the system, and those of a setting.

use std::sync::Arc;

use tokio_rustls::rustls::client::WantsClientCert;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ConfigBuilder, Error, RootCertStore, WantsVerifier};

/// Authorities that vouch for other servers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Those of a PEM file; `None` where it holds none, or something else.
    #[must_use]
    pub fn of_pem(pem: &[u8]) -> Option<Self> {
        let found = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        found.ok().filter(|found| !found.is_empty()).map(Self)
    }

    /// Those of the system, as its operator has installed them, and these. What can't be read of them is logged.
    #[must_use]
    pub fn with_the_systems(&self) -> Self {
        let found = rustls_native_certs::load_native_certs();
        for fault in &found.errors {
            tracing::warn!(%fault, "authorities of the system can't be read");
        }
        let own = self.0.iter().cloned();
        Self(found.certs.into_iter().chain(own).collect())
    }

    pub(super) fn config(&self) -> Result<ClientConfig, Error> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(self.0.iter().cloned());
        let trusting: ConfigBuilder<ClientConfig, WantsClientCert> =
            builder()?.with_root_certificates(roots);
        Ok(spoken(trusting))
    }
}

/// A configuration that lacks whom to trust.
pub(super) fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Error> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
}

/// The whole configuration: HTTP/1.1, and no certificate of our own.
pub(super) fn spoken(trusting: ConfigBuilder<ClientConfig, WantsClientCert>) -> ClientConfig {
    let mut config = trusting.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
}
