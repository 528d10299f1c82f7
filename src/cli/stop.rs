//! Hears when the process is told to stop.

use std::future::Future;
use std::io;

/// Done when the process is told to stop: SIGTERM or SIGINT. Heard from the call on.
///
/// # Errors
/// Where the system doesn't let signals be heard.
#[cfg(unix)]
pub fn told() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Done when the process is told to stop: Ctrl-C.
///
/// # Errors
/// Where the system doesn't let it be heard.
#[cfg(not(unix))]
pub fn told() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where it can't be heard, the server runs until it is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
