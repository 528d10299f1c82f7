//! The closed lists of terms as GraphQL enums, described in both languages.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::{Deprecation, MetaEnumValue, MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType,
    Positioned, ServerResult, Value,
};

use crate::domain::base::language::Language;
use crate::domain::base::wholes::ShareBase;
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::law::round::Deliverable;
use crate::domain::law::title::Title;
use crate::domain::place::area::{AreaLevel, CommuneKind};
use crate::domain::recognition::ballot::BallotChoice;
use crate::domain::recognition::candidacy::{CandidacyOrder, CandidacyPurpose, CandidacyState};
use crate::domain::recognition::council::CouncilPosition;
use crate::domain::recognition::decision::DecisionOutcome;
use crate::domain::recognition::front_report::FrontConclusion;
use crate::domain::recognition::opinion::Organisation;
use crate::domain::recognition::session::{BallotMode, SessionState};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::correction::{ConflictChoice, CorrectionKind};
use crate::domain::survey::count_figures::CountFigure;
use crate::domain::survey::count_record::CountRecordState;
use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::judge::RejectionCode;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::objection::ObjectionState;
use crate::domain::survey::posting::{PlaceKind, PostingState};
use crate::domain::survey::questionnaire::Sentiment;
use crate::domain::survey::review::ReviewState;
use crate::domain::survey::roster::RosterChangeKind;
use crate::domain::survey::sample::FrameSource;
use crate::domain::survey::signals::SignalKind;
use crate::domain::survey::verification::{
    VerificationDecision, VerificationPoint, VerificationSubject,
};
use crate::domain::tasks::assignment::AssignmentStatus;
use crate::domain::tasks::directive::Each;
use crate::domain::tasks::hamlet_title::HamletTitleKind;
use crate::domain::tasks::ocop::{OcopState, OcopStep};
use crate::domain::trust::access::AccessKind;
use crate::domain::trust::actor::Role;
use crate::domain::trust::admin_grant::AdminGrantState;
use crate::domain::trust::breach::BreachStanding;
use crate::domain::trust::webhook::WebhookKind;
use crate::services::batch::ReceiptStatus;
use crate::services::sight::ResultStage;
use crate::services::todo::item::TodoKind;
use crate::words::spoken::Text;

/// A value of a list as the schema describes it: the English words, the Vietnamese term behind.
pub fn described(name: &str, words: Text) -> (String, MetaEnumValue) {
    let mut english = words.en.trim_end_matches('.').to_owned();
    if let Some(first) = english.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let vietnamese = words.vi.trim_end_matches('.');
    let value = MetaEnumValue {
        name: name.to_owned(),
        description: Some(format!("{english} ({vietnamese}).")),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    };
    (name.to_owned(), value)
}

/// Enters an enum in the registry.
pub fn register<T: InputType>(
    registry: &mut Registry,
    description: &str,
    values: impl Fn() -> Vec<(String, MetaEnumValue)>,
) -> String {
    registry.create_input_type::<T, _>(MetaTypeId::Enum, |_| MetaType::Enum {
        name: <T as InputType>::type_name().into_owned(),
        description: Some(description.to_owned()),
        enum_values: values().into_iter().collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(std::any::type_name::<T>()),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    })
}

/// Makes a closed list of terms a GraphQL enum of the given name and description.
macro_rules! graphql_enum {
    ($($term:ty, $name:literal, $description:literal;)+) => {$(
        impl InputType for $term {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }

            fn create_type_info(registry: &mut Registry) -> String {
                $crate::graphql::enums::register::<Self>(registry, $description, || {
                    <$term>::ALL
                        .iter()
                        .map(|term| {
                            let words = $crate::words::spoken::Spoken::words(*term);
                            $crate::graphql::enums::described(term.as_str(), words)
                        })
                        .collect()
                })
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                let value = value.unwrap_or_default();
                let term = match &value {
                    Value::Enum(name) => name.parse().ok(),
                    Value::String(name) => name.parse().ok(),
                    _ => None,
                };
                term.ok_or_else(|| InputValueError::expected_type(value))
            }

            fn to_value(&self) -> Value {
                Value::Enum(Name::new(self.as_str()))
            }

            fn as_raw_value(&self) -> Option<&Self::RawValueType> {
                Some(self)
            }
        }

        impl OutputType for $term {
            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <Self as InputType>::create_type_info(registry)
            }

            async fn resolve(
                &self,
                _: &ContextSelectionSet<'_>,
                _: &Positioned<Field>,
            ) -> ServerResult<Value> {
                Ok(InputType::to_value(self))
            }
        }
    )+};
}

