//! The words of comments: folded by us, searched by each database's index.
//!
//! A word is a run of letters and digits, in lower case, without diacritics, đ as d; of longer ones the
//! first 64 characters count. What folds is the program, so SQLite's FTS5 and PostgreSQL's tsvector
//! hold the same words and find the same comments.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::cells::plain;
use super::entity::{comment_text, response};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{ResponseId, SurveyId};

/// Characters of a word that count.
const LONGEST_WORD: usize = 64;
/// Different words of a search that count.
pub const MOST_WORDS: usize = 32;

/// The words of a text in their order, as they are searched.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    plain(text)
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect()
}

/// The different words of a search, the first [`MOST_WORDS`] of them.
#[must_use]
pub fn wanted(text: &str) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for word in words_of(text) {
        if wanted.len() == MOST_WORDS {
            break;
        }
        wanted.insert(word);
    }
    wanted
}

/// The words of a response's comment as one text; `None` where it has none.
#[must_use]
pub fn text_of(comment: Option<&str>) -> Option<String> {
    let words = words_of(comment?);
    (!words.is_empty()).then(|| words.join(" "))
}

/// Rows of the words of responses that are inserted.
pub(super) fn rows(responses: &[response::Model]) -> Vec<comment_text::Model> {
    let row = |response: &response::Model| {
        Some(comment_text::Model {
            survey_id: response.survey_id,
            response_id: response.id,
            words: text_of(response.comment.as_deref())?,
        })
    };
    responses.iter().filter_map(row).collect()
}

/// Adds words, in the transaction that inserts their responses.
///
/// # Errors
/// What the database answers.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    rows: Vec<comment_text::Model>,
) -> Result<(), StorageFault> {
    insert_all::<comment_text::Entity>(db, rows, None).await?;
    Ok(())
}

/// The next words of a survey's comments, by response: for `verify`.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    after: Option<ResponseId>,
    limit: u64,
) -> Result<Vec<(ResponseId, String)>, StorageFault> {
    let mut rows = comment_text::Entity::find()
        .filter(comment_text::Column::SurveyId.eq(survey.0))
        .order_by_asc(comment_text::Column::ResponseId)
        .limit(limit);
    if let Some(after) = after {
        rows = rows.filter(comment_text::Column::ResponseId.gt(after.0));
    }
    let rows = rows.all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| (ResponseId(row.response_id), row.words))
        .collect())
}

/// Whether a response's comment holds all of these words; there is at least one.
pub(super) fn holds(backend: DbBackend, survey: SurveyId, words: &BTreeSet<String>) -> SimpleExpr {
    if backend == DbBackend::Sqlite {
        // Letters and digits alone, so nothing in a word can end its quotation.
        let quoted = words.iter().map(|word| format!("\"{word}\""));
        let of_survey = format!("\"§{}\"", survey.0.simple());
        let query: Vec<String> = std::iter::once(of_survey).chain(quoted).collect();
        Expr::cust_with_values(
            "response.id IN (SELECT response_id FROM comment_search WHERE comment_search MATCH ?)",
            [query.join(" ")],
        )
    } else {
        let quoted = words.iter().map(|word| format!("'{word}'"));
        let of_survey = format!("'{}'", survey.0);
        let query: Vec<String> = std::iter::once(of_survey).chain(quoted).collect();
        Expr::cust_with_values(
            "response.id IN (SELECT response_id FROM comment_text WHERE
                array_to_tsvector(array_append(string_to_array(words, ' '), survey_id::text))
                @@ CAST($1 AS tsquery))",
            [query.join(" & ")],
        )
    }
}
