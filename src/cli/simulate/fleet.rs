//! All phones at work, some of them at once, and two typists beside them.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::args::SimulateArgs;
use super::field::Field;
use super::phone::Phone;
use super::residents::Residents;
use super::seen::Seen;
use super::typists::Typists;
use super::wire::WireFault;
use crate::cli::failure::Failure;
use crate::cli::progress::Shown;
use crate::services::progress::{Progress, Work};
use crate::words::program::Notice;

/// How many forms each phone has to take.
#[derive(Debug, Clone, Copy)]
struct Shares {
    each: u64,
    /// The first so many phones have one more.
    rest: u64,
    phones: u64,
}

impl Shares {
    fn of(args: &SimulateArgs) -> Self {
        // A phone without a form would be none.
        let phones = args.phones.unwrap_or(args.clients).min(args.responses);
        Self {
            each: args.responses.checked_div(phones).unwrap_or(0),
            rest: args.responses.checked_rem(phones).unwrap_or(0),
            phones,
        }
    }

    fn share(self, number: u64) -> u64 {
        if number >= self.phones {
            return 0;
        }
        self.each.saturating_add(u64::from(number < self.rest))
    }
}

/// Lets everybody work, and says what they have seen.
///
/// # Errors
/// Where the server is given up.
pub async fn work(
    field: &Arc<Field>,
    args: &SimulateArgs,
    progress: Arc<Shown>,
) -> Result<Seen, Failure> {
    progress.begin(Work::Answering, args.responses);
    let mut at_work: JoinSet<Result<Seen, WireFault>> = JoinSet::new();
    if let (Some(first), Some(second)) = (&args.first_typist, &args.second_typist) {
        let typists = Typists::new(field, [first.clone(), second.clone()]);
        at_work.spawn(typists.work());
    }
    let at_once = usize::try_from(args.clients).unwrap_or(1);
    let turns = Arc::new(Semaphore::new(at_once));
    let shares = Shares::of(args);
    for number in 0..shares.phones {
        let share = shares.share(number);
        let in_common = share.min(shares.share(number ^ 1));
        let residents = Residents::of(&field.manners, number, share, in_common);
        let phone = Phone::new(field, number, residents);
        let (progress, turns) = (Arc::clone(&progress), Arc::clone(&turns));
        at_work.spawn(async move {
            // Nobody closes the semaphore, so a turn always comes.
            let _turn = turns.acquire().await.ok();
            phone.work(progress.as_ref()).await
        });
    }
    let mut seen = Seen::default();
    while let Some(ended) = at_work.join_next().await {
        let ended = ended.map_err(|fault| Notice::System(fault.to_string()))?;
        seen.merge(ended.map_err(|fault| Notice::Simulation(fault.to_string()))?);
    }
    progress.end();
    Ok(seen)
}
