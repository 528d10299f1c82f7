//! Holds the words that comments are searched by against the comments.

use std::collections::HashMap;

use super::finding::{Finding, Wrong};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::storage::comment_words::{chunk, text_of};
use crate::storage::responses;

/// Responses and words that are read at a time.
const CHUNK: u64 = 1_000;

/// Compares the words of each comment of a survey with the comment, in one snapshot; what is held in
/// memory is one page of both.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn of_survey(
    office: &Office,
    survey: SurveyId,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    let mut last = None;
    loop {
        let page = responses::chunk(&tx, survey, last, CHUNK).await?;
        let Some(end) = page.last().map(|end| end.id) else {
            return Ok(());
        };
        let mut kept: HashMap<ResponseId, String> = HashMap::new();
        // A response has one row of words at the most, so a page of both covers the same ids.
        for (id, words) in chunk(&tx, survey, last, CHUNK).await? {
            kept.insert(id, words);
        }
        for response in &page {
            let expected = text_of(response.comment.as_deref());
            let found = kept.remove(&response.id);
            if expected != found {
                let id = format!("{survey}/{}", response.id);
                findings.push(Finding::new("comment_text", &id, Wrong::Follows));
            }
        }
        last = Some(end);
    }
}
