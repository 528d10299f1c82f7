//! Gathers the kinds of work into one list: each kind is one function of this list.

use chrono::Days;

use super::item::TodoItem;
use super::papers::Papers;
use super::{dossiers, surveys};
use crate::domain::base::page::{LARGEST_PAGE, PageRequest};
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::services::candidacies::{self, CandidacyFilter};
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::webhooks;

/// The most things that the list holds.
pub const LONGEST: usize = 500;

/// One kind of work of one candidacy, for somebody.
type Kind = fn(&Actor, &Papers, &Candidacy, &mut Vec<TodoItem>);

/// The kinds.
const KINDS: &[Kind] = &[
    surveys::of,
    dossiers::appraisals,
    dossiers::debt,
    dossiers::revised_report,
    dossiers::council,
];

/// What the speaker has to do about candidacies that are under way and about programs that were given up, the
/// most urgent first: what is due within so many days, and what no day is set for. At most [`LONGEST`] things,
/// of the first 500 candidacies.
///
/// # Errors
/// [`Refusal::Unauthenticated`]; where the database can't be read.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    due_within_days: u64,
) -> Result<Vec<TodoItem>, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadViewer)?;
    let filter = CandidacyFilter {
        states: vec![
            CandidacyState::Nominated,
            CandidacyState::Appraising,
            CandidacyState::Ready,
            CandidacyState::Voted,
        ],
        ..CandidacyFilter::default()
    };
    let request = PageRequest {
        limit: LARGEST_PAGE,
        ..PageRequest::default()
    };
    let page = candidacies::list(office, speaker, &filter, &request).await?;
    let all: Vec<Candidacy> = page.rows.into_iter().map(|(_, one)| one).collect();
    let papers = Papers::of(office, speaker, &all).await?;
    // First, so that no long list of candidacies hides them behind its end.
    let given_up = webhooks::given_up(office, speaker).await?;
    let mut found: Vec<TodoItem> = given_up.into_iter().map(TodoItem::given_up).collect();
    for candidacy in &all {
        for kind in KINDS {
            kind(actor, &papers, candidacy, &mut found);
        }
    }
    let until = papers.today.checked_add_days(Days::new(due_within_days));
    found.retain(|one| match (one.due_before, until) {
        (Some(due), Some(until)) => due <= until,
        _ => true,
    });
    // Stable: what is due on the same day keeps the order of the candidacies.
    found.sort_by_key(|one| (one.due_before.is_none(), one.due_before));
    found.truncate(LONGEST);
    Ok(found)
}
