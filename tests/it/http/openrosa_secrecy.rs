//! The token in a phone's address is written down nowhere.

use reqwest::Method;
use tracing_subscriber::filter::LevelFilter;

use crate::support::database::on_sqlite;
use crate::support::log::Log;
use crate::support::phone::{Field, heard};

#[tokio::test]
async fn no_log_line_holds_a_token() {
    on_sqlite(async |fresh| {
        let log = Log::listen(LevelFilter::DEBUG);
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
        let log = log.end();
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
