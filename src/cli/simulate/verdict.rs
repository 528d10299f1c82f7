//! Whether the server's figures are the simulation's own, told in words or in JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::figures::{Figures, SET_ASIDE};
use super::seen::Seen;
use super::set_aside::Wrong;
use crate::cli::console;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::Session;

/// One survey: what must be, what is, and what differs.
#[derive(Debug)]
pub struct SurveyVerdict {
    expected: Figures,
    reported: Figures,
    wrong: Vec<Wrong>,
}

impl SurveyVerdict {
    /// Compares, beside what was found wrong already.
    #[must_use]
    pub fn of(expected: Figures, reported: Figures, mut wrong: Vec<Wrong>) -> Self {
        let differing = expected.differences(&reported).into_iter();
        wrong.extend(differing.map(|(name, must, is)| Wrong::of(name, must, is)));
        Self {
            expected,
            reported,
            wrong,
        }
    }
}

/// What was sent, and what the server made of it.
#[derive(Debug)]
pub struct Verdict {
    /// The surveys by id.
    pub surveys: BTreeMap<String, SurveyVerdict>,
    /// What phones and typists have seen.
    pub seen: Seen,
    /// How often something had to be sent again because the server didn't answer.
    pub retries: u64,
    /// How long it took.
    pub millis: i64,
}

impl Verdict {
    /// Tells it, and whether all agrees.
    ///
    /// # Errors
    /// Where nothing can be printed.
    pub fn tell(&self, session: &Session, in_json: bool) -> Result<Outcome, Failure> {
        if in_json {
            console::json(&self.in_json())?;
        } else {
            self.in_words(session)?;
        }
        let agrees = self.differences().next().is_none() && self.seen.refused.is_empty();
        Ok(if agrees {
            Outcome::Done
        } else {
            Outcome::Differs
        })
    }

    fn differences(&self) -> impl Iterator<Item = (&String, &Wrong)> {
        let surveys = self.surveys.iter();
        surveys.flat_map(|(id, survey)| survey.wrong.iter().map(move |wrong| (id, wrong)))
    }

    fn in_json(&self) -> Value {
        let troubles = &self.seen.troubles;
        let by_survey = |figures: fn(&SurveyVerdict) -> &Figures| {
            let surveys = self.surveys.iter();
            let found = surveys.map(|(id, survey)| (id.clone(), json!(figures(survey).0)));
            found.collect::<serde_json::Map<_, _>>()
        };
        json!({
            "receipts": self.seen.receipts,
            "refused": self.seen.refused,
            "requests": troubles.requests,
            "lostAnswers": troubles.lost,
            "unsent": troubles.unsent,
            "overtaken": troubles.overtaken,
            "crashes": troubles.crashes,
            "wrongClocks": troubles.wrong_clocks,
            "openRosaPhones": troubles.openrosa,
            "contestedHouseholds": self.seen.contested.len(),
            "countRecords": troubles.records,
            "correctedRecords": troubles.corrected,
            "retries": self.retries,
            "milliseconds": self.millis,
            "expected": by_survey(|survey| &survey.expected),
            "reported": by_survey(|survey| &survey.reported),
            "differences": self.differences().map(|(survey, Wrong { name, must, is })| {
                json!({ "survey": survey, "figure": name, "expected": must, "reported": is })
            }).collect::<Vec<_>>(),
        })
    }

    fn in_words(&self, session: &Session) -> Result<(), Failure> {
        let troubles = &self.seen.troubles;
        let told = [
            (troubles.requests, "lần gửi", "requests"),
            (troubles.lost, "câu trả lời mất", "lost answers"),
            (troubles.unsent, "lần gửi không tới", "unsent"),
            (troubles.overtaken, "lần gửi tới muộn", "overtaken"),
            (troubles.crashes, "lần ứng dụng tắt", "crashes"),
            (troubles.wrong_clocks, "máy sai giờ", "wrong clocks"),
            (troubles.openrosa, "máy OpenRosa", "OpenRosa phones"),
            (troubles.records, "biên bản", "count records"),
            (troubles.corrected, "lần sửa biên bản", "corrections"),
            (self.retries, "lần thử lại", "retries"),
        ];
        let receipts = self.seen.receipts.iter();
        let receipts: Vec<String> = receipts
            .map(|(status, count)| format!("{status} {count}"))
            .collect();
        let told: Vec<String> = told
            .into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, vi, en)| format!("{count} {}", session.say(vi, en)))
            .collect();
        console::line(&format!(
            "{}; {}, {} ms",
            receipts.join(", "),
            told.join(", "),
            self.millis
        ))?;
        for (code, count) in &self.seen.refused {
            let refused = session.say("bị từ chối", "refused");
            console::line(&format!("{refused}: {code} {count}"))?;
        }
        for (id, survey) in &self.surveys {
            tell_survey(session, id, survey)?;
        }
        console::line(match self.differences().count() {
            0 => session.say("số liệu khớp", "the figures agree"),
            _ => session.say("số liệu sai khác", "the figures differ"),
        })
    }
}

fn tell_survey(session: &Session, id: &str, survey: &SurveyVerdict) -> Result<(), Failure> {
    let count = |name: &str| survey.reported.0.get(name).copied().unwrap_or(0);
    console::line(&format!(
        "{id}: {} {}, {} {}, {} {}",
        session.say("thu về", "collected"),
        count("collected"),
        session.say("không hợp lệ", "spoilt"),
        count("spoilt"),
        session.say("để riêng", "set aside"),
        count(SET_ASIDE)
    ))?;
    for Wrong { name, must, is } in &survey.wrong {
        let must_be = session.say("phải là", "must be");
        let reported = session.say("máy chủ báo", "reported");
        console::line(&format!("{id} {name}: {must_be} {must}, {reported} {is}"))?;
    }
    Ok(())
}
