//! The texts of an XForm in both languages, and the options that it shares.

use crate::domain::base::language::Bilingual;
use crate::domain::survey::filled_form::{asks_reason, reason_leaf};
use crate::domain::survey::questionnaire::AnswerOption;
use crate::services::field_forms::FieldForm;
use crate::words::field;
use crate::words::spoken::Text;

/// A text of a form under its id.
#[derive(Debug)]
pub struct Line {
    /// What a question names it by.
    pub id: String,
    /// The text.
    pub text: Bilingual,
}

/// The different lists of options of a form's items, in the order of the items.
#[must_use]
pub fn option_lists(form: &FieldForm) -> Vec<&[AnswerOption]> {
    let mut lists: Vec<&[AnswerOption]> = Vec::new();
    for item in &form.form.questionnaire.items {
        if !lists.contains(&item.options.as_slice()) {
            lists.push(&item.options);
        }
    }
    lists
}

/// Every text of a form.
#[must_use]
pub fn lines(form: &FieldForm) -> Vec<Line> {
    let mut lines = vec![
        ours("/data/hamlet:label", field::HAMLET),
        ours("/data/household:label", field::HOUSEHOLD),
        ours("/data/household:hint", field::HOUSEHOLD_HINT),
        ours("household-malformed", field::HOUSEHOLD_MALFORMED),
        ours("remark-too-long", field::REMARK_TOO_LONG),
        ours("/data/comment:label", field::COMMENT),
    ];
    for item in &form.form.questionnaire.items {
        let id = format!("/data/{}:label", item.code);
        let text = item.label.clone();
        lines.push(Line { id, text });
        if !asks_reason(&form.form.questionnaire, item).is_empty() {
            let id = format!("/data/{}:label", reason_leaf(&item.code));
            lines.push(ours(&id, field::REASON));
        }
    }
    for (number, options) in option_lists(form).into_iter().enumerate() {
        lines.extend(options.iter().map(|option| Line {
            id: format!("options-{number}-{}", option.code),
            text: option.label.clone(),
        }));
    }
    lines
}

fn ours(id: &str, text: Text) -> Line {
    Line {
        id: id.to_owned(),
        text: Bilingual {
            vi: text.vi.to_owned(),
            en: text.en.to_owned(),
        },
    }
}
