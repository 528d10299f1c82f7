//! A hamlet's count record: how far it has come, its figures once two agree.

use std::sync::Arc;

use async_graphql::SimpleObject;

use super::dossier::Document;
use crate::domain::place::area::Place;
use crate::domain::survey::count_figures::{self, CountField, CountFigure};
use crate::domain::survey::count_record::CountRecordState;
use crate::domain::survey::questionnaire::Item;
use crate::graphql::scalars::Moment;
use crate::services::count_views::CountRecordView;
use crate::services::forms::Form;

/// The count record of a hamlet whose paper is counted by hand, typed by two accounts. Neither is
/// shown the other's figures; where they differ, only which fields do (biên bản kiểm phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CountRecord {
    /// How far it has come (trạng thái).
    pub state: CountRecordState,
    /// Rises with each change; 0 before anything is typed.
    pub version: i64,
    /// When it changed last.
    pub changed_at: Option<Moment>,
    /// Name of the account whose entry is the first (người nhập thứ nhất).
    pub first_by: Option<String>,
    /// Name of the account whose entry is the second (người nhập thứ hai).
    pub second_by: Option<String>,
    /// What two accounts typed alike; null before (số liệu thống nhất).
    pub figures: Option<CountFigures>,
    /// What your own account typed; null where it is not one of the two (số liệu của mình).
    pub own: Option<CountFigures>,
    /// The fields in which the two entries differ: each is typed anew from the paper (các ô khác nhau).
    pub differing: Vec<CountRecordField>,
    /// Why what is unlikely in it was accepted (lý do chấp nhận).
    pub note: Option<String>,
    /// Name of the account that accepted it (người chấp nhận).
    pub accepted_by: Option<String>,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
    /// Photographs and scans of the signed paper, each with its SHA-256 (ảnh, bản quét).
    pub scans: Vec<Document>,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
    #[graphql(skip)]
    pub(in crate::graphql) unlikely: Vec<count_figures::CountWarning>,
}

impl From<CountRecordView> for CountRecord {
    fn from(view: CountRecordView) -> Self {
        let form = Arc::clone(&view.form);
        let figures = |figures| CountFigures::of(&form, figures);
        let (note, accepted_by, accepted_at) = match view.accepted {
            Some((note, by, at)) => (Some(note), Some(by), Some(Moment(at))),
            None => (None, None, None),
        };
        Self {
            state: view.state,
            version: view.version,
            changed_at: view.changed_at.map(Moment),
            first_by: view.first_by,
            second_by: view.second_by,
            figures: view.figures.as_ref().map(figures),
            own: view.own.as_ref().map(figures),
            differing: view
                .differing
                .into_iter()
                .map(|field| CountRecordField::of(&form, field))
                .collect(),
            note,
            accepted_by,
            accepted_at,
            scans: view.scans.into_iter().map(Document::from).collect(),
            place: view.place,
            unlikely: view.warnings,
        }
    }
}

/// A field of a count record (ô số liệu).
#[derive(Debug, Clone, SimpleObject)]
pub struct CountRecordField {
    /// Which kind of figure it holds (loại số liệu).
    pub figure: CountFigure,
    /// Code of its item, for a choice or a blank (nội dung).
    pub item: Option<String>,
    /// Code of its choice (phương án).
    pub choice: Option<String>,
}

impl CountRecordField {
    fn of(form: &Form, field: CountField) -> Self {
        let (item, choice) = field.places();
        let item = item.and_then(|item| form.questionnaire.items.get(item));
        let option = item.zip(choice).and_then(|(item, at)| item.options.get(at));
        Self {
            figure: field.figure(),
            item: item.map(|item| item.code.clone()),
            choice: option.map(|option| option.code.clone()),
        }
    }
}

/// What a count record says: collected = valid + spoilt; of each item choices + blank = valid (số liệu
/// kiểm phiếu).
#[derive(Debug, Clone, SimpleObject)]
pub struct CountFigures {
    /// Forms handed out (phiếu phát ra).
    pub issued: i64,
    /// Forms that came back (phiếu thu về).
    pub collected: i64,
    /// Of these, valid (phiếu hợp lệ).
    pub valid: i64,
    /// Of these, spoilt (phiếu không hợp lệ).
    pub spoilt: i64,
    /// Forms that did not come back (phiếu thất lạc).
    pub missing: i64,
    /// Each item, in the form's order (theo nội dung).
    pub items: Vec<ItemFigures>,
}

impl CountFigures {
    fn of(form: &Form, figures: &count_figures::CountFigures) -> Self {
        let items = form.questionnaire.items.iter().zip(&figures.items);
        Self {
            issued: figures.issued,
            collected: figures.collected,
            valid: figures.valid,
            spoilt: figures.spoilt,
            missing: figures.missing,
            items: items.map(|(item, of)| ItemFigures::of(item, of)).collect(),
        }
    }
}

/// What the valid forms say to one item (số liệu của nội dung).
#[derive(Debug, Clone, SimpleObject)]
pub struct ItemFigures {
    /// Code of the item (nội dung).
    pub item: String,
    /// Forms with each of its choices, in the form's order (theo phương án).
    pub choices: Vec<ChoiceFigure>,
    /// Forms that leave it blank (phiếu để trống).
    pub blank: i64,
}

impl ItemFigures {
    fn of(item: &Item, figures: &count_figures::ItemFigures) -> Self {
        let choices = item.options.iter().zip(&figures.choices);
        Self {
            item: item.code.clone(),
            choices: choices
                .map(|(option, count)| ChoiceFigure {
                    choice: option.code.clone(),
                    count: *count,
                })
                .collect(),
            blank: figures.blank,
        }
    }
}

/// Forms with one choice of an item (số phiếu chọn).
#[derive(Debug, Clone, SimpleObject)]
pub struct ChoiceFigure {
    /// Code of the choice (phương án).
    pub choice: String,
    /// How many (số phiếu).
    pub count: i64,
}