graphql_enum! {
    Language, "Language", "A language of texts; Vietnamese where nothing is said.";
    AreaLevel, "AreaLevel", "The level of an administrative unit (cấp hành chính).";
    CommuneKind, "CommuneKind", "What a unit of commune level is (loại đơn vị cấp xã).";
    Title, "Title", "A title of the new-rural programme (danh hiệu).";
    CandidacyPurpose, "CandidacyPurpose", "What a candidacy is for (mục đích đề nghị).";
    CandidacyState, "CandidacyState", "Where a candidacy's dossier stands (trạng thái hồ sơ).";
    Organisation, "Organisation", "A socio-political organisation (tổ chức chính trị - xã hội).";
    Deliverable, "Deliverable", "What the steering committee's notice asks for in a round (nhiệm vụ theo thông báo).";
    Each, "TaskOwnerKind", "A kind of which each one owes a task (loại đơn vị thực hiện).";
    AssignmentStatus, "AssignmentStatus", "Where an assignment stands on a day (tình trạng nhiệm vụ).";
    OcopState, "OcopState", "Where the rating of an OCOP product stands (trạng thái đánh giá sản phẩm).";
    HamletTitleKind, "HamletTitleKind", "A title of a hamlet (danh hiệu cấp thôn).";
    OcopStep, "OcopStep", "Who rates an OCOP product (cấp đánh giá).";
    CheckStatus, "CheckStatus", "The outcome of a check (kết quả kiểm tra điều kiện).";
    Severity, "CheckSeverity", "What follows from a condition that is not met (mức độ).";
    SurveyKind, "SurveyKind", "Who asks whom (hình thức lấy ý kiến).";
    SurveyState, "SurveyState", "Where a survey stands (trạng thái cuộc lấy ý kiến).";
    CollectionMode, "CollectionMode", "How a hamlet's answers are collected, fixed when its survey opens (hình thức lấy phiếu).";
    CountRecordState, "CountRecordState", "How far a count record has come (trạng thái biên bản kiểm phiếu).";
    CountFigure, "CountFigure", "Which kind of figure a field of a count record holds (loại số liệu).";
    RosterChangeKind, "RosterChangeKind", "What happened to a household on a roster (biến động danh sách hộ).";
    PlaceKind, "PostingPlaceKind", "Where a result hangs out (nơi niêm yết).";
    PostingState, "PostingState", "How far a posting has come (tình trạng niêm yết).";
    ObjectionState, "ObjectionState", "Where an objection stands (tình trạng xử lý ý kiến phản ánh).";
    VerificationSubject, "VerificationSubject", "What is verified (đối tượng thẩm tra).";
    VerificationDecision, "VerificationDecision", "What a verification decided (kết luận thẩm tra).";
    VerificationPoint, "VerificationPoint", "One point of a verification (điểm thẩm tra).";
    SignalKind, "AnswerSignalKind", "What is unlikely about the forms of one account (loại dấu hiệu).";
    FrameSource, "FrameSource", "Where the households of a sample's frame come from (nguồn danh sách hộ).";
    HandlingStatus, "HandlingStatus", "Where a comment stands (tình trạng xử lý ý kiến).";
    FrontConclusion, "FrontConclusion", "What the Front concludes on a candidacy (kết luận của Mặt trận).";
    Sentiment, "Sentiment", "What an answer says (ý nghĩa câu trả lời).";
    ResultStage, "ResultStage", "How final a figure is (giai đoạn của kết quả).";
    ReceiptStatus, "ReceiptStatus", "What became of a response (kết quả nhận phiếu).";
    RejectionCode, "RejectionCode", "Why a response was not counted (lý do không tính phiếu).";
    CorrectionKind, "CorrectionKind", "What a correction does (loại hiệu chỉnh).";
    ConflictChoice, "ConflictChoice", "What is chosen about a form that was set aside (lựa chọn).";
    ReviewState, "ReviewState", "Where an accepted response stands with the Front (trạng thái rà soát).";
    TodoKind, "TodoKind", "What is to be done (loại việc).";
    CandidacyOrder, "CandidacyOrder", "In what order candidacies are listed (thứ tự).";
    ShareBase, "ShareBase", "What the base of a share counts (mẫu số).";
    CouncilPosition, "CouncilPosition", "What somebody is on the council (chức danh trong hội đồng).";
    BallotMode, "BallotMode", "How the council votes (hình thức bỏ phiếu).";
    SessionState, "SessionState", "Where a session stands (trạng thái phiên họp).";
    BallotChoice, "BallotChoice", "What a ballot says (nội dung phiếu bầu).";
    DecisionOutcome, "DecisionOutcome", "What a decision says of a candidacy (nội dung quyết định).";
    Role, "Role", "What an account is (vai trò).";
    BreachStanding, "BreachStanding", "How a breach stands with its notice (tình trạng thông báo sự cố).";
    AdminGrantState, "AdminRequestState", "What became of a wish that a token speak for an administrator (tình trạng đề nghị).";
    WebhookKind, "WebhookKind", "What a program can be told of (loại sự kiện).";
    AccessKind, "AccessKind", "What was read of residents' answers (nội dung đã đọc).";
}
