//! Shows how far long work has come: a bar on a terminal, else plain lines.

use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console;
use crate::domain::base::language::Language;
use crate::services::progress::{Progress, Work};

/// Parts of the work after which a plain line is written.
const PLAIN_PARTS: u64 = 4;

/// The progress of one command.
#[derive(Debug)]
pub struct Shown {
    language: Language,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    work: Work,
    bar: Option<ProgressBar>,
    steps: u64,
    done: u64,
}

impl Shown {
    /// Shows progress on stderr.
    #[must_use]
    pub const fn on(language: Language) -> Self {
        Self {
            language,
            running: Mutex::new(None),
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        // A panic elsewhere can't leave a bar half written.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn name(&self, work: Work) -> &'static str {
        match (work, self.language) {
            (Work::Answering, Language::Vi) => "gửi phiếu",
            (Work::Answering, Language::En) => "submitting",
            (Work::Copying, Language::Vi) => "sao chép",
            (Work::Copying, Language::En) => "copying",
            (Work::Recounting, Language::Vi) => "đếm lại",
            (Work::Recounting, Language::En) => "recounting",
        }
    }

    fn bar(&self, work: Work, steps: u64) -> Option<ProgressBar> {
        if !console::is_watched() {
            return None;
        }
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {per_sec} {eta}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(self.name(work));
        Some(bar)
    }
}

impl Progress for Shown {
    fn begin(&self, work: Work, steps: u64) {
        let bar = self.bar(work, steps);
        *self.running() = Some(Running {
            work,
            bar,
            steps,
            done: 0,
        });
    }

    fn advance(&self, steps: u64) {
        let mut running = self.running();
        let Some(running) = running.as_mut() else {
            return;
        };
        let before = running.part();
        running.done = running.done.saturating_add(steps);
        match &running.bar {
            Some(bar) => bar.inc(steps),
            None if running.part() > before => {
                let name = self.name(running.work);
                console::tell(&format!("{name}: {}/{}", running.done, running.steps));
            }
            None => {}
        }
    }

    fn end(&self) {
        if let Some(Running { bar: Some(bar), .. }) = self.running().take() {
            bar.finish_and_clear();
        }
    }
}

impl Running {
    /// How many parts of the work are done.
    fn part(&self) -> u64 {
        let parts = self.done.saturating_mul(PLAIN_PARTS);
        parts.checked_div(self.steps).unwrap_or(0)
    }
}
