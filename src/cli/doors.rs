//! From settings to how the server lets people in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use super::failure::Failure;
use super::layers::text_of;
use super::session::Session;
use super::settings::Settings;
use crate::http::graphql::manifest::Manifest;
use crate::http::graphql::own;
use crate::http::limits::{DocumentOptions, HttpLimits, HttpOptions};
use crate::http::outward::client::Outward;
use crate::http::tls::{Tls, TlsFiles};
use crate::http::webhooks::client::{HookClient, HookOptions};
use crate::http::webhooks::sender::run as send_webhooks;
use crate::services::office::SharedOffice;
use crate::words::program::Notice;

/// How often the files of a certificate are looked at.
const REFRESH_EVERY: Duration = Duration::from_mins(1);

/// The options of the way in.
///
/// # Errors
/// Where the manifest of documents can't be read.
pub fn options(settings: &Settings) -> Result<HttpOptions, Failure> {
    let limits = HttpLimits {
        document_bytes: settings.document_bytes,
        ..HttpLimits::default()
    };
    Ok(HttpOptions {
        http: limits,
        rates: settings.api.rates.clone(),
        documents: documents(settings)?,
        hide_schema: !settings.introspection,
        origins: settings.origins.clone(),
        public_url: settings.public_url.clone(),
        sign_in: settings.sign_in.limits,
        oidc: settings.sign_in.oidc.clone(),
        authorities: settings.api.authorities.clone(),
        licence: settings.api.licence.clone(),
        ..HttpOptions::default()
    })
}

/// The trusted documents: those of the manifest, and those of the program's own pages.
fn documents(settings: &Settings) -> Result<DocumentOptions, Failure> {
    let manifest = match &settings.api.documents {
        None => Manifest::default(),
        Some(path) => {
            Manifest::of_json(&text_of(path)?).map_err(|fault| Notice::UnreadableFile {
                path: path.display().to_string(),
                reason: fault.to_string(),
            })?
        }
    };
    Ok(DocumentOptions {
        trusted: Arc::new(manifest.with(own::documents())),
        only: settings.api.documents_only,
    })
}

/// What connections are encrypted with: the files of the flags, else of the settings.
///
/// # Errors
/// Where only one of the two is named, or they can't be used.
pub fn tls(
    session: &Session,
    cert: Option<&PathBuf>,
    key: Option<&PathBuf>,
) -> Result<Option<Arc<Tls>>, Failure> {
    let api = &session.settings.api;
    let files = match (cert.or(api.tls_cert.as_ref()), key.or(api.tls_key.as_ref())) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err(Failure::usage(Notice::MissingSetting("tls_cert"))),
        (Some(_), None) => return Err(Failure::usage(Notice::MissingSetting("tls_key"))),
        (Some(cert), Some(key)) => TlsFiles {
            cert: cert.clone(),
            key: key.clone(),
        },
    };
    let tls = Tls::load(files).map_err(|fault| Notice::System(fault.to_string()))?;
    Ok(Some(Arc::new(tls)))
}

/// Begins to tell other programs of events.
///
/// # Errors
/// Where TLS can't be set up.
pub fn webhooks(session: &Session, office: &SharedOffice) -> Result<JoinHandle<()>, Failure> {
    let options = HookOptions {
        private_too: session.settings.api.webhooks_private,
        ..HookOptions::default()
    };
    let authorities = session.settings.api.authorities.with_the_systems();
    let outward =
        Outward::trusting(&authorities).map_err(|fault| Notice::System(fault.to_string()))?;
    let client = HookClient::new(outward, &options);
    Ok(tokio::spawn(send_webhooks(Arc::clone(office), client)))
}

/// Looks at the files of a certificate for ever, and reads them again where they have changed.
#[expect(
    clippy::cognitive_complexity,
    reason = "the lint counts what the macros of the log expand to"
)]
pub async fn refresh(tls: Arc<Tls>) {
    let mut ticks = interval(REFRESH_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match tls.refresh() {
            Ok(false) => {}
            Ok(true) => tracing::info!("certificate read again"),
            Err(fault) => tracing::error!(reason = %fault, "certificate not read again"),
        }
    }
}
