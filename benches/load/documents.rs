//! The form of ten items and the rules that judge it.

use longdan::domain::base::chance::{Chance, SystemChance};
use longdan::domain::base::clock::Instant;
use longdan::domain::base::ids::{QuestionnaireId, RegulationId};
use longdan::domain::base::language::Bilingual;
use longdan::domain::law::bundled::regulations;
use longdan::domain::survey::questionnaire::{AnswerOption, Item, Questionnaire, Sentiment};
use longdan::storage::database::Transaction;
use longdan::storage::questionnaires::StoredQuestionnaire;
use longdan::storage::regulations::StoredRegulation;
use longdan::storage::{questionnaires, regulations as laws};

use super::outcome::Outcome;

/// The form's code.
pub const FORM: &str = "load";
/// The rules' code.
pub const REGULATION: &str = "ntm-2016";
/// The form's items in order; the last is the overall one.
pub const ITEMS: [&str; 10] = [
    "Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08", "Q09", "overall",
];
/// The options of each item in order.
pub const OPTIONS: [&str; 3] = ["SATISFIED", "NOT_SATISFIED", "OTHER"];

/// Puts the form in, and the rules where the migrations brought none.
pub async fn insert(tx: &Transaction, now: Instant) -> Outcome<()> {
    let form = StoredQuestionnaire {
        id: QuestionnaireId(SystemChance.id(now)?),
        questionnaire: form(),
        sha256: "0".repeat(64),
        first_used_at: None,
    };
    questionnaires::insert(tx, &form).await?;
    let known = laws::all(tx).await?;
    if known
        .iter()
        .any(|stored| stored.regulation.code == REGULATION)
    {
        return Ok(());
    }
    for regulation in regulations().map_err(|faults| format!("{faults:?}"))? {
        if regulation.code == REGULATION {
            let stored = StoredRegulation {
                id: RegulationId(SystemChance.id(now)?),
                regulation,
                sha256: "0".repeat(64),
                base: None,
                first_used_at: None,
            };
            laws::insert(tx, &stored).await?;
        }
    }
    Ok(())
}

fn form() -> Questionnaire {
    let text = |text: &str| Bilingual {
        vi: text.to_owned(),
        en: text.to_owned(),
    };
    let sentiments = [Sentiment::Positive, Sentiment::Negative, Sentiment::Neutral];
    let options: Vec<AnswerOption> = OPTIONS
        .iter()
        .zip(sentiments)
        .map(|(code, sentiment)| AnswerOption {
            code: (*code).to_owned(),
            label: text(code),
            sentiment,
        })
        .collect();
    let item = |code: &&str| Item {
        code: (*code).to_owned(),
        label: text(code),
        required: true,
        overall: *code == "overall",
        criterion: None,
        options: options.clone(),
    };
    Questionnaire {
        consent_notice: None,
        code: FORM.to_owned(),
        version: 1,
        title: text("Load"),
        items: ITEMS.iter().map(item).collect(),
    }
}
