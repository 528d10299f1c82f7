//! The figures of a hamlet's count record, and whether they can be so.
//!
//! In Vietnamese: số liệu trong biên bản kiểm phiếu. Whole numbers throughout. What can't be is an error
//! and is not taken; what is unlikely is a warning, which a second person may accept with a note.

use serde::{Deserialize, Serialize};

use super::paper::MOST_FORMS;
use super::questionnaire::{Layout, Questionnaire};
use super::tally::Tally;
use crate::domain::base::terms::terms;

/// Spoilt forms, in percent of the collected ones, that are many.
const MANY_SPOILT: i64 = 5;
/// Blank answers to an item, in percent of the valid forms, that are many.
const MANY_BLANK: i64 = 10;
/// Valid forms from which on it is unlikely that all say the same.
const ALIKE_FROM: i64 = 5;

/// What a count record says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountFigures {
    /// Forms handed out.
    pub issued: i64,
    /// Forms that came back.
    pub collected: i64,
    /// Of these, valid.
    pub valid: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Forms that did not come back.
    pub missing: i64,
    /// Each item, in the form's order.
    pub items: Vec<ItemFigures>,
}

/// What the valid forms say to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFigures {
    /// Forms with each of its choices, in the form's order.
    pub choices: Vec<i64>,
    /// Forms that leave it blank; on paper a required item may be blank too.
    pub blank: i64,
}

/// One figure of a count record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountField {
    /// Forms handed out.
    Issued,
    /// Forms that came back.
    Collected,
    /// Valid ones.
    Valid,
    /// Spoilt ones.
    Spoilt,
    /// Those that did not come back.
    Missing,
    /// Forms with a choice of an item, by their positions in the form.
    Choice(usize, usize),
    /// Forms that leave an item blank.
    Blank(usize),
}

terms! {
    /// Which kind of figure a field of a count record holds.
    CountFigure {
        /// Forms handed out.
        Issued = "ISSUED",
        /// Forms that came back.
        Collected = "COLLECTED",
        /// Valid forms.
        Valid = "VALID",
        /// Spoilt forms.
        Spoilt = "SPOILT",
        /// Forms that did not come back.
        Missing = "MISSING",
        /// Forms with a choice of an item.
        Choice = "CHOICE",
        /// Forms that leave an item blank.
        Blank = "BLANK",
    }
}

impl CountField {
    /// Which kind of figure it holds.
    #[must_use]
    pub const fn figure(self) -> CountFigure {
        match self {
            Self::Issued => CountFigure::Issued,
            Self::Collected => CountFigure::Collected,
            Self::Valid => CountFigure::Valid,
            Self::Spoilt => CountFigure::Spoilt,
            Self::Missing => CountFigure::Missing,
            Self::Choice(..) => CountFigure::Choice,
            Self::Blank(_) => CountFigure::Blank,
        }
    }

    /// The position of its item and of its choice, where it has them.
    #[must_use]
    pub const fn places(self) -> (Option<usize>, Option<usize>) {
        match self {
            Self::Choice(item, choice) => (Some(item), Some(choice)),
            Self::Blank(item) => (Some(item), None),
            _ => (None, None),
        }
    }
}

/// Why figures can't be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// Not each item and choice of the form.
    #[error("not the items and choices of the form")]
    NotOfForm,
    /// A number below 0, or larger than any hamlet has forms.
    #[error("{0:?} is out of range")]
    OutOfRange(CountField),
    /// Collected forms are not the valid and the spoilt ones.
    #[error("{collected} collected, {parts} valid and spoilt")]
    CollectedNotValidAndSpoilt {
        /// So many came back.
        collected: i64,
        /// So many are valid or spoilt.
        parts: i64,
    },
    /// More forms came back or are missing than were handed out.
    #[error("{back} collected and missing of {issued}")]
    MoreBackThanOut {
        /// So many came back or are missing.
        back: i64,
        /// So many were handed out.
        issued: i64,
    },
    /// The answers to an item, blank ones too, are not the valid forms.
    #[error("item {item}: {said} of {valid} valid forms")]
    ItemNotValid {
        /// Position of the item.
        item: usize,
        /// So many answers and blanks it has.
        said: i64,
        /// So many forms are valid.
        valid: i64,
    },
}

