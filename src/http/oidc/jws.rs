//! Signed tokens of a provider: read only after a key of its set has verified them.
//!
//! The forms are those of RFC 7515, RFC 7517 and RFC 7518.
//!
//! The key decides which algorithms may be: a shared secret and `none` are never among them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The longest token that is looked at.
const LONGEST: usize = 64 * 1024;

/// A key of a provider's set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// A provider's keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Keys {
    keys: Vec<Key>,
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsFault {
    /// It has not the form of one.
    #[error("the token is malformed")]
    Malformed,
    /// No key of the set is the one that it names: the set may be old.
    #[error("the token names a key that is not in the set")]
    UnknownKey,
    /// Its signature is not of that key.
    #[error("the token's signature is not valid")]
    BadSignature,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// What a token says, once a key of the set has verified it.
///
/// # Errors
/// [`JwsFault`].
pub fn verified(token: &str, keys: &Keys) -> Result<Map<String, Value>, JwsFault> {
    if token.len() > LONGEST {
        return Err(JwsFault::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(JwsFault::Malformed)?;
    let (head, content) = signed.split_once('.').ok_or(JwsFault::Malformed)?;
    let head: Header = read(head)?;
    if head.crit.is_some() {
        return Err(JwsFault::Malformed);
    }
    let signature = decoded(signature).ok_or(JwsFault::Malformed)?;
    let mut fitting = keys
        .keys
        .iter()
        .filter(|key| key.may_have_signed(&head))
        .peekable();
    if fitting.peek().is_none() {
        return Err(JwsFault::UnknownKey);
    }
    if !fitting.any(|key| key.verifies(&head.alg, signed.as_bytes(), &signature)) {
        return Err(JwsFault::BadSignature);
    }
    read(content)
}

fn decoded(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok()
}

fn read<T: for<'a> Deserialize<'a>>(part: &str) -> Result<T, JwsFault> {
    let bytes = decoded(part).ok_or(JwsFault::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| JwsFault::Malformed)
}

impl Key {
    fn may_have_signed(&self, head: &Header) -> bool {
        let named = head.kid.is_none() || self.kid.is_none() || head.kid == self.kid;
        named
            && self
                .purpose
                .as_deref()
                .is_none_or(|purpose| purpose == "sig")
            && self.alg.as_deref().is_none_or(|alg| alg == head.alg)
    }

    fn verifies(&self, alg: &str, signed: &[u8], signature: &[u8]) -> bool {
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => self.verifies_rsa(alg, signed, signature),
            ("EC", Some("P-256")) if alg == "ES256" => {
                self.verifies_point(&ECDSA_P256_SHA256_FIXED, signed, signature)
            }
            ("EC", Some("P-384")) if alg == "ES384" => {
                self.verifies_point(&ECDSA_P384_SHA384_FIXED, signed, signature)
            }
            ("OKP", Some("Ed25519")) if matches!(alg, "EdDSA" | "Ed25519") => {
                let key = self.x.as_deref().and_then(decoded);
                key.is_some_and(|key| is_of(&ED25519, &key, signed, signature))
            }
            _ => false,
        }
    }

    fn verifies_rsa(&self, alg: &str, signed: &[u8], signature: &[u8]) -> bool {
        let parameters: &RsaParameters = match alg {
            "RS256" => &RSA_PKCS1_2048_8192_SHA256,
            "RS384" => &RSA_PKCS1_2048_8192_SHA384,
            "RS512" => &RSA_PKCS1_2048_8192_SHA512,
            "PS256" => &RSA_PSS_2048_8192_SHA256,
            "PS384" => &RSA_PSS_2048_8192_SHA384,
            "PS512" => &RSA_PSS_2048_8192_SHA512,
            _ => return false,
        };
        let part = |part: &Option<String>| part.as_deref().and_then(decoded);
        let (Some(n), Some(e)) = (part(&self.n), part(&self.e)) else {
            return false;
        };
        let key = RsaPublicKeyComponents { n, e };
        key.verify(parameters, signed, signature).is_ok()
    }

    /// A point of a curve is written uncompressed (SEC 1, section 2.3.3).
    fn verifies_point(
        &self,
        algorithm: &'static dyn VerificationAlgorithm,
        signed: &[u8],
        signature: &[u8],
    ) -> bool {
        let part = |part: &Option<String>| part.as_deref().and_then(decoded);
        let (Some(x), Some(y)) = (part(&self.x), part(&self.y)) else {
            return false;
        };
        let point = [vec![4], x, y].concat();
        is_of(algorithm, &point, signed, signature)
    }
}

fn is_of(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    signed: &[u8],
    signature: &[u8],
) -> bool {
    let key = UnparsedPublicKey::new(algorithm, key);
    key.verify(signed, signature).is_ok()
}
