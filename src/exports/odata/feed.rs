//! The entity sets of the feed: closed surveys, small groups withheld.
//!
//! What is fed into others' files goes further than its reader, so also the Front gets no more here
//! than everyone may see.

use crate::domain::base::page::PageRequest;
use crate::domain::base::terms::terms;
use crate::exports::tables::cell::{Cell, Head, Kind, Row};
use crate::exports::tables::feed_rows::{self, Part};
use crate::services::candidacies::CandidacyFilter;
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::round_lines::{self, CandidacyLine, SurveyLine};
use crate::services::sight::{ResultStage, Seen};

/// Candidacies that are read at once.
const CANDIDACIES: u64 = 100;

terms! {
    /// An entity set.
    EntitySet {
        /// A candidacy with its closed figures.
        Candidacies = "Candidacies",
        /// Answers to an item of the form in a candidacy's area.
        Items = "Items",
        /// Figures of a hamlet.
        Hamlets = "Hamlets",
    }
}

impl EntitySet {
    /// The name of one entity of the set.
    #[must_use]
    pub const fn entity(self) -> &'static str {
        match self {
            Self::Candidacies => "Candidacy",
            Self::Items => "Item",
            Self::Hamlets => "Hamlet",
        }
    }

    const fn part(self) -> Part {
        match self {
            Self::Candidacies => Part::Candidacy,
            Self::Items => Part::Items,
            Self::Hamlets => Part::Hamlets,
        }
    }

    /// Its properties, the key first.
    #[must_use]
    pub fn heads(self) -> Vec<Head> {
        let key = Head {
            key: "id".to_owned(),
            vi: "Khóa".to_owned(),
            en: "Key".to_owned(),
            kind: Kind::Text,
        };
        let mut heads = vec![key];
        heads.extend(feed_rows::heads_of(self.part()));
        heads
    }
}

/// All entities of a set that the speaker may see, in the API's order of candidacies.
///
/// # Errors
/// Where the database can't be read.
pub async fn entities(
    office: &Office,
    speaker: Speaker<'_>,
    set: EntitySet,
) -> Result<Vec<Row>, Refusal> {
    let filter = CandidacyFilter::default();
    let mut request = PageRequest {
        limit: CANDIDACIES,
        ..PageRequest::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = round_lines::list(office, speaker, &filter, &request).await?;
        request.after = page.rows.last().map(|(cursor, _)| cursor.clone());
        let more = page.has_next;
        let lines = page
            .rows
            .into_iter()
            .filter_map(|(_, line)| for_everyone(line));
        rows.extend(lines.flat_map(|line| of_line(set, &line)));
        if !more {
            return Ok(rows);
        }
    }
}

fn of_line(set: EntitySet, line: &CandidacyLine) -> Vec<Row> {
    let candidacy = line.candidacy.id;
    let keyed = |(part, row): (Option<String>, Row)| {
        let key = part.map_or_else(
            || candidacy.to_string(),
            |part| format!("{candidacy}.{part}"),
        );
        let mut all = vec![Cell::text(key)];
        all.extend(row);
        all
    };
    feed_rows::rows(set.part(), line)
        .into_iter()
        .map(keyed)
        .collect()
}

/// A line as far as everyone may see it once it is closed; `None` before, and for whoever sees none of it.
fn for_everyone(line: CandidacyLine) -> Option<CandidacyLine> {
    let SurveyLine {
        survey,
        mut sight,
        frozen,
    } = line.survey?;
    if sight.stage == ResultStage::Provisional || sight.coverage.shown().is_none() {
        return None;
    }
    let public = &sight.result.public;
    if sight.approval.shown().is_some() {
        sight.approval = public.approval.clone().map_or(Seen::Later, Seen::Shown);
    }
    if sight.hamlets.shown().is_some() {
        sight.hamlets = Seen::Shown(public.sights());
    }
    Some(CandidacyLine {
        survey: Some(SurveyLine {
            survey,
            sight,
            frozen,
        }),
        ..line
    })
}
