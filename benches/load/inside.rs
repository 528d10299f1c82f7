//! The way in of responses in this process: the real writer, without HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use longdan::domain::survey::response::Draft;
use longdan::services::batch::{Receipt, ReceiptStatus};
use longdan::services::office::SharedOffice;
use longdan::services::submit;

use super::outcome::{Outcome, wrong};
use super::press::Work;
use super::province::{Province, Spot};
use super::sheets::{Numbered, collected_at};

/// Responses of a call that fills a database.
pub const FILLING: usize = 500;

/// Batches handed to the use case itself.
pub struct Inside {
    /// The office.
    pub office: SharedOffice,
    /// The province.
    pub province: Arc<Province>,
    /// Responses of a batch.
    pub size: usize,
    /// Surveys that the batches go to in turn.
    pub surveys: usize,
    /// Batches so far.
    pub batches: AtomicUsize,
}

impl Inside {
    fn spot(&self) -> Outcome<&Spot> {
        let number = self.batches.fetch_add(1, Ordering::Relaxed);
        let place = number.checked_rem(self.surveys).unwrap_or_default();
        Ok(self.province.spots.get(place).ok_or("no such survey")?)
    }

    /// Submits the next batch, of so many responses.
    pub async fn submit(&self, size: usize) -> Outcome<()> {
        let spot = self.spot()?;
        let at = collected_at();
        let drafts = (0..size)
            .map(|_| Numbered::next(spot)?.draft(spot, at))
            .collect::<Outcome<Vec<Draft>>>()?;
        let front = Some(&self.province.front);
        let done = submit::batch(&self.office, front, spot.survey, drafts).await?;
        let accepted = |receipt: &Receipt| receipt.status == ReceiptStatus::Accepted;
        if done.receipts.len() == size && done.receipts.iter().all(accepted) {
            Ok(())
        } else {
            wrong(format!("not all accepted: {:?}", done.receipts.first()))
        }
    }
}

impl Work for Inside {
    type Seat = ();

    async fn seat(&self) -> Outcome<()> {
        Ok(())
    }

    async fn once(&self, _seat: &mut ()) -> Outcome<()> {
        self.submit(self.size).await
    }
}

/// Submits so many responses, spread over the surveys, in large batches from a few tasks.
pub async fn fill(office: &SharedOffice, province: &Arc<Province>, responses: u64) -> Outcome<()> {
    let mut tasks = tokio::task::JoinSet::new();
    let surveys = u64::try_from(province.spots.len())?;
    for lane in 0..4_u64 {
        let (office, province) = (Arc::clone(office), Arc::clone(province));
        tasks.spawn(async move {
            for place in (0..surveys).filter(|place| place % 4 == lane) {
                // What doesn't divide evenly goes to the first surveys.
                let share = (responses + surveys - 1 - place) / surveys;
                fill_one(&office, &province, usize::try_from(place)?, share).await?;
            }
            Outcome::Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

async fn fill_one(
    office: &SharedOffice,
    province: &Arc<Province>,
    place: usize,
    mut share: u64,
) -> Outcome<()> {
    let inside = Inside {
        office: Arc::clone(office),
        province: Arc::clone(province),
        size: FILLING,
        surveys: usize::MAX,
        batches: AtomicUsize::new(place),
    };
    while share > 0 {
        let size = usize::try_from(share)?.min(FILLING);
        inside.batches.store(place, Ordering::Relaxed);
        inside.submit(size).await?;
        share = share.saturating_sub(u64::try_from(size)?);
    }
    Ok(())
}
