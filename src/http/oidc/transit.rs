//! What a sign-in must remember on its way, in a sealed cookie of its own browser.
//!
//! So nothing is kept here for those who never come back, and any process may take the answer. The code that the provider
//! gives is good for one time, and only with the verifier that lies in this cookie.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::base::clock::Instant;
use crate::services::identities::seal;
use crate::services::office::Office;
use crate::services::refusal::Refusal;

/// How long somebody may take at the provider.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// Random bytes of each secret.
const BYTES: usize = 32;
/// Where one comes to who names no page.
const HOME: &str = "/";
/// The longest path that is gone back to.
const LONGEST_PATH: usize = 500;

/// A sign-in under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transit {
    /// What the provider brings back, so that an answer is to a question of this browser.
    pub state: String,
    /// What the provider puts into its token.
    pub nonce: String,
    /// What the code is good with alone (RFC 7636).
    pub verifier: String,
    /// The page to go to.
    pub next: String,
    ends_at: i64,
}

impl Transit {
    /// A sign-in that begins now.
    ///
    /// # Errors
    /// Where there is no chance.
    pub fn begun(office: &Office, next: Option<&str>) -> Result<Self, Refusal> {
        let ends = office.clock.now().checked_add_signed(PATIENCE);
        Ok(Self {
            state: random(office)?,
            nonce: random(office)?,
            verifier: random(office)?,
            next: next
                .filter(|path| is_local(path))
                .unwrap_or(HOME)
                .to_owned(),
            ends_at: ends.map_or(0, |ends| ends.timestamp()),
        })
    }

    /// What is shown of the verifier at first (RFC 7636, section 4.2).
    #[must_use]
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.as_bytes()))
    }

    /// The cookie's value.
    #[must_use]
    pub fn sealed(&self, office: &Office) -> String {
        // Four texts and a number can always be written.
        let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default());
        let seal = URL_SAFE_NO_PAD.encode(seal(office, &text));
        format!("{text}.{seal}")
    }

    /// What a cookie holds that we have sealed, and that isn't too old.
    #[must_use]
    pub fn opened(office: &Office, cookie: &str, now: Instant) -> Option<Self> {
        let (text, shown) = cookie.split_once('.')?;
        let shown = URL_SAFE_NO_PAD.decode(shown).ok()?;
        if !same(&shown, &seal(office, text)) {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let found: Self = serde_json::from_slice(&bytes).ok()?;
        (now.timestamp() < found.ends_at).then_some(found)
    }

    /// Whether the provider's answer is to this question.
    #[must_use]
    pub fn is_answered_by(&self, state: &str) -> bool {
        same(self.state.as_bytes(), state.as_bytes())
    }
}

/// Compares two texts without telling by the time how much of them is alike.
fn same(one: &[u8], other: &[u8]) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}

fn random(office: &Office) -> Result<String, Refusal> {
    let mut bytes = [0; BYTES];
    office.chance.fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whether an address is a path on this server, and can stand in a page as it is. A browser takes `//host` and `/\host` for
/// another server.
#[must_use]
pub fn is_local(path: &str) -> bool {
    let plain = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'`')
    };
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= LONGEST_PATH
        && path.bytes().all(plain)
}
