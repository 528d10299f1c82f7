//! The settings of signing in: how long sessions last, a provider of identities.

use std::path::Path;

use super::values::span;
use crate::domain::trust::mapping::Mapping;
use crate::domain::trust::sign_in::SignInLimits;
use crate::http::oidc::options::{OidcOptions, Secret, is_reachable};
use crate::words::program::Notice;

/// Their names.
pub(super) const NAMES: [&str; 10] = [
    "session_idle",
    "session_longest",
    "oidc_issuer",
    "oidc_client_id",
    "oidc_secret_file",
    "oidc_scope",
    "oidc_name_claim",
    "oidc_roles_claim",
    "oidc_roles_file",
    "oidc_admin",
];

/// A setting as it was given: the name under which it was, and its text.
pub(super) type Found<'a> = Option<(&'a str, &'a str)>;

/// How people sign in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignInSettings {
    /// How long sessions last.
    pub limits: SignInLimits,
    /// The provider of identities.
    pub oidc: Option<OidcOptions>,
}

impl SignInSettings {
    /// Gathers them; `find` looks one up by its name.
    ///
    /// # Errors
    /// The first setting that is missing or malformed, or a file that can't be read.
    pub(super) fn gather<'a>(
        find: impl Fn(&'static str) -> Found<'a>,
        has_public_url: bool,
    ) -> Result<Self, Notice> {
        let usual = SignInLimits::default();
        let length = |name, usual| match find(name) {
            None => Ok(usual),
            Some((name, text)) => span(text).ok_or_else(|| malformed(name)),
        };
        let limits = SignInLimits {
            idle: length("session_idle", usual.idle)?,
            longest: length("session_longest", usual.longest)?,
        };
        let Some((name, issuer)) = find("oidc_issuer") else {
            // A provider that is only half named lets nobody in; better said than wondered about.
            let mut others = NAMES.iter().filter(|name| name.starts_with("oidc_"));
            let half = others.any(|name| find(name).is_some());
            return if half {
                Err(missing("oidc_issuer"))
            } else {
                Ok(Self { limits, oidc: None })
            };
        };
        if !is_reachable(issuer) {
            return Err(malformed(name));
        }
        if !has_public_url {
            return Err(missing("public_url"));
        }
        let oidc = provider(&find, issuer)?;
        Ok(Self {
            limits,
            oidc: Some(oidc),
        })
    }
}

fn provider<'a>(
    find: &impl Fn(&'static str) -> Found<'a>,
    issuer: &str,
) -> Result<OidcOptions, Notice> {
    let text = |name: &'static str, usual: &str| {
        find(name).map_or_else(|| usual.to_owned(), |(_, text)| text.to_owned())
    };
    let needed = |name: &'static str| find(name).ok_or_else(|| missing(name));
    let secret = find("oidc_secret_file")
        .map(|(_, path)| read(path))
        .transpose()?;
    let (_, path) = needed("oidc_roles_file")?;
    let mapping = Mapping::parse(&read(path)?).map_err(|fault| Notice::UnreadableSettings {
        path: path.to_owned(),
        reason: fault.to_string(),
    })?;
    let admin = find("oidc_admin");
    let may_make_admins = admin.is_some_and(|(_, text)| text == "true");
    match admin {
        Some((name, text)) if text != "true" && text != "false" => return Err(malformed(name)),
        _ if mapping.makes_admins() && !may_make_admins => return Err(missing("oidc_admin")),
        _ => {}
    }
    Ok(OidcOptions {
        issuer: issuer.to_owned(),
        client_id: needed("oidc_client_id")?.1.to_owned(),
        secret: secret.map(|secret| Secret(secret.trim().to_owned())),
        scope: text("oidc_scope", "openid profile"),
        name_claim: text("oidc_name_claim", "name"),
        roles_claim: text("oidc_roles_claim", "groups"),
        mapping,
    })
}

fn malformed(name: &str) -> Notice {
    Notice::MalformedSetting(name.to_owned())
}

const fn missing(name: &'static str) -> Notice {
    Notice::MissingSetting(name)
}

fn read(path: &str) -> Result<String, Notice> {
    std::fs::read_to_string(Path::new(path)).map_err(|fault| Notice::UnreadableFile {
        path: path.to_owned(),
        reason: fault.to_string(),
    })
}
