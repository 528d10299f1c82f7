//! Finds the moment at which a request has asked for all that it can ask for.
//!
//! Fields are resolved side by side, and the library's sets of futures give the thread back long
//! before all siblings have moved, so counting turns of the task tells nothing. Here the request is
//! moved on until nothing in it is ready; only then, and while no earlier read is under way, may the
//! batches that wait begin. So their number follows from the query, not from how many rows it has.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::Stream;
use futures_util::stream::BoxStream;
use futures_util::task::AtomicWaker;
use tokio::sync::Notify;

/// How often a request is moved on before others get the thread.
const MOST_AT_ONCE: usize = 64;

/// The turns of one request: its batches wait for them, its execution gives them.
#[derive(Debug, Default)]
pub struct Turns {
    opened: Notify,
    waiting: AtomicUsize,
    reading: AtomicUsize,
    ready: Arc<Ready>,
}

/// Whether something in the request became ready since it was looked at.
#[derive(Debug, Default)]
struct Ready {
    is_ready: AtomicBool,
    task: AtomicWaker,
}

impl Wake for Ready {
    fn wake(self: Arc<Self>) {
        self.is_ready.store(true, Ordering::SeqCst);
        self.task.wake();
    }
}

/// A read under way; it ends with this.
#[derive(Debug)]
pub struct Reading<'a>(&'a Turns);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.reading.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Turns {
    /// Waits until nothing in the request can move without a read.
    pub async fn next(&self) -> Reading<'_> {
        let opened = self.opened.notified();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        opened.await;
        self.reading.fetch_add(1, Ordering::SeqCst);
        Reading(self)
    }

    /// Runs a request's work to its end and gives its batches their turns.
    pub async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        std::future::poll_fn(|task| self.advance(task, |inner| work.as_mut().poll(inner))).await
    }

    /// The same for each value of a stream.
    pub fn run_stream<T>(
        self: Arc<Self>,
        mut values: BoxStream<'static, T>,
    ) -> impl Stream<Item = T> {
        futures_util::stream::poll_fn(move |task| {
            self.advance(task, |inner| Pin::new(&mut values).poll_next(inner))
        })
    }

    fn advance<T>(
        &self,
        task: &Context<'_>,
        mut work: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        self.ready.task.register(task.waker());
        let waker = Waker::from(Arc::clone(&self.ready));
        for _ in 0..MOST_AT_ONCE {
            self.ready.is_ready.store(false, Ordering::SeqCst);
            if let Poll::Ready(value) = work(&mut Context::from_waker(&waker)) {
                return Poll::Ready(value);
            }
            let moves = self.ready.is_ready.load(Ordering::SeqCst) || self.open();
            if !moves {
                return Poll::Pending;
            }
        }
        task.waker().wake_by_ref();
        Poll::Pending
    }

    /// Lets all that wait begin, unless a read is under way, whose answer may bring more of them.
    fn open(&self) -> bool {
        let may =
            self.reading.load(Ordering::SeqCst) == 0 && self.waiting.swap(0, Ordering::SeqCst) > 0;
        if may {
            self.opened.notify_waiters();
        }
        may
    }
}
