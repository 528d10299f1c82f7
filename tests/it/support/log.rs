//! What is logged while a test runs, to be read by it.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing::Dispatch;
use tracing::dispatcher::DefaultGuard;
use tracing_subscriber::filter::LevelFilter;

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

/// Keeps all that this thread logs: a test's runtime has one thread, on which what it serves runs too.
pub struct Log {
    kept: Kept,
    _listening: DefaultGuard,
    _second: Dispatch,
}

impl Log {
    /// Listens from now on.
    pub fn listen(level: LevelFilter) -> Self {
        let kept = Kept::default();
        let writer = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(move || writer.clone())
            .finish();
        let first = Dispatch::new(subscriber);
        // With one subscriber alone, tests beside this one would decide for it what is worth logging.
        let second = Dispatch::new(tracing_subscriber::registry());
        Self {
            kept,
            _listening: tracing::dispatcher::set_default(&first),
            _second: second,
        }
    }

    /// Listens no more, and gives what was logged.
    pub fn end(self) -> String {
        let bytes = self.kept.0.lock().expect("a sound lock").clone();
        String::from_utf8(bytes).expect("UTF-8")
    }
}
