//! Which table is asked for, of which rows, and from where on.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::base::ids::SurveyId;
use crate::domain::base::page::Cursor;
use crate::domain::base::terms::terms;
use crate::services::assignments::AssignmentFilter;
use crate::services::candidacies::CandidacyFilter;
use crate::services::refusal::{InputFault, Refusal};
use crate::services::responses::ResponseFilter;

terms! {
    /// A table.
    Sheet {
        /// The summary of a round: a row a candidacy.
        Round = "round",
        /// Answers by item of the form.
        Items = "items",
        /// Figures by hamlet.
        Hamlets = "hamlets",
        /// What departments found.
        Appraisals = "appraisals",
        /// Construction debt.
        Debts = "debts",
        /// Tasks of notices.
        Assignments = "assignments",
        /// Single responses, for the Front alone.
        Responses = "responses",
    }
}

terms! {
    /// How a table is written.
    TableFormat {
        /// CSV in UTF-8.
        Csv = "csv",
        /// A JSON object a line.
        JsonLines = "jsonl",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

impl TableFormat {
    /// The media type of such a file.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A table that is asked for; the filters are the API's.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which.
    pub sheet: Sheet,
    /// Which candidacies, where it is of these.
    pub candidacies: CandidacyFilter,
    /// Which assignments, where it is of these.
    pub assignments: AssignmentFilter,
    /// Of which survey, where it is of responses.
    pub survey: Option<SurveyId>,
    /// Which responses.
    pub responses: ResponseFilter,
    /// Only what follows: the `after` that an earlier table of the same kind ends with.
    pub after: Option<String>,
}

impl Asked {
    /// All that the speaker may see of a sheet.
    #[must_use]
    pub fn all(sheet: Sheet) -> Self {
        Self {
            sheet,
            candidacies: CandidacyFilter::default(),
            assignments: AssignmentFilter::default(),
            survey: None,
            responses: ResponseFilter::default(),
            after: None,
        }
    }

    /// The row after which the list goes on.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] for a text that no table of this kind ends with.
    pub(super) fn cursor(&self) -> Result<Option<Cursor>, Refusal> {
        let read = |text: &String| {
            let json = URL_SAFE_NO_PAD.decode(text).ok()?;
            let (sheet, cursor): (String, Cursor) = serde_json::from_slice(&json).ok()?;
            (sheet == self.sheet.as_str()).then_some(cursor)
        };
        let after = self.after.as_ref();
        after
            .map(|text| read(text).ok_or_else(bad_cursor))
            .transpose()
    }

    /// The audit entry after which responses are new.
    ///
    /// # Errors
    /// As [`Asked::cursor`].
    pub(super) fn entry(&self) -> Result<Option<i64>, Refusal> {
        let read = |text: &String| text.parse::<i64>().ok().filter(|entry| *entry >= 0);
        let after = self.after.as_ref();
        after
            .map(|text| read(text).ok_or_else(bad_cursor))
            .transpose()
    }
}

/// A row's place in a list as the end of a table says it.
pub(super) fn written(sheet: Sheet, cursor: &Cursor) -> String {
    // A list of strings can always be written.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(sheet.as_str(), cursor)).unwrap_or_default())
}

fn bad_cursor() -> Refusal {
    Refusal::BadInput {
        path: vec!["after".to_owned()],
        fault: InputFault::Cursor,
    }
}