terms! {
    /// What is unlikely in a count record.
    CountWarningKind {
        /// Forms that were handed out, and are neither collected nor missing.
        FormsDoNotAddUp = "FORMS_DO_NOT_ADD_UP",
        /// More forms than the hamlet has households.
        MoreThanHouseholds = "MORE_THAN_HOUSEHOLDS",
        /// Other forms handed out or missing than were recorded before.
        OtherThanIssued = "OTHER_THAN_ISSUED",
        /// No form came back.
        NothingCollected = "NOTHING_COLLECTED",
        /// Many spoilt forms.
        ManySpoilt = "MANY_SPOILT",
        /// Many forms leave an item blank.
        ManyBlank = "MANY_BLANK",
        /// All valid forms say the same.
        AllAlike = "ALL_ALIKE",
    }
}

/// Something unlikely, and the numbers that it is seen by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountWarning {
    /// What.
    pub kind: CountWarningKind,
    /// The numbers, and the code of the item where it is about one.
    pub about: String,
}

/// What is known of the hamlet beside its count record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Its households.
    pub households: i64,
    /// Forms handed out and missing, as recorded before; `None` where nothing was.
    pub recorded: Option<(i64, i64)>,
}

impl CountFigures {
    /// Every figure with its place, in the order of the paper.
    #[must_use]
    pub fn fields(&self) -> Vec<(CountField, i64)> {
        let mut fields = vec![
            (CountField::Issued, self.issued),
            (CountField::Collected, self.collected),
            (CountField::Valid, self.valid),
            (CountField::Spoilt, self.spoilt),
            (CountField::Missing, self.missing),
        ];
        for (item, figures) in self.items.iter().enumerate() {
            let choices = figures.choices.iter().enumerate();
            fields
                .extend(choices.map(|(choice, count)| (CountField::Choice(item, choice), *count)));
            fields.push((CountField::Blank(item), figures.blank));
        }
        fields
    }

