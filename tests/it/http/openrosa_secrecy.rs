//! The token in a phone's address is written down nowhere.

use std::io::Write;
use std::sync::{Arc, Mutex};

use reqwest::Method;
use tracing_subscriber::filter::LevelFilter;

use crate::support::database::on_sqlite;
use crate::support::phone::{Field, heard};

/// Log lines, kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .expect("a sound lock")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_log_line_holds_a_token() {
    on_sqlite(async |fresh| {
        let kept = Kept::default();
        let writer = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::DEBUG)
            .with_writer(move || writer.clone())
            .finish();
        let logging = tracing::Dispatch::new(subscriber);
        // With one subscriber alone, tests beside this one would decide for it what is worth logging.
        let _second = tracing::Dispatch::new(tracing_subscriber::registry());
        // The test's runtime has one thread, on which the server runs too.
        let _guard = tracing::dispatcher::set_default(&logging);
        let field = Field::on(fresh.db.clone()).await;
        let phone = field.phone().await;
        field.world.opened().await;
        for path in [
            "formList",
            "forms/x",
            "manifest/x",
            "submission",
            "sheet",
            "qr.svg",
            "nowhere",
            "",
            "a/b",
        ] {
            for method in [Method::GET, Method::POST, Method::HEAD, Method::DELETE] {
                heard(phone.request(method, path)).await;
            }
        }
        phone.send("<data/>", &[]).await;
        let log = String::from_utf8(kept.0.lock().expect("a sound lock").clone()).expect("UTF-8");
        assert!(
            log.contains("/openrosa/k/{token}/formList"),
            "the log says what was asked: {log}"
        );
        let secret = phone.token.trim_start_matches("ldn_");
        for line in log
            .lines()
            .filter(|line| !line.contains("reqwest") && !line.contains("hyper_util::client"))
        {
            assert!(!line.contains(secret), "{line}");
        }
    })
    .await;
}
