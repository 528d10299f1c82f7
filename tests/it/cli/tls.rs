//! TLS in the program: a local authority, a server, strangers.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use longdan::http::outward::address::Reach;
use longdan::http::outward::client::{Bounds, Outward, OutwardFault};
use longdan::http::outward::trust::Authorities;
use longdan::http::tls::{Tls, TlsFiles};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::support::program::Desk;

/// What a client that trusts an authority is answered to `GET /healthz`.
async fn healthz(address: &str, name: &str, authority: &str) -> Result<String, std::io::Error> {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(authority).expect("a certificate");
    roots.add(authority).expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let mut stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await?;
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .await?;
    let mut answer = String::new();
    // Some servers end without TLS's own goodbye.
    let _ = stream.read_to_string(&mut answer).await;
    Ok(answer)
}

fn made(desk: &Desk, dir: &str) -> [String; 3] {
    desk.done(&[
        "tls",
        "init",
        "--dir",
        dir,
        "--name",
        "longdan.lan",
        "--name",
        "192.0.2.7",
    ]);
    ["ca.pem", "server.pem", "server-key.pem"].map(|name| {
        let file = desk.file(dir).join(name);
        file.to_str().expect("a path").to_owned()
    })
}

#[tokio::test]
async fn a_local_authority_vouches_for_the_server_under_each_of_its_names() {
    let desk = Desk::new();
    let [authority, cert, key] = made(&desk, "tls");
    let [stranger, ..] = made(&desk, "other");
    let server = desk.serve_with(&["--tls-cert", &cert, "--tls-key", &key]);
    let url = server.at("/healthz");
    let address = url
        .strip_prefix("https://")
        .expect("https")
        .trim_end_matches("/healthz");
    for name in ["longdan.lan", "192.0.2.7", "localhost", "127.0.0.1"] {
        let answer = healthz(address, name, &authority).await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{name}: {answer}");
    }
    assert!(healthz(address, "other.lan", &authority).await.is_err());
    assert!(healthz(address, "longdan.lan", &stranger).await.is_err());
    // Who speaks without TLS gets nothing.
    let mut plain = TcpStream::connect(address).await.expect("a connection");
    plain
        .write_all(b"GET /healthz HTTP/1.1\r\n\r\n")
        .await
        .expect("to write");
    let mut heard = Vec::new();
    let _ = plain.read_to_end(&mut heard).await;
    assert!(!heard.starts_with(b"HTTP"), "{heard:?}");

    let curl = Command::new("curl")
        .args(["--silent", "--show-error", "--cacert", &authority, &url])
        .stdin(Stdio::null())
        .output();
    // A machine without curl has had the client above.
    if let Ok(curl) = curl {
        let said = String::from_utf8_lossy(&curl.stderr);
        assert_eq!(String::from_utf8_lossy(&curl.stdout), "alive\n", "{said}");
    }
}

#[tokio::test]
async fn a_new_certificate_is_of_the_same_authority_and_is_taken_up_without_a_restart() {
    let desk = Desk::new();
    let [authority, cert, key] = made(&desk, "tls");
    let read = |path: &str| std::fs::read(path).expect("a file");
    let (old_authority, old_cert) = (read(&authority), read(&cert));
    let files = TlsFiles {
        cert: cert.clone().into(),
        key: key.clone().into(),
    };
    let tls = Tls::load(files).expect("a certificate");
    assert!(!tls.refresh().expect("nothing new"));
    made(&desk, "tls");
    assert_eq!(read(&authority), old_authority);
    assert_ne!(read(&cert), old_cert);
    assert!(tls.refresh().expect("a new certificate"));
    std::fs::write(&cert, "none").expect("to write");
    assert!(tls.refresh().is_err());
    assert!(!tls.refresh().expect("said once"), "what it had is kept");
}

/// Trusts the authority of a file alone.
fn trusting(authority: &str) -> Outward {
    let pem = std::fs::read(authority).expect("a file");
    let authorities = Authorities::of_pem(&pem).expect("an authority");
    Outward::trusting(&authorities).expect("TLS")
}

#[tokio::test]
async fn what_the_server_asks_of_others_trusts_the_authority_that_a_setting_names() {
    let desk = Desk::new();
    let [authority, cert, key] = made(&desk, "tls");
    let [stranger, ..] = made(&desk, "other");
    let server = desk.serve_with(&["--tls-cert", &cert, "--tls-key", &key]);
    let url = server.at("/healthz").replace("127.0.0.1", "localhost");
    let bounds = |reach, bytes| Bounds {
        time: Duration::from_secs(30),
        bytes,
        reach,
    };
    for reach in [Reach::Encrypted, Reach::Anywhere] {
        let answer = trusting(&authority).get(&url, bounds(reach, 100)).await;
        let answer = answer.expect("an answer");
        assert!(answer.status.is_success());
        assert_eq!(answer.body, "alive\n");
    }
    let asked = |by: Outward, bounds| {
        let url = url.clone();
        async move { by.get(&url, bounds).await.expect_err("no answer") }
    };
    let own = || trusting(&authority);
    let inside = asked(own(), bounds(Reach::Public, 100)).await;
    assert!(matches!(inside, OutwardFault::NotPublic), "{inside}");
    let long = asked(own(), bounds(Reach::Anywhere, 3)).await;
    assert!(matches!(long, OutwardFault::TooLong), "{long}");
    let strange = asked(trusting(&stranger), bounds(Reach::Anywhere, 100)).await;
    assert!(matches!(strange, OutwardFault::Certificate(_)), "{strange}");

    let config = |file: &str| {
        let file = file.replace('\\', "/");
        desk.put("settings.toml", format!("ca_file = \"{file}\"\n"))
    };
    desk.done(&["token", "list", "--config", &config(&authority)]);
    let said = desk.fails_in_a_line(2, &["token", "list", "--config", &config(&key)]);
    assert!(said.contains("ca_file"), "{said}");
}

#[cfg(unix)]
#[test]
fn keys_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    made(&desk, "tls");
    for (name, mode) in [
        ("ca-key.pem", 0o600),
        ("server-key.pem", 0o600),
        ("ca.pem", 0o644),
    ] {
        let file = std::fs::metadata(desk.file("tls").join(name)).expect("a file");
        assert_eq!(file.permissions().mode() & 0o777, mode, "{name}");
    }
}

#[test]
fn half_a_pair_and_files_that_are_none_stop_the_start() {
    let desk = Desk::new();
    let [authority, cert, key] = made(&desk, "tls");
    for (code, arguments) in [
        (2, vec!["serve", "--tls-cert", &cert]),
        (2, vec!["serve", "--tls-key", &key]),
        (
            1,
            vec!["serve", "--tls-cert", "none.pem", "--tls-key", &key],
        ),
        (1, vec!["serve", "--tls-cert", &key, "--tls-key", &cert]),
        (
            1,
            vec!["serve", "--tls-cert", &authority, "--tls-key", &key],
        ),
        (1, vec!["tls", "init", "--name", "không phải tên"]),
    ] {
        desk.fails_in_a_line(code, &arguments);
    }
}