    /// The fields in which another record of the same form differs.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<CountField> {
        let pairs = self.fields().into_iter().zip(other.fields());
        pairs
            .filter(|((_, mine), (_, theirs))| mine != theirs)
            .map(|((field, _), _)| field)
            .collect()
    }

    /// The same with other numbers in some fields; a field that the form doesn't have changes nothing.
    #[must_use]
    pub fn with(&self, typed: &[(CountField, i64)]) -> Self {
        let mut figures = self.clone();
        for (field, value) in typed {
            if let Some(place) = figures.place(*field) {
                *place = *value;
            }
        }
        figures
    }

    fn place(&mut self, field: CountField) -> Option<&mut i64> {
        match field {
            CountField::Issued => Some(&mut self.issued),
            CountField::Collected => Some(&mut self.collected),
            CountField::Valid => Some(&mut self.valid),
            CountField::Spoilt => Some(&mut self.spoilt),
            CountField::Missing => Some(&mut self.missing),
            CountField::Choice(item, choice) => self.items.get_mut(item)?.choices.get_mut(choice),
            CountField::Blank(item) => Some(&mut self.items.get_mut(item)?.blank),
        }
    }

    /// Why the figures can't be so; empty where they add up.
    #[must_use]
    pub fn errors(&self, form: &Questionnaire) -> Vec<CountError> {
        let shape = self.items.iter().map(|item| item.choices.len());
        if !shape.eq(form.items.iter().map(|item| item.options.len())) {
            return vec![CountError::NotOfForm];
        }
        let mut errors: Vec<CountError> = self
            .fields()
            .into_iter()
            .filter(|(_, value)| !(0..=MOST_FORMS).contains(value))
            .map(|(field, _)| CountError::OutOfRange(field))
            .collect();
        let parts = self.valid.saturating_add(self.spoilt);
        if self.collected != parts {
            errors.push(CountError::CollectedNotValidAndSpoilt {
                collected: self.collected,
                parts,
            });
        }
        let back = self.collected.saturating_add(self.missing);
        if back > self.issued {
            errors.push(CountError::MoreBackThanOut {
                back,
                issued: self.issued,
            });
        }
        let valid = self.valid;
        let sums = self.items.iter().map(ItemFigures::said).enumerate();
        errors.extend(
            sums.filter(|(_, said)| *said != valid)
                .map(|(item, said)| CountError::ItemNotValid { item, said, valid }),
        );
        errors
    }

    /// What is unlikely in figures that add up.
    #[must_use]
    pub fn warnings(&self, form: &Questionnaire, beside: &Beside) -> Vec<CountWarning> {
        let mut warnings = self.paper_warnings(beside);
        let mut warn = |kind, about| warnings.push(CountWarning { kind, about });
        for (item, figures) in form.items.iter().zip(&self.items) {
            if is_many(figures.blank, self.valid, MANY_BLANK) {
                let about = format!("{}: {}/{}", item.code, figures.blank, self.valid);
                warn(CountWarningKind::ManyBlank, about);
            }
        }
        let alike = |item: &ItemFigures| item.choices.contains(&self.valid);
        if self.valid >= ALIKE_FROM && self.items.iter().all(alike) {
            warn(CountWarningKind::AllAlike, self.valid.to_string());
        }
        warnings
    }

    fn paper_warnings(&self, beside: &Beside) -> Vec<CountWarning> {
        use CountWarningKind::{
            FormsDoNotAddUp, ManySpoilt, MoreThanHouseholds, NothingCollected, OtherThanIssued,
        };
        let Self {
            issued,
            collected,
            spoilt,
            missing,
            ..
        } = *self;
        let unaccounted = issued.saturating_sub(collected).saturating_sub(missing);
        let other = beside.recorded.filter(|kept| *kept != (issued, missing));
        let recorded = other.unwrap_or_default();
        let seen = [
            (
                unaccounted > 0,
                FormsDoNotAddUp,
                format!("{issued} > {collected} + {missing}"),
            ),
            (
                collected > beside.households,
                MoreThanHouseholds,
                format!("{collected} > {}", beside.households),
            ),
            (
                other.is_some(),
                OtherThanIssued,
                format!("{issued}, {missing} ≠ {}, {}", recorded.0, recorded.1),
            ),
            (collected == 0, NothingCollected, "0".to_owned()),
            (
                is_many(spoilt, collected, MANY_SPOILT),
                ManySpoilt,
                format!("{spoilt}/{collected}"),
            ),
        ];
        let said = seen.into_iter().filter(|(holds, ..)| *holds);
        said.map(|(_, kind, about)| CountWarning { kind, about })
            .collect()
    }

    /// What the record adds to its hamlet's counters.
    #[must_use]
    pub fn tally(&self, layout: &Layout) -> Tally {
        let mut tally = Tally::empty(layout);
        tally.collected = self.collected;
        tally.spoilt = self.spoilt;
        for (item, figures) in self.items.iter().enumerate() {
            for (choice, count) in figures.choices.iter().enumerate() {
                let place = layout.counter(item, choice);
                if let Some(counter) = place.and_then(|place| tally.counts.get_mut(place)) {
                    *counter = *count;
                }
            }
        }
        tally
    }
}

impl ItemFigures {
    fn said(&self) -> i64 {
        let sum = |sum: i64, count: &i64| sum.saturating_add(*count);
        self.choices.iter().fold(self.blank, sum)
    }
}

const fn is_many(part: i64, whole: i64, percent: i64) -> bool {
    part > 0 && part.saturating_mul(100) >= whole.saturating_mul(percent)
}
