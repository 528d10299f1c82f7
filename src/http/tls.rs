//! TLS: a certificate and its key from files, read again when they change.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

/// Why certificate and key can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsFault {
    /// A file that can't be read, or holds nothing of the kind.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// They don't belong together, or are of a kind that nobody takes.
    #[error("certificate and key can't be used together: {0}")]
    Pair(#[from] rustls::Error),
}

/// A certificate and its key as files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate in PEM, the authorities that vouch for it after it.
    pub cert: PathBuf,
    /// Its key in PEM.
    pub key: PathBuf,
}

/// When the two files were last changed.
type Changed = [Option<SystemTime>; 2];

/// A certificate and its key, ready for connections.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    held: RwLock<(Arc<ServerConfig>, Changed)>,
}

impl Tls {
    /// Reads certificate and key.
    ///
    /// # Errors
    /// [`TlsFault`].
    pub fn load(files: TlsFiles) -> Result<Self, TlsFault> {
        let changed = changed(&files);
        let config = config(&files)?;
        Ok(Self {
            files,
            held: RwLock::new((config, changed)),
        })
    }

    /// Begins a connection with the certificate of now.
    #[must_use]
    pub fn acceptor(&self) -> TlsAcceptor {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(Arc::clone(&held.0))
    }

    /// Reads the files again where they have changed, and says whether they had. Connections that are open keep what
    /// they began with; where the new files can't be used, so do new ones.
    ///
    /// # Errors
    /// [`TlsFault`], once for each change.
    pub fn refresh(&self) -> Result<bool, TlsFault> {
        let changed = changed(&self.files);
        let is_same = {
            let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
            held.1 == changed
        };
        if is_same {
            return Ok(false);
        }
        let read = config(&self.files);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.1 = changed;
        held.0 = read?;
        Ok(true)
    }
}

fn changed(files: &TlsFiles) -> Changed {
    [&files.cert, &files.key].map(|path| std::fs::metadata(path).ok()?.modified().ok())
}

fn config(files: &TlsFiles) -> Result<Arc<ServerConfig>, TlsFault> {
    let of_file = |path: &Path, reason: String| TlsFault::File {
        path: path.display().to_string(),
        reason,
    };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect)
        .map_err(|fault| of_file(&files.cert, fault.to_string()))?;
    if chain.is_empty() {
        return Err(of_file(&files.cert, "no certificate in PEM".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|fault| of_file(&files.key, fault.to_string()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    // WebSocket upgrades from HTTP/1.1; see `server.rs`.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
