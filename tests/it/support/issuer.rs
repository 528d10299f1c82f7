//! A small provider of identities that lies where a test wants it to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// What the provider calls the server, and what the server shows it.
pub const CLIENT: (&str, &str) = ("longdan", "a secret with : and %");

/// What a sign-in at the provider came to.
struct Granted {
    challenge: String,
    claims: Map<String, Value>,
}

struct Inner {
    address: String,
    random: SystemRandom,
    key: Mutex<(String, EcdsaKeyPair)>,
    granted: Mutex<HashMap<String, Granted>>,
    codes: Mutex<u32>,
    /// How often each of its documents was asked for.
    asked: Mutex<HashMap<&'static str, u32>>,
    is_down: AtomicBool,
}

/// A provider that listens.
#[derive(Clone)]
pub struct Issuer(Arc<Inner>);

fn key(random: &SystemRandom) -> EcdsaKeyPair {
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random);
    let made = made.expect("a key");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), random)
        .expect("the same key")
}

impl Issuer {
    /// Starts a provider on a free port.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let random = SystemRandom::new();
        let issuer = Self(Arc::new(Inner {
            address,
            key: Mutex::new(("first".to_owned(), key(&random))),
            random,
            granted: Mutex::default(),
            codes: Mutex::default(),
            asked: Mutex::default(),
            is_down: AtomicBool::new(false),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum_serve(listener, router).await });
        issuer
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.address
    }

    /// Has it sign with another key from now on.
    pub fn change_key(&self) {
        self.change_key_as("second");
    }

    /// Has it sign with another key of this name from now on.
    pub fn change_key_as(&self, name: &str) {
        let mut held = self.0.key.lock().expect("a sound lock");
        *held = (name.to_owned(), key(&self.0.random));
    }

    /// Whether it answers nothing but errors from now on.
    pub fn goes_down(&self, is_down: bool) {
        self.0.is_down.store(is_down, Ordering::SeqCst);
    }

    /// How often a document was asked for: `configuration` or `keys`.
    pub fn was_asked_for(&self, what: &str) -> u32 {
        let asked = self.0.asked.lock().expect("a sound lock");
        asked.get(what).copied().unwrap_or_default()
    }

    fn counted(&self, what: &'static str) -> Result<(), StatusCode> {
        *self
            .0
            .asked
            .lock()
            .expect("a sound lock")
            .entry(what)
            .or_default() += 1;
        if self.0.is_down.load(Ordering::SeqCst) {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        Ok(())
    }

    /// Signs somebody in who was sent to an address; the code that they are sent back with.
    pub fn approve(&self, asked: &HashMap<String, String>, claims: &Value) -> String {
        let mut codes = self.0.codes.lock().expect("a sound lock");
        *codes += 1;
        let code = format!("code-{codes}");
        let mut all = json!({ "iss": self.0.address, "aud": CLIENT.0, "nonce": asked["nonce"] });
        let all = all.as_object_mut().expect("an object");
        all.extend(claims.as_object().expect("an object").clone());
        all.retain(|_, value| !value.is_null());
        let granted = Granted {
            challenge: asked["code_challenge"].clone(),
            claims: all.clone(),
        };
        self.0
            .granted
            .lock()
            .expect("a sound lock")
            .insert(code.clone(), granted);
        code
    }

    /// A token with these claims, signed.
    pub fn signed(&self, claims: &Map<String, Value>) -> String {
        let kid = self.0.key.lock().expect("a sound lock").0.clone();
        self.signed_with(&json!({ "alg": "ES256", "kid": kid }), claims)
    }

    /// A token with this head and these claims, signed with the key of today.
    pub fn signed_with(&self, head: &Value, claims: &Map<String, Value>) -> String {
        let (_, key) = &*self.0.key.lock().expect("a sound lock");
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(head), part(&Value::Object(claims.clone())));
        let signature = key
            .sign(&self.0.random, text.as_bytes())
            .expect("a signature");
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

async fn axum_serve(listener: tokio::net::TcpListener, router: Router) {
    use hyper_util::rt::{TokioExecutor, TokioIo};
    use hyper_util::service::TowerToHyperService;
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            return;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn describe(State(issuer): State<Issuer>) -> Result<Json<Value>, StatusCode> {
    issuer.counted("configuration")?;
    let base = issuer.name();
    Ok(Json(json!({
        "issuer": base,
        "authorization_endpoint": format!("{base}/auth"),
        "token_endpoint": format!("{base}/token"),
        "jwks_uri": format!("{base}/keys"),
        "end_session_endpoint": format!("{base}/end"),
    })))
}

async fn keys(State(issuer): State<Issuer>) -> Result<Json<Value>, StatusCode> {
    issuer.counted("keys")?;
    let (kid, key) = &*issuer.0.key.lock().expect("a sound lock");
    let point = key.public_key().as_ref();
    let part = |range: std::ops::Range<usize>| URL_SAFE_NO_PAD.encode(&point[range]);
    Ok(Json(json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig", "alg": "ES256",
        "x": part(1..33), "y": part(33..65),
    }] })))
}

async fn token(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    body: String,
) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
    let form = reqwest::Url::parse(&format!("http://form/?{body}")).expect("a form");
    let form: HashMap<String, String> = form.query_pairs().into_owned().collect();
    let refuse = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error })));
    // Each half is form-encoded before the pair is (RFC 6749, section 2.3.1).
    let pair = STANDARD.encode(format!("{}:a%20secret%20with%20%3A%20and%20%25", CLIENT.0));
    if headers
        .get(AUTHORIZATION)
        .is_none_or(|shown| shown != &format!("Basic {pair}"))
    {
        return Err(refuse("invalid_client"));
    }
    let granted = issuer
        .0
        .granted
        .lock()
        .expect("a sound lock")
        .remove(&form["code"]);
    let granted = granted.ok_or_else(|| refuse("invalid_grant"))?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes()));
    if challenge != granted.challenge || !form["redirect_uri"].ends_with("/oidc/callback") {
        return Err(refuse("invalid_grant"));
    }
    Ok(Json(
        json!({ "id_token": issuer.signed(&granted.claims), "token_type": "Bearer" }),
    ))
}
