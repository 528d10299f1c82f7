//! Sets modes of collection; types, corrects, accepts, discards count records.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, UserWarning, outcome};
use super::surveys::{shown, survey_id};
use crate::domain::base::ids::DocumentId;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::count_figures::CountFigure;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::count_record::CountRecord;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::state::Asking;
use crate::services::collection_modes;
use crate::services::count_records::{self, Changed};
use crate::services::count_sheets::{CountSheet, ItemSheet, TypedField};
use crate::services::refusal::Refusal;

/// How the answers of a survey's hamlets are collected.
#[derive(Debug, InputObject)]
pub struct SetCollectionModesInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The hamlets, all or none of them taken; the others stay as they are (theo thôn).
    hamlets: Vec<CollectionModeInput>,
}

/// How the answers of a hamlet are collected.
#[derive(Debug, InputObject)]
pub struct CollectionModeInput {
    /// Its code (mã thôn).
    hamlet_code: String,
    /// The mode (hình thức lấy phiếu).
    mode: CollectionMode,
}

/// A count record as it stands on the signed paper.
#[derive(Debug, InputObject)]
pub struct EnterCountRecordInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// Forms handed out (phiếu phát ra).
    issued: i32,
    /// Forms that came back (phiếu thu về).
    collected: i32,
    /// Of these, valid (phiếu hợp lệ).
    valid: i32,
    /// Of these, spoilt (phiếu không hợp lệ).
    spoilt: i32,
    /// Forms that did not come back (phiếu thất lạc).
    missing: i32,
    /// Each item of the form once (theo nội dung).
    items: Vec<ItemFiguresInput>,
    /// Global ids of photographs or scans of the signed paper that were sent in (ảnh, bản quét).
    document_ids: Option<Vec<ID>>,
}

/// What the valid forms say to one item.
#[derive(Debug, InputObject)]
pub struct ItemFiguresInput {
    /// Code of the item (nội dung).
    item: String,
    /// Each of its choices once (theo phương án).
    choices: Vec<ChoiceFigureInput>,
    /// Forms that leave it blank, a required item too (phiếu để trống).
    blank: i32,
}

/// Forms with one choice of an item.
#[derive(Debug, InputObject)]
pub struct ChoiceFigureInput {
    /// Code of the choice (phương án).
    choice: String,
    /// How many (số phiếu).
    count: i32,
}

/// Fields in which two entries differ, typed anew.
#[derive(Debug, InputObject)]
pub struct CorrectCountRecordInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// The version that was read.
    version: i64,
    /// Each differing field once, as it stands on the paper (các ô nhập lại).
    fields: Vec<CountRecordFieldInput>,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// A differing field, typed anew.
#[derive(Debug, InputObject)]
pub struct CountRecordFieldInput {
    /// Which kind of figure (loại số liệu).
    figure: CountFigure,
    /// Code of the item, for a choice or a blank (nội dung).
    item: Option<String>,
    /// Code of the choice (phương án).
    choice: Option<String>,
    /// The number on the paper (giá trị).
    value: i32,
}

/// What is unlikely in a count record, to be accepted.
#[derive(Debug, InputObject)]
pub struct AcceptCountRecordInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// The version that was read.
    version: i64,
    /// Why it is right all the same, at most 4,000 characters (lý do chấp nhận).
    note: String,
}

/// A count record to be discarded.
#[derive(Debug, InputObject)]
pub struct DiscardCountRecordInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// The version that was read.
    version: i64,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// Pictures of a signed count record.
#[derive(Debug, InputObject)]
pub struct AttachToCountRecordInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Code of the hamlet (mã thôn).
    hamlet_code: String,
    /// Global ids of photographs or scans that were sent in (ảnh, bản quét).
    document_ids: Vec<ID>,
}

