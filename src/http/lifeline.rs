//! Tells sessions that the server stops, and the server when they are gone.

use std::sync::Arc;

use tokio::sync::watch;

/// Shared by the server and its sessions.
#[derive(Debug, Clone)]
pub struct Lifeline {
    stopping: Arc<watch::Sender<bool>>,
    held: Arc<watch::Sender<usize>>,
}

/// A session's hold on the server: while it lives, a graceful stop waits.
#[derive(Debug)]
pub struct Hold(Arc<watch::Sender<usize>>);

impl Default for Lifeline {
    fn default() -> Self {
        Self {
            stopping: Arc::new(watch::Sender::new(false)),
            held: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Lifeline {
    /// Tells everyone that the server stops.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Waits until the server stops.
    pub async fn stopping(&self) {
        // The sender lives as long as `self`, so this ends by the value alone.
        let _ = self
            .stopping
            .subscribe()
            .wait_for(|stopping| *stopping)
            .await;
    }

    /// Keeps a graceful stop waiting.
    #[must_use]
    pub fn hold(&self) -> Hold {
        self.held.send_modify(|held| *held = held.saturating_add(1));
        Hold(Arc::clone(&self.held))
    }

    /// How many hold on.
    #[must_use]
    pub fn held(&self) -> usize {
        *self.held.borrow()
    }

    /// Waits until nobody holds on.
    pub async fn released(&self) {
        let _ = self.held.subscribe().wait_for(|held| *held == 0).await;
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.send_modify(|held| *held = held.saturating_sub(1));
    }
}
