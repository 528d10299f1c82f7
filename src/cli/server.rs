//! Puts the server together and serves until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::time::{MissedTickBehavior, interval};

use super::console;
use super::doors;
use super::failure::{Failure, Outcome};
use super::open;
use super::session::Session;
use super::stop;
use crate::graphql::guard::document::Rules;
use crate::graphql::guard::limits::Limits;
use crate::graphql::guard::types::SchemaTypes;
use crate::graphql::runner::Runner;
use crate::graphql::{sdl, sizes};
use crate::http::beside::beside;
use crate::http::health::Health;
use crate::http::office::{OfficeTokens, readiness};
use crate::http::request_id::RequestIds;
use crate::http::router::router_with;
use crate::http::server::{Door, Stopped, bind, serve as serve_http};
use crate::http::state::Api;
use crate::http::tls::Tls;
use crate::services::office::SharedOffice;
use crate::words::program::Notice;

/// Bounds of the buckets in which times are counted, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
/// How often figures are tidied up.
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// Serves an office until the process is told to stop; what was accepted is finished first.
/// `announce` is told the address once it is listened on; connections are encrypted with `tls`.
///
/// # Errors
/// Where the address can't be listened on, or the office can't be closed.
pub async fn serve(
    session: &Session,
    office: SharedOffice,
    tls: Option<Arc<Tls>>,
    announce: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let served = listen_and_serve(session, &office, tls, announce).await;
    let closed = office.close().await.map_err(Failure::from);
    if served? == Stopped::CutOff {
        console::tell(session.say(
            "một số kết nối kéo dài quá lâu nên đã bị ngắt",
            "some connections took too long and were cut off",
        ));
    }
    closed.map(|()| Outcome::Done)
}

async fn listen_and_serve(
    session: &Session,
    office: &SharedOffice,
    tls: Option<Arc<Tls>>,
    announce: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<Stopped, Failure> {
    let settings = &session.settings;
    let told = stop::told().map_err(|fault| Notice::System(fault.to_string()))?;
    let listener = listen(settings.listen).await?;
    let options = doors::options(settings)?;
    let rules = Rules {
        limits: Limits::default(),
        lists: sizes::list_fields(),
    };
    let types =
        SchemaTypes::from_sdl(&sdl::print()).map_err(|fault| Notice::System(fault.to_string()))?;
    let runner = Runner::new(Arc::clone(office));
    let tokens = OfficeTokens(Arc::clone(office));
    let api = Api::new(runner, tokens.clone(), rules, types, options.clone());
    let api = Arc::new(api);
    let more = beside(office, &tokens, &options, &api.rates);
    let lifeline = api.lifeline.clone();
    let health = Health {
        ready: readiness(office),
        metrics: figures(),
    };
    let router = router_with(api, health, RequestIds::new(prefix()?), more);
    let address = listener
        .local_addr()
        .map_err(|fault| Notice::System(fault.to_string()))?;
    tracing::info!(%address, "listening");
    announce(address)?;
    let door = Door { listener, tls };
    Ok(serve_http(door, router, options.http, lifeline, told).await)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    bind(address).await.map_err(|fault| {
        let reason = fault.to_string();
        Notice::CantListen {
            address: address.to_string(),
            reason,
        }
        .into()
    })
}

/// What tells this process's requests from another's.
fn prefix() -> Result<u32, Failure> {
    let mut bytes = [0; 4];
    let filled = open::chance().fill(&mut bytes);
    filled.map_err(|fault| Notice::System(fault.to_string()))?;
    Ok(u32::from_be_bytes(bytes))
}

/// Gathers figures for `/metrics`; nothing where another recorder is there already.
fn figures() -> Option<PrometheusHandle> {
    let seconds = Matcher::Suffix("_seconds".to_owned());
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(seconds, &SECONDS)
        .ok()?;
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).ok()?;
    tokio::spawn(tidy(handle.clone()));
    Some(handle)
}

/// Without this, figures that nobody reads would pile up.
async fn tidy(handle: PrometheusHandle) {
    let mut ticks = interval(TIDY_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        handle.run_upkeep();
    }
}