/// What became of a count record.
#[derive(Debug, SimpleObject)]
pub struct CountRecordPayload {
    /// Its survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// The record; null where `userErrors` says why nothing changed (biên bản kiểm phiếu).
    record: Option<CountRecord>,
    /// What is unlikely in what was typed.
    warnings: Vec<UserWarning>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of the modes of collection.
#[derive(Debug, SimpleObject)]
pub struct CollectionModesPayload {
    /// The survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Counting paper by hand.
#[derive(Debug, Default)]
pub struct CountRecordsMutation;

#[Object]
impl CountRecordsMutation {
    /// Says how the answers of hamlets are collected, before their survey opens; for the Front (chọn hình
    /// thức lấy phiếu).
    async fn set_collection_modes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The hamlets and their modes.")] input: SetCollectionModesInput,
    ) -> Nullable<CollectionModesPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let modes = input.hamlets.into_iter();
            let modes: Vec<_> = modes.map(|one| (one.hamlet_code, one.mode)).collect();
            collection_modes::set(ctx.office()?, ctx.speaker(), survey, &modes).await
        }
        .await;
        let shown = answer.and_then(|survey| shown(ctx, survey));
        let payload = |(survey, user_errors)| CollectionModesPayload {
            survey,
            user_errors,
        };
        Some(outcome(ctx, shown).map(payload))
    }

    /// Types a hamlet's count record from the signed paper; for the Front. Once a second account has
    /// typed the same it is counted, or waits until what is unlikely in it is accepted (nhập biên bản kiểm
    /// phiếu).
    async fn enter_count_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record.")] input: EnterCountRecordInput,
    ) -> Nullable<CountRecordPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let scans = documents(input.document_ids.as_deref().unwrap_or_default())?;
            let hamlet = input.hamlet_code.clone();
            let sheet = sheet(input);
            let office = ctx.office()?;
            count_records::enter(office, ctx.speaker(), survey, &hamlet, &sheet, &scans).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Types the differing fields of a count record anew; for the Front, by either account or a third
    /// (nhập lại các ô khác nhau).
    async fn correct_count_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The fields and the reason.")] input: CorrectCountRecordInput,
    ) -> Nullable<CountRecordPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let field = |one: CountRecordFieldInput| TypedField {
                figure: one.figure,
                item: one.item,
                choice: one.choice,
                value: i64::from(one.value),
            };
            let fields: Vec<TypedField> = input.fields.into_iter().map(field).collect();
            let of = (input.hamlet_code.as_str(), input.version);
            let (office, reason) = (ctx.office()?, input.reason.as_str());
            count_records::correct(office, ctx.speaker(), survey, of, &fields, reason).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Accepts what is unlikely in figures that two accounts typed alike, which are counted then; for the
    /// Front, by another account than the one that typed them first (chấp nhận cảnh báo).
    async fn accept_count_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record and the note.")] input: AcceptCountRecordInput,
    ) -> Nullable<CountRecordPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let of = (input.hamlet_code.as_str(), input.version);
            count_records::accept(ctx.office()?, ctx.speaker(), survey, of, &input.note).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Discards what was typed of a count record; what was counted is counted no more. For the Front,
    /// until CLOSED (hủy biên bản kiểm phiếu).
    async fn discard_count_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record and the reason.")] input: DiscardCountRecordInput,
    ) -> Nullable<CountRecordPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let of = (input.hamlet_code.as_str(), input.version);
            count_records::discard(ctx.office()?, ctx.speaker(), survey, of, &input.reason).await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Hangs photographs or scans of the signed paper on a count record; for the Front, until VERIFIED
    /// (đính kèm ảnh, bản quét biên bản).
    async fn attach_to_count_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record and the pictures.")] input: AttachToCountRecordInput,
    ) -> Nullable<CountRecordPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let scans = documents(&input.document_ids)?;
            let hamlet = input.hamlet_code.as_str();
            count_records::attach(ctx.office()?, ctx.speaker(), survey, hamlet, &scans).await
        }
        .await;
        Some(payload(ctx, answer))
    }
}

fn documents(ids: &[ID]) -> Result<Vec<DocumentId>, Refusal> {
    let read = |id| id::key_at(id, &["input", "documentIds"]);
    ids.iter().map(read).collect()
}

fn sheet(input: EnterCountRecordInput) -> CountSheet {
    let choice = |one: ChoiceFigureInput| (one.choice, i64::from(one.count));
    let item = |one: ItemFiguresInput| ItemSheet {
        item: one.item,
        choices: one.choices.into_iter().map(choice).collect(),
        blank: i64::from(one.blank),
    };
    CountSheet {
        issued: i64::from(input.issued),
        collected: i64::from(input.collected),
        valid: i64::from(input.valid),
        spoilt: i64::from(input.spoilt),
        missing: i64::from(input.missing),
        items: input.items.into_iter().map(item).collect(),
    }
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<Changed, Refusal>,
) -> Result<CountRecordPayload, Error> {
    let shown = answer.and_then(|(survey, view, warnings)| {
        Ok((shown(ctx, survey)?, CountRecord::from(view), warnings))
    });
    let (done, user_errors) = outcome(ctx, shown)?;
    let (survey, record, warnings) = match done {
        Some((survey, record, warnings)) => (Some(survey), Some(record), warnings),
        None => (None, None, Vec::new()),
    };
    Ok(CountRecordPayload {
        survey,
        record,
        warnings: UserWarning::all(ctx, &warnings),
        user_errors,
    })
}
